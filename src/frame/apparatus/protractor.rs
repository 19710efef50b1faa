//! Protractors: half a disc of clear plastic with degrees.

use super::graduation::graduation;
use crate::frame::trig::polar;
use crate::frame::{Anchor, Pen, Role, Stroke, TextSize, Words};
use glam::DVec2;
use std::f64::consts::PI;

/// Where a protractor's scale starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zero {
    /// At both ends of the straight edge, as on a set-square case: 0 to 180 both ways.
    Edge,
    /// In the middle of the arc, for angles from the vertical: 90 to 0 to 90.
    Middle,
}

/// A protractor: the middle of its straight edge is at the origin, its arc is below (a pendulum's) or,
/// turned by half a turn, above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Protractor {
    /// Radius, m.
    pub radius: f64,
    /// Where its scale starts.
    pub zero: Zero,
    /// Smallest division, radians; a whole number of hundredths of a degree.
    pub division: f64,
}

impl Protractor {
    /// One with lines at every degree.
    pub const fn new(radius: f64, zero: Zero) -> Self {
        Self { radius, zero, division: PI / 180.0 }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let r = self.radius;
        let rim = r * 0.045;
        pen.outline(Role::Clear, Stroke::edge(Role::Clear), |o| {
            o.to(-r, rim).arc(DVec2::ZERO, r, PI, 2.0 * PI).to(r, rim);
        });
        let ink = |w: f64| Stroke::new(Role::FaceInk, w).butt();
        pen.arc(DVec2::ZERO, r * 0.52, PI, 2.0 * PI, Stroke::new(Role::Clear, 0.8).tone(crate::frame::Tone::Dark));
        pen.line(DVec2::new(-r, 0.0), DVec2::new(r, 0.0), ink(0.7));
        pen.line(DVec2::ZERO, DVec2::new(0.0, -r * 0.12), ink(0.7));
        let unit = ((self.division.to_degrees() * 100.0).round() as i64).max(1);
        graduation(unit, &[100, 500, 1000], |look, step, but| self.divisions(pen, look, step, but));
        let size = TextSize::AtLeast { metres: r * 0.075, points: 7.5 };
        for step in [10, 30] {
            // Every tenth degree where there is room, every thirtieth always.
            pen.detail(if step == 10 { r * 0.024 } else { r * 0.1 }, |pen| {
                for d in (0..=180).step_by(step).filter(|d| step == 30 || d % 30 != 0) {
                    self.number(pen, d, size);
                }
            });
        }
    }

    fn number(&self, pen: &mut Pen<'_>, d: i32, size: TextSize) {
        let r = self.radius;
        let at = |part: f64, lift: f64| {
            let p = polar(DVec2::ZERO, r * part, PI + f64::from(d).to_radians());
            DVec2::new(p.x, if d % 180 == 0 { p.y - r * lift } else { p.y })
        };
        match self.zero {
            Zero::Middle => {
                pen.level_text(at(0.79, 0.06), Words::whole((d - 90).abs()), Anchor::Centre, size, Role::FaceInk);
            }
            Zero::Edge => {
                // Counted from the right on the outer row, from the left on the inner one.
                pen.level_text(at(0.80, 0.06), Words::whole(180 - d), Anchor::Centre, size, Role::FaceInk);
                pen.detail(r * 0.06, |pen| {
                    pen.level_text(at(0.66, 0.06), Words::whole(d), Anchor::Centre, size, Role::Pointer);
                });
            }
        }
    }

    /// Lines every `step` hundredths of a degree except where a longer one will be, counted from the middle.
    fn divisions(&self, pen: &mut Pen<'_>, look: usize, step: i64, but: Option<i64>) {
        let looks = [(0.055, 0.55), (0.085, 0.7), (0.115, 0.9)];
        let Some((reach, points)) = looks.get(look).copied() else { return };
        let stroke = Stroke::new(Role::FaceInk, points).butt();
        let r = self.radius;
        pen.detail(r * PI / 18_000.0 * step.min(500) as f64, |pen| {
            let last = 9000 / step;
            let marks = (-last..=last).map(|n| n * step).filter(|c| but.is_none_or(|but| c % but != 0));
            let line = |c: i64| {
                let a = PI + (c as f64 / 100.0 + 90.0).to_radians();
                (polar(DVec2::ZERO, r * 0.995, a), polar(DVec2::ZERO, r * (1.0 - reach), a))
            };
            pen.lines(marks.map(line), stroke);
        });
    }
}
