//! What air tracks and runways have besides rails: a band at their start that pushes off what is pressed on them, bumpers
//! that couple, flags on carts, and the pan on which carts are weighed.

use super::super::parts::{anchor, cart, flag, pan, rail};
use super::course::Course;
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::{Mode, State};
use crate::systems::BuildError;
use glam::DVec2;

/// An elastic band across the start of a way, as one cart feels it.
pub struct Band {
    /// The cart.
    pub body: usize,
    /// The cart's way along its rail.
    pub dof: usize,
    /// Where its middle is when the band begins to push, m.
    from: f64,
    /// N/m.
    pub stiffness: f64,
}

impl Band {
    /// Force along the rail on a cart whose middle is at `s`, N.
    pub fn force(&self, s: f64) -> f64 {
        self.stiffness * self.pressed(s)
    }

    /// Elastic energy, J.
    pub fn energy(&self, s: f64) -> f64 {
        0.5 * self.stiffness * self.pressed(s) * self.pressed(s)
    }

    /// How far it is pressed, m.
    pub fn pressed(&self, s: f64) -> f64 {
        (self.from - s).max(0.0)
    }
}

/// Gathers the bands that act on carts now.
pub fn bands(plan: &Plan, state: &State, courses: &[Option<Course>], into: &mut Vec<Band>) {
    into.clear();
    for (index, one) in plan.bodies.iter().enumerate() {
        let Some(course) = courses.get(index).and_then(Option::as_ref).filter(|_| state.on_rail(index)) else {
            continue;
        };
        let Some(part) = course.piece(0).map(|piece| piece.part) else { continue };
        let stiffness = state.value(plan, part, rail::STIFFNESS);
        let from = state.value(plan, part, rail::REACH) + state.half_length(plan, one.part);
        if stiffness > 0.0 {
            into.push(Band { body: index, dof: one.dof, from, stiffness });
        }
    }
}

/// Restitution of a cart's bumper.
pub fn restitution(plan: &Plan, state: &State, part: usize) -> f64 {
    if state.value(plan, part, cart::BUMPER) != 0.0 { 0.0 } else { state.value(plan, part, cart::RESTITUTION) }
}

fn ends_on(plan: &Plan, string: usize) -> impl Iterator<Item = usize> + '_ {
    plan.strings.get(string).into_iter().flat_map(|route| route.ends).filter_map(|end| match end {
        End::Body(body) | End::Hook(body, _) => Some(body),
        End::Anchor(_) | End::Shaker(_) => None,
    })
}

/// A load that lands lets its strings go: they cannot push.
pub fn let_go(plan: &Plan, next: &mut State, body: usize) {
    for string in 0..plan.strings.len() {
        if ends_on(plan, string).any(|one| one == body)
            && let Some(strung) = next.strings.get_mut(string)
        {
            strung.taut = false;
        }
    }
}

/// A load that lies on a floor is lifted when its string is drawn tight.
pub fn lift(plan: &Plan, state: &mut State, string: usize) {
    for body in ends_on(plan, string) {
        let on_rail = state.on_rail(body);
        if let Some(mode) = state.modes.get_mut(body).filter(|mode| **mode == Mode::Resting && !on_rail) {
            *mode = Mode::Free;
        }
    }
}

/// Wheels on an anchor go where it is put.
pub fn carry_wheels(plan: &Plan, state: &mut State, anchor: usize) {
    for one in plan.bodies.iter().filter(|one| one.fixed) {
        if plan.parts.get(one.part).is_some_and(|p| p.joined.first() == Some(&Some(anchor))) {
            state.q[one.dof] = state.value(plan, anchor, anchor::X);
            state.q[one.dof + 1] = state.value(plan, anchor, anchor::Y);
        }
    }
}

/// Writes the outputs of a flag.
pub fn flag_outputs(plan: &Plan, state: &mut State, scratch: &Scratch, part: usize) {
    let Some(p) = plan.parts.get(part) else { return };
    let Some(body) = plan.parts.get(p.join(0)).and_then(|cart| cart.body) else { return };
    let now = at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(body));
    let own = DVec2::new(state.value(plan, part, flag::ALONG), state.value(plan, part, flag::ACROSS));
    let Some(course) = scratch.terms.courses.get(body).and_then(Option::as_ref) else { return };
    let start = course.at(0, 0.0);
    let dof = plan.bodies.get(body).map_or(0, |one| one.dof);
    let piece = state.pieces.get(body).copied().unwrap_or(0) as usize;
    let tangent = match state.on_rail(body) {
        true => course.at(piece, state.q.get(dof).copied().unwrap_or(0.0)).tangent,
        false => DVec2::X,
    };
    let arm = |tangent: DVec2| tangent * own.x + tangent.perp() * own.y;
    let (place, first) = (now.place + arm(tangent), start.place + arm(start.tangent));
    for (variable, value) in [
        (flag::X, place.x),
        (flag::Y, place.y),
        (flag::VX, now.velocity.x),
        (flag::VY, now.velocity.y),
        (flag::START_X, first.x),
        (flag::START_Y, first.y),
        (flag::TILT, start.angle),
    ] {
        state.put(plan, part, variable, value);
    }
}

/// The cart that lies on a pan: its part.
fn lying(plan: &Plan, state: &State, pan: usize) -> Option<usize> {
    let which = state.value(plan, pan, pan::HOLDS) as usize;
    plan.parts.get(pan)?.joined.get(which.checked_sub(1)?).copied().flatten()
}

/// Mass on a pan, kg.
pub fn weight(plan: &Plan, state: &State, pan: usize) -> f64 {
    lying(plan, state, pan).map_or(0.0, |cart| state.mass(plan, cart))
}

/// Whether a part is a cart that lies on a pan.
pub fn is_weighed(plan: &Plan, state: &State, part: usize) -> bool {
    plan.of(&pan::KIND).any(|pan| lying(plan, state, pan) == Some(part))
}

/// Lays on a pan what it is set to hold, and puts what it held before back on its rail.
///
/// # Errors
/// A cart that is not on a rail, or hangs on a string; there is no room to put it back.
pub fn weigh(plan: &Plan, state: &mut State, scratch: &Scratch, pan: usize, before: f64) -> Result<(), BuildError> {
    let joined = |which: f64| {
        let terminal = (which as usize).checked_sub(1)?;
        plan.parts.get(pan)?.joined.get(terminal).copied().flatten()
    };
    let id = |part: usize| plan.id(part);
    let body = |part: usize| plan.parts.get(part).and_then(|p| p.body);
    let which = state.value(plan, pan, pan::HOLDS);
    if which != 0.0 && joined(which).is_none() {
        return Err(BuildError::new(id(pan), "No such cart belongs to this pan.").keyed("refused.no_cart"));
    }
    if let Some((part, index)) = joined(which).and_then(|part| Some((part, body(part)?))) {
        let strung = plan
            .strings
            .iter()
            .any(|route| route.ends.iter().any(|end| matches!(*end, End::Body(b) | End::Hook(b, _) if b == index)));
        if strung || !state.on_rail(index) {
            let sentence = "It hangs on a string or has left its rail; it cannot be weighed.";
            return Err(BuildError::new(id(part), sentence).keyed("refused.strung"));
        }
        let dof = plan.bodies[index].dof;
        if let Some(memory) = state.memory.get_mut(part) {
            *memory = state.q[dof];
        }
        let (x, y) = (state.value(plan, pan, pan::X), state.value(plan, pan, pan::Y));
        (state.q[dof], state.q[dof + 1]) = (x, y);
        (state.u[dof], state.u[dof + 1]) = (0.0, 0.0);
        state.rails[index] = false;
        state.modes[index] = Mode::Resting;
        state.coupled.retain(|&(a, b, _)| a as usize != index && b as usize != index);
    }
    if let Some((part, index)) = joined(before).and_then(|part| Some((part, body(part)?))) {
        let Some(s) = room(plan, state, scratch, index, state.memory.get(part).copied().unwrap_or(0.0)) else {
            return Err(BuildError::new(id(part), "There is no room for it on its rail.").keyed("refused.no_room"));
        };
        state.rails[index] = true;
        state.modes[index] = Mode::Free;
        state.slides[index] = 0.0;
        let dof = plan.bodies[index].dof;
        (state.q[dof], state.q[dof + 1], state.u[dof]) = (s, 0.0, 0.0);
        let course = scratch.terms.courses.get(index).and_then(Option::as_ref);
        state.pieces[index] = course.map_or(0, |course| course.piece_at(s)) as u32;
    }
    Ok(())
}

/// The way nearest to a wish at which a cart has room on its rail, m.
fn room(plan: &Plan, state: &State, scratch: &Scratch, index: usize, wish: f64) -> Option<f64> {
    let own = &plan.bodies[index];
    let length = scratch.terms.courses.get(index).and_then(Option::as_ref)?.length();
    let half = state.half_length(plan, own.part);
    let others: Vec<(f64, f64)> = plan
        .bodies
        .iter()
        .enumerate()
        .filter(|(other, with)| *other != index && with.way == own.way && state.on_rail(*other))
        .map(|(_, with)| (state.q[with.dof], half + state.half_length(plan, with.part)))
        .collect();
    let free = |s: f64| {
        s >= half - 1e-9 && s <= length - half + 1e-9 && others.iter().all(|(at, room)| (s - at).abs() >= room - 1e-9)
    };
    let beside = others.iter().flat_map(|(at, room)| [at - room, at + room]);
    let best = std::iter::once(wish.clamp(half, (length - half).max(half))).chain(beside).filter(|s| free(*s));
    best.min_by(|a, b| (a - wish).abs().total_cmp(&(b - wish).abs()))
}
