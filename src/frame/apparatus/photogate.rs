//! Photogates and their timer.

use super::segments::{Clock, window};
use crate::frame::{Anchor, Dash, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// A U-shaped photogate, open upwards; the middle of its beam is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// Clear width between the arms, m.
    pub gap: f64,
    /// From the beam down to the bottom of the U, m.
    pub depth: f64,
    /// True while something is in the beam.
    pub blocked: bool,
}

impl Gate {
    /// A gate of the usual size.
    pub const fn new(blocked: bool) -> Self {
        Self { gap: 0.075, depth: 0.06, blocked }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (g, d) = (self.gap * 0.5, self.depth);
        let (t, top) = (self.gap * 0.24, self.gap * 0.22);
        let fill = Fill::down(Role::DarkPlastic, DVec2::new(-g, top), DVec2::new(g, -d));
        pen.outline(fill, Stroke::edge(Role::DarkPlastic), |o| {
            o.to(-g - t, top).to(-g, top).to(-g, -d).to(g, -d).to(g, top).to(g + t, top);
            let (x, y, r) = (g + t, -d - t, t * 0.5);
            o.corner(DVec2::new(x, top), DVec2::new(x, y), DVec2::new(-x, y), r);
            o.corner(DVec2::new(x, y), DVec2::new(-x, y), DVec2::new(-x, top), r);
        });
        let lit = Stroke::new(Role::DarkPlastic, 1.0).tone(Tone::Light);
        pen.line(DVec2::new(-g - t * 0.9, top * 0.9), DVec2::new(-g - t * 0.9, -d - t * 0.4), lit);
        let eye = t * 0.22;
        let beam = Stroke::new(Role::Laser, 1.1).dash(Dash::Dotted);
        let until = if self.blocked { 0.0 } else { g };
        pen.line(DVec2::new(-g, 0.0), DVec2::new(until, 0.0), beam);
        for (x, role) in [(-g - t * 0.35, Role::Laser), (g + t * 0.35, Role::LedPanel)] {
            pen.circle(DVec2::new(x, 0.0), eye, role, Stroke::new(role, 0.7).tone(Tone::Light));
        }
        let lamp = DVec2::new(0.0, -d - t * 0.5);
        let role = if self.blocked { (Role::Laser, Tone::Light) } else { (Role::LedPanel, Tone::Base) };
        pen.circle(lamp, eye, role, Stroke::new(Role::DarkPlastic, 0.8).tone(Tone::Light));
    }
}

/// The digital timer beside a photogate; the middle of its lower edge is at the origin. Where it stands on a
/// bench the caller draws its [`shadow`](super::shadow) first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timer {
    /// Width, m.
    pub width: f64,
    /// What it shows.
    pub shown: Clock,
    /// Unit of what it shows.
    pub unit: &'static str,
    /// Grips of its two keys: function and clear.
    pub keys: [u16; 2],
}

impl Timer {
    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let w = self.width;
        let h = w * 0.46;
        for x in [-0.38, 0.38] {
            pen.rounded_rect(
                Rect::centred(DVec2::new(x * w, h * 0.02), w * 0.1, h * 0.06),
                h * 0.02,
                Role::Rubber,
                Stroke::NONE,
            );
        }
        let case = Rect::new(-w * 0.5, h * 0.03, w * 0.5, h);
        let fill = Fill::down(Role::Plastic, DVec2::new(0.0, h), DVec2::new(0.0, 0.0));
        pen.rounded_rect(case, h * 0.09, fill, Stroke::edge(Role::Plastic));
        let panel = case.grown(-h * 0.07);
        pen.rounded_rect(panel, h * 0.05, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
        let display = Rect::new(panel.min.x + h * 0.08, h * 0.46, panel.max.x - h * 0.36, h * 0.85);
        window(pen, display, self.shown, true);
        let size = TextSize::AtLeast { metres: h * 0.16, points: 8.0 };
        let unit = DVec2::new(panel.max.x - h * 0.18, display.centre().y);
        pen.text(unit, Words::Literal(self.unit), Anchor::Centre, size, Role::PlasticInk);
        for (grip, x, key) in
            [(self.keys[0], -0.2, "apparatus.timer.mode"), (self.keys[1], 0.2, "apparatus.timer.clear")]
        {
            pen.target(grip, |pen| {
                let button = Rect::centred(DVec2::new(x * w, h * 0.26), w * 0.26, h * 0.2);
                let fill = Fill::down(Role::Plastic, button.max, button.min);
                pen.rounded_rect(button, h * 0.04, fill, Stroke::edge(Role::Plastic));
                pen.text(button.centre(), Words::Named(key), Anchor::Centre, TextSize::World(h * 0.11), Role::FaceInk);
            });
        }
    }
}
