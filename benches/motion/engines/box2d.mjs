// box2d3-wasm (Box2D v3 with SIMD), on one thread: soft step with 4 substeps, as its documentation recommends.

import Box2DFactory from 'box2d3-wasm';
import { DT, matter } from '../scenes.mjs';

const SUBSTEPS = 4;
let b2;

export async function load() {
  b2 = await Box2DFactory();
  return { package: 'box2d3-wasm', settings: `${SUBSTEPS} substeps (recommended), one thread`, build };
}

function build(scene) {
  const dt = scene.dt ?? DT;
  const vec = (x, y) => new b2.b2Vec2(x, y);
  const def = b2.b2DefaultWorldDef();
  def.gravity = vec(0, -scene.gravity);
  def.enableSleep = false;
  const world = b2.b2CreateWorld(def);
  const bodies = scene.bodies.map((body) => {
    const kind = b2.b2DefaultBodyDef();
    kind.type = body.fixed ? b2.b2BodyType.b2_staticBody : b2.b2BodyType.b2_dynamicBody;
    kind.position = vec(body.x, body.y);
    kind.rotation = b2.b2MakeRot(body.angle ?? 0);
    kind.linearVelocity = vec(body.vx ?? 0, body.vy ?? 0);
    kind.angularVelocity = body.spin ?? 0;
    kind.enableSleep = false;
    const made = b2.b2CreateBody(world, kind);
    const shape = b2.b2DefaultShapeDef();
    shape.density = matter(body).density;
    shape.material.friction = body.friction;
    shape.material.restitution = body.restitution ?? 0;
    if (body.group) shape.filter.groupIndex = -body.group;
    if (body.r) {
      const circle = new b2.b2Circle();
      circle.center = vec(0, 0);
      circle.radius = body.r;
      b2.b2CreateCircleShape(made, shape, circle);
    } else {
      b2.b2CreatePolygonShape(made, shape, b2.b2MakeBox(body.hx, body.hy));
    }
    return made;
  });
  const frame = (i, x, y) => {
    const { x: bx, y: by, angle = 0 } = scene.bodies[i];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const made = new b2.b2Transform();
    made.p = vec(c * (x - bx) + s * (y - by), c * (y - by) - s * (x - bx));
    made.q = b2.b2MakeRot(0);
    return made;
  };
  for (const { a, b, x, y } of scene.pins) {
    const joint = b2.b2DefaultRevoluteJointDef();
    joint.base.bodyIdA = bodies[a];
    joint.base.bodyIdB = bodies[b];
    joint.base.localFrameA = frame(a, x, y);
    joint.base.localFrameB = frame(b, x, y);
    b2.b2CreateRevoluteJoint(world, joint);
  }
  for (const { a, b, length, stiffness, damping } of scene.springs) {
    const joint = b2.b2DefaultDistanceJointDef();
    joint.base.bodyIdA = bodies[a];
    joint.base.bodyIdB = bodies[b];
    joint.base.collideConnected = true;
    // Its springs are given by frequency and damping ratio at the reduced mass.
    const masses = [a, b].map((i) => (scene.bodies[i].fixed ? 0 : 1 / matter(scene.bodies[i]).mass));
    const reduced = 1 / (masses[0] + masses[1]);
    const omega = Math.sqrt(stiffness / reduced);
    joint.enableSpring = true;
    joint.length = length;
    joint.hertz = omega / (2 * Math.PI);
    joint.dampingRatio = damping / (2 * reduced * omega);
    b2.b2CreateDistanceJoint(world, joint);
  }
  return {
    step: () => b2.b2World_Step(world, dt, SUBSTEPS),
    pose: (i) => {
      const { x, y } = b2.b2Body_GetPosition(bodies[i]);
      return [x, y, b2.b2Rot_GetAngle(b2.b2Body_GetRotation(bodies[i]))];
    },
    velocity: (i) => {
      const { x, y } = b2.b2Body_GetLinearVelocity(bodies[i]);
      return [x, y, b2.b2Body_GetAngularVelocity(bodies[i])];
    },
    free: () => b2.b2DestroyWorld(world),
  };
}
