// What the page around a lab does to it: is it in sight, how wide is it, is the page dark, in which language.

export interface Told {
  /** The lab comes near the window: time to fetch it. */
  near(): void;
  visible(visible: boolean): void;
  themed(dark: boolean): void;
  lang(): void;
}

/** Height over width where the page gives no height, by width in px. */
const SHAPES: readonly [number, string][] = [[560, '9 / 16'], [960, '8 / 9'], [Infinity, '16 / 9']];

export class Surroundings {
  readonly #element: HTMLElement;
  readonly #told: Told;
  readonly #shape: CSSStyleSheet;
  readonly #scheme = window.matchMedia('(prefers-color-scheme: dark)');
  readonly #sizes = new ResizeObserver(() => this.#resize());
  readonly #sight = new IntersectionObserver((entries) => this.#told.visible(entries.some(({ isIntersecting }) => isIntersecting)));
  readonly #near = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.#told.near();
  }, { rootMargin: '600px' });
  readonly #lang = new MutationObserver(() => this.#told.lang());
  #ratio = '';

  constructor(element: HTMLElement, shape: CSSStyleSheet, told: Told) {
    this.#element = element;
    this.#shape = shape;
    this.#told = told;
  }

  get dark(): boolean {
    return this.#scheme.matches;
  }

  connect(): void {
    this.#scheme.addEventListener('change', this.#themed);
    this.#sizes.observe(this.#element);
    this.#sight.observe(this.#element);
    this.#near.observe(this.#element);
    // The language of the page may change at any ancestor; the root and the body are where pages change it.
    for (const node of [document.documentElement, document.body, this.#element.parentElement]) {
      if (node) this.#lang.observe(node, { attributes: true, attributeFilter: ['lang'] });
    }
    document.addEventListener('fullscreenchange', this.#themed);
    this.#themed();
  }

  disconnect(): void {
    this.#scheme.removeEventListener('change', this.#themed);
    document.removeEventListener('fullscreenchange', this.#themed);
    for (const observer of [this.#sizes, this.#sight, this.#near, this.#lang]) observer.disconnect();
  }

  #themed = (): void => this.#told.themed(this.#scheme.matches);

  /** Where the page leaves the height open, the shape follows the width. */
  #resize(): void {
    const width = this.#element.clientWidth;
    const ratio = SHAPES.find(([below]) => width < below)?.[1] ?? '16 / 9';
    if (ratio === this.#ratio || width === 0) return;
    this.#ratio = ratio;
    this.#shape.replaceSync(`:host(:not(:fullscreen)) { aspect-ratio: ${ratio}; }`);
  }
}
