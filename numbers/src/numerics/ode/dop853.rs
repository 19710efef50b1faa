//! The Dormand-Prince method of order 8 with error estimates of order 5 and 3.
//!
//! Source: E. Hairer, S. P. Nørsett & G. Wanner, Solving Ordinary Differential Equations I, 2nd edition (Springer 1993),
//! sections II.4 (step control) and II.10 (method).

use super::coefficients::{ERROR_3, ERROR_5, NODES, STAGE_WEIGHTS, STAGES, WEIGHTS};
use super::event::{Crossing, Step};
use super::{Advance, Equations, OdeFailure, dopri5};
use crate::numerics::math::{self, EPSILON};

/// Pace times step up to which a step is tried at order 5: there its error is about 1e-13 of what moves.
const GENTLE: f64 = 0.016;

/// Steps in one advance before it is given up.
const MOST_STEPS: usize = 100_000;

/// The solver: tolerances and scratch space.
///
/// A call depends on its arguments alone: the first trial step of each call is the whole interval, so that a restored
/// state goes on with the same bits. Nothing is allocated after the first call with equations of the same length.
#[derive(Clone, Debug)]
pub struct Dop853 {
    relative: f64,
    absolute: f64,
    most_steps: usize,
    ends: bool,
    pub(super) scratch: Scratch,
}

/// What a step needs to remember.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// Rates of all stages, one after the other; the first are those at the start of the step.
    pub stages: Vec<f64>,
    /// Argument of the stage being evaluated.
    argument: Vec<f64>,
    /// State at the end of the step.
    pub end: Vec<f64>,
    /// Rates at the end of the step.
    pub end_rates: Vec<f64>,
    /// State somewhere inside the step.
    pub inside: Vec<f64>,
    /// Event values at the last point looked at.
    pub last: Vec<f64>,
    /// Event values at the point being looked at.
    pub now: Vec<f64>,
    /// Event values while a root is sought.
    pub probe: Vec<f64>,
}

impl Default for Dop853 {
    /// Tolerances of 1e-13, both: errors that stay below all that a learner can measure.
    fn default() -> Dop853 {
        Dop853::new(1e-13, 1e-13)
    }
}

impl Dop853 {
    /// A solver whose error in each step is at most `absolute` plus `relative` times the state, in each unknown (root
    /// mean square). The relative tolerance is at least 1e-14; below that rounding rules.
    pub fn new(relative: f64, absolute: f64) -> Dop853 {
        Dop853 {
            relative: relative.max(1e-14),
            absolute: absolute.max(f64::MIN_POSITIVE),
            most_steps: MOST_STEPS,
            ends: false,
            scratch: Scratch::default(),
        }
    }

    /// The same solver that gives up a single advance after so many steps (100 000 unless set).
    pub fn with_most_steps(mut self, most_steps: usize) -> Dop853 {
        self.most_steps = most_steps;
        self
    }

    /// The rates where the last advance ended, if its last evaluation happened to be there.
    pub fn end_rates(&self) -> Option<&[f64]> {
        self.ends.then_some(&*self.scratch.end_rates)
    }

    /// Advances `t` and `y` to exactly the time `to`, or to the first event before it.
    ///
    /// At an event, `t` and `y` are left just on its far side (to about 1e-15 of `t` and of the step), so that
    /// going on does not meet it again. Of events at the same time the lowest index wins. An event value that falls
    /// and rises again within one inner step is seen only where it is low at one of a few points inside.
    ///
    /// # Errors
    /// See [`OdeFailure`]; `t` and `y` are then left after the last good inner step.
    pub fn advance<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        t: &mut f64,
        y: &mut [f64],
        to: f64,
    ) -> Result<Advance, OdeFailure> {
        let n = equations.len();
        if y.len() != n {
            return Err(OdeFailure::WrongLength { got: y.len(), want: n });
        }
        if !(t.is_finite() && to.is_finite() && all_finite(y)) {
            return Err(OdeFailure::NotFinite { time: *t });
        }
        if to < *t {
            return Err(OdeFailure::Backwards { time: *t });
        }
        if to == *t {
            return Ok(Advance::Done);
        }
        self.scratch.resize(n, equations.event_count());
        equations.start_rates(*t, y, &mut self.scratch.stages[..n])?;
        if !all_finite(&self.scratch.stages[..n]) {
            return Err(OdeFailure::NotFinite { time: *t });
        }
        self.ends = false;
        let mut wish = to - *t;
        for _ in 0..self.most_steps {
            let gentle = wish >= to - *t && equations.pace() * wish <= GENTLE;
            let mut at_end = false;
            let Taken { size, error } = if gentle && self.gentle_trial(equations, *t, y, wish) {
                at_end = true;
                Taken { size: wish, error: 1.0 }
            } else {
                self.trial(equations, *t, y, wish, to)?
            };
            let last = size >= to - *t;
            let end = if last { to } else { *t + size };
            if equations.event_count() > 0 {
                let step = Step { t: *t, y, size, end };
                if let Some(Crossing { index, after }) = self.crossing(equations, step)? {
                    self.step_inside(equations, step, after)?;
                    let time = step.time(after);
                    y.copy_from_slice(&self.scratch.inside);
                    *t = time;
                    return Ok(Advance::Event { index, time });
                }
            }
            *t = end;
            y.copy_from_slice(&self.scratch.end);
            if last {
                self.ends = at_end;
                return Ok(Advance::Done);
            }
            // The next step starts where this one ended, with the rates already known there.
            self.scratch.stages[..n].copy_from_slice(&self.scratch.end_rates);
            let rest = to - *t;
            wish = size * growth(error).max(0.2);
            // A last step that is almost there is stretched rather than followed by a tiny one.
            if wish * 1.01 >= rest {
                wish = rest;
            }
        }
        Err(OdeFailure::TooManySteps { time: *t })
    }

    /// Tries a step of `wish` and shorter ones until one is accurate enough; leaves its end in the scratch.
    fn trial<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        t: f64,
        y: &[f64],
        wish: f64,
        to: f64,
    ) -> Result<Taken, OdeFailure> {
        let mut step = wish;
        // Shorter steps than this no longer add up: the time itself is rounded by half of EPSILON.
        let shortest = 16.0 * EPSILON * t.abs().max(to.abs());
        if step < shortest && step < to - t {
            return Err(OdeFailure::StepTooSmall { time: t });
        }
        loop {
            // Rates that do not exist out there are no failure yet: a shorter step may not go that far.
            let failure = match self.scratch.stages(equations, t, y, step) {
                Ok(()) => {
                    let error = self.error(y, equations.judged(), step);
                    let end = if step >= to - t { to } else { t + step };
                    // The rates at the end are asked for only if something goes on from there, or looks for events.
                    let goes_on = end < to || equations.event_count() > 0;
                    if error <= 1.0 && self.scratch.finish(equations, end, goes_on).is_ok() {
                        return Ok(Taken { size: step, error });
                    }
                    step *= if error.is_finite() { growth(error).clamp(0.2, 0.9) } else { 0.2 };
                    if error.is_finite() {
                        OdeFailure::StepTooSmall { time: t }
                    } else {
                        OdeFailure::NotFinite { time: t }
                    }
                }
                Err(failure) => {
                    step *= 0.2;
                    failure
                }
            };
            if step < shortest {
                return Err(failure);
            }
        }
    }

    /// Tries a step at order 5; leaves its end, with the rates there, in the scratch. False if it is not accurate
    /// enough.
    fn gentle_trial<E: Equations + ?Sized>(&mut self, equations: &mut E, t: f64, y: &[f64], step: f64) -> bool {
        let n = y.len();
        for stage in 1..dopri5::NODES.len() {
            self.scratch.argue(dopri5::STAGE_WEIGHTS[stage], y, step);
            let rates = &mut self.scratch.stages[stage * n..(stage + 1) * n];
            if equations.rates(t + dopri5::NODES[stage] * step, &self.scratch.argument, rates).is_err() {
                return false;
            }
        }
        let scratch = &mut self.scratch;
        scratch.end.copy_from_slice(&scratch.argument);
        scratch.end_rates.copy_from_slice(&scratch.stages[6 * n..7 * n]);
        // Each unknown for itself, which is stricter than their mean. An error that is no number is not small.
        let judged = equations.judged().min(n);
        let good = |i: usize, error: f64| {
            let (start, end) = (y[i], scratch.end[i]);
            step * error.abs() <= self.absolute + self.relative * start.abs().max(end.abs())
        };
        let whole = judged - judged % 4;
        let fours = (0..whole).step_by(4).all(|first| {
            let errors = scratch.weighted_four(dopri5::ERROR_4, n, first);
            (first..).zip(errors).all(|(i, error)| good(i, error))
        });
        let good = fours && (whole..judged).all(|i| good(i, scratch.weighted(dopri5::ERROR_4, n, i)));
        good && all_finite(&scratch.end) && all_finite(&scratch.end_rates)
    }

    /// The estimated error of the step in units of the tolerance; the end of the step is in the scratch.
    fn error(&self, y: &[f64], judged: usize, step: f64) -> f64 {
        let n = y.len();
        if judged == 0 {
            return 0.0;
        }
        let (mut sum_5, mut sum_3) = (0.0, 0.0);
        for (i, (start, end)) in y.iter().zip(&self.scratch.end).take(judged).enumerate() {
            let scale = self.absolute + self.relative * start.abs().max(end.abs());
            let error_5 = self.scratch.weighted(ERROR_5, n, i) / scale;
            let error_3 = (self.scratch.weighted(WEIGHTS, n, i) - self.scratch.weighted(ERROR_3, n, i)) / scale;
            sum_5 += error_5 * error_5;
            sum_3 += error_3 * error_3;
        }
        if sum_5 == 0.0 && sum_3 == 0.0 {
            return 0.0;
        }
        step * sum_5 / ((sum_5 + 0.01 * sum_3) * judged as f64).sqrt()
    }

    /// Leaves inside the scratch the state some time `after` the start of an accepted step: its end, or the end of a
    /// shorter step of its own from the same start.
    pub(super) fn step_inside<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        step: Step<'_>,
        after: f64,
    ) -> Result<(), OdeFailure> {
        let scratch = &mut self.scratch;
        if after == step.size {
            scratch.inside.copy_from_slice(&scratch.end);
            return Ok(());
        }
        // The end of the accepted step is still needed.
        std::mem::swap(&mut scratch.end, &mut scratch.inside);
        let result = scratch.stages(equations, step.t, step.y, after);
        std::mem::swap(&mut scratch.end, &mut scratch.inside);
        result?;
        if all_finite(&scratch.inside) { Ok(()) } else { Err(OdeFailure::NotFinite { time: step.t }) }
    }
}

/// A step that was accurate enough.
struct Taken {
    size: f64,
    error: f64,
}

/// By how much the next step may differ, after an error in units of the tolerance.
fn growth(error: f64) -> f64 {
    if error == 0.0 { 10.0 } else { (0.9 * math::powf(error, -0.125)).min(10.0) }
}

pub(super) fn all_finite(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite())
}

impl Scratch {
    fn resize(&mut self, n: usize, events: usize) {
        self.stages.resize(STAGES * n, 0.0);
        for vector in [&mut self.argument, &mut self.end, &mut self.end_rates, &mut self.inside] {
            vector.resize(n, 0.0);
        }
        for vector in [&mut self.last, &mut self.now, &mut self.probe] {
            vector.resize(events, 0.0);
        }
    }

    /// Σ weight · rate of unknown `i`.
    fn weighted(&self, weights: &[(usize, f64)], n: usize, i: usize) -> f64 {
        weights.iter().map(|(stage, weight)| weight * self.stages[stage * n + i]).sum()
    }

    /// Leaves the state that a stage is evaluated at in the argument.
    fn argue(&mut self, weights: &[(usize, f64)], y: &[f64], step: f64) {
        let n = y.len();
        // Four unknowns at a time: their sums wait for one another no longer.
        let whole = n - n % 4;
        for first in (0..whole).step_by(4) {
            let sums = self.weighted_four(weights, n, first);
            for (i, sum) in (first..).zip(sums) {
                self.argument[i] = y[i] + step * sum;
            }
        }
        for (i, start) in y.iter().enumerate().skip(whole) {
            self.argument[i] = start + step * self.weighted(weights, n, i);
        }
    }

    /// Σ weight · rate of four unknowns from `first` on.
    fn weighted_four(&self, weights: &[(usize, f64)], n: usize, first: usize) -> [f64; 4] {
        let mut sums = [0.0; 4];
        for &(stage, weight) in weights {
            let at = stage * n + first;
            for (sum, rate) in sums.iter_mut().zip(&self.stages[at..at + 4]) {
                *sum += weight * rate;
            }
        }
        sums
    }

    /// Evaluates the stages of a step and leaves the state at its end.
    fn stages<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        t: f64,
        y: &[f64],
        step: f64,
    ) -> Result<(), OdeFailure> {
        let n = y.len();
        for stage in 1..STAGES {
            self.argue(STAGE_WEIGHTS[stage], y, step);
            let rates = &mut self.stages[stage * n..(stage + 1) * n];
            equations.rates(t + NODES[stage] * step, &self.argument, rates)?;
        }
        for (i, start) in y.iter().enumerate() {
            self.end[i] = start + step * self.weighted(WEIGHTS, n, i);
        }
        Ok(())
    }

    /// Evaluates the rates at the end of the step, if they are wanted.
    fn finish<E: Equations + ?Sized>(&mut self, equations: &mut E, end: f64, wanted: bool) -> Result<(), OdeFailure> {
        if wanted {
            equations.rates(end, &self.end, &mut self.end_rates)?;
        }
        let finite = all_finite(&self.end) && (!wanted || all_finite(&self.end_rates));
        if finite { Ok(()) } else { Err(OdeFailure::NotFinite { time: end }) }
    }
}
