//! Ends of joints: a fixed place, the centre of a body, or a hook on it; where it is, how it moves, and what pushes it.

use super::super::parts::{anchor, body as bodies, hook, hooked, shaker};
use super::plan::Plan;
use super::state::State;
use super::terms::Terms;
use crate::numerics::math::sin_cos;
use glam::DVec2;

/// An end of a joint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// A fixed place: its part.
    Anchor(usize),
    /// A place that is moved to and fro: its part.
    Shaker(usize),
    /// The centre of a body.
    Body(usize),
    /// A hook: its body and its part.
    Hook(usize, usize),
}

impl End {
    /// The body that it belongs to.
    pub fn body(self) -> Option<usize> {
        match self {
            End::Anchor(_) | End::Shaker(_) => None,
            End::Body(body) | End::Hook(body, _) => Some(body),
        }
    }
}

/// How an end follows from the coordinates of its body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lever {
    /// Not at all.
    Fixed,
    /// It is the centre: index of x.
    Centre(usize),
    /// It turns with the body: index of x, and the arm from the centre, m.
    Arm(usize, DVec2),
    /// It runs along a rail: index of the way, and how far it moves for each metre of that.
    Along(usize, DVec2),
}

/// An end at an instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At {
    /// Place, m.
    pub place: DVec2,
    /// Velocity, m/s.
    pub velocity: DVec2,
    /// Acceleration that it has without any of its body's coordinates being accelerated, m/s².
    pub bias: DVec2,
    /// How it follows from the coordinates.
    pub lever: Lever,
}

impl Lever {
    /// How fast the coordinates' rates move it in a direction: index and share of each, for at most three.
    pub fn shares(&self, n: DVec2) -> [Option<(usize, f64)>; 3] {
        match *self {
            Lever::Fixed => [None; 3],
            Lever::Centre(x) => [Some((x, n.x)), Some((x + 1, n.y)), None],
            Lever::Arm(x, arm) => [Some((x, n.x)), Some((x + 1, n.y)), Some((x + 2, arm.perp_dot(n)))],
            Lever::Along(s, per) => [Some((s, per.dot(n))), None, None],
        }
    }

    /// Adds a force at this end to the forces on the coordinates.
    pub fn push(&self, forces: &mut [f64], force: DVec2) {
        for (dof, share) in self.shares(force).into_iter().flatten() {
            if let Some(slot) = forces.get_mut(dof) {
                *slot += share;
            }
        }
    }
}

/// Where a shaker is at a time since the start, s.
fn shaken(plan: &Plan, state: &State, part: usize, time: f64) -> At {
    let get = |v| state.value(plan, part, v);
    let turning = 2.0 * std::f64::consts::PI * get(shaker::FREQUENCY);
    let phase = state.memory.get(part).copied().unwrap_or(0.0);
    let ((sin, cos), (out, along)) = (sin_cos(turning * time + phase), sin_cos(get(shaker::ANGLE)));
    let way = DVec2::new(along, out) * get(shaker::AMPLITUDE);
    At {
        place: DVec2::new(get(shaker::X), get(shaker::Y)) + way * sin,
        velocity: way * (turning * cos),
        bias: way * (-turning * turning * sin),
        lever: Lever::Fixed,
    }
}

/// Where an end is, how it moves, at coordinates `q` with rates `u`.
pub fn at(plan: &Plan, state: &State, terms: &Terms, q: &[f64], u: &[f64], end: End) -> At {
    let (body, offset) = match end {
        End::Anchor(part) => {
            let place = DVec2::new(state.value(plan, part, anchor::X), state.value(plan, part, anchor::Y));
            return At { place, velocity: DVec2::ZERO, bias: DVec2::ZERO, lever: Lever::Fixed };
        }
        End::Shaker(part) => return shaken(plan, state, part, terms.time),
        End::Body(body) => (body, None),
        End::Hook(body, part) => {
            let offset = match plan.is(part, &hooked::KIND) {
                true => {
                    let on = plan.bodies.get(body).map_or(0, |one| one.part);
                    DVec2::new(state.value(plan, part, hooked::ALONG), state.value(plan, on, bodies::PLACES))
                }
                false => DVec2::new(state.value(plan, part, hook::ALONG), state.value(plan, part, hook::ACROSS)),
            };
            // Places are given from the middle of a body; balance nuts shift its centre of mass from there.
            (body, Some(offset - DVec2::X * terms.shift(body)))
        }
    };
    let get = |numbers: &[f64], dof: usize| numbers.get(dof).copied().unwrap_or(0.0);
    let Some(one) = plan.bodies.get(body) else {
        return At { place: DVec2::ZERO, velocity: DVec2::ZERO, bias: DVec2::ZERO, lever: Lever::Fixed };
    };
    let dof = one.dof;
    if let (true, Some(course)) = (state.on_rail(body), terms.courses.get(body).and_then(Option::as_ref)) {
        let piece = state.pieces.get(body).copied().unwrap_or(0) as usize;
        let (s, v) = (get(q, dof), get(u, dof));
        let now = course.at(piece, s);
        let (t, n, k) = (now.tangent, now.tangent.perp(), now.curvature);
        let arm = offset.map_or(DVec2::ZERO, |o| t * o.x + n * o.y);
        let per = t + k * arm.perp();
        let bend = k * n - k * k * arm;
        return At { place: now.place + arm, velocity: per * v, bias: bend * (v * v), lever: Lever::Along(dof, per) };
    }
    let centre = DVec2::new(get(q, dof), get(q, dof + 1));
    let velocity = DVec2::new(get(u, dof), get(u, dof + 1));
    match (offset, one.turn) {
        (Some(offset), Some(turn)) => {
            let (sin, cos) = sin_cos(get(q, turn));
            let arm = DVec2::new(cos * offset.x - sin * offset.y, sin * offset.x + cos * offset.y);
            let rate = get(u, turn);
            At {
                place: centre + arm,
                velocity: velocity + rate * arm.perp(),
                bias: -rate * rate * arm,
                lever: Lever::Arm(dof, arm),
            }
        }
        (offset, _) => {
            At { place: centre + offset.unwrap_or_default(), velocity, bias: DVec2::ZERO, lever: Lever::Centre(dof) }
        }
    }
}
