//! Motion with contact and friction: blocks on surfaces, pulled by springs, solved by `gewu-contact`.
//!
//! The solver goes by substeps of half a millisecond in kicks and drifts; spring forces are computed anew in f64 at each.
//! Friction and normal force are read from the balance of momentum over the step, which is exact for what the solver did.

use super::parts::{anchor, block, hand, spring, surface};
use super::plan::Plan;
use super::smooth::spring_force;
use super::state::State;
use super::{GRAVITY, parts};
use crate::numerics::math::{atan2, sin_cos};
use crate::systems::{BuildError, Momentum};
use gewu_contact::{BodyDef, BodyId, Coupling, Couplings, Material, Moment, Shape, World};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Longest substep, s.
const SUBSTEP: f64 = 0.51e-3;
/// Thickness of a board below its face, m.
const THICKNESS: f64 = 0.02;
/// How fast a hand changes its speed by itself, m/s².
const HAND_ACCELERATION: f64 = 0.5;
/// How fast a held hand follows the learner's: largest speed, m/s, and time to get there, s.
const HELD: (f64, f64) = (1.0, 0.05);

/// The blocks in contact with surfaces.
#[derive(Serialize, Deserialize)]
pub struct Contact {
    world: World,
    blocks: Vec<Moving>,
}

/// A block: its part and its body.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Moving {
    part: u32,
    body: BodyId,
}

/// Place and directions of a surface: origin, along, outwards.
#[derive(Clone, Copy)]
pub struct Frame {
    /// Left end of its face, m.
    pub origin: DVec2,
    /// Unit vector to the right end.
    pub along: DVec2,
    /// Unit vector out of the face.
    pub out: DVec2,
}

/// The frame of a surface.
pub fn frame(plan: &Plan, state: &State, part: usize) -> Frame {
    let get = |v| state.value(plan, part, v);
    let (sin, cos) = sin_cos(get(surface::ANGLE));
    Frame {
        origin: DVec2::new(get(surface::X), get(surface::Y)),
        along: DVec2::new(cos, sin),
        out: DVec2::new(-sin, cos),
    }
}

/// Coefficient of friction in force on a surface.
pub fn coefficient(plan: &Plan, state: &State, part: usize) -> f64 {
    let given = state.value(plan, part, surface::FRICTION);
    if given > 0.0 {
        return given;
    }
    surface::COEFFICIENTS.get(state.value(plan, part, surface::COVER) as usize).copied().unwrap_or(0.0)
}

/// Length and height of a block as it lies, m.
pub fn size(plan: &Plan, state: &State, part: usize) -> DVec2 {
    let get = |v| state.value(plan, part, v);
    DVec2::new(get(block::LENGTH), if get(block::LIES) != 0.0 { get(block::DEPTH) } else { get(block::HEIGHT) })
}

/// Mass of a block with its load, kg.
pub fn mass(plan: &Plan, state: &State, part: usize) -> f64 {
    state.value(plan, part, block::MASS) + state.value(plan, part, block::LOAD)
}

impl Contact {
    /// Places the blocks along their surfaces by the settings.
    pub fn build(plan: &Plan, state: &State) -> Result<Contact, BuildError> {
        let mut world = World::new(DVec2::new(0.0, -state.values.get(GRAVITY).copied().unwrap_or(0.0)));
        let wrong = |part: usize, why: gewu_contact::Refused| {
            let id = plan.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default();
            BuildError::new(id, format!("It cannot be in contact: {why}."))
        };
        for part in plan.of(&parts::surface::KIND) {
            let f = frame(plan, state, part);
            let length = state.value(plan, part, surface::LENGTH);
            let centre = f.origin + f.along * (length / 2.0) - f.out * (THICKNESS / 2.0);
            let board = Shape::cuboid(DVec2::new(length, THICKNESS) / 2.0);
            let fixed = BodyDef::fixed(centre, atan2(f.along.y, f.along.x));
            let material = Material::rough(coefficient(plan, state, part));
            let body = world.insert_body(fixed).map_err(|why| wrong(part, why))?;
            world.insert_shape(body, &board, material).map_err(|why| wrong(part, why))?;
        }
        let mut blocks = Vec::new();
        for part in plan.of(&parts::block::KIND) {
            let on = plan.parts.get(part).map_or(0, |p| p.join(0));
            let f = frame(plan, state, on);
            let along = state.value(plan, part, block::ALONG);
            let room = state.value(plan, on, surface::LENGTH);
            if along > room {
                return Err(BuildError::new(
                    plan.parts.get(part).map(|p| format!("{}.along", p.id)).unwrap_or_default(),
                    format!("The block is at {along} m, but its surface is only {room} m long; put it nearer."),
                )
                .keyed("refused.beyond_surface"));
            }
            let (size, mass) = (size(plan, state, part), mass(plan, state, part));
            let made = BodyDef {
                place: f.origin + f.along * along + f.out * (size.y / 2.0),
                angle: atan2(f.along.y, f.along.x),
                velocity: f.along * state.value(plan, part, block::VELOCITY),
                spin: 0.0,
                mass,
                inertia: mass * size.length_squared() / 12.0,
            };
            let material = Material::rough(coefficient(plan, state, on));
            let body = world.insert_body(made).map_err(|why| wrong(part, why))?;
            world.insert_shape(body, &Shape::cuboid(size / 2.0), material).map_err(|why| wrong(part, why))?;
            blocks.push(Moving { part: part as u32, body });
        }
        Ok(Contact { world, blocks })
    }

    /// Advances by `dt`; `state.contact` must have been taken out.
    pub fn step(&mut self, plan: &Plan, state: &mut State, dt: f64) -> Result<(), String> {
        let substeps = (dt / SUBSTEP).ceil().max(1.0);
        let motion = |b: &Moving| (self.world.pose(b.body).place, self.world.velocity(b.body), self.world.spin(b.body));
        let before: Vec<_> = self.blocks.iter().map(motion).collect();
        let Contact { world, blocks } = self;
        let sums = vec![DVec2::ZERO; blocks.len()];
        let mut pulls = Pulls { plan, state, blocks, sums, call: 0, last: substeps as usize };
        world.step(dt, substeps as usize, &mut pulls);
        let sums = pulls.sums;
        let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
        let (pressed, heat) = self.pressed(&before);
        state.impulse.changed(Momentum::default(), pressed);
        state.heat += heat;
        for ((moving, (from, was, _)), pulled) in self.blocks.iter().zip(before).zip(sums) {
            let part = moving.part as usize;
            let on = plan.parts.get(part).map_or(0, |p| p.join(0));
            let f = frame(plan, state, on);
            let (place, velocity) = (self.world.pose(moving.body).place, self.world.velocity(moving.body));
            if !(place.is_finite() && velocity.is_finite()) {
                return Err(plan.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default());
            }
            let mass = mass(plan, state, part);
            state.impulse.add_at(0.5 * (from + place), DVec2::new(0.0, -mass * gravity * dt));
            let pull = pulled / dt;
            let contact = (velocity - was) * (mass / dt) - pull + DVec2::new(0.0, mass * gravity);
            let friction = contact.dot(f.along);
            state.put(plan, part, block::ALONG, (place - f.origin).dot(f.along));
            state.put(plan, part, block::VELOCITY, velocity.dot(f.along));
            state.put(plan, part, block::ACCELERATION, (velocity - was).dot(f.along) / dt);
            state.put(plan, part, block::FRICTION, friction);
            state.put(plan, part, block::NORMAL, contact.dot(f.out));
            state.put(plan, part, block::PULL, pull.dot(f.along));
        }
        Ok(())
    }

    fn block(&self, part: usize) -> Option<&Moving> {
        self.blocks.iter().find(|b| b.part as usize == part)
    }

    /// Centre and turn of a block.
    pub fn pose(&self, part: usize) -> Option<(DVec2, f64)> {
        self.block(part).map(|b| {
            let pose = self.world.pose(b.body);
            (pose.place, atan2(pose.turn.sin, pose.turn.cos))
        })
    }

    /// Kinetic energy of a block, J.
    pub fn kinetic(&self, plan: &Plan, state: &State, part: usize) -> f64 {
        self.block(part).map_or(0.0, |b| {
            let gyration = size(plan, state, part).length_squared() / 12.0;
            let (velocity, spin) = (self.world.velocity(b.body), self.world.spin(b.body));
            0.5 * mass(plan, state, part) * (velocity.length_squared() + gyration * spin * spin)
        })
    }

    /// Momentum of a block.
    pub fn momentum(&self, plan: &Plan, state: &State, part: usize) -> Momentum {
        self.block(part).map_or(Momentum::default(), |b| {
            let mass = mass(plan, state, part);
            let gyration = size(plan, state, part).length_squared() / 12.0;
            let mut sum = Momentum::at(self.world.pose(b.body).place, mass * self.world.velocity(b.body));
            sum.angular += mass * gyration * self.world.spin(b.body);
            sum
        })
    }

    /// Impulse that surfaces gave to blocks in the last step, and the heat, J: impulses times the mean of the velocities
    /// before and after. Points of contact go along with their blocks, whose places, velocities and spins were `before`.
    fn pressed(&self, before: &[(DVec2, DVec2, f64)]) -> (Momentum, f64) {
        let (mut sum, mut heat) = (Momentum::default(), 0.0);
        for contact in self.world.contacts() {
            let [a, b] = contact.bodies.map(|id| self.blocks.iter().position(|block| block.body == id));
            let (block, sign) = match (a, b) {
                (Some(block), None) => (block, -1.0),
                (None, Some(block)) => (block, 1.0),
                _ => continue,
            };
            let Some((moving, &(was, velocity, spin))) = self.blocks.get(block).zip(before.get(block)) else {
                continue;
            };
            let went = 0.5 * (self.world.pose(moving.body).place - was);
            let velocity = 0.5 * (self.world.velocity(moving.body) + velocity);
            let spin = 0.5 * (self.world.spin(moving.body) + spin);
            for point in contact.points() {
                let impulse = contact.normal * point.normal + contact.normal.perp() * point.friction;
                sum.add_at(point.at + went, impulse * sign);
                heat -= sign * impulse.dot(velocity + spin * (point.at - was).perp());
            }
            sum.angular += sign * contact.rolling;
            heat -= sign * contact.rolling * spin;
        }
        (sum, heat)
    }

    /// Ends of a spring that is joined to blocks or hands.
    pub fn ends(&self, plan: &Plan, state: &State, part: usize) -> [DVec2; 2] {
        let join = |t| plan.parts.get(part).map_or(0, |p| p.join(t));
        [0, 1].map(|t| {
            let block = self.block(join(t)).map(|b| (self.world.pose(b.body), DVec2::ZERO, 0.0));
            end(plan, state, join(t), block).0
        })
    }
}

/// Place and velocity of the end of a spring on `part`; of a block at its pose, velocity, m/s, and spin, rad/s.
fn end(plan: &Plan, state: &State, part: usize, block: Option<(gewu_contact::Pose, DVec2, f64)>) -> (DVec2, DVec2) {
    match (plan.parts.get(part), block) {
        (Some(p), _) if p.is(&parts::hand::KIND) => {
            let f = frame_of_hand(plan, state, part);
            let get = |v| state.value(plan, part, v);
            (DVec2::new(get(hand::X), get(hand::Y)), f.along * get(hand::VELOCITY))
        }
        (_, Some((pose, velocity, spin))) => {
            let arm = pose.turn.of(DVec2::new(size(plan, state, part).x / 2.0, 0.0));
            (pose.place + arm, velocity + spin * arm.perp())
        }
        _ => (DVec2::new(state.value(plan, part, anchor::X), state.value(plan, part, anchor::Y)), DVec2::ZERO),
    }
}

/// What pulls at the blocks within a step: springs, and the hands that move with it.
struct Pulls<'a> {
    plan: &'a Plan,
    state: &'a mut State,
    blocks: &'a [Moving],
    /// Impulse on each block so far, N s.
    sums: Vec<DVec2>,
    call: usize,
    last: usize,
}

impl Coupling for Pulls<'_> {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        let h = now.substep;
        if self.call > 0 {
            // After the bodies, so that forces always see hand and bodies at the same instant.
            for part in self.plan.of(&parts::hand::KIND) {
                let follows = self.plan.parts.get(part).map_or(0, |p| p.join(0));
                let along = self.blocks.iter().find(|b| b.part as usize == follows).map(|b| {
                    let f = frame(self.plan, self.state, self.plan.parts.get(follows).map_or(0, |p| p.join(0)));
                    (now.pose(b.body).place - f.origin).dot(f.along)
                });
                move_hand(self.plan, self.state, part, along.unwrap_or(0.0), h);
            }
        }
        // Kicks are halved at both ends of the step.
        let kick = if self.call == 0 || self.call == self.last { 0.5 * h } else { h };
        self.call += 1;
        for part in 0..self.plan.parts.len() {
            self.pull(part, now, out, kick);
        }
    }
}

impl Pulls<'_> {
    /// The pushes of a spring on its blocks; counts the work and heat of this kick.
    fn pull(&mut self, part: usize, now: &Moment, out: &mut Couplings, kick: f64) {
        let Pulls { plan, state, blocks, sums, .. } = self;
        let Some(p) = plan.parts.get(part) else { return };
        if !p.is(&parts::spring::KIND) || super::smooth::is_smooth_spring(plan, part) {
            return;
        }
        let block = |terminal: usize| blocks.iter().position(|b| b.part as usize == p.join(terminal));
        let ends = [0, 1].map(|t| {
            let moving = block(t).and_then(|at| blocks.get(at)).map(|b| {
                let (velocity, spin) = now.motion(b.body);
                (now.pose(b.body), velocity, spin)
            });
            end(plan, state, p.join(t), moving)
        });
        let [(a, va), (b, vb)] = ends;
        let length = (b - a).length();
        if length < 1e-9 {
            return;
        }
        let n = (b - a) / length;
        let rate = (vb - va).dot(n);
        let (elastic, damping) = force(plan, state, part, length, rate);
        let force = elastic + damping;
        state.heat += damping * rate * kick;
        for (terminal, force, at, velocity) in [(0, n * force, a, va), (1, -n * force, b, vb)] {
            match block(terminal).and_then(|at| Some((blocks.get(at)?, sums.get_mut(at)?))) {
                Some((moving, sum)) => {
                    out.push_at(moving.body, force, at);
                    *sum += force * kick;
                }
                // A hand that is pulled back by `force` does the work of the opposite force.
                None => {
                    state.work -= force.dot(velocity) * kick;
                    state.impulse.add_at(at, force * -kick);
                }
            }
        }
    }
}

/// Moves a hand for one substep; `along` is where its block is on the surface, m.
fn move_hand(plan: &Plan, state: &mut State, part: usize, along: f64, h: f64) {
    let follows = plan.parts.get(part).map_or(0, |p| p.join(0));
    let on = plan.parts.get(follows).map_or(0, |p| p.join(0));
    let f = frame(plan, state, on);
    let place = DVec2::new(state.value(plan, part, hand::X), state.value(plan, part, hand::Y));
    let velocity = state.value(plan, part, hand::VELOCITY);
    let (target, acceleration) = match state.held {
        Some((held, to)) if held as usize == part => {
            (((to - place).dot(f.along) / HELD.1).clamp(-HELD.0, HELD.0), HELD.0 / HELD.1)
        }
        _ => {
            let end = state.value(plan, on, surface::LENGTH) - size(plan, state, follows).x / 2.0;
            let speed = state.value(plan, part, hand::SPEED);
            let at_end = along >= end - 0.002;
            (if at_end && speed > 0.0 { 0.0 } else { speed }, HAND_ACCELERATION)
        }
    };
    let change = (target - velocity).clamp(-acceleration * h, acceleration * h);
    let next = velocity + change;
    let moved = place + f.along * (0.5 * (velocity + next) * h);
    state.put(plan, part, hand::VELOCITY, next);
    state.put(plan, part, hand::X, moved.x);
    state.put(plan, part, hand::Y, moved.y);
}

/// Elastic and damping force of a spring on a block, N. A dynamometer's hook can pull but not push.
fn force(plan: &Plan, state: &State, part: usize, length: f64, rate: f64) -> (f64, f64) {
    let (elastic, _) = spring_force(plan, state, part, length - state.value(plan, part, spring::NATURAL));
    let damping = state.value(plan, part, spring::DAMPING) * rate;
    let pulls_only = state.value(plan, part, spring::LOOKS) != 0.0;
    if pulls_only && elastic + damping < 0.0 { (elastic.max(0.0), -elastic.max(0.0)) } else { (elastic, damping) }
}

/// The frame of the surface along which a hand moves.
fn frame_of_hand(plan: &Plan, state: &State, part: usize) -> Frame {
    let follows = plan.parts.get(part).map_or(0, |p| p.join(0));
    frame(plan, state, plan.parts.get(follows).map_or(0, |p| p.join(0)))
}

/// Puts a hand before its block with its spring at natural length, at the angle of the pull.
pub fn place_hand(plan: &Plan, state: &mut State, part: usize) {
    let follows = plan.parts.get(part).map_or(0, |p| p.join(0));
    let f = frame_of_hand(plan, state, part);
    let size = size(plan, state, follows);
    let natural = plan
        .parts
        .iter()
        .position(|p| p.is(&parts::spring::KIND) && p.join(0) == part)
        .map_or(0.1, |s| state.value(plan, s, spring::NATURAL));
    let (sin, cos) = sin_cos(state.value(plan, part, hand::ANGLE));
    let along = state.value(plan, follows, block::ALONG) + size.x / 2.0 + natural * cos;
    let at = f.origin + f.along * along + f.out * (size.y / 2.0 + natural * sin);
    state.put(plan, part, hand::X, at.x);
    state.put(plan, part, hand::Y, at.y);
    state.put(plan, part, hand::VELOCITY, 0.0);
}
