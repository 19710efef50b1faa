//! Wooden rules with real divisions, and the scale of length that tapes share.

use super::graduation::graduation;
use crate::frame::{Anchor, Fill, Group, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
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
    /// Smallest division, m; a whole number of micrometres.
    pub division: f64,
    /// The first line: below it the scale is worn away, m; 0 for a sound end.
    pub worn: f64,
}

impl Rule {
    /// A wooden rule as wide as its length asks for: 6 cm for a metre, so that it is read from the class.
    pub const fn new(length: f64) -> Self {
        Self { length, width: 0.03 + 0.03 * length.clamp(0.0, 1.0), margin: 0.013, division: 1e-3, worn: 0.0 }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let Self { length, width, margin, worn, .. } = *self;
        let body = Rect::new(-margin, -width, length + margin, 0.0);
        let fill = Fill::down(Role::Wood, DVec2::new(0.0, 0.0), DVec2::new(0.0, -width));
        pen.rounded_rect(body, 0.0015, fill, Stroke::edge(Role::Wood));
        if worn > 0.0 {
            // Rubbed pale, the print gone.
            let rubbed = Rect::new(-margin, -width * 0.98, worn - self.division * 0.5, -width * 0.02);
            pen.alpha(0.7, |pen| pen.rounded_rect(rubbed, 0.004, (Role::Wood, Tone::Light), Stroke::NONE));
        }
        let (division, print) = (self.division, width * 0.1);
        LengthScale { from: worn, to: length, division, width, print, role: Role::Scale }.draw(pen);
    }
}

/// Lines and numbers of a scale of length along +x, its lines reaching down from y = 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LengthScale {
    /// First place that has a line, m.
    pub from: f64,
    /// Last place, m.
    pub to: f64,
    /// Smallest division, m; a whole number of micrometres.
    pub division: f64,
    /// Width of what it is printed on, m.
    pub width: f64,
    /// Size of its numbers, m.
    pub print: f64,
    /// Its ink.
    pub role: Role,
}

/// Steps at which lines change their length, micrometres.
const STEPS: &[i64] = &[500, 1000, 5000, 10_000, 50_000, 100_000];
/// How far they reach in parts of the width, and how thick they are in screen points and metres.
const LOOKS: [(f64, f64, f64); 6] = [
    (0.10, 0.6, 0.00014),
    (0.15, 0.6, 0.00018),
    (0.20, 0.7, 0.0002),
    (0.26, 0.8, 0.00022),
    (0.29, 0.9, 0.00025),
    (0.33, 1.1, 0.0003),
];

impl LengthScale {
    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let unit = ((self.division * 1e6).round() as i64).max(1);
        // Finest first: the coarser lines lie over them. Long, middle and short as on the real thing.
        graduation(unit, STEPS, |look, step, but| self.lines(pen, look, step, but));
        self.numbers(pen, unit);
    }

    /// Lines every `step` micrometres except where a coarser line will be.
    fn lines(&self, pen: &mut Pen<'_>, look: usize, step: i64, but: Option<i64>) {
        let Some((reach, points, metres)) = LOOKS.get(look).copied() else { return };
        let (first, last) = ((self.from * 1e6 - 1.0).ceil() as i64, (self.to * 1e6 + 1.0).floor() as i64);
        let stroke = Stroke::new(self.role, points).world(metres).butt();
        pen.detail(step as f64 * 1e-6, |pen| {
            let marks = (first.div_euclid(step)..=last.div_euclid(step)).map(|n| n * step);
            let line = |at: i64| {
                let x = at as f64 * 1e-6;
                (DVec2::new(x, 0.0), DVec2::new(x, -self.width * reach))
            };
            pen.lines(marks.filter(|at| *at >= first && but.is_none_or(|but| at % but != 0)).map(line), stroke);
        });
    }

    fn numbers(&self, pen: &mut Pen<'_>, unit: i64) {
        let size = self.print;
        let (first, last) = ((self.from * 100.0 - 1e-6).ceil() as i32, (self.to * 100.0 + 1e-6).floor() as i32);
        let upright = crate::frame::trig::sin_cos(pen.angle()).1.abs() < 0.5;
        // Between the lines and the far edge, level on an upright rule.
        let place = |pen: &mut Pen<'_>, at: DVec2, words: Words, size: TextSize| {
            if upright {
                pen.level_text(at, words, Anchor::Centre, size, self.role);
            } else {
                pen.text(at, words, Anchor::Centre, size, self.role);
            }
        };
        let put = |pen: &mut Pen<'_>, x: f64, words: Words, size: TextSize| {
            place(pen, DVec2::new(x, -self.width * 0.655), words, size);
        };
        let tens = |from: i32, until: i32| (from..=until.min(last)).step_by(10).filter(|cm| *cm >= first);
        // Numbers that would cover the lines of a narrow rule wait for a larger view; longer ones need more room.
        for (from, until, points, room) in [(10, 90, 8.0, 11.0), (100, last, 7.0, 15.0)] {
            pen.detail(self.width * Group::LEGIBLE / room, |pen| {
                for cm in tens(from, until) {
                    put(pen, f64::from(cm) * 0.01, Words::whole(cm), TextSize::AtLeast { metres: size, points });
                }
            });
        }
        // Where there are lines for them.
        if unit <= 10_000 {
            pen.detail(0.01 / 5.0, |pen| {
                for cm in (first..=last).filter(|cm| cm % 10 != 0) {
                    put(pen, f64::from(cm) * 0.01, Words::whole(cm), TextSize::World(size));
                }
            });
        }
        pen.detail(self.width * Group::LEGIBLE / 15.0, |pen| {
            // In the place of the zero, whose number no rule needs; without one, in a row of its own below the numbers.
            let (at, size) = match self.from > 0.0 {
                false => ((0.0, 0.655), TextSize::AtLeast { metres: size * 0.9, points: 7.0 }),
                true => ((self.from + 0.012, 0.86), TextSize::World(size * 0.9)),
            };
            place(pen, DVec2::new(at.0, -self.width * at.1), Words::Literal("cm"), size);
        });
    }
}
