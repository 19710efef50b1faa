//! Balance nuts: turned, they shift their body's centre of mass along it; the body stays where it is.

use super::super::parts::{body, nut};
use super::hold::halt;
use super::plan::Plan;
use super::state::State;
use crate::numerics::math::sin_cos;
use crate::systems::{Pull, Refused};
use glam::DVec2;

/// Way of a nut along its thread for the way of the hand that turns it.
const GEAR: f64 = 0.25;

/// How far the centre of mass of a body is from its middle, along it, m.
pub fn shift(plan: &Plan, state: &State, part: usize) -> f64 {
    let nuts = plan.of(&nut::KIND).filter(|&nut| plan.parts.get(nut).is_some_and(|p| p.join(0) == part));
    let moment: f64 = nuts.map(|nut| state.value(plan, nut, nut::MASS) * state.value(plan, nut, nut::TURNED)).sum();
    if moment == 0.0 { 0.0 } else { moment / state.mass(plan, part) }
}

/// Carries a body's centre of mass to where the nut, whose setting was `before`, puts it now.
pub fn carry(plan: &Plan, state: &mut State, part: usize, before: f64) {
    let on = plan.parts.get(part).map_or(0, |p| p.join(0));
    let Some(one) = plan.body_of(on) else { return };
    let way = state.value(plan, part, nut::TURNED) - before;
    let along = way * state.value(plan, part, nut::MASS) / state.mass(plan, on);
    let (sin, cos) = sin_cos(one.turn.and_then(|turn| state.q.get(turn)).copied().unwrap_or(0.0));
    for (dof, share) in [(one.dof, cos), (one.dof + 1, sin)] {
        if let Some(slot) = state.q.get_mut(dof) {
            *slot += share * along;
        }
    }
}

/// The learner's hand on a nut.
///
/// # Errors
/// A move of what is not held.
pub fn pull(plan: &Plan, state: &mut State, part: usize, nudge: f64, pull: Pull) -> Result<(), Refused> {
    let on = plan.parts.get(part).map_or(0, |p| p.join(0));
    let turn = plan.body_of(on).and_then(|one| one.turn);
    let (sin, cos) = sin_cos(turn.and_then(|turn| state.q.get(turn)).copied().unwrap_or(0.0));
    let before = state.value(plan, part, nut::TURNED);
    let by = match pull {
        Pull::Take(hand) => {
            state.held = Some((part as u32, hand));
            return Ok(());
        }
        Pull::Move(hand) => match state.held {
            Some((held, from)) if held as usize == part && hand.is_finite() => {
                state.held = Some((held, hand));
                GEAR * (hand - from).dot(DVec2::new(cos, sin))
            }
            _ => return Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => (by.x + by.y) * nudge,
        Pull::Release => {
            state.held = None;
            return Ok(());
        }
        Pull::Press => return Err(Refused::NotHeld),
    };
    state.put(plan, part, nut::TURNED, (before + by).clamp(-nut::TRAVEL, nut::TRAVEL));
    carry(plan, state, part, before);
    // Fingers on a nut steady the lever.
    if let Some(index) = plan.parts.get(on).and_then(|p| p.body) {
        halt(plan, state, index);
    }
    Ok(())
}

/// Where a nut is, from the middle of its body, m.
pub fn place(plan: &Plan, state: &State, part: usize) -> DVec2 {
    DVec2::new(state.value(plan, part, nut::ALONG) + state.value(plan, part, nut::TURNED), 0.0)
}

/// Checks that the nuts of a body leave it some mass of its own; the nut that does not.
pub fn too_heavy(plan: &Plan, state: &State) -> Option<usize> {
    plan.of(&nut::KIND).find(|&nut| {
        let on = plan.parts.get(nut).map_or(0, |p| p.join(0));
        state.value(plan, nut, nut::MASS) >= state.value(plan, on, body::MASS)
    })
}
