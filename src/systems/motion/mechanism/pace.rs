//! How fast the fastest motion of an island goes, about: where a step is short beside it, a method of order 5 is as exact
//! as one of order 8 and costs half as much. An estimate that is too low costs time, never accuracy.

use super::super::GRAVITY;
use super::super::parts::{ball, body, pin, shaker};
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::State;

/// Angular frequency of the fastest swing, spring, turn or decay, 1/s, from the rates at the start of an advance.
pub fn pace(plan: &Plan, state: &State, scratch: &Scratch) -> f64 {
    let Scratch { terms, scope, rows, lambda, .. } = scratch;
    let inverse = |dof: usize| terms.inverse.get(dof).copied().unwrap_or(0.0);
    let rate = |dof: usize| state.u.get(dof).copied().unwrap_or(0.0);
    let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
    let mut fastest: f64 = 0.0;
    let mut note = |square: f64| fastest = fastest.max(square);
    for &index in &scope.bodies {
        let (Some(one), Some(term)) = (plan.bodies.get(index), terms.bodies.get(index)) else { continue };
        if term.quadratic != 0.0 || term.linear != 0.0 {
            let speed = rate(one.dof).abs() + rate(one.dof + 1).abs();
            let decay = (2.0 * term.quadratic * speed + term.linear) * inverse(one.dof);
            note(decay * decay);
        }
        if let Some(turn) = one.turn.filter(|_| plan.is(one.part, &body::KIND)) {
            note(rate(turn) * rate(turn));
        }
    }
    for motor in scope.motors.iter().filter_map(|&index| terms.motors.get(index)) {
        let decay = motor.slope * inverse(motor.turn);
        note(decay * decay);
    }
    for damper in scope.dampers.iter().filter_map(|&index| terms.dampers.get(index)) {
        let lightness: f64 = damper.turns.into_iter().flatten().map(inverse).sum();
        let decay = damper.damping * lightness;
        note(decay * decay);
        if damper.limit > 0.0 {
            note(pin::STOP * lightness);
        }
    }
    for &index in &scope.bodies {
        let Some(one) = plan.bodies.get(index) else { continue };
        if let Some(course) = terms.courses.get(index).and_then(Option::as_ref).filter(|_| state.on_rail(index)) {
            let piece = state.pieces.get(index).copied().unwrap_or(0) as usize;
            let bend = course.piece(piece).map_or(0.0, |piece| piece.curvature.abs());
            note((bend * gravity).max(bend * bend * rate(one.dof) * rate(one.dof)));
        }
        if !terms.centres.is_empty() || !terms.fluids.is_empty() {
            note(in_fields(plan, state, scratch, index));
        }
    }
    for spring in scope.springs.iter().filter_map(|&index| terms.springs.get(index)) {
        let lightness: f64 = spring.ends.into_iter().map(|end| lightness(plan, scratch, end)).sum();
        let decay = spring.damping * lightness;
        note((spring.stiffness * lightness).max(decay * decay));
        if let End::Shaker(part) = spring.ends[0] {
            let turning = 2.0 * std::f64::consts::PI * state.value(plan, part, shaker::FREQUENCY);
            note(turning * turning);
        }
    }
    for band in scope.bands.iter().filter_map(|&index| terms.bands.get(index)) {
        note(band.stiffness * inverse(band.dof));
    }
    for (row, ((pull, arm), bias)) in lambda.iter().zip(&rows.arms).zip(&rows.bias).enumerate() {
        // What it carries drives it to turn back, its own turning draws on it.
        let across: f64 = rows.row(row).iter().map(|&(dof, share)| inverse(dof) * share * share).sum();
        note((pull.abs() * across).max(bias.abs()) / arm);
    }
    fastest.sqrt()
}

/// How easily an end is moved, 1/kg.
fn lightness(plan: &Plan, scratch: &Scratch, end: End) -> f64 {
    let inverse = |dof: usize| scratch.terms.inverse.get(dof).copied().unwrap_or(0.0);
    let of = |body: usize| plan.bodies.get(body).map_or(0.0, |one| inverse(one.dof));
    match end {
        End::Anchor(_) | End::Shaker(_) => 0.0,
        End::Body(body) => of(body),
        // On the rim of what turns about four times as easily as at its centre.
        End::Hook(body, _) => 4.0 * of(body),
    }
}

/// The square of the angular frequency of what attracts a body or what it swims in.
fn in_fields(plan: &Plan, state: &State, scratch: &Scratch, index: usize) -> f64 {
    let (terms, mut fastest) = (&scratch.terms, 0.0_f64);
    let now = |end: End| at(plan, state, terms, &state.q, &state.u, end);
    let own = now(End::Body(index));
    for &(end, of, strength) in terms.centres.iter().filter(|(_, of, _)| *of != Some(index)) {
        let there = now(end);
        let distance = (there.place - own.place).length().max(1e-12);
        let lighter = if of.is_some() { 2.0 } else { 1.0 };
        fastest = fastest
            .max(lighter * strength / (distance * distance * distance))
            .max((there.velocity - own.velocity).length_squared() / (distance * distance));
    }
    let part = plan.bodies.get(index).map_or(0, |one| one.part);
    if plan.is(part, &ball::KIND) {
        let (mass, radius) = (state.mass(plan, part), state.radius(plan, part));
        let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
        for &[_, density, viscosity] in &terms.fluids {
            let decay = 6.0 * std::f64::consts::PI * viscosity * radius / mass;
            let floats = density * gravity * std::f64::consts::PI * radius * radius / mass;
            fastest = fastest.max(decay * decay).max(floats);
        }
    }
    fastest
}
