// The learner's data: one row a reading taken; typed cells can be changed, rows left out or deleted.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import { learnerReads, readings } from './instruments.ts';
import type { Cell, Column } from './message.ts';
import { headMarks, headText } from './numbers.ts';

export function data(desk: Desk): TemplateResult {
  const { info, notebook, say, screen } = desk;
  const columns = info?.columns ?? [];
  const rows = notebook?.rows ?? [];
  const from = notebook?.from ?? 0;
  const runs = notebook?.runs?.length ?? 1;
  return html`<section class="data" part="panel" aria-label=${say('data')}>
    <header><h3>${say('data')}</h3>${columns.length > 0 ? (desk.tools?.back(desk) ?? nothing) : nothing}
      ${columns.length > 0 ? html`<button type="button" part="button" class="main" ?disabled=${desk.readonly_} @click=${() => record(desk)}>${icon('record')}${say(learnerReads(desk) ? 'data.begin' : 'data.record')}</button>` : nothing}
      <button type="button" class="flat widen" aria-pressed=${String(screen.wide)} aria-label=${say(screen.wide ? 'data.narrow' : 'data.widen')} title=${say(screen.wide ? 'data.narrow' : 'data.widen')}
        @click=${() => desk.show({ wide: !screen.wide })}>${icon(screen.wide ? 'narrow' : 'widen')}</button>
    </header>
    ${readings(desk)}
    ${columns.length === 0 ? nothing : html`<div class="scroller" tabindex="0" role="group" aria-label=${say('data')}>
      <table part="table">
        <thead><tr><th class="number"><span class="spoken">${say('data.actions')}</span></th>${columns.map((column) => head(desk, column))}${desk.tools?.further(desk) ?? nothing}</tr></thead>
        <tbody>${rows.map((row, place) => [row, from + place] as const).map(([row, index]) => html`${row.run !== rows[index - from - 1]?.run && runs > 1 ? html`<tr class="run"><th scope="rowgroup" colspan=${columns.length + 1}><span>${notebook?.runs[row.run - 1]?.name || say('data.run', { run: row.run })}</span></th></tr>` : nothing}<tr class=${`${row.excluded ? 'excluded' : ''} ${index === from + rows.length - 1 ? 'newest' : ''}`}>
          <th scope="row" class="number"><button type="button" aria-expanded=${String(screen.row === row.id)} aria-label=${say('data.row', { row: index + 1 })} ?disabled=${desk.readonly_}
            @click=${() => desk.show({ row: screen.row === row.id ? 0 : row.id })}>${index + 1}</button></th>
          ${columns.map((column, place) => cell(desk, column, row.cells[place], row.id, index + 1))}</tr>
          ${screen.row === row.id ? html`<tr class="acts"><td colspan=${columns.length + 1}><div>
            <button type="button" class="flat" aria-label=${say(row.excluded ? 'data.include' : 'data.exclude', { row: index + 1 })}
              @click=${() => desk.act({ do: 'exclude_row', row: row.id, excluded: !row.excluded })}>${icon(row.excluded ? 'include' : 'exclude')}${say(row.excluded ? 'data.in' : 'data.out')}</button>
            <button type="button" class="flat" aria-label=${say('data.delete', { row: index + 1 })}
              @click=${() => remove(desk, row.id)}>${icon('remove')}${say('data.remove')}</button>
          </div></td></tr>` : nothing}`)}</tbody>
      </table>
      ${rows.length === 0 ? html`<p class="hint">${say('data.empty')}</p>` : nothing}
    </div>${desk.tools?.bar(desk) ?? nothing}`}
  </section>`;
}

function record(desk: Desk): void {
  if (!desk.act({ do: 'row' })) return;
  // The newest row is shown.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (const box of desk.owner.root.querySelectorAll('.data, .data .scroller')) box.scrollTo({ top: box.scrollHeight });
  }));
}

function remove(desk: Desk, row: number): void {
  if (!desk.act({ do: 'delete_row', row })) return;
  desk.show({ row: 0 });
  // The button is gone with its row: the keyboard goes on with the table.
  desk.owner.root.querySelector<HTMLElement>('.data .scroller')?.focus({ preventScroll: true });
}

export function columnSymbol(desk: Desk, id: string): string {
  return desk.words.sayOr(`symbol.${id}`, desk.say(`column.${id}`));
}

function head(desk: Desk, { id, unit, kind, formula }: Column): TemplateResult {
  const symbol = columnSymbol(desk, id);
  const name = desk.words.sayOr(`column.${id}`, headText(symbol, unit));
  const title = kind === 'derived' && formula ? `${name}\n${desk.say('data.formula', { formula })}` : name;
  return html`<th scope="col" class=${kind} title=${title}>${headMarks(symbol, unit)}</th>`;
}

function cell(desk: Desk, column: Column, value: Cell | undefined, row: number, number: number): TemplateResult {
  const text = value?.text ?? '';
  const printed = text.replace(/-/g, '−');
  const problem = value?.problem ?? '';
  const open = column.kind === 'reading' && learnerReads(desk);
  if (column.kind !== 'typed' && !open) {
    const chosen = column.kind === 'value' && desk.words.has(`choice.${column.id}.${text}`) ? desk.say(`choice.${column.id}.${text}`) : printed;
    return html`<td class=${column.kind} title=${problem ? desk.say(problem) : nothing}>${chosen === '' ? html`<span class="none">–</span>` : chosen}</td>`;
  }
  const name = desk.words.sayOr(`column.${column.id}`, columnSymbol(desk, column.id));
  return html`<td class="typed"><input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" size=${Math.max(4, text.length)} data-now=${text} .value=${text} ?disabled=${desk.readonly_}
    aria-label=${desk.say('data.cell', { column: name, row: number })} aria-invalid=${String(problem !== '')} title=${problem ? desk.say(problem) : nothing}
    @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Enter') (event.target as HTMLInputElement).blur();
    }}
    @change=${(event: Event) => desk.act({ do: 'cell', row, column: column.id, text: (event.target as HTMLInputElement).value.trim() })}></td>`;
}
