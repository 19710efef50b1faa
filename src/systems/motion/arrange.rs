//! Where everything stands at the start: rods at their angles, springs with what hangs on them at rest, balls on their
//! tracks, blocks on their surfaces.

use super::contact::{self, Contact};
use super::parts::{ball, floor, rod, screen, spring, string, track};
use super::plan::Plan;
use super::smooth::{End, end, is_smooth_spring, path_of, reach};
use super::state::{Body, Mode, State};
use super::tally::Tally;
use super::{AIR_DENSITY, GRAVITY, OPTIONS, parts};
use crate::numerics::math::sin_cos;
use crate::systems::{BuildError, Setup};
use glam::DVec2;

/// The state at the start.
pub fn arrange(plan: &Plan, setup: &Setup) -> Result<State, BuildError> {
    let mut values: Vec<f64> =
        OPTIONS.iter().map(|spec| setup.options.get(spec.name).copied().unwrap_or(spec.start)).collect();
    for (option, around) in [(GRAVITY, setup.surroundings.gravity), (AIR_DENSITY, setup.surroundings.air_density)] {
        let given = OPTIONS.get(option).is_some_and(|spec| setup.options.contains_key(spec.name));
        if let (false, Some(slot)) = (given, values.get_mut(option)) {
            *slot = around;
        }
    }
    for part in &setup.parts {
        values.extend(part.values.iter().copied());
    }
    let still = Body { place: DVec2::ZERO, velocity: DVec2::ZERO, mode: Mode::Free, spin: 0.0, caught: false };
    let mut state = State {
        values,
        bodies: vec![still; plan.bodies.len()],
        memory: vec![0.0; plan.parts.len()],
        start: vec![0.0; plan.parts.len()],
        marks: Vec::new(),
        heat: 0.0,
        work: 0.0,
        impulse: Tally::default(),
        held: None,
        contact: None,
    };
    let mut placed = vec![false; plan.bodies.len()];
    for (index, &part) in plan.bodies.iter().enumerate() {
        let get = |v| state.value(plan, part, v);
        let (place, velocity) = (DVec2::new(get(ball::X), get(ball::Y)), DVec2::new(get(ball::VX), get(ball::VY)));
        state.bodies[index].place = place;
        state.bodies[index].velocity = velocity;
        let given = |v: usize| setup.parts.get(part).and_then(|p| p.given.get(v)).copied().unwrap_or(false);
        placed[index] = given(ball::X) || given(ball::Y);
    }
    for part in from_the_top(plan) {
        let Some(p) = plan.parts.get(part) else { continue };
        if p.is(&rod::KIND) {
            let (angle, rate) = (state.value(plan, part, rod::ANGLE), state.value(plan, part, rod::ANGULAR));
            state.start[part] = angle;
            turn_rod(plan, &mut state, part, angle, rate);
            mark_placed(plan, part, &mut placed);
        } else if p.is(&string::KIND) {
            if !is_placed(plan, part, &placed) {
                let length = reach(plan, &state, part);
                hang(plan, &mut state, part, length);
                mark_placed(plan, part, &mut placed);
            }
            state.memory[part] = if is_taut(plan, &state, part) { 1.0 } else { 0.0 };
        } else if is_smooth_spring(plan, part) && !is_placed(plan, part, &placed) {
            let mass = plan.parts.get(p.join(1)).map_or(0.0, |_| state.mass(plan, p.join(1)));
            let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
            let stretch = mass * gravity / state.value(plan, part, spring::STIFFNESS);
            let length = state.value(plan, part, spring::NATURAL) + stretch;
            hang(plan, &mut state, part, length);
            mark_placed(plan, part, &mut placed);
        }
    }
    for part in plan.of(&track::KIND) {
        check_height(plan, &state, part)?;
        put_on_track(plan, &mut state, part);
        if state.value(plan, part, track::HOLD) == 0.0 {
            let_go(plan, &mut state, part);
        }
    }
    for part in plan.of(&screen::KIND) {
        for variable in [screen::MARK_X, screen::MARK_Y] {
            state.put(plan, part, variable, f64::NAN);
        }
    }
    for part in plan.of(&parts::hand::KIND) {
        contact::place_hand(plan, &mut state, part);
    }
    if plan.needs_contact() {
        state.contact = Some(Contact::build(plan, &state)?);
    }
    Ok(state)
}

/// Rods, strings and springs in an order in which each hangs its body on one that already has its place, whatever
/// their order in the file. Where they go round in a ring, the first of the file begins.
fn from_the_top(plan: &Plan) -> Vec<usize> {
    let joint = |p: &super::plan::Part| p.is(&rod::KIND) || p.is(&string::KIND) || p.is(&spring::KIND);
    let mut left: Vec<usize> = (0..plan.parts.len()).filter(|&i| plan.parts.get(i).is_some_and(joint)).collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let hangs_on = |upper: usize, lower: usize| {
            upper != lower
                && plan.parts.get(upper).zip(plan.parts.get(lower)).is_some_and(|(u, l)| u.join(1) == l.join(0))
        };
        let next = left.iter().position(|&lower| !left.iter().any(|&upper| hangs_on(upper, lower))).unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}

fn body_of(plan: &Plan, part: usize, terminal: usize) -> Option<usize> {
    let other = plan.parts.get(part)?.join(terminal);
    plan.parts.get(other)?.body
}

fn is_placed(plan: &Plan, part: usize, placed: &[bool]) -> bool {
    body_of(plan, part, 1).and_then(|b| placed.get(b)).copied().unwrap_or(true)
}

fn mark_placed(plan: &Plan, part: usize, placed: &mut [bool]) {
    if let Some(slot) = body_of(plan, part, 1).and_then(|b| placed.get_mut(b)) {
        *slot = true;
    }
}

fn place(state: &State, end: End) -> DVec2 {
    match end {
        End::Body(i) => state.bodies.get(i).map(|b| b.place).unwrap_or_default(),
        End::Fixed(p) => p,
    }
}

/// Hangs the body at `b` straight below `a`, at rest.
fn hang(plan: &Plan, state: &mut State, part: usize, length: f64) {
    let top = place(state, end(plan, state, part, 0));
    if let Some(body) = body_of(plan, part, 1).and_then(|b| state.bodies.get_mut(b)) {
        body.place = top - DVec2::Y * length;
    }
}

fn is_taut(plan: &Plan, state: &State, part: usize) -> bool {
    let d = place(state, end(plan, state, part, 1)) - place(state, end(plan, state, part, 0));
    d.length() >= reach(plan, state, part) * (1.0 - 1e-12)
}

/// Puts the body of a rod at an angle from straight down, anticlockwise, with an angular velocity, free to move.
pub fn turn_rod(plan: &Plan, state: &mut State, part: usize, angle: f64, rate: f64) {
    let a = end(plan, state, part, 0);
    let (top, carried) = match a {
        End::Body(i) => state.bodies.get(i).map_or((DVec2::ZERO, DVec2::ZERO), |b| (b.place, b.velocity)),
        End::Fixed(p) => (p, DVec2::ZERO),
    };
    let length = reach(plan, state, part);
    let (sin, cos) = sin_cos(angle);
    if let Some(body) = body_of(plan, part, 1).and_then(|b| state.bodies.get_mut(b)) {
        body.place = top + length * DVec2::new(sin, -cos);
        body.velocity = carried + length * rate * DVec2::new(cos, sin);
        if body.mode == Mode::Resting {
            body.mode = Mode::Free;
        }
    }
}

/// Refuses a release height above the top of the track.
pub fn check_height(plan: &Plan, state: &State, part: usize) -> Result<(), BuildError> {
    let path = path_of(plan, state, part);
    let height = state.value(plan, part, track::HEIGHT);
    if path.at_height(height).is_none() {
        let top = path.height(path.length());
        return Err(BuildError::new(
            plan.parts.get(part).map(|p| format!("{}.height", p.id)).unwrap_or_default(),
            format!("The track is {:.1} cm high, so the ball cannot start {:.1} cm up.", top * 100.0, height * 100.0),
        )
        .keyed("refused.above_track"));
    }
    Ok(())
}

/// Holds a ball on its track at the release height.
pub fn put_on_track(plan: &Plan, state: &mut State, part: usize) {
    let path = path_of(plan, state, part);
    let s = path.at_height(state.value(plan, part, track::HEIGHT)).unwrap_or(0.0);
    if let Some(body) = body_of(plan, part, 0).and_then(|b| state.bodies.get_mut(b)) {
        *body = Body { place: path.place(s), velocity: DVec2::ZERO, mode: Mode::Held, spin: 0.0, caught: false };
    }
}

/// Takes the stop away: the held ball starts to run from where it is.
pub fn let_go(plan: &Plan, state: &mut State, part: usize) {
    let s = path_of(plan, state, part).at_height(state.value(plan, part, track::HEIGHT)).unwrap_or(0.0);
    if let Some(body) = body_of(plan, part, 0).and_then(|b| state.bodies.get_mut(b)) {
        body.mode = Mode::Track { track: part as u32, s, v: 0.0 };
    }
}

/// A body that stands on a floor without moving up stays there. Tells whether one came to rest.
pub fn rest_on_floors(plan: &Plan, state: &mut State) -> bool {
    let mut came = false;
    for &part in &plan.floors {
        let level = state.value(plan, part, floor::LEVEL);
        for (index, &body_part) in plan.bodies.iter().enumerate() {
            let radius = state.radius(plan, body_part);
            let Some(body) = state.bodies.get_mut(index) else { continue };
            if body.mode == Mode::Free && body.place.y - radius <= level && body.velocity.y <= 0.0 {
                body.place.y = level + radius;
                body.velocity = DVec2::ZERO;
                body.mode = Mode::Resting;
                came = true;
            }
        }
    }
    came
}
