// Words of what is loaded only when it is asked for: keeping, handing in, exporting, the report.

import en from '../strings/work.en.json';
import zh from '../strings/work.zh.json';
import type { Desk } from './desk.ts';
import { Words, type Locale } from './strings.ts';

const made = new Map<Locale, Words>();

export function workWords({ locale }: Desk): Words {
  let words = made.get(locale);
  if (!words) {
    words = new Words(locale, { en, zh });
    made.set(locale, words);
  }
  return words;
}
