// The workbench: the learner puts parts up, joins, changes and takes them away, by pointer on the stage or by the panel's
// own fields (for keyboard and screen reader). Loaded where a module has one. What stands where is the core's to say.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { benchWords } from './bench-words.ts';
import { dress } from './css.ts';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import { handing, receive } from './handing.ts';
import { inspector } from './inspector.ts';
import type { Action, Offer, Piece, Workbench } from './message.ts';
import { sentenceOf } from './sentence.ts';
import { Words } from './strings.ts';
import { fields, Tool } from './tool.ts';
import { focusSoon } from './view.ts';
import style from './workbench.css';

export class Bench {
  readonly desk: Desk;
  /** What is offered and what stands there. */
  plan: Workbench = { system: '', offers: [], pieces: [] };
  /** Id of the part that is chosen, or empty. */
  chosen = '';
  /** The part that is being put up, or null. */
  tool: Tool | null = null;
  readonly #stop = new AbortController();

  constructor(desk: Desk) {
    this.desk = desk;
    dress(desk.owner.root, style);
    const { node } = desk.stage;
    const options = { capture: true, signal: this.#stop.signal };
    node.addEventListener('pointerdown', (event) => this.#down(event), options);
    node.addEventListener('keydown', (event) => this.#key(event), options);
    node.addEventListener('focusin', (event) => this.#focus(event), options);
    this.changed();
    desk.update();
    void receive(this);
  }

  leave(): void {
    this.#stop.abort();
    this.tool?.leave();
    this.desk.stage.node.classList.remove('placing');
  }

  /** The arrangement is another one. */
  changed(): void {
    const { desk } = this;
    this.plan = desk.session?.call((core, handle) => JSON.parse(core.workbench?.(handle) ?? 'null') as Workbench | null) ?? this.plan;
    if (!this.plan.pieces.some(({ id }) => id === this.chosen)) this.chosen = '';
    this.#name();
    this.#mark();
  }

  /** `Ball 2`: what was offered, and the number of the part. */
  nameOf(id: string): string {
    const [, stem = id, number = ''] = /^(.*?)(\d*)$/.exec(id) ?? [];
    const words = benchWords(this.desk);
    const name = this.plan.offers.some((offer) => offer.id === stem) ? this.desk.say(`offer.${stem}`) : words.say(`kind.${stem}`);
    return number === '' ? name : `${name} ${number}`;
  }

  pathOf(id: string): string {
    return `${this.plan.system}.${id}`;
  }

  /** The part whose grip this is. */
  idOf(grip: string): string {
    const id = grip.startsWith(`${this.plan.system}.`) ? grip.slice(this.plan.system.length + 1) : '';
    return this.plan.pieces.some((piece) => piece.id === id) ? id : '';
  }

  /** Parts that an end can hold. */
  partners(joins: readonly string[], but = ''): Piece[] {
    return this.plan.pieces.filter(({ id, kind }) => id !== but && (joins.length === 0 || joins.includes(kind)));
  }

  choose(id: string): void {
    this.chosen = id;
    this.#mark();
    this.desk.update();
  }

  /** Does an action of the learner: a refusal is told with the name of the part at fault. */
  act(action: Action): boolean {
    const { desk } = this;
    if (desk.readonly_) return desk.act(action);
    const refusal = desk.apply(action, 'learner');
    if (!refusal) return true;
    const [part = ''] = (refusal.values['part'] ?? '').split('.');
    const sentence = sentenceOf(desk.words, refusal);
    desk.toast(part === '' ? sentence : benchWords(desk).say('of', { part: this.nameOf(part), sentence }));
    return false;
  }

  /** Puts a part up and chooses it; whether it was accepted. */
  add(offer: Offer, at: [number, number], to: [number, number], joins: string[]): boolean {
    if (!this.act({ do: 'add', offer: offer.id, at, to, joins })) return false;
    this.chosen = this.plan.pieces.at(-1)?.id ?? '';
    this.#mark();
    this.desk.speech.say(benchWords(this.desk).say('added', { part: this.nameOf(this.chosen) }));
    return true;
  }

  remove(id: string): void {
    const name = this.nameOf(id);
    if (!this.act({ do: 'remove', part: this.pathOf(id) })) return;
    this.desk.speech.say(benchWords(this.desk).say('removed', { part: name }));
    focusSoon(this.desk, '.bench .offers button');
  }

  /** Takes a tool into the hand, or puts it back. */
  take(offer: Offer | null): void {
    this.tool?.leave();
    this.tool = offer && offer.id !== this.tool?.offer.id ? new Tool(this, offer) : null;
    if (this.tool) this.chosen = '';
    this.#mark();
    this.desk.stage.node.classList.toggle('placing', this.tool !== null);
    this.desk.update();
  }

  panel(): TemplateResult {
    const { desk, tool, chosen } = this;
    const { notebook, readonly_ } = desk;
    const words = benchWords(desk);
    const way = (which: 'undo' | 'redo', count: number) => html`<button type="button" class="flat" aria-label=${words.say(which)} title=${words.say(which)} aria-disabled=${String(count === 0 || readonly_)}
      @click=${() => count > 0 && desk.act({ do: which })}>${icon(which)}</button>`;
    return html`<section class=${`steps bench ${tool || chosen ? 'busy' : ''}`} part="panel" aria-label=${words.say('build')} @keydown=${(event: KeyboardEvent) => this.#panelKey(event)}>
      <header><h3>${words.say('build')}</h3><span class="grow"></span>${way('undo', notebook?.undo ?? 0)}${way('redo', notebook?.redo ?? 0)}${handing(this)}</header>
      <div class="offers" role="group" aria-label=${words.say('offers')}>${this.plan.offers.map((offer) => html`<button type="button" aria-pressed=${String(tool?.offer.id === offer.id)} ?disabled=${readonly_}
        @click=${() => this.take(offer)}>${desk.say(`offer.${offer.id}`)}</button>`)}</div>
      ${tool ? fields(this, tool) : chosen ? inspector(this) : nothing}
      ${tool ? nothing : html`<label class="pieces"><span>${words.say('chosen')}</span><select .value=${chosen} @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
        <option value="">${words.say(this.plan.pieces.length === 0 ? 'bare' : 'choose')}</option>${this.plan.pieces.map(({ id }) => html`<option value=${id} ?selected=${id === chosen}>${this.nameOf(id)}</option>`)}</select></label>`}
    </section>`;
  }

  /** Grips get the names of their parts. */
  #name(): void {
    const { desk } = this;
    const named = (locale: 'en' | 'zh') => {
      const other = desk.words.in(locale);
      const words = benchWords({ locale });
      const own = Object.fromEntries(this.plan.pieces.map(({ id }) => {
        const [, stem = id, number = ''] = /^(.*?)(\d*)$/.exec(id) ?? [];
        return [`grip.${this.pathOf(id)}`, `${other.sayOr(`offer.${stem}`, words.say(`kind.${stem}`))} ${number}`];
      }));
      return { ...Object.fromEntries(words.under('refused.').map(([key, text]) => [`refused.${key}`, text])), ...desk.words.module[locale], ...own };
    };
    desk.words = new Words(desk.locale, { en: named('en'), zh: named('zh') });
  }

  /** The chosen part is framed on the stage. */
  #mark(): void {
    const { grips } = this.desk.stage;
    for (const node of grips.node.children) node.classList.toggle('chosen', this.chosen !== '' && this.idOf(grips.idOf(node)) === this.chosen);
  }

  #down(event: PointerEvent): void {
    const { desk, tool } = this;
    const { session, stage } = desk;
    if (!session || event.button !== 0 || desk.readonly_) return;
    const point = stage.pointOf(event);
    const drawn = session.gripAt(...point);
    if (!tool) {
      const id = this.idOf(drawn || stage.grips.idOf(event.target));
      this.choose(id);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    tool.down(event, point, this.idOf(drawn));
  }

  #focus(event: FocusEvent): void {
    const id = this.idOf(this.desk.stage.grips.idOf(event.target));
    if (id !== '' && this.tool === null && this.chosen !== id) this.choose(id);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.tool) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.take(null);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && this.chosen !== '') {
      event.preventDefault();
      this.remove(this.chosen);
    } else if (event.key === 'Enter' && this.chosen !== '') {
      event.preventDefault();
      focusSoon(this.desk, '.bench .settings input, .bench .settings select');
    } else if ((event.ctrlKey || event.metaKey) && !event.altKey && /^[zy]$/i.test(event.key)) {
      event.preventDefault();
      this.desk.act({ do: event.key.toLowerCase() === 'y' || event.shiftKey ? 'redo' : 'undo' });
    }
  }

  #panelKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.tool) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(null);
  }
}
