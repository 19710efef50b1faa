// The mistakes of a module, each with its place, what was found and what is meant. Loaded when a module has some: until
// then, and where this part cannot be fetched, the core's own English sentences stand there.

import './common.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import zh from '../strings/problems.zh.json';
import type { Desk } from './desk.ts';
import type { Problem } from './message.ts';
import { whole } from './sentence.ts';
import { Words } from './strings.ts';

const chinese = new Words('zh', { zh });

export function place(desk: Desk, problem: Problem): TemplateResult {
  const { say, locale } = desk;
  const words = locale === 'zh' ? chinese : desk.words;
  const { file, line, column, path, found, expected, nearest } = problem;
  const fact = (key: string, text: string) => (text === '' ? nothing : html`<div><dt>${say(key)}</dt><dd><code>${saidIn(words, text)}</code></dd></div>`);
  return html`<li>
    <p class="where"><code>${file || 'module.json'}:${line}:${column}</code>${path ? html`<code class="path">${path}</code>` : nothing}</p>
    <p>${problemSentence(words, problem)}</p>
    <dl>${fact('failed.found', found)}${fact('failed.expected', expected)}${fact('failed.nearest', nearest)}</dl>
  </li>`;
}

/** English needs no table for problems: the core's own sentences say more. */
function problemSentence(words: Words, { key, path, found, expected, nearest, sentence }: Problem): string {
  const values = { path, found: saidIn(words, found), expected: saidIn(words, expected), nearest };
  return whole(words, key, values) ?? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.$/, '')}.`;
}

/** What the core found or expected, in the learner's language where it has words for it; names of the file stay. */
function saidIn(words: Words, text: string): string {
  for (const [english, own] of words.under('said.')) {
    const [match, ...parts] = new RegExp(`^${english.replace(/\{\d\}/g, '(.+)')}$`).exec(text) ?? [];
    if (match !== undefined) return own.replace(/\{(\d)\}/g, (_, n: string) => parts[Number(n) - 1] ?? '');
  }
  return text;
}
