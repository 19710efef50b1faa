// The gallery: a catalogue of the experiments, with search and filters, and the required ones of the standards.

import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../element/icons.ts';
import type { Locale, Words } from '../../element/strings.ts';
import { addressOf, language, remember, theme, words, type Theme } from '../preferences.ts';
import { fetchJson, fits, occurring, type Entry, type Filter, type Required } from './catalogue.ts';

const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];
const GROUPS = [['junior', 'physics'], ['junior', 'chemistry'], ['senior', 'physics'], ['senior', 'chemistry']] as const;

let say: Words = words(language());
let look: Theme = theme();
let entries: Entry[] = [];
let required: Required[] = [];
let failure = '';
let loaded = false;
const filter: Filter = readFilter();
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function readFilter(): Filter {
  const params = new URLSearchParams(location.search);
  const value = (name: string) => params.get(name) ?? '';
  return { text: value('q'), subject: value('subject'), stage: value('stage'), standard: value('standard') };
}

/** The filters stay in the address, so that a teacher can pass on what she has found. */
function keepFilter(): void {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of [['q', filter.text], ['subject', filter.subject], ['stage', filter.stage], ['standard', filter.standard]] as const) {
    if (value === '') params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
}

function change(part: Partial<Filter>): void {
  Object.assign(filter, part);
  keepFilter();
  draw();
}

function text(of: Partial<Record<Locale, string>>): string {
  return of[say.locale] || of.en || of.zh || '';
}

function draw(): void {
  const { documentElement } = document;
  documentElement.lang = say.locale === 'zh' ? 'zh-CN' : 'en';
  documentElement.dataset['theme'] = look === 'auto' ? (dark.matches ? 'dark' : 'light') : look;
  document.title = `${say.say('gallery.title')} · ${say.say('gallery.heading')}`;
  render(page(), document.body);
}

function page(): TemplateResult {
  const next = THEMES[(THEMES.indexOf(look) + 1) % THEMES.length] ?? 'auto';
  const now = document.documentElement.dataset['theme'] as 'light' | 'dark' | 'projector';
  return html`<a class="skip" href="#catalogue">${say.say('gallery.skip')}</a>
  <header class="top"><div class="in">
    <p class="brand"><span class="mark" aria-hidden="true">格</span><b>${say.say('gallery.title')}</b></p>
    <a class="tool to-class" href=${addressOf('class.html')}>${icon('record')}<span>${say.say('gallery.class')}</span></a>
    <button type="button" class="tool" lang=${say.locale === 'zh' ? 'en' : 'zh-CN'} @click=${() => choose('lang', say.locale === 'zh' ? 'en' : 'zh')}>${icon('language')}<span>${say.say('language.other')}</span></button>
    <button type="button" class="tool" aria-label=${say.say('theme.next', { theme: say.say(`theme.${look}`) })} title=${say.say('theme.next', { theme: say.say(`theme.${look}`) })} @click=${() => choose('theme', next)}>${icon(now)}</button>
  </div></header>
  <main class="in">
    <div class="intro"><h1>${say.say('gallery.heading')}</h1><p>${say.say('gallery.lead')}</p></div>
    ${failure === '' ? html`${filters()}${catalogue()}${standards()}` : html`<p class="none" role="alert">${say.say('gallery.failed', { detail: failure })}</p>`}
  </main>`;
}

function filters(): TemplateResult {
  const ids = [...new Set(entries.flatMap((entry) => entry.standards))];
  return html`<form class="filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
    <label class="search"><span class="spoken">${say.say('gallery.search')}</span>${icon('search')}
      <input type="search" placeholder=${say.say('gallery.search')} .value=${filter.text} @input=${(event: Event) => change({ text: (event.target as HTMLInputElement).value })}></label>
    ${segments('subject', occurring(entries, 'subject'))}
    ${segments('stage', occurring(entries, 'stage'))}
    <label class="pick"><span>${say.say('gallery.standard')}</span><select @change=${(event: Event) => change({ standard: (event.target as HTMLSelectElement).value })}>
      <option value="" .selected=${filter.standard === ''}>${say.say('gallery.all')}</option>
      ${ids.map((id) => html`<option value=${id} .selected=${id === filter.standard}>${id}</option>`)}</select></label>
  </form>`;
}

function segments(field: 'subject' | 'stage', values: string[]): TemplateResult | typeof nothing {
  if (values.length < 2 && filter[field] === '') return nothing;
  // An address may ask for what no experiment has: the choice is shown, so that it can be undone.
  const all = [...new Set(['', ...values, filter[field]])];
  return html`<div class="segments" role="group" aria-label=${say.say(`gallery.${field}`)}>${all.map((value) => html`<button type="button" aria-pressed=${String(filter[field] === value)}
    @click=${() => change({ [field]: value })}>${value === '' ? say.say('gallery.all') : say.say(`${field}.${value}`)}</button>`)}</div>`;
}

function catalogue(): TemplateResult {
  const names = new Map(required.map((one) => [one.id, one]));
  const found = entries.filter((entry) => fits(entry, filter, names));
  return html`<section id="catalogue" tabindex="-1" aria-label=${say.say('gallery.heading')}>
    <p class="count" role="status">${!loaded ? '' : say.say(found.length === 1 ? 'gallery.count.one' : 'gallery.count', { count: found.length })}</p>
    ${loaded && found.length === 0 ? html`<div class="none"><p>${say.say('gallery.none')}</p><button type="button" class="plain" @click=${() => change({ text: '', subject: '', stage: '', standard: '' })}>${say.say('gallery.clear')}</button></div>` : nothing}
    <ul class="cards">${repeat(found, (entry) => entry.id, (entry) => card(entry))}</ul>
  </section>`;
}

function card(entry: Entry): TemplateResult {
  const facts = [entry.subject ? say.say(`subject.${entry.subject}`) : '', entry.stage ? say.say(`stage.${entry.stage}`) : '', entry.minutes ? say.say('gallery.minutes', { minutes: entry.minutes }) : ''].filter(Boolean);
  return html`<li class="card">
    <div class="picture"><img src=${`simulations/${entry.id}/poster.svg`} alt="" loading="lazy" @error=${(event: Event) => (event.target as HTMLElement).classList.add('missing')}>${icon('flask')}</div>
    <div class="text">
      <h2><a href=${addressOf('lab.html', { id: entry.id })}>${text(entry.title) || entry.id}</a></h2>
      <p class="summary">${text(entry.summary)}</p>
      <p class="facts">${facts.join(' · ')}</p>
      <ul class="tags">${entry.standards.map((id) => html`<li>${id}</li>`)}</ul>
    </div>
  </li>`;
}

function standards(): TemplateResult | typeof nothing {
  if (required.length === 0) return nothing;
  const by = new Map(entries.flatMap((entry) => entry.standards.map((id) => [id, entry.id] as const)));
  const done = required.filter(({ id }) => by.has(id)).length;
  return html`<section class="required" aria-labelledby="required">
    <header><h2 id="required">${say.say('gallery.required')}</h2><p>${say.say('gallery.required.lead')}</p>
      <p class="score"><progress max=${required.length} value=${done} aria-labelledby="required"></progress><b>${say.say('gallery.required.count', { done, all: required.length })}</b></p></header>
    <div class="groups">${GROUPS.map(([stage, subject]) => group(stage, subject, by))}</div>
  </section>`;
}

function group(stage: string, subject: string, by: ReadonlyMap<string, string>): TemplateResult | typeof nothing {
  const mine = required.filter((one) => one.stage === stage && one.subject === subject);
  if (mine.length === 0) return nothing;
  const done = mine.filter(({ id }) => by.has(id)).length;
  return html`<section><h3>${say.say(`stage.${stage}`)} · ${say.say(`subject.${subject}`)}<span>${done} / ${mine.length}</span></h3>
    <ol>${mine.map((one) => {
      const module = by.get(one.id);
      const name = say.locale === 'zh' ? one.zh : one.en;
      return html`<li class=${module ? 'stands' : ''}><code>${one.id}</code>${module ? html`<a href=${addressOf('lab.html', { id: module })}>${name}</a>${icon('tick')}` : html`<span>${name}<span class="spoken"> (${say.say('gallery.required.pending')})</span></span>`}</li>`;
    })}</ol></section>`;
}

function choose(setting: 'lang' | 'theme', value: string): void {
  remember(setting, value);
  if (setting === 'lang') say = words(value as Locale);
  else look = value as Theme;
  draw();
}

dark.addEventListener('change', draw);
draw();
Promise.all([
  fetchJson<Entry[]>('simulations/index.json'),
  // The catalogue stands without the list of the standards.
  fetchJson<Required[]>('simulations/data/standards.json').catch(() => []),
]).then(
  ([all, list]) => {
    entries = all;
    required = list;
    loaded = true;
    draw();
  },
  (cause: unknown) => {
    failure = cause instanceof Error ? cause.message : String(cause);
    draw();
  },
);
