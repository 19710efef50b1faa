//! Thermometers: a glass stem with a bulb, a column and a scale; and the person whose temperature is taken.

use crate::frame::{Anchor, Fill, Group, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// The glass of a thermometer that stands on its bulb at the origin: `size` is its width and length, m.
pub fn stem(pen: &mut Pen<'_>, size: DVec2, bulb: f64) {
    let (half, top) = (size.x / 2.0, size.y);
    let glass = Fill::band(Role::Clear, DVec2::new(-half, 0.0), DVec2::new(half, 0.0));
    let body = Rect::new(-half, bulb * 0.9, half, top);
    pen.rounded_rect(body, half * 0.9, glass, Stroke::new(Role::Glass, 1.1).tone(Tone::Dark));
    let tip = Rect::new(-half * 0.72, 0.0, half * 0.72, bulb * 1.2);
    pen.rounded_rect(tip, half * 0.7, glass, Stroke::new(Role::Glass, 1.0).tone(Tone::Dark));
}

/// Column and scale of a thermometer on its stem; temperatures are in °C.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thermometer {
    /// Width and length of the stem, m.
    pub size: DVec2,
    /// Ends of the scale, °C.
    pub range: (f64, f64),
    /// Smallest division, K.
    pub division: f64,
    /// Where the end of the column is seen, m above the bulb's lowest point.
    pub column: f64,
    /// Its liquid: [`Role::Pointer`] for dyed alcohol, [`Role::Iron`] for mercury.
    pub liquid: Role,
    /// Whether its bulb has burst.
    pub broken: bool,
}

/// Where the scale begins and ends, in parts of the stem.
const SCALE: (f64, f64) = (0.2, 0.93);

/// Height of a temperature on the scale above the bulb's lowest point, m; `value` and `range` in the same unit.
pub fn height_on_stem(length: f64, range: (f64, f64), value: f64) -> f64 {
    length * (SCALE.0 + (SCALE.1 - SCALE.0) * (value - range.0) / (range.1 - range.0))
}

impl Thermometer {
    fn height(&self, celsius: f64) -> f64 {
        height_on_stem(self.size.y, self.range, celsius)
    }

    /// Draws column and scale over the stem.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let w = self.size.x;
        // The white strip behind the column, as in every school's thermometer.
        let strip = Rect::new(-w * 0.32, self.size.y * 0.12, w * 0.42, self.size.y * 0.965);
        pen.rounded_rect(strip, w * 0.2, Role::Face, Stroke::NONE);
        if self.broken {
            let crack = Stroke::new(Role::Pointer, 1.6);
            pen.path(
                [(-0.4, 0.004), (0.1, 0.009), (-0.2, 0.014), (0.5, 0.021)].map(|(x, y)| DVec2::new(x * w, y)),
                crack,
            );
        }
        self.scale(pen);
        let bore = Stroke::new(self.liquid, 1.5).world(w * 0.11).butt();
        let reservoir = Rect::new(-w * 0.2, w * 0.12, w * 0.2, w * 1.5);
        if !self.broken {
            pen.rounded_rect(reservoir, w * 0.18, self.liquid, Stroke::edge(self.liquid));
            pen.line(DVec2::new(0.0, w * 1.2), DVec2::new(0.0, self.column), bore);
        }
        let lit = Stroke::new(Role::Glass, 1.0).tone(Tone::Light);
        pen.line(DVec2::new(-w * 0.4, self.size.y * 0.06), DVec2::new(-w * 0.4, self.size.y * 0.95), lit);
    }

    fn scale(&self, pen: &mut Pen<'_>) {
        let w = self.size.x;
        let count = ((self.range.1 - self.range.0) / self.division).round() as i32;
        let value = |i: i32| self.range.0 + f64::from(i) * self.division;
        let pitch = (self.height(value(1)) - self.height(value(0))).abs();
        // Every tenth division is long and numbered, counted from a round number.
        let shift = (self.range.0 / self.division).round() as i32;
        for (every, but, reach, points) in [(1, 5, 0.24, 0.6), (5, 10, 0.32, 0.75), (10, i32::MAX, 0.4, 0.9)] {
            pen.detail(pitch * f64::from(every), |pen| {
                let marks =
                    (0..=count).filter(|i| (i + shift) % every == 0 && (but == i32::MAX || (i + shift) % but != 0));
                let line = |i: i32| {
                    let y = self.height(value(i));
                    (DVec2::new(w * 0.06, y), DVec2::new(w * (0.06 + reach), y))
                };
                pen.lines(marks.map(line), Stroke::new(Role::FaceInk, points).world(0.00012).butt());
            });
        }
        pen.detail(pitch * 10.0 * Group::LEGIBLE / 9.0, |pen| {
            for i in (0..=count).filter(|i| (i + shift) % 10 == 0) {
                let at = DVec2::new(w * 0.6, self.height(value(i)));
                let size = TextSize::AtLeast { metres: w * 0.3, points: 8.0 };
                pen.text(at, Words::whole(value(i).round() as i32), Anchor::Left, size, Role::Ink);
            }
        });
        let unit = DVec2::new(w * 0.05, self.size.y * 0.965 - w * 0.5);
        pen.text(unit, Words::Literal("°C"), Anchor::Centre, TextSize::World(w * 0.34), Role::FaceInk);
    }
}

/// A person's trunk and upper arm from the front; the armpit, `width` by `height` m, is in the middle.
pub fn torso(pen: &mut Pen<'_>, width: f64, height: f64) {
    let (w, h) = (width, height);
    let shirt = Fill::down(Role::Towel, DVec2::new(0.0, h), DVec2::new(0.0, -2.0 * h));
    pen.outline(shirt, Stroke::edge(Role::Towel), |o| {
        o.to(w * 0.3, -h * 2.2).to(w * 0.3, -h * 0.2);
        o.curve((w * 0.2, h * 0.5), (0.0, h * 0.9), (-w * 0.2, h * 1.3));
        o.curve((w * 0.5, h * 1.75), (w * 1.2, h * 1.9), (w * 1.9, h * 1.9));
        o.to(w * 4.6, h * 1.9).to(w * 4.6, -h * 2.2);
    });
    let arm = Fill::down(Role::Hand, DVec2::new(0.0, h), DVec2::new(0.0, -h));
    pen.outline(arm, Stroke::edge(Role::Hand), |o| {
        o.to(-w * 0.15, -h * 2.2).curve((-w * 0.05, -h), (-w * 0.1, -h * 0.3), (w * 0.05, h * 0.1));
        o.curve((w * 0.15, h * 0.6), (0.0, h * 0.9), (-w * 0.2, h * 1.3));
        o.curve((-w * 0.8, h * 1.1), (-w * 1.1, h * 0.6), (-w * 1.1, -h * 0.2));
        o.to(-w * 1.0, -h * 2.2);
    });
}
