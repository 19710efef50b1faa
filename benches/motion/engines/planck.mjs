// planck (Box2D v2 in JavaScript): 8 velocity and 3 position iterations, as its documentation recommends.

import * as planck from 'planck';
import { DT, matter } from '../scenes.mjs';

export async function load() {
  return { package: 'planck', settings: '8 velocity, 3 position iterations (recommended)', build };
}

function build(scene) {
  const dt = scene.dt ?? DT;
  const world = new planck.World({ gravity: { x: 0, y: -scene.gravity }, allowSleep: false });
  const bodies = scene.bodies.map((body) => {
    const made = world.createBody({
      type: body.fixed ? 'static' : 'dynamic',
      position: { x: body.x, y: body.y },
      angle: body.angle ?? 0,
      linearVelocity: { x: body.vx ?? 0, y: body.vy ?? 0 },
      angularVelocity: body.spin ?? 0,
      allowSleep: false,
    });
    made.createFixture({
      shape: body.r ? new planck.Circle(body.r) : new planck.Box(body.hx, body.hy),
      density: matter(body).density,
      friction: body.friction,
      restitution: body.restitution ?? 0,
      filterGroupIndex: body.group ? -body.group : 0,
    });
    return made;
  });
  for (const { a, b, x, y } of scene.pins) {
    world.createJoint(new planck.RevoluteJoint({}, bodies[a], bodies[b], { x, y }));
  }
  for (const { a, b, length, stiffness, damping } of scene.springs) {
    const reduced = 1 / [a, b].reduce((sum, i) => sum + (scene.bodies[i].fixed ? 0 : 1 / matter(scene.bodies[i]).mass), 0);
    const omega = Math.sqrt(stiffness / reduced);
    const def = {
      collideConnected: true,
      length,
      frequencyHz: omega / (2 * Math.PI),
      dampingRatio: damping / (2 * reduced * omega),
    };
    world.createJoint(new planck.DistanceJoint(def, bodies[a], bodies[b], bodies[a].getPosition(), bodies[b].getPosition()));
  }
  return {
    step: () => world.step(dt, 8, 3),
    pose: (i) => {
      const { x, y } = bodies[i].getPosition();
      return [x, y, bodies[i].getAngle()];
    },
    velocity: (i) => {
      const { x, y } = bodies[i].getLinearVelocity();
      return [x, y, bodies[i].getAngularVelocity()];
    },
    free: () => {},
  };
}
