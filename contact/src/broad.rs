//! Which shapes may meet: boxes somewhat larger than the shapes, sorted into grids by their size.
//!
//! A shape keeps its box until it comes near its edge; only then are its pairs sought again. A box lies in the grid
//! whose cells are just larger than it, in the cell of its lower left corner, so that a search looks at three rows of
//! each grid. Nothing depends on more than the boxes and the order of the shapes.

use crate::shape::Bounds;
use serde::{Deserialize, Serialize};

/// Largest number of a cell along one axis.
const MOST: i64 = (1 << 25) - 1;

/// A cell and the shape in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Level, row, column: 11, 26 and 26 bits, with one to spare.
    key: u64,
    shape: u32,
}

/// One grid: its part of the entries.
struct Level {
    cell: f64,
    key: u64,
    from: usize,
    to: usize,
}

/// The grids, made anew whenever a box has moved.
#[derive(Default)]
pub(crate) struct Grid {
    entries: Vec<Entry>,
    levels: Vec<Level>,
}

/// A shape's box and whether it moved in this step.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Fat {
    pub bounds: Bounds,
    pub moved: bool,
}

fn column(x: f64, cell: f64) -> u64 {
    // Out of range, cells run together: slow there, but nothing is missed.
    (((x / cell).floor() as i64).clamp(-MOST, MOST) + MOST) as u64
}

impl Grid {
    /// Sorts all boxes in.
    pub fn fill(&mut self, boxes: impl Iterator<Item = (u32, Bounds)>) {
        self.entries.clear();
        for (shape, b) in boxes {
            let size = (b.high - b.low).max_element();
            let exponent = ((size.to_bits() >> 52) & 0x7ff).clamp(1, 0x7fd) + 1;
            let cell = f64::from_bits(exponent << 52);
            let key = (exponent << 53) | (column(b.low.y, cell) << 26) | column(b.low.x, cell);
            self.entries.push(Entry { key, shape });
        }
        self.entries.sort_unstable();
        self.levels.clear();
        for (at, entry) in self.entries.iter().enumerate() {
            let key = entry.key >> 53 << 53;
            match self.levels.last_mut() {
                Some(level) if level.key == key => level.to = at + 1,
                _ => {
                    let cell = f64::from_bits(entry.key >> 53 << 52);
                    self.levels.push(Level { cell, key, from: at, to: at + 1 });
                }
            }
        }
    }

    /// Calls `found` with every shape whose box may meet this one.
    pub fn near(&self, b: &Bounds, mut found: impl FnMut(u32)) {
        for level in &self.levels {
            let entries = &self.entries[level.from..level.to];
            let rows = column(b.low.y - level.cell, level.cell)..=column(b.high.y, level.cell);
            let (first, last) = (column(b.low.x - level.cell, level.cell), column(b.high.x, level.cell));
            if rows.end() - rows.start() >= entries.len() as u64 / 4 {
                entries.iter().for_each(|entry| found(entry.shape));
                continue;
            }
            let mut rest = entries;
            for row in rows {
                let base = level.key | (row << 26);
                rest = &rest[rest.partition_point(|entry| entry.key < base | first)..];
                for entry in rest.iter().take_while(|entry| entry.key <= base | last) {
                    found(entry.shape);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::DVec2;

    #[test]
    fn finds_what_a_search_of_all_finds() {
        let mut state = 7u64;
        let mut chance = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as f64 / (1u64 << 31) as f64
        };
        let boxes: Vec<Bounds> = (0..400)
            .map(|i| {
                let low = DVec2::new(chance() - 0.5, chance() - 0.5) * if i % 50 == 0 { 1e12 } else { 20.0 };
                let size = [0.01, 0.3, 2.0, 30.0][i % 4] * (0.5 + chance());
                Bounds { low, high: low + DVec2::new(size, size * chance()) }
            })
            .collect();
        let mut grid = Grid::default();
        grid.fill(boxes.iter().enumerate().map(|(i, b)| (i as u32, *b)));
        let mut met = 0;
        for b in &boxes {
            let mut found = Vec::new();
            grid.near(b, |i| {
                if boxes[i as usize].meets(b) {
                    found.push(i);
                }
            });
            found.sort_unstable();
            let all: Vec<u32> = (0..400).filter(|&i| boxes[i as usize].meets(b)).collect();
            assert_eq!(found, all);
            met += all.len();
        }
        assert!(met > 1000, "{met}");
    }
}
