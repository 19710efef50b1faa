// Class data: a teacher opens the result files of a class. They are read in this browser; nothing leaves it.

import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { download } from '../../element/gather.ts';
import { icon } from '../../element/icons.ts';
import { answerText, headText, unitText } from '../../element/numbers.ts';
import { Words, type Locale } from '../../element/strings.ts';
import pagesEn from '../../strings/pages.en.json';
import pagesZh from '../../strings/pages.zh.json';
import en from '../../strings/class.en.json';
import zh from '../../strings/class.zh.json';
import { addressOf, language, remember, theme, type Theme } from '../preferences.ts';
import { dots } from './dots.ts';
import { Files, nameOf, type Learner, type Refused } from './files.ts';
import { csvOf, headOf, measuresOf, median, wordOf, type Measure } from './measures.ts';
import { rescore } from './rescore.ts';

interface Region {
  id: string;
  en: string;
  zh: string;
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];
const table = (locale: Locale) => new Words(locale, { en: { ...pagesEn, ...en }, zh: { ...pagesZh, ...zh } });

let words: Words = table(language());
let look: Theme = theme();
const files = new Files();
let module = '';
let chosen = '';
let sorted = { by: 'name', down: false };
/** Regions with a rubric of their own, by module; empty until they are known. */
let regions: Record<string, readonly Region[]> = {};
/** The one that is chosen; empty for the module's own rubric. */
let region = '';
let over = false;
let scoring: 'can' | 'busy' | 'failed' = 'can';
let scored = { done: 0, all: 0 };
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const say = (key: string, values?: Record<string, string | number>) => words.say(key, values);

function draw(): void {
  const { documentElement } = document;
  documentElement.lang = words.locale === 'zh' ? 'zh-CN' : 'en';
  documentElement.dataset['theme'] = look === 'auto' ? (dark.matches ? 'dark' : 'light') : look;
  document.title = `${say('gallery.title')} · ${say('class.heading')}`;
  render(page(), document.body);
}

function page(): TemplateResult {
  const next = THEMES[(THEMES.indexOf(look) + 1) % THEMES.length] ?? 'auto';
  const now = document.documentElement.dataset['theme'] as 'light' | 'dark' | 'projector';
  if (!files.modules.includes(module)) module = files.modules[0] ?? '';
  const { learners, others } = files.of(module);
  const measures = measuresOf(learners, words);
  return html`<header class="top"><div class="in">
    <p class="brand"><a href=${addressOf('./index.html')}><span class="mark" aria-hidden="true">格</span><b>${say('gallery.title')}</b><span class="spoken">${say('page.back')}</span></a></p>
    <button type="button" class="tool" lang=${words.locale === 'zh' ? 'en' : 'zh-CN'} @click=${() => choose('lang', words.locale === 'zh' ? 'en' : 'zh')}>${icon('language')}<span>${say('language.other')}</span></button>
    <button type="button" class="tool" aria-label=${say('theme.next', { theme: say(`theme.${look}`) })} title=${say('theme.next', { theme: say(`theme.${look}`) })} @click=${() => choose('theme', next)}>${icon(now)}</button>
  </div></header>
  <main class="in">
    <div class="intro"><h1>${say('class.heading')}</h1><p>${say('class.lead')}</p></div>
    ${opener()}
    ${refused([...files.refused, ...others])}
    ${learners.length === 0 ? nothing : html`${summary(learners)}${classTable(learners, measures)}${distribution(learners, measures)}${help(learners)}${answers(learners)}${marks(learners)}`}
  </main>`;
}

function opener(): TemplateResult {
  return html`<div class=${`drop ${over ? 'over' : ''} ${files.empty ? '' : 'small'}`} @dragover=${(event: DragEvent) => hover(event, true)} @dragleave=${(event: DragEvent) => hover(event, false)} @drop=${drop}>
    <label class="open"><input type="file" multiple accept=".json,application/json" @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      void add(input.files ?? []).then(() => (input.value = ''));
    }}><span>${icon('more')}${say('class.open')}</span></label>
    <p>${say('class.drop')}</p>
    ${files.empty ? nothing : html`<button type="button" class="plain" @click=${() => {
      files.clear();
      draw();
    }}>${say('class.clear')}</button>`}
  </div>`;
}

function hover(event: DragEvent, inside: boolean): void {
  event.preventDefault();
  over = inside;
  draw();
}

function drop(event: DragEvent): void {
  event.preventDefault();
  over = false;
  void add(event.dataTransfer?.files ?? []);
}

async function add(list: Iterable<File>): Promise<void> {
  await files.add(list);
  draw();
}

/** Files that do not count, and why. */
function refused(list: readonly Refused[]): TemplateResult | typeof nothing {
  return html`<div role="status">${list.length === 0 ? nothing : html`<section class="refused" aria-labelledby="refused"><h2 id="refused">${say(list.length === 1 ? 'class.refused.one' : 'class.refused', { count: list.length })}</h2>
    <ul>${list.map(({ file, why, detail }) => html`<li>${icon('warning')}<span><b><bdi>${file}</bdi></b> ${say(`file.${why}`, { detail: why === 'module' ? files.titleOf(detail, words.locale) : detail })}</span></li>`)}</ul></section>`}</div>`;
}

function summary(learners: readonly Learner[]): TemplateResult {
  return html`<div class="head"><h2><bdi>${wordOf(learners, words.locale, 'title')}</bdi></h2>
    <p class="count">${say(learners.length === 1 ? 'class.count.one' : 'class.count', { count: learners.length })}</p>
    ${files.modules.length < 2 ? nothing : html`<label class="pick"><span>${say('class.module')}</span><select @change=${(event: Event) => {
      module = (event.target as HTMLSelectElement).value;
      region = '';
      draw();
    }}>${files.modules.map((id) => html`<option value=${id} .selected=${id === module}>${files.titleOf(id, words.locale)}</option>`)}</select></label>`}
    <div class="acts"><button type="button" class="plain" @click=${() => save(learners)}>${icon('csv')}${say('class.csv')}</button>
    ${choice()}<button type="button" class="plain" ?disabled=${scoring === 'busy'} @click=${() => void score(learners, { file: region === '' ? 'rubric.json' : `rubric-${region}.json` })}>${icon('reset')}${say('class.rescore')}</button>
      <label class="plain other"><input type="file" accept=".json,application/json" ?disabled=${scoring === 'busy'} @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        void input.files?.[0]?.text().then((text) => score(learners, { text })).finally(() => (input.value = ''));
      }}><span>${say('class.rubric')}</span></label></div>
    <p class="count" role="status">${scoring === 'busy' ? say('class.rescore.busy', scored) : nothing}</p>
    ${scoring === 'failed' ? html`<p class="count" role="alert">${say('class.rescore.failed')}</p>` : nothing}
  </div>`;
}

/** By whose rubric it is scored again, where regions have their own. */
function choice(): TemplateResult | typeof nothing {
  const own = regions[module] ?? [];
  return own.length === 0 ? nothing : html`<label class="pick"><span>${say('class.region')}</span><select ?disabled=${scoring === 'busy'} @change=${(event: Event) => {
    region = (event.target as HTMLSelectElement).value;
    draw();
  }}><option value="" .selected=${region === ''}>${say('class.region.none')}</option>${own.map((one) => html`<option value=${one.id} .selected=${one.id === region}>${one[words.locale]}</option>`)}</select></label>`;
}

function save(learners: readonly Learner[]): void {
  // With a byte order mark: spreadsheets then read it as UTF-8.
  download(`${module}-class.csv`, `\ufeff${csvOf(learners, measuresOf(learners, words), words)}`, 'text/csv;charset=utf-8');
}

/** Learners whose recording this page's own core scores: one of another version is left as it is. */
async function score(learners: readonly Learner[], rubric: Parameters<typeof rescore>[2]): Promise<void> {
  const mine = learners.filter(({ notes }) => !notes.some(({ id }) => id === 'version'));
  scoring = 'busy';
  scored = { done: 0, all: mine.length };
  draw();
  try {
    await rescore(module, mine.map(({ content }) => content), rubric, (place, score) => {
      const content = mine[place]?.content;
      if (content && score) content.score = score;
      scored.done = place + 1;
      draw();
    });
    scoring = 'can';
  } catch {
    scoring = 'failed';
  }
  draw();
}

function classTable(learners: readonly Learner[], measures: readonly Measure[]): TemplateResult {
  const by = measures.find(({ id }) => id === sorted.by);
  const rows = [...learners].sort((a, b) => {
    const order = by ? (by.value(a) ?? Infinity) - (by.value(b) ?? Infinity) : nameOf(a).localeCompare(nameOf(b), words.locale === 'zh' ? 'zh-CN' : 'en', { numeric: true });
    return (sorted.down ? -1 : 1) * (Number.isNaN(order) ? 0 : order);
  });
  const head = (id: string, text: string) => html`<th scope="col" aria-sort=${sorted.by === id ? (sorted.down ? 'descending' : 'ascending') : nothing}><button type="button" @click=${() => {
    sorted = { by: id, down: sorted.by === id && !sorted.down };
    draw();
  }}>${text}<span aria-hidden="true">${sorted.by === id ? (sorted.down ? ' ↓' : ' ↑') : ''}</span></button></th>`;
  const noted = rows.some(({ notes }) => notes.length > 0);
  return html`<div class="scroller" tabindex="0" role="group" aria-label=${say('class.table')}><table>
    <thead><tr>${head('name', say('class.name'))}${measures.map((one) => head(one.id, headOf(one)))}${noted ? html`<th scope="col">${say('class.notes')}</th>` : nothing}</tr></thead>
    <tbody>${rows.map((learner) => html`<tr><th scope="row" title=${learner.file}><bdi>${nameOf(learner)}</bdi></th>
      ${measures.map((one) => html`<td>${one.text(learner) || '–'}</td>`)}
      ${noted ? html`<td class="notes">${learner.notes.map(({ id, values }) => html`<p>${say(`note.${id}`, values)}</p>`)}</td>` : nothing}</tr>`)}</tbody>
  </table></div>`;
}

function distribution(learners: readonly Learner[], measures: readonly Measure[]): TemplateResult | typeof nothing {
  const now = measures.find(({ id }) => id === chosen) ?? measures[0];
  if (!now) return nothing;
  const values = learners.flatMap((learner) => {
    const value = now.value(learner);
    return value === null ? [] : [{ value, name: nameOf(learner) }];
  });
  const numbers = values.map(({ value }) => value);
  const middle = median(numbers);
  const unit = unitText(now.unit);
  const digits = (value: number) => String(Number(value.toPrecision(4)));
  const told = say('class.spread', { count: values.length, median: digits(middle), low: digits(Math.min(...numbers)), high: digits(Math.max(...numbers)), unit });
  return html`<section aria-labelledby="spread"><h2 id="spread">${say('class.distribution')}</h2>
    <label class="pick"><span>${say('class.of')}</span><select @change=${(event: Event) => {
      chosen = (event.target as HTMLSelectElement).value;
      draw();
    }}>${measures.map((one) => html`<option value=${one.id} .selected=${one.id === now.id}>${headText(one.name, one.unit)}</option>`)}</select></label>
    ${values.length === 0 ? html`<p class="count">${say('class.novalues')}</p>` : html`<figure>${dots(values, middle, `${now.name}: ${told}`, Math.min(700, Math.max(260, document.documentElement.clientWidth - 90)))}<figcaption>${told}</figcaption></figure>`}
  </section>`;
}

/** Step by step: how many have done it, and who stands before it. */
function help(learners: readonly Learner[]): TemplateResult | typeof nothing {
  const ids = [...new Set(learners.flatMap(({ content }) => content.steps.map(({ id }) => id)))];
  if (ids.length === 0) return nothing;
  return html`<section aria-labelledby="help"><h2 id="help">${say('class.help')}</h2><p class="count">${say('class.help.lead')}</p>
    <ol class="steps">${ids.map((id) => {
      const done = learners.filter(({ content }) => content.steps.some((step) => step.id === id && step.done)).length;
      const stuck = learners.filter(({ content }) => content.steps.find((step) => !step.done)?.id === id);
      return html`<li><p id=${`step-${id}`}>${wordOf(learners, words.locale, `step.${id}`)}</p>
        <p class="bar"><progress max=${learners.length} value=${done} aria-labelledby=${`step-${id}`}></progress><b>${say('class.done', { done, all: learners.length })}</b></p>
        ${stuck.length === 0 ? nothing : html`<p class="stuck">${say('class.stuck')}${stuck.map((learner, place) => html`${place > 0 ? say('class.comma') : ''}<bdi>${nameOf(learner)}</bdi>`)}</p>`}</li>`;
    })}</ol></section>`;
}

/** Question by question: what was answered, alike answers together, the most frequent first. */
function answers(learners: readonly Learner[]): TemplateResult | typeof nothing {
  const questions = [...new Map(learners.flatMap(({ content }) => content.answers.map((one) => [one.id, one] as const))).values()];
  if (questions.length === 0) return nothing;
  const names = (some: readonly Learner[]) => some.map((learner, place) => html`${place > 0 ? say('class.comma') : ''}<bdi>${nameOf(learner)}</bdi>`);
  return html`<section aria-labelledby="answers"><h2 id="answers">${say('class.answers')}</h2><p class="count">${say('class.answers.lead')}</p>
    <ol class="steps answers">${questions.map(({ id, kind }) => {
      const given = new Map<string, Learner[]>();
      for (const learner of learners) {
        const { text = '', unit = '' } = learner.content.answers.find((one) => one.id === id) ?? {};
        const shown = text.trim() === '' ? '' : kind === 'choice' ? wordOf(learners, words.locale, `option.${id}.${text}`) : kind === 'text' ? text : answerText(text, unit);
        given.set(shown, [...(given.get(shown) ?? []), learner]);
      }
      const missing = given.get('') ?? [];
      given.delete('');
      const most = [...given].sort(([, a], [, b]) => b.length - a.length);
      return html`<li><p>${wordOf(learners, words.locale, `question.${id}`)}</p>
        ${most.length === 0 ? nothing : html`<ul>${most.map(([text, some]) => html`<li><b><bdi>${say('class.answer', { text, count: some.length, all: learners.length })}</bdi></b><span>${names(some)}</span></li>`)}</ul>`}
        ${missing.length === 0 ? nothing : html`<p class="stuck">${say('class.unanswered')}${names(missing)}</p>`}</li>`;
    })}</ol></section>`;
}

/** Item by item of the rubric: who lost points. */
function marks(learners: readonly Learner[]): TemplateResult | typeof nothing {
  const scored = learners.filter(({ content }) => content.score !== null);
  const items = [...new Map(scored.flatMap(({ content }) => (content.score?.items ?? []).map((item) => [item.id, item] as const))).values()];
  if (items.length === 0) return nothing;
  return html`<section aria-labelledby="marks"><h2 id="marks">${say('class.marks')}</h2>
    <ol class="steps">${items.map((item) => {
      const lost = scored.filter(({ content }) => content.score?.items.some(({ id, points, earned, open }) => id === item.id && earned + open < points));
      return html`<li><p>${item.text[words.locale] || item.text.en || item.text.zh || item.id}</p>
        <p class="stuck">${lost.length === 0 ? say('class.full') : html`${say('class.lost', { count: lost.length, all: scored.length })}${lost.map((learner, place) => html`${place > 0 ? say('class.comma') : ''}<bdi>${nameOf(learner)}</bdi>`)}`}</p></li>`;
    })}</ol></section>`;
}

function choose(setting: 'lang' | 'theme', value: string): void {
  remember(setting, value);
  if (setting === 'lang') words = table(value as Locale);
  else look = value as Theme;
  draw();
}

// Without the list there is the module's own rubric, and a file that the teacher opens.
void fetch('simulations/index.json').then(async (response) => {
  const entries = response.ok ? ((await response.json()) as { id: string; rubrics?: Region[] }[]) : [];
  regions = Object.fromEntries(entries.map(({ id, rubrics }) => [id, rubrics ?? []]));
  draw();
}).catch(() => undefined);

// A file that misses the field is not opened in place of the page.
for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, (event) => event.preventDefault());
dark.addEventListener('change', draw);
window.addEventListener('resize', draw);
draw();
