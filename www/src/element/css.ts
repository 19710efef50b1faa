// A Lit directive that sets style properties through CSSOM, so that a strict style-src allows it.
// (Lit's styleMap writes a style attribute on the first render, which such a policy blocks.)

import { noChange } from 'lit/html.js';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

class Css extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('css() stands on an element');
  }

  render(_properties: Record<string, string>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Record<string, string>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) {
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    }
    return noChange;
  }
}

/** `<div ${css({ '--fill': '40%' })}>` */
export const css = directive(Css);

const sheets = new Map<string, CSSStyleSheet>();

/** One adopted sheet for each text, shared by all labs of the page. */
export function sheet(text: string): CSSStyleSheet {
  let found = sheets.get(text);
  if (!found) {
    found = new CSSStyleSheet();
    found.replaceSync(text);
    sheets.set(text, found);
  }
  return found;
}

/** Gives an element the look of a part that was loaded later. */
export function dress(root: ShadowRoot, text: string): void {
  const look = sheet(text);
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, look];
}
