//! What is wrong with the text of a unit, said in a sentence.

use std::fmt;
use std::ops::Range;

/// The largest power that may be written.
pub(super) const HIGHEST_POWER: i8 = 12;

/// What is wrong with the text of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitProblem {
    /// No text.
    Empty,
    /// No such unit.
    Unknown,
    /// A unit is wanted here.
    Missing,
    /// A bracket is not closed, or closed without being opened.
    Bracket,
    /// A power is not a whole number from -12 to 12 other than 0.
    Power,
    /// A power without `^`, as in `m2`.
    BarePower,
    /// A product after a slash, as in `J/kg K`: it is not clear what is divided.
    Slash,
    /// A temperature scale with its own zero, to a power.
    Scale,
    /// Too long, too deep, or its powers too large.
    Size,
}

/// A text that is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitError {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: UnitProblem,
    /// What stands there; empty at the end of the text.
    pub found: String,
    /// The right text that was probably meant.
    pub nearest: Option<String>,
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = match self.found.as_str() {
            "" => "the end".to_owned(),
            found => format!("\"{}\"", found.escape_debug()),
        };
        match self.problem {
            UnitProblem::Empty => f.write_str("a unit is missing"),
            UnitProblem::Unknown => write!(f, "{found} is not a unit"),
            UnitProblem::Missing => write!(f, "a unit is wanted here, not {found}"),
            UnitProblem::Bracket => write!(f, "the brackets do not match at {found}"),
            UnitProblem::Power => {
                write!(
                    f,
                    "a power is a whole number from -{HIGHEST_POWER} to {HIGHEST_POWER} other than 0, not {found}"
                )
            }
            UnitProblem::BarePower => write!(f, "a power is written with ^, not as {found}"),
            UnitProblem::Slash => {
                write!(f, "after a slash, {found} needs brackets to show what is divided, as in J/(kg·K)")
            }
            UnitProblem::Scale => {
                write!(f, "{found} has a zero of its own and takes no power; use K")
            }
            UnitProblem::Size => f.write_str("the unit is too long, or its powers are too large"),
        }?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnitError {}

impl UnitError {
    /// The same error without what stands there, where that is long.
    pub(super) fn without_text(mut self) -> UnitError {
        self.found.clear();
        self
    }
}
