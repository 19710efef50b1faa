// The safe part of Markdown that lessons use, as DOM nodes: headings, paragraphs, lists, quotes, tables,
// code, bold, italic, links to http(s), and TeX between dollars. Raw HTML stays text.

import './common.ts';
import style from './prose.css';

export { style };

type Formula = (tex: string, display: boolean) => Node;

export function markdown(text: string, formula: Formula): DocumentFragment {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const out = document.createDocumentFragment();
  let at = 0;
  const take = (test: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && test(lines[at] ?? '')) at++;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,4})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') {
      at++;
    } else if (heading) {
      at++;
      out.append(element(`h${(heading[1] ?? '').length + 1}`, inline(heading[2] ?? '', formula)));
    } else if (line.startsWith('```')) {
      at++;
      const code = take((one) => !one.startsWith('```'));
      at++;
      out.append(element('pre', element('code', code.join('\n'))));
    } else if (/^\$\$/.test(line)) {
      const block = take((one) => one.trim() !== '').join(' ').trim();
      const figure = element('div', formula(block.replace(/^\$\$|\$\$$/g, ''), true));
      figure.className = 'formula';
      out.append(figure);
    } else if (/^\s*\|.*\|\s*$/.test(line) && /^\s*\|?[\s:|-]+\|?\s*$/.test(lines[at + 1] ?? '')) {
      out.append(table(take((one) => /^\s*\|/.test(one)), formula));
    } else if (/^\s*([-*+]|\d+[.)])\s+/.test(line)) {
      const inside = (one: string) => /^(\s+\S|\s*([-*+]|\d+[.)])\s)/.test(one);
      // A blank line between two items does not end the list.
      const items = take((one) => inside(one) || (one.trim() === '' && inside(lines[at + 1] ?? '')));
      out.append(list(items.filter((one) => one.trim() !== ''), formula));
    } else if (line.startsWith('>')) {
      const quoted = take((one) => one.startsWith('>')).map((one) => one.replace(/^>\s?/, ''));
      out.append(element('blockquote', markdown(quoted.join('\n'), formula)));
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      at++;
      out.append(document.createElement('hr'));
    } else if (/^:(control|show)\b.*:\s*$/.test(line)) {
      // Directives that link to ids: not part of the text.
      at++;
    } else {
      const from = at;
      at++;
      take((one) => one.trim() !== '' && !/^(#{1,4}\s|```|>|\$\$|\s*([-*+]|\d+[.)])\s|\s*\|)/.test(one));
      const text = joined(lines.slice(from, at));
      // A formula that stands alone is set as one.
      const alone = /^\$([^$]+)\$\s*([,.，。;；])?$/.exec(text);
      const made = alone ? element('div', formula(alone[1] ?? '', true)) : element('p', inline(text, formula));
      if (alone) made.className = 'formula';
      out.append(made);
    }
  }
  return out;
}

/** Lines of a paragraph as one text; between Chinese characters without a space. */
function joined(lines: string[]): string {
  return lines.map((line) => line.trim()).reduce((before, line) => before + (/[\u3000-\u9fff\uff00-\uffef]$/.test(before) && /^[\u3000-\u9fff\uff00-\uffef]/.test(line) ? '' : ' ') + line);
}

function element(name: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function list(lines: string[], formula: Formula): HTMLElement {
  const ordered = /^\s*\d/.test(lines[0] ?? '');
  const made = element(ordered ? 'ol' : 'ul');
  const base = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0;
  const first = ordered ? Number.parseInt(lines[0] ?? '1', 10) : 1;
  if (first !== 1) made.setAttribute('start', String(first));
  let item: string[] = [];
  let inner: string[] = [];
  const end = () => {
    if (item.length === 0) return;
    made.append(element('li', inline(joined(item), formula), ...(inner.length > 0 ? [list(inner, formula)] : [])));
    item = [];
    inner = [];
  };
  for (const line of lines) {
    const mark = /^(\s*)(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line);
    if (mark && (mark[1] ?? '').length <= base + 1) {
      end();
      item = [mark[2] ?? ''];
    } else if (mark || inner.length > 0) {
      inner.push(line);
    } else {
      item.push(line);
    }
  }
  end();
  return made;
}

function table(lines: string[], formula: Formula): HTMLElement {
  const cells = (line: string) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((text) => text.replace(/\\\|/g, '|').trim());
  const [head = '', , ...body] = lines;
  const row = (line: string, name: string) => element('tr', ...cells(line).map((text) => element(name, inline(text, formula))));
  return element('table', element('thead', row(head, 'th')), element('tbody', ...body.map((line) => row(line, 'td'))));
}

const INLINE = /`([^`]+)`|\$\$([^$]+)\$\$|\$((?:\\.|[^$\\])+)\$|\*\*(.+?)\*\*|__(.+?)__|\*(?!\s)([^*]+?)\*|(?<![\p{L}\d])_(?!\s)([^_]+?)_(?![\p{L}\d])|\[([^\]]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)|\\([\\`*_{}[\]()#+.!|$-])/gu;

function inline(text: string, formula: Formula): DocumentFragment {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, code, block, math, bold1, bold2, italic1, italic2, label, address, escaped] = found;
    out.append(text.slice(from, found.index));
    from = found.index + whole.length;
    if (code !== undefined) out.append(element('code', code));
    else if (block !== undefined || math !== undefined) out.append(formula(block ?? math ?? '', false));
    else if (bold1 !== undefined || bold2 !== undefined) out.append(element('strong', inline(bold1 ?? bold2 ?? '', formula)));
    else if (italic1 !== undefined || italic2 !== undefined) out.append(element('em', inline(italic1 ?? italic2 ?? '', formula)));
    else if (label !== undefined) out.append(link(label, address ?? '', formula));
    else out.append(escaped ?? '');
  }
  out.append(text.slice(from));
  return out;
}

function link(label: string, address: string, formula: Formula): Node {
  if (!/^https?:\/\//i.test(address)) return inline(label, formula);
  const made = element('a', inline(label, formula)) as HTMLAnchorElement;
  made.href = address;
  made.rel = 'noopener noreferrer';
  made.target = '_blank';
  return made;
}
