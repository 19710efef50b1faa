// From an address to a lab on the desk: when to fetch, fetching, opening, revealing; and parking
// a lab whose element has left the page.

import type { Desk } from './desk.ts';
import { detailOf, Failure } from './failure.ts';
import type { GewuLab } from './lab-element.ts';
import type { Keeper } from './keeping.ts';
import { buildFor, loadCore } from './loader.ts';
import type { Core } from './message.ts';
import { sentenceOf } from './sentence.ts';
import { Session, type OpenOptions } from './session.ts';
import { fetchModule, folderOf, inlineModule } from './source.ts';
import { merged, Words, type Locale, type Table } from './strings.ts';

export interface LoadOptions {
  seed?: number;
  /** Words of an inline module. */
  strings?: Partial<Record<Locale, Table>>;
}

/** A script has this long to give an element its module before the author is advised, ms. */
const ADVISED = 1000;

type From = { src: string } | { inline: object | string; strings?: Partial<Record<Locale, Table>> };

export class Opening {
  readonly #element: GewuLab;
  readonly #desk: Desk;
  #source: object | string | null = null;
  #abort: AbortController | null = null;
  #isNear = false;
  #wanted: From | null = null;
  #options: LoadOptions = {};
  #done: Promise<void> = Promise.resolve();
  #parked: { state: Uint8Array; record: unknown } | null = null;
  #stopped = false;

  constructor(element: GewuLab, desk: Desk) {
    this.#element = element;
    this.#desk = desk;
  }

  get source(): object | string | null {
    return this.#source;
  }

  set source(module: object | string | null) {
    this.#source = module;
    this.#options = {};
  }

  /** The element is in the page: begin, or wait until it comes near. */
  start(): void {
    const again = this.#stopped;
    this.#stopped = false;
    if (this.#desk.session && again) return;
    if (this.#desk.phase === 'failed' && again) return;
    this.#wanted ??= this.#from();
    if (!this.#wanted) {
      // A page that is still being read: the inline module may come after the start tag.
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => this.#element.isConnected && this.start(), { once: true });
      this.#desk.phase = 'empty';
      this.#desk.update();
      // The learner reads the page; how to mend it is for its author.
      if (document.readyState !== 'loading') setTimeout(() => this.#desk.phase === 'empty' && this.#element.isConnected && console.info('<gewu-lab> has no experiment: give its folder in the attribute src, or the module in the property source.'), ADVISED);
      return;
    }
    this.#phase('loading');
    this.pictured();
    if (this.#element.loading === 'eager' || this.#isNear) void this.#open().catch(() => undefined);
  }

  stop(): void {
    this.#stopped = true;
    this.#isNear = false;
    this.#abort?.abort();
    this.#abort = null;
  }

  /** Near the window: a lab that waited is fetched. */
  near(): void {
    if (this.#isNear) return;
    this.#isNear = true;
    if (this.#desk.phase === 'loading' && !this.#abort && this.#wanted) void this.#open().catch(() => undefined);
  }

  /** The element has left the page: memory of the core is given back, the state kept. */
  park(): void {
    const { session } = this.#desk;
    if (!session) return;
    try {
      this.#parked = { state: session.snapshot(), record: session.record() };
    } catch {
      this.#parked = null;
    }
    this.#desk.take(null);
    this.#phase('loading');
  }

  load(from: string | object, options: LoadOptions): Promise<void> {
    this.#options = options;
    this.#parked = null;
    this.#wanted = typeof from === 'string' ? { src: from } : { inline: from, ...(options.strings ? { strings: options.strings } : {}) };
    if (typeof from === 'object') this.#source = from;
    return this.#open();
  }

  /** Loads anew what the element says now. */
  async again(): Promise<void> {
    this.#parked = null;
    this.#wanted = this.#from();
    if (this.#wanted) return this.#open().catch(() => undefined);
    this.#abort?.abort();
    this.#desk.take(null);
    this.#phase('empty');
  }

  /** Resolves when the lab is there; rejects if it failed. */
  async ready(): Promise<void> {
    await this.#done;
    if (!this.#desk.session) throw this.#desk.failure ?? new DOMException('No lab is loaded.', 'InvalidStateError');
  }

  reveal(): void {
    const desk = this.#desk;
    if (desk.revealed || desk.phase !== 'ready') return;
    desk.revealed = true;
    desk.owner.emit('reveal');
    if (this.#element.autoplay && !window.matchMedia('(prefers-reduced-motion: reduce)').matches) desk.apply({ do: 'play' }, 'page');
    desk.update();
  }

  hide(): void {
    this.#desk.revealed = false;
    this.#desk.update();
  }

  /** Tells the desk which poster to show. */
  pictured(): void {
    const { poster, src, baseURI } = this.#element;
    try {
      this.#desk.poster = poster !== '' ? new URL(poster, baseURI).href : src !== '' ? new URL('poster.svg', folderOf(src, baseURI)).href : '';
    } catch {
      this.#desk.poster = '';
    }
    this.#desk.update();
  }

  #from(): From | null {
    const { src } = this.#element;
    if (this.#source !== null) return { inline: this.#source };
    if (src !== '') return { src };
    const script = this.#element.querySelector(':scope > script[type="application/json"][slot="module"]');
    return script?.textContent?.trim() ? { inline: script.textContent } : null;
  }

  #phase(phase: Desk['phase']): void {
    this.#desk.phase = phase;
    if (phase === 'loading') {
      this.#desk.progress = 0;
      this.#desk.failure = null;
      this.#desk.revealed = false;
    }
    this.#desk.update();
  }

  #open(): Promise<void> {
    this.#done = this.#run();
    this.#done.catch(() => undefined);
    return this.#done;
  }

  async #run(): Promise<void> {
    const desk = this.#desk;
    const wanted = this.#wanted;
    if (!wanted) return;
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const { signal } = abort;
    desk.take(null);
    this.#phase('loading');
    try {
      const module = 'src' in wanted ? await fetchModule(wanted.src, this.#element.baseURI, signal) : inlineModule(wanted.inline, wanted.strings);
      if (signal.aborted) return;
      desk.words = new Words(desk.locale, module.strings);
      desk.folder = module.folder;
      this.#progress(0.1);
      const { base } = this.#element.constructor as typeof GewuLab;
      const progress = (fraction: number): void => {
        if (!signal.aborted) this.#progress(0.1 + fraction * 0.85);
      };
      const core = await loadCore(base, buildFor(module.text), progress);
      if (signal.aborted) return;
      const keeper = await this.#keeper(module.folder);
      if (signal.aborted) return;
      const open = (by: Core): Session => Session.open(by, module.text, JSON.stringify(merged(module.strings)), this.#openOptions());
      let session: Session;
      try {
        session = open(core);
      } catch (cause) {
        if (!(cause instanceof Failure && cause.problems.some(({ key }) => key === 'problem.unknown_kind'))) throw cause;
        // A small build knows few kinds: a name that is mistaken is told with all that it can be.
        session = open(await loadCore(base, 'bench', progress).catch(() => core));
      }
      if (signal.aborted) return session.close();
      desk.take(session);
      desk.keeper = keeper;
      this.#ready();
    } catch (cause) {
      if (signal.aborted) return;
      const failure = cause instanceof Failure ? cause : new Failure('run', { detail: detailOf(cause) }, [], { cause });
      desk.fail(failure);
      throw failure;
    } finally {
      if (this.#abort === abort) this.#abort = null;
    }
  }

  /** What keeps the work, if that is asked for; it is fetched only then. */
  async #keeper(folder: string | null): Promise<Keeper | null> {
    if (!this.#element.persist || this.#element.readonly) return null;
    const { Keeper, keyOf } = await import('./keeping.ts');
    return Keeper.open(this.#desk, keyOf(this.#element, folder ?? ''), () => void this.again());
  }

  #ready(): void {
    const desk = this.#desk;
    const { view, reveal } = this.#element;
    if (view !== '') desk.apply({ do: 'view', view }, 'page');
    if (this.#parked) {
      desk.session?.resume(this.#parked.state, this.#parked.record);
      this.#parked = null;
      desk.again();
    }
    desk.keeper?.begin();
    desk.phase = 'ready';
    desk.progress = 1;
    desk.owner.emit('load', { id: desk.info?.id ?? '' });
    desk.owner.emit('ready');
    if (reveal === 'auto') this.reveal();
    const [refused] = desk.session?.refused ?? [];
    if (refused) desk.toast(sentenceOf(desk.words, refused));
    desk.update();
  }

  #openOptions(): OpenOptions {
    const { seed, site, profile, mode } = this.#element;
    const set = this.#element.getAttribute('set');
    const options: OpenOptions = { lang: this.#desk.locale };
    const chosen = this.#options.seed ?? seed;
    if (chosen !== null) options.seed = chosen;
    if (site !== '') options.site = site;
    if (profile !== '') options.profile = profile;
    if (mode !== 'auto') options.mode = mode;
    if (set) options.set = set;
    return options;
  }

  #progress(fraction: number): void {
    this.#desk.progress = fraction;
    this.#desk.owner.emit('progress', { fraction });
    this.#desk.update();
  }
}
