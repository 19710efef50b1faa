// <gewu-lab>: lifecycle and public API only. What is seen and done is in desk.ts and the panels.

import { OBSERVED, PROPERTIES, reflect, upgrade, type Attributes } from './attributes.ts';
import { sheet } from './css.ts';
import { Desk, type Owner, type Phase } from './desk.ts';
import { Failure } from './failure.ts';
import type { Description, Reading } from './message.ts';
import { Opening, type LoadOptions } from './opening.ts';
import { sentenceOf } from './sentence.ts';
import { LOCALES, localeFor, Words } from './strings.ts';
import { Surroundings } from './surroundings.ts';
import layout from './layout.css';
import panels from './panels.css';
import theme from './theme.css';
import { VERSION } from './version.ts';

export interface GewuLab extends Attributes {}

export class GewuLab extends HTMLElement {
  static readonly version: string = VERSION;
  /** Where `wasm/` lies; set before the first lab is loaded. */
  static base: string = new URL('.', import.meta.url).href;
  static readonly observedAttributes = OBSERVED;

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #desk: Desk;
  readonly #opening: Opening;
  readonly #surroundings: Surroundings;
  /** Listeners of `observe`. */
  readonly #watched = new Set<() => void>();

  constructor() {
    super();
    const shape = new CSSStyleSheet();
    this.#root.adoptedStyleSheets = [sheet(theme), sheet(layout), sheet(panels), shape];
    const owner: Owner = {
      element: this,
      root: this.#root,
      emit: (name, detail) => this.#emit(name, detail),
      choose: (setting, value) => (setting === 'theme' ? this.setAttribute('theme', value) : this.setAttribute('lang', value)),
      retry: () => void this.#reload(),
      reveal: () => this.dismissPoster(),
    };
    this.#desk = new Desk(owner, new Words('en'));
    this.#opening = new Opening(this, this.#desk);
    this.#surroundings = new Surroundings(this, shape, {
      near: () => this.#opening.near(),
      visible: (visible) => (this.#desk.visible = visible),
      themed: (dark) => this.#dress(dark),
      lang: () => this.#speak(),
    });
  }

  connectedCallback(): void {
    upgrade(this, PROPERTIES);
    this.#desk.connect();
    this.#surroundings.connect();
    this.#speak();
    this.#settle();
    this.#opening.start();
  }

  disconnectedCallback(): void {
    this.#surroundings.disconnect();
    this.#opening.stop();
    this.#desk.disconnect();
    // A lab that is only moved within the page keeps its state; one that is gone gives its memory back.
    queueMicrotask(() => {
      if (!this.isConnected) this.#opening.park();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return;
    switch (name) {
      case 'src': case 'seed': case 'set': case 'mode': void this.#reload(); break;
      case 'lang': this.#speak(); break;
      case 'site': if (now) this.#desk.apply({ do: 'site', site: now }, 'page'); break;
      case 'profile': if (now) this.#desk.apply({ do: 'profile', profile: now }, 'page'); break;
      case 'view': if (now) this.#desk.apply({ do: 'view', view: now }, 'page'); break;
      default: this.#settle();
    }
  }

  // ---- what is, now

  get readyState(): Phase { return this.#desk.phase; }
  get loaded(): boolean { return this.#desk.phase === 'ready'; }
  get paused(): boolean { return this.#desk.paused; }
  set paused(paused: boolean) { if (paused) this.pause(); else this.play(); }
  /** Lab time, s. */
  get time(): number { return this.#desk.status?.time ?? 0; }
  get speed(): number { return this.#desk.status?.speed ?? 1; }
  set speed(factor: number) { this.#refuse(this.#desk.apply({ do: 'speed', factor }, 'page')); }
  /** The description of the loaded lab: a copy. */
  get module(): Readonly<Description> | null { return this.#desk.info ? Object.freeze(structuredClone(this.#desk.info)) : null; }
  get readings(): Record<string, Reading[]> { return structuredClone(this.#desk.status?.readings ?? {}); }
  get error(): Failure | null { return this.#desk.failure; }
  get source(): object | string | null { return this.#opening.source; }
  set source(module: object | string | null) {
    this.#opening.source = module;
    if (this.isConnected) void this.#reload();
  }
  /** Values by path: `get` in SI, `set` as text with its unit. */
  get values(): { get(path: string): number; set(path: string, quantity: string | number): void } {
    return { get: (path) => this.get(path), set: (path, quantity) => void this.set(path, quantity) };
  }

  // ---- what can be done

  /** Loads a module by address or as an object; rejects with a Failure that holds its problems. */
  load(from: string | object, options: LoadOptions = {}): Promise<void> { return this.#opening.load(from, options); }
  play(): void { this.#refuse(this.#desk.apply({ do: 'play' }, 'page')); }
  pause(): void { this.#refuse(this.#desk.apply({ do: 'pause' }, 'page')); }
  step(count = 1): void { for (let n = 0; n < count; n++) this.#refuse(this.#desk.apply({ do: 'step' }, 'page')); }
  reset(): void { this.#refuse(this.#desk.apply({ do: 'reset' }, 'page')); }
  /** A value by path, SI; NaN if there is none. */
  get(path: string): number { return this.#desk.session?.get(path) ?? NaN; }

  /** Sets a value: a number in SI, or text such as `30 deg`. Rejects with the sentence if it is refused. */
  async set(path: string, quantity: string | number): Promise<void> {
    await this.#opening.ready();
    this.#refuse(this.#desk.apply({ do: 'set', path, value: String(quantity) }, 'page'));
  }

  /** Calls `told` with the value of a path whenever it has changed, at most every `every` ms; returns what stops it. */
  observe(path: string, told: (value: number) => void, { every = 100 }: { every?: number } = {}): () => void {
    let last = NaN;
    let at = -Infinity;
    const look = () => {
      const value = this.get(path);
      const now = performance.now();
      if (now - at < every || Object.is(value, last)) return;
      last = value;
      at = now;
      told(value);
    };
    this.#watched.add(look);
    look();
    return () => void this.#watched.delete(look);
  }

  /** What an instrument shows: the learner's view, not the truth. */
  read(instrument: string): Reading | null { return this.readings[instrument]?.[0] ?? null; }
  /** The samples of the live graph; copies. */
  samples(): { x: Float64Array; y: Float64Array } {
    const { session } = this.#desk;
    return { x: session?.samples('x') ?? new Float64Array(), y: session?.samples('y') ?? new Float64Array() };
  }
  save(): Uint8Array { return this.#session.snapshot(); }
  async restore(bytes: Uint8Array): Promise<void> {
    await this.#opening.ready();
    const applied = this.#session.restore(bytes);
    this.#desk.again();
    if ('refused' in applied) this.#refuse(applied.refused);
  }
  record(): unknown { return this.#session.record(); }
  /** Replays a recording from the start; resolves with its final hash. */
  async replay(log: object | string): Promise<string> {
    await this.#opening.ready();
    const played = this.#session.replay(typeof log === 'string' ? log : JSON.stringify(log));
    this.#desk.again();
    if ('refused' in played) throw this.#refusal(sentenceOf(this.#desk.words, played.refused));
    return played.hash;
  }

  /** A picture of the stage. `image/svg+xml` gives a drawing, other types pixels of `width`. */
  async toBlob({ type = 'image/png', width = 1280 }: { type?: string; width?: number } = {}): Promise<Blob> {
    await this.#opening.ready();
    if (type === 'image/svg+xml') return new Blob([this.#session.svg(this.#desk.theme, this.#desk.locale)], { type });
    const canvas = this.#desk.stage.picture(width);
    return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error(`No picture of type ${type}`))), type));
  }

  toCSV(): string { return this.#desk.session?.csv(this.#desk.locale) ?? ''; }
  dismissPoster(): void { this.#opening.reveal(); }
  showPoster(): void { this.#opening.hide(); }
  /** Gives the keyboard to a grip; whether there is one of this id. */
  focusGrip(id: string): boolean { return this.#desk.stage.grips.focus(id); }

  // ---- inside

  get #session() {
    const { session } = this.#desk;
    if (!session) throw new DOMException('No lab is loaded.', 'InvalidStateError');
    return session;
  }

  #refuse(refusal: Parameters<typeof sentenceOf>[1] | null): void {
    if (refusal) throw this.#refusal(sentenceOf(this.#desk.words, refusal), refusal);
  }

  #refusal(sentence: string, cause?: unknown): Error {
    return Object.assign(new Error(sentence, { cause }), { name: 'GewuRefused' });
  }

  #emit(name: string, detail?: object): void {
    if (name === 'tick' || name === 'change' || name === 'reset' || name === 'reading') for (const look of [...this.#watched]) look();
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #reload(): Promise<void> {
    return this.isConnected ? this.#opening.again() : Promise.resolve();
  }

  #speak(): void {
    const locale = localeFor(this);
    if (LOCALES.includes(locale)) this.#desk.words = this.#desk.words.in(locale);
    this.#desk.update();
  }

  #dress(dark: boolean): void {
    this.#desk.themeChoice = this.theme;
    this.#desk.theme = this.theme === 'auto' ? (dark ? 'dark' : 'light') : this.theme;
    this.#desk.update();
  }

  /** Attributes that only change what is seen. */
  #settle(): void {
    const { controls } = this;
    this.#desk.shown = controls === false ? undefined : controls === true ? null : new Set(controls.split(/[\s,]+/).filter(Boolean));
    this.#desk.readonly_ = this.readonly;
    this.#desk.description = this.alt;
    this.#dress(this.#surroundings.dark);
    this.#opening.pictured();
  }
}

reflect(GewuLab.prototype);
