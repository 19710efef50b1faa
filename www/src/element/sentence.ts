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

export function problemSentence(words: Words, problem: Problem): string {
  const { found, expected, nearest } = problem;
  return whole(words, problem.key, { found, expected, nearest }) ?? problem.sentence;
}

function whole(words: Words, key: string, values: Record<string, string>, optional: string[] = []): string | undefined {
  if (!words.has(key)) return undefined;
  for (const [, name] of words.say(key).matchAll(/\{(\w+)\}/g)) {
    if (name === undefined || optional.includes(name)) values[name ?? ''] ??= '';
    else if (!values[name]) return undefined;
  }
  return words.say(key, values).replace(/\s+([.。])/g, '$1').trim();
}
