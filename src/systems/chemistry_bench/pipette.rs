//! The pipette: sucked full past its mark by the rubber filler, let down to the mark, emptied into what stands below.

use super::flow::{content_mut, give, take, target, volume};
use super::parts::pipette;
use super::place::{Plan, Values, around, floor};
use super::vessel;
use crate::matter::mixture::Mixture;
use crate::systems::StepContext;
use crate::systems::tabled::event;

/// How fast the filler sucks at most, m³/s.
const SUCKS: f64 = 5e-6;
/// How fast it runs out at most under its own weight, m³/s: class A of 20 mL has a delivery time of 25 s or more (ISO 648).
const RUNS: f64 = 8e-7;
/// A valve that is pressed further than this blows what is left in the tip out.
const BLOWS: f64 = 0.99;
/// A column of less than this is rounding, m³.
const NOTHING: f64 = 1e-12;
/// What there is room for above the mark, m³: the stem and the safety bulb.
const ABOVE: f64 = 2.5e-6;

/// What it holds when the meniscus is at the mark, m³: what it delivers, its error, and the drop that stays in the tip.
pub fn at_mark(plan: &Plan, values: &Values, part: usize) -> f64 {
    let get = |variable| values.get(plan, part, variable);
    let size = get(pipette::SIZE) as usize;
    pipette::VOLUMES.get(size).copied().unwrap_or(pipette::VOLUMES[0]) + get(pipette::ERROR) + get(pipette::FILM)
}

/// The vessel whose liquid the tip is dipped into.
pub fn dipped(plan: &Plan, values: &Values, part: usize) -> Option<usize> {
    let tip = values.place(plan, part);
    let vessel = around(plan, values, tip)?;
    (tip.y - floor(plan, values, vessel).y < values.get(plan, vessel, vessel::LEVEL)).then_some(vessel)
}

/// Lets the fillers suck, and the pipettes run, for `dt` s.
pub fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) {
    let all: Vec<usize> = plan.of(&pipette::KIND).collect();
    for part in all {
        let valve = values.get(plan, part, pipette::VALVE);
        if valve < 0.0 {
            suck(plan, values, part, -valve * SUCKS * dt, cx, dt);
        } else if valve > 0.0 {
            run(plan, values, part, valve, dt);
        }
    }
}

fn suck(plan: &Plan, values: &mut Values, part: usize, wanted: f64, cx: &mut StepContext<'_>, dt: f64) {
    let Some(vessel) = dipped(plan, values, part) else {
        // Air: what was in it spurts into the filler and is lost, all but the film. An empty one sucks air unseen.
        let column = volume(plan, values, part) - values.get(plan, part, pipette::FILM);
        if column > NOTHING {
            values.put(plan, part, pipette::AIR, values.get(plan, part, pipette::AIR) + 1.0);
            cx.events.extend(event(plan, part, "air_drawn", cx.time + dt, column));
            lose(plan, values, part, column);
        }
        return;
    };
    let room = at_mark(plan, values, part) + ABOVE - volume(plan, values, part);
    let wanted = wanted.min(room.max(0.0)).min(volume(plan, values, vessel));
    if let Some(what) = take(plan, values, vessel, wanted, false) {
        give_to_pipette(plan, values, part, &what);
    }
    if room > 0.0 && wanted >= room {
        cx.events.extend(event(plan, part, "into_filler", cx.time + dt, 0.0));
    }
}

/// What is sucked in mixes with the film of before at once: the stem is narrow.
fn give_to_pipette(plan: &Plan, values: &mut Values, part: usize, what: &Mixture) {
    if let Some(content) = content_mut(plan, values, part) {
        content.join(&plan.extra.catalogue, what);
    }
}

fn lose(plan: &Plan, values: &mut Values, part: usize, volume: f64) {
    if volume > 0.0
        && let Some(what) = take(plan, values, part, volume, true)
    {
        give(plan, values, None, &what);
    }
}

fn run(plan: &Plan, values: &mut Values, part: usize, valve: f64, dt: f64) {
    let film = values.get(plan, part, pipette::FILM);
    let (held, keeps) = (volume(plan, values, part), if valve > BLOWS { 0.0 } else { film });
    let runs = (valve * RUNS * dt).min(held - keeps);
    if runs <= 0.0 {
        return;
    }
    let into = dipped(plan, values, part).or_else(|| target(plan, values, part));
    if let Some(what) = take(plan, values, part, runs, true) {
        give(plan, values, into, &what);
    }
}
