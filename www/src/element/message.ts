// What crosses between the core (wasm) and the page: the counterparts of the types in `src/host/` and `src/notebook/view.rs`.
// A test compares the two files field by field; change both together.

/** A mistake in a module, with its place. */
export interface Problem {
  file: string;
  /** JSON path, such as `systems.swing.parts.bob.mass`. */
  path: string;
  line: number;
  column: number;
  /** Key of the sentence in the page's strings, such as `problem.unknown_key`. */
  key: string;
  found: string;
  expected: string;
  /** The nearest right name, or empty. */
  nearest: string;
  /** The whole sentence in English. */
  sentence: string;
}

/** Something that was refused: nothing was changed. */
export interface Refusal {
  /** Key of the sentence in the page's strings, such as `refused.out_of_range`. */
  key: string;
  /** Named values for that sentence: `path`, `min`, `max`, `unit`, `nearest`, `detail`. */
  values: Record<string, string>;
  /** The whole sentence in English. */
  sentence: string;
}

export type Opened = { handle: number; /** Start values of `set` that were refused. */ refused: Refusal[] } | { problems: Problem[] };

export interface Description {
  id: string;
  subject: string;
  stage: string;
  minutes: number;
  standards: string[];
  seed: number;
  site: string;
  profile: string;
  /** Ids; names are strings `site.<id>` and `profile.<id>` of the page. */
  sites: { id: string; gravity: string; pressure: string; elevation: string }[];
  profiles: string[];
  /** Fixed step, s. */
  step: number;
  /** Ids of the steps of the work; texts are `step.<id>` of the module. */
  steps: string[];
  views: string[];
  controls: Control[];
  instruments: InstrumentInfo[];
  grips: GripInfo[];
  /** The live graph against time (or another output), if the module has one. */
  graph: { x: LiveChannel; y: LiveChannel; window: number } | null;
  /** Ids of the graphs of the notebook, in order. */
  graphs: string[];
  columns: Column[];
  vectors: boolean;
  /** Whether the module asks for the bars of energy and momentum from the start. */
  energy: boolean;
  /** What the learner is asked, in the order of the module. */
  questions: Question[];
  /** `exam`: the page shows no hints and keeps the real working time; `minutes` is the limit. */
  mode: "practice" | "exam";
  /** False where hints are withheld. */
  hints: boolean;
  /** Whether there is a workbench (`Core.workbench`); nothing in builds without mechanisms. */
  workbench: boolean;
}

/** A question; the text is `question.<id>` of the module. */
export interface Question {
  id: string;
  /** `estimate`: a number guessed before it is measured; `text`: words, for the teacher. */
  kind: "estimate" | "number" | "choice" | "text";
  /** Unit of a plain number, empty if none. */
  unit: string;
  /** True if the learner writes the unit: it is not shown beside the field. */
  asks_unit: boolean;
  /** Ids for `choice`; texts are `option.<question>.<id>` of the module. */
  options: string[];
  /** Id of the step, or `row`, `play`, `submit`, before which it is to be answered; empty if at any time. */
  before: string;
}

export interface Control {
  id: string;
  path: string;
  as: "slider" | "number" | "toggle" | "choice" | "button";
  /** In the control's own unit. */
  from: number;
  to: number;
  step: number;
  decimals: number;
  /** Unit symbol, empty if none. */
  unit: string;
  /** For `choice`: ids; names are `choice.<control>.<id>` of the module. */
  choices: string[];
}

export interface InstrumentInfo {
  id: string;
  kind: string;
  /** Ids of what it shows, such as `time`. */
  outputs: string[];
  /** Where a magnified view should look: world rectangle [min x, min y, max x, max y], metres. */
  face: [number, number, number, number] | null;
  division: string;
  range: string;
  /** Where the numbers of the scale grow along which the eye moves, as it stands before the eye. */
  towards: "right" | "up" | "left" | "down";
}

/** Something that can be taken hold of; the order is the Tab order. */
export interface GripInfo {
  /** `<system or instrument>.<path>`; name is `grip.<id>` of the module. */
  id: string;
  /** `move`: arrows both ways; `slide`: one way; `turn`: around a point; `button`: pressed. */
  as: "move" | "slide" | "turn" | "button";
}

export interface Channel {
  id: string;
  symbol: string;
  unit: string;
}

/** An axis of a graph of the notebook: a column and what is shown of it. */
export interface Axis extends Channel {
  /** What is done to the numbers; `unit` is that of the outcome (`s²` for the square of seconds, empty for a logarithm). A logarithm is that of the number in the unit of the column. */
  scale: Scale;
}

export type Scale = "linear" | "square" | "cube" | "root" | "inverse" | "inverse_square" | "log10" | "ln";
export const SCALES: readonly Scale[] = ["linear", "square", "cube", "root", "inverse", "inverse_square", "log10", "ln"];

/** Lines and curves: y = kx + b, y = kx, y = ax² + bx + c, y = a·x^b, y = a·exp(bx), y = a·sin(bx + c) + d. */
export type FitKind = "none" | "line" | "proportional" | "quadratic" | "power" | "exponential" | "sine";
export const FITS: readonly FitKind[] = ["none", "line", "proportional", "quadratic", "power", "exponential", "sine"];

/** Who takes the reading when a row is written. */
export type ReadingMode = "learner" | "instrument" | "exact";

/** A channel of the live graph. */
export interface LiveChannel extends Channel {
  /** SI value of one of the unit: samples are in SI. */
  factor: number;
  /** SI value of zero of the unit: not 0 for °C. */
  zero: number;
  /** Shortest axis worth drawing, in the unit: below it a curve is noise. */
  span: number;
}

export interface Column {
  id: string;
  kind: "reading" | "typed" | "derived" | "value";
  unit: string;
  /** The formula, for `derived`. */
  formula: string;
  /** Id of the instrument, for `reading`. */
  reads: string;
}

/** What changed since the last call: bits of the number that `advance` and `apply` return. */
export const CHANGED = { time: 1, values: 2, readings: 4, notebook: 8, events: 16, stopped: 32, rebuilt: 64 } as const;

/** How things are now. */
export interface Status {
  /** Lab time, s. */
  time: number;
  paused: boolean;
  speed: number;
  /** Number part of each control's value in its unit (`text`), as a number (`value`), or the id of the choice. */
  controls: Record<string, { value: number; text: string; choice: string }>;
  readings: Record<string, Reading[]>;
  /** Faces of the instruments where they are now: world rectangles as in `InstrumentInfo.face`. */
  faces: Record<string, [number, number, number, number]>;
  /** Where the eye is before the scales that are read otherwise from the side: metres along the scale from facing the pointer. */
  eyes: Record<string, number>;
  /** Values told by grips, ready to speak: number and unit. */
  grips: Record<string, { text: string; unit: string; held: boolean }>;
  events: { time: number; name: string; part: string }[];
  /** Why the run cannot go on. */
  stopped: Refusal | null;
  /** Null where nothing keeps a ledger, and while the learner may not see it. `error`: relative error of the energy balance so far; `stores` in J: kinetic, potential (from that at the start), elastic, heat, and the work that came in. `momentum` along x, along y (kg m/s) and about the origin (kg m²/s): what is there, the impulse from outside since the start, and by how much they are out of balance; null without a ledger, left out in the build `core`. */
  energy: { error: number; stores: Record<string, number>; momentum?: [number, number, number][] | null } | null;
  /** What was answered to each question, as written; empty if nothing. */
  answers: Record<string, string>;
  /** Whether each step of the work is ticked. */
  ticks: Record<string, boolean>;
  /** True once the work is handed in: the learner changes nothing any more. */
  submitted: boolean;
  /** Who takes the reading now, and who may (at least one; the page offers a choice if there are more). */
  reading: ReadingMode;
  modes: ReadingMode[];
}

export interface Reading {
  output: string;
  /** Digits as the instrument shows them, without unit. */
  shown: string;
  /** SI value of what is shown. */
  value: number;
  unit: string;
  /** Standard uncertainty in `unit`, as text, or empty. */
  uncertainty: string;
  state: "ok" | "settling" | "unbalanced" | "over_range" | "broken" | "empty";
}

/** Part of the notebook, as asked for with `Core.notebook`. */
export interface Notebook {
  /** Rows in all; `rows` are those of the window, the first of them has the index `from`. */
  total: number;
  from: number;
  /** `excluded`: left out of graphs and fits by itself; its run may be left out as a whole besides. */
  rows: { id: number; run: number; cells: Cell[]; excluded: boolean }[];
  /** All runs, numbers from 1; `name` is empty until it is named. */
  runs: { number: number; name: string; excluded: boolean; rows: number }[];
  /** Number of the run that goes on: the next row belongs to it. */
  run: number;
  reading: ReadingMode;
  modes: ReadingMode[];
  /** The learner's note as written, plain text. */
  note: string;
  /** How many changes can be undone, and done again. */
  undo: number;
  redo: number;
  /** Those that were asked for, in the order of `Description.graphs`. */
  graphs: NotebookGraph[];
  /** Empty if no graph was asked for. `why`: `result.no_fit`, `result.no_number`, or `result.other_axes` while a graph shows other axes than those the module proposes. */
  results: { id: string; text: string; unit: string; value: number; uncertainty: number; why: string }[];
}

export interface Cell {
  text: string;
  /** In the column's unit; null if empty. */
  value: number | null;
  /** In the column's unit; 0 if unknown. */
  uncertainty: number;
  /** Refusal key if the typed text is no number of this column. */
  problem: string;
  /** How it was made: typed, shown by the instrument, unrounded, left for the learner to read (an input while `Notebook.reading` is `learner`), or empty for what is worked out and for nothing. */
  by: "learner" | "instrument" | "exact" | "open" | "";
}

export interface NotebookGraph {
  id: string;
  x: Axis;
  y: Axis;
  /** In the units of the axes; of more than 2000 every so many. `excluded`: by itself or with its run. `residual`: y less that of the fit, null without one. */
  points: { x: number; y: number; ux: number; uy: number; row: number; run: number; excluded: boolean; residual: number | null }[];
  /** Points in all. */
  total: number;
  /** Complete rows that the axes cannot show, such as zero on a logarithm. */
  missing: number;
  /** Kind in force and its outcome; `why` is a key when it cannot be drawn. `line`: two ends of a line, or up to 200 points of a curve. Terms: `slope` and `intercept` of lines, `a`, `b`, `c`, `d` of curves; `uncertainty` is 0 if unknown. `r_squared`, `residual_sd` (in the unit of y): null where there is none. */
  fit: { kind: FitKind; terms: { id: string; text: string; unit: string; value: number; uncertainty: number }[]; line: [number, number][]; why: string; r_squared: number | null; residual_sd: number | null };
  /** What the learner predicted, as drawn, in the units of the axes; empty if nothing. Root mean square distances along y in its unit: `from_points` of `compared` points between its ends, `from_fit` of the predicted points; null if there is nothing to compare. */
  prediction: { points: [number, number][]; from_points: number | null; compared: number; from_fit: number | null };
}

/** A sentence in both languages. */
export interface Text {
  zh: string;
  en: string;
}

/** A record judged by a rubric. */
export interface Score {
  /** Id of the rubric. */
  rubric: string;
  /** The experiment. */
  title: Text;
  /** Most points. */
  points: number;
  /** Points that are earned, `overtime` taken off. */
  earned: number;
  /** Points that the teacher still has to decide about. */
  open: number;
  /** Points that working over time cost. */
  overtime: number;
  /** In the order of the rubric. */
  items: ScoreItem[];
  /** Rules for the teacher. */
  rules: Text[];
}

export interface ScoreItem {
  id: string;
  /** What it rests on. */
  kind: "event" | "state" | "order" | "value" | "reading" | "estimate" | "checkpoint" | "restore" | "safety";
  /** What was asked for. */
  text: Text;
  /** Most points. */
  points: number;
  earned: number;
  /** Points that the teacher still has to decide about. */
  open: number;
  /** `lost`: some points at least. */
  state: "earned" | "lost" | "open" | "excused";
  reasons: Reason[];
  /** Levels among which the teacher chooses: points and text. */
  bands: Reason[];
}

/** Why points were earned or lost. */
export interface Reason {
  /** Id of the mark, for a decision of the teacher; empty if it has none. */
  id: string;
  /** Key of the sentence in the page's strings, such as `score.mistake`. */
  key: string;
  /** What was to be done, or what was done wrong. */
  text: Text;
  /** Earned if positive, lost if negative; what is at stake for `score.for_teacher` and `score.may_cost`. */
  points: number;
  /** How often it happened. */
  times: number;
  /** The moment that decided it; null if nothing of the kind ever happened. */
  moment: ScoreMoment | null;
}

/** A moment of the recording. */
export interface ScoreMoment {
  /** Lab time, s. */
  time: number;
  /** Steps since the opening. */
  tick: number;
  /** Number of the last action in the recording, from 1; 0 before the first. */
  action: number;
  /** Id of the row that it is about; 0 if none. */
  row: number;
}

/** Every change goes through one of these. Unknown ones are refused. */
export type Action =
  | { do: "set"; path: string; value: string }
  | { do: "control"; control: string; value: string }
  /** Without `grip`, what was drawn at the point. */
  | { do: "take"; at: [number, number]; grip?: string }
  | { do: "move"; at: [number, number] }
  | { do: "release" }
  | { do: "nudge"; grip: string; by: [number, number] }
  | { do: "press"; grip: string }
  | { do: "play" }
  | { do: "pause" }
  | { do: "step" }
  | { do: "speed"; factor: number }
  | { do: "reset" }
  | { do: "view"; view: string }
  | { do: "site"; site: string }
  | { do: "profile"; profile: string }
  | { do: "row" }
  | { do: "cell"; row: number; column: string; text: string }
  | { do: "delete_row"; row: number }
  | { do: "exclude_row"; row: number; excluded: boolean }
  | { do: "fit"; graph: string; kind: string }
  /** Strikes everything out: rows, runs, choices and predictions of graphs, and the note; can be undone. */
  | { do: "clear_notebook" }
  /** A ReadingMode among `Notebook.modes`. Not undone by `undo`. */
  | { do: "reading"; mode: string }
  /** Begins a new run; live samples of the run before are kept for overlay (`Core.samples`), the live graph begins anew. */
  | { do: "run" }
  | { do: "name_run"; run: number; name: string }
  | { do: "exclude_run"; run: number; excluded: boolean }
  /** `axis`: x or y; `column`: its id; `scale`: a Scale. A prediction drawn on the axes before goes. */
  | { do: "axis"; graph: string; axis: string; column: string; scale: string }
  /** At most 200 points in the units of the axes; none take the prediction away. */
  | { do: "predict"; graph: string; points: [number, number][] }
  /** The whole note, at most 20000 letters, kept as written. */
  | { do: "note"; text: string }
  /** Take back, or do again, the last change of the notebook (row, cell, delete, exclude, fit, axis, predict, note, clear, run); at least 100 deep. */
  | { do: "undo" }
  | { do: "redo" }
  /** Moves the eye before an instrument's scale: metres along it from facing the pointer. */
  | { do: "eye"; instrument: string; at: number }
  /** A number with its unit (plain: in the question's), the id of an option, or words; empty takes the answer back. */
  | { do: "answer"; question: string; text: string }
  | { do: "tick"; step: string; done: boolean }
  /** Hands the work in; after it what the learner does is refused. */
  | { do: "submit" }
  | { do: "vectors"; shown: boolean }
  /** Puts a part up on the workbench, from the start: `at` its place, first end or where it is joined first, `to` its other end (the same if it has none); `joins`: ids in the order of the terminals, empty for an anchor of its own or nothing. */
  | { do: "add"; offer: string; at: [number, number]; to: [number, number]; joins: string[] }
  /** `part`: its path. What cannot stand without it goes too. */
  | { do: "remove"; part: string }
  /** `to`: id of another part, or empty to let go. */
  | { do: "join"; part: string; terminal: string; to: string }
  /** Puts up a whole arrangement in place of what is there: a text of `Core.arrangement`. */
  | { do: "arrange"; arrangement: string }
  /** What the live graph of a workbench shows: paths; empty for time along x, for nothing along y. */
  | { do: "plot"; x: string; y: string };

/** What a learner may build with, and what stands there. */
export interface Workbench {
  /** Id of its system: paths begin with it. */
  system: string;
  offers: Offer[];
  pieces: Piece[];
}

/** A part that is offered; the label is `offer.<id>` of the module. */
export interface Offer {
  id: string;
  kind: string;
  /** Laid from one place to another: a board, a rail. */
  laid: boolean;
  /** It has a place of its own. */
  placed: boolean;
  /** It is put up on an anchor of its own. */
  stands: boolean;
  ends: End[];
}

/** A terminal; `joins`: kinds that it can hold, none for all that have a place. */
export interface End {
  name: string;
  required: boolean;
  joins: string[];
}

export interface Piece {
  id: string;
  kind: string;
  /** Ids in the order of the kind's terminals, empty for nothing. */
  joined: string[];
}

/** A variable of a part, with its value of now. */
export interface Property {
  name: string;
  path: string;
  settable: boolean;
  /** Its start is set, and it moves on. */
  state: boolean;
  as: "number" | "toggle" | "choice";
  value: number;
  text: string;
  unit: string;
  choices: string[];
}

/** The functions of `src/host/web.rs`. Texts are JSON of the types above. Times in s, points in CSS pixels of the stage unless said otherwise. */
export interface Core {
  /** `strings`: `{ "en": {...}, "zh": {...} }`, the module's tables merged over the page's; `options`: `{ seed, site, profile, mode: "practice"|"exam", lang, set: "path=quantity; …" }`. */
  open(module: string, strings: string, options: string): string;
  close(handle: number): void;
  describe(handle: number): string;
  /** Returns `{ "changed": bits }` or `{ "refused": Refusal }`. `source`: learner, page, lesson, replay. */
  apply(handle: number, action: string, source: string): string;
  /** Real seconds gone by; returns CHANGED bits. 0 while paused. */
  advance(handle: number, seconds: number): number;
  status(handle: number): string;
  /** A Notebook: `count` rows from the index `from` (moved up so that the window is full: a large `from` gives the last rows), and the graph with the id `graph`, `*` for all, empty for none. Results come with any graph. Without one the cost does not grow with the rows; with one only what changed is worked out again. */
  notebook(handle: number, from: number, count: number, graph: string): string;
  /** Paints the stage into a 2D context of `width` x `height` CSS pixels at `ratio` device pixels each. `look`: JSON `{ theme: "light"|"dark"|"projector", lang, grip: id|"" (focused), hover: id|"", over: boolean (a pointer is over the stage), margin_bottom: number (strip at the lower edge that is covered, CSS px), lens: [minx, miny, maxx, maxy] | null }`; a lens paints that world rectangle instead of the view. */
  paint(handle: number, context: CanvasRenderingContext2D, width: number, height: number, ratio: number, look: string): void;
  /** Grip id under a point of the last painted stage, or empty. */
  grip_at(handle: number, x: number, y: number): string;
  /** A Workbench, or `null`. In builds with mechanisms only. */
  workbench?(handle: number): string;
  /** The arrangement at the start as text (JSON), for links and files: what `arrange` takes. */
  arrangement?(handle: number): string;
  /** Properties of a part of the workbench, by its path: settings first. */
  properties?(handle: number, part: string): string;
  /** World point under a point of the stage: [x, y] metres. */
  world_at(handle: number, x: number, y: number): Float64Array;
  /** Boxes of all grips on the last painted stage, four numbers each in the order of `Description.grips`: x, y, width, height; width 0 when not drawn. */
  grip_boxes(handle: number): Float64Array;
  /** A channel of the live graph: `x` or `y`; a copy, in SI. A NaN breaks the line. `x:1` and `y:1` are those of run 1: of the last 8 runs before this one at most 2000 samples are kept; empty if there are none. */
  samples(handle: number, channel: string): Float64Array;
  /** Value of a path, SI; NaN if there is none. */
  get(handle: number, path: string): number;
  csv(handle: number, lang: string): string;
  /** The recording so far (JSON) with its final hash. */
  record(handle: number): string;
  /** Replays a recording from the start in place; returns `{ "hash": … }` or `{ "refused": Refusal }`. */
  replay(handle: number, record: string): string;
  /** Follows a recording of a module for a rubric (texts of the three files): `{ "follower": number }`, or `{ "problems": [...] }` of module or rubric, or `{ "refused": Refusal }`. What was run for an earlier state of the same recording is not run again. Not in the build `core`. */
  score_follow?(module: string, rubric: string, record: string): string;
  /** Lets a follower run so many steps: how many are still to be run. NaN if the recording cannot be run. */
  score_run?(follower: number, steps: number): number;
  /** Scores the recording that is followed. `judged`: `{ minutes: real working time, decided: { item or mark id: points | "excused" } }`. Returns Score or `{ "refused": Refusal }`. */
  score_judge?(follower: number, judged: string): string;
  score_leave?(follower: number): void;
  hash(handle: number): string;
  snapshot(handle: number): Uint8Array;
  restore(handle: number, bytes: Uint8Array): string;
  svg(handle: number, theme: string, lang: string): string;
  /** Checks a module text without opening it: JSON array of Problem. */
  check(module: string): string;
  version(): string;
}
