//! What can happen between two steps, located in time: a ball leaves its track, meets a screen or the floor; a string
//! goes slack or taut. Each watch gives a number that falls through zero when it happens, and what follows.

use super::parts::{floor, screen, string, track};
use super::plan::Plan;
use super::smooth::{End, Smooth, end, path_of, rolling};
use super::state::{Mode, State};
use crate::systems::Event;
use glam::DVec2;

/// One thing to watch for.
pub struct Watch {
    /// How many of them there are.
    pub count: fn(&Plan) -> usize,
    /// Positive before it happens, zero or less after.
    pub value: fn(&Smooth<'_>, &[f64], usize) -> f64,
    /// What follows; adds what the lab should know to the events.
    pub happen: fn(&Plan, &mut State, usize, f64, &mut Vec<Event>),
}

/// Everything that is watched, in the order of the event values.
pub static WATCHES: &[Watch] = &[
    Watch { count: |plan| plan.of(&track::KIND).count(), value: to_lip, happen: leave },
    Watch { count: |plan| plan.of(&screen::KIND).count(), value: to_screen, happen: mark },
    Watch { count: |plan| plan.of(&floor::KIND).count() * plan.bodies.len(), value: to_floor, happen: land },
    Watch { count: |plan| plan.of(&string::KIND).count(), value: to_change, happen: change },
];

/// Bounces slower than this end in rest, m/s: a tenth of a millimetre of height is lost to sight.
const REST_SPEED: f64 = 0.02;

fn nth(plan: &Plan, kind: &'static crate::systems::PartKind, index: usize) -> Option<(usize, usize)> {
    let part = plan.of(kind).nth(index)?;
    let body = plan.parts.get(part).and_then(|p| plan.parts.get(p.join(0))).and_then(|p| p.body).unwrap_or(0);
    Some((part, body))
}

fn to_lip(smooth: &Smooth<'_>, y: &[f64], index: usize) -> f64 {
    let Some((part, body)) = nth(smooth.plan, &track::KIND, index) else { return 1.0 };
    match smooth.state.bodies.get(body).map(|b| b.mode) {
        Some(Mode::Track { track, .. }) if track as usize == part => y.get(body * 4).copied().unwrap_or(1.0),
        _ => 1.0,
    }
}

fn leave(plan: &Plan, state: &mut State, index: usize, time: f64, events: &mut Vec<Event>) {
    let Some((part, body)) = nth(plan, &track::KIND, index) else { return };
    let Some(Mode::Track { v, .. }) = state.bodies.get(body).map(|b| b.mode) else { return };
    let path = path_of(plan, state, part);
    let inertia = rolling(plan, state, part);
    let mass = plan.bodies.get(body).map_or(0.0, |&p| state.mass(plan, p));
    let launches = state.value(plan, part, track::LAUNCHES);
    if let Some(b) = state.bodies.get_mut(body) {
        b.place = path.place(0.0);
        b.velocity = path.tangent(0.0) * v;
        b.spin = 0.5 * inertia * mass * v * v;
        b.mode = Mode::Free;
    }
    state.put(plan, part, track::LAUNCH, v.abs());
    state.put(plan, part, track::LAUNCHES, launches + 1.0);
    events.push(said(plan, part, time, "launch", [v.abs(), 0.0]));
}

fn to_screen(smooth: &Smooth<'_>, _y: &[f64], index: usize) -> f64 {
    let Some((part, body)) = nth(smooth.plan, &screen::KIND, index) else { return 1.0 };
    let Some(b) = smooth.state.bodies.get(body) else { return 1.0 };
    if b.caught || b.mode != Mode::Free {
        return 1.0;
    }
    let ball_part = smooth.plan.bodies.get(body).copied().unwrap_or(0);
    let place = smooth.scratch.place.get(body).copied().unwrap_or_default();
    smooth.to_screen(part, place, smooth.state.radius(smooth.plan, ball_part)).0
}

fn mark(plan: &Plan, state: &mut State, index: usize, time: f64, events: &mut Vec<Event>) {
    let Some((part, body)) = nth(plan, &screen::KIND, index) else { return };
    let ball_part = plan.bodies.get(body).copied().unwrap_or(0);
    let mass = state.mass(plan, ball_part);
    let radius = state.radius(plan, ball_part);
    let Some(before) = state.bodies.get(body).copied() else { return };
    let (sin, cos) = crate::numerics::math::sin_cos(state.value(plan, part, screen::LEAN));
    let up = DVec2::new(sin, cos);
    let foot = DVec2::new(state.value(plan, part, screen::X), state.value(plan, part, screen::Y));
    let way = (before.place - foot).dot(up);
    let hit = way >= 0.0 && way <= state.value(plan, part, screen::HEIGHT);
    if let Some(b) = state.bodies.get_mut(body) {
        b.caught = true;
        if hit {
            // The board takes what goes into it; the ball slides down its face.
            b.velocity = up * b.velocity.dot(up);
        }
    }
    if hit {
        let lost = 0.5 * mass * (before.velocity.length_squared() - (up * before.velocity.dot(up)).length_squared());
        state.heat += lost;
        let stopped = before.velocity - up * before.velocity.dot(up);
        state.impulse.add_at(before.place, stopped * -mass);
        state.marks.push((part as u32, way));
        let hits = state.value(plan, part, screen::HITS);
        state.put(plan, part, screen::HITS, hits + 1.0);
        let at = before.place + radius * DVec2::new(cos, -sin);
        events.push(said(plan, part, time, "mark", [at.x, at.y]));
    }
}

fn to_floor(smooth: &Smooth<'_>, _y: &[f64], index: usize) -> f64 {
    let bodies = smooth.plan.bodies.len().max(1);
    let body = index % bodies;
    let Some(part) = smooth.plan.of(&floor::KIND).nth(index / bodies) else { return 1.0 };
    if smooth.state.bodies.get(body).map(|b| b.mode) != Some(Mode::Free) {
        return 1.0;
    }
    let body_part = smooth.plan.bodies.get(body).copied().unwrap_or(0);
    let place = smooth.scratch.place.get(body).copied().unwrap_or_default();
    place.y - smooth.state.radius(smooth.plan, body_part) - smooth.state.value(smooth.plan, part, floor::LEVEL)
}

fn land(plan: &Plan, state: &mut State, index: usize, time: f64, events: &mut Vec<Event>) {
    let bodies = plan.bodies.len().max(1);
    let body = index % bodies;
    let Some(part) = plan.of(&floor::KIND).nth(index / bodies) else { return };
    let body_part = plan.bodies.get(body).copied().unwrap_or(0);
    let mass = state.mass(plan, body_part);
    let restitution = state.value(plan, part, floor::RESTITUTION);
    let level = state.value(plan, part, floor::LEVEL) + state.radius(plan, body_part);
    let Some(b) = state.bodies.get_mut(body) else { return };
    let (came, speed) = (b.velocity, b.velocity.y.abs());
    let before = 0.5 * mass * b.velocity.length_squared() + b.spin;
    b.place.y = level;
    if restitution * speed > REST_SPEED {
        b.velocity.y = restitution * speed;
    } else {
        b.velocity = DVec2::ZERO;
        b.spin = 0.0;
        b.mode = Mode::Resting;
    }
    let after = 0.5 * mass * b.velocity.length_squared() + b.spin;
    let (x, changed) = (b.place.x, b.velocity - came);
    state.impulse.add_at(b.place, changed * mass);
    state.heat += before - after;
    events.push(said(plan, body_part, time, "landing", [x, speed]));
}

fn to_change(smooth: &Smooth<'_>, _y: &[f64], index: usize) -> f64 {
    let Some(part) = smooth.plan.of(&string::KIND).nth(index) else { return 1.0 };
    if smooth.state.memory.get(part) == Some(&1.0) {
        return smooth.tension(part);
    }
    let place = |terminal| match end(smooth.plan, smooth.state, part, terminal) {
        End::Body(i) => smooth.scratch.place.get(i).copied().unwrap_or_default(),
        End::Fixed(p) => p,
    };
    smooth.state.value(smooth.plan, part, string::LENGTH) - (place(1) - place(0)).length()
}

fn change(plan: &Plan, state: &mut State, index: usize, time: f64, events: &mut Vec<Event>) {
    let Some(part) = plan.of(&string::KIND).nth(index) else { return };
    let taut = state.memory.get(part) == Some(&1.0);
    if let Some(m) = state.memory.get_mut(part) {
        *m = if taut { 0.0 } else { 1.0 };
    }
    if !taut {
        // The string cannot stretch: what moved its ends apart is lost in an instant.
        let ends = [end(plan, state, part, 0), end(plan, state, part, 1)];
        let body = |e: End| match e {
            End::Body(i) => state.bodies.get(i).copied(),
            End::Fixed(_) => None,
        };
        let place = |e: End| match e {
            End::Body(i) => state.bodies.get(i).map(|b| b.place).unwrap_or_default(),
            End::Fixed(p) => p,
        };
        let inverse = |e: End| match e {
            End::Body(i) if body(e).is_some_and(|b| b.mode == Mode::Free) => {
                plan.bodies.get(i).map_or(0.0, |&p| 1.0 / state.mass(plan, p))
            }
            _ => 0.0,
        };
        let [from, to] = ends.map(place);
        let n = (to - from).normalize_or_zero();
        let speed = |e: End| body(e).map(|b| b.velocity.dot(n)).unwrap_or(0.0);
        let apart = speed(ends[1]) - speed(ends[0]);
        let (ia, ib) = (inverse(ends[0]), inverse(ends[1]));
        if apart > 0.0 && ia + ib > 0.0 {
            let impulse = apart / (ia + ib);
            for (e, at, inverse, impulse) in [(ends[0], from, ia, n * impulse), (ends[1], to, ib, n * -impulse)] {
                if let End::Body(i) = e
                    && let Some(b) = state.bodies.get_mut(i)
                    && inverse > 0.0
                {
                    b.velocity += inverse * impulse;
                } else {
                    state.impulse.add_at(at, -impulse);
                }
            }
            state.heat += 0.5 * impulse * apart;
        }
    }
    events.push(said(plan, part, time, if taut { "slack" } else { "taut" }, [0.0, 0.0]));
}

fn said(plan: &Plan, part: usize, time: f64, name: &'static str, values: [f64; 2]) -> Event {
    let id = plan.parts.get(part).map(|p| p.id.clone()).unwrap_or_else(|| "".into());
    Event { time, name, part: id, values }
}
