//! Impacts: velocities that change at an instant. Whatever meets keeps its joints: the impulse of an impact and those of
//! rods, pins, gears and taut strings are found together; a string cannot push, and is slack after an impact that would
//! make it. Balls that touch one another pass an impact on, one pair after the other.

use super::super::parts::{ball, cart};
use super::end::{End, Lever, at};
use super::equations::{Moving, Scratch};
use super::event::said;
use super::meeting;
use super::momentum::{self, Acting};
use super::plan::Plan;
use super::rows::along_rail;
use super::state::{Mode, State};
use crate::numerics::math::EPSILON;
use crate::systems::Event;
use glam::DVec2;

/// Distance below which bodies touch, m.
const TOUCH: f64 = 1e-8;
/// Speed of approach that is no impact, m/s.
const STILL: f64 = 1e-10;
/// Impacts that one may pass on.
const MOST: usize = 10_000;
/// Rounds of passing on after which what touches is a crowd, and no cradle.
const CROWD: usize = 48;
/// Speed after a buffer below which a cart stays at it, m/s.
const REST_SPEED: f64 = 0.002;

/// Kinetic energy, J.
pub fn kinetic(scratch: &Scratch, u: &[f64]) -> f64 {
    let moving = scratch.terms.inverse.iter().zip(u).filter(|(inverse, _)| **inverse > 0.0);
    moving.map(|(inverse, u)| 0.5 * u * u / inverse).sum()
}

/// Gives the velocities the impulses of all joints, and of a contact whose rate of parting is to become `parting`. False,
/// and nothing changes, if the joints have no single answer.
fn strike(plan: &Plan, next: &mut State, scratch: &mut Scratch, contact: &Touch, parting: f64) -> bool {
    scratch.renew(plan, next);
    let before = kinetic(scratch, &next.u);
    for _ in 0..=plan.strings.len() {
        let Scratch { terms, scope, rows, solver, .. } = &mut *scratch;
        rows.gather(plan, next, (terms, scope), &next.q, &next.u);
        let joints = rows.len();
        if !contact.shares.is_empty() {
            rows.contact(terms, &contact.shares, &contact.on_rails);
        }
        let mut impulses: Vec<f64> =
            (0..rows.len()).map(|row| (if row < joints { 0.0 } else { parting }) - rows.rate(row, &next.u)).collect();
        let mut change = vec![0.0; plan.dofs];
        let none = vec![0.0; plan.dofs];
        let solved = solver.factor(rows, &terms.inverse, scope).is_ok()
            && solver.solve(rows, &terms.inverse, scope, &none, &mut impulses, &mut change).is_ok();
        if !solved {
            return false;
        }
        // A string that would have to push lets go; the rest is struck anew without it.
        let size = impulses.iter().fold(0.0, |most: f64, i| most.max(i.abs()));
        let pushes = rows.owners.iter().zip(&impulses).find(|(owner, i)| owner.pulls && **i > 64.0 * EPSILON * size);
        if let Some((owner, _)) = pushes {
            let string = plan.strings.iter().position(|route| route.part == owner.part);
            if let Some(strung) = string.and_then(|index| next.strings.get_mut(index)) {
                strung.taut = false;
            }
            continue;
        }
        for (row, &impulse) in impulses.iter().enumerate() {
            for &(dof, share) in rows.row(row) {
                if let (Some(slot), Some(inverse)) = (change.get_mut(dof), terms.inverse.get(dof)) {
                    *slot += inverse * share * impulse;
                }
            }
        }
        for (u, change) in next.u.iter_mut().zip(&change) {
            *u += change;
        }
        let acting = Acting { force: &[], rail: &[], rows: &impulses, acceleration: &change, u: &[] };
        next.impulse.add(momentum::outside(plan, next, (terms, scope), &next.q, rows, &acting), 1.0);
        next.heat += before - kinetic(scratch, &next.u);
        return true;
    }
    false
}

/// What a string that has become taut does to the velocities: it cannot stretch.
pub fn tighten(plan: &Plan, next: &mut State, scratch: &mut Scratch) {
    strike(plan, next, scratch, &Touch::default(), 0.0);
}

/// A cart or ball meets the buffer at an end of its rail.
pub fn buffer(plan: &Plan, next: &mut State, scratch: &mut Scratch, body: usize, side: usize, restitution: f64) {
    let Some(dof) = plan.bodies.get(body).map(|b| b.dof) else { return };
    let speed = next.u.get(dof).copied().unwrap_or(0.0);
    let after = -restitution * speed;
    let contact = Touch { shares: vec![(dof, 1.0)], ..Touch::default() };
    strike(plan, next, scratch, &contact, if after.abs() < REST_SPEED { 0.0 } else { after });
    if after.abs() < REST_SPEED
        && let (Some(mode), Some(slides), Some(u)) =
            (next.modes.get_mut(body), next.slides.get_mut(body), next.u.get_mut(dof))
    {
        (*mode, *slides, *u) = (Mode::Resting, if side == 0 { -1.0 } else { 1.0 }, 0.0);
    } else if let (Some(slides), Some(u)) = (next.slides.get_mut(body), next.u.get(dof)) {
        *slides = u.signum();
    }
}

/// Bodies meet; what touches them is struck in turn, until nothing approaches any more.
pub fn meet(moving: &mut Moving<'_>, next: &mut State, (a, b): (usize, usize), time: f64, events: &mut Vec<Event>) {
    let plan = moving.plan;
    let mut first = Some((a, b));
    for round in 0..MOST {
        if round == CROWD && moving.scratch.hands_over {
            moving.scratch.crowded = true;
            return;
        }
        let bodies = moving.scratch.scope.bodies.iter().copied();
        let pairs = meeting::pairs(plan, next, moving.scratch, bodies, 0.0);
        let mut struck = false;
        for pair in first.take().into_iter().chain(pairs) {
            struck |= pass_on(plan, next, moving.scratch, pair, time, events);
        }
        if !struck {
            return;
        }
    }
}

/// A contact of bodies.
#[derive(Default)]
struct Touch {
    /// Shares of coordinates in their rate of parting.
    shares: Vec<(usize, f64)>,
    /// Those of them that run on a rail: body, force on it for a unit of the contact's, N, and where, m.
    on_rails: Vec<(usize, DVec2, DVec2)>,
    /// Their distance, m.
    apart: f64,
}

/// The contact of two bodies that may touch.
fn between(plan: &Plan, state: &State, scratch: &Scratch, (a, b): (usize, usize)) -> Option<Touch> {
    let (one, other) = (plan.bodies.get(a)?, plan.bodies.get(b)?);
    let on_rail = one.way.is_some() && one.way == other.way && state.on_rail(a) && state.on_rail(b);
    let round = [one, other].iter().all(|body| plan.is(body.part, &ball::KIND));
    if state.coupled.iter().any(|&(x, y, _)| (x as usize, y as usize) == (a, b)) || !(on_rail || round) {
        return None;
    }
    let [from, to] = [a, b].map(|body| at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(body)));
    if on_rail {
        let way = state.q.get(other.dof)? - state.q.get(one.dof)?;
        let room = state.half_length(plan, one.part) + state.half_length(plan, other.part);
        let [on_a, on_b] = along_rail(&from, &to).map(|force| force * way.signum());
        return Some(Touch {
            shares: vec![(one.dof, -way.signum()), (other.dof, way.signum())],
            on_rails: vec![(a, on_a, from.place), (b, on_b, to.place)],
            apart: way.abs() - room,
        });
    }
    let d = to.place - from.place;
    let n = d.normalize_or_zero();
    Some(Touch {
        shares: from.lever.shares(-n).into_iter().chain(to.lever.shares(n)).flatten().collect(),
        on_rails: [(a, -n, &from), (b, n, &to)]
            .into_iter()
            .filter(|(.., at)| matches!(at.lever, Lever::Along(..)))
            .map(|(body, n, at)| (body, n, at.place))
            .collect(),
        apart: d.length() - state.radius(plan, one.part) - state.radius(plan, other.part),
    })
}

fn rate_of(contact: &[(usize, f64)], u: &[f64]) -> f64 {
    contact.iter().map(|&(dof, share)| share * u.get(dof).copied().unwrap_or(0.0)).sum()
}

/// Whether two bodies come nearer.
pub fn approaches(plan: &Plan, state: &State, scratch: &Scratch, pair: (usize, usize)) -> bool {
    between(plan, state, scratch, pair).is_some_and(|contact| rate_of(&contact.shares, &state.u) < -STILL)
}

fn pass_on(
    plan: &Plan,
    next: &mut State,
    scratch: &mut Scratch,
    (a, b): (usize, usize),
    time: f64,
    events: &mut Vec<Event>,
) -> bool {
    let (Some(one), Some(other)) = (plan.bodies.get(a), plan.bodies.get(b)) else { return false };
    let on_rail = next.on_rail(a) && next.on_rail(b);
    let Some(contact) = between(plan, next, scratch, (a, b)) else { return false };
    let rate = rate_of(&contact.shares, &next.u);
    if contact.apart > TOUCH || rate > -STILL {
        return false;
    }
    let restitution = |part: usize| match plan.is(part, &cart::KIND) {
        true => super::glide::restitution(plan, next, part),
        false => next.value(plan, part, ball::RESTITUTION),
    };
    let restitution = restitution(one.part).min(restitution(other.part));
    if !strike(plan, next, scratch, &contact, -restitution * rate) {
        return false;
    }
    for (body, dof) in [(a, one.dof), (b, other.dof)] {
        if let (Some(slides), Some(u)) = (next.slides.get_mut(body), next.u.get(dof)) {
            *slides = if *u == 0.0 { 0.0 } else { u.signum() };
        }
    }
    if restitution == 0.0 {
        let get = |dof: usize| next.q.get(dof).copied().unwrap_or(0.0);
        let place = |body: usize| at(plan, next, &scratch.terms, &next.q, &next.u, End::Body(body)).place;
        let apart = if on_rail { DVec2::new(get(other.dof) - get(one.dof), 0.0) } else { place(b) - place(a) };
        next.coupled.push((a as u32, b as u32, apart));
        // What is left of their motion past one another is lost as well.
        strike(plan, next, scratch, &Touch::default(), 0.0);
    }
    events.push(said(plan, one.part, time, "impact", [-rate, 0.0]));
    true
}
