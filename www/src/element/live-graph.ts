// The live graph: a channel against time (or against another one), drawn by uPlot.

import uPlot from 'uplot';
import { limits, room, ticks } from './numbers.ts';

export interface Curve {
  run: number;
  x: Float64Array;
  y: Float64Array;
}

export interface Ink {
  /** Colours of the runs, in turn. */
  lines: string[];
  axis: string;
  grid: string;
  font: string;
  /** Size of the type, px. */
  size: number;
}

export class LiveGraph {
  readonly node = document.createElement('div');
  #plot: uPlot | null = null;
  #ink = '';
  #curves: readonly Curve[] = [];
  /** First sample of the last curve that is seen. */
  #from = 0;

  constructor() {
    this.node.className = 'live';
  }

  /** Draws the samples, those of the present run last; `window` is the length of the time axis, s, 0 for any other axis; `spans` are the shortest axes. */
  draw(width: number, height: number, ink: Ink, curves: readonly Curve[], window: number, spans: { x: number; y: number }): void {
    if (width < 40 || height < 40) return;
    this.#curves = curves;
    const x = curves[curves.length - 1]?.x ?? new Float64Array();
    const last = x.length > 0 ? (x[x.length - 1] ?? 0) : 0;
    const all = (channel: 'x' | 'y') => (curves.length === 1 ? (curves[0]?.[channel] ?? []) : curves.flatMap((one, place) => [...one[channel].subarray(place === curves.length - 1 ? this.#from : 0)]));
    const across: [number, number] = window > 0 ? [Math.max(0, last - window), Math.max(window, last)] : limits(all('x'), 0.08, 0, spans.x);
    this.#from = window > 0 ? Math.max(0, x.findIndex((value) => value >= across[0]) - 1) : 0;
    const up = limits(all('y'), 0.08, curves.length === 1 ? this.#from : 0, spans.y);
    const key = JSON.stringify(ink);
    if (!this.#plot || this.#ink !== key) {
      this.#plot?.destroy();
      this.#ink = key;
      this.#plot = new uPlot(this.#options(width, height, ink), [[0, 1], [null, null]], this.node);
    }
    const plot = this.#plot;
    if (plot.width !== width || plot.height !== height) plot.setSize({ width, height });
    plot.batch(() => {
      plot.setData([[across[0], across[1]], [up[0], up[1]]], false);
      plot.setScale('x', { min: across[0], max: across[1] });
      plot.setScale('y', { min: up[0], max: up[1] });
    });
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #options(width: number, height: number, ink: Ink): uPlot.Options {
    const axis = (gap: number): uPlot.Axis => ({
      stroke: ink.axis,
      font: `${ink.size}px ${ink.font}`,
      gap: 5,
      grid: { stroke: ink.grid, width: 1 },
      ticks: { show: false },
      border: { show: true, stroke: ink.axis, width: 1 },
      splits: (plot, index, min, max) => ticks(min, max, (index === 0 ? plot.width : plot.height) / gap).map(({ at }) => at),
      values: (plot, splits) => {
        const first = splits[0] ?? 0;
        const texts = new Map(ticks(first, splits[splits.length - 1] ?? 1, splits.length - 1).map(({ at, text }) => [at.toPrecision(9), text]));
        void plot;
        return splits.map((at) => texts.get(at.toPrecision(9)) ?? String(at).replace('-', '−'));
      },
    });
    return {
      width,
      height,
      padding: [ink.size * 0.7, ink.size, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      axes: [{ ...axis(ink.size * 5), size: ink.size * 1.9 }, { ...axis(ink.size * 2), size: (_, values) => room((values ?? []).map((text) => ({ text })), ink.size) }],
      // The curves are of any length and order: they are drawn by hand over the axes.
      series: [{}, { points: { show: false }, paths: () => null }],
      hooks: { draw: [(plot) => this.#draw(plot, ink)] },
    };
  }

  /** The curves, those of the runs before thinner and dashed. */
  #draw(plot: uPlot, ink: Ink): void {
    const { ctx, bbox } = plot;
    const width = Math.max(1.75, ink.size / 7) * window.devicePixelRatio;
    ctx.save();
    // The sample before the first one that is seen lies left of the axis.
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    this.#curves.forEach((curve, place) => {
      const now = place === this.#curves.length - 1;
      ctx.strokeStyle = ink.lines[(curve.run - 1) % ink.lines.length] ?? '';
      ctx.lineWidth = now ? width : width * 0.7;
      ctx.setLineDash(now ? [] : [width * 3, width * 2]);
      ctx.stroke(path(plot, curve, now ? this.#from : 0, now));
    });
    ctx.restore();
  }
}

/** A curve in the order of the samples: x need not rise; a NaN lifts the pen. */
function path(plot: uPlot, { x, y }: Curve, from: number, tipped: boolean): Path2D {
  const stroke = new Path2D();
  let down = false;
  let [px, py] = [0, 0];
  for (let i = from; i < x.length; i++) {
    const [ax = NaN, ay = NaN] = [x[i], y[i]];
    if (!Number.isFinite(ax) || !Number.isFinite(ay)) {
      down = false;
      continue;
    }
    px = plot.valToPos(ax, 'x', true);
    py = plot.valToPos(ay, 'y', true);
    if (down) stroke.lineTo(px, py);
    else stroke.moveTo(px, py);
    down = true;
  }
  // Where it is now: also what there is to see of a thing that has not moved yet.
  const tip = plot.bbox.height / 90;
  if (down && tipped) stroke.moveTo(px + tip, py);
  if (down && tipped) stroke.arc(px, py, tip, 0, 2 * Math.PI);
  return stroke;
}
