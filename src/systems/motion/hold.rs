//! What a learner's hand and a control do: take hold of a body, move it, let it go; change a setting.

use super::CONTACTS;
use super::arrange;
use super::contact;
use super::parts::{self, ball, hand, rod, screen, spring, string, track};
use super::plan::Plan;
use super::smooth::{End, end, path_of, reach};
use super::state::{Mode, State};
use crate::numerics::math::{PI, atan2};
use crate::systems::{Pull, Refused};
use glam::DVec2;

/// Writes a checked setting and does what follows from it at once.
pub fn set(plan: &Plan, state: &mut State, index: usize, value: f64) -> Result<(), Refused> {
    if let Some(slot) = state.values.get_mut(index) {
        *slot = value;
    }
    let Some(part) = plan.parts.iter().rposition(|p| p.first <= index) else { return Ok(()) };
    let Some(p) = plan.parts.get(part) else { return Ok(()) };
    let variable = index - p.first;
    match p.kind.id {
        id if id == rod::KIND.id => set_rod(plan, state, part, variable, value),
        id if id == string::KIND.id => pull_in(plan, state, part),
        id if id == spring::KIND.id && matches!(variable, spring::STIFFNESS | spring::LIMIT | spring::NATURAL) => {
            // Another spring: it has no past.
            if let Some(memory) = state.memory.get_mut(part) {
                *memory = 0.0;
            }
        }
        id if id == track::KIND.id => set_track(plan, state, part, variable)?,
        id if CONTACTS && id == hand::KIND.id && variable == hand::ANGLE => contact::place_hand(plan, state, part),
        id if CONTACTS && id == parts::block::KIND.id => {
            for hand in plan.of(&parts::hand::KIND).filter(|&h| plan.parts.get(h).is_some_and(|h| h.join(0) == part)) {
                contact::place_hand(plan, state, hand);
            }
        }
        id if id == ball::KIND.id || id == parts::weights::KIND.id => {
            let moves = matches!(variable, ball::X | ball::Y | ball::VX | ball::VY) && id == ball::KIND.id;
            if moves && plan.is_guided(part) {
                let sentence = format!("`{}` is led by its rod or track; set the angle or the height instead.", p.id);
                return Err(Refused::impossible("refused.guided", sentence));
            }
            set_body(plan, state, part, variable, value);
            for t in plan.of(&parts::track::KIND).filter(|&t| plan.parts.get(t).is_some_and(|t| t.join(0) == part)) {
                set_track(plan, state, t, track::HEIGHT)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn set_rod(plan: &Plan, state: &mut State, part: usize, variable: usize, value: f64) {
    let (angle, rate) = match variable {
        rod::ANGLE => (value, 0.0),
        rod::ANGULAR => (current_angle(plan, state, part), value),
        // Hung anew, at rest, where it was last let go.
        rod::LENGTH | rod::ENDS => (state.start.get(part).copied().unwrap_or(0.0), 0.0),
        _ => return,
    };
    if let Some(start) = state.start.get_mut(part) {
        *start = angle;
    }
    arrange::turn_rod(plan, state, part, angle, rate);
}

fn current_angle(plan: &Plan, state: &State, part: usize) -> f64 {
    let [a, b] = super::output::ends(plan, state, part);
    atan2((b - a).x, -(b - a).y)
}

/// Shortening a string pulls its body in.
fn pull_in(plan: &Plan, state: &mut State, part: usize) {
    let [a, b] = super::output::ends(plan, state, part);
    let length = reach(plan, state, part);
    let taut = (b - a).length() >= length;
    if taut
        && let End::Body(i) = end(plan, state, part, 1)
        && let Some(body) = state.bodies.get_mut(i)
    {
        body.place = a + (b - a).normalize_or_zero() * length;
        body.velocity = DVec2::ZERO;
    }
    if let Some(memory) = state.memory.get_mut(part) {
        *memory = if taut { 1.0 } else { 0.0 };
    }
}

fn set_track(plan: &Plan, state: &mut State, part: usize, variable: usize) -> Result<(), Refused> {
    arrange::check_height(plan, state, part)?;
    let held = state.value(plan, part, track::HOLD) != 0.0;
    if variable == track::HOLD || held {
        if held {
            arrange::put_on_track(plan, state, part);
        } else {
            arrange::put_on_track(plan, state, part);
            arrange::let_go(plan, state, part);
        }
    }
    Ok(())
}

fn set_body(plan: &Plan, state: &mut State, part: usize, variable: usize, value: f64) {
    let Some(body) = plan.parts.get(part).and_then(|p| p.body).and_then(|b| state.bodies.get_mut(b)) else { return };
    match variable {
        ball::X => body.place.x = value,
        ball::Y => body.place.y = value,
        ball::VX => body.velocity.x = value,
        ball::VY => body.velocity.y = value,
        _ => return,
    }
    if body.mode == Mode::Resting {
        body.mode = Mode::Free;
    }
}

/// The learner's hand on the grip of a part.
pub fn pull(plan: &Plan, state: &mut State, part: usize, nudge: f64, pull: Pull) -> Result<(), Refused> {
    let Some(p) = plan.parts.get(part) else { return Err(Refused::NotHeld) };
    match p.kind.id {
        id if id == screen::KIND.id => pull_screen(plan, state, part, nudge, pull),
        id if CONTACTS && id == hand::KIND.id => pull_hand(plan, state, part, nudge, pull),
        _ => pull_body(plan, state, part, nudge, pull),
    }
}

fn pull_screen(plan: &Plan, state: &mut State, part: usize, nudge: f64, pull: Pull) -> Result<(), Refused> {
    let x = state.value(plan, part, screen::X);
    let to = match pull {
        Pull::Take(at) => {
            // Keep the distance between hand and board while it is dragged.
            state.held = Some((part as u32, DVec2::new(at.x - x, 0.0)));
            return Ok(());
        }
        Pull::Move(at) => match state.held {
            Some((held, offset)) if held as usize == part => at.x - offset.x,
            _ => return Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => x + by.x * nudge,
        Pull::Release => {
            state.held = None;
            return Ok(());
        }
        Pull::Press => return Err(Refused::NotHeld),
    };
    let spec = &screen::KIND.variables[screen::X];
    state.put(plan, part, screen::X, to.clamp(spec.min, spec.max));
    Ok(())
}

fn pull_hand(plan: &Plan, state: &mut State, part: usize, nudge: f64, pull: Pull) -> Result<(), Refused> {
    let place = DVec2::new(state.value(plan, part, hand::X), state.value(plan, part, hand::Y));
    let held = state.held.is_some_and(|(held, _)| held as usize == part);
    match pull {
        Pull::Take(_) => state.held = Some((part as u32, place)),
        Pull::Move(at) if held => state.held = Some((part as u32, at)),
        Pull::Nudge(by) => {
            state.put(plan, part, hand::X, place.x + by.x * nudge);
        }
        Pull::Release => state.held = None,
        Pull::Move(_) | Pull::Press => return Err(Refused::NotHeld),
    }
    Ok(())
}

fn pull_body(plan: &Plan, state: &mut State, part: usize, nudge: f64, pull: Pull) -> Result<(), Refused> {
    let Some(index) = plan.parts.get(part).and_then(|p| p.body) else { return Err(Refused::NotHeld) };
    let Some(body) = state.bodies.get(index).copied() else { return Err(Refused::NotHeld) };
    let rod = plan.of(&parts::rod::KIND).find(|&r| plan.parts.get(r).is_some_and(|r| r.join(1) == part));
    let on_track = plan.of(&parts::track::KIND).find(|&t| plan.parts.get(t).is_some_and(|t| t.join(0) == part));
    match pull {
        Pull::Take(at) => {
            state.held = Some((part as u32, at - body.place));
            if on_track.is_none()
                && let Some(b) = state.bodies.get_mut(index)
            {
                b.velocity = DVec2::ZERO;
                b.mode = Mode::Held;
            }
            Ok(())
        }
        Pull::Move(at) => match state.held {
            Some((held, offset)) if held as usize == part => {
                put_body(plan, state, part, index, rod, on_track, at - offset)
            }
            _ => Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => {
            if let Some(rod) = rod {
                let angle = (current_angle(plan, state, rod) + (by.x + by.y) * nudge).clamp(-PI, PI);
                let kept = body.mode == Mode::Held;
                set_rod(plan, state, rod, rod::ANGLE, angle);
                if kept && let Some(b) = state.bodies.get_mut(index) {
                    b.mode = Mode::Held;
                }
                Ok(())
            } else if let Some(track) = on_track {
                let height = (state.value(plan, track, track::HEIGHT) + (by.x + by.y) * nudge).max(0.0);
                raise(plan, state, track, height)
            } else {
                put_body(plan, state, part, index, None, None, body.place + by * nudge)
            }
        }
        Pull::Release => {
            state.held = None;
            if let Some(b) = state.bodies.get_mut(index)
                && b.mode == Mode::Held
                && on_track.is_none()
            {
                b.mode = Mode::Free;
                b.velocity = DVec2::ZERO;
            }
            Ok(())
        }
        Pull::Press => Err(Refused::NotHeld),
    }
}

/// Puts the ball back on its track, held by the stop at this height.
fn raise(plan: &Plan, state: &mut State, track: usize, height: f64) -> Result<(), Refused> {
    let before = state.value(plan, track, track::HEIGHT);
    state.put(plan, track, track::HEIGHT, height);
    if let Err(e) = arrange::check_height(plan, state, track) {
        state.put(plan, track, track::HEIGHT, before);
        return Err(e.into());
    }
    state.put(plan, track, track::HOLD, 1.0);
    arrange::put_on_track(plan, state, track);
    Ok(())
}

fn put_body(
    plan: &Plan,
    state: &mut State,
    part: usize,
    index: usize,
    rod: Option<usize>,
    on_track: Option<usize>,
    to: DVec2,
) -> Result<(), Refused> {
    if let Some(track) = on_track {
        let path = path_of(plan, state, track);
        let height = path.height(path.nearest(to)).max(0.0);
        return raise(plan, state, track, height);
    }
    if let Some(rod) = rod {
        let [a, _] = super::output::ends(plan, state, rod);
        let angle = atan2((to - a).x, -(to - a).y);
        if let Some(start) = state.start.get_mut(rod) {
            *start = angle;
        }
        arrange::turn_rod(plan, state, rod, angle, 0.0);
        return Ok(());
    }
    let mut to = to.clamp(DVec2::splat(-100.0), DVec2::splat(100.0));
    for s in plan.of(&parts::string::KIND).filter(|&s| plan.parts.get(s).is_some_and(|s| s.join(1) == part)) {
        let [a, _] = super::output::ends(plan, state, s);
        let length = reach(plan, state, s);
        let taut = (to - a).length() >= length;
        if taut {
            to = a + (to - a).normalize_or_zero() * length;
        }
        if let Some(memory) = state.memory.get_mut(s) {
            *memory = if taut { 1.0 } else { 0.0 };
        }
    }
    if let Some(b) = state.bodies.get_mut(index) {
        b.place = to;
        b.velocity = DVec2::ZERO;
        if b.mode == Mode::Resting {
            b.mode = Mode::Free;
        }
    }
    Ok(())
}
