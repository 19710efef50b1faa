//! Motion with contact and friction: blocks on surfaces, pulled by springs, solved by rapier2d.
//!
//! rapier2d is a first-order solver that holds applied forces over its substeps, so it is run with one substep of
//! about a millisecond, and spring forces are computed anew in f64 before each. Friction and normal force are read from
//! the balance of momentum over the step, which is exact for what the solver did, not from its impulses.

use super::contact_world::{Matter, Moving, World};
use super::parts::{anchor, block, hand, spring, surface};
use super::plan::Plan;
use super::smooth::spring_force;
use super::state::State;
use super::{GRAVITY, parts};
use crate::numerics::math::{atan2, sin_cos};
use crate::systems::BuildError;
use glam::DVec2;
use rapier2d::prelude::RigidBodyHandle;
use serde::{Deserialize, Serialize};

/// Longest substep, s.
const SUBSTEP: f64 = 1.05e-3;
/// Thickness of a board below its face, m.
const THICKNESS: f64 = 0.02;
/// How fast a hand changes its speed by itself, m/s².
const HAND_ACCELERATION: f64 = 0.5;
/// How fast a held hand follows the learner's: largest speed, m/s, and time to get there, s.
const HELD: (f64, f64) = (1.0, 0.05);

/// The blocks in contact with surfaces.
#[derive(Serialize, Deserialize)]
pub struct Contact {
    blocks: Vec<Moving>,
}

/// A force on a block.
struct Push {
    /// Its place among the blocks.
    block: usize,
    /// N.
    force: DVec2,
    /// Where it acts, m.
    at: DVec2,
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
            let place = f.origin + f.along * along + f.out * (size(plan, state, part).y / 2.0);
            blocks.push(Moving::new(part as u32, place, f.along, f.along * state.value(plan, part, block::VELOCITY)));
        }
        Ok(Contact { blocks })
    }

    /// The surfaces and blocks as they are now, with the handles of the blocks.
    fn world(&self, plan: &Plan, state: &State, h: f64) -> (World, Vec<RigidBodyHandle>) {
        let mut world = World::new(state.values.get(GRAVITY).copied().unwrap_or(0.0), h);
        for part in plan.of(&parts::surface::KIND) {
            let f = frame(plan, state, part);
            let length = state.value(plan, part, surface::LENGTH);
            let centre = f.origin + f.along * (length / 2.0) - f.out * (THICKNESS / 2.0);
            world.insert_fixed(centre, f.along, DVec2::new(length, THICKNESS), coefficient(plan, state, part));
        }
        let handles = self
            .blocks
            .iter()
            .map(|moving| {
                let part = moving.part as usize;
                let on = plan.parts.get(part).map_or(0, |p| p.join(0));
                let matter = Matter {
                    size: size(plan, state, part),
                    mass: mass(plan, state, part),
                    friction: coefficient(plan, state, on),
                };
                world.insert(moving, &matter)
            })
            .collect();
        (world, handles)
    }

    /// Advances by `dt`; `state.contact` must have been taken out.
    pub fn step(&mut self, plan: &Plan, state: &mut State, dt: f64) -> Result<(), String> {
        let substeps = (dt / SUBSTEP).ceil().max(1.0);
        let h = dt / substeps;
        let before: Vec<DVec2> = self.blocks.iter().map(Moving::velocity).collect();
        let mut pulls = vec![DVec2::ZERO; self.blocks.len()];
        let (mut world, handles) = self.world(plan, state, h);
        for _ in 0..substeps as usize {
            for part in 0..plan.parts.len() {
                for push in self.pull(plan, state, part, h).into_iter().flatten() {
                    if let (Some(&handle), Some(sum)) = (handles.get(push.block), pulls.get_mut(push.block)) {
                        world.push(handle, push.force, push.at);
                        *sum += push.force;
                    }
                }
            }
            world.step();
            for (moving, &handle) in self.blocks.iter_mut().zip(&handles) {
                world.read(handle, moving);
            }
            // After the bodies, so that forces always see hand and bodies at the same instant.
            for part in plan.of(&parts::hand::KIND) {
                self.move_hand(plan, state, part, h);
            }
        }
        let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
        for ((moving, was), pulled) in self.blocks.iter().zip(before).zip(pulls) {
            let part = moving.part as usize;
            let on = plan.parts.get(part).map_or(0, |p| p.join(0));
            let f = frame(plan, state, on);
            let (place, velocity) = (moving.place(), moving.velocity());
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

    fn block(&self, part: usize) -> Option<&Moving> {
        self.blocks.iter().find(|b| b.part as usize == part)
    }

    /// Centre and turn of a block.
    pub fn pose(&self, part: usize) -> Option<(DVec2, f64)> {
        self.block(part).map(|b| (b.place(), atan2(b.along().y, b.along().x)))
    }

    /// Kinetic energy of a block, J.
    pub fn kinetic(&self, plan: &Plan, state: &State, part: usize) -> f64 {
        self.block(part).map_or(0.0, |b| {
            let gyration = size(plan, state, part).length_squared() / 12.0;
            0.5 * mass(plan, state, part) * (b.velocity().length_squared() + gyration * b.spin() * b.spin())
        })
    }

    /// Place and velocity of the end of a spring on `part`.
    fn end(&self, plan: &Plan, state: &State, part: usize) -> (DVec2, DVec2) {
        match plan.parts.get(part) {
            Some(p) if p.is(&parts::hand::KIND) => {
                let f = frame_of_hand(plan, state, part);
                let get = |v| state.value(plan, part, v);
                (DVec2::new(get(hand::X), get(hand::Y)), f.along * get(hand::VELOCITY))
            }
            Some(p) if p.is(&parts::block::KIND) => self.block(part).map_or((DVec2::ZERO, DVec2::ZERO), |b| {
                let arm = b.along() * (size(plan, state, part).x / 2.0);
                (b.place() + arm, b.velocity() + b.spin() * DVec2::new(-arm.y, arm.x))
            }),
            _ => (DVec2::new(state.value(plan, part, anchor::X), state.value(plan, part, anchor::Y)), DVec2::ZERO),
        }
    }

    /// Ends of a spring that is joined to blocks or hands.
    pub fn ends(&self, plan: &Plan, state: &State, part: usize) -> [DVec2; 2] {
        let join = |t| plan.parts.get(part).map_or(0, |p| p.join(t));
        [self.end(plan, state, join(0)).0, self.end(plan, state, join(1)).0]
    }

    /// The pushes of a spring on its blocks; counts the work and heat of this substep.
    fn pull(&self, plan: &Plan, state: &mut State, part: usize, h: f64) -> [Option<Push>; 2] {
        let none = [None, None];
        let Some(p) = plan.parts.get(part) else { return none };
        if !p.is(&parts::spring::KIND) || super::smooth::is_smooth_spring(plan, part) {
            return none;
        }
        let (a, va) = self.end(plan, state, p.join(0));
        let (b, vb) = self.end(plan, state, p.join(1));
        let length = (b - a).length();
        if length < 1e-9 {
            return none;
        }
        let n = (b - a) / length;
        let rate = (vb - va).dot(n);
        let (elastic, damping) = force(plan, state, part, length, rate);
        let force = elastic + damping;
        state.heat += damping * rate * h;
        [(0, n * force, a, va), (1, -n * force, b, vb)].map(|(terminal, force, at, velocity)| {
            let other = p.join(terminal);
            let block = self.blocks.iter().position(|b| b.part as usize == other);
            if block.is_none() {
                // A hand that is pulled back by `force` does the work of the opposite force.
                state.work -= force.dot(velocity) * h;
            }
            block.map(|block| Push { block, force, at })
        })
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
