// A lab as the page holds it: what is loaded, how it is now, what is open on the screen.
// Panels read it and call `act`; it asks the core, draws, and tells the element's events.

import { render } from 'lit/html.js';
import { CHANGED, type Action, type Description, type Notebook, type Refusal, type Status } from './message.ts';
import { Clock } from './clock.ts';
import { detailOf, Failure } from './failure.ts';
import type { Follower } from './follow.ts';
import type { Own } from './gather.ts';
import { GraphArea } from './graph.ts';
import type { Keeper } from './keeping.ts';
import { Lesson } from './lesson.ts';
import { retire } from './loader.ts';
import type { Session, Source } from './session.ts';
import { sentenceOf } from './sentence.ts';
import { Speech } from './speech.ts';
import { Stage } from './stage.ts';
import type { Locale, Words } from './strings.ts';
import { tell } from './telling.ts';
import { lab } from './view.ts';

export type Phase = 'empty' | 'loading' | 'ready' | 'failed';
export type Theme = 'light' | 'dark' | 'projector';
export type Tab = 'controls' | 'data' | 'graph' | 'steps';
export type Choice = 'auto' | Theme;

/** What of the screen is open; nothing of it reaches the core. */
export interface Screen {
  tab: Tab;
  tall: boolean;
  wide: boolean;
  /** `live` or the id of a notebook graph. */
  graph: string;
  allSteps: boolean;
  /** Whether the questions are unfolded; null until the learner has chosen. */
  questions: boolean | null;
  sheet: '' | 'lesson' | 'settings' | 'work';
  /** Instrument under the magnifier. */
  lens: string;
  toast: string;
  /** Row of the notebook whose actions are shown, 0 for none. */
  row: number;
  copied: boolean;
  /** Whether the choice of the axes is open. */
  axes: boolean;
  /** What lies over the panels: the note, the runs, or the bars of energy and momentum. */
  drawer: '' | 'note' | 'runs' | 'energy';
  /** Whether a prediction is being drawn. */
  predicting: boolean;
  /** Runs that the graphs do not show. */
  hidden: readonly number[];
}

/** What the desk needs of its element. */
export interface Owner {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  emit(name: string, detail?: object): void;
  choose(setting: 'theme' | 'lang', value: string): void;
  retry(): void;
  reveal(): void;
}

const SCREEN: Screen = { tab: 'controls', tall: false, wide: false, graph: '', allSteps: false, questions: null, sheet: '', lens: '', toast: '', row: 0, copied: false, axes: false, drawer: '', predicting: false, hidden: [] };
/** Panels are written anew at most this often while the clock runs, ms. */
const PANELS_EVERY = 100;
const TOAST_FOR = 7000;
/** Time that one frame may bring at most, s (the core caps it too). */
const LONGEST_FRAME = 0.25;

export class Desk {
  phase: Phase = 'empty';
  progress = 0;
  failure: Failure | null = null;
  session: Session | null = null;
  info: Description | null = null;
  status: Status | null = null;
  notebook: Notebook | null = null;
  revealed = false;
  /** Ids of controls to show; null shows all, undefined no frame at all. */
  shown: ReadonlySet<string> | null | undefined = null;
  readonly_ = false;
  themeChoice: Choice = 'auto';
  theme: Theme = 'light';
  description = '';
  poster = '';
  folder: string | null = null;
  screen: Screen = { ...SCREEN };
  readonly speech = new Speech();
  readonly stage: Stage;
  readonly graphs: GraphArea;
  readonly lesson: Lesson;
  /** What the learner has chosen to see; the core starts with the first view and vectors shown. */
  viewId = 'main';
  vectors = true;
  /** Keeps the work in this browser; null where it is not asked for. */
  keeper: Keeper | null = null;
  /** Replays the work beside it, so that it can be scored at once; from the first row on. */
  follower: Follower | null = null;
  /** The sheet for exporting and handing in; loaded when it is first opened. */
  work: typeof import('./work.ts') | null = null;
  /** The learner's tools; fetched once a lab is there. */
  tools: typeof import('./tools.ts') | null = null;
  /** The options; loaded when they are first opened. */
  options: typeof import('./settings.ts') | null = null;
  /** Questions and the exam; loaded where a module asks or examines. */
  asking: typeof import('./asking.ts') | null = null;
  /** What builds on a workbench; loaded where a module has one. */
  bench: import('./workbench.ts').Bench | null = null;
  /** The mistakes of a module; loaded when there are some. */
  problems: typeof import('./problems.ts') | null = null;
  own: Own = { name: '', notes: {} };
  #openSince = 0;
  /** Working time at which the work was handed in, s. */
  #worked: number | null = null;
  readonly #clock = new Clock((seconds, now) => this.#frame(seconds, now));
  #visible = true;
  #connected = false;
  #stageDirty = true;
  #panelsDirty = true;
  #changed = 0;
  #panelsAt = 0;
  #toastTimer = 0;
  #seen = new Set<string>();

  constructor(
    readonly owner: Owner,
    public words: Words,
  ) {
    this.stage = new Stage(this);
    this.graphs = new GraphArea(this);
    this.lesson = new Lesson(this);
  }

  get locale(): Locale {
    return this.words.locale;
  }

  get paused(): boolean {
    return this.status?.paused ?? true;
  }

  say = (key: string, values?: Record<string, string | number>): string => this.words.say(key, values);

  connect(): void {
    this.#connected = true;
    this.stage.connect();
    this.graphs.connect();
    this.update();
  }

  disconnect(): void {
    this.#connected = false;
    this.#clock.sleep();
    this.stage.disconnect();
    this.graphs.disconnect();
    this.speech.stop();
    clearTimeout(this.#toastTimer);
  }

  set visible(visible: boolean) {
    this.#visible = visible;
    if (visible) this.update();
    else this.#clock.sleep();
  }

  /** A lab that has just been opened, or null when there is none. */
  take(session: Session | null): void {
    this.keeper?.stop();
    this.keeper = null;
    this.follower?.stop();
    this.follower = null;
    this.session?.close();
    this.own = { name: '', notes: {} };
    this.opened(0);
    this.session = session;
    this.#seen.clear();
    this.info = session?.description ?? null;
    this.status = session?.status ?? null;
    this.notebook = session?.notebook ?? null;
    const graph = this.info?.graph ? 'live' : (this.info?.graphs[0] ?? '');
    this.viewId = this.info?.views[0] ?? 'main';
    this.vectors = true;
    this.screen = { ...SCREEN, graph, tab: this.info?.controls.length ? 'controls' : 'data' };
    this.stage.describe(this.info?.grips ?? []);
    this.#ask();
    this.bench?.leave();
    this.bench = null;
    if (this.info?.workbench) import('./workbench.ts').then(({ Bench }) => this.session === session && (this.bench = new Bench(this)), () => this.toast(this.say('work.missing')));
    this.update();
    if (session) void this.equip();
  }

  /** Fetches the learner's tools; whether they are there. */
  async equip(): Promise<boolean> {
    if (this.tools) return true;
    try {
      const tools = await import('./tools.ts');
      tools.dress(this);
      this.tools = tools;
      this.update();
      return true;
    } catch {
      return false;
    }
  }

  /** Does what needs the learner's tools, now or when they have come. */
  withTools(act: () => void): void {
    if (this.tools) return act();
    void this.equip().then((there) => (there ? act() : this.toast(this.say('work.missing'))));
  }

  /** The lab has been open for so many seconds already. */
  opened(seconds: number): void {
    this.#openSince = performance.now() - seconds * 1000;
    this.#worked = null;
  }

  /** For how long the lab has been open, or was until the work was handed in, s. */
  openFor(): number {
    return this.#worked ?? (performance.now() - this.#openSince) / 1000;
  }

  /** Whether a step of the work is ticked. */
  ticked(step: string): boolean {
    return this.status?.ticks?.[step] === true;
  }

  /** Changes what is open on the screen. */
  show(change: Partial<Screen>): void {
    this.screen = { ...this.screen, ...change };
    if (change.graph !== undefined) {
      this.screen.predicting = change.predicting ?? false;
      this.keeper?.changed();
    }
    this.update();
  }

  /** Asks for a new picture and new panels with the next frame. */
  update(): void {
    this.#stageDirty = true;
    this.#panelsDirty = true;
    if (this.#connected && (this.#visible || this.phase !== 'ready')) this.#clock.wake();
  }

  repaint(): void {
    this.#stageDirty = true;
    if (this.#connected && this.#visible) this.#clock.wake();
  }

  /** Does an action of the learner: shows the sentence if it is refused. */
  act(action: Action): boolean {
    if (this.readonly_ && !['play', 'pause', 'step', 'reset', 'speed', 'view', 'vectors'].includes(action.do)) {
      this.toast(this.say('refused.readonly'));
      return false;
    }
    const refusal = this.apply(action, 'learner');
    if (refusal) this.toast(sentenceOf(this.words, refusal));
    return refusal === null;
  }

  /** Does an action; the refusal if there is one. Failures of the core end the lab. */
  apply(action: Action, source: Source): Refusal | null {
    const { session } = this;
    if (!session) return null;
    try {
      const applied = session.apply(action, source);
      if ('refused' in applied) {
        this.update();
        return applied.refused;
      }
      this.#changed |= applied.changed;
      if (action.do === 'reset' || (applied.changed & CHANGED.rebuilt) !== 0) this.#rebuilt();
      this.#refresh();
      tell(this, action, source);
      this.update();
    } catch (cause) {
      this.fail(cause);
    }
    return null;
  }

  /** After the core has been changed as a whole (a snapshot, a replay): all is read anew. */
  again(): void {
    this.#rebuilt();
    this.#refresh();
    this.update();
  }

  chooseView(view: string, by: Source = 'learner'): void {
    if (this.#choose({ do: 'view', view }, by)) this.viewId = view;
  }

  chooseVectors(shown: boolean, by: Source = 'learner'): void {
    if (this.#choose({ do: 'vectors', shown }, by)) this.vectors = shown;
  }

  #choose(action: Action, by: Source): boolean {
    return by === 'learner' ? this.act(action) : this.apply(action, by) === null;
  }

  toast(sentence: string): void {
    clearTimeout(this.#toastTimer);
    if (sentence !== '') this.#toastTimer = window.setTimeout(() => this.show({ toast: '' }), TOAST_FOR);
    this.show({ toast: sentence });
  }

  /** Ends the lab with a failure; the rest of the page lives on. */
  fail(cause: unknown): void {
    const failure = cause instanceof Failure ? cause : new Failure('run', { detail: detailOf(cause) }, [], { cause });
    if (failure.kind === 'run') {
      retire();
      this.keeper?.stop(false);
    }
    this.take(null);
    this.phase = 'failed';
    this.failure = failure;
    if (failure.problems.length > 0) import('./problems.ts').then((problems) => ((this.problems = problems), this.update()), () => undefined);
    this.owner.emit('error', { kind: failure.kind, problems: failure.problems, cause: failure });
    this.update();
  }

  /** Fetches what asks and examines, where there is something of the kind. */
  #ask(): void {
    const { session } = this;
    if (!this.info?.questions?.length && this.info?.mode !== 'exam') return;
    import('./asking.ts').then(
      (asking) => {
        if (this.session !== session) return;
        this.asking = asking;
        asking.begin(this);
        this.update();
      },
      () => this.toast(this.say('work.missing')),
    );
  }

  #rebuilt(): void {
    this.#seen.clear();
    this.info = this.session?.description ?? null;
    this.stage.describe(this.info?.grips ?? []);
    this.bench?.changed();
  }

  #frame(seconds: number, now: number): boolean {
    if (!this.#connected) return false;
    const running = this.session !== null && this.revealed && this.#visible && !this.paused;
    try {
      if (running && seconds > 0) {
        const changed = this.session?.advance(Math.min(seconds, LONGEST_FRAME)) ?? 0;
        this.#changed |= changed;
        if (changed !== 0) this.#stageDirty = this.#panelsDirty = true;
      }
      const due = now - this.#panelsAt >= PANELS_EVERY || !running || (this.#changed & (CHANGED.stopped | CHANGED.events)) !== 0;
      if (this.#panelsDirty && due) {
        this.#panelsAt = now;
        this.#panelsDirty = false;
        if (this.#changed !== 0) this.#refresh();
        render(lab(this), this.owner.root);
        this.graphs.draw();
        if (running) this.owner.emit('tick', { time: this.status?.time ?? 0 });
      }
      if (this.#stageDirty && this.session) {
        this.#stageDirty = false;
        this.stage.paint();
      }
    } catch (cause) {
      this.fail(cause);
      return true;
    }
    return running && !this.paused;
  }

  /** Takes the newest status; tells what happened since the last one. */
  #refresh(): void {
    const { session } = this;
    if (!session) return;
    this.keeper?.changed();
    const stopped = this.status?.stopped ?? null;
    this.#changed = 0;
    this.status = session.status;
    this.notebook = session.notebook;
    if (this.follower) this.follower.changed();
    else if (this.folder !== null && this.notebook.total > 0) import('./follow.ts').then(({ follow }) => follow(this)?.changed(), () => undefined);
    // Whole seconds, as files keep them: the time is the same after a reload.
    if (this.status.submitted) this.#worked ??= Math.round(this.openFor());
    for (const { time, name, part } of this.status.events) {
      const mark = `${time} ${name} ${part}`;
      if (this.#seen.has(mark)) continue;
      this.#seen.add(mark);
      this.owner.emit('event', { time, name, system: part.split('.')[0], part });
      if (this.words.has(`event.${name}`)) this.speech.say(this.say(`event.${name}`));
    }
    if (this.status.stopped && !stopped) {
      const sentence = sentenceOf(this.words, this.status.stopped);
      this.owner.emit('stop', { reason: this.status.stopped.key, sentence });
      this.toast(sentence);
    }
  }
}
