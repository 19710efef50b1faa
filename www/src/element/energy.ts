// Bars of energy and momentum: stores that add up, momentum by direction, what came in from outside, and the numerical
// error. A table for those who read it; drawn anew with the panels and at no other time. Loaded when it is first wanted.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css, dress } from './css.ts';
import type { Desk } from './desk.ts';
import style from './energy.css';
import { quantityText, unitText } from './numbers.ts';
import type { Session } from './session.ts';
import { toolWords } from './tool-words.ts';

/** Stores in the order in which they are drawn; the first two always are, the others once there is something in them. */
const STORES = ['kinetic', 'potential', 'elastic', 'heat'] as const;
const PREFIXES: readonly [number, string][] = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k'], [1, ''], [1e-3, 'm'], [1e-6, 'μ']];

/** What was seen of a lab since its start: an axis that only grows does not flicker, and a row that was there stays. */
interface Seen {
  time: number;
  rows: Set<string>;
  energy: Axis;
  momentum: Axis;
  angular: Axis;
}

/** Ends of the bars: the least and the largest so far. */
interface Axis {
  low: number;
  high: number;
}

const axis = (): Axis => ({ low: 0, high: 0 });
const seen = new WeakMap<Session, Seen>();

function seenOf(desk: Desk): Seen | null {
  const { session, status } = desk;
  if (!session || !status) return null;
  const known = seen.get(session);
  // Time runs back only to begin anew.
  if (known && known.time <= status.time) {
    known.time = status.time;
    return known;
  }
  const fresh = { time: status.time, rows: new Set<string>(['kinetic', 'potential']), energy: axis(), momentum: axis(), angular: axis() };
  seen.set(session, fresh);
  return fresh;
}

/** Lets an axis hold these values, up to a round number. */
function hold(axis: Axis, values: readonly number[]): void {
  for (const value of values) {
    if (value > axis.high) axis.high = round(value);
    if (value < axis.low) axis.low = -round(-value);
  }
  // What is less than a hundredth on one side is not worth a side of its own.
  if (axis.low > -0.01 * axis.high) axis.low = 0;
  if (axis.high < -0.01 * axis.low) axis.high = 0;
}

/** The next of 1, 2, 5, 10 … */
function round(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((one) => one * ten >= value) ?? 10) * ten;
}

const largest = ({ low, high }: Axis): number => Math.max(high, -low);

/** Digits of a value beside an axis: two beyond those of its size. */
function digits(value: number, size: number): string {
  const places = size > 0 ? Math.min(Math.max(2 - Math.floor(Math.log10(size)), 0), 9) : 0;
  const text = value.toFixed(places);
  return Number(text) === 0 ? (0).toFixed(places) : text;
}

/** A small number as a power of ten. */
function small(value: number): string {
  if (value === 0) return '0';
  const [mantissa = '', power = ''] = value.toExponential(0).split('e');
  return `${mantissa} × 10${[...power.replace('+', '')].map((digit) => ({ '-': '⁻' })[digit] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}

function bar(value: number, { low, high }: Axis, kind: string): TemplateResult {
  const span = high - low || 1;
  const share = (part: number) => `${(100 * Math.min(Math.max(part, 0), 1)).toFixed(1)}%`;
  return html`<td class="amount" aria-hidden="true"><span class="nought" ${css({ '--at': share(-low / span) })}></span><span class=${`store ${kind}`} ${css({ '--from': share((Math.min(value, 0) - low) / span), '--size': share(Math.abs(value) / span) })}></span></td>`;
}

export function energy(desk: Desk): TemplateResult {
  const words = toolWords(desk);
  const now = desk.status?.energy;
  const known = seenOf(desk);
  dress(desk.owner.root, style);
  if (!now || !known) return html`<p class="hint">${words.say('energy.none')}</p>`;
  return html`<div class="bars" tabindex="0" role="group" aria-label=${words.say('energy')}>${stores(desk, known, now)}${now.momentum ? momentum(desk, known, now.momentum) : nothing}</div>`;
}

type Energy = NonNullable<NonNullable<Desk['status']>['energy']>;

function stores(desk: Desk, { rows, energy }: Seen, { error, stores: joules }: Energy): TemplateResult {
  const words = toolWords(desk);
  const of = (store: string) => joules[store] ?? 0;
  const total = STORES.reduce((sum, store) => sum + of(store), 0);
  for (const store of [...STORES, 'work']) if (of(store) !== 0) rows.add(store);
  hold(energy, [...STORES.map(of), total, of('work')]);
  const size = largest(energy);
  const [factor, prefix] = PREFIXES.find(([least]) => size >= least) ?? [1, ''];
  const row = (name: string, value: number, kind = name) => html`<tr class=${name}><th scope="row">${words.say(`energy.${name}`)}</th>${bar(value, energy, kind)}<td class="value">${quantityText(digits(value / factor, size / factor), `${prefix}J`)}</td></tr>`;
  return html`<table><caption>${words.say('energy.of')}</caption>
    <thead class="spoken"><tr><th scope="col">${words.say('energy.of')}</th><td></td><th scope="col">${words.say('energy.value')}</th></tr></thead>
    <tbody>${STORES.filter((store) => rows.has(store)).map((store) => row(store, of(store)))}</tbody>
    <tbody>${row('total', total)}${rows.has('work') ? html`${row('start', total - of('work'), 'total')}${row('work', of('work'))}` : nothing}</tbody></table>
    <p class="hint">${words.say('energy.hint', { error: small(error) })}</p>`;
}

function momentum(desk: Desk, seen: Seen, [there = [0, 0, 0], came = [0, 0, 0], out = [0, 0, 0]]: [number, number, number][]): TemplateResult {
  const words = toolWords(desk);
  const size = (of: readonly [number, number, number]) => Math.hypot(of[0], of[1]);
  hold(seen.momentum, [there[0], there[1], size(there)]);
  hold(seen.angular, [there[2]]);
  const row = (name: string, now: number, from: number, axis: Axis, other = '') => {
    const scale = Math.max(largest(axis), Math.abs(from));
    return html`<tr><th scope="row">${words.say(`momentum.${name}`)}${other ? html` <span class="unit">/ (${unitText(other)})</span>` : nothing}</th>${bar(now, axis, 'momentum')}<td class="value">${quantityText(digits(now, scale), '')}</td><td class="value">${quantityText(digits(from, scale), '')}</td></tr>`;
  };
  const unit = 'kg*m/s';
  return html`<table><caption>${words.say('momentum')} <span class="unit">/ (${unitText(unit)})</span></caption>
    <thead><tr><th scope="col"><span class="spoken">${words.say('momentum')}</span></th><td></td><th scope="col" class="value">${words.say('momentum.now')}</th><th scope="col" class="value">${words.say('momentum.in')}</th></tr></thead>
    <tbody>${row('x', there[0], came[0], seen.momentum)}${row('y', there[1], came[1], seen.momentum)}${row('size', size(there), size(came), seen.momentum)}${row('turn', there[2], came[2], seen.angular, 'kg*m^2/s')}</tbody></table>
    <p class="hint">${words.say('momentum.hint', { error: quantityText(small(Math.max(...out.slice(0, 2).map(Math.abs))), unit) })}</p>`;
}
