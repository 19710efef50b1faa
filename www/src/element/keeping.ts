// The learner's work outlives the page: what was done is kept in this browser while it is done, and taken up again
// after a reload or a crash. Loaded only with the attribute `persist`; what goes wrong is told once and stops nothing.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { dress } from './css.ts';
import type { Desk } from './desk.ts';
import { Failure } from './failure.ts';
import { download, fileName, gather } from './gather.ts';
import { icon } from './icons.ts';
import { sealed } from './result-file.ts';
import { Store, type Saved } from './store.ts';
import { workWords } from './work-words.ts';
import style from './work.css';

/** Saved at most this often while something changes, ms. */
const EVERY = 2000;
/** Of the time at most one part in so many goes into saving: a notebook of many thousand rows is saved more rarely. */
const SHARE = 20;
/** For how long another tab may hold the lab before this one does without, ms. */
const PATIENCE = 1500;
/** The notice goes away by itself, ms; the options keep what it offers. */
const NOTICE_FOR = 20_000;

type Notice = '' | 'resumed' | 'version' | 'module' | 'damaged';

export class Keeper {
  readonly #desk: Desk;
  readonly #key: string;
  readonly #again: () => void;
  #store: Store | null = null;
  #found: Saved | undefined;
  /** What was found and cannot be taken up: it is not written over before the learner has decided. */
  #unopened: Saved | null = null;
  #notice: Notice = '';
  #size = 0;
  #kept: Date | null = null;
  #timer = 0;
  #noticeTimer = 0;
  #earliest = 0;
  #failure: '' | 'full' | 'forbidden' | 'elsewhere' = '';
  /** Gives the work free for another tab. */
  #release: () => void = () => undefined;
  #stopped = false;
  #confirming = false;
  #hidden = () => {
    if (document.visibilityState === 'hidden') this.flush();
  };
  #leaving = () => this.flush();

  private constructor(desk: Desk, key: string, again: () => void) {
    this.#desk = desk;
    this.#key = key;
    this.#again = again;
  }

  /** Looks what is kept under a key. Never fails: a browser that keeps nothing is told of, and the lab goes on. */
  static async open(desk: Desk, key: string, again: () => void): Promise<Keeper> {
    const keeper = new Keeper(desk, key, again);
    dress(desk.owner.root, style);
    try {
      if (await keeper.#alone()) {
        keeper.#store = await Store.open();
        keeper.#found = await keeper.#store.get(key);
      } else {
        keeper.#tell('elsewhere');
      }
    } catch (cause) {
      keeper.#fail(cause);
    }
    return keeper;
  }

  /** Whether no other tab has this lab open: two of them would write over each other's work. A tab that is just going is waited for. */
  #alone(): Promise<boolean> {
    const { locks } = navigator as { locks?: LockManager };
    if (!locks) return Promise.resolve(true);
    return new Promise((done) => {
      locks.request(`gewu ${this.#key}`, { signal: AbortSignal.timeout(PATIENCE) }, () => {
        done(true);
        return new Promise<void>((release) => (this.#release = release));
      }).catch(() => done(false));
    });
  }

  /** The lab is open: goes on where it was, or says why that cannot be; from now on it is kept. */
  begin(): void {
    const saved = this.#found;
    if (saved) this.#resume(saved);
    this.#found = undefined;
    document.addEventListener('visibilitychange', this.#hidden);
    window.addEventListener('pagehide', this.#leaving);
  }

  /** Something has changed: it will be saved. */
  changed(): void {
    if (this.#timer !== 0 || this.#stopped || !this.#store) return;
    this.#timer = window.setTimeout(() => this.flush(true), Math.max(0, this.#earliest - performance.now()));
  }

  /** Saves now; in the middle of a hand's movement only when the page is being left. */
  flush(gently = false): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const { session, stage, status } = this.#desk;
    if (!this.#store || !session || this.#unopened || this.#stopped) return;
    if (Object.values(status?.grips ?? {}).some(({ held }) => held)) {
      if (gently) {
        this.#earliest = performance.now() + EVERY / 4;
        return this.changed();
      }
      stage.pointer.release();
    }
    const before = performance.now();
    try {
      const content = gather(this.#desk);
      if (!content || !this.#worth(content)) return;
      const snapshot = session.snapshot();
      const { screen, viewId, vectors } = this.#desk;
      const size = JSON.stringify(content).length + snapshot.byteLength;
      const done = this.#store.put({ key: this.#key, content, snapshot, graph: screen.graph, view: viewId, vectors });
      done.then(
        () => {
          this.#size = size;
          this.#kept = new Date();
        },
        (cause: unknown) => this.#fail(cause),
      );
    } catch (cause) {
      // A core that has just stopped is told of by the lab itself.
      if (!(cause instanceof Failure)) this.#fail(cause);
    }
    const now = performance.now();
    this.#earliest = now + Math.max(EVERY, SHARE * (now - before));
  }

  /** Ends the keeping; what a core has left that failed is not worth saving over what was good. */
  stop(save = true): void {
    if (save) this.flush();
    clearTimeout(this.#timer);
    this.#stopped = true;
    clearTimeout(this.#noticeTimer);
    this.#release();
    document.removeEventListener('visibilitychange', this.#hidden);
    window.removeEventListener('pagehide', this.#leaving);
  }

  /** A lab that nobody has touched is not worth keeping. */
  #worth({ record, name, notes }: NonNullable<ReturnType<typeof gather>>): boolean {
    const { entries } = record as { entries?: { by: string }[] };
    return this.#kept !== null || (entries ?? []).some(({ by }) => by !== 'page') || name !== '' || Object.values(notes).some(Boolean);
  }

  #resume(saved: Saved): void {
    const desk = this.#desk;
    const { session } = desk;
    if (!session) return;
    const { content, snapshot } = saved;
    const now = session.record() as { module_hash?: string };
    this.#size = JSON.stringify(content).length + snapshot.byteLength;
    this.#kept = new Date(content.made);
    let why: Notice = 'resumed';
    if (content.version !== session.version) why = 'version';
    else if (content.module_hash !== (now.module_hash ?? '')) why = 'module';
    else if ('refused' in session.resume(snapshot, content.record)) why = 'damaged';
    if (why !== 'resumed') {
      this.#unopened = saved;
    } else {
      desk.own = { name: content.name, notes: { ...content.notes } };
      desk.opened(content.seconds);
      // By the page: work that is handed in takes nothing from the learner any more.
      if (saved.view !== desk.viewId) desk.chooseView(saved.view, 'page');
      if (saved.vectors !== desk.vectors) desk.chooseVectors(saved.vectors, 'page');
      desk.again();
      desk.show({ graph: saved.graph });
      this.#noticeTimer = window.setTimeout(() => this.#dismiss(), NOTICE_FOR);
    }
    this.#notice = why;
    desk.speech.say(this.#say(`keep.${why}`, { date: this.#date() }));
  }

  #say(key: string, values?: Record<string, string | number>): string {
    return workWords(this.#desk).say(key, values);
  }

  #date(): string {
    const kept = this.#kept;
    if (!kept) return '';
    const today = kept.toDateString() === new Date().toDateString();
    return kept.toLocaleString(this.#desk.locale === 'zh' ? 'zh-CN' : 'en-GB', today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
  }

  /** Said once, in words; the lab goes on without. */
  #fail(cause: unknown): void {
    this.#tell(cause instanceof DOMException && cause.name === 'QuotaExceededError' ? 'full' : 'forbidden');
  }

  #tell(what: 'full' | 'forbidden' | 'elsewhere'): void {
    if (this.#failure !== '' || this.#stopped) return;
    this.#failure = what;
    // After the lab has come up, which clears what was said before.
    setTimeout(() => this.#desk.toast(this.#say(`keep.${what}`)));
  }

  #dismiss(): void {
    clearTimeout(this.#noticeTimer);
    this.#notice = '';
    this.#desk.update();
  }

  /** Forgets what is kept of this lab, and begins it anew. */
  async #anew(): Promise<void> {
    this.#stopped = true;
    await this.#store?.remove(this.#key).catch(() => undefined);
    this.#again();
  }

  /** Forgets what could not be taken up; what has been done since is kept from now on. */
  #drop(): void {
    this.#unopened = null;
    this.#kept = null;
    this.#size = 0;
    this.#dismiss();
    this.#store?.remove(this.#key).catch(() => undefined);
    this.changed();
  }

  /** What was found: taken up, or why not. */
  notice(): TemplateResult | typeof nothing {
    if (this.#notice === '') return nothing;
    const taken = this.#notice === 'resumed';
    return html`<div class=${`toast kept ${taken ? 'quietly' : ''}`} part="message">${icon(taken ? 'tick' : 'warning')}
      <p>${this.#say(`keep.${this.#notice}`, { date: this.#date() })}</p>
      <div class="choices">
        ${taken ? html`<button type="button" class="plain" @click=${() => void this.#anew()}>${this.#say('keep.anew')}</button>`
          : html`<button type="button" class="plain" @click=${() => this.#hand()}>${icon('csv')}${this.#say('keep.download')}</button>
          <button type="button" class="plain" @click=${() => this.#drop()}>${icon('remove')}${this.#say('keep.drop')}</button>`}
      </div>
      ${taken ? html`<button type="button" class="flat" aria-label=${this.#desk.say('close')} @click=${() => this.#dismiss()}>${icon('close')}</button>` : nothing}</div>`;
  }

  /** Saved work of another version, as a file: a teacher's page still reads its data. */
  #hand(): void {
    const { content } = this.#unopened ?? {};
    if (content) download(fileName(content.module, content.name, 'gewu.json'), sealed(content), 'application/json');
  }

  /** In the options: what is kept, where, how much, and how to be rid of it. */
  panel(): TemplateResult {
    const kilobytes = this.#size === 0 ? 0 : Math.max(1, Math.round(this.#size / 1000));
    const state = this.#failure !== '' ? this.#say(`keep.${this.#failure}`) : this.#kept ? this.#say('mine.kept', { date: this.#date(), size: kilobytes }) : this.#say('mine.none');
    const ask = (confirming: boolean) => {
      this.#confirming = confirming;
      this.#desk.update();
    };
    return html`<section class="mine" aria-label=${this.#say('mine')}><h3>${this.#say('mine')}</h3>
      <p class="facts">${this.#say('mine.what')}</p><p class="facts" role="status">${state}</p>
      ${this.#kept === null ? nothing : this.#confirming
        ? html`<p>${this.#say('mine.sure')}</p><div class="choices">
          <button type="button" class="main" @click=${() => void this.#anew()}>${this.#say('mine.yes')}</button>
          <button type="button" class="plain" @click=${() => ask(false)}>${this.#say('mine.no')}</button></div>`
        : html`<button type="button" class="plain forget" @click=${() => ask(true)}>${icon('remove')}${this.#say('mine.delete')}</button>`}
    </section>`;
  }
}

/** Where the work of a lab is kept: under the page's address, without what only dresses it, and the place on the page. */
export function keyOf(element: HTMLElement, src: string): string {
  const address = new URL(location.href);
  for (const name of ['lang', 'theme', 'view', 'controls']) address.searchParams.delete(name);
  const same = [...document.querySelectorAll('gewu-lab')].filter((one) => one.getAttribute('src') === element.getAttribute('src'));
  const given = ['seed', 'set', 'site', 'profile', 'mode'].map((name) => element.getAttribute(name) ?? '').join(' ').trim();
  return [address.pathname + address.search, src, element.id || String(same.indexOf(element)), given].join('\n');
}
