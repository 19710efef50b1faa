//! Micrometers: a bow, a sleeve with half millimetres and a thimble of fifty divisions seen from the front.

use super::Thing;
use crate::frame::trig::sin_cos;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// A micrometer: the face of its anvil is at the origin, its axis is y = 0, its screw is to the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Micrometer {
    /// Length of the fixed scale, m.
    pub range: f64,
    /// Distance of the measuring faces, m.
    pub opening: f64,
    /// What the scales show, m: the opening and the zero error.
    pub shown: f64,
    /// What it measures.
    pub thing: Thing,
    /// Grips of the thimble and the ratchet.
    pub knobs: [u16; 2],
}

const fn v(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

impl Micrometer {
    /// Radius of the thimble where a finger turns it, m.
    pub const RADIUS: f64 = 0.009;
    /// Radius of the thimble's edge and of the sleeve, m.
    const RIM: f64 = 0.0068;
    const SLEEVE: f64 = 0.006;
    /// Radius of spindle and anvil, m.
    const SPINDLE: f64 = 0.0032;
    /// Length of the bevel that carries the lines, m.
    const BEVEL: f64 = 0.007;
    /// Divisions of the thimble in a turn.
    const DIVISIONS: u32 = 50;

    /// Place of the sleeve's zero, m.
    fn origin(&self) -> f64 {
        self.range + 0.016
    }

    /// Place of the thimble's edge, m.
    pub fn edge(&self) -> f64 {
        self.origin() + self.shown
    }

    /// A round bar between two places, lit from above.
    fn bar(pen: &mut Pen<'_>, role: Role, from: f64, to: f64, radius: f64) {
        let fill = Fill::band(role, v(0.0, radius), v(0.0, -radius));
        pen.rect(Rect::new(from, -radius, to, radius), fill, Stroke::edge(role));
    }

    /// What is measured, the bow with the anvil, the spindle and the sleeve with its scale.
    pub fn draw_frame(&self, pen: &mut Pen<'_>) {
        let (s, until) = (Self::SPINDLE, self.range + 0.004);
        Self::bar(pen, Role::Steel, self.opening, until + 0.004, s);
        self.thing.draw(pen, 0.0);
        let middle = v(until / 2.0, 0.0);
        let (outer, inner) = (until / 2.0 + 0.009, until / 2.0 - 0.0005);
        let fill = Fill::down(Role::DarkMetal, v(0.0, 0.0), v(0.0, -outer));
        pen.outline(fill, Stroke::edge(Role::DarkMetal), |o| {
            o.to(middle.x - outer, s + 0.002).arc(middle - v(0.0, 0.004), outer, PI, 2.0 * PI);
            o.to(middle.x + outer, s + 0.002).to(middle.x + inner, s + 0.002);
            o.arc(middle - v(0.0, 0.004), inner, 2.0 * PI, PI).to(middle.x - inner, s + 0.002);
        });
        Self::bar(pen, Role::Steel, -0.005, 0.0, s);
        let sleeve = self.origin() + self.range + 0.002;
        Self::bar(pen, Role::Metal, middle.x + outer - 0.001, sleeve, Self::SLEEVE);
        self.draw_sleeve(pen);
    }

    fn ink(points: f64) -> Stroke {
        Stroke::new(Role::FaceInk, points).world(0.000_1).butt()
    }

    /// The datum line, millimetres above it and half millimetres below.
    fn draw_sleeve(&self, pen: &mut Pen<'_>) {
        let halves = (self.range * 2000.0 + 1e-6).floor() as i32;
        pen.at(v(self.origin(), 0.0), |pen| {
            pen.line(v(-0.001, 0.0), v(self.range + 0.001, 0.0), Self::ink(0.5));
            // By the place in ten halves: every fifth millimetre is long.
            for (which, reach) in [(0, 0.0028), (1, 0.002), (2, -0.002)] {
                let marks = (0..=halves).filter(|n| match which {
                    0 => n % 10 == 0,
                    1 => n % 2 == 0 && n % 10 != 0,
                    _ => n % 2 != 0,
                });
                pen.detail(if which == 0 { 0.005 } else { 0.001 }, |pen| {
                    let line = |n: i32| (v(f64::from(n) * 5e-4, 0.0), v(f64::from(n) * 5e-4, reach));
                    pen.lines(marks.map(line), Self::ink(0.5));
                });
            }
            pen.detail(0.002, |pen| {
                for mm in (0..=halves / 2).step_by(5) {
                    let at = v(f64::from(mm) * 1e-3, 0.0041);
                    pen.text(at, Words::whole(mm), Anchor::Centre, TextSize::World(0.0019), Role::FaceInk);
                }
            });
        });
    }

    /// The thimble with its lines, and the ratchet; both can be taken hold of.
    pub fn draw_screw(&self, pen: &mut Pen<'_>) {
        let [thimble, ratchet] = self.knobs;
        let (r, rim) = (Self::RADIUS, Self::RIM);
        pen.at(v(self.edge(), 0.0), |pen| {
            let end = Self::BEVEL + 0.006 + self.range;
            pen.target(thimble, |pen| {
                let fill = Fill::band(Role::Metal, v(0.0, r), v(0.0, -r));
                let b = Self::BEVEL;
                let body = [v(0.0, rim), v(b, r), v(end, r), v(end, -r), v(b, -r), v(0.0, -rim)];
                pen.polygon(body, fill, Stroke::edge(Role::Metal));
                self.knurl(pen, b + 0.006, end - 0.001, r);
            });
            pen.target(ratchet, |pen| {
                Self::bar(pen, Role::DarkMetal, end, end + 0.003, r * 0.5);
                Self::bar(pen, Role::Metal, end + 0.003, end + 0.015, r * 0.62);
                self.knurl(pen, end + 0.004, end + 0.0145, r * 0.62);
            });
            self.draw_thimble_scale(pen);
        });
    }

    fn knurl(&self, pen: &mut Pen<'_>, from: f64, to: f64, radius: f64) {
        let stroke = Stroke::new(Role::Metal, 0.6).tone(Tone::Dark);
        pen.detail(radius * 0.2, |pen| {
            pen.lines(
                (-4..=4).map(|i| sin_cos(f64::from(i) * 0.35).0 * radius).map(|y| (v(from, y), v(to, y))),
                stroke,
            );
        });
    }

    /// Lines on the bevel, where the turn has brought them; numbers grow upwards.
    fn draw_thimble_scale(&self, pen: &mut Pen<'_>) {
        let count = Self::DIVISIONS as i32;
        // Divisions that have passed the datum line: the one at the line now.
        let passed = (self.shown / 1e-5).rem_euclid(f64::from(count));
        let angle = |line: i32| {
            let turn = (f64::from(line) - passed).rem_euclid(f64::from(count)) / f64::from(count) * TAU;
            if turn > PI { turn - TAU } else { turn }
        };
        let on = move |line: i32, part: f64| {
            let radius = Self::RIM + (Self::RADIUS - Self::RIM) * part;
            v(Self::BEVEL * part, radius * sin_cos(angle(line)).0)
        };
        // Beyond this the surface is seen too much from the side.
        let faces = move |line: i32| angle(line).abs() < FRAC_PI_2 * 0.93;
        for (long, part) in [(false, 0.3), (true, 0.5)] {
            let marks = (0..count).filter(|line| (line % 5 == 0) == long && faces(*line));
            pen.detail(if long { 0.003 } else { 0.0008 }, |pen| {
                pen.lines(marks.map(|line| (on(line, 0.0), on(line, part))), Self::ink(0.5));
            });
        }
        pen.detail(0.002, |pen| {
            for line in (0..count).step_by(5).filter(|line| angle(*line).abs() < 1.1) {
                let at = on(line, 0.77);
                pen.text(at, Words::whole(line), Anchor::Centre, TextSize::World(0.0019), Role::FaceInk);
            }
        });
    }
}
