//! Bulb pipette with its rubber filler.

use super::Tint;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A bulb pipette; its tip is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pipette {
    /// Volume that it delivers, m³.
    pub volume: f64,
}

/// Inner radius of the stem, m.
const STEM: f64 = 0.0022;
/// Height at which the bulb begins, m.
const BULB: f64 = 0.15;

impl Pipette {
    /// Inner shape from the tip up: half widths at heights, m. Up to the mark it holds its volume.
    fn shape(&self) -> [(f64, f64); 7] {
        let bulb = self.bulb();
        [
            (0.0, 0.0006),
            (0.02, 0.0015),
            (0.03, STEM),
            (BULB, STEM),
            (BULB + bulb * 0.18, 0.009),
            (BULB + bulb * 0.82, 0.009),
            (BULB + bulb, STEM),
        ]
    }

    fn bulb(&self) -> f64 {
        // What the stem below and up to the mark does not hold: frusta of 0.18, a cylinder of 0.64 of the length.
        let stem = std::f64::consts::PI * STEM * STEM * (BULB + 0.03);
        let wide = 0.009_f64 * 0.009;
        let cone = (wide + 0.009 * STEM + STEM * STEM) / 3.0;
        (self.volume - stem).max(1e-6) / (std::f64::consts::PI * (0.64 * wide + 0.36 * cone))
    }

    /// Height of the mark, m.
    pub fn mark(&self) -> f64 {
        BULB + self.bulb() + 0.045
    }

    /// Height of the upper end of the glass, m.
    pub fn top(&self) -> f64 {
        self.mark() + 0.06
    }

    /// Height of the surface of a volume, m; `at_mark` is what it holds at the mark, m³.
    fn level(&self, volume: f64, at_mark: f64) -> f64 {
        let stem = std::f64::consts::PI * STEM * STEM;
        let over = volume - at_mark;
        if over > -stem * 0.045 {
            return self.mark() + over / stem;
        }
        // Below the upper stem: by the shape, from its share of what is left.
        let shape = self.shape();
        let part = |a: (f64, f64), b: (f64, f64)| {
            (b.0 - a.0) * (a.1 * a.1 + a.1 * b.1 + b.1 * b.1) * std::f64::consts::PI / 3.0
        };
        let whole: f64 = shape.iter().zip(shape.iter().skip(1)).map(|(a, b)| part(*a, *b)).sum();
        let mut rest = (volume / (at_mark - stem * 0.045).max(1e-9)).clamp(0.0, 1.0) * whole;
        for (a, b) in shape.iter().zip(shape.iter().skip(1)) {
            let own = part(*a, *b);
            if rest <= own {
                return a.0 + (b.0 - a.0) * (rest / own.max(1e-15));
            }
            rest -= own;
        }
        BULB + self.bulb()
    }

    fn side(&self, top: f64, wall: f64) -> Vec<DVec2> {
        let mut points = Vec::new();
        let mut last = (0.0, 0.0006);
        for (z, r) in self.shape().into_iter().chain([(self.top(), STEM)]) {
            if z > top {
                let share = if z > last.0 { (top - last.0) / (z - last.0) } else { 0.0 };
                points.push(DVec2::new(last.1 + (r - last.1) * share + wall, top));
                return points;
            }
            points.push(DVec2::new(r + wall, z));
            last = (z, r);
        }
        points
    }

    fn both(&self, top: f64, wall: f64) -> Vec<DVec2> {
        let right = self.side(top, wall);
        right.iter().rev().map(|p| DVec2::new(-p.x, p.y)).chain(right.iter().copied()).collect()
    }

    /// The pipette, with what is in it.
    pub fn draw(&self, pen: &mut Pen<'_>, volume: f64, at_mark: f64, tint: &Tint) {
        let glass = self.both(self.top(), 0.0011);
        pen.polygon(glass.iter().copied(), Role::Glass, Stroke::NONE);
        if volume > 1e-9 {
            let wet = self.both(self.level(volume, at_mark).min(self.top()), 0.0);
            pen.polygon(wet.iter().copied(), Role::Liquid, Stroke::new(Role::Liquid, 0.8).tone(Tone::Dark));
            tint.lay(pen, &wet);
        }
        pen.polygon(glass, Fill::None, Stroke::new(Role::Glass, 1.2).tone(Tone::Dark));
        let mark = self.mark();
        pen.line(DVec2::new(-STEM * 2.2, mark), DVec2::new(STEM * 2.2, mark), Stroke::new(Role::Pointer, 1.2));
    }

    /// The rubber filler on its upper end; `valve` is what the fingers do, -1 (suck) to 1 (let run).
    pub fn draw_filler(&self, pen: &mut Pen<'_>, valve: f64) {
        let y = self.top();
        let collar = Rect::new(-0.0065, y - 0.012, 0.0065, y + 0.008);
        pen.rounded_rect(
            collar,
            0.003,
            Fill::band(Role::Rubber, collar.min, DVec2::new(collar.max.x, collar.min.y)),
            Stroke::edge(Role::Rubber),
        );
        let squeezed = 1.0 - 0.12 * valve.abs();
        let centre = DVec2::new(0.0, y + 0.034);
        pen.ellipse(
            centre,
            0.023 * squeezed,
            0.028,
            Fill::ball(Role::Rubber, centre, 0.028),
            Stroke::edge(Role::Rubber),
        );
        let mark = Stroke::new(Role::PlasticInk, 1.4);
        let at = centre + DVec2::Y * (-valve * 0.012);
        pen.path([at + DVec2::new(-0.006, 0.003), at + DVec2::new(0.0, 0.009), at + DVec2::new(0.006, 0.003)], mark);
        pen.path([at + DVec2::new(-0.006, -0.003), at + DVec2::new(0.0, -0.009), at + DVec2::new(0.006, -0.003)], mark);
    }
}
