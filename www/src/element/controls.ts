// What may be set: sliders with a typed value, steppers, switches, choices, buttons.
// Values go to the core as text in the control's own unit; the core refuses what is not possible.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import type { Control } from './message.ts';
import { quantityText, symbolMarks, symbolText, unitText } from './numbers.ts';

export function controls(desk: Desk): TemplateResult {
  const { info, shown, say } = desk;
  const all = (info?.controls ?? []).filter(({ id }) => !shown || shown.has(id));
  return html`<section class=${all.length > 4 ? 'controls many' : 'controls'} part="panel" aria-label=${say('controls')}>
    ${all.length === 0 ? html`<p class="hint">${say('controls.none')}</p>` : all.map((control) => one(desk, control))}
  </section>`;
}

function one(desk: Desk, control: Control): TemplateResult {
  switch (control.as) {
    case 'slider': return slider(desk, control);
    case 'number': return stepper(desk, control);
    case 'toggle': return toggle(desk, control);
    case 'choice': return choice(desk, control);
    case 'button':
      return html`<div class="control press" part="control"><button type="button" part="button" class="plain" ?disabled=${desk.readonly_}
        @click=${() => desk.act({ do: 'control', control: control.id, value: '1' })}>${desk.say(`control.${control.id}`)}</button></div>`;
  }
}

function name(desk: Desk, { id }: Control): string {
  return desk.say(`control.${id}`);
}

/** The symbol after a label: that of the path, else of the id. */
function symbol(desk: Desk, { id, path, as }: Control): string {
  if (as !== 'slider' && as !== 'number') return '';
  const key = [`symbol.${path}`, `symbol.${id}`].find((one) => desk.words.has(one));
  return key === undefined ? '' : desk.say(key);
}

function label(desk: Desk, control: Control): TemplateResult {
  const sign = symbol(desk, control);
  return html`${name(desk, control)}${sign ? html`<span class="sym">${symbolMarks(sign)}</span>` : nothing}`;
}

function send(desk: Desk, control: Control, input: HTMLInputElement | HTMLSelectElement): void {
  desk.act({ do: 'control', control: control.id, value: input.value.trim() });
  // What holds now, also after a refusal.
  const now = desk.status?.controls[control.id];
  if (now) input.value = control.as === 'choice' ? now.choice : input.type === 'range' ? String(now.value) : now.text;
}

function typed(desk: Desk, control: Control): TemplateResult {
  const text = desk.status?.controls[control.id]?.text ?? '';
  const longest = Math.max(control.from.toFixed(control.decimals).length, control.to.toFixed(control.decimals).length);
  return html`<label class="entry" ${css({ '--digits': String(longest) })}><input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" part="readout"
    aria-label=${desk.say('control.type', { name: name(desk, control) })} ?disabled=${desk.readonly_} .value=${text}
    @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Enter') send(desk, control, event.target as HTMLInputElement);
      else if (event.key === 'Escape') (event.target as HTMLInputElement).value = desk.status?.controls[control.id]?.text ?? '';
    }}
    @change=${(event: Event) => send(desk, control, event.target as HTMLInputElement)}><span class="unit">${unitText(control.unit)}</span></label>`;
}

function slider(desk: Desk, control: Control): TemplateResult {
  const now = desk.status?.controls[control.id];
  const value = now?.value ?? control.from;
  const part = control.to > control.from ? Math.min(1, Math.max(0, (value - control.from) / (control.to - control.from))) : 0;
  const sign = symbol(desk, control);
  return html`<div class="control slider" part="control">
    <span class="label" title=${name(desk, control)}>${label(desk, control)}</span>
    <input type="range" part="slider" min=${control.from} max=${control.to} step=${control.step || 'any'} .value=${String(value)} ?disabled=${desk.readonly_}
      ${css({ '--part': part.toFixed(4) })}
      aria-label=${name(desk, control) + (sign ? ` ${symbolText(sign)}` : '')} aria-valuetext=${quantityText(now?.text ?? '', control.unit)}
      @input=${(event: Event) => send(desk, control, event.target as HTMLInputElement)}>
    ${typed(desk, control)}
  </div>`;
}

function stepper(desk: Desk, control: Control): TemplateResult {
  const value = desk.status?.controls[control.id]?.value ?? control.from;
  const by = (sign: number) => () => desk.act({ do: 'control', control: control.id, value: (value + sign * control.step).toFixed(control.decimals) });
  return html`<div class="control number" part="control">
    <span class="label" title=${name(desk, control)}>${label(desk, control)}</span>
    <span class="stepper">
      <button type="button" part="button" class="round" aria-label=${desk.say('control.less', { name: name(desk, control) })} ?disabled=${desk.readonly_ || value <= control.from} @click=${by(-1)}>${icon('less')}</button>
      ${typed(desk, control)}
      <button type="button" part="button" class="round" aria-label=${desk.say('control.more', { name: name(desk, control) })} ?disabled=${desk.readonly_ || value >= control.to} @click=${by(1)}>${icon('more')}</button>
    </span>
  </div>`;
}

function toggle(desk: Desk, control: Control): TemplateResult {
  const on = (desk.status?.controls[control.id]?.value ?? 0) !== 0;
  return html`<label class="control toggle" part="control">
    <span class="label" title=${name(desk, control)}>${label(desk, control)}</span>
    <input type="checkbox" role="switch" .checked=${on} ?disabled=${desk.readonly_} @change=${(event: Event) => {
      const box = event.target as HTMLInputElement;
      desk.act({ do: 'control', control: control.id, value: box.checked ? '1' : '0' });
      box.checked = (desk.status?.controls[control.id]?.value ?? 0) !== 0;
    }}><span class="switch" aria-hidden="true"></span>
  </label>`;
}

function choice(desk: Desk, control: Control): TemplateResult {
  const now = desk.status?.controls[control.id]?.choice ?? '';
  return html`<label class="control choice" part="control">
    <span class="label" title=${name(desk, control)}>${label(desk, control)}</span>
    <select ?disabled=${desk.readonly_} @change=${(event: Event) => send(desk, control, event.target as HTMLSelectElement)}>
      ${control.choices.map((id) => html`<option value=${id} ?selected=${id === now}>${desk.say(`choice.${control.id}.${id}`)}</option>`)}
    </select>
  </label>`;
}

/** What each control says now, for sentences: `{length}` -> `0.800 m`. */
export function told(desk: Desk): Record<string, string> {
  const said: Record<string, string> = {};
  for (const { id, as, unit } of desk.info?.controls ?? []) {
    const now = desk.status?.controls[id];
    if (!now) continue;
    if (as === 'choice') said[id] = desk.say(`choice.${id}.${now.choice}`);
    else if (as === 'toggle') said[id] = desk.say(now.value === 0 ? 'control.off' : 'control.on');
    else said[id] = quantityText(now.text, unit);
  }
  return said;
}
