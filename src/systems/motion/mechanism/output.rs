//! Outputs of a mechanism: what instruments, graphs and connections read; and its energy, store by store.

use super::super::GRAVITY;
use super::super::parts::{
    ball, body, cart, flag, gear, hook, hooked, motor, nut, pan, paper, peg, pin, pulley, rail, release, rod, shaker,
    spring, string, weights,
};
use super::end::{End, at};
use super::equations::{Moving, Scratch};
use super::nut as nuts;
use super::plan::Plan;
use super::state::State;
use super::{glide, strings};
use crate::numerics::math::{atan2, sin_cos};
use crate::systems::{Ledger, Store};
use glam::DVec2;

/// Writes every output into `state.values`.
pub fn refresh(plan: &Plan, state: &mut State, scratch: &mut Scratch) {
    // What cannot be solved shows itself in the next step, which stops in words; outputs keep finite values until then.
    if scratch.terms.gather(plan, state).is_err() {
        return;
    }
    let (q, u) = (state.q.clone(), state.u.clone());
    let solved = Moving { plan, state, scratch, since: 0.0 }.accelerations(&q, &u).is_ok();
    let forces = |part: usize, index: usize| {
        let own = scratch.rows.owners.iter().zip(&scratch.lambda);
        let mut own = own.filter(|(owner, _)| owner.part == part && owner.index == index);
        if solved { own.next().map_or(0.0, |(_, lambda)| *lambda) } else { 0.0 }
    };
    for (part, p) in plan.parts.iter().enumerate() {
        let place = |state: &State, terminal: usize| at(plan, state, &scratch.terms, &q, &u, plan.end(part, terminal));
        if p.is(&hook::KIND) {
            let end = End::Hook(plan.parts.get(p.join(0)).and_then(|b| b.body).unwrap_or(0), part);
            let now = at(plan, state, &scratch.terms, &q, &u, end);
            let (place, velocity) = (now.place, now.velocity);
            put(
                plan,
                state,
                part,
                &[(hook::X, place.x), (hook::Y, place.y), (hook::VX, velocity.x), (hook::VY, velocity.y)],
            );
        } else if p.is(&rod::KIND) {
            let (a, b) = (place(state, 0), place(state, 1));
            let d = b.place - a.place;
            let length = d.length().max(1e-12);
            let n = d / length;
            let rate = (b.velocity - a.velocity).dot(n.perp()) / length;
            let tip = a.place + n * state.value(plan, part, rod::LENGTH);
            let own = state.value(plan, part, rod::LENGTH);
            let angle = atan2(n.x, -n.y);
            put(
                plan,
                state,
                part,
                &[
                    (rod::X, tip.x),
                    (rod::Y, tip.y),
                    (rod::ANGLE, angle),
                    (rod::ANGULAR, rate),
                    (rod::TENSION, -forces(part, 0)),
                    (rod::REST_X, a.place.x),
                    (rod::REST_Y, a.place.y - length),
                    (rod::HANG_X, a.place.x),
                    (rod::HANG_Y, a.place.y - own),
                ],
            );
        } else if p.is(&string::KIND) {
            let b = place(state, 1).place;
            let index = plan.strings.iter().position(|route| route.part == part);
            let taut = index.and_then(|index| state.strings.get(index)).is_some_and(|strung| strung.taut);
            let tension = (-forces(part, 0)).max(0.0);
            let both = index.and_then(|i| Some((plan.strings.get(i)?, state.strings.get(i)?)));
            let last = both
                .map_or(0, |(route, strung)| strings::stretches(plan, state, route, strung).count().saturating_sub(1));
            let far = (-forces(part, last)).max(0.0);
            put(
                plan,
                state,
                part,
                &[
                    (string::X, b.x),
                    (string::Y, b.y),
                    (string::TENSION, tension),
                    (string::TAUT, f64::from(u8::from(taut))),
                    (string::FAR, far),
                ],
            );
        } else if p.is(&spring::KIND) {
            let (a, b) = (place(state, 0).place, place(state, 1).place);
            let Some(term) = scratch.terms.springs.iter().find(|term| term.part == part) else { continue };
            let length = term.length((b - a).length());
            let (force, permanent) = term.force(length - term.natural);
            let natural = term.natural;
            put(
                plan,
                state,
                part,
                &[
                    (spring::X, b.x),
                    (spring::Y, b.y),
                    (spring::A_X, a.x),
                    (spring::A_Y, a.y),
                    (spring::LENGTH, length),
                    (spring::EXTENSION, length - natural),
                    (spring::FORCE, force),
                    (spring::SET, permanent),
                ],
            );
        } else if p.is(&pin::KIND) {
            let b = place(state, 1).place;
            let (x, y) = (forces(part, 0), forces(part, 1));
            let turn = match plan.end(part, 1) {
                End::Body(body) | End::Hook(body, _) => plan.bodies.get(body).and_then(|b| q.get(b.turn?)),
                End::Anchor(_) | End::Shaker(_) => None,
            };
            let (sin, cos) = sin_cos(turn.copied().unwrap_or(0.0));
            put(
                plan,
                state,
                part,
                &[
                    (pin::X, b.x),
                    (pin::Y, b.y),
                    (pin::FORCE_X, x),
                    (pin::FORCE_Y, y),
                    (pin::FORCE, DVec2::new(x, y).length()),
                    (pin::AXIAL, x * cos + y * sin),
                ],
            );
        } else if p.is(&peg::KIND) || p.is(&release::KIND) {
            let string = plan.strings.iter().position(|route| route.part == p.join(0));
            let both = string.and_then(|i| Some((plan.strings.get(i)?, state.strings.get(i)?)));
            let done = both.is_some_and(|(route, strung)| match p.is(&release::KIND) {
                true => strung.gone,
                false => strung.pegs.iter().any(|(peg, _)| route.pegs.get(*peg as usize) == Some(&part)),
            });
            let variable = if p.is(&release::KIND) { release::RELEASED } else { peg::HOLDS };
            put(plan, state, part, &[(variable, f64::from(u8::from(done)))]);
        } else if p.is(&shaker::KIND) {
            let now = at(plan, state, &scratch.terms, &q, &u, End::Shaker(part)).place;
            let (sin, cos) = sin_cos(state.value(plan, part, shaker::ANGLE));
            let off = now - DVec2::new(state.value(plan, part, shaker::X), state.value(plan, part, shaker::Y));
            put(plan, state, part, &[(shaker::DISPLACEMENT, off.dot(DVec2::new(cos, sin)))]);
        } else if p.is(&gear::KIND) {
            put(plan, state, part, &[(gear::FORCE, forces(part, 0))]);
        } else if p.is(&motor::KIND) {
            let wheel = plan.body_of(p.join(0)).and_then(|b| b.turn).unwrap_or(usize::MAX);
            let rate = u.get(wheel).copied().unwrap_or(0.0);
            let term = scratch.terms.motors.iter().find(|term| term.turn == wheel);
            let on = state.value(plan, part, motor::ON) != 0.0;
            let torque = term.filter(|_| on).map_or(0.0, |term| term.torque(&q, &u));
            put(plan, state, part, &[(motor::TORQUE, torque), (motor::POWER, torque * rate)]);
        } else if p.is(&nut::KIND) {
            let body = plan.parts.get(p.join(0)).and_then(|b| b.body).unwrap_or(0);
            let now = at(plan, state, &scratch.terms, &q, &u, End::Body(body));
            let (sin, cos) = sin_cos(plan.bodies.get(body).and_then(|b| b.turn).map_or(0.0, |turn| q[turn]));
            let own = nuts::place(plan, state, part) - DVec2::X * scratch.terms.shift(body);
            let place = now.place + DVec2::new(cos, sin) * own.x + DVec2::new(-sin, cos) * own.y;
            put(plan, state, part, &[(nut::X, place.x), (nut::Y, place.y)]);
        } else if p.is(&hooked::KIND) {
            let hung = f64::from(u8::from(super::hooked::hangs(plan, state, part)));
            let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
            let (along, mass) = (state.value(plan, part, hooked::ALONG), state.value(plan, part, hooked::MASS));
            put(plan, state, part, &[(hooked::ARM, hung * along), (hooked::WEIGHT, hung * mass * gravity)]);
        } else if p.is(&rail::KIND) {
            rail_outputs(plan, state, part);
        } else if p.is(&flag::KIND) {
            glide::flag_outputs(plan, state, scratch, part);
        } else if p.is(&pan::KIND) {
            let mass = glide::weight(plan, state, part);
            put(plan, state, part, &[(pan::MASS, mass)]);
        }
    }
    for part in plan.of(&paper::KIND).collect::<Vec<_>>() {
        super::paper::refresh(plan, state, part);
    }
    for index in 0..plan.bodies.len() {
        body_outputs(plan, state, scratch, (&q, &u), index);
    }
}

fn put(plan: &Plan, state: &mut State, part: usize, pairs: &[(usize, f64)]) {
    for &(variable, value) in pairs {
        state.put(plan, part, variable, value);
    }
}

fn rail_outputs(plan: &Plan, state: &mut State, part: usize) {
    let Some(way) = plan.ways.iter().position(|way| way.contains(&part)) else { return };
    let Ok(course) = super::course::Course::new(plan, state, way, 0.0) else { return };
    let index = plan.ways.get(way).and_then(|way| way.iter().position(|piece| *piece == part)).unwrap_or(0);
    let end = course.piece(index).map_or(0.0, |piece| piece.to);
    let place = course.at(index, end).place;
    let tilt = course.at(index, course.piece(index).map_or(0.0, |piece| piece.from)).angle;
    put(plan, state, part, &[(rail::END_X, place.x), (rail::END_Y, place.y), (rail::TILT, tilt)]);
}

fn body_outputs(plan: &Plan, state: &mut State, scratch: &Scratch, (q, u): (&[f64], &[f64]), index: usize) {
    let one = &plan.bodies[index];
    let part = one.part;
    let get = |numbers: &[f64], dof: usize| numbers.get(dof).copied().unwrap_or(0.0);
    let now = at(plan, state, &scratch.terms, q, u, End::Body(index));
    let mass = state.mass(plan, part);
    let kinetic = kinetic(plan, state, scratch, index);
    if plan.is(part, &cart::KIND) {
        let v = get(u, one.dof);
        let moves = scratch.terms.inverse.get(one.dof).is_some_and(|w| *w > 0.0);
        let acceleration = if moves { get(&scratch.acceleration, one.dof) } else { 0.0 };
        put(
            plan,
            state,
            part,
            &[
                (cart::X, now.place.x),
                (cart::Y, now.place.y),
                (cart::ALONG, get(q, one.dof)),
                (cart::VELOCITY, v),
                (cart::ACCELERATION, acceleration),
                (cart::NORMAL, get(&scratch.normal, index)),
                (cart::FRICTION, get(&scratch.friction, index)),
                (cart::KINETIC, kinetic),
                (cart::MOMENTUM, mass * v),
                (cart::TOTAL, mass),
            ],
        );
        return;
    }
    put(
        plan,
        state,
        part,
        &[(ball::X, now.place.x), (ball::Y, now.place.y), (ball::VX, now.velocity.x), (ball::VY, now.velocity.y)],
    );
    if plan.is(part, &ball::KIND) {
        let speed = now.velocity.length();
        put(plan, state, part, &[(ball::SPEED, speed), (ball::KINETIC, kinetic), (ball::TOTAL, mass)]);
    } else if plan.is(part, &weights::KIND) {
        let load = state.value(plan, part, weights::COUNT) * state.value(plan, part, weights::EACH);
        put(plan, state, part, &[(weights::LOAD, load), (weights::TOTAL, mass)]);
    } else if let Some(turn) = one.turn {
        let (angle, rate) = (get(q, turn), get(u, turn));
        put(plan, state, part, &[(body::ANGLE, angle), (body::ANGULAR, rate)]);
        if plan.is(part, &body::KIND) {
            let inertia = state.inertia(plan, part);
            put(plan, state, part, &[(body::KINETIC, kinetic), (body::INERTIA, inertia)]);
            let (mut left, mut right) = (0.0, 0.0);
            for one in plan.of(&hooked::KIND).filter(|&one| super::hooked::hangs(plan, state, one)) {
                let get = |v| state.value(plan, one, v);
                let moment = get(hooked::ARM) * get(hooked::WEIGHT);
                let counts = plan.parts.get(one).is_some_and(|p| p.join(0) == part) && get(hooked::LOOKS) == 0.0;
                if counts && moment < 0.0 {
                    left -= moment;
                } else if counts {
                    right += moment;
                }
            }
            put(plan, state, part, &[(body::LEFT, left), (body::RIGHT, right)]);
        } else {
            let load = load(plan, state, scratch, (q, u), index);
            put(plan, state, part, &[(pulley::KINETIC, kinetic), (pulley::LOAD, load)]);
        }
    }
}

/// Force with which strings pull the centre of a wheel, N.
fn load(plan: &Plan, state: &State, scratch: &Scratch, (q, u): (&[f64], &[f64]), index: usize) -> f64 {
    let mut sum = DVec2::ZERO;
    for (at, route) in plan.strings.iter().enumerate() {
        let Some(strung) = state.strings.get(at).filter(|strung| strung.taut) else { continue };
        let found = strings::pieces(plan, state, &scratch.terms, (q, u), route, strung);
        let Some((pieces, _)) = found else { continue };
        for (which, (first, last)) in strings::stretches(plan, state, route, strung).enumerate() {
            let own = scratch.rows.owners.iter().zip(&scratch.lambda);
            let mut own = own.filter(|(owner, _)| owner.part == route.part && owner.index == which && owner.pulls);
            let tension = -own.next().map_or(0.0, |(_, lambda)| *lambda);
            for stop in route.wheels.iter().enumerate().filter(|(_, body)| **body == index).map(|(i, _)| i + 1) {
                for (piece, sign) in [(stop - 1, -1.0), (stop, 1.0)] {
                    if (first..=last).contains(&piece) {
                        sum += pieces.get(piece).map_or(DVec2::ZERO, |p| p.way) * (sign * tension);
                    }
                }
            }
        }
    }
    sum.length()
}

/// Kinetic energy of a body, J.
fn kinetic(plan: &Plan, state: &State, scratch: &Scratch, index: usize) -> f64 {
    let one = &plan.bodies[index];
    let get = |dof: usize| state.u.get(dof).copied().unwrap_or(0.0);
    let mass = state.mass(plan, one.part);
    let spin = state.spins.get(index).copied().unwrap_or(0.0);
    if state.on_rail(index) {
        let inverse = scratch.terms.inverse.get(one.dof).copied().unwrap_or(0.0);
        let effective = if inverse > 0.0 { 1.0 / inverse } else { mass };
        return 0.5 * effective * get(one.dof) * get(one.dof) + spin;
    }
    let turning = one.turn.map_or(0.0, |turn| state.inertia(plan, one.part) * get(turn) * get(turn));
    0.5 * (mass * (get(one.dof) * get(one.dof) + get(one.dof + 1) * get(one.dof + 1)) + turning) + spin
}

/// Enters kinetic, potential and elastic energy.
pub fn book(plan: &Plan, state: &State, scratch: &Scratch, book: &mut Ledger) {
    let gravity = state.values.get(GRAVITY).copied().unwrap_or(0.0);
    let place = |end: End| at(plan, state, &scratch.terms, &state.q, &state.u, end).place;
    for (index, one) in plan.bodies.iter().enumerate() {
        let mass = state.mass(plan, one.part);
        book.add(Store::Kinetic, kinetic(plan, state, scratch, index));
        book.add(Store::Potential, mass * gravity * place(End::Body(index)).y);
        for &[level, density, _] in scratch.terms.fluids.iter().filter(|_| plan.is(one.part, &ball::KIND)) {
            book.add(
                Store::Potential,
                -density * gravity * lifted(state.radius(plan, one.part), level - place(End::Body(index)).y),
            );
        }
        for (end, own, strength) in scratch.terms.centres.iter().filter(|(_, own, _)| *own != Some(index)) {
            let distance = (place(*end) - place(End::Body(index))).length().max(1e-12);
            // Two bodies that attract each other share one energy.
            let both = own.is_some_and(|_| scratch.terms.centres.iter().any(|(_, other, _)| *other == Some(index)));
            book.add(Store::Potential, -mass * strength / distance * if both { 0.5 } else { 1.0 });
        }
    }
    for band in &scratch.terms.bands {
        book.add(Store::Elastic, band.energy(state.q.get(band.dof).copied().unwrap_or(0.0)));
    }
    for stop in &scratch.terms.dampers {
        book.add(Store::Elastic, 0.5 * pin::STOP * stop.beyond(&state.q) * stop.beyond(&state.q));
    }
    for spring in &scratch.terms.springs {
        let [a, b] = spring.ends.map(place);
        book.add(Store::Elastic, spring.energy(spring.length((b - a).length()) - spring.natural));
    }
}

/// Volume that is under the surface, summed over the way up from just above it, m⁴: buoyancy's work over density and
/// gravity when a ball is sunk until its centre is `deep` below the surface, with the sign of energy given back.
fn lifted(radius: f64, deep: f64) -> f64 {
    let pi = std::f64::consts::PI;
    let h = deep + radius;
    if h <= 0.0 {
        return 0.0;
    }
    let most = 2.0 * radius;
    // The integral of pi h² (3 r - h)/3 over h.
    let cap = |h: f64| pi * h * h * h * (radius / 3.0 - h / 12.0);
    let whole = 4.0 / 3.0 * pi * radius * radius * radius;
    -(cap(h.min(most)) + (h - most).max(0.0) * whole)
}

/// Sum of the stores, J.
pub fn total(plan: &Plan, state: &State, scratch: &Scratch) -> f64 {
    let mut ledger = Ledger::new();
    book(plan, state, scratch, &mut ledger);
    ledger.balance()
}
