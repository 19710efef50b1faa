//! Wooden blocks with a hook.

use super::small::grain;
use crate::frame::{Fill, Outline, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;
use std::f64::consts::PI;

/// A block of wood. The middle of its lower face is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Length, m.
    pub width: f64,
    /// Height, m.
    pub height: f64,
    /// Whether it has a hook on its right face.
    pub hook: bool,
}

impl Block {
    /// Where the hook holds a thread, from the origin, m.
    pub fn hook_point(&self) -> DVec2 {
        DVec2::new(self.width * 0.5 + self.height * 0.26, self.height * 0.5)
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (w, h) = (self.width, self.height);
        if self.hook {
            let p = self.hook_point();
            let r = h * 0.09;
            let stroke = Stroke::new(Role::Steel, 1.5).tone(Tone::Dark).world(h * 0.035);
            let bend = |o: &mut Outline<'_>| {
                o.to(w * 0.5, p.y).to(p.x - 2.0 * r, p.y).arc(DVec2::new(p.x - r, p.y), r, PI, -0.75 * PI);
            };
            pen.curve(stroke, bend);
            pen.curve(Stroke::new(Role::Steel, 0.7).tone(Tone::Light).world(h * 0.014), bend);
            let plate = Rect::new(w * 0.5, p.y - h * 0.09, w * 0.5 + h * 0.035, p.y + h * 0.09);
            pen.rect(plate, Role::Metal, Stroke::edge(Role::Metal));
        }
        let body = Rect::new(-w * 0.5, 0.0, w * 0.5, h);
        let fill = Fill::down(Role::DarkWood, DVec2::new(0.0, h), DVec2::new(0.0, h * 0.1));
        pen.rounded_rect(body, h * 0.035, fill, Stroke::edge(Role::DarkWood));
        grain(pen, body, Role::DarkWood, 5);
        let lit = Stroke::new(Role::DarkWood, 1.0).tone(Tone::Light);
        pen.line(DVec2::new(-w * 0.5 + h * 0.05, h * 0.975), DVec2::new(w * 0.5 - h * 0.05, h * 0.975), lit);
    }
}
