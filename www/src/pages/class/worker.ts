// Scores recordings beside the page: a recording is played anew as a whole, which takes seconds, and a class has thirty.
// One task a worker; it answers in order, a text of the core for each recording.

import { loadCore, scorerFor } from '../../element/loader.ts';

/** What is wanted of the worker. */
export interface Task {
  /** Texts of the module and the rubric, as in their files. */
  module: string;
  rubric: string;
  recordings: { record: string; minutes: number }[];
}

/** What the worker says: the core's answer about the next recording ('' without one), or why there will be none. */
export type Said = { answer: string } | { failed: string };

const say = (said: Said) => self.postMessage(said);

self.addEventListener('message', (event: MessageEvent<Task>) => void work(event.data), { once: true });

async function work({ module, rubric, recordings }: Task): Promise<void> {
  try {
    const core = await loadCore(new URL('..', import.meta.url).href, scorerFor(module), () => undefined);
    for (const { record, minutes } of recordings) {
      let answer = '';
      try {
        answer = core.score_follow?.(module, rubric, record) ?? '';
        const { follower } = JSON.parse(answer) as { follower?: number };
        if (follower !== undefined) {
          answer = core.score_judge?.(follower, JSON.stringify({ minutes })) ?? '';
          core.score_leave?.(follower);
        }
      } catch {
        // The recording broke the core: it has no score, and neither have those after it.
      }
      say({ answer });
    }
  } catch (cause) {
    say({ failed: String(cause) });
  }
}
