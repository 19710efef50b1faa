//! A school's lever: a bar with a grid of places on both sides of its axle, balance nuts at its ends, a pointer that
//! hangs from its axle before a plate on the stand.

use super::small::{grain, screw};
use crate::frame::trig::sin_cos;
use crate::frame::{Anchor, Fill, Group, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// Length of the pointer from the axle, m.
const POINTER: f64 = 0.09;
/// Length of a nut's thread, m.
const THREAD: f64 = 0.042;
/// Divisions of the plate on each side of its middle, two degrees each.
const DIVISIONS: i32 = 5;

/// A lever whose middle is at the origin, along +x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lever {
    /// Length of the bar, m.
    pub length: f64,
    /// Height of the bar, m.
    pub height: f64,
    /// Distance of its places, m.
    pub grid: f64,
    /// Height of its places from its middle, m.
    pub places: f64,
    /// Height of its axle from its middle, m.
    pub axle: f64,
}

impl Lever {
    /// Draws it without its nuts.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let Self { length, height, .. } = *self;
        for side in [-1.0, 1.0] {
            let (from, to) = (side * length * 0.5, side * (length * 0.5 + THREAD));
            let rod = Rect::new(from.min(to), -0.0022, from.max(to), 0.0022);
            pen.rect(rod, Fill::down(Role::Steel, rod.max, rod.min), Stroke::edge(Role::Steel));
            let turns = (1..14).map(|i| {
                let x = rod.min.x + rod.width() * f64::from(i) / 14.0;
                (DVec2::new(x - 5e-4, 0.0022), DVec2::new(x + 5e-4, -0.0022))
            });
            pen.detail(0.003, |pen| pen.lines(turns, Stroke::new(Role::Steel, 0.5).tone(Tone::Dark)));
        }
        let bar = Rect::centred(DVec2::ZERO, length, height);
        pen.rounded_rect(bar, 0.003, Fill::down(Role::Wood, bar.max, bar.min), Stroke::edge(Role::Wood));
        grain(pen, bar, Role::Wood, 3);
        self.draw_grid(pen);
        let axle = DVec2::new(0.0, self.axle);
        // The needle and the brass bush of the axle.
        let tip = axle - DVec2::Y * POINTER;
        let needle = [DVec2::new(-0.0022, axle.y), DVec2::new(0.0022, axle.y), tip];
        pen.polygon(needle, Role::Pointer, Stroke::NONE);
        pen.circle(axle, 0.0085, Fill::ball(Role::Brass, axle, 0.0085), Stroke::edge(Role::Brass));
        screw(pen, axle, 0.0045);
    }

    fn draw_grid(&self, pen: &mut Pen<'_>) {
        let Self { length, height, grid, places, .. } = *self;
        let most = ((0.5 * length - 0.004) / grid).floor().max(0.0) as i32;
        let whole = (0.05 / grid).round().max(1.0) as i32;
        let sides = (-most..=most).filter(|&i| i != 0);
        let ink = Stroke::new(Role::Scale, 0.8).world(6e-4).butt();
        let at = |i: i32| f64::from(i) * grid;
        let top = 0.5 * height;
        pen.lines(
            sides.clone().filter(|i| i % whole != 0).map(|i| (DVec2::new(at(i), top), DVec2::new(at(i), top - 0.005))),
            ink,
        );
        let long = ink.world(9e-4);
        pen.lines(
            sides.clone().filter(|i| i % whole == 0).map(|i| (DVec2::new(at(i), top), DVec2::new(at(i), top - 0.008))),
            long,
        );
        for i in sides.clone() {
            let place = DVec2::new(at(i), places);
            let hole = if grid < 0.02 { 0.0016 } else { 0.0026 };
            pen.circle(place, hole, (Role::Wood, Tone::Dark), Stroke::new(Role::DarkMetal, 0.8).world(hole * 0.4));
        }
        let size = TextSize::AtLeast { metres: 0.0095, points: 9.0 };
        pen.detail(0.05 * Group::LEGIBLE / 20.0, |pen| {
            for i in sides.filter(|i| i % whole == 0) {
                let number = Words::whole((at(i).abs() * 100.0).round() as i32);
                pen.text(DVec2::new(at(i), top + 0.011), number, Anchor::Centre, size, Role::Ink);
            }
        });
    }
}

/// A balance nut whose middle is at the origin, turned so far along its thread, m.
pub fn levelling_nut(pen: &mut Pen<'_>, turned: f64) {
    let nut = Rect::centred(DVec2::ZERO, 0.011, 0.024);
    pen.rounded_rect(nut, 0.0016, Fill::down(Role::Brass, nut.max, nut.min), Stroke::edge(Role::Brass));
    // The knurls turn with it: a pitch of a millimetre.
    let phase = turned.rem_euclid(1e-3) * 250.0;
    let rows = (0..5).map(|i| {
        let (_, cos) = sin_cos((f64::from(i) + phase) * 0.2 * std::f64::consts::PI);
        cos * 0.0108
    });
    let lines = rows.map(|y| (DVec2::new(nut.min.x + 8e-4, y), DVec2::new(nut.max.x - 8e-4, y)));
    pen.lines(lines, Stroke::new(Role::Brass, 0.8).tone(Tone::Dark));
}

/// The plate behind a lever's pointer, on the stand, with its axle at the origin: the longest line is level.
pub fn level_plate(pen: &mut Pen<'_>) {
    let place = |i: i32, radius: f64| {
        let (sin, cos) = sin_cos(f64::from(i) * std::f64::consts::PI / 90.0);
        DVec2::new(radius * sin, -radius * cos)
    };
    let (inner, outer) = (POINTER - 0.02, POINTER + 0.015);
    let steps = |radius: f64, way: i32| (-(DIVISIONS + 2)..=DIVISIONS + 2).map(move |i| place(way * i, radius));
    pen.polygon(steps(outer, 1).chain(steps(inner, -1)), Role::Face, Stroke::edge(Role::Metal));
    let ink = Stroke::new(Role::FaceInk, 0.8).world(5e-4).butt();
    let marks = (-DIVISIONS..=DIVISIONS).filter(|i| *i != 0);
    pen.lines(marks.map(|i| (place(i, POINTER + 0.002), place(i, POINTER + 0.0085))), ink);
    pen.line(place(0, POINTER - 0.006), place(0, POINTER + 0.012), ink.world(9e-4));
}
