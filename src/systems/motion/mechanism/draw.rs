//! Draws the parts of a mechanism with the shared apparatus, back to front.

use super::super::parts::{
    anchor, ball, body, cart, flag, gear, holder, hook, hooked, knot, motor, nut, paper, peg, pin, pulley, rail, rod,
    shaker, spring, string, wall, weights,
};
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::State;
use super::{course, rotor, strings, track_draw};
use crate::frame::apparatus::{self, Spring};
use crate::frame::{Fill, Pen, Pose, Rect, Role, Stroke, Tone};
use crate::numerics::math::{atan2, cbrt};
use glam::DVec2;

/// Thickness of a string, m.
const STRING: f64 = 0.001;

/// Masses up to this are slotted ones, kg; larger ones have hooks.
const SLOTTED: f64 = 0.02;

/// Draws every part; what can be held is drawn inside its target.
pub fn draw(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>) {
    // Supports first, then bodies, then what joins them, and pins over all.
    for layer in 0..4 {
        for (part, p) in plan.parts.iter().enumerate() {
            let own = match p.kind.id {
                "rail" | "anchor" | "shaker" | "wall" | "fluid" | "attraction" => 0,
                "nut" => 2,
                "hooked" | "holder" => 3,
                "paper" => 0,
                "gear" if rotor::is_stepped(plan, state, part) => 0,
                "knot" => 3,
                "body" | "cart" | "ball" | "weights" | "pulley" => 1,
                "rod" | "string" | "spring" | "gear" => 2,
                _ => 3,
            };
            if own != layer {
                continue;
            }
            if p.is(&holder::KIND) {
                // The arm is no part of what can be taken hold of, or its middle would be far from the hand.
                let [x, y] = [holder::X, holder::Y].map(|v| state.value(plan, part, v));
                pen.at(Pose::at(x, y).turned(away(plan, state, part)), apparatus::forearm);
            }
            match plan.grip_parts.iter().position(|&grip| grip == part) {
                // Only its pencil can be taken hold of, and that lies over all.
                Some(_) if p.is(&paper::KIND) => super::paper::draw(plan, state, pen, part),
                Some(grip) => pen.target(grip as u16, |pen| draw_part(plan, state, scratch, pen, part)),
                None => draw_part(plan, state, scratch, pen, part),
            }
        }
    }
    draw_over(plan, state, pen);
}

/// What lies over all parts: pencils, and what they have drawn.
fn draw_over(plan: &Plan, state: &State, pen: &mut Pen<'_>) {
    for part in plan.of(&paper::KIND) {
        let grip = plan.grip_parts.iter().position(|&grip| grip == part).map(|grip| grip as u16);
        super::paper::draw_marks(plan, state, pen, part, grip);
    }
}

fn draw_part(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>, part: usize) {
    let Some(p) = plan.parts.get(part) else { return };
    let get = |v| state.value(plan, part, v);
    let place = |end: End| at(plan, state, &scratch.terms, &state.q, &state.u, end).place;
    let centre = || place(End::Body(p.body.unwrap_or(0)));
    match p.kind.id {
        id if id == anchor::KIND.id
            && (track_draw::is_axle(plan, state, part) || rotor::is_axle(plan, state, part)) => {}
        id if id == flag::KIND.id => track_draw::flag(plan, state, pen, part),
        id if id == anchor::KIND.id => {
            let at = DVec2::new(get(anchor::X), get(anchor::Y));
            if axle_of_lever(plan, state, part) {
                pen.at(at, apparatus::level_plate);
            } else if plan.of(&paper::KIND).next().is_some() {
                apparatus::pin_head(pen, at);
            } else {
                apparatus::clamp(pen, at);
            }
        }
        id if id == nut::KIND.id => {
            let on = plan.parts.get(part).map_or(0, |p| p.join(0));
            let angle = plan.body_of(on).and_then(|b| b.turn).map_or(0.0, |turn| state.q[turn]);
            let pose = Pose::at(get(nut::X), get(nut::Y)).turned(angle);
            pen.at(pose, |pen| apparatus::levelling_nut(pen, get(nut::TURNED)));
        }
        id if id == hooked::KIND.id => draw_hooked(plan, state, pen, part, centre()),
        id if id == knot::KIND.id && get(knot::LOOKS) == 0.0 => super::paper::draw_knot(pen, centre()),
        id if id == holder::KIND.id => {
            let at = DVec2::new(get(holder::X), get(holder::Y));
            pen.at(Pose::at(at.x, at.y).turned(away(plan, state, part)), apparatus::hand);
        }
        id if id == rail::KIND.id => draw_rail(plan, state, scratch, pen, part),
        id if id == body::KIND.id => {
            let angle = plan.body_of(part).and_then(|b| b.turn).map_or(0.0, |turn| state.q[turn]);
            let (at, length, height) = (centre(), get(body::LENGTH), get(body::HEIGHT));
            pen.at(Pose::at(at.x, at.y).turned(angle), |pen| {
                if get(body::SHAPE) == body::LEVER {
                    let middle = DVec2::new(-scratch.terms.shift(p.body.unwrap_or(0)), 0.0);
                    let axle = axle(plan, state, part);
                    let (grid, places) = (get(body::GRID), get(body::PLACES));
                    pen.at(middle, |pen| apparatus::Lever { length, height, grid, places, axle }.draw(pen));
                } else {
                    draw_body(pen, get(body::SHAPE) as u8, length, height);
                }
            });
        }
        id if id == ball::KIND.id => {
            let role = match get(ball::MATERIAL) as u8 {
                0 => Role::Steel,
                1 => Role::Brass,
                2 => Role::Metal,
                3 => Role::Wood,
                _ => Role::Celluloid,
            };
            apparatus::ball(pen, centre(), get(ball::RADIUS), role);
        }
        id if id == weights::KIND.id => {
            // A 50 g mass of brass is 22 mm high; others keep its shape.
            let size = 0.022 * cbrt(get(weights::EACH) / 0.05);
            let count = get(weights::COUNT) as u32;
            pen.at(centre(), |pen| {
                if get(weights::EACH) <= SLOTTED {
                    // Masses for carts are slotted ones on a hanger.
                    apparatus::slotted(pen, count, 0.005 * cbrt(get(weights::EACH) / 0.005));
                } else if count == 0 {
                    apparatus::hook(pen, 0.006, 0.005);
                } else {
                    apparatus::hooked_masses(pen, count, size);
                }
            });
        }
        id if id == pulley::KIND.id => {
            let angle = plan.body_of(part).and_then(|b| b.turn).map_or(0.0, |turn| state.q[turn]);
            match get(pulley::LOOKS) as u8 {
                0 => apparatus::pulley(pen, centre(), get(pulley::RADIUS), angle),
                1 => rotor::arm(plan, state, pen, part, (centre(), angle)),
                _ => rotor::crank(plan, state, pen, part, (centre(), angle)),
            }
        }
        id if id == motor::KIND.id && rotor::looks(plan, state, p.join(0)) != 0.0 => {}
        id if id == gear::KIND.id && rotor::is_stepped(plan, state, part) => {
            rotor::steps(plan, state, pen, part);
            super::drive_draw::draw(plan, state, scratch, pen, part);
        }
        id if id == cart::KIND.id => track_draw::cart(plan, state, scratch, pen, part),
        id if id == rod::KIND.id => {
            let [a, b] = [0, 1].map(|t| place(plan.end(part, t)));
            if get(rod::LOOKS) != 0.0 {
                apparatus::thread(pen, a, b, STRING);
            } else {
                pen.line(a, b, Stroke::new(Role::Steel, 3.0).world(0.005));
                pen.line(a, b, Stroke::new(Role::Steel, 1.0).tone(Tone::Light).world(0.0015));
            }
        }
        id if id == string::KIND.id => draw_string(plan, state, scratch, pen, part),
        id if id == spring::KIND.id => {
            let [a, b] = [0, 1].map(|t| place(plan.end(part, t)));
            match get(spring::LOOKS) as u8 {
                0 => {
                    let diameter = get(spring::WIDTH);
                    let turns = (get(spring::NATURAL) / (0.28 * diameter)).clamp(4.0, 60.0) as u32;
                    Spring { turns, diameter, wire: diameter * 0.06 }.draw(pen, a, b);
                }
                2 => pen.line(a, b, Stroke::new(Role::Rubber, 2.0).world(0.003)),
                3 => draw_cord(pen, a, b, get(spring::NATURAL)),
                _ => {}
            }
        }
        id if id == wall::KIND.id => {
            let pose = Pose::at(get(wall::X), get(wall::Y)).turned(get(wall::ANGLE));
            pen.at(pose, |pen| apparatus::surface(pen, get(wall::LENGTH), 0.02, apparatus::Cover::Wood));
        }
        id if id == peg::KIND.id => {
            let at = DVec2::new(get(peg::X), get(peg::Y));
            pen.circle(at, 0.004, Role::DarkMetal, Stroke::edge(Role::DarkMetal));
        }
        id if id == shaker::KIND.id => apparatus::clamp(pen, place(End::Shaker(part))),
        id if id == pin::KIND.id && rotor::is_on_arm(plan, state, plan.parts.get(part).map_or(0, |p| p.join(1))) => {}
        id if id == hook::KIND.id && rotor::is_on_arm(plan, state, part) => {}
        id if id == pin::KIND.id && !axle_of_lever(plan, state, plan.parts.get(part).map_or(0, |p| p.join(0))) => {
            let at = place(plan.end(part, 1));
            pen.circle(at, 0.005, Role::DarkMetal, Stroke::edge(Role::DarkMetal));
        }
        id if id == hook::KIND.id && !on_lever(plan, state, plan.parts.get(part).map_or(0, |p| p.join(0))) => {
            let at = DVec2::new(get(hook::X), get(hook::Y));
            pen.circle(at, 0.0028, Fill::None, Stroke::new(Role::Steel, 1.0).tone(Tone::Dark).world(0.0012));
        }
        _ => super::drive_draw::draw(plan, state, scratch, pen, part),
    }
}

fn on_lever(plan: &Plan, state: &State, body: usize) -> bool {
    plan.is(body, &body::KIND) && state.value(plan, body, body::SHAPE) == body::LEVER
}

/// Whether a lever turns about an anchor.
fn axle_of_lever(plan: &Plan, state: &State, anchor: usize) -> bool {
    let pins = plan.of(&pin::KIND).filter_map(|pin| plan.parts.get(pin)).filter(|p| p.join(0) == anchor);
    pins.map(|p| plan.parts.get(p.join(1)).filter(|h| h.is(&hook::KIND)).map_or(p.join(1), |h| h.join(0)))
        .any(|body| on_lever(plan, state, body))
}

/// Height of the axle of a lever above its middle, m.
fn axle(plan: &Plan, state: &State, body: usize) -> f64 {
    let hooks = plan.of(&pin::KIND).filter_map(|pin| plan.parts.get(pin)).map(|p| p.join(1));
    let mut own = hooks.filter(|&h| plan.parts.get(h).is_some_and(|p| p.is(&hook::KIND) && p.join(0) == body));
    own.next().map_or(0.0, |hook| state.value(plan, hook, hook::ACROSS))
}

/// Direction from the hook of a dynamometer to the hand that holds its ring, rad.
fn away(plan: &Plan, state: &State, part: usize) -> f64 {
    let mut springs = plan.of(&spring::KIND).filter(|&one| plan.parts.get(one).is_some_and(|p| p.join(0) == part));
    let Some(one) = springs.next() else { return 0.0 };
    let get = |v| state.value(plan, one, v);
    atan2(get(spring::A_Y) - get(spring::Y), get(spring::A_X) - get(spring::X))
}

fn draw_hooked(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize, at: DVec2) {
    let get = |v| state.value(plan, part, v);
    if get(hooked::LOOKS) != 0.0 {
        // The scale of the dynamometer draws its hook; what can be taken hold of is a little ring about it.
        pen.circle(at, 0.007, Fill::None, Stroke::new(Role::Steel, 0.0).world(1e-4));
        return;
    }
    let size = hooked::size(get(hooked::MASS));
    let drawn = at - DVec2::Y * super::hooked::depth(plan, state, part);
    if !super::hooked::hangs(plan, state, part) && get(hooked::STAND_Y) + hooked::height(get(hooked::MASS)) >= at.y {
        apparatus::shadow(pen, drawn.x - 0.5 * size, drawn.x + 0.5 * size, get(hooked::STAND_Y));
    }
    pen.at(drawn, |pen| _ = apparatus::hooked_masses(pen, 1, size));
}

/// A cord; slack it lies in a curve of about its own length, near enough to a parabola.
fn draw_cord(pen: &mut Pen<'_>, a: DVec2, b: DVec2, length: f64) {
    let chord = (b - a).length();
    let spare = (length - chord).max(0.0);
    let sag = (3.0 * chord.max(0.1 * length) * spare / 8.0).sqrt();
    let aside = (b - a).normalize_or_zero().perp();
    let aside = if aside.y > 0.0 { -aside } else { aside };
    let count = if spare > 1e-4 { 24 } else { 1 };
    let points = (0..=count).map(|i| {
        let t = f64::from(i) / f64::from(count);
        a.lerp(b, t) + aside * (4.0 * sag * t * (1.0 - t))
    });
    pen.path(points, Stroke::new(Role::Thread, 1.1).world(1.3 * STRING));
}

fn draw_body(pen: &mut Pen<'_>, shape: u8, length: f64, height: f64) {
    match shape {
        2 => {
            let radius = length / 2.0;
            pen.circle(DVec2::ZERO, radius, Fill::ball(Role::Wood, DVec2::ZERO, radius), Stroke::edge(Role::Wood));
            pen.line(DVec2::ZERO, DVec2::new(radius, 0.0), Stroke::new(Role::Wood, 1.2).tone(Tone::Dark));
        }
        3 => {
            let radius = length / 2.0;
            pen.circle(
                DVec2::ZERO,
                radius,
                Fill::None,
                Stroke::new(Role::DarkMetal, 3.0).world(height.min(radius) * 0.5),
            );
        }
        _ => {
            let rect = Rect::centred(DVec2::ZERO, length, height);
            pen.rounded_rect(
                rect,
                (height * 0.15).min(0.004),
                Fill::down(Role::Wood, rect.max, rect.min),
                Stroke::edge(Role::Wood),
            );
        }
    }
}

fn draw_rail(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>, part: usize) {
    let Some(way) = plan.ways.iter().position(|way| way.contains(&part)) else { return };
    let Ok(course) = course::Course::new(plan, state, way, 0.0) else { return };
    if track_draw::rail(plan, state, scratch, pen, &course, part) {
        return;
    }
    let index = plan.ways[way].iter().position(|piece| *piece == part).unwrap_or(0);
    let Some(piece) = course.piece(index) else { return };
    let count = if piece.curvature == 0.0 { 1 } else { 48 };
    let points: Vec<DVec2> = (0..=count)
        .map(|i| course.at(index, piece.from + (piece.to - piece.from) * f64::from(i) / f64::from(count)).place)
        .collect();
    pen.path(points.iter().copied(), Stroke::new(Role::DarkMetal, 3.0).world(0.008));
    pen.path(points, Stroke::new(Role::Metal, 1.5).world(0.004));
}

fn draw_string(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>, part: usize) {
    let Some(index) = plan.strings.iter().position(|route| route.part == part) else { return };
    let (Some(route), Some(strung)) = (plan.strings.get(index), state.strings.get(index)) else { return };
    let found = strings::pieces(plan, state, &scratch.terms, (&state.q, &state.u), route, strung);
    let Some((pieces, count)) = found else { return };
    if strung.gone {
        // It hangs from where it is still tied.
        let top = pieces[0].touches[0];
        let end = top - DVec2::Y * state.value(plan, part, string::LENGTH);
        return pen.path([top, end], Stroke::new(Role::Thread, 0.9).world(STRING));
    }
    let mut points: Vec<DVec2> = Vec::new();
    let spare = strings::spare(plan, state, scratch, index).max(0.0);
    for (at, piece) in pieces[..count].iter().enumerate() {
        if at > 0 {
            // Round the wheel, from where the piece before touches it.
            let sense = strung.senses.get(at - 1).copied().unwrap_or(1.0);
            let centre = piece.ends[0].place;
            let from = points.last().copied().unwrap_or(centre) - centre;
            let to = piece.touches[0] - centre;
            let turn = atan2(from.perp_dot(to), from.dot(to));
            let whole = 2.0 * std::f64::consts::PI;
            let turn = if turn * sense < 0.0 { turn + sense * whole } else { turn };
            points.extend((1..16).map(|i| {
                let (sin, cos) = crate::numerics::math::sin_cos(turn * f64::from(i) / 16.0);
                centre + DVec2::new(cos * from.x - sin * from.y, sin * from.x + cos * from.y)
            }));
        }
        let [a, b] = piece.touches;
        points.push(a);
        // Slack hangs in the last piece; where that hangs down to a load already, a little in the first.
        let upright = pieces[count - 1].touches;
        let upright = count > 1 && (upright[1] - upright[0]).x.abs() < 0.1 * (upright[1] - upright[0]).y.abs();
        if upright && at == 0 && spare > 1e-4 {
            let sag = (0.4 * (b - a).length()).min(0.02);
            points.extend((1..16).map(|i| {
                let t = f64::from(i) / 16.0;
                a.lerp(b, t) - DVec2::Y * (4.0 * sag * t * (1.0 - t))
            }));
        }
        if at + 1 == count && !upright && spare > 1e-4 {
            // What is slack hangs in a curve of about its own length, near enough to a parabola.
            let chord = (b - a).length().max(0.1 * spare);
            let sag = (3.0 * chord * spare / 8.0).sqrt();
            points.extend((1..24).map(|i| {
                let t = f64::from(i) / 24.0;
                a.lerp(b, t) - DVec2::Y * (4.0 * sag * t * (1.0 - t))
            }));
        }
        points.push(b);
    }
    pen.path(points, Stroke::new(Role::Thread, 0.9).world(STRING));
}
