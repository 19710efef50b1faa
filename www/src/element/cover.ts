// What is seen when there is no lab to see: empty, loading, waiting to be started, failed.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from './css.ts';
import type { Desk } from './desk.ts';
import type { Failure } from './failure.ts';
import { icon } from './icons.ts';
import { VERSION } from './version.ts';

export function cover(desk: Desk): TemplateResult {
  switch (desk.phase) {
    case 'empty':
      return html`<div class="cover empty" part="message">${icon('flask')}<h3>${desk.say('empty.title')}</h3><p>${desk.say('empty.hint')}</p>${corner()}</div>`;
    case 'failed':
      return html`<div class="cover failed" part="message"><slot name="error">${desk.failure ? failed(desk, desk.failure) : nothing}</slot>${corner()}</div>`;
    case 'loading':
    case 'ready':
      return html`<div class="cover waiting" part="poster">${poster(desk)}${desk.phase === 'loading' ? progress(desk) : start(desk)}</div>`;
  }
}

/** What the page has put into the toolbar stays at hand where there is no header. */
function corner(): TemplateResult {
  return html`<div class="corner"><slot name="toolbar"></slot></div>`;
}

function poster(desk: Desk): TemplateResult {
  const { poster: url } = desk;
  return html`<slot name="poster">${url === '' ? nothing : html`<img src=${url} alt="" @error=${(event: Event) => (event.target as HTMLElement).classList.add('missing')}>`}</slot>`;
}

function progress(desk: Desk): TemplateResult {
  const percent = Math.round(desk.progress * 100);
  return html`<slot name="progress"><div class="progress">
    <p>${desk.words.has('title') ? html`<b>${desk.say('title')}</b>` : nothing}<span>${desk.say('loading')}</span></p>
    <div class="track" part="progress-bar" role="progressbar" aria-label=${desk.say('loading')} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}><i ${css({ transform: `scaleX(${Math.max(0.02, desk.progress)})` })}></i></div>
  </div></slot>`;
}

/** Ready but not yet shown: the learner starts it. */
function start(desk: Desk): TemplateResult {
  return html`<button type="button" class="start" part="button" @click=${() => desk.owner.reveal()}>${icon('play')}<span>${desk.say('poster.start')}</span></button>`;
}

function failed(desk: Desk, failure: Failure): TemplateResult {
  const { say, screen } = desk;
  const report = failure.report(VERSION);
  const copy = () =>
    navigator.clipboard?.writeText(report).then(
      () => desk.show({ copied: true }),
      () => undefined,
    );
  return html`<div class="failure" role="alert">
    <header>${icon('warning')}<div><h3>${say(`failed.${failure.kind}`)}</h3><p>${say(`failed.${failure.kind}.hint`, failure.values)}</p></div></header>
    ${failure.problems.length > 0 ? html`<ol class="problems">${failure.problems.map((problem) => desk.problems?.place(desk, problem) ?? html`<li>${problem.sentence}</li>`)}</ol>` : nothing}
    ${failure.kind === 'run' || failure.kind === 'wasm' ? html`<pre tabindex="0">${report}</pre>` : nothing}
    <footer>
      <button type="button" class="main" part="button" @click=${() => desk.owner.retry()}>${icon('reset')}${say('failed.retry')}</button>
      <button type="button" class="plain" part="button" @click=${copy}>${screen.copied ? icon('tick') : nothing}${say(screen.copied ? 'failed.copied' : 'failed.copy')}</button>
    </footer>
  </div>`;
}
