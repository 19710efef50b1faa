// The TeX of school formulas as MathML: letters, numbers, powers, indices, fractions, roots, Greek,
// text. What is not known is shown as it stands. Nodes are made one by one: text never becomes markup.

import './common.ts';
import { GREEK } from './numbers.ts';

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const OPERATORS: Record<string, string> = {
  times: '×', cdot: '·', div: '÷', pm: '±', mp: '∓', approx: '≈', neq: '≠', ne: '≠', le: '≤', leq: '≤', ge: '≥', geq: '≥', propto: '∝', to: '→',
  rightarrow: '→', Rightarrow: '⇒', leftrightarrow: '↔', rightleftharpoons: '⇌', infty: '∞', sum: '∑', int: '∫', partial: '∂', angle: '∠', perp: '⊥', parallel: '∥',
  circ: '°', degree: '°', ldots: '…', cdots: '⋯', ll: '≪', gg: '≫', sim: '∼', equiv: '≡', uparrow: '↑', downarrow: '↓', prime: '′',
};
const FUNCTIONS = new Set(['sin', 'cos', 'tan', 'arcsin', 'arccos', 'arctan', 'ln', 'log', 'lg', 'exp', 'min', 'max', 'lim']);
const SPACES: Record<string, string> = { ',': '0.17em', ':': '0.22em', ';': '0.28em', '!': '-0.17em', ' ': '0.3em', quad: '1em', qquad: '2em' };
const ACCENTS: Record<string, string> = { bar: '¯', overline: '¯', vec: '→', hat: '^', dot: '˙', ddot: '¨', tilde: '~' };

function node(name: string, ...children: (Node | string)[]): Element {
  const made = document.createElementNS(MATHML, name);
  made.append(...children);
  return made;
}

/** A formula as a `math` element. */
export function formula(tex: string, display = false): Element {
  const tokens = tex.match(/\\[A-Za-z]+|\\.|\d+(?:[.,]\d+)*|\s+|[^\s]/gu) ?? [];
  const math = node('math', row(new Reader(tokens), ''));
  if (display) math.setAttribute('display', 'block');
  return math;
}

class Reader {
  #at = 0;
  constructor(readonly tokens: string[]) {}

  peek(): string | undefined {
    while (/^\s+$/.test(this.tokens[this.#at] ?? '')) this.#at++;
    return this.tokens[this.#at];
  }

  next(): string | undefined {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** The tokens of a `{…}` as plain text. */
  text(): string {
    if (this.peek() !== '{') return this.next() ?? '';
    this.#at++;
    let depth = 1;
    let found = '';
    while (this.#at < this.tokens.length) {
      const token = this.tokens[this.#at++] ?? '';
      if (token === '{') depth++;
      if (token === '}' && --depth === 0) break;
      found += token;
    }
    return found;
  }
}

/** Everything up to a closing token, as one row. */
function row(reader: Reader, end: string): Element {
  const items: Element[] = [];
  for (let token = reader.peek(); token !== undefined && token !== end; token = reader.peek()) {
    if (token === '^' || token === '_') {
      reader.next();
      const script = argument(reader);
      items.push(scripted(items.pop() ?? node('mrow'), token, script));
    } else {
      items.push(atom(reader));
    }
  }
  reader.next();
  return items.length === 1 && items[0] ? items[0] : node('mrow', ...items);
}

function scripted(base: Element, mark: string, script: Element): Element {
  const [inner, other] = [base.children[0], base.children[1]];
  if (mark === '^' && base.localName === 'msub' && inner && other) return node('msubsup', inner, other, script);
  if (mark === '_' && base.localName === 'msup' && inner && other) return node('msubsup', inner, script, other);
  return node(mark === '^' ? 'msup' : 'msub', base, script);
}

function argument(reader: Reader): Element {
  if (reader.peek() !== '{') return atom(reader);
  reader.next();
  return row(reader, '}');
}

function atom(reader: Reader): Element {
  const token = reader.next() ?? '';
  if (token === '{') return row(reader, '}');
  if (/^\d/.test(token)) return node('mn', token);
  if (token.startsWith('\\')) return command(token.slice(1), reader);
  if (/^\p{L}$/u.test(token)) return node('mi', token);
  return node('mo', token === '-' ? '−' : token === '*' ? '·' : token);
}

function command(name: string, reader: Reader): Element {
  if (name === 'frac' || name === 'dfrac' || name === 'tfrac') return node('mfrac', argument(reader), argument(reader));
  if (name === 'sqrt') {
    if (reader.peek() !== '[') return node('msqrt', argument(reader));
    reader.next();
    const degree = row(reader, ']');
    return node('mroot', argument(reader), degree);
  }
  if (name === 'text' || name === 'mathrm' || name === 'operatorname' || name === 'mathit') {
    const text = reader.text();
    const made = node(name === 'text' ? 'mtext' : 'mi', text);
    if (name !== 'text' && name !== 'mathit') made.setAttribute('mathvariant', 'normal');
    return made;
  }
  const accent = ACCENTS[name];
  if (accent !== undefined) {
    const over = node('mover', argument(reader), node('mo', accent));
    over.setAttribute('accent', 'true');
    return over;
  }
  const space = SPACES[name];
  if (space !== undefined) {
    const made = node('mspace');
    made.setAttribute('width', space);
    return made;
  }
  if (name === 'left' || name === 'right') {
    const fence = reader.next() ?? '';
    return fence === '.' ? node('mrow') : node('mo', fence.replace(/^\\/, ''));
  }
  const greek = GREEK[name];
  if (greek !== undefined) return node('mi', greek);
  if (FUNCTIONS.has(name)) return node('mrow', node('mi', name), node('mo', '\u2061'));
  return node('mo', OPERATORS[name] ?? name);
}
