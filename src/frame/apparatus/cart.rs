//! Carts and the runway that they run on.

use super::bench::shadow;
use super::pulley::pulley;
use super::small::{grain, screw};
use crate::frame::trig::angle_of;
use crate::frame::{Fill, Pen, Pose, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// Thickness of the board, m.
const BOARD: f64 = 0.018;
/// Radius of the pulley's groove, m.
const PULLEY: f64 = 0.018;

/// A cart on two pairs of wheels; the middle of its coupling is at the origin, `height` m above what it stands on.
/// With `eyes` it has one at either end, for tape and string.
pub fn cart(pen: &mut Pen<'_>, length: f64, height: f64, eyes: bool) {
    let (half, wheel) = (length * 0.5, height * 0.36);
    let body = Rect::new(-half, -height + wheel, half, height * 0.42);
    pen.rounded_rect(body, 0.004, Fill::down(Role::DarkWood, body.max, body.min), Stroke::edge(Role::DarkWood));
    grain(pen, body, Role::DarkWood, 2);
    // A rail around its top, so that masses lie on it.
    let rail = Rect::new(-half, body.max.y, half, body.max.y + height * 0.16);
    pen.rounded_rect(rail, 0.002, Fill::down(Role::DarkMetal, rail.max, rail.min), Stroke::edge(Role::DarkMetal));
    for side in [-1.0, 1.0] {
        let axle = DVec2::new(side * half * 0.62, -height + wheel);
        pen.circle(axle, wheel, Role::Rubber, Stroke::edge(Role::Rubber));
        pen.circle(axle, wheel * 0.62, Fill::ball(Role::Metal, axle, wheel * 0.62), Stroke::edge(Role::Metal));
        screw(pen, axle, wheel * 0.2);
        if !eyes {
            continue;
        }
        let eye = DVec2::new(side * (half + 0.004), 0.0);
        pen.line(DVec2::new(side * half, 0.0), eye, Stroke::new(Role::Steel, 1.2).world(0.0022));
        pen.circle(eye, 0.0028, Fill::None, Stroke::new(Role::Steel, 1.0).tone(Tone::Dark).world(0.0012));
    }
}

/// A metal plate `height` m high that stands across a runway; the foot of its upper face is at the origin, its foot
/// goes to +x.
pub fn metal_stop(pen: &mut Pen<'_>, height: f64) {
    let foot = Rect::new(0.0, 0.0, 0.03, 0.004);
    pen.rect(foot, Fill::down(Role::Metal, foot.max, foot.min), Stroke::edge(Role::Metal));
    let rib = [DVec2::new(0.004, height * 0.75), DVec2::new(0.026, 0.004), DVec2::new(0.004, 0.004)];
    pen.polygon(rib, Role::Metal, Stroke::edge(Role::Metal));
    let plate = Rect::new(0.0, 0.0, 0.004, height);
    pen.rect(plate, Fill::band(Role::Steel, plate.min, DVec2::new(plate.max.x, 0.0)), Stroke::edge(Role::Steel));
    screw(pen, DVec2::new(0.02, 0.005), 0.003);
}

/// A long board on two supports, its upper end at `top`, sloping down to the right, a pulley beyond its lower end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Runway {
    /// Upper end of the running surface, m.
    pub top: DVec2,
    /// Unit vector down the runway.
    pub down: DVec2,
    /// Length, m.
    pub length: f64,
    /// Height of the bench, m.
    pub bench: f64,
    /// Height of the string above the running surface, m.
    pub string: f64,
    /// Whether a string runs over its pulley: without one it has none.
    pub pulled: bool,
}

impl Runway {
    /// Middle of the pulley, m.
    pub fn pulley(&self) -> DVec2 {
        self.top + self.down * (self.length + 0.03) + self.down.perp() * (self.string - PULLEY)
    }

    /// Where the string leaves the pulley downwards, m.
    pub fn hangs(&self) -> DVec2 {
        self.pulley() + DVec2::new(PULLEY, 0.0)
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        for part in [0.12, 0.88] {
            let under = self.top + self.down * self.length * part - self.down.perp() * BOARD;
            let post = Rect::new(under.x - 0.008, self.bench + 0.012, under.x + 0.008, under.y + 0.004);
            if post.height() > 0.01 {
                let base = Rect::new(under.x - 0.06, self.bench, under.x + 0.06, self.bench + 0.016);
                shadow(pen, base.min.x, base.max.x, self.bench);
                pen.rounded_rect(base, 0.005, Fill::down(Role::Iron, base.max, base.min), Stroke::edge(Role::Iron));
                let right = DVec2::new(post.max.x, post.min.y);
                pen.rect(post, Fill::band(Role::Steel, post.min, right), Stroke::edge(Role::Steel));
            }
        }
        if self.pulled {
            let holder = Stroke::new(Role::DarkMetal, 2.0).world(0.007);
            pen.line(self.top + self.down * (self.length - 0.02) - self.down.perp() * 0.009, self.pulley(), holder);
        }
        let turn = angle_of(self.down);
        pen.at(Pose::at(self.top.x, self.top.y).turned(turn), |pen| {
            let board = Rect::new(0.0, -BOARD, self.length, 0.0);
            let fill = Fill::down(Role::Board, DVec2::ZERO, DVec2::new(0.0, -BOARD));
            pen.rounded_rect(board, 0.0015, fill, Stroke::edge(Role::Board));
            grain(pen, board, Role::Board, 3);
            // The buffer that stops the cart.
            let buffer = Rect::new(self.length - 0.014, 0.0, self.length - 0.002, 0.022);
            pen.rounded_rect(
                buffer,
                0.003,
                Fill::down(Role::Rubber, buffer.max, buffer.min),
                Stroke::edge(Role::Rubber),
            );
        });
        if self.pulled {
            pulley(pen, self.pulley(), PULLEY, 0.0);
        }
    }
}
