//! What falls below a ticker timer: a weight with a clip for the tape, and the pad that it lands on.

use super::bench::shadow;
use super::small::screw;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A weight of iron that hangs by its clip from a tape whose end is at the origin; `long` m from there to its foot.
pub fn drop_weight(pen: &mut Pen<'_>, long: f64, wide: f64) {
    let clip = Rect::new(-0.007, -0.022, 0.007, 0.004);
    let body = Rect::new(-wide * 0.5, -long, wide * 0.5, clip.min.y);
    let right = DVec2::new(body.max.x, body.min.y);
    pen.rounded_rect(body, wide * 0.14, Fill::band(Role::Iron, body.min, right), Stroke::edge(Role::Iron));
    for part in [0.1, 0.9] {
        let y = body.min.y + part * body.height();
        let groove = Stroke::new(Role::Iron, 0.8).tone(Tone::Light);
        pen.line(DVec2::new(body.min.x, y), DVec2::new(body.max.x, y), groove);
    }
    let right = DVec2::new(clip.max.x, clip.min.y);
    pen.rounded_rect(clip, 0.002, Fill::band(Role::Steel, clip.min, right), Stroke::edge(Role::Steel));
    screw(pen, DVec2::new(0.0, -0.009), 0.0035);
}

/// A soft pad on the bench, the middle of its foot at the origin.
pub fn pad(pen: &mut Pen<'_>, wide: f64, high: f64) {
    shadow(pen, -wide * 0.5, wide * 0.5, 0.0);
    let body = Rect::new(-wide * 0.5, 0.0, wide * 0.5, high);
    pen.rounded_rect(body, high * 0.35, Fill::down(Role::Towel, body.max, body.min), Stroke::edge(Role::Towel));
}
