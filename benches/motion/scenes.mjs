// The piles: one description for all engines, in SI units. A body has a place, a density of 1 kg/m² and one shape, a box
// (half lengths) or a disc; `pins` hold two bodies together at a point of the world; `springs` join two bodies' centres.
//
// `stands` says what must be true at the end: an engine that is quick because the pile fell down is no peer.

export const DT = 1 / 60;
const GRAVITY = 9.81;

const box = (x, y, hx, hy, more) => ({ x, y, hx, hy, friction: 0.5, ...more });
const disc = (x, y, r, more) => ({ x, y, r, friction: 0.5, ...more });

function pyramid(rows) {
  const bodies = [box(0, -0.5, 60, 0.5, { fixed: true })];
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < rows - row; i++) bodies.push(box(1.05 * (i - (rows - row - 1) / 2), row + 0.5, 0.5, 0.5));
  }
  const top = bodies.length - 1;
  return {
    name: `pyramid of ${rows} rows`,
    id: 'pyramid',
    bodies,
    warm: 60,
    steps: 300,
    stands: (pose) => {
      const [x, y] = pose(top);
      return Math.abs(x) < 0.2 && Math.abs(y - (rows - 0.5)) < 0.3 ? null : `the top box is at ${x.toFixed(3)}, ${y.toFixed(3)}`;
    },
  };
}

function balls(count) {
  const width = 20;
  const bodies = [
    box(0, -0.5, width / 2 + 1, 0.5, { fixed: true }),
    box(-width / 2 - 0.5, 20, 0.5, 21, { fixed: true }),
    box(width / 2 + 0.5, 20, 0.5, 21, { fixed: true }),
  ];
  const columns = 37;
  for (let i = 0; i < count; i++) {
    const row = Math.floor(i / columns);
    const x = 0.53 * ((i % columns) - (columns - 1) / 2) + (row % 2 ? 0.12 : -0.12);
    bodies.push(disc(x, 0.3 + 0.53 * row, i % 3 ? 0.25 : 0.23, { friction: 0.3 }));
  }
  return {
    name: `${count} balls in a bin`,
    id: 'balls',
    bodies,
    warm: 90,
    steps: 240,
    stands: (pose) => {
      let outside = 0;
      let sum = 0;
      for (let i = 3; i < bodies.length; i++) {
        const [x, y] = pose(i);
        sum += y;
        if (!(Math.abs(x) < width / 2 && y > 0 && y < 40)) outside++;
      }
      const mean = sum / count;
      if (outside) return `${outside} balls are outside`;
      // A pile of discs fills 0.80 to 0.91 of its area.
      return mean > 9 && mean < 13 ? null : `the mean height is ${mean.toFixed(2)}`;
    },
  };
}

function chain(links) {
  const half = 0.25;
  const bodies = [box(0, 0, 0.1, 0.1, { fixed: true, group: 1 })];
  const pins = [];
  for (let i = 0; i < links; i++) {
    bodies.push(box((2 * i + 1) * half, 0, half, 0.06, { group: 1 }));
    pins.push({ a: i, b: i + 1, x: 2 * i * half, y: 0 });
  }
  return {
    name: `chain of ${links} links`,
    id: 'chain',
    bodies,
    pins,
    warm: 30,
    steps: 600,
    // The chain is 50 m long: no link can be farther from the anchor than its place in it, but for some stretch.
    stands: (pose) => {
      let worst = 0;
      for (let i = 1; i <= links; i++) {
        const [x, y] = pose(i);
        worst = Math.max(worst, Math.hypot(x, y) - (2 * i - 1) * half);
      }
      return worst < 2.5 ? null : `the chain is ${worst.toFixed(2)} m too long`;
    },
  };
}

function carts(count) {
  const bodies = [box(0, -0.5, 200, 0.5, { fixed: true })];
  const pins = [];
  const springs = [];
  for (let i = 0; i < count; i++) {
    const x = 2.2 * (i - (count - 1) / 2);
    const at = bodies.length;
    const vx = i % 2 ? 0.8 : -0.8;
    bodies.push(box(x, 0.45, 0.6, 0.15, { vx }));
    for (const side of [-0.4, 0.4]) {
      pins.push({ a: at, b: bodies.length, x: x + side, y: 0.2 });
      bodies.push(disc(x + side, 0.2, 0.2, { vx, spin: -vx / 0.2, friction: 0.8 }));
    }
    if (i) springs.push({ a: at - 3, b: at, length: 2.2, stiffness: 40, damping: 0.2 });
  }
  return {
    name: `${count} carts and springs`,
    id: 'carts',
    bodies,
    pins,
    springs,
    warm: 30,
    steps: 600,
    stands: (pose) => {
      for (let i = 0; i < count; i++) {
        const [, y, angle] = pose(1 + 3 * i);
        if (!(Math.abs(y - 0.45) < 0.05 && Math.abs(angle) < 0.15)) return `cart ${i} is at height ${y.toFixed(3)}, turned ${angle.toFixed(3)}`;
      }
      return null;
    },
  };
}

export const SCENES = [pyramid(30), balls(2000), chain(100), carts(50)].map((scene) => ({
  gravity: GRAVITY,
  pins: [],
  springs: [],
  ...scene,
}));

/** Mass and moment of inertia of a body at 1 kg/m² (or of its own mass), kg and kg m². */
export function matter(body) {
  const area = body.r ? Math.PI * body.r * body.r : 4 * body.hx * body.hy;
  const mass = body.mass ?? area;
  const gyration = body.r ? (body.r * body.r) / 2 : (body.hx * body.hx + body.hy * body.hy) / 3;
  return { mass, inertia: mass * gyration, density: mass / area };
}
