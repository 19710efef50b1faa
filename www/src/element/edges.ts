// What goes on beyond the edge of a box says so: the table to the right, the steps below.

import { html, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';

/** Nearer to the end than this there is nothing more to see, px. */
const NEAR = 6;

/** The last thing in the head of the table, which stays at its right edge while columns lie beyond it. Keys scroll the table itself. */
export function further(desk: Desk): TemplateResult {
  return html`<td class="further" aria-hidden="true"><button type="button" tabindex="-1" @click=${(event: Event) => {
    const box = (event.currentTarget as HTMLElement).closest('.scroller');
    box?.scrollBy({ left: box.clientWidth * 0.6, behavior: 'smooth' });
    edges(desk);
  }}>${icon('right')}</button></td>`;
}

/** Marks the boxes that go on. */
export function edges({ owner: { root } }: Desk): void {
  const table = root.querySelector('.data .scroller');
  table?.classList.toggle('more-right', table.scrollWidth - table.clientWidth - table.scrollLeft > NEAR);
  const steps = root.querySelector('.steps');
  steps?.classList.toggle('more-below', steps.scrollHeight - steps.clientHeight - steps.scrollTop > NEAR);
}

/** Looks again whenever the lab has another size, or something in the panels has. */
export function watch(desk: Desk): void {
  const { root, element } = desk.owner;
  const sizes = new ResizeObserver(() => edges(desk));
  sizes.observe(element);
  let waiting = false;
  // One look for all changes of a picture.
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      edges(desk);
    });
  }).observe(root, { childList: true, subtree: true, attributeFilter: ['class', 'data-tab'] });
  root.addEventListener('scroll', () => edges(desk), { capture: true, passive: true });
}
