//! Draws vessels and tools with what is in them.

use super::content::Content;
use super::flow::{content, pours, volume};
use super::model::{CARRY, LABEL, LIP, STOPPER, SWIRL};
use super::parts::{beaker, burette, conical_flask, dropper, pipette, volumetric_flask, wash_bottle};
use super::place::{BURETTE_RIM, DROPPER_TIP, Plan, SPOUT, Values, below, floor, inside, lip, tilt, vessel_kind};
use super::{BENCH, has_label, look, vessel};
use crate::frame::apparatus::glassware::{
    Burette, Dropper, Pipette, Tint, Vessel, WashBottle, label_knob, stopper_beside, swirl_knob,
};
use crate::frame::apparatus::turn_knob;
use crate::frame::{Pen, Pose, Role, Stroke, Words};
use glam::DVec2;

/// Height of a burette's tap above its tip, m.
pub const TAP: f64 = 0.075;
/// What a dropping bottle and a wash bottle hold when they are full, m³.
const DROPPER_HOLDS: f64 = 3e-5;
const WASH_BOTTLE_HOLDS: f64 = 4e-4;
/// How far beside a bottle its stopper lies, m.
const ASIDE: f64 = 0.03;

/// Draws a part on a layer: 0 glass behind, 1 what is in it, 2 glass before.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let at = values.place(plan, part);
    if vessel_kind(plan, part).is_some() {
        draw_vessel(plan, values, part, layer, pen);
    } else if plan.is(part, &burette::KIND) {
        pen.at(at, |pen| draw_burette(plan, values, part, layer, pen));
    } else if plan.is(part, &pipette::KIND) && layer == 2 {
        pen.at(at, |pen| draw_pipette(plan, values, part, pen));
    } else if plan.is(part, &dropper::KIND) && layer == 1 {
        let tint = tint(plan, values, part, 0.004);
        let bottle = Dropper { tip: DROPPER_TIP };
        let words = Words::Key(plan.extra.labels.get(part).cloned().unwrap_or_default());
        pen.at(at, |pen| {
            let share = values.get(plan, part, dropper::VOLUME) / DROPPER_HOLDS;
            pen.target(plan.grip(part, 0), |pen| bottle.draw_bottle(pen, share, &tint, words));
            pen.target(plan.grip(part, 1), |pen| bottle.draw_dropper(pen, &tint));
        });
    } else if plan.is(part, &wash_bottle::KIND) && layer == 1 {
        pen.at(at, |pen| {
            let share = values.get(plan, part, wash_bottle::VOLUME) / WASH_BOTTLE_HOLDS;
            pen.target(plan.grip(part, 0), |pen| WashBottle { spout: SPOUT }.draw(pen, share));
            pen.target(plan.grip(part, 1), |pen| pen.at(DVec2::new(-0.046, 0.07), turn_knob));
        });
    }
}

/// The tint of what is mixed in a part, over a path, m.
fn tint(plan: &Plan, values: &Values, part: usize, path: f64) -> Tint {
    content(plan, values, part).map_or(Tint::NONE, |one| look::tint(&plan.extra, &one.bulk.0, path))
}

fn draw_vessel(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let inside = inside(plan, values, part);
    let glass = Vessel { profile: inside, lip: plan.is(part, &beaker::KIND) };
    let (lean, lip, floor) = (tilt(plan, values, part), lip(plan, values, part), floor(plan, values, part));
    if layer == 2 && pours(plan, values, part) {
        stream(plan, values, part, lip, pen);
    }
    pen.at(Pose::at(lip.x, lip.y).turned(-lean), |pen| {
        pen.at(floor - lip, |pen| match layer {
            0 => {
                let stands = lean == 0.0 && floor.y - values.option(BENCH) < 0.01;
                pen.target(plan.grip(part, CARRY), |pen| glass.draw_back(pen, stands));
            }
            1 => {
                if let Some(one) = content(plan, values, part) {
                    draw_content(plan, values, part, (&glass, one, lean), pen);
                }
            }
            _ => draw_front(plan, values, part, &glass, pen),
        });
    });
    if layer == 2 {
        draw_stopper(plan, values, part, pen);
    }
}

/// What runs over the lip, down to what it falls into.
fn stream(plan: &Plan, values: &Values, part: usize, lip: DVec2, pen: &mut Pen<'_>) {
    let foot = below(plan, values, part, lip).map(|(under, _)| match vessel_kind(plan, under) {
        Some(_) => floor(plan, values, under).y + values.get(plan, under, vessel::LEVEL),
        None => values.place(plan, under).y + BURETTE_RIM,
    });
    let foot = foot.unwrap_or(values.option(BENCH)).min(lip.y);
    let line = [lip, DVec2::new(lip.x, foot)];
    pen.line(line[0], line[1], Stroke::new(Role::Liquid, 2.0).world(0.003).butt());
}

fn draw_content(
    plan: &Plan,
    values: &Values,
    part: usize,
    (glass, one, lean): (&Vessel, &Content, f64),
    pen: &mut Pen<'_>,
) {
    let whole = values.get(plan, part, vessel::VOLUME);
    if whole <= 0.0 {
        return;
    }
    let radius = values.get(plan, part, vessel::RADIUS);
    let surface = glass.profile.surface(lean, whole);
    let liquid = one.bulk.0.solution_volume(&plan.extra.catalogue) > 0.0;
    if liquid {
        glass.draw_liquid(pen, lean, surface, &look::tint(&plan.extra, &one.bulk.0, 2.0 * radius));
    }
    let solid = look::heap(&plan.extra, &one.bulk.0);
    if solid > 1e-10 && lean == 0.0 {
        glass.draw_solid(pen, solid.min(glass.profile.capacity()), &look::solid_tint(&plan.extra, &one.bulk.0));
    }
    let streaks = one.streaks.0.volume(&plan.extra.catalogue);
    if streaks > 0.0 && lean == 0.0 {
        let across = 2.0 * crate::numerics::math::cbrt(streaks * 3.0 / (4.0 * std::f64::consts::PI));
        glass.draw_streaks(pen, surface, streaks, &look::tint(&plan.extra, &one.streaks.0, across));
    }
}

fn draw_front(plan: &Plan, values: &Values, part: usize, glass: &Vessel, pen: &mut Pen<'_>) {
    let profile = glass.profile;
    glass.draw_front(pen);
    if plan.is(part, &beaker::KIND) || plan.is(part, &conical_flask::KIND) {
        let step = if profile.capacity() > 1.3e-4 { 5e-5 } else { 2e-5 };
        glass.draw_guide(pen, step, profile.capacity() * 0.8);
    }
    if plan.is(part, &volumetric_flask::KIND) {
        glass.draw_mark(pen, if profile.capacity() > 2e-4 { 2.5e-4 } else { 1e-4 });
    }
    if plan.parts.get(part).is_some_and(|row| has_label(row.kind)) {
        let words = Words::Key(plan.extra.labels.get(part).cloned().unwrap_or_default());
        let turned = values.get(plan, part, vessel::LABEL) == 1.0;
        // Turned to the palm it is seen through the glass from behind.
        pen.alpha(if turned { 0.35 } else { 1.0 }, |pen| {
            glass.draw_label(pen, if turned { Words::None } else { words });
        });
        pen.target(plan.grip(part, LABEL), |pen| {
            pen.at(DVec2::new(-profile.widest() - 0.013, profile.height() * 0.34), |pen| label_knob(pen, turned));
        });
    }
    let (wide, high) = (profile.widest(), profile.height());
    pen.target(plan.grip(part, LIP), |pen| pen.at(DVec2::new(-wide - 0.013, high * 0.12), turn_knob));
    pen.target(plan.grip(part, SWIRL), |pen| {
        pen.at(DVec2::new(wide + 0.013, high * 0.12), |pen| {
            swirl_knob(pen, values.get(plan, part, vessel::SWIRLED) == 1.0);
        });
    });
}

/// The stopper of a bottle or a volumetric flask, in its neck or beside it.
fn draw_stopper(plan: &Plan, values: &Values, part: usize, pen: &mut Pen<'_>) {
    let place = values.get(plan, part, vessel::STOPPER) as usize;
    let has = plan.parts.get(part).is_some_and(|row| super::model::has_stopper(row.kind));
    if !has || place == 0 {
        return;
    }
    let (inside, floor) = (inside(plan, values, part), floor(plan, values, part));
    pen.target(plan.grip(part, STOPPER), |pen| {
        if values.get(plan, part, vessel::STOPPER) == vessel::STOPPER_IN {
            let (lip, lean) = (lip(plan, values, part), tilt(plan, values, part));
            pen.at(Pose::at(lip.x, lip.y).turned(-lean), |pen| {
                pen.at(floor - lip, |pen| Vessel { profile: inside, lip: false }.draw_stopper(pen));
            });
        } else {
            let beside = DVec2::new(values.place(plan, part).x - inside.widest() - ASIDE, values.option(BENCH));
            pen.at(beside, |pen| stopper_beside(pen, inside.mouth(), place == 2));
        }
    });
}

fn draw_burette(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let get = |variable| values.get(plan, part, variable);
    let tube = Burette { radius: super::burette::RADIUS, rim: BURETTE_RIM, tap: TAP };
    let hue = tint(plan, values, part, 2.0 * super::burette::RADIUS);
    match layer {
        0 => {
            tube.draw_stand(pen, values.option(BENCH) - values.place(plan, part).y);
            tube.draw_back(pen);
        }
        1 => {
            let level = super::burette::level(get(burette::VOLUME) - get(burette::DROP), get(burette::BUBBLE));
            // The tip holds some 0.3 mL over the length below the tap.
            let air = (get(burette::BUBBLE) / 3e-7).min(1.0) * TAP * 0.6;
            tube.draw_liquid(pen, level, air, &hue);
        }
        _ => {
            tube.draw_front(pen);
            pen.target(plan.grip(part, 0), |pen| tube.draw_tap(pen, get(burette::TAP)));
            pen.target(plan.grip(part, 1), |pen| {
                tube.draw_drop(pen, get(burette::DROP), &hue);
                // A place to take hold of where nothing hangs.
                pen.circle(DVec2::new(0.0, -0.004), 0.004, crate::frame::Fill::None, Stroke::NONE);
            });
            if super::burette::streams(plan, values, part) {
                let at = values.place(plan, part);
                let foot = super::flow::target(plan, values, part).map_or(values.option(BENCH), |under| {
                    floor(plan, values, under).y + values.get(plan, under, vessel::LEVEL)
                });
                tube.draw_stream(pen, (at.y - foot).max(0.0));
            }
        }
    }
}

fn draw_pipette(plan: &Plan, values: &Values, part: usize, pen: &mut Pen<'_>) {
    let size = values.get(plan, part, pipette::SIZE) as usize;
    let glass = Pipette { volume: pipette::VOLUMES.get(size).copied().unwrap_or(2e-5) };
    let hue = tint(plan, values, part, 0.015);
    pen.target(plan.grip(part, 0), |pen| {
        glass.draw(pen, volume(plan, values, part), super::pipette::at_mark(plan, values, part), &hue);
    });
    pen.target(plan.grip(part, 1), |pen| glass.draw_filler(pen, values.get(plan, part, pipette::VALVE)));
}
