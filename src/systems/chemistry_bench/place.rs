//! Where things are: the inside of a vessel, its lip, what is below a point, where a hand puts things down.

use super::BENCH;
use super::content::{Contents, Shelf};
use super::parts::{burette, dropper, pipette, wash_bottle};
use super::vessel;
use crate::frame::apparatus::glassware::{Profile, profile};
use crate::systems::PartKind;
use crate::systems::tabled;
use glam::DVec2;

/// The plan of a bench.
pub type Plan = tabled::Plan<Shelf>;
/// The values of a bench.
pub type Values = tabled::Values<Contents>;

/// Thickness of the glass below the inside, m.
pub const THICK: f64 = 0.0016;
/// How far aside of a mouth a stream still hits it, m; and how near a thing must be let go to be held over it.
const AIM: f64 = 0.02;
/// A hand that lets go of a thing no higher than this above a mouth means that mouth, m.
const REACH: f64 = 0.25;
/// Farthest that a vessel is leant before it pours, rad.
const LEAN: f64 = 1.2;
/// How high a lip or a tip is held over a mouth, m.
pub const OVER: f64 = 0.012;
/// How high the outlet of a dropping bottle's dropper is above its underside while it is used, m: beside the bottle.
pub const DROPPER_TIP: DVec2 = DVec2::new(0.045, 0.02);
/// Where the spout of a wash bottle ends, from the middle of its underside, m.
pub const SPOUT: DVec2 = DVec2::new(0.075, 0.14);
/// From the tip of a burette to its rim, m.
pub const BURETTE_RIM: f64 = 0.7;
/// How far aside of a burette's mouth a stream still hits it, m: the funnel that stands in it while it is filled.
const FUNNEL: f64 = 0.025;

/// The kind of vessel that a part is, if it is one.
pub fn vessel_kind(plan: &Plan, part: usize) -> Option<&'static PartKind> {
    let id = plan.parts.get(part)?.kind.id;
    vessel::KINDS.iter().copied().find(|kind| kind.id == id)
}

/// Vessels that stand open to be poured into and out of.
pub fn vessels(plan: &Plan) -> impl Iterator<Item = usize> + '_ {
    (0..plan.parts.len()).filter(|part| vessel_kind(plan, *part).is_some())
}

/// The inside of a vessel.
pub fn inside(plan: &Plan, values: &Values, part: usize) -> &'static Profile {
    let size = values.get(plan, part, vessel::SIZE) as usize;
    let id = plan.parts.get(part).map_or("", |row| row.kind.id);
    match (id, size) {
        ("beaker", 0) => &profile::BEAKER_100,
        ("beaker", 1) => &profile::BEAKER_50,
        ("beaker", _) => &profile::BEAKER_250,
        ("conical_flask", 0) => &profile::CONICAL_FLASK_250,
        ("conical_flask", _) => &profile::CONICAL_FLASK_150,
        ("test_tube", 0) => &profile::TEST_TUBE_18,
        ("test_tube", _) => &profile::TEST_TUBE_15,
        ("volumetric_flask", 0) => &profile::VOLUMETRIC_FLASK_100,
        ("volumetric_flask", _) => &profile::VOLUMETRIC_FLASK_250,
        ("measuring_cylinder", 0) => &profile::MEASURING_CYLINDER_50,
        ("measuring_cylinder", 1) => &profile::MEASURING_CYLINDER_10,
        ("measuring_cylinder", _) => &profile::MEASURING_CYLINDER_100,
        ("gas_jar", 0) => &profile::GAS_JAR_250,
        ("gas_jar", _) => &profile::GAS_JAR_125,
        (_, 1) => &profile::REAGENT_BOTTLE_125,
        _ => &profile::REAGENT_BOTTLE_250,
    }
}

/// Tilt of a vessel, rad.
pub fn tilt(plan: &Plan, values: &Values, part: usize) -> f64 {
    if vessel_kind(plan, part).is_some() { values.get(plan, part, vessel::TILT) } else { 0.0 }
}

/// The middle of a vessel's floor inside while it stands upright, m.
pub fn floor(plan: &Plan, values: &Values, part: usize) -> DVec2 {
    values.place(plan, part) + DVec2::Y * THICK
}

/// The point that a vessel pours from: it stays while the vessel is tilted around it, m.
pub fn lip(plan: &Plan, values: &Values, part: usize) -> DVec2 {
    let inside = inside(plan, values, part);
    floor(plan, values, part) + DVec2::new(inside.mouth() * 1.05, inside.height())
}

/// Where something comes out of a part, m.
pub fn outlet(plan: &Plan, values: &Values, part: usize) -> DVec2 {
    let at = values.place(plan, part);
    match plan.parts.get(part).map_or("", |row| row.kind.id) {
        id if id == dropper::KIND.id => at + DROPPER_TIP,
        id if id == wash_bottle::KIND.id => at + SPOUT,
        id if id == burette::KIND.id || id == pipette::KIND.id => at,
        _ => lip(plan, values, part),
    }
}

/// The middle of the mouth that things are poured into, and how far aside of it still counts, m.
fn mouth(plan: &Plan, values: &Values, part: usize) -> Option<(DVec2, f64)> {
    if plan.is(part, &burette::KIND) {
        return Some((values.place(plan, part) + DVec2::Y * BURETTE_RIM, FUNNEL));
    }
    vessel_kind(plan, part)?;
    let open = values.get(plan, part, vessel::STOPPER) != vessel::STOPPER_IN && tilt(plan, values, part) == 0.0;
    let inside = inside(plan, values, part);
    open.then(|| (floor(plan, values, part) + DVec2::Y * inside.height(), inside.mouth()))
}

/// The vessel or burette whose mouth is below a point, and the middle of its mouth.
pub fn below(plan: &Plan, values: &Values, from: usize, at: DVec2) -> Option<(usize, DVec2)> {
    let found = (0..plan.parts.len()).filter(|part| *part != from).filter_map(|part| {
        let (rim, half) = mouth(plan, values, part)?;
        let aside = ((at.x - rim.x).abs() - half).max(0.0);
        (aside <= AIM && at.y >= rim.y - 1e-3).then_some((part, rim))
    });
    // The nearest below: of a burette over a flask what is poured from above meets the burette.
    found.min_by(|a, b| (at.y - a.1.y).total_cmp(&(at.y - b.1.y)))
}

/// The vessel that a point is inside of, below its rim.
pub fn around(plan: &Plan, values: &Values, at: DVec2) -> Option<usize> {
    vessels(plan).filter(|part| tilt(plan, values, *part) == 0.0).find(|part| {
        let (floor, inside) = (floor(plan, values, *part), inside(plan, values, *part));
        let high = at.y - floor.y;
        high >= -1e-9 && high <= inside.height() && (at.x - floor.x).abs() <= inside.radius(high)
    })
}

/// How far a vessel is leant while it is held over a mouth, ready to pour: as far as nothing runs yet, rad.
pub fn ready(plan: &Plan, values: &Values, part: usize) -> f64 {
    if vessel_kind(plan, part).is_none() || values.get(plan, part, vessel::STOPPER) == vessel::STOPPER_IN {
        return 0.0;
    }
    let (inside, holds) = (inside(plan, values, part), values.get(plan, part, vessel::VOLUME) * 1.03);
    let (mut low, mut high) = (0.0, LEAN);
    for _ in 0..20 {
        let middle = (low + high) / 2.0;
        if inside.spill(middle) >= holds { low = middle } else { high = middle }
    }
    low
}

/// Where a thing is put down that is let go: over a mouth that is near below its outlet, or on the bench.
pub fn let_go(plan: &Plan, values: &Values, part: usize) -> DVec2 {
    let at = values.place(plan, part);
    let outlet = outlet(plan, values, part);
    if plan.is(part, &pipette::KIND) {
        // A pipette is held where it is: a hand that lets go of it lays it nowhere.
        return at;
    }
    let from_above = outlet + DVec2::Y * OVER;
    match below(plan, values, part, from_above) {
        Some((under, mouth)) if outlet.y - mouth.y < REACH => {
            let mut to = mouth + DVec2::Y * OVER;
            // Over a wide mouth just inside the near rim.
            let wide = if plan.is(under, &burette::KIND) { 0.0 } else { inside(plan, values, under).mouth() };
            to.x -= (wide - OVER * 1.2).max(0.0);
            // What is taller than the vessel stands beside it and leans over.
            let to = at + to - outlet;
            DVec2::new(to.x, to.y.max(values.option(BENCH)))
        }
        _ => DVec2::new(at.x, values.option(BENCH)),
    }
}
