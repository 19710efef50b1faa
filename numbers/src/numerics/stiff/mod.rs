//! Stiff ordinary differential equations: RODAS, a Rosenbrock method of order 4(3) with controlled error.
//! Not here: equations without fast decays (`numerics::ode`, which is quicker and has events), and what numbers mean.
//! Start at `Stiff`, then `Rodas`.
//!
//! Why RODAS: it needs no iteration, so a step always costs the same and nothing can fail to settle; it is L-stable, so
//! decays far faster than the step die out; for up to some thirty unknowns its one factorisation a step is cheap.
//! Source: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd edition (Springer 1996), section IV.7.

mod coefficients;
mod factored;

#[cfg(test)]
mod tests;

use super::math::{self, EPSILON};
use super::ode::{Equations, OdeFailure};
use coefficients::{ARGUMENT, GAMMA, NODES, RIGHT_SIDE, STAGES, TIME_WEIGHTS};
use factored::Factored;

/// Inner steps in one advance before it is given up.
const MOST_STEPS: usize = 100_000;

/// Equations whose rates may differ by many decades. Their events are not looked for.
pub trait Stiff: Equations {
    /// The size that an unknown has in its field, positive: the absolute tolerance is taken in it.
    fn unit(&self, _unknown: usize) -> f64 {
        1.0
    }

    /// By how much an unknown is moved to find derivatives by differences, where its value is `value`; positive. It
    /// should be small beside what the rates depend on, and large beside their rounding errors.
    fn difference(&self, unknown: usize, value: f64) -> f64 {
        EPSILON.sqrt() * value.abs().max(1e-6 * self.unit(unknown))
    }

    /// Whether the rates depend on the state alone and not on the time, which saves an evaluation a step.
    fn autonomous(&self) -> bool {
        false
    }

    /// Whether an evaluation costs so much that a step of three without derivatives is tried first. It is taken where its
    /// error, held to the same tolerance, shows that nothing is fast beside the step.
    fn gentle(&self) -> bool {
        false
    }

    /// Writes the derivatives of the rates, row by row: `derivatives[i * n + j]` is that of rate i by unknown j. False
    /// where they are not known: they are then found by differences, at n evaluations.
    ///
    /// # Errors
    /// As [`Equations::rates`].
    fn jacobian(&mut self, _t: f64, _y: &[f64], _derivatives: &mut [f64]) -> Result<bool, OdeFailure> {
        Ok(false)
    }
}

/// The solver: tolerances and scratch space.
///
/// A call depends on its arguments alone (nothing is remembered but scratch space), so that a restored state goes on
/// with the same bits, and equal calls give equal bits. Nothing is allocated after the first call with as many
/// unknowns.
#[derive(Clone, Debug)]
pub struct Rodas {
    relative: f64,
    absolute: f64,
    most_steps: usize,
    steps: usize,
    jacobian: Vec<f64>,
    matrix: Factored,
    /// The stages, one after the other.
    stages: Vec<f64>,
    rates: Vec<f64>,
    start_rates: Vec<f64>,
    time_derivative: Vec<f64>,
    argument: Vec<f64>,
}

impl Default for Rodas {
    /// Tolerances of 1e-6 and 1e-9: a thousandth of what the best readings of a school laboratory resolve.
    fn default() -> Rodas {
        Rodas::new(1e-6, 1e-9)
    }
}

impl Rodas {
    /// A solver whose error in each step is at most `absolute` units of the unknown plus `relative` times the unknown
    /// (root mean square). The relative tolerance is at least 1e-12.
    pub fn new(relative: f64, absolute: f64) -> Rodas {
        Rodas {
            relative: relative.max(1e-12),
            absolute: absolute.max(f64::MIN_POSITIVE),
            most_steps: MOST_STEPS,
            steps: 0,
            jacobian: Vec::new(),
            matrix: Factored::default(),
            stages: Vec::new(),
            rates: Vec::new(),
            start_rates: Vec::new(),
            time_derivative: Vec::new(),
            argument: Vec::new(),
        }
    }

    /// The same solver that gives up a single advance after so many inner steps (100 000 unless set).
    pub fn with_most_steps(mut self, most_steps: usize) -> Rodas {
        self.most_steps = most_steps;
        self
    }

    /// Inner steps of the last advance, those that were tried and not taken included.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Advances `t` and `y` to exactly the time `to`.
    ///
    /// # Errors
    /// See [`OdeFailure`]; `t` and `y` are then left after the last good inner step.
    pub fn advance<E: Stiff + ?Sized>(
        &mut self,
        equations: &mut E,
        t: &mut f64,
        y: &mut [f64],
        to: f64,
    ) -> Result<(), OdeFailure> {
        let n = equations.len();
        self.steps = 0;
        if y.len() != n {
            return Err(OdeFailure::WrongLength { got: y.len(), want: n });
        }
        if !(t.is_finite() && to.is_finite() && all_finite(y)) {
            return Err(OdeFailure::NotFinite { time: *t });
        }
        if to < *t {
            return Err(OdeFailure::Backwards { time: *t });
        }
        if n == 0 {
            *t = to;
        }
        if to == *t {
            return Ok(());
        }
        self.resize(n);
        equations.rates(*t, y, &mut self.start_rates)?;
        let mut step = self.first_step(equations, y, to - *t);
        if step >= to - *t && equations.gentle() && self.gentle_trial(equations, *t, y, step) {
            self.steps = 1;
            *t = to;
            y.copy_from_slice(&self.argument);
            return Ok(());
        }
        while *t < to {
            if !all_finite(&self.start_rates) {
                return Err(OdeFailure::NotFinite { time: *t });
            }
            self.derivatives(equations, *t, y, to - *t)?;
            let shortest = 16.0 * EPSILON * t.abs().max(to.abs());
            let mut refused = false;
            loop {
                self.steps += 1;
                if self.steps > self.most_steps {
                    return Err(OdeFailure::TooManySteps { time: *t });
                }
                let rest = to - *t;
                // A last step that is almost there is stretched rather than followed by a tiny one.
                step = if step * 1.01 >= rest { rest } else { step };
                let failure = match self.trial(equations, *t, y, step) {
                    Ok(error) if error <= 1.0 => {
                        let end = if step >= rest { to } else { *t + step };
                        // Rates that do not exist at the end are a reason for a shorter step, not yet a failure.
                        match if end < to { equations.rates(end, &self.argument, &mut self.rates) } else { Ok(()) } {
                            Ok(()) => {
                                *t = end;
                                y.copy_from_slice(&self.argument);
                                self.start_rates.copy_from_slice(&self.rates);
                                step *= growth(error).min(if refused { 1.0 } else { 6.0 });
                                break;
                            }
                            Err(failure) => {
                                step *= 0.25;
                                failure
                            }
                        }
                    }
                    Ok(error) if error.is_finite() => {
                        step *= growth(error).min(0.9);
                        OdeFailure::StepTooSmall { time: *t }
                    }
                    Ok(_) => {
                        step *= 0.25;
                        OdeFailure::NotFinite { time: *t }
                    }
                    Err(failure) => {
                        step *= 0.25;
                        failure
                    }
                };
                refused = true;
                if step < shortest {
                    return Err(failure);
                }
            }
        }
        Ok(())
    }

    fn resize(&mut self, n: usize) {
        self.jacobian.resize(n * n, 0.0);
        self.matrix.resize(n);
        self.stages.resize(STAGES * n, 0.0);
        for vector in [&mut self.rates, &mut self.start_rates, &mut self.time_derivative, &mut self.argument] {
            vector.resize(n, 0.0);
        }
    }

    /// The whole interval, or as far as the rates at its start change no unknown by more than half its size: a longer
    /// step could jump over all that happens and find nothing wrong.
    fn first_step<E: Stiff + ?Sized>(&self, equations: &E, y: &[f64], whole: f64) -> f64 {
        y.iter().zip(&self.start_rates).enumerate().fold(whole, |step, (i, (value, rate))| {
            let far = 0.5 * (value.abs() + equations.unit(i));
            if rate.abs() * step > far { far / rate.abs() } else { step }
        })
    }

    /// Finds the derivatives of the rates at the start of a step, where the rates are known.
    fn derivatives<E: Stiff + ?Sized>(
        &mut self,
        equations: &mut E,
        t: f64,
        y: &[f64],
        rest: f64,
    ) -> Result<(), OdeFailure> {
        let n = y.len();
        if equations.autonomous() {
            self.time_derivative.fill(0.0);
        } else {
            let ahead = t + EPSILON.sqrt() * rest.max(t.abs());
            let difference = ahead - t;
            // A time that cannot be told from the next has no derivative worth having.
            if difference > 0.0 {
                equations.rates(ahead, y, &mut self.time_derivative)?;
                for (derivative, rate) in self.time_derivative.iter_mut().zip(&self.start_rates) {
                    *derivative = (*derivative - rate) / difference;
                }
            } else {
                self.time_derivative.fill(0.0);
            }
        }
        if equations.jacobian(t, y, &mut self.jacobian)? {
            return Ok(());
        }
        self.argument.copy_from_slice(y);
        for (j, value) in y.iter().enumerate() {
            let size = equations.difference(j, *value);
            // Towards where the solution goes; where there are no rates that way, the other way.
            let towards = if self.start_rates[j] < 0.0 { -size } else { size };
            let mut moved = value + towards;
            self.argument[j] = moved;
            if equations.rates(t, &self.argument, &mut self.rates).is_err() {
                moved = value - towards;
                self.argument[j] = moved;
                equations.rates(t, &self.argument, &mut self.rates)?;
            }
            for (i, (rate, start)) in self.rates.iter().zip(&self.start_rates).enumerate() {
                self.jacobian[i * n + j] = (rate - start) / (moved - value);
            }
            self.argument[j] = *value;
        }
        Ok(())
    }

    /// Tries a step of the pair of order 3(2) by P. Bogacki & L. F. Shampine (Appl. Math. Lett. 2 (1989) 321) and leaves its
    /// end in the argument; the last evaluation is there. False if it is not accurate enough.
    fn gentle_trial<E: Stiff + ?Sized>(&mut self, equations: &mut E, t: f64, y: &[f64], step: f64) -> bool {
        const NODES: [f64; 4] = [0.0, 0.5, 0.75, 1.0];
        const WEIGHTS: [&[f64]; 4] = [&[], &[0.5], &[0.0, 0.75], &[2.0 / 9.0, 1.0 / 3.0, 4.0 / 9.0]];
        const ERROR: [f64; 4] = [-5.0 / 72.0, 1.0 / 12.0, 1.0 / 9.0, -1.0 / 8.0];
        let n = y.len();
        self.stages[..n].copy_from_slice(&self.start_rates);
        for (stage, weights) in WEIGHTS.iter().enumerate().skip(1) {
            for (i, start) in y.iter().enumerate() {
                let sum: f64 =
                    weights.iter().zip(self.stages.iter().skip(i).step_by(n)).map(|(w, rate)| w * rate).sum();
                self.argument[i] = start + step * sum;
            }
            let rates = &mut self.stages[stage * n..(stage + 1) * n];
            if equations.rates(t + NODES[stage] * step, &self.argument, rates).is_err() {
                return false;
            }
        }
        y.iter().zip(&self.argument).enumerate().all(|(i, (start, end))| {
            let error: f64 = ERROR.iter().zip(self.stages.iter().skip(i).step_by(n)).map(|(w, rate)| w * rate).sum();
            let scale = self.absolute * equations.unit(i) + self.relative * start.abs().max(end.abs());
            // An error that is no number is not small.
            step * error.abs() <= scale && end.is_finite()
        })
    }

    /// Tries a step and leaves its end in the argument. Returns the estimated error in units of the tolerance.
    fn trial<E: Stiff + ?Sized>(&mut self, equations: &mut E, t: f64, y: &[f64], step: f64) -> Result<f64, OdeFailure> {
        let n = y.len();
        for (element, derivative) in self.matrix.elements.iter_mut().zip(&self.jacobian) {
            *element = -derivative;
        }
        for i in 0..n {
            self.matrix.elements[i * n + i] += 1.0 / (GAMMA * step);
        }
        if !self.matrix.factor() {
            return Err(OdeFailure::NotConverged { time: t });
        }
        for stage in 0..STAGES {
            let (before, own) = self.stages.split_at_mut(stage * n);
            let own = &mut own[..n];
            let sum = |weights: &[f64], i: usize| -> f64 {
                weights.iter().enumerate().map(|(other, weight)| weight * before[other * n + i]).sum()
            };
            if stage == 0 {
                own.copy_from_slice(&self.start_rates);
            } else {
                for (i, start) in y.iter().enumerate() {
                    self.argument[i] = start + sum(ARGUMENT[stage], i);
                }
                equations.rates(t + NODES[stage] * step, &self.argument, own)?;
            }
            for (i, right) in own.iter_mut().enumerate() {
                *right += sum(RIGHT_SIDE[stage], i) / step + TIME_WEIGHTS[stage] * step * self.time_derivative[i];
            }
            self.matrix.solve(own);
        }
        // The last stage is what the method of order 4 adds to the one of order 3.
        let last = &self.stages[(STAGES - 1) * n..];
        let mut squares = 0.0;
        for (i, ((end, error), start)) in self.argument.iter_mut().zip(last).zip(y).enumerate() {
            *end += error;
            let scale = self.absolute * equations.unit(i) + self.relative * start.abs().max(end.abs());
            squares += (error / scale) * (error / scale);
        }
        Ok(if all_finite(&self.argument) { (squares / n as f64).sqrt() } else { f64::INFINITY })
    }
}

/// By how much the next step may differ, after an error in units of the tolerance.
fn growth(error: f64) -> f64 {
    if error == 0.0 { 6.0 } else { (0.9 * math::powf(error, -0.25)).clamp(0.2, 6.0) }
}

fn all_finite(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite())
}
