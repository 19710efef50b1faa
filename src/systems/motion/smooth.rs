//! Motion between contacts, in f64: the equations of bodies with rods, taut strings, springs, tracks, drag and gravity.
//!
//! Bodies are points with mass. The acceleration of body i is `a_i = (F_i + sum of constraint forces) / m_i`. A rod or
//! taut string between i and j, with d from i to j, keeps `d . (a_j - a_i) + |v_across|^2 = 0`; that is one linear
//! equation for its pull, the tension over |d|, and all of them are solved together (Featherstone, Rigid Body Dynamics Algorithms, 2008, section 3.2: acceleration constraints with multipliers).
//! A ball on a track has one coordinate `s` instead of two; rolling adds its moment of inertia over r^2 to its mass.
//! The last numbers integrated are the heat made by drag and damping and the impulse of what acts from outside, so that
//! the ledger closes.

use super::parts::{anchor, ball, rod, screen, spring, string, track};
use super::path::Path;
use super::plan::Plan;
use super::state::{Mode, State};
use super::tally::{PARTS, Tally};
use super::terms::{JointTerm, SpringTerm, Terms, Way};
use crate::numerics::linear;
use crate::numerics::ode::{Equations, OdeFailure};
use crate::systems::Momentum;
use glam::DVec2;

/// Stiffness beyond the elastic limit over the stiffness before it. A drawn steel spring yields gradually; one fifth
/// makes the bend of the graph as plain as in the school experiment.
pub const SOFTENED: f64 = 0.2;

/// Buffers that are reused from step to step.
#[derive(Default)]
pub struct Scratch {
    /// Place of each body, m.
    pub place: Vec<DVec2>,
    /// Velocity of each body, m/s.
    pub velocity: Vec<DVec2>,
    /// Rates of the state vector, as last asked for outside the solver.
    pub rates: Vec<f64>,
    /// True while those are the rates (and the tensions here those) where the next step starts: nothing was changed since.
    pub fresh: bool,
    /// Tension of each part after those rates, N; 0 for what has none.
    pub tensions: Vec<f64>,
    /// Terms of the equations.
    pub terms: Terms,
    force: Vec<DVec2>,
    /// What acts from outside: gravity, drag, fixed places, hands, tracks and floors; N, N m.
    outside: Tally,
    /// From the first end of each joint of the terms to its second, m.
    along: Vec<DVec2>,
    /// Tension of each joint of the terms over that distance, N/m.
    pull: Vec<f64>,
    matrix: Vec<f64>,
    /// Rates that nobody asks for.
    spare: Vec<f64>,
}

/// An end of a joint: a body of the smooth solver, or a fixed place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// Index of the body.
    Body(usize),
    /// A fixed place, m.
    Fixed(DVec2),
}

/// The equations over the vector `y`: four numbers a body, the heat, the impulse.
pub struct Smooth<'a> {
    /// Parts.
    pub plan: &'a Plan,
    /// Settings, modes and memory; places and velocities are taken from `y`.
    pub state: &'a State,
    /// Buffers, with the terms of the equations.
    pub scratch: &'a mut Scratch,
}

/// The path of the ball on this track.
pub fn path_of(plan: &Plan, state: &State, part: usize) -> Path {
    let get = |v| state.value(plan, part, v);
    let radius = plan.parts.get(part).map_or(0.0, |p| state.radius(plan, p.join(0)));
    let lip = DVec2::new(get(track::LIP_X), get(track::LIP_Y));
    Path::new(lip, get(track::INCLINE), get(track::BEND), get(track::RUN), get(track::TILT), radius)
}

/// Share of its moment of inertia that a ball on this track adds to its mass.
pub fn rolling(plan: &Plan, state: &State, part: usize) -> f64 {
    if state.value(plan, part, track::ROLLS) == 0.0 {
        return 0.0;
    }
    let ball = plan.parts.get(part).map_or(0, |p| p.join(0));
    ball::INERTIAS.get(state.value(plan, ball, ball::MATERIAL) as usize).copied().unwrap_or(0.0)
}

/// The end of a joint at a terminal.
pub fn end(plan: &Plan, state: &State, part: usize, terminal: usize) -> End {
    let other = plan.parts.get(part).map_or(0, |p| p.join(terminal));
    match plan.parts.get(other) {
        Some(p) if p.body.is_some() => End::Body(p.body.unwrap_or(0)),
        _ => End::Fixed(DVec2::new(state.value(plan, other, anchor::X), state.value(plan, other, anchor::Y))),
    }
}

/// Distance that a rod or string keeps between its ends' centres, m.
pub fn reach(plan: &Plan, state: &State, part: usize) -> f64 {
    match plan.parts.get(part) {
        Some(p) if p.is(&rod::KIND) => {
            let to_surface = state.value(plan, part, rod::ENDS) != 0.0;
            state.value(plan, part, rod::LENGTH) + if to_surface { state.radius(plan, p.join(1)) } else { 0.0 }
        }
        _ => state.value(plan, part, string::LENGTH),
    }
}

/// Force of a spring at an extension beyond its natural length, N, and the permanent extension then, m.
pub fn spring_force(plan: &Plan, state: &State, part: usize, extension: f64) -> (f64, f64) {
    SpringTerm::new(plan, state, part).force(extension)
}

#[inline(always)]
fn push(forces: &mut [DVec2], outside: &mut Tally, end: End, force: DVec2) {
    match end {
        End::Body(i) => {
            if let Some(f) = forces.get_mut(i) {
                *f += force;
            }
        }
        // What is pulled there pulls back.
        End::Fixed(place) => outside.add_at(place, -force),
    }
}

/// True for a spring between bodies of this solver.
pub fn is_smooth_spring(plan: &Plan, part: usize) -> bool {
    plan.parts.get(part).is_some_and(|p| {
        p.is(&spring::KIND) && !(0..2).any(|t| plan.parts.get(p.join(t)).is_some_and(|other| other.kind.rigid))
    })
}

impl<'a> Smooth<'a> {
    /// The equations as settings and modes are now.
    pub fn new(plan: &'a Plan, state: &'a State, scratch: &'a mut Scratch) -> Smooth<'a> {
        let Scratch { terms, place, velocity, force, along, pull, .. } = &mut *scratch;
        if !terms.hold {
            terms.gather(plan, state);
        }
        for vectors in [place, velocity, force] {
            vectors.resize(terms.bodies.len(), DVec2::ZERO);
        }
        along.resize(terms.joints.len(), DVec2::ZERO);
        pull.resize(terms.joints.len(), 0.0);
        Smooth { plan, state, scratch }
    }
}

impl Smooth<'_> {
    /// Writes the state into `y`.
    pub fn pack(state: &State, y: &mut Vec<f64>) {
        y.clear();
        for body in &state.bodies {
            match body.mode {
                Mode::Track { s, v, .. } => y.extend([s, v, 0.0, 0.0]),
                _ => y.extend([body.place.x, body.place.y, body.velocity.x, body.velocity.y]),
            }
        }
        y.push(state.heat);
        y.extend(state.impulse.parts());
    }

    /// Takes places, velocities and heat out of `y`.
    pub fn unpack(plan: &Plan, state: &mut State, y: &[f64]) {
        if let Some((&heat, impulse)) = y.get(state.bodies.len() * 4..).and_then(<[f64]>::split_first) {
            state.heat = heat;
            state.impulse = impulse.first_chunk().map_or(state.impulse, |parts| Tally::of(*parts));
        }
        for index in 0..state.bodies.len() {
            let Some(&[a, b, c, d]) = y.get(index * 4..index * 4 + 4) else { continue };
            let mode = state.bodies[index].mode;
            let (place, velocity, mode) = match mode {
                Mode::Track { track, .. } => {
                    let path = path_of(plan, state, track as usize);
                    (path.place(a), path.tangent(a) * b, Mode::Track { track, s: a, v: b })
                }
                other => (DVec2::new(a, b), DVec2::new(c, d), other),
            };
            if PARTS != 0 && matches!(mode, Mode::Track { .. }) {
                let mass = plan.bodies.get(index).map_or(0.0, |&part| state.mass(plan, part));
                let before = state.bodies[index];
                let momentum = |place, velocity| Momentum::at(place, mass * velocity);
                state.impulse.changed(momentum(before.place, before.velocity), momentum(place, velocity));
            }
            let body = &mut state.bodies[index];
            body.place = place;
            body.velocity = velocity;
            body.mode = mode;
        }
    }

    /// Fills places and velocities from `y`.
    #[inline(always)]
    fn read(&mut self, y: &[f64]) {
        let Scratch { terms, place, velocity, .. } = &mut *self.scratch;
        let bodies = place.iter_mut().zip(velocity).zip(terms.bodies.iter().zip(y.chunks_exact(4)));
        for ((place, velocity), (body, numbers)) in bodies {
            let &[a, b, c, d] = numbers else { continue };
            (*place, *velocity) = match &body.way {
                Way::Track(path, _) => (path.place(a), path.tangent(a) * b),
                Way::Free | Way::Still => (DVec2::new(a, b), DVec2::new(c, d)),
            };
        }
    }

    #[inline(always)]
    fn place(&self, end: End) -> DVec2 {
        match end {
            End::Body(i) => self.scratch.place.get(i).copied().unwrap_or_default(),
            End::Fixed(p) => p,
        }
    }

    #[inline(always)]
    fn velocity(&self, end: End) -> DVec2 {
        match end {
            End::Body(i) => self.scratch.velocity.get(i).copied().unwrap_or_default(),
            End::Fixed(_) => DVec2::ZERO,
        }
    }

    /// Applied forces on every body, and the rate at which drag and damping make heat, W.
    #[inline(always)]
    fn forces(&mut self) -> f64 {
        let Scratch { terms, place, velocity, force, outside, .. } = &mut *self.scratch;
        let mut heat = 0.0;
        *outside = Tally::default();
        let bodies = terms.bodies.iter().zip(place.iter().zip(&*velocity));
        for (force, (body, (&place, &v))) in force.iter_mut().zip(bodies) {
            *force = body.weight;
            if body.quadratic != 0.0 || body.linear != 0.0 {
                let speed = v.length();
                let drag = body.quadratic * speed + body.linear;
                *force -= drag * v;
                heat += drag * speed * speed;
            }
            outside.add_at(place, *force);
        }
        if !self.scratch.terms.springs.is_empty() {
            heat += self.spring_forces();
        }
        heat
    }

    /// Adds the forces of springs, and gives the rate at which their damping makes heat, W.
    fn spring_forces(&mut self) -> f64 {
        let mut heat = 0.0;
        for index in 0..self.scratch.terms.springs.len() {
            let Some(spring) = self.scratch.terms.springs.get(index) else { continue };
            let [a, b] = spring.ends;
            let d = self.place(b) - self.place(a);
            let length = d.length();
            if length < 1e-9 {
                continue; // Without a direction there is no force; the ends pass through each other.
            }
            let n = d / length;
            let rate = (self.velocity(b) - self.velocity(a)).dot(n);
            let (elastic, permanent) = spring.force(length - spring.natural);
            let damping = spring.damping * rate;
            heat += damping * rate;
            if permanent > spring.permanent {
                heat += elastic * rate * (1.0 - SOFTENED);
            }
            let pull = (elastic + damping) * n;
            let Scratch { force, outside, .. } = &mut *self.scratch;
            push(force, outside, a, pull);
            push(force, outside, b, -pull);
        }
        heat
    }

    /// Solves for the tensions of rods and taut strings; the forces come from `forces`.
    #[inline(always)]
    fn constrain(&mut self, time: f64) -> Result<(), OdeFailure> {
        for index in 0..self.scratch.terms.joints.len() {
            let Some(joint) = self.scratch.terms.joints.get(index) else { continue };
            let (d, inverse_square, apart) = self.apart(joint);
            let Scratch { terms, along, pull, force, outside, .. } = &mut *self.scratch;
            let (Some(along), Some(pull)) = (along.get_mut(index), pull.get_mut(index)) else { continue };
            (*along, *pull) = (d, apart);
            // One alone, the usual case, needs no elimination.
            if let [joint] = &*terms.joints {
                *pull = apart * inverse_square * joint.reduced;
                push(force, outside, joint.ends[0], d * *pull);
                push(force, outside, joint.ends[1], d * -*pull);
                return Ok(());
            }
        }
        self.eliminate(time)
    }

    /// Solves for all pulls together, from what `apart` gave.
    fn eliminate(&mut self, time: f64) -> Result<(), OdeFailure> {
        let Scratch { terms, along, pull, matrix, force, outside, .. } = &mut *self.scratch;
        let joints = &terms.joints;
        if !joints.is_empty() {
            matrix.clear();
            for (row, row_along) in joints.iter().zip(&*along) {
                for (column, column_along) in joints.iter().zip(&*along) {
                    // A pull of `column` draws its first end along and its second back.
                    let pulled = |at: usize| {
                        let share = |of: usize| if row.ends[at] == column.ends[of] { row.inverse[at] } else { 0.0 };
                        *column_along * (share(0) - share(1))
                    };
                    matrix.push((pulled(0) - pulled(1)).dot(*row_along));
                }
            }
            linear::solve(matrix, pull).map_err(|_| OdeFailure::Equations {
                time,
                reason: "the rods and strings hold each other in a way that has no single answer",
            })?;
        }
        for (joint, (&along, &pull)) in joints.iter().zip(along.iter().zip(&*pull)) {
            push(force, outside, joint.ends[0], along * pull);
            push(force, outside, joint.ends[1], along * -pull);
        }
        Ok(())
    }

    /// From the first end of a joint to its second, d; 1/d²; and `d . (a_j - a_i) + |v_across|^2` without pulls, which have
    /// to make it zero. There is no root in it: it would have to wait for one.
    #[inline(always)]
    fn apart(&self, joint: &JointTerm) -> (DVec2, f64, f64) {
        let [a, b] = joint.ends;
        let d = self.place(b) - self.place(a);
        let inverse_square = 1.0 / d.length_squared().max(1e-24);
        let v = self.velocity(b) - self.velocity(a);
        let stretching = v.dot(d);
        let pushed = (self.pushed(b, joint.inverse[1]) - self.pushed(a, joint.inverse[0])).dot(d);
        (d, inverse_square, pushed + v.length_squared() - stretching * stretching * inverse_square)
    }

    #[inline(always)]
    fn pushed(&self, end: End, inverse_mass: f64) -> DVec2 {
        match end {
            End::Body(i) => self.scratch.force.get(i).copied().unwrap_or_default() * inverse_mass,
            End::Fixed(_) => DVec2::ZERO,
        }
    }

    /// Part and tension, N, of each rod and taut string after `rates`.
    pub fn tensions(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let Scratch { terms, along, pull, .. } = &*self.scratch;
        let tensions = along.iter().zip(pull).map(|(along, pull)| pull * along.length());
        terms.joints.iter().map(|joint| joint.part).zip(tensions)
    }

    /// Tension of a rod or string after `rates`, N; 0 if it is slack.
    pub fn tension(&self, part: usize) -> f64 {
        self.tensions().find(|(of, _)| *of == part).map_or(0.0, |(_, tension)| tension)
    }

    /// Signed distance from a ball's surface to the face of a screen, m, and the way up the board of its centre.
    pub fn to_screen(&self, part: usize, place: DVec2, radius: f64) -> (f64, f64) {
        let get = |v| self.state.value(self.plan, part, v);
        let (sin, cos) = crate::numerics::math::sin_cos(get(screen::LEAN));
        let from_foot = place - DVec2::new(get(screen::X), get(screen::Y));
        (from_foot.dot(DVec2::new(-cos, sin)) - radius, from_foot.dot(DVec2::new(sin, cos)))
    }
}

impl Equations for Smooth<'_> {
    fn len(&self) -> usize {
        self.judged() + PARTS
    }

    fn judged(&self) -> usize {
        self.state.bodies.len() * 4 + 1
    }

    fn start_rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        if self.scratch.fresh && self.scratch.rates.len() == dy.len() {
            dy.copy_from_slice(&self.scratch.rates);
            return Ok(());
        }
        self.rates(t, y, dy)
    }

    fn pace(&self) -> f64 {
        self.scratch.terms.pace(self.state)
    }

    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        self.read(y);
        let heat = self.forces();
        self.constrain(t)?;
        let Scratch { terms, place, velocity, force, outside, .. } = &mut *self.scratch;
        let bodies = terms.bodies.iter().zip(force.iter().zip(place.iter().zip(&*velocity)));
        for ((body, (&force, (&place, v))), (numbers, out)) in bodies.zip(y.chunks_exact(4).zip(dy.chunks_exact_mut(4)))
        {
            match (&body.way, numbers) {
                (Way::Free, _) => {
                    let a = force * body.inverse_mass;
                    out.copy_from_slice(&[v.x, v.y, a.x, a.y]);
                    continue;
                }
                (Way::Track(path, inertia), &[s, v, ..]) => {
                    out.copy_from_slice(&[v, force.dot(path.tangent(s)) / inertia, 0.0, 0.0]);
                }
                _ => out.fill(0.0),
            }
            // What keeps it where it is, or on its track, takes all; what a track makes of its velocity comes after.
            outside.add_at(place, -force);
        }
        if let Some((last, impulse)) = dy.get_mut(self.state.bodies.len() * 4..).and_then(<[f64]>::split_first_mut) {
            *last = heat;
            impulse.copy_from_slice(&outside.parts());
        }
        Ok(())
    }

    /// One event for each: body reaching its track's lip, body and screen, body and floor, string going slack or taut.
    fn event_count(&self) -> usize {
        self.plan.events
    }

    fn event_values(&mut self, t: f64, y: &[f64], g: &mut [f64]) {
        if self.plan.joints.iter().any(|&part| self.plan.parts.get(part).is_some_and(|p| p.is(&string::KIND))) {
            // For the tensions. A singular set of strings shows itself in the step, which ends with its failure.
            let mut rates = std::mem::take(&mut self.scratch.spare);
            rates.resize(y.len(), 0.0);
            let _ = self.rates(t, y, &mut rates);
            self.scratch.spare = rates;
        } else {
            self.read(y);
        }
        let mut at = 0;
        for watch in super::event::WATCHES {
            for index in 0..(watch.count)(self.plan) {
                if let Some(slot) = g.get_mut(at) {
                    *slot = (watch.value)(self, y, index);
                }
                at += 1;
            }
        }
    }
}
