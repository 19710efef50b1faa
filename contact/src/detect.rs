//! Finds which shapes touch or are about to, at the beginning of a step.

use crate::broad::Grid;
use crate::manifold::meet;
use crate::math::left;
use crate::pairs::{Pair, Spot};
use crate::shape::Bounds;
use crate::world::{Solid, World};
use glam::DVec2;

/// Share of a shape's size by which its box is larger.
const FAT: f64 = 0.12;
/// Share of a shape's size within which a contact is kept though nothing closes it yet: others may push.
const NEAR: f64 = 0.01;

impl World {
    /// Brings the list of pairs up to date.
    pub(crate) fn find_pairs(&mut self, dt: f64) {
        let mut any = false;
        for solid in self.solids.iter_mut().filter(|solid| solid.alive) {
            let i = solid.body as usize;
            let (reach, centre) = (solid.outline.reach, self.bodies.place[i]);
            let way = self.bodies.velocity[i] * dt;
            let turned = self.bodies.spin[i].abs() * solid.swing * dt;
            let margin = NEAR * solid.outline.extent + turned;
            // Seldom does the disc around the body not tell enough.
            let round = Bounds { low: centre - reach, high: centre + reach }.enlarged(margin, way);
            solid.fat.moved = !solid.fat.bounds.holds(&round);
            if solid.fat.moved {
                let tight = solid.outline.bounds(self.bodies.pose(i));
                if solid.fat.bounds.holds(&tight.enlarged(margin, way)) {
                    solid.fat.moved = false;
                } else {
                    solid.fat.bounds = tight.enlarged(FAT * solid.outline.extent + 2.0 * turned, way * 4.0);
                    any = true;
                }
            }
        }
        if !any && !self.repair {
            return;
        }
        self.repair = false;
        self.drop_pairs();
        let World { bodies, solids, grid, pairs, apart, .. } = self;
        grid.fill(solids.iter().enumerate().filter(|(_, s)| s.alive).map(|(i, s)| (i as u32, s.fat.bounds)));
        for (i, solid) in solids.iter().enumerate().filter(|(_, s)| s.alive && s.fat.moved) {
            Grid::near(grid, &solid.fat.bounds, |j| {
                let other = &solids[j as usize];
                // Of two that moved, the one with the lower number sees to the pair.
                if (other.fat.moved && j as usize <= i) || !solid.fat.bounds.meets(&other.fat.bounds) {
                    return;
                }
                let shapes = if (i as u32) < j { [i as u32, j] } else { [j, i as u32] };
                let [a, b] = shapes.map(|s| &solids[s as usize]);
                let moved = bodies.is_moved(a.body as usize) || bodies.is_moved(b.body as usize);
                if !moved || !may_meet(a, b) || pairs.has(shapes) {
                    return;
                }
                let joined = if a.body < b.body { (a.body, b.body) } else { (b.body, a.body) };
                if !apart.contains(&joined) {
                    pairs.insert(Pair::new(shapes, [a.body, b.body], a.material.mix(b.material)));
                }
            });
        }
    }

    /// Takes out the pairs whose boxes no longer meet.
    fn drop_pairs(&mut self) {
        let World { solids, pairs, ended, .. } = self;
        let mut at = 0;
        while let Some(pair) = pairs.list.get(at) {
            let [a, b] = pair.shapes.map(|s| &solids[s as usize]);
            if (a.fat.moved || b.fat.moved) && !a.fat.bounds.meets(&b.fat.bounds) {
                let gone = pairs.remove(at);
                if gone.touching {
                    ended.push(gone.shapes);
                }
            } else {
                at += 1;
            }
        }
    }

    /// Finds the points of contact of all pairs, and which of them the solver must have.
    pub(crate) fn find_contacts(&mut self, dt: f64) {
        let World { bodies, solids, pairs, pulls, .. } = self;
        for pair in &mut pairs.list {
            let [a, b] = pair.shapes.map(|s| &solids[s as usize]);
            let [i, j] = pair.bodies.map(|body| body as usize);
            let swing = bodies.spin[i].abs() * a.swing + bodies.spin[j].abs() * b.swing;
            let pull = pulls[j].0 - pulls[i].0;
            let slack = NEAR * a.outline.extent.min(b.outline.extent) + (pull.x.abs() + pull.y.abs()) * dt * dt;
            let relative = bodies.velocity[j] - bodies.velocity[i];
            let margin = slack + ((relative.x.abs() + relative.y.abs()) + swing) * dt;
            let from = bodies.pose(i);
            let found = meet(&a.outline, &b.outline, from.to(bodies.pose(j)), margin, &mut pair.hint);
            let old = pair.spots;
            let had = usize::from(pair.count);
            pair.count = found.count as u8;
            pair.solved = false;
            pair.approach = 0.0;
            if found.count == 0 {
                pair.rolling.0 = 0.0;
                continue;
            }
            pair.normal = from.turn.of(found.normal);
            let between = bodies.place[i] - bodies.place[j];
            for (spot, point) in pair.spots.iter_mut().zip(&found.points[..found.count]) {
                let arm = from.turn.of(point.at);
                let last = old[..had].iter().find(|o| o.feature == point.feature).map_or([0.0; 2], |o| o.last);
                let closing = relative + bodies.spin[j] * left(arm + between) - bodies.spin[i] * left(arm);
                let rate = closing.dot(pair.normal);
                let across = closing.dot(left(pair.normal));
                *spot = Spot { arm, gap: point.gap, rate: [rate, across], feature: point.feature, last, sum: [0.0; 2] };
                pair.solved |= point.gap <= slack - rate * dt;
                if !pair.touching || pair.material.restitution > 0.0 {
                    // The speed at the instant of touching, as long as what pulls stays the same.
                    let square = rate * rate - 2.0 * pull.dot(pair.normal) * point.gap.max(0.0);
                    let speed = if point.gap > 0.0 { square.max(0.0).sqrt() } else { -rate };
                    pair.approach = pair.approach.max(speed);
                }
            }
        }
    }
}

/// Whether two shapes are of different bodies and their filters let them meet.
fn may_meet(a: &Solid, b: &Solid) -> bool {
    a.body != b.body && a.filter.meets & b.filter.kinds != 0 && b.filter.meets & a.filter.kinds != 0
}

/// Places of the corners of a shape from the centre: what its body's spin moves.
pub(crate) fn swing(points: &[DVec2]) -> f64 {
    points.iter().map(|p| p.length()).fold(0.0, f64::max)
}
