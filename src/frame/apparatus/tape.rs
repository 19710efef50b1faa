//! Measuring tapes: a printed blade, its hook or ring, and the case or reel that it comes out of.

use super::rule::LengthScale;
use super::small::ring;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A tape laid along +x: the end of its blade is at the origin, its read edge is y = 0 and the blade lies below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tape {
    /// How far the blade is out, m.
    pub out: f64,
    /// Number at the end of the blade, m: its zero error.
    pub zero: f64,
    /// Length of the whole blade, m.
    pub range: f64,
    /// Smallest division, m.
    pub division: f64,
    /// Place that is read, m: a long blade has its finest lines drawn about it only.
    pub near: f64,
}

impl Tape {
    /// Width of the blade, m.
    const WIDTH: f64 = 0.016;
    /// A blade longer than this has not all of its lines drawn, m.
    const LONG: f64 = 3.0;

    /// True for a tape on an open reel.
    fn is_reel(&self) -> bool {
        self.range > 10.0
    }

    /// The hook or ring at the end.
    pub fn draw_end(&self, pen: &mut Pen<'_>) {
        let w = Self::WIDTH;
        if self.is_reel() {
            ring(pen, DVec2::new(-w * 0.55, -w * 0.5), w * 0.5, w * 0.12);
        }
        let plate = Rect::new(-0.0015, -w - 0.002, 0.011, 0.0);
        pen.rounded_rect(plate, 0.001, Fill::down(Role::Steel, plate.max, plate.min), Stroke::edge(Role::Steel));
        let lip = Rect::new(-0.0015, -w - 0.007, 0.0, 0.0);
        pen.rect(lip, (Role::Steel, Tone::Dark), Stroke::NONE);
    }

    /// The blade with its lines.
    pub fn draw_blade(&self, pen: &mut Pen<'_>) {
        let w = Self::WIDTH;
        let blade = Rect::new(0.0, -w, self.out, 0.0);
        let stroke = Stroke::new(Role::Brass, 0.7).tone(Tone::Dark);
        pen.rect(blade, Fill::down(Role::Face, DVec2::ZERO, DVec2::new(0.0, -w)), stroke);
        let (from, to) = (self.zero.max(0.0), (self.out + self.zero).min(self.range));
        let scale = LengthScale { from, to, division: self.division, width: w, print: w * 0.22, role: Role::FaceInk };
        pen.at(DVec2::new(-self.zero, 0.0), |pen| {
            if to - from <= Self::LONG {
                scale.draw(pen);
                return;
            }
            LengthScale { division: self.division.max(0.1), ..scale }.draw(pen);
            // Whole decimetres around the place, so that both scales fall on each other.
            let (low, high) = ((self.near * 10.0 - 3.0).floor() / 10.0, (self.near * 10.0 + 3.0).ceil() / 10.0);
            LengthScale { from: low.max(from), to: high.min(to), ..scale }.draw(pen);
        });
    }

    /// The case, or the reel with its crank.
    pub fn draw_case(&self, pen: &mut Pen<'_>) {
        let w = Self::WIDTH;
        pen.at(DVec2::new(self.out, 0.0), |pen| {
            if self.is_reel() {
                let (middle, r) = (DVec2::new(0.11, -w * 0.5 + 0.03), 0.085);
                pen.line(DVec2::new(0.0, -w * 0.5), middle, Stroke::new(Role::DarkPlastic, 3.0).world(0.02));
                pen.circle(middle, r, Fill::ball(Role::Plastic, middle, r), Stroke::edge(Role::Plastic));
                pen.circle(middle, r * 0.82, Role::Face, Stroke::edge(Role::Brass));
                pen.circle(middle, r * 0.3, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
                let crank = middle + DVec2::new(0.6, 0.35) * r;
                pen.line(middle, crank, Stroke::new(Role::Steel, 2.0).world(0.008));
                pen.circle(crank, 0.011, Fill::ball(Role::Rubber, crank, 0.011), Stroke::edge(Role::Rubber));
                return;
            }
            let case = Rect::new(-0.001, -w - 0.004, 0.066, 0.046);
            let fill = Fill::down(Role::DarkPlastic, DVec2::new(0.0, case.max.y), case.min);
            pen.rounded_rect(case, 0.014, fill, Stroke::edge(Role::DarkPlastic));
            let middle = DVec2::new(0.034, 0.014);
            pen.circle(middle, 0.02, Fill::ball(Role::Brass, middle, 0.02), Stroke::edge(Role::Brass));
            pen.circle(middle, 0.012, (Role::Brass, Tone::Light), Stroke::NONE);
            // The mouth and the brake above it.
            pen.rect(Rect::new(-0.001, -w - 0.001, 0.004, 0.001), (Role::DarkPlastic, Tone::Dark), Stroke::NONE);
            pen.rounded_rect(Rect::new(0.0, 0.01, 0.008, 0.022), 0.002, Role::Rubber, Stroke::edge(Role::Rubber));
        });
    }
}
