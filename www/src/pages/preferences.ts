// Language and appearance that a visitor has chosen: from the address, else as last time, else the browser's.

import { localeOf, Words, type Locale } from '../element/strings.ts';
import en from '../strings/pages.en.json';
import zh from '../strings/pages.zh.json';

export type Theme = 'auto' | 'light' | 'dark' | 'projector';
const THEMES: readonly string[] = ['auto', 'light', 'dark', 'projector'];
const params = new URLSearchParams(location.search);

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`gewu.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice for the next page and visit; the address no longer asks for another one. */
export function remember(name: 'lang' | 'theme', value: string): void {
  try {
    localStorage.setItem(`gewu.${name}`, value);
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
  const now = new URLSearchParams(location.search);
  if (!now.has(name)) return;
  now.delete(name);
  const query = now.toString();
  history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
}

/** Another page's address; what this page's address asks for goes along, so that a link in Chinese stays Chinese. */
export function addressOf(page: string, params: Record<string, string> = {}): string {
  const query = new URLSearchParams(params);
  const now = new URLSearchParams(location.search);
  for (const name of ['lang', 'theme']) {
    const asked = now.get(name);
    if (asked !== null) query.set(name, asked);
  }
  const text = query.toString();
  return text === '' ? page : `${page}?${text}`;
}

export function language(): Locale {
  for (const tag of [params.get('lang'), remembered('lang'), ...navigator.languages]) {
    const found = localeOf(tag);
    if (found) return found;
  }
  return 'en';
}

export function theme(): Theme {
  const found = [params.get('theme'), remembered('theme')].find((one) => one !== null && THEMES.includes(one));
  return (found ?? 'auto') as Theme;
}

/** The element's words, and over them those of the pages, which the element need not carry. */
export function words(locale: Locale): Words {
  return new Words(locale, { en, zh });
}
