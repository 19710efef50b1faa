// Where a module comes from: a folder, a file, an object or an inline script; and its words and lesson.

import type { Locale, Table } from './strings.ts';
import { detailOf, Failure } from './failure.ts';

export interface ModuleText {
  /** Text of module.json, as it was written. */
  text: string;
  /** Folder with strings, lesson and poster; null for an inline module. */
  folder: string | null;
  strings: Partial<Record<Locale, Table>>;
}

/** The folder of a module's address: of a file its folder, of a folder itself. */
export function folderOf(src: string, base: string): string {
  const url = new URL(src, base);
  url.hash = '';
  if (!url.pathname.endsWith('.json') && !url.pathname.endsWith('/')) url.pathname += '/';
  return new URL('.', url).href;
}

export async function fetchModule(src: string, base: string, signal: AbortSignal): Promise<ModuleText> {
  const folder = folderOf(src, base);
  const url = new URL(src, base);
  const file = url.pathname.endsWith('.json') ? url.href : new URL(`module.json${url.search}`, folder).href;
  const [text, en, zh] = await Promise.all([
    fetchText(file, signal),
    fetchStrings(folder, 'en', signal),
    fetchStrings(folder, 'zh', signal),
  ]);
  // Words in one language will do; where the network took both, a lab of bare ids is no lab.
  if (en instanceof Failure && zh instanceof Failure) throw en;
  return { text, folder, strings: { en: en instanceof Failure ? {} : en, zh: zh instanceof Failure ? {} : zh } };
}

/** An inline module; its strings may lie beside it under `strings`, as in a folder's `strings/`. */
export function inlineModule(module: string | object, strings: Partial<Record<Locale, Table>> = {}): ModuleText {
  return { text: typeof module === 'string' ? module : JSON.stringify(module, null, 2), folder: null, strings };
}

export async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  try {
    const response = await fetch(url, signal ? { signal } : {});
    if (!response.ok) throw new Failure('network', { url, detail: `HTTP ${response.status}` });
    // Within the try: a connection may break off in the middle of a file.
    return await response.text();
  } catch (cause) {
    if (signal?.aborted || cause instanceof Failure) throw cause;
    throw new Failure('network', { url, detail: detailOf(cause) }, [], { cause });
  }
}

/** Words of a module; a locale that is missing or broken is an empty table, one that the network took is a failure. */
async function fetchStrings(folder: string, locale: Locale, signal: AbortSignal): Promise<Table | Failure> {
  try {
    const table: unknown = JSON.parse(await fetchText(new URL(`strings/${locale}.json`, folder).href, signal));
    if (typeof table !== 'object' || table === null) return {};
    return Object.fromEntries(Object.entries(table).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch (cause) {
    if (signal.aborted) throw cause;
    // Only a failure with a cause of its own is the network's: without one the host has answered, and has no such file.
    return cause instanceof Failure && cause.cause ? cause : {};
  }
}
