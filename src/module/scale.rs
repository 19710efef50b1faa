//! What an axis does to the numbers of its column, so that a curve becomes a line; and who takes a reading.

use crate::quantity::Dimension;

/// What an axis shows of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// The number itself.
    #[default]
    Linear,
    /// x².
    Square,
    /// x³.
    Cube,
    /// √x.
    Root,
    /// 1/x.
    Inverse,
    /// 1/x².
    InverseSquare,
    /// log₁₀ of the number in the unit of the column.
    Log10,
    /// ln of the number in the unit of the column.
    Ln,
}

impl Scale {
    /// Names in files and messages, in the order of the variants.
    pub const NAMES: [&'static str; 8] =
        ["linear", "square", "cube", "root", "inverse", "inverse_square", "log10", "ln"];
    /// All, in the order of the names.
    pub const ALL: [Scale; 8] = [
        Scale::Linear,
        Scale::Square,
        Scale::Cube,
        Scale::Root,
        Scale::Inverse,
        Scale::InverseSquare,
        Scale::Log10,
        Scale::Ln,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Scale::NAMES.get(self as usize).copied().unwrap_or("linear")
    }

    /// The whole power that it raises to; `None` for the root and the logarithms.
    pub fn power(self) -> Option<i8> {
        match self {
            Scale::Linear => Some(1),
            Scale::Square => Some(2),
            Scale::Cube => Some(3),
            Scale::Inverse => Some(-1),
            Scale::InverseSquare => Some(-2),
            Scale::Root | Scale::Log10 | Scale::Ln => None,
        }
    }

    /// The dimension of what is shown; `None` where it has no whole powers.
    pub fn dimension(self, of: Dimension) -> Option<Dimension> {
        match (self, self.power()) {
            (_, Some(power)) => Dimension::NONE.checked_times_power(of, power),
            (Scale::Root, None) => of.square_root(),
            _ => Some(Dimension::NONE),
        }
    }
}

/// Who takes the reading when a row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingMode {
    /// The learner looks and types.
    Learner,
    /// The instrument's own digits are written down.
    Instrument,
    /// The value behind the reading, unrounded.
    Exact,
}

impl ReadingMode {
    /// Names in files and messages, in the order of the variants.
    pub const NAMES: [&'static str; 3] = ["learner", "instrument", "exact"];
    /// All, in the order of the names.
    pub const ALL: [ReadingMode; 3] = [ReadingMode::Learner, ReadingMode::Instrument, ReadingMode::Exact];

    /// Its name.
    pub fn name(self) -> &'static str {
        ReadingMode::NAMES.get(self as usize).copied().unwrap_or("instrument")
    }
}
