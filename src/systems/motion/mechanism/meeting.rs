//! Which bodies may come to meet: balls, and what runs on the same rail. Most pairs are too far apart within a step and
//! need not be watched.

use super::super::parts::ball;
use super::end::{End, at};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::State;
use glam::DVec2;

/// Distance below which two count as near however they move, m.
const NEAR: f64 = 1e-6;
/// Acceleration that may come in addition to what acts now, m/s².
const SUDDEN: f64 = 20.0;

/// A body that can meet others, as it moves now.
struct Mover {
    body: usize,
    place: DVec2,
    velocity: DVec2,
    /// Acceleration as last worked out, m/s².
    pushed: f64,
    /// How far it reaches from its centre, m.
    size: f64,
}

impl Mover {
    fn new(plan: &Plan, state: &State, scratch: &Scratch, body: usize) -> Option<Mover> {
        let one = plan.bodies.get(body).filter(|one| one.way.is_some() || plan.is(one.part, &ball::KIND))?;
        let now = at(plan, state, &scratch.terms, &state.q, &state.u, End::Body(body));
        let change = |dof: usize| scratch.acceleration.get(dof).copied().unwrap_or(0.0);
        let pushed = DVec2::new(change(one.dof), change(one.dof + 1)).length();
        Some(Mover { body, place: now.place, velocity: now.velocity, pushed, size: state.half_length(plan, one.part) })
    }

    /// How far it may get from a steady course within a time, m.
    fn off(&self, within: f64) -> f64 {
        within * (0.25 * self.velocity.length() + 2.0 * within * (self.pushed + SUDDEN))
    }

    /// How far it may get at all.
    fn range(&self, within: f64) -> f64 {
        self.size + within * self.velocity.length() + self.off(within) + NEAR
    }

    /// Whether it may meet another within a time: from how near they would come on a steady course.
    fn meets(&self, other: &Mover, within: f64) -> bool {
        let (d, v) = (other.place - self.place, other.velocity - self.velocity);
        let square = v.length_squared();
        let nearest = if square > 0.0 { (-d.dot(v) / square).clamp(0.0, within) } else { 0.0 };
        let far = self.size + other.size + self.off(within) + other.off(within) + NEAR;
        (d + nearest * v).length_squared() < far * far
    }
}

/// Pairs among bodies that may meet within a time, in order.
pub fn pairs(
    plan: &Plan,
    state: &State,
    scratch: &Scratch,
    bodies: impl Iterator<Item = usize>,
    within: f64,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // Swept from left to right: what ends before another begins cannot meet it.
    let mut movers: Vec<(f64, f64, Mover)> = bodies
        .filter_map(|body| Mover::new(plan, state, scratch, body))
        .map(|one| {
            let range = one.range(within);
            (one.place.x - range, one.place.x + range, one)
        })
        .collect();
    movers.sort_by(|(a, _, one), (b, _, other)| a.total_cmp(b).then(one.body.cmp(&other.body)));
    for (index, (_, end, one)) in movers.iter().enumerate() {
        for (_, _, other) in movers.iter().skip(index + 1).take_while(|(start, ..)| start <= end) {
            let pair = (one.body.min(other.body), one.body.max(other.body));
            if plan.meet(pair.0, pair.1) && one.meets(other, within) {
                found.push(pair);
            }
        }
    }
    found.sort_unstable();
    found
}

/// A body of the present island and one outside of it that may meet in what is left of a step of `dt` after `t`.
pub fn stray(plan: &Plan, state: &State, scratch: &Scratch, t: f64, dt: f64) -> Option<(usize, usize)> {
    let own: Vec<Mover> =
        scratch.scope.bodies.iter().filter_map(|&body| Mover::new(plan, state, scratch, body)).collect();
    let number = |body: usize| scratch.island.get(body).copied().unwrap_or(0);
    let outside = |body: &usize| !own.is_empty() && number(*body) != scratch.scope.number;
    for body in (0..plan.bodies.len()).filter(outside) {
        let Some(mut other) = Mover::new(plan, state, scratch, body) else { continue };
        // Islands before this one stand at the end of the step, those after it at its start.
        let since = if number(body) < scratch.scope.number { t - dt } else { t };
        other.place += since * other.velocity;
        // One that met something in the step may have come by another way.
        let stirred = scratch.stirred.get(number(body)) == Some(&true);
        let near = |one: &&Mover| {
            let far = one.range(dt) + other.range(dt);
            let may =
                if stirred { (other.place - one.place).length_squared() < far * far } else { one.meets(&other, dt) };
            may && plan.meet(one.body.min(body), one.body.max(body))
        };
        if let Some(one) = own.iter().find(near) {
            return Some((one.body, body));
        }
    }
    None
}
