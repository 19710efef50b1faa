// Scoring recordings again. The work is done in worker.ts, so that the page stays at hand meanwhile; the build of the core
// that scores is fetched only when the teacher wants it.

import { scoreOf, type Content, type Score } from '../../element/result-file.ts';
import type { Said, Task } from './worker.ts';

const base = new URL('..', import.meta.url).href;

/**
 * Scores recordings of one module, in order, by a rubric: its text, or its file beside the module. `got` hears of each as it comes, with
 * null where one was refused; it is an error if all are.
 */
export async function rescore(module: string, contents: readonly Content[], rubric: { text: string } | { file: string }, got: (place: number, score: Score | null) => void): Promise<void> {
  if (contents.length === 0) return;
  const get = async (file: string) => {
    const response = await fetch(new URL(`simulations/${module}/${file}`, base));
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.text();
  };
  const [text, own] = await Promise.all([get('module.json'), 'text' in rubric ? rubric.text : get(rubric.file)]);
  const task: Task = { module: text, rubric: own, recordings: contents.map(({ record, seconds }) => ({ record: JSON.stringify(record), minutes: seconds / 60 })) };
  const worker = new Worker(new URL('pages/class-worker.js', base), { type: 'module' });
  try {
    await new Promise<void>((done, fail) => {
      let place = 0;
      let scored = 0;
      worker.onerror = (event) => fail(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<Said>) => {
        if ('failed' in data) return fail(new Error(data.failed));
        const score = scoreIn(data.answer);
        if (score) scored++;
        got(place++, score);
        if (place < contents.length) return;
        // Not one: the rubric is wrong, or of another experiment.
        if (scored === 0) fail(new Error('no score'));
        else done();
      };
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}

function scoreIn(answer: string): Score | null {
  try {
    return scoreOf(JSON.parse(answer));
  } catch {
    return null;
  }
}
