// gewu-contact as wasm: soft step with substeps, joints and springs computed anew at each.

import { readFile } from 'node:fs/promises';
import { DT, matter } from '../scenes.mjs';

export const SUBSTEPS = 4;

/** The solver from a wasm file, with SIMD or without. */
export async function load(file = process.env.GEWU_BENCH_SIMD) {
  const { instance } = await WebAssembly.instantiate(await readFile(file), {});
  return { package: 'gewu-contact', settings: `${SUBSTEPS} substeps`, build: (scene) => build(instance.exports, scene) };
}

function build(wasm, scene) {
  const dt = scene.dt ?? DT;
  const world = wasm.begin(-scene.gravity);
  for (const body of scene.bodies) {
    const { mass, inertia } = matter(body);
    const { x, y, angle = 0, vx = 0, vy = 0, spin = 0, r = 0, hx = 0, hy = 0, friction, restitution = 0, group = 0 } = body;
    const taken = wasm.body(world, x, y, angle, vx, vy, spin, body.fixed ? 0 : mass, body.fixed ? 0 : inertia, r, hx, hy, friction, restitution, group);
    if (!taken) throw new Error(`a body of ${scene.name} was refused`);
  }
  for (const { a, b, x, y } of scene.pins) wasm.pin(world, a, b, x, y);
  for (const { a, b, length, stiffness, damping } of scene.springs) wasm.spring(world, a, b, length, stiffness, damping);
  return {
    step: () => wasm.step(world, dt, SUBSTEPS),
    pose: (i) => [0, 1, 2].map((which) => wasm.read(world, i, which)),
    velocity: (i) => [3, 4, 5].map((which) => wasm.read(world, i, which)),
    hash: () => BigInt.asUintN(64, wasm.hash(world)).toString(16).padStart(16, '0'),
    free: () => wasm.end(world),
  };
}
