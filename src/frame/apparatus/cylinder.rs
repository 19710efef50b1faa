//! Measuring cylinders, and the stones and blocks that are lowered into them.

use super::bench::shadow;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI};

/// A measuring cylinder; the middle of its floor inside is at the origin, its foot below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuringCylinder {
    /// Inner radius, m.
    pub radius: f64,
    /// Inner height, m.
    pub height: f64,
}

/// Thickness of the glass, m.
const WALL: f64 = 0.0015;

impl MeasuringCylinder {
    /// Height of the floor inside above the bench, m.
    pub const FOOT: f64 = 0.012;

    /// Glass behind, and the foot.
    pub fn draw_back(&self, pen: &mut Pen<'_>) {
        let r = self.radius + WALL;
        let half = r * 2.1;
        shadow(pen, -half, half, -Self::FOOT);
        let foot = Rect::new(-half, -Self::FOOT, half, -Self::FOOT * 0.35);
        pen.rounded_rect(
            foot,
            0.003,
            Fill::down(Role::Glass, foot.max, foot.min),
            Stroke::new(Role::Glass, 1.2).tone(Tone::Dark),
        );
        let neck = Rect::new(-r * 0.9, -Self::FOOT * 0.4, r * 0.9, 0.0);
        pen.rect(neck, Role::Glass, Stroke::new(Role::Glass, 0.9).tone(Tone::Dark));
        self.tube(pen, Role::Glass.into(), Stroke::NONE);
    }

    fn tube(&self, pen: &mut Pen<'_>, fill: Fill, stroke: Stroke) {
        let (r, h) = (self.radius + WALL, self.height);
        pen.outline(fill, stroke, |o| {
            o.to(-r * 1.12, h).to(-r, h - r * 0.3).to(-r, -WALL).to(r, -WALL).to(r, h - r * 0.6);
            // The spout, to the right.
            o.curve((r, h - r * 0.3), (r * 1.15, h - r * 0.1), (r * 1.55, h));
        });
    }

    /// Outline and highlight before the liquid.
    pub fn draw_front(&self, pen: &mut Pen<'_>) {
        let (r, h) = (self.radius, self.height);
        self.tube(pen, Fill::None, Stroke::new(Role::Glass, 1.3).tone(Tone::Dark));
        let lit = Stroke::new(Role::Glass, 1.6).tone(Tone::Light);
        pen.line(DVec2::new(-r * 0.8, h * 0.04), DVec2::new(-r * 0.8, h * 0.95), lit);
    }
}

/// The graduations of a measuring cylinder of a bore.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Graduations {
    /// Inner radius, m.
    pub radius: f64,
    /// Largest volume, m³.
    pub range: f64,
    /// Smallest division, m³.
    pub division: f64,
    /// Where the bottom of the meniscus is seen, m above the floor; `None` if there is none.
    pub meniscus: Option<f64>,
}

impl Graduations {
    /// Height of a volume above the floor, m.
    pub fn height(&self, volume: f64) -> f64 {
        volume / (PI * self.radius * self.radius)
    }

    /// Draws them on the glass: numbers every ten divisions, none below the first number's half.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let r = self.radius;
        let count = (self.range / self.division).round().clamp(0.0, 1000.0) as i32;
        let pitch = self.height(self.division);
        for (every, but, reach, points) in [(1, 5, 0.55, 0.6), (5, 10, 0.8, 0.75), (10, i32::MAX, 0.92, 0.9)] {
            pen.detail(pitch * f64::from(every), |pen| {
                let marks = (1..=count).filter(|i| i % every == 0 && (but == i32::MAX || i % but != 0));
                let line = |i: i32| {
                    let y = self.height(f64::from(i) * self.division);
                    (DVec2::new(r * (0.9 - reach), y), DVec2::new(r * 0.9, y))
                };
                pen.lines(marks.map(line), Stroke::new(Role::Ink, points).world(0.00025).butt());
            });
        }
        pen.detail(pitch * 3.0, |pen| {
            for i in (10..=count).step_by(10) {
                let volume = f64::from(i) * self.division;
                let at = DVec2::new(r * -0.08, self.height(volume));
                let words = Words::Number { value: volume * 1e6, decimals: u8::from(self.division * 10.0 < 0.99e-6) };
                pen.text(at, words, Anchor::Right, TextSize::AtLeast { metres: r * 0.36, points: 7.0 }, Role::Ink);
            }
        });
        let unit = DVec2::new(0.0, self.height(self.range) + r * 0.75);
        pen.text(
            unit,
            Words::Literal("mL"),
            Anchor::Centre,
            TextSize::AtLeast { metres: r * 0.36, points: 7.0 },
            Role::Ink,
        );
        if let Some(y) = self.meniscus {
            let up = super::rise(r);
            pen.alpha(0.8, |pen| {
                pen.curve(Stroke::new(Role::Ink, 1.2), |o| {
                    o.to(-r, y + up).curve((-r * 0.94, y), (-r * 0.8, y), (-r * 0.6, y));
                    o.to(r * 0.6, y).curve((r * 0.8, y), (r * 0.94, y), (r, y + up));
                });
            });
        }
    }
}

/// A pebble, `w` by `h` m, its lowest point at the origin.
pub fn stone(pen: &mut Pen<'_>, w: f64, h: f64) {
    let fill = Fill::down(Role::Iron, DVec2::new(-w * 0.3, h), DVec2::new(w * 0.3, 0.0));
    pen.outline(fill, Stroke::edge(Role::Iron), |o| {
        o.to(-w * 0.2, 0.0).curve((-w * 0.5, h * 0.02), (-w * 0.54, h * 0.4), (-w * 0.46, h * 0.62));
        o.curve((-w * 0.4, h * 0.95), (-w * 0.1, h * 1.02), (w * 0.12, h * 0.99));
        o.curve((w * 0.42, h * 0.95), (w * 0.52, h * 0.7), (w * 0.49, h * 0.4));
        o.curve((w * 0.46, h * 0.08), (w * 0.2, -h * 0.02), (-w * 0.2, 0.0));
    });
    pen.alpha(0.4, |pen| {
        let vein = Stroke::new(Role::Iron, 0.9).tone(Tone::Light);
        pen.curve(vein, |o| {
            _ = o.to(-w * 0.35, h * 0.5).curve((-w * 0.1, h * 0.62), (w * 0.1, h * 0.5), (w * 0.4, h * 0.68))
        });
    });
    tied(pen, w * 0.9, h);
}

/// A cylindrical block of metal with its thread tied around it.
pub fn metal_block(pen: &mut Pen<'_>, w: f64, h: f64, role: Role) {
    let body = Rect::new(-w * 0.5, 0.0, w * 0.5, h);
    let fill = Fill::band(role, body.min, DVec2::new(body.max.x, 0.0));
    pen.rounded_rect(body, w * 0.06, fill, Stroke::edge(role));
    tied(pen, w, h);
}

fn tied(pen: &mut Pen<'_>, w: f64, h: f64) {
    let thread = Stroke::new(Role::Thread, 1.1).world(5e-4);
    pen.curve(thread, |o| {
        o.to(-w * 0.49, h * 0.62).curve((-w * 0.2, h * 0.54), (w * 0.2, h * 0.54), (w * 0.49, h * 0.62));
    });
    pen.path([DVec2::new(-w * 0.3, h * 0.57), DVec2::new(0.0, h * 0.97), DVec2::new(w * 0.3, h * 0.57)], thread);
}

/// Bubbles of air that stick to a thing.
pub fn air_on(pen: &mut Pen<'_>, w: f64, h: f64) {
    for (x, y, r) in [(-0.42, 0.3, 0.05), (-0.2, 0.75, 0.06), (0.3, 0.5, 0.055), (0.44, 0.2, 0.045), (0.1, 0.15, 0.05)]
    {
        let at = DVec2::new(x * w, y * h);
        pen.circle(at, r * w, (Role::Glass, Tone::Light), Stroke::new(Role::Glass, 0.8).tone(Tone::Dark));
    }
}

/// A small round handle to tilt a thing by.
pub fn turn_knob(pen: &mut Pen<'_>) {
    let r = 0.007;
    pen.circle(DVec2::ZERO, r, Role::Wall, Stroke::new(Role::Accent, 1.4));
    let stroke = Stroke::new(Role::Accent, 1.3);
    pen.arc(DVec2::ZERO, r * 0.55, -FRAC_PI_2, PI * 0.75, stroke);
    let tip = DVec2::new(-r * 0.39, r * 0.39);
    pen.path([tip + DVec2::new(-r * 0.08, r * 0.32), tip, tip + DVec2::new(r * 0.34, r * 0.02)], stroke);
}
