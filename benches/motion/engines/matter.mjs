// matter-js: position and velocity iterations by default, 100 pixels a metre (its tolerances are in pixels).

import Matter from 'matter-js';
import { DT, matter } from '../scenes.mjs';

const PIXELS = 100;

export async function load() {
  return { package: 'matter-js', settings: '6 position, 4 velocity, 2 constraint iterations (default)', build };
}

function build(scene) {
  const dt = scene.dt ?? DT;
  const engine = Matter.Engine.create({ gravity: { x: 0, y: -1, scale: (scene.gravity * PIXELS) / 1e6 } });
  // Its velocities are in pixels a step of 1/60 s.
  const base = PIXELS / 60;
  const bodies = scene.bodies.map((body) => {
    const options = {
      isStatic: body.fixed ?? false,
      friction: body.friction,
      frictionStatic: body.friction ? 0.5 : 0,
      frictionAir: 0,
      restitution: body.restitution ?? 0,
      angle: 0,
      collisionFilter: { group: body.group ? -body.group : 0, category: 1, mask: 0xffffffff },
    };
    const [x, y] = [body.x * PIXELS, body.y * PIXELS];
    const made = body.r
      ? Matter.Bodies.circle(x, y, body.r * PIXELS, options)
      : Matter.Bodies.rectangle(x, y, 2 * body.hx * PIXELS, 2 * body.hy * PIXELS, options);
    Matter.Body.setAngle(made, body.angle ?? 0);
    if (!body.fixed) {
      const { mass, inertia } = matter(body);
      Matter.Body.setMass(made, mass);
      Matter.Body.setInertia(made, inertia * PIXELS * PIXELS);
      Matter.Body.setVelocity(made, { x: (body.vx ?? 0) * base, y: (body.vy ?? 0) * base });
      Matter.Body.setAngularVelocity(made, (body.spin ?? 0) / 60);
    }
    Matter.Composite.add(engine.world, made);
    return made;
  });
  const local = (i, x, y) => ({ x: (x - scene.bodies[i].x) * PIXELS, y: (y - scene.bodies[i].y) * PIXELS });
  for (const { a, b, x, y } of scene.pins) {
    // Bodies that a pin joins must not meet; a box and its discs have one group.
    for (const i of [a, b]) if (!scene.bodies[i].group) bodies[i].collisionFilter.group = -2 - Math.min(a, b);
    Matter.Composite.add(
      engine.world,
      Matter.Constraint.create({ bodyA: bodies[a], bodyB: bodies[b], pointA: local(a, x, y), pointB: local(b, x, y), length: 0, stiffness: 1 }),
    );
  }
  for (const { a, b, length, stiffness } of scene.springs) {
    // Its stiffness is the share of the stretch that is taken away in a step: k dt² over the reduced mass.
    const reduced = 1 / [a, b].reduce((sum, i) => sum + (scene.bodies[i].fixed ? 0 : 1 / matter(scene.bodies[i]).mass), 0);
    const share = Math.min(1, (stiffness * dt * dt) / reduced);
    Matter.Composite.add(
      engine.world,
      Matter.Constraint.create({ bodyA: bodies[a], bodyB: bodies[b], length: length * PIXELS, stiffness: share }),
    );
  }
  return {
    step: () => Matter.Engine.update(engine, dt * 1000),
    pose: (i) => [bodies[i].position.x / PIXELS, bodies[i].position.y / PIXELS, bodies[i].angle],
    velocity: (i) => {
      const { x, y } = Matter.Body.getVelocity(bodies[i]);
      return [x / base, y / base, Matter.Body.getAngularVelocity(bodies[i]) * 60];
    },
    free: () => Matter.Engine.clear(engine),
  };
}
