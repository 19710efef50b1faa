// The live graph: a channel against time (or against another one), drawn by uPlot.

import uPlot from 'uplot';
import { limits, room, ticks } from './numbers.ts';

export interface Ink {
  line: string;
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
  #x: ArrayLike<number> = [];
  #y: ArrayLike<number> = [];
  /** First sample that is seen. */
  #from = 0;

  constructor() {
    this.node.className = 'live';
  }

  /** Draws the samples; `window` is the length of the time axis, s, 0 for any other axis; `spans` are the shortest axes. */
  draw(width: number, height: number, ink: Ink, x: Float64Array, y: Float64Array, window: number, spans: { x: number; y: number }): void {
    if (width < 40 || height < 40) return;
    this.#x = x;
    this.#y = y;
    const last = x.length > 0 ? (x[x.length - 1] ?? 0) : 0;
    const across: [number, number] = window > 0 ? [Math.max(0, last - window), Math.max(window, last)] : limits(x, 0.08, 0, spans.x);
    this.#from = window > 0 ? Math.max(0, x.findIndex((value) => value >= across[0]) - 1) : 0;
    const up = limits(y, 0.08, this.#from, spans.y);
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
      series: [{}, { stroke: ink.line, width: Math.max(1.75, ink.size / 7), points: { show: false }, paths: (plot) => this.#path(plot) }],
    };
  }

  /** The curve in the order of the samples: x need not rise; a NaN lifts the pen. */
  #path(plot: uPlot): uPlot.Series.Paths {
    const stroke = new Path2D();
    let down = false;
    let [px, py] = [0, 0];
    for (let i = this.#from; i < this.#x.length; i++) {
      const x = this.#x[i] ?? NaN;
      const y = this.#y[i] ?? NaN;
      if (!Number.isFinite(x) || !Number.isFinite(y)) {
        down = false;
        continue;
      }
      px = plot.valToPos(x, 'x', true);
      py = plot.valToPos(y, 'y', true);
      if (down) stroke.lineTo(px, py);
      else stroke.moveTo(px, py);
      down = true;
    }
    // Where it is now: also what there is to see of a thing that has not moved yet.
    const tip = plot.bbox.height / 90;
    if (down) stroke.moveTo(px + tip, py);
    if (down) stroke.arc(px, py, tip, 0, 2 * Math.PI);
    // The sample before the first one that is seen lies left of the axis.
    const clip = new Path2D();
    clip.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
    return { stroke, clip };
  }
}

