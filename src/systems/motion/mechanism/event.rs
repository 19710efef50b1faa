//! What can happen between two steps, located in time: a string goes slack or taut, a cart reaches the end of its rail,
//! lifts off, stops or slips; bodies meet; a ball lands. Each watch is a number that falls through zero when it happens.

use super::super::parts::{ball, cart, floor, rail, release};
use super::end::{End, at};
use super::equations::{Moving, Scratch};
use super::impact;
use super::plan::{Plan, Watch};
use super::state::{Mode, State, Strung};
use super::strings;
use crate::systems::Event;
use glam::DVec2;

/// Bounces slower than this end in rest, m/s: a tenth of a millimetre of height is lost to sight.
const REST_SPEED: f64 = 0.02;

/// Lists what can happen within a time: bodies that are too far apart to meet in it are left out.
pub fn activate(plan: &Plan, state: &State, scratch: &mut Scratch, within: f64) {
    let mut active = std::mem::take(&mut scratch.active);
    active.clear();
    let place = |body: usize| {
        let now = at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(body));
        let dof = plan.bodies.get(body).map_or(0, |b| b.dof);
        let change = |dof: usize| scratch.acceleration.get(dof).copied().unwrap_or(0.0);
        let pushed = DVec2::new(change(dof), change(dof + 1)).length();
        (now.place, now.velocity, pushed)
    };
    let now: Vec<(DVec2, DVec2, f64)> = (0..plan.bodies.len()).map(place).collect();
    let reach: Vec<f64> = plan.bodies.iter().map(|b| state.half_length(plan, b.part)).collect();
    for &watch in &plan.watches {
        let possible = match watch {
            Watch::Meet(a, b) => {
                let ((from, u, pushed), (to, v, drawn)) = (now[a], now[b]);
                // Four times as far as they come at the speeds and accelerations of now.
                let way = 4.0 * within * ((v - u).length() + within * (pushed + drawn + 20.0)) + 1e-6;
                let far = reach[a] + reach[b] + way;
                (to - from).length_squared() < far * far
            }
            Watch::Piece(body, _) | Watch::Lift(body) | Watch::Stick(body) => state.on_rail(body),
            Watch::Land(body, _) => {
                // Where bodies touch, balls land as they do.
                let rolls = state.solids && plan.bodies.get(body).is_some_and(|b| plan.is(b.part, &ball::KIND));
                state.modes.get(body) == Some(&Mode::Free) && !state.on_rail(body) && !rolls
            }
            _ => true,
        };
        if possible {
            active.push(watch);
        }
    }
    scratch.active = active;
}

/// Positive before it happens, zero or less after.
pub fn value(moving: &Moving<'_>, q: &[f64], u: &[f64], watch: Watch) -> f64 {
    let Moving { plan, state, scratch, .. } = moving;
    let get = |numbers: &[f64], dof: usize| numbers.get(dof).copied().unwrap_or(0.0);
    let on_rail = |body: usize| state.on_rail(body);
    let still = |body: usize| scratch.terms.bodies.get(body).is_none_or(|term| term.still);
    match watch {
        Watch::String(index) => {
            let (Some(route), Some(strung)) = (plan.strings.get(index), state.strings.get(index)) else { return 1.0 };
            if strung.taut {
                let tensions = scratch.rows.owners.iter().zip(&scratch.lambda);
                let own = tensions.filter(|(owner, _)| owner.part == route.part && owner.pulls);
                return own.map(|(_, lambda)| -lambda).fold(f64::INFINITY, f64::min).min(1e9);
            }
            if strung.gone {
                return 1.0;
            }
            strings::spare_at(plan, state, &scratch.terms, q, index)
        }
        Watch::Piece(body, side) => {
            let Some(course) = scratch.terms.courses.get(body).and_then(Option::as_ref) else { return 1.0 };
            let (Some(one), true, false) = (plan.bodies.get(body), on_rail(body), still(body)) else { return 1.0 };
            let index = state.pieces.get(body).copied().unwrap_or(0) as usize;
            let Some(piece) = course.piece(index) else { return 1.0 };
            let s = get(q, one.dof);
            let buffer = |end: usize| if is_buffer(plan, state, end) { state.half_length(plan, one.part) } else { 0.0 };
            match side {
                0 => s - piece.from - if index == 0 { buffer(piece.part) } else { 0.0 },
                _ => piece.to - s - if index + 1 == course.len() { buffer(piece.part) } else { 0.0 },
            }
        }
        Watch::Lift(body) => {
            let lies = on_rail(body) && rail_of(moving, body).is_some_and(|part| lifts(plan, state, part));
            if lies { scratch.normal.get(body).copied().unwrap_or(1.0) } else { 1.0 }
        }
        Watch::Stick(body) => {
            let Some(one) = plan.bodies.get(body) else { return 1.0 };
            let part = rail_of(moving, body);
            let rough = part.map_or(0.0, |part| state.value(plan, part, rail::FRICTION));
            let braked = plan.is(one.part, &cart::KIND) && state.value(plan, one.part, cart::HOLD) != 0.0;
            if on_rail(body) && state.modes.get(body) == Some(&Mode::Resting) {
                // At a buffer: until it is pulled away.
                let at_start =
                    state.pieces.get(body).copied().unwrap_or(0) == 0 && state.slides.get(body) == Some(&-1.0);
                return if at_start { moving.needed(body) } else { -moving.needed(body) };
            }
            if !on_rail(body) || rough == 0.0 || braked || plan.is(one.part, &ball::KIND) {
                return 1.0;
            }
            match state.slides.get(body).copied().unwrap_or(0.0) {
                0.0 => rough * scratch.normal.get(body).copied().unwrap_or(0.0).abs() - moving.needed(body).abs(),
                way => get(u, one.dof) * way,
            }
        }
        Watch::Meet(a, b) => gap(moving, q, a, b),
        Watch::Peg(string, peg) => to_peg(moving, q, u, string, peg),
        Watch::Release(part, string) => {
            let Some((pieces, count, strung)) = run(moving, q, u, string) else { return 1.0 };
            let Some(direction) = strung.directions.get(count - 1) else { return 1.0 };
            let left = state.value(plan, part, release::ANGLE) - strings::direction(&pieces[count - 1], *direction);
            if state.value(plan, part, release::WAY) == 0.0 { left } else { -left }
        }
        Watch::Land(body, floor) => {
            let Some(one) = plan.bodies.get(body) else { return 1.0 };
            if state.modes.get(body) != Some(&Mode::Free) || on_rail(body) {
                return 1.0;
            }
            get(q, one.dof + 1) - state.radius(plan, one.part) - state.value(plan, floor, floor::LEVEL)
        }
    }
}

/// The straight pieces of a string that is taut, and how it runs.
fn run<'a>(
    moving: &'a Moving<'_>,
    q: &[f64],
    u: &[f64],
    string: usize,
) -> Option<([strings::Piece; strings::MOST], usize, &'a Strung)> {
    let Moving { plan, state, scratch, .. } = moving;
    let (route, strung) = (plan.strings.get(string)?, state.strings.get(string).filter(|strung| strung.taut)?);
    let (pieces, count) = strings::pieces(plan, state, &scratch.terms, (q, u), route, strung)?;
    Some((pieces, count, strung))
}

/// How far a string is from meeting a peg, or from leaving it, m.
fn to_peg(moving: &Moving<'_>, q: &[f64], u: &[f64], string: usize, peg: usize) -> f64 {
    let Some((pieces, count, strung)) = run(moving, q, u, string) else { return 1.0 };
    if let Some(at) = strung.pegs.iter().position(|(one, _)| *one as usize == peg) {
        let (_, sense) = strung.pegs[at];
        // It can leave the last peg only, where it becomes straight.
        let last = at + 1 == strung.pegs.len() && count >= 2;
        let turned =
            |piece: usize| strings::direction(&pieces[piece], strung.directions.get(piece).copied().unwrap_or(0.0));
        return if last { sense * (turned(count - 1) - turned(count - 2)) } else { 1.0 };
    }
    let part = moving.plan.strings.get(string).and_then(|route| route.pegs.get(peg)).copied();
    let (Some(part), Some(side)) = (part, strung.sides.get(peg)) else { return 1.0 };
    side * strings::beside(moving.plan, moving.state, part, &pieces[count - 1]).1
}

/// A string meets a peg, and lies on it if it reaches that far, or leaves it.
fn catch(
    plan: &Plan,
    next: &mut State,
    scratch: &Scratch,
    string: usize,
    peg: usize,
    time: f64,
    events: &mut Vec<Event>,
) {
    let (Some(route), Some(strung)) = (plan.strings.get(string), next.strings.get(string)) else { return };
    let Some(&part) = route.pegs.get(peg) else { return };
    let found = strings::pieces(plan, next, &scratch.terms, (&next.q, &next.u), route, strung);
    let Some((pieces, count)) = found else { return };
    let last = pieces[count - 1];
    let (along, _) = strings::beside(plan, next, part, &last);
    let Some(strung) = next.strings.get_mut(string) else { return };
    let name = if strung.pegs.last().is_some_and(|(one, _)| *one as usize == peg) {
        strung.pegs.pop();
        strung.directions.pop();
        "leave"
    } else {
        let Some(side) = strung.sides.get_mut(peg) else { return };
        if along <= 1e-9 || along >= last.length {
            *side = -*side;
            return;
        }
        strung.pegs.push((peg as u32, *side));
        let direction = strung.directions.last().copied().unwrap_or(0.0);
        strung.directions.push(direction);
        "catch"
    };
    events.push(said(plan, part, time, name, [0.0, 0.0]));
}

/// Distance between the surfaces of two bodies, m: along their rail, or between balls.
fn gap(moving: &Moving<'_>, q: &[f64], a: usize, b: usize) -> f64 {
    let Moving { plan, state, scratch, .. } = moving;
    let (Some(one), Some(other)) = (plan.bodies.get(a), plan.bodies.get(b)) else { return 1.0 };
    if state.coupled.iter().any(|&(x, y, _)| (x as usize, y as usize) == (a, b)) {
        return 1.0;
    }
    let rails = [a, b].map(|body| state.on_rail(body));
    if one.way.is_some() && one.way == other.way && rails == [true, true] {
        let room = state.half_length(plan, one.part) + state.half_length(plan, other.part);
        return (q.get(other.dof).copied().unwrap_or(0.0) - q.get(one.dof).copied().unwrap_or(0.0)).abs() - room;
    }
    let round = [one, other].iter().all(|body| plan.is(body.part, &ball::KIND));
    if !round {
        return 1.0;
    }
    let place = |body: usize| at(plan, state, &scratch.terms, q, &state.u, End::Body(body)).place;
    (place(b) - place(a)).length() - state.radius(plan, one.part) - state.radius(plan, other.part)
}

fn rail_of(moving: &Moving<'_>, body: usize) -> Option<usize> {
    let course = moving.scratch.terms.courses.get(body)?.as_ref()?;
    course.piece(moving.state.pieces.get(body).copied().unwrap_or(0) as usize).map(|piece| piece.part)
}

fn lifts(plan: &Plan, state: &State, rail: usize) -> bool {
    state.value(plan, rail, rail::HOLDS) != 0.0
}

fn is_buffer(plan: &Plan, state: &State, rail: usize) -> bool {
    state.value(plan, rail, rail::ENDS) != 0.0
}

/// What follows when a watch has fallen to zero; adds what the lab should know to the events.
pub fn happen(moving: &mut Moving<'_>, next: &mut State, watch: Watch, time: f64, events: &mut Vec<Event>) {
    let plan = moving.plan;
    match watch {
        Watch::String(index) => {
            let (Some(route), Some(strung)) = (plan.strings.get(index), next.strings.get_mut(index)) else { return };
            strung.taut = !strung.taut;
            let name = if strung.taut { "taut" } else { "slack" };
            let part = route.part;
            if next.strings.get(index).is_some_and(|strung| strung.taut) {
                impact::tighten(plan, next, moving.scratch);
            }
            events.push(said(plan, part, time, name, [0.0, 0.0]));
        }
        Watch::Piece(body, side) => reach_end(moving, next, body, side, time, events),
        Watch::Lift(body) => {
            set_free(moving, next, body);
            events.push(said(plan, plan.bodies.get(body).map_or(0, |b| b.part), time, "lift_off", [0.0, 0.0]));
        }
        Watch::Stick(body) => {
            let was = next.slides.get(body).copied().unwrap_or(0.0);
            if let Some(mode) = next.modes.get_mut(body).filter(|mode| **mode == Mode::Resting) {
                *mode = Mode::Free;
            }
            settle(plan, next, moving.scratch, body);
            let now = next.slides.get(body).copied().unwrap_or(0.0);
            let part = plan.bodies.get(body).map_or(0, |b| b.part);
            if now == 0.0 && was != 0.0 {
                events.push(said(plan, part, time, "stop", [0.0, 0.0]));
            } else if was == 0.0 && now != 0.0 {
                events.push(said(plan, part, time, "slip", [0.0, 0.0]));
            }
        }
        Watch::Peg(string, peg) => catch(plan, next, moving.scratch, string, peg, time, events),
        Watch::Release(part, string) => {
            if let Some(strung) = next.strings.get_mut(string) {
                (strung.taut, strung.gone) = (false, true);
            }
            events.push(said(plan, part, time, "release", [0.0, 0.0]));
        }
        Watch::Meet(a, b) => impact::meet(moving, next, (a, b), time, events),
        Watch::Land(body, floor) => land(plan, next, body, floor, time, events),
    }
}

/// What comes to a stop against friction stays, if friction can hold it; otherwise it is drawn the other way.
pub fn settle(plan: &Plan, next: &mut State, scratch: &mut Scratch, body: usize) {
    let Some(one) = plan.bodies.get(body) else { return };
    if let (Some(rate), Some(slides)) = (next.u.get_mut(one.dof), next.slides.get_mut(body)) {
        *rate = 0.0;
        *slides = 0.0;
    }
    if scratch.terms.gather(plan, next).is_err() {
        return;
    }
    let (q, u) = (next.q.clone(), next.u.clone());
    let mut held = Moving { plan, state: next, scratch, since: 0.0 };
    if held.accelerations(&q, &u).is_err() {
        return;
    }
    let part = rail_of(&held, body);
    let rough = part.map_or(0.0, |part| held.state.value(plan, part, rail::FRICTION));
    let most = rough * held.scratch.normal.get(body).copied().unwrap_or(0.0).abs();
    let needed = held.needed(body);
    if needed.abs() > most
        && let Some(slides) = next.slides.get_mut(body)
    {
        *slides = if needed < 0.0 { 1.0 } else { -1.0 };
    }
}

fn reach_end(moving: &mut Moving<'_>, next: &mut State, body: usize, side: usize, time: f64, events: &mut Vec<Event>) {
    let plan = moving.plan;
    let Some(course) = moving.scratch.terms.courses.get(body).and_then(Option::as_ref) else { return };
    let Some(one) = plan.bodies.get(body) else { return };
    let index = next.pieces.get(body).copied().unwrap_or(0) as usize;
    let last = if side == 0 { index == 0 } else { index + 1 >= course.len() };
    if !last {
        if let Some(slot) = next.pieces.get_mut(body) {
            *slot = if side == 0 { index - 1 } else { index + 1 } as u32;
        }
        return;
    }
    let part = course.piece(index).map_or(0, |piece| piece.part);
    if is_buffer(plan, next, part) {
        let restitution = next.value(plan, part, rail::RESTITUTION);
        let speed = next.u.get(one.dof).copied().unwrap_or(0.0).abs();
        impact::buffer(plan, next, moving.scratch, body, side, restitution);
        events.push(said(plan, one.part, time, "impact", [speed, 0.0]));
    } else {
        set_free(moving, next, body);
        events.push(said(plan, one.part, time, "launch", [next_speed(next, one.dof), 0.0]));
    }
}

fn next_speed(state: &State, dof: usize) -> f64 {
    let get = |dof: usize| state.u.get(dof).copied().unwrap_or(0.0);
    DVec2::new(get(dof), get(dof + 1)).length()
}

/// Takes a body off its rail: from now on it flies.
fn set_free(moving: &mut Moving<'_>, next: &mut State, body: usize) {
    let now = at(moving.plan, next, &moving.scratch.terms, &next.q, &next.u, End::Body(body));
    let Some(one) = moving.plan.bodies.get(body) else { return };
    // What it rolled with stays in its spin, which nothing here can take up again.
    let mass = next.mass(moving.plan, one.part);
    let inverse = moving.scratch.terms.inverse.get(one.dof).copied().unwrap_or(0.0);
    let rolled = if inverse > 0.0 { 0.5 * (1.0 / inverse - mass) * now.velocity.length_squared() } else { 0.0 };
    next.spins.resize(moving.plan.bodies.len(), 0.0);
    if let Some(slot) = next.spins.get_mut(body) {
        *slot = rolled;
    }
    for (dof, place, rate) in [(one.dof, now.place.x, now.velocity.x), (one.dof + 1, now.place.y, now.velocity.y)] {
        if let (Some(q), Some(u)) = (next.q.get_mut(dof), next.u.get_mut(dof)) {
            (*q, *u) = (place, rate);
        }
    }
    if let (Some(mode), Some(rail)) = (next.modes.get_mut(body), next.rails.get_mut(body)) {
        (*mode, *rail) = (Mode::Free, false);
    }
}

fn land(plan: &Plan, next: &mut State, body: usize, floor: usize, time: f64, events: &mut Vec<Event>) {
    let Some(one) = plan.bodies.get(body) else { return };
    super::glide::let_go(plan, next, body);
    let mass = next.mass(plan, one.part);
    let restitution = next.value(plan, floor, floor::RESTITUTION);
    let get = |numbers: &[f64], dof: usize| numbers.get(dof).copied().unwrap_or(0.0);
    let (x, vx, vy) = (get(&next.q, one.dof), get(&next.u, one.dof), get(&next.u, one.dof + 1));
    let speed = vy.abs();
    let place = DVec2::new(x, get(&next.q, one.dof + 1));
    let mut lost = 0.5 * mass * (1.0 - restitution * restitution) * vy * vy;
    if restitution * speed > REST_SPEED {
        if let Some(rate) = next.u.get_mut(one.dof + 1) {
            *rate = restitution * speed;
        }
    } else {
        lost = 0.5 * mass * (vx * vx + vy * vy) + next.spins.get(body).copied().unwrap_or(0.0);
        for rate in next.u.iter_mut().skip(one.dof).take(2) {
            *rate = 0.0;
        }
        if let Some(spin) = next.spins.get_mut(body) {
            *spin = 0.0;
        }
        if let Some(mode) = next.modes.get_mut(body) {
            *mode = Mode::Resting;
        }
    }
    next.heat += lost;
    let changed = DVec2::new(get(&next.u, one.dof) - vx, get(&next.u, one.dof + 1) - vy);
    next.impulse.add_at(place, changed * mass);
    events.push(said(plan, one.part, time, "landing", [x, speed]));
}

/// An event of a part.
pub fn said(plan: &Plan, part: usize, time: f64, name: &'static str, values: [f64; 2]) -> Event {
    let id = plan.parts.get(part).map(|p| p.id.clone()).unwrap_or_else(|| "".into());
    Event { time, name, part: id, values }
}
