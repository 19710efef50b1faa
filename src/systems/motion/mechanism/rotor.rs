//! Draws what turns on upright axles, seen from above: stepped wheels, an arm, a crank and its hand.

use super::super::parts::{hook, motor, pulley};
use super::plan::Plan;
use super::rows::stepped;
use super::state::State;
use crate::frame::apparatus;
use crate::frame::{Pen, Pose};
use crate::numerics::math::sin_cos;
use glam::DVec2;

/// Ratios of the steps of stepped wheels.
const STEPS: [f64; 3] = [1.0, 2.0, 3.0];
/// Length of a crank, m.
const CRANK: f64 = 0.075;

/// What a wheel looks like; 0 for what is no wheel.
pub fn looks(plan: &Plan, state: &State, part: usize) -> f64 {
    if plan.is(part, &pulley::KIND) { state.value(plan, part, pulley::LOOKS) } else { 0.0 }
}

/// True for an anchor that is the axle of an arm or a crank: it is drawn with them.
pub fn is_axle(plan: &Plan, state: &State, anchor: usize) -> bool {
    let on = |wheel: usize| plan.parts.get(wheel).is_some_and(|p| p.joined.first() == Some(&Some(anchor)));
    plan.of(&pulley::KIND).any(|wheel| on(wheel) && looks(plan, state, wheel) != 0.0)
}

/// True for a hook on an arm or a crank.
pub fn is_on_arm(plan: &Plan, state: &State, part: usize) -> bool {
    let on = plan.parts.get(part).filter(|p| p.is(&hook::KIND)).map(|p| p.join(0));
    on.is_some_and(|wheel| looks(plan, state, wheel) != 0.0)
}

/// The arm of a wheel at a place and angle, as far as its hooks reach.
pub fn arm(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize, (at, angle): (DVec2, f64)) {
    let on = plan.of(&hook::KIND).filter(|&one| plan.parts.get(one).is_some_and(|p| p.join(0) == part));
    let out = on.map(|one| state.value(plan, one, hook::ALONG)).fold(0.0, f64::max);
    pen.at(Pose::at(at.x, at.y).turned(angle), |pen| apparatus::rotor_arm(pen, out));
}

/// The crank of a wheel, with a hand on it while a motor turns it.
pub fn crank(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize, (at, angle): (DVec2, f64)) {
    let turns = |one: usize| plan.parts.get(one).is_some_and(|p| p.join(0) == part);
    let turned = plan.of(&motor::KIND).any(|one| turns(one) && state.value(plan, one, motor::ON) != 0.0);
    pen.at(Pose::at(at.x, at.y).turned(angle), |pen| apparatus::crank(pen, CRANK));
    if turned {
        let (sin, cos) = sin_cos(angle);
        let knob = at + DVec2::new(cos, sin) * CRANK;
        pen.at(Pose::at(knob.x, knob.y).turned(-2.2), apparatus::hand);
    }
}

/// True for a belt or gear with an arm or a crank on one of its wheels: both are stepped.
pub fn is_stepped(plan: &Plan, state: &State, part: usize) -> bool {
    let joined = plan.parts.get(part).map_or(&[][..], |p| &p.joined[..]);
    joined.iter().flatten().any(|&wheel| looks(plan, state, wheel) != 0.0)
}

/// The plate with two stepped wheels, below their belt.
pub fn steps(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let wheels = [0, 1].map(|terminal| plan.parts.get(part).map_or(0, |p| p.join(terminal)));
    let own = wheels.map(|wheel| state.value(plan, wheel, pulley::RADIUS));
    let at = wheels.map(|wheel| DVec2::new(state.value(plan, wheel, pulley::X), state.value(plan, wheel, pulley::Y)));
    let steps = STEPS.map(|ratio| stepped(own, ratio));
    apparatus::axle_plate(pen, at);
    apparatus::stepped_wheel(pen, at[0], steps.map(|step| step[0]));
    apparatus::stepped_wheel(pen, at[1], steps.map(|step| step[1]));
}
