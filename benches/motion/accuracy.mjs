// The accuracy scenes: what has a closed form, at the same step for all engines.
//
// A scene is one of `scenes.mjs` in its form, with `time` to run and `errors`, which compares what an engine has then.

import { DT } from './scenes.mjs';

const G = 9.81;
const ball = (x, y, more) => ({ x, y, r: 0.1, mass: 1, friction: 0, ...more });
const ground = (more) => ({ x: 0, y: -0.5, hx: 50, hy: 0.5, fixed: true, friction: 0, ...more });

/** Runs an engine for a time; `each` sees it after every step. */
function run(engine, scene, time, each = () => {}) {
  const world = engine.build({ gravity: G, pins: [], springs: [], ...scene });
  const steps = Math.round(time / DT);
  for (let step = 1; step <= steps; step++) {
    world.step();
    each(world, step * DT);
  }
  const found = scene.bodies.map((_, i) => [...world.pose(i), ...world.velocity(i)]);
  world.free();
  return found;
}

/** Period of a pendulum by the arithmetic-geometric mean. */
function period(amplitude, omega) {
  let [a, b] = [1, Math.cos(amplitude / 2)];
  while (Math.abs(a - b) > 1e-15) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return (2 * Math.PI) / (omega * a);
}

function collision(engine, restitution) {
  const bodies = [ball(-1, 0, { vx: 2, restitution }), { ...ball(0, 0, { restitution }), mass: 3 }];
  const found = run(engine, { gravity: 0, bodies }, 2);
  const common = 0.5;
  const expected = [common - 0.75 * restitution * 2, common + 0.25 * restitution * 2];
  return Math.max(...expected.map((speed, i) => Math.abs(found[i][3] - speed)));
}

/** Each: what is measured, its unit, and the error of an engine. */
export const ACCURACY = [
  {
    name: 'free fall, 1 s: place',
    unit: 'mm',
    free: true,
    error: (engine) => 1e3 * Math.abs(run(engine, { bodies: [ball(0, 10)] }, 1)[0][1] - (10 - G / 2)),
  },
  {
    name: 'projectile, 1 s: place',
    unit: 'mm',
    free: true,
    error: (engine) => {
      const [[x, y]] = run(engine, { bodies: [ball(0, 10, { vx: 5, vy: 5 })] }, 1);
      return 1e3 * Math.hypot(x - 5, y - (15 - G / 2));
    },
  },
  {
    name: 'pendulum of 60°, 20 s: energy',
    unit: '%',
    free: true,
    error: (engine) => {
      const at = Math.PI / 3;
      const bodies = [
        { x: 0, y: 0, hx: 0.05, hy: 0.05, fixed: true, friction: 0, group: 1 },
        { ...ball(Math.sin(at), -Math.cos(at)), group: 1, angle: at },
      ];
      const found = run(engine, { bodies, pins: [{ a: 0, b: 1, x: 0, y: 0 }] }, 20);
      const [, y, , vx, vy, spin] = found[1];
      const energy = G * (y + 1) + 0.5 * (vx * vx + vy * vy) + 0.5 * 0.005 * spin * spin;
      return 100 * Math.abs(energy / (G * (1 - Math.cos(at))) - 1);
    },
  },
  {
    name: 'pendulum of 60°: period',
    unit: '%',
    free: true,
    error: (engine) => {
      const at = Math.PI / 3;
      const bodies = [
        { x: 0, y: 0, hx: 0.05, hy: 0.05, fixed: true, friction: 0, group: 1 },
        { ...ball(Math.sin(at), -Math.cos(at)), group: 1, angle: at },
      ];
      let before = Math.sin(at);
      const crossings = [];
      run(engine, { bodies, pins: [{ a: 0, b: 1, x: 0, y: 0 }] }, 10, (world, t) => {
        const [x] = world.pose(1);
        if (before > 0 && x <= 0) crossings.push(t - (DT * x) / (x - before));
        before = x;
      });
      const found = (crossings.at(-1) - crossings[0]) / (crossings.length - 1);
      return 100 * Math.abs(found / period(at, Math.sqrt(G / (1 + 0.005))) - 1);
    },
  },
  {
    name: 'spring, 20 s: amplitude',
    unit: '%',
    free: true,
    error: (engine) => {
      const bodies = [
        { x: 0, y: 0, hx: 0.05, hy: 0.05, fixed: true, friction: 0, group: 1 },
        ball(2.5, 0, { group: 1 }),
      ];
      let most = 0;
      const springs = [{ a: 0, b: 1, length: 2, stiffness: 10, damping: 0 }];
      run(engine, { gravity: 0, bodies, springs }, 20, (world, t) => {
        if (t > 17) most = Math.max(most, world.pose(1)[0] - 2);
      });
      return 100 * Math.abs(most / 0.5 - 1);
    },
  },
  {
    name: 'block down 30°, friction 0.2, 1 s: way',
    unit: 'mm',
    error: (engine) => {
      const angle = Math.PI / 6;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const bodies = [
        ground({ x: 0.5 * s, y: -0.5 * c, angle, friction: 0.2 }),
        { x: 5 * c - 0.05 * s, y: 5 * s + 0.05 * c, angle, hx: 0.1, hy: 0.05, friction: 0.2, mass: 1 },
      ];
      const found = run(engine, { bodies }, 1)[1];
      const way = Math.hypot(found[0] - bodies[1].x, found[1] - bodies[1].y);
      return 1e3 * Math.abs(way - 0.5 * G * (s - 0.2 * c));
    },
  },
  {
    name: 'block at rest on 20°, friction 0.5, 10 s: creep',
    unit: 'mm',
    error: (engine) => {
      const angle = Math.PI / 9;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const bodies = [
        ground({ x: 0.5 * s, y: -0.5 * c, angle, friction: 0.5 }),
        { x: 5 * c - 0.05 * s, y: 5 * s + 0.05 * c, angle, hx: 0.1, hy: 0.05, friction: 0.5, mass: 1 },
      ];
      let settled;
      const found = run(engine, { bodies }, 10, (world, t) => {
        if (!settled && t >= 1) settled = world.pose(1);
      });
      return 1e3 * Math.hypot(found[1][0] - settled[0], found[1][1] - settled[1]);
    },
  },
  { name: 'elastic collision, 1 kg on 3 kg: speeds', unit: 'mm/s', error: (engine) => 1e3 * collision(engine, 1) },
  { name: 'collision with e = 0.5: speeds', unit: 'mm/s', error: (engine) => 1e3 * collision(engine, 0.5) },
  { name: 'inelastic collision: speeds', unit: 'mm/s', error: (engine) => 1e3 * collision(engine, 0) },
  {
    name: 'elastic bounce from 2 m: 10th height',
    unit: '%',
    error: (engine) => {
      const bodies = [ground({ restitution: 1 }), ball(0, 2.1, { restitution: 1 })];
      const heights = [];
      let rising = false;
      run(engine, { bodies }, 14, (world) => {
        const [, y] = world.pose(1);
        const [, vy] = world.velocity(1);
        if (rising && vy <= 0) heights.push(y - 0.1 + (vy * vy) / (2 * G));
        rising = vy > 0;
      });
      return heights.length < 10 ? NaN : 100 * Math.abs(heights[9] / 2 - 1);
    },
  },
];
