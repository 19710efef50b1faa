//! Draws air tracks and runways with what runs on them: gliders, carts, flags, loads.

use super::super::parts::{cart, flag, pulley, rail};
use super::course::Course;
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::State;
use crate::frame::apparatus::{self, AirTrack, Glider, Plank};
use crate::frame::{Pen, Pose, Role, Stroke};
use crate::numerics::math::atan2;
use glam::DVec2;

/// Mass of a disc or a bar that is drawn, kg.
const LOAD: f64 = 0.05;

/// Draws a rail that looks like an air track or a board; false if it looks like a bare rail.
pub fn rail(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>, course: &Course, part: usize) -> bool {
    let get = |v| state.value(plan, part, v);
    let looks = get(rail::LOOKS) as u8;
    let straight = get(rail::BEND) == 0.0 && course.len() == 1;
    if looks == 0 || !straight {
        return false;
    }
    let start = course.at(0, 0.0);
    let length = get(rail::LENGTH);
    if looks == 1 {
        let by = |band: &super::glide::Band| band.pressed(state.q.get(band.dof).copied().unwrap_or(0.0));
        let pressed = scratch.terms.bands.iter().map(by).fold(0.0, f64::max);
        let reach = if get(rail::STIFFNESS) > 0.0 { get(rail::REACH) } else { 0.0 };
        // The feet stand on the bench however little it is tilted: drawn with the beam, a screw's turn is not seen.
        let bench = get(rail::BENCH) - get(rail::Y);
        let pose = Pose::at(start.place.x, start.place.y).turned(start.angle);
        pen.at(pose, |pen| AirTrack { length, bench, reach, pressed }.draw(pen));
    } else {
        let (bench, raise) = (get(rail::BENCH) - start.place.y, get(rail::RAISE).max(0.0));
        pen.at(start.place, |pen| Plank { length, turned: start.angle, bench, raise }.draw(pen));
        // A holder for each pulley near its lower end.
        let end = course.at(0, length);
        for wheel in plan.of(&pulley::KIND) {
            let centre = DVec2::new(state.value(plan, wheel, pulley::X), state.value(plan, wheel, pulley::Y));
            if (centre - end.place).length() < 0.2 {
                let from = end.place - end.tangent * 0.03 - end.tangent.perp() * 0.009;
                let corner = DVec2::new(centre.x, from.y);
                pen.path([from, corner, centre], Stroke::new(Role::DarkMetal, 2.4).world(0.008));
            }
        }
    }
    true
}

/// True for an anchor that is the axle of a pulley beside a board: its holder is drawn with the board.
pub fn is_axle(plan: &Plan, state: &State, anchor: usize) -> bool {
    plan.of(&rail::KIND).any(|rail| state.value(plan, rail, rail::LOOKS) == 2.0)
        && plan
            .of(&pulley::KIND)
            .any(|wheel| plan.parts.get(wheel).is_some_and(|p| p.joined.first() == Some(&Some(anchor))))
}

/// Draws a cart or a glider with its load.
pub fn cart(plan: &Plan, state: &State, scratch: &Scratch, pen: &mut Pen<'_>, part: usize) {
    let Some(index) = plan.parts.get(part).and_then(|p| p.body) else { return };
    let now = at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(index));
    let course = scratch.terms.courses.get(index).and_then(Option::as_ref).filter(|_| state.on_rail(index));
    let turned = course.map_or(0.0, |course| {
        let piece = state.pieces.get(index).copied().unwrap_or(0) as usize;
        let tangent = course.at(piece, state.q.get(plan.bodies[index].dof).copied().unwrap_or(0.0)).tangent;
        atan2(tangent.y, tangent.x)
    });
    let get = |v| state.value(plan, part, v);
    let (length, count) = (get(cart::LENGTH), (get(cart::LOAD) / LOAD).round().clamp(0.0, 12.0) as u32);
    pen.at(Pose::at(now.place.x, now.place.y).turned(turned), |pen| {
        if get(cart::LOOKS) != 0.0 {
            let number = plan.of(&cart::KIND).position(|one| one == part).unwrap_or(0) as u32 + 1;
            // One pad of velcro needs another: both are changed together.
            let velcro = plan.of(&cart::KIND).any(|one| state.value(plan, one, cart::BUMPER) != 0.0);
            Glider { length, number, discs: count, velcro }.draw(pen);
        } else {
            let height = length * 0.3;
            pen.at(DVec2::new(0.0, height * 1.56), |pen| apparatus::bars(pen, count, length));
            pen.at(DVec2::new(0.0, height), |pen| apparatus::cart(pen, length, height, true));
        }
    });
}

/// Draws a flag.
pub fn flag(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let get = |v| state.value(plan, part, v);
    let cart = plan.parts.get(part).map_or(0, |p| p.join(0));
    let top = match state.value(plan, cart, cart::LOOKS) as u8 {
        1 => Glider::TOP,
        _ => state.value(plan, cart, cart::LENGTH) * 0.45,
    };
    let above = (get(flag::ACROSS) - top).max(0.0);
    pen.at(DVec2::new(get(flag::X), get(flag::Y)), |pen| apparatus::flag(pen, get(flag::WIDTH), above));
}
