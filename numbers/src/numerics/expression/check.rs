//! Checking the units of an expression.

use super::{Expression, ExpressionError, ExpressionProblem as Problem, Function1, Function2, Operation, What};
use crate::quantity::Dimension;

/// What is known of a value before it is worked out.
#[derive(Clone, Copy)]
struct Known {
    dimension: Dimension,
    /// The value itself, where it is made of numbers alone: an exponent must be.
    number: Option<f64>,
    /// The operation that gives it.
    operation: usize,
}

impl Expression {
    /// The dimension of the result, from those of the names.
    ///
    /// Sums, differences, `min`, `max` and `atan2` need values of the same kind; functions and exponents need plain
    /// numbers, which angles are too. A value with a unit can be raised to whole and half powers that are written as
    /// numbers, such as `^2` and `^(1/2)`. `asin`, `acos`, `atan` and `atan2` give angles.
    ///
    /// # Errors
    /// The first mismatch with its place; [`Problem::UnknownName`] where `dimension_of` knows none, see
    /// [`ExpressionError::with_names`].
    pub fn check(&self, dimension_of: impl Fn(&str) -> Option<Dimension>) -> Result<Dimension, ExpressionError> {
        let mut stack: Vec<Known> = Vec::new();
        for (index, operation) in self.operations.iter().enumerate() {
            let mut pop =
                || stack.pop().unwrap_or(Known { dimension: Dimension::NONE, number: None, operation: index });
            let (dimension, number) = match operation.what {
                What::Number(value) => (Dimension::NONE, Some(value)),
                What::Name(name) => {
                    let found = self.names.get(name).and_then(|name| dimension_of(name));
                    (found.ok_or_else(|| self.error(&operation.span, Problem::UnknownName))?, None)
                }
                What::Negate => {
                    let value = pop();
                    (value.dimension, value.number.map(|value| -value))
                }
                What::One(function) => (self.one(function, pop())?, None),
                what => {
                    let right = pop();
                    let left = pop();
                    let number = left.number.zip(right.number).and_then(|(left, right)| match what {
                        What::Add => Some(left + right),
                        What::Subtract => Some(left - right),
                        What::Multiply => Some(left * right),
                        What::Divide => Some(left / right),
                        _ => None,
                    });
                    (self.two(operation, left, right)?, number)
                }
            };
            stack.push(Known { dimension, number, operation: index });
        }
        Ok(stack.pop().map_or(Dimension::NONE, |value| value.dimension))
    }

    fn at(&self, value: Known, problem: Problem) -> ExpressionError {
        let span = self.operations.get(value.operation).map_or(0..0, |operation| operation.span.clone());
        self.error(&span, problem)
    }

    fn plain(&self, value: Known) -> Result<(), ExpressionError> {
        if value.dimension.is_number() { Ok(()) } else { Err(self.at(value, Problem::PlainNumber(value.dimension))) }
    }

    fn one(&self, function: Function1, value: Known) -> Result<Dimension, ExpressionError> {
        match function {
            Function1::Abs => return Ok(value.dimension),
            Function1::Sqrt => {
                let root = value.dimension.square_root();
                return root.ok_or_else(|| self.at(value, Problem::Root(value.dimension)));
            }
            _ => self.plain(value)?,
        }
        Ok(match function {
            Function1::Asin | Function1::Acos | Function1::Atan => Dimension::ANGLE,
            _ => Dimension::NONE,
        })
    }

    fn two(&self, operation: &Operation, left: Known, right: Known) -> Result<Dimension, ExpressionError> {
        let product = |power| {
            let product = left.dimension.checked_times_power(right.dimension, power);
            product.ok_or_else(|| self.error(&operation.span, Problem::Powers))
        };
        match operation.what {
            What::Multiply => product(1),
            What::Divide => product(-1),
            What::Power => self.power(operation, left, right),
            what => {
                let (left, right) = (left.dimension, right.dimension);
                if !left.same_kind(right) {
                    return Err(self.error(&operation.span, Problem::Kinds { left, right }));
                }
                Ok(match what {
                    What::Two(Function2::Atan2) => Dimension::ANGLE,
                    // An angle and a number give a number.
                    _ if left == right => left,
                    _ => Dimension { rad: 0, ..left },
                })
            }
        }
    }

    fn power(&self, operation: &Operation, base: Known, exponent: Known) -> Result<Dimension, ExpressionError> {
        self.plain(exponent)?;
        let whole_halves = exponent.number.map(|number| 2.0 * number).filter(|halves| *halves == halves.round());
        let Some(halves) = whole_halves else {
            // A plain number takes any power; the radian is then no more than a number.
            let plain = base.dimension.is_number();
            return if plain { Ok(Dimension::NONE) } else { Err(self.at(exponent, Problem::Exponent)) };
        };
        if base.dimension == Dimension::NONE {
            return Ok(Dimension::NONE);
        }
        let too_large = || self.error(&operation.span, Problem::Powers);
        if halves.abs() > 127.0 {
            return if base.dimension.is_number() { Ok(Dimension::NONE) } else { Err(too_large()) };
        }
        if halves % 2.0 == 0.0 {
            return Dimension::NONE.checked_times_power(base.dimension, (halves / 2.0) as i8).ok_or_else(too_large);
        }
        let power = Dimension::NONE.checked_times_power(base.dimension, halves as i8).ok_or_else(too_large)?;
        power.square_root().ok_or_else(|| self.error(&operation.span, Problem::Root(power)))
    }
}
