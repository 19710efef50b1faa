// Options: place, constants, view, vectors; and on a narrow screen what the header has no room for.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { dress } from './css.ts';
import type { Choice, Desk } from './desk.ts';
import { icon } from './icons.ts';
import { quantityText } from './numbers.ts';
import style from './settings.css';
import { LOCALES } from './strings.ts';
import { toolWords } from './tool-words.ts';
import { closeSheet, focusSoon, openWork, toggleFullscreen } from './view.ts';

/** Gives the element the look of this part. */
export function begin({ owner: { root } }: Desk): void {
  dress(root, style);
}

const THEMES: readonly Choice[] = ['auto', 'light', 'dark', 'projector'];

export function settings(desk: Desk): TemplateResult {
  const { info, owner, themeChoice, locale } = desk;
  if (!info) return html``;
  const words = toolWords(desk);
  const say = (key: string) => words.sayOr(key, desk.say(key));
  const here = info.sites.find(({ id }) => id === info.site);
  const close = () => closeSheet(desk);
  return html`<div class="veil" @click=${close}></div>
  <aside class="popover" role="dialog" aria-label=${say('settings')}>
    <header><h3>${say('settings')}</h3><button type="button" class="flat close" aria-label=${say('close')} @click=${close}>${icon('close')}</button></header>
    ${info.sites.length > 1 ? html`<label class="option"><span>${say('settings.site')}</span>
      <select ?disabled=${desk.readonly_} @change=${(event: Event) => desk.act({ do: 'site', site: (event.target as HTMLSelectElement).value })}>
        ${info.sites.map(({ id }) => html`<option value=${id} ?selected=${id === info.site}>${say(`site.${id}`)}</option>`)}</select></label>
      ${here ? html`<p class="facts"><span><i>g</i> = ${spaced(here.gravity)}</span><span><i>p</i> = ${spaced(here.pressure)}</span>${here.elevation ? html`<span>${spaced(here.elevation)}</span>` : nothing}</p>` : nothing}` : nothing}
    ${info.profiles.length > 1 ? html`<div class="option"><span>${say('settings.profile')}</span>${segments(say('settings.profile'), info.profiles, info.profile, (id) => say(`profile.${id}`), (profile) => desk.act({ do: 'profile', profile }), desk.readonly_)}</div>
      <p class="facts">${words.sayOr(`profile.${info.profile}.hint`, '')}</p>` : nothing}
    ${info.vectors ? html`<label class="option toggle"><span>${say('settings.vectors')}</span><input type="checkbox" role="switch" .checked=${desk.vectors} @change=${(event: Event) => desk.chooseVectors((event.target as HTMLInputElement).checked)}><span class="switch" aria-hidden="true"></span></label>` : nothing}
    ${desk.status?.energy ? html`<label class="option toggle"><span>${say('energy')}</span><input type="checkbox" role="switch" class="energy" .checked=${desk.screen.drawer === 'energy'} @change=${(event: Event) => {
      const open = (event.target as HTMLInputElement).checked;
      desk.show({ drawer: open ? 'energy' : '', ...(open ? { sheet: '', tall: true } : {}) });
      if (open) focusSoon(desk, '.drawer .close');
    }}><span class="switch" aria-hidden="true"></span></label>` : nothing}
    <div class="option"><span>${say('settings.theme')}</span>${segments(say('settings.theme'), THEMES, themeChoice, (id) => say(`theme.${id}`), (id) => owner.choose('theme', id))}</div>
    <div class="option"><span>${say('settings.language')}</span>${segments(say('settings.language'), LOCALES, locale, (id) => say(`language.${id}`), (id) => owner.choose('lang', id))}</div>
    <div class="acts small-only">
      <button type="button" class="plain" @click=${() => openWork(desk)}>${icon('csv')}${say('work')}</button>
      <button type="button" class="plain" @click=${() => toggleFullscreen(desk)}>${icon('fullscreen')}${say('fullscreen')}</button>
    </div>
    ${desk.keeper?.panel() ?? nothing}
  </aside>`;
}

/** `9.80 m/s^2` as number, thin space, printed unit. */
function spaced(quantity: string): string {
  const [digits = '', ...unit] = quantity.split(' ');
  return quantityText(digits, unit.join(' '));
}

function segments<T extends string>(label: string, ids: readonly T[], now: string, name: (id: T) => string, choose: (id: T) => void, disabled = false): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${label}>${ids.map((id) => html`<button type="button" ?disabled=${disabled} aria-pressed=${String(id === now)} @click=${() => choose(id)}>${name(id)}</button>`)}</div>`;
}
