// Replays tests/recordings in wasm under node: the same hashes as natively, with and without SIMD.

import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const kinds = JSON.parse(await readFile(new URL('www/src/element/builds.json', root), 'utf8'));

/** Loads a build: its glue is for the web, its bytes come from the disk. */
async function load(name) {
  const glue = new URL(`www/dist/wasm/${name}/`, root);
  const core = await import(new URL('gewu.js', glue).href);
  await core.default({ module_or_path: await readFile(new URL('gewu_bg.wasm', glue)) });
  return core;
}

const builds = {};
for (const name of ['core', 'bench', 'chemistry', 'rigid', 'rigid-simd', 'whole']) builds[name] = await load(name);

let passed = 0;
let failed = 0;
for (const file of (await readdir(new URL('tests/recordings/', root))).filter((name) => name.endsWith('.json')).sort()) {
  const text = await readFile(new URL(`tests/recordings/${file}`, root), 'utf8');
  const record = JSON.parse(text);
  const module = await readFile(new URL(`simulations/${record.module}/module.json`, root), 'utf8');
  const named = [...module.matchAll(/"kind"\s*:\s*"([^"]*)"/g)].map(([, kind]) => kind);
  const needs = (build) => named.some((kind) => kinds[build].includes(kind));
  for (const [name, core] of Object.entries(builds)) {
    const has = { bench: ['bench', 'chemistry', 'whole'], chemistry: ['chemistry', 'whole'], either: ['bench', 'chemistry', 'rigid', 'rigid-simd', 'whole'], rigid: ['rigid', 'rigid-simd', 'whole'] };
    if (Object.entries(has).some(([some, all]) => needs(some) && !all.includes(name))) continue;
    const opened = JSON.parse(core.open(module, '{}', '{}'));
    const done = opened.handle === undefined ? opened : JSON.parse(core.replay(opened.handle, text));
    const right = done.hash === record.hash;
    if (right) passed++;
    else failed++;
    if (!right) console.error(`${file} in ${name}: ${done.hash ?? JSON.stringify(done)} instead of ${record.hash}`);
    if (opened.handle !== undefined) core.close(opened.handle);
  }
}
if (passed === 0) console.error(`no recording in ${fileURLToPath(new URL('tests/recordings/', root))}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
