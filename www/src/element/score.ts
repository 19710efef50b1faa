// How the work was done: the core's score by the module's own rubric, with the reason and the moment of each point.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { follow } from './follow.ts';
import { gather } from './gather.ts';
import { icon } from './icons.ts';
import type { Reason, Score, ScoreItem, Text } from './message.ts';
import type { Content } from './result-file.ts';
import type { Session } from './session.ts';
import { focusSoon } from './view.ts';
import { workWords } from './work-words.ts';

/** What came of asking: a score, or the key of the sentence why there is none. */
type Judged = { score: Score; /** Places of rows by id when it was scored. */ rows: Map<number, number> } | { why: 'score.busy' | 'score.none' | 'score.failed' };
const judged = new WeakMap<Session, Judged>();

/** What the rubric gives for the work; null without a rubric. */
export async function scoreOfWork(desk: Desk, { record, seconds }: Content): Promise<Score | null> {
  return (await follow(desk)?.score(record, seconds)) ?? null;
}

/** In an exam nothing is said before the work is handed in. */
export function mayAsk({ info, status, folder }: Desk): boolean {
  return folder !== null && (info?.mode !== 'exam' || status?.submitted === true);
}

/** Scores the work as it is now, and shows it. */
export async function ask(desk: Desk): Promise<void> {
  const { session } = desk;
  const content = gather(desk);
  if (!session || !content || !mayAsk(desk)) return;
  const show = (now: Judged) => {
    judged.set(session, now);
    desk.update();
  };
  show({ why: 'score.busy' });
  try {
    const score = await scoreOfWork(desk, content);
    show(score ? { score, rows: new Map(session.everything.rows.map(({ id }, place) => [id, place + 1])) } : { why: 'score.none' });
    if (score) focusSoon(desk, '.score h5');
  } catch {
    show({ why: 'score.failed' });
  }
}

export function scorePanel(desk: Desk): TemplateResult | typeof nothing {
  const now = desk.session && judged.get(desk.session);
  if (!now || !mayAsk(desk)) return nothing;
  const words = workWords(desk);
  if ('why' in now) return html`<p class="hint" role="status">${words.say(now.why)}</p>`;
  const { earned, points, open, overtime, items, title } = now.score;
  const { locale } = desk;
  return html`<div class="score"><h5 tabindex="-1">${words.say('score.total', { earned: number(earned), points: number(points) })}</h5>
    <p>${words.say('score.by', { title: title[locale] })}</p>
    ${open > 0 ? html`<p>${words.say('score.open', { open: number(open) })}</p>` : nothing}
    ${overtime > 0 ? html`<p>${words.say('score.overtime', { points: number(overtime) })}</p>` : nothing}
    <p class="hint">${words.say('score.now')}</p>
    <ol>${items.map((item) => html`<li class=${item.state}><div class="what"><span>${item.text[locale]}</span><b>${words.say('score.of', { earned: number(item.earned), points: number(item.points) })}</b></div>
      <p class="state">${icon(item.state === 'lost' ? 'exclude' : item.state === 'open' ? 'lesson' : 'tick')}${words.say(`score.state.${item.state}`, { open: number(item.open) })}</p>
      ${list(item.reasons, (reason) => because(desk, reason, item, now.rows))}
      ${item.bands.length > 0 ? html`<p class="hint">${words.say('score.bands')}</p>${list(item.bands, ({ text, points: worth }) => words.say('score.level', { points: number(worth), text: text[locale] }))}` : nothing}</li>`)}</ol></div>`;
}

function list(reasons: Reason[], text: (reason: Reason) => string): TemplateResult | typeof nothing {
  return reasons.length === 0 ? nothing : html`<ul>${reasons.map((reason) => html`<li>${text(reason)}</li>`)}</ul>`;
}

/** A reason as a sentence: what, how many points, how often, and when. */
function because(desk: Desk, { key, text, points, times, moment }: Reason, item: ScoreItem, rows: Map<number, number>): string {
  const words = workWords(desk);
  const { locale } = desk;
  const same = (one: Text) => one[locale] === item.text[locale];
  const row = moment ? rows.get(moment.row) : undefined;
  const facts = [
    points === 0 ? '' : words.say('score.points', { points: `${points > 0 && !/for_teacher|may_cost/.test(key) ? '+' : ''}${number(points)}` }),
    times > 1 ? words.say('score.times', { times }) : '',
    moment ? words.say('score.moment', { time: moment.time.toFixed(1) }) : '',
    row === undefined ? '' : desk.say('data.row', { row }),
  ].filter(Boolean).join(words.say('report.comma'));
  const told = same(text) || text[locale] === '' ? words.say(key) : words.say('score.reason', { kind: words.say(key), text: text[locale] });
  return facts === '' ? told : `${told}${words.say('score.facts', { facts })}`;
}

/** Points as they are written: no more decimals than there are, a real minus. */
function number(points: number): string {
  return String(Number(points.toFixed(2))).replace('-', '−');
}
