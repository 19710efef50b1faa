// The learner's tools: the magnifier, who reads, undo and runs, axes and fits. No lab needs them to be shown:
// they are fetched as soon as it is there.

import './common.ts';
import { sheet } from './css.ts';
import type { Desk } from './desk.ts';
import style from './tools.css';

export { axes, choices, fitted } from './choices.ts';
export { bar, keys } from './notebook-tools.ts';
export { lens } from './reading.ts';

/** Gives the element the look of this part. */
export function dress({ owner: { root } }: Desk): void {
  const look = sheet(style);
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, look];
}
