//! Pairs of shapes whose boxes meet, kept from step to step with what their contact remembers.

use crate::material::Material;
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A point of a contact and the impulses in it. Those of a step are sums over it, N s.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Spot {
    /// From the centre of the first body, in the axes of the world, m.
    pub arm: DVec2,
    /// Distance of the surfaces as the step began, m.
    pub gap: f64,
    /// Velocity of the second body past the first as the step began: along the normal and along the tangent, m/s.
    pub rate: [f64; 2],
    pub feature: u16,
    /// Impulses of the last substep, which the next begins with.
    pub last: [f32; 2],
    /// Impulses of the step: along the normal and along the tangent (its left).
    pub sum: [f64; 2],
}

/// Two shapes that may touch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Pair {
    pub shapes: [u32; 2],
    pub bodies: [u32; 2],
    pub material: Material,
    /// Which edge led last.
    pub hint: u8,
    /// Points that count.
    pub count: u8,
    /// Whether the solver had it in this step.
    pub solved: bool,
    /// Whether it touched at the end of the last step.
    pub touching: bool,
    /// From the first to the second.
    pub normal: DVec2,
    pub spots: [Spot; 2],
    /// Angular impulse against rolling: of the last substep, and of the step, N m s.
    pub rolling: (f32, f64),
    /// How fast it was met in this step, m/s.
    pub approach: f64,
}

/// The pairs, and a table of which there are.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Pairs {
    pub list: Vec<Pair>,
    #[serde(skip)]
    table: Vec<u64>,
    #[serde(skip)]
    used: usize,
}

const EMPTY: u64 = u64::MAX;

fn key([a, b]: [u32; 2]) -> u64 {
    (u64::from(a) << 32) | u64::from(b)
}

impl Pairs {
    fn start(&self, key: u64) -> usize {
        // Fibonacci hashing: the high half of the product is well mixed.
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.table.len() - 1)
    }

    fn find(&self, key: u64) -> (usize, bool) {
        let mut at = self.start(key);
        loop {
            match self.table[at] {
                EMPTY => return (at, false),
                found if found == key => return (at, true),
                _ => at = (at + 1) & (self.table.len() - 1),
            }
        }
    }

    /// Makes the table fit for the list and some more; after a restore it is empty.
    fn grow(&mut self) {
        if (self.list.len() + 1) * 2 > self.table.len() || self.used != self.list.len() {
            let size = ((self.list.len() + 8) * 4).next_power_of_two();
            self.table.clear();
            self.table.resize(size, EMPTY);
            self.used = self.list.len();
            for i in 0..self.list.len() {
                let key = key(self.list[i].shapes);
                let (at, _) = self.find(key);
                self.table[at] = key;
            }
        }
    }

    /// Whether the pair, lower shape first, is there.
    pub fn has(&mut self, shapes: [u32; 2]) -> bool {
        self.grow();
        self.find(key(shapes)).1
    }

    /// Puts in a pair that is not there.
    pub fn insert(&mut self, pair: Pair) {
        self.grow();
        let key = key(pair.shapes);
        let (at, _) = self.find(key);
        self.table[at] = key;
        self.list.push(pair);
        self.used += 1;
    }

    /// Takes out the pair at a place of the list; the last one takes its place.
    pub fn remove(&mut self, index: usize) -> Pair {
        self.grow();
        let (mut hole, found) = self.find(key(self.list[index].shapes));
        debug_assert!(found);
        // What follows in the same run of the table moves up, so that no search ends too early.
        let mask = self.table.len() - 1;
        let mut at = hole;
        loop {
            at = (at + 1) & mask;
            let other = self.table[at];
            if other == EMPTY {
                break;
            }
            let home = self.start(other);
            if (at.wrapping_sub(home) & mask) >= (at.wrapping_sub(hole) & mask) {
                self.table[hole] = other;
                hole = at;
            }
        }
        self.table[hole] = EMPTY;
        self.used -= 1;
        self.list.swap_remove(index)
    }
}

impl Pair {
    pub fn new(shapes: [u32; 2], bodies: [u32; 2], material: Material) -> Pair {
        Pair {
            shapes,
            bodies,
            material,
            hint: 0,
            count: 0,
            solved: false,
            touching: false,
            normal: DVec2::ZERO,
            spots: [Spot::default(); 2],
            rolling: (0.0, 0.0),
            approach: 0.0,
        }
    }

    /// The points that count.
    #[inline(always)]
    pub fn spots(&self) -> &[Spot] {
        &self.spots[..usize::from(self.count.min(2))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_knows_what_the_list_holds() {
        let mut pairs = Pairs::default();
        let mut known = BTreeSet::new();
        let mut state = 1u32;
        for _ in 0..20_000 {
            state = state.wrapping_mul(1664525).wrapping_add(1013904223);
            let shapes = [state >> 27, 40 + (state >> 20 & 15)];
            if pairs.has(shapes) {
                let index = pairs.list.iter().position(|p| p.shapes == shapes).unwrap();
                assert_eq!(pairs.remove(index).shapes, shapes);
                assert!(known.remove(&shapes));
            } else {
                pairs.insert(Pair::new(shapes, [1, 2], Material::SMOOTH));
                assert!(known.insert(shapes));
            }
            assert_eq!(pairs.list.len(), known.len());
        }
    }
}
