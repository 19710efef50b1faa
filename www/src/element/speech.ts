// What is spoken: short sentences into a polite live region, the newest first, none too often.

/** Least time between two sentences, ms. */
const PAUSE = 1500;

export class Speech {
  readonly node = document.createElement('div');
  #waiting = '';
  #timer = 0;

  constructor() {
    this.node.className = 'spoken';
    this.node.setAttribute('aria-live', 'polite');
    this.node.setAttribute('aria-atomic', 'true');
  }

  /** Says a sentence now, or after the pause; a newer one replaces one that waits. */
  say(sentence: string): void {
    if (sentence === '') return;
    this.#waiting = sentence;
    if (this.#timer === 0) this.#speak();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#waiting = '';
    this.node.textContent = '';
  }

  #speak(): void {
    this.#timer = 0;
    if (this.#waiting === '') return;
    // The same words again are spoken only if the text differs.
    this.node.textContent = this.node.textContent === this.#waiting ? `${this.#waiting}\u00a0` : this.#waiting;
    this.#waiting = '';
    this.#timer = window.setTimeout(() => this.#speak(), PAUSE);
  }
}
