//! What a learner hangs on a lever: hooked masses, and the hook of a dynamometer whose ring a hand holds.

use super::super::parts::{body, holder, hooked, knot, spring};
use super::arrange;
use super::end::{End, at};
use super::equations::Scratch;
use super::hold::{halt, take_up};
use super::plan::Plan;
use super::state::{Mode, State};
use crate::numerics::math::sin_cos;
use crate::systems::{BuildError, Event, Pull, Refused};
use glam::DVec2;

/// How near to a place of the lever a hook is let go to catch there, m.
const NEAR: f64 = 0.028;
/// Distance of masses that hang below one another, over the height of one.
pub const PITCH: f64 = 1.62;
/// A mass that is let go this high above the bench is dropped, m.
const HIGH: f64 = 0.05;

/// Whether a part hangs on its body.
pub fn hangs(plan: &Plan, state: &State, part: usize) -> bool {
    plan.is(part, &hooked::KIND) && state.value(plan, part, hooked::HUNG) != 0.0
}

/// The end of a body where a hooked part hangs, and its own.
pub fn ends(plan: &Plan, part: usize) -> Option<[End; 2]> {
    let p = plan.parts.get(part)?;
    let on = plan.parts.get(p.join(0))?.body?;
    Some([End::Hook(on, part), End::Body(p.body?)])
}

/// How many hang above it at the same place.
pub fn above(plan: &Plan, state: &State, part: usize) -> usize {
    let place = |one: usize| (plan.parts.get(one).map(|p| p.join(0)), state.value(plan, one, hooked::ALONG).to_bits());
    let masses = plan.of(&hooked::KIND).filter(|&one| one < part && is_mass(plan, state, one));
    masses.filter(|&one| hangs(plan, state, one) && place(one) == place(part)).count()
}

/// How far below its place it hangs in a chain of masses, m.
pub fn depth(plan: &Plan, state: &State, part: usize) -> f64 {
    if hangs(plan, state, part) {
        above(plan, state, part) as f64 * PITCH * hooked::size(state.value(plan, part, hooked::MASS))
    } else {
        0.0
    }
}

fn is_mass(plan: &Plan, state: &State, part: usize) -> bool {
    state.value(plan, part, hooked::LOOKS) == 0.0
}

/// Where a mass stands while it does not hang: the place of its hook.
fn stand(plan: &Plan, state: &State, part: usize) -> DVec2 {
    let get = |v| state.value(plan, part, v);
    DVec2::new(get(hooked::STAND_X), get(hooked::STAND_Y) + hooked::height(get(hooked::MASS)))
}

fn put(plan: &Plan, state: &mut State, part: usize, place: DVec2, velocity: DVec2) {
    let Some(dof) = plan.body_of(part).map(|one| one.dof) else { return };
    for (at, (q, u)) in [(place.x, velocity.x), (place.y, velocity.y)].into_iter().enumerate() {
        if let (Some(slot), Some(rate)) = (state.q.get_mut(dof + at), state.u.get_mut(dof + at)) {
            (*slot, *rate) = (q, u);
        }
    }
}

fn mode(plan: &Plan, state: &mut State, part: usize, mode: Mode) {
    let body = plan.parts.get(part).and_then(|p| p.body);
    if let Some(slot) = body.and_then(|body| state.modes.get_mut(body)) {
        *slot = mode;
    }
}

/// Puts a part where its settings say that it is: on its body, on its stand, or in the air.
///
/// # Errors
/// A place beyond the end of its body.
pub fn settle(plan: &Plan, state: &mut State, scratch: &Scratch, part: usize) -> Result<(), BuildError> {
    if hangs(plan, state, part) {
        let on = plan.parts.get(part).map_or(0, |p| p.join(0));
        let (along, half) = (state.value(plan, part, hooked::ALONG), 0.5 * state.value(plan, on, body::LENGTH));
        if along.abs() > half {
            let sentence = format!("It would hang {along:.3} m from the middle of a body that ends after {half:.3} m.");
            return Err(BuildError::new(format!("{}.along", plan.id(part)), sentence).keyed("refused.beyond_rail"));
        }
        let Some([place, _]) = ends(plan, part) else { return Ok(()) };
        let now = at(plan, state, &scratch.terms, &state.q, &state.u, place);
        put(plan, state, part, now.place, now.velocity);
        mode(plan, state, part, Mode::Free);
    } else if is_mass(plan, state, part) {
        put(plan, state, part, stand(plan, state, part), DVec2::ZERO);
        mode(plan, state, part, Mode::Resting);
    }
    Ok(())
}

/// The places where all of them are at the start.
///
/// # Errors
/// A place beyond the end of its body.
pub fn arrange(plan: &Plan, state: &mut State, scratch: &Scratch) -> Result<(), BuildError> {
    for part in plan.of(&hooked::KIND).collect::<Vec<_>>() {
        settle(plan, state, scratch, part)?;
    }
    Ok(())
}

/// Masses that have fallen onto the bench lie there.
pub fn land(plan: &Plan, state: &mut State, time: f64, events: &mut Vec<Event>) {
    for part in plan.of(&hooked::KIND) {
        let Some(p) = plan.parts.get(part) else { continue };
        let (Some(one), Some(index)) = (plan.body_of(part), p.body) else { continue };
        let falls = state.modes.get(index) == Some(&Mode::Free) && is_mass(plan, state, part);
        let ground = stand(plan, state, part).y;
        let get = |list: &[f64], dof: usize| list.get(dof).copied().unwrap_or(0.0);
        let (x, y) = (get(&state.q, one.dof), get(&state.q, one.dof + 1));
        if !falls || hangs(plan, state, part) || y > ground {
            continue;
        }
        let velocity = DVec2::new(get(&state.u, one.dof), get(&state.u, one.dof + 1));
        // The heat of the impact, and of the last step, in which it would have gone on.
        let gravity = state.values.get(super::super::GRAVITY).copied().unwrap_or(0.0);
        let mass = state.mass(plan, part);
        state.heat += 0.5 * mass * velocity.length_squared() - mass * gravity * (ground - y);
        state.impulse.add_at(DVec2::new(x, y), velocity * -mass);
        put(plan, state, part, DVec2::new(x, ground), DVec2::ZERO);
        mode(plan, state, part, Mode::Resting);
        events.push(Event { time, name: "landing", part: p.id.clone(), values: [x, ground] });
    }
}

/// Place in the directions of the body, from its middle.
fn on_body(plan: &Plan, state: &State, scratch: &Scratch, part: usize, place: DVec2) -> Option<DVec2> {
    let p = plan.parts.get(part)?;
    let one = plan.body_of(p.join(0))?;
    let index = plan.parts.get(p.join(0))?.body?;
    let (sin, cos) = sin_cos(state.q.get(one.turn?).copied()?);
    let off = place - at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(index)).place;
    let along = cos * off.x + sin * off.y + scratch.terms.shift(index);
    Some(DVec2::new(along, -sin * off.x + cos * off.y))
}

/// The place of the grid nearest to one along the body; never its middle, where the axle is.
fn nearest(plan: &Plan, state: &State, part: usize, along: f64) -> f64 {
    let on = plan.parts.get(part).map_or(0, |p| p.join(0));
    let (grid, half) = (state.value(plan, on, body::GRID), 0.5 * state.value(plan, on, body::LENGTH));
    let most = ((half - 0.004) / grid).floor().max(1.0);
    let side = if along < 0.0 { -1.0 } else { 1.0 };
    let count = (along.abs() / grid).round().clamp(1.0, most);
    // In whole tenths of a millimetre, so that equal places are equal.
    side * (count * grid * 1e4).round() / 1e4
}

/// Where a hook that is let go at a place would catch.
fn catches(plan: &Plan, state: &State, scratch: &Scratch, part: usize, place: DVec2) -> Option<f64> {
    let own = on_body(plan, state, scratch, part, place)?;
    let on = plan.parts.get(part)?.join(0);
    let along = nearest(plan, state, part, own.x);
    let same = |&one: &usize| {
        one != part
            && hangs(plan, state, one)
            && is_mass(plan, state, one)
            && state.value(plan, one, hooked::ALONG) == along
    };
    let chain = plan.of(&hooked::KIND).filter(same).count() as f64;
    let chain = if is_mass(plan, state, part) { chain } else { 0.0 };
    let below = state.value(plan, on, body::PLACES) - own.y;
    let reach = NEAR + chain * PITCH * hooked::size(state.value(plan, part, hooked::MASS));
    let beside = (own.x - along).abs() <= (0.5 * state.value(plan, on, body::GRID)).max(0.012) + 1e-9;
    (beside && below > -NEAR && below < reach).then_some(along)
}

fn hang(plan: &Plan, state: &mut State, scratch: &mut Scratch, part: usize, along: f64) -> Result<(), BuildError> {
    state.put(plan, part, hooked::HUNG, 1.0);
    state.put(plan, part, hooked::ALONG, along);
    settle(plan, state, scratch, part)?;
    // The rest of the body takes up its share of the motion: hung on gently, it adds none of its own.
    arrange::put_together(plan, state, scratch, &[])
}

/// Springs that hold a hook, with the holder of their other end.
fn holders(plan: &Plan, part: usize) -> Vec<usize> {
    let own = plan.of(&spring::KIND).filter_map(|one| plan.parts.get(one)).filter(|p| p.join(1) == part);
    own.map(|p| p.join(0)).filter(|&other| plan.is(other, &holder::KIND)).collect()
}

fn shift_holder(plan: &Plan, state: &mut State, part: usize, by: DVec2) {
    for (variable, by) in [(holder::X, by.x), (holder::Y, by.y)] {
        let to = (state.value(plan, part, variable) + by).clamp(-100.0, 100.0);
        state.put(plan, part, variable, to);
    }
}

/// The learner's hand on a hooked mass or on the hook of a dynamometer.
///
/// # Errors
/// A move that is not possible; the caller takes the state back.
pub fn pull(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    part: usize,
    pull: Pull,
    keys: f64,
) -> Result<(), Refused> {
    let Some((one, index)) = plan.body_of(part).zip(plan.parts.get(part).and_then(|p| p.body)) else {
        return Err(Refused::NotHeld);
    };
    arrange::gather(plan, state, scratch)?;
    let place = DVec2::new(state.q[one.dof], state.q[one.dof + 1]);
    match pull {
        Pull::Take(hand) => {
            let drawn = place - DVec2::Y * depth(plan, state, part);
            state.put(plan, part, hooked::HUNG, 0.0);
            put(plan, state, part, drawn, DVec2::ZERO);
            mode(plan, state, part, Mode::Held);
            state.held = Some((part as u32, hand - drawn));
        }
        Pull::Move(hand) => match state.held {
            Some((held, off)) if held as usize == part && hand.is_finite() => {
                let to = (hand - off).clamp(DVec2::splat(-50.0), DVec2::splat(50.0));
                put(plan, state, part, to, DVec2::ZERO);
                for other in holders(plan, part) {
                    shift_holder(plan, state, other, to - place);
                }
            }
            _ => return Err(Refused::NotHeld),
        },
        Pull::Release => {
            state.held = None;
            mode(plan, state, part, Mode::Free);
            halt(plan, state, index);
            if let Some(along) = catches(plan, state, scratch, part, place) {
                hang(plan, state, scratch, part, along)?;
            } else if is_mass(plan, state, part) && place.y > stand(plan, state, part).y + HIGH {
                let dropped = state.value(plan, part, hooked::DROPPED);
                state.put(plan, part, hooked::DROPPED, dropped + 1.0);
            } else if is_mass(plan, state, part) {
                let to = DVec2::new(place.x, stand(plan, state, part).y);
                put(plan, state, part, to, DVec2::ZERO);
                mode(plan, state, part, Mode::Resting);
            }
        }
        Pull::Nudge(by) => step(plan, state, scratch, part, by, keys)?,
        Pull::Press => return Err(Refused::NotHeld),
    }
    Ok(())
}

/// Arrow keys: sideways from place to place of the grid, down off the lever.
fn step(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    part: usize,
    by: DVec2,
    keys: f64,
) -> Result<(), BuildError> {
    let on = plan.parts.get(part).map_or(0, |p| p.join(0));
    let grid = state.value(plan, on, body::GRID);
    let hung = hangs(plan, state, part);
    if by.x != 0.0 {
        let from = if hung { state.value(plan, part, hooked::ALONG) } else { 0.0 };
        let mut to = nearest(plan, state, part, from + by.x * grid);
        if (from + by.x * grid).abs() < 0.5 * grid || hung && to * from < 0.0 && by.x.abs() <= 1.0 {
            to = nearest(plan, state, part, by.x.signum() * grid);
        }
        if !hung && !is_mass(plan, state, part) {
            carry_holders(plan, state, scratch, part, to);
        }
        return hang(plan, state, scratch, part, to);
    }
    if by.y > 0.0 && !hung {
        let along = nearest(plan, state, part, state.value(plan, part, hooked::ALONG));
        if !is_mass(plan, state, part) {
            carry_holders(plan, state, scratch, part, along);
        }
        return hang(plan, state, scratch, part, along);
    }
    if by.y < 0.0 && hung {
        state.put(plan, part, hooked::HUNG, 0.0);
        settle(plan, state, scratch, part)?;
        if !is_mass(plan, state, part) {
            // The hook comes off sideways, hand and all, clear of the lever.
            let away = DVec2::new(0.0, -keys.max(0.01) * 2.0);
            let place =
                plan.body_of(part).map_or(DVec2::ZERO, |one| DVec2::new(state.q[one.dof], state.q[one.dof + 1]));
            put(plan, state, part, place + away, DVec2::ZERO);
            for other in holders(plan, part) {
                shift_holder(plan, state, other, away);
            }
        }
        return arrange::put_together(plan, state, scratch, &[]);
    }
    Ok(())
}

/// Carries the hand that holds a dynamometer along with its hook to a place of the lever.
fn carry_holders(plan: &Plan, state: &mut State, scratch: &Scratch, part: usize, along: f64) {
    let Some(one) = plan.body_of(part) else { return };
    let from = DVec2::new(state.q[one.dof], state.q[one.dof + 1]);
    let before = state.value(plan, part, hooked::ALONG);
    state.put(plan, part, hooked::ALONG, along);
    if let Some([place, _]) = ends(plan, part) {
        let to = at(plan, state, &scratch.terms, &state.q, &state.u, place).place;
        for other in holders(plan, part) {
            shift_holder(plan, state, other, to - from);
        }
    }
    state.put(plan, part, hooked::ALONG, before);
}

/// The learner's hand on a holder: what hangs free on its springs comes along, what is held is pulled, never pushed.
///
/// # Errors
/// A move that is not possible; the caller takes the state back.
pub fn hold(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    part: usize,
    nudge: f64,
    pull: Pull,
) -> Result<(), Refused> {
    let place = DVec2::new(state.value(plan, part, holder::X), state.value(plan, part, holder::Y));
    let to = match pull {
        Pull::Take(hand) => {
            state.held = Some((part as u32, hand - place));
            return Ok(());
        }
        Pull::Move(hand) => match state.held {
            Some((held, off)) if held as usize == part && hand.is_finite() => hand - off,
            _ => return Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => place + by * nudge,
        Pull::Release => {
            state.held = None;
            return Ok(());
        }
        Pull::Press => return Err(Refused::NotHeld),
    };
    let to = to.clamp(DVec2::splat(-50.0), DVec2::splat(50.0));
    let to = reached(plan, state, scratch, part, to)?;
    Ok(move_holder(plan, state, scratch, part, to)?)
}

fn held_springs(plan: &Plan, part: usize) -> Vec<usize> {
    plan.of(&spring::KIND).filter(|&one| plan.parts.get(one).is_some_and(|p| p.join(0) == part)).collect()
}

/// How far a hand gets: no nearer to the hook of its dynamometer, where that is held, than the dynamometer is long.
fn reached(plan: &Plan, state: &State, scratch: &mut Scratch, part: usize, to: DVec2) -> Result<DVec2, BuildError> {
    arrange::gather(plan, state, scratch)?;
    let mut to = to;
    for one in held_springs(plan, part) {
        let own = plan.parts.get(one).map_or(0, |p| p.join(1));
        let natural = state.value(plan, one, spring::NATURAL);
        let far = at(plan, state, &scratch.terms, &state.q, &state.u, plan.end(one, 1)).place;
        if hangs(plan, state, own) && (to - far).length() < natural {
            to = far + (to - far).normalize_or(DVec2::Y) * natural;
        }
    }
    Ok(to)
}

/// Moves a holder; what hangs free on its springs comes along.
///
/// # Errors
/// What does not fit together there.
pub fn move_holder(
    plan: &Plan,
    state: &mut State,
    scratch: &mut Scratch,
    part: usize,
    to: DVec2,
) -> Result<(), BuildError> {
    arrange::gather(plan, state, scratch)?;
    let place = DVec2::new(state.value(plan, part, holder::X), state.value(plan, part, holder::Y));
    for one in held_springs(plan, part) {
        let own = plan.parts.get(one).map_or(0, |p| p.join(1));
        if plan.is(own, &hooked::KIND) && !hangs(plan, state, own) {
            let far = at(plan, state, &scratch.terms, &state.q, &state.u, plan.end(one, 1)).place;
            put(plan, state, own, far + to - place, DVec2::ZERO);
        } else if plan.is(own, &knot::KIND) {
            // A dynamometer is no shorter than it is: the hand pushes its hook along.
            let far = at(plan, state, &scratch.terms, &state.q, &state.u, plan.end(one, 1)).place;
            let natural = state.value(plan, one, spring::NATURAL);
            if (far - to).length() < natural {
                put(plan, state, own, to + (far - to).normalize_or(DVec2::Y) * natural, DVec2::ZERO);
            }
        }
    }
    state.put(plan, part, holder::X, to.x);
    state.put(plan, part, holder::Y, to.y);
    arrange::put_together(plan, state, scratch, &[])?;
    take_up(plan, state, scratch);
    Ok(())
}
