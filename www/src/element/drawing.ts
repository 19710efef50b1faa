// A graph as a picture of its own: an SVG without styles from outside, and pixels of it.

import { html, nothing, render, svg, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { axisSymbol, scaled } from './graph.ts';
import type { Channel } from './message.ts';
import { headText, limits, room, ticks, unitText } from './numbers.ts';
import { plot } from './plot.ts';

const WIDTH = 640;
const HEIGHT = 420;
/** Size of the letters. */
const TYPE = 15;
/** Points of a curve beyond which no eye sees more. */
const MOST_POINTS = 2000;
/** What of an element's look is written into it. */
const LOOKS = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'fill-opacity', 'stroke-opacity', 'opacity', 'font-size', 'font-weight'] as const;
const FONTS = "system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** Ids of the graphs that have something to show. */
export function drawable(desk: Desk): string[] {
  const { info, notebook, session } = desk;
  const live = info?.graph && (session?.samples('x').length ?? 0) > 1 ? ['live'] : [];
  return [...(notebook?.graphs ?? []).filter(({ points }) => points.length > 0).map(({ id }) => id), ...live];
}

/** A graph as an SVG document in the colours of paper; null if it has nothing to show. */
export function graphSvg(desk: Desk, id: string): string | null {
  const { info, notebook, session } = desk;
  const graph = notebook?.graphs.find((one) => one.id === id);
  const title = desk.say(`graph.${id}`);
  if (graph) return standing(desk, title, graph.x, graph.y, plot(graph, { width: WIDTH, height: HEIGHT, type: TYPE, label: title }));
  const { graph: live } = info ?? {};
  if (id !== 'live' || !live || !session) return null;
  return standing(desk, title, live.x, live.y, curve(scaled(session.samples('x'), live.x), scaled(session.samples('y'), live.y), live.x.span, live.y.span));
}

/** A curve with its axes, as the live graph draws it. */
function curve(xs: Float64Array, ys: Float64Array, spanX: number, spanY: number): TemplateResult {
  const finite = (values: Float64Array) => [...values].filter(Number.isFinite);
  const [x0, x1] = limits(finite(xs), 0.08, 0, spanX);
  const [y0, y1] = limits(finite(ys), 0.08, 0, spanY);
  const across = ticks(x0, x1, WIDTH / (TYPE * 5));
  const up = ticks(y0, y1, HEIGHT / (TYPE * 2));
  const [left, right, top, bottom] = [room(up, TYPE), WIDTH - TYPE, TYPE * 0.7, HEIGHT - TYPE * 1.9];
  const px = (x: number) => left + ((x - x0) / (x1 - x0)) * (right - left);
  const py = (y: number) => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  const every = Math.max(1, Math.ceil(xs.length / MOST_POINTS));
  let path = '';
  let broken = true;
  for (let i = 0; i < xs.length; i++) {
    const [x = NaN, y = NaN] = [xs[i], ys[i]];
    // What is not finite breaks the line.
    if (!Number.isFinite(x) || !Number.isFinite(y)) broken = true;
    else if (broken || i % every === 0) {
      path += `${broken ? 'M' : 'L'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`;
      broken = false;
    }
  }
  return svg`<svg class="plot" width=${WIDTH} height=${HEIGHT}>
    <g class="grid">${across.map(({ at }) => svg`<path d=${`M${px(at)} ${top}V${bottom}`}/>`)}${up.map(({ at }) => svg`<path d=${`M${left} ${py(at)}H${right}`}/>`)}</g>
    <path class="axis" d=${`M${left} ${top}V${bottom}H${right}`}/>
    <g class="marks">${across.map(({ at, text }) => svg`<text x=${px(at)} y=${bottom + TYPE * 1.35} text-anchor="middle">${text}</text>`)}${up.map(({ at, text }) => svg`<text x=${left - TYPE * 0.5} y=${py(at) + TYPE * 0.36} text-anchor="end">${text}</text>`)}</g>
    <g class="point"><path class="curve" fill="none" d=${path}/></g></svg>`;
}

/** Draws out of sight in the look of the light theme, writes that look into each element, and puts title and axes about it. */
function standing(desk: Desk, title: string, x: Channel, y: Channel, drawn: TemplateResult | typeof nothing): string | null {
  const place = document.createElement('div');
  place.className = 'lab light unseen';
  desk.owner.root.append(place);
  try {
    render(html`${drawn}`, place);
    const picture = place.querySelector('svg');
    if (!picture) return null;
    picture.style.fontSize = `${TYPE}px`;
    const out = picture.cloneNode(true) as SVGSVGElement;
    const copies = out.querySelectorAll<SVGElement>('path, circle, rect, text, line, polyline, polygon');
    for (const [index, node] of picture.querySelectorAll('path, circle, rect, text, line, polyline, polygon').entries()) {
      const look = getComputedStyle(node);
      const copy = copies[index];
      for (const name of LOOKS) {
        const value = look.getPropertyValue(name);
        const usual = (value === '1' && name.endsWith('opacity')) || (value === 'none' && name === 'stroke-dasharray') || value === '';
        if (!usual && (copy?.localName === 'text' || !name.startsWith('font'))) copy?.setAttribute(name, value);
      }
      if (copy?.classList.contains('curve')) copy.setAttribute('fill', 'none');
    }
    for (const node of [out, ...out.querySelectorAll('*')]) for (const name of ['class', 'style', 'role', 'aria-label', 'part']) node.removeAttribute(name);
    const walker = document.createTreeWalker(out, NodeFilter.SHOW_COMMENT);
    const comments: Node[] = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) comment.parentNode?.removeChild(comment);
    const [above, below] = [TYPE * 3.6, TYPE * 1.8];
    const add = (name: string, values: Record<string, string | number>, text = '') => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, String(value));
      made.textContent = text;
      return made;
    };
    out.prepend(add('title', {}, title), add('rect', { x: 0, y: -above, width: WIDTH, height: HEIGHT + above + below, fill: '#ffffff' }));
    out.append(
      add('text', { x: WIDTH / 2, y: TYPE * 1.3 - above, 'text-anchor': 'middle', fill: '#1b242e', 'font-size': TYPE * 1.1, 'font-weight': 600 }, title),
      add('text', { x: TYPE * 0.4, y: -TYPE * 0.5, fill: '#1b242e' }, axisText(desk, y)),
      add('text', { x: WIDTH - TYPE, y: HEIGHT + TYPE * 0.9, 'text-anchor': 'end', fill: '#1b242e' }, axisText(desk, x)),
    );
    for (const [name, value] of Object.entries({ width: WIDTH, height: HEIGHT + above + below, viewBox: `0 ${-above} ${WIDTH} ${HEIGHT + above + below}`, 'font-family': FONTS, 'font-size': TYPE })) out.setAttribute(name, String(value));
    return new XMLSerializer().serializeToString(out);
  } finally {
    place.remove();
  }
}

/** Symbol and unit of an axis; raised and lowered letters stay so where Unicode has them. */
function axisText(desk: Desk, channel: Channel): string {
  const symbol = axisSymbol(desk, channel);
  const unit = unitText(channel.unit);
  if (/[_^{}\\"]/.test(symbol)) return headText(symbol, channel.unit);
  return unit === '' ? symbol : `${symbol} / ${unit}`;
}

/** The pixels of an SVG, at twice its size. */
export async function pngOf(text: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}
