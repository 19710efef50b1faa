// The files that a teacher has opened: each is read here, in this browser, and either counts or says why it does not.

import { LARGEST, opened, type Content, type Wrong } from '../../element/result-file.ts';
import { sha256 } from '../../element/sha256.ts';
import { VERSION } from '../../element/version.ts';

/** What a teacher should know of a file that counts. The sentence is `note.<id>`. */
export interface Note {
  id: 'version' | 'same';
  values: Record<string, string>;
}

export interface Learner {
  /** Name of the file. */
  file: string;
  content: Content;
  notes: Note[];
  /** Hash of what was done: two learners do not do the same at the same step. */
  done: string;
}

export interface Refused {
  file: string;
  why: Wrong | 'twice' | 'unreadable' | 'module' | 'changed';
  detail: string;
}

export class Files {
  #learners: Learner[] = [];
  #refused: Refused[] = [];
  #texts = new Set<string>();

  /** Files that could not be read as results. */
  get refused(): readonly Refused[] {
    return this.#refused;
  }

  /** Experiments that occur, the most frequent first. */
  get modules(): string[] {
    const count = new Map<string, number>();
    for (const { content } of this.#learners) count.set(content.module, (count.get(content.module) ?? 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  }

  get empty(): boolean {
    return this.#learners.length === 0 && this.#refused.length === 0;
  }

  /** The learners of one experiment, and what of the other files does not belong to it. */
  of(module: string): { learners: Learner[]; others: Refused[] } {
    const mine = this.#learners.filter(({ content }) => content.module === module);
    // The same experiment as most have it: rows of another one cannot be compared.
    const count = new Map<string, number>();
    for (const { content } of mine) count.set(content.module_hash, (count.get(content.module_hash) ?? 0) + 1);
    const [usual = ''] = [...count].sort((a, b) => b[1] - a[1])[0] ?? [];
    const others: Refused[] = [];
    for (const { file, content } of this.#learners) {
      if (content.module !== module) others.push({ file, why: 'module', detail: content.module });
      else if (content.module_hash !== usual) others.push({ file, why: 'changed', detail: '' });
    }
    const learners = mine.filter(({ content }) => content.module_hash === usual);
    for (const one of learners) {
      one.notes = [];
      if (one.content.version !== VERSION) one.notes.push({ id: 'version', values: { version: one.content.version } });
      const twin = learners.find((other) => other !== one && other.done !== '' && other.done === one.done);
      if (twin) one.notes.push({ id: 'same', values: { other: nameOf(twin) } });
    }
    return { learners, others };
  }

  /** The title of another experiment in a language, for the sentence about it. */
  titleOf(module: string, locale: 'zh' | 'en'): string {
    const words = this.#learners.find(({ content }) => content.module === module)?.content.words;
    return words?.[locale]?.['title'] ?? module;
  }

  async add(files: Iterable<File>): Promise<void> {
    for (const file of files) await this.#read(file);
  }

  clear(): void {
    this.#learners = [];
    this.#refused = [];
    this.#texts.clear();
  }

  async #read(file: File): Promise<void> {
    const refuse = (why: Refused['why'], detail = '') => void this.#refused.push({ file: file.name, why, detail });
    if (file.size > LARGEST) return refuse('large');
    let text: string;
    try {
      text = await file.text();
    } catch {
      return refuse('unreadable');
    }
    const mark = sha256(text);
    const known = this.#texts.has(mark);
    this.#texts.add(mark);
    const found = opened(text);
    if ('wrong' in found) return refuse(found.wrong, found.detail);
    if (known) return refuse('twice');
    const { entries } = (found.content.record ?? {}) as { entries?: unknown[] };
    const done = Array.isArray(entries) && entries.length > 3 ? sha256(JSON.stringify(entries)) : '';
    this.#learners.push({ file: file.name, content: found.content, notes: [], done });
  }
}

/** What a learner is called: as typed, else as the file. */
export function nameOf({ file, content }: Learner): string {
  return content.name.trim() || file.replace(/\.gewu\.json$|\.json$/, '');
}
