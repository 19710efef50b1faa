//! How a string runs: straight pieces between its ends and the wheels that it is led over, touching them.
//!
//! Between wheels of radius R1 and R2 at a distance D from centre to centre, with s = 1 for a wheel that is passed
//! anticlockwise and -1 clockwise, and k = s2 R2 - s1 R1, the straight piece has the length sqrt(|D|² - k²) and the
//! direction (l D - k D⊥)/|D|². Along it, matter cannot be stretched: the velocities of the centres along the piece,
//! with s R times the wheel's rate where the string turns it, are the same at both ends.

use super::super::parts::peg;
use super::end::{At, End, at};
use super::plan::{Plan, Route};
use super::state::{State, Strung};
use super::terms::Terms;
use crate::numerics::math::{PI, atan2};
use glam::DVec2;

/// Most pieces of a string: three wheels and two ends.
pub const MOST: usize = 4;

/// A straight piece.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Centre of what it leaves, and of what it reaches.
    pub ends: [At; 2],
    /// Unit vector along it.
    pub way: DVec2,
    /// Length, m.
    pub length: f64,
    /// s2 R2 - s1 R1, m.
    pub offset: f64,
    /// How fast its ends are drawn apart along it by velocities alone, m/s².
    pub bias: f64,
    /// Where it touches what it leaves and what it reaches, m.
    pub touches: [DVec2; 2],
}

/// A wheel of a string: radius, m, and the way round it. A peg has no radius.
fn wheel(plan: &Plan, state: &State, route: &Route, strung: &Strung, stop: usize) -> (f64, f64) {
    let Some(body) = stop.checked_sub(1).and_then(|i| route.wheels.get(i)) else { return (0.0, 0.0) };
    let part = plan.bodies.get(*body).map_or(0, |b| b.part);
    (state.radius(plan, part), strung.senses.get(stop - 1).copied().unwrap_or(1.0))
}

/// The end at a stop: the first end, the wheels or the pegs that it lies on, the last end.
pub fn stop(route: &Route, strung: &Strung, index: usize) -> End {
    let Some(between) = index.checked_sub(1) else { return route.ends[0] };
    let peg = strung.pegs.get(between).and_then(|(peg, _)| route.pegs.get(*peg as usize));
    let wheel = route.wheels.get(between).map(|&body| End::Body(body));
    wheel.or(peg.map(|&part| End::Anchor(part))).unwrap_or(route.ends[1])
}

/// How many straight pieces it has.
pub fn count(route: &Route, strung: &Strung) -> usize {
    (route.wheels.len() + strung.pegs.len() + 1).min(MOST)
}

/// The pieces of a string; `None` where wheels overlap, so that no piece fits between them.
pub fn pieces(
    plan: &Plan,
    state: &State,
    terms: &Terms,
    (q, u): (&[f64], &[f64]),
    route: &Route,
    strung: &Strung,
) -> Option<([Piece; MOST], usize)> {
    let nothing = At { place: DVec2::ZERO, velocity: DVec2::ZERO, bias: DVec2::ZERO, lever: super::end::Lever::Fixed };
    let none =
        Piece { ends: [nothing; 2], way: DVec2::X, length: 0.0, offset: 0.0, bias: 0.0, touches: [DVec2::ZERO; 2] };
    let mut all = [none; MOST];
    let count = count(route, strung);
    for (index, slot) in all.iter_mut().enumerate().take(count) {
        let ends = [index, index + 1].map(|i| at(plan, state, terms, q, u, stop(route, strung, i)));
        let [(r1, s1), (r2, s2)] = [index, index + 1].map(|i| wheel(plan, state, route, strung, i));
        let offset = s2 * r2 - s1 * r1;
        let d = ends[1].place - ends[0].place;
        let square = d.length_squared();
        let length = (square - offset * offset).max(0.0).sqrt();
        if length <= 1e-9 {
            return None;
        }
        let way = (length * d - offset * d.perp()) / square;
        let parting = ends[1].velocity - ends[0].velocity;
        let across = way.perp().dot(parting);
        let out = DVec2::new(way.y, -way.x);
        *slot = Piece {
            ends,
            way,
            length,
            offset,
            bias: way.dot(ends[1].bias - ends[0].bias) + across * across / length,
            touches: [ends[0].place + s1 * r1 * out, ends[1].place + s2 * r2 * out],
        };
    }
    Some((all, count))
}

/// The direction of a piece, rad, counted on from the one before it.
pub fn direction(piece: &Piece, before: f64) -> f64 {
    let now = atan2(piece.way.y, piece.way.x);
    now + 2.0 * PI * ((before - now) / (2.0 * PI)).round()
}

/// Whether the string turns a wheel (it has mass), and its angle then: at a stop.
pub fn grips(plan: &Plan, state: &State, route: &Route, index: usize) -> Option<usize> {
    let body = plan.bodies.get(*route.wheels.get(index.checked_sub(1)?)?)?;
    if state.mass(plan, body.part) > 0.0 { body.turn } else { None }
}

/// The stretches of a string between its ends and the wheels that it turns: first and last piece of each.
pub fn stretches(
    plan: &Plan,
    state: &State,
    route: &Route,
    strung: &Strung,
) -> impl Iterator<Item = (usize, usize)> + use<> {
    let stops = count(route, strung);
    let mut cuts = [0; MOST + 1];
    let mut count = 1;
    for index in 1..stops {
        if grips(plan, state, route, index).is_some() && count < MOST {
            cuts[count] = index;
            count += 1;
        }
    }
    cuts[count] = stops;
    (0..count).map(move |i| (cuts[i], cuts[i + 1] - 1))
}

/// The angle and s R of the wheels that a stretch is held by, at its start and end; `None` at the string's ends.
pub fn held(
    plan: &Plan,
    state: &State,
    route: &Route,
    strung: &Strung,
    (first, last): (usize, usize),
) -> [Option<(usize, f64)>; 2] {
    [first, last + 1].map(|index| {
        let turn = grips(plan, state, route, index)?;
        let (radius, sense) = wheel(plan, state, route, strung, index);
        Some((turn, sense * radius))
    })
}

/// What stays as it is while a stretch is taut: its length with what its wheels have wound up, m.
pub fn wound(
    pieces: &[Piece],
    directions: &[f64],
    held: &[Option<(usize, f64)>; 2],
    q: &[f64],
    (first, last): (usize, usize),
) -> f64 {
    let turned = |one: &Option<(usize, f64)>| one.map_or(0.0, |(turn, arm)| arm * q.get(turn).copied().unwrap_or(0.0));
    let straight = (first..=last).filter_map(|i| Some((pieces.get(i)?, directions.get(i)?)));
    straight.map(|(piece, direction)| piece.length - piece.offset * direction).sum::<f64>() + turned(&held[1])
        - turned(&held[0])
}

/// How much longer a string is than its course, m; negative where it would be stretched.
pub fn spare(plan: &Plan, state: &State, scratch: &super::equations::Scratch, index: usize) -> f64 {
    spare_at(plan, state, &scratch.terms, &state.q, index)
}

/// The same at coordinates `q`: what is slack slips over its wheels, so only the whole of it counts.
pub fn spare_at(plan: &Plan, state: &State, terms: &Terms, q: &[f64], index: usize) -> f64 {
    match wounds(plan, state, terms, q, index) {
        Some((wound, count)) => {
            let lengths = state.strings.get(index).map_or(&[][..], |strung| &strung.lengths);
            lengths.iter().sum::<f64>() - wound[..count].iter().sum::<f64>()
        }
        None => 1.0,
    }
}

/// What each stretch of a string has wound up, m, and how many there are.
fn wounds(plan: &Plan, state: &State, terms: &Terms, q: &[f64], index: usize) -> Option<([f64; MOST], usize)> {
    let (route, strung) = (plan.strings.get(index)?, state.strings.get(index)?);
    let (pieces, count) = pieces(plan, state, terms, (q, &state.u), route, strung)?;
    let (mut directions, mut wounds) = ([0.0; MOST], [0.0; MOST]);
    for (slot, (piece, before)) in directions.iter_mut().zip(pieces[..count].iter().zip(&strung.directions)) {
        *slot = direction(piece, *before);
    }
    let mut stretch = 0;
    for (slot, ends) in wounds.iter_mut().zip(stretches(plan, state, route, strung)) {
        let held = held(plan, state, route, strung, ends);
        *slot = wound(&pieces[..count], &directions, &held, q, ends);
        stretch += 1;
    }
    Some((wounds, stretch))
}

/// Lays a slack string over its wheels as they stand now: its length stays, and each stretch gets a share of what is spare.
pub fn lay(plan: &Plan, state: &mut State, terms: &Terms, index: usize) {
    let spare = spare_at(plan, state, terms, &state.q, index);
    let Some((wound, count)) = wounds(plan, state, terms, &state.q, index) else { return };
    if let Some(strung) = state.strings.get_mut(index).filter(|strung| strung.lengths.len() == count && count > 1) {
        for (slot, wound) in strung.lengths.iter_mut().zip(wound) {
            *slot = wound + spare / count as f64;
        }
    }
}

/// On which side of the last straight piece each peg is: 1 left, -1 right.
pub fn sides(plan: &Plan, state: &State, route: &Route, last: &Piece) -> Vec<f64> {
    let side = |&peg: &usize| if beside(plan, state, peg, last).1 < 0.0 { -1.0 } else { 1.0 };
    route.pegs.iter().map(side).collect()
}

/// Where a peg is beside a straight piece: along it from its start, and to the left of it, m.
pub fn beside(plan: &Plan, state: &State, peg: usize, piece: &Piece) -> (f64, f64) {
    let place = DVec2::new(state.value(plan, peg, peg::X), state.value(plan, peg, peg::Y));
    let from = place - piece.touches[0];
    (from.dot(piece.way), piece.way.perp_dot(from))
}

/// How fast the course of a string grows longer, m/s; what is slack slips over its wheels.
pub fn stretching(plan: &Plan, state: &State, scratch: &super::equations::Scratch, index: usize) -> f64 {
    let (Some(route), Some(strung)) = (plan.strings.get(index), state.strings.get(index)) else { return 0.0 };
    let found = pieces(plan, state, &scratch.terms, (&state.q, &state.u), route, strung);
    let Some((pieces, count)) = found else { return 0.0 };
    pieces.iter().take(count).map(|piece| piece.way.dot(piece.ends[1].velocity - piece.ends[0].velocity)).sum()
}

/// The string whose load has come to the wheel that it runs over, so that what is straight of it has no length left.
pub fn at_wheel(plan: &Plan, state: &State, terms: &Terms) -> Option<usize> {
    let close = |(route, strung): &(&Route, &Strung)| {
        let Some((pieces, count)) = pieces(plan, state, terms, (&state.q, &state.u), route, strung) else {
            return true;
        };
        let radius = |wheel: Option<&usize>| {
            wheel.and_then(|&body| plan.bodies.get(body)).map_or(0.0, |one| state.radius(plan, one.part))
        };
        let ends = [(pieces.first(), route.wheels.first()), (pieces.get(count - 1), route.wheels.last())];
        ends.into_iter().any(|(piece, wheel)| piece.is_some_and(|piece| piece.length < radius(wheel)))
    };
    let strung = plan.strings.iter().zip(&state.strings).filter(|(route, _)| !route.wheels.is_empty());
    strung.filter(|(_, strung)| strung.taut).find(close).map(|(route, _)| route.part)
}
