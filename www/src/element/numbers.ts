// How symbols, units and table heads look on the page. No arithmetic of physics: digits come from the core.

import { html, type TemplateResult } from 'lit/html.js';

const SUPERS: Record<string, string> = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
export const GREEK: Record<string, string> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', vartheta: 'ϑ', iota: 'ι', kappa: 'κ',
  lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω',
  Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω',
};

/** A unit as it is printed: `m/s^2` -> `m/s²`, `1` -> nothing, `deg` -> `°`. */
export function unitText(unit: string): string {
  if (unit === '1') return '';
  return unit
    .replace(/\^\(?(-?\d+)\)?/g, (_, power: string) => [...power].map((digit) => SUPERS[digit] ?? digit).join(''))
    // One over a unit as a power of it, so that it may stand after the stroke of a heading.
    .replace(/^1\/([^\d\s/*·^()⁰¹²³⁴-⁹]+)([²³])?$/, (_, one: string, power = '¹') => `${one}⁻${power}`)
    .replace(/\bdegC\b/g, '℃')
    .replace(/\bdeg\b/g, '°')
    .replace(/\bohm\b/g, 'Ω')
    .replace(/[*\s]+/g, '·')
    .replace(/-/g, '−');
}

/** Number and unit as one text: a thin space between them, none before a degree sign; minus is a minus. */
export function quantityText(digits: string, unit: string): string {
  const number = digits.replace(/-/g, '−');
  const symbol = unitText(unit);
  if (symbol === '') return number;
  return symbol.startsWith('°') ? number + symbol : `${number}\u2009${symbol}`;
}

/** An answer as it is printed: a plain number with the unit that was asked for, anything else as it was written. */
export function answerText(text: string, unit: string): string {
  return /^[+\-−]?[\d.,]+(?:[eE][+\-−]?\d+)?$/.test(text.trim()) ? quantityText(text.trim(), unit) : text;
}

/** A piece of a symbol: its letters, whether they stand upright, and where. */
interface Piece {
  text: string;
  upright: boolean;
  place: 'on' | 'sub' | 'sup';
}

/** Reads a symbol such as `l`, `T^2`, `30T`, `θ_0`, `x_{max}` or `\theta_0`; what is quoted stands upright: `"lg"(T"/s")`. */
function pieces(symbol: string): Piece[] {
  const found: Piece[] = [];
  const source = symbol
    .replace(/\\([A-Za-z]+)\s?/g, (whole, name: string) => GREEK[name] ?? whole)
    // Raised and lowered digits of Unicode are set like the others.
    .replace(/[⁰¹²³⁴-⁹⁻]+/g, (raised) => `^{${[...raised].map((one) => Object.keys(SUPERS).find((key) => SUPERS[key] === one) ?? one).join('')}}`)
    .replace(/[₀-₉]+/g, (lowered) => `_{${[...lowered].map((one) => (one.codePointAt(0) ?? 0) - 0x2080).join('')}}`);
  const pattern = /"([^"]*)"|([_^])(?:\{([^}]*)\}|(-?\d+|.))|(\p{L}{4,}|\p{L}[\u0300-\u036f]?)|([^_^\p{L}"]+)/gu;
  for (const [, quoted, mark, braced, single, letter, rest] of source.matchAll(pattern)) {
    if (quoted !== undefined) {
      found.push({ text: quoted, upright: true, place: 'on' });
    } else if (mark) {
      const text = braced ?? single ?? '';
      found.push({ text: text.replace(/^-/, '−'), upright: text.length > 1 || /[\d\p{Script=Han}]/u.test(text), place: mark === '_' ? 'sub' : 'sup' });
    } else if (letter) {
      found.push({ text: letter, upright: letter.length > 2 || /\p{Script=Han}/u.test(letter), place: 'on' });
    } else if (rest) {
      found.push({ text: rest, upright: true, place: 'on' });
    }
  }
  return found;
}

/** A symbol as marked-up text: letters italic, digits upright. */
export function symbolMarks(symbol: string): TemplateResult[] {
  return pieces(symbol).map(({ text, upright, place }) => {
    const inner = upright ? html`${text}` : html`<i>${text}</i>`;
    if (place === 'sub') return html`<sub>${inner}</sub>`;
    return place === 'sup' ? html`<sup>${inner}</sup>` : inner;
  });
}

/** A symbol as plain text, for accessible names. */
export function symbolText(symbol: string): string {
  return pieces(symbol)
    .map(({ text, place }) => (place === 'sup' ? [...text].map((c) => SUPERS[c === '−' ? '-' : c] ?? c).join('') : text))
    .join('');
}

/** The head of a column or an axis: `l / m`. */
export function headMarks(symbol: string, unit: string): TemplateResult {
  const printed = unitText(unit);
  // A word in the place of a symbol is set like the other words.
  if (/^(\p{Script=Han}+|\p{L}{4,})$/u.test(symbol)) return html`${symbol}`;
  return html`<span class="sym">${symbolMarks(symbol)}</span>${printed ? html`<span class="per">/</span>${printed}` : ''}`;
}

export function headText(symbol: string, unit: string): string {
  const printed = unitText(unit);
  return symbolText(symbol) + (printed ? ` / ${printed}` : '');
}

/** Round places for the lines of a graph between two values, about `count` of them. */
export function ticks(from: number, to: number, count: number): { at: number; text: string }[] {
  const span = to - from;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const found = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++) {
    const at = n * step;
    found.push({ at, text: (Math.abs(at) < step / 1e6 ? 0 : at).toFixed(Math.min(decimals, 9)).replace('-', '−') });
  }
  return found;
}

/** Width that the numbers beside an upright axis need, in the unit of the type's size; one width for all usual ones. */
export function room(marks: readonly { text: string }[], type: number): number {
  return type * Math.max(3.4, 1 + 0.62 * Math.max(0, ...marks.map(({ text }) => text.length)));
}

/** Limits that hold all values with a margin; from 0 if the values come near it. */
export function limits(values: ArrayLike<number>, margin = 0.08, from = 0, shortest = 0): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = from; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high || (low === 0 && high === 0)) return [0, 1];
  if (low > 0 && low < high * 0.6) low = 0;
  if (high < 0 && high > low * 0.6) high = 0;
  if (high - low < shortest) {
    const middle = (low + high) / 2;
    return [middle - shortest / 2, middle + shortest / 2];
  }
  const span = high - low || Math.abs(high) || 1;
  return [low === 0 ? 0 : low - span * margin, high === 0 ? 0 : high + span * margin];
}
