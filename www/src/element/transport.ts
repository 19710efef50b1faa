// Play, one step, start again, time and speed.

import { html, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import { icon } from './icons.ts';

const SPEEDS: readonly [number, string][] = [[0.1, '⅒×'], [0.25, '¼×'], [0.5, '½×'], [1, '1×'], [2, '2×'], [4, '4×']];

export function transport(desk: Desk): TemplateResult {
  const { say, paused, status } = desk;
  const ended = status?.stopped !== null && status?.stopped !== undefined;
  const [whole = '0', rest = '0'] = (status?.time ?? 0).toFixed(1).split('.');
  const speed = status?.speed ?? 1;
  const speeds = SPEEDS.some(([factor]) => factor === speed) ? SPEEDS : [...SPEEDS, [speed, `${speed}×`] as [number, string]];
  return html`<div class="transport" role="group" aria-label=${say('transport')}>
    <button type="button" part="button" class="play" ?disabled=${ended} aria-label=${say(paused ? 'play' : 'pause')} title=${say(paused ? 'play' : 'pause')}
      @click=${() => desk.act({ do: paused ? 'play' : 'pause' })}>${icon(paused ? 'play' : 'pause')}</button>
    <button type="button" part="button" class="round" ?disabled=${ended || !paused} aria-label=${say('step')} title=${say('step')} @click=${() => desk.act({ do: 'step' })}>${icon('step')}</button>
    <button type="button" part="button" class="round" aria-label=${say('reset')} title=${say('reset')} @click=${() => desk.act({ do: 'reset' })}>${icon('reset')}</button>
    <output class="time" aria-label=${say('time')}><b>${whole}<span class="tenths">.${rest}</span></b><span class="unit">s</span></output>
    <span class="speed"><select aria-label=${say('speed')} title=${say('speed')} .value=${String(speed)}
      @change=${(event: Event) => desk.act({ do: 'speed', factor: Number((event.target as HTMLSelectElement).value) })}>
      ${speeds.map(([factor, text]) => html`<option value=${String(factor)} ?selected=${factor === speed}>${text}</option>`)}
    </select></span>
  </div>`;
}
