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

/** A channel of the live graph. */
export interface LiveChannel extends Channel {
  /** SI value of one of the unit: samples are in SI. */
  factor: number;
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
  /** Relative error of the energy balance so far (0 if nothing is conserved here), and stores in J. */
  energy: { error: number; stores: Record<string, number> } | null;
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
  state: "ok" | "settling" | "over_range" | "broken" | "empty";
}

export interface Notebook {
  rows: { id: number; cells: Cell[]; excluded: boolean }[];
  graphs: NotebookGraph[];
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
}

export interface NotebookGraph {
  id: string;
  x: Channel;
  y: Channel;
  points: { x: number; y: number; ux: number; uy: number; row: number; excluded: boolean }[];
  /** Kind in force and its outcome; `why` is a key when it cannot be drawn. */
  fit: { kind: "none" | "line" | "proportional"; terms: { id: string; text: string; unit: string }[]; line: [number, number][]; why: string };
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
  | { do: "clear_notebook" }
  /** Moves the eye before an instrument's scale: metres along it from facing the pointer. */
  | { do: "eye"; instrument: string; at: number }
  | { do: "vectors"; shown: boolean };

/** The functions of `src/host/web.rs`. Texts are JSON of the types above. Times in s, points in CSS pixels of the stage unless said otherwise. */
export interface Core {
  /** `strings`: `{ "en": {...}, "zh": {...} }`, the module's tables merged over the page's; `options`: `{ seed, site, profile, lang, set: "path=quantity; …" }`. */
  open(module: string, strings: string, options: string): string;
  close(handle: number): void;
  describe(handle: number): string;
  /** Returns `{ "changed": bits }` or `{ "refused": Refusal }`. `source`: learner, page, lesson, replay. */
  apply(handle: number, action: string, source: string): string;
  /** Real seconds gone by; returns CHANGED bits. 0 while paused. */
  advance(handle: number, seconds: number): number;
  status(handle: number): string;
  notebook(handle: number): string;
  /** Paints the stage into a 2D context of `width` x `height` CSS pixels at `ratio` device pixels each. `look`: JSON `{ theme: "light"|"dark"|"projector", lang, grip: id|"" (focused), hover: id|"", over: boolean (a pointer is over the stage), margin_bottom: number (strip at the lower edge that is covered, CSS px), lens: [minx, miny, maxx, maxy] | null }`; a lens paints that world rectangle instead of the view. */
  paint(handle: number, context: CanvasRenderingContext2D, width: number, height: number, ratio: number, look: string): void;
  /** Grip id under a point of the last painted stage, or empty. */
  grip_at(handle: number, x: number, y: number): string;
  /** World point under a point of the stage: [x, y] metres. */
  world_at(handle: number, x: number, y: number): Float64Array;
  /** Boxes of all grips on the last painted stage, four numbers each in the order of `Description.grips`: x, y, width, height; width 0 when not drawn. */
  grip_boxes(handle: number): Float64Array;
  /** A channel of the live graph: `x` or `y`; a copy, in SI. A NaN breaks the line. */
  samples(handle: number, channel: string): Float64Array;
  /** Value of a path, SI; NaN if there is none. */
  get(handle: number, path: string): number;
  csv(handle: number, lang: string): string;
  /** The recording so far (JSON) with its final hash. */
  record(handle: number): string;
  /** Replays a recording from the start in place; returns `{ "hash": … }` or `{ "refused": Refusal }`. */
  replay(handle: number, record: string): string;
  hash(handle: number): string;
  snapshot(handle: number): Uint8Array;
  restore(handle: number, bytes: Uint8Array): string;
  svg(handle: number, theme: string, lang: string): string;
  /** Checks a module text without opening it: JSON array of Problem. */
  check(module: string): string;
  version(): string;
}
