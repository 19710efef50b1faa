// What can be said of each learner in a number, and the table of it for a spreadsheet.

import type { Words } from '../../element/strings.ts';
import { headText, quantityText, unitText } from '../../element/numbers.ts';
import { nameOf, type Learner } from './files.ts';

/** A column of the class's table. */
export interface Measure {
  id: string;
  name: string;
  unit: string;
  /** The number, or null where there is none. */
  value(learner: Learner): number | null;
  /** As it is shown. */
  text(learner: Learner): string;
}

/** A name of the module in the words that the files bring. */
export function wordOf(learners: readonly Learner[], locale: 'zh' | 'en', key: string): string {
  for (const { content } of learners) {
    const text = content.words[locale]?.[key] || content.words.en?.[key] || content.words.zh?.[key];
    if (text) return text;
  }
  return key.slice(key.lastIndexOf('.') + 1);
}

export function measuresOf(learners: readonly Learner[], words: Words): Measure[] {
  const ids = [...new Map(learners.flatMap(({ content }) => content.results.map(({ id, unit }) => [id, unit] as const)))];
  const results = ids.map(([id, unit]): Measure => {
    const of = ({ content }: Learner) => content.results.find((one) => one.id === id);
    return { id: `result.${id}`, name: wordOf(learners, words.locale, `result.${id}`), unit, value: (one) => of(one)?.value ?? null, text: (one) => (of(one)?.value == null ? '' : quantityText(of(one)?.text ?? '', '')) };
  });
  const whole = (id: string, value: (learner: Learner) => number | null, text: (learner: Learner) => string = (one) => String(value(one) ?? '')): Measure => ({ id, name: words.say(`class.${id}`), unit: '', value, text });
  const scored = learners.some(({ content }) => content.score);
  return [
    ...results,
    whole('rows', ({ content }) => content.data.rows.length),
    ...(scored ? [whole('score', ({ content }) => content.score?.earned ?? null, ({ content }) => (content.score ? `${round(content.score.earned)} / ${round(content.score.points)}${content.score.open > 0 ? ` (+${round(content.score.open)}?)` : ''}` : ''))] : []),
    whole('steps', ({ content }) => content.steps.filter(({ done }) => done).length, ({ content }) => `${content.steps.filter(({ done }) => done).length} / ${content.steps.length}`),
    { ...whole('minutes', ({ content }) => content.seconds / 60, ({ content }) => (content.seconds / 60).toFixed(content.seconds < 600 ? 1 : 0)), unit: 'min' },
  ];
}

/** Points with at most two decimals. */
export function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Head of a column: its name and unit. */
export function headOf({ name, unit }: Measure): string {
  return unit === '' ? name : `${name} / ${unitText(unit)}`;
}

/** A cell of a CSV file. What a spreadsheet would take for a formula is made text; numbers stay numbers. */
export function csvCell(text: string): string {
  const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const safe = !number && /^[\s\u0000-\u001f]*[=+\-@＝＋－＠|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t;']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function csvOf(learners: readonly Learner[], measures: readonly Measure[], words: Words): string {
  const questions = [...new Set(learners.flatMap(({ content }) => content.answers.map(({ id }) => id)))];
  const head = [words.say('class.name'), ...measures.flatMap((one) => (one.id.startsWith('result.') ? [headOf(one), headText(`${one.name} ${words.say('class.uncertainty')}`, one.unit)] : [headOf(one)])), ...questions.map((id) => wordOf(learners, words.locale, `question.${id}`)), words.say('class.made'), words.say('class.file'), words.say('class.notes')];
  const rows = learners.map((learner) => [
    nameOf(learner),
    ...measures.flatMap((one) => {
      const value = one.value(learner);
      if (!one.id.startsWith('result.')) return [value === null ? '' : String(Math.round(value * 100) / 100)];
      const { uncertainty } = learner.content.results.find(({ id }) => one.id === `result.${id}`) ?? {};
      return [value === null ? '' : String(value), uncertainty == null ? '' : String(uncertainty)];
    }),
    ...questions.map((id) => {
      // As it was written: a number stays a number for the spreadsheet.
      const { text = '', kind = '' } = learner.content.answers.find((one) => one.id === id) ?? {};
      return kind === 'choice' && text !== '' ? wordOf(learners, words.locale, `option.${id}.${text}`) : text;
    }),
    learner.content.made,
    learner.file,
    learner.notes.map(({ id, values }) => words.say(`note.${id}`, values)).join(' '),
  ]);
  return [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
