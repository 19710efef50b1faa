//! Which bodies come so near to something solid within a step that the contact solver has to advance them, and all that
//! hangs together with them. Start at `Contacts::close`.

use super::super::parts::ball;
use super::contacts::{Contacts, Solid, motion};
use super::equations::Scratch;
use super::plan::Plan;
use super::state::State;
use gewu_contact::{Bounds, Outline, Pose};
use glam::DVec2;

/// Distance within which bodies touch, m.
const NEAR: f64 = 1e-4;
/// Depth from which balls are in one another, m; an impact that is located in time leaves less.
const SUNK: f64 = 1e-6;
/// Speed below which balls that meet lie on one another, m/s.
const LIES: f64 = 0.01;
/// Acceleration that may come in addition to what acts now, m/s².
const SUDDEN: f64 = 20.0;

/// Something solid as it stands and moves at the start of the step.
struct Here<'a> {
    index: usize,
    solid: &'a Solid,
    outline: Outline,
    pose: Pose,
    velocity: DVec2,
    /// Speed of its rim by its spin, m/s.
    rim: f64,
    /// Acceleration, m/s².
    pushed: f64,
    /// All that it may reach within the step.
    bounds: Bounds,
}

impl Here<'_> {
    fn is_ball(&self, plan: &Plan) -> bool {
        plan.is(plan.bodies[self.index].part, &ball::KIND)
    }

    /// Whether it comes within a way of another: by their distance, and how fast it closes along its own direction.
    fn within(&self, other: &Here<'_>, way: f64) -> bool {
        let gap = gewu_contact::between(&self.outline, self.pose, &other.outline, other.pose);
        let closing = || (self.velocity - other.velocity).dot(gap.normal) + self.rim + other.rim;
        gap.distance < way && (gap.distance < NEAR || closing() > 0.0)
    }

    /// How much nearer it may come to another within `dt`, m.
    fn way(&self, other: &Here<'_>, dt: f64) -> f64 {
        let closing = (other.velocity - self.velocity).length() + self.rim + other.rim;
        1.5 * dt * (closing + dt * (self.pushed + other.pushed)) + NEAR
    }
}

impl Contacts {
    /// Which bodies the contact solver has to advance in a step of `dt`, s.
    pub fn close(&self, plan: &Plan, state: &State, scratch: &Scratch, dt: f64) -> Vec<bool> {
        let count = plan.bodies.len();
        let mut islands = plan.together.clone();
        let mut near = vec![false; count];
        let fixed: Vec<Here> = self.fixed.iter().filter_map(|(_, solid)| self.stands(solid)).collect();
        let bodies: Vec<Here> = (0..count).filter_map(|index| self.moves(plan, state, scratch, index, dt)).collect();
        for one in &bodies {
            let meets = |wall: &&Here| one.bounds.meets(&wall.bounds);
            near[one.index] = fixed.iter().filter(meets).any(|wall| one.within(wall, one.way(wall, dt)));
        }
        // Balls that meet at a speed: the exact solver's, if neither touches anything else.
        let mut impacts = Vec::new();
        // From left to right, so that only those are compared which are abreast of one another.
        let mut order: Vec<usize> = (0..bodies.len()).collect();
        order.sort_by(|&a, &b| bodies[a].bounds.low.x.total_cmp(&bodies[b].bounds.low.x).then(a.cmp(&b)));
        for (at, &first) in order.iter().enumerate() {
            for &second in &order[at + 1..] {
                if bodies[second].bounds.low.x > bodies[first].bounds.high.x {
                    break;
                }
                let (one, other) = (&bodies[first.min(second)], &bodies[first.max(second)]);
                let (a, b) = (one.index, other.index);
                if !one.bounds.meets(&other.bounds) || self.joined(a, b) || !one.within(other, one.way(other, dt)) {
                    continue;
                }
                if is_impact(plan, state, one, other) {
                    impacts.push((a, b));
                } else {
                    (near[a], near[b]) = (true, true);
                    islands.join(a, b);
                }
            }
        }
        for &(a, b, _) in &state.coupled {
            islands.join(a as usize, b as usize);
        }
        loop {
            let mut touched = vec![false; count];
            (0..count).filter(|&index| near[index]).for_each(|index| touched[islands.root(index)] = true);
            let owned: Vec<bool> = (0..count).map(|index| touched[islands.root(index)]).collect();
            // No impact is between a body of the one solver and one of the other.
            let waiting = impacts.len();
            impacts.retain(|&(a, b)| {
                let both = owned[a] || owned[b];
                if both {
                    (near[a], near[b]) = (true, true);
                    islands.join(a, b);
                }
                !both
            });
            if impacts.len() == waiting {
                return owned;
            }
        }
    }

    /// A wall or floor.
    fn stands<'a>(&self, solid: &'a Solid) -> Option<Here<'a>> {
        let pose = self.world.pose(self.world.body_of(solid.id)?);
        let outline = Outline::new(&solid.shape).ok()?;
        let bounds = outline.bounds(pose);
        Some(Here { index: usize::MAX, solid, outline, pose, velocity: DVec2::ZERO, rim: 0.0, pushed: 0.0, bounds })
    }

    /// A body that is solid.
    fn moves(&self, plan: &Plan, state: &State, scratch: &Scratch, index: usize, dt: f64) -> Option<Here<'_>> {
        let solid = self.solids.get(index)?.as_ref()?;
        let (place, angle, velocity, spin) = motion(plan, state, index);
        let dof = plan.bodies.get(index)?.dof;
        let change = |dof: usize| scratch.acceleration.get(dof).copied().unwrap_or(0.0);
        let pushed = DVec2::new(change(dof), change(dof + 1)).length() + SUDDEN;
        let rim = spin.abs() * solid.reach;
        let (outline, pose) = (Outline::new(&solid.shape).ok()?, Pose::new(place, angle));
        let range = 1.5 * dt * (velocity.length() + rim + dt * pushed) + NEAR;
        let bounds = outline.bounds(pose).enlarged(range, DVec2::ZERO);
        Some(Here { index, solid, outline, pose, velocity, rim, pushed, bounds })
    }
}

/// Whether two bodies are balls that meet at a speed, so that their impact can be located in time. Those that were put into
/// one another have no such time, and a crowd has too many.
fn is_impact(plan: &Plan, state: &State, one: &Here<'_>, other: &Here<'_>) -> bool {
    if !one.is_ball(plan) || !other.is_ball(plan) {
        return false;
    }
    let d = other.pose.place - one.pose.place;
    let apart = d.length() - one.solid.reach - other.solid.reach > -SUNK;
    let crowd = [one, other].iter().all(|body| state.crowd.get(body.index) == Some(&true));
    let speed = (other.velocity - one.velocity).dot(d.normalize_or_zero()).abs();
    apart && !crowd && speed > LIES
}
