//! Algebraic expressions over named values: parsed, checked for units, evaluated with uncertainties.
//! Not here: statements, comparisons, loops or any other script, and where the values come from.
//! Start at `Expression`, then `parse.rs`, `check.rs`, `evaluate.rs`.

use std::fmt;
use std::ops::Range;

use crate::quantity::{Dimension, nearest};

mod check;
mod evaluate;
mod parse;

#[cfg(test)]
mod tests;

/// Values that may wait at one time while an expression is worked out.
const STACK: usize = 64;

/// An expression such as `4*pi^2*rod.length/watch.period^2`.
///
/// Numbers; names with dots; `+ - * / ^` (power, from the right), brackets, unary minus; `pi`; the functions
/// `sqrt abs sin cos tan asin acos atan atan2 exp ln log10 min max`. Values are SI, angles in radians.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    text: String,
    names: Vec<String>,
    /// In postfix order: the operands of an operation stand before it.
    operations: Vec<Operation>,
}

/// One step of the work on a stack of values.
#[derive(Clone, Debug, PartialEq)]
struct Operation {
    what: What,
    /// The part of the text that is worked out here.
    span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Number(f64),
    Name(usize),
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    One(Function1),
    Two(Function2),
}

/// A function of one value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Function1 {
    Sqrt,
    Abs,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Exp,
    Ln,
    Log10,
}

/// A function of two values.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Function2 {
    Atan2,
    Min,
    Max,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionProblem {
    /// No text.
    Empty,
    /// Longer or deeper than allowed.
    Size,
    /// A character that means nothing here.
    Character,
    /// A number that cannot be read or held.
    Number,
    /// A value is wanted here.
    ValueWanted,
    /// An operator is wanted here.
    OperatorWanted,
    /// A bracket is not closed here.
    BracketOpen,
    /// A closing bracket or comma without a function or opening bracket.
    BracketClosed,
    /// No such function.
    UnknownFunction,
    /// A function got so many values but wants so many.
    Arguments {
        /// Given.
        got: usize,
        /// Wanted (the least number, for `min` and `max`).
        want: usize,
    },
    /// No such value.
    UnknownName,
    /// Values of different kinds are added, subtracted or compared.
    Kinds {
        /// On the left.
        left: Dimension,
        /// On the right.
        right: Dimension,
    },
    /// A function or exponent that takes a plain number got a value with a unit.
    PlainNumber(Dimension),
    /// A value with a unit to a power that is no whole or half number written out.
    Exponent,
    /// A root of units that have none.
    Root(Dimension),
    /// The powers of the units leave all bounds.
    Powers,
}

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionError {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: ExpressionProblem,
    /// What stands there; empty at the end of the text.
    pub found: String,
    /// The name that was probably meant.
    pub nearest: Option<String>,
}

impl ExpressionError {
    /// The same error with the nearest of the names that exist, where an unknown name is the problem.
    pub fn with_names<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> ExpressionError {
        if self.problem == ExpressionProblem::UnknownName {
            self.nearest = nearest(&self.found, names).map(str::to_owned);
        }
        self
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = match self.found.as_str() {
            "" => "the end".to_owned(),
            found => format!("\"{}\"", found.escape_debug()),
        };
        match &self.problem {
            ExpressionProblem::Empty => f.write_str("the expression is empty"),
            ExpressionProblem::Size => f.write_str("the expression is too long or has too many brackets"),
            ExpressionProblem::Character => write!(f, "{found} means nothing here"),
            ExpressionProblem::Number => write!(f, "{found} is not a number"),
            ExpressionProblem::ValueWanted => write!(f, "a value is wanted here, not {found}"),
            ExpressionProblem::OperatorWanted => {
                write!(f, "an operator such as * is wanted before {found}")
            }
            ExpressionProblem::BracketOpen => write!(f, "a bracket is not closed before {found}"),
            ExpressionProblem::BracketClosed => {
                write!(f, "{found} stands without an opening bracket")
            }
            ExpressionProblem::UnknownFunction => write!(f, "{found} is not a function"),
            ExpressionProblem::Arguments { got, want } => {
                write!(f, "{found} wants {want} values, not {got}")
            }
            ExpressionProblem::UnknownName => write!(f, "{found} is not the name of a value"),
            ExpressionProblem::Kinds { left, right } => {
                write!(f, "{found} puts together different kinds: units {left} and {right}")
            }
            ExpressionProblem::PlainNumber(unit) => {
                write!(f, "{found} has the unit {unit} where a plain number is wanted")
            }
            ExpressionProblem::Exponent => {
                write!(f, "the power of a value with a unit is a whole or half number written out, not {found}")
            }
            ExpressionProblem::Root(unit) => {
                write!(f, "{found} would be the root of the unit {unit}, which is not one")
            }
            ExpressionProblem::Powers => {
                write!(f, "the powers of the units in {found} are too large")
            }
        }?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ExpressionError {}

impl Expression {
    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names in it, each once, in the order they appear.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    fn error(&self, span: &Range<usize>, problem: ExpressionProblem) -> ExpressionError {
        error(&self.text, span.clone(), problem)
    }
}

fn error(text: &str, span: Range<usize>, problem: ExpressionProblem) -> ExpressionError {
    let found = text.get(span.clone()).unwrap_or("").to_owned();
    ExpressionError { span, problem, found, nearest: None }
}
