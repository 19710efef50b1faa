// The result file (`<module>.gewu.json`): what a learner hands in, and what a teacher's page reads of it.
// A file is data from outside: it is read field by field, and everything in it stays text and numbers.
//
// Its last field is `checksum`: `sha256:` and the SHA-256 (hexadecimal) of the UTF-8 text that JSON.stringify gives,
// without spaces, for the object without that field. It tells a file that was edited or damaged; it is no signature.
// Who doubts a result replays its recording.

import { sha256 } from './sha256.ts';
import type { Locale, Table } from './strings.ts';

/** Layout of result files; a later one is not read. */
export const FORMAT = 1;
/** A file beyond this is no result of a school lesson, bytes. */
export const LARGEST = 32_000_000;

export interface Result {
  id: string;
  /** With its uncertainty, as it was shown. */
  text: string;
  unit: string;
  /** In the unit; null when the data did not yield it. */
  value: number | null;
  uncertainty: number | null;
}

export interface Answer {
  id: string;
  kind: string;
  /** As it was written; the id of the option for a choice. */
  text: string;
  /** Unit of a plain number. */
  unit: string;
}

export interface Content {
  gewu: 'result';
  format: number;
  module: string;
  /** Content hash of the module, hexadecimal, as in its recording. */
  module_hash: string;
  /** Version of the program that wrote it. */
  version: string;
  /** What the learner has typed; may be empty. */
  name: string;
  /** Time of making, ISO 8601, UTC. */
  made: string;
  /** Names of the module by key (`title`, `column.…`, `result.…`, `step.…`, `question.…`, `option.…`). */
  words: Partial<Record<Locale, Table>>;
  data: { columns: { id: string; unit: string }[]; /** Cells as they were written. */ rows: string[][]; /** Places in `rows` that fits leave out. */ excluded: number[] };
  results: Result[];
  steps: { id: string; done: boolean }[];
  /** To every question, in the order of the module; empty if it was not answered. */
  answers: Answer[];
  /** For how long the lab was open, s. */
  seconds: number;
  /** What the learner wrote in the report, by section; the note of the notebook as `notebook`. */
  notes: Record<string, string>;
  /** As the core scored it; null without a score. */
  score: Score | null;
  record: unknown;
}

/** The part of the core's score that a teacher's page shows. */
export interface Score {
  /** Id of the rubric. */
  rubric: string;
  /** Most points. */
  points: number;
  earned: number;
  /** Points that the teacher still has to decide about. */
  open: number;
  items: { id: string; text: Partial<Record<Locale, string>>; points: number; earned: number; open: number }[];
}

/** The text of a file: the content with its checksum. */
export function sealed(content: Content): string {
  return JSON.stringify({ ...content, checksum: checksumOf(content) });
}

function checksumOf(content: object): string {
  return `sha256:${sha256(JSON.stringify(content))}`;
}

/** Why a file is no result that can be used. The sentence is `file.<why>`. */
export type Wrong = 'empty' | 'large' | 'json' | 'cut' | 'other' | 'format' | 'edited' | 'damaged';

export type Opened = { content: Content } | { wrong: Wrong; detail: string };

/** Reads the text of a file. Nothing in it is run or trusted; what is not of its kind is refused. */
export function opened(text: string): Opened {
  const wrong = (why: Wrong, detail = ''): Opened => ({ wrong: why, detail });
  const bare = text.replace(/^\ufeff/, '').trim();
  if (bare === '') return wrong('empty');
  let file: unknown;
  try {
    file = JSON.parse(bare);
  } catch {
    // It begins as a result does, and does not end as one.
    return wrong(/^\{\s*"gewu"\s*:\s*"result"/.test(bare) && !bare.endsWith('}') ? 'cut' : 'json');
  }
  if (!isObject(file) || file['gewu'] !== 'result') return wrong('other');
  const { checksum, ...content } = file;
  if (content['format'] !== FORMAT) return typeof content['format'] === 'number' ? wrong('format', String(content['format'])) : wrong('damaged');
  if (typeof checksum !== 'string') return wrong('damaged');
  if (checksum !== checksumOf(content)) return wrong('edited');
  const read = contentOf(content);
  return read ? { content: read } : wrong('damaged');
}

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = (value: unknown, longest = 200): string => (typeof value === 'string' ? value.slice(0, longest) : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const finite = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The known fields of a file, each of its type; null if one that is needed is missing. */
function contentOf(file: Fields): Content | null {
  const { data, words } = file;
  const [module, version, made] = [text(file['module']), text(file['version']), text(file['made'])];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(module) || version === '' || Number.isNaN(Date.parse(made)) || !isObject(data)) return null;
  const columns = list(data['columns']).filter(isObject).map(({ id, unit }) => ({ id: text(id), unit: text(unit) }));
  return {
    gewu: 'result', format: FORMAT, module, version, made,
    module_hash: text(file['module_hash']),
    name: text(file['name'], 80),
    words: isObject(words) ? { en: tableOf(words['en']), zh: tableOf(words['zh']) } : {},
    data: { columns, rows: list(data['rows']).map((row) => list(row).slice(0, columns.length).map((cell) => text(cell))), excluded: list(data['excluded']).filter((place): place is number => Number.isInteger(place)) },
    results: list(file['results']).filter(isObject).map((one) => ({ id: text(one['id']), text: text(one['text']), unit: text(one['unit']), value: finite(one['value']), uncertainty: finite(one['uncertainty']) })),
    steps: list(file['steps']).filter(isObject).map(({ id, done }) => ({ id: text(id), done: done === true })),
    answers: list(file['answers']).filter(isObject).map((one) => ({ id: text(one['id']), kind: text(one['kind']), text: text(one['text'], 20_000), unit: text(one['unit']) })),
    seconds: Math.max(0, finite(file['seconds']) ?? 0),
    notes: tableOf(file['notes'], 20_000),
    score: scoreOf(file['score']),
    record: file['record'] ?? null,
  };
}

function tableOf(value: unknown, longest = 400): Table {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(one, longest)])) : {};
}

/** A score as the core tells it; null if it is none. */
export function scoreOf(value: unknown): Score | null {
  if (!isObject(value)) return null;
  const [points, earned] = [finite(value['points']), finite(value['earned'])];
  if (points === null || earned === null) return null;
  const items = list(value['items']).filter(isObject).map((item) => ({ id: text(item['id']), text: tableOf(item['text']), points: finite(item['points']) ?? 0, earned: finite(item['earned']) ?? 0, open: finite(item['open']) ?? 0 }));
  return { rubric: text(value['rubric']), points, earned, open: finite(value['open']) ?? 0, items };
}
