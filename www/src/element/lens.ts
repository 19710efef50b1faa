// The magnifier: an instrument's face drawn large, with what it shows.

import type { Desk } from './desk.ts';
import type { InstrumentInfo } from './message.ts';
import type { Session } from './session.ts';

/** Shapes that the glass may take: width over height. */
const NARROWEST = 0.75;
const WIDEST = 1.9;

export class Lens {
  readonly canvas = document.createElement('canvas');
  readonly #desk: Desk;
  readonly #context: CanvasRenderingContext2D | null;
  #before: Element | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#context = this.canvas.getContext('2d');
    this.canvas.className = 'glass';
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  open(instrument: string): void {
    this.#desk.withTools(() => this.#open(instrument));
  }

  #open(instrument: string): void {
    this.#before = this.#desk.owner.root.activeElement;
    this.#desk.show({ lens: instrument });
    // After the panel is there: the keyboard goes where the learner has just pressed.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const { root } = this.#desk.owner;
      // With a keyboard the reading can be typed at once; on a phone the keypad would cover what is to be read.
      const field = matchMedia('(pointer: coarse)').matches ? null : root.querySelector<HTMLElement>('.lens .reading');
      (field ?? root.querySelector<HTMLElement>('.lens .close'))?.focus({ preventScroll: true });
    }));
  }

  close(): void {
    this.#desk.show({ lens: '' });
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus({ preventScroll: true });
    this.#before = null;
  }

  /** Where an instrument's face is now: world rectangle. */
  face({ id, face }: InstrumentInfo): InstrumentInfo['face'] {
    return this.#desk.status?.faces[id] ?? face;
  }

  /** Width over height of the glass for an instrument. */
  shape(instrument: InstrumentInfo): number {
    const face = this.face(instrument);
    if (!face) return 1;
    return Math.min(WIDEST, Math.max(NARROWEST, (face[2] - face[0]) / Math.max(1e-9, face[3] - face[1])));
  }

  paint(session: Session): void {
    const instrument = this.#desk.info?.instruments.find(({ id }) => id === this.#desk.screen.lens);
    const face = instrument && this.face(instrument);
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (!face || !this.#context || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const w = Math.round(width * ratio);
    const h = Math.round(height * ratio);
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
    session.paint(this.#context, width, height, ratio, this.#desk.stage.look(face));
  }
}
