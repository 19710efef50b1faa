//! Steps of fixed size: the classical Runge-Kutta method of order 4 and the implicit midpoint rule.

use super::dop853::all_finite;
use super::{Equations, OdeFailure};
use crate::numerics::math::EPSILON;

/// The classical Runge-Kutta method of order 4, with its scratch space.
#[derive(Clone, Debug, Default)]
pub struct Rk4 {
    rates: [Vec<f64>; 4],
    argument: Vec<f64>,
}

impl Rk4 {
    /// Advances `y` from `t` to `t + step`; events are not looked at. On failure `y` is left as it was.
    ///
    /// # Errors
    /// Those of the equations, a state of the wrong length, or a result that is not finite.
    pub fn step(&mut self, equations: &mut dyn Equations, t: f64, y: &mut [f64], step: f64) -> Result<(), OdeFailure> {
        check_length(equations, y)?;
        self.argument.resize(y.len(), 0.0);
        self.argument.copy_from_slice(y);
        let [k1, k2, k3, k4] = &mut self.rates;
        for k in [&mut *k1, &mut *k2, &mut *k3, &mut *k4] {
            k.resize(y.len(), 0.0);
        }
        equations.rates(t, &self.argument, k1)?;
        shift(&mut self.argument, y, 0.5 * step, k1);
        equations.rates(t + 0.5 * step, &self.argument, k2)?;
        shift(&mut self.argument, y, 0.5 * step, k2);
        equations.rates(t + 0.5 * step, &self.argument, k3)?;
        shift(&mut self.argument, y, step, k3);
        equations.rates(t + step, &self.argument, k4)?;
        for (i, end) in self.argument.iter_mut().enumerate() {
            *end = y[i] + step / 6.0 * (k1[i] + 2.0 * (k2[i] + k3[i]) + k4[i]);
        }
        accept(&self.argument, y, t)
    }
}

/// The implicit midpoint rule, of order 2: symplectic, so the energy of an undamped system does not drift. Its
/// equation is solved by iteration, which settles where `step` times the stiffest rate is below 1.
#[derive(Clone, Debug, Default)]
pub struct Midpoint {
    rates: Vec<f64>,
    middle: Vec<f64>,
    end: Vec<f64>,
}

impl Midpoint {
    /// Advances `y` from `t` to `t + step`; events are not looked at. On failure `y` is left as it was.
    ///
    /// # Errors
    /// Those of the equations, a state of the wrong length, a result that is not finite, or an iteration that does not
    /// settle within 100 rounds.
    pub fn step(&mut self, equations: &mut dyn Equations, t: f64, y: &mut [f64], step: f64) -> Result<(), OdeFailure> {
        check_length(equations, y)?;
        for vector in [&mut self.rates, &mut self.middle, &mut self.end] {
            vector.resize(y.len(), 0.0);
        }
        self.middle.copy_from_slice(y);
        let mut last_change = f64::INFINITY;
        for _ in 0..100 {
            equations.rates(t + 0.5 * step, &self.middle, &mut self.rates)?;
            let mut change: f64 = 0.0;
            for (i, start) in y.iter().enumerate() {
                let middle = start + 0.5 * step * self.rates[i];
                change = change.max(
                    (middle - self.middle[i]).abs()
                        / (start.abs() + (step * self.rates[i]).abs()).max(f64::MIN_POSITIVE),
                );
                self.middle[i] = middle;
            }
            // Settled when the last bit is reached, or when rounding keeps it from coming nearer.
            if change <= EPSILON || (change < 16.0 * EPSILON && change >= last_change) {
                for (i, start) in y.iter().enumerate() {
                    self.end[i] = 2.0 * self.middle[i] - start;
                }
                return accept(&self.end, y, t);
            }
            last_change = change;
        }
        Err(OdeFailure::NotConverged { time: t })
    }
}

fn check_length(equations: &dyn Equations, y: &[f64]) -> Result<(), OdeFailure> {
    let (got, want) = (y.len(), equations.len());
    if got == want { Ok(()) } else { Err(OdeFailure::WrongLength { got, want }) }
}

fn shift(argument: &mut [f64], y: &[f64], by: f64, rates: &[f64]) {
    for ((argument, start), rate) in argument.iter_mut().zip(y).zip(rates) {
        *argument = start + by * rate;
    }
}

fn accept(end: &[f64], y: &mut [f64], t: f64) -> Result<(), OdeFailure> {
    if !all_finite(end) {
        return Err(OdeFailure::NotFinite { time: t });
    }
    y.copy_from_slice(end);
    Ok(())
}
