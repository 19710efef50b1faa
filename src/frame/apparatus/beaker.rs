//! Beakers and measuring cylinders: thin glass with a lip, graduations and a highlight; water with its meniscus.

use super::bench::shadow;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use crate::numerics::math::powi;
use glam::DVec2;

/// Rise of the meniscus at the glass above its bottom, m: twice the capillary length of water at 20 °C (2.7 mm) bounds
/// it; on clean glass some 2 mm are seen, in a narrow vessel less.
pub fn rise(radius: f64) -> f64 {
    0.002_f64.min(radius * 0.16)
}

/// A beaker; the middle of its floor is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beaker {
    /// Inner radius, m.
    pub radius: f64,
    /// Inner height, m.
    pub height: f64,
}

/// Thickness of a beaker's glass, m.
const WALL: f64 = 0.0016;

/// A body of liquid that stands level in a straight vessel, with its meniscus bottom at `level`, m.
pub fn liquid(pen: &mut Pen<'_>, radius: f64, level: f64, role: Role) {
    if level <= 1e-5 {
        return;
    }
    let up = rise(radius).min(level);
    let surface = |o: &mut crate::frame::Outline<'_>| {
        o.to(-radius, level + up);
        o.curve((-radius * 0.94, level), (-radius * 0.8, level), (-radius * 0.6, level));
        o.to(radius * 0.6, level);
        o.curve((radius * 0.8, level), (radius * 0.94, level), (radius, level + up));
    };
    pen.outline(role, Stroke::NONE, |o| {
        surface(o);
        o.to(radius, 0.0).to(-radius, 0.0);
    });
    pen.curve(Stroke::new(role, 1.0).tone(Tone::Dark), surface);
}

impl Beaker {
    /// What it holds up to the rim, m³.
    pub fn capacity(&self) -> f64 {
        std::f64::consts::PI * self.radius * self.radius * self.height
    }

    /// The glass behind.
    pub fn draw_back(&self, pen: &mut Pen<'_>) {
        self.glass(pen, Role::Glass.into(), Stroke::NONE);
    }

    /// Its shadow on what it stands on.
    pub fn draw_shadow(&self, pen: &mut Pen<'_>) {
        shadow(pen, -self.radius, self.radius, -WALL);
    }

    fn glass(&self, pen: &mut Pen<'_>, fill: Fill, stroke: Stroke) {
        let (r, h) = (self.radius + WALL, self.height);
        let lip = r * 0.09;
        let foot = (r * 0.22).min(h * 0.3);
        pen.outline(fill, stroke, |o| {
            // The lip to pour from is on the right.
            o.to(-r - lip * 0.4, h).curve((-r, h - lip * 0.3), (-r, h - lip), (-r, h - lip * 1.4));
            let (bl, br) = (DVec2::new(-r, -WALL), DVec2::new(r, -WALL));
            o.corner(DVec2::new(-r, h), bl, br, foot).corner(bl, br, DVec2::new(r, h), foot);
            o.to(r, h - lip * 2.0).curve((r, h - lip), (r + lip * 0.5, h - lip * 0.4), (r + lip * 1.6, h));
        });
    }

    /// Its content when it stands upright.
    pub fn draw_liquid(&self, pen: &mut Pen<'_>, level: f64, role: Role) {
        liquid(pen, self.radius, level, role);
    }

    /// Its content when it is tilted to the right by `tilt`, rad, with the surface `at_lip` above the floor at its right
    /// wall, m (measured along the wall): the part of the inside that lies below the level of the surface.
    pub fn draw_tilted(&self, pen: &mut Pen<'_>, tilt: f64, at_lip: f64, role: Role) {
        let (r, h) = (self.radius, self.height);
        let (sin, cos) = crate::frame::trig::sin_cos(tilt);
        // Up in the beaker's own axes; a point is wet if it lies not above the surface.
        let up = DVec2::new(-sin, cos);
        let surface = DVec2::new(r, at_lip).dot(up);
        let corners = [DVec2::new(-r, 0.0), DVec2::new(r, 0.0), DVec2::new(r, h), DVec2::new(-r, h)];
        // Each side of the inside gives its first end if it is wet, and where the surface crosses it.
        let sides = (0..4).map(|i| (corners[i], corners[(i + 1) % 4]));
        let wet = sides.flat_map(|(a, b)| {
            let (da, db) = (a.dot(up) - surface, b.dot(up) - surface);
            let first = (da <= 0.0).then_some(a);
            let crossing = ((da < 0.0) != (db < 0.0) && da != db).then(|| a + (b - a) * (da / (da - db)));
            first.into_iter().chain(crossing)
        });
        pen.polygon(wet, role, Stroke::new(role, 0.8).tone(Tone::Dark));
    }

    /// Pieces of ice that swim.
    pub fn draw_ice(&self, pen: &mut Pen<'_>, level: f64) {
        let size = self.radius * 0.42;
        for (x, low, turn) in
            [(-0.62, 0.72, 0.2), (-0.1, 0.66, -0.25), (0.45, 0.7, 0.1), (0.2, 1.35, 0.5), (-0.45, 1.5, -0.1)]
        {
            let at = DVec2::new(x * self.radius, level + (0.58 - low) * size);
            pen.at(crate::frame::Pose::at(at.x, at.y).turned(turn), |pen| {
                let cube = Rect::centred(DVec2::ZERO, size, size * 0.9);
                pen.alpha(0.8, |pen| {
                    pen.rounded_rect(
                        cube,
                        size * 0.18,
                        (Role::Glass, Tone::Light),
                        Stroke::new(Role::Glass, 0.9).tone(Tone::Dark),
                    )
                });
            });
        }
    }

    /// Bubbles of boiling water.
    pub fn draw_bubbles(&self, pen: &mut Pen<'_>, level: f64) {
        for i in 0..14u32 {
            let (u, v) = (f64::from(i * 37 % 100) / 100.0, f64::from(i * 61 % 100) / 100.0);
            let at = DVec2::new((u - 0.5) * 1.7 * self.radius, v * level * 0.96);
            let size = self.radius * (0.03 + 0.05 * v);
            pen.circle(at, size, Fill::None, Stroke::new(Role::Glass, 0.8).tone(Tone::Dark));
        }
    }

    /// The glass before: outline, highlight, graduations.
    pub fn draw_front(&self, pen: &mut Pen<'_>) {
        let (r, h) = (self.radius, self.height);
        self.glass(pen, Fill::None, Stroke::new(Role::Glass, 1.3).tone(Tone::Dark));
        let lit = Stroke::new(Role::Glass, 1.6).tone(Tone::Light);
        pen.line(DVec2::new(-r * 0.86, h * 0.12), DVec2::new(-r * 0.86, h * 0.9), lit);
        // Graduations of a beaker: round volumes, a guide only (ISO 3819: 10 %).
        let area = std::f64::consts::PI * r * r;
        let most = self.capacity() * 0.86;
        let step = round_step(most / 5.0);
        let stroke = Stroke::new(Role::Ink, 0.8);
        let marks = (1..=8).map(f64::from).map(|i| i * step).take_while(|v| *v <= most);
        pen.lines(marks.clone().map(|v| v / area).map(|y| (DVec2::new(r * 0.3, y), DVec2::new(r * 0.62, y))), stroke);
        pen.detail(r * 0.12, |pen| {
            for volume in marks {
                let at = DVec2::new(r * 0.24, volume / area);
                let words = Words::whole((volume * 1e6).round() as i32);
                pen.text(at, words, Anchor::Right, TextSize::World(r * 0.17), Role::Ink);
            }
        });
    }
}

/// 1, 2 or 5 times a power of ten near a volume, m³.
fn round_step(volume: f64) -> f64 {
    let mut step = powi(10.0, -9);
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(30) {
        if step * factor > volume {
            break;
        }
        step *= factor;
    }
    step
}

/// A hot plate whose top is at the origin; its lamp is lit while it heats.
pub fn hotplate(pen: &mut Pen<'_>, width: f64, on: bool) {
    let (half, tall) = (width / 2.0, 0.05);
    shadow(pen, -half, half, -tall);
    let case = Rect::new(-half, -tall, half, -0.008);
    pen.rounded_rect(case, 0.006, Fill::down(Role::Plastic, case.max, case.min), Stroke::edge(Role::Plastic));
    let plate = Rect::new(-half * 0.9, -0.008, half * 0.9, -WALL);
    pen.rounded_rect(plate, 0.003, Fill::down(Role::Iron, plate.max, plate.min), Stroke::edge(Role::Iron));
    pen.circle(
        DVec2::new(half * 0.72, -tall * 0.6),
        0.004,
        if on { Role::Led } else { Role::LedPanel },
        Stroke::edge(Role::Plastic),
    );
    let knob = DVec2::new(-half * 0.66, -tall * 0.6);
    pen.circle(knob, 0.01, Fill::ball(Role::DarkPlastic, knob, 0.01), Stroke::edge(Role::DarkPlastic));
}
