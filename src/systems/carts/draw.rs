//! Draws runway, cart, string and load.

use super::draw_falling;
use super::model::{COUPLING, HALF, Slope, hook, runway_of};
use super::parts::{cart, runway, stop, weight};
use crate::frame::apparatus::{self, Runway};
use crate::frame::{Anchor, Pen, Pose, Role, Stroke, TextSize, Words};
use crate::numerics::math::atan2;
use crate::systems::tabled::{Plan, Values};
use glam::DVec2;

/// Length of a cart, m.
const LENGTH: f64 = 2.0 * HALF;
/// Thickness of the string, m.
const STRING: f64 = 0.0008;
/// Thickness of a slotted mass, m: its hanger is then as high as a load that has landed.
const SLOTTED: f64 = 0.0088;
/// Slotted masses that a hanger shows at most.
const MOST: f64 = 5.0;
/// One slotted mass, kg.
const ONE: f64 = 0.01;

fn drawing(plan: &Plan, values: &Values, part: usize) -> Runway {
    let Slope { top, down, length } = Slope::new(plan, values, part);
    let mut carts = plan.of(&cart::KIND).filter(|c| runway_of(plan, *c) == part);
    let pulled = carts.any(|c| is_pulled(plan, values, c));
    Runway { top, down, length, bench: values.get(plan, part, runway::BENCH), string: COUPLING, pulled }
}

/// True for a cart with a string or a tape.
fn is_pulled(plan: &Plan, values: &Values, part: usize) -> bool {
    values.get(plan, part, cart::LOAD) > 0.0 || values.get(plan, part, cart::DRAG) > 0.0
}

/// Draws a part on a layer: 0 the runway, 1 string and load, 2 the cart.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    if plan.is(part, &weight::KIND) {
        return draw_falling::draw(plan, values, part, layer, pen);
    }
    if plan.is(part, &runway::KIND) {
        if layer == 0 {
            drawing(plan, values, part).draw(pen);
        }
        return;
    }
    if plan.is(part, &stop::KIND) {
        if layer == 1 {
            let Slope { down, .. } = Slope::new(plan, values, runway_of(plan, part));
            let at = values.place(plan, part);
            pen.target(plan.grip(part, 0), |pen| {
                let pose = Pose::at(at.x, at.y).turned(atan2(down.y, down.x));
                pen.at(pose, |pen| apparatus::metal_stop(pen, COUPLING * 1.6));
            });
        }
        return;
    }
    let (board, at) = (drawing(plan, values, runway_of(plan, part)), values.place(plan, part));
    let load = values.get(plan, part, cart::LOAD);
    if layer == 1 && load > 0.0 {
        let (depth, taut) = hook(plan, values, part);
        let (over, hangs) = (board.pulley() + board.down.perp() * (COUPLING - 0.018).min(0.018), board.hangs());
        let front = at + board.down * (LENGTH / 2.0 + 0.006);
        let low = DVec2::new(hangs.x, board.top.y + board.down.y * board.length + COUPLING - depth);
        let sag = if taut { 0.0 } else { COUPLING * 0.8 };
        let droop = (0..=12).map(|i| {
            let t = f64::from(i) / 12.0;
            front.lerp(over, t) - board.down.perp() * (4.0 * sag * t * (1.0 - t))
        });
        pen.path(droop, Stroke::new(Role::Thread, 1.3).world(STRING));
        apparatus::thread(pen, hangs, low, STRING);
        let count = (load / ONE).round().clamp(1.0, MOST) as u32;
        pen.at(low, |pen| _ = apparatus::hanger(pen, count, SLOTTED));
    }
    if layer == 2 {
        let pose = Pose::at(at.x, at.y).turned(atan2(board.down.y, board.down.x));
        let eyes = is_pulled(plan, values, part);
        pen.target(plan.grip(part, 0), |pen| pen.at(pose, |pen| apparatus::cart(pen, LENGTH, COUPLING, eyes)));
        let count = values.get(plan, part, cart::COUNT);
        if count > 0.0 {
            let (over, size) = (at + DVec2::Y * COUPLING * 2.6, TextSize::AtLeast { metres: 0.05, points: 22.0 });
            pen.text(over, Words::whole(count.ceil().min(9.0) as i32), Anchor::Centre, size, Role::Accent);
        }
    }
}
