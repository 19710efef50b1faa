// The contact solver against its peers, in one run: piles for speed, closed forms for accuracy.
//
// `cargo xtask bench motion` builds the solver to wasm, with SIMD and without, and installs the peers from
// benches/motion/package-lock.json if they are not there. Writes benches/results/motion.md; fails if the two builds
// differ in a bit, or if our piles do not stand.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { SCENES, DT } from './motion/scenes.mjs';
import { ACCURACY } from './motion/accuracy.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 9);
/** A slow engine gets fewer rounds: this many ms for each scene. */
const PATIENCE = 4000;
const OURS = 'ours';
const RAPIER = 'rapier';
const NAMES = [OURS, RAPIER, 'box2d', 'planck', 'matter'];

const engines = {};
for (const name of NAMES) {
  const engine = await (await import(`./motion/engines/${name}.mjs`)).load();
  const about = name === OURS ? null : JSON.parse(await readFile(new URL(`./motion/node_modules/${engine.package}/package.json`, import.meta.url)));
  engines[name] = { ...engine, label: about ? `${engine.package} ${about.version}` : engine.package };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** ms a step of one run, and what is wrong with how it ended. */
function time(engine, scene) {
  const world = engine.build(scene);
  for (let i = 0; i < scene.warm; i++) world.step();
  const start = performance.now();
  for (let i = 0; i < scene.steps; i++) world.step();
  const found = (performance.now() - start) / scene.steps;
  const wrong = scene.stands(world.pose);
  world.free();
  return { time: found, wrong };
}

// The same bits with SIMD and without, and natively (cargo test compares with the same number).
const plain = await (await import('./motion/engines/ours.mjs')).load(process.env.GEWU_BENCH_PLAIN);
const hashes = [engines[OURS], plain].map((engine) => {
  const world = engine.build(SCENES[0]);
  for (let i = 0; i < 300; i++) world.step();
  return world.hash();
});
const known = (await readFile(new URL('./motion/pyramid.hash', import.meta.url), 'utf8')).trim();
console.log(`300 steps of the pyramid: with SIMD ${hashes[0]}, without ${hashes[1]}, natively ${known}`);
let failed = false;
if (hashes.some((hash) => hash !== known)) {
  console.error('The builds differ: the solver is not deterministic.');
  failed = true;
}

const rows = [];
for (const scene of SCENES) {
  const times = Object.fromEntries(NAMES.map((name) => [name, []]));
  const wrong = {};
  const slow = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of NAMES) {
      if (slow[name]) continue;
      const found = time(engines[name], scene);
      times[name].push(found.time);
      wrong[name] = found.wrong;
      slow[name] = (round + 1) * found.time * (scene.steps + scene.warm) > PATIENCE;
    }
  }
  const ms = Object.fromEntries(NAMES.map((name) => [name, median(times[name])]));
  rows.push({ scene, ms, wrong });
  console.log(`${scene.name}: ${NAMES.map((name) => `${name} ${ms[name].toFixed(3)} ms${wrong[name] ? ` (${wrong[name]})` : ''}`).join(', ')}`);
  if (wrong[OURS]) failed = true;
}
const mean = (name) => Math.exp(rows.reduce((sum, { ms }) => sum + Math.log(ms[name] / ms[OURS]), 0) / rows.length);

const errors = ACCURACY.map((scene) => {
  const found = Object.fromEntries(NAMES.map((name) => [name, scene.error(engines[name])]));
  console.log(`${scene.name} / ${scene.unit}: ${NAMES.map((name) => `${name} ${digits(found[name])}`).join(', ')}`);
  return { scene, found };
});

function digits(x) {
  if (!Number.isFinite(x)) return 'none';
  if (x === 0) return '0';
  return x < 1e-3 || x >= 1e4 ? x.toExponential(1) : x.toPrecision(2).replace(/\.?0+e/, 'e');
}

const table = (head, lines) => [head, head.map((_, i) => (i ? '--:' : '---')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const labels = NAMES.map((name) => engines[name].label);
const notes = rows.flatMap(({ scene, wrong }) => NAMES.filter((name) => wrong[name]).map((name) => `- ${scene.name}, ${engines[name].label}: ${wrong[name]}.`));
const text = `# Motion: the contact solver against its peers

Written by \`cargo xtask bench motion\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0].model.replace(/\s+/g, ' ').replace(/ \d+-Core Processor/, '')}, ${cpus().length} cores, Node ${process.versions.node}, ${ROUNDS} interleaved rounds.

## Speed

Time of an engine over that of gewu-contact, median of the rounds; above 1 it is slower than ours. Step of 1/60 s for all,
sleeping off; each engine at its own substeps or iterations. The mean is geometric.

${table(['scene', 'gewu-contact / ms', ...labels.slice(1)], [
  ...rows.map(({ scene, ms, wrong }) => [
    scene.name,
    ms[OURS].toFixed(3),
    ...NAMES.slice(1).map((name) => (ms[name] / ms[OURS]).toFixed(2) + (wrong[name] ? ' (!)' : '')),
  ]),
  ['mean', '', ...NAMES.slice(1).map((name) => mean(name).toFixed(2))],
])}

${NAMES.map((name) => `- ${engines[name].label}: ${engines[name].settings}.`).join('\n')}
${notes.length ? `\n(!): an engine that did not do the same thing, so that its time says little:\n\n${notes.join('\n')}\n` : ''}
## Accuracy

Error against the closed form, at a step of 1/60 s. Ours is the contact solver alone; what is marked * moves without
contact, and in Gewu belongs to the exact solver of \`src/systems/motion/\`.

${table(['scene', 'unit', ...labels], errors.map(({ scene, found }) => [scene.name + (scene.free ? ' *' : ''), scene.unit, ...NAMES.map((name) => digits(found[name]))]))}

300 steps of the pyramid end with the same bits natively, in wasm and in wasm with SIMD: \`${known}\`.
`;
await mkdir(new URL('./results/', import.meta.url), { recursive: true });
await writeFile(new URL('./results/motion.md', import.meta.url), text);

// What the project promises of itself.
const bars = rows.flatMap(({ scene, ms }) => [
  [`${scene.name}: not slower than rapier`, ms[RAPIER] / ms[OURS] >= 1],
  [`${scene.name}: box2d at most 1.2 times ahead`, ms.box2d / ms[OURS] >= 1 / 1.2],
]);
bars.push(['at least 1.3 times faster than rapier in the mean', mean(RAPIER) >= 1.3]);
for (const [bar, holds] of bars) console.log(`${holds ? 'holds' : 'MISSED'}: ${bar}`);
console.log(`step ${DT.toFixed(4)} s; written to benches/results/motion.md`);
// One of the peers keeps threads that would hold the process.
process.exit(failed ? 1 : 0);
