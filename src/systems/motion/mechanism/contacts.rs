//! Bodies that touch: from step to step each island of bodies goes to the solver that it needs. What comes near a wall
//! or another solid body within the step is advanced by `gewu-contact`, with its joints and forces as they are here; the
//! rest by the exact equations. Both write the same coordinates, so nothing jumps when an island changes its solver.
//!
//! The heat of a contact is its impulse times the mean of the velocities before and after at which its points slide or
//! meet: exact for one impulse or a steady force. What else the solver loses shows as the ledger's error.

use super::super::GRAVITY;
use super::super::parts::{ball, body, floor, wall};
use super::end::End;
use super::equations::{Moving, Scratch};
use super::momentum::{self, Acting};
use super::plan::Plan;
use super::state::{Mode, State};
use crate::systems::{BuildError, Momentum};
use gewu_contact::{
    BodyDef, BodyId, Coupling, Couplings, Entry, Filter, Material, Moment, Pose, Row, Shape, ShapeId, World,
};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Longest substep, s.
const SUBSTEP: f64 = 0.26e-3;
/// Distance within which bodies touch, m.
const NEAR: f64 = 1e-4;
/// Friction of balls and floors against solid bodies.
const FRICTION: f64 = 0.5;
/// Mass that stands for none, kg.
const LIGHT: f64 = 1e-4;
/// Half of a floor's width, m, and its thickness.
const FLOOR: (f64, f64) = (1000.0, 1.0);

/// The world of contacts of a mechanism.
#[derive(Serialize, Deserialize)]
pub struct Contacts {
    world: World,
    /// For each body of the plan its body here.
    bodies: Vec<Option<BodyId>>,
    /// For each body of the plan its shape, if it is solid.
    solids: Vec<Option<Solid>>,
    /// Walls and floors: part, body, shape.
    fixed: Vec<(u32, Solid)>,
}

/// A shape in the world.
#[derive(Clone, Serialize, Deserialize)]
struct Solid {
    id: ShapeId,
    shape: Shape,
    /// Farthest that it reaches from its centre, m.
    reach: f64,
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
            if one.way.is_some() {
                bodies.push(None);
                solids.push(None);
                continue;
            }
            let (place, angle, ..) = motion(plan, state, index);
            let (mass, inertia) = masses(plan, state, index);
            let def = BodyDef { place, angle, velocity: DVec2::ZERO, spin: 0.0, mass, inertia };
            let id = world.insert_body(def).map_err(|why| wrong(one.part, why))?;
            bodies.push(Some(id));
            let solid = solid_of(plan, state, one.part).map(|(shape, reach, material)| {
                let id =
                    world.insert_filtered(id, &shape, material, Filter::ALL).map_err(|why| wrong(one.part, why))?;
                Ok(Solid { id, shape, reach })
            });
            solids.push(solid.transpose()?);
        }
        let mut contacts = Contacts { world, bodies, solids, fixed };
        // What is joined does not collide with one another.
        for &joint in &plan.joints {
            let held = plan.held_by(joint);
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

    /// Which bodies come so near to others within `dt` that the contact solver has to advance them and all that hangs
    /// together with them.
    pub fn close(&self, plan: &Plan, state: &State, scratch: &Scratch, dt: f64) -> Vec<bool> {
        let count = plan.bodies.len();
        let mut islands = Islands::new(count);
        let mut near = vec![false; count];
        let moving: Vec<_> = (0..count).map(|index| motion(plan, state, index)).collect();
        let pushed = |index: usize| {
            let dof = plan.bodies[index].dof;
            let get = |dof: usize| scratch.acceleration.get(dof).copied().unwrap_or(0.0);
            DVec2::new(get(dof), get(dof + 1)).length() + 20.0
        };
        for a in 0..count {
            let Some(solid) = &self.solids[a] else { continue };
            let (place, angle, velocity, spin) = moving[a];
            let fast = velocity.length() + spin.abs() * solid.reach;
            for (_, fixed) in &self.fixed {
                let way = 1.5 * dt * (fast + dt * pushed(a)) + NEAR;
                let body = self.world.body_of(fixed.id).map(|body| self.world.pose(body));
                let Some(pose) = body else { continue };
                // Outside of a long wall's circle there is nothing to compute.
                if (pose.place - place).length() > fixed.reach + solid.reach + way {
                    continue;
                }
                if within(solid, Pose::new(place, angle), fixed, pose, way, |n| {
                    velocity.dot(n) + spin.abs() * solid.reach
                }) {
                    near[a] = true;
                }
            }
            for b in a + 1..count {
                let Some(other) = &self.solids[b] else { continue };
                let (to, turned, rate, turning) = moving[b];
                let way = 1.5
                    * dt
                    * ((rate - velocity).length()
                        + spin.abs() * solid.reach
                        + turning.abs() * other.reach
                        + dt * (pushed(a) + pushed(b)))
                    + NEAR;
                let far = solid.reach + other.reach + way;
                if (to - place).length_squared() > far * far || self.joined(a, b) {
                    continue;
                }
                // Balls that meet at a speed are the exact solver's: their impact is located in time.
                let round = [a, b].iter().all(|&i| plan.is(plan.bodies[i].part, &ball::KIND));
                let n = (to - place).normalize_or_zero();
                if round && (rate - velocity).dot(n).abs() > 0.01 {
                    continue;
                }
                let closing =
                    |n: DVec2| (velocity - rate).dot(n) + spin.abs() * solid.reach + turning.abs() * other.reach;
                if within(solid, Pose::new(place, angle), other, Pose::new(to, turned), way, closing) {
                    near[a] = true;
                    near[b] = true;
                    islands.join(a, b);
                }
            }
        }
        for &joint in &plan.joints {
            let held = plan.held_by(joint);
            held.windows(2).for_each(|two| islands.join(two[0], two[1]));
        }
        for spring in &scratch.terms.springs {
            if let [Some(a), Some(b)] = spring.ends.map(End::body) {
                islands.join(a, b);
            }
        }
        for &(a, b, _) in &state.coupled {
            islands.join(a as usize, b as usize);
        }
        let any = |which: &dyn Fn(usize) -> bool, index: usize| {
            (0..count).any(|other| which(other) && islands.root(other) == islands.root(index))
        };
        // What runs on a rail is the exact solver's, and all that hangs on it.
        let rides = |index: usize| plan.bodies[index].way.is_some();
        (0..count).map(|index| any(&|other| near[other], index) && !any(&rides, index)).collect()
    }

    fn joined(&self, a: usize, b: usize) -> bool {
        match (self.bodies[a], self.bodies[b]) {
            (Some(a), Some(b)) => self.world.is_apart(a, b),
            _ => true,
        }
    }

    /// Advances the bodies that are `owned` by `dt`; the others are where they are already.
    pub fn step(&mut self, plan: &Plan, state: &mut State, scratch: &mut Scratch, owned: &[bool], dt: f64) {
        // The world knows of gravity, so that it sees impacts coming; the forces of the equations then go without it.
        self.world.gravity = DVec2::new(0.0, -state.values.get(GRAVITY).copied().unwrap_or(0.0));
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
        let mut linked = state.clone();
        linked.owned.clone_from_slice(owned);
        scratch.touching = true;
        for (route, strung) in plan.strings.iter().zip(&mut linked.strings) {
            let all = route.ends.into_iter().filter_map(End::body).chain(route.wheels.iter().copied());
            strung.taut |= !strung.gone && all.into_iter().any(|body| owned.get(body) == Some(&true));
        }
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
            impulse: Momentum::default(),
            reactions: Vec::new(),
            step: dt,
            gravity: -self.world.gravity.y,
            call: 0,
            last: substeps,
        };
        self.world.step(dt, substeps, &mut links);
        let (work, damped) = (links.work, links.heat);
        state.impulse.add(links.impulse, 1.0);
        for (&impulse, &reaction) in self.world.row_impulses().iter().zip(&links.reactions) {
            state.impulse.add(reaction, impulse);
        }
        scratch.touching = false;
        for (index, id) in self.bodies.iter().enumerate() {
            let (Some(id), Some(true)) = (*id, owned.get(index)) else { continue };
            let one = &plan.bodies[index];
            if !one.fixed {
                let (place, velocity) = (self.world.pose(id).place, self.world.velocity(id));
                (state.q[one.dof], state.q[one.dof + 1]) = (place.x, place.y);
                (state.u[one.dof], state.u[one.dof + 1]) = (velocity.x, velocity.y);
            }
            if let Some(turn) = one.turn {
                (state.q[turn], state.u[turn]) = (self.world.angle(id), self.world.spin(id));
            }
        }
        state.work += work;
        state.heat += damped + self.heat(&before, owned);
        state.impulse.add(self.pressed(plan, state, &before, owned), 1.0);
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
            let mut spins = [0.0; 2];
            for (slot, (body, id)) in spins.iter_mut().zip(bodies.into_iter().zip(contact.bodies)) {
                *slot = body.map_or(0.0, |body| 0.5 * (before[body].3 + self.world.spin(id)));
            }
            heat -= contact.rolling * (spins[1] - spins[0]);
            for point in contact.points() {
                let impulse = contact.normal * point.normal + contact.normal.perp() * point.friction;
                let velocity = [0, 1].map(|side| {
                    let Some(body) = bodies[side] else { return DVec2::ZERO };
                    let (place, _, velocity, _) = before[body];
                    let mean = 0.5 * (velocity + self.world.velocity(contact.bodies[side]));
                    mean + spins[side] * (point.at - place).perp()
                });
                heat -= impulse.dot(velocity[1] - velocity[0]);
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

/// Whether two shapes come within reach: by their distance, and how fast it closes along its own direction.
fn within(a: &Solid, at_a: Pose, b: &Solid, at_b: Pose, way: f64, closing: impl Fn(DVec2) -> f64) -> bool {
    gewu_contact::gap(&a.shape, at_a, &b.shape, at_b)
        .is_ok_and(|gap| gap.distance < way && (gap.distance < NEAR || closing(gap.normal) > 0.0))
}

/// Place, angle, velocity and spin of a body.
fn motion(plan: &Plan, state: &State, index: usize) -> (DVec2, f64, DVec2, f64) {
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

/// Mass and moment of inertia of a body here, infinite for what nothing moves.
fn masses(plan: &Plan, state: &State, index: usize) -> (f64, f64) {
    let one = &plan.bodies[index];
    let still = matches!(state.modes.get(index), Some(Mode::Held | Mode::Resting));
    let (mass, inertia) = (state.mass(plan, one.part), state.inertia(plan, one.part));
    let mass = if still || one.fixed {
        f64::INFINITY
    } else if mass > 0.0 {
        mass
    } else {
        LIGHT
    };
    // A ball rolls with the inertia of its material.
    let rolls = plan.is(one.part, &ball::KIND).then(|| {
        let share = ball::INERTIAS.get(state.value(plan, one.part, ball::MATERIAL) as usize).copied().unwrap_or(0.4);
        share * state.mass(plan, one.part) * state.radius(plan, one.part) * state.radius(plan, one.part)
    });
    let inertia = rolls.unwrap_or(inertia);
    (mass, if still || inertia <= 0.0 { f64::INFINITY } else { inertia })
}

/// Joints and forces of the bodies that are in contact, computed anew at each substep.
struct Links<'a> {
    plan: &'a Plan,
    state: &'a State,
    scratch: &'a mut Scratch,
    ids: &'a [Option<BodyId>],
    owned: &'a [bool],
    q: Vec<f64>,
    u: Vec<f64>,
    work: f64,
    heat: f64,
    /// From outside, but through rows.
    impulse: Momentum,
    /// What comes from outside for a unit of each row: the mean of the step.
    reactions: Vec<Momentum>,
    step: f64,
    gravity: f64,
    call: usize,
    last: usize,
}

impl Coupling for Links<'_> {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        for (index, one) in self.plan.bodies.iter().enumerate() {
            let (Some(id), Some(true)) = (self.ids[index], self.owned.get(index)) else { continue };
            let (velocity, spin) = now.motion(id);
            if !one.fixed {
                let place = now.pose(id).place;
                (self.q[one.dof], self.q[one.dof + 1]) = (place.x, place.y);
                (self.u[one.dof], self.u[one.dof + 1]) = (velocity.x, velocity.y);
            }
            if let Some(turn) = one.turn {
                (self.q[turn], self.u[turn]) = (now.angle(id), spin);
            }
        }
        self.scratch.terms.time = self.state.time + now.time;
        let (q, u) = (std::mem::take(&mut self.q), std::mem::take(&mut self.u));
        let mut moving = Moving { plan: self.plan, state: self.state, scratch: &mut *self.scratch, since: 0.0 };
        let (heat, work) = moving.forces(&q, &u);
        let kick = if self.call == 0 || self.call == self.last { 0.5 } else { 1.0 } * now.substep;
        self.call += 1;
        self.work += work * kick;
        self.heat += heat * kick;
        let Scratch { terms, rows, force, outside, .. } = &mut *self.scratch;
        self.impulse.add(*outside, kick);
        for (dof, slot) in force.iter_mut().enumerate() {
            let mine = |(one, owned): (&super::plan::Body, &bool)| {
                *owned && ((one.dof..one.dof + 2).contains(&dof) || one.turn == Some(dof))
            };
            if !self.plan.bodies.iter().zip(self.owned).any(mine) {
                *slot = 0.0;
            }
        }
        let acting = Acting { force, rail: &[], rows: &[], acceleration: &[], u: &[] };
        self.impulse.add(momentum::outside(self.plan, self.state, terms, &q, rows, &acting), kick);
        for (index, one) in self.plan.bodies.iter().enumerate() {
            if let (Some(id), Some(true)) = (self.ids[index], self.owned.get(index)) {
                let torque = one.turn.map_or(0.0, |turn| force[turn]);
                // What is fixed has no weight here, and what has no mass a little.
                let (mass, _) = masses(self.plan, self.state, index);
                let weight = if mass.is_finite() { mass * self.gravity } else { 0.0 };
                out.push(id, DVec2::new(force[one.dof], force[one.dof + 1] + weight), torque);
            }
        }
        rows.gather(self.plan, self.state, terms, &q, &u);
        let mut given = 0;
        for row in 0..rows.len() {
            let mut entries: Vec<Entry> = Vec::new();
            for (index, one) in self.plan.bodies.iter().enumerate() {
                let (Some(id), Some(true)) = (self.ids[index], self.owned.get(index)) else { continue };
                let mut entry = Entry { body: id, x: 0.0, y: 0.0, spin: 0.0 };
                for &(dof, share) in rows.row(row) {
                    if dof == one.dof {
                        entry.x = share;
                    } else if dof == one.dof + 1 {
                        entry.y = share;
                    } else if Some(dof) == one.turn {
                        entry.spin = share;
                    }
                }
                if entry.x != 0.0 || entry.y != 0.0 || entry.spin != 0.0 {
                    entries.push(entry);
                }
            }
            if !entries.is_empty() {
                let reaction = momentum::reaction(self.plan, self.state, terms, &q, rows, row);
                if self.reactions.len() <= given {
                    self.reactions.push(Momentum::default());
                }
                self.reactions[given].add(reaction, kick / self.step);
                given += 1;
                let upper = if rows.owners[row].pulls { 0.0 } else { f64::INFINITY };
                out.row(&Row {
                    entries: &entries,
                    error: rows.error[row],
                    lower: f64::NEG_INFINITY,
                    upper,
                    give: None,
                });
            }
        }
        (self.q, self.u) = (q, u);
    }
}

/// Bodies that hang together.
struct Islands(Vec<usize>);

impl Islands {
    fn new(count: usize) -> Islands {
        Islands((0..count).collect())
    }

    fn root(&self, mut body: usize) -> usize {
        while self.0[body] != body {
            body = self.0[body];
        }
        body
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
