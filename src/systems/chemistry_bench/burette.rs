//! The burette: how fast it runs, drop by drop or in a stream, and the air that hides in its tip.
//!
//! A tap lets through what a hole of its opening lets through under the column above: by Torricelli's law the flow goes with
//! the root of the height, scaled so that the full tap delivers 50 mL in about 45 s (ISO 385 allows class A 35 to 45 s and
//! more with narrow jets). The hole of the plug and that of the barrel overlap like two circles; nothing passes while they
//! do not.

use super::flow::{DROP, give, take, target, volume};
use super::parts::burette;
use super::place::{Plan, Values};
use crate::numerics::math::acos;
use crate::systems::StepContext;
use crate::systems::tabled::event;
use std::f64::consts::{FRAC_PI_2, PI};

/// Inner radius, m: 50 mL stand 526 mm high.
pub const RADIUS: f64 = 0.0055;
/// What lies between the mark of 50 mL and the tip, m³.
pub const BELOW: f64 = 3e-6;
/// The graduated volume, m³.
pub const RANGE: f64 = 5e-5;
/// What it holds up to its rim, m³.
pub const CAPACITY: f64 = RANGE + BELOW + 6e-6;
/// Height of the zero above the tip, m.
pub const ZERO: f64 = 0.636;
/// Flow of the full tap under the column of a full burette, m³/s.
const FULL: f64 = 1.4e-6;
/// A flow above this drives air out of the tip and runs as a stream, not in drops, m³/s.
const STREAM: f64 = 4e-7;
/// Angle at which the holes begin to overlap, rad.
const OPENS: f64 = 0.35;

/// Reading of a burette that has a volume in its tube, m³: from the zero above; air in the tip pushes it up.
pub fn shown(volume: f64, bubble: f64) -> f64 {
    RANGE + BELOW - volume - bubble
}

/// Height of the column above the tip, m.
pub fn level(volume: f64, bubble: f64) -> f64 {
    ZERO - shown(volume, bubble) / (PI * RADIUS * RADIUS)
}

/// Share of the full hole that is open, 0 to 1: two equal circles whose middles are moved apart by the turn.
pub fn opening(tap: f64) -> f64 {
    if tap <= OPENS {
        return 0.0;
    }
    // From just touching (a diameter apart) to one on the other.
    let apart = ((FRAC_PI_2 - tap) / (FRAC_PI_2 - OPENS)).clamp(0.0, 1.0);
    let lens = 2.0 * (acos(apart) - apart * (1.0 - apart * apart).max(0.0).sqrt());
    (lens / PI).clamp(0.0, 1.0)
}

/// Flow through the tap, m³/s.
pub fn flow(plan: &Plan, values: &Values, part: usize) -> f64 {
    let get = |variable| values.get(plan, part, variable);
    let in_tube = get(burette::VOLUME) - get(burette::DROP);
    if in_tube <= get(burette::FILM) {
        return 0.0;
    }
    let high = level(in_tube, get(burette::BUBBLE)).max(0.0);
    FULL * opening(get(burette::TAP)) * (high / ZERO).sqrt()
}

/// True while it runs in a stream.
pub fn streams(plan: &Plan, values: &Values, part: usize) -> bool {
    flow(plan, values, part) > STREAM
}

/// Lets the burettes run for `dt` s.
pub fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) {
    let all: Vec<usize> = plan.of(&burette::KIND).collect();
    for part in all {
        let flow = flow(plan, values, part);
        let held = volume(plan, values, part) - values.get(plan, part, burette::DROP);
        let mut runs = (flow * dt).min((held - values.get(plan, part, burette::FILM)).max(0.0));
        if runs <= 0.0 {
            continue;
        }
        let bubble = values.get(plan, part, burette::BUBBLE);
        if bubble > 0.0 && flow > STREAM {
            // Air leaves as fast as liquid takes its place.
            let air = bubble.min(runs);
            values.put(plan, part, burette::BUBBLE, bubble - air);
            runs -= air;
            if bubble - air <= 0.0 {
                cx.events.extend(event(
                    plan,
                    part,
                    "bubble_out",
                    cx.time + dt,
                    values.get(plan, part, burette::DELIVERED),
                ));
            }
        }
        // The drop that hangs is still among what the burette holds: it leaves when it falls.
        let hangs = values.get(plan, part, burette::DROP) + runs;
        let falls = if flow > STREAM { hangs } else { DROP * (hangs / DROP).floor() };
        values.put(plan, part, burette::DROP, hangs - falls);
        let_fall(plan, values, part, falls);
    }
}

/// Touches the hanging drop off at the glass below it.
pub fn touch(plan: &Plan, values: &mut Values, part: usize) {
    let hangs = values.get(plan, part, burette::DROP);
    values.put(plan, part, burette::DROP, 0.0);
    let_fall(plan, values, part, hangs);
}

fn let_fall(plan: &Plan, values: &mut Values, part: usize, falls: f64) {
    if falls <= 0.0 {
        return;
    }
    let into = target(plan, values, part);
    if let Some(what) = take(plan, values, part, falls, true) {
        give(plan, values, into, &what);
    }
    values.put(plan, part, burette::DELIVERED, values.get(plan, part, burette::DELIVERED) + falls);
}
