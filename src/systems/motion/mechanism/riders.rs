//! What runs on a rail while it hangs together with something that touches: the contact solver advances both, with friction
//! and buffers of the rail as rows. What it meets on its rail is looked at after the step.

use super::super::parts::{ball, cart, rail};
use super::equations::{Moving, Scratch};
use super::event;
use super::islands::Scope;
use super::plan::{Plan, Watch};
use super::state::{Mode, State};
use super::terms::Terms;
use crate::systems::{Event, Momentum};
use glam::DVec2;

/// Slower than this a buffer or friction holds it, m/s.
const SLOW: f64 = 1e-6;
/// Slower than this it does not bounce off a buffer, m/s.
const GENTLE: f64 = 0.02;

fn brakes(plan: &Plan, state: &State, part: usize) -> bool {
    plan.is(part, &cart::KIND) && state.value(plan, part, cart::HOLD) != 0.0
}

fn roughness(plan: &Plan, state: &State, terms: &Terms, index: usize) -> f64 {
    let course = terms.courses.get(index).and_then(Option::as_ref).filter(|_| state.on_rail(index));
    let piece = state.pieces.get(index).copied().unwrap_or(0) as usize;
    course.and_then(|course| course.piece(piece)).map_or(0.0, |piece| state.value(plan, piece.part, rail::FRICTION))
}

/// Mass along the rail, kg; infinite for what is held.
pub fn mass(plan: &Plan, state: &State, index: usize) -> f64 {
    let part = plan.bodies.get(index).map_or(0, |one| one.part);
    match state.modes.get(index) {
        Some(Mode::Free) if !brakes(plan, state, part) => state.mass(plan, part),
        _ => f64::INFINITY,
    }
}

/// What rests at a buffer may be drawn away from it: the buffer is a row.
pub fn release(plan: &Plan, state: &mut State, owned: &[bool]) {
    for index in 0..plan.bodies.len() {
        if owned.get(index) == Some(&true)
            && state.on_rail(index)
            && let Some(mode) = state.modes.get_mut(index).filter(|mode| **mode == Mode::Resting)
        {
            *mode = Mode::Free;
        }
    }
}

/// Most friction of its rail on each body of the island, N, from the normal forces of the step's start.
pub fn frictions(plan: &Plan, state: &State, scratch: &Scratch) -> Vec<f64> {
    let mut most = vec![0.0; plan.bodies.len()];
    for &index in &scratch.scope.riders {
        let part = plan.bodies.get(index).map_or(0, |one| one.part);
        if !plan.is(part, &ball::KIND) {
            let normal = scratch.normal.get(index).copied().unwrap_or(0.0).abs();
            most[index] = roughness(plan, state, &scratch.terms, index) * normal;
        }
    }
    most
}

/// Heat of that friction over a step, J, from the velocities before; what it brought to a stop is stuck.
pub fn rub(plan: &Plan, state: &mut State, before: &[(DVec2, f64, DVec2, f64)], most: &[f64], dt: f64) -> f64 {
    let mut heat = 0.0;
    for (index, &most) in most.iter().enumerate().filter(|(_, most)| **most > 0.0) {
        let (Some(one), Some((_, _, was, _))) = (plan.bodies.get(index), before.get(index)) else { continue };
        let Some(now) = state.u.get_mut(one.dof) else { continue };
        heat += most * dt * 0.5 * (was.x + *now).abs();
        if now.abs() < SLOW {
            *now = 0.0;
        }
        let way = if *now == 0.0 { 0.0 } else { now.signum() };
        if let Some(slides) = state.slides.get_mut(index) {
            *slides = way;
        }
    }
    heat
}

/// What riders have won of momentum in a step: all that acts on them counts as taken by their rails, which gave this.
pub fn moved(plan: &Plan, state: &State, scratch: &Scratch, before: &[(DVec2, f64, DVec2, f64)]) -> Momentum {
    let mut sum = Momentum::default();
    for &index in scratch.scope.riders.iter().filter(|&&index| state.on_rail(index)) {
        let course = scratch.terms.courses.get(index).and_then(Option::as_ref);
        let (Some(one), Some(course), Some(was)) = (plan.bodies.get(index), course, before.get(index)) else {
            continue;
        };
        let (piece, mass) = (state.pieces.get(index).copied().unwrap_or(0) as usize, state.mass(plan, one.part));
        let get = |list: &[f64]| list.get(one.dof).copied().unwrap_or(0.0);
        for (s, v, sign) in [(get(&state.q), get(&state.u), 1.0), (was.0.x, was.2.x, -1.0)] {
            let spot = course.at(piece, s);
            sum.add_at(spot.place, spot.tangent * (v * mass * sign));
        }
    }
    sum
}

/// The way that is left to each slow rider before the buffers at the start and the end of its rail, m.
pub fn rooms<'a>(
    plan: &'a Plan,
    state: &'a State,
    terms: &'a Terms,
    scope: &'a Scope,
    (q, u): (&'a [f64], &'a [f64]),
) -> impl Iterator<Item = (usize, [Option<f64>; 2])> + 'a {
    scope.riders.iter().filter_map(move |&index| {
        let one = plan.bodies.get(index).filter(|_| state.on_rail(index))?;
        let course = terms.courses.get(index)?.as_ref()?;
        let half = state.half_length(plan, one.part);
        let ends =
            |piece: usize| course.piece(piece).is_some_and(|piece| state.value(plan, piece.part, rail::ENDS) != 0.0);
        let (s, v) = (q.get(one.dof)?, u.get(one.dof)?);
        let slow = |outward: f64| outward < GENTLE;
        let low = (ends(0) && slow(-v)).then_some(s - half);
        let high = (ends(usize::MAX) && slow(*v)).then_some(course.length() - half - s);
        Some((index, [low, high]))
    })
}

/// What riders came to in a step of the contact solver happens at its end: the end of a piece, a buffer, one another.
pub fn arrive(plan: &Plan, state: &mut State, scratch: &mut Scratch, time: f64, events: &mut Vec<Event>) {
    event::activate(plan, state, scratch, 0.0);
    for watch in std::mem::take(&mut scratch.active) {
        let (q, u) = (state.q.clone(), state.u.clone());
        let mut moving = Moving { plan, state, scratch, since: 0.0 };
        let due = match watch {
            Watch::Piece(body, side) => {
                let v = plan.bodies.get(body).and_then(|one| u.get(one.dof)).copied().unwrap_or(0.0);
                event::value(&moving, &q, &u, watch) <= 0.0 && if side == 0 { v < -SLOW } else { v > SLOW }
            }
            Watch::Meet(a, b) => {
                [a, b].iter().all(|&body| state.on_rail(body)) && event::value(&moving, &q, &u, watch) <= 0.0
            }
            _ => false,
        };
        if due {
            let mut next = state.clone();
            event::happen(&mut moving, &mut next, watch, time, events);
            *state = next;
            scratch.renew(plan, state);
        }
    }
}
