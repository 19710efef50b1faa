// The stage: a canvas that the core paints, its size, and the layer of grips over it.

import type { Desk } from './desk.ts';
import { Grips } from './grips.ts';
import { Lens } from './lens.ts';
import type { GripInfo } from './message.ts';
import { Pointer } from './pointer.ts';
import type { Look } from './session.ts';

/** More device pixels than this a canvas does not get: 4K boards stay fast. */
const MOST_PIXELS = 9_000_000;

export class Stage {
  readonly node = document.createElement('div');
  readonly lens: Lens;
  readonly grips: Grips;
  readonly pointer: Pointer;
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #desk: Desk;
  readonly #sizes = new ResizeObserver(() => this.#resize());
  #ratioQuery: MediaQueryList | null = null;
  width = 0;
  height = 0;
  ratio = 1;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#context = this.#canvas.getContext('2d');
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.node.className = 'stage';
    this.node.setAttribute('part', 'stage');
    this.node.setAttribute('role', 'group');
    this.node.tabIndex = 0;
    this.grips = new Grips(desk);
    this.lens = new Lens(desk);
    this.node.append(this.#canvas, this.grips.node);
    this.pointer = new Pointer(desk, this.node);
    this.node.addEventListener('keydown', (event) => this.#key(event));
  }

  connect(): void {
    this.#sizes.observe(this.node);
    this.#watchRatio();
  }

  disconnect(): void {
    this.#sizes.disconnect();
    this.#ratioQuery?.removeEventListener('change', this.#ratioChanged);
    this.#ratioQuery = null;
    this.pointer.release();
  }

  describe(grips: GripInfo[]): void {
    this.pointer.release();
    this.grips.describe(grips);
  }

  look(lens: Look['lens'] = null): Look {
    const { theme, locale } = this.#desk;
    return { theme, lang: locale, grip: this.grips.focused, hover: this.pointer.hover, over: this.pointer.over, margin_bottom: this.#covered(), lens };
  }

  /** Height of the strip at the lower edge that floating parts cover, CSS px. */
  #covered(): number {
    const value = getComputedStyle(this.node).getPropertyValue('--_covered');
    return Number.parseFloat(value) || 0;
  }

  paint(): void {
    const { session, status, screen } = this.#desk;
    if (!session || !this.#context || this.width === 0) return;
    // The lens first: the stage's boxes and hits are those of the last picture.
    if (screen.lens !== '') this.lens.paint(session);
    session.paint(this.#context, this.width, this.height, this.ratio, this.look());
    this.grips.place(session.gripBoxes(), status);
  }

  /** A picture of the stage of another width, drawn anew. */
  picture(width: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const scale = width / Math.max(1, this.width);
    canvas.width = Math.round(width);
    canvas.height = Math.round(this.height * scale);
    const context = canvas.getContext('2d');
    if (context) {
      this.#desk.session?.paint(context, this.width, this.height, scale, { ...this.look(), grip: '', hover: '', over: false });
      this.#desk.repaint();
    }
    return canvas;
  }

  /** The point of the stage under a pointer, CSS pixels of the canvas. */
  pointOf(event: { clientX: number; clientY: number }): [number, number] {
    const box = this.#canvas.getBoundingClientRect();
    // A page may scale the element (slides): back to the canvas's own pixels.
    return [((event.clientX - box.left) * this.width) / (box.width || 1), ((event.clientY - box.top) * this.height) / (box.height || 1)];
  }

  #resize(): void {
    const width = this.node.clientWidth;
    const height = this.node.clientHeight;
    const device = window.devicePixelRatio || 1;
    const ratio = Math.min(device, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)));
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    // Painted at once: an emptied canvas must not be seen.
    try {
      this.paint();
    } catch (cause) {
      this.#desk.fail(cause);
    }
  }

  #ratioChanged = (): void => {
    this.#watchRatio();
    this.#resize();
  };

  #watchRatio(): void {
    this.#ratioQuery?.removeEventListener('change', this.#ratioChanged);
    this.#ratioQuery = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    this.#ratioQuery.addEventListener('change', this.#ratioChanged);
  }

  #key(event: KeyboardEvent): void {
    this.grips.byPointer = false;
    this.#desk.repaint();
    if (event.key === 'Escape') {
      if (this.pointer.release()) event.preventDefault();
      if (event.target !== this.node) this.node.focus({ preventScroll: true });
    } else if (event.key === ' ' && event.target === this.node && !event.repeat) {
      event.preventDefault();
      this.#desk.act({ do: this.#desk.paused ? 'play' : 'pause' });
    }
  }
}
