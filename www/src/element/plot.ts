// A graph of the notebook: points with error bars, the fitted line and the prediction, as SVG.

import { nothing, svg, type TemplateResult } from 'lit/html.js';
import type { NotebookGraph } from './message.ts';
import { limits, room, ticks } from './numbers.ts';

/** Shapes and colours that tell the runs apart, used in turn. */
export const MARKS = 5;

export interface PlotOptions {
  width: number;
  height: number;
  /** Size of the letters, px. */
  type: number;
  label: string;
  /** Runs that are not shown. */
  hidden?: readonly number[];
  /** Ends of the axes; without them those that the data ask for. */
  span?: Span | null;
}

/** Ends of both axes, in their units. */
export interface Span {
  x: [number, number];
  y: [number, number];
}

/** Where the axes of a graph lie in its picture, px. */
export interface Field {
  span: Span;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const finite = ({ x, y }: { x: number; y: number }) => Number.isFinite(x) && Number.isFinite(y);

/** The axes that hold all there is to show. */
export function spanOf({ points, prediction }: NotebookGraph, hidden: readonly number[] = []): Span {
  const kept = points.filter((point) => finite(point) && !hidden.includes(point.run));
  const predicted = prediction.points;
  return {
    x: limits([...kept.flatMap(({ x, ux }) => [x - ux, x + ux]), ...predicted.map(([x]) => x)]),
    y: limits([...kept.flatMap(({ y, uy }) => [y - uy, y + uy]), ...predicted.map(([, y]) => y)]),
  };
}

/** The place of the axes in a picture. */
export function fieldOf(span: Span, width: number, height: number, type: number): Field {
  return { span, left: room(ticks(...span.y, height / (type * 2)), type), right: width - type, top: type * 0.7, bottom: height - type * 1.9 };
}

export function plot(graph: NotebookGraph, { width, height, type, label, hidden = [], span = null }: PlotOptions): TemplateResult | typeof nothing {
  if (width < 60 || height < 60) return nothing;
  const { points, fit, prediction } = graph;
  const ends = span ?? spanOf(graph, hidden);
  const { left, right, top, bottom } = fieldOf(ends, width, height, type);
  const [[x0, x1], [y0, y1]] = [ends.x, ends.y];
  const across = ticks(x0, x1, width / (type * 5));
  const up = ticks(y0, y1, height / (type * 2));
  const px = (x: number) => left + ((x - x0) / (x1 - x0)) * (right - left);
  const py = (y: number) => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  const path = (line: [number, number][]) => `M${line.map(([x, y]) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('L')}`;
  const line = clip(fit.line, x0, x1, y0, y1);
  const radius = type * 0.3;
  const kept = points.filter((point) => finite(point) && !hidden.includes(point.run) && point.x >= x0 && point.x <= x1 && point.y >= y0 && point.y <= y1);
  return svg`<svg class="plot" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    <g class="grid">${across.map(({ at }) => svg`<path d=${`M${px(at)} ${top}V${bottom}`}/>`)}${up.map(({ at }) => svg`<path d=${`M${left} ${py(at)}H${right}`}/>`)}</g>
    <path class="axis" d=${`M${left} ${top}V${bottom}H${right}`}/>
    <g class="marks">${across.map(({ at, text }) => svg`<text x=${px(at)} y=${bottom + type * 1.35} text-anchor="middle">${text}</text>`)}${up.map(({ at, text }) => svg`<text x=${left - type * 0.5} y=${py(at) + type * 0.36} text-anchor="end">${text}</text>`)}</g>
    ${prediction.points.length > 1 && span === null ? svg`<path class="predicted" d=${path(prediction.points)}/>` : nothing}
    ${line.length > 1 ? svg`<path class="fitted" d=${path(line)}/>` : nothing}
    ${kept.map(({ x, y, ux, uy, excluded, run }) => svg`<g class=${excluded ? 'point excluded' : `point run-${((run - 1) % MARKS) + 1}`}>
      ${uy > 0 ? bar(px(x), py(y - uy), px(x), py(y + uy), radius) : nothing}
      ${ux > 0 ? bar(px(x - ux), py(y), px(x + ux), py(y), radius) : nothing}
      ${excluded ? svg`<path d=${`M${px(x) - radius} ${py(y) - radius}l${2 * radius} ${2 * radius}m0 ${-2 * radius}l${-2 * radius} ${2 * radius}`}/>` : mark(px(x), py(y), radius, run)}
    </g>`)}
  </svg>`;
}

/** The mark of a run's points. */
export function mark(x: number, y: number, radius: number, run: number): TemplateResult {
  const r = radius * 1.15;
  switch ((run - 1) % MARKS) {
    case 1: return svg`<path d=${`M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`}/>`;
    case 2: return svg`<path d=${`M${x} ${y - 1.3 * r}l${1.2 * r} ${2.1 * r}h${-2.4 * r}z`}/>`;
    case 3: return svg`<path d=${`M${x} ${y - 1.4 * r}l${1.4 * r} ${1.4 * r}l${-1.4 * r} ${1.4 * r}l${-1.4 * r} ${-1.4 * r}z`}/>`;
    case 4: return svg`<path d=${`M${x} ${y + 1.3 * r}l${1.2 * r} ${-2.1 * r}h${-2.4 * r}z`}/>`;
    default: return svg`<circle cx=${x} cy=${y} r=${radius}/>`;
  }
}

/** An error bar with its caps; none if it is shorter than the point. */
function bar(x0: number, y0: number, x1: number, y1: number, radius: number): TemplateResult | typeof nothing {
  if (Math.hypot(x1 - x0, y1 - y0) < 2 * radius) return nothing;
  const across = x0 === x1;
  const cap = (x: number, y: number) => (across ? `M${x - radius * 0.8} ${y}h${radius * 1.6}` : `M${x} ${y - radius * 0.8}v${radius * 1.6}`);
  return svg`<path class="error" d=${`M${x0} ${y0}L${x1} ${y1}${cap(x0, y0)}${cap(x1, y1)}`}/>`;
}

/** The part of a straight line (or a chain of them) that lies inside the axes: what lies outside is cut between two points. */
function clip(line: [number, number][], x0: number, x1: number, y0: number, y1: number): [number, number][] {
  const [a, b] = [line[0], line[line.length - 1]];
  if (line.length !== 2 || !a || !b || a[0] === b[0]) return line.filter(([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1);
  const slope = (b[1] - a[1]) / (b[0] - a[0]);
  const at = (x: number): [number, number] => [x, a[1] + slope * (x - a[0])];
  let [from, to] = [x0, x1];
  if (slope !== 0) {
    const [u, v] = [a[0] + (y0 - a[1]) / slope, a[0] + (y1 - a[1]) / slope].sort((p, q) => p - q) as [number, number];
    from = Math.max(from, u);
    to = Math.min(to, v);
  }
  return from < to ? [at(from), at(to)] : [];
}
