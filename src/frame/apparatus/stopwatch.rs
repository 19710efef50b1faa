//! Stopwatches: mechanical with a dial, electronic with a display.

use super::segments::{Clock, window};
use crate::frame::trig::polar;
use crate::frame::{Anchor, Fill, Group, Pen, Pose, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, TAU};

/// A mechanical stopwatch; the middle of its dial is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MechanicalWatch {
    /// Radius of the case, m.
    pub radius: f64,
    /// Time shown by the hands, s.
    pub time: f64,
    /// Seconds in a turn of the long hand: 60, or 30 on finer ones.
    pub turn: f64,
    /// Smallest division, s: 0.2 or 0.1.
    pub division: f64,
    /// Minutes in a turn of the short hand.
    pub minutes: f64,
    /// Grip of the crown that starts and stops, if it can be pressed.
    pub crown: Option<u16>,
    /// Grip of the button that sets back to zero, if there is one.
    pub reset: Option<u16>,
}

impl MechanicalWatch {
    /// The usual one: a turn a minute, divisions of 0.2 s, 30 minutes.
    pub const fn new(radius: f64, time: f64) -> Self {
        Self { radius, time, turn: 60.0, division: 0.2, minutes: 30.0, crown: Some(0), reset: Some(1) }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let r = self.radius;
        pressed(pen, self.crown, |pen| {
            let stem = Rect::new(-r * 0.055, r * 0.95, r * 0.055, r * 1.1);
            pen.rect(stem, Fill::band(Role::Metal, stem.min, DVec2::new(stem.max.x, 0.0)), Stroke::edge(Role::Metal));
            let crown = Rect::new(-r * 0.12, r * 1.07, r * 0.12, r * 1.26);
            let fill = Fill::band(Role::Metal, crown.min, DVec2::new(crown.max.x, crown.min.y));
            pen.rounded_rect(crown, r * 0.04, fill, Stroke::edge(Role::Metal));
            let rib = Stroke::new(Role::Metal, 0.8).tone(Tone::Dark);
            pen.detail(r * 0.04, |pen| {
                let ribs = (-2..=2).map(|i| f64::from(i) * r * 0.045);
                pen.lines(ribs.map(|x| (DVec2::new(x, r * 1.1), DVec2::new(x, r * 1.23))), rib);
            });
        });
        if self.reset.is_some() {
            pen.at(Pose::at(0.0, 0.0).turned(-0.62), |pen| {
                pressed(pen, self.reset, |pen| {
                    let button = Rect::new(-r * 0.075, r * 0.95, r * 0.075, r * 1.13);
                    let fill = Fill::band(Role::Metal, button.min, DVec2::new(button.max.x, button.min.y));
                    pen.rounded_rect(button, r * 0.03, fill, Stroke::edge(Role::Metal));
                });
            });
        }
        let case = Fill::down(Role::Metal, DVec2::new(-r, r) * 0.7, DVec2::new(r, -r) * 0.7);
        pen.circle(DVec2::ZERO, r, case, Stroke::edge(Role::Metal));
        pen.circle(DVec2::ZERO, r * 0.93, (Role::Metal, Tone::Dark), Stroke::NONE);
        pen.circle(DVec2::ZERO, r * 0.9, Role::Face, Stroke::edge(Role::Face));
        let fine = r * 0.87 * TAU * self.division / self.turn;
        self.divisions(pen, self.division, 1.0, 0.045, 0.5, fine);
        self.divisions(pen, 1.0, 5.0, 0.08, 0.9, fine * 1.0 / self.division);
        self.divisions(pen, 5.0, 0.0, 0.12, 1.6, 0.0);
        let size = TextSize::AtLeast { metres: r * 0.125, points: 8.0 };
        pen.detail(r * Group::LEGIBLE / 32.0, |pen| {
            for i in 1..=(self.turn / 5.0).round() as i32 {
                let at = polar(DVec2::ZERO, r * 0.64, FRAC_PI_2 - f64::from(i) * 5.0 / self.turn * TAU);
                pen.text(at, Words::whole(i * 5), Anchor::Centre, size, Role::FaceInk);
            }
        });
        self.minute_dial(pen);
        hand(pen, DVec2::ZERO, FRAC_PI_2 - self.time / self.turn * TAU, r * 0.85, r * 0.2, r * 0.03);
        pen.circle(DVec2::ZERO, r * 0.05, Role::Pointer, Stroke::edge(Role::Pointer));
        pen.circle(DVec2::ZERO, r * 0.018, Role::Brass, Stroke::NONE);
    }

    fn minute_dial(&self, pen: &mut Pen<'_>) {
        let r = self.radius;
        let (centre, small) = (DVec2::new(0.0, r * 0.285), r * 0.215);
        pen.circle(centre, small, (Role::Face, Tone::Light), Stroke::new(Role::Face, 0.9).tone(Tone::Dark));
        let count = self.minutes.round().clamp(1.0, 60.0) as i32;
        let mark = |i: i32, reach: f64| {
            let a = FRAC_PI_2 - f64::from(i) / f64::from(count) * TAU;
            (polar(centre, small * 0.96, a), polar(centre, small * (0.96 - reach), a))
        };
        let ink = Stroke::new(Role::FaceInk, 0.6).butt();
        pen.detail(small * TAU / f64::from(count), |pen| pen.lines((0..count).map(|i| mark(i, 0.14)), ink));
        pen.lines((0..count).step_by(5).map(|i| mark(i, 0.22)), Stroke::new(Role::FaceInk, 0.9).butt());
        for i in (5..=count).step_by(5) {
            let at = polar(centre, small * 0.56, FRAC_PI_2 - f64::from(i) / f64::from(count) * TAU);
            pen.text(at, Words::whole(i), Anchor::Centre, TextSize::World(small * 0.27), Role::FaceInk);
        }
        let turns = (self.time / 60.0 / self.minutes).fract();
        let tip = polar(centre, small * 0.8, FRAC_PI_2 - turns * TAU);
        pen.line(centre, tip, Stroke::new(Role::FaceInk, 1.5).world(small * 0.05));
        pen.circle(centre, small * 0.1, Role::FaceInk, Stroke::NONE);
    }

    /// Lines every `step` seconds except every `but` (0: none left out).
    fn divisions(&self, pen: &mut Pen<'_>, step: f64, but: f64, reach: f64, points: f64, detail: f64) {
        let count = (self.turn / step).round().clamp(1.0, 1200.0) as i32;
        let coarse = if but > 0.0 { (but / step).round() as i32 } else { 0 };
        let r = self.radius;
        let line = |i: i32| {
            let a = FRAC_PI_2 - f64::from(i) / f64::from(count) * TAU;
            (polar(DVec2::ZERO, r * 0.87, a), polar(DVec2::ZERO, r * (0.87 - reach), a))
        };
        let marks = (0..count).filter(|i| coarse == 0 || i % coarse != 0).map(line);
        pen.detail(detail, |pen| pen.lines(marks, Stroke::new(Role::FaceInk, points).world(r * 0.005 * points).butt()));
    }
}

/// A tapered hand from a tail behind the axis to its tip.
fn hand(pen: &mut Pen<'_>, axis: DVec2, angle: f64, length: f64, tail: f64, width: f64) {
    pen.at(Pose::at(axis.x, axis.y).turned(angle), |pen| {
        let half = width * 0.5;
        let shape = [
            (-tail, half * 1.3),
            (0.0, half),
            (length, half * 0.22),
            (length, -half * 0.22),
            (0.0, -half),
            (-tail, -half * 1.3),
        ];
        pen.polygon(shape.map(DVec2::from), Role::Pointer, Stroke::new(Role::Pointer, 0.5));
    });
}

/// Draws inside a target if the part can be pressed.
fn pressed(pen: &mut Pen<'_>, grip: Option<u16>, draw: impl FnOnce(&mut Pen<'_>)) {
    match grip {
        Some(grip) => pen.target(grip, draw),
        None => draw(pen),
    }
}

/// An electronic stopwatch; the middle of its case is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElectronicWatch {
    /// Width of the case, m.
    pub width: f64,
    /// What it shows.
    pub shown: Clock,
    /// Grips of the buttons: start and stop, reset.
    pub buttons: [u16; 2],
}

impl ElectronicWatch {
    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let w = self.width;
        let h = w * 0.92;
        for (grip, x, tilt) in [(self.buttons[1], -0.3, 0.32), (self.buttons[0], 0.3, -0.32)] {
            pen.target(grip, |pen| {
                pen.at(Pose::at(x * w, h * 0.43).turned(tilt), |pen| {
                    let button = Rect::new(-w * 0.09, -w * 0.05, w * 0.09, w * 0.09);
                    let role = if x > 0.0 { Role::Accent } else { Role::Metal };
                    let fill = Fill::band(role, button.min, DVec2::new(button.max.x, button.min.y));
                    pen.rounded_rect(button, w * 0.03, fill, Stroke::edge(role));
                });
            });
        }
        let fill = Fill::down(Role::DarkPlastic, DVec2::new(-w * 0.4, h * 0.5), DVec2::new(w * 0.2, -h * 0.3));
        pen.outline(fill, Stroke::edge(Role::DarkPlastic), |o| {
            let (x, y) = (w * 0.5, h * 0.5);
            o.to(-x * 0.3, y).to(x * 0.3, y).curve((x * 0.95, y), (x, y * 0.5), (x, 0.0));
            o.curve((x, -y * 0.72), (x * 0.6, -y), (0.0, -y)).curve((-x * 0.6, -y), (-x, -y * 0.72), (-x, 0.0));
            o.curve((-x, y * 0.5), (-x * 0.95, y), (-x * 0.3, y));
        });
        window(pen, Rect::new(-w * 0.41, -h * 0.10, w * 0.41, h * 0.24), self.shown, false);
        let size = TextSize::World(w * 0.058);
        let label = |pen: &mut Pen<'_>, x: f64, words| {
            pen.text(DVec2::new(x * w, h * 0.335), words, Anchor::Centre, size, Role::PlasticInk);
        };
        label(pen, 0.22, Words::Named("apparatus.watch.start"));
        label(pen, -0.22, Words::Named("apparatus.watch.reset"));
        // The grille of its beeper.
        let holes = (-2..=2)
            .flat_map(|i| (0..2).map(move |j| DVec2::new(f64::from(i) * w * 0.05, -h * (0.25 + 0.06 * f64::from(j)))));
        pen.dots(holes, w * 0.011, (Role::DarkPlastic, Tone::Dark));
    }
}
