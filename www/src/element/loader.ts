// The core (wasm): fetched and compiled once per page, however many labs it holds.
// `core` is the small build; `bench` has besides what is measured, heated and poured, and scores work; `chemistry` has
// that and the chemistry bench; `rigid` has contacts and friction instead, with SIMD where the browser has it; `whole`
// has everything.

import type { Core } from './message.ts';
import { detailOf, Failure } from './failure.ts';
import kinds from './builds.json';

type Build = 'core' | 'bench' | 'chemistry' | 'rigid' | 'rigid-simd' | 'whole';
type Progress = (fraction: number) => void;
type Glue = Core & { default(options: { module_or_path: WebAssembly.Module }): Promise<unknown> };

/** A module with one SIMD instruction: valid only where SIMD is. */
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);
/** Size to reckon progress with when the server does not tell it, bytes. */
const USUAL_SIZE = 1_200_000;

const compiled = new Map<string, { module: Promise<WebAssembly.Module>; listeners: Set<Progress>; fraction: number }>();
const running = new Map<string, Promise<Core>>();
let generation = 0;

/** Which build a module's text needs: looked up in the text, so that a broken module can be reported by the core. */
export function buildFor(moduleText: string): Build {
  const named = [...moduleText.matchAll(/"kind"\s*:\s*"([^"\\]*)"/g)].map(([, kind = '']) => kind);
  const needs = (some: string[]) => named.some((kind) => some.includes(kind));
  if (needs(kinds.rigid)) return needs(kinds.bench) || needs(kinds.chemistry) ? 'whole' : WebAssembly.validate(SIMD) ? 'rigid-simd' : 'rigid';
  if (needs(kinds.chemistry)) return 'chemistry';
  return needs(kinds.bench) || needs(kinds.either) ? 'bench' : 'core';
}

/** The build that scores the work with a module: the smallest that has both. */
export function scorerFor(moduleText: string): Build {
  const build = buildFor(moduleText);
  return build === 'core' ? 'bench' : build;
}

/** The running core for a build; the same for all labs of the page. */
export async function loadCore(base: string, build: Build, progress: Progress): Promise<Core> {
  const folder = new URL(`wasm/${build}/`, base).href;
  try {
    const module = await compile(folder, progress);
    let core = running.get(folder);
    if (!core) {
      core = start(folder, module);
      running.set(folder, core);
    }
    return await core;
  } catch (cause) {
    running.delete(folder);
    compiled.delete(folder);
    throw cause instanceof Failure ? cause : new Failure('wasm', { detail: detailOf(cause), url: folder }, [], { cause });
  }
}

/** After a panic: the next load starts a fresh core. Labs that run on the old one keep it. */
export function retire(): void {
  generation++;
  running.clear();
}

function unreached(url: string, cause: unknown): Failure {
  return new Failure('network', { url, detail: detailOf(cause) }, [], { cause });
}

async function start(folder: string, module: WebAssembly.Module): Promise<Core> {
  // Glue keeps its instance in module scope; another query is another module.
  const url = `${folder}gewu.js${generation > 0 ? `?again=${generation}` : ''}`;
  const glue = (await import(/* @vite-ignore */ url).catch((cause: unknown) => {
    // A browser may remember that an address could not be imported: the next try takes another one.
    generation++;
    throw cause instanceof SyntaxError ? cause : unreached(url, cause);
  })) as Glue;
  await glue.default({ module_or_path: module });
  return glue;
}

function compile(folder: string, progress: Progress): Promise<WebAssembly.Module> {
  let entry = compiled.get(folder);
  if (!entry) {
    const listeners = new Set<Progress>();
    const made = { module: Promise.resolve() as unknown as Promise<WebAssembly.Module>, listeners, fraction: 0 };
    made.module = fetchAndCompile(`${folder}gewu_bg.wasm`, (fraction) => {
      made.fraction = fraction;
      for (const listener of listeners) listener(fraction);
    }).finally(() => listeners.clear());
    compiled.set(folder, made);
    entry = made;
  }
  entry.listeners.add(progress);
  progress(entry.fraction);
  return entry.module;
}

async function fetchAndCompile(url: string, progress: Progress): Promise<WebAssembly.Module> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw unreached(url, cause);
  });
  if (!response.ok || !response.body) throw new Failure('network', { url, detail: `HTTP ${response.status}` });
  const size = Number(response.headers.get('content-length')) || USUAL_SIZE;
  let got = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        got += chunk.byteLength;
        progress(Math.min(0.98, got / size));
        controller.enqueue(chunk);
      },
    }),
  );
  const module = await WebAssembly.compileStreaming(new Response(counted, { headers: { 'content-type': 'application/wasm' } })).catch((cause: unknown) => {
    // What is whole but no engine is the browser's or the host's matter; anything else broke off on its way.
    throw cause instanceof WebAssembly.CompileError ? cause : unreached(url, cause);
  });
  progress(1);
  return module;
}
