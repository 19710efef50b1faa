// A stand-in for the wasm core, for looking at the frame before there is one. Not shipped, no physics
// worth the name: a pendulum of one formula, and notebooks filled from it. Speaks message.ts exactly.

import type { Action, Description, Notebook, Opened, Refusal, Score, Status } from '../src/element/message.ts';

interface Lab {
  info: Description;
  time: number;
  paused: boolean;
  speed: number;
  values: Record<string, number>;
  choices: Record<string, string>;
  rows: { id: number; cells: Record<string, string>; excluded: boolean }[];
  fits: Record<string, string>;
  xs: number[];
  ys: number[];
  held: boolean;
  ticks: Record<string, boolean>;
  view: [number, number, number];
  next: number;
}

type Json = Record<string, any>;
const labs = new Map<number, Lab>();
let handles = 0;

export default async function init(_options: unknown): Promise<void> {}
export const version = (): string => '0.1.0-fake';

function number(text: unknown): { value: number; unit: string; decimals: number } {
  const [digits = '0', unit = ''] = String(text ?? '0').split(' ');
  return { value: Number(digits), unit, decimals: digits.split('.')[1]?.length ?? 0 };
}

export function open(module: string, _strings: string, options: string): string {
  let file: Json;
  try {
    file = JSON.parse(module) as Json;
  } catch (error) {
    const lines = module.split('\n');
    return problems([{ line: lines.length, column: 1, path: '', key: 'problem.syntax', found: (error as Error).message, expected: '', nearest: '', sentence: 'This is not valid JSON.' }]);
  }
  if (file['gravityy'] !== undefined || file['broken'])
    return problems([
      { line: 12, column: 7, path: 'systems.swing.parts.bob', key: 'problem.unknown_key', found: 'mas', expected: 'mass, radius, material', nearest: 'mass', sentence: 'Unknown key `mas`; did you mean `mass`?' },
      { line: 17, column: 19, path: 'controls.length.from', key: 'problem.wrong_unit', found: '0.3 s', expected: 'm', nearest: '', sentence: '`0.3 s` has the wrong unit: a length is meant.' },
    ]);
  const opt = JSON.parse(options) as Json;
  const notebook = (file['notebook'] ?? {}) as Json;
  const info: Description = {
    id: file['id'] ?? 'inline', subject: file['subject'] ?? '', stage: file['stage'] ?? '', minutes: file['minutes'] ?? 0, standards: file['standards'] ?? [],
    seed: opt['seed'] ?? 1, site: opt['site'] ?? 'kunming-wuhua', profile: opt['profile'] ?? 'textbook',
    sites: [['tianjin-heping', '9.801', '101.3', '3'], ['zaozhuang', '9.797', '100.8', '75'], ['yitong', '9.805', '98.6', '260'], ['ejin-horo', '9.794', '86.9', '1300'], ['kunming-wuhua', '9.784', '81.0', '1892']]
      .map(([id, g, p, h]) => ({ id: id ?? '', gravity: `${g} m/s^2`, pressure: `${p} kPa`, elevation: `${h} m` })),
    profiles: ['textbook', 'reference'], step: 0.002, steps: file['steps'] ?? [], views: ['main'],
    controls: Object.entries((file['controls'] ?? {}) as Json).map(([id, one]: [string, Json]) => {
      const step = number(one['step']);
      const from = number(one['from']);
      if (from.unit === 'm' && step.unit === 'cm') { step.value /= 100; step.decimals += 2; }
      return { id, path: one['sets'], as: one['as'], from: number(one['from']).value, to: number(one['to']).value, step: step.value, decimals: Math.max(step.decimals, number(one['from']).decimals), unit: number(one['from']).unit, choices: one['as'] === 'choice' ? ['wood', 'towel', 'cotton'] : [] };
    }),
    instruments: Object.entries((file['instruments'] ?? {}) as Json).map(([id, one]: [string, Json], index) => ({ id, kind: one['kind'], outputs: ['value'], face: [0.3 + index * 0.02, 0.85, 0.75, 1.25], division: one['division'] ?? '', range: one['range'] ?? '', towards: 'up' as const })),
    grips: [{ id: 'swing.bob', as: 'move' }, { id: 'watch.start', as: 'button' }],
    graph: { x: { id: 'time', symbol: 't', unit: 's', factor: 1, zero: 0, span: 0.05 }, y: { id: 'swing.thread.angle', symbol: 'θ', unit: 'deg', factor: 1, zero: 0, span: 1 }, window: 10 },
    graphs: Object.keys((notebook['graphs'] ?? {}) as Json),
    columns: Object.entries((notebook['columns'] ?? {}) as Json).map(([id, one]: [string, Json]) => ({ id, kind: one['is'] ? 'derived' : one['typed'] ? 'typed' : one['value'] ? 'value' : 'reading', unit: one['unit'] ?? number(one['typed']).unit, formula: one['is'] ?? '', reads: String(one['reads'] ?? '').split('.')[0] ?? '' })),
    energy: false, vectors: true, questions: [], mode: 'practice', workbench: false, hints: true,
  };
  const values: Record<string, number> = {};
  const choices: Record<string, string> = {};
  for (const control of info.controls) {
    values[control.id] = control.as === 'toggle' ? 1 : control.from + (control.to - control.from) * 0.55;
    if (control.id === 'length') values[control.id] = 0.8;
    choices[control.id] = control.choices[0] ?? '';
  }
  const fits = Object.fromEntries(Object.entries((notebook['graphs'] ?? {}) as Json).map(([id, one]: [string, Json]) => [id, String(one['fit'] ?? 'none')]));
  labs.set(++handles, { info, time: 0, paused: true, speed: 1, values, choices, rows: [], fits, xs: [], ys: [], held: false, view: [1, 0, 0], next: 1, ticks: {} });
  return JSON.stringify({ handle: handles, refused: [] } satisfies Opened);
}

function problems(list: Json[]): string {
  return JSON.stringify({ problems: list.map((one) => ({ file: 'module.json', ...one })) });
}

function lab(handle: number): Lab {
  const found = labs.get(handle);
  if (!found) throw new WebAssembly.RuntimeError('unreachable');
  return found;
}

export const close = (handle: number): void => void labs.delete(handle);
export const describe = (handle: number): string => JSON.stringify(lab(handle).info);
export const get = (handle: number, path: string): number => lab(handle).values[lab(handle).info.controls.find((one) => one.path === path)?.id ?? ''] ?? NaN;

const length = (one: Lab): number => one.values['length'] ?? 0.8;
function angle(one: Lab, time = one.time): number {
  return ((one.values['angle'] ?? 15) * Math.PI) / 180 * Math.cos(time * Math.sqrt(9.784 / length(one)));
}

export function apply(handle: number, text: string, _source: string): string {
  const one = lab(handle);
  const action = JSON.parse(text) as Action;
  const refuse = (refused: Refusal) => JSON.stringify({ refused });
  switch (action.do) {
    case 'play': one.paused = false; break;
    case 'pause': one.paused = true; break;
    case 'step': move(one, 0.002); break;
    case 'speed': one.speed = action.factor; break;
    case 'reset': one.time = 0; one.paused = true; one.xs = []; one.ys = []; break;
    case 'site': one.info.site = action.site; return JSON.stringify({ changed: 64 });
    case 'profile': one.info.profile = action.profile; return JSON.stringify({ changed: 64 });
    case 'fit': one.fits[action.graph] = action.kind; break;
    case 'take': one.held = true; break;
    case 'release': one.held = false; break;
    case 'move': one.values['angle'] = Math.max(-90, Math.min(90, (Math.atan2(action.at[0], 1.4 - action.at[1]) * 180) / Math.PI)); one.time = 0; break;
    case 'nudge': one.values['angle'] = (one.values['angle'] ?? 0) + action.by[0] * 0.5; break;
    case 'set': if (action.path === 'crash') throw new WebAssembly.RuntimeError('unreachable'); break;
    case 'tick': one.ticks[action.step] = action.done; break;
    case 'row': one.rows.push({ id: one.next, excluded: false, cells: Object.fromEntries(one.info.columns.map((column, i) => [column.id, fake(one, column.id, i)])) }); one.next++; break;
    case 'cell': { const row = one.rows.find(({ id }) => id === action.row); if (row) row.cells[action.column] = action.text; break; }
    case 'delete_row': one.rows = one.rows.filter(({ id }) => id !== action.row); break;
    case 'exclude_row': { const row = one.rows.find(({ id }) => id === action.row); if (row) row.excluded = action.excluded; break; }
    case 'control': {
      const control = one.info.controls.find(({ id }) => id === action.control);
      if (!control) return refuse({ key: 'refused.unknown', values: { path: action.control }, sentence: 'Unknown control.' });
      if (control.as === 'choice') { one.choices[control.id] = action.value; break; }
      const value = Number.parseFloat(action.value);
      if (control.as !== 'toggle' && !(value >= control.from && value <= control.to))
        return refuse({ key: 'refused.out_of_range', values: { path: control.path, min: String(control.from), max: String(control.to), unit: control.unit }, sentence: `Possible values run from ${control.from} to ${control.to} ${control.unit}.` });
      one.values[control.id] = value;
      one.time = 0;
      break;
    }
    default:
  }
  return JSON.stringify({ changed: 1 | 2 | 4 | 8 });
}

function fake(one: Lab, id: string, index: number): string {
  const l = 0.4 + 0.15 * (one.next - 1);
  const period = 2 * Math.PI * Math.sqrt(l / 9.784);
  const known: Record<string, string> = { thread: (l - 0.01).toFixed(4), diameter: '20.0', swings: '30', time: (30 * period).toFixed(2), gate_period: period.toFixed(4), length: l.toFixed(4), period: period.toFixed(4), period_squared: (period ** 2).toFixed(3), gate_period_squared: (period ** 2 * 1.001).toFixed(3), cover: 'wood' };
  return known[id] ?? (0.3 * one.next + 0.1 * index).toFixed(2);
}

function move(one: Lab, seconds: number): void {
  one.time += seconds;
  one.xs.push(one.time);
  one.ys.push((angle(one) * 180) / Math.PI);
}

export function advance(handle: number, seconds: number): number {
  const one = lab(handle);
  if (one.paused) return 0;
  move(one, seconds * one.speed);
  return 1 | 4;
}

export function status(handle: number): string {
  const one = lab(handle);
  const shown: Record<string, [string, string]> = { rule: ['0.7900', 'm'], angle: [((angle(one) * 180) / Math.PI).toFixed(1), '°'], watch: [one.time.toFixed(2), 's'], gate: ['1.7967', 's'] };
  const state: Status = {
    time: one.time, paused: one.paused, speed: one.speed,
    controls: Object.fromEntries(one.info.controls.map(({ id, decimals }) => [id, { value: one.values[id] ?? 0, text: (one.values[id] ?? 0).toFixed(decimals), choice: one.choices[id] ?? '' }])),
    readings: Object.fromEntries(one.info.instruments.map(({ id }) => [id, [{ output: 'value', shown: shown[id]?.[0] ?? '1.25', value: 0, unit: shown[id]?.[1] ?? 'N', uncertainty: '0.01', state: id === 'gate' && one.time < 2 ? 'empty' : 'ok' }]])),
    faces: {},
    eyes: {},
    grips: { 'swing.bob': { text: ((angle(one) * 180) / Math.PI).toFixed(1), unit: 'deg', held: one.held } },
    events: [], stopped: null, energy: { error: 1e-7, stores: {} }, answers: {}, ticks: { ...one.ticks }, submitted: false, reading: 'instrument', modes: ['instrument', 'learner'],
  };
  return JSON.stringify(state);
}

export function notebook(handle: number, start = 0, count = Infinity, graph = '*'): string {
  const one = lab(handle);
  const cell = (text: string) => ({ text, value: Number.isFinite(Number(text)) ? Number(text) : null, uncertainty: 0.01, problem: /^[\d.-]*$|^[a-z]+$/.test(text) ? '' : 'refused.no_number', by: 'instrument' as const });
  const points = one.rows.map(({ cells, id, excluded }) => ({ x: Number(cells['length'] ?? id), y: Number(cells['period_squared'] ?? id * 0.3), ux: 0.005, uy: 0.05, row: id, run: 1, excluded, residual: null }));
  const few = points.filter(({ excluded }) => !excluded).length < 2;
  const total = one.rows.length;
  const from = Math.max(0, Math.min(start, total - count));
  const book: Notebook = {
    total, from, runs: [{ number: 1, name: '', excluded: false, rows: total }], run: 1, reading: 'instrument', modes: ['instrument', 'learner'], note: '', undo: 0, redo: 0,
    rows: one.rows.slice(from, from + count).map(({ id, cells, excluded }) => ({ id, run: 1, excluded, cells: one.info.columns.map((column) => cell(cells[column.id] ?? '')) })),
    graphs: one.info.graphs.filter((id) => graph === '*' || graph === id).map((id) => ({
      id, x: { id: 'length', symbol: 'l', unit: 'm', scale: 'linear' }, y: { id: 'period_squared', symbol: 'T^2', unit: 's^2', scale: 'linear' }, points, total: points.length, missing: 0,
      prediction: { points: [], from_points: null, compared: 0, from_fit: null },
      fit: { kind: (one.fits[id] ?? 'none') as 'line', terms: few ? [] : [{ id: 'slope', text: '4.035 ± 0.016', unit: 's^2/m', value: 4.035, uncertainty: 0.016 }, { id: 'intercept', text: '0.002 ± 0.008', unit: 's^2', value: 0.002, uncertainty: 0.008 }], line: few || one.fits[id] === 'none' ? [] : [[0, 0.002], [2, 8.072]], why: few ? 'refused.not_enough_points' : '', r_squared: few ? null : 0.999, residual_sd: few ? null : 0.01 },
    })),
    results: one.info.graphs.slice(0, 2).map((_, index) => ({ id: ['gravity_watch', 'gravity_gate'][index] ?? 'x', text: few ? '' : index ? '9.786 ± 0.006' : '9.78 ± 0.04', unit: 'm/s^2', value: 9.78, uncertainty: 0.04, why: few ? 'refused.not_enough_points' : '' })),
  };
  return JSON.stringify(book);
}

export function paint(handle: number, c: CanvasRenderingContext2D, width: number, height: number, ratio: number, lookText: string): void {
  const one = lab(handle);
  const look = JSON.parse(lookText) as Json;
  const [x0, y0, x1, y1] = (look['lens'] ?? [-0.75, -0.18, 1.15, 1.55]) as [number, number, number, number];
  const scale = Math.min(width / (x1 - x0), height / (y1 - y0));
  const ox = width / 2 - (scale * (x0 + x1)) / 2;
  const oy = height / 2 + (scale * (y0 + y1)) / 2;
  if (!look['lens']) one.view = [scale, ox, oy];
  const X = (x: number) => ox + x * scale;
  const Y = (y: number) => oy - y * scale;
  const dark = look['theme'] === 'dark';
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.fillStyle = dark ? '#1d252d' : '#f3f5f6';
  c.fillRect(0, 0, width, height);
  c.fillStyle = dark ? '#6b5537' : '#cfae7e';
  c.fillRect(0, Y(0), width, height);
  c.strokeStyle = dark ? '#aab4bf' : '#7a8492';
  c.lineWidth = 8;
  c.beginPath();
  c.moveTo(X(-0.5), Y(0));
  c.lineTo(X(-0.5), Y(1.5));
  c.moveTo(X(-0.55), Y(1.42));
  c.lineTo(X(0), Y(1.42));
  c.stroke();
  c.beginPath();
  c.arc(X(0.75), Y(1.05), 0.22 * scale, 0, 7);
  c.stroke();
  for (let i = 0; i < 60; i++) {
    const a = (i * Math.PI) / 30;
    c.lineWidth = i % 5 ? 1 : 2;
    c.beginPath();
    c.moveTo(X(0.75 + 0.2 * Math.sin(a)), Y(1.05 + 0.2 * Math.cos(a)));
    c.lineTo(X(0.75 + (i % 5 ? 0.19 : 0.18) * Math.sin(a)), Y(1.05 + (i % 5 ? 0.19 : 0.18) * Math.cos(a)));
    c.stroke();
  }
  const a = (one.time * Math.PI) / 30;
  c.strokeStyle = '#b91c1c';
  c.beginPath();
  c.moveTo(X(0.75), Y(1.05));
  c.lineTo(X(0.75 + 0.17 * Math.sin(a)), Y(1.05 + 0.17 * Math.cos(a)));
  c.stroke();
  const [bx, by] = bob(one);
  c.strokeStyle = dark ? '#e8edf2' : '#27303a';
  c.lineWidth = 1.2;
  c.beginPath();
  c.moveTo(X(0), Y(1.4));
  c.lineTo(X(bx), Y(by));
  c.stroke();
  c.fillStyle = '#d3a84a';
  c.beginPath();
  c.arc(X(bx), Y(by), 10, 0, 7);
  c.fill();
  if (look['hover'] === 'swing.bob' || look['grip'] === 'swing.bob' || one.held) {
    c.setLineDash([4, 4]);
    c.strokeStyle = '#0f766e';
    c.beginPath();
    c.arc(X(bx), Y(by), 18, 0, 7);
    c.stroke();
    c.setLineDash([]);
  }
}

function bob(one: Lab): [number, number] {
  const a = angle(one);
  return [length(one) * Math.sin(a), 1.4 - length(one) * Math.cos(a)];
}

export function grip_boxes(handle: number): Float64Array {
  const one = lab(handle);
  const [s, ox, oy] = one.view;
  const [x, y] = bob(one);
  return new Float64Array([ox + x * s - 10, oy - y * s - 10, 20, 20, ox + 0.75 * s - 10, oy - 1.32 * s, 20, 20]);
}

export function grip_at(handle: number, x: number, y: number): string {
  const boxes = grip_boxes(handle);
  const inside = (i: number) => x >= (boxes[i] ?? 0) && x <= (boxes[i] ?? 0) + 20 && y >= (boxes[i + 1] ?? 0) && y <= (boxes[i + 1] ?? 0) + 20;
  return inside(0) ? 'swing.bob' : inside(4) ? 'watch.start' : '';
}

export function world_at(handle: number, x: number, y: number): Float64Array {
  const [s, ox, oy] = lab(handle).view;
  return new Float64Array([(x - ox) / s, (oy - y) / s]);
}

export const samples = (handle: number, channel: string): Float64Array => new Float64Array(channel === 'x' ? lab(handle).xs : lab(handle).ys);
export const csv = (): string => 'l / m,T / s\r\n0.4,1.27\r\n';
export const record = (): string => JSON.stringify({ actions: [], hash: '0' });
export const replay = (): string => JSON.stringify({ hash: '0' });
export const score_follow = (): string => JSON.stringify({ follower: 1 });
export const score_run = (): number => 0;
export const score_leave = (): void => undefined;
export const score_judge = (): string => JSON.stringify({
  rubric: 'fake', title: { zh: '单摆', en: 'Pendulum' }, points: 2, earned: 1, open: 0, overtime: 0, rules: [],
  items: [{
    id: '1', kind: 'event', text: { zh: '计时', en: 'Time it' }, points: 2, earned: 1, open: 0, state: 'lost', bands: [],
    reasons: [{ id: '1.1', key: 'score.mistake', text: { zh: '多数一次', en: 'one swing too many' }, points: -1, times: 1, moment: { time: 12.5, tick: 6250, action: 4, row: 1 } }],
  }],
} satisfies Score);
export const hash = (): string => '0';
export const snapshot = (handle: number): Uint8Array => new TextEncoder().encode(JSON.stringify(lab(handle)));
export function restore(handle: number, bytes: Uint8Array): string {
  labs.set(handle, JSON.parse(new TextDecoder().decode(bytes)) as Lab);
  return JSON.stringify({ changed: 127 });
}
export const svg = (): string => '<svg xmlns="http://www.w3.org/2000/svg"/>';
export const check = (): string => '[]';
