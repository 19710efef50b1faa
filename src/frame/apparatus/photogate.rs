//! Photogates and their timer.

use super::segments::{Clock, window};
use crate::frame::{Anchor, Dash, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// Half the clear width between the arms in the slanting view, m: backwards is up and to the right.
const BACK: DVec2 = DVec2::new(0.036, 0.021);
/// Thickness of an arm, in half clear widths.
const ARM: f64 = 0.3;

/// A U-shaped photogate, open upwards; the middle of its beam is at the origin. What passes moves across, so the
/// beam runs from back to front: the U is seen at a slant, one arm behind what passes and one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// Width of an arm, m.
    pub width: f64,
    /// From the beam up to the top of the arms, m.
    pub top: f64,
    /// From the beam down to the floor of the U, m.
    pub depth: f64,
    /// Length of the rod below it, m; none if it is 0 or less.
    pub rod: f64,
    /// True while something is in the beam.
    pub blocked: bool,
}

impl Gate {
    /// A gate of the usual size, held in the air.
    pub const fn new(blocked: bool) -> Self {
        Self { width: 0.022, top: 0.014, depth: 0.045, rod: 0.0, blocked }
    }

    /// From the beam down to its underside, m.
    pub fn underside(&self) -> f64 {
        self.depth + self.width * 0.8
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (h, top, floor, low) = (self.width * 0.5, self.top, -self.depth, -self.underside());
        let at = |x: f64, y: f64, z: f64| DVec2::new(x, y) + BACK * z;
        if self.rod > 0.0 {
            let rod = Rect::new(-0.004, low - self.rod, 0.004, low + 0.004);
            pen.rect(rod, Fill::band(Role::Steel, rod.min, DVec2::new(0.004, rod.min.y)), Stroke::edge(Role::Steel));
        }
        let edge = Stroke::edge(Role::DarkPlastic);
        let face = |pen: &mut Pen<'_>, z: f64, from: f64| {
            let corners = [at(-h, from, z), at(h, from, z), at(h, top, z), at(-h, top, z)];
            pen.polygon(corners, Fill::down(Role::DarkPlastic, at(-h, top, z), at(h, low, z)), edge);
        };
        let level = |pen: &mut Pen<'_>, y: f64, from: f64, until: f64| {
            let corners = [at(-h, y, from), at(h, y, from), at(h, y, until), at(-h, y, until)];
            pen.polygon(corners, (Role::DarkPlastic, Tone::Light), edge);
        };
        let (near, far) = (-1.0 - ARM, 1.0 + ARM);
        // From the back: the far arm, the floor, the U of the side, the near arm.
        face(pen, 1.0, floor);
        level(pen, floor, -1.0, 1.0);
        let side =
            [(near, top), (-1.0, top), (-1.0, floor), (1.0, floor), (1.0, top), (far, top), (far, low), (near, low)];
        pen.polygon(side.map(|(z, y)| at(h, y, z)), (Role::DarkPlastic, Tone::Dark), edge);
        level(pen, top, 1.0, far);
        level(pen, top, near, -1.0);
        face(pen, near, low);
        let eye = self.width * 0.15;
        let beam = Stroke::new(Role::Laser, 1.1).dash(Dash::Dotted);
        // Lamp behind, sensor in front: what stands in the beam keeps it from the sensor.
        let until = if self.blocked { DVec2::ZERO } else { -BACK };
        pen.line(BACK, until, beam);
        pen.circle(BACK, eye, Role::Laser, Stroke::new(Role::Laser, 0.7).tone(Tone::Light));
        let lamp = at(0.0, low + self.width * 0.45, near);
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
