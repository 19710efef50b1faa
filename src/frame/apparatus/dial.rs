//! Meters with a pointer: a dial with divisions and numbers, a mirror strip, a pointer and the screw of its zero.

use super::bench::shadow;
use crate::frame::trig::polar;
use crate::frame::{Anchor, Fill, Pen, Pose, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// A meter with a pointer; the middle of its lower edge is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dial {
    /// Width of its case, m.
    pub width: f64,
    /// Ends of the scale, in the unit that is printed.
    pub range: (f64, f64),
    /// Smallest division.
    pub division: f64,
    /// Where the pointer is seen, in the unit of the scale; may lie a little beyond its ends.
    pub pointer: f64,
    /// Where the image of the pointer is seen in the mirror; `None` without a mirror.
    pub image: Option<f64>,
    /// What it measures: `A`.
    pub symbol: &'static str,
    /// Turn of the zero screw, rad.
    pub screw: f64,
    /// Grip of the zero screw.
    pub grip: u16,
}

/// First and last angle of the scale, rad.
const FROM: f64 = 2.4;
const UNTIL: f64 = std::f64::consts::PI - FROM;

impl Dial {
    /// Height of the case, m.
    pub fn height(&self) -> f64 {
        self.width * 0.88
    }

    /// The axis of the pointer, from the origin.
    pub fn pivot(&self) -> DVec2 {
        DVec2::new(0.0, self.width * 0.25)
    }

    /// Radius on which the divisions begin, m.
    pub fn radius(&self) -> f64 {
        self.width * 0.42
    }

    /// Direction of a value from the pivot, rad.
    pub fn angle(&self, value: f64) -> f64 {
        FROM + (UNTIL - FROM) * (value - self.range.0) / (self.range.1 - self.range.0)
    }

    /// Metres of arc for a unit of the scale.
    pub fn pitch(&self) -> f64 {
        (FROM - UNTIL) * self.radius() / (self.range.1 - self.range.0)
    }

    /// The middle of the zero screw, from the origin.
    pub fn screw_at(&self) -> DVec2 {
        DVec2::new(0.0, self.width * 0.1)
    }

    /// Divisions between two numbers: 5 to 10 of them, so that few numbers stand.
    fn numbered(&self, count: i32) -> i32 {
        if count > 40 { 10 } else { 5 }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (w, h, r) = (self.width, self.height(), self.radius());
        shadow(pen, -w * 0.5, w * 0.5, 0.0);
        let case = Rect::new(-w * 0.5, 0.0, w * 0.5, h);
        let fill = Fill::down(Role::DarkPlastic, case.max, case.min);
        pen.rounded_rect(case, w * 0.05, fill, Stroke::edge(Role::DarkPlastic));
        let face = Rect::new(-w * 0.46, w * 0.2, w * 0.46, h - w * 0.04);
        pen.rounded_rect(face, w * 0.03, Role::Face, Stroke::edge(Role::Face));
        if self.image.is_some() {
            let strip = Stroke::new(Role::Metal, 2.0).tone(Tone::Light).world(w * 0.03).butt();
            pen.arc(self.pivot(), r * 0.9, FROM, UNTIL, strip);
        }
        self.scale(pen);
        let symbol = self.pivot() + DVec2::new(0.0, r * 0.42);
        let size = TextSize::AtLeast { metres: w * 0.09, points: 11.0 };
        pen.text(symbol, Words::Literal(self.symbol), Anchor::Centre, size, Role::FaceInk);
        pen.clip(face, |pen| {
            if let Some(image) = self.image {
                let (a, pivot) = (self.angle(image), self.pivot());
                let ghost = Stroke::new(Role::FaceInk, 0.8).tone(Tone::Light).world(w * 0.004);
                pen.line(polar(pivot, r * 0.87, a), polar(pivot, r * 0.93, a), ghost);
            }
            let (a, pivot) = (self.angle(self.pointer), self.pivot());
            pen.line(pivot, polar(pivot, r * 1.06, a), Stroke::new(Role::Pointer, 1.3).world(w * 0.006));
        });
        pen.circle(self.pivot(), w * 0.035, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
        pen.target(self.grip, |pen| {
            let at = self.screw_at();
            pen.at(Pose::at(at.x, at.y).turned(self.screw), |pen| super::screw(pen, DVec2::ZERO, w * 0.045));
        });
    }

    fn scale(&self, pen: &mut Pen<'_>) {
        let (r, w) = (self.radius(), self.width);
        let count = ((self.range.1 - self.range.0) / self.division).round().clamp(1.0, 400.0) as i32;
        let value = |i: i32| self.range.0 + f64::from(i) * self.division;
        let numbered = self.numbered(count);
        pen.arc(self.pivot(), r, FROM, UNTIL, Stroke::new(Role::FaceInk, 0.8));
        let half = if numbered == 10 { 5 } else { i32::MAX };
        for (every, but, reach, points) in [(1, numbered, 0.07_f64, 0.7), (numbered, i32::MAX, 0.13, 1.0)] {
            pen.detail(self.pitch() * self.division * f64::from(every), |pen| {
                let marks = (0..=count).filter(|i| i % every == 0 && (but == i32::MAX || i % but != 0));
                let line = |i: i32| {
                    let long = if i % half == 0 { reach.max(0.1) } else { reach };
                    let a = self.angle(value(i));
                    (polar(self.pivot(), r, a), polar(self.pivot(), r * (1.0 + long), a))
                };
                pen.lines(marks.map(line), Stroke::new(Role::FaceInk, points).world(w * 0.002).butt());
            });
        }
        let decimals = (0..4u8).find(|d| {
            let tens = crate::numerics::math::powi(10.0, i32::from(*d)) * self.division * f64::from(numbered);
            (tens - tens.round()).abs() < 1e-6
        });
        for i in (0..=count).step_by(numbered as usize) {
            let at = polar(self.pivot(), r * 1.25, self.angle(value(i)));
            let words = Words::Number { value: value(i), decimals: decimals.unwrap_or(4) };
            pen.text(at, words, Anchor::Centre, TextSize::AtLeast { metres: w * 0.055, points: 7.0 }, Role::FaceInk);
        }
    }
}
