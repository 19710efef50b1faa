//! How liquids get from one vessel to another: poured over a lip, dropped, squirted, run over.

use super::content::Content;
use super::parts::{burette, dropper, wash_bottle};
use super::place::{Plan, Values, around, below, inside, lip, outlet, tilt, vessels};
use super::vessel;
use crate::matter::mixture::Mixture;
use crate::numerics::math::exp;
use crate::systems::tabled::event;
use crate::systems::{Event, StepContext};

/// Time in which a tilted vessel loses most of what lies above its lip, s: a hand that pours calmly.
const POURING: f64 = 0.4;
/// A drop that hangs at the tip of a burette falls at this volume, m³: by Tate's law 2πrγ·f/(ρg) for water at 20 °C, a tip of
/// 1.5 mm outer radius and f = 0.6 (Harkins and Brown 1919) it is 0.042 mL.
pub const DROP: f64 = 4.2e-8;

/// What a vessel holds.
pub fn content<'v>(plan: &Plan, values: &'v Values, part: usize) -> Option<&'v Content> {
    values.extra.vessels.get(plan.extra.vessels.get(part).copied().flatten()?)
}

/// What a vessel holds, to be changed.
pub fn content_mut<'v>(plan: &Plan, values: &'v mut Values, part: usize) -> Option<&'v mut Content> {
    values.extra.vessels.get_mut(plan.extra.vessels.get(part).copied().flatten()?)
}

/// Volume of what a part holds, m³.
pub fn volume(plan: &Plan, values: &Values, part: usize) -> f64 {
    content(plan, values, part).map_or(0.0, |content| content.volume(&plan.extra.catalogue))
}

/// Takes a volume out of a vessel, m³.
pub fn take(plan: &Plan, values: &mut Values, part: usize, volume: f64, stirred: bool) -> Option<Mixture> {
    let content = content_mut(plan, values, part)?;
    Some(content.take(&plan.extra.catalogue, volume, stirred))
}

/// Gives a mixture to a vessel, or to what is lost.
pub fn give(plan: &Plan, values: &mut Values, to: Option<usize>, what: &Mixture) {
    match to.and_then(|to| content_mut(plan, values, to)) {
        Some(content) => content.receive(&plan.extra.catalogue, what),
        None => values.extra.lost.0.pour(&plan.extra.catalogue, what),
    }
}

/// What a tilted vessel keeps, m³: what lies below its lip, and its film.
fn kept(plan: &Plan, values: &Values, part: usize) -> f64 {
    let below = inside(plan, values, part).spill(tilt(plan, values, part));
    below.max(values.get(plan, part, vessel::FILM))
}

/// True while something runs over the lip of a vessel.
pub fn pours(plan: &Plan, values: &Values, part: usize) -> bool {
    tilt(plan, values, part) > 0.0
        && values.get(plan, part, vessel::STOPPER) != vessel::STOPPER_IN
        && values.get(plan, part, vessel::VOLUME) > kept(plan, values, part) + 1e-9
}

/// What is poured in `dt` s, from every vessel that is tilted.
pub fn pour(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) {
    let tilted: Vec<usize> = vessels(plan).filter(|part| pours(plan, values, *part)).collect();
    for part in tilted {
        let (volume, kept) = (volume(plan, values, part), kept(plan, values, part));
        let runs = (volume - kept).max(0.0) * (1.0 - exp(-dt / POURING));
        let into = below(plan, values, part, lip(plan, values, part)).map(|(vessel, _)| vessel);
        if into.is_none() {
            cx.events.extend(event(plan, part, "spilled", cx.time + dt, runs));
        }
        let swirled = values.get(plan, part, vessel::SWIRLED) == 1.0;
        if let Some(what) = take(plan, values, part, runs, swirled) {
            give(plan, values, into, &what);
        }
    }
}

/// What stands above a rim runs over and is lost.
pub fn overflow(plan: &Plan, values: &mut Values, time: f64, events: &mut Vec<Event>) {
    let all: Vec<(usize, f64)> = vessels(plan)
        .filter(|part| tilt(plan, values, *part) == 0.0)
        .map(|part| (part, inside(plan, values, part).capacity()))
        .chain(plan.of(&burette::KIND).map(|part| (part, super::burette::CAPACITY)))
        .collect();
    for (part, capacity) in all {
        let over = volume(plan, values, part) - capacity;
        if over > 0.0
            && let Some(what) = take(plan, values, part, over, true)
        {
            give(plan, values, None, &what);
            events.extend(event(plan, part, "overflowed", time, over));
        }
    }
}

/// A press of a dropper's teat or a wash bottle's belly: what comes out goes into what stands below.
pub fn press(plan: &Plan, values: &mut Values, part: usize) {
    let wash = plan.is(part, &wash_bottle::KIND);
    let (portion, count) =
        if wash { (wash_bottle::SQUIRT, wash_bottle::SQUEEZES) } else { (dropper::DROP, dropper::DROPS) };
    let portion = values.get(plan, part, portion).min(volume(plan, values, part));
    if portion <= 0.0 {
        return;
    }
    let into = target(plan, values, part);
    if let Some(what) = take(plan, values, part, portion, true) {
        give(plan, values, into, &what);
    }
    values.put(plan, part, count, values.get(plan, part, count) + 1.0);
}

/// What is hit by what comes out of a part: what stands below its outlet, or around it.
pub fn target(plan: &Plan, values: &Values, part: usize) -> Option<usize> {
    let outlet = outlet(plan, values, part);
    around(plan, values, outlet).or_else(|| below(plan, values, part, outlet).map(|(vessel, _)| vessel))
}
