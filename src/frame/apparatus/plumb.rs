//! Plumb lines.

use super::small::thread;
use crate::frame::{Fill, Pen, Rect, Role, Stroke};
use glam::DVec2;

/// A plumb line hanging `length` metres from a point, to the tip of its bob.
pub fn plumb(pen: &mut Pen<'_>, from: DVec2, length: f64) {
    let (h, r) = (0.05_f64.min(length * 0.5), 0.011);
    let tip = from - DVec2::new(0.0, length);
    let top = tip.y + h;
    thread(pen, from, DVec2::new(tip.x, top), 0.0005);
    let fill = Fill::band(Role::Brass, tip - DVec2::new(r, 0.0), tip + DVec2::new(r, 0.0));
    let cap = Rect::new(tip.x - r * 0.4, top - h * 0.14, tip.x + r * 0.4, top);
    pen.rect(cap, fill, Stroke::edge(Role::Brass));
    pen.outline(fill, Stroke::edge(Role::Brass), |o| {
        let (x, y) = (tip.x, top - h * 0.14);
        o.to(x - r, y).to(x + r, y).to(x + r, y - h * 0.2).to(x, tip.y).to(x - r, y - h * 0.2);
    });
}
