// The magnifier, and reading an instrument oneself: the eye before the scale, the reading typed into the notebook.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import { instrumentName, learnerReads, named, readingText } from './instruments.ts';
import type { Column, InstrumentInfo } from './message.ts';
import { quantityText, unitText } from './numbers.ts';
import { toolWords } from './tool-words.ts';

/** Farthest that the slider moves the eye, m: at the distance of distinct vision this is 45° aside. */
const FARTHEST = 0.25;
const STEP = 0.01;
/** From where an eye looks that has gone towards the larger numbers, and towards the smaller ones. */
const SIDES = { up: ['above', 'below'], down: ['below', 'above'], right: ['right', 'left'], left: ['left', 'right'] } as const;

/** From where the eye looks, in words. */
function whence(desk: Desk, { towards }: InstrumentInfo, at: number): string {
  return toolWords(desk).say(Math.abs(at) < STEP / 2 ? 'eye.facing' : `eye.${SIDES[towards][at > 0 ? 0 : 1]}`);
}

/** The slider that moves the eye along the scale; nothing for an instrument that is read alike from everywhere. */
function eye(desk: Desk, instrument: InstrumentInfo): TemplateResult | typeof nothing {
  const at = desk.status?.eyes[instrument.id];
  if (at === undefined) return nothing;
  const words = whence(desk, instrument, at);
  const centimetres = `${Math.abs(at * 100).toFixed(0)}\u2009cm`;
  const said = Math.abs(at) < STEP / 2 ? words : `${words} ${centimetres}`;
  // The eye goes where the arrow key points: against the numbers of a rule that hangs from its zero.
  const way = instrument.towards === 'left' || instrument.towards === 'down' ? -1 : 1;
  return html`<label class="eye"><span>${toolWords(desk).say('eye')}</span>
    <input type="range" part="slider" min=${-FARTHEST} max=${FARTHEST} step=${STEP} .value=${String(way * at)} ?disabled=${desk.readonly_}
      ${css({ '--part': ((way * at + FARTHEST) / (2 * FARTHEST)).toFixed(4) })} aria-label=${toolWords(desk).say('eye')} aria-valuetext=${said}
      @input=${(event: Event) => {
        const place = way * Number((event.target as HTMLInputElement).value);
        // Facing the scale is one place, and easily hit. Without a sign: it is written into the recording.
        const facing = Math.abs(place) < 1.5 * STEP && Math.abs(place) <= Math.abs(at);
        desk.act({ do: 'eye', instrument: instrument.id, at: facing || place === 0 ? 0 : place });
      }}>
    <output>${said}</output></label>`;
}

/** Columns of the notebook that hold what an instrument shows, with their place in a row. */
function columnsOf(desk: Desk, instrument: string): { column: Column; place: number }[] {
  return (desk.info?.columns ?? []).flatMap((column, place) => {
    return column.kind === 'reading' && column.reads === instrument ? [{ column, place }] : [];
  });
}

/** Fields for what the learner has read: Enter writes it into the newest row. */
function entries(desk: Desk, instrument: InstrumentInfo): TemplateResult | typeof nothing {
  const found = columnsOf(desk, instrument.id);
  if (found.length === 0) return nothing;
  const { words } = desk;
  const say: Desk['say'] = (key, values) => toolWords(desk).say(key, values);
  const rows = desk.notebook?.rows ?? [];
  const newest = rows[rows.length - 1];
  const total = desk.notebook?.total ?? 0;
  return html`${found.map(({ column, place }) => {
    const name = desk.say(`column.${column.id}`);
    const cell = newest?.cells[place];
    // Keypads of some phones have no minus: where a reading may be negative, letters are offered as well.
    const negative = /[-−±]/.test(instrument.range);
    return html`<form class="took" @submit=${(event: Event) => {
      event.preventDefault();
      write(desk, column.id, (event.target as HTMLFormElement).querySelector('input'));
    }}>
      <label class="entry"><span>${name}</span><input type="text" class="reading" inputmode=${negative ? 'text' : 'decimal'} enterkeyhint="done" autocomplete="off" spellcheck="false" maxlength="40"
        ?disabled=${desk.readonly_} aria-label=${say('read.entry', { name })}><span class="unit">${unitText(column.unit)}</span></label>
      <button type="submit" part="button" class="main" ?disabled=${desk.readonly_}>${icon('record')}${say('read.enter')}</button>
      <p class=${cell?.problem ? 'wrong' : 'quiet'} role="status">${!newest || !cell || cell.text === '' ? say('read.none', { row: Math.max(1, total) }) : `${say('read.written', { row: total, value: quantityText(cell.text, column.unit) })}${cell.problem ? ` ${words.sayOr(cell.problem, '')}` : ''}`}</p>
    </form>`;
  })}`;
}

function write(desk: Desk, column: string, input: HTMLInputElement | null): void {
  const text = input?.value.trim() ?? '';
  if (!input || text === '') return input?.focus();
  if ((desk.notebook?.rows.length ?? 0) === 0 && !desk.act({ do: 'row' })) return;
  const rows = desk.notebook?.rows ?? [];
  const newest = rows[rows.length - 1];
  if (!newest || !desk.act({ do: 'cell', row: newest.id, column, text })) return;
  input.value = '';
  // A keypad that covers the glass goes away; a keyboard stays where it is.
  if (matchMedia('(pointer: coarse)').matches) input.blur();
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
  const mine = learnerReads(desk);
  const name = instrumentName(desk, instrument);
  return html`<div class="lens" role="dialog" aria-label=${say('readings.magnify', { name })}>
    <header><h3>${name}</h3>
      <button type="button" class="flat close" aria-label=${say('close')} @click=${() => stage.lens.close()}>${icon('close')}</button></header>
    <div class="bezel" ${css({ '--shape': stage.lens.shape(instrument).toFixed(3) })}>${stage.lens.canvas}</div>
    ${eye(desk, instrument)}
    ${mine ? nothing : shown.map((reading) => html`<p class="shown"><span>${desk.words.sayOr(`output.${instrument.id}.${reading.output}`, toolWords(desk).say('lens.shown'))}</span>
      <output class=${reading.state}>${readingText(desk, reading)}${reading.uncertainty && /^(ok|settling)$/.test(reading.state) ? html`<small title=${toolWords(desk).say('lens.uncertainty')}> ± ${quantityText(reading.uncertainty, reading.unit)}</small>` : nothing}</output></p>`)}
    <p class="scale">${instrument.division ? html`<span>${say('lens.division', { value: close(instrument.division) })}</span>` : nothing}
      ${instrument.range ? html`<span>${say('lens.range', { value: close(instrument.range) })}</span>` : nothing}</p>
    ${mine ? entries(desk, instrument) : html`<button type="button" part="button" class="main" ?disabled=${desk.readonly_} @click=${() => desk.act({ do: 'row' })}>${icon('record')}${say('data.record')}</button>`}
  </div>`;
}
