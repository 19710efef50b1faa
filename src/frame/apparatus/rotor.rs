//! What turns on upright axles, seen from above: stepped wheels, their belt, a rotating arm and a crank.

use super::small::{grain, screw};
use crate::frame::trig::{angle_of, polar};
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;
use std::f64::consts::PI;

/// How far an arm goes beyond its scale, m, and how far to the other side.
const BEYOND: f64 = 0.025;
const BEHIND: f64 = 0.085;
/// Longest radius on the scale of an arm, cm.
const SCALE: u32 = 20;
/// Half the width of an arm, m.
const HALF: f64 = 0.011;
/// Half the width of the plate on which the axles stand, m.
const PLATE: f64 = 0.06;

/// The wooden plate on which two axles stand.
pub fn axle_plate(pen: &mut Pen<'_>, [a, b]: [DVec2; 2]) {
    let plate = Rect { min: a.min(b), max: a.max(b) }.grown(PLATE);
    let under = Rect { min: plate.min + DVec2::new(0.004, -0.006), max: plate.max + DVec2::new(0.004, -0.006) };
    pen.alpha(0.22, |pen| pen.rounded_rect(under, 0.01, Role::Shadow, Stroke::NONE));
    pen.rounded_rect(plate, 0.01, Fill::down(Role::Wood, plate.max, plate.min), Stroke::edge(Role::Wood));
    grain(pen, plate, Role::Wood, 4);
}

/// A wheel with steps, the largest below.
pub fn stepped_wheel(pen: &mut Pen<'_>, centre: DVec2, mut radii: [f64; 3]) {
    radii.sort_by(|a, b| b.total_cmp(a));
    let largest = radii[0];
    pen.alpha(0.25, |pen| {
        pen.circle(centre + DVec2::new(0.004, -0.006), largest, Role::Shadow, Stroke::NONE);
    });
    for radius in radii {
        pen.circle(centre, radius, Fill::ball(Role::Metal, centre, radius), Stroke::edge(Role::Metal));
    }
}

/// A belt around two wheels, on the plate that carries both.
pub fn belt(pen: &mut Pen<'_>, [a, b]: [DVec2; 2], [ra, rb]: [f64; 2]) {
    let way = b - a;
    let (apart, along) = (way.length(), angle_of(way));
    if apart <= (ra - rb).abs() {
        return;
    }
    // The straight pieces lean by the angle whose sine is the difference of the radii over the distance.
    let sine = (ra - rb) / apart;
    let lean = angle_of(DVec2::new(sine, (1.0 - sine * sine).sqrt()));
    let stroke = Stroke::new(Role::Rubber, 1.6).world(0.0035);
    pen.curve(stroke, |o| {
        o.arc(a, ra, along + lean, along + 2.0 * PI - lean);
        o.arc(b, rb, along - lean, along + lean);
        o.point(polar(a, ra, along + lean));
    });
}

/// An arm about an axle at the origin along +x, its scale of radii in centimetres; a slider is `out` m from the axle, and
/// a thin rod leads from it to the force sensor on the axle.
pub fn rotor_arm(pen: &mut Pen<'_>, out: f64) {
    let reach = f64::from(SCALE) * 0.01 + BEYOND;
    let bar = Rect::new(-BEHIND, -HALF, reach, HALF);
    pen.alpha(0.2, |pen| {
        let under = Rect { min: bar.min + DVec2::new(0.0, -0.004), max: bar.max + DVec2::new(0.0, -0.004) };
        pen.rounded_rect(under, 0.003, Role::Shadow, Stroke::NONE);
    });
    pen.rounded_rect(bar, 0.003, Fill::down(Role::Metal, bar.max, bar.min), Stroke::edge(Role::Metal));
    for cm in 2..=SCALE {
        let x = f64::from(cm) * 0.01;
        let long = if cm % 5 == 0 { 0.009 } else { 0.005 };
        let line = Stroke::new(Role::Mark, 0.8).world(0.0006);
        pen.line(DVec2::new(x, -HALF), DVec2::new(x, -HALF + long), line);
        if cm % 5 == 0 {
            let size = TextSize::AtLeast { metres: 0.009, points: 7.0 };
            pen.detail(0.012, |pen| {
                pen.text(DVec2::new(x, -HALF - 0.001), Words::whole(cm as i32), Anchor::Top, size, Role::Ink);
            });
        }
    }
    let weight = Rect::new(-BEHIND, -0.02, -BEHIND + 0.035, 0.02);
    pen.rounded_rect(weight, 0.004, Fill::down(Role::Iron, weight.max, weight.min), Stroke::edge(Role::Iron));
    pen.line(DVec2::new(0.02, 0.0), DVec2::new(out, 0.0), Stroke::new(Role::Steel, 1.6).world(0.0025));
    let slider = Rect::centred(DVec2::new(out, 0.0), 0.014, 2.0 * HALF + 0.006);
    pen.rounded_rect(
        slider,
        0.002,
        Fill::down(Role::DarkPlastic, slider.max, slider.min),
        Stroke::edge(Role::DarkPlastic),
    );
    let sensor = Rect::centred(DVec2::ZERO, 0.05, 0.036);
    pen.rounded_rect(sensor, 0.006, Fill::down(Role::Plastic, sensor.max, sensor.min), Stroke::edge(Role::Plastic));
    pen.rounded_rect(sensor.grown(-0.005), 0.004, Role::DarkPlastic, Stroke::NONE);
    pen.circle(DVec2::new(0.015, 0.008), 0.002, (Role::Laser, Tone::Base), Stroke::NONE);
    screw(pen, DVec2::ZERO, 0.007);
}

/// A crank `long` m along +x about an axle at the origin, with its knob.
pub fn crank(pen: &mut Pen<'_>, long: f64) {
    let bar = Rect::new(-0.012, -0.007, long + 0.01, 0.007);
    pen.rounded_rect(bar, 0.006, Fill::down(Role::DarkMetal, bar.max, bar.min), Stroke::edge(Role::DarkMetal));
    screw(pen, DVec2::ZERO, 0.006);
    let knob = DVec2::new(long, 0.0);
    pen.circle(knob, 0.012, Fill::ball(Role::DarkWood, knob, 0.012), Stroke::edge(Role::DarkWood));
}
