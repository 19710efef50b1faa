// Readings as the instruments show them; each opens its magnified view.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import type { InstrumentInfo, Reading } from './message.ts';
import { quantityText } from './numbers.ts';

/** Whether the learner takes the readings. */
export function learnerReads({ status }: Desk): boolean {
  return status?.reading === 'learner';
}

/** What a reading says: digits and unit, or why there are none. */
export function readingText(desk: Desk, { state, shown, unit }: Reading): string {
  if (state === 'unbalanced' || state === 'over_range' || state === 'broken' || state === 'empty' || shown === '') return desk.say(`reading.${state === 'ok' ? 'empty' : state}`);
  return quantityText(shown, unit);
}

export function instrumentName(desk: Desk, { id, kind }: InstrumentInfo): string {
  return desk.words.sayOr(`instrument.${id}`, desk.words.sayOr(`kind.${kind}`, desk.say(id)));
}

/** The readings that a learner is shown: those that the module names, else the first. */
export function named(desk: Desk, { id }: InstrumentInfo): Reading[] {
  const all = desk.status?.readings[id] ?? [];
  const chosen = all.filter(({ output }) => desk.words.has(`output.${id}.${output}`));
  return chosen.length > 0 ? chosen : all.slice(0, 1);
}

/** A row of readings; each opens its magnified view. */
export function readings(desk: Desk): TemplateResult | typeof nothing {
  const { info, say } = desk;
  if (!info || info.instruments.length === 0) return nothing;
  const own = learnerReads(desk);
  return html`<ul class="readings" aria-label=${say('readings')}>
    ${info.instruments.flatMap((instrument) =>
      named(desk, instrument).map((reading, _, all) => {
        const name = instrumentName(desk, instrument);
        const label = all.length > 1 ? desk.words.sayOr(`output.${instrument.id}.${reading.output}`, name) : name;
        // Who reads for oneself is shown no digits: the scale is behind the magnifier.
        const hidden = own && instrument.face !== null && /^(ok|settling|unbalanced)$/.test(reading.state);
        const inner = html`<span class="name">${label}</span><b class=${hidden ? 'own' : reading.state}>${hidden ? say('read') : reading.state === 'empty' ? '–' : readingText(desk, reading)}</b>`;
        return html`<li>${instrument.face
          ? html`<button type="button" class=${own ? 'chip own' : 'chip'} part="readout" title=${say('readings.magnify', { name })} @click=${() => desk.stage.lens.open(instrument.id)}>${inner}${icon('magnify')}</button>`
          : html`<span class="chip" part="readout">${inner}</span>`}</li>`;
      }),
    )}
  </ul>`;
}
