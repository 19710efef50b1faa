// What the gallery knows: the modules of simulations/index.json and the required experiments of the standards.

import type { Locale } from '../../element/strings.ts';

export interface Entry {
  id: string;
  standards: string[];
  subject: string | null;
  stage: string | null;
  title: Partial<Record<Locale, string>>;
  summary: Partial<Record<Locale, string>>;
  minutes: number | null;
}

/** One of the experiments that the standards require. */
export interface Required {
  id: string;
  zh: string;
  en: string;
  subject: string;
  stage: string;
}

export interface Filter {
  text: string;
  subject: string;
  stage: string;
  standard: string;
}

export async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as T;
}

export function fits(entry: Entry, { text, subject, stage, standard }: Filter, names: ReadonlyMap<string, Required>): boolean {
  if (subject !== '' && entry.subject !== subject) return false;
  if (stage !== '' && entry.stage !== stage) return false;
  if (standard !== '' && !entry.standards.includes(standard)) return false;
  const required = entry.standards.flatMap((id) => [names.get(id)?.zh, names.get(id)?.en]);
  const all = plain([entry.id, ...entry.standards, ...Object.values(entry.title), ...Object.values(entry.summary), ...required].join('\n'));
  return plain(text).split(/\s+/).every((word) => all.includes(word));
}

/** Without capitals, and without the full-width letters that Chinese input methods write. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

const ORDER = ['physics', 'chemistry', 'biology', 'engineering', 'junior', 'senior'];

/** Values of a field that occur, in the order of the school. */
export function occurring(entries: Entry[], field: 'subject' | 'stage'): string[] {
  return [...new Set(entries.map((entry) => entry[field]).filter((value): value is string => Boolean(value)))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
