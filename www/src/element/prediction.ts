// A prediction as it is drawn: heights at even places along x, changed by a stroke of the hand or by handles on it.

import type { Span } from './plot.ts';

/** Places along x. */
const PLACES = 61;
/** Handles that keys and fingers move. */
export const HANDLES = 7;
const EVERY = (PLACES - 1) / (HANDLES - 1);

/** A curve in the making, in the units of the axes. */
export class Prediction {
  #span: Span;
  /** Heights; null where nothing is drawn. */
  #heights: (number | null)[];

  constructor(span: Span, points: readonly [number, number][] = []) {
    this.#span = span;
    this.#heights = Array.from({ length: PLACES }, (_, place) => heightAt(points, this.#x(place)));
  }

  get span(): Span {
    return this.#span;
  }

  get empty(): boolean {
    return this.#heights.every((height) => height === null);
  }

  /** What is drawn, at most 61 points. */
  get points(): [number, number][] {
    return this.#heights.flatMap((height, place): [number, number][] => (height === null ? [] : [[tidy(this.#x(place), this.#span.x), tidy(height, this.#span.y)]]));
  }

  /** Other axes under the same curve; what lies outside of them is cut. */
  within(span: Span): Prediction {
    const cut = new Prediction(span, this.points);
    cut.#heights = cut.#heights.map((height) => (height === null ? null : clamped(height, span.y)));
    return cut;
  }

  #x(place: number): number {
    const [from, to] = this.#span.x;
    return from + ((to - from) * place) / (PLACES - 1);
  }

  /** Begins the curve anew with a stroke. */
  begin(): void {
    this.#heights.fill(null);
  }

  /** The stroke goes on from one point to another. */
  stroke([x0, y0]: [number, number], [x1, y1]: [number, number]): void {
    const [from, to] = this.#span.x;
    const at = (x: number) => Math.min(PLACES - 1, Math.max(0, Math.round(((x - from) / (to - from)) * (PLACES - 1))));
    const [a, b] = [at(x0), at(x1)];
    const step = Math.sign(b - a) || 1;
    for (let place = a; step > 0 ? place <= b : place >= b; place += step) {
      this.#heights[place] = clamped(a === b ? y1 : y0 + ((y1 - y0) * (place - a)) / (b - a), this.#span.y);
    }
  }

  /** Where a handle is; `drawn` where the curve goes through it. */
  handle(index: number): { x: number; y: number; drawn: boolean } {
    const place = index * EVERY;
    const own = this.#heights[place] ?? null;
    return { x: this.#x(place), y: own ?? this.#nearest(place), drawn: own !== null };
  }

  #nearest(place: number): number {
    for (let away = 1; away < PLACES; away++) {
      const near = this.#heights[place - away] ?? this.#heights[place + away] ?? null;
      if (near !== null) return near;
    }
    return (this.#span.y[0] + this.#span.y[1]) / 2;
  }

  /** Moves a handle to a height: the curve follows smoothly between its neighbours, or goes on as far as the handle. */
  move(index: number, to: number): void {
    const place = index * EVERY;
    const height = clamped(to, this.#span.y);
    if (this.empty) this.#heights.fill(this.#nearest(place));
    const own = this.#heights[place] ?? null;
    if (own === null) {
      const drawn = this.#heights.flatMap((one, at) => (one === null ? [] : [at]));
      const edge = drawn.reduce((best, at) => (Math.abs(at - place) < Math.abs(best - place) ? at : best), drawn[0] ?? place);
      return this.stroke([this.#x(edge), this.#heights[edge] ?? height], [this.#x(place), height]);
    }
    // Beyond the last handle the curve goes on straight: handles on a line make a line.
    const moved = (at: number): number => {
      if (at < 0) return 2 * moved(0) - moved(1);
      if (at > HANDLES - 1) return 2 * moved(HANDLES - 1) - moved(HANDLES - 2);
      return at === index ? height - own : 0;
    };
    this.#heights = this.#heights.map((one, at) => {
      if (one === null) return null;
      let by = 0;
      for (let handle = -1; handle <= HANDLES; handle++) by += moved(handle) * cardinal(at / EVERY - handle);
      return clamped(one + by, this.#span.y);
    });
  }
}

/** Weight of a handle at a distance of so many handles (Catmull-Rom). */
function cardinal(distance: number): number {
  const t = Math.abs(distance);
  if (t >= 2) return 0;
  return t < 1 ? 1.5 * t ** 3 - 2.5 * t ** 2 + 1 : -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2;
}

function clamped(value: number, [from, to]: [number, number]): number {
  return Math.min(to, Math.max(from, value));
}

/** Without digits that no hand has drawn. */
function tidy(value: number, [from, to]: [number, number]): number {
  const step = 10 ** (Math.floor(Math.log10(to - from)) - 5);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

function heightAt(points: readonly [number, number][], x: number): number | null {
  for (let n = 1; n < points.length; n++) {
    const [[x0, y0], [x1, y1]] = [points[n - 1] ?? [0, 0], points[n] ?? [0, 0]];
    const grace = Math.abs(x1 - x0) * 1e-6;
    if (x >= Math.min(x0, x1) - grace && x <= Math.max(x0, x1) + grace) return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  }
  return null;
}
