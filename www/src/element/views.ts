// The parts of the bench to look at, over the stage: on a small screen a part is seen large.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';

export function views(desk: Desk): TemplateResult | typeof nothing {
  const { say } = desk;
  const all = desk.info?.views ?? [];
  if (all.length < 2) return nothing;
  return html`<div class="views" role="group" aria-label=${say('views')}>
    ${all.map((view) => html`<button type="button" aria-pressed=${view === desk.viewId} @click=${() => desk.chooseView(view)}>${say(`view.${view}`)}</button>`)}
  </div>`;
}
