// @dimforge/rapier2d-simd-compat: TGS-soft with 4 solver iterations by default.

import RAPIER from '@dimforge/rapier2d-simd-compat';
import { DT, matter } from '../scenes.mjs';

export async function load() {
  // The package still hands its bytes to a loader that wants them in an object, and says so on each start.
  const warn = console.warn;
  console.warn = () => {};
  await RAPIER.init();
  console.warn = warn;
  return { package: '@dimforge/rapier2d-simd-compat', settings: '4 iterations (default)', build };
}

function build(scene) {
  const dt = scene.dt ?? DT;
  const world = new RAPIER.World({ x: 0, y: -scene.gravity });
  world.timestep = dt;
  const bodies = scene.bodies.map((body) => {
    const kind = body.fixed ? RAPIER.RigidBodyDesc.fixed() : RAPIER.RigidBodyDesc.dynamic();
    kind.setTranslation(body.x, body.y).setRotation(body.angle ?? 0).setCanSleep(false);
    kind.setLinvel(body.vx ?? 0, body.vy ?? 0).setAngvel(body.spin ?? 0);
    const made = world.createRigidBody(kind);
    const shape = body.r ? RAPIER.ColliderDesc.ball(body.r) : RAPIER.ColliderDesc.cuboid(body.hx, body.hy);
    shape.setDensity(matter(body).density).setFriction(body.friction).setRestitution(body.restitution ?? 0);
    // Of the group's own kind, it meets all kinds but that.
    if (body.group) shape.setCollisionGroups(0x0002fffd);
    world.createCollider(shape, made);
    return made;
  });
  const local = (i, x, y) => {
    const { x: bx, y: by, angle = 0 } = scene.bodies[i];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return { x: c * (x - bx) + s * (y - by), y: c * (y - by) - s * (x - bx) };
  };
  for (const { a, b, x, y } of scene.pins) {
    const joint = world.createImpulseJoint(RAPIER.JointData.revolute(local(a, x, y), local(b, x, y)), bodies[a], bodies[b], true);
    joint.setContactsEnabled(false);
  }
  for (const { a, b, length, stiffness, damping } of scene.springs) {
    const zero = { x: 0, y: 0 };
    world.createImpulseJoint(RAPIER.JointData.spring(length, stiffness, damping, zero, zero), bodies[a], bodies[b], true);
  }
  return {
    step: () => world.step(),
    pose: (i) => {
      const { x, y } = bodies[i].translation();
      return [x, y, bodies[i].rotation()];
    },
    velocity: (i) => {
      const { x, y } = bodies[i].linvel();
      return [x, y, bodies[i].angvel()];
    },
    free: () => world.free(),
  };
}
