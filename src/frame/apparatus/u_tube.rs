//! U-tube manometers.

use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;
use std::f64::consts::PI;

/// A U-tube on its board; the middle of the board's lower edge is at the origin. Lengths in m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UTube {
    /// Length of the scale, its zero below.
    pub range: f64,
    /// Smallest division.
    pub division: f64,
    /// Where the surfaces are seen on the scale, left and right; `None` when the liquid has been blown out.
    pub columns: Option<(f64, f64)>,
}

impl UTube {
    /// Height of the scale's zero above the foot, m.
    pub const ZERO: f64 = 0.045;
    /// Half of the distance of the two tubes, m.
    const APART: f64 = 0.022;
    /// Inner radius of the tube, m.
    const BORE: f64 = 0.004;

    /// Width and height of the board, m.
    pub fn size(&self) -> DVec2 {
        DVec2::new(0.1, Self::ZERO + self.range + 0.03)
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (size, apart, bore) = (self.size(), Self::APART, Self::BORE);
        let board = Rect::new(-size.x / 2.0, 0.0, size.x / 2.0, size.y);
        pen.rounded_rect(board, 0.004, Fill::down(Role::Wood, board.max, board.min), Stroke::edge(Role::Wood));
        let card = Rect::new(-0.012, Self::ZERO - 0.012, 0.012, size.y - 0.012);
        pen.rounded_rect(card, 0.002, Role::Face, Stroke::edge(Role::Face));
        let bend = Self::ZERO - 0.012;
        let tube = |pen: &mut Pen<'_>, stroke: Stroke, tops: (f64, f64)| {
            pen.curve(stroke, |o| {
                o.to(-apart, tops.0).to(-apart, bend).arc(DVec2::new(0.0, bend), apart, PI, 2.0 * PI).to(apart, tops.1);
            });
        };
        let top = size.y + 0.012;
        tube(pen, Stroke::new(Role::Glass, 3.0).tone(Tone::Dark).world(2.0 * bore + 0.0016).butt(), (top, top));
        tube(pen, Stroke::new(Role::Face, 2.0).world(2.0 * bore).butt(), (top, top));
        if let Some((left, right)) = self.columns {
            let surfaces = (Self::ZERO + left, Self::ZERO + right);
            tube(pen, Stroke::new(Role::Liquid, 2.0).tone(Tone::Dark).world(2.0 * bore).butt(), surfaces);
        }
        self.scale(pen);
    }

    fn scale(&self, pen: &mut Pen<'_>) {
        let count = (self.range / self.division).round().clamp(1.0, 2000.0) as i32;
        let height = |i: i32| Self::ZERO + f64::from(i) * self.division;
        for (every, but, half) in [(1, 5, 0.004), (5, 10, 0.006), (10, i32::MAX, 0.008)] {
            pen.detail(self.division * f64::from(every), |pen| {
                let marks = (0..=count).filter(|i| i % every == 0 && (but == i32::MAX || i % but != 0));
                let line = |i: i32| (DVec2::new(-half, height(i)), DVec2::new(half, height(i)));
                pen.lines(marks.map(line), Stroke::new(Role::FaceInk, 0.7).world(1.5e-4).butt());
            });
        }
        for i in (0..=count).step_by(10) {
            let value = f64::from(i) * self.division * 100.0;
            let words = Words::Number { value, decimals: u8::from((value - value.round()).abs() > 1e-6) };
            let at = DVec2::new(0.0, height(i) + self.division * 2.5);
            pen.text(at, words, Anchor::Centre, TextSize::World(0.004), Role::FaceInk);
        }
    }
}
