// Lays the stand-in core over a built dist: for looking at the frame without wasm.
// Use: node build.mjs && node test/fake-dist.mjs, then serve dist. Never part of a release.

import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..', 'dist');

/** A valid module with nothing in it. */
const EMPTY_WASM = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]);

for (const build of ['core', 'bench', 'chemistry', 'rigid', 'rigid-simd', 'whole']) {
  const folder = join(dist, 'wasm', build);
  await esbuild.build({ entryPoints: [join(here, 'fake-core.ts')], bundle: true, format: 'esm', outfile: join(folder, 'gewu.js'), logLevel: 'warning' });
  await writeFile(join(folder, 'gewu_bg.wasm'), EMPTY_WASM);
}

