// Language and appearance that a visitor has chosen: from the address, else as last time, else the browser's.

import { localeOf, Words, type Locale } from '../element/strings.ts';

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

export function remember(name: 'lang' | 'theme', value: string): void {
  try {
    localStorage.setItem(`gewu.${name}`, value);
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
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

export function words(locale: Locale): Words {
  return new Words(locale);
}
