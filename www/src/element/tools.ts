// The learner's tools: the magnifier, who reads, undo, note and runs, graphs of the notebook with axes, fits and
// predictions. No lab needs them to be shown: they are fetched as soon as it is there.

import './common.ts';
import { dress as add } from './css.ts';
import type { Desk } from './desk.ts';
import { watch } from './edges.ts';
import style from './tools.css';

export { axes, choices, fitted } from './choices.ts';
export { drawer } from './drawers.ts';
export { further } from './edges.ts';
export { back, bar, keys } from './notebook-tools.ts';
export { drawn, invite } from './predict.ts';
export { lens } from './reading.ts';

/** Gives the element the look of this part. */
export function dress(desk: Desk): void {
  add(desk.owner.root, style);
  watch(desk);
}
