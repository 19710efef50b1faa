//! Small parts of many things: threads, hooks, screws, grain.

use crate::frame::trig::sin_cos;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI};

/// A taut thread between two points, true to a thickness in metres.
pub fn thread(pen: &mut Pen<'_>, from: DVec2, to: DVec2, thickness: f64) {
    pen.line(from, to, Stroke::new(Role::Thread, 1.3).world(thickness));
}

/// A wire hook: `shank` metres down from the origin, then a bend of `radius`, open on the left.
pub fn hook(pen: &mut Pen<'_>, shank: f64, radius: f64) {
    let wire = radius * 0.42;
    let draw = |pen: &mut Pen<'_>, stroke: Stroke| {
        pen.curve(stroke, |o| {
            o.to(0.0, 0.0).to(0.0, -shank).arc(DVec2::new(0.0, -shank - radius), radius, FRAC_PI_2, -0.9 * PI);
        });
    };
    draw(pen, Stroke::new(Role::Steel, 1.5).tone(Tone::Dark).world(wire));
    draw(pen, Stroke::new(Role::Steel, 0.0).tone(Tone::Light).world(wire * 0.4));
}

/// A wire ring around a centre.
pub(super) fn ring(pen: &mut Pen<'_>, centre: DVec2, radius: f64, wire: f64) {
    pen.circle(centre, radius, Fill::None, Stroke::new(Role::Steel, 1.5).tone(Tone::Dark).world(wire));
    pen.circle(centre, radius, Fill::None, Stroke::new(Role::Steel, 0.0).tone(Tone::Light).world(wire * 0.4));
}

/// The head of a slotted screw.
pub fn screw(pen: &mut Pen<'_>, centre: DVec2, radius: f64) {
    pen.circle(centre, radius, Fill::ball(Role::Metal, centre, radius), Stroke::edge(Role::Metal));
    let d = DVec2::new(0.62, 0.36) * radius;
    pen.detail(radius, |pen| pen.line(centre - d, centre + d, Stroke::new(Role::DarkMetal, 0.8).world(radius * 0.25)));
}

/// Wood grain: calm lines along a rectangle's longer side, the same for the same rectangle.
pub(super) fn grain(pen: &mut Pen<'_>, rect: Rect, role: Role, lines: u32) {
    let across = rect.width() < rect.height();
    let (long, wide) = if across { (rect.height(), rect.width()) } else { (rect.width(), rect.height()) };
    let map = |u: f64, v: f64| {
        let (a, b) = (u * long, v * wide);
        rect.min + if across { DVec2::new(b, a) } else { DVec2::new(a, b) }
    };
    let stroke = Stroke::new(role, 0.7).tone(Tone::Dark);
    let lines_drawn = |pen: &mut Pen<'_>| {
        for i in 0..lines {
            let v = (f64::from(i) + 0.75) / (f64::from(lines) + 0.5);
            // Lengths and waves that differ without a pattern that the eye finds.
            let start = [0.0, 0.06, 0.0, 0.31, 0.0, 0.12][i as usize % 6];
            let end = [1.0, 0.78, 1.0, 1.0, 0.64, 1.0][(i as usize * 5 + 1) % 6];
            let (phase, wave) = (f64::from(i) * 2.4, 0.16 / f64::from(lines + 1));
            let points = (0..=20).map(|k| {
                let u = start + (end - start) * f64::from(k) / 20.0;
                map(u, v + wave * sin_cos(phase + u * 5.5).0)
            });
            pen.path(points, stroke);
        }
    };
    pen.detail(wide / f64::from(lines + 1), |pen| pen.alpha(0.38, lines_drawn));
}
