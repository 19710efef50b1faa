//! Lag: how an instrument follows what it measures, with a time constant of its own (first order).
//!
//! `d shown/dt = (truth - shown)/tau`; over a step in which the truth stands still this is solved exactly.

use crate::numerics::math::exp;
use serde::{Deserialize, Serialize};

/// What an instrument shows while it follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lag {
    /// What it shows now, SI; `None` before it has seen anything.
    pub shown: Option<f64>,
}

impl Lag {
    /// Follows `truth` for `dt` s with a time constant of `tau` s; at once if `tau` is 0 or it has shown nothing yet.
    pub fn follow(&mut self, truth: f64, dt: f64, tau: f64) -> f64 {
        let shown = match self.shown {
            Some(shown) if tau > 0.0 && shown.is_finite() => truth + (shown - truth) * exp(-dt / tau),
            _ => truth,
        };
        self.shown = Some(shown);
        shown
    }

    /// True once it is within `digit` of the truth.
    pub fn is_settled(&self, truth: f64, digit: f64) -> bool {
        self.shown.is_none_or(|shown| (truth - shown).abs() <= digit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_one_time_constant_a_share_of_1_over_e_is_left() {
        let mut lag = Lag { shown: Some(20.0) };
        for _ in 0..1000 {
            lag.follow(80.0, 0.01, 10.0);
        }
        let right = 80.0 - 60.0 * exp(-1.0);
        assert!((lag.shown.unwrap() - right).abs() < 1e-9, "{lag:?}");
        assert!(!lag.is_settled(80.0, 0.5));
        for _ in 0..5000 {
            lag.follow(80.0, 0.01, 10.0);
        }
        assert!(lag.is_settled(80.0, 0.5));
        assert_eq!(Lag::default().follow(5.0, 0.1, 3.0), 5.0);
    }
}
