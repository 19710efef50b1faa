// A graph of the notebook: points with error bars and the fitted line, as SVG.

import { nothing, svg, type TemplateResult } from 'lit/html.js';
import type { NotebookGraph } from './message.ts';
import { limits, room, ticks } from './numbers.ts';

export function plot(graph: NotebookGraph, width: number, height: number, type: number, label: string): TemplateResult | typeof nothing {
  if (width < 60 || height < 60) return nothing;
  const { points, fit } = graph;
  const bottom = height - type * 1.9;
  const right = width - type;
  const top = type * 0.7;
  const kept = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const [x0, x1] = limits(kept.flatMap(({ x, ux }) => [x - ux, x + ux]));
  const [y0, y1] = limits(kept.flatMap(({ y, uy }) => [y - uy, y + uy]));
  const across = ticks(x0, x1, width / (type * 5));
  const up = ticks(y0, y1, height / (type * 2));
  const left = room(up, type);
  const px = (x: number) => left + ((x - x0) / (x1 - x0)) * (right - left);
  const py = (y: number) => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  const line = clip(fit.line, x0, x1, y0, y1);
  const radius = type * 0.3;
  return svg`<svg class="plot" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    <g class="grid">${across.map(({ at }) => svg`<path d=${`M${px(at)} ${top}V${bottom}`}/>`)}${up.map(({ at }) => svg`<path d=${`M${left} ${py(at)}H${right}`}/>`)}</g>
    <path class="axis" d=${`M${left} ${top}V${bottom}H${right}`}/>
    <g class="marks">${across.map(({ at, text }) => svg`<text x=${px(at)} y=${bottom + type * 1.35} text-anchor="middle">${text}</text>`)}${up.map(({ at, text }) => svg`<text x=${left - type * 0.5} y=${py(at) + type * 0.36} text-anchor="end">${text}</text>`)}</g>
    ${line.length > 1 ? svg`<path class="fitted" d=${`M${line.map(([x, y]) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('L')}`}/>` : nothing}
    ${kept.map(({ x, y, ux, uy, excluded }) => svg`<g class=${excluded ? 'point excluded' : 'point'}>
      ${uy > 0 ? bar(px(x), py(y - uy), px(x), py(y + uy), radius) : nothing}
      ${ux > 0 ? bar(px(x - ux), py(y), px(x + ux), py(y), radius) : nothing}
      ${excluded ? svg`<path d=${`M${px(x) - radius} ${py(y) - radius}l${2 * radius} ${2 * radius}m0 ${-2 * radius}l${-2 * radius} ${2 * radius}`}/>` : svg`<circle cx=${px(x)} cy=${py(y)} r=${radius}/>`}
    </g>`)}
  </svg>`;
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
