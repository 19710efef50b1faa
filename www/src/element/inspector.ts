// What the chosen part of the workbench is: its ends, its settings, and what it shows now.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { benchWords } from './bench-words.ts';
import { icon } from './icons.ts';
import type { Property } from './message.ts';
import { quantityText, unitText } from './numbers.ts';
import type { Bench } from './workbench.ts';

/** The field that is being written in keeps its text while the number moves on. */
let writing: { path: string; text: string } | null = null;

export function inspector(bench: Bench): TemplateResult {
  const { desk, chosen, plan } = bench;
  const words = benchWords(desk);
  const piece = plan.pieces.find(({ id }) => id === chosen);
  const offer = plan.offers.find(({ kind }) => kind === piece?.kind);
  // What has no name here is no learner's matter: feet of a rail, looks.
  const all = (desk.session?.call((core, handle) => JSON.parse(core.properties?.(handle, bench.pathOf(chosen)) ?? '[]') as Property[]) ?? []).filter(({ name }) => words.has(`v.${name}`));
  const closed = desk.readonly_ || desk.status?.submitted === true;
  const settings = all.filter(({ settable }) => settable);
  const computed = all.filter(({ settable, value }) => !settable && Number.isFinite(value));
  const named = (name: string) => words.say(`v.${name}`);
  const plot = ({ path, name }: Property) => html`<button type="button" class="flat plot" aria-label=${words.say('plot', { of: named(name) })} title=${words.say('plot', { of: named(name) })} aria-pressed=${String(desk.info?.graph?.y.id === path)}
    @click=${() => bench.act({ do: 'plot', x: '', y: path }) && desk.show({ graph: 'live' })}>${icon('axes')}</button>`;
  return html`<div class="inspector"><header><h4>${bench.nameOf(chosen)}</h4><button type="button" class="flat" ?disabled=${closed} aria-label=${words.say('remove', { part: bench.nameOf(chosen) })} title=${words.say('remove', { part: bench.nameOf(chosen) })} @click=${() => bench.remove(chosen)}>${icon('remove')}</button></header>
    <div class="settings">
      ${(offer?.ends ?? []).map((end, index) => html`<label><span>${words.say(`end.${end.name}`)}</span><select ?disabled=${closed} .value=${piece?.joined[index] ?? ''} @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        bench.act({ do: 'join', part: bench.pathOf(chosen), terminal: end.name, to: select.value });
        // What holds now, also after a refusal.
        select.value = bench.plan.pieces.find(({ id }) => id === chosen)?.joined[index] ?? '';
      }}>${end.required ? nothing : html`<option value="">${words.say('nothing')}</option>`}${bench.partners(end.joins, chosen).map(({ id }) => html`<option value=${id} ?selected=${id === piece?.joined[index]}>${bench.nameOf(id)}</option>`)}</select></label>`)}
      ${settings.map((property) => html`<div class="row"><label><span>${named(property.name)}</span>${control(bench, property, closed)}</label>${property.state ? plot(property) : nothing}</div>`)}
    </div>
    ${computed.length === 0 ? nothing : html`<dl class="computed">${computed.map((property) => html`<div class="row"><dt>${named(property.name)}</dt><dd>${quantityText(property.text, property.unit)}${plot(property)}</dd></div>`)}</dl>`}
  </div>`;
}

function control(bench: Bench, { path, name, as, text, unit, value, choices }: Property, closed: boolean): TemplateResult {
  const { desk } = bench;
  const words = benchWords(desk);
  const set = (to: string) => bench.act({ do: 'set', path, value: to });
  if (as === 'toggle') {
    return html`<input type="checkbox" ?disabled=${closed} .checked=${value !== 0} @change=${(event: Event) => {
      const box = event.target as HTMLInputElement;
      if (!set(String(box.checked))) box.checked = value !== 0;
    }}>`;
  }
  if (as === 'choice') {
    return html`<select ?disabled=${closed} .value=${text} @change=${(event: Event) => {
      const select = event.target as HTMLSelectElement;
      if (!set(select.value)) select.value = text;
    }}>${choices.map((choice) => html`<option value=${choice} ?selected=${choice === text}>${words.sayOr(`choice.${choice}`, words.say(`kind.${choice}`))}</option>`)}</select>`;
  }
  const shown = writing?.path === path ? writing.text : text;
  return html`<span class="entry"><input type="text" inputmode="decimal" autocomplete="off" data-name=${name} ?disabled=${closed} .value=${shown}
    @focus=${(event: Event) => (writing = { path, text: (event.target as HTMLInputElement).value })} @blur=${() => {
      writing = null;
      desk.update();
    }}
    @keydown=${(event: KeyboardEvent) => {
      const input = event.target as HTMLInputElement;
      if (event.key === 'Enter') input.blur();
      else if (event.key === 'Escape' && input.value !== shown) {
        event.stopPropagation();
        input.value = shown;
      }
    }}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const given = input.value.trim().replace('−', '-');
      // A plain number is in the unit beside the field; another unit may be written.
      const plain = /^[-+]?[\d.,]+(e[-+]?\d+)?$/i.test(given);
      if (!set(plain ? `${given.replace(',', '.')} ${unit}`.trim() : given)) input.value = text;
      if (writing?.path === path) writing.text = input.value;
    }}><span class="unit">${unitText(unit)}</span></span>`;
}
