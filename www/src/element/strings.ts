// Words in the learner's language: the page's tables, with the module's laid over them.
// Texts are plain: a placeholder `{name}` is replaced by text, nothing becomes markup.

import en from '../strings/en.json';
import zh from '../strings/zh.json';

export type Table = Record<string, string>;
export type Locale = 'en' | 'zh';

const PAGE: Record<Locale, Table> = { en, zh };
export const LOCALES: readonly Locale[] = ['zh', 'en'];

/** The locale for a BCP 47 tag; undefined when there are no strings for it. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
  const language = tag?.toLowerCase() ?? '';
  if (language.startsWith('zh')) return 'zh';
  if (language.startsWith('en')) return 'en';
  return undefined;
}

/** The locale for an element: its own lang, the closest ancestor's (through shadow roots), the browser's, en. */
export function localeFor(element: Element): Locale {
  for (let node: Element | null = element; node; ) {
    const found = localeOf(node.getAttribute('lang'));
    if (found) return found;
    const root: Node = node.getRootNode();
    node = node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  for (const tag of navigator.languages) {
    const found = localeOf(tag);
    if (found) return found;
  }
  return 'en';
}

/** The tables of a module merged over the page's, as the core wants them. */
export function merged(module: Partial<Record<Locale, Table>>): Record<Locale, Table> {
  return { en: { ...PAGE.en, ...module.en }, zh: { ...PAGE.zh, ...module.zh } };
}

export class Words {
  #tables: Record<Locale, Table>;

  constructor(
    readonly locale: Locale,
    readonly module: Partial<Record<Locale, Table>> = {},
  ) {
    this.#tables = merged(module);
  }

  /** The same tables in another language. */
  in(locale: Locale): Words {
    return new Words(locale, this.module);
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  /** The text of a key; for an unknown key its last part, made readable. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = this.#find(key);
    if (text === undefined) return readable(key);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  }

  /** As `say`, but another text if the key is unknown. */
  sayOr(key: string, otherwise: string, values: Record<string, string | number> = {}): string {
    return this.has(key) ? this.say(key, values) : otherwise;
  }

  /** Texts of this language whose keys begin alike: the rest of the key, and the text. */
  under(start: string): [string, string][] {
    return Object.entries(this.#tables[this.locale]).flatMap(([key, text]) => (key.startsWith(start) ? [[key.slice(start.length), text]] : []));
  }

  #find(key: string): string | undefined {
    // A module that is written in one language only is better read in that one than as ids.
    for (const table of [this.#tables[this.locale], this.#tables.en, this.module.zh]) {
      if (table && Object.hasOwn(table, key)) return table[key];
    }
    return undefined;
  }
}

function readable(key: string): string {
  const last = key.slice(key.lastIndexOf('.') + 1).replace(/[_-]+/g, ' ');
  return last.charAt(0).toUpperCase() + last.slice(1);
}
