//! Draws vessels and tools with what is in them.

use super::model::{CARRY, LIP};
use super::parts::burette;
use super::place::{Plan, Values, floor, inside, lip, tilt, vessel_kind};
use super::vessel;
use crate::frame::{Fill, Pen, Pose, Role, Stroke, Tone};
use glam::DVec2;

/// Height of a burette's tap above its tip, m.
pub const TAP: f64 = 0.075;

/// Draws a part on a layer: 0 glass behind, 1 what is in it, 2 glass before.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    if vessel_kind(plan, part).is_some() {
        draw_vessel(plan, values, part, layer, pen);
    } else if plan.is(part, &burette::KIND) && layer == 2 {
        let at = values.place(plan, part);
        pen.target(plan.grip(part, 0), |pen| {
            pen.circle(at + DVec2::Y * TAP, 0.008, Role::Glass, Stroke::edge(Role::Glass))
        });
    }
}

fn draw_vessel(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let (lean, lip, inside) = (tilt(plan, values, part), lip(plan, values, part), inside(plan, values, part));
    pen.at(Pose::at(lip.x, lip.y).turned(-lean), |pen| {
        pen.at(floor(plan, values, part) - lip, |pen| {
            let wall = inside.points.iter().map(|(z, r)| DVec2::new(*r, *z));
            let other = inside.points.iter().rev().map(|(z, r)| DVec2::new(-r, *z));
            match layer {
                0 => {
                    pen.target(plan.grip(part, CARRY), |pen| pen.polygon(wall.chain(other), Role::Glass, Stroke::NONE))
                }
                1 => {
                    let level = values.get(plan, part, vessel::LEVEL);
                    let r = inside.radius(level);
                    pen.polygon(
                        wall.filter(|p| p.y < level)
                            .chain([DVec2::new(r, level), DVec2::new(-r, level)])
                            .chain(other.filter(|p| p.y < level)),
                        Role::Liquid,
                        Stroke::NONE,
                    );
                }
                _ => {
                    pen.polygon(wall.chain(other), Fill::None, Stroke::new(Role::Glass, 1.3).tone(Tone::Dark));
                    pen.target(plan.grip(part, LIP), |pen| {
                        pen.at(
                            DVec2::new(-inside.widest() - 0.013, inside.height() * 0.12),
                            crate::frame::apparatus::turn_knob,
                        );
                    });
                }
            }
        });
    });
}
