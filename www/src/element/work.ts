// What the learner takes along: the result file to hand in, data and graphs, and the report. Loaded when it is opened.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { dress } from './css.ts';
import type { Desk } from './desk.ts';
import { drawable, graphSvg, pngOf } from './drawing.ts';
import { download, fileName, gather } from './gather.ts';
import { icon } from './icons.ts';
import { NOTES, reportHtml, style as reportStyle } from './report.ts';
import { scoreOf, sealed } from './result-file.ts';
import { ask, mayAsk, scoreOfWork, scorePanel } from './score.ts';
import type { Session } from './session.ts';
import { closeSheet, focusSoon } from './view.ts';
import { workWords } from './work-words.ts';
import style from './work.css';

/** Labs whose learner was asked whether the work is really to be handed in. */
const confirming = new WeakSet<Session>();

/** Gives the element the look of this part. */
export function begin({ owner: { root } }: Desk): void {
  dress(root, style);
}

export function workSheet(desk: Desk): TemplateResult {
  const words = workWords(desk);
  const say = (key: string) => words.say(key);
  const { own, info, session, status } = desk;
  const exam = info?.mode === 'exam';
  const submitted = status?.submitted === true;
  const sure = !submitted && session !== null && confirming.has(session);
  const unanswered = (info?.questions ?? []).filter(({ id }) => (status?.answers[id] ?? '') === '');
  const close = () => closeSheet(desk);
  const graphs = drawable(desk);
  const write = (change: Partial<typeof own>) => {
    desk.own = { ...desk.own, ...change };
    desk.keeper?.changed();
  };
  return html`<aside class="sheet work" role="dialog" aria-label=${say('work')}>
    <header><h3>${say('work')}</h3><button type="button" class="flat close" aria-label=${desk.say('close')} @click=${close}>${icon('close')}</button></header>
    <div class="scroller" tabindex="0" role="group" aria-label=${say('work')}>
      <section><h4>${say('work.hand')}</h4>
        <p class="hint">${say('work.hand.hint')}</p>
        ${submitted ? html`<p class="handed">${icon('tick')}${say('hand.done')}</p>` : nothing}
        <div class="row"><label class="field"><span>${say('work.name')}</span><input type="text" autocomplete="name" maxlength="80" .value=${own.name} @input=${(event: Event) => write({ name: (event.target as HTMLInputElement).value })}></label>
        ${exam && !submitted ? nothing : html`<button type="button" part="button" class=${`${submitted ? 'main' : 'plain'} hand`} @click=${() => void take(desk)}>${icon('csv')}${say('work.hand.save')}</button>`}
        ${submitted || sure || desk.readonly_ ? nothing : html`<button type="button" part="button" class="main submit" @click=${() => confirm(desk, true)}>${icon('tick')}${say('hand.in')}</button>`}</div>
        ${sure ? html`<div class="sure" role="group" aria-label=${say('hand.in')}>
          ${unanswered.length > 0 ? html`<p>${say('hand.unanswered')}</p><ul>${unanswered.map(({ id }) => html`<li>${desk.say(`question.${id}`)}</li>`)}</ul>` : nothing}
          <p>${say('hand.sure')}</p><div class="choices"><button type="button" part="button" class="main surely" @click=${() => void submit(desk)}>${say('hand.yes')}</button>
          <button type="button" part="button" class="plain" @click=${() => confirm(desk, false)}>${say('hand.no')}</button></div></div>` : nothing}
        ${mayAsk(desk) ? html`<div class="row"><span>${say('score.hint')}</span><button type="button" part="button" class="plain judge" @click=${() => void ask(desk)}>${say('score.ask')}</button></div>` : nothing}
        ${scorePanel(desk)}
      </section>
      <section><h4>${say('work.report')}</h4>
        <p class="hint">${say('work.report.hint')}</p>
        ${NOTES.map((id) => html`<label class="field tall"><span>${say(`report.${id}`)}</span><textarea rows=${id === 'purpose' ? 2 : 3} maxlength="20000" placeholder=${id === 'purpose' ? desk.words.sayOr('summary', '') : nothing}
          .value=${own.notes[id] ?? ''} @input=${(event: Event) => write({ notes: { ...desk.own.notes, [id]: (event.target as HTMLTextAreaElement).value } })}></textarea></label>`)}
        <div class="row"><button type="button" part="button" class="main print" @click=${() => printReport(desk)}>${icon('lesson')}${say('work.report.print')}</button>
        <button type="button" part="button" class="plain save" @click=${() => saveReport(desk)}>${icon('csv')}${say('work.report.save')}</button></div>
      </section>
      <section><h4>${say('work.export')}</h4>
        ${info && info.columns.length > 0 ? html`<div class="row"><span>${say('work.data')}</span><button type="button" part="button" class="plain" aria-label=${desk.say('csv')} @click=${() => exportCsv(desk)}>CSV</button></div>` : nothing}
        ${graphs.map((id) => html`<div class="row"><span>${desk.say(`graph.${id}`)}</span>
          <button type="button" part="button" class="plain" aria-label=${`${desk.say(`graph.${id}`)} PNG`} @click=${() => void exportGraph(desk, id, 'png')}>PNG</button>
          <button type="button" part="button" class="plain" aria-label=${`${desk.say(`graph.${id}`)} SVG`} @click=${() => void exportGraph(desk, id, 'svg')}>SVG</button></div>`)}
        ${graphs.length === 0 ? html`<p class="hint">${say('work.nographs')}</p>` : nothing}
      </section>
    </div>
  </aside>`;
}

function named(desk: Desk, ending: string, part = ''): string {
  const id = desk.info?.id ?? 'gewu';
  return fileName(part === '' ? id : `${id}-${part}`, desk.own.name, ending);
}

/** Asks whether it is to be handed in, or takes the question back. */
function confirm(desk: Desk, asked: boolean): void {
  if (asked && desk.session) confirming.add(desk.session);
  else if (desk.session) confirming.delete(desk.session);
  desk.update();
  focusSoon(desk, asked ? '.work .surely' : '.work .submit');
}

/** Hands the work in: from now on nothing can be done to it; the file is made of it as it is. */
async function submit(desk: Desk): Promise<void> {
  if (desk.session) confirming.delete(desk.session);
  // A clock that runs could not be stopped afterwards.
  if (!desk.paused) desk.act({ do: 'pause' });
  if (!desk.act({ do: 'submit' })) return;
  desk.keeper?.flush();
  desk.speech.say(workWords(desk).say('hand.done'));
  focusSoon(desk, '.work .hand');
  await take(desk);
}

/** The result file, with the score where there is a rubric. */
async function take(desk: Desk): Promise<void> {
  const content = gather(desk);
  if (!content) return;
  // It does not wait in vain for a score: the teacher's page scores as well.
  content.score = scoreOf(await scoreOfWork(desk, content).catch(() => null));
  download(named(desk, 'gewu.json'), sealed(content), 'application/json');
}

function exportCsv(desk: Desk): void {
  // With a byte order mark: spreadsheets then read it as UTF-8.
  if (desk.session) download(named(desk, 'csv'), `\ufeff${desk.session.csv(desk.locale)}`, 'text/csv;charset=utf-8');
}

async function exportGraph(desk: Desk, id: string, as: 'png' | 'svg'): Promise<void> {
  const drawn = graphSvg(desk, id);
  if (drawn === null) return;
  try {
    if (as === 'svg') download(named(desk, 'svg', id), drawn, 'image/svg+xml');
    else download(named(desk, 'png', id), await pngOf(drawn), 'image/png');
  } catch {
    desk.toast(workWords(desk).say('work.nopicture'));
  }
}

function saveReport(desk: Desk): void {
  download(named(desk, 'html', 'report'), reportHtml(desk, true), 'text/html;charset=utf-8');
}

/** The report in a window of its own, from which it is printed. Where none may be opened, it is a file. */
function printReport(desk: Desk): void {
  const page = window.open('', '_blank');
  if (!page) {
    saveReport(desk);
    desk.toast(workWords(desk).say('work.nowindow'));
    return;
  }
  // The window has this page's policy, which may forbid styles in the text: they are given as an object instead.
  page.document.open();
  page.document.write(reportHtml(desk, false));
  page.document.close();
  const look = new (page as Window & typeof globalThis).CSSStyleSheet();
  look.replaceSync(reportStyle);
  page.document.adoptedStyleSheets = [look];
  page.setTimeout(() => page.print(), 100);
}
