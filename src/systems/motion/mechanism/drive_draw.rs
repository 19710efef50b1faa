//! Draws what drives and fills the world: belts and gears between wheels, motors, centres of attraction, liquids.

use super::super::parts::{attraction, fluid, gear, motor};
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::rows::gear_radii;
use super::state::State;
use crate::frame::apparatus;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use crate::numerics::math::{PI, sin_cos};
use glam::DVec2;

/// Draws a part of one of these kinds.
pub fn draw(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>, part: usize) {
    let Some(p) = plan.parts.get(part) else { return };
    let place = |other: usize| {
        let body = plan.parts.get(other).and_then(|p| p.body);
        let end = body.map_or(End::Anchor(other), End::Body);
        at(plan, state, &scratch.terms, &state.q, &state.u, end).place
    };
    if p.is(&gear::KIND) {
        let (at, radii) = ([0, 1].map(|t| place(p.join(t))), gear_radii(plan, state, part));
        if state.value(plan, part, gear::BY) == 0.0 {
            at.into_iter().zip(radii).for_each(|(centre, radius)| teeth(pen, centre, radius));
        } else {
            apparatus::belt(pen, at, radii);
        }
    } else if p.is(&motor::KIND) {
        let on = state.value(plan, part, motor::ON) != 0.0;
        shaft(pen, place(p.join(0)), on, state.value(plan, part, motor::STALL).signum());
    } else if p.is(&attraction::KIND) {
        let centre = place(p.join(0));
        for ring in 1..=3 {
            pen.circle(centre, 0.05 * f64::from(ring), Fill::None, Stroke::new(Role::Guide, 1.0));
        }
    } else if p.is(&fluid::KIND) {
        let world = pen.world();
        let level = state.value(plan, part, fluid::LEVEL);
        // A world that is full of it has no surface to be seen.
        if level > world.min.y && level < world.max.y {
            let body = Rect { min: world.min, max: DVec2::new(world.max.x, level) };
            pen.rect(body, Role::Liquid, Stroke::NONE);
            let ends = [body.min.x, body.max.x].map(|x| DVec2::new(x, level));
            pen.line(ends[0], ends[1], Stroke::new(Role::Liquid, 1.5).tone(Tone::Dark));
        }
    }
}

fn teeth(pen: &mut Pen<'_>, centre: DVec2, radius: f64) {
    let count = (2.0 * PI * radius / 0.02).round().clamp(8.0, 80.0) as u32;
    let tooth = |i: u32| {
        let (sin, cos) = sin_cos(2.0 * PI * f64::from(i) / f64::from(count));
        let out = DVec2::new(cos, sin);
        (centre + out * radius, centre + out * (radius + 0.006))
    };
    pen.lines((0..count).map(tooth), Stroke::new(Role::DarkMetal, 2.0).world(0.005));
}

/// The housing behind a wheel, and the way it turns while it runs.
fn shaft(pen: &mut Pen<'_>, centre: DVec2, on: bool, sense: f64) {
    pen.circle(centre, 0.022, Role::DarkMetal, Stroke::edge(Role::DarkMetal));
    pen.circle(centre, 0.007, Role::Steel, Stroke::edge(Role::Steel));
    if on {
        let (from, until) = if sense < 0.0 { (0.9 * PI, 0.1 * PI) } else { (0.1 * PI, 0.9 * PI) };
        pen.arc(centre, 0.034, from.min(until), from.max(until), Stroke::new(Role::Force, 2.0));
        let (sin, cos) = sin_cos(until);
        let (tip, back) = (centre + 0.034 * DVec2::new(cos, sin), sense * DVec2::new(sin, -cos));
        let side = DVec2::new(cos, sin) * 0.008;
        pen.lines([(tip, tip + back * 0.012 + side), (tip, tip + back * 0.012 - side)], Stroke::new(Role::Force, 2.0));
    }
}
