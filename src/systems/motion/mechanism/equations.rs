//! How a mechanism moves: M·a = Q + Jᵀ·λ with J·a = -J'·u for the rows of `rows.rs`, solved together for accelerations a
//! and the rows' forces λ (Featherstone, Rigid Body Dynamics Algorithms, 2008, section 3.2), in f64.
//!
//! Friction on a rail depends on the normal force, and that on λ: both are found by going round until they agree. The
//! last numbers integrated are heat, work and the impulse from outside, so that the ledger closes.

use super::super::GRAVITY;
use super::super::parts::{ball, pin};
use super::end::{At, End, Lever, at};
use super::event;
use super::islands::{self, Scope};
use super::momentum::{self, Acting};
use super::pace;
use super::plan::{Plan, Watch};
use super::rows::Rows;
use super::solver::Solver;
use super::state::State;
use super::terms::{BodyTerm, Terms};
use crate::numerics::linear::Singular;
use crate::numerics::ode::{Equations, OdeFailure};
use crate::systems::Momentum;
use glam::DVec2;

/// Rounds in which friction and normal forces are made to agree.
const ROUNDS: usize = 60;

/// Buffers that are reused from step to step.
#[derive(Default)]
pub struct Scratch {
    /// Terms of the equations.
    pub terms: Terms,
    /// What is worked out now: an island, or all of the mechanism.
    pub scope: Scope,
    /// Number of the island of each body.
    pub island: Vec<usize>,
    /// For each island whether something happened in it in this step.
    pub stirred: Vec<bool>,
    /// Rows.
    pub rows: Rows,
    /// Force of each row, N (N m where it turns).
    pub lambda: Vec<f64>,
    /// Acceleration of each coordinate.
    pub acceleration: Vec<f64>,
    /// Force on each coordinate without rows and rail friction.
    pub force: Vec<f64>,
    /// Normal force of the rail on each body, N, to its left.
    pub normal: Vec<f64>,
    /// Friction of the rail on each body, N, along it.
    pub friction: Vec<f64>,
    /// For each body on a rail: force on it without rows and friction, N, with its moment, N m.
    pub rail: Vec<Momentum>,
    /// Gravity, drag, and what fixed places and motors do directly, N, N m.
    pub outside: Momentum,
    /// Solver of the rows.
    pub solver: Solver,
    /// Whether a crowd of bodies may be given to the contact solver.
    pub hands_over: bool,
    /// Whether so many of the island meet that the contact solver has to take them.
    pub crowded: bool,
    /// What can happen before the advance ends.
    pub active: Vec<Watch>,
    spare: Vec<f64>,
    /// Coordinates and rates of the island as they are tried.
    tried: (Vec<f64>, Vec<f64>),
}

impl Scratch {
    /// Works out the terms of all of the mechanism. The error is a rail whose bend is too tight for what runs on it.
    pub fn gather(&mut self, plan: &Plan, state: &State) -> Result<(), usize> {
        self.terms.gather(plan, state)?;
        self.island.clear();
        self.island.resize(plan.bodies.len(), 0);
        islands::split(plan, &self.terms, &self.island, [&mut self.scope]);
        Ok(())
    }

    /// Makes one island of all bodies that are chosen, and leaves the others out.
    pub fn narrow(&mut self, plan: &Plan, chosen: &[bool]) {
        self.island.clear();
        self.island.extend(chosen.iter().map(|&chosen| usize::from(!chosen)));
        islands::split(plan, &self.terms, &self.island, [&mut self.scope]);
    }

    /// Works out anew what modes change in the island.
    pub fn renew(&mut self, plan: &Plan, state: &State) {
        self.terms.renew(plan, state, &self.scope.bodies);
        self.scope.find_massless(&self.terms);
    }
}

/// The equations over the vector `y`: coordinates, their rates, heat, work, impulse.
pub struct Moving<'a> {
    /// Parts.
    pub plan: &'a Plan,
    /// Settings, modes and memory; coordinates and rates are taken from `y`.
    pub state: &'a State,
    /// Buffers, with the terms of the equations.
    pub scratch: &'a mut Scratch,
    /// The integrator's time when the state's holds, s.
    pub since: f64,
}

impl Moving<'_> {
    /// Writes the state of an island into `y`.
    pub fn pack(state: &State, scope: &Scope, y: &mut Vec<f64>) {
        y.clear();
        for list in [&state.q, &state.u] {
            y.extend(scope.dofs.iter().map(|&dof| list.get(dof).copied().unwrap_or(0.0)));
        }
        y.extend([state.heat, state.work]);
        y.extend(state.impulse.parts());
    }

    /// Takes coordinates, rates, heat and work of an island out of `y`.
    pub fn unpack(state: &mut State, scope: &Scope, y: &[f64]) {
        spread(scope, y, &mut state.q, &mut state.u);
        if let Some(&[heat, work, x, y, angular]) = y.last_chunk() {
            (state.heat, state.work) = (heat, work);
            state.impulse = Momentum::of([x, y, angular]);
        }
    }

    /// Coordinates and rates of the mechanism with those of the island as `y` has them; they go back to the scratch.
    fn try_out(&mut self, y: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (mut q, mut u) = std::mem::take(&mut self.scratch.tried);
        q.resize(self.plan.dofs, 0.0);
        u.resize(self.plan.dofs, 0.0);
        spread(&self.scratch.scope, y, &mut q, &mut u);
        (q, u)
    }

    /// Forces on the coordinates, and the rates at which they make heat and bring in work, W.
    pub fn forces(&mut self, q: &[f64], u: &[f64]) -> (f64, f64) {
        let (mut heat, mut work) = (0.0, 0.0);
        let (plan, state) = (self.plan, self.state);
        let Scratch { terms, scope, force, rail, outside, .. } = &mut *self.scratch;
        let now = |end: End| at(plan, state, terms, q, u, end);
        force.resize(plan.dofs, 0.0);
        scope.dofs.iter().for_each(|&dof| force[dof] = 0.0);
        rail.resize(plan.bodies.len(), Momentum::default());
        scope.riders.iter().for_each(|&body| rail[body] = Momentum::default());
        *outside = Momentum::default();
        for &index in &scope.bodies {
            let Some(&BodyTerm { mass, weight, quadratic, linear, .. }) = terms.bodies.get(index) else { continue };
            let end = End::Body(index);
            let here = now(end);
            let mut sum = DVec2::new(0.0, -weight);
            if quadratic != 0.0 || linear != 0.0 {
                let speed = here.velocity.length();
                let drag = quadratic * speed + linear;
                sum -= drag * here.velocity;
                heat += drag * speed * speed;
            }
            // What bodies that attract each other do to one another.
            let mut mutual = DVec2::ZERO;
            let attracts = terms.centres.iter().any(|(_, own, _)| *own == Some(index));
            for &(end, own, strength) in &terms.centres {
                if own == Some(index) {
                    continue;
                }
                let d = now(end).place - here.place;
                let distance = d.length();
                if distance > 1e-12 {
                    let drawn = d * (mass * strength / (distance * distance * distance));
                    sum += drawn;
                    if attracts && own.is_some() {
                        mutual += drawn;
                    }
                }
            }
            if !terms.fluids.is_empty() {
                heat += in_fluids(plan, state, terms, index, &here, &mut sum);
            }
            outside.add_at(here.place, sum - mutual);
            push(force, rail, end, &here, sum);
        }
        for spring in scope.springs.iter().filter_map(|&index| terms.springs.get(index)) {
            let [a, b] = spring.ends.map(now);
            let d = b.place - a.place;
            let length = spring.length(d.length());
            if length < 1e-9 {
                continue; // Without a direction there is no force; the ends pass through each other.
            }
            // In the plane, shorter than one where a hand is lifted out of it.
            let n = d / length;
            let rate = (b.velocity - a.velocity).dot(n);
            let (elastic, permanent) = spring.force(length - spring.natural);
            let slack = spring.band && elastic <= 0.0;
            let damping = if slack { 0.0 } else { spring.damping * rate };
            heat += damping * rate;
            if permanent > spring.permanent {
                heat += elastic * rate * (1.0 - super::super::smooth::SOFTENED);
            }
            let pull = (elastic + damping) * n;
            if matches!(spring.ends[0], End::Shaker(_)) {
                work -= pull.dot(a.velocity);
            }
            push(force, rail, spring.ends[0], &a, pull);
            push(force, rail, spring.ends[1], &b, -pull);
            for (at, pull) in [(&a, pull), (&b, -pull)] {
                if at.lever == Lever::Fixed {
                    outside.add_at(at.place, -pull);
                }
            }
        }
        for band in scope.bands.iter().filter_map(|&index| terms.bands.get(index)) {
            if let (Some(slot), Some(&s)) = (force.get_mut(band.dof), q.get(band.dof)) {
                *slot += band.force(s);
            }
        }
        for motor in scope.motors.iter().filter_map(|&index| terms.motors.get(index)) {
            let rate = u.get(motor.turn).copied().unwrap_or(0.0);
            let torque = motor.torque(q, u);
            work += torque * rate;
            outside.angular += torque;
            if let Some(slot) = force.get_mut(motor.turn) {
                *slot += torque;
            }
        }
        for damper in scope.dampers.iter().filter_map(|&index| terms.dampers.get(index)) {
            let [a, b] = damper.turns.map(|turn| turn.and_then(|turn| u.get(turn)).copied().unwrap_or(0.0));
            let beyond = damper.beyond(q);
            let soft = if beyond == 0.0 { 0.0 } else { pin::SOFT };
            let rubs = (damper.damping + soft) * (b - a);
            heat += rubs * (b - a);
            let torque = rubs + pin::STOP * beyond;
            // A bearing that stands holds against it.
            match damper.turns {
                [Some(_), None] => outside.angular += torque,
                [None, Some(_)] => outside.angular -= torque,
                _ => {}
            }
            for (turn, torque) in damper.turns.into_iter().zip([torque, -torque]) {
                if let Some(slot) = turn.and_then(|turn| force.get_mut(turn)) {
                    *slot += torque;
                }
            }
        }
        (heat, work)
    }

    /// Solves for accelerations, the rows' forces, and friction and normal forces of rails.
    ///
    /// # Errors
    /// A row that depends on others.
    pub fn accelerations(&mut self, q: &[f64], u: &[f64]) -> Result<(f64, f64), Singular> {
        let (mut heat, work) = self.forces(q, u);
        let Scratch { terms, scope, rows, lambda, acceleration, force, normal, friction, rail, solver, .. } =
            &mut *self.scratch;
        rows.gather(self.plan, self.state, (terms, scope), q, u);
        solver.factor(rows, &terms.inverse, scope)?;
        normal.resize(self.plan.bodies.len(), 0.0);
        friction.resize(self.plan.bodies.len(), 0.0);
        acceleration.resize(self.plan.dofs, 0.0);
        let mut rough = false;
        for &index in &scope.riders {
            (normal[index], friction[index]) = (0.0, 0.0);
            rough |= terms.bodies.get(index).is_some_and(|body| body.friction != 0.0);
        }
        for _ in 0..if rough { ROUNDS } else { 1 } {
            for &dof in &scope.dofs {
                let inverse = terms.inverse.get(dof).copied().unwrap_or(0.0);
                acceleration[dof] = inverse * force.get(dof).copied().unwrap_or(0.0);
            }
            for &index in scope.riders.iter().filter(|&&index| friction[index] != 0.0) {
                let dof = self.plan.bodies[index].dof;
                if let Some(inverse) = terms.inverse.get(dof) {
                    acceleration[dof] += inverse * friction[index];
                }
            }
            lambda.clear();
            for row in 0..rows.len() {
                let free = rows.rate(row, acceleration);
                lambda.push(-(free + rows.bias.get(row).copied().unwrap_or(0.0)));
            }
            solver.solve(rows, &terms.inverse, scope, force, lambda, acceleration)?;
            for (row, &pull) in lambda.iter().enumerate() {
                for &(dof, share) in rows.row(row) {
                    if let (Some(slot), Some(&inverse)) = (acceleration.get_mut(dof), terms.inverse.get(dof)) {
                        *slot += inverse * share * pull;
                    }
                }
            }
            let mut change: f64 = 0.0;
            for &index in &scope.riders {
                let one = &self.plan.bodies[index];
                let (true, Some(course)) =
                    (self.state.on_rail(index), terms.courses.get(index).and_then(Option::as_ref))
                else {
                    continue;
                };
                let get = |numbers: &[f64]| numbers.get(one.dof).copied().unwrap_or(0.0);
                let piece = self.state.pieces.get(index).copied().unwrap_or(0) as usize;
                let spot = course.at(piece, get(q));
                let v = get(u);
                let joints: DVec2 = rows
                    .on_rails
                    .iter()
                    .filter(|(_, body, ..)| *body == index)
                    .map(|&(row, _, n, _)| n * lambda.get(row).copied().unwrap_or(0.0))
                    .sum();
                let term = &terms.bodies[index];
                let pushed = rail.get(index).map_or(DVec2::ZERO, |sum| sum.linear) + joints;
                let across = term.mass * spot.curvature * v * v - pushed.dot(spot.tangent.perp());
                if let Some(slot) = normal.get_mut(index) {
                    *slot = across;
                }
                let rubs = -term.friction * across.abs();
                if let Some(slot) = friction.get_mut(index) {
                    change = change.max((rubs - *slot).abs() / (1e-300 + rubs.abs()));
                    *slot = rubs;
                }
            }
            if change <= 4.0 * crate::numerics::math::EPSILON {
                break;
            }
        }
        for &index in &scope.riders {
            heat -= friction[index] * u.get(self.plan.bodies[index].dof).copied().unwrap_or(0.0);
        }
        Ok((heat, work))
    }

    /// Force along its rail that a body needs to stay where it is, beyond what acts on it, N.
    pub fn needed(&self, body: usize) -> f64 {
        let Some(one) = self.plan.bodies.get(body) else { return 0.0 };
        let Scratch { rows, lambda, force, .. } = &*self.scratch;
        let held = |row: usize| {
            let share = rows.row(row).iter().find(|(dof, _)| *dof == one.dof).map_or(0.0, |(_, share)| *share);
            share * lambda.get(row).copied().unwrap_or(0.0)
        };
        -(force.get(one.dof).copied().unwrap_or(0.0) + (0..rows.len()).map(held).sum::<f64>())
    }
}

/// Adds a force at an end to those on the coordinates, and on what runs on a rail.
fn push(forces: &mut [f64], rail: &mut [Momentum], end: End, at: &At, force: DVec2) {
    at.lever.push(forces, force);
    if let (Lever::Along(..), Some(sum)) = (at.lever, end.body().and_then(|body| rail.get_mut(body))) {
        sum.add_at(at.place, force);
    }
}

/// Adds buoyancy and the resistance of fluids to the force on a ball; the rate at which they make heat, W. Part of it
/// under the surface counts by its volume.
fn in_fluids(plan: &Plan, state: &State, terms: &Terms, index: usize, now: &At, force: &mut DVec2) -> f64 {
    let part = plan.bodies.get(index).map_or(0, |b| b.part);
    let radius = if plan.is(part, &ball::KIND) { state.radius(plan, part) } else { 0.0 };
    let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
    let mut heat = 0.0;
    for &[level, density, viscosity] in terms.fluids.iter().filter(|_| radius > 0.0) {
        let deep = (level - now.place.y + radius).clamp(0.0, 2.0 * radius);
        let pi = std::f64::consts::PI;
        // The cap of a sphere: pi h² (3 r - h)/3.
        let volume = pi * deep * deep * (3.0 * radius - deep) / 3.0;
        let share = volume / (4.0 / 3.0 * pi * radius * radius * radius);
        let drag = 6.0 * pi * viscosity * radius * share;
        *force += DVec2::new(0.0, density * gravity * volume) - drag * now.velocity;
        heat += drag * now.velocity.length_squared();
    }
    heat
}

/// Spreads the coordinates and rates of an island over those of the mechanism.
fn spread(scope: &Scope, y: &[f64], q: &mut [f64], u: &mut [f64]) {
    let (places, rates) = y.split_at(scope.dofs.len().min(y.len()));
    for (&dof, (&place, &rate)) in scope.dofs.iter().zip(places.iter().zip(rates)) {
        if let (Some(q), Some(u)) = (q.get_mut(dof), u.get_mut(dof)) {
            (*q, *u) = (place, rate);
        }
    }
}

impl Equations for Moving<'_> {
    fn len(&self) -> usize {
        self.judged() + 3
    }

    fn judged(&self) -> usize {
        self.scratch.scope.dofs.len() * 2 + 2
    }

    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        self.scratch.terms.time = self.state.time + (t - self.since);
        let (q, u) = self.try_out(y);
        let found = self.accelerations(&q, &u);
        let Scratch { terms, scope, rows, lambda, acceleration, force, rail, outside, tried, .. } = &mut *self.scratch;
        let (rates, changes) = dy.split_at_mut(scope.dofs.len());
        for (&dof, (rate, change)) in scope.dofs.iter().zip(rates.iter_mut().zip(&mut *changes)) {
            (*rate, *change) = if terms.moves(dof) { (u[dof], acceleration[dof]) } else { (0.0, 0.0) };
        }
        if let (Ok((heat, work)), Some(last)) = (&found, changes.last_chunk_mut()) {
            let acting = Acting { force, rail, rows: lambda, acceleration, u: &u };
            let mut sum = momentum::outside(self.plan, self.state, (terms, scope), &q, rows, &acting);
            sum.add(*outside, 1.0);
            let [x, y, angular] = sum.parts();
            *last = [*heat, *work, x, y, angular];
        }
        *tried = (q, u);
        found.map(|_| ()).map_err(|_| OdeFailure::Equations {
            time: t,
            reason: "the joints hold each other in a way that has no single answer",
        })
    }

    fn pace(&self) -> f64 {
        pace::pace(self.plan, self.state, self.scratch)
    }

    fn event_count(&self) -> usize {
        self.scratch.active.len()
    }

    fn event_values(&mut self, t: f64, y: &[f64], g: &mut [f64]) {
        if self.scratch.active.iter().any(Watch::asks) {
            // For forces. Joints without a single answer show themselves in the step, which ends with its failure.
            let mut rates = std::mem::take(&mut self.scratch.spare);
            rates.resize(y.len(), 0.0);
            let _ = self.rates(t, y, &mut rates);
            self.scratch.spare = rates;
        }
        let (q, u) = self.try_out(y);
        for (slot, &watch) in g.iter_mut().zip(&self.scratch.active) {
            *slot = event::value(self, &q, &u, watch);
        }
        self.scratch.tried = (q, u);
    }
}
