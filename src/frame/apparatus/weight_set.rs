//! A set of weights: brass weights with a knob, their box, and the forceps that carry them.

use super::bench::shadow;
use super::small::grain;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use crate::numerics::math::cbrt;
use glam::DVec2;
use std::f64::consts::PI;

/// Density of brass, kg/m³.
const BRASS: f64 = 8400.0;
/// Depth of the holes in a box, m.
const DEEP: f64 = 0.011;
/// Height of a box, m.
const TALL: f64 = 0.024;
/// Room between weights, m.
const GAP: f64 = 0.0025;
/// Height of a weight's body for its width.
const SLENDER: f64 = 1.35;

/// A brass weight of a mass in kg: a cylinder with a knob; the middle of its underside is at the
/// origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// Mass marked on it, kg.
    pub mass: f64,
}

impl Weight {
    /// Its width, m: the cylinder alone holds its mass.
    pub fn width(&self) -> f64 {
        cbrt(4.0 * self.mass / (PI * BRASS * SLENDER))
    }

    /// Its height with the knob, m.
    pub fn height(&self) -> f64 {
        self.width() * (SLENDER + 0.42)
    }

    /// Draws it, with what is marked on it where that is not behind the front of its box.
    pub fn draw(&self, pen: &mut Pen<'_>, marked: bool) {
        let w = self.width();
        let top = w * SLENDER;
        let body = Rect::new(-w / 2.0, 0.0, w / 2.0, top);
        let metal = |r: Rect| Fill::band(Role::Brass, r.min, DVec2::new(r.max.x, r.min.y));
        let neck = Rect::new(-w * 0.1, top, w * 0.1, top + w * 0.2);
        pen.rect(neck, metal(neck), Stroke::edge(Role::Brass));
        let knob = Rect::new(-w * 0.2, top + w * 0.16, w * 0.2, top + w * 0.42);
        pen.rounded_rect(knob, w * 0.12, metal(knob), Stroke::edge(Role::Brass));
        pen.rounded_rect(body, w * 0.07, metal(body), Stroke::edge(Role::Brass));
        if !marked {
            return;
        }
        let at = DVec2::new(0.0, top * 0.5);
        let grams = Words::whole((self.mass * 1e3).round().clamp(0.0, 1e6) as i32);
        pen.detail(w * 0.5, |pen| pen.text(at, grams, Anchor::Centre, TextSize::World(w * 0.5), Role::FaceInk));
    }

    /// Draws forceps that hold it by its knob, from the upper right.
    pub fn draw_forceps(&self, pen: &mut Pen<'_>) {
        let w = self.width();
        let tip = DVec2::new(0.0, w * (SLENDER + 0.25));
        let end = tip + DVec2::new(0.045, 0.085);
        let across = DVec2::new(0.085, -0.045).normalize();
        for side in [-1.0, 1.0] {
            let start = tip + DVec2::X * side * w * 0.22;
            let bend = tip + (end - tip) * 0.45 + across * side * 0.008;
            let stroke = Stroke::new(Role::Steel, 2.0).world(0.0024);
            let curve = |o: &mut crate::frame::Outline<'_>| {
                o.to(start.x, start.y).curve(start.lerp(bend, 0.5).into(), bend.into(), end.into());
            };
            pen.curve(Stroke { tone: Tone::Dark, world_width: 0.0034, ..stroke }, curve);
            pen.curve(stroke, curve);
        }
    }

    /// Draws the thumb and the finger that hold it by its body, from the upper right.
    pub fn draw_fingers(&self, pen: &mut Pen<'_>) {
        let w = self.width();
        let skin = Fill::down(Role::Hand, DVec2::new(0.0, 0.06), DVec2::ZERO);
        for (side, thick) in [(-1.0, 0.007), (1.0, 0.0085)] {
            let tip = DVec2::new(side * (w * 0.5 + thick * 0.55), w * SLENDER * 0.62);
            let (knuckle, end) = (tip + DVec2::new(0.012 + side * 0.008, 0.034), tip + DVec2::new(0.05, 0.066));
            pen.outline(skin, Stroke::edge(Role::Hand), |o| {
                o.to(tip.x - thick, tip.y);
                o.curve((tip.x - thick, tip.y + 0.012), (knuckle.x - thick, knuckle.y), (end.x - thick, end.y + thick));
                o.to(end.x + thick, end.y - thick);
                o.curve((knuckle.x + thick, knuckle.y - thick), (tip.x + thick, tip.y + 0.012), (tip.x + thick, tip.y));
                o.curve((tip.x + thick, tip.y - thick), (tip.x - thick, tip.y - thick), (tip.x - thick, tip.y));
            });
        }
    }

    /// Draws the prints that fingers leave on its body: dull spots on the polish.
    pub fn draw_prints(&self, pen: &mut Pen<'_>) {
        let w = self.width();
        for (x, y) in [(-0.31, 0.8), (0.33, 0.68)] {
            let at = DVec2::new(x * w, y * w);
            pen.alpha(0.45, |pen| pen.ellipse(at, w * 0.13, w * 0.18, (Role::DarkWood, Tone::Base), Stroke::NONE));
            for ring in [0.06, 0.1] {
                let line = Stroke::new(Role::Brass, 0.5).tone(Tone::Light).world(0.0003);
                pen.arc(at, w * ring, 0.4, 2.8, line);
            }
        }
    }
}

/// A box of weights; the middle of its underside is at the origin.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightBox {
    /// Masses of the weights that have a hole in it, kg.
    pub masses: Vec<f64>,
}

impl WeightBox {
    /// Places of the weights side by side: middles from the middle of the row.
    pub fn row(masses: &[f64]) -> Vec<f64> {
        let width = |mass: &f64| Weight { mass: *mass }.width() + GAP;
        let all: f64 = masses.iter().map(width).sum();
        let mut at = -all / 2.0;
        masses
            .iter()
            .map(|mass| {
                at += width(mass);
                at - width(mass) / 2.0
            })
            .collect()
    }

    /// Height of the floor of its holes, m.
    pub const FLOOR: f64 = TALL - DEEP;

    fn half(&self) -> f64 {
        let all: f64 = self.masses.iter().map(|mass| Weight { mass: *mass }.width() + GAP).sum();
        all / 2.0 + 0.004
    }

    /// What is behind the weights.
    pub fn draw_back(&self, pen: &mut Pen<'_>) {
        let half = self.half();
        shadow(pen, -half, half, 0.0);
        // The lid stands open behind.
        let lid = Rect::new(-half, TALL, half, TALL + 0.02);
        pen.rect(lid, (Role::Wood, Tone::Dark), Stroke::edge(Role::Wood));
        grain(pen, lid, Role::Wood, 2);
        let holes = Self::row(&self.masses);
        for (x, mass) in holes.iter().zip(&self.masses) {
            let w = Weight { mass: *mass }.width() + GAP * 0.6;
            pen.ellipse(DVec2::new(*x, TALL), w / 2.0, 0.0016, (Role::Mark, Tone::Base), Stroke::NONE);
        }
    }

    /// What is before them.
    pub fn draw_front(&self, pen: &mut Pen<'_>) {
        let half = self.half();
        let front = Rect::new(-half, 0.0, half, TALL);
        pen.rounded_rect(front, 0.002, Fill::down(Role::Wood, front.max, front.min), Stroke::edge(Role::Wood));
        grain(pen, front, Role::Wood, 3);
        for (x, mass) in Self::row(&self.masses).iter().zip(&self.masses) {
            let at = DVec2::new(*x, TALL * 0.5);
            let grams = Words::whole((mass * 1e3).round().clamp(0.0, 1e6) as i32);
            pen.detail(0.006, |pen| pen.text(at, grams, Anchor::Centre, TextSize::World(0.0062), Role::Scale));
        }
    }
}
