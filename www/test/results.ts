// Result files for the tests, made by the page's own code: as learners hand them in, and as they come out of bad hands.

import { sealed, type Content } from '../src/element/result-file.ts';
import { VERSION } from '../src/element/version.ts';

/** A learner's result: g as given, the first `done` of five steps. */
export function content(name: string, g: number | null, done: number, change: Partial<Content> = {}): Content {
  return {
    gewu: 'result', format: 1, module: 'pendulum', module_hash: '00112233aabbccdd', version: VERSION, name, made: '2026-11-26T08:00:00.000Z',
    words: {
      zh: { title: '用单摆测量重力加速度的大小', 'result.gravity_watch': '重力加速度（秒表）', 'step.measure': '量出摆线长', 'step.release': '由静止释放', 'step.time': '计时', 'step.repeat': '重复测量', 'step.conclude': '作图求 g', 'question.guess': '估计周期', 'question.law': '与摆长成正比的是', 'option.law.period_squared': '周期的平方' },
      en: { title: 'Measuring g with a simple pendulum', 'result.gravity_watch': 'g by the stopwatch', 'step.measure': 'Measure the thread', 'step.release': 'Release from rest', 'step.time': 'Time the swings', 'step.repeat': 'Repeat', 'step.conclude': 'Plot and find g', 'question.guess': 'Guess the period', 'question.law': 'What is proportional to the length?', 'option.law.period_squared': 'The period squared' },
    },
    data: { columns: [{ id: 'length', unit: 'm' }, { id: 'period', unit: 's' }], rows: [['0.40', '1.27'], ['0.60', '1.55']], excluded: [] },
    results: [{ id: 'gravity_watch', text: g === null ? '' : `${g.toFixed(2)} ± 0.04`, unit: 'm/s^2', value: g, uncertainty: g === null ? null : 0.04 }],
    steps: ['measure', 'release', 'time', 'repeat', 'conclude'].map((id, place) => ({ id, done: place < done })),
    answers: [{ id: 'guess', kind: 'estimate', text: '1.8', unit: 's' }, { id: 'law', kind: 'choice', text: done > 3 ? 'period_squared' : '', unit: '' }],
    seconds: 1200, notes: {}, score: null,
    record: { format: 1, module: 'pendulum', module_hash: '00112233aabbccdd', version: VERSION, seed: 1, site: 'x', profile: 'y', entries: [{ tick: 1, by: 'learner', action: { do: 'play' } }, { tick: 2, by: 'learner', action: { do: 'pause' } }, { tick: name.length, by: 'learner', action: { do: 'row' } }, { tick: 100 + Math.round((g ?? 0) * 1000), by: 'learner', action: { do: 'row' } }], ticks: 9000, hash: '0' },
    ...change,
  };
}

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function upload(name: string, text: string): Upload {
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

export function result(name: string, g: number | null, done = 5, change: Partial<Content> = {}): Upload {
  return upload(`pendulum-${name}.gewu.json`, sealed(content(name, g, done, change)));
}
