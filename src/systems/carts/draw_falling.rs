//! Draws a falling weight: the stand that holds its timer, the hand on the tape, the weight and the pad below.

use super::falling::{LONG, PAD};
use super::parts::weight;
use crate::frame::apparatus::{self, Stand};
use crate::frame::{Pen, Pose};
use crate::numerics::math::cbrt;
use crate::systems::tabled::{Plan, Values};
use glam::DVec2;

/// The rod of the stand, from the line of fall, m.
const ROD: f64 = -0.13;
/// The back of an upright timer, from there, m: its arm ends there.
const BACK: f64 = -0.034;
/// How far above the pen the hand holds the tape, m.
const HELD: f64 = 0.15;
/// Mass of the weight that is drawn at its full width, kg.
const LARGE: f64 = 0.3;

/// Draws it on a layer: 0 the stand and the pad, 1 the weight, 2 the hand.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let get = |v| values.get(plan, part, v);
    let (pen_at, bench) = (DVec2::new(get(weight::TIMER_X), get(weight::TIMER_Y)), get(weight::BENCH));
    match layer {
        0 => {
            let rod = DVec2::new(pen_at.x + ROD, bench);
            pen.at(rod, |pen| Stand { right: 0.19, ..Stand::new(pen_at.y - bench + 0.06) }.draw(pen));
            apparatus::arm(pen, DVec2::new(rod.x, pen_at.y), pen_at + DVec2::X * BACK);
            pen.at(DVec2::new(pen_at.x, bench), |pen| apparatus::pad(pen, 0.14, PAD));
        }
        1 => {
            let part_of_full = cbrt(get(weight::MASS) / LARGE).clamp(0.4, 1.5);
            pen.target(plan.grip(part, 0), |pen| {
                pen.at(values.place(plan, part), |pen| apparatus::drop_weight(pen, LONG, 0.034 * part_of_full));
            });
        }
        _ if get(weight::HOLD) != 0.0 => {
            let turned = Pose::at(pen_at.x, pen_at.y + HELD).turned(0.1);
            pen.at(turned, apparatus::hand);
        }
        _ => {}
    }
}
