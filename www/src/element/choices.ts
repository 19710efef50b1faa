// What is done with the points of a graph: the fit and its terms, the quantities and scales of the axes.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import { FITS, SCALES, type NotebookGraph } from './message.ts';
import { axisSymbol } from './graph.ts';
import { quantityText, symbolMarks, symbolText } from './numbers.ts';
import { beginPrediction, compared, predicting } from './predict.ts';
import { columnSymbol } from './table.ts';
import { toolWords } from './tool-words.ts';

/** In the head of the graph: the fit, and what opens the axes. */
export function choices(desk: Desk, graph: NotebookGraph): TemplateResult {
  const words = toolWords(desk);
  return html`<select class="fit" aria-label=${words.say('graph.fit')} title=${words.say('graph.fit')} ?disabled=${desk.readonly_}
      @change=${(event: Event) => desk.act({ do: 'fit', graph: graph.id, kind: (event.target as HTMLSelectElement).value })}>
      ${FITS.map((kind) => html`<option value=${kind} ?selected=${kind === graph.fit.kind}>${words.say(`fit.${kind}`)}</option>`)}</select>
    <button type="button" class="flat opens-axes" part="button" aria-label=${words.say('axes')} title=${words.say('axes')} aria-expanded=${String(desk.screen.axes)}
      @click=${() => desk.show({ axes: !desk.screen.axes })}>${icon('axes')}</button>`;
}

/** Over the paper while it is open: what each axis shows, and how. */
export function axes(desk: Desk, graph: NotebookGraph): TemplateResult | typeof nothing {
  if (!desk.screen.axes) return nothing;
  const words = toolWords(desk);
  const { columns = [] } = desk.info ?? {};
  const close = () => {
    desk.show({ axes: false });
    desk.owner.root.querySelector<HTMLElement>('.opens-axes')?.focus({ preventScroll: true });
  };
  const choose = (axis: 'x' | 'y', change: { column?: string; scale?: string }) => {
    const now = graph[axis];
    desk.act({ do: 'axis', graph: graph.id, axis, column: change.column ?? now.id, scale: change.scale ?? now.scale });
  };
  return html`<div class="axes" role="group" aria-label=${words.say('axes')} @keydown=${(event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }}>${(['y', 'x'] as const).map((axis) => html`<div class="one"><i aria-hidden="true">${axis}</i>
    <select class=${`column-${axis}`} aria-label=${words.say('axes.column', { axis })} ?disabled=${desk.readonly_} .value=${graph[axis].id}
      @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        choose(axis, { column: select.value });
        // What holds now, also after a refusal.
        select.value = desk.notebook?.graphs.find(({ id }) => id === graph.id)?.[axis].id ?? '';
      }}>${columns.map(({ id }) => html`<option value=${id} ?selected=${id === graph[axis].id}>${named(desk, id)}</option>`)}</select>
    <select class=${`scale-${axis}`} aria-label=${words.say('axes.scale', { axis })} ?disabled=${desk.readonly_}
      @change=${(event: Event) => choose(axis, { scale: (event.target as HTMLSelectElement).value })}>
      ${SCALES.map((scale) => html`<option value=${scale} ?selected=${scale === graph[axis].scale}>${words.say(`scale.${scale}`)}</option>`)}</select></div>`)}
    <button type="button" class="flat predict" part="button" ?disabled=${desk.readonly_ || desk.status?.submitted === true} @click=${() => beginPrediction(desk)}>${icon('predict')}${words.say(graph.prediction.points.length > 0 ? 'predict.change' : 'predict')}</button>
    <button type="button" class="flat close" aria-label=${desk.say('close')} @click=${close}>${icon('close')}</button>
  </div>`;
}

/** A column by its name and symbol: `Period T`. */
function named(desk: Desk, id: string): string {
  const symbol = symbolText(columnSymbol(desk, id));
  const name = desk.words.sayOr(`column.${id}`, symbol);
  return name === symbol ? name : `${name} ${symbol}`;
}

/** What describes a line or curve, in words: `slope`, `amplitude`. */
export function termName(desk: Desk, kind: string, term: string): string {
  const words = toolWords(desk);
  return words.sayOr(`fit.${kind}.${term}`, words.say(`fit.${term}.name`));
}

/** The fit as an equation of the quantities on the axes: `T² = kl + b`. */
export function equation(desk: Desk, { fit, x, y }: NotebookGraph): TemplateResult | typeof nothing {
  const [sx, sy] = [axisSymbol(desk, x), axisSymbol(desk, y)];
  // More than a letter with its index stands in brackets.
  const across = /^\p{L}\p{M}?(_(\{[^}]*\}|.)|[₀-₉]+)?$/u.test(sx) ? html`${symbolMarks(sx)}` : html`(${symbolMarks(sx)})`;
  const right = () => {
    switch (fit.kind) {
      case 'line': return html`<i>k</i>${across} + <i>b</i>`;
      case 'proportional': return html`<i>k</i>${across}`;
      case 'quadratic': return html`<i>a</i>${across}<sup>2</sup> + <i>b</i>${across} + <i>c</i>`;
      case 'power': return html`<i>a</i>${across}<sup><i>b</i></sup>`;
      case 'exponential': return html`<i>a</i> e<sup><i>b</i>${across}</sup>`;
      case 'sine': return html`<i>a</i> sin(<i>b</i>${across} + <i>c</i>) + <i>d</i>`;
      case 'none': return nothing;
    }
  };
  return fit.kind === 'none' ? nothing : html`<span class="sym equation">${symbolMarks(sy)} = ${right()}</span>`;
}

/** The equation of the fit, its terms in words and how well it goes: `T² = kl + b`, `k = 4.03 s²/m`, `R² = 0.9985`. */
export function fitted(desk: Desk, graph: NotebookGraph): TemplateResult | typeof nothing {
  if (desk.screen.predicting) return predicting(desk, graph);
  return html`${outcome(desk, graph)}${compared(desk, graph)}`;
}

function outcome(desk: Desk, graph: NotebookGraph): TemplateResult | typeof nothing {
  const { fit, missing, y } = graph;
  const words = toolWords(desk);
  const left = missing === 0 ? nothing : html`<p class="terms quiet">${words.say(missing === 1 ? 'graph.missing.one' : 'graph.missing', { count: missing })}</p>`;
  if (fit.kind === 'none' || graph.points.length === 0) return left;
  if (fit.why !== '') return html`<p class="terms quiet">${desk.words.sayOr(fit.why, desk.say('results.waiting'))}</p>${left}`;
  const straight = fit.kind === 'line' || fit.kind === 'proportional';
  return html`<p class="terms">${equation(desk, graph)}${fit.terms.map(({ id, text, unit }) => html`<span title=${termName(desk, fit.kind, id)}>${straight ? nothing : html`<span class="quiet">${termName(desk, fit.kind, id)} </span>`}<span class="sym">${symbolMarks(words.say(`fit.${id}`))}</span> = ${quantityText(text, unit)}</span>`)}
    ${fit.r_squared === null ? nothing : html`<span class="quiet" title=${words.say('fit.r_squared')}><span class="sym">${symbolMarks('R^2')}</span> = ${share(fit.r_squared)}</span>`}
    ${fit.residual_sd === null ? nothing : html`<span class="quiet scatter" title=${words.say('fit.residual')}><span class="sym">${symbolMarks('s')}</span> = ${quantityText(short(fit.residual_sd), y.unit)}</span>`}</p>${left}`;
}

/** Two digits that count: `0.028`, `3.1×10⁻⁵`. */
export function short(value: number): string {
  const [digits = '', power] = value.toPrecision(2).split('e');
  return power === undefined ? digits : `${digits}×10${symbolText(`^{${Number(power)}}`)}`;
}

/** Four decimals, or six where four would claim that it is all. */
function share(value: number): string {
  const text = value.toFixed(4);
  return (text === '1.0000' && value < 1 ? value.toFixed(6) : text).replace('-', '−');
}
