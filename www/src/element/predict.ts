// Drawing a prediction into a graph before the run: one stroke with mouse or finger, or handles by keys; the ends of the
// axes are the learner's to choose. It stays in the graph, and the core tells how far off it was.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import type { Desk } from './desk.ts';
import { axisSymbol } from './graph.ts';
import { icon } from './icons.ts';
import type { NotebookGraph } from './message.ts';
import { headText, quantityText, symbolMarks, symbolText, unitText } from './numbers.ts';
import { fieldOf, plot, spanOf, type Field, type Span } from './plot.ts';
import { HANDLES, Prediction } from './prediction.ts';
import { short } from './choices.ts';
import type { Session } from './session.ts';
import { toolWords } from './tool-words.ts';
import { focusSoon } from './view.ts';

/** A stroke shorter than this is a tap, px. */
const SHORTEST = 4;
/** Keys pressed within this time are one change, ms. */
const SETTLED = 500;

interface Draft {
  /** Graph and what its axes show. */
  axes: string;
  curve: Prediction;
  /** What the notebook holds of it, as text. */
  kept: string;
  timer: number;
}

const drafts = new WeakMap<Session, Draft>();
const axesOf = ({ id, x, y }: NotebookGraph) => JSON.stringify([id, x.id, x.scale, y.id, y.scale]);
const inside = (value: number, [from, to]: [number, number]) => value >= from && value <= to;

/** What is being drawn into a graph; begun anew where the notebook holds something else by now. */
function draftOf(desk: Desk, graph: NotebookGraph): Draft {
  const { session, screen } = desk;
  const [axes, kept] = [axesOf(graph), JSON.stringify(graph.prediction.points)];
  const found = session && drafts.get(session);
  const same = found?.axes === axes;
  if (found && same && found.kept === kept) return found;
  if (found) clearTimeout(found.timer);
  // Axes that were chosen stay as long as they hold the data.
  const chosen = found && same ? found.curve.span : null;
  const holds = chosen !== null && graph.points.every(({ x, y }) => inside(x, chosen.x) && inside(y, chosen.y));
  const draft = { axes, kept, timer: 0, curve: new Prediction(chosen && holds ? chosen : spanOf(graph, screen.hidden), graph.prediction.points) };
  if (session) drafts.set(session, draft);
  return draft;
}

/** Gives the notebook what was drawn. */
function keep(desk: Desk, draft: Draft): void {
  clearTimeout(draft.timer);
  draft.timer = 0;
  const points = draft.curve.points;
  const graph = desk.notebook?.graphs.find((one) => axesOf(one) === draft.axes);
  if (!graph || !desk.act({ do: 'predict', graph: graph.id, points: points.length > 1 ? points : [] })) return;
  const now = desk.notebook?.graphs.find(({ id }) => id === graph.id);
  if (now) draft.kept = JSON.stringify(now.prediction.points);
}

function later(desk: Desk, draft: Draft): void {
  clearTimeout(draft.timer);
  draft.timer = window.setTimeout(() => keep(desk, draft), SETTLED);
  desk.update();
}

/** Opens the drawing, and gives it the keyboard. */
export function beginPrediction(desk: Desk): void {
  desk.show({ predicting: true, axes: false, tall: true });
  focusSoon(desk, '.sketch .handle');
}

function end(desk: Desk, draft: Draft): void {
  if (draft.timer !== 0) keep(desk, draft);
  desk.show({ predicting: false });
  focusSoon(desk, '.graphs .opens-axes');
}

/** On the empty paper: the time to predict is before the first point. */
export function invite(desk: Desk): TemplateResult | typeof nothing {
  if (desk.readonly_ || desk.status?.submitted) return nothing;
  return html`<button type="button" part="button" class="plain predict" @click=${() => beginPrediction(desk)}>${icon('predict')}${toolWords(desk).say('predict')}</button>`;
}

/** The picture of a graph of the notebook, and over it what is being drawn. */
export function drawn(desk: Desk, graph: NotebookGraph, width: number, height: number, type: number): TemplateResult {
  const { x, y, points } = graph;
  const label = desk.say('graph.described', { y: headText(axisSymbol(desk, y), y.unit), x: headText(axisSymbol(desk, x), x.unit), count: points.length });
  const { hidden, predicting } = desk.screen;
  const draft = predicting ? draftOf(desk, graph) : null;
  const span = draft?.curve.span ?? null;
  return html`${plot(graph, { width, height, type, label, hidden, span })}${draft ? sketch(desk, graph, draft, fieldOf(draft.curve.span, width, height, type), width, height) : nothing}`;
}

function sketch(desk: Desk, graph: NotebookGraph, draft: Draft, field: Field, width: number, height: number): TemplateResult {
  const { curve } = draft;
  const words = toolWords(desk);
  const { span: { x: [x0, x1], y: [y0, y1] }, left, right, top, bottom } = field;
  const px = (x: number) => left + ((x - x0) / (x1 - x0)) * (right - left);
  const py = (y: number) => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  const at = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).closest('.sketch')?.getBoundingClientRect() ?? new DOMRect();
    return [x0 + ((event.clientX - box.left - left) / (right - left)) * (x1 - x0), y0 + ((bottom - (event.clientY - box.top)) / (bottom - top)) * (y1 - y0)];
  };
  const line = curve.points.map(([x, y]) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('L');
  return html`<div class="sketch" role="group" aria-label=${words.say('predict.how')} @pointerdown=${(event: PointerEvent) => follow(desk, draft, event, at)}>
    <svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true"><path class="predicted" d=${line === '' ? 'M0 0' : `M${line}`}/></svg>
    ${curve.empty ? html`<p class="hint" aria-hidden="true">${words.say('predict.how')}</p>` : nothing}
    ${Array.from({ length: HANDLES }, (_, index) => {
      const { x, y, drawn } = curve.handle(index);
      const value = quantityText(near(y, y1 - y0), graph.y.unit);
      return html`<button type="button" role="slider" class=${`handle ${drawn ? '' : 'open'}`} aria-orientation="vertical" aria-label=${words.say('predict.at', { x: `${symbolText(axisSymbol(desk, graph.x))} = ${quantityText(near(x, x1 - x0), graph.x.unit)}` })}
        aria-valuemin=${y0} aria-valuemax=${y1} aria-valuenow=${near(y, y1 - y0)} aria-valuetext=${drawn ? `${symbolText(axisSymbol(desk, graph.y))} = ${value}` : words.say('predict.open')}
        ${css({ left: `${px(x).toFixed(1)}px`, top: `${py(y).toFixed(1)}px` })} @keydown=${(event: KeyboardEvent) => key(desk, draft, index, event)}
        @pointerdown=${(event: PointerEvent) => hold(desk, draft, index, event, at)}></button>`;
    })}
  </div>`;
}

/** A number with the digits that a span of the axis deserves. */
function near(value: number, span: number): string {
  return value.toFixed(Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(span)))));
}

type At = (event: PointerEvent) => [number, number];

/** Follows a pointer until it lets go; `moved` is told of every place. */
function track(event: PointerEvent, moved: (event: PointerEvent) => void, over: () => void): void {
  const node = event.currentTarget as HTMLElement;
  node.setPointerCapture(event.pointerId);
  const stop = new AbortController();
  const { signal } = stop;
  const mine = (act: (event: PointerEvent) => void) => (one: PointerEvent) => {
    if (one.pointerId === event.pointerId) act(one);
  };
  node.addEventListener('pointermove', mine(moved), { signal });
  for (const end of ['pointerup', 'pointercancel'] as const) node.addEventListener(end, mine(() => {
    stop.abort();
    over();
  }), { signal });
}

/** The hand draws: a stroke begins the curve anew. */
function follow(desk: Desk, draft: Draft, down: PointerEvent, at: At): void {
  if (down.button !== 0 || !down.isPrimary) return;
  // Where a place lies does not change while the hand draws.
  let last = at(down);
  let drawing = false;
  track(down, (event) => {
    if (!drawing && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < SHORTEST) return;
    if (!drawing) draft.curve.begin();
    drawing = true;
    const now = at(event);
    draft.curve.stroke(last, now);
    last = now;
    desk.update();
  }, () => drawing && keep(desk, draft));
}

/** A handle is dragged up or down. */
function hold(desk: Desk, draft: Draft, index: number, down: PointerEvent, at: At): void {
  if (down.button !== 0 || !down.isPrimary) return;
  down.stopPropagation();
  const off = draft.curve.handle(index).y - at(down)[1];
  let moving = false;
  track(down, (event) => {
    if (!moving && Math.abs(event.clientY - down.clientY) < SHORTEST) return;
    moving = true;
    draft.curve.move(index, at(event)[1] + off);
    desk.update();
  }, () => moving && keep(desk, draft));
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -1000, End: 1000 };

function key(desk: Desk, draft: Draft, index: number, event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    return end(desk, draft);
  }
  const by = STEPS[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const { y: [from, to] } = draft.curve.span;
  // A fiftieth of the axis; with Shift a tenth of that.
  draft.curve.move(index, draft.curve.handle(index).y + (by * (to - from)) / (event.shiftKey ? 500 : 50));
  later(desk, draft);
}

/** Below the paper while it is drawn on: the ends of the axes, away with it, done. */
export function predicting(desk: Desk, graph: NotebookGraph): TemplateResult {
  const words = toolWords(desk);
  const draft = draftOf(desk, graph);
  const { curve } = draft;
  const field = (axis: 'x' | 'y', side: 0 | 1) => {
    const now = String(Number(curve.span[axis][side].toPrecision(6)));
    return html`<input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" maxlength="12" data-now=${now} .value=${now} aria-label=${words.say(side === 0 ? 'predict.from' : 'predict.to', { axis })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') (event.target as HTMLInputElement).blur();
      }}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const span: Span = { x: [...curve.span.x], y: [...curve.span.y] };
        span[axis][side] = Number(input.value.trim().replace(/[−–]/g, '-').replace(',', '.'));
        const [from, to] = span[axis];
        // What is no axis is put back.
        if (input.value.trim() === '' || !(to > from) || Math.abs(from) > 1e9 || Math.abs(to) > 1e9) {
          input.value = now;
          return;
        }
        draft.curve = curve.within(span);
        if (!draft.curve.empty) keep(desk, draft);
        desk.update();
      }}>`;
  };
  return html`<div class="predicting" role="group" aria-label=${words.say('predict.title')}>
    ${(['x', 'y'] as const).map((axis) => html`<span class="ends"><span class="sym">${symbolMarks(axisSymbol(desk, graph[axis]))}</span>${field(axis, 0)}–${field(axis, 1)}<span class="unit">${unitText(graph[axis].unit)}</span></span>`)}
    <span class="acts"><button type="button" part="button" class="flat" aria-disabled=${String(curve.empty)} @click=${() => {
      curve.begin();
      keep(desk, draft);
      desk.update();
    }}>${icon('remove')}${words.say('predict.remove')}</button>
    <button type="button" part="button" class="main" @click=${() => end(desk, draft)}>${icon('tick')}${words.say('predict.done')}</button></span>
  </div>`;
}

/** How far off the prediction was: from the points, and from the fit. */
export function compared(desk: Desk, { prediction, y }: NotebookGraph): TemplateResult | typeof nothing {
  if (prediction.points.length === 0) return nothing;
  return html`<p class="terms quiet off" title=${prediction.compared > 0 ? toolWords(desk).say('predict.points', { count: prediction.compared }) : nothing}>${comparison(desk, prediction, y.unit).map((text) => html`<span>${text}</span>`)}</p>`;
}

/** The same as texts. */
export function comparison(desk: Desk, { points, from_points, from_fit }: NotebookGraph['prediction'], unit: string): string[] {
  const words = toolWords(desk);
  if (points.length === 0) return [];
  if (from_points === null) return [words.say('predict.waiting')];
  const off = (value: number) => quantityText(short(value), unit);
  return [words.say('predict.off', { value: off(from_points) }), ...(from_fit === null ? [] : [words.say('predict.off.fit', { value: off(from_fit) })])];
}
