//! Samples: the recent past of the live graph's channels and the dots that bodies leave behind.

use glam::DVec2;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Time between two samples of the graph, s.
pub const INTERVAL: f64 = 0.01;
/// Samples kept at most.
const MOST: usize = 60_000;
/// Samples kept of a run that is over.
const MOST_KEPT: usize = 2000;
/// Dots kept at most.
const MOST_DOTS: usize = 600;
/// Dots nearer to the last one than this are not kept, m.
const NEAREST: f64 = 1e-3;

/// Two channels over a window of time. A NaN breaks the line: nothing is drawn across a reset or a hand's move.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Samples {
    time: VecDeque<f64>,
    x: VecDeque<f64>,
    y: VecDeque<f64>,
    window: f64,
    due: f64,
}

impl Samples {
    /// Keeps the last `window` seconds.
    pub fn new(window: f64) -> Samples {
        Samples { window: window.clamp(INTERVAL, MOST as f64 * INTERVAL), ..Samples::default() }
    }

    /// Takes a sample at this lab time, if one is due.
    pub fn push(&mut self, time: f64, values: impl FnOnce() -> [f64; 2]) {
        if time < self.due {
            return;
        }
        // Half a step of grace keeps the rhythm when the interval is no whole number of steps.
        self.due = time + INTERVAL * (1.0 - 1e-9);
        let [x, y] = values();
        self.put(time, x, y);
        while self.time.front().is_some_and(|t| *t < time - self.window) {
            self.time.pop_front();
            self.x.pop_front();
            self.y.pop_front();
        }
    }

    fn put(&mut self, time: f64, x: f64, y: f64) {
        if self.time.len() >= MOST {
            self.time.pop_front();
            self.x.pop_front();
            self.y.pop_front();
        }
        self.time.push_back(time);
        self.x.push_back(x);
        self.y.push_back(y);
    }

    /// Breaks the line.
    pub fn cut(&mut self) {
        if let Some(&time) = self.time.back()
            && self.y.back().is_some_and(|y| !y.is_nan())
        {
            self.put(time, f64::NAN, f64::NAN);
        }
        self.due = f64::NEG_INFINITY;
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.time.clear();
        self.x.clear();
        self.y.clear();
        self.due = f64::NEG_INFINITY;
    }

    /// A copy of at most 2000 samples, evenly thinned. A break stays in the copy.
    pub fn thinned(&self) -> Samples {
        let every = self.time.len().div_ceil(MOST_KEPT).max(1);
        let all: Vec<usize> = (0..self.time.len()).collect();
        let is_break = |at: &&usize| self.y.get(**at).is_some_and(|y| y.is_nan());
        // Of so many the first, or the break that is among them.
        let kept: Vec<usize> =
            all.chunks(every).filter_map(|some| some.iter().find(is_break).or(some.first())).copied().collect();
        let of = |channel: &VecDeque<f64>| kept.iter().filter_map(|at| channel.get(*at).copied()).collect();
        Samples { time: of(&self.time), x: of(&self.x), y: of(&self.y), ..*self }
    }

    /// Copies for a run that is over, thinned; `None` if there is no line to see.
    pub fn keep(&self, run: u32) -> Option<Kept> {
        let Samples { x, y, .. } = self.thinned();
        (x.len() > 1).then(|| Kept { run, channels: [x.into(), y.into()] })
    }

    /// The channel along x, SI.
    pub fn x(&self) -> impl Iterator<Item = f64> + '_ {
        self.x.iter().copied()
    }

    /// The channel along y, SI.
    pub fn y(&self) -> impl Iterator<Item = f64> + '_ {
        self.y.iter().copied()
    }
}

/// What is kept of a run that is over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Its number.
    pub run: u32,
    /// The channels along x and y, SI.
    pub channels: [Vec<f64>; 2],
}

/// Dots that a part leaves behind, m.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Time between dots, s.
    pub every: f64,
    /// The dots, oldest first.
    pub dots: VecDeque<DVec2>,
    due: f64,
}

impl Trace {
    /// No dots yet.
    pub fn new(every: f64) -> Trace {
        Trace { every, dots: VecDeque::new(), due: f64::NEG_INFINITY }
    }

    /// Leaves a dot at this lab time, if one is due and the part has moved.
    pub fn push(&mut self, time: f64, at: DVec2) {
        if time < self.due {
            return;
        }
        self.due = time + self.every * (1.0 - 1e-9);
        if self.dots.back().is_some_and(|last| (*last - at).length() < NEAREST) {
            return;
        }
        if self.dots.len() >= MOST_DOTS {
            self.dots.pop_front();
        }
        self.dots.push_back(at);
    }

    /// Forgets the dots.
    pub fn clear(&mut self) {
        self.dots.clear();
        self.due = f64::NEG_INFINITY;
    }
}
