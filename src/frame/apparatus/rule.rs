//! Wooden rules with real divisions.

use crate::frame::{Anchor, Fill, Group, Pen, Rect, Role, Stroke, TextSize, Words};
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
    /// A wooden rule as wide as its length asks for: 6 cm for a metre, so that it is read from the class.
    pub const fn new(length: f64) -> Self {
        Self { length, width: 0.03 + 0.03 * length.clamp(0.0, 1.0), margin: 0.013 }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let Self { length, width, margin } = *self;
        let body = Rect::new(-margin, -width, length + margin, 0.0);
        let fill = Fill::down(Role::Wood, DVec2::new(0.0, 0.0), DVec2::new(0.0, -width));
        pen.rounded_rect(body, 0.0015, fill, Stroke::edge(Role::Wood));
        // Finest first: the coarser lines lie over them. Long, middle and short as on the real thing.
        self.divisions(pen, 1, &[5, 10], 0.15, 0.6, 0.00018);
        self.divisions(pen, 5, &[10], 0.20, 0.7, 0.0002);
        self.divisions(pen, 10, &[50], 0.26, 0.8, 0.00022);
        self.divisions(pen, 50, &[100], 0.29, 0.9, 0.00025);
        self.divisions(pen, 100, &[], 0.33, 1.1, 0.0003);
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
        let (size, last) = (self.width * 0.1, (self.length * 100.0 + 1e-6).floor() as i32);
        let upright = crate::frame::trig::sin_cos(pen.angle()).1.abs() < 0.5;
        // Between the lines and the far edge, level on an upright rule.
        let put = |pen: &mut Pen<'_>, x: f64, words: Words, size: TextSize| {
            let at = DVec2::new(x, -self.width * 0.655);
            if upright {
                pen.level_text(at, words, Anchor::Centre, size, Role::Scale);
            } else {
                pen.text(at, words, Anchor::Centre, size, Role::Scale);
            }
        };
        // Numbers that would cover the lines of a narrow rule wait for a larger view; longer ones need more room.
        for (from, until, points, room) in [(10, 90, 8.0, 11.0), (100, last, 7.0, 15.0)] {
            pen.detail(self.width * Group::LEGIBLE / room, |pen| {
                for cm in (from..=until.min(last)).step_by(10) {
                    put(pen, f64::from(cm) * 0.01, Words::whole(cm), TextSize::AtLeast { metres: size, points });
                }
            });
        }
        pen.detail(0.01 / 5.0, |pen| {
            for cm in (0..=last).filter(|cm| cm % 10 != 0) {
                put(pen, f64::from(cm) * 0.01, Words::whole(cm), TextSize::World(size));
            }
        });
        pen.detail(self.width * Group::LEGIBLE / 15.0, |pen| {
            put(pen, 0.024, Words::Literal("cm"), TextSize::AtLeast { metres: size, points: 7.0 })
        });
    }
}
