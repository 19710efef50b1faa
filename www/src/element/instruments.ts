// Readings as the instruments show them, and the magnified view of one.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import type { InstrumentInfo, Reading } from './message.ts';
import { quantityText } from './numbers.ts';
import { entries, eye, learnerReads } from './reading.ts';

/** What a reading says: digits and unit, or why there are none. */
export function readingText(desk: Desk, { state, shown, unit }: Reading): string {
  if (state === 'over_range' || state === 'broken' || state === 'empty' || shown === '') return desk.say(`reading.${state === 'ok' ? 'empty' : state}`);
  return quantityText(shown, unit);
}

function instrumentName(desk: Desk, { id, kind }: InstrumentInfo): string {
  return desk.words.sayOr(`instrument.${id}`, desk.words.sayOr(`kind.${kind}`, desk.say(id)));
}

/** The readings that a learner is shown: those that the module names, else the first. */
function named(desk: Desk, { id }: InstrumentInfo): Reading[] {
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
        const hidden = own && instrument.face !== null && /^(ok|settling)$/.test(reading.state);
        const inner = html`<span class="name">${label}</span><b class=${hidden ? 'own' : reading.state}>${hidden ? say('read') : reading.state === 'empty' ? '–' : readingText(desk, reading)}</b>`;
        return html`<li>${instrument.face
          ? html`<button type="button" class=${own ? 'chip own' : 'chip'} part="readout" title=${say('readings.magnify', { name })} @click=${() => desk.stage.lens.open(instrument.id)}>${inner}${icon('magnify')}</button>`
          : html`<span class="chip" part="readout">${inner}</span>`}</li>`;
      }),
    )}
  </ul>`;
}

/** A quantity in words of the core, its degree sign close to the number. */
function close(quantity: string): string {
  return quantity.replace(/ (?=°)/g, '');
}

/** The magnified view: the glass, the reading, division and range. */
export function lens(desk: Desk): TemplateResult | typeof nothing {
  const instrument = desk.info?.instruments.find(({ id }) => id === desk.screen.lens);
  if (!instrument) return nothing;
  const { say, stage } = desk;
  const shown = named(desk, instrument);
  const own = learnerReads(desk);
  const name = instrumentName(desk, instrument);
  return html`<div class="lens" role="dialog" aria-label=${say('readings.magnify', { name })}>
    <header><h3>${name}</h3>
      <button type="button" class="flat close" aria-label=${say('close')} @click=${() => stage.lens.close()}>${icon('close')}</button></header>
    <div class="bezel" ${css({ '--shape': stage.lens.shape(instrument).toFixed(3) })}>${stage.lens.canvas}</div>
    ${eye(desk, instrument)}
    ${own ? nothing : shown.map((reading) => html`<p class="shown"><span>${desk.words.sayOr(`output.${instrument.id}.${reading.output}`, say('lens.shown'))}</span>
      <output class=${reading.state}>${readingText(desk, reading)}${reading.uncertainty && /^(ok|settling)$/.test(reading.state) ? html`<small title=${say('lens.uncertainty')}> ± ${quantityText(reading.uncertainty, reading.unit)}</small>` : nothing}</output></p>`)}
    <p class="scale">${instrument.division ? html`<span>${say('lens.division', { value: close(instrument.division) })}</span>` : nothing}
      ${instrument.range ? html`<span>${say('lens.range', { value: close(instrument.range) })}</span>` : nothing}</p>
    ${own ? entries(desk, instrument) : html`<button type="button" part="button" class="main" ?disabled=${desk.readonly_} @click=${() => desk.act({ do: 'row' })}>${icon('record')}${say('data.record')}</button>`}
  </div>`;
}
