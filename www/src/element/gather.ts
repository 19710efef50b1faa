// What the learner has done, gathered from the desk: the content of a result file and of what the browser keeps.

import type { Desk } from './desk.ts';
import { FORMAT, type Content } from './result-file.ts';
import { LOCALES, type Table } from './strings.ts';

/** What the learner has written besides the notebook. */
export interface Own {
  name: string;
  notes: Record<string, string>;
}

export function gather(desk: Desk): Content | null {
  const { session, info, own } = desk;
  if (!session || !info) return null;
  const notebook = session.everything;
  const record = session.record() as { module_hash?: string };
  const keys = ['title', ...info.columns.flatMap(({ id }) => [`column.${id}`, `symbol.${id}`]), ...notebook.results.flatMap(({ id }) => [`result.${id}`, `symbol.${id}`]), ...info.steps.map((id) => `step.${id}`), ...info.questions.flatMap(({ id, options }) => [`question.${id}`, ...options.map((option) => `option.${id}.${option}`)])];
  const words = Object.fromEntries(LOCALES.map((locale) => {
    const table = desk.words.in(locale);
    return [locale, Object.fromEntries(keys.filter((key) => table.has(key)).map((key) => [key, table.say(key)])) as Table];
  }));
  return {
    gewu: 'result',
    format: FORMAT,
    module: info.id,
    module_hash: record.module_hash ?? '',
    version: session.version,
    name: own.name.trim(),
    made: new Date().toISOString(),
    words,
    data: {
      columns: info.columns.map(({ id, unit }) => ({ id, unit })),
      rows: notebook.rows.map(({ cells }) => cells.map(({ text }) => text)),
      excluded: notebook.rows.flatMap(({ excluded }, place) => (excluded ? [place] : [])),
    },
    results: notebook.results.map(({ id, text, unit, value, uncertainty, why }) => ({ id, text: why ? '' : text, unit, value: why || !Number.isFinite(value) ? null : value, uncertainty: why || !Number.isFinite(uncertainty) ? null : uncertainty })),
    steps: info.steps.map((id) => ({ id, done: desk.ticked(id) })),
    answers: info.questions.map(({ id, kind, unit }) => ({ id, kind, text: desk.status?.answers[id] ?? '', unit })),
    seconds: Math.round(desk.openFor()),
    notes: notebook.note === '' ? { ...own.notes } : { ...own.notes, notebook: notebook.note },
    score: null,
    record,
  };
}

/** Hands a file to the learner. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name for a file: of the module and, if there is one, of the learner. */
export function fileName(module: string, name: string, ending: string): string {
  const safe = name.trim().replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return `${module}${safe === '' ? '' : `-${safe}`}.${ending}`;
}
