//! The paper tape of a ticker timer: its dots, and the counting points that a learner chooses among them.

use serde::{Deserialize, Serialize};

/// Dots nearer than this lie on one another: a tape at rest gets one dot, however long it waits. m.
const PILED: f64 = 1e-6;
/// Dots beyond which a tape takes no more: a minute of printing.
const MOST: usize = 3000;
/// Gaps between counting points at most.
const WIDEST: usize = 100;

/// A dot.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    /// Way along the tape from the body that it is fixed to, m.
    pub at: f64,
    /// Printed with too little force.
    pub faint: bool,
}

/// A tape with what is printed on it, and the learner's pencil marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// In the order of their places; where the tape runs one way, that of printing.
    dots: Vec<Dot>,
    /// True once it is torn off and lies beside the rule.
    pub laid: bool,
    /// Index of the dot that is counting point 0.
    pub first: usize,
    /// Gaps from one counting point to the next.
    pub every: usize,
    /// Number of the counting point that is read.
    pub point: usize,
}

impl Default for Paper {
    fn default() -> Paper {
        Paper { dots: Vec::new(), laid: false, first: 0, every: 1, point: 0 }
    }
}

impl Paper {
    /// Its dots, in the order of their places.
    pub fn dots(&self) -> &[Dot] {
        &self.dots
    }

    /// Prints a dot.
    pub fn print(&mut self, dot: Dot) {
        let next = self.dots.partition_point(|other| other.at <= dot.at);
        let near = |index: usize| self.dots.get(index).is_some_and(|other| (other.at - dot.at).abs() < PILED);
        let piled = near(next) || next.checked_sub(1).is_some_and(near);
        if self.dots.len() < MOST && !piled {
            self.dots.insert(next, dot);
        }
    }

    /// Way of a dot from the first, m.
    pub fn way(&self, index: usize) -> Option<f64> {
        Some(self.dots.get(index)?.at - self.dots.first()?.at)
    }

    /// Index of the dot of a counting point.
    pub fn index(&self, point: usize) -> usize {
        self.first + point * self.every
    }

    /// Ways of the counting points from the first dot, m.
    pub fn points(&self) -> impl Iterator<Item = f64> + '_ {
        (0..).map_while(|point| self.way(self.index(point)))
    }

    /// Index of the dot nearest to a way from the first.
    fn nearest(&self, way: f64) -> usize {
        let off = |index: &usize| self.way(*index).map_or(f64::INFINITY, |at| (at - way).abs());
        (0..self.dots.len()).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(0)
    }

    /// The last dot that a mark can be put on; a blank tape sets no limit.
    fn last(&self) -> usize {
        if self.dots.is_empty() { MOST } else { self.dots.len() - 1 }
    }

    /// Puts counting point 0 on a dot.
    pub fn mark_first(&mut self, to: Mark) {
        self.first = match to {
            Mark::At(way) => self.nearest(way),
            Mark::By(by) => moved(self.first, by, 0, self.last()),
        };
    }

    /// Puts counting point 1 on a dot: how many gaps lie between counting points.
    pub fn mark_next(&mut self, to: Mark) {
        self.every = match to {
            Mark::At(way) => self.nearest(way).saturating_sub(self.first).clamp(1, WIDEST),
            Mark::By(by) => moved(self.every, by, 1, WIDEST),
        };
    }

    /// Chooses the counting point that is read.
    pub fn choose(&mut self, to: Mark) {
        let last = self.points().count().checked_sub(1).unwrap_or(MOST);
        self.point = match to {
            Mark::At(way) => {
                let off = |at: f64| (at - way).abs();
                let all = self.points().enumerate().map(|(point, at)| (point, off(at)));
                all.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(point, _)| point)
            }
            Mark::By(by) => moved(self.point, by, 0, last),
        };
    }
}

/// Where a pencil mark goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// To what is nearest to this way from the first dot, m.
    At(f64),
    /// By so many on.
    By(f64),
}

/// A number of dots on, within limits.
fn moved(from: usize, by: f64, least: usize, most: usize) -> usize {
    let to = (from as f64 + by.round()).clamp(least as f64, most.max(least) as f64);
    if to.is_finite() { to as usize } else { from }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(ways: &[f64]) -> Paper {
        let mut paper = Paper::default();
        ways.iter().for_each(|&at| paper.print(Dot { at, faint: false }));
        paper
    }

    #[test]
    fn dots_stand_in_the_order_of_their_places_and_pile_up_at_rest() {
        let paper = printed(&[0.1, 0.1, 0.1 + 5e-7, 0.13, 0.12, 0.2]);
        assert_eq!(paper.dots().iter().map(|d| d.at).collect::<Vec<_>>(), [0.1, 0.12, 0.13, 0.2]);
        assert_eq!((paper.way(0), paper.way(4)), (Some(0.0), None));
        let mut full = Paper::default();
        (0..MOST + 10).for_each(|i| full.print(Dot { at: i as f64 * 1e-3, faint: false }));
        assert_eq!(full.dots().len(), MOST);
    }

    #[test]
    fn counting_points_follow_their_first_two_marks() {
        let mut paper = printed(&[0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.21]);
        paper.mark_first(Mark::At(0.012));
        paper.mark_next(Mark::At(0.061));
        assert_eq!((paper.first, paper.every), (1, 2));
        assert_eq!(paper.points().collect::<Vec<_>>(), [0.01, 0.06, 0.15]);
        paper.choose(Mark::At(0.09));
        assert_eq!(paper.point, 1);
        paper.choose(Mark::By(5.0));
        assert_eq!(paper.point, 2);
        paper.mark_next(Mark::By(-9.0));
        assert_eq!((paper.every, paper.points().count()), (1, 6));
        for wild in [Mark::At(f64::NAN), Mark::By(f64::NAN), Mark::By(1e300), Mark::At(-1e300)] {
            paper.mark_first(wild);
            paper.mark_next(wild);
            paper.choose(wild);
            assert!(paper.first < 7 && paper.every >= 1 && paper.every <= WIDEST);
        }
    }
}
