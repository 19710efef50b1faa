//! The beam of a tray balance: what its pans carry, how it swings, and the hand on its nuts and its rider.
//!
//! Equal arms of length `L` turn by `θ` until the beam's own weight, whose centre lies below the knife edge, balances the
//! difference `Δm` of both sides: `Δm g L = K θ`. The sensitivity `s`, the mass for a division `α` of the pointer, states
//! `K = s g L/α`. On the way the beam swings: `J θ'' + c θ' + K θ = Δm g L` with `J = J₀ + (m_left + m_right) L²`, solved
//! in closed form over a step; two stops end it, without a rebound.

use super::model::{carried, is_on, shift};
use super::parts::tray_balance::{
    DAMPING, IMBALANCE, KIND, LEFT, LEFT_NUT, MOST_RIDER, POINTER, REST, RIDER, RIGHT, RIGHT_NUT, SENSITIVITY, SPEED,
    THINGS, THREAD, WEIGHTS, ZERO,
};
use super::parts::{beaker, solid};
use super::weights;
use crate::frame::apparatus::TrayBalance;
use crate::numerics::math::{cosh, exp, sin_cos, sinh};
use crate::systems::tabled::{Hand, Handle, Plan, Values};
use crate::systems::{Motion, PartSetup};
use glam::DVec2;

/// Half the width of a pan, m.
pub const HALF: f64 = TrayBalance::HALF;
/// Divisions at which the beam meets a stop.
const STOP: f64 = 10.5;
/// Moment of inertia of beam and empty pans, kg m²: 0.25 kg of beam, 0.24 m long, and two pans of 0.07 kg.
const INERTIA: f64 = 2.6e-3;
/// Mass of a levelling nut, kg: a millimetre of its thread counts as 0.2 g in the pan.
const NUT: f64 = 0.02;
/// How far a nut goes for a finger's way, and for an arrow key, m: an eighth of a turn.
const GEAR: f64 = 0.05;
const TURN: f64 = 1e-4;
/// How far the rider slides for an arrow key, m: half a division of 0.2 g.
const SLIDE: f64 = 0.1e-3 * PER_KILOGRAM;
const PER_KILOGRAM: f64 = TrayBalance::SCALE / MOST_RIDER;

/// What can be taken hold of.
pub static HANDLES: [Handle; 3] = [
    Handle { name: "left_nut", motion: Motion::Along(DVec2::X), nudge: TURN, tells: "left_nut" },
    Handle { name: "right_nut", motion: Motion::Along(DVec2::X), nudge: TURN, tells: "right_nut" },
    Handle { name: "rider", motion: Motion::Along(DVec2::X), nudge: SLIDE, tells: "rider" },
];

/// What the right side is too heavy by, empty, for an imbalance and both nuts, kg.
fn zero(imbalance: f64, nuts: f64) -> f64 {
    imbalance + NUT * nuts / TrayBalance::ARM
}

/// Where the pointer rests for what the right side is too heavy by.
fn rest(heavy: f64, sensitivity: f64) -> f64 {
    (heavy / sensitivity).clamp(-STOP, STOP)
}

/// A balance that nobody has touched stands where it rests, unless the module says where its pointer is.
pub fn at_rest(part: &mut PartSetup) {
    let get = |v: usize| part.values.get(v).copied().unwrap_or(0.0);
    if part.kind.id == KIND.id && !part.given.get(POINTER).copied().unwrap_or(false) {
        let heavy = zero(get(IMBALANCE), get(LEFT_NUT) + get(RIGHT_NUT)) + get(RIDER);
        let pointer = rest(heavy, get(SENSITIVITY));
        if let Some(slot) = part.values.get_mut(POINTER) {
            *slot = pointer;
        }
    }
}

/// The middle of the top of the left and of the right pan.
pub fn tops(plan: &Plan, values: &Values, part: usize) -> [DVec2; 2] {
    let (at, pointer) = (values.place(plan, part), values.get(plan, part, POINTER));
    [-1.0, 1.0].map(|side| at + TrayBalance::pan(pointer, side))
}

/// Works out what lies in the pans and where the pointer will rest.
pub fn refresh(plan: &Plan, values: &mut Values) {
    for part in plan.of(&KIND) {
        let get = |v| values.get(plan, part, v);
        let things = tops(plan, values, part).map(|top| carried(plan, values, top, HALF));
        let weights = weights::on(plan, values, part);
        let (left, right) = (things[0] + weights[0].0, things[1] + weights[1].0);
        let zero = zero(get(IMBALANCE), get(LEFT_NUT) + get(RIGHT_NUT));
        let rest = rest(zero + get(RIDER) + right - left, get(SENSITIVITY));
        let marked = if weights[1].1 > 0.0 { weights[1].1 } else { weights[0].1 };
        for (variable, value) in [
            (LEFT, left),
            (RIGHT, right),
            (WEIGHTS, marked),
            (THINGS, things[0] + things[1]),
            (ZERO, zero),
            (REST, rest),
        ] {
            values.put(plan, part, variable, value);
        }
    }
}

/// Lets the beams swing for `dt`; what stands in their pans goes with them.
pub fn step(plan: &Plan, values: &mut Values, dt: f64) {
    refresh(plan, values);
    for part in plan.of(&KIND) {
        let before = tops(plan, values, part);
        let goes = |side: usize| {
            let both = plan.of(&solid::KIND).chain(plan.of(&beaker::KIND));
            let on = both.filter(|p| is_on(plan, values, *p, before[side], HALF) && !in_beaker(plan, values, *p));
            on.map(|p| (p, side)).collect::<Vec<_>>()
        };
        let goes = [goes(0), goes(1)].concat();
        swing(plan, values, part, dt);
        let after = tops(plan, values, part);
        for (thing, side) in goes {
            shift(plan, values, thing, after[side] - before[side]);
        }
    }
}

/// True for a solid inside a beaker: the beaker takes it along.
fn in_beaker(plan: &Plan, values: &Values, part: usize) -> bool {
    let at = values.place(plan, part);
    let holds = |b: usize| b != part && super::model::inside(plan, values, b).holds(at);
    plan.is(part, &solid::KIND) && plan.of(&beaker::KIND).any(holds)
}

fn swing(plan: &Plan, values: &mut Values, part: usize, dt: f64) {
    let get = |v| values.get(plan, part, v);
    let arm = TrayBalance::ARM;
    let inertia = INERTIA + (get(LEFT) + get(RIGHT)) * arm * arm;
    let stiffness = get(SENSITIVITY) * plan.around.gravity * arm / TrayBalance::DIVISION;
    let heavy = get(ZERO) + get(RIDER) + get(RIGHT) - get(LEFT);
    let beam =
        Swing { rest: heavy / get(SENSITIVITY), square: stiffness / inertia, fade: INERTIA / (get(DAMPING) * inertia) };
    let (pointer, speed) = beam.between_stops(get(POINTER), get(SPEED), dt);
    values.put(plan, part, POINTER, pointer);
    values.put(plan, part, SPEED, speed);
}

/// A damped swing around `rest`: `x'' + 2 fade x' + square (x - rest) = 0`.
#[derive(Clone, Copy, Debug)]
pub struct Swing {
    /// Where it comes to rest.
    pub rest: f64,
    /// Square of the undamped angular frequency, 1/s².
    pub square: f64,
    /// Rate at which it fades, 1/s.
    pub fade: f64,
}

impl Swing {
    /// Place and speed after a time.
    pub fn after(&self, x: f64, v: f64, t: f64) -> (f64, f64) {
        let (y, d) = (x - self.rest, self.square - self.fade * self.fade);
        let w = d.abs().sqrt();
        let (even, odd) = if w * t < 1e-9 {
            (1.0, t)
        } else if d > 0.0 {
            let (sin, cos) = sin_cos(w * t);
            (cos, sin / w)
        } else {
            (cosh(w * t), sinh(w * t) / w)
        };
        let e = exp(-self.fade * t);
        (
            self.rest + e * (y * even + (v + self.fade * y) * odd),
            e * (v * even - (self.fade * v + self.square * y) * odd),
        )
    }

    /// The same with a stop on either side, at which it comes to rest until it is pulled away.
    fn between_stops(&self, x: f64, v: f64, dt: f64) -> (f64, f64) {
        let side = if self.rest > 0.0 { 1.0 } else { -1.0 };
        if x * side >= STOP && self.rest * side >= STOP {
            return (side * STOP, 0.0);
        }
        let (to, speed) = self.after(x, v, dt);
        if to.abs() < STOP {
            return (to, speed);
        }
        // When it met the stop, by halving; it lies there, or swings back for what is left of the time.
        let (mut early, mut late) = (0.0, dt);
        for _ in 0..60 {
            let middle = 0.5 * (early + late);
            if self.after(x, v, middle).0.abs() < STOP { early = middle } else { late = middle }
        }
        let stop = STOP.copysign(to);
        if self.rest * stop.signum() >= STOP { (stop, 0.0) } else { self.after(stop, 0.0, dt - late) }
    }
}

/// The hand on a nut or the rider: both go along the beam and stop at the ends of their ways.
pub fn moved(plan: &Plan, values: &mut Values, part: usize, handle: usize, hand: Hand) {
    let (variable, range, finger, key) = match handle {
        0 => (LEFT_NUT, (-THREAD, THREAD), GEAR, TURN),
        1 => (RIGHT_NUT, (-THREAD, THREAD), GEAR, TURN),
        _ => (RIDER, (0.0, MOST_RIDER), 1.0 / PER_KILOGRAM, SLIDE / PER_KILOGRAM),
    };
    let by = match hand {
        Hand::To { by, .. } => by.x * finger,
        Hand::By(by) => by.x * key,
        Hand::Off | Hand::Pressed => return,
    };
    let now = values.get(plan, part, variable);
    values.put(plan, part, variable, (now + by).clamp(range.0, range.1));
}
