//! Wooden rules with real divisions.

use super::small::grain;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Words};
use glam::DVec2;

/// A wooden rule. Zero is at the origin, the scale runs along +x on the edge y = 0, the wood is below.
/// Turned upright its numbers stay level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Length of the scale, m.
    pub length: f64,
    /// Width of the wood, m.
    pub width: f64,
    /// Wood beyond both ends of the scale, m.
    pub margin: f64,
}

impl Rule {
    /// A wooden metre rule, or another length of it.
    pub const fn new(length: f64) -> Self {
        Self { length, width: 0.045, margin: 0.004 }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let Self { length, width, margin } = *self;
        let body = Rect::new(-margin, -width, length + margin, 0.0);
        let fill = Fill::down(Role::Wood, DVec2::new(0.0, 0.0), DVec2::new(0.0, -width));
        pen.rounded_rect(body, 0.0015, fill, Stroke::edge(Role::Wood));
        let bare = Rect::new(body.min.x, -width, body.max.x, -width * 0.45);
        grain(pen, bare, Role::Wood, 2);
        // Finest first: the coarser lines lie over them. Long, middle and short as on the real thing.
        self.divisions(pen, 1, &[5, 10], 0.20, 0.6, 0.00012);
        self.divisions(pen, 5, &[10], 0.28, 0.7, 0.00015);
        self.divisions(pen, 10, &[50], 0.36, 0.8, 0.00018);
        self.divisions(pen, 50, &[100], 0.40, 0.9, 0.0002);
        self.divisions(pen, 100, &[], 0.46, 1.2, 0.00025);
        self.numbers(pen);
    }

    /// Lines every `step` millimetres except where a coarser line will be.
    fn divisions(&self, pen: &mut Pen<'_>, step: i32, but: &[i32], reach: f64, points: f64, metres: f64) {
        let last = (self.length * 1000.0 + 1e-6).floor() as i32;
        let stroke = Stroke::new(Role::Scale, points).world(metres).butt();
        pen.detail(f64::from(step) * 0.001, |pen| {
            let marks = (0..=last).step_by(step as usize).filter(|mm| but.iter().all(|b| mm % b != 0));
            let line = |mm: i32| {
                let x = f64::from(mm) * 0.001;
                (DVec2::new(x, 0.0), DVec2::new(x, -self.width * reach))
            };
            pen.lines(marks.map(line), stroke);
        });
    }

    fn numbers(&self, pen: &mut Pen<'_>) {
        let (size, last) = (self.width * 0.16, (self.length * 100.0 + 1e-6).floor() as i32);
        let upright = crate::frame::trig::sin_cos(pen.angle()).1.abs() < 0.5;
        // Numbers of an upright rule stand beside the lines, those of a lying one under them.
        let put = |pen: &mut Pen<'_>, x: f64, words: Words, size: TextSize| {
            let edge = DVec2::new(x, -self.width * 0.96);
            if upright {
                let left = pen.world_from_local(edge).x < pen.world_from_local(DVec2::new(x, 0.0)).x;
                pen.level_text(edge, words, if left { Anchor::Left } else { Anchor::Right }, size, Role::Scale);
            } else {
                pen.text(DVec2::new(x, -self.width * 0.66), words, Anchor::Centre, size, Role::Scale);
            }
        };
        let main = TextSize::AtLeast { metres: size, points: 8.5 };
        pen.detail(0.04, |pen| {
            for cm in (10..=last).step_by(10) {
                put(pen, f64::from(cm) * 0.01, Words::whole(cm), main);
            }
        });
        pen.detail(0.01 / 5.0, |pen| {
            for cm in (0..=last).filter(|cm| cm % 10 != 0) {
                put(pen, f64::from(cm) * 0.01, Words::whole(cm), TextSize::World(size));
            }
        });
        pen.detail(0.02, |pen| put(pen, 0.024, Words::Literal("cm"), TextSize::AtLeast { metres: size, points: 7.0 }));
    }
}
