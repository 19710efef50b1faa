//! How strings are laid over their wheels at the start: the way round each, and the length of each stretch.

use super::super::parts::string;
use super::arrange::{AGREE, given, now};
use super::end::End;
use super::equations::Scratch;
use super::plan::{Plan, Route};
use super::state::{State, Strung};
use super::strings;
use crate::systems::{BuildError, Setup};
use glam::DVec2;

/// The way round each wheel: so that the string lies on the side away from where it comes from and goes to.
pub fn senses(plan: &Plan, state: &State, scratch: &Scratch, route: &Route) -> Vec<f64> {
    let stops: Vec<DVec2> = std::iter::once(route.ends[0])
        .chain(route.wheels.iter().map(|&wheel| End::Body(wheel)))
        .chain(std::iter::once(route.ends[1]))
        .map(|end| now(plan, state, scratch, end).place)
        .collect();
    let sense = |three: &[DVec2]| match three {
        [a, c, b] => {
            if (*a - *c).perp_dot(*b - *c) < 0.0 {
                1.0
            } else {
                -1.0
            }
        }
        _ => 1.0,
    };
    stops.windows(3).map(sense).collect()
}

/// A string that is not laid yet.
pub fn slack() -> Strung {
    Strung {
        taut: false,
        gone: false,
        pegs: Vec::new(),
        sides: Vec::new(),
        senses: Vec::new(),
        directions: Vec::new(),
        lengths: Vec::new(),
    }
}

/// A string as it runs from where all stands.
fn laid(plan: &Plan, state: &State, scratch: &Scratch, route: &Route, senses: &[f64]) -> Option<Strung> {
    let mut strung = Strung { senses: senses.to_vec(), ..slack() };
    let (pieces, count) = strings::pieces(plan, state, &scratch.terms, (&state.q, &state.u), route, &strung)?;
    for (index, piece) in pieces[..count].iter().enumerate() {
        let mut direction = strings::direction(piece, strung.directions.last().copied().unwrap_or(0.0));
        // Round a wheel it turns the way that it goes round, by less than a full turn.
        if let (Some(&before), Some(&sense)) =
            (strung.directions.last(), index.checked_sub(1).and_then(|i| senses.get(i)))
        {
            let turn = 2.0 * std::f64::consts::PI;
            if (direction - before) * sense < -1e-9 {
                direction += sense * turn;
            }
        }
        strung.directions.push(direction);
    }
    strung.sides = strings::sides(plan, state, route, &pieces[count - 1]);
    for stretch in strings::stretches(plan, state, route, &strung) {
        let held = strings::held(plan, state, route, &strung, stretch);
        let length = strings::wound(&pieces[..count], &strung.directions, &held, &state.q, stretch);
        strung.lengths.push(length);
    }
    Some(strung)
}

/// Length of a string's course, m: its straight pieces, and what lies on its wheels.
pub fn total(plan: &Plan, state: &State, scratch: &Scratch, route: &Route, senses: &[f64]) -> Option<f64> {
    let strung = laid(plan, state, scratch, route, senses)?;
    let (pieces, count) = strings::pieces(plan, state, &scratch.terms, (&state.q, &state.u), route, &strung)?;
    let straight = pieces[..count].iter().zip(&strung.directions);
    Some(straight.map(|(piece, direction)| piece.length - piece.offset * direction).sum())
}

/// Lays a string over its wheels where all stands at the start; its length is taken from there if none is given.
///
/// # Errors
/// A string shorter than its course, or wheels that overlap.
pub fn string_up(
    plan: &Plan,
    setup: &Setup,
    state: &mut State,
    scratch: &Scratch,
    index: usize,
) -> Result<Strung, BuildError> {
    let route = &plan.strings[index];
    let senses = senses(plan, state, scratch, route);
    let crowded = || {
        BuildError::new(plan.id(route.part), "The wheels that it runs over overlap, or its ends are at the same place.")
            .keyed("refused.apart")
    };
    let mut strung = laid(plan, state, scratch, route, &senses).ok_or_else(crowded)?;
    let total = total(plan, state, scratch, route, &senses).ok_or_else(crowded)?;
    if !given(setup, route.part, string::LENGTH) {
        state.put(plan, route.part, string::LENGTH, total);
    }
    let length = state.value(plan, route.part, string::LENGTH);
    if total > length + AGREE {
        let sentence = format!("It is {length:.3} m long, but its course is {total:.3} m; make it longer.");
        return Err(BuildError::new(format!("{}.length", plan.id(route.part)), sentence).keyed("refused.too_short"));
    }
    if let Some(last) = strung.lengths.last_mut() {
        *last += length - total;
    }
    strung.taut = total >= length - 1e-9;
    Ok(strung)
}
