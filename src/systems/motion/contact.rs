//! Motion with contact and friction: blocks on surfaces, pulled by springs, solved by rapier2d.
//!
//! rapier2d is a first-order solver that holds applied forces over its substeps, so it is run with one substep of
//! about a millisecond, and spring forces are computed anew in f64 before each. Friction and normal force are read from
//! the balance of momentum over the step, which is exact for what the solver did, not from its impulses.

use super::parts::{anchor, block, hand, spring, surface};
use super::plan::Plan;
use super::smooth::spring_force;
use super::state::State;
use super::{GRAVITY, parts};
use crate::numerics::math::{atan2, sin_cos};
use crate::systems::BuildError;
use glam::DVec2;
use rapier2d::prelude::*;
use serde::{Deserialize, Serialize};

/// Longest substep, s.
const SUBSTEP: f64 = 1.05e-3;
/// Thickness of a board below its face, m.
const THICKNESS: f64 = 0.02;
/// How fast a hand changes its speed by itself, m/s².
const HAND_ACCELERATION: f64 = 0.5;
/// How fast a held hand follows the learner's: largest speed, m/s, and time to get there, s.
const HELD: (f64, f64) = (1.0, 0.05);

/// The world of contacts with the handles of its parts.
#[derive(Serialize, Deserialize)]
pub struct Contact {
    world: PhysicsWorld,
    blocks: Vec<(u32, RigidBodyHandle)>,
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
    /// Builds the world from the settings and the blocks' places along their surfaces.
    pub fn build(plan: &Plan, state: &State) -> Result<Contact, BuildError> {
        let mut world = PhysicsWorld::new();
        let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
        world.gravity = Vector::new(0.0, -gravity as f32);
        let p = &mut world.integration_parameters;
        p.num_solver_iterations = 1;
        p.num_internal_pgs_iterations = 4;
        p.normalized_max_linear_velocity = f32::MAX;
        p.normalized_prediction_distance = 0.002;
        p.contact_recycling = false;
        for part in plan.of(&parts::surface::KIND) {
            let f = frame(plan, state, part);
            let length = state.value(plan, part, surface::LENGTH);
            let centre = f.origin + f.along * (length / 2.0) - f.out * (THICKNESS / 2.0);
            world.insert(
                RigidBodyBuilder::fixed().translation(single(centre)).rotation(atan2(f.along.y, f.along.x) as f32),
                ColliderBuilder::cuboid((length / 2.0) as f32, (THICKNESS / 2.0) as f32)
                    .friction(coefficient(plan, state, part) as f32),
            );
        }
        let mut blocks = Vec::new();
        for part in plan.of(&parts::block::KIND) {
            let on = plan.parts.get(part).map_or(0, |p| p.join(0));
            let f = frame(plan, state, on);
            let size = size(plan, state, part);
            let along = state.value(plan, part, block::ALONG);
            let room = state.value(plan, on, surface::LENGTH);
            if along > room {
                return Err(BuildError::new(
                    plan.parts.get(part).map(|p| format!("{}.along", p.id)).unwrap_or_default(),
                    format!("The block is at {along} m, but its surface is only {room} m long; put it nearer."),
                ));
            }
            let centre = f.origin + f.along * along + f.out * (size.y / 2.0);
            let velocity = f.along * state.value(plan, part, block::VELOCITY);
            let (handle, _) = world.insert(
                RigidBodyBuilder::dynamic()
                    .translation(single(centre))
                    .rotation(atan2(f.along.y, f.along.x) as f32)
                    .linvel(single(velocity))
                    .can_sleep(false),
                ColliderBuilder::cuboid((size.x / 2.0) as f32, (size.y / 2.0) as f32)
                    .mass(mass(plan, state, part) as f32)
                    .friction(coefficient(plan, state, on) as f32)
                    .restitution(0.0),
            );
            blocks.push((part as u32, handle));
        }
        Ok(Contact { world, blocks })
    }

    /// Advances by `dt`; `state.contact` must have been taken out.
    pub fn step(&mut self, plan: &Plan, state: &mut State, dt: f64) -> Result<(), String> {
        let substeps = (dt / SUBSTEP).ceil().max(1.0);
        let h = dt / substeps;
        self.world.integration_parameters.dt = h as f32;
        let before: Vec<DVec2> = self.blocks.iter().map(|&(_, handle)| self.velocity(handle)).collect();
        let mut pulls = vec![DVec2::ZERO; self.blocks.len()];
        for _ in 0..substeps as usize {
            for &(_, handle) in &self.blocks {
                if let Some(body) = self.world.bodies.get_mut(handle) {
                    body.reset_forces(true);
                    body.reset_torques(true);
                }
            }
            for part in 0..plan.parts.len() {
                self.pull(plan, state, part, h, &mut pulls);
            }
            self.world.step();
            // After the bodies, so that forces always see hand and bodies at the same instant.
            for part in plan.of(&parts::hand::KIND) {
                self.move_hand(plan, state, part, h);
            }
        }
        let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
        for (index, &(part, handle)) in self.blocks.iter().enumerate() {
            let part = part as usize;
            let on = plan.parts.get(part).map_or(0, |p| p.join(0));
            let f = frame(plan, state, on);
            let (Some(body), Some(&was), Some(&pulled)) =
                (self.world.bodies.get(handle), before.get(index), pulls.get(index))
            else {
                continue;
            };
            let place = double(body.translation());
            let velocity = double(body.linvel());
            if !(place.is_finite() && velocity.is_finite()) {
                return Err(plan.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default());
            }
            let mass = mass(plan, state, part);
            let pull = pulled / substeps;
            let contact = (velocity - was) * (mass / dt) - pull + DVec2::new(0.0, mass * gravity);
            let friction = contact.dot(f.along);
            let mean = 0.5 * (velocity + was).dot(f.along);
            state.heat -= friction * mean * dt;
            state.put(plan, part, block::ALONG, (place - f.origin).dot(f.along));
            state.put(plan, part, block::VELOCITY, velocity.dot(f.along));
            state.put(plan, part, block::ACCELERATION, (velocity - was).dot(f.along) / dt);
            state.put(plan, part, block::FRICTION, friction);
            state.put(plan, part, block::NORMAL, contact.dot(f.out));
            state.put(plan, part, block::PULL, pull.dot(f.along));
        }
        Ok(())
    }

    fn velocity(&self, handle: RigidBodyHandle) -> DVec2 {
        self.world.bodies.get(handle).map(|b| double(b.linvel())).unwrap_or_default()
    }

    fn body(&self, part: usize) -> Option<&RigidBody> {
        let (_, handle) = self.blocks.iter().find(|(p, _)| *p as usize == part)?;
        self.world.bodies.get(*handle)
    }

    /// Centre and turn of a block.
    pub fn pose(&self, part: usize) -> Option<(DVec2, f64)> {
        self.body(part).map(|b| {
            let r = b.rotation();
            (double(b.translation()), atan2(f64::from(r.sin()), f64::from(r.cos())))
        })
    }

    /// Kinetic energy of a block, J.
    pub fn kinetic(&self, part: usize) -> f64 {
        self.body(part).map_or(0.0, |b| f64::from(b.kinetic_energy()))
    }

    /// Place and velocity of the end of a spring on `part`.
    fn end(&self, plan: &Plan, state: &State, part: usize) -> (DVec2, DVec2) {
        match plan.parts.get(part) {
            Some(p) if p.is(&parts::hand::KIND) => {
                let f = frame_of_hand(plan, state, part);
                let get = |v| state.value(plan, part, v);
                (DVec2::new(get(hand::X), get(hand::Y)), f.along * get(hand::VELOCITY))
            }
            Some(p) if p.is(&parts::block::KIND) => self.body(part).map_or((DVec2::ZERO, DVec2::ZERO), |b| {
                let reach = size(plan, state, part).x / 2.0;
                let (r, centre) = (b.rotation(), double(b.translation()));
                let arm = reach * DVec2::new(f64::from(r.cos()), f64::from(r.sin()));
                let spin = f64::from(b.angvel());
                (centre + arm, double(b.linvel()) + spin * DVec2::new(-arm.y, arm.x))
            }),
            _ => (DVec2::new(state.value(plan, part, anchor::X), state.value(plan, part, anchor::Y)), DVec2::ZERO),
        }
    }

    /// Ends of a spring that is joined to blocks or hands.
    pub fn ends(&self, plan: &Plan, state: &State, part: usize) -> [DVec2; 2] {
        let join = |t| plan.parts.get(part).map_or(0, |p| p.join(t));
        [self.end(plan, state, join(0)).0, self.end(plan, state, join(1)).0]
    }

    /// Applies the force of a spring to its block and counts the work and heat of this substep.
    fn pull(&mut self, plan: &Plan, state: &mut State, part: usize, h: f64, pulls: &mut [DVec2]) {
        let Some(p) = plan.parts.get(part) else { return };
        if !p.is(&parts::spring::KIND) || super::smooth::is_smooth_spring(plan, part) {
            return;
        }
        let (a, va) = self.end(plan, state, p.join(0));
        let (b, vb) = self.end(plan, state, p.join(1));
        let length = (b - a).length();
        if length < 1e-9 {
            return;
        }
        let n = (b - a) / length;
        let rate = (vb - va).dot(n);
        let (elastic, damping) = force(plan, state, part, length, rate);
        let force = elastic + damping;
        state.heat += damping * rate * h;
        for (terminal, push) in [(0, n * force), (1, -n * force)] {
            let other = p.join(terminal);
            match self.blocks.iter().position(|(q, _)| *q as usize == other) {
                Some(index) => {
                    let at = if terminal == 0 { a } else { b };
                    let (_, handle) = self.blocks[index];
                    if let Some(body) = self.world.bodies.get_mut(handle) {
                        body.add_force_at_point(single(push), single(at), true);
                    }
                    if let Some(sum) = pulls.get_mut(index) {
                        *sum += push;
                    }
                }
                // A hand that is pulled back by `push` does the work of the opposite force.
                None => state.work -= push.dot(if terminal == 0 { va } else { vb }) * h,
            }
        }
    }

    /// Moves a hand for one substep.
    fn move_hand(&self, plan: &Plan, state: &mut State, part: usize, h: f64) {
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
                let at_end = state.value(plan, follows, block::ALONG) >= end - 0.002;
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

fn single(v: DVec2) -> Vector {
    Vector::new(v.x as f32, v.y as f32)
}

fn double(v: Vector) -> DVec2 {
    DVec2::new(f64::from(v.x), f64::from(v.y))
}
