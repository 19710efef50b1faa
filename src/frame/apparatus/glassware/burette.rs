//! Burette: tube, tap with its handle, tip, and the stand with the clamp that holds it. Its scale is an instrument.

use super::Tint;
use crate::frame::apparatus::{Stand, arm};
use crate::frame::trig::sin_cos;
use crate::frame::{Anchor, Fill, Pen, Pose, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// Thickness of the glass, m.
const WALL: f64 = 0.0013;
/// How far the rod of its stand is to the left, m.
const ROD: f64 = 0.16;

/// A burette; its tip is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burette {
    /// Inner radius, m.
    pub radius: f64,
    /// Height of its rim above the tip, m.
    pub rim: f64,
    /// Height of the tap, m.
    pub tap: f64,
}

impl Burette {
    /// The stand, `bench` m below the tip (negative), with its clamp.
    pub fn draw_stand(&self, pen: &mut Pen<'_>, bench: f64) {
        pen.at(DVec2::new(-ROD, bench), |pen| {
            Stand { height: self.rim * 0.9 - bench, left: -0.06, right: 0.2 }.draw(pen)
        });
        for share in [0.42, 0.72] {
            let y = self.rim * share;
            arm(pen, DVec2::new(-ROD, y), DVec2::new(-self.radius - WALL, y));
            let jaw = Rect::centred(DVec2::new(0.0, y), self.radius * 2.0 + 0.012, 0.012);
            pen.alpha(0.55, |pen| {
                pen.rounded_rect(
                    jaw,
                    0.003,
                    Fill::down(Role::DarkMetal, jaw.max, jaw.min),
                    Stroke::edge(Role::DarkMetal),
                );
            });
        }
    }

    /// Glass behind.
    pub fn draw_back(&self, pen: &mut Pen<'_>) {
        let r = self.radius + WALL;
        pen.rect(Rect::new(-r, self.tap + 0.02, r, self.rim), Role::Glass, Stroke::NONE);
    }

    /// What is in it, up to `level` m above the tip; `air` m of the tip below the tap are empty.
    pub fn draw_liquid(&self, pen: &mut Pen<'_>, level: f64, air: f64, tint: &Tint) {
        let r = self.radius;
        let neck = self.tap + 0.02;
        if level > neck {
            let rise = crate::frame::apparatus::rise(r);
            let body = [
                DVec2::new(-r, level),
                DVec2::new(-r, neck + 0.008),
                DVec2::new(-r * 0.4, neck),
                DVec2::new(r * 0.4, neck),
                DVec2::new(r, neck + 0.008),
                DVec2::new(r, level),
            ];
            pen.polygon(body, Role::Liquid, Stroke::NONE);
            tint.lay(pen, &body);
            pen.curve(Stroke::new(Role::Liquid, 1.2).tone(Tone::Dark), |o| {
                o.to(-r, level + rise).curve((-r * 0.94, level), (-r * 0.7, level), (-r * 0.4, level));
                o.to(r * 0.4, level).curve((r * 0.7, level), (r * 0.94, level), (r, level + rise));
            });
        }
        let top = self.tap - 0.01 - air;
        if level > 0.0 && top > 0.0 {
            let jet =
                [DVec2::new(-0.0006, 0.0), DVec2::new(0.0006, 0.0), DVec2::new(0.0015, top), DVec2::new(-0.0015, top)];
            pen.polygon(jet, Role::Liquid, Stroke::NONE);
            tint.lay(pen, &jet);
        }
    }

    /// Glass before.
    pub fn draw_front(&self, pen: &mut Pen<'_>) {
        let (r, neck) = (self.radius + WALL, self.tap + 0.02);
        let edge = Stroke::new(Role::Glass, 1.2).tone(Tone::Dark);
        pen.path(
            [
                DVec2::new(-r - 0.001, self.rim),
                DVec2::new(-r, self.rim - 0.004),
                DVec2::new(-r, neck + 0.008),
                DVec2::new(-r * 0.45, neck),
                DVec2::new(-r * 0.45, self.tap),
            ],
            edge,
        );
        pen.path(
            [
                DVec2::new(r + 0.001, self.rim),
                DVec2::new(r, self.rim - 0.004),
                DVec2::new(r, neck + 0.008),
                DVec2::new(r * 0.45, neck),
                DVec2::new(r * 0.45, self.tap),
            ],
            edge,
        );
        let jet = [
            DVec2::new(-0.003, self.tap),
            DVec2::new(-0.003, 0.02),
            DVec2::new(-0.0012, 0.0),
            DVec2::new(0.0012, 0.0),
            DVec2::new(0.003, 0.02),
            DVec2::new(0.003, self.tap),
        ];
        pen.polygon(jet, Fill::None, edge);
        let lit = Stroke::new(Role::Glass, 1.4).tone(Tone::Light);
        pen.line(DVec2::new(-r * 0.7, neck + 0.02), DVec2::new(-r * 0.7, self.rim - 0.02), lit);
    }

    /// The tap with its handle, turned by `angle` from shut (across) to open (along the tube), rad.
    pub fn draw_tap(&self, pen: &mut Pen<'_>, angle: f64) {
        let at = DVec2::new(0.0, self.tap);
        let barrel = Rect::centred(at, 0.026, 0.014);
        pen.rounded_rect(
            barrel,
            0.004,
            Fill::down(Role::Glass, barrel.max, barrel.min),
            Stroke::new(Role::Glass, 1.2).tone(Tone::Dark),
        );
        pen.at(Pose::at(at.x, at.y).turned(angle), |pen| {
            let handle = Rect::centred(DVec2::ZERO, 0.05, 0.009);
            pen.rounded_rect(
                handle,
                0.004,
                Fill::down(Role::DarkPlastic, handle.max, handle.min),
                Stroke::edge(Role::DarkPlastic),
            );
            pen.circle(DVec2::ZERO, 0.0045, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
        });
    }

    /// A drop of a volume, m³, that hangs at the tip.
    pub fn draw_drop(&self, pen: &mut Pen<'_>, volume: f64, tint: &Tint) {
        if volume <= 0.0 {
            return;
        }
        let r = crate::numerics::math::cbrt(volume * 3.0 / (4.0 * std::f64::consts::PI));
        let points: Vec<DVec2> = (0..24)
            .map(|at| {
                let (sin, cos) = sin_cos(f64::from(at) * std::f64::consts::TAU / 24.0);
                DVec2::new(sin * r * 0.95, cos * r * 1.1 - r * 0.9)
            })
            .collect();
        pen.polygon(points.iter().copied(), Role::Liquid, Stroke::new(Role::Liquid, 0.9).tone(Tone::Dark));
        tint.lay(pen, &points);
    }

    /// A stream from the tip to a foot that is `down` m below.
    pub fn draw_stream(&self, pen: &mut Pen<'_>, down: f64) {
        pen.line(DVec2::ZERO, DVec2::new(0.0, -down), Stroke::new(Role::Liquid, 1.4).tone(Tone::Dark).world(0.0012));
    }
}

/// The graduations of a burette: zero above, numbers growing downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BuretteScale {
    /// Inner radius, m.
    pub radius: f64,
    /// Largest volume, m³.
    pub range: f64,
    /// Smallest division, m³.
    pub division: f64,
    /// Height of the zero above the tip, m.
    pub zero: f64,
}

impl BuretteScale {
    /// Height of a volume above the tip, m.
    pub fn height(&self, volume: f64) -> f64 {
        self.zero - volume / (std::f64::consts::PI * self.radius * self.radius)
    }

    /// Draws the divisions on the glass, those of a millilitre round it, and where the meniscus is seen.
    pub fn draw(&self, pen: &mut Pen<'_>, seen: f64) {
        let r = self.radius;
        let count = (self.range / self.division).round().clamp(0.0, 5000.0) as i32;
        let pitch = self.height(0.0) - self.height(self.division);
        for (every, but, reach, points) in [(1, 5, 0.5, 0.55), (5, 10, 0.75, 0.65), (10, i32::MAX, 1.15, 0.8)] {
            pen.detail(pitch * f64::from(every), |pen| {
                let marks = (0..=count).filter(|i| i % every == 0 && (but == i32::MAX || i % but != 0));
                let line = |i: i32| {
                    let y = self.height(f64::from(i) * self.division);
                    (DVec2::new(r * (0.95 - reach), y), DVec2::new(r * 0.95, y))
                };
                pen.lines(marks.map(line), Stroke::new(Role::Ink, points).world(0.00012).butt());
            });
        }
        // Numbers beside the tube: each millilitre where there is room, else every five.
        for (every, room) in [(10, pitch * 2.5), (50, pitch * 25.0)] {
            pen.detail(room, |pen| {
                for i in (0..=count).step_by(every).filter(|i| every == 50 || i % 50 != 0) {
                    let volume = f64::from(i) * self.division;
                    let at = DVec2::new(-r * 1.3, self.height(volume));
                    let words = Words::whole((volume * 1e6).round() as i32);
                    pen.text(at, words, Anchor::Right, TextSize::AtLeast { metres: r * 0.5, points: 6.0 }, Role::Ink);
                }
            });
        }
        let at = self.height(seen);
        pen.detail(r, |pen| {
            pen.alpha(0.8, |pen| {
                pen.curve(Stroke::new(Role::Ink, 1.1), |o| {
                    o.to(-r * 0.9, at + r * 0.12).curve((-r * 0.6, at), (-r * 0.3, at), (0.0, at));
                    o.curve((r * 0.3, at), (r * 0.6, at), (r * 0.9, at + r * 0.12));
                });
            });
        });
    }
}
