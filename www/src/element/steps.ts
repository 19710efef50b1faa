// The steps of the work, which the learner ticks, and what is asked beside them. No judgement is made here.

import { html, type TemplateResult, nothing } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';

export function steps(desk: Desk): TemplateResult | typeof nothing {
  const { info, say, screen, asking } = desk;
  const all = info?.steps ?? [];
  // Without hints nobody is led through the work; what is asked stands alone.
  if (all.length === 0 || info?.hints === false) return asking?.sheet(desk) ?? nothing;
  const current = all.findIndex((id) => !desk.ticked(id));
  // Where much is asked at first, the questions have the room of the steps to come.
  const fresh = !desk.notebook?.rows.length && (info?.questions ?? []).filter(({ before }) => before === 'row' || before === 'play').length < 2;
  const tick = (step: string) => ({ target }: Event) => {
    const box = target as HTMLInputElement;
    if (!desk.act({ do: 'tick', step, done: box.checked })) box.checked = desk.ticked(step);
  };
  return html`<section class=${`steps ${screen.allSteps ? 'open' : ''} ${fresh ? 'fresh' : ''}`} part="panel" aria-label=${say('steps')}>
    <header><h3>${current < 0 ? say('steps.finished') : say('steps.count', { done: current + 1, all: all.length })}</h3>
      <span class="dots" aria-hidden="true">${all.map((id, index) => html`<i class=${desk.ticked(id) ? 'done' : index === current ? 'now' : ''}></i>`)}</span>
      <button type="button" class="flat fold" aria-expanded=${String(screen.allSteps)} aria-label=${say(screen.allSteps ? 'steps.few' : 'steps.all')} title=${say(screen.allSteps ? 'steps.few' : 'steps.all')}
        @click=${() => desk.show({ allSteps: !screen.allSteps })}>${icon(screen.allSteps ? 'up' : 'down')}</button>
    </header>
    <ol>${all.map((id, index) => {
      const done = desk.ticked(id);
      const now = index === current || (current < 0 && index === all.length - 1);
      return html`<li class=${`${done ? 'done' : ''} ${now ? 'now' : ''}`} aria-current=${now ? 'step' : nothing}>
        <label><input type="checkbox" .checked=${done} @change=${tick(id)}><span class="mark" aria-hidden="true">${done ? icon('tick') : index + 1}</span><span>${say(`step.${id}`)}</span></label>${asking?.at(desk, id) ?? nothing}</li>`;
    })}</ol>
    ${asking?.rest(desk, current < 0 || current === all.length - 1) ?? nothing}
  </section>`;
}
