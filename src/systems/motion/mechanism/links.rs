//! What the contact solver is told of a mechanism at each substep: the forces on bodies in contact, and their joints as
//! rows. What runs on a rail is a body there whose place along x is the way along the rail.

use super::super::parts::ball;
use super::equations::{Moving, Scratch};
use super::momentum::{self, Acting};
use super::plan::Plan;
use super::riders;
use super::state::{Mode, State};
use crate::systems::Momentum;
use gewu_contact::{BodyId, Coupling, Couplings, Entry, Moment, Row};
use glam::DVec2;

/// Mass that stands for none, kg.
const LIGHT: f64 = 1e-4;
/// Stiffness, N/m, and damping, N s/m, of what holds by friction: nothing but a damper, as stiff as can be.
const RUBS: (f64, f64) = (0.0, 1e12);

/// Mass and moment of inertia of a body here, infinite for what nothing moves.
pub fn masses(plan: &Plan, state: &State, index: usize) -> (f64, f64) {
    let one = &plan.bodies[index];
    if state.on_rail(index) {
        return (riders::mass(plan, state, index), f64::INFINITY);
    }
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
pub struct Links<'a> {
    /// Parts.
    pub plan: &'a Plan,
    /// Settings and modes; all strings count as taut, which can pull only.
    pub state: &'a State,
    /// Terms and rows of what is in contact.
    pub scratch: &'a mut Scratch,
    /// For each body of the plan its body in the world.
    pub ids: &'a [Option<BodyId>],
    /// The bodies that are in contact.
    pub owned: &'a [bool],
    /// Coordinates now.
    pub q: Vec<f64>,
    /// Their rates.
    pub u: Vec<f64>,
    /// Work and heat of forces so far, J.
    pub work: f64,
    /// Heat.
    pub heat: f64,
    /// Acceleration of the world downwards, m/s².
    pub gravity: f64,
    /// Most friction of the rail on each body, N; 0 where there is none.
    pub rubs: &'a [f64],
    /// From outside, but through rows.
    pub impulse: Momentum,
    /// What comes from outside for a unit of each row: the mean of the step.
    pub reactions: Vec<Momentum>,
    /// Length of the step, s.
    pub step: f64,
    /// Calls so far, and the last of the step.
    pub call: usize,
    /// The last call.
    pub last: usize,
}

impl Coupling for Links<'_> {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        for (index, one) in self.plan.bodies.iter().enumerate() {
            let (Some(id), Some(true)) = (self.ids[index], self.owned.get(index)) else { continue };
            let (velocity, spin) = now.motion(id);
            if self.state.on_rail(index) {
                (self.q[one.dof], self.u[one.dof]) = (now.pose(id).place.x, velocity.x);
            } else if !one.fixed {
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
        let Scratch { terms, scope, rows, force, rail, outside, .. } = &mut *self.scratch;
        self.impulse.add(*outside, kick);
        let acting = Acting { force, rail, rows: &[], acceleration: &[], u: &[] };
        self.impulse.add(momentum::outside(self.plan, self.state, (terms, scope), &q, rows, &acting), kick);
        for (index, one) in self.plan.bodies.iter().enumerate() {
            if let (Some(id), Some(true)) = (self.ids[index], self.owned.get(index)) {
                let torque = one.turn.map_or(0.0, |turn| force[turn]);
                // What is fixed has no weight here, and what has no mass a little.
                let (mass, _) = masses(self.plan, self.state, index);
                let weight = if mass.is_finite() { mass * self.gravity } else { 0.0 };
                out.push(id, DVec2::new(force[one.dof], force[one.dof + 1] + weight), torque);
            }
        }
        rows.gather(self.plan, self.state, (terms, scope), &q, &u);
        let mut entries: Vec<Entry> = Vec::new();
        let mut given = 0;
        for row in 0..rows.len() {
            entries.clear();
            for &(dof, share) in rows.row(row).iter().filter(|(_, share)| *share != 0.0) {
                let Some((body, one)) =
                    self.plan.owners.get(dof).and_then(|&index| Some((index, self.plan.bodies.get(index)?)))
                else {
                    continue;
                };
                let (Some(id), Some(true)) = (self.ids[body], self.owned.get(body)) else { continue };
                let at = entries.iter().position(|entry| entry.body == id).unwrap_or(entries.len());
                if at == entries.len() {
                    entries.push(Entry { body: id, x: 0.0, y: 0.0, spin: 0.0 });
                }
                let entry = &mut entries[at];
                *[&mut entry.x, &mut entry.y, &mut entry.spin][(dof - one.dof).min(2)] = share;
            }
            if !entries.is_empty() {
                let reaction = momentum::reaction(self.plan, self.state, terms, &q, rows, row);
                if self.reactions.len() <= given {
                    self.reactions.push(Momentum::default());
                }
                self.reactions[given].add(reaction, kick / self.step);
                given += 1;
                let upper = if rows.owners[row].pulls { 0.0 } else { f64::INFINITY };
                let (error, lower) = (rows.error[row], f64::NEG_INFINITY);
                out.row(&Row { entries: &entries, error, lower, upper, give: None });
            }
        }
        for (index, &most) in self.rubs.iter().enumerate().filter(|(_, most)| **most > 0.0) {
            if let Some(body) = self.ids[index] {
                let entries = &[Entry { body, x: 1.0, y: 0.0, spin: 0.0 }];
                out.row(&Row { entries, error: 0.0, lower: -most, upper: most, give: Some(RUBS) });
            }
        }
        for (index, room) in riders::rooms(self.plan, self.state, terms, scope, (&q, &u)) {
            for (way, sign) in room.into_iter().zip([1.0, -1.0]) {
                if let (Some(body), Some(error)) = (self.ids[index], way) {
                    let entries = &[Entry { body, x: sign, y: 0.0, spin: 0.0 }];
                    out.row(&Row { entries, error, lower: 0.0, upper: f64::INFINITY, give: None });
                }
            }
        }
        (self.q, self.u) = (q, u);
    }
}
