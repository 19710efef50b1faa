// The graphs: tabs for the live one and those of the notebook, the fit, and the results.

import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { LiveGraph } from './live-graph.ts';
import type { Axis, Channel, NotebookGraph, Scale } from './message.ts';
import { headMarks, headText, quantityText, symbolMarks, unitText } from './numbers.ts';
import { plot } from './plot.ts';
import { columnSymbol } from './table.ts';

/** The place that a graph is drawn in; knows its size. */
export class GraphArea {
  readonly node = document.createElement('div');
  readonly #desk: Desk;
  readonly #live = new LiveGraph();
  readonly #drawn = document.createElement('div');
  readonly #sizes = new ResizeObserver(() => this.draw());

  constructor(desk: Desk) {
    this.#desk = desk;
    this.node.className = 'area';
    this.#drawn.className = 'drawn';
    this.node.append(this.#live.node, this.#drawn);
  }

  connect(): void {
    this.#sizes.observe(this.node);
  }

  disconnect(): void {
    this.#sizes.disconnect();
    this.#live.destroy();
  }

  draw(): void {
    const { info, session, notebook, screen } = this.#desk;
    const width = this.node.clientWidth;
    const height = this.node.clientHeight;
    if (!info || !session || width === 0) return;
    const style = getComputedStyle(this.node);
    const size = Number.parseFloat(style.fontSize) || 12;
    const live = screen.graph === 'live' && info.graph !== null;
    this.#live.node.hidden = !live;
    this.#drawn.hidden = live;
    if (live && info.graph) {
      const colour = (name: string) => style.getPropertyValue(name).trim();
      const ink = { line: colour('--_graph'), axis: colour('--_muted'), grid: colour('--_grid'), font: style.fontFamily, size };
      this.#live.draw(width, height, ink, scaled(session.samples('x'), info.graph.x), scaled(session.samples('y'), info.graph.y), info.graph.x.id === 'time' ? info.graph.window : 0, { x: info.graph.x.span, y: info.graph.y.span });
    } else {
      const graph = notebook?.graphs.find(({ id }) => id === screen.graph);
      render(graph ? plot(graph, width, height, size, described(this.#desk, graph)) : nothing, this.#drawn);
    }
  }
}

function described(desk: Desk, graph: NotebookGraph): string {
  const { x, y, points } = graph;
  return desk.say('graph.described', { y: headText(axisSymbol(desk, y), y.unit), x: headText(axisSymbol(desk, x), x.unit), count: points.length });
}

/** Samples in the unit of their axis: the core tells the factor; of all units, only °C has a zero of its own. */
export function scaled(samples: Float64Array, { factor, unit }: { factor: number; unit: string }): Float64Array {
  const zero = unit === '°C' ? 273.15 : 0;
  return factor === 1 && zero === 0 ? samples : samples.map((value) => value / factor - zero);
}

/** A channel's symbol, with what its axis shows of it: by its id, else by the key or the symbol that the core names. */
export function axisSymbol(desk: Desk, channel: Channel | Axis): string {
  const { id, symbol } = channel;
  const key = [`symbol.${id}`, symbol].find((one) => desk.words.has(one));
  const plain = key !== undefined ? desk.say(key) : symbol !== '' && !symbol.startsWith('symbol.') ? symbol : columnSymbol(desk, id);
  return 'scale' in channel ? scaledSymbol(plain, channel.scale, desk.info?.columns.find((column) => column.id === id)?.unit ?? '') : plain;
}

/** A symbol on an axis that shows something else of it: `T²`, `1/m`, `lg(T/s)`; `unit` is that of the symbol itself. */
export function scaledSymbol(symbol: string, scale: Scale, unit: string): string {
  if (scale === 'linear') return symbol;
  // More than a letter with its index stands in brackets: (T²)².
  const base = /^\p{L}\p{M}?(_(\{[^}]*\}|.)|[₀-₉]+)?$/u.test(symbol) ? symbol : `(${symbol})`;
  // Quoted: set upright.
  const printed = unitText(unit);
  const of = printed ? `${symbol}"/${printed}"` : symbol;
  switch (scale) {
    case 'square': return `${base}^2`;
    case 'cube': return `${base}^3`;
    case 'root': return `√${base}`;
    case 'inverse': return `1/${base}`;
    case 'inverse_square': return `1/${base}^2`;
    case 'log10': return `"lg"(${of})`;
    case 'ln': return `"ln"(${of})`;
  }
}

export function graphs(desk: Desk): TemplateResult | typeof nothing {
  const { info, notebook, say, screen } = desk;
  if (!info || (info.graph === null && info.graphs.length === 0)) return nothing;
  const ids = [...(info.graph ? ['live'] : []), ...info.graphs];
  const graph = notebook?.graphs.find(({ id }) => id === screen.graph);
  const axes = graph ?? info.graph;
  const empty = graph ? graph.points.length === 0 : desk.paused && (desk.session?.samples('x').length ?? 0) < 2;
  return html`<section class="graphs" part="panel graph" aria-label=${say('graph')}>
    <header>
      <select class="which" aria-label=${say('graph')} @change=${(event: Event) => desk.show({ graph: (event.target as HTMLSelectElement).value })}>
        ${ids.map((id) => html`<option value=${id} ?selected=${id === screen.graph}>${say(`graph.${id}`)}</option>`)}</select>
      ${graph ? (desk.tools?.choices(desk, graph) ?? nothing) : nothing}
    </header>
    <div class="paper">
      ${axes ? html`<span class="ordinate">${headMarks(axisSymbol(desk, axes.y), axes.y.unit)}</span>` : nothing}
      ${desk.graphs.node}
      ${axes ? html`<span class="abscissa">${headMarks(axisSymbol(desk, axes.x), axes.x.unit)}</span>` : nothing}
      ${empty ? html`<p class="hint">${say(graph ? 'graph.nopoints' : 'graph.empty')}</p>` : nothing}
      ${graph ? (desk.tools?.axes(desk, graph) ?? nothing) : nothing}
    </div>
    ${graph ? (desk.tools?.fitted(desk, graph) ?? nothing) : nothing}
    ${results(desk)}
  </section>`;
}

function results(desk: Desk): TemplateResult | typeof nothing {
  const { notebook, say, words } = desk;
  if (!notebook || notebook.results.length === 0) return nothing;
  return html`<dl class="results" aria-label=${say('results')}>${notebook.results.map(({ id, text, unit, why }) => html`<div>
    <dt>${say(`result.${id}`)}</dt>
    <dd class=${why ? 'quiet' : ''} title=${why ? words.sayOr(why, '') : nothing}>${why ? say('results.waiting') : html`${words.has(`symbol.${id}`) ? html`<span class="sym">${symbolMarks(say(`symbol.${id}`))}</span> = ` : nothing}${quantityText(text, unit)}`}</dd></div>`)}</dl>`;
}
