// Words of the learner's tools: reading an instrument, the notebook's tools, axes and fits, options.

import en from '../strings/tools.en.json';
import zh from '../strings/tools.zh.json';
import type { Desk } from './desk.ts';
import { Words, type Locale } from './strings.ts';

const made = new Map<Locale, Words>();

export function toolWords({ locale }: Desk): Words {
  let words = made.get(locale);
  if (!words) {
    words = new Words(locale, { en, zh });
    made.set(locale, words);
  }
  return words;
}
