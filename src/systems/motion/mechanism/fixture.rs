//! What stands fixed on a workbench (anchors, pegs, boards, rails): a hand puts it elsewhere, and what is joined follows.

use super::super::parts::{anchor, peg, pulley, rail, shaker, wall};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::{Mode, State};
use super::{arrange, glide, hold};
use crate::systems::{BuildError, Pull, Refused};
use glam::DVec2;

/// Farthest place that a hand can put it, m.
const FARTHEST: f64 = 100.0;

/// The part whose place is moved when this one is taken hold of, with the indices of its place; `None` for what moves by
/// itself. A wheel on an anchor takes its anchor along, a piece of rail the whole way.
pub fn of(plan: &Plan, part: usize) -> Option<(usize, [usize; 2])> {
    let p = plan.parts.get(part).filter(|_| plan.open)?;
    let own = if p.is(&pulley::KIND) {
        plan.body_of(part).filter(|body| body.fixed)?;
        p.joined.first().copied().flatten()?
    } else if p.is(&rail::KIND) {
        plan.ways.iter().find(|way| way.contains(&part)).and_then(|way| way.first().copied())?
    } else {
        part
    };
    let kind = plan.parts.get(own)?.kind;
    let stands = [&anchor::KIND, &peg::KIND, &rail::KIND, &shaker::KIND, &wall::KIND];
    stands.iter().any(|one| std::ptr::eq(*one, kind)).then_some(())?;
    Some((own, [kind.variable("x")?.0, kind.variable("y")?.0]))
}

/// The learner's hand on it.
///
/// # Errors
/// A place where what is joined to it cannot follow.
pub fn pull(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    part: usize,
    nudge: f64,
    pull: Pull,
) -> Result<(), Refused> {
    let (own, place) = of(plan, part).ok_or(Refused::NotHeld)?;
    let now = DVec2::from(place.map(|v| state.value(plan, own, v)));
    match pull {
        Pull::Take(hand) => {
            state.held = Some((part as u32, hand - now));
            Ok(())
        }
        Pull::Move(hand) => match state.held {
            Some((held, off)) if held as usize == part => Ok(put(plan, state, scratch, own, place, hand - off)?),
            _ => Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => Ok(put(plan, state, scratch, own, place, now + by * nudge)?),
        Pull::Release => {
            state.held = None;
            Ok(())
        }
        Pull::Press => Err(Refused::NotHeld),
    }
}

fn put(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    own: usize,
    place: [usize; 2],
    to: DVec2,
) -> Result<(), BuildError> {
    let to = to.clamp(DVec2::splat(-FARTHEST), DVec2::splat(FARTHEST));
    for (variable, value) in place.into_iter().zip(to.to_array()) {
        state.put(plan, own, variable, value);
    }
    if plan.is(own, &anchor::KIND) {
        glide::carry_wheels(plan, state, own);
    }
    // What lay on it or against it moves again, and nothing keeps the speed of a joint that was drawn away.
    for (index, mode) in state.modes.iter_mut().enumerate() {
        if *mode == Mode::Resting {
            *mode = Mode::Free;
        }
        if let Some(slide) = state.slides.get_mut(index) {
            *slide = 0.0;
        }
    }
    arrange::gather(plan, state, scratch)?;
    arrange::put_together(plan, state, scratch, &[])?;
    hold::take_up(plan, state, scratch);
    Ok(())
}
