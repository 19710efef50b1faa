// One lab of the core: typed calls over JSON texts. Knows nothing of the page.

import type { Action, Core, Description, Notebook, Opened, Refusal, Status } from './message.ts';
import { detailOf, Failure } from './failure.ts';

export type Source = 'learner' | 'page' | 'lesson' | 'replay';
export type Applied = { changed: number } | { refused: Refusal };

export interface OpenOptions {
  seed?: number;
  site?: string;
  profile?: string;
  mode?: 'practice' | 'exam';
  lang: string;
  set?: string;
}

export interface Look {
  theme: 'light' | 'dark' | 'projector';
  lang: string;
  grip: string;
  hover: string;
  over: boolean;
  margin_bottom: number;
  lens: [number, number, number, number] | null;
}

/** The part of a recording that the page looks into. */
interface Recorded {
  entries: unknown[];
  ticks: number;
  hash: string;
}
/** The notebook is asked for its last rows: as many as a table shows. */
const LAST = 0xffff_ffff;
const ROWS = 1000;

export class Session {
  readonly #core: Core;
  readonly #handle: number;
  #open = true;
  #status: Status | undefined;
  #notebook: Notebook | undefined;
  /** What was done before a saved lab was taken up again. */
  #before: Recorded | null = null;

  /** Start values that were refused. */
  readonly refused: readonly Refusal[];

  private constructor(core: Core, handle: number, refused: readonly Refusal[]) {
    this.refused = refused;
    this.#core = core;
    this.#handle = handle;
  }

  /** Opens a module; throws a Failure with all its problems. */
  static open(core: Core, module: string, strings: string, options: OpenOptions): Session {
    const opened = guarded(() => JSON.parse(core.open(module, strings, JSON.stringify(options))) as Opened);
    if ('problems' in opened) throw new Failure('module', {}, opened.problems);
    return new Session(core, opened.handle, opened.refused);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      this.#core.close(this.#handle);
    } catch {
      // A core that has panicked cannot close: its memory goes with it.
    }
  }

  get description(): Description {
    return this.#json(this.#core.describe(this.#handle));
  }

  get version(): string {
    return this.call((core) => core.version());
  }

  get status(): Status {
    return (this.#status ??= this.call((core, handle) => JSON.parse(core.status(handle)) as Status));
  }

  get notebook(): Notebook {
    return (this.#notebook ??= this.call((core, handle) => JSON.parse(core.notebook(handle, LAST, ROWS, '*')) as Notebook));
  }

  apply(action: Action, source: Source): Applied {
    this.#stale();
    return this.call((core, handle) => JSON.parse(core.apply(handle, JSON.stringify(action), source)) as Applied);
  }

  advance(seconds: number): number {
    const changed = this.call((core, handle) => core.advance(handle, seconds));
    if (changed !== 0) this.#stale();
    return changed;
  }

  paint(context: CanvasRenderingContext2D, width: number, height: number, ratio: number, look: Look): void {
    this.call((core, handle) => core.paint(handle, context, width, height, ratio, JSON.stringify(look)));
  }

  gripAt(x: number, y: number): string {
    return this.call((core, handle) => core.grip_at(handle, x, y));
  }

  worldAt(x: number, y: number): [number, number] {
    const [wx = 0, wy = 0] = this.call((core, handle) => core.world_at(handle, x, y));
    return [wx, wy];
  }

  gripBoxes(): Float64Array {
    return this.call((core, handle) => core.grip_boxes(handle));
  }

  /** Samples of the live graph; with the number of a run, those of one before. */
  samples(channel: 'x' | 'y', run = 0): Float64Array {
    return this.call((core, handle) => core.samples(handle, run === 0 ? channel : `${channel}:${run}`));
  }

  get(path: string): number {
    return this.call((core, handle) => core.get(handle, path));
  }

  csv(lang: string): string {
    return this.call((core, handle) => core.csv(handle, lang));
  }

  /** The recording from the first opening, over all times that it was taken up again. */
  record(): unknown {
    const now = this.call((core, handle) => JSON.parse(core.record(handle)) as Recorded);
    const before = this.#before;
    return before ? { ...before, entries: [...before.entries, ...now.entries], ticks: now.ticks, hash: now.hash } : now;
  }

  /** The whole notebook, with all rows and graphs, however much of it a panel shows. */
  get everything(): Notebook {
    return this.call((core, handle) => JSON.parse((core as { notebook(handle: number, from: number, count: number, graph: string): string }).notebook(handle, 0, 0xffff_ffff, '*')) as Notebook);
  }

  replay(record: string): { hash: string } | { refused: Refusal } {
    this.#stale();
    this.#before = null;
    return this.call((core, handle) => JSON.parse(core.replay(handle, record)) as { hash: string } | { refused: Refusal });
  }

  snapshot(): Uint8Array {
    return this.call((core, handle) => core.snapshot(handle)).slice();
  }

  /** Goes on where a lab was saved: the state, and the recording that led to it. */
  resume(bytes: Uint8Array, record: unknown): Applied {
    const applied = this.restore(bytes);
    if ('refused' in applied) return applied;
    // The snapshot knows the number of steps, not what was done in them; unless the core keeps that too.
    const kept = (this.record() as Recorded).entries.length > 0;
    if (!kept && Array.isArray((record as Recorded | null)?.entries)) this.#before = record as Recorded;
    return applied;
  }

  restore(bytes: Uint8Array): Applied {
    this.#stale();
    this.#before = null;
    return this.call((core, handle) => {
      const answer = core.restore(handle, bytes);
      return (answer === '' ? { changed: 0 } : JSON.parse(answer)) as Applied;
    });
  }

  svg(theme: string, lang: string): string {
    return this.call((core, handle) => core.svg(handle, theme, lang));
  }

  #json<T>(text: string): T {
    return guarded(() => JSON.parse(text) as T);
  }

  #stale(): void {
    this.#status = undefined;
    this.#notebook = undefined;
  }

  call<T>(use: (core: Core, handle: number) => T): T {
    if (!this.#open) throw new DOMException('This lab is closed.', 'InvalidStateError');
    return guarded(() => use(this.#core, this.#handle));
  }
}

/** A trap of the core becomes a Failure of kind `run`. */
function guarded<T>(use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('run', { detail: detailOf(cause) }, [], { cause });
  }
}
