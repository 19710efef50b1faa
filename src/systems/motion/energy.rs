//! Energy of a motion system, store by store, and its momentum.
//!
//! A ball that rolls counts as a point: its own spin is in its energy, but not in its angular momentum.

use super::GRAVITY;
use super::contact;
use super::parts::{block, spring};
use super::plan::Plan;
use super::smooth::{rolling, spring_force};
use super::state::{Mode, State};
use crate::systems::{Ledger, Momentum, Store};

/// Enters kinetic, potential and elastic energy.
pub fn book(plan: &Plan, state: &State, book: &mut Ledger) {
    let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
    for (index, &part) in plan.bodies.iter().enumerate() {
        let Some(body) = state.bodies.get(index) else { continue };
        let mass = state.mass(plan, part);
        let inertia = match body.mode {
            Mode::Track { track, .. } => 1.0 + rolling(plan, state, track as usize),
            _ => 1.0,
        };
        book.add(Store::Kinetic, 0.5 * inertia * mass * body.velocity.length_squared() + body.spin);
        book.add(Store::Potential, mass * gravity * body.place.y);
    }
    for part in plan.of(&block::KIND) {
        let mass = contact::mass(plan, state, part);
        book.add(Store::Kinetic, state.contact.as_ref().map_or(0.0, |c| c.kinetic(plan, state, part)));
        book.add(Store::Potential, mass * gravity * state.value(plan, part, block::Y));
    }
    for part in plan.of(&spring::KIND) {
        let extension = state.value(plan, part, spring::LENGTH) - state.value(plan, part, spring::NATURAL);
        let (force, _) = spring_force(plan, state, part, extension);
        book.add(Store::Elastic, 0.5 * force * force / state.value(plan, part, spring::STIFFNESS));
    }
}

/// Momentum of all that moves.
pub fn momentum(plan: &Plan, state: &State) -> Momentum {
    let mut sum = Momentum::default();
    for (body, &part) in state.bodies.iter().zip(&plan.bodies) {
        sum.add_at(body.place, body.velocity * state.mass(plan, part));
    }
    if let Some(contact) = &state.contact {
        for part in plan.of(&block::KIND) {
            sum.add(contact.momentum(plan, state, part), 1.0);
        }
    }
    sum
}

/// Sum of the stores, J, with the lengths of springs as they are now.
pub fn total(plan: &Plan, state: &State) -> f64 {
    let mut ledger = Ledger::new();
    book(plan, state, &mut ledger);
    ledger.balance()
}
