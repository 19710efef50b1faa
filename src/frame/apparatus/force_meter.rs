//! The display of a force sensor.

use super::segments::{Clock, window};
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Words};
use glam::DVec2;

/// A display of a force; the middle of its lower edge is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForceMeter {
    /// Width, m.
    pub width: f64,
    /// What it shows, N.
    pub shown: Clock,
    /// Grip of the key that sets to zero.
    pub zero: u16,
}

impl ForceMeter {
    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (w, h) = (self.width, self.width * 0.5);
        pen.alpha(0.22, |pen| {
            let under = Rect::new(-w * 0.5 + 0.004, -0.006, w * 0.5 + 0.004, h - 0.006);
            pen.rounded_rect(under, h * 0.09, Role::Shadow, Stroke::NONE);
        });
        let case = Rect::new(-w * 0.5, 0.0, w * 0.5, h);
        pen.rounded_rect(case, h * 0.09, Fill::down(Role::Plastic, case.max, case.min), Stroke::edge(Role::Plastic));
        let panel = case.grown(-h * 0.07);
        pen.rounded_rect(panel, h * 0.05, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
        let display = Rect::new(panel.min.x + h * 0.08, h * 0.46, panel.max.x - h * 0.34, h * 0.86);
        window(pen, display, self.shown, true);
        let size = TextSize::AtLeast { metres: h * 0.2, points: 8.0 };
        let unit = DVec2::new(panel.max.x - h * 0.17, display.centre().y);
        pen.text(unit, Words::Literal("N"), Anchor::Centre, size, Role::PlasticInk);
        pen.target(self.zero, |pen| {
            let key = Rect::centred(DVec2::new(0.0, h * 0.26), w * 0.36, h * 0.22);
            pen.rounded_rect(key, h * 0.04, Fill::down(Role::Plastic, key.max, key.min), Stroke::edge(Role::Plastic));
            let size = TextSize::World(h * 0.14);
            pen.text(key.centre(), Words::Literal("→ 0 ←"), Anchor::Centre, size, Role::FaceInk);
        });
    }
}
