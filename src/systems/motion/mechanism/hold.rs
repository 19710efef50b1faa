//! What a learner's hand and a control do to a mechanism: take hold of a body, move it as far as its joints let it, let
//! it go; change a setting. What cannot be is refused, and everything stays as it was.

use super::super::parts::{
    anchor, ball, body, cart, gear, holder, hooked, nut, pan, paper, pin, rod, shaker, spring, string,
};
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::{Mode, State};
use super::{arrange, glide, project, strings};
use crate::numerics::math::{PI, sin_cos};
use crate::systems::{BuildError, Pull, Refused};
use glam::DVec2;

/// Rounds in which a hand's wish and the joints are made to agree.
const ROUNDS: usize = 60;
/// How far off a joint may be while a hand moves it, m.
const OFF: f64 = 1e-9;

/// Writes a checked setting and does what follows from it at once.
///
/// # Errors
/// A setting with which the parts do not fit together; the caller takes the state back.
pub fn set(plan: &Plan, state: &mut State, scratch: &mut Scratch, index: usize, value: f64) -> Result<(), BuildError> {
    let before = state.values.get(index).copied().unwrap_or(value);
    if let Some(slot) = state.values.get_mut(index) {
        *slot = value;
    }
    let Some(part) = plan.parts.iter().rposition(|p| p.first <= index) else { return Ok(()) };
    let Some(p) = plan.parts.get(part) else { return Ok(()) };
    let variable = index - p.first;
    arrange::gather(plan, state, scratch)?;
    let mut kept = Vec::new();
    if p.is(&pan::KIND) && variable == pan::HOLDS {
        glide::weigh(plan, state, scratch, part, before)?;
    } else if matches!(variable, cart::ALONG | cart::VELOCITY) && glide::is_weighed(plan, state, part) {
        let sentence = "It lies on the pan of the balance; put it back on its rail first.";
        return Err(BuildError::new(plan.id(part), sentence).keyed("refused.weighed"));
    } else if p.is(&anchor::KIND) {
        glide::carry_wheels(plan, state, part);
    } else if p.is(&nut::KIND) && variable == nut::TURNED {
        super::nut::carry(plan, state, part, before);
    } else if p.is(&holder::KIND) && variable != holder::LIFT {
        let to = DVec2::new(state.value(plan, part, holder::X), state.value(plan, part, holder::Y));
        if let Some(slot) = state.values.get_mut(index) {
            *slot = before;
        }
        super::hooked::move_holder(plan, state, scratch, part, to)?;
    } else if p.is(&paper::KIND) {
        super::paper::set(plan, state, part, variable);
    } else if p.is(&hooked::KIND) && matches!(variable, hooked::HUNG | hooked::ALONG) {
        super::hooked::settle(plan, state, scratch, part)?;
    } else if let Some(number) = p.body {
        kept.extend(set_body(plan, state, scratch, number, variable, value));
    } else if p.is(&rod::KIND) && matches!(variable, rod::ANGLE | rod::LENGTH | rod::ENDS) {
        turn_rod(plan, state, scratch, part);
    } else if p.is(&string::KIND) && variable == string::LENGTH {
        let index = plan.strings.iter().position(|route| route.part == part);
        if let Some(strung) = index.and_then(|index| state.strings.get_mut(index)) {
            if let Some(last) = strung.lengths.last_mut() {
                *last += value - before;
            }
            strung.taut &= value <= before;
        }
        still(state);
    } else if p.is(&gear::KIND) && matches!(variable, gear::BY | gear::RATIO) {
        // The belt is put on other steps: the wheels stand where they are, and stand still for it.
        still(state);
        let now = super::rows::geared(plan, state, &state.q, part);
        if let Some(start) = state.memory.get_mut(part) {
            *start = now;
        }
    } else if p.is(&shaker::KIND) && variable == shaker::FREQUENCY {
        // It goes on from where it is.
        if let Some(phase) = state.memory.get_mut(part) {
            *phase += 2.0 * PI * (before - value) * state.time;
        }
    } else if p.is(&spring::KIND)
        && matches!(variable, spring::STIFFNESS | spring::LIMIT | spring::NATURAL)
        && let Some(memory) = state.memory.get_mut(part)
    {
        // Another spring: it has no past.
        *memory = 0.0;
    }
    arrange::put_together(plan, state, scratch, &kept)?;
    take_up(plan, state, scratch);
    // What moves on a rail that has become rough slides on it.
    for (index, one) in plan.bodies.iter().enumerate().filter(|(index, _)| state.rails.get(*index) == Some(&true)) {
        if let (Some(slides), Some(rate)) = (state.slides.get_mut(index), state.u.get(one.dof))
            && *slides == 0.0
            && *rate != 0.0
        {
            *slides = rate.signum();
        }
    }
    Ok(())
}

fn still(state: &mut State) {
    state.u.fill(0.0);
}

/// Sets place, angle or a rate of a body; the coordinate that was set.
fn set_body(
    plan: &Plan,
    state: &mut State,
    scratch: &Scratch,
    index: usize,
    variable: usize,
    value: f64,
) -> Option<usize> {
    let one = &plan.bodies[index];
    let (dof, part) = (one.dof, one.part);
    let course = scratch.terms.courses.get(index).and_then(Option::as_ref);
    free(state, index);
    if plan.is(part, &cart::KIND) {
        match variable {
            cart::ALONG => {
                state.q[dof] = value;
                state.pieces[index] = course.map_or(0, |course| course.piece_at(value)) as u32;
                state.u[dof] = 0.0;
            }
            cart::VELOCITY => state.u[dof] = value,
            cart::HOLD if value != 0.0 => state.u[dof] = 0.0,
            _ => return None,
        }
        return Some(dof);
    }
    match (variable, one.turn) {
        (ball::X | ball::Y, _) if one.fixed => None,
        (ball::X | ball::Y, _) if state.on_rail(index) => {
            let place = DVec2::new(state.value(plan, part, ball::X), state.value(plan, part, ball::Y));
            let course = course?;
            state.q[dof] = course.nearest(place);
            state.pieces[index] = course.piece_at(state.q[dof]) as u32;
            state.u[dof] = 0.0;
            Some(dof)
        }
        (ball::X | ball::Y, _) => {
            state.q[dof + variable] = value;
            Some(dof + variable)
        }
        (ball::VX | ball::VY, _) if !state.on_rail(index) && !one.fixed => {
            state.u[dof + variable - ball::VX] = value;
            Some(dof + variable - ball::VX)
        }
        (body::ANGLE, Some(turn)) => {
            state.q[turn] = value;
            Some(turn)
        }
        (body::ANGULAR, Some(turn)) => {
            state.u[turn] = value;
            Some(turn)
        }
        _ => None,
    }
}

/// What rested or was stuck may move again.
fn free(state: &mut State, index: usize) {
    if let Some(mode) = state.modes.get_mut(index).filter(|mode| **mode == Mode::Resting) {
        *mode = Mode::Free;
    }
}

/// Turns the body at the end of a rod to the rod's angle.
fn turn_rod(plan: &Plan, state: &mut State, scratch: &Scratch, part: usize) {
    let End::Body(index) = plan.end(part, 1) else { return };
    if state.on_rail(index) || plan.bodies[index].fixed {
        return;
    }
    let top = at(plan, state, &scratch.terms, &state.q, &state.u, plan.end(part, 0));
    let (sin, cos) = sin_cos(state.value(plan, part, rod::ANGLE));
    let length = super::rows::reach(plan, state, part);
    let place = top.place + length * DVec2::new(sin, -cos);
    let dof = plan.bodies[index].dof;
    (state.q[dof], state.q[dof + 1]) = (place.x, place.y);
    (state.u[dof], state.u[dof + 1]) = (top.velocity.x, top.velocity.y);
    free(state, index);
}

/// The learner's hand on the grip of a part.
///
/// # Errors
/// A move that the joints do not allow; the caller takes the state back.
pub fn pull(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    part: usize,
    nudge: f64,
    pull: Pull,
) -> Result<(), Refused> {
    match plan.parts.get(part) {
        Some(p) if p.is(&nut::KIND) => return super::nut::pull(plan, state, part, nudge, pull),
        Some(p) if p.is(&paper::KIND) => return super::paper::pull(plan, state, part, nudge, pull),
        Some(p) if p.is(&holder::KIND) => return super::hooked::hold(plan, state, scratch, part, nudge, pull),
        Some(p) if p.is(&hooked::KIND) => return super::hooked::pull(plan, state, scratch, part, pull, nudge),
        Some(_) if super::fixture::of(plan, part).is_some() => {
            return super::fixture::pull(plan, state, scratch, part, nudge, pull);
        }
        _ => {}
    }
    let Some(index) = plan.parts.get(part).and_then(|p| p.body) else { return Err(Refused::NotHeld) };
    if glide::is_weighed(plan, state, part) {
        return Err(Refused::NotHeld);
    }
    arrange::gather(plan, state, scratch)?;
    let centre =
        |state: &State, scratch: &Scratch| at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(index)).place;
    match pull {
        Pull::Take(hand) => {
            let off = hand - centre(state, scratch);
            // In the body's own directions, so that the hand stays where it took hold.
            let (sin, cos) = sin_cos(plan.bodies[index].turn.map_or(0.0, |turn| state.q[turn]));
            let own = DVec2::new(cos * off.x + sin * off.y, -sin * off.x + cos * off.y);
            state.held = Some((part as u32, own));
            halt(plan, state, index);
            if let Some(mode) = state.modes.get_mut(index) {
                *mode = Mode::Held;
            }
            Ok(())
        }
        Pull::Move(hand) => match state.held {
            Some((held, own)) if held as usize == part => drag(plan, state, scratch, index, own, hand),
            _ => Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => {
            let joints = plan.of(&pin::KIND).any(|pin| {
                (0..2).any(|t| match plan.end(pin, t) {
                    End::Body(body) | End::Hook(body, _) => body == index,
                    End::Anchor(_) | End::Shaker(_) => false,
                })
            });
            if joints && let Some(turn) = plan.bodies[index].turn {
                state.q[turn] += (by.x + by.y) * PI / 360.0;
                halt(plan, state, index);
                arrange::put_together(plan, state, scratch, &[turn])?;
                take_up(plan, state, scratch);
                return Ok(());
            }
            let to = centre(state, scratch) + by * nudge;
            drag(plan, state, scratch, index, DVec2::ZERO, to)
        }
        Pull::Release => {
            state.held = None;
            if let Some(mode) = state.modes.get_mut(index).filter(|mode| **mode == Mode::Held) {
                *mode = Mode::Free;
            }
            halt(plan, state, index);
            Ok(())
        }
        Pull::Press => Err(Refused::NotHeld),
    }
}

pub fn halt(plan: &Plan, state: &mut State, index: usize) {
    let one = &plan.bodies[index];
    let count = if one.turn.is_some() { 3 } else { 2 };
    for rate in state.u.iter_mut().skip(one.dof).take(count) {
        *rate = 0.0;
    }
    if let Some(slides) = state.slides.get_mut(index) {
        *slides = 0.0;
    }
}

/// Moves the place `own` of a body as near to the hand as its joints let it.
fn drag(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    index: usize,
    own: DVec2,
    hand: DVec2,
) -> Result<(), Refused> {
    if !hand.is_finite() {
        return Err(Refused::NotHeld);
    }
    let hand = hand.clamp(DVec2::splat(-1e3), DVec2::splat(1e3));
    // What a hand moved no longer rests where it lay.
    let mode = state.modes.get(index).copied().filter(|mode| *mode != Mode::Resting).unwrap_or(Mode::Free);
    if let Some(slot) = state.modes.get_mut(index) {
        *slot = Mode::Free;
    }
    halt(plan, state, index);
    if state.on_rail(index) {
        slide(plan, state, scratch, index, hand - own);
    }
    for strung in &mut state.strings {
        // A hand takes it off its pegs.
        strung.pegs.clear();
        strung.directions.truncate(strung.senses.len() + 1);
    }
    let mut slack: Vec<bool> = state.strings.iter().map(|strung| !strung.taut).collect();
    for strung in &mut state.strings {
        strung.taut = false;
    }
    arrange::gather(plan, state, scratch)?;
    for _ in 0..ROUNDS {
        let moved = if state.on_rail(index) { 0.0 } else { towards(plan, state, scratch, index, own, hand) };
        for (string, slack) in slack.iter_mut().enumerate() {
            let gone = state.strings.get(string).is_some_and(|strung| strung.gone);
            let short = !gone && strings::spare(plan, state, scratch, string) < -OFF;
            if let Some(strung) = state.strings.get_mut(string).filter(|_| short) {
                strung.taut = true;
                *slack = false;
                glide::lift(plan, state, string);
                arrange::gather(plan, state, scratch)?;
            }
        }
        // What runs on a rail is where the hand has it, if the joints can follow.
        let own = [plan.bodies[index].dof];
        let kept = if state.on_rail(index) { &own[..] } else { &[] };
        let left = project::onto_joints(plan, state, scratch, kept);
        let left = left.or_else(|_| project::onto_joints(plan, state, scratch, &[])).unwrap_or(f64::INFINITY);
        if moved < 1e-7 && left < OFF {
            break;
        }
    }
    if let Some(slot) = state.modes.get_mut(index) {
        *slot = mode;
    }
    arrange::put_together(plan, state, scratch, &[])?;
    take_up(plan, state, scratch);
    Ok(())
}

/// One step of a body's place towards the hand; how far it still was, m, if it can be moved that way.
fn towards(plan: &Plan, state: &mut State, scratch: &Scratch, index: usize, own: DVec2, hand: DVec2) -> f64 {
    let one = &plan.bodies[index];
    if one.fixed {
        return 0.0;
    }
    let (sin, cos) = sin_cos(one.turn.map_or(0.0, |turn| state.q[turn]));
    let arm = DVec2::new(cos * own.x - sin * own.y, sin * own.x + cos * own.y);
    let off = hand - DVec2::new(state.q[one.dof], state.q[one.dof + 1]) - arm;
    let far = off.length();
    if far < 1e-12 {
        return 0.0;
    }
    let n = off / far;
    let inverse = |dof: usize| scratch.terms.inverse.get(dof).copied().unwrap_or(0.0);
    let mut shares = vec![(one.dof, n.x, inverse(one.dof)), (one.dof + 1, n.y, inverse(one.dof + 1))];
    if let Some(turn) = one.turn {
        shares.push((turn, arm.perp_dot(n), inverse(turn)));
    }
    if scratch.terms.massless.contains(&(one.dof + 1)) {
        shares.iter_mut().take(2).for_each(|share| share.2 = 1.0);
    }
    let sum: f64 = shares.iter().map(|(_, share, inverse)| share * share * inverse).sum();
    if sum <= 0.0 {
        return 0.0;
    }
    let before = state.q.clone();
    for (dof, share, inverse) in shares {
        state.q[dof] += inverse * share * far / sum;
    }
    before.iter().zip(&state.q).fold(0.0, |most: f64, (a, b)| most.max((a - b).abs()))
}

/// Puts what runs on a rail to the place nearest to the hand, between its neighbours and the ends.
fn slide(plan: &Plan, state: &mut State, scratch: &Scratch, index: usize, hand: DVec2) {
    let one = &plan.bodies[index];
    let Some(course) = scratch.terms.courses.get(index).and_then(Option::as_ref) else { return };
    let half = state.half_length(plan, one.part);
    let (mut low, mut high) = (half.min(course.length() / 2.0), (course.length() - half).max(course.length() / 2.0));
    for (other, with) in plan.bodies.iter().enumerate() {
        if other == index || with.way != one.way || !state.on_rail(other) {
            continue;
        }
        let room = half + state.half_length(plan, with.part);
        let s = state.q[with.dof];
        if s < state.q[one.dof] { low = low.max(s + room) } else { high = high.min(s - room) }
    }
    state.coupled.retain(|&(a, b, _)| a as usize != index && b as usize != index);
    let s = course.nearest(hand);
    state.q[one.dof] = if low <= high { s.clamp(low, high) } else { state.q[one.dof] };
    state.pieces[index] = course.piece_at(state.q[one.dof]) as u32;
}

/// Strings that are at their full length are taut, others slack.
pub fn take_up(plan: &Plan, state: &mut State, scratch: &Scratch) {
    for index in 0..plan.strings.len() {
        let found = plan.strings.get(index).zip(state.strings.get(index)).and_then(|(route, strung)| {
            let (pieces, count) = strings::pieces(plan, state, &scratch.terms, (&state.q, &state.u), route, strung)?;
            strung.pegs.is_empty().then(|| strings::sides(plan, state, route, &pieces[count - 1]))
        });
        if let (Some(sides), Some(strung)) = (found, state.strings.get_mut(index)) {
            strung.sides = sides;
        }
        let spare = strings::spare(plan, state, scratch, index);
        if let Some(strung) = state.strings.get_mut(index) {
            strung.taut = spare < OFF && !strung.gone;
        }
    }
}
