// Who takes the reading, the way back and forth, and what opens note and runs.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { openers } from './drawers.ts';
import { icon } from './icons.ts';
import { toolWords } from './tool-words.ts';

/** Who takes the reading; nothing where the experiment leaves no choice. */
function reader(desk: Desk): TemplateResult | typeof nothing {
  const { status } = desk;
  const words = toolWords(desk);
  if (!status?.modes || status.modes.length < 2 || !desk.info?.columns.some(({ kind }) => kind === 'reading')) return nothing;
  return html`<select class="reader" aria-label=${words.say('reader')} title=${words.say('reader')} ?disabled=${desk.readonly_} .value=${status.reading} @change=${(event: Event) => {
    const select = event.target as HTMLSelectElement;
    if (desk.act({ do: 'reading', mode: select.value })) desk.speech.say(words.say(`reader.now.${select.value}`));
    // What holds now, also after a refusal.
    select.value = desk.status?.reading ?? '';
  }}>${status.modes.map((mode) => html`<option value=${mode} ?selected=${mode === status.reading}>${words.say(`reader.${mode}`)}</option>`)}</select>`;
}

/** In the head of the table: back and forth. */
export function back(desk: Desk): TemplateResult {
  const { notebook, readonly_ } = desk;
  const words = toolWords(desk);
  // Not `disabled`: a button that has just been pressed keeps the keyboard when there is nothing more to take back.
  const step = (way: 'undo' | 'redo', count: number) => html`<button type="button" part="button" class="flat" aria-label=${words.say(way)} title=${`${words.say(way)} (Ctrl+${way === 'undo' ? 'Z' : 'Y'})`} aria-keyshortcuts=${way === 'undo' ? 'Control+Z' : 'Control+Y'}
    aria-disabled=${String(count === 0 || readonly_)} @click=${() => turn(desk, way)}>${icon(way)}</button>`;
  return html`<span class="back">${step('undo', notebook?.undo ?? 0)}${step('redo', notebook?.redo ?? 0)}</span>`;
}

/** Below the table: who reads, the note, the runs. */
export function bar(desk: Desk): TemplateResult {
  return html`<div class="bar-below" role="group" aria-label=${toolWords(desk).say('notebook.tools')}>${reader(desk)}${openers(desk)}</div>`;
}

function turn(desk: Desk, way: 'undo' | 'redo'): void {
  if (desk.readonly_ || (desk.notebook?.[way] ?? 0) === 0) return;
  if (desk.act({ do: way })) desk.speech.say(toolWords(desk).say(`${way}.done`));
}

/** Ctrl+Z and Ctrl+Y while the keyboard is in the panels; a field that is being written in keeps its own. */
export function keys(desk: Desk, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  const way = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null;
  if (way === null) return;
  const { target } = event;
  if (target instanceof HTMLTextAreaElement) return;
  if (target instanceof HTMLInputElement && target.type === 'text' && target.value !== (target.dataset['now'] ?? '')) return;
  event.preventDefault();
  turn(desk, way);
  // The row that had the keyboard may be gone: the next press still finds the panel.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const { root } = desk.owner;
    if (!root.activeElement) root.querySelector<HTMLElement>('.data .scroller')?.focus({ preventScroll: true });
  }));
}
