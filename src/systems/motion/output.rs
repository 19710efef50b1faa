//! Outputs: what instruments, graphs and connections read, computed from the state.

use super::CONTACTS;
use super::contact;
use super::parts::{ball, block, rod, screen, spring, string, surface, track, weights};
use super::plan::Plan;
use super::smooth::{End, Scratch, Smooth, end, is_smooth_spring, path_of, reach, rolling, spring_force};
use super::state::{Mode, State};
use crate::numerics::math::{atan2, sin_cos};
use crate::numerics::ode::Equations;
use glam::DVec2;

/// Writes every output into `state.values`.
pub fn refresh(plan: &Plan, state: &mut State, scratch: &mut Scratch, y: &[f64]) {
    let mut rates = std::mem::take(&mut scratch.rates);
    let mut tensions = std::mem::take(&mut scratch.tensions);
    rates.resize(y.len(), 0.0);
    tensions.clear();
    tensions.resize(plan.parts.len(), 0.0);
    {
        let known = scratch.fresh;
        let mut smooth = Smooth::new(plan, state, scratch);
        // A failure shows itself in the next step, which stops in words; outputs keep finite values until then.
        let fresh = known || smooth.rates(0.0, y, &mut rates).is_ok();
        if fresh {
            for (part, tension) in smooth.tensions() {
                if let Some(slot) = tensions.get_mut(part) {
                    *slot = tension;
                }
            }
        }
        smooth.scratch.fresh = fresh;
    }
    for (index, &part) in plan.bodies.iter().enumerate() {
        let Some(body) = state.bodies.get(index).copied() else { continue };
        for (variable, value) in
            [(ball::X, body.place.x), (ball::Y, body.place.y), (ball::VX, body.velocity.x), (ball::VY, body.velocity.y)]
        {
            state.put(plan, part, variable, value);
        }
        let mass = state.mass(plan, part);
        if plan.parts.get(part).is_some_and(|p| p.is(&ball::KIND)) {
            let inertia = match body.mode {
                Mode::Track { track, .. } => 1.0 + rolling(plan, state, track as usize),
                _ => 1.0,
            };
            let square = body.velocity.length_squared();
            state.put(plan, part, ball::SPEED, square.sqrt());
            state.put(plan, part, ball::KINETIC, 0.5 * inertia * mass * square + body.spin);
            state.put(plan, part, ball::TOTAL, mass);
        } else {
            let load = state.value(plan, part, weights::COUNT) * state.value(plan, part, weights::EACH);
            state.put(plan, part, weights::LOAD, load);
            state.put(plan, part, weights::TOTAL, mass);
        }
    }
    for part in 0..plan.parts.len() {
        let Some(p) = plan.parts.get(part) else { continue };
        let tension = tensions.get(part).copied().unwrap_or(0.0);
        if p.is(&rod::KIND) {
            rod_outputs(plan, state, part, tension);
        } else if p.is(&string::KIND) {
            let [_, b] = ends(plan, state, part);
            state.put(plan, part, string::X, b.x);
            state.put(plan, part, string::Y, b.y);
            state.put(plan, part, string::TENSION, tension.max(0.0));
            state.put(plan, part, string::FAR, tension.max(0.0));
            let taut = state.memory.get(part).copied().unwrap_or(0.0);
            state.put(plan, part, string::TAUT, taut);
        } else if p.is(&spring::KIND) {
            spring_outputs(plan, state, part);
        } else if p.is(&track::KIND) {
            let body = plan.parts.get(p.join(0)).and_then(|b| b.body).and_then(|b| state.bodies.get(b));
            let s = match body.map(|b| b.mode) {
                Some(Mode::Track { s, .. }) => s,
                Some(Mode::Held) => {
                    path_of(plan, state, part).at_height(state.value(plan, part, track::HEIGHT)).unwrap_or(0.0)
                }
                _ => 0.0,
            };
            state.put(plan, part, track::ALONG, s);
        } else if p.is(&screen::KIND) {
            screen_outputs(plan, state, part, p.join(0));
        } else if CONTACTS && p.is(&surface::KIND) {
            state.put(plan, part, surface::COEFFICIENT, contact::coefficient(plan, state, part));
        } else if CONTACTS && p.is(&block::KIND) {
            if let Some((place, turn)) = state.contact.as_ref().and_then(|c| c.pose(part)) {
                state.put(plan, part, block::X, place.x);
                state.put(plan, part, block::Y, place.y);
                state.put(plan, part, block::ANGLE, turn);
            }
            state.put(plan, part, block::TOTAL, contact::mass(plan, state, part));
        }
    }
    (scratch.rates, scratch.tensions) = (rates, tensions);
}

/// Places of the ends of a joint between bodies of the smooth solver, m.
pub fn ends(plan: &Plan, state: &State, part: usize) -> [DVec2; 2] {
    [0, 1].map(|t| match end(plan, state, part, t) {
        End::Body(i) => state.bodies.get(i).map(|b| b.place).unwrap_or_default(),
        End::Fixed(p) => p,
    })
}

fn rod_outputs(plan: &Plan, state: &mut State, part: usize, tension: f64) {
    let [a, b] = ends(plan, state, part);
    let length = reach(plan, state, part);
    let n = (b - a) / length;
    let tip = a + n * state.value(plan, part, rod::LENGTH);
    let moving = |t| match end(plan, state, part, t) {
        End::Body(i) => state.bodies.get(i).map(|b| b.velocity).unwrap_or_default(),
        End::Fixed(_) => DVec2::ZERO,
    };
    let across = DVec2::new(-n.y, n.x);
    let rate = (moving(1) - moving(0)).dot(across) / length;
    state.put(plan, part, rod::X, tip.x);
    state.put(plan, part, rod::Y, tip.y);
    state.put(plan, part, rod::ANGLE, atan2(n.x, -n.y));
    state.put(plan, part, rod::ANGULAR, rate);
    state.put(plan, part, rod::TENSION, tension);
    state.put(plan, part, rod::REST_X, a.x);
    state.put(plan, part, rod::REST_Y, a.y - length);
    state.put(plan, part, rod::HANG_X, a.x);
    let own = state.value(plan, part, rod::LENGTH);
    state.put(plan, part, rod::HANG_Y, a.y - own);
}

fn spring_outputs(plan: &Plan, state: &mut State, part: usize) {
    let smooth = is_smooth_spring(plan, part);
    let [a, b] = match &state.contact {
        Some(contact) if !smooth => contact.ends(plan, state, part),
        _ => ends(plan, state, part),
    };
    let length = (b - a).length();
    let extension = length - state.value(plan, part, spring::NATURAL);
    let (elastic, permanent) = spring_force(plan, state, part, extension);
    let pulls_only = !smooth && state.value(plan, part, spring::LOOKS) != 0.0;
    let force = if pulls_only { elastic.max(0.0) } else { elastic };
    for (variable, value) in [
        (spring::X, b.x),
        (spring::Y, b.y),
        (spring::A_X, a.x),
        (spring::A_Y, a.y),
        (spring::LENGTH, length),
        (spring::EXTENSION, extension),
        (spring::FORCE, force),
        (spring::SET, permanent),
    ] {
        state.put(plan, part, variable, value);
    }
}

fn screen_outputs(plan: &Plan, state: &mut State, part: usize, ball_part: usize) {
    let last = state.marks.iter().rev().find(|(p, _)| *p as usize == part).map(|(_, way)| *way);
    let Some(way) = last else { return };
    let get = |v| state.value(plan, part, v);
    let (sin, cos) = sin_cos(get(screen::LEAN));
    let radius = state.radius(plan, ball_part);
    let at = DVec2::new(get(screen::X), get(screen::Y)) + way * DVec2::new(sin, cos) - radius * DVec2::new(cos, -sin);
    state.put(plan, part, screen::MARK_X, at.x);
    state.put(plan, part, screen::MARK_Y, at.y);
}
