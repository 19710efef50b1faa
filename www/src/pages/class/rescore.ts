// Scoring recordings again, by the build of the core that scores: fetched when the teacher wants it.

import { loadCore, scorerFor } from '../../element/loader.ts';
import { scoreOf, type Content, type Score } from '../../element/result-file.ts';

const base = new URL('..', import.meta.url).href;

/** Scores of recordings of one module, in order, by a rubric or by the module's own; null where one was refused. */
export async function rescored(module: string, contents: readonly Content[], rubric: string | null): Promise<(Score | null)[]> {
  const get = async (file: string) => {
    const response = await fetch(new URL(`simulations/${module}/${file}`, base));
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.text();
  };
  const [text, own] = await Promise.all([get('module.json'), rubric ?? get('rubric.json')]);
  const core = await loadCore(base, scorerFor(text), () => undefined);
  const scores = contents.map(({ record, seconds }) => {
    try {
      return scoreOf(JSON.parse(core.score_record?.(text, own, JSON.stringify(record), JSON.stringify({ minutes: seconds / 60 })) ?? 'null'));
    } catch {
      return null;
    }
  });
  // Not one: the rubric is wrong, or of another experiment.
  if (contents.length > 0 && scores.every((score) => score === null)) throw new Error('no score');
  return scores;
}
