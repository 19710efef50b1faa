//! After a step: bodies are put back onto their rods to the last digit, and overstretched springs keep their new length.

use super::parts::{rod, spring};
use super::plan::Plan;
use super::smooth::{End, end, reach, spring_force};
use super::state::{Mode, State};
use glam::DVec2;

/// The integrator keeps the acceleration of every rod right, so the length drifts by rounding only; two passes of
/// projection, weighted by inverse mass, remove that drift before it can add up.
pub fn onto_rods(plan: &Plan, state: &mut State) {
    for _ in 0..2 {
        for &part in &plan.joints {
            let Some(p) = plan.parts.get(part) else { continue };
            let taut = p.is(&rod::KIND) || state.memory.get(part) == Some(&1.0);
            if !taut {
                continue;
            }
            let ends = [end(plan, state, part, 0), end(plan, state, part, 1)];
            let [a, b] = ends.map(|e| kinematics(plan, state, e));
            let weight = a.2 + b.2;
            let d = b.0 - a.0;
            let length = d.length();
            if weight == 0.0 || length < 1e-9 {
                continue;
            }
            let n = d / length;
            let stretch = (length - reach(plan, state, part)) / weight;
            let apart = (b.1 - a.1).dot(n) / weight;
            for (e, sign, inverse) in [(ends[0], 1.0, a.2), (ends[1], -1.0, b.2)] {
                if let End::Body(i) = e
                    && let Some(body) = state.bodies.get_mut(i)
                {
                    body.place += n * (sign * stretch * inverse);
                    body.velocity += n * (sign * apart * inverse);
                }
            }
        }
    }
}

fn kinematics(plan: &Plan, state: &State, end: End) -> (DVec2, DVec2, f64) {
    match end {
        End::Body(i) => state.bodies.get(i).map_or((DVec2::ZERO, DVec2::ZERO, 0.0), |b| {
            let free = b.mode == Mode::Free;
            let mass = plan.bodies.get(i).map_or(1.0, |&p| state.mass(plan, p));
            (b.place, b.velocity, if free { 1.0 / mass } else { 0.0 })
        }),
        End::Fixed(p) => (p, DVec2::ZERO, 0.0),
    }
}

/// Keeps the permanent extension that the step has reached.
pub fn keep_permanent(plan: &Plan, state: &mut State) {
    for &part in &plan.springs {
        let [a, b] = [0, 1].map(|t| kinematics(plan, state, end(plan, state, part, t)).0);
        let extension = (b - a).length() - state.value(plan, part, spring::NATURAL);
        let (_, permanent) = spring_force(plan, state, part, extension);
        if let Some(memory) = state.memory.get_mut(part) {
            *memory = permanent;
        }
    }
}
