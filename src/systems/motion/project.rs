//! After a step: bodies are put back onto their rods to the last digit, and overstretched springs keep their new length.

use super::plan::Plan;
use super::smooth::End;
use super::state::State;
use super::terms::Terms;
use glam::DVec2;

/// Relative drift that is left alone: some fifty roundings. Where nothing is moved, the rates at the end of the step
/// are those at the start of the next.
const DRIFT: f64 = 1e-14;

/// The integrator keeps the acceleration of every rod right, so lengths drift by rounding and by its error only; a
/// projection, weighted by inverse mass, removes that drift before it can add up. Where joints share bodies a second
/// pass mends what the first has moved. Tells whether anything had to be moved.
pub fn onto_rods(terms: &Terms, state: &mut State) -> bool {
    let passes = terms.joints.len().min(2);
    let mut moved = false;
    for _ in 0..passes {
        for joint in &terms.joints {
            let [a, b] = joint.ends.map(|end| kinematics(state, end));
            let (d, v) = (b.0 - a.0, b.1 - a.1);
            let square = joint.length * joint.length;
            let (off, parting) = (d.length_squared() - square, d.dot(v));
            if off.abs() <= DRIFT * square && parting * parting <= DRIFT * DRIFT * square * v.length_squared() {
                continue;
            }
            let length = d.length();
            if length < 1e-9 {
                continue;
            }
            moved = true;
            let n = d / length;
            let stretch = n * ((length - joint.length) * joint.reduced);
            let apart = n * (v.dot(n) * joint.reduced);
            for (end, share) in [(joint.ends[0], joint.inverse[0]), (joint.ends[1], -joint.inverse[1])] {
                if let End::Body(i) = end
                    && let Some(body) = state.bodies.get_mut(i)
                {
                    body.place += stretch * share;
                    body.velocity += apart * share;
                }
            }
        }
    }
    moved
}

fn kinematics(state: &State, end: End) -> (DVec2, DVec2) {
    match end {
        End::Body(i) => state.bodies.get(i).map_or((DVec2::ZERO, DVec2::ZERO), |b| (b.place, b.velocity)),
        End::Fixed(p) => (p, DVec2::ZERO),
    }
}

/// Keeps the permanent extension that the step has reached. Tells whether one grew.
pub fn keep_permanent(terms: &Terms, plan: &Plan, state: &mut State) -> bool {
    let mut grew = false;
    for (&part, spring) in plan.springs.iter().zip(&terms.springs) {
        let [a, b] = spring.ends.map(|end| kinematics(state, end).0);
        let (_, permanent) = spring.force((b - a).length() - spring.natural);
        if let Some(memory) = state.memory.get_mut(part) {
            grew |= *memory != permanent;
            *memory = permanent;
        }
    }
    grew
}
