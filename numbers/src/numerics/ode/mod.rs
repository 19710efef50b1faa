//! Ordinary differential equations: adaptive Dormand-Prince 8(5,3), and 5(4) where that is enough, with events, and fixed steps of known order.
//! Not here: stiff systems, and what the numbers mean. Nothing is remembered between calls but scratch space.
//! Start at `Equations`, then `dop853.rs`.

use std::fmt;

mod coefficients;
mod dop853;
mod dopri5;
mod event;
mod fixed;

pub use dop853::Dop853;
pub use fixed::{Midpoint, Rk4};

#[cfg(test)]
mod tests;

/// A system of first-order equations y' = f(t, y), with events.
pub trait Equations {
    /// The number of unknowns.
    fn len(&self) -> usize;

    /// Whether there are no unknowns.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes y' at (`t`, `y`) to `dy`. Trial steps may ask for states that the solution never takes.
    ///
    /// # Errors
    /// An [`OdeFailure`] (mostly [`OdeFailure::Equations`]) where there is no rate; a trial step is then made shorter.
    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure>;

    /// Writes y' where an advance starts to `dy`: the same numbers as [`Equations::rates`], which may be known already.
    ///
    /// # Errors
    /// As [`Equations::rates`].
    fn start_rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        self.rates(t, y, dy)
    }

    /// How fast the fastest goes that can happen, about, 1/s (angular frequency). Where a step is short beside it, a
    /// method of order 5 is tried first, which costs half as much; its error is held to the same tolerance.
    fn pace(&self) -> f64 {
        f64::INFINITY
    }

    /// How many of the unknowns, from the first, the error is asked of. The rest are sums that no rate depends on, and
    /// change no step.
    fn judged(&self) -> usize {
        self.len()
    }

    /// The number of event values.
    fn event_count(&self) -> usize {
        0
    }

    /// Writes the event values at (`t`, `y`) to `g`. An event happens where one falls: positive before, zero or less
    /// after. The values should be continuous.
    fn event_values(&mut self, _t: f64, _y: &[f64], _g: &mut [f64]) {}
}

/// How an advance ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Advance {
    /// The time asked for was reached.
    Done,
    /// An event value fell to zero or below; time and state stand there.
    Event {
        /// Which event value.
        index: usize,
        /// When.
        time: f64,
    },
}

/// Why the equations could not be advanced. Time and state stand where the last good step ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OdeFailure {
    /// A time, state, rate or event value is not finite.
    NotFinite {
        /// When.
        time: f64,
    },
    /// The accuracy asked for needs steps below the resolution of the time.
    StepTooSmall {
        /// When.
        time: f64,
    },
    /// More steps than allowed.
    TooManySteps {
        /// When.
        time: f64,
    },
    /// The iteration of an implicit step did not settle.
    NotConverged {
        /// When.
        time: f64,
    },
    /// The time asked for lies in the past.
    Backwards {
        /// When.
        time: f64,
    },
    /// The state has another length than the equations.
    WrongLength {
        /// Length of the state.
        got: usize,
        /// Length wanted.
        want: usize,
    },
    /// The equations themselves have no rates here.
    Equations {
        /// When.
        time: f64,
        /// Why, as half a sentence.
        reason: &'static str,
    },
}

impl fmt::Display for OdeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OdeFailure::NotFinite { time } => {
                write!(f, "the motion runs out of all bounds at t = {time} s")
            }
            OdeFailure::StepTooSmall { time } => write!(f, "the motion changes too suddenly to follow at t = {time} s"),
            OdeFailure::TooManySteps { time } => {
                write!(f, "the motion is too fast to follow at t = {time} s")
            }
            OdeFailure::NotConverged { time } => {
                write!(f, "the implicit step at t = {time} s did not settle")
            }
            OdeFailure::Backwards { time } => {
                write!(f, "time cannot run backwards from t = {time} s")
            }
            OdeFailure::WrongLength { got, want } => {
                write!(f, "the state has {got} numbers instead of {want}")
            }
            OdeFailure::Equations { time, reason } => write!(f, "{reason}, at t = {time} s"),
        }
    }
}

impl std::error::Error for OdeFailure {}
