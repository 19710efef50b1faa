//! Coil springs.

use super::small::ring;
use crate::frame::trig::sin_cos;
use crate::frame::{Outline, Pen, Role, Stroke, Tone};
use glam::DVec2;
use std::f64::consts::{PI, TAU};

/// A coil spring with a loop at each end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spring {
    /// Whole turns.
    pub turns: u32,
    /// Outer diameter of the coil, m.
    pub diameter: f64,
    /// Thickness of the wire, m.
    pub wire: f64,
}

impl Spring {
    /// Draws it between the points that its end loops hold.
    pub fn draw(&self, pen: &mut Pen<'_>, from: DVec2, to: DVec2) {
        let length = from.distance(to);
        let along = (to - from).normalize_or(DVec2::NEG_Y);
        let across = along.perp();
        // A loop and its neck at each end, less where the spring is squeezed short.
        let end = (self.diameter * 0.75).min(length * 0.2);
        let loop_radius = end * 0.34;
        let (a, b) = (from + along * end, to - along * end);
        let coil = a.distance(b);
        let turns = f64::from(self.turns.max(1));
        let radius = (self.diameter - self.wire) * 0.5;
        // A coil seen from the side: along the axis it advances and leans by the wire's own thickness.
        let point = |phase: f64| {
            let (s, c) = sin_cos(phase);
            a + along * (coil * phase / (turns * TAU) + s * self.wire * 0.3) + across * (c * radius)
        };
        let half = |o: &mut Outline<'_>, start: f64| {
            for i in 0..=8 {
                o.point(point(start + PI * f64::from(i) / 8.0));
            }
        };
        let wire =
            |tone: Tone, points: f64, part: f64| Stroke::new(Role::Steel, points).tone(tone).world(self.wire * part);
        // The far half of every turn first, then the ends, then the near halves over them.
        for i in 0..self.turns.max(1) {
            pen.curve(wire(Tone::Dark, 1.0, 0.85), |o| half(o, f64::from(i) * TAU + PI));
        }
        for (at, inward, first) in [(from, along, a + across * radius), (to, -along, b + across * radius)] {
            let centre = at + inward * loop_radius;
            ring(pen, centre, loop_radius, self.wire);
            let neck = centre + inward * loop_radius;
            pen.path([neck, neck + (first - neck) * 0.5 + inward * end * 0.1, first], wire(Tone::Dark, 1.5, 1.0));
        }
        for i in 0..self.turns.max(1) {
            let start = f64::from(i) * TAU;
            pen.curve(wire(Tone::Dark, 1.9, 1.0), |o| half(o, start));
            pen.curve(wire(Tone::Light, 0.7, 0.45), |o| half(o, start));
        }
    }
}
