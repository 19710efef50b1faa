// What is drawn over the panels when it is wanted: the learner's note, the runs, the bars of energy and momentum.

import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';
import { mark, MARKS } from './plot.ts';
import type { Session } from './session.ts';
import { toolWords } from './tool-words.ts';
import { focusSoon } from './view.ts';

/** Words typed so long ago are kept, ms. */
const SETTLED = 1000;

export function openDrawer(desk: Desk, which: 'note' | 'runs'): void {
  if (desk.screen.drawer === which) return closeDrawer(desk);
  // Where the panels share a place, the larger one is needed.
  desk.show({ drawer: which, tall: true });
  focusSoon(desk, which === 'note' ? '.drawer textarea' : '.drawer .close');
}

function closeDrawer(desk: Desk): void {
  const { drawer } = desk.screen;
  desk.show({ drawer: '' });
  // The bars are opened from the options.
  focusSoon(desk, drawer === 'energy' ? '.opens-settings' : `.opens-${drawer}`);
}

/** Labs whose modules asked for the bars, and got them. */
const asked = new WeakSet<Session>();

export function drawer(desk: Desk): TemplateResult | typeof nothing {
  const { drawer: which } = desk.screen;
  const words = toolWords(desk);
  if (which === '') {
    const { session, info } = desk;
    if (session && info?.energy && !asked.has(session)) {
      asked.add(session);
      queueMicrotask(() => desk.show({ drawer: 'energy' }));
    }
    return nothing;
  }
  const title = words.say(which);
  return html`<aside class="drawer" role="dialog" aria-label=${title} @keydown=${(event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    closeDrawer(desk);
  }}><header><h3>${title}</h3><button type="button" class="flat close" aria-label=${desk.say('close')} @click=${() => closeDrawer(desk)}>${icon('close')}</button></header>
    ${which === 'note' ? note(desk) : which === 'runs' ? runs(desk) : energy(desk)}</aside>`;
}

let bars: typeof import('./energy.ts') | null = null;

/** The bars are fetched when they are first wanted. */
function energy(desk: Desk): TemplateResult | typeof nothing {
  if (bars) return bars.energy(desk);
  import('./energy.ts').then((part) => {
    bars = part;
    desk.update();
  }, () => desk.toast(desk.say('work.missing')));
  return nothing;
}

const settling = new WeakMap<Session, number>();

/** Free text: kept with the notebook, printed in the report, handed in with the result. */
function note(desk: Desk): TemplateResult {
  const words = toolWords(desk);
  const { session, notebook, status, readonly_ } = desk;
  const put = (area: HTMLTextAreaElement) => {
    if (!session || desk.session !== session) return;
    clearTimeout(settling.get(session));
    if (area.value !== desk.notebook?.note) desk.act({ do: 'note', text: area.value });
  };
  return html`<textarea class="note" rows="6" maxlength="20000" aria-label=${words.say('note')} placeholder=${words.say('note.hint')} .value=${notebook?.note ?? ''} ?readonly=${readonly_ || status?.submitted === true}
    @input=${(event: Event) => {
      const area = event.target as HTMLTextAreaElement;
      if (!session) return;
      clearTimeout(settling.get(session));
      settling.set(session, window.setTimeout(() => put(area), SETTLED));
    }} @change=${(event: Event) => put(event.target as HTMLTextAreaElement)}></textarea>`;
}

/** Name, rows, shown or not, in the fits or not: a row a run; and a new one. */
function runs(desk: Desk): TemplateResult {
  const words = toolWords(desk);
  const { notebook, readonly_, screen } = desk;
  const all = notebook?.runs ?? [];
  const show = (run: number, shown: boolean) => desk.show({ hidden: shown ? screen.hidden.filter((one) => one !== run) : [...screen.hidden, run] });
  return html`<div class="list"><table class="runs"><thead><tr><th scope="col" class="left">${words.say('runs.name')}</th><th scope="col">${words.say('runs.rows')}</th><th scope="col">${words.say('runs.show')}</th><th scope="col">${words.say('runs.use')}</th></tr></thead>
    <tbody>${all.map(({ number, name, excluded, rows }) => {
      const called = name || desk.say('data.run', { run: number });
      return html`<tr class=${number === notebook?.run ? 'now' : ''}><td class="left"><span class="name"><svg class=${`mark run-${((number - 1) % MARKS) + 1}`} viewBox="0 0 20 20" aria-hidden="true">${svg`<g class="point">${mark(10, 10, 5, number)}</g>`}</svg>
          <input type="text" maxlength="200" autocomplete="off" enterkeyhint="done" data-now=${name} .value=${name} placeholder=${desk.say('data.run', { run: number })} ?disabled=${readonly_} aria-label=${words.say('runs.named', { run: called })}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter') (event.target as HTMLInputElement).blur();
            }}
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              if (!desk.act({ do: 'name_run', run: number, name: input.value })) input.value = name;
            }}></span></td>
        <td>${rows}</td>
        <td class="pick"><label><input type="checkbox" .checked=${!screen.hidden.includes(number)} aria-label=${words.say('runs.shown', { run: called })} @change=${(event: Event) => show(number, (event.target as HTMLInputElement).checked)}></label></td>
        <td class="pick"><label><input type="checkbox" .checked=${!excluded} ?disabled=${readonly_} aria-label=${words.say('runs.used', { run: called })} @change=${(event: Event) => {
          const box = event.target as HTMLInputElement;
          if (!desk.act({ do: 'exclude_run', run: number, excluded: !box.checked })) box.checked = !excluded;
        }}></label></td></tr>`;
    })}</tbody></table></div>
    <footer><p class="hint">${words.say('runs.hint')}</p><button type="button" part="button" class="main run" ?disabled=${readonly_} @click=${() => {
      if (desk.act({ do: 'run' })) desk.speech.say(words.say('run.begun', { run: desk.notebook?.run ?? 0 }));
    }}>${icon('more')}${words.say('run.new')}</button></footer>`;
}

/** With the table: what opens the note and the runs. */
export function openers(desk: Desk): TemplateResult {
  const { notebook, screen } = desk;
  const words = toolWords(desk);
  const run = notebook?.run ?? 1;
  const opener = (which: 'note' | 'runs', text: string, label: string) => html`<button type="button" part="button" class=${`flat opens-${which}`} aria-expanded=${String(screen.drawer === which)} aria-label=${label} @click=${() => openDrawer(desk, which)}>${icon(which)}${text}</button>`;
  return html`${opener('note', words.say('note'), words.say('note'))}${opener('runs', notebook?.runs[run - 1]?.name || desk.say('data.run', { run }), `${words.say('runs')}: ${notebook?.runs[run - 1]?.name || desk.say('data.run', { run })}`)}`;
}
