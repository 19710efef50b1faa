//! The state of a mechanism: everything that time or the learner changed.

use super::super::parts::{body, cart, pulley};
use super::super::values;
use super::plan::Plan;
use crate::systems::Momentum;
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// What `save` keeps.
#[derive(Clone, Serialize, Deserialize)]
pub struct State {
    /// Value of every variable, SI; outputs hold what was last computed.
    pub values: Vec<f64>,
    /// Time since the start, s.
    pub time: f64,
    /// Coordinates: m, rad.
    pub q: Vec<f64>,
    /// Their rates: m/s, rad/s.
    pub u: Vec<f64>,
    /// What each body does now.
    pub modes: Vec<Mode>,
    /// For each body whether it is on its rail.
    pub rails: Vec<bool>,
    /// For each body the piece of its rail that it is on.
    pub pieces: Vec<u32>,
    /// For each body the way in which it slides against friction: 1, -1, or 0 while it is stuck.
    pub slides: Vec<f64>,
    /// Strings.
    pub strings: Vec<Strung>,
    /// For each part the permanent extension of a spring, m; else 0.
    pub memory: Vec<f64>,
    /// For each body the energy of its own spin, J: kept in flight after rolling off a rail.
    pub spins: Vec<f64>,
    /// Bodies that stay together, in pairs, and from the first to the second, m: along their rail in x, or in the plane.
    pub coupled: Vec<(u32, u32, DVec2)>,
    /// Bodies that the contact solver advances in this step; none between steps.
    pub owned: Vec<bool>,
    /// Whether a body was one of a crowd in the last step: then it stays with the contact solver while it is near others.
    pub crowd: Vec<bool>,
    /// Whether there is anything that bodies can touch.
    pub solids: bool,
    /// Heat made since the start, J.
    pub heat: f64,
    /// Work that hands, motors and changes of settings brought in since the start, J.
    pub work: f64,
    /// Impulse of all outside forces since the start.
    pub impulse: Momentum,
    /// Part whose grip is held, and where the hand took it, from its centre, m.
    pub held: Option<(u32, DVec2)>,
}

/// What a body does now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Mode {
    /// Moves under forces and joints, along its rail if it is on one.
    Free,
    /// Kept where it is by a hand.
    Held,
    /// Lies where it landed, or stands at a buffer.
    Resting,
}

/// A string as it runs now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strung {
    /// Whether it is taut.
    pub taut: bool,
    /// Whether it was let go for good.
    pub gone: bool,
    /// Pegs that it lies on, in order: index among its pegs, and the way round.
    pub pegs: Vec<(u32, f64)>,
    /// For each of its pegs the side of the string on which it is: 1 left, -1 right.
    pub sides: Vec<f64>,
    /// The way round each wheel: 1 anticlockwise, -1 clockwise, going from its first end.
    pub senses: Vec<f64>,
    /// Direction of each straight piece, rad, counted through full turns.
    pub directions: Vec<f64>,
    /// Length of each stretch between ends and wheels with mass, m, with what the wheels have wound up.
    pub lengths: Vec<f64>,
}

impl State {
    /// Whether a body is on its rail: its first coordinate is then the way along it.
    pub fn on_rail(&self, body: usize) -> bool {
        self.rails.get(body).copied().unwrap_or(false)
    }

    /// A value of a part.
    pub fn value(&self, plan: &Plan, part: usize, variable: usize) -> f64 {
        values::value(&plan.parts, &self.values, part, variable)
    }

    /// Writes a value of a part.
    pub fn put(&mut self, plan: &Plan, part: usize, variable: usize, value: f64) {
        values::put(&plan.parts, &mut self.values, part, variable, value);
    }

    /// Mass of a body's part, kg.
    pub fn mass(&self, plan: &Plan, part: usize) -> f64 {
        values::mass(&plan.parts, &self.values, part)
    }

    /// Moment of inertia of a body's part about its centre, kg m²; 0 for what does not turn.
    pub fn inertia(&self, plan: &Plan, part: usize) -> f64 {
        let get = |variable| self.value(plan, part, variable);
        match plan.parts.get(part) {
            Some(p) if p.is(&body::KIND) => {
                get(body::MASS) * body::gyration(get(body::SHAPE) as usize, get(body::LENGTH), get(body::HEIGHT))
            }
            Some(p) if p.is(&pulley::KIND) => {
                let share = if get(pulley::SHAPE) == 0.0 { 0.5 } else { 1.0 };
                share * get(pulley::MASS) * get(pulley::RADIUS) * get(pulley::RADIUS)
            }
            _ => 0.0,
        }
    }

    /// Radius of a body's part, m; 0 for what has none.
    pub fn radius(&self, plan: &Plan, part: usize) -> f64 {
        values::radius(&plan.parts, &self.values, part)
    }

    /// Half of the room that a body takes on its rail, m.
    pub fn half_length(&self, plan: &Plan, part: usize) -> f64 {
        match plan.parts.get(part) {
            Some(p) if p.is(&cart::KIND) => 0.5 * self.value(plan, part, cart::LENGTH),
            _ => self.radius(plan, part),
        }
    }
}
