//! How a weight falls: one coordinate, the way of its clip below the timer's pen, and a constant acceleration until it
//! lands, so that every step is exact: `m a = m g - F - R sin t` with the force `F` of the tape and its rubbing `R sin t`
//! in a timer that is `t` off the upright. They hold it at rest up to the same force. The tape falls with it. Its drag in
//! the air, some thousandths of its weight, is left out.

use super::GRAVITY;
use super::model::{MOST, time_to};
use super::parts::weight;
use crate::numerics::math::sin_cos;
use crate::systems::tabled::{Hand, Plan, Values, event};
use crate::systems::{BuildError, StepContext};

/// The least way of the clip below the pen, m: clear of the lower slot.
const NEAREST: f64 = 0.045;
/// From the clip to the foot of the weight, m.
pub const LONG: f64 = 0.09;
/// Thickness of the pad that it lands on, m.
pub const PAD: f64 = 0.03;
/// How far an arrow key moves it, m.
pub const NUDGE: f64 = 0.01;

/// Ways below the pen between which its clip can be, m.
fn ends(plan: &Plan, values: &Values, part: usize) -> (f64, f64) {
    let get = |v| values.get(plan, part, v);
    (NEAREST, get(weight::TIMER_Y) - get(weight::BENCH) - PAD - LONG)
}

/// Refuses a place above the timer's slot or below the pad.
pub fn check(plan: &Plan, values: &Values) -> Result<(), BuildError> {
    for part in plan.of(&weight::KIND) {
        let (nearest, farthest) = ends(plan, values, part);
        let drop = values.get(plan, part, weight::DROP);
        if !(drop >= nearest - 1e-9 && drop <= farthest + 1e-9) {
            let id = plan.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default();
            let (nearest, farthest) = (nearest * 100.0, farthest * 100.0);
            let sentence = format!("`{id}` hangs between {nearest:.1} cm and {farthest:.1} cm below the timer's pen.");
            return Err(BuildError::new(format!("{id}.drop"), sentence).keyed("refused.cart_place"));
        }
    }
    Ok(())
}

/// Acceleration downwards while it moves, or 0 where it is held, lies or hangs fast, m/s².
fn acceleration(plan: &Plan, values: &Values, part: usize) -> f64 {
    let get = |v| values.get(plan, part, v);
    let against = get(weight::DRAG) + get(weight::RUBBING) * sin_cos(get(weight::TILT)).0.abs();
    let a = values.option(GRAVITY) - against / get(weight::MASS);
    let lies = get(weight::DROP) >= ends(plan, values, part).1;
    let rests = get(weight::VELOCITY) <= 0.0 && (a <= 0.0 || lies);
    if get(weight::HOLD) != 0.0 || rests { 0.0 } else { a }
}

/// Lets `dt` s go by for every weight.
pub fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) {
    for part in plan.of(&weight::KIND) {
        let mut left = dt;
        for _ in 0..MOST {
            let get = |v| values.get(plan, part, v);
            let (drop, v, a) = (get(weight::DROP), get(weight::VELOCITY), acceleration(plan, values, part));
            if left <= 0.0 || get(weight::HOLD) != 0.0 || v <= 0.0 && a <= 0.0 {
                break;
            }
            let end = ends(plan, values, part).1;
            let rests = if a < 0.0 { -v / a } else { f64::INFINITY };
            match time_to((end - drop).max(0.0), v, a).filter(|t| *t <= left && *t <= rests) {
                Some(t) => {
                    left -= t;
                    values.put(plan, part, weight::DROP, end);
                    values.put(plan, part, weight::VELOCITY, 0.0);
                    cx.events.extend(event(plan, part, "landing", cx.time + dt - left, v + a * t));
                }
                None => {
                    let t = left.min(rests);
                    left -= t;
                    values.put(plan, part, weight::DROP, (drop + t * (v + 0.5 * a * t)).min(end));
                    values.put(plan, part, weight::VELOCITY, if t == rests { 0.0 } else { v + a * t });
                }
            }
        }
    }
}

/// Computes the outputs of every weight.
pub fn refresh(plan: &Plan, values: &mut Values) {
    for part in plan.of(&weight::KIND) {
        if values.get(plan, part, weight::HOLD) != 0.0 {
            values.put(plan, part, weight::VELOCITY, 0.0);
        }
        let get = |v| values.get(plan, part, v);
        let (v, a) = (get(weight::VELOCITY), acceleration(plan, values, part));
        let (x, y) = (get(weight::TIMER_X), get(weight::TIMER_Y) - get(weight::DROP));
        for (variable, value) in
            [(0, x), (1, y), (weight::VX, 0.0), (weight::VY, -v), (weight::VELOCITY, v), (weight::ACCELERATION, a)]
        {
            values.put(plan, part, variable, value);
        }
    }
}

/// A hand raises or lowers it and holds it there.
pub fn moved(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let get = |v| values.get(plan, part, v);
    let to = match hand {
        Hand::To { at, offset, .. } => get(weight::TIMER_Y) - (at - offset).y,
        Hand::By(by) => get(weight::DROP) - (by.x + by.y) * NUDGE,
        Hand::Off | Hand::Pressed => return,
    };
    let (nearest, farthest) = ends(plan, values, part);
    if to.is_finite() && nearest <= farthest {
        values.put(plan, part, weight::DROP, to.clamp(nearest, farthest));
        values.put(plan, part, weight::VELOCITY, 0.0);
        values.put(plan, part, weight::HOLD, 1.0);
    }
}
