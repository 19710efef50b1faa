//! What a bench does: builds, lets time go by, obeys hands, tells its values.

use super::content::{Contents, Shelf, profile, volume_of};
use super::flow::{content, overflow, pour, press, volume};
use super::parts::{burette, dropper, pipette, reagent_bottle, volumetric_flask, wash_bottle};
use super::place::{Plan, Values, below, floor, inside, let_go, lip, ready, tilt, vessel_kind, vessels};
use super::vessel;
use super::{ACTIVITIES, BENCH, OPTIONS, draw, look};
use crate::matter::equilibrium::NotConverged;
use crate::numerics::math::{atan2, wrap_angle};
use crate::systems::tabled::{Hand, Handle, Model, Tabled};
use crate::systems::{BuildError, Failure, Motion, PartKind, Setup, StepContext, System};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI};

/// How far an arrow key carries, m.
const NUDGE: f64 = 0.005;
/// How far an arrow key tilts or turns, rad.
const TILT: f64 = PI / 90.0;
/// What an arrow key does to a pipette's valve: a touch of the fingers.
const TOUCH: f64 = 0.05;
/// How far a finger moves on a pipette's filler between shut and open, m.
const TRAVEL: f64 = 0.03;

/// Handles of a vessel, in this order.
pub const CARRY: usize = 0;
/// The lip by which it is tilted.
pub const LIP: usize = 1;
/// The button that swirls it.
pub const SWIRL: usize = 2;
/// The button of the stopper.
pub const STOPPER: usize = 3;
/// The button that turns the label.
pub const LABEL: usize = 4;

static MODEL: Model<Shelf, Contents> =
    Model { options: OPTIONS, handles, check, refresh, step, moved, draw: draw::draw, fits };

/// Builds a chemistry bench.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let Some(catalogue) = setup.catalogue.clone() else {
        return Err(BuildError::new("", "the substances of this laboratory could not be read"));
    };
    let shelf = Shelf::of(setup, catalogue);
    let contents = Contents::of(setup, &shelf);
    let mut contents = contents.map_err(|(part, words)| {
        BuildError::new(setup.parts.get(part).map_or(String::new(), |part| part.id.to_string()), words)
    })?;
    let profile = profile(setup.options.get("activities").copied().unwrap_or(0.0));
    for (index, place) in shelf.vessels.iter().enumerate() {
        let Some(content) = place.and_then(|at| contents.vessels.get_mut(at)) else { continue };
        if let Err(why) = content.rest(&shelf.catalogue, profile, &mut contents.work) {
            let part = setup.parts.get(index).map_or(String::new(), |part| part.id.to_string());
            return Err(BuildError::new(part, format!("its contents have no equilibrium: {why}")));
        }
    }
    Tabled::with(&MODEL, setup, shelf, contents)
}

fn fits(plan: &Plan, contents: &Contents) -> bool {
    let species = plan.extra.catalogue.species.len();
    let whole = |amounts: &super::content::Amounts| {
        amounts.0.amounts.len() == species
            && amounts.0.amounts.iter().all(|amount| *amount >= 0.0 && amount.is_finite())
    };
    contents.vessels.len() == plan.extra.vessels.iter().flatten().count()
        && contents.vessels.iter().all(|one| whole(&one.bulk) && whole(&one.streaks))
        && whole(&contents.lost)
}

fn handles(kind: &PartKind) -> &'static [Handle] {
    const CARRY: Handle = Handle { name: "", motion: Motion::Free, nudge: NUDGE, tells: "x" };
    const LIP: Handle = Handle { name: "lip", motion: Motion::Around(DVec2::ZERO), nudge: TILT, tells: "tilt" };
    const SWIRL: Handle = Handle { name: "swirl", motion: Motion::Button, nudge: 0.0, tells: "swirled" };
    const STOPPER: Handle = Handle { name: "stopper", motion: Motion::Button, nudge: 0.0, tells: "stopper" };
    const LABEL: Handle = Handle { name: "label", motion: Motion::Button, nudge: 0.0, tells: "label_to_palm" };
    static VESSEL: [Handle; 3] = [CARRY, LIP, SWIRL];
    static BOTTLE: [Handle; 5] = [CARRY, LIP, SWIRL, STOPPER, LABEL];
    static BURETTE: [Handle; 2] = [
        Handle { name: "tap", motion: Motion::Around(DVec2::ZERO), nudge: TILT, tells: "tap" },
        Handle { name: "tip", motion: Motion::Button, nudge: 0.0, tells: "drop" },
    ];
    static PIPETTE: [Handle; 2] =
        [CARRY, Handle { name: "valve", motion: Motion::Along(DVec2::NEG_Y), nudge: TOUCH, tells: "valve" }];
    static PRESSED: [Handle; 2] =
        [CARRY, Handle { name: "press", motion: Motion::Button, nudge: 0.0, tells: "volume" }];
    match kind.id {
        id if id == burette::KIND.id => &BURETTE,
        id if id == pipette::KIND.id => &PIPETTE,
        id if id == dropper::KIND.id || id == wash_bottle::KIND.id => &PRESSED,
        _ if has_stopper(kind) && super::has_label(kind) => &BOTTLE,
        _ if has_stopper(kind) => BOTTLE.get(..4).unwrap_or(&[]),
        id if vessel::KINDS.iter().any(|kind| kind.id == id) => &VESSEL,
        _ => &[],
    }
}

/// Whether a kind of vessel has a stopper of its own.
pub fn has_stopper(kind: &PartKind) -> bool {
    kind.id == reagent_bottle::KIND.id || kind.id == volumetric_flask::KIND.id
}

fn check(plan: &Plan, values: &Values) -> Result<(), BuildError> {
    for part in 0..plan.parts.len() {
        let capacity = match () {
            () if vessel_kind(plan, part).is_some() => inside(plan, values, part).capacity(),
            () if plan.is(part, &burette::KIND) => super::burette::CAPACITY,
            () => continue,
        };
        if volume(plan, values, part) > capacity * (1.0 + 1e-9) {
            let id = plan.parts.get(part).map(|row| row.id.to_string()).unwrap_or_default();
            let sentence = format!("`{id}` does not hold so much; take a larger vessel or less of it.");
            return Err(BuildError::new(id, sentence).keyed("refused.overfull"));
        }
    }
    Ok(())
}

/// What the solver did not find, as what ends a run.
fn stopped(plan: &Plan, part: usize, why: NotConverged) -> Failure {
    let part = plan.parts.get(part).map(|row| row.id.to_string()).unwrap_or_default();
    Failure::Stop {
        key: "stop.no_equilibrium",
        sentence: format!("The mixture in `{part}` has no equilibrium: {why}."),
        part,
    }
}

fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
    pour(plan, values, dt, cx);
    super::burette::step(plan, values, dt, cx);
    super::pipette::step(plan, values, dt, cx);
    overflow(plan, values, cx.time + dt, cx.events);
    react(plan, values, dt)
}

/// Mixes, cools and brings to equilibrium what changed.
fn react(plan: &Plan, values: &mut Values, dt: f64) -> Result<(), Failure> {
    let profile = profile(values.option(ACTIVITIES));
    for (part, place) in plan.extra.vessels.iter().enumerate() {
        let Some(place) = *place else { continue };
        let swirled = vessel_kind(plan, part).is_some() && values.get(plan, part, vessel::SWIRLED) == 1.0;
        let wetted = wetted(plan, values, part);
        let Contents { vessels, work, .. } = &mut values.extra;
        let Some(content) = vessels.get_mut(place) else { continue };
        let around = (swirled, wetted, plan.around.temperature);
        content.advance(&plan.extra.catalogue, profile, work, around, dt).map_err(|why| stopped(plan, part, why))?;
    }
    Ok(())
}

/// Surface through which a part's contents lose heat, m².
fn wetted(plan: &Plan, values: &Values, part: usize) -> f64 {
    if vessel_kind(plan, part).is_none() {
        return 0.01;
    }
    let level = values.get(plan, part, vessel::LEVEL);
    let radius = inside(plan, values, part).radius(level * 0.5);
    PI * radius * (2.0 * level + 2.0 * radius)
}

fn refresh(plan: &Plan, values: &mut Values) {
    for part in 0..plan.parts.len() {
        let Some(content) = content(plan, values, part) else { continue };
        let catalogue = &plan.extra.catalogue;
        let (volume, temperature) = (content.volume(catalogue), content.bulk.0.temperature);
        let ph = content.bulk.0.ph(catalogue).unwrap_or(f64::NAN);
        let id = plan.parts.get(part).map_or("", |row| row.kind.id);
        if let Some(variable) = volume_of(id) {
            values.put(plan, part, variable, volume);
        }
        match id {
            id if id == burette::KIND.id => {
                let bubble = values.get(plan, part, burette::BUBBLE);
                // What hangs at the tip has left the tube, though not the burette.
                let in_tube = volume - values.get(plan, part, burette::DROP);
                values.put(plan, part, burette::SHOWN, super::burette::shown(in_tube, bubble));
                values.put(plan, part, burette::RADIUS, super::burette::RADIUS);
                values.put(plan, part, burette::TEMPERATURE, temperature);
                values.put(plan, part, burette::PH, ph);
            }
            id if id == pipette::KIND.id => {
                let over = volume - super::pipette::at_mark(plan, values, part);
                values.put(plan, part, pipette::OVER, over);
                values.put(plan, part, pipette::TEMPERATURE, temperature);
            }
            id if id == dropper::KIND.id => values.put(plan, part, dropper::TEMPERATURE, temperature),
            id if id == wash_bottle::KIND.id => values.put(plan, part, wash_bottle::TEMPERATURE, temperature),
            _ => refresh_vessel(plan, values, part, (volume, temperature, ph)),
        }
    }
}

fn refresh_vessel(plan: &Plan, values: &mut Values, part: usize, (volume, temperature, ph): (f64, f64, f64)) {
    let inside = inside(plan, values, part);
    let level = inside.level(volume);
    let radius = inside.radius(level);
    let Some(content) = content(plan, values, part) else { return };
    let catalogue = &plan.extra.catalogue;
    let (colour, _) = look::colour(&plan.extra, &content.bulk.0, 2.0 * radius);
    let lab = colour.lab();
    let (solid, streaks) = (content.solid(catalogue), content.streaks.0.volume(catalogue));
    let mass =
        values.get(plan, part, vessel::GLASS) + content.bulk.0.mass(catalogue) + content.streaks.0.mass(catalogue);
    let told = [
        (vessel::LEVEL, level),
        (vessel::SHOWN, volume),
        (vessel::RADIUS, radius),
        (vessel::MASS, mass),
        (vessel::TEMPERATURE, temperature),
        (vessel::PH, ph),
        (vessel::LIGHTNESS, lab.lightness),
        (vessel::CHROMA, lab.chroma()),
        (vessel::HUE, lab.hue().to_radians()),
        (vessel::SOLID, solid),
        (vessel::STREAKS, if volume > 0.0 { streaks / volume } else { 0.0 }),
    ];
    for (variable, value) in told {
        values.put(plan, part, variable, value);
    }
}

fn moved(plan: &Plan, values: &mut Values, part: usize, handle: usize, hand: Hand) {
    let id = plan.parts.get(part).map_or("", |row| row.kind.id);
    match (id, handle) {
        (id, 0) if id == burette::KIND.id => turn(plan, values, part, hand),
        (id, 1) if id == burette::KIND.id => {
            if hand == Hand::Pressed {
                super::burette::touch(plan, values, part);
            }
        }
        (id, 1) if id == pipette::KIND.id => valve(plan, values, part, hand),
        (id, 1) if id == dropper::KIND.id || id == wash_bottle::KIND.id => {
            if hand == Hand::Pressed {
                press(plan, values, part);
            }
        }
        (_, LIP) => lean(plan, values, part, hand),
        (_, SWIRL) => flip(plan, values, part, vessel::SWIRLED, hand),
        (_, LABEL) => flip(plan, values, part, vessel::LABEL, hand),
        (_, STOPPER) => stopper(plan, values, part, hand),
        _ => carry(plan, values, part, hand),
    }
}

fn carry(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let from = values.place(plan, part);
    let mut to = match hand {
        Hand::To { at, offset, .. } => at - offset,
        Hand::By(by) => from + by * NUDGE,
        Hand::Off => let_go(plan, values, part),
        Hand::Pressed => return,
    };
    to.y = to.y.max(values.option(BENCH));
    if plan.is(part, &pipette::KIND)
        && let Some(vessel) = vessels(plan).find(|vessel| {
            let (floor, inside) = (floor(plan, values, *vessel), inside(plan, values, *vessel));
            (to.x - floor.x).abs() < inside.mouth() && to.y < floor.y + inside.height()
        })
    {
        // Its tip stops at the floor of what it is dipped into.
        to.y = to.y.max(floor(plan, values, vessel).y + 1e-3);
    }
    values.put_place(plan, part, to);
    if vessel_kind(plan, part).is_some() {
        values.put(plan, part, vessel::TILT, if hand == Hand::Off { at_rest(plan, values, part) } else { 0.0 });
    }
}

/// Tilt of a vessel that nobody tilts: ready to pour over a mouth, else upright.
fn at_rest(plan: &Plan, values: &Values, part: usize) -> f64 {
    let over = below(plan, values, part, lip(plan, values, part));
    over.map_or(0.0, |_| ready(plan, values, part))
}

fn lean(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let now = tilt(plan, values, part);
    let to = match hand {
        Hand::To { at, by, .. } => {
            // As far as the hand went around the lip.
            let hand = at - lip(plan, values, part);
            let was = hand - by;
            now + wrap_angle(atan2(was.y, was.x) - atan2(hand.y, hand.x))
        }
        Hand::By(by) => now + (by.x + by.y) * TILT,
        Hand::Off => at_rest(plan, values, part),
        Hand::Pressed => now,
    };
    values.put(plan, part, vessel::TILT, to.clamp(0.0, vessel::MOST_TILT));
}

fn turn(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let now = values.get(plan, part, burette::TAP);
    let to = match hand {
        // The handle follows the hand: across is shut, along the tube is open.
        Hand::To { at, .. } => {
            let from = at - values.place(plan, part) - DVec2::Y * draw::TAP;
            atan2(from.y.abs(), from.x.abs())
        }
        Hand::By(by) => now + (by.x + by.y) * TILT,
        Hand::Off | Hand::Pressed => now,
    };
    values.put(plan, part, burette::TAP, to.clamp(0.0, FRAC_PI_2));
}

fn valve(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let now = values.get(plan, part, pipette::VALVE);
    let to = match hand {
        // Up sucks, down lets run.
        Hand::To { by, .. } => now - by.y / TRAVEL,
        Hand::By(by) => now - (by.y + by.x) * TOUCH,
        Hand::Off => 0.0,
        Hand::Pressed => now,
    };
    values.put(plan, part, pipette::VALVE, to.clamp(-1.0, 1.0));
}

fn flip(plan: &Plan, values: &mut Values, part: usize, flag: usize, hand: Hand) {
    if hand == Hand::Pressed {
        let now = values.get(plan, part, flag);
        values.put(plan, part, flag, 1.0 - now);
    }
}

/// A press takes the stopper out and lays it on its mouth, another turns it upside down, a third puts it back.
fn stopper(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    if hand != Hand::Pressed {
        return;
    }
    let next = match values.get(plan, part, vessel::STOPPER) as usize {
        0 => 0.0,
        1 => 3.0,
        3 => 2.0,
        _ => vessel::STOPPER_IN,
    };
    values.put(plan, part, vessel::STOPPER, next);
}
