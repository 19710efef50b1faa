//! Draws vessels, what is in them, what hangs in them, and the stream between them.

use super::model::{inside, lip, stands, stream, tilt};
use super::parts::{beaker, cylinder, solid};
use super::{draw_weighing, glass};
use crate::frame::apparatus::{self, Beaker, MeasuringCylinder};
use crate::frame::{Pen, Pose, Role, Stroke};
use crate::systems::tabled::{Plan, Values};
use glam::DVec2;

/// Length of the thread above a solid, m.
const THREAD: f64 = 0.09;

/// Draws a part on a layer: 0 glass behind, 1 solids, 2 liquids and glass before.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let at = values.place(plan, part);
    let get = |v| values.get(plan, part, v);
    draw_weighing::draw(plan, values, part, layer, pen);
    if plan.is(part, &cylinder::KIND) {
        let glass = inside(plan, values, part);
        let tube = MeasuringCylinder { radius: glass.radius, height: glass.height };
        pen.at(at, |pen| match layer {
            0 => tube.draw_back(pen),
            2 => {
                apparatus::liquid(pen, glass.radius, get(beaker::LEVEL), Role::Liquid);
                tube.draw_front(pen);
            }
            _ => {}
        });
    } else if plan.is(part, &beaker::KIND) {
        draw_beaker(plan, values, part, layer, pen);
    } else if plan.is(part, &solid::KIND) && layer == 1 {
        let (w, h) = (get(solid::WIDTH), get(solid::HEIGHT));
        pen.target(plan.grip(part, 0), |pen| {
            apparatus::thread(pen, at + DVec2::Y * h * 0.9, at + DVec2::Y * (h + THREAD), 5e-4);
            pen.at(at + DVec2::Y * (h + THREAD), |pen| apparatus::pull_ring(pen, 0.007));
            pen.at(at, |pen| match get(solid::LOOKS) as u8 {
                0 => apparatus::stone(pen, w, h),
                1 => apparatus::metal_block(pen, w, h, Role::Metal),
                2 => apparatus::metal_block(pen, w, h, Role::Iron),
                _ => apparatus::metal_block(pen, w, h, Role::Copper),
            });
            if get(solid::IMMERSED) > 0.0 && get(solid::BUBBLES) > 0.0 {
                pen.at(at, |pen| apparatus::air_on(pen, w, h));
            }
        });
    }
}

fn draw_beaker(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let get = |v| values.get(plan, part, v);
    let glass = inside(plan, values, part);
    let beaker = Beaker { radius: glass.radius, height: glass.height };
    let (lean, lip) = (tilt(plan, values, part), lip(plan, values, part));
    if layer == 1 {
        return;
    }
    if layer == 0 && lean == 0.0 && stands(plan, values, part) {
        pen.at(glass.floor, |pen| beaker.draw_shadow(pen));
    }
    if layer == 2
        && let Some(foot) = stream(plan, values, part)
    {
        pen.line(lip, DVec2::new(lip.x, foot), Stroke::new(Role::Liquid, 2.0).world(0.003).butt());
    }
    pen.at(Pose::at(lip.x, lip.y).turned(-lean), |pen| {
        pen.at(glass.floor - lip, |pen| {
            if layer == 0 {
                pen.target(plan.grip(part, 0), |pen| beaker.draw_back(pen));
                return;
            }
            if lean > 0.0 && get(beaker::VOLUME) > 0.0 {
                let at_lip = glass::at_lip(glass.radius, glass.height, lean, get(beaker::VOLUME));
                beaker.draw_tilted(pen, lean, at_lip, Role::Liquid);
            } else if lean == 0.0 {
                beaker.draw_liquid(pen, get(beaker::LEVEL), Role::Liquid);
            }
            beaker.draw_front(pen);
            pen.target(plan.grip(part, 1), |pen| {
                pen.at(DVec2::new(-glass.radius - 0.013, glass.height * 0.12), apparatus::turn_knob);
            });
        });
    });
}
