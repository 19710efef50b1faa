// The graphs: tabs for the live one and those of the notebook, the fit, and the results.

import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { LiveGraph, type Curve } from './live-graph.ts';
import type { Axis, Channel, LiveChannel, Scale } from './message.ts';
import { headMarks, quantityText, symbolMarks, unitText } from './numbers.ts';
import { columnSymbol } from './table.ts';

/** Colours of the runs, in turn. */
const LINES = ['--_graph', '--_run-2', '--_run-3', '--_run-4', '--_run-5'];

/** The place that a graph is drawn in; knows its size. */
export class GraphArea {
  readonly node = document.createElement('div');
  readonly #desk: Desk;
  readonly #live = new LiveGraph();
  readonly #drawn = document.createElement('div');
  readonly #sizes = new ResizeObserver(() => this.draw());
  /** Curves of the runs before, of which lab and which choice. */
  #before: Curve[] = [];
  #of: unknown = null;
  #key = '';

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
      const { x, y, window } = info.graph;
      const colour = (name: string) => style.getPropertyValue(name).trim();
      const ink = { lines: LINES.map((name) => colour(name)), axis: colour('--_muted'), grid: colour('--_grid'), font: style.fontFamily, size };
      const curve = (run: number, of = 0) => ({ run, x: scaled(session.samples('x', of), x), y: scaled(session.samples('y', of), y) });
      const now = notebook?.run ?? 1;
      // What was is the same as long as the run is.
      const key = `${now} ${screen.hidden.join()}`;
      if (this.#of !== session || this.#key !== key) {
        [this.#of, this.#key] = [session, key];
        this.#before = (notebook?.runs ?? []).filter(({ number }) => number < now && !screen.hidden.includes(number)).map(({ number }) => curve(number, number)).filter((one) => one.x.length > 0);
      }
      this.#live.draw(width, height, ink, [...this.#before, curve(now)], x.id === 'time' ? window : 0, { x: x.span, y: y.span });
    } else {
      const graph = notebook?.graphs.find(({ id }) => id === screen.graph);
      render((graph && this.#desk.tools?.drawn(this.#desk, graph, width, height, size)) ?? nothing, this.#drawn);
    }
  }
}

/** Samples in the unit of their axis. */
export function scaled(samples: Float64Array, { factor, zero }: LiveChannel): Float64Array {
  return factor === 1 && zero === 0 ? samples : samples.map((value) => (value - zero) / factor);
}

/** A channel's symbol, with what its axis shows of it: by its id, else by the key or the symbol that the core names. The
 *  time of the lab is t, whatever the columns are. */
export function axisSymbol(desk: Desk, channel: Channel | Axis): string {
  const { id, symbol } = channel;
  const key = [`symbol.${id}`, symbol].find((one) => desk.words.has(one));
  const plain = key !== undefined ? desk.say(key) : symbol !== '' && !symbol.startsWith('symbol.') ? symbol : id === 'time' ? 't' : columnSymbol(desk, id);
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
  const empty = graph ? graph.points.length === 0 && graph.prediction.points.length === 0 && !screen.predicting : desk.paused && (desk.session?.samples('x').length ?? 0) < 2;
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
      ${empty ? html`<div class="hint">${say(graph ? 'graph.nopoints' : 'graph.empty')}${graph ? (desk.tools?.invite(desk) ?? nothing) : nothing}</div>` : nothing}
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
    <dd class=${why ? 'quiet' : ''}>${why ? words.sayOr(why, say('results.waiting')) : html`${words.has(`symbol.${id}`) ? html`<span class="sym">${symbolMarks(say(`symbol.${id}`))}</span> = ` : nothing}${quantityText(text, unit)}`}</dd></div>`)}</dl>`;
}
