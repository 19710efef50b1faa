// Words of the workbench: kinds of parts, their settings and ends, and what is done with them.

import en from '../strings/bench.en.json';
import zh from '../strings/bench.zh.json';
import { Words, type Locale } from './strings.ts';

const made = new Map<Locale, Words>();

export function benchWords({ locale }: { locale: Locale }): Words {
  let words = made.get(locale);
  if (!words) {
    words = new Words(locale, { en, zh });
    made.set(locale, words);
  }
  return words;
}
