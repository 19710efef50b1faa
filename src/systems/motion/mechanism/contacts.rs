//! Bodies that touch: from step to step each island of bodies goes to the solver that it needs. What comes near a wall
//! or another solid body within the step is advanced by `gewu-contact`, with its joints and forces as they are here; the
//! rest by the exact equations. Both write the same coordinates, so nothing jumps when an island changes its solver.
//!
//! The heat of a contact is its impulse times the mean of the velocities before and after at which its points slide or
//! meet: exact for one impulse or a steady force. What else the solver loses shows as the ledger's error.

use super::super::GRAVITY;
use super::super::parts::{ball, body, floor, wall};
use super::equations::Scratch;
use super::links::{Links, masses};
use super::plan::Plan;
use super::state::State;
use super::{riders, strings};
use crate::systems::{BuildError, Momentum};
use gewu_contact::{BodyDef, BodyId, Filter, Material, Pose, Shape, ShapeId, World};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Longest substep, s.
const SUBSTEP: f64 = 0.26e-3;
/// Friction of balls and floors against solid bodies.
const FRICTION: f64 = 0.5;
/// Half of a floor's width, m, and its thickness.
const FLOOR: (f64, f64) = (1000.0, 1.0);

/// The world of contacts of a mechanism.
#[derive(Serialize, Deserialize)]
pub struct Contacts {
    pub(super) world: World,
    /// For each body of the plan its body here.
    bodies: Vec<Option<BodyId>>,
    /// For each body of the plan its shape, if it is solid.
    pub(super) solids: Vec<Option<Solid>>,
    /// Walls and floors: part, body, shape.
    pub(super) fixed: Vec<(u32, Solid)>,
}

/// A shape in the world.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Solid {
    pub id: ShapeId,
    pub shape: Shape,
    /// Farthest that it reaches from its centre, m.
    pub reach: f64,
}

/// Whether anything here can touch.
pub fn any(plan: &Plan, state: &State) -> bool {
    let solid = |part: usize| state.value(plan, part, body::SOLID) != 0.0;
    plan.of(&wall::KIND).next().is_some() || plan.of(&body::KIND).any(solid)
}

fn solid_of(plan: &Plan, state: &State, part: usize) -> Option<(Shape, f64, Material)> {
    let get = |v| state.value(plan, part, v);
    if plan.is(part, &ball::KIND) {
        let radius = state.radius(plan, part);
        let material = Material { restitution: get(ball::RESTITUTION), ..Material::rough(FRICTION) };
        return Some((Shape::disc(radius), radius, material));
    }
    if !plan.is(part, &body::KIND) || get(body::SOLID) == 0.0 {
        return None;
    }
    let (length, height) = (get(body::LENGTH), get(body::HEIGHT));
    let rough = Material::rough(get(body::FRICTION));
    let material = Material { restitution: get(body::RESTITUTION), rolling: get(body::ROLLING), ..rough };
    Some(match get(body::SHAPE) as u8 {
        2 | 3 => (Shape::disc(length / 2.0), length / 2.0, material),
        _ => {
            let half = DVec2::new(length, height) / 2.0;
            (Shape::cuboid(half), half.length(), material)
        }
    })
}

impl Contacts {
    /// The world as bodies stand now.
    ///
    /// # Errors
    /// A shape or mass that cannot be in contact.
    pub fn build(plan: &Plan, state: &State) -> Result<Contacts, BuildError> {
        let wrong = |part: usize, why: gewu_contact::Refused| {
            BuildError::new(plan.id(part), format!("It cannot be in contact: {why}."))
        };
        let mut world = World::new(DVec2::ZERO);
        let mut fixed = Vec::new();
        let mut fix = |world: &mut World, part: usize, centre: DVec2, angle: f64, half: DVec2, material: Material| {
            let shape = Shape::cuboid(half);
            let body = world.insert_body(BodyDef::fixed(centre, angle)).map_err(|why| wrong(part, why))?;
            let id = world.insert_shape(body, &shape, material).map_err(|why| wrong(part, why))?;
            fixed.push((part as u32, Solid { id, shape, reach: half.length() }));
            Ok(())
        };
        for part in plan.of(&wall::KIND) {
            let get = |v| state.value(plan, part, v);
            let turned = Pose::new(DVec2::new(get(wall::X), get(wall::Y)), get(wall::ANGLE));
            let half = DVec2::new(get(wall::LENGTH), wall::THICKNESS) / 2.0;
            let material = Material { restitution: get(wall::RESTITUTION), ..Material::rough(get(wall::FRICTION)) };
            let centre = turned.point(DVec2::new(half.x, -half.y));
            fix(&mut world, part, centre, get(wall::ANGLE), half, material)?;
        }
        for part in plan.of(&floor::KIND) {
            let level = state.value(plan, part, floor::LEVEL);
            let restitution = state.value(plan, part, floor::RESTITUTION);
            let centre = DVec2::new(0.0, level - FLOOR.1 / 2.0);
            let material = Material { restitution, ..Material::rough(FRICTION) };
            fix(&mut world, part, centre, 0.0, DVec2::new(FLOOR.0, FLOOR.1 / 2.0), material)?;
        }
        let (mut bodies, mut solids) = (Vec::new(), Vec::new());
        for (index, one) in plan.bodies.iter().enumerate() {
            let (place, angle, ..) = motion(plan, state, index);
            let (mass, inertia) = masses(plan, state, index);
            let def = BodyDef { place, angle, velocity: DVec2::ZERO, spin: 0.0, mass, inertia };
            let id = world.insert_body(def).map_err(|why| wrong(one.part, why))?;
            bodies.push(Some(id));
            // What runs on a rail touches nothing else.
            let shape = solid_of(plan, state, one.part).filter(|_| one.way.is_none());
            let solid = shape.map(|(shape, reach, material)| {
                let id =
                    world.insert_filtered(id, &shape, material, Filter::ALL).map_err(|why| wrong(one.part, why))?;
                Ok(Solid { id, shape, reach })
            });
            solids.push(solid.transpose()?);
        }
        let mut contacts = Contacts { world, bodies, solids, fixed };
        // What is joined does not collide with one another.
        for held in &plan.held {
            for (at, &a) in held.iter().enumerate() {
                for &b in &held[at + 1..] {
                    if let (Some(a), Some(b)) = (contacts.bodies[a], contacts.bodies[b]) {
                        contacts.world.set_apart(a, b, true);
                    }
                }
            }
        }
        Ok(contacts)
    }

    /// Whether two bodies are kept from touching: what is joined does not collide.
    pub(super) fn joined(&self, a: usize, b: usize) -> bool {
        match (self.bodies[a], self.bodies[b]) {
            (Some(a), Some(b)) => self.world.is_apart(a, b),
            _ => true,
        }
    }

    /// Advances the bodies that are `owned` by `dt`; the others are where they are already.
    pub fn step(&mut self, plan: &Plan, state: &mut State, scratch: &mut Scratch, owned: &[bool], dt: f64) {
        // The world knows of gravity, so that it sees impacts coming; the forces of the equations then go without it.
        self.world.gravity = DVec2::new(0.0, -state.values.get(GRAVITY).copied().unwrap_or(0.0));
        riders::release(plan, state, owned);
        let before: Vec<_> = (0..plan.bodies.len()).map(|index| motion(plan, state, index)).collect();
        for (index, id) in self.bodies.iter().enumerate() {
            let Some(id) = *id else { continue };
            let (place, angle, velocity, spin) = motion(plan, state, index);
            // What it left itself stays as it is, to the bit.
            if self.world.pose(id).place != place || self.world.angle(id) != angle {
                self.world.set_pose(id, place, angle);
            }
            if self.world.velocity(id) != velocity || self.world.spin(id) != spin {
                self.world.set_velocity(id, velocity, spin);
            }
            let (mass, inertia) = masses(plan, state, index);
            // What was accepted at the build is accepted again.
            let _ = self.world.set_mass(id, mass, inertia);
        }
        scratch.narrow(plan, owned);
        let mut linked = state.clone();
        for &index in &scratch.scope.strings {
            if linked.strings.get(index).is_some_and(|strung| !strung.taut && !strung.gone) {
                // What is slack slips over its wheels; each of its stretches is free to go a share of what is spare.
                strings::lay(plan, &mut linked, &scratch.terms, index);
                linked.strings[index].taut = true;
            }
        }
        linked.owned.clone_from_slice(owned);
        let rubs = riders::frictions(plan, state, scratch);
        let substeps = (dt / SUBSTEP).ceil().max(1.0) as usize;
        let mut links = Links {
            plan,
            state: &linked,
            scratch,
            ids: &self.bodies,
            owned,
            q: linked.q.clone(),
            u: linked.u.clone(),
            work: 0.0,
            heat: 0.0,
            gravity: -self.world.gravity.y,
            rubs: &rubs,
            impulse: Momentum::default(),
            reactions: Vec::new(),
            step: dt,
            call: 0,
            last: substeps,
        };
        self.world.step(dt, substeps, &mut links);
        let (work, damped) = (links.work, links.heat);
        state.impulse.add(links.impulse, 1.0);
        for (&impulse, &reaction) in self.world.row_impulses().iter().zip(&links.reactions) {
            state.impulse.add(reaction, impulse);
        }
        for (index, id) in self.bodies.iter().enumerate() {
            let (Some(id), Some(true)) = (*id, owned.get(index)) else { continue };
            let one = &plan.bodies[index];
            let (place, velocity) = (self.world.pose(id).place, self.world.velocity(id));
            if state.on_rail(index) {
                (state.q[one.dof], state.u[one.dof]) = (place.x, velocity.x);
            } else if !one.fixed {
                (state.q[one.dof], state.q[one.dof + 1]) = (place.x, place.y);
                (state.u[one.dof], state.u[one.dof + 1]) = (velocity.x, velocity.y);
            }
            if let Some(turn) = one.turn {
                (state.q[turn], state.u[turn]) = (self.world.angle(id), self.world.spin(id));
            }
        }
        state.work += work;
        state.heat += damped + self.heat(&before, owned);
        state.heat += riders::rub(plan, state, &before, &rubs, dt);
        state.impulse.add(self.pressed(plan, state, &before, owned), 1.0);
        state.impulse.add(riders::moved(plan, state, scratch, &before), 1.0);
        self.tell(plan, state, owned, dt);
    }

    /// Heat that contacts made in the step, J.
    fn heat(&self, before: &[(DVec2, f64, DVec2, f64)], owned: &[bool]) -> f64 {
        let mut heat = 0.0;
        for contact in self.world.contacts() {
            let bodies = contact.bodies.map(|id| self.bodies.iter().position(|own| *own == Some(id)));
            if !bodies.iter().flatten().any(|&body| owned.get(body) == Some(&true)) {
                continue;
            }
            let side = |side: usize| (bodies[side], contact.bodies[side]);
            // How fast the second goes past the first at a point of contact, as the step began and as it ended.
            let rates = |at: DVec2| {
                let [first, second] = [0, 1].map(|index| {
                    let (Some(body), id) = side(index) else { return [DVec2::ZERO; 2] };
                    let (place, _, velocity, spin) = before[body];
                    let arm = (at - place).perp();
                    [velocity + spin * arm, self.world.velocity(id) + self.world.spin(id) * arm]
                });
                [second[0] - first[0], second[1] - first[1]]
            };
            let spin = |index: usize| side(index).0.map_or(0.0, |body| before[body].3 + self.world.spin(side(index).1));
            heat -= contact.rolling * 0.5 * (spin(1) - spin(0));
            // What hits is faster at the instant of touching than as the step began.
            let fastest = contact.points().iter().map(|p| -rates(p.at)[0].dot(contact.normal));
            let gained = contact.approach - fastest.fold(f64::NEG_INFINITY, f64::max);
            for point in contact.points() {
                let [mut first, last] = rates(point.at);
                if contact.hit {
                    first -= gained * contact.normal;
                }
                let impulse = contact.normal * point.normal + contact.normal.perp() * point.friction;
                heat -= impulse.dot(0.5 * (first + last));
            }
        }
        heat
    }

    /// Impulse of what stands on bodies that move, in the step. Points of contact go along with their bodies.
    fn pressed(&self, plan: &Plan, state: &State, before: &[(DVec2, f64, DVec2, f64)], owned: &[bool]) -> Momentum {
        let moves = |id: &BodyId| {
            let body = self.bodies.iter().position(|own| *own == Some(*id))?;
            (masses(plan, state, body).0.is_finite()).then_some(body)
        };
        let mut sum = Momentum::default();
        for contact in self.world.contacts() {
            let (body, sign) = match (moves(&contact.bodies[0]), moves(&contact.bodies[1])) {
                (Some(body), None) => (body, -1.0),
                (None, Some(body)) => (body, 1.0),
                _ => continue,
            };
            if owned.get(body) != Some(&true) {
                continue;
            }
            let went = 0.5 * (motion(plan, state, body).0 - before[body].0);
            for point in contact.points() {
                let impulse = contact.normal * point.normal + contact.normal.perp() * point.friction;
                sum.add_at(point.at + went, impulse * sign);
            }
            sum.angular += sign * contact.rolling;
        }
        sum
    }

    /// Writes what walls and bodies feel, as the mean of the step.
    fn tell(&self, plan: &Plan, state: &mut State, owned: &[bool], dt: f64) {
        let mut forces = vec![DVec2::ZERO; self.fixed.len()];
        let mut touched = vec![false; plan.bodies.len()];
        for contact in self.world.contacts() {
            let impulse = contact.impulse();
            for (shape, sign) in contact.shapes.into_iter().zip([-1.0, 1.0]) {
                if let Some(at) = self.fixed.iter().position(|(_, solid)| solid.id == shape) {
                    let other = contact.bodies[usize::from(sign < 0.0)];
                    let counts = self.bodies.iter().position(|id| *id == Some(other));
                    if counts.is_some_and(|body| owned.get(body) == Some(&true)) {
                        forces[at] += impulse * (sign / dt);
                    }
                }
                if let Some(body) = self.solids.iter().position(|s| s.as_ref().is_some_and(|s| s.id == shape)) {
                    touched[body] |= owned.get(body) == Some(&true);
                }
            }
        }
        for ((part, _), force) in self.fixed.iter().zip(forces) {
            let part = *part as usize;
            if plan.is(part, &wall::KIND) {
                let along = Pose::new(DVec2::ZERO, state.value(plan, part, wall::ANGLE)).turn.of(DVec2::X);
                state.put(plan, part, wall::NORMAL, -force.dot(along.perp()));
                state.put(plan, part, wall::RUBS, force.dot(along));
            }
        }
        for (one, touched) in plan.bodies.iter().zip(touched) {
            if plan.is(one.part, &body::KIND) {
                state.put(plan, one.part, body::TOUCHES, f64::from(u8::from(touched)));
            }
        }
    }

    /// Whether this belongs to such a plan.
    pub fn fits(&self, plan: &Plan) -> bool {
        self.bodies.len() == plan.bodies.len()
            && self.solids.len() == plan.bodies.len()
            && self.fixed.iter().all(|(part, _)| (*part as usize) < plan.parts.len())
    }

    /// Nothing touches: no wall feels anything.
    pub fn rest(&self, plan: &Plan, state: &mut State) {
        let none = vec![false; plan.bodies.len()];
        self.tell(plan, state, &none, 1.0);
    }
}

/// Place, angle, velocity and spin of a body.
pub(super) fn motion(plan: &Plan, state: &State, index: usize) -> (DVec2, f64, DVec2, f64) {
    let one = &plan.bodies[index];
    let get = |numbers: &[f64], dof: usize| numbers.get(dof).copied().unwrap_or(0.0);
    let turn = |numbers: &[f64]| one.turn.map_or(0.0, |turn| get(numbers, turn));
    (
        DVec2::new(get(&state.q, one.dof), get(&state.q, one.dof + 1)),
        turn(&state.q),
        DVec2::new(get(&state.u, one.dof), get(&state.u, one.dof + 1)),
        turn(&state.u),
    )
}
