// The lab report: one HTML document of the learner's work, for paper (A4) and as a file. It has no scripts; every text
// is escaped, and the pictures are those that the page has drawn itself.

import { html, render } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { drawable, graphSvg } from './drawing.ts';
import { axisSymbol } from './graph.ts';
import { equation, termName } from './choices.ts';
import { answerText, headMarks, headText, quantityText, symbolMarks } from './numbers.ts';
import { comparison } from './predict.ts';
import { columnSymbol } from './table.ts';
import { toolWords } from './tool-words.ts';
import { workWords } from './work-words.ts';
import style from './report.css';

export { style };

/** What the learner writes, in the order of the report. */
export const NOTES = ['purpose', 'analysis', 'conclusion', 'errors'] as const;

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}

/** Marked-up text as the page shows it, as the text of a document. */
function marked(marks: unknown): string {
  const place = document.createElement('div');
  render(html`${marks}`, place);
  return place.innerHTML.replace(/<!--[^]*?-->/g, '');
}

/** The document; `styled` with its own style, as a file that stands alone has it. */
export function reportHtml(desk: Desk, styled: boolean): string {
  const { info, own, locale, words } = desk;
  const notebook = desk.session?.everything ?? null;
  const say = (key: string, values?: Record<string, string | number>) => escaped(workWords(desk).say(key, values));
  const e = escaped;
  const title = words.sayOr('title', info?.id ?? '');
  const columns = info?.columns ?? [];
  const rows = notebook?.rows ?? [];
  const site = info?.sites.find(({ id }) => id === info.site);
  const quantity = (text: string) => {
    const [digits = '', ...unit] = text.split(' ');
    return e(quantityText(digits, unit.join(' ')));
  };
  let number = 0;
  const section = (key: string, inner: string) => `<section><h2>${say('report.number', { number: ++number })}${say(`report.${key}`)}</h2>${inner}</section>`;
  const lines = (text: string) => text.split(/\n+/).filter((line) => line.trim() !== '').map((line) => `<p>${e(line)}</p>`).join('');
  const prose = (key: (typeof NOTES)[number], otherwise = '') => {
    const text = own.notes[key]?.trim() || otherwise;
    // On paper there is room to write by hand what was not typed.
    return text === '' ? '<div class="lines" aria-hidden="true"></div>' : lines(text);
  };

  const apparatus = (info?.instruments ?? []).map(({ id, kind, division, range }) => {
    const facts = [division ? desk.say('lens.division', { value: division }) : '', range ? desk.say('lens.range', { value: range }) : ''].filter(Boolean).map((fact) => e(fact.replace(/ (?=°)/g, '')));
    return `<li>${e(words.sayOr(`instrument.${id}`, desk.say(`kind.${kind}`)))}${facts.length > 0 ? `<span class="quiet">${say('report.facts', { facts: '\u0000' }).replace('\u0000', facts.join(say('report.comma')))}</span>` : ''}</li>`;
  });
  const steps = (info?.steps ?? []).map((id) => `<li>${e(desk.say(`step.${id}`))}${desk.ticked(id) ? ' <span class="tick">✓</span>' : ''}</li>`);
  const head = columns.map(({ id, unit }) => `<th scope="col">${marked(headMarks(columnSymbol(desk, id), unit))}</th>`).join('');
  const grouped = (notebook?.runs.length ?? 1) > 1;
  const body = rows.map(({ cells, excluded, run }, index) => {
    const { name = '', excluded: out = false } = notebook?.runs[run - 1] ?? {};
    const head = grouped && run !== rows[index - 1]?.run ? `<tr class="run"><th scope="rowgroup" colspan="${columns.length + 1}">${e(name || desk.say('data.run', { run }))}</th></tr>` : '';
    return `${head}<tr${excluded || out ? ' class="excluded"' : ''}><th scope="row">${index + 1}</th>${columns.map(({ id, kind }, place) => {
      const text = cells[place]?.text ?? '';
      return `<td>${e(kind === 'value' && words.has(`choice.${id}.${text}`) ? desk.say(`choice.${id}.${text}`) : text.replace(/-/g, '−'))}</td>`;
    }).join('')}</tr>`;
  });
  const named = columns.filter(({ id }) => words.has(`column.${id}`)).map(({ id, kind, formula }) => {
    // Names of the file as the learner knows them: columns by their symbols, the field by g.
    const symbols = formula.replace(/[A-Za-z_][\w.]*/g, (name) => (columns.some((one) => one.id === name) ? columnSymbol(desk, name) : name.endsWith('.gravity') ? 'g' : words.sayOr(`symbol.${name}`, name))).replace(/\*/g, ' · ').replace(/-/g, '−').replace(/\^2\b/g, '²').replace(/\^3\b/g, '³');
    return `<li><b>${marked(symbolMarks(columnSymbol(desk, id)))}</b> ${e(desk.say(`column.${id}`))}${kind === 'derived' && formula !== '' ? ` = ${e(symbols)}` : ''}</li>`;
  });
  const graphs = drawable(desk).flatMap((id) => {
    const drawn = graphSvg(desk, id);
    if (drawn === null) return [];
    const graph = notebook?.graphs.find((one) => one.id === id);
    const { fit } = graph ?? {};
    const terms = graph && fit && fit.kind !== 'none' && fit.why === '' ? [marked(equation(desk, graph)), ...fit.terms.map(({ id: term, text, unit }) => `${e(termName(desk, fit.kind, term))} <i>${e(toolWords(desk).say(`fit.${term}`))}</i> = ${e(quantityText(text, unit))}`)] : [];
    const off = graph && graph.prediction.points.length > 0 ? [say('report.prediction'), ...comparison(desk, graph.prediction, graph.y.unit).map(e)] : [];
    const axes = graph ? `${headText(axisSymbol(desk, graph.y), graph.y.unit)} – ${headText(axisSymbol(desk, graph.x), graph.x.unit)}` : '';
    const captions = [[e(axes)], terms, off].filter((one) => one.join('') !== '').map((one) => `<span>${one.join('</span> <span>')}</span>`);
    return [`<figure>${drawn}<figcaption>${captions.join('<br>')}</figcaption></figure>`];
  });
  const results = (notebook?.results ?? []).map(({ id, text, unit, why }) => `<tr><th scope="row">${e(desk.say(`result.${id}`))}</th><td${why ? ' class="quiet"' : ''}>${why ? say('report.open') : `${words.has(`symbol.${id}`) ? `${marked(symbolMarks(desk.say(`symbol.${id}`)))} = ` : ''}${e(quantityText(text, unit))}`}</td></tr>`);
  const answers = (info?.questions ?? []).map(({ id, kind, unit }) => {
    const text = desk.status?.answers[id] ?? '';
    const given = text === '' ? `<span class="quiet">${say('report.unanswered')}</span>` : kind === 'choice' ? e(desk.say(`option.${id}.${text}`)) : kind === 'text' ? lines(text) : e(answerText(text, unit));
    return `<dt>${e(desk.say(`question.${id}`))}</dt><dd>${given}</dd>`;
  });
  const place = info?.site ? e(desk.say(`site.${info.site}`)) : '';
  const made = new Date().toLocaleDateString(locale === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long' });
  const picture = desk.session?.svg('light', locale) ?? '';

  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(title)}${own.name ? ` – ${e(own.name)}` : ''}</title>${styled ? `<style>${style}</style>` : ''}</head>
<body><header><h1>${e(title)}</h1><p class="kind">${say('report.title')}</p>
<dl><div><dt>${say('report.name')}</dt><dd>${e(own.name) || '<span class="blank"></span>'}</dd></div><div><dt>${say('report.class')}</dt><dd><span class="blank"></span></dd></div><div><dt>${say('report.date')}</dt><dd>${e(made)}</dd></div>${place ? `<div><dt>${say('report.place')}</dt><dd>${place}</dd></div>` : ''}</dl></header>
<main>
${section('purpose', prose('purpose', words.sayOr('summary', '')))}
${section('apparatus', `${picture === '' ? '' : `<figure class="bench">${picture}</figure>`}<ul>${apparatus.join('')}</ul>${site ? `<p class="quiet">${say('report.local')}<i>g</i> = ${quantity(site.gravity)}</p>` : ''}`)}
${steps.length > 0 ? section('steps', `<ol>${steps.join('')}</ol>`) : ''}
${columns.length > 0 ? section('data', rows.length === 0 ? `<p class="quiet">${say('report.nodata')}</p>` : `<div class="wide"><table class="data"><thead><tr><th scope="col">${say('report.row')}</th>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div><ul class="names">${named.join('')}</ul>${rows.some(({ excluded, run }) => excluded || notebook?.runs[run - 1]?.excluded) ? `<p class="quiet">${say('report.excluded')}</p>` : ''}`) : ''}
${notebook?.note.trim() ? section('notes', lines(notebook.note)) : ''}
${graphs.length > 0 ? section('graphs', graphs.join('')) : ''}
${section('analysis', `${results.length > 0 ? `<table class="results"><tbody>${results.join('')}</tbody></table>` : ''}${prose('analysis')}`)}
${answers.length > 0 ? section('answers', `<dl class="answers">${answers.join('')}</dl>`) : ''}
${section('conclusion', prose('conclusion'))}
${section('errors', prose('errors'))}
</main>
<footer>${say('report.made', { version: desk.session?.version ?? '' })}</footer></body></html>`;
}
