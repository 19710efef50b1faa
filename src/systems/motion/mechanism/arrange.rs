//! Where everything stands at the start: what is pinned at its pin, what hangs under its string, carts on their rails.

use super::super::parts::{anchor, ball, body, cart, gear, hooked, motor, pin, rail, rod, shaker, spring, string};
use super::super::{GRAVITY, values};
use super::end::{At, End, at};
use super::equations::{Moving, Scratch};
use super::plan::{Plan, Route};
use super::rows::geared;
use super::state::{Mode, State};
use super::terms::reach;
use super::{lay, project};
use crate::numerics::math::sin_cos;
use crate::systems::{BuildError, Setup};
use glam::DVec2;

/// How far what is given in two ways may differ, m.
pub const AGREE: f64 = 1e-6;

/// The state at the start.
///
/// # Errors
/// Parts that cannot be put together, hold each other twice, or are held by nothing.
pub fn arrange(plan: &Plan, setup: &Setup, scratch: &mut Scratch) -> Result<State, BuildError> {
    let mut state = blank(plan, setup);
    let mut placed: Vec<bool> = vec![false; plan.bodies.len()];
    for (index, one) in plan.bodies.iter().enumerate() {
        placed[index] = start(plan, setup, &mut state, index)? || one.fixed;
    }
    gather(plan, &state, scratch)?;
    for index in (0..plan.bodies.len()).filter(|&index| plan.bodies[index].way.is_some()) {
        on_rail(plan, setup, &mut state, scratch, index)?;
        placed[index] = true;
    }
    // Each joint hangs its second end on the first where that has its place already.
    let mut left: Vec<usize> = (0..plan.parts.len()).collect();
    loop {
        let before = left.len();
        left.retain(|&part| !hang(plan, &mut state, scratch, part, &mut placed));
        if left.len() == before || left.is_empty() {
            break;
        }
    }
    super::hooked::arrange(plan, &mut state, scratch)?;
    super::paper::arrange(plan, &mut state);
    if let Some(nut) = super::nut::too_heavy(plan, &state) {
        let sentence = "It is as heavy as all of its body, of which it is a part; make it lighter.";
        return Err(BuildError::new(format!("{}.mass", plan.id(nut)), sentence).keyed("refused.no_mass"));
    }
    for index in 0..plan.strings.len() {
        let strung = lay::string_up(plan, setup, &mut state, scratch, index)?;
        state.strings[index] = strung;
    }
    for part in plan.of(&shaker::KIND) {
        state.memory[part] = state.value(plan, part, shaker::PHASE);
    }
    for part in plan.of(&gear::KIND) {
        state.memory[part] = geared(plan, &state, &state.q, part);
    }
    for part in plan.of(&rod::KIND) {
        rod_fits(plan, setup, &mut state, scratch, part)?;
    }
    for part in plan.of(&gear::KIND).chain(plan.of(&motor::KIND)) {
        let wheels = plan.parts.get(part).map_or(&[][..], |p| &p.joined[..]).iter().flatten();
        if let Some(&wheel) = wheels.filter(|&&wheel| state.mass(plan, wheel) == 0.0).min() {
            let sentence = "It has no mass, so nothing could turn it; give it a mass.";
            return Err(BuildError::new(format!("{}.mass", plan.id(wheel)), sentence).keyed("refused.no_mass"));
        }
    }
    put_together(plan, &mut state, scratch, &[])?;
    Ok(state)
}

/// Brings the ends of all joints together; coordinates that are `kept` stay as they are.
///
/// # Errors
/// What does not fit together, holds twice, or moves without mass.
pub fn put_together(plan: &Plan, state: &mut State, scratch: &mut Scratch, kept: &[usize]) -> Result<(), BuildError> {
    gather(plan, state, scratch)?;
    let twice = |row: usize, scratch: &Scratch| {
        let part = scratch.rows.owners.get(row).map_or(0, |owner| owner.part);
        let sentence = "It holds what other joints hold already, or nothing that can move; take one of them away.";
        BuildError::new(plan.id(part), sentence).keyed("refused.apart")
    };
    let moved = state.q.clone();
    // A string whose ends draw nearer lets go.
    scratch.rows.gather(plan, state, (&scratch.terms, &scratch.scope), &state.q, &state.u);
    for row in 0..scratch.rows.len() {
        let owner = scratch.rows.owners[row];
        let string = plan.strings.iter().position(|route| owner.pulls && route.part == owner.part);
        if let Some(strung) = string.and_then(|index| state.strings.get_mut(index))
            && scratch.rows.rate(row, &state.u) < -1e-9
        {
            strung.taut = false;
        }
    }
    let guided = |row: usize, scratch: &Scratch| {
        let part = scratch.rows.owners.get(row).map_or(0, |owner| owner.part);
        let sentence = format!("`{}` does not let it be there; set what it leaves free.", plan.id(part));
        BuildError::new(plan.id(part), sentence).keyed("refused.led")
    };
    let refused =
        |row: usize, scratch: &Scratch| if kept.is_empty() { twice(row, scratch) } else { guided(row, scratch) };
    let off = project::onto_joints(plan, state, scratch, kept).map_err(|singular| refused(singular.row, scratch))?;
    let most = scratch
        .rows
        .error
        .iter()
        .zip(&scratch.rows.owners)
        .fold((0.0, 0), |most: (f64, usize), (e, o)| if e.abs() > most.0 { (e.abs(), o.part) } else { most });
    if off > 1e-9 {
        state.q = moved;
        let sentence = format!("Its ends cannot be brought together: {:.3} m are missing.", most.0);
        return Err(BuildError::new(plan.id(most.1), sentence).keyed("refused.apart"));
    }
    let (q, u) = (state.q.clone(), state.u.clone());
    let mut moving = Moving { plan, state, scratch, since: 0.0 };
    if let Err(singular) = moving.accelerations(&q, &u) {
        let rows = moving.scratch.rows.len();
        let loose = singular.row.checked_sub(rows).and_then(|i| moving.scratch.scope.massless.get(i));
        let loose = loose.and_then(|dof| plan.bodies.iter().find(|b| (b.dof..b.dof + 2).contains(dof)));
        return Err(match loose {
            Some(one) => {
                let sentence = "It has no mass, and nothing holds it where it is; give it a mass or hang it up.";
                BuildError::new(plan.id(one.part), sentence).keyed("refused.no_mass")
            }
            None => twice(singular.row, moving.scratch),
        });
    }
    Ok(())
}

/// Gathers the terms.
pub fn gather(plan: &Plan, state: &State, scratch: &mut Scratch) -> Result<(), BuildError> {
    scratch.gather(plan, state).map_err(|part| {
        let sentence = "Its bend is tighter than the ball that runs in it; make the bend wider or the ball smaller.";
        BuildError::new(format!("{}.bend", plan.id(part)), sentence).keyed("refused.apart")
    })
}

fn blank(plan: &Plan, setup: &Setup) -> State {
    State {
        values: values::start(setup),
        time: 0.0,
        q: vec![0.0; plan.dofs],
        u: vec![0.0; plan.dofs],
        modes: vec![Mode::Free; plan.bodies.len()],
        rails: vec![false; plan.bodies.len()],
        pieces: vec![0; plan.bodies.len()],
        slides: vec![0.0; plan.bodies.len()],
        strings: vec![lay::slack(); plan.strings.len()],
        memory: vec![0.0; plan.parts.len()],
        spins: vec![0.0; plan.bodies.len()],
        coupled: Vec::new(),
        owned: vec![false; plan.bodies.len()],
        crowd: vec![false; plan.bodies.len()],
        solids: false,
        heat: 0.0,
        work: 0.0,
        impulse: crate::systems::Momentum::default(),
        held: None,
    }
}

/// Whether the file gives a value of a part.
pub fn given(setup: &Setup, part: usize, variable: usize) -> bool {
    setup.parts.get(part).and_then(|p| p.given.get(variable)).copied().unwrap_or(false)
}

/// Takes place and velocity of a body from its values; whether its place is given.
fn start(plan: &Plan, setup: &Setup, state: &mut State, index: usize) -> Result<bool, BuildError> {
    let one = &plan.bodies[index];
    let part = one.part;
    let get = |v| state.value(plan, part, v);
    if plan.is(part, &cart::KIND) {
        let (along, velocity) = (get(cart::ALONG), get(cart::VELOCITY));
        state.rails[index] = true;
        (state.q[one.dof], state.u[one.dof]) = (along, velocity);
        return Ok(true);
    }
    let mut numbers = [get(ball::X), get(ball::Y), get(ball::VX), get(ball::VY)];
    if one.fixed {
        let on = plan.parts.get(part).map_or(0, |p| p.join(0));
        numbers = [state.value(plan, on, anchor::X), state.value(plan, on, anchor::Y), 0.0, 0.0];
    }
    let turning = one.turn.map(|turn| (turn, get(body::ANGLE), get(body::ANGULAR)));
    for (at, number) in numbers.into_iter().enumerate() {
        let list = if at < 2 { &mut state.q } else { &mut state.u };
        list[one.dof + at % 2] = number;
    }
    if let Some((turn, angle, rate)) = turning {
        state.q[turn] = angle;
        state.u[turn] = rate;
    }
    if plan.is(part, &hooked::KIND) {
        return Ok(state.value(plan, part, hooked::LOOKS) == 0.0 || state.value(plan, part, hooked::HUNG) != 0.0);
    }
    Ok(given(setup, part, ball::X) || given(setup, part, ball::Y))
}

fn on_rail(plan: &Plan, setup: &Setup, state: &mut State, scratch: &Scratch, index: usize) -> Result<(), BuildError> {
    let one = &plan.bodies[index];
    let Some(course) = scratch.terms.courses.get(index).and_then(Option::as_ref) else { return Ok(()) };
    state.rails[index] = true;
    if plan.is(one.part, &ball::KIND) {
        let place = DVec2::new(state.q[one.dof], state.q[one.dof + 1]);
        let velocity = DVec2::new(state.u[one.dof], state.u[one.dof + 1]);
        let placed = given(setup, one.part, ball::X) || given(setup, one.part, ball::Y);
        let s = if placed { course.nearest(place) } else { 0.0 };
        state.q[one.dof] = s;
        state.u[one.dof] = course.at(course.piece_at(s), s).tangent.dot(velocity);
        state.q[one.dof + 1] = 0.0;
        state.u[one.dof + 1] = 0.0;
    }
    let s = state.q[one.dof];
    let ends = |piece: usize| course.piece(piece).map_or(0, |piece| piece.part);
    let buffer = |part: usize| state.value(plan, part, rail::ENDS) != 0.0;
    let half = state.half_length(plan, one.part);
    let low = if buffer(ends(0)) { half } else { 0.0 };
    let high = course.length() - if buffer(ends(usize::MAX)) { half } else { 0.0 };
    if !(s >= low && s <= high) {
        let sentence = format!("It is at {s:.3} m, but its rail has room from {low:.3} m to {high:.3} m.");
        return Err(BuildError::new(format!("{}.along", plan.id(one.part)), sentence).keyed("refused.beyond_rail"));
    }
    state.pieces[index] = course.piece_at(s) as u32;
    let v = state.u[one.dof];
    state.slides[index] = if v == 0.0 { 0.0 } else { v.signum() };
    Ok(())
}

fn is_placed(end: End, placed: &[bool]) -> bool {
    match end {
        End::Anchor(_) | End::Shaker(_) => true,
        End::Body(body) | End::Hook(body, _) => placed.get(body).copied().unwrap_or(true),
    }
}

/// Where an end is at the start.
pub fn now(plan: &Plan, state: &State, scratch: &Scratch, end: End) -> At {
    at(plan, state, &scratch.terms, &state.q, &state.u, end)
}

/// Moves the body of an end so that the end is at a place.
fn put(plan: &Plan, state: &mut State, scratch: &Scratch, end: End, place: DVec2, placed: &mut [bool]) {
    let (End::Body(body) | End::Hook(body, _)) = end else { return };
    let off = place - now(plan, state, scratch, end).place;
    if let Some(one) = plan.bodies.get(body) {
        state.q[one.dof] += off.x;
        state.q[one.dof + 1] += off.y;
        placed[body] = true;
    }
}

/// Hangs one end of a joint on the other; whether there is nothing left to do for it.
fn hang(plan: &Plan, state: &mut State, scratch: &Scratch, part: usize, placed: &mut [bool]) -> bool {
    let Some(p) = plan.parts.get(part) else { return true };
    let joints = [&rod::KIND, &pin::KIND, &spring::KIND, &string::KIND];
    if !joints.iter().any(|kind| p.is(kind)) {
        return true;
    }
    let (a, b) = (plan.end(part, 0), plan.end(part, 1));
    let route = plan.strings.iter().find(|route| route.part == part);
    if let Some(route) = route.filter(|route| !route.wheels.is_empty()) {
        return hang_over(plan, state, scratch, route, placed);
    }
    match (is_placed(a, placed), is_placed(b, placed)) {
        (true, true) => true,
        (false, false) => false,
        (true, false) => {
            let top = now(plan, state, scratch, a);
            let (angle, length) = drop(plan, state, part, b);
            let (sin, cos) = sin_cos(angle);
            put(plan, state, scratch, b, top.place + length * DVec2::new(sin, -cos), placed);
            if p.is(&rod::KIND)
                && let End::Body(body) = b
                && let Some(one) = plan.bodies.get(body)
            {
                let rate = state.value(plan, part, rod::ANGULAR);
                let velocity = top.velocity + length * rate * DVec2::new(cos, sin);
                (state.u[one.dof], state.u[one.dof + 1]) = (velocity.x, velocity.y);
            }
            true
        }
        (false, true) => {
            let bottom = now(plan, state, scratch, b).place;
            let (angle, length) = drop(plan, state, part, b);
            let (sin, cos) = sin_cos(angle);
            put(plan, state, scratch, a, bottom - length * DVec2::new(sin, -cos), placed);
            true
        }
    }
}

/// Angle from straight down and distance of a joint's ends.
fn drop(plan: &Plan, state: &State, part: usize, b: End) -> (f64, f64) {
    let get = |v| state.value(plan, part, v);
    match plan.parts.get(part) {
        Some(p) if p.is(&rod::KIND) => (get(rod::ANGLE), reach(plan, state, part)),
        Some(p) if p.is(&string::KIND) => (0.0, get(string::LENGTH)),
        Some(p) if p.is(&spring::KIND) => {
            let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
            let mass = match b {
                End::Body(body) => plan.bodies.get(body).map_or(0.0, |one| state.mass(plan, one.part)),
                _ => 0.0,
            };
            (0.0, get(spring::NATURAL) + mass * gravity / get(spring::STIFFNESS))
        }
        _ => (0.0, 0.0),
    }
}

/// Hangs what has no place yet straight down from the wheels of a string.
fn hang_over(plan: &Plan, state: &mut State, scratch: &Scratch, route: &Route, placed: &mut [bool]) -> bool {
    if !route.wheels.iter().all(|&wheel| placed.get(wheel).copied().unwrap_or(false)) {
        // A wheel that hangs in a bight: under the middle of the string.
        let (true, true, [wheel]) =
            (is_placed(route.ends[0], placed), is_placed(route.ends[1], placed), &*route.wheels)
        else {
            return false;
        };
        let ends = route.ends.map(|end| now(plan, state, scratch, end).place);
        let radius = plan.bodies.get(*wheel).map_or(0.0, |one| state.radius(plan, one.part));
        let length = state.value(plan, route.part, string::LENGTH) - std::f64::consts::PI * radius;
        let middle = 0.5 * (ends[0] + ends[1]);
        let depth = 0.5 * (length - (ends[0].y - ends[1].y).abs());
        let low = ends[0].y.min(ends[1].y) - depth;
        put(plan, state, scratch, End::Body(*wheel), DVec2::new(middle.x, low), placed);
        return true;
    }
    let wheel = |state: &State, at: Option<&usize>| {
        let end = End::Body(at.copied().unwrap_or(0));
        let part = at.and_then(|&body| plan.bodies.get(body)).map_or(0, |one| one.part);
        (now(plan, state, scratch, end).place, state.radius(plan, part))
    };
    let (first, last) = (wheel(state, route.wheels.first()), wheel(state, route.wheels.last()));
    let length = state.value(plan, route.part, string::LENGTH);
    let open = route.ends.map(|end| !is_placed(end, placed));
    if open[0] {
        // On the far side of the first wheel from where the string goes next; half of the string hangs there.
        let next = if route.wheels.len() > 1 { wheel(state, route.wheels.get(1)).0.x } else { first.0.x + 1.0 };
        let side = if next < first.0.x { 1.0 } else { -1.0 };
        let place = first.0 + DVec2::new(side * first.1, -0.5 * length);
        put(plan, state, scratch, route.ends[0], place, placed);
    }
    if open[1] {
        let before = match route.wheels.len() {
            0 | 1 => now(plan, state, scratch, route.ends[0]).place.x,
            n => wheel(state, route.wheels.get(n - 2)).0.x,
        };
        let side = if before > last.0.x { -1.0 } else { 1.0 };
        put(plan, state, scratch, route.ends[1], last.0 + DVec2::new(side * last.1, -1.0), placed);
        // Hanging straight down, each metre of string lets it down by a metre.
        if let Some(total) = lay::total(plan, state, scratch, route, &lay::senses(plan, state, scratch, route)) {
            let place = last.0 + DVec2::new(side * last.1, -1.0 + total - length);
            put(plan, state, scratch, route.ends[1], place, placed);
        }
    }
    true
}

fn rod_fits(plan: &Plan, setup: &Setup, state: &mut State, scratch: &Scratch, part: usize) -> Result<(), BuildError> {
    let [a, b] = [0, 1].map(|t| now(plan, state, scratch, plan.end(part, t)).place);
    let apart = (b - a).length();
    let extra = reach(plan, state, part) - state.value(plan, part, rod::LENGTH);
    if !given(setup, part, rod::LENGTH) {
        state.put(plan, part, rod::LENGTH, apart - extra);
        return Ok(());
    }
    if (apart - reach(plan, state, part)).abs() > AGREE {
        let sentence = format!(
            "It is {:.3} m long, but its ends are {apart:.3} m apart; give its length or the places, not both.",
            reach(plan, state, part)
        );
        return Err(BuildError::new(format!("{}.length", plan.id(part)), sentence).keyed("refused.apart"));
    }
    Ok(())
}
