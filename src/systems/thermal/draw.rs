//! Draws the parts of a thermal system: beakers and what is in them, bulbs, the person.

use super::model::inside;
use super::parts::{bath, body, bulb};
use crate::frame::apparatus::{self, Beaker};
use crate::frame::{Pen, Role};
use crate::systems::tabled::{Plan, Values};
use glam::DVec2;

/// Draws a part on a layer: 0 behind, 1 what is put in, 2 in front.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let get = |v| values.get(plan, part, v);
    let at = values.place(plan, part);
    if plan.is(part, &bath::KIND) {
        let glass = inside(plan, values, part);
        let beaker = Beaker { radius: glass.radius, height: glass.height };
        match layer {
            0 => {
                pen.at(at, |pen| {
                    if get(bath::STANDS) != 0.0 {
                        apparatus::hotplate(pen, glass.radius * 2.6, get(bath::POWER) > 0.0);
                    } else {
                        beaker.draw_shadow(pen);
                    }
                    beaker.draw_back(pen);
                    beaker.draw_liquid(pen, get(bath::LEVEL), Role::Liquid);
                    if get(bath::KEPT) == 1.0 {
                        beaker.draw_ice(pen, get(bath::LEVEL));
                    }
                    if get(bath::BOILING) != 0.0 {
                        beaker.draw_bubbles(pen, get(bath::LEVEL));
                    }
                });
            }
            2 => pen.at(at, |pen| beaker.draw_front(pen)),
            _ => {}
        }
    } else if plan.is(part, &body::KIND) {
        if layer == 0 {
            pen.at(at, |pen| apparatus::torso(pen, get(body::WIDTH), get(body::HEIGHT)));
        }
    } else if layer == 1 {
        let grip = plan.of(&bulb::KIND).position(|b| b == part).unwrap_or(0) as u16;
        pen.target(grip, |pen| {
            pen.at(at, |pen| apparatus::stem(pen, DVec2::new(get(bulb::WIDTH), get(bulb::LENGTH)), get(bulb::BULB)));
        });
    }
}
