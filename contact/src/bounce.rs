//! Impacts: after a step, bodies that met in it part with the restitution of their surfaces.
//!
//! In double precision and from the speed at the instant of touching, so that a single impact is exact.

use crate::math::{cross, left};
use crate::world::World;

/// Most rounds over the impacts of a step; those between two bodies need one.
const ROUNDS: usize = 8;

impl World {
    /// Gives all impacts of this step their speed of separation.
    pub(crate) fn bounce(&mut self, dt: f64) {
        let World { bodies, pairs, pulls, impacts, .. } = self;
        impacts.clear();
        for (at, pair) in pairs.list.iter().enumerate().filter(|(_, pair)| pair.solved) {
            let [i, j] = pair.bodies.map(|body| body as usize);
            // What rests on something else is pulled against it, but does not hit it.
            let least = (pulls[j].0 - pulls[i].0).dot(pair.normal).abs() * dt;
            let is_hit = pair.approach > least && (!pair.touching || pair.material.restitution > 0.0);
            if is_hit && pair.spots().iter().any(|spot| spot.sum[0] > 0.0) {
                impacts.push(at);
            }
        }
        for _ in 0..ROUNDS {
            let mut most = 0.0f64;
            for &at in impacts.iter() {
                let Some(pair) = pairs.list.get_mut(at) else { continue };
                let [i, j] = pair.bodies.map(|body| body as usize);
                let normal = pair.normal;
                let wanted = pair.material.restitution * pair.approach;
                let between = bodies.place[i] - bodies.place[j];
                for spot in &mut pair.spots[..usize::from(pair.count)] {
                    // A point that the solver did not need was not hit.
                    if spot.sum[0] <= 0.0 {
                        continue;
                    }
                    let (arm_a, arm_b) = (spot.arm, spot.arm + between);
                    let (turn_a, turn_b) = (cross(arm_a, normal), cross(arm_b, normal));
                    let inverse = bodies.inv_mass[i]
                        + bodies.inv_mass[j]
                        + bodies.inv_inertia[i] * turn_a * turn_a
                        + bodies.inv_inertia[j] * turn_b * turn_b;
                    if inverse <= 0.0 {
                        continue;
                    }
                    let rate = bodies.velocity[j] + bodies.spin[j] * left(arm_b)
                        - bodies.velocity[i]
                        - bodies.spin[i] * left(arm_a);
                    let change = ((wanted - rate.dot(normal)) / inverse).max(-spot.sum[0]);
                    spot.sum[0] += change;
                    bodies.velocity[i] -= normal * (change * bodies.inv_mass[i]);
                    bodies.velocity[j] += normal * (change * bodies.inv_mass[j]);
                    bodies.spin[i] -= turn_a * change * bodies.inv_inertia[i];
                    bodies.spin[j] += turn_b * change * bodies.inv_inertia[j];
                    // The blow is over: the next step does not begin with it.
                    spot.last = [0.0; 2];
                    most = most.max((change * inverse).abs() / (pair.approach + wanted));
                }
            }
            if most < 1e-12 {
                break;
            }
        }
    }
}
