// Reading an instrument oneself: the eye before the scale, and the reading typed into the notebook.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import type { Column, InstrumentInfo, Notebook } from './message.ts';
import { quantityText, unitText } from './numbers.ts';

/** Farthest that the slider moves the eye, m: at the distance of distinct vision this is 45° aside. */
const FARTHEST = 0.25;
const STEP = 0.01;

/** Whether the learner takes the readings; a core that does not know of it reads for the learner. */
export function learnerReads(desk: Desk): boolean {
  return (desk.notebook as (Notebook & { reading?: string }) | null)?.reading === 'learner';
}

/** From where the eye looks, in words: a scale that stands is seen from above or below. */
function whence(desk: Desk, instrument: InstrumentInfo, at: number): string {
  if (Math.abs(at) < STEP / 2) return desk.say('eye.facing');
  // Which way the numbers grow; a core that does not tell it leaves the words general.
  const { towards } = instrument as InstrumentInfo & { towards?: string };
  const words: Record<string, [string, string]> = { up: ['above', 'below'], down: ['below', 'above'], right: ['right', 'left'], left: ['left', 'right'] };
  const [more, less] = words[towards ?? ''] ?? ['larger', 'smaller'];
  return desk.say(`eye.${at > 0 ? more : less}`);
}

/** The slider that moves the eye along the scale; nothing for an instrument that is read alike from everywhere. */
export function eye(desk: Desk, instrument: InstrumentInfo): TemplateResult | typeof nothing {
  const at = desk.status?.eyes?.[instrument.id];
  if (at === undefined) return nothing;
  const words = whence(desk, instrument, at);
  const centimetres = `${Math.abs(at * 100).toFixed(0)}\u2009cm`;
  const said = Math.abs(at) < STEP / 2 ? words : `${words} ${centimetres}`;
  return html`<label class="eye"><span>${desk.say('eye')}</span>
    <input type="range" part="slider" min=${-FARTHEST} max=${FARTHEST} step=${STEP} .value=${String(at)} ?disabled=${desk.readonly_}
      ${css({ '--part': ((at + FARTHEST) / (2 * FARTHEST)).toFixed(4) })} aria-label=${desk.say('eye')} aria-valuetext=${said}
      @input=${(event: Event) => {
        const place = Number((event.target as HTMLInputElement).value);
        // Facing the scale is one place, and easily hit.
        desk.act({ do: 'eye', instrument: instrument.id, at: Math.abs(place) < 1.5 * STEP && Math.abs(place) <= Math.abs(at) ? 0 : place });
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
export function entries(desk: Desk, instrument: InstrumentInfo): TemplateResult | typeof nothing {
  const found = columnsOf(desk, instrument.id);
  if (found.length === 0) return nothing;
  const { say, words } = desk;
  const rows = desk.notebook?.rows ?? [];
  const newest = rows[rows.length - 1];
  return html`${found.map(({ column, place }) => {
    const name = words.sayOr(`column.${column.id}`, say(`column.${column.id}`));
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
      <p class=${cell?.problem ? 'wrong' : 'quiet'} role="status">${!newest || !cell || cell.text === '' ? say('read.none', { row: Math.max(1, rows.length) }) : `${say('read.written', { row: rows.length, value: quantityText(cell.text, column.unit) })}${cell.problem ? ` ${words.sayOr(cell.problem, '')}` : ''}`}</p>
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
