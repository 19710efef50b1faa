//! Finding when an event value falls to zero within a step.

use super::{Dop853, Equations, OdeFailure};
use crate::numerics::math::EPSILON;
use crate::numerics::root::{Bracket, RootFailure, narrow};

/// Where in a step, as parts of it, event values are looked at.
const LOOKS: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.0];
/// Evaluations for one root; halving alone needs 53.
const MOST: usize = 150;

/// A step that was accepted: from (`t`, `y`) over `size` to the state in the scratch.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub t: f64,
    pub y: &'a [f64],
    pub size: f64,
    /// When it ends: `t + size` but for rounding.
    pub end: f64,
}

impl Step<'_> {
    /// The time some time `after` the start: the same bits for the search, the caller and the next call.
    pub fn time(&self, after: f64) -> f64 {
        if after == self.size { self.end } else { (self.t + after).min(self.end) }
    }
}

/// The first event in a step.
#[derive(Clone, Copy)]
pub(super) struct Crossing {
    pub index: usize,
    /// Time from the start of the step.
    pub after: f64,
}

/// How the state inside a step is found.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// By Hermite's cubic through the ends: good enough to look around with, not to believe.
    Cubic,
    /// By a step of its own from the same start: as good as the end of any step.
    Exact,
}

/// Either failure of a search.
enum Failure {
    Ode(OdeFailure),
    Root(RootFailure),
}

impl From<RootFailure> for Failure {
    fn from(failure: RootFailure) -> Failure {
        Failure::Root(failure)
    }
}

impl Dop853 {
    /// The first event in an accepted step.
    pub(super) fn crossing<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        step: Step<'_>,
    ) -> Result<Option<Crossing>, OdeFailure> {
        match self.scan(equations, step, Look::Cubic)? {
            None => Ok(None),
            Some(_) => self.scan(equations, step, Look::Exact),
        }
    }

    fn scan<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        step: Step<'_>,
        look: Look,
    ) -> Result<Option<Crossing>, OdeFailure> {
        equations.event_values(step.t, step.y, &mut self.scratch.now);
        self.check_values(step.t)?;
        let mut before = 0.0;
        for part in LOOKS {
            std::mem::swap(&mut self.scratch.last, &mut self.scratch.now);
            let after = part * step.size;
            match look {
                Look::Cubic if part < 1.0 => self.cubic(step, part),
                _ => self.step_inside(equations, step, after)?,
            }
            equations.event_values(step.time(after), &self.scratch.inside, &mut self.scratch.now);
            self.check_values(step.time(after))?;
            let mut first: Option<Crossing> = None;
            for index in 0..self.scratch.now.len() {
                let (value_here, value_there) = (self.scratch.last[index], self.scratch.now[index]);
                if !(value_here > 0.0 && value_there <= 0.0) {
                    continue;
                }
                if look == Look::Cubic {
                    return Ok(Some(Crossing { index, after }));
                }
                let bracket = Bracket { here: before, value_here, there: after, value_there };
                let found = self.locate(equations, step, index, bracket)?;
                if first.is_none_or(|known| found < known.after) {
                    first = Some(Crossing { index, after: found });
                }
            }
            if first.is_some() {
                return Ok(first);
            }
            before = after;
        }
        Ok(None)
    }

    fn check_values(&self, time: f64) -> Result<(), OdeFailure> {
        match self.scratch.now.iter().any(|value| value.is_nan()) {
            true => Err(OdeFailure::NotFinite { time }),
            false => Ok(()),
        }
    }

    /// Hermite's cubic through the ends of the step and their rates.
    fn cubic(&mut self, step: Step<'_>, s: f64) {
        let r = 1.0 - s;
        let scratch = &mut self.scratch;
        let ends = scratch.end.iter().zip(&scratch.end_rates);
        let starts = step.y.iter().zip(&scratch.stages);
        for (inside, ((start, start_rate), (end, end_rate))) in scratch.inside.iter_mut().zip(starts.zip(ends)) {
            *inside = r * r * (1.0 + 2.0 * s) * start
                + s * s * (1.0 + 2.0 * r) * end
                + step.size * s * r * (r * start_rate - s * end_rate);
        }
    }

    /// When an event value falls within a bracket of times from the start of the step; on the far side.
    fn locate<E: Equations + ?Sized>(
        &mut self,
        equations: &mut E,
        step: Step<'_>,
        index: usize,
        bracket: Bracket,
    ) -> Result<f64, OdeFailure> {
        let value = |after: f64| -> Result<f64, Failure> {
            self.step_inside(equations, step, after).map_err(Failure::Ode)?;
            equations.event_values(step.time(after), &self.scratch.inside, &mut self.scratch.probe);
            Ok(self.scratch.probe[index])
        };
        let tolerance = EPSILON * step.t.abs().max(4.0 * step.size);
        match narrow(value, bracket, tolerance, MOST) {
            Ok(found) => Ok(found.there),
            Err(Failure::Ode(failure)) => Err(failure),
            Err(Failure::Root(RootFailure::NotFinite(after))) => Err(OdeFailure::NotFinite { time: step.time(after) }),
            Err(Failure::Root(_)) => Err(OdeFailure::NotConverged { time: step.t }),
        }
    }
}
