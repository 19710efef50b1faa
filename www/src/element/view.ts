// The lab on the screen: header, stage, bar, panels, sheets and the states in which there is no lab.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { controls, told } from './controls.ts';
import { cover } from './cover.ts';
import type { Desk, Tab } from './desk.ts';
import { graphs } from './graph.ts';
import { icon, type IconName } from './icons.ts';
import { quantityText } from './numbers.ts';
import { steps } from './steps.ts';
import { data } from './table.ts';
import { transport } from './transport.ts';
import { views } from './views.ts';

const THEMES = ['auto', 'light', 'dark', 'projector'] as const;

export function lab(desk: Desk): TemplateResult {
  const { phase, screen, say, theme, shown, locale } = desk;
  const live = phase === 'ready' && desk.info !== null;
  const bare = shown === undefined;
  if (live) describeStage(desk);
  return html`<div class="frame"><div class=${`lab ${theme} ${bare ? 'bare' : ''} ${screen.tall ? 'tall' : ''} ${screen.wide ? 'wide' : ''}`} data-tab=${screen.tab}
      lang=${locale === 'zh' ? 'zh-CN' : 'en'} role="region" @keydown=${(event: KeyboardEvent) => escape(desk, event)} aria-label=${desk.words.has('title') ? say('lab.named', { title: say('title') }) : say('lab.name')}>
    ${live ? html`
      ${bare ? nothing : head(desk)}
      ${desk.stage.node}
      ${bare ? nothing : views(desk)}
      ${bare ? nothing : html`<div class="bar">${transport(desk)}${controls(desk)}</div>${tabs(desk)}
        <div class="panel" @keydown=${(event: KeyboardEvent) => desk.tools?.keys(desk, event)}>${desk.bench?.panel() ?? steps(desk)}${data(desk)}${graphs(desk)}${desk.tools?.drawer(desk) ?? nothing}</div>`}
      ${screen.lens === '' ? nothing : (desk.tools?.lens(desk) ?? nothing)}
      ${screen.sheet === 'settings' ? (desk.options?.settings(desk) ?? nothing) : nothing}
      ${screen.sheet === 'lesson' ? lessonSheet(desk) : nothing}
      ${screen.sheet === 'work' ? (desk.work?.workSheet(desk) ?? nothing) : nothing}
      ${desk.keeper && screen.sheet === '' && screen.lens === '' ? desk.keeper.notice() : nothing}
      ${screen.toast === '' ? nothing : html`<div class="toast" part="message">${icon('warning')}<p>${screen.toast}</p>
        <button type="button" class="flat" aria-label=${say('close')} @click=${() => desk.toast('')}>${icon('close')}</button></div>`}
    ` : nothing}
    ${live && desk.revealed ? nothing : cover(desk)}
    <div class="spoken" role="status">${screen.toast}</div>
    ${desk.speech.node}
  </div></div>`;
}

/** Esc closes what lies on top. */
function escape(desk: Desk, event: KeyboardEvent): void {
  const { screen, stage } = desk;
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (screen.lens !== '') stage.lens.close();
  else if (screen.sheet !== '') closeSheet(desk);
  else if (screen.toast !== '') desk.toast('');
  else return;
  event.preventDefault();
}

/** Opens a sheet, and gives it the keyboard. */
export function openSheet(desk: Desk, sheet: 'lesson' | 'settings' | 'work'): void {
  if (sheet !== 'lesson' && !desk.tools) return desk.withTools(() => openSheet(desk, sheet));
  const open = desk.screen.sheet === sheet;
  desk.show({ sheet: open ? '' : sheet });
  if (!open) focusSoon(desk, '[role="dialog"] .close');
}

export function closeSheet(desk: Desk): void {
  const { sheet } = desk.screen;
  desk.show({ sheet: '' });
  // On a narrow screen the work is opened from the options.
  [...desk.owner.root.querySelectorAll<HTMLElement>(`.opens-${sheet}, .opens-settings`)].find((one) => one.getClientRects().length > 0)?.focus({ preventScroll: true });
}

/** Opens what the learner takes along: export, report, handing in. It is fetched when it is first wanted. */
export function openWork(desk: Desk): void {
  if (desk.work) return openSheet(desk, 'work');
  fetched(desk, 'work', import('./work.ts').then((work) => {
    desk.work = work;
    work.begin(desk);
  }));
}

/** Opens the options; they are fetched when they are first wanted. */
function openSettings(desk: Desk): void {
  if (desk.options) return openSheet(desk, 'settings');
  fetched(desk, 'settings', import('./settings.ts').then((options) => {
    desk.options = options;
    options.begin(desk);
  }));
}

function fetched(desk: Desk, sheet: 'work' | 'settings', part: Promise<void>): void {
  part.then(() => openSheet(desk, sheet), () => desk.toast(desk.say('work.missing')));
}

/** After the next picture of the panels. */
export function focusSoon(desk: Desk, selector: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => desk.owner.root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })));
}

/** The text alternative of the picture: what it is, and what it shows now. */
function describeStage(desk: Desk): void {
  const { stage, status, info, say } = desk;
  const values = (info?.instruments ?? []).flatMap(({ id }) =>
    (status?.readings[id] ?? []).filter(({ state }) => state === 'ok').map(({ shown, unit }) => `${desk.words.sayOr(`instrument.${id}`, id)} ${quantityText(shown, unit)}`),
  );
  const text = [desk.description || desk.words.sayOr('alt', ''), desk.words.sayOr('spoken.summary', '', told(desk)), values.length > 0 ? say('stage.now', { values: values.join(', ') }) : '', say('stage.keys')].filter(Boolean).join(' ');
  if (stage.node.getAttribute('aria-label') !== say('stage.name')) stage.node.setAttribute('aria-label', say('stage.name'));
  // The description of a running lab would be read over and over: it is kept while the clock runs.
  if (desk.paused && stage.node.getAttribute('aria-description') !== text) stage.node.setAttribute('aria-description', text);
}

function head(desk: Desk): TemplateResult {
  const { info, say, words, screen, owner, themeChoice } = desk;
  const place = info?.site ? say(`site.${info.site}`) : '';
  const subtitle = [info ? say(`subject.${info.subject}`) : '', info ? say(`stage.${info.stage}`) : '', place].filter(Boolean).join(' · ');
  const next = THEMES[(THEMES.indexOf(themeChoice) + 1) % THEMES.length] ?? 'auto';
  const full = document.fullscreenElement === owner.element;
  const look: IconName = desk.theme;
  return html`<header class="head">
    <div class="titles"><h2>${words.has('title') ? say('title') : (info?.id ?? '')}</h2><p>${subtitle}</p></div>
    <slot name="toolbar"></slot>
    ${desk.asking?.timer(desk) ?? nothing}
    <div class="tools">
      ${info?.hints === false ? nothing : tool('lesson', say('lesson'), () => openSheet(desk, 'lesson'), screen.sheet === 'lesson', 'keep opens-lesson')}
      ${tool('language', say('language.other'), () => owner.choose('lang', words.locale === 'zh' ? 'en' : 'zh'))}
      ${tool(look, say('theme.next', { theme: say(`theme.${themeChoice}`) }), () => owner.choose('theme', next))}
      ${tool('csv', say('work'), () => openWork(desk), screen.sheet === 'work', 'opens-work')}
      ${tool(full ? 'unfullscreen' : 'fullscreen', say(full ? 'fullscreen.leave' : 'fullscreen'), () => toggleFullscreen(desk))}
      ${tool('settings', say('settings'), () => openSettings(desk), screen.sheet === 'settings', 'keep opens-settings')}
    </div>
  </header>`;
}

function tool(name: IconName, label: string, act: () => void, pressed = false, kind = ''): TemplateResult {
  return html`<button type="button" class=${`flat tool ${kind}`} part="button" aria-label=${label} title=${label} aria-expanded=${kind === '' ? nothing : String(pressed)} @click=${act}>${icon(name)}</button>`;
}

function lessonSheet(desk: Desk): TemplateResult {
  const { say } = desk;
  void desk.lesson.show();
  return html`<aside class="sheet" role="dialog" aria-label=${say('lesson')}>
    <header><h3>${say('lesson')}</h3><button type="button" class="flat close" aria-label=${say('close')} @click=${() => closeSheet(desk)}>${icon('close')}</button></header>
    <div class="scroller" tabindex="0" role="group" aria-label=${say('lesson')}><slot name="lesson">${desk.lesson.node}</slot></div>
  </aside>`;
}

const TABS: readonly Tab[] = ['controls', 'data', 'graph', 'steps'];

/** Where there is no room for all panels: one of them at a time. */
function tabs(desk: Desk): TemplateResult {
  const { say, screen, info } = desk;
  const there = TABS.filter((tab) => (tab !== 'steps' || info?.steps.length || desk.asking || desk.bench) && (tab !== 'graph' || info?.graph || info?.graphs.length));
  return html`<nav class="tabs" aria-label=${say('tabs')}>
    ${there.map((tab) => html`<button type="button" aria-pressed=${String(tab === screen.tab)} @click=${() => desk.show({ tab })}>${say(tab)}</button>`)}
    <button type="button" class="flat grow" aria-pressed=${String(screen.tall)} aria-label=${say(screen.tall ? 'tabs.less' : 'tabs.more')} @click=${() => desk.show({ tall: !screen.tall })}>${icon(screen.tall ? 'down' : 'up')}</button>
  </nav>`;
}

export function toggleFullscreen(desk: Desk): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : desk.owner.element.requestFullscreen();
  done.catch(() => undefined).finally(() => desk.update());
}
