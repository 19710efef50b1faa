//! Spring dynamometers: the flat kind with a slot, a pointer and a scale on each side.

use super::small::{hook, ring};
use super::spring::Spring;
use crate::frame::{Anchor, Fill, Group, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// A dynamometer that hangs from its ring at the origin, hook down; turn the pen for other directions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dynamometer {
    /// Length of the case, m.
    pub length: f64,
    /// Largest reading, N.
    pub range: f64,
    /// Smallest division, N.
    pub division: f64,
    /// Divisions between two numbers.
    pub numbered: u32,
    /// Where the pointer stands, N; may lie a little outside the scale.
    pub reading: f64,
    /// Where the hook is, as a force on the scale, N: the reading, unless the pointer was shifted on its rod or its slot
    /// ends before.
    pub pulled: f64,
}

impl Dynamometer {
    /// The school's 5 N dynamometer with divisions of 0.2 N.
    pub const fn five(reading: f64) -> Self {
        Self { length: 0.19, range: 5.0, division: 0.2, numbered: 5, reading, pulled: reading }
    }

    /// Top of the case below the origin, m.
    const RING: f64 = 0.018;

    /// Width of the case, m.
    fn width(&self) -> f64 {
        self.length * 0.235
    }

    /// Place of a reading on the scale, from the origin down, m.
    fn place(&self, newtons: f64) -> f64 {
        Self::RING + self.length * (0.27 + 0.60 * newtons / self.range)
    }

    /// One whose hook is at this distance from its ring, m, when the spring pulls with a force.
    pub fn between(distance: f64, range: f64, division: f64, pulled: f64) -> Self {
        let length = (distance - Self::RING).max(0.02) / (1.13 + 0.60 * pulled / range);
        let numbered = if division * 5.0 > range / 4.0 {
            2
        } else if division < range / 30.0 {
            10
        } else {
            5
        };
        Self { length, range, division, numbered, reading: pulled, pulled }
    }

    /// Depth of the middle of the case below the ring, m.
    pub fn case_depth(&self) -> f64 {
        Self::RING + self.length / 2.0
    }

    /// Depth of the pointer below the ring, m.
    pub fn pointer_depth(&self) -> f64 {
        self.place(self.reading)
    }

    /// Where the hook holds a thread, from the origin, m.
    pub fn hook_point(&self) -> DVec2 {
        DVec2::new(0.0, -(self.place(self.pulled) + self.length * 0.86))
    }

    /// Length on its scale for a newton, m.
    pub fn newton(&self) -> f64 {
        self.length * 0.60 / self.range
    }

    /// Draws the nut over its case that shifts the pointer on its rod, to bring it to zero.
    pub fn draw_nut(&self, pen: &mut Pen<'_>) {
        let w = self.width();
        let nut = Rect::new(-w * 0.24, -Self::RING + 0.001, w * 0.24, -Self::RING + 0.012);
        let fill = Fill::band(Role::Brass, nut.min, DVec2::new(nut.max.x, nut.min.y));
        pen.rounded_rect(nut, 0.0018, fill, Stroke::edge(Role::Brass));
        let ridges = (-3..=3).map(|i| {
            let x = f64::from(i) * w * 0.07;
            (DVec2::new(x, nut.min.y + 0.001), DVec2::new(x, nut.max.y - 0.001))
        });
        pen.lines(ridges, Stroke::new(Role::Brass, 0.8).tone(Tone::Dark).world(0.0007));
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (w, l) = (self.width(), self.length);
        let (top, bottom) = (-Self::RING, -Self::RING - l);
        let pointer = -self.place(self.reading);
        let rod = DVec2::new(0.0, self.hook_point().y + l * 0.062);
        // The rod comes out of the case as the spring stretches.
        pen.line(DVec2::new(0.0, pointer), rod, Stroke::new(Role::Steel, 2.2).tone(Tone::Dark).world(l * 0.014));
        pen.line(DVec2::new(0.0, pointer), rod, Stroke::new(Role::Steel, 1.0).tone(Tone::Light).world(l * 0.006));
        pen.at(rod, |pen| hook(pen, l * 0.012, l * 0.025));
        ring(pen, DVec2::new(0.0, -0.002), 0.0085, 0.0022);
        let cap = Rect::new(-w * 0.2, top - 0.002, w * 0.2, top + 0.008);
        pen.rounded_rect(
            cap,
            0.002,
            Fill::band(Role::Metal, cap.min, DVec2::new(cap.max.x, cap.min.y)),
            Stroke::edge(Role::Metal),
        );
        let case = Rect::new(-w * 0.5, bottom, w * 0.5, top);
        let fill = Fill::band(Role::Plastic, case.min, DVec2::new(case.max.x, case.min.y));
        pen.rounded_rect(case, w * 0.16, fill, Stroke::edge(Role::Plastic));
        let face = Rect::new(-w * 0.43, bottom + l * 0.05, w * 0.43, top - l * 0.05);
        pen.rounded_rect(face, w * 0.07, Role::Face, Stroke::new(Role::Face, 0.8).tone(Tone::Dark));
        // The slot with spring and pointer.
        let slot = Rect::new(-w * 0.075, bottom + l * 0.075, w * 0.075, top - l * 0.12);
        pen.rounded_rect(slot, w * 0.06, (Role::DarkPlastic, Tone::Light), Stroke::edge(Role::DarkPlastic));
        let spring = Spring { turns: 14, diameter: w * 0.105, wire: w * 0.016 };
        spring.draw(pen, DVec2::new(0.0, slot.max.y), DVec2::new(0.0, pointer));
        let below = Stroke::new(Role::Steel, 1.2).world(l * 0.012);
        pen.line(DVec2::new(0.0, pointer), DVec2::new(0.0, slot.min.y.min(pointer)), below.tone(Tone::Light));
        self.scale(pen);
        let size = TextSize::AtLeast { metres: w * 0.19, points: 7.5 };
        pen.text(DVec2::new(-w * 0.25, top - l * 0.13), Words::Literal("N"), Anchor::Centre, size, Role::FaceInk);
        pen.detail(w * Group::LEGIBLE / 24.0, |pen| {
            pen.text(DVec2::new(w * 0.25, top - l * 0.13), Words::Literal("N"), Anchor::Centre, size, Role::FaceInk);
        });
        let hand = Stroke::new(Role::Pointer, 1.5).world(l * 0.003).butt();
        pen.line(DVec2::new(-w * 0.2, pointer), DVec2::new(w * 0.2, pointer), hand);
        pen.circle(DVec2::new(0.0, pointer), w * 0.045, Role::Pointer, Stroke::NONE);
    }

    fn scale(&self, pen: &mut Pen<'_>) {
        let w = self.width();
        let count = (self.range / self.division).round().clamp(1.0, 500.0) as u32;
        let gap = self.place(self.division) - self.place(0.0);
        let numbered = self.numbered.max(1);
        let half = if numbered.is_multiple_of(2) { numbered / 2 } else { numbered };
        let rows = |each: u32, but: u32, reach: f64| {
            (0..=count).filter(move |i| i % each == 0 && (but == 0 || i % but != 0)).flat_map(move |i| {
                let y = -self.place(f64::from(i) * self.division);
                [-1.0, 1.0].map(|s| (DVec2::new(s * w * 0.12, y), DVec2::new(s * w * (0.12 + reach), y)))
            })
        };
        let stroke = |points: f64, part: f64| Stroke::new(Role::FaceInk, points).world(w * part).butt();
        pen.detail(gap, |pen| pen.lines(rows(1, half, 0.07), stroke(0.6, 0.006)));
        if half < numbered {
            pen.detail(gap * f64::from(half), |pen| pen.lines(rows(half, numbered, 0.095), stroke(0.7, 0.007)));
        }
        pen.lines(rows(numbered, 0, 0.12), stroke(1.0, 0.01));
        let size = TextSize::AtLeast { metres: w * 0.17, points: 7.5 };
        for i in (0..=count).step_by(numbered as usize) {
            let value = f64::from(i) * self.division;
            let decimals = u8::from((value - value.round()).abs() > 1e-9);
            let y = -self.place(value);
            let number = Words::number(value, decimals);
            // One row of numbers where there is room for it, the other where there is room for both.
            pen.detail(w * Group::LEGIBLE / 17.0, |pen| {
                pen.text(DVec2::new(-w * 0.335, y), number.clone(), Anchor::Centre, size, Role::FaceInk);
            });
            pen.detail(w * Group::LEGIBLE / 24.0, |pen| {
                pen.text(DVec2::new(w * 0.335, y), number.clone(), Anchor::Centre, size, Role::FaceInk);
            });
        }
    }
}
