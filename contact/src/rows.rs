//! Joints, as rows: each says how a sum of velocities stays zero, and between which forces it may pull or push.

use crate::body::{Bodies, BodyId};
use crate::lane::F4;
use crate::soft::Soft;
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Most bodies of a row.
pub const ENTRIES: usize = 4;
/// Most passes that rows ask for.
const MOST_PASSES: f64 = 7.0;

/// A body's part in a row: how much each of its velocities counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Whose.
    pub body: BodyId,
    /// Factor of the velocity along x.
    pub x: f64,
    /// Factor of the velocity along y.
    pub y: f64,
    /// Factor of the spin.
    pub spin: f64,
}

/// One equation of a joint: the sum of `x vx + y vy + spin ω` over its entries is the rate of `error`, and is to be such
/// that `error` goes to zero. A force of 1 N in the row pushes each body by its factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// Up to four; what comes after is left out.
    pub entries: &'a [Entry],
    /// How far the joint is off, m or rad. Above 0 in a row that only pushes (`lower` 0), and below 0 in one that only pulls
    /// (`upper` 0), it is free way that is left.
    pub error: f64,
    /// Least force, N or N m, at most 0.
    pub lower: f64,
    /// Greatest force, at least 0.
    pub upper: f64,
    /// Stiffness and damping of a row that gives way, N/m and N s/m; nothing: as stiff as a substep allows.
    pub give: Option<(f64, f64)>,
}

/// A row as the solver has it.
#[derive(Clone, Copy)]
struct Ready {
    bodies: [u32; ENTRIES],
    count: usize,
    factors: [F4; ENTRIES],
    /// Factors over masses: the change of velocities by an impulse of 1.
    effects: [F4; ENTRIES],
    mass: f32,
    /// Rate of the error with the velocities as the step began.
    rate: f32,
    bias: f32,
    soft: Soft,
    lower: f32,
    upper: f32,
    /// Impulse of this substep that velocities in double precision have already.
    settled: f32,
    /// The row has free way: it may close it within a substep, and is left alone when velocities are relaxed.
    apart: bool,
}

impl Ready {
    /// Adds what is new of an impulse to the changes of velocity in double precision.
    fn settle(&mut self, impulse: f32, bodies: &Bodies, gain: &mut [(DVec2, f64, bool)]) {
        let new = f64::from(impulse) - f64::from(self.settled);
        self.settled = impulse;
        for e in 0..self.count {
            let i = self.bodies[e] as usize;
            let [x, y, spin, _] = self.factors[e].array().map(f64::from);
            gain[i].0 += DVec2::new(x, y) * (bodies.inv_mass[i] * new);
            gain[i].1 += bodies.inv_inertia[i] * spin * new;
            gain[i].2 = true;
        }
    }
}

/// Where rows put their impulses.
pub(crate) struct Sink<'a> {
    /// Changes of velocity since the step began, and those before constraints had their part in the substep.
    pub motion: &'a mut [F4],
    pub base: &'a mut [F4],
    /// Changes of velocity by anything but gravity and pushes, in double precision, and whether there are any.
    pub gain: &'a mut [(DVec2, f64, bool)],
}

const NOTHING: Ready = Ready {
    bodies: [0; ENTRIES],
    count: 0,
    factors: [F4::ZERO; ENTRIES],
    effects: [F4::ZERO; ENTRIES],
    mass: 0.0,
    rate: 0.0,
    bias: 0.0,
    soft: Soft::HARD,
    lower: 0.0,
    upper: 0.0,
    settled: 0.0,
    apart: false,
};

/// All rows, in the order in which the coupling gave them.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Rows {
    /// Impulses of the last substep.
    last: Vec<f32>,
    /// Impulses of the step, N s.
    pub sum: Vec<f64>,
    /// Which bodies the rows join, for islands.
    pub joined: Vec<(u32, u32)>,
    #[serde(skip)]
    ready: Vec<Ready>,
    #[serde(skip)]
    filled: usize,
    #[serde(skip)]
    first: bool,
    /// Greatest ratio of masses that a row joins.
    #[serde(skip)]
    uneven: f64,
}

impl Rows {
    /// Begins to take rows; `first` of a step.
    pub fn open(&mut self, first: bool) {
        self.filled = 0;
        self.first = first;
        self.uneven = 1.0;
        if first {
            self.joined.clear();
        }
    }

    /// Passes beyond the first in which rows and contacts are made to agree. What is heavy on what is light needs more:
    /// half the root of their ratio, as measured with a ladder that carries 1 to 25 times its own mass.
    pub fn more_passes(&self) -> usize {
        if self.is_empty() { 0 } else { (0.5 * self.uneven.sqrt()).ceil().min(MOST_PASSES) as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.ready.is_empty()
    }

    /// The rows given since `open` are all.
    pub fn close(&mut self) {
        self.ready.truncate(self.filled);
        self.last.truncate(self.filled);
        if self.first {
            self.sum.clear();
        }
        self.sum.resize(self.filled, 0.0);
    }

    /// Takes the next row. What impulse it has stays as it was given; what the next kick begins with goes the new way.
    #[inline]
    pub fn push(&mut self, bodies: &Bodies, to: &mut Sink, row: &Row, soft: Soft, drift: f64) {
        let at = self.filled;
        self.filled += 1;
        if self.last.len() <= at {
            self.last.push(0.0);
        }
        let had = if self.ready.len() <= at {
            self.ready.push(NOTHING);
            false
        } else {
            !self.first
        };
        let (Some(ready), Some(last)) = (self.ready.get_mut(at), self.last.get(at)) else { return };
        // In the first rows of a step velocities are warmed; later, what they are warmed by is told by their bases.
        let warmth = if self.first { *last } else { -*last };
        let warmed = if self.first { &mut *to.motion } else { &mut *to.base };
        ready.settled = 0.0;
        if had {
            ready.settle(*last, bodies, to.gain);
            for e in 0..ready.count {
                let v = &mut warmed[ready.bodies[e] as usize];
                *v = v.minus(ready.effects[e], F4::splat(warmth));
            }
        }
        let (mut inverse, mut rate) = (0.0f64, 0.0f64);
        let (mut lightest, mut heaviest) = (0.0f64, f64::INFINITY);
        ready.count = 0;
        for entry in row.entries.iter().take(ENTRIES) {
            let i = entry.body.index();
            if i >= bodies.len() {
                continue;
            }
            let (m, inertia) = (bodies.inv_mass[i], bodies.inv_inertia[i]);
            if m > 0.0 {
                (lightest, heaviest) = (lightest.max(m), heaviest.min(m));
            }
            let e = ready.count;
            ready.bodies[e] = i as u32;
            ready.factors[e] = F4::new(entry.x as f32, entry.y as f32, entry.spin as f32, 0.0);
            ready.effects[e] = F4::new((m * entry.x) as f32, (m * entry.y) as f32, (inertia * entry.spin) as f32, 0.0);
            inverse += m * (entry.x * entry.x + entry.y * entry.y) + inertia * entry.spin * entry.spin;
            ready.count += 1;
            rate += bodies.velocity[i].x * entry.x + bodies.velocity[i].y * entry.y + bodies.spin[i] * entry.spin;
            if self.first && e > 0 {
                self.joined.push((ready.bodies[0], i as u32));
            }
            let v = &mut warmed[i];
            *v = v.plus(ready.effects[e], F4::splat(warmth));
        }
        for e in ready.count..2 {
            (ready.bodies[e], ready.factors[e], ready.effects[e]) = (0, F4::ZERO, F4::ZERO);
        }
        self.uneven = self.uneven.max(lightest / heaviest);
        ready.rate = rate as f32;
        ready.mass = if inverse > 0.0 { (1.0 / inverse) as f32 } else { 0.0 };
        ready.soft = match row.give {
            Some((stiffness, damping)) => Soft::spring(stiffness, damping, inverse, drift),
            None => soft,
        };
        ready.apart = row.error > 0.0 && row.lower >= 0.0 && row.give.is_none()
            || row.error < 0.0 && row.upper <= 0.0 && row.give.is_none();
        if ready.apart {
            ready.soft = Soft::HARD;
            ready.bias = (row.error / drift) as f32;
        } else {
            ready.bias = ready.soft.rate * row.error as f32;
        }
        ready.lower = row.lower as f32;
        ready.upper = row.upper as f32;
    }

    /// The remembered impulses for a kick of another length.
    pub fn scale(&mut self, ratio: f32) {
        for last in &mut self.last {
            *last *= ratio;
        }
    }

    /// One pass over all rows: forward with their errors, or backward to relax the velocities.
    pub fn solve(&mut self, motion: &mut [F4], relax: bool, kick: f32, spring: f32) {
        let n = self.ready.len().min(self.last.len());
        for k in 0..n {
            let at = if relax { n - 1 - k } else { k };
            let row = &self.ready[at];
            let last = &mut self.last[at];
            if relax && row.apart && *last == 0.0 {
                continue;
            }
            let (a, b) = (row.bodies[0] as usize, row.bodies[1] as usize);
            let mut rate = row.factors[0].mul(motion[a]).plus(row.factors[1], motion[b]);
            for e in 2..row.count {
                rate = rate.plus(row.factors[e], motion[row.bodies[e] as usize]);
            }
            let rate = row.rate + rate.sum3();
            let wanted = if relax && !row.soft.gives {
                *last - row.mass * rate
            } else {
                *last - row.mass * row.soft.mass * (rate + row.bias) - row.soft.impulse * spring * *last
            };
            let next = wanted.max(row.lower * kick).min(row.upper * kick);
            let change = F4::splat(next - *last);
            *last = next;
            motion[a] = motion[a].plus(row.effects[0], change);
            motion[b] = motion[b].plus(row.effects[1], change);
            for e in 2..row.count {
                let v = &mut motion[row.bodies[e] as usize];
                *v = v.plus(row.effects[e], change);
            }
        }
    }

    /// Adds the impulses of a substep to the sums and to the changes of velocity in double precision.
    pub fn settle(&mut self, bodies: &Bodies, gain: &mut [(DVec2, f64, bool)]) {
        for ((row, last), sum) in self.ready.iter_mut().zip(&self.last).zip(&mut self.sum) {
            *sum += f64::from(*last);
            row.settle(*last, bodies, gain);
        }
    }
}
