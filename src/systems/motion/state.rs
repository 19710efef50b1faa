//! The state of a motion system: everything that time or the learner changed.

use super::contact::Contact;
use super::parts::{ball, weights};
use super::plan::Plan;
use super::tally::Tally;
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// What `save` keeps.
#[derive(Serialize, Deserialize)]
pub struct State {
    /// Value of every variable, SI; outputs hold what was last computed.
    pub values: Vec<f64>,
    /// Bodies of the smooth solver.
    pub bodies: Vec<Body>,
    /// For each part: 1 while a string is taut; permanent extension of a spring, m; else 0.
    pub memory: Vec<f64>,
    /// For each part: the start angle of a rod, rad, as last set by file, control or hand; else 0.
    pub start: Vec<f64>,
    /// Marks on screens: part index, way up the board from its foot, m.
    pub marks: Vec<(u32, f64)>,
    /// Heat made since the start, J.
    pub heat: f64,
    /// Work that hands and changes of settings brought in since the start, J.
    pub work: f64,
    /// Impulse of all outside forces since the start, or since a snapshot.
    #[serde(skip)]
    pub impulse: Tally,
    /// Part whose grip is held, and where the hand is, m.
    pub held: Option<(u32, DVec2)>,
    /// The world of contacts, if there is one.
    pub contact: Option<Contact>,
}

/// A body of the smooth solver.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Centre of a ball, hook of weights; m.
    pub place: DVec2,
    /// Velocity, m/s.
    pub velocity: DVec2,
    /// What it does now.
    pub mode: Mode,
    /// Energy of its own spin, J: kept in flight after rolling off a track.
    pub spin: f64,
    /// True once a screen has caught it, until it is put back.
    pub caught: bool,
}

/// What a body does now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Mode {
    /// Moves under forces, rods and strings.
    Free,
    /// Runs on the track with this part index: way to the lip, m, and its rate, m/s.
    Track {
        /// Part index of the track.
        track: u32,
        /// Way of the centre to the lip along the track.
        s: f64,
        /// Rate of `s`; negative towards the lip.
        v: f64,
    },
    /// Kept where it is by a hand or a stop.
    Held,
    /// Lies where it landed.
    Resting,
}

impl State {
    /// A value of a part.
    pub fn value(&self, plan: &Plan, part: usize, variable: usize) -> f64 {
        plan.parts.get(part).and_then(|p| self.values.get(p.first + variable)).copied().unwrap_or(0.0)
    }

    /// Writes a value of a part.
    pub fn put(&mut self, plan: &Plan, part: usize, variable: usize, value: f64) {
        if let Some(slot) = plan.parts.get(part).and_then(|p| self.values.get_mut(p.first + variable)) {
            *slot = value;
        }
    }

    /// Mass of a body's part, kg.
    pub fn mass(&self, plan: &Plan, part: usize) -> f64 {
        let get = |variable| self.value(plan, part, variable);
        match plan.parts.get(part) {
            Some(p) if p.is(&ball::KIND) => {
                let given = get(ball::MASS);
                if given > 0.0 {
                    return given;
                }
                let density = ball::DENSITIES.get(get(ball::MATERIAL) as usize).copied().unwrap_or(1000.0);
                let radius = get(ball::RADIUS);
                density * 4.0 / 3.0 * std::f64::consts::PI * radius * radius * radius
            }
            Some(p) if p.is(&weights::KIND) => get(weights::HANGER) + get(weights::COUNT) * get(weights::EACH),
            _ => 1.0,
        }
    }

    /// Radius of a body's part, m; 0 for what has none.
    pub fn radius(&self, plan: &Plan, part: usize) -> f64 {
        match plan.parts.get(part) {
            Some(p) if p.is(&ball::KIND) => self.value(plan, part, ball::RADIUS),
            _ => 0.0,
        }
    }
}
