//! What the equations of motion are made of while settings and modes stand: worked out once for an advance, because the
//! rates are asked for a dozen times in each.

use super::parts::{ball, rod, spring};
use super::path::Path;
use super::plan::Plan;
use super::smooth::{End, SOFTENED, end, path_of, reach, rolling};
use super::state::{Mode, State};
use super::{AIR, AIR_DENSITY, GRAVITY};
use glam::DVec2;

/// The terms of a motion system.
#[derive(Default)]
pub struct Terms {
    /// One for each body of the smooth solver.
    pub bodies: Vec<BodyTerm>,
    /// Rods and taut strings that hold something that can move.
    pub joints: Vec<JointTerm>,
    /// Springs between bodies of the smooth solver.
    pub springs: Vec<SpringTerm>,
    /// True while they hold: no setting, mode or memory was changed since.
    pub hold: bool,
    /// The fastest angular frequency that does not depend on how things move now, squared, 1/s²: of springs, dampers and
    /// small swings.
    at_rest: f64,
}

/// A body.
pub struct BodyTerm {
    /// Its weight, N.
    pub weight: DVec2,
    /// 1/kg; 0 for what no force moves.
    pub inverse_mass: f64,
    /// Drag over the square of the speed, N s²/m².
    pub quadratic: f64,
    /// Damping over the speed, N s/m.
    pub linear: f64,
    /// How it moves.
    pub way: Way,
}

/// How a body moves.
pub enum Way {
    /// Wherever forces push it.
    Free,
    /// Along a track: the path of its centre, and its mass with the share of its rolling, kg.
    Track(Path, f64),
    /// Not at all.
    Still,
}

/// A rod or taut string.
pub struct JointTerm {
    /// Its part.
    pub part: usize,
    /// Its ends.
    pub ends: [End; 2],
    /// Inverse mass at each end, 1/kg.
    pub inverse: [f64; 2],
    /// Reduced mass of its ends, kg: what a tension in it alone has to move.
    pub reduced: f64,
    /// Distance that it keeps between its ends, m.
    pub length: f64,
    /// The inverse of that, 1/m.
    closeness: f64,
}

/// A spring.
pub struct SpringTerm {
    /// Its ends.
    pub ends: [End; 2],
    /// Natural length, m.
    pub natural: f64,
    /// N/m.
    pub stiffness: f64,
    /// Elastic limit as an extension, m; 0 for none.
    pub limit: f64,
    /// Permanent extension so far, m.
    pub permanent: f64,
    /// Damping over the rate of stretching, N s/m.
    pub damping: f64,
}

impl SpringTerm {
    /// Of a spring as it is set.
    pub fn new(plan: &Plan, state: &State, part: usize) -> SpringTerm {
        let get = |variable| state.value(plan, part, variable);
        SpringTerm {
            ends: [end(plan, state, part, 0), end(plan, state, part, 1)],
            natural: get(spring::NATURAL),
            stiffness: get(spring::STIFFNESS),
            limit: get(spring::LIMIT),
            permanent: state.memory.get(part).copied().unwrap_or(0.0),
            damping: get(spring::DAMPING),
        }
    }

    /// Force at an extension beyond the natural length, N, and the permanent extension then, m.
    pub fn force(&self, extension: f64) -> (f64, f64) {
        let limited = self.limit > 0.0;
        let permanent = if limited { self.permanent.max((extension - self.limit) * (1.0 - SOFTENED)) } else { 0.0 };
        (self.stiffness * (extension - permanent), permanent)
    }
}

impl Terms {
    /// Works out every term anew.
    pub fn gather(&mut self, plan: &Plan, state: &State) {
        let option = |index: usize| state.values.get(index).copied().unwrap_or(0.0);
        let gravity = option(GRAVITY);
        let air = if option(AIR) != 0.0 { option(AIR_DENSITY) } else { 0.0 };
        self.bodies.clear();
        for (index, &part) in plan.bodies.iter().enumerate() {
            let mass = state.mass(plan, part);
            let mode = state.bodies.get(index).map_or(Mode::Resting, |body| body.mode);
            let way = match mode {
                Mode::Free => Way::Free,
                Mode::Track { track, .. } => {
                    let track = track as usize;
                    Way::Track(path_of(plan, state, track), mass * (1.0 + rolling(plan, state, track)))
                }
                Mode::Held | Mode::Resting => Way::Still,
            };
            let drags = !matches!(way, Way::Still) && plan.parts.get(part).is_some_and(|p| p.is(&ball::KIND));
            let (quadratic, linear) = if drags {
                let radius = state.value(plan, part, ball::RADIUS);
                let area = std::f64::consts::PI * radius * radius;
                let factor = state.value(plan, part, ball::DRAG);
                (0.5 * air * factor * area, state.value(plan, part, ball::DAMPING))
            } else {
                (0.0, 0.0)
            };
            self.bodies.push(BodyTerm {
                weight: DVec2::new(0.0, -mass * gravity),
                inverse_mass: if matches!(way, Way::Free) { 1.0 / mass } else { 0.0 },
                quadratic,
                linear,
                way,
            });
        }
        self.joints.clear();
        for &part in &plan.joints {
            let Some(p) = plan.parts.get(part) else { continue };
            let taut = p.is(&rod::KIND) || state.memory.get(part) == Some(&1.0);
            let ends = [end(plan, state, part, 0), end(plan, state, part, 1)];
            let inverse = ends.map(|e| self.inverse_mass(e));
            if taut && inverse[0] + inverse[1] > 0.0 {
                let reduced = 1.0 / (inverse[0] + inverse[1]);
                let length = reach(plan, state, part);
                self.joints.push(JointTerm { part, ends, inverse, reduced, length, closeness: 1.0 / length });
            }
        }
        self.springs.clear();
        self.springs.extend(plan.springs.iter().map(|&part| SpringTerm::new(plan, state, part)));
        let springs = self.springs.iter().map(|spring| {
            let inverse: f64 = spring.ends.iter().map(|&end| self.inverse_mass(end)).sum();
            let decay = spring.damping * inverse;
            (spring.stiffness * inverse).max(decay * decay)
        });
        let swings = self.joints.iter().map(|joint| gravity * joint.closeness);
        let bends = self.bodies.iter().map(|body| match &body.way {
            Way::Track(path, _) => gravity / path.arm(),
            Way::Free | Way::Still => 0.0,
        });
        self.at_rest = springs.chain(swings).chain(bends).fold(0.0, f64::max);
        self.hold = true;
    }

    /// How fast the fastest of them goes, about, 1/s: the angular frequency of a swing, a spring, a turn or a decay.
    pub fn pace(&self, state: &State) -> f64 {
        let velocity = |end: End| match end {
            End::Body(i) => state.bodies.get(i).map_or(DVec2::ZERO, |body| body.velocity),
            End::Fixed(_) => DVec2::ZERO,
        };
        let mut fastest = self.at_rest;
        for joint in &self.joints {
            let turn = (velocity(joint.ends[1]) - velocity(joint.ends[0])) * joint.closeness;
            fastest = fastest.max(turn.length_squared());
        }
        for (term, body) in self.bodies.iter().zip(&state.bodies) {
            let square = body.velocity.length_squared();
            if let Way::Track(path, _) = &term.way {
                fastest = fastest.max(square / (path.arm() * path.arm()));
            }
            let decay = (2.0 * term.quadratic * term.quadratic * square + 2.0 * term.linear * term.linear)
                * term.inverse_mass
                * term.inverse_mass;
            fastest = fastest.max(decay);
        }
        fastest.sqrt()
    }

    /// Inverse mass of what is at an end of a joint, 1/kg; 0 for what no force moves.
    pub fn inverse_mass(&self, end: End) -> f64 {
        match end {
            End::Body(i) => self.bodies.get(i).map_or(0.0, |body| body.inverse_mass),
            End::Fixed(_) => 0.0,
        }
    }
}
