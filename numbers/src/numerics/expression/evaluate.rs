//! Working out an expression, with the partial derivatives that carry uncertainties through.

use super::{Expression, Function1, Function2, STACK, What};
use crate::numerics::math;

/// A value and its derivative by one of the names.
#[derive(Clone, Copy, Default)]
struct Dual {
    value: f64,
    slope: f64,
}

/// The chain rule, where no change stays no change even at a pole of the derivative.
fn chain(derivative: impl FnOnce() -> f64, slope: f64) -> f64 {
    if slope == 0.0 { 0.0 } else { derivative() * slope }
}

impl Expression {
    /// The result for these values, SI, in the order of [`Expression::names`]. NaN or infinite outside the domain of an
    /// operation, and where values are missing. Does not allocate.
    pub fn evaluate(&self, values: &[f64]) -> f64 {
        self.run(|name| Dual { value: values.get(name).copied().unwrap_or(f64::NAN), slope: 0.0 }).value
    }

    /// The partial derivative by the name at `index`, for these values.
    pub fn derivative(&self, values: &[f64], index: usize) -> f64 {
        self.run(|name| Dual {
            value: values.get(name).copied().unwrap_or(f64::NAN),
            slope: if name == index { 1.0 } else { 0.0 },
        })
        .slope
    }

    /// The result and its standard uncertainty, for pairs of value and standard uncertainty in the order of
    /// [`Expression::names`], by the law of propagation for independent inputs (JCGM 100:2008, 5.1.2): to first
    /// order. An input that is used twice counts once.
    pub fn evaluate_with_uncertainty(&self, inputs: &[(f64, f64)]) -> (f64, f64) {
        let input = |name: usize| inputs.get(name).copied().unwrap_or((f64::NAN, f64::NAN));
        let result = self.run(|name| Dual { value: input(name).0, slope: 0.0 }).value;
        let mut variance = 0.0;
        for index in 0..self.names.len() {
            // The slope starts as the uncertainty, so that a pole without uncertainty does not count.
            let part = self
                .run(|name| Dual { value: input(name).0, slope: if name == index { input(name).1 } else { 0.0 } })
                .slope;
            variance += part * part;
        }
        (result, variance.sqrt())
    }

    fn run(&self, input: impl Fn(usize) -> Dual) -> Dual {
        // The parser lets no expression need more.
        let mut stack = [Dual::default(); STACK];
        let mut top: usize = 0;
        for operation in &self.operations {
            let taken = match operation.what {
                What::Number(_) | What::Name(_) => 0,
                What::Negate | What::One(_) => 1,
                _ => 2,
            };
            let start = top.saturating_sub(taken);
            let value = |offset: usize| stack.get(start + offset).copied().unwrap_or_default();
            let result = match operation.what {
                What::Number(value) => Dual { value, slope: 0.0 },
                What::Name(name) => input(name),
                What::Negate => Dual { value: -value(0).value, slope: -value(0).slope },
                What::One(function) => function.apply(value(0)),
                what => apply(what, value(0), value(1)),
            };
            if let Some(place) = stack.get_mut(start) {
                *place = result;
            }
            top = start + 1;
        }
        stack[0]
    }
}

fn apply(what: What, a: Dual, b: Dual) -> Dual {
    let (value, slope) = match what {
        What::Add => (a.value + b.value, a.slope + b.slope),
        What::Subtract => (a.value - b.value, a.slope - b.slope),
        What::Multiply => (a.value * b.value, chain(|| b.value, a.slope) + chain(|| a.value, b.slope)),
        What::Divide => {
            let quotient = a.value / b.value;
            (quotient, chain(|| 1.0 / b.value, a.slope) - chain(|| quotient / b.value, b.slope))
        }
        What::Power => {
            let power = power(a.value, b.value);
            let by_base = || match b.value {
                0.0 => 0.0,
                exponent => exponent * self::power(a.value, exponent - 1.0),
            };
            let by_exponent = || power * math::ln(a.value);
            (power, chain(by_base, a.slope) + chain(by_exponent, b.slope))
        }
        What::Two(Function2::Atan2) => {
            let square = || a.value * a.value + b.value * b.value;
            let slope = chain(|| b.value / square(), a.slope) - chain(|| a.value / square(), b.slope);
            (math::atan2(a.value, b.value), slope)
        }
        // A NaN on either side shows.
        What::Two(Function2::Min) if a.value <= b.value || a.value.is_nan() => return a,
        What::Two(Function2::Max) if a.value >= b.value || a.value.is_nan() => return a,
        _ => return b,
    };
    Dual { value, slope }
}

/// Whole powers by squaring, which keeps 3^2 at 9 exactly; others by the library.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.abs() <= 64.0 && exponent == exponent.round() {
        math::powi(base, exponent as i32)
    } else {
        math::powf(base, exponent)
    }
}

impl Function1 {
    fn apply(self, x: Dual) -> Dual {
        let Dual { value: v, slope } = x;
        let (value, slope) = match self {
            Function1::Sqrt => (v.sqrt(), chain(|| 0.5 / v.sqrt(), slope)),
            Function1::Abs => (v.abs(), chain(|| if v < 0.0 { -1.0 } else { 1.0 }, slope)),
            Function1::Sin => (math::sin(v), chain(|| math::cos(v), slope)),
            Function1::Cos => (math::cos(v), chain(|| -math::sin(v), slope)),
            Function1::Tan => (math::tan(v), chain(|| 1.0 / math::powi(math::cos(v), 2), slope)),
            Function1::Asin => (math::asin(v), chain(|| 1.0 / (1.0 - v * v).sqrt(), slope)),
            Function1::Acos => (math::acos(v), chain(|| -1.0 / (1.0 - v * v).sqrt(), slope)),
            Function1::Atan => (math::atan(v), chain(|| 1.0 / (1.0 + v * v), slope)),
            Function1::Exp => (math::exp(v), chain(|| math::exp(v), slope)),
            Function1::Ln => (math::ln(v), chain(|| 1.0 / v, slope)),
            Function1::Log10 => (math::log10(v), chain(|| 1.0 / (v * math::LN_10), slope)),
        };
        Dual { value, slope }
    }
}
