// Scoring recordings again, by the core of this page. Only a core that has `score_record` can; the page asks for its
// small script first, and fetches the engine when the teacher wants it.

import { buildFor, loadCore } from '../../element/loader.ts';
import { scoreOf, type Score } from '../../element/result-file.ts';
import { merged } from '../../element/strings.ts';

/** `score_record(module, strings, record)`: texts; JSON `{ points, full, items: [{ id, points, full, step }] }` or `{ refused }`. */
interface Scoring {
  score_record?(module: string, strings: string, record: string): string;
}

const base = new URL('..', import.meta.url).href;

/** Whether this page's core can score. */
export async function canScore(): Promise<boolean> {
  const glue = (await import(/* @vite-ignore */ `${base}wasm/core/gewu.js`).catch(() => null)) as Scoring | null;
  return typeof glue?.score_record === 'function';
}

/** Scores of recordings of one module, in order; null where a recording was refused. */
export async function rescored(module: string, records: readonly unknown[]): Promise<(Score | null)[]> {
  const response = await fetch(new URL(`simulations/${module}/module.json`, base));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  const core = (await loadCore(base, buildFor(text), () => undefined)) as Scoring;
  return records.map((record) => {
    const answer = core.score_record?.(text, JSON.stringify(merged({})), JSON.stringify(record));
    try {
      return scoreOf(JSON.parse(answer ?? 'null'));
    } catch {
      return null;
    }
  });
}
