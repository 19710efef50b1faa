// A part in the hand: where it goes and what it is joined to, by pointer on the stage or by fields in the panel.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { benchWords } from './bench-words.ts';
import type { End, Offer } from './message.ts';
import type { Bench } from './workbench.ts';

/** So near to its middle a part is joined at its middle, px. */
const MIDDLE = 14;
/** A press that moves less than this lays nothing from one place to another, px. */
const STILL = 8;

type Place = [number, number];

export class Tool {
  readonly offer: Offer;
  readonly #bench: Bench;
  /** Parts that were pointed at, in order, empty for none; and where. */
  #picked: { id: string; at: Place }[] = [];
  #over: string[] = [];
  /** What the fields say: places in cm, and ids. */
  readonly places: [string, string, string, string] = ['0', '100', '50', '100'];
  joins: string[];

  constructor(bench: Bench, offer: Offer) {
    this.#bench = bench;
    this.offer = offer;
    this.joins = offer.ends.map(() => '');
  }

  leave(): void {
    this.#picked = [];
    this.#over = [];
  }

  /** Ends that are pointed at one after the other. */
  get ends(): End[] {
    return this.offer.ends.filter(({ required }) => required);
  }

  /** What is to be done next, as a key of the words. */
  get hint(): string {
    const { offer, ends } = this;
    if (offer.kind === 'pin') return this.#picked.length === 0 ? 'hint.pin' : 'hint.pin.second';
    if (ends.length === 0) return offer.laid ? 'hint.laid' : offer.placed ? 'hint.place' : 'hint.level';
    if (this.#picked.length > 0) return offer.placed ? 'hint.place' : offer.ends.length > 2 ? 'hint.over' : 'hint.second';
    return ends.length === 1 ? 'hint.on' : 'hint.first';
  }

  get kinds(): string[] {
    return this.ends[Math.min(this.#picked.length, Math.max(0, this.ends.length - 1))]?.joins ?? [];
  }

  down(event: PointerEvent, point: Place, id: string): void {
    const { desk } = this.#bench;
    const at = this.#place(point, id);
    if (!at) return;
    if (this.ends.length > 0) {
      this.#pick(id, at);
      return desk.update();
    }
    if (!this.offer.laid) return void this.#put(at, at, []);
    const { node } = desk.stage;
    const up = (end: PointerEvent) => {
      if (end.pointerId !== event.pointerId) return;
      node.removeEventListener('pointerup', up);
      node.removeEventListener('pointercancel', up);
      if (end.type === 'pointercancel') return;
      const last = desk.stage.pointOf(end);
      const moved = Math.hypot(last[0] - point[0], last[1] - point[1]) > STILL;
      this.#put(at, (moved && desk.session?.worldAt(...last)) || at, []);
    };
    node.setPointerCapture(event.pointerId);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', up);
  }

  /** The place in the world; the middle of a part where one points near it. */
  #place(point: Place, id: string): Place | undefined {
    const { desk } = this.#bench;
    const { session } = desk;
    if (!session) return undefined;
    const at = session.worldAt(...point);
    if (id === '') return at;
    const path = this.#bench.pathOf(id);
    const middle: Place = [session.get(`${path}.x`), session.get(`${path}.y`)];
    const scale = desk.stage.width / Math.max(1e-9, Math.abs(session.worldAt(desk.stage.width, 0)[0] - session.worldAt(0, 0)[0]));
    const off = Math.hypot(middle[0] - at[0], middle[1] - at[1]) * scale;
    return Number.isFinite(off) && off < MIDDLE ? middle : at;
  }

  #put(at: Place, to: Place, joins: string[]): boolean {
    const done = this.#bench.add(this.offer, at, to, joins);
    this.leave();
    // A joint is put back; things are put up one after the other.
    if (done && this.ends.length > 0) this.#bench.take(null);
    return done;
  }

  #pick(id: string, at: Place): void {
    const { ends, offer } = this;
    const bench = this.#bench;
    const kind = bench.plan.pieces.find((piece) => piece.id === id)?.kind ?? '';
    const first = this.#picked[0];
    const refuse = () => bench.desk.toast(benchWords(bench.desk).say('cannot', { part: bench.desk.say(`offer.${offer.id}`), kinds: kindsOf(bench, this.kinds) }));
    if (offer.kind === 'pin') {
      if (!first) return id !== '' && ends[1]?.joins.includes(kind) ? void this.#picked.push({ id, at }) : refuse();
      const other = id !== first.id && ends[0]?.joins.includes(kind) ? id : '';
      return void this.#put(other === '' ? first.at : at, first.at, [other, first.id]);
    }
    if (first && offer.placed) return void this.#put(at, at, [first.id]);
    const fits = (end: End | undefined) => end !== undefined && (id === '' ? end.joins.includes('anchor') : end.joins.includes(kind));
    if (!first) {
      if (!ends.some(fits)) return refuse();
      if (ends.length === 1 && !offer.placed) return void this.#put(at, at, [id]);
      return void this.#picked.push({ id, at });
    }
    const over = offer.ends.slice(2).filter(({ joins }) => joins.includes(kind));
    if (id !== '' && over.length > this.#over.length) return void this.#over.push(id);
    const right = fits(ends[1]) && (first.id !== '' || ends[0]?.joins.includes('anchor'));
    if (!right && !(id === '' && ends[0]?.joins.includes('anchor') && first.id !== '')) return refuse();
    this.#put(first.at, at, [first.id, id, ...this.#over]);
  }

  /** By the fields. */
  enter(): void {
    const { offer } = this;
    const [x, y, tx, ty] = this.places.map((text) => Number(text.replace(',', '.').replace('−', '-')) / 100) as [number, number, number, number];
    if (![x, y, tx, ty].every(Number.isFinite)) return this.#bench.desk.toast(benchWords(this.#bench.desk).say('no.place'));
    // Joined at their middles, unless a place is given.
    const middle = (end: number): Place => {
      const path = this.#bench.pathOf(this.joins[end] ?? '');
      const { session } = this.#bench.desk;
      const at: Place = [session?.get(`${path}.x`) ?? NaN, session?.get(`${path}.y`) ?? NaN];
      return this.joins[end] && at.every(Number.isFinite) ? at : end === 0 ? [x, y] : [tx, ty];
    };
    if (this.ends.length === 0) this.#put([x, y], offer.laid ? [tx, ty] : [x, y], []);
    else if (offer.placed || this.ends.length === 1) this.#put(offer.placed ? [x, y] : middle(0), [x, y], this.joins);
    else this.#put(middle(0), middle(1), this.joins);
  }
}

export function kindsOf(bench: Bench, joins: readonly string[]): string {
  const words = benchWords(bench.desk);
  return joins.map((kind) => words.say(`kind.${kind}`)).join(words.say('or'));
}

/** The fields for the part in the hand. */
export function fields(bench: Bench, tool: Tool): TemplateResult {
  const words = benchWords(bench.desk);
  const { offer, ends } = tool;
  const field = (index: 0 | 1 | 2 | 3, label: string) => html`<label><span>${words.say(label)}</span><span class="entry"><input type="text" inputmode="decimal" autocomplete="off" .value=${tool.places[index]}
    @change=${(event: Event) => (tool.places[index] = (event.target as HTMLInputElement).value)}><span class="unit">cm</span></span></label>`;
  const open = (end: End, index: number) => tool.joins[index] === '' && end.joins.includes('anchor');
  const needs = [0, 1].map((index) => ends.length === 0 ? index === 0 || offer.laid : offer.placed ? index === 0 : offer.ends[index] !== undefined && open(offer.ends[index], index));
  return html`<form class="fields" @submit=${(event: Event) => {
    event.preventDefault();
    tool.enter();
  }}><p class="hint" role="status">${words.say(tool.hint, { kinds: kindsOf(bench, tool.kinds) })}</p>
    ${offer.ends.map((end, index) => (!end.required && end.joins.includes('anchor')) ? nothing : html`<label><span>${words.say(`end.${end.name}`)}</span><select .value=${tool.joins[index] ?? ''} @change=${(event: Event) => {
      tool.joins[index] = (event.target as HTMLSelectElement).value;
      bench.desk.update();
    }}><option value="">${words.say(end.required ? (end.joins.includes('anchor') ? 'here' : 'choose') : 'nothing')}</option>${bench.partners(end.joins).map(({ id }) => html`<option value=${id}>${bench.nameOf(id)}</option>`)}</select></label>`)}
    ${needs[0] ? html`<div class="pair">${field(0, 'x')}${field(1, 'y')}</div>` : nothing}
    ${needs[1] ? html`<div class="pair">${field(2, 'x.to')}${field(3, 'y.to')}</div>` : nothing}
    <div class="acts"><button type="submit" part="button" class="main">${words.say('put')}</button><button type="button" part="button" class="plain" @click=${() => bench.take(null)}>${words.say('cancel')}</button></div>
  </form>`;
}
