// Sentences for refusals and problems: in the learner's language if all their values are there,
// else the core's own English sentence, which is always whole.

import type { Problem, Refusal } from './message.ts';
import { unitText } from './numbers.ts';
import type { Words } from './strings.ts';

export function sentenceOf(words: Words, refusal: Refusal): string {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(refusal.values)) values[name] = name === 'unit' ? unitText(value) : value;
  return whole(words, refusal.key, values, ['unit', 'detail']) ?? refusal.sentence;
}

/** English needs no table for problems: the core's own sentences say more. */
export function problemSentence(words: Words, { key, path, found, expected, nearest, sentence }: Problem): string {
  const values = { path, found: saidIn(words, found), expected: saidIn(words, expected), nearest };
  return whole(words, key, values) ?? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.$/, '')}.`;
}

/** What the core found or expected, in the learner's language where it has words for it; names of the file stay. */
export function saidIn(words: Words, text: string): string {
  for (const [english, own] of words.under('said.')) {
    const [match, ...parts] = new RegExp(`^${english.replace(/\{\d\}/g, '(.+)')}$`).exec(text) ?? [];
    if (match !== undefined) return own.replace(/\{(\d)\}/g, (_, n: string) => parts[Number(n) - 1] ?? '');
  }
  return text;
}

function whole(words: Words, key: string, values: Record<string, string>, optional: string[] = []): string | undefined {
  if (!words.has(key)) return undefined;
  for (const [, name] of words.say(key).matchAll(/\{(\w+)\}/g)) {
    if (name === undefined || optional.includes(name)) values[name ?? ''] ??= '';
    else if (!values[name]) return undefined;
  }
  // Between Chinese characters stands no space, whatever was put in.
  return words.say(key, values).replace(/\s+([.。])/g, '$1').replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1').trim();
}
