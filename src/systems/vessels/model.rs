//! Where liquids stand, how they are poured, what solids displace and take along, what the balance carries.

use super::glass::{self, Sunk, area};
use super::parts::{beaker, cylinder, pan, solid, tray_balance, weight};
use super::{BENCH, OPTIONS, beam, draw, weights};
use crate::numerics::math::{atan2, exp, wrap_angle};
use crate::systems::tabled::{Hand, Handle, Inside, Model, Plan, Tabled, Values, event};
use crate::systems::{BuildError, Failure, Motion, PartKind, Setup, StepContext, System};
use glam::DVec2;
use std::f64::consts::FRAC_PI_2;

/// Time in which a tilted beaker loses most of what lies above its lip, s: a hand that pours calmly.
const POURING: f64 = 0.4;
/// How far aside of a mouth a stream still hits it, m; and how near a beaker must be let go to be held over it.
const AIM: f64 = 0.02;
/// How high the lip is held over a mouth, m.
const OVER: f64 = 0.012;
/// A thing within this of a support stands on it, m.
pub const STANDS: f64 = 1e-4;
/// How far an arrow key carries, m.
pub const NUDGE: f64 = 0.005;
/// How far an arrow key tilts, rad.
const TILT: f64 = std::f64::consts::PI / 90.0;

/// Builds a system of vessels.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let mut setup = setup.clone();
    setup.parts.iter_mut().for_each(beam::at_rest);
    Tabled::build(&MODEL, &setup)
}

static MODEL: Model =
    Model { options: OPTIONS, handles, check, refresh, step, moved, draw: draw::draw, fits: |_, ()| true };

fn handles(kind: &PartKind) -> &'static [Handle] {
    static BEAKER: [Handle; 2] = [
        Handle { name: "", motion: Motion::Free, nudge: NUDGE, tells: "y" },
        Handle { name: "lip", motion: Motion::Around(DVec2::ZERO), nudge: TILT, tells: "tilt" },
    ];
    static SOLID: [Handle; 1] = [Handle { name: "", motion: Motion::Free, nudge: NUDGE, tells: "y" }];
    static WEIGHT: [Handle; 1] = [Handle { name: "", motion: Motion::Free, nudge: NUDGE, tells: "x" }];
    match kind.id {
        id if id == beaker::KIND.id => &BEAKER,
        id if id == solid::KIND.id => &SOLID,
        id if id == weight::KIND.id => &WEIGHT,
        id if id == tray_balance::KIND.id => &beam::HANDLES,
        _ => &[],
    }
}

/// Parts that hold liquid.
pub fn vessels(plan: &Plan) -> impl Iterator<Item = usize> + '_ {
    plan.of(&cylinder::KIND).chain(plan.of(&beaker::KIND))
}

/// Tilt of a vessel, rad.
pub fn tilt(plan: &Plan, values: &Values, part: usize) -> f64 {
    if plan.is(part, &beaker::KIND) { values.get(plan, part, beaker::TILT) } else { 0.0 }
}

/// The inside of a vessel.
pub fn inside(plan: &Plan, values: &Values, part: usize) -> Inside {
    let get = |v| values.get(plan, part, v);
    // A beaker's place is its underside, a cylinder's its floor inside: its foot is scenery.
    let thick = if plan.is(part, &beaker::KIND) { beaker::THICK } else { 0.0 };
    let floor = values.place(plan, part) + DVec2::Y * thick;
    Inside { floor, height: get(beaker::HEIGHT), radius: get(beaker::RADIUS) }
}

/// The point that a beaker pours from, world metres: it stays while the beaker is tilted around it.
pub fn lip(plan: &Plan, values: &Values, part: usize) -> DVec2 {
    let glass = inside(plan, values, part);
    glass.floor + DVec2::new(glass.radius * 1.12, glass.height)
}

/// The vessel whose mouth is below a point, and where its mouth is.
fn below(plan: &Plan, values: &Values, from: usize, at: DVec2) -> Option<(usize, DVec2)> {
    let mouth = |part: usize| {
        let glass = inside(plan, values, part);
        let aside = ((at.x - glass.floor.x).abs() - glass.radius).max(0.0);
        let rim = glass.floor + DVec2::Y * glass.height;
        (aside <= AIM && at.y >= rim.y - 1e-3).then_some((part, rim, (at.x - rim.x).abs()))
    };
    let found = vessels(plan).filter(|v| *v != from && tilt(plan, values, *v) == 0.0).filter_map(mouth);
    found.min_by(|a, b| a.2.total_cmp(&b.2)).map(|(part, rim, _)| (part, rim))
}

/// The solids in an upright vessel.
fn sunk(plan: &Plan, values: &Values, vessel: usize) -> Vec<(usize, Sunk)> {
    let glass = inside(plan, values, vessel);
    if tilt(plan, values, vessel) > 0.0 {
        return Vec::new();
    }
    let inside = plan.of(&solid::KIND).filter(|s| glass.holds(values.place(plan, *s)));
    inside
        .map(|s| {
            let get = |v| values.get(plan, s, v);
            let height = get(solid::HEIGHT).max(1e-9);
            let area = (get(solid::VOLUME) + get(solid::BUBBLES)) / height;
            (s, Sunk { area, from: values.place(plan, s).y - glass.floor.y, height })
        })
        .collect()
}

fn solids(sunk: &[(usize, Sunk)]) -> Vec<Sunk> {
    sunk.iter().map(|(_, s)| *s).collect()
}

fn check(plan: &Plan, values: &Values) -> Result<(), BuildError> {
    for vessel in vessels(plan) {
        let get = |v| values.get(plan, vessel, v);
        if get(beaker::VOLUME) > area(get(beaker::RADIUS)) * get(beaker::HEIGHT) {
            let id = plan.parts.get(vessel).map(|p| p.id.to_string()).unwrap_or_default();
            let sentence = format!("`{id}` does not hold so much liquid; take a larger vessel or less liquid.");
            return Err(BuildError::new(format!("{id}.volume"), sentence).keyed("refused.overfull"));
        }
    }
    Ok(())
}

/// Pours some of the liquid of one vessel away, into another if there is one; volumes and densities mix ideally.
fn transfer(plan: &Plan, values: &mut Values, from: usize, to: Option<usize>, volume: f64) {
    let get = |values: &Values, part, v| values.get(plan, part, v);
    values.put(plan, from, beaker::VOLUME, (get(values, from, beaker::VOLUME) - volume).max(0.0));
    let Some(to) = to else { return };
    let (before, own) = (get(values, to, beaker::VOLUME), get(values, to, beaker::DENSITY));
    let mass = before * own + volume * get(values, from, beaker::DENSITY);
    values.put(plan, to, beaker::VOLUME, before + volume);
    if before + volume > 0.0 {
        values.put(plan, to, beaker::DENSITY, mass / (before + volume));
    }
}

fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
    for part in plan.of(&beaker::KIND) {
        let get = |v| values.get(plan, part, v);
        let lean = get(beaker::TILT);
        if lean <= 0.0 {
            continue;
        }
        let volume = get(beaker::VOLUME);
        let kept = glass::below(get(beaker::RADIUS), lean, get(beaker::HEIGHT)).max(get(beaker::FILM));
        if volume <= kept {
            continue;
        }
        let left = kept + (volume - kept) * exp(-dt / POURING);
        let into = below(plan, values, part, lip(plan, values, part)).map(|(vessel, _)| vessel);
        if into.is_none() {
            cx.events.extend(event(plan, part, "spilled", cx.time + dt, volume - left));
        }
        transfer(plan, values, part, into, volume - left);
    }
    overflow(plan, values);
    beam::step(plan, values, dt);
    Ok(())
}

/// Height at which the stream from a beaker ends, m; `None` while nothing flows.
pub fn stream(plan: &Plan, values: &Values, part: usize) -> Option<f64> {
    let get = |v| values.get(plan, part, v);
    let kept = glass::below(get(beaker::RADIUS), get(beaker::TILT), get(beaker::HEIGHT)).max(get(beaker::FILM));
    if get(beaker::TILT) <= 0.0 || get(beaker::VOLUME) <= kept + 1e-9 {
        return None;
    }
    let into = below(plan, values, part, lip(plan, values, part));
    let foot = |v: usize| inside(plan, values, v).floor.y + values.get(plan, v, beaker::LEVEL);
    Some(into.map_or(values.option(BENCH), |(vessel, _)| foot(vessel)))
}

/// What stands above a rim runs over and is lost.
fn overflow(plan: &Plan, values: &mut Values) {
    for vessel in vessels(plan) {
        let glass = inside(plan, values, vessel);
        let around = solids(&sunk(plan, values, vessel));
        let most = area(glass.radius) * glass.height - around.iter().map(|s| s.displaced(glass.height)).sum::<f64>();
        if values.get(plan, vessel, beaker::VOLUME) > most.max(0.0) {
            values.put(plan, vessel, beaker::VOLUME, most.max(0.0));
        }
    }
}

fn refresh(plan: &Plan, values: &mut Values) {
    for part in plan.of(&solid::KIND) {
        let get = |v| values.get(plan, part, v);
        let volume = get(solid::MASS) / get(solid::DENSITY);
        let (height, total) = (volume / area(get(solid::WIDTH) / 2.0), get(solid::MASS) + get(solid::WET));
        values.put(plan, part, solid::VOLUME, volume);
        values.put(plan, part, solid::HEIGHT, height);
        values.put(plan, part, solid::TOTAL, total);
        values.put(plan, part, solid::IMMERSED, 0.0);
    }
    for vessel in vessels(plan) {
        let get = |v| values.get(plan, vessel, v);
        let sunk = sunk(plan, values, vessel);
        let (bottom, volume) = (area(get(beaker::RADIUS)), get(beaker::VOLUME));
        let level = glass::level(bottom, volume, &solids(&sunk));
        let mass = get(beaker::GLASS) + volume * get(beaker::DENSITY);
        for (part, solid) in sunk {
            let immersed = ((level - solid.from) / solid.height).clamp(0.0, 1.0);
            values.put(plan, part, solid::IMMERSED, immersed);
        }
        values.put(plan, vessel, beaker::LEVEL, level);
        values.put(plan, vessel, beaker::SHOWN, bottom * level);
        values.put(plan, vessel, beaker::MASS, mass);
    }
    for part in plan.of(&pan::KIND) {
        let load = carried(plan, values, values.place(plan, part), values.get(plan, part, pan::WIDTH) / 2.0);
        values.put(plan, part, pan::LOAD, load);
    }
    weights::refresh(plan, values);
    beam::refresh(plan, values);
}

/// True for a solid or a beaker that stands on a pan whose top is there and `half` wide to each side.
pub fn is_on(plan: &Plan, values: &Values, part: usize, top: DVec2, half: f64) -> bool {
    let at = values.place(plan, part);
    !plan.holds(values, part, 0) && (at.x - top.x).abs() <= half && (at.y - top.y).abs() < STANDS
}

/// What stands on a pan, kg: solids, beakers, what lies in them; what hangs in them presses with what it displaces.
/// Weights are not among it.
pub fn carried(plan: &Plan, values: &Values, top: DVec2, half: f64) -> f64 {
    let mut load = 0.0;
    let in_vessel = |part: usize| vessels(plan).any(|v| inside(plan, values, v).holds(values.place(plan, part)));
    for part in plan.of(&solid::KIND).filter(|s| is_on(plan, values, *s, top, half) && !in_vessel(*s)) {
        load += values.get(plan, part, solid::TOTAL);
    }
    let upright = |part: usize| is_on(plan, values, part, top, half) && tilt(plan, values, part) == 0.0;
    for part in plan.of(&beaker::KIND).filter(|b| upright(*b)) {
        load += values.get(plan, part, beaker::MASS);
        let level = values.get(plan, part, beaker::LEVEL);
        for (inside, sunk) in self::sunk(plan, values, part) {
            load += if sunk.from < STANDS && !plan.holds(values, inside, 0) {
                values.get(plan, inside, solid::TOTAL)
            } else {
                sunk.displaced(level) * values.get(plan, part, beaker::DENSITY)
            };
        }
    }
    load
}

/// Every pan: the middle of its top, and half its width.
fn pans(plan: &Plan, values: &Values) -> Vec<(DVec2, f64)> {
    let single = plan.of(&pan::KIND).map(|p| (values.place(plan, p), values.get(plan, p, pan::WIDTH) / 2.0));
    let pairs = plan.of(&tray_balance::KIND).flat_map(|p| beam::tops(plan, values, p).map(|top| (top, beam::HALF)));
    single.chain(pairs).collect()
}

/// Height of what is below a thing at `at`: a vessel's floor (for solids), a pan, the bench.
fn support(plan: &Plan, values: &Values, part: usize, at: DVec2) -> f64 {
    let mut best = values.option(BENCH);
    if plan.is(part, &solid::KIND)
        && let Some(vessel) = vessels(plan).find(|v| inside(plan, values, *v).holds(at))
    {
        return inside(plan, values, vessel).floor.y;
    }
    for (top, half) in pans(plan, values) {
        if (at.x - top.x).abs() <= half && at.y >= top.y - 0.02 {
            best = best.max(top.y);
        }
    }
    if plan.is(part, &solid::KIND) {
        // Let go above a mouth, it goes down into the vessel.
        let half = values.get(plan, part, solid::WIDTH) / 2.0;
        for vessel in vessels(plan) {
            let glass = inside(plan, values, vessel);
            if (at.x - glass.floor.x).abs() <= glass.radius - half && at.y >= glass.floor.y {
                best = best.max(glass.floor.y);
            }
        }
    }
    best
}

/// True for a thing that stands on the bench or a pan.
pub fn stands(plan: &Plan, values: &Values, part: usize) -> bool {
    let at = values.place(plan, part);
    at.y - support(plan, values, part, at) < STANDS
}

fn moved(plan: &Plan, values: &mut Values, part: usize, handle: usize, hand: Hand) {
    if plan.is(part, &tray_balance::KIND) {
        return beam::moved(plan, values, part, handle, hand);
    }
    if plan.is(part, &weight::KIND) {
        return weights::moved(plan, values, part, hand);
    }
    if handle == 1 {
        return tilted(plan, values, part, hand);
    }
    let from = values.place(plan, part);
    let is_solid = plan.is(part, &solid::KIND);
    let mut to = match hand {
        Hand::To { at, offset, .. } => at - offset,
        Hand::By(by) => from + by * NUDGE,
        Hand::Off => let_go(plan, values, part, from),
        Hand::Pressed => return,
    };
    let bench = values.option(BENCH);
    to.y = to.y.max(bench);
    if let Hand::By(_) = hand {
        // By keys a thing is put down as soon as it is near.
        let down = support(plan, values, part, to);
        if to.y - down < NUDGE / 2.0 {
            to.y = to.y.max(down);
            if to.y - down > 0.0 {
                to.y = down;
            }
        }
    }
    if is_solid {
        let half = values.get(plan, part, solid::WIDTH) / 2.0;
        for vessel in vessels(plan).filter(|v| tilt(plan, values, *v) == 0.0) {
            to = inside(plan, values, vessel).lead(from, to, half);
        }
        values.put_place(plan, part, to);
        wetting(plan, values, part);
    } else {
        shift(plan, values, part, to - from);
    }
    overflow(plan, values);
}

/// Moves a solid or a beaker, with what lies in it.
pub fn shift(plan: &Plan, values: &mut Values, part: usize, by: DVec2) {
    let with: Vec<usize> = match plan.is(part, &beaker::KIND) {
        true => sunk(plan, values, part).into_iter().map(|(s, _)| s).collect(),
        false => Vec::new(),
    };
    let from = values.place(plan, part);
    values.put_place(plan, part, from + by);
    let by = values.place(plan, part) - from;
    for s in with {
        let at = values.place(plan, s);
        values.put_place(plan, s, at + by);
    }
}

/// Where a thing comes to rest that is let go at `from`.
fn let_go(plan: &Plan, values: &Values, part: usize, from: DVec2) -> DVec2 {
    if plan.is(part, &beaker::KIND) {
        let lip = lip(plan, values, part);
        let near = below(plan, values, part, lip + DVec2::Y * OVER);
        if values.get(plan, part, beaker::TILT) > 0.0 {
            return from;
        }
        if let Some((vessel, mut mouth)) = near {
            // Held there, its lip over the mouth, ready to pour; over a wide one just inside the near rim.
            mouth.x -= (values.get(plan, vessel, beaker::RADIUS) - OVER * 1.2).max(0.0);
            return from + mouth + DVec2::Y * OVER - lip;
        }
    }
    DVec2::new(from.x, support(plan, values, part, from))
}

/// The hand on the lip of a beaker: it turns around its lip, and stands upright again when it is let go.
fn tilted(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let now = values.get(plan, part, beaker::TILT);
    let to = match hand {
        Hand::To { at, offset, .. } => {
            // From where the hand took hold, seen from the lip, to where it is.
            let lip = lip(plan, values, part);
            let start = values.place(plan, part) + offset - lip;
            let hand = at - lip;
            wrap_angle(atan2(start.y, start.x) - atan2(hand.y, hand.x))
        }
        Hand::By(by) => now + (by.x + by.y) * TILT,
        Hand::Off => 0.0,
        Hand::Pressed => now,
    };
    values.put(plan, part, beaker::TILT, to.clamp(0.0, FRAC_PI_2));
}

/// A solid that goes under gives back what was on it; one that comes out takes a film along.
fn wetting(plan: &Plan, values: &mut Values, part: usize) {
    let was = values.get(plan, part, solid::IMMERSED) > 0.0;
    let old = vessels(plan).map(|v| (v, values.get(plan, v, beaker::LEVEL)));
    // The vessel it was in stands as the last refresh left it: found by the level that the solid had a share in.
    let before: Vec<(usize, f64)> = old.collect();
    refresh(plan, values);
    let is = values.get(plan, part, solid::IMMERSED) > 0.0;
    let at = values.place(plan, part);
    if is && !was {
        if let Some(vessel) = vessels(plan).find(|v| inside(plan, values, *v).holds(at)) {
            let density = values.get(plan, vessel, beaker::DENSITY);
            let volume = values.get(plan, part, solid::WET) / density;
            values.put(plan, vessel, beaker::VOLUME, values.get(plan, vessel, beaker::VOLUME) + volume);
            values.put(plan, part, solid::WET, 0.0);
        }
    } else if was && !is {
        // The one whose level fell most is the one it came out of.
        let fell = |v: &(usize, f64)| v.1 - values.get(plan, v.0, beaker::LEVEL);
        let Some((vessel, _)) = before.into_iter().max_by(|a, b| fell(a).total_cmp(&fell(b))) else { return };
        let volume = values.get(plan, part, solid::CARRIES).min(values.get(plan, vessel, beaker::VOLUME));
        values.put(plan, part, solid::WET, volume * values.get(plan, vessel, beaker::DENSITY));
        values.put(plan, vessel, beaker::VOLUME, values.get(plan, vessel, beaker::VOLUME) - volume);
    }
}
