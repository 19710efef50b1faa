// What the learner is asked beside the steps, and the exam: its task, its time, its end. Loaded where a module has
// questions or examines. Answers are kept by the core; what is shown of them here is what it says.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import style from './asking.css';
import { dress } from './css.ts';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import type { Question } from './message.ts';
import { unitText } from './numbers.ts';
import type { Session } from './session.ts';
import { openWork } from './view.ts';
import { workWords } from './work-words.ts';

/** Questions whose answer was refused, with the sentence. */
const refused = new WeakMap<Session, Map<string, string>>();
/** Words typed so long ago are an answer, ms: a page that is closed in the middle of a text loses little of it. */
const SETTLED = 1000;
/** Before the end of an exam it is said how much time is left, s. */
const WARNED = 300;

/** A lab with questions, or an exam, has come up. */
export function begin(desk: Desk): void {
  dress(desk.owner.root, style);
  const { session, info } = desk;
  if (info?.mode !== 'exam') return;
  let left = info.minutes * 60 - desk.openFor();
  const clock = setInterval(() => {
    if (desk.session !== session || desk.status?.submitted) return clearInterval(clock);
    const before = left;
    left = info.minutes * 60 - desk.openFor();
    const passed = (mark: number) => before > mark && left <= mark;
    const words = workWords(desk);
    if (passed(WARNED)) desk.speech.say(words.say('exam.left', { minutes: WARNED / 60 }));
    if (passed(0)) desk.toast(words.say('exam.over'));
    desk.update();
  }, 1000);
}

/** Working time of an exam, and how much there is. */
export function timer(desk: Desk): TemplateResult | typeof nothing {
  const { info } = desk;
  if (info?.mode !== 'exam') return nothing;
  const seconds = Math.floor(desk.openFor());
  const late = seconds >= info.minutes * 60;
  const two = (number: number) => String(number).padStart(2, '0');
  const words = workWords(desk);
  // The name changes with the minute only: a reader that looks here hears no seconds.
  return html`<span class=${`worked ${late ? 'late' : ''}`} role="timer" aria-label=${words.say(late ? 'exam.time.over' : 'exam.time', { minutes: Math.floor(seconds / 60), all: info.minutes })}
    title=${words.say('exam.time.hint', { all: info.minutes })}>${late ? icon('warning') : nothing}<b>${Math.floor(seconds / 60)}:${two(seconds % 60)}</b></span>`;
}

export const answered = (desk: Desk, { id }: Question): boolean => (desk.status?.answers[id] ?? '') !== '';

/** The questions that belong to a step: they are answered before it. */
export function at(desk: Desk, step: string): TemplateResult | typeof nothing {
  const own = (desk.info?.questions ?? []).filter(({ before }) => before === step);
  return own.length === 0 ? nothing : html`<div class="questions">${own.map((question) => asked(desk, question))}</div>`;
}

/** The other questions. What is to be answered before the first row or before the start stands open until then; the rest when it is `time` for it, or when they are unfolded. */
export function rest(desk: Desk, time: boolean): TemplateResult {
  const { info, notebook, status, screen } = desk;
  const led = new Set(info?.hints === false ? [] : info?.steps);
  const all = (info?.questions ?? []).filter(({ before }) => !led.has(before));
  const first = all.filter(({ before }) => (before === 'row' && (notebook?.total ?? notebook?.rows.length ?? 0) === 0) || (before === 'play' && (status?.time ?? 0) === 0));
  const others = all.filter((question) => !first.includes(question));
  const open = screen.questions ?? (time || info?.hints === false);
  const words = workWords(desk);
  return html`${first.length > 0 ? html`<div class="questions">${first.map((question) => asked(desk, question))}</div>` : nothing}
    ${others.length > 0 ? html`<div class="questions folded">
      <button type="button" class="flat unfold" aria-expanded=${String(open)} @click=${() => desk.show({ questions: !open })}>${icon(open ? 'up' : 'down')}${words.say('questions.count', { done: others.filter((question) => answered(desk, question)).length, all: others.length })}</button>
      ${open ? others.map((question) => asked(desk, question)) : nothing}</div>` : nothing}
    ${status?.submitted ? html`<p class="handed">${icon('tick')}${words.say('hand.done')}</p>` : nothing}
    ${open || others.length === 0 ? html`<button type="button" part="button" class="plain to-hand" @click=${() => openWork(desk)}>${words.say(status?.submitted ? 'hand.result' : 'hand.open')}</button>` : nothing}`;
}

/** The panel where there are no steps to show. */
export function sheet(desk: Desk): TemplateResult {
  const words = workWords(desk);
  const exam = desk.info?.mode === 'exam';
  return html`<section class="steps open" part="panel" aria-label=${words.say(exam ? 'exam' : 'questions')}>
    <header><h3>${words.say(exam ? 'exam' : 'questions')}</h3></header>
    ${exam ? html`<p class="task">${desk.words.sayOr('summary', '')}</p>` : nothing}
    ${rest(desk, true)}
  </section>`;
}

function asked(desk: Desk, question: Question): TemplateResult {
  const { id, kind, unit, asks_unit, options } = question;
  const { status, say, readonly_ } = desk;
  const words = workWords(desk);
  const text = say(`question.${id}`);
  const answer = status?.answers[id] ?? '';
  const closed = readonly_ || status?.submitted === true;
  if (kind === 'choice') {
    return html`<fieldset class="asked" data-question=${id} ?disabled=${closed}><legend>${text}</legend>
      ${options.map((option) => html`<label class="pick"><input type="radio" name=${`question-${id}`} value=${option} .checked=${live(answer === option)} @change=${() => put(desk, id, option)}><span>${say(`option.${id}.${option}`)}</span></label>`)}
    </fieldset>`;
  }
  const wrong = (desk.session && refused.get(desk.session)?.get(id)) ?? '';
  const note = wrong || (kind === 'text' ? words.say('questions.text') : asks_unit ? words.say('questions.unit') : '');
  const described = note === '' ? nothing : `question-${id}-note`;
  return html`<div class="asked" data-question=${id}><label><span class="text">${text}</span>
    ${kind === 'text'
      ? html`<textarea rows="3" maxlength="2000" .value=${answer} ?readonly=${closed} aria-describedby=${described}
          @input=${(event: Event) => settle(desk, id, event.target as HTMLTextAreaElement)} @change=${(event: Event) => put(desk, id, (event.target as HTMLTextAreaElement).value)}></textarea>`
      : html`<span class="given"><input type="text" autocomplete="off" spellcheck="false" maxlength="40" enterkeyhint="done" inputmode=${asks_unit ? 'text' : 'decimal'} .value=${answer} ?readonly=${closed}
          aria-invalid=${String(wrong !== '')} aria-describedby=${described} @change=${(event: Event) => put(desk, id, (event.target as HTMLInputElement).value)}>${asks_unit ? nothing : html`<span class="unit">${unitText(unit)}</span>`}</span>`}
    </label>${note === '' ? nothing : html`<p class=${wrong ? 'wrong' : 'hint'} id=${`question-${id}-note`}>${note}</p>`}</div>`;
}

function put(desk: Desk, question: string, text: string): void {
  const { session } = desk;
  if (!session || text.trim() === desk.status?.answers[question]) {
    if (session) refused.get(session)?.delete(question);
    return desk.update();
  }
  const wrong = refused.get(session) ?? new Map<string, string>();
  refused.set(session, wrong);
  // What was refused stays in the field to be mended; the sentence stays beside it, longer than the message does.
  if (desk.act({ do: 'answer', question, text })) wrong.delete(question);
  else wrong.set(question, desk.screen.toast);
  desk.update();
}

const settling = new WeakMap<HTMLTextAreaElement, number>();

function settle(desk: Desk, question: string, area: HTMLTextAreaElement): void {
  clearTimeout(settling.get(area));
  settling.set(area, window.setTimeout(() => area.isConnected && put(desk, question, area.value), SETTLED));
}
