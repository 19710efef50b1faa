//! How a mechanism moves: M·a = Q + Jᵀ·λ with J·a = -J'·u for the rows of `rows.rs`, solved together for accelerations a
//! and the rows' forces λ (Featherstone, Rigid Body Dynamics Algorithms, 2008, section 3.2), in f64.
//!
//! Friction on a rail depends on the normal force, and that on λ: both are found by going round until they agree. The
//! last numbers integrated are heat, work and the impulse from outside, so that the ledger closes.

use super::super::GRAVITY;
use super::super::parts::{ball, pin};
use super::end::{At, End, Lever, at};
use super::event;
use super::momentum::{self, Acting};
use super::plan::{Plan, Watch};
use super::rows::Rows;
use super::state::State;
use super::terms::Terms;
use crate::numerics::envelope::Envelope;
use crate::numerics::linear::{self, Singular};
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
    rail: Vec<Momentum>,
    /// Gravity, drag, and what fixed places and motors do directly, N, N m.
    pub outside: Momentum,
    /// True while the forces are asked for by the contact solver: only its own bodies then count as here.
    pub touching: bool,
    /// Solver of the rows.
    pub solver: Solver,
    /// What can happen before the advance ends.
    pub active: Vec<Watch>,
    spare: Vec<f64>,
}

/// What solves for the forces of rows.
#[derive(Default)]
pub struct Solver {
    envelope: Envelope,
    by_dof: Vec<Vec<(usize, f64)>>,
    first: Vec<usize>,
    matrix: Vec<f64>,
    right: Vec<f64>,
    massless: usize,
}

impl Solver {
    /// Factors J·W·Jᵀ for inverse masses W. Coordinates without mass are unknowns of their own.
    ///
    /// # Errors
    /// The first row that depends on those before it.
    pub fn factor(&mut self, rows: &Rows, inverse: &[f64], massless: &[usize]) -> Result<(), Singular> {
        let n = rows.len();
        self.by_dof.resize_with(inverse.len(), Vec::new);
        for list in &mut self.by_dof {
            list.clear();
        }
        self.first.clear();
        self.first.extend(0..n);
        for row in 0..n {
            for &(dof, share) in rows.row(row) {
                let (Some(list), Some(slot)) = (self.by_dof.get_mut(dof), self.first.get_mut(row)) else { continue };
                if let Some(&(earliest, _)) = list.first() {
                    *slot = (*slot).min(earliest);
                }
                list.push((row, share));
            }
        }
        self.massless = massless.len();
        if self.massless > 0 {
            return Ok(());
        }
        self.envelope.reset(self.first.iter().copied());
        for (list, &inverse) in self.by_dof.iter().zip(inverse).filter(|(_, inverse)| **inverse > 0.0) {
            for (at, &(row, share)) in list.iter().enumerate() {
                for &(column, other) in &list[..=at] {
                    self.envelope.add(row, column, inverse * share * other);
                }
            }
        }
        self.envelope.factor()
    }

    /// Solves J·W·Jᵀ·x = b in place; coordinates without mass feel the forces `pushed` and get their accelerations into
    /// `a`.
    ///
    /// # Errors
    /// The first row that depends on those before it, where there are coordinates without mass.
    pub fn solve(
        &mut self,
        rows: &Rows,
        inverse: &[f64],
        massless: &[usize],
        pushed: &[f64],
        b: &mut [f64],
        a: &mut [f64],
    ) -> Result<(), Singular> {
        if massless.is_empty() {
            self.envelope.solve(b);
            return Ok(());
        }
        let (n, m) = (rows.len(), massless.len());
        let size = n + m;
        self.matrix.clear();
        self.matrix.resize(size * size, 0.0);
        for (list, &inverse) in self.by_dof.iter().zip(inverse).filter(|(_, inverse)| **inverse > 0.0) {
            for &(row, share) in list {
                for &(column, other) in list {
                    self.matrix[row * size + column] += inverse * share * other;
                }
            }
        }
        self.right.clear();
        self.right.extend_from_slice(b);
        for (at, &dof) in massless.iter().enumerate() {
            for &(row, share) in self.by_dof.get(dof).into_iter().flatten() {
                // J·a of the coordinate goes to the other side; its forces add up to nothing.
                self.matrix[row * size + n + at] = share;
                self.matrix[(n + at) * size + row] = share;
            }
            self.right.push(-pushed.get(dof).copied().unwrap_or(0.0));
        }
        linear::solve(&mut self.matrix, &mut self.right)?;
        for (slot, found) in b.iter_mut().zip(&self.right) {
            *slot = *found;
        }
        for (&dof, found) in massless.iter().zip(&self.right[n..]) {
            if let Some(slot) = a.get_mut(dof) {
                *slot = *found;
            }
        }
        Ok(())
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
    /// Writes the state into `y`.
    pub fn pack(state: &State, y: &mut Vec<f64>) {
        y.clear();
        y.extend_from_slice(&state.q);
        y.extend_from_slice(&state.u);
        y.extend([state.heat, state.work]);
        y.extend(state.impulse.parts());
    }

    /// Takes coordinates, rates, heat and work out of `y`.
    pub fn unpack(state: &mut State, y: &[f64]) {
        let n = state.q.len();
        if let (Some(q), Some(u), Some(&[heat, work, x, y, angular])) = (y.get(..n), y.get(n..2 * n), y.get(2 * n..)) {
            state.q.copy_from_slice(q);
            state.u.copy_from_slice(u);
            (state.heat, state.work) = (heat, work);
            state.impulse = Momentum::of([x, y, angular]);
        }
    }

    fn at(&self, q: &[f64], u: &[f64], end: End) -> At {
        at(self.plan, self.state, &self.scratch.terms, q, u, end)
    }

    fn push(&mut self, end: End, at: &At, force: DVec2) {
        at.lever.push(&mut self.scratch.force, force);
        if let (Lever::Along(..), End::Body(body) | End::Hook(body, _)) = (at.lever, end)
            && let Some(sum) = self.scratch.rail.get_mut(body)
        {
            sum.add_at(at.place, force);
        }
    }

    /// Whether a body is not the affair of the solver that asks.
    fn elsewhere(&self, body: usize) -> bool {
        self.scratch.touching && self.state.owned.get(body) != Some(&true)
    }

    /// Forces on the coordinates, and the rates at which they make heat and bring in work, W.
    pub fn forces(&mut self, q: &[f64], u: &[f64]) -> (f64, f64) {
        let (mut heat, mut work) = (0.0, 0.0);
        self.scratch.force.clear();
        self.scratch.force.resize(self.plan.dofs, 0.0);
        self.scratch.rail.clear();
        self.scratch.rail.resize(self.plan.bodies.len(), Momentum::default());
        self.scratch.outside = Momentum::default();
        for index in 0..self.plan.bodies.len() {
            let Some(&super::terms::BodyTerm { mass, weight, quadratic, linear, .. }) =
                self.scratch.terms.bodies.get(index)
            else {
                continue;
            };
            let end = End::Body(index);
            let now = self.at(q, u, end);
            let speed = now.velocity.length();
            let drag = quadratic * speed + linear;
            let mut force = DVec2::new(0.0, -weight) - drag * now.velocity;
            heat += drag * speed * speed;
            // What bodies that attract each other do to one another.
            let mut mutual = DVec2::ZERO;
            let attracts = self.scratch.terms.centres.iter().any(|(_, own, _)| *own == Some(index));
            for centre in 0..self.scratch.terms.centres.len() {
                let Some(&(end, own, strength)) = self.scratch.terms.centres.get(centre) else { continue };
                if own == Some(index) {
                    continue;
                }
                let d = self.at(q, u, end).place - now.place;
                let distance = d.length();
                if distance > 1e-12 {
                    let drawn = d * (mass * strength / (distance * distance * distance));
                    force += drawn;
                    if attracts && own.is_some() {
                        mutual += drawn;
                    }
                }
            }
            heat += self.in_fluids(index, &now, &mut force);
            if !self.elsewhere(index) {
                self.scratch.outside.add_at(now.place, force - mutual);
            }
            self.push(end, &now, force);
        }
        for index in 0..self.scratch.terms.springs.len() {
            let Some(spring) = self.scratch.terms.springs.get(index) else { continue };
            let ends = spring.ends;
            let [a, b] = ends.map(|end| self.at(q, u, end));
            let d = b.place - a.place;
            let Some(spring) = self.scratch.terms.springs.get(index) else { continue };
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
            if matches!(ends[0], End::Shaker(_)) {
                work -= pull.dot(a.velocity);
            }
            self.push(ends[0], &a, pull);
            self.push(ends[1], &b, -pull);
            let here = ends.iter().all(|end| end.body().is_none_or(|body| !self.elsewhere(body)));
            for (at, pull) in [(&a, pull), (&b, -pull)] {
                if here && at.lever == Lever::Fixed {
                    self.scratch.outside.add_at(at.place, -pull);
                }
            }
        }
        work += self.torques(q, u, &mut heat);
        (heat, work)
    }

    /// Bands, motors and bearings: adds what they do to the coordinates, and the rate of the heat that they make; the
    /// rate of the work that they bring in, W.
    fn torques(&mut self, q: &[f64], u: &[f64], heat: &mut f64) -> f64 {
        let mut work = 0.0;
        let Moving { plan, state, .. } = *self;
        let Scratch { terms, force, outside, touching, .. } = &mut *self.scratch;
        let owned = |turn: usize| {
            let own = plan.bodies.iter().position(|one| one.turn == Some(turn));
            own.and_then(|body| state.owned.get(body)) == Some(&true)
        };
        let counts = |turn: usize| if !*touching || owned(turn) { 1.0 } else { 0.0 };
        for band in &terms.bands {
            if let (Some(slot), Some(&s)) = (force.get_mut(band.dof), q.get(band.dof)) {
                *slot += band.force(s);
            }
        }
        for motor in &terms.motors {
            let rate = u.get(motor.turn).copied().unwrap_or(0.0);
            let torque = motor.torque(q, u);
            work += torque * rate;
            outside.angular += torque * counts(motor.turn);
            if let Some(slot) = force.get_mut(motor.turn) {
                *slot += torque;
            }
        }
        for damper in &terms.dampers {
            let [a, b] = damper.turns.map(|turn| turn.and_then(|turn| u.get(turn)).copied().unwrap_or(0.0));
            let beyond = damper.beyond(q);
            let soft = if beyond == 0.0 { 0.0 } else { pin::SOFT };
            let rubs = (damper.damping + soft) * (b - a);
            *heat += rubs * (b - a);
            let torque = rubs + pin::STOP * beyond;
            // A bearing that stands holds against it.
            match damper.turns {
                [Some(turn), None] => outside.angular += torque * counts(turn),
                [None, Some(turn)] => outside.angular -= torque * counts(turn),
                _ => {}
            }
            for (turn, torque) in damper.turns.into_iter().zip([torque, -torque]) {
                if let Some(slot) = turn.and_then(|turn| force.get_mut(turn)) {
                    *slot += torque;
                }
            }
        }
        work
    }

    /// Adds buoyancy and the resistance of fluids to the force on a ball; the rate at which they make heat, W. Part of it
    /// under the surface counts by its volume.
    fn in_fluids(&self, index: usize, now: &At, force: &mut DVec2) -> f64 {
        let part = self.plan.bodies.get(index).map_or(0, |b| b.part);
        let radius = if self.plan.is(part, &ball::KIND) { self.state.radius(self.plan, part) } else { 0.0 };
        let gravity = self.state.values.get(GRAVITY).copied().unwrap_or(0.0);
        let mut heat = 0.0;
        for &[level, density, viscosity] in self.scratch.terms.fluids.iter().filter(|_| radius > 0.0) {
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

    /// Solves for accelerations, the rows' forces, and friction and normal forces of rails.
    ///
    /// # Errors
    /// A row that depends on others.
    pub fn accelerations(&mut self, q: &[f64], u: &[f64]) -> Result<(f64, f64), Singular> {
        let (mut heat, work) = self.forces(q, u);
        let Scratch { terms, rows, lambda, acceleration, force, normal, friction, rail, solver, .. } =
            &mut *self.scratch;
        rows.gather(self.plan, self.state, terms, q, u);
        solver.factor(rows, &terms.inverse, &terms.massless)?;
        normal.clear();
        normal.resize(self.plan.bodies.len(), 0.0);
        friction.clear();
        friction.resize(self.plan.bodies.len(), 0.0);
        acceleration.clear();
        acceleration.resize(self.plan.dofs, 0.0);
        let rough = terms.bodies.iter().any(|body| body.friction != 0.0);
        for _ in 0..if rough { ROUNDS } else { 1 } {
            for (dof, slot) in acceleration.iter_mut().enumerate() {
                let inverse = terms.inverse.get(dof).copied().unwrap_or(0.0);
                *slot = inverse * force.get(dof).copied().unwrap_or(0.0);
            }
            for (one, &rubs) in self.plan.bodies.iter().zip(&*friction).filter(|(_, rubs)| **rubs != 0.0) {
                if let (Some(slot), Some(inverse)) = (acceleration.get_mut(one.dof), terms.inverse.get(one.dof)) {
                    *slot += inverse * rubs;
                }
            }
            lambda.clear();
            for row in 0..rows.len() {
                let free = rows.rate(row, acceleration);
                lambda.push(-(free + rows.bias.get(row).copied().unwrap_or(0.0)));
            }
            solver.solve(rows, &terms.inverse, &terms.massless, force, lambda, acceleration)?;
            for (row, &pull) in lambda.iter().enumerate() {
                for &(dof, share) in rows.row(row) {
                    if let (Some(slot), Some(&inverse)) = (acceleration.get_mut(dof), terms.inverse.get(dof)) {
                        *slot += inverse * share * pull;
                    }
                }
            }
            let mut change: f64 = 0.0;
            for (index, one) in self.plan.bodies.iter().enumerate() {
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
        for (one, rubs) in self.plan.bodies.iter().zip(&*friction) {
            heat -= rubs * u.get(one.dof).copied().unwrap_or(0.0);
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

impl Equations for Moving<'_> {
    fn len(&self) -> usize {
        self.judged() + 3
    }

    fn judged(&self) -> usize {
        self.plan.dofs * 2 + 2
    }

    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        let n = self.plan.dofs;
        self.scratch.terms.time = self.state.time + (t - self.since);
        let (q, u) = (y.get(..n).unwrap_or(&[]), y.get(n..2 * n).unwrap_or(&[]));
        let (heat, work) = self.accelerations(q, u).map_err(|_| OdeFailure::Equations {
            time: t,
            reason: "the joints hold each other in a way that has no single answer",
        })?;
        let Terms { inverse, massless, .. } = &self.scratch.terms;
        for (dof, (&u, &a)) in u.iter().zip(&self.scratch.acceleration).enumerate() {
            let moves = inverse.get(dof).is_some_and(|w| *w > 0.0) || massless.contains(&dof);
            if let [Some(rate), Some(change)] =
                dy.get_disjoint_mut([dof, n + dof]).map_or([None, None], |two| two.map(Some))
            {
                (*rate, *change) = if moves { (u, a) } else { (0.0, 0.0) };
            }
        }
        if let Some(last) = dy.last_chunk_mut() {
            let Scratch { terms, rows, lambda, acceleration, force, rail, outside, .. } = &*self.scratch;
            let acting = Acting { force, rail, rows: lambda, acceleration, u };
            let mut sum = momentum::outside(self.plan, self.state, terms, q, rows, &acting);
            sum.add(*outside, 1.0);
            let [x, y, angular] = sum.parts();
            *last = [heat, work, x, y, angular];
        }
        Ok(())
    }

    fn event_count(&self) -> usize {
        self.scratch.active.len()
    }

    fn event_values(&mut self, t: f64, y: &[f64], g: &mut [f64]) {
        let n = self.plan.dofs;
        let asks = |watch: &Watch| matches!(watch, Watch::String(_) | Watch::Lift(_) | Watch::Stick(_));
        if self.scratch.active.iter().any(asks) {
            // For forces. Joints without a single answer show themselves in the step, which ends with its failure.
            let mut rates = std::mem::take(&mut self.scratch.spare);
            rates.resize(y.len(), 0.0);
            let _ = self.rates(t, y, &mut rates);
            self.scratch.spare = rates;
        }
        let (q, u) = (y.get(..n).unwrap_or(&[]), y.get(n..2 * n).unwrap_or(&[]));
        for (slot, &watch) in g.iter_mut().zip(&self.scratch.active) {
            *slot = event::value(self, q, u, watch);
        }
    }
}
