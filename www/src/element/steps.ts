// The steps of the work; the learner ticks them. No judgement is made here.

import { html, type TemplateResult, nothing } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';

export function steps(desk: Desk): TemplateResult | typeof nothing {
  const { info, say, screen } = desk;
  const all = info?.steps ?? [];
  if (all.length === 0) return nothing;
  const current = all.findIndex((id) => !screen.stepsDone.has(id));
  const tick = (id: string) => () => {
    const done = new Set(screen.stepsDone);
    if (!done.delete(id)) done.add(id);
    desk.show({ stepsDone: done });
  };
  return html`<section class=${`steps ${screen.allSteps ? 'open' : ''} ${desk.notebook?.rows.length ? '' : 'fresh'}`} part="panel" aria-label=${say('steps')}>
    <header><h3>${current < 0 ? say('steps.finished') : say('steps.count', { done: current + 1, all: all.length })}</h3>
      <span class="dots" aria-hidden="true">${all.map((id, index) => html`<i class=${screen.stepsDone.has(id) ? 'done' : index === current ? 'now' : ''}></i>`)}</span>
      <button type="button" class="flat fold" aria-expanded=${String(screen.allSteps)} aria-label=${say(screen.allSteps ? 'steps.few' : 'steps.all')} title=${say(screen.allSteps ? 'steps.few' : 'steps.all')}
        @click=${() => desk.show({ allSteps: !screen.allSteps })}>${icon(screen.allSteps ? 'up' : 'down')}</button>
    </header>
    <ol>${all.map((id, index) => {
      const done = screen.stepsDone.has(id);
      const now = index === current || (current < 0 && index === all.length - 1);
      return html`<li class=${`${done ? 'done' : ''} ${now ? 'now' : ''}`} aria-current=${now ? 'step' : nothing}>
        <label><input type="checkbox" .checked=${done} @change=${tick(id)}><span class="mark" aria-hidden="true">${done ? icon('tick') : index + 1}</span><span>${say(`step.${id}`)}</span></label></li>`;
    })}</ol>
  </section>`;
}
