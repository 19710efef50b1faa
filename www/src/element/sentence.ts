// Sentences for refusals: in the learner's language if all their values are there,
// else the core's own English sentence, which is always whole.

import type { Refusal } from './message.ts';
import { unitText } from './numbers.ts';
import type { Words } from './strings.ts';

export function sentenceOf(words: Words, refusal: Refusal): string {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(refusal.values)) values[name] = name === 'unit' ? unitText(value) : value;
  return whole(words, refusal.key, values, ['unit', 'detail']) ?? refusal.sentence;
}

/** The sentence of a key if all its values are there. */
export function whole(words: Words, key: string, values: Record<string, string>, optional: string[] = []): string | undefined {
  if (!words.has(key)) return undefined;
  for (const [, name] of words.say(key).matchAll(/\{(\w+)\}/g)) {
    if (name === undefined || optional.includes(name)) values[name ?? ''] ??= '';
    else if (!values[name]) return undefined;
  }
  // Between Chinese characters stands no space, whatever was put in.
  return words.say(key, values).replace(/\s+([.。])/g, '$1').replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1').trim();
}
