//! Motion between contacts, in f64: the equations of bodies with rods, taut strings, springs, tracks, drag and gravity.
//!
//! Bodies are points with mass. The acceleration of body i is `a_i = (F_i + sum of constraint forces) / m_i`. A rod or
//! taut string of length L between i and j, with unit vector n from i to j, keeps
//! `n . (a_j - a_i) + |v_across|^2 / |d| = 0`; that is one linear equation for its tension, and all of them are solved
//! together (Featherstone, Rigid Body Dynamics Algorithms, 2008, section 3.2: acceleration constraints with multipliers).
//! A ball on a track has one coordinate `s` instead of two; rolling adds its moment of inertia over r^2 to its mass.
//! The last number integrated is the heat made by drag and damping, so that the ledger closes.

use super::parts::{anchor, ball, rod, screen, spring, string, track};
use super::path::Path;
use super::plan::Plan;
use super::state::{Mode, State};
use super::{AIR, AIR_DENSITY, GRAVITY, parts};
use crate::numerics::linear;
use crate::numerics::ode::{Equations, OdeFailure};
use glam::DVec2;

/// Stiffness beyond the elastic limit over the stiffness before it. A drawn steel spring yields gradually; one fifth
/// makes the bend of the graph as plain as in the school experiment.
const SOFTENED: f64 = 0.2;

/// Buffers that are reused from step to step.
#[derive(Default)]
pub struct Scratch {
    /// Place of each body, m.
    pub place: Vec<DVec2>,
    /// Velocity of each body, m/s.
    pub velocity: Vec<DVec2>,
    /// Rates of the state vector, as last asked for outside the solver.
    pub rates: Vec<f64>,
    /// Tension of each part after those rates, N; 0 for what has none.
    pub tensions: Vec<f64>,
    force: Vec<DVec2>,
    inverse_mass: Vec<f64>,
    constraints: Vec<Constraint>,
    matrix: Vec<f64>,
    multipliers: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Constraint {
    part: usize,
    a: End,
    b: End,
    n: DVec2,
    bend: f64,
}

/// An end of a joint: a body of the smooth solver, or a fixed place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// Index of the body.
    Body(usize),
    /// A fixed place, m.
    Fixed(DVec2),
}

/// The equations over the vector `y`: four numbers a body, then the heat.
pub struct Smooth<'a> {
    /// Parts.
    pub plan: &'a Plan,
    /// Settings, modes and memory; places and velocities are taken from `y`.
    pub state: &'a State,
    /// Buffers.
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
    let stiffness = state.value(plan, part, spring::STIFFNESS);
    let limit = state.value(plan, part, spring::LIMIT);
    let before = state.memory.get(part).copied().unwrap_or(0.0);
    let permanent = if limit > 0.0 { before.max((extension - limit) * (1.0 - SOFTENED)) } else { 0.0 };
    (stiffness * (extension - permanent), permanent)
}

/// True for a spring between bodies of this solver.
pub fn is_smooth_spring(plan: &Plan, part: usize) -> bool {
    plan.parts.get(part).is_some_and(|p| {
        p.is(&spring::KIND) && !(0..2).any(|t| plan.parts.get(p.join(t)).is_some_and(|other| other.kind.rigid))
    })
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
    }

    /// Takes places, velocities and heat out of `y`.
    pub fn unpack(plan: &Plan, state: &mut State, y: &[f64]) {
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
            let body = &mut state.bodies[index];
            body.place = place;
            body.velocity = velocity;
            body.mode = mode;
        }
        if let Some(&heat) = y.last() {
            state.heat = heat;
        }
    }

    /// Fills places and velocities from `y`.
    fn read(&mut self, y: &[f64]) {
        let scratch = &mut *self.scratch;
        scratch.place.clear();
        scratch.velocity.clear();
        for (index, body) in self.state.bodies.iter().enumerate() {
            let Some(&[a, b, c, d]) = y.get(index * 4..index * 4 + 4) else { continue };
            match body.mode {
                Mode::Track { track, .. } => {
                    let path = path_of(self.plan, self.state, track as usize);
                    scratch.place.push(path.place(a));
                    scratch.velocity.push(path.tangent(a) * b);
                }
                _ => {
                    scratch.place.push(DVec2::new(a, b));
                    scratch.velocity.push(DVec2::new(c, d));
                }
            }
        }
    }

    fn place(&self, end: End) -> DVec2 {
        match end {
            End::Body(i) => self.scratch.place.get(i).copied().unwrap_or_default(),
            End::Fixed(p) => p,
        }
    }

    fn velocity(&self, end: End) -> DVec2 {
        match end {
            End::Body(i) => self.scratch.velocity.get(i).copied().unwrap_or_default(),
            End::Fixed(_) => DVec2::ZERO,
        }
    }

    fn push(&mut self, end: End, force: DVec2) {
        if let End::Body(i) = end
            && let Some(f) = self.scratch.force.get_mut(i)
        {
            *f += force;
        }
    }

    /// Applied forces on every body, and the rate at which drag and damping make heat, W.
    fn forces(&mut self) -> f64 {
        let (plan, state) = (self.plan, self.state);
        let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
        let air = if state.values.get(AIR).copied().unwrap_or(0.0) != 0.0 {
            state.values.get(AIR_DENSITY).copied().unwrap_or(0.0)
        } else {
            0.0
        };
        self.scratch.force.clear();
        self.scratch.inverse_mass.clear();
        let mut heat = 0.0;
        for (index, &part) in plan.bodies.iter().enumerate() {
            let mass = state.mass(plan, part);
            let free = matches!(state.bodies.get(index).map(|b| b.mode), Some(Mode::Free));
            self.scratch.inverse_mass.push(if free { 1.0 / mass } else { 0.0 });
            let mut force = DVec2::new(0.0, -mass * gravity);
            let moves = matches!(state.bodies.get(index).map(|b| b.mode), Some(Mode::Free | Mode::Track { .. }));
            if moves && plan.parts.get(part).is_some_and(|p| p.is(&ball::KIND)) {
                let v = self.scratch.velocity.get(index).copied().unwrap_or_default();
                let radius = state.value(plan, part, ball::RADIUS);
                let area = std::f64::consts::PI * radius * radius;
                let speed = v.length();
                let drag = 0.5 * air * state.value(plan, part, ball::DRAG) * area * speed
                    + state.value(plan, part, ball::DAMPING);
                force -= drag * v;
                heat += drag * speed * speed;
            }
            self.scratch.force.push(force);
        }
        for &part in &plan.springs {
            let (a, b) = (end(plan, state, part, 0), end(plan, state, part, 1));
            let d = self.place(b) - self.place(a);
            let length = d.length();
            if length < 1e-9 {
                continue; // Without a direction there is no force; the ends pass through each other.
            }
            let n = d / length;
            let rate = (self.velocity(b) - self.velocity(a)).dot(n);
            let extension = length - state.value(plan, part, spring::NATURAL);
            let (elastic, permanent) = spring_force(plan, state, part, extension);
            let damping = state.value(plan, part, spring::DAMPING) * rate;
            heat += damping * rate;
            if permanent > state.memory.get(part).copied().unwrap_or(0.0) && rate > 0.0 {
                heat += elastic * rate * (1.0 - SOFTENED);
            }
            let pull = (elastic + damping) * n;
            self.push(a, pull);
            self.push(b, -pull);
        }
        heat
    }

    /// Solves for the tensions of rods and taut strings; the forces come from `forces`.
    fn constrain(&mut self, time: f64) -> Result<(), OdeFailure> {
        let (plan, state) = (self.plan, self.state);
        self.scratch.constraints.clear();
        for &part in &plan.joints {
            let Some(p) = plan.parts.get(part) else { continue };
            let taut = p.is(&rod::KIND) || state.memory.get(part) == Some(&1.0);
            if !taut {
                continue;
            }
            let (a, b) = (end(plan, state, part, 0), end(plan, state, part, 1));
            if self.inverse_mass(a) + self.inverse_mass(b) == 0.0 {
                continue;
            }
            let d = self.place(b) - self.place(a);
            let length = d.length().max(1e-12);
            let n = d / length;
            let v = self.velocity(b) - self.velocity(a);
            let across = v - n * v.dot(n);
            let constraint = Constraint { part, a, b, n, bend: across.length_squared() / length };
            self.scratch.constraints.push(constraint);
        }
        let count = self.scratch.constraints.len();
        self.scratch.matrix.clear();
        self.scratch.multipliers.clear();
        for row in 0..count {
            let r = self.scratch.constraints[row];
            // Acceleration of b away from a, without tensions.
            let apart = (self.pushed(r.b) - self.pushed(r.a)).dot(r.n);
            self.scratch.multipliers.push(apart + r.bend);
            for column in 0..count {
                let c = self.scratch.constraints[column];
                // A tension T in `column` pulls its a along +n and its b along -n.
                let towards = |end: End| {
                    let mut push = DVec2::ZERO;
                    if end == c.a {
                        push += c.n * self.inverse_mass(end);
                    }
                    if end == c.b {
                        push -= c.n * self.inverse_mass(end);
                    }
                    push
                };
                let entry = -(towards(r.b) - towards(r.a)).dot(r.n);
                self.scratch.matrix.push(entry);
            }
        }
        let scratch = &mut *self.scratch;
        if count > 0 {
            linear::solve(&mut scratch.matrix, &mut scratch.multipliers).map_err(|_| OdeFailure::Equations {
                time,
                reason: "the rods and strings hold each other in a way that has no single answer",
            })?;
        }
        for index in 0..count {
            let (c, tension) = (self.scratch.constraints[index], self.scratch.multipliers[index]);
            self.push(c.a, c.n * tension);
            self.push(c.b, -c.n * tension);
        }
        Ok(())
    }

    fn inverse_mass(&self, end: End) -> f64 {
        match end {
            End::Body(i) => self.scratch.inverse_mass.get(i).copied().unwrap_or(0.0),
            End::Fixed(_) => 0.0,
        }
    }

    fn pushed(&self, end: End) -> DVec2 {
        match end {
            End::Body(i) => self.scratch.force.get(i).copied().unwrap_or_default() * self.inverse_mass(end),
            End::Fixed(_) => DVec2::ZERO,
        }
    }

    /// Tension of a rod or string after `rates`; 0 if it is slack.
    pub fn tension(&self, part: usize) -> f64 {
        let found = self.scratch.constraints.iter().position(|c| c.part == part);
        found.and_then(|i| self.scratch.multipliers.get(i)).copied().unwrap_or(0.0)
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
        self.state.bodies.len() * 4 + 1
    }

    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        self.read(y);
        let heat = self.forces();
        self.constrain(t)?;
        for (index, body) in self.state.bodies.iter().enumerate() {
            let force = self.scratch.force.get(index).copied().unwrap_or_default();
            let Some(out) = dy.get_mut(index * 4..index * 4 + 4) else { continue };
            match body.mode {
                Mode::Free => {
                    let a = force * self.scratch.inverse_mass.get(index).copied().unwrap_or(0.0);
                    let v = self.scratch.velocity.get(index).copied().unwrap_or_default();
                    out.copy_from_slice(&[v.x, v.y, a.x, a.y]);
                }
                Mode::Track { track, .. } => {
                    let Some(&[s, v]) = y.get(index * 4..index * 4 + 2) else { continue };
                    let part = track as usize;
                    let along = path_of(self.plan, self.state, part).tangent(s);
                    let body_part = self.plan.bodies.get(index).copied().unwrap_or(0);
                    let inertia = self.state.mass(self.plan, body_part) * (1.0 + rolling(self.plan, self.state, part));
                    out.copy_from_slice(&[v, force.dot(along) / inertia, 0.0, 0.0]);
                }
                Mode::Held | Mode::Resting => out.fill(0.0),
            }
        }
        if let Some(last) = dy.last_mut() {
            *last = heat;
        }
        Ok(())
    }

    /// One event for each: body reaching its track's lip, body and screen, body and floor, string going slack or taut.
    fn event_count(&self) -> usize {
        super::event::WATCHES.iter().map(|w| (w.count)(self.plan)).sum()
    }

    fn event_values(&mut self, t: f64, y: &[f64], g: &mut [f64]) {
        self.read(y);
        if self.plan.of(&parts::string::KIND).next().is_some() {
            self.forces();
            // A singular set of strings shows itself in `rates`, which ends the step with its failure.
            let _ = self.constrain(t);
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
