//! Pulleys.

use super::small::screw;
use crate::frame::trig::polar;
use crate::frame::{Fill, Pen, Role, Stroke, Tone};
use glam::DVec2;

/// A pulley wheel whose groove has a radius, m, turned by an angle, radians. Its holder is drawn by the caller.
pub fn pulley(pen: &mut Pen<'_>, centre: DVec2, radius: f64, angle: f64) {
    let rim = radius * 1.14;
    pen.circle(centre, rim, Fill::ball(Role::Metal, centre, rim), Stroke::edge(Role::Metal));
    pen.circle(centre, radius, Fill::None, Stroke::new(Role::Metal, 0.9).tone(Tone::Dark));
    for i in 0..5 {
        let a = angle + f64::from(i) * std::f64::consts::TAU / 5.0;
        let hole = polar(centre, radius * 0.58, a);
        pen.circle(hole, radius * 0.2, (Role::Wall, Tone::Base), Stroke::edge(Role::Metal));
    }
    screw(pen, centre, radius * 0.18);
}
