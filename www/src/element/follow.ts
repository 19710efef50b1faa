// Scoring replays what was done. So that a learner who asks has the answer at once, the replay follows the work while the
// page has nothing else to do; the build that scores, the module and its rubric are fetched for it once there is work.

import type { Desk } from './desk.ts';
import type { GewuLab } from './lab-element.ts';
import { loadCore, retire, scorerFor } from './loader.ts';
import type { Core, Score } from './message.ts';
import type { Session } from './session.ts';
import { fetchText } from './source.ts';

/** The replay falls behind by this much before it goes on, ms. */
const EVERY = 5000;
/** Steps between two looks at the time. */
const STEPS = 200;
/** One piece of work, ms: a frame can come in between. */
const PIECE = 8;

/** What a replay needs: the texts of the module and its rubric, and the build that scores. */
interface Means {
  module: string;
  rubric: string;
  core: Core;
}

/** The rubric of the region that the page names; of a region without one, and of none, the module's own. */
async function rubricOf(folder: string, region: string): Promise<string | null> {
  // A region is a word and nothing else: no address can be smuggled in.
  const names = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(region) ? [`rubric-${region}.json`, 'rubric.json'] : ['rubric.json'];
  for (const name of names) {
    const response = await fetch(new URL(name, folder));
    if (response.ok) return response.text();
    // That there is none is an answer; anything else is not.
    if (response.status !== 404) throw new Error(`HTTP ${response.status}`);
  }
  return null;
}

/** What is needed to score the work; null without a rubric. */
async function meansOf({ folder, owner }: Desk): Promise<Means | null> {
  if (folder === null) return null;
  const [module, rubric] = await Promise.all([fetchText(new URL('module.json', folder).href), rubricOf(folder, owner.element.getAttribute('rubric') ?? '')]);
  if (rubric === null) return null;
  return { module, rubric, core: await loadCore((owner.element.constructor as typeof GewuLab).base, scorerFor(module), () => undefined) };
}

/** The follower of a recording as it is now. */
function follower({ core, module, rubric }: Means, record: unknown): number {
  const answer = JSON.parse(core.score_follow?.(module, rubric, JSON.stringify(record)) ?? '{}') as { follower?: number };
  if (answer.follower === undefined) throw new Error('not followed');
  return answer.follower;
}

/** When the page has nothing else to do. */
const idle = (): Promise<void> => new Promise((go) => ('requestIdleCallback' in window ? requestIdleCallback(() => go(), { timeout: EVERY }) : setTimeout(go, 50)));
const breath = (): Promise<void> => new Promise((go) => setTimeout(go));

/** Runs a follower to the end of its recording in small pieces. */
async function run(core: Core, handle: number, between: () => Promise<void>): Promise<void> {
  let left = Infinity;
  for (let now = left; ; ) {
    const until = performance.now() + PIECE;
    do {
      left = now;
      now = core.score_run?.(handle, STEPS) ?? NaN;
      // A recording that does not get on any more (or cannot be run: NaN) is for the judge.
      if (!(now > 0 && now < left)) return;
    } while (performance.now() < until);
    await between();
  }
}

/** Follows the work of one lab. */
export class Follower {
  readonly #desk: Desk;
  readonly #session: Session;
  #means: Promise<Means | null> | null = null;
  #timer = 0;
  #given = false;
  #handle = 0;

  constructor(desk: Desk, session: Session) {
    this.#desk = desk;
    this.#session = session;
  }

  /** Something was done. */
  changed(): void {
    // A learner whose connection is dear fetches nothing before it is asked for.
    const dear = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    if (this.#timer !== 0 || this.#given || dear) return;
    this.#timer = window.setTimeout(() => void this.#follow(), EVERY);
  }

  async #follow(): Promise<void> {
    try {
      const means = await (this.#means ??= meansOf(this.#desk));
      await idle();
      if (means === null || this.#given) return this.stop();
      this.#handle = follower(means, this.#session.record());
      await run(means.core, this.#handle, idle);
      this.#timer = 0;
    } catch {
      // Whoever asks for the score is told why there is none.
      this.stop();
      this.#means = null;
    }
  }

  /** What the rubric gives for the work as recorded; null without a rubric. */
  async score(record: unknown, seconds: number): Promise<Score | null> {
    try {
      const means = await (this.#means ??= meansOf(this.#desk));
      if (means === null) return null;
      this.#handle = follower(means, record);
      await run(means.core, this.#handle, breath);
      const score = JSON.parse(means.core.score_judge?.(this.#handle, JSON.stringify({ minutes: seconds / 60 })) ?? 'null') as Score | object;
      if (!('items' in score)) throw new Error('not scored');
      return score;
    } catch (cause) {
      this.#means = null;
      if (cause instanceof WebAssembly.RuntimeError) retire();
      throw cause;
    }
  }

  /** Follows no more: the lab has ended, or it cannot be followed. */
  stop(): void {
    this.#given = true;
    clearTimeout(this.#timer);
    const handle = this.#handle;
    void this.#means?.then((means) => means?.core.score_leave?.(handle)).catch(() => undefined);
  }
}

/** The follower of the lab that is open; begun if there is none yet. */
export function follow(desk: Desk): Follower | null {
  if (desk.session === null || desk.folder === null) return null;
  return (desk.follower ??= new Follower(desk, desk.session));
}
