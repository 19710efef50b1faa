//! Why something was refused or failed: sentences for the learner, keys for their translation.

use std::fmt;

/// Why a set or a pull was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// No variable has this path; the nearest right one, if any is near.
    Unknown {
        /// The path asked for.
        path: String,
        /// The nearest path that exists.
        nearest: Option<String>,
    },
    /// The variable is computed, not set.
    NotSettable {
        /// Its path.
        path: String,
    },
    /// The value is outside the range; all SI.
    OutOfRange {
        /// Path of the variable.
        path: String,
        /// The refused value.
        value: f64,
        /// Smallest legal value.
        min: f64,
        /// Largest legal value.
        max: f64,
    },
    /// The text is no quantity of this variable.
    NotAQuantity {
        /// Path of the variable.
        path: String,
        /// What is wrong with the text.
        sentence: String,
    },
    /// It may change before the first step only.
    Running {
        /// Path of the variable.
        path: String,
    },
    /// There is no such grip, or it cannot do this.
    NotHeld,
    /// A state that the system cannot take, in words.
    Impossible {
        /// Key of the sentence in the page's strings.
        key: &'static str,
        /// Path inside the system of the part at fault, or empty.
        part: String,
        /// What is wrong, in English.
        sentence: String,
    },
}

impl Refused {
    /// A state that cannot be, which is no single part's fault.
    pub fn impossible(key: &'static str, sentence: impl Into<String>) -> Refused {
        Refused::Impossible { key, part: String::new(), sentence: sentence.into() }
    }
}

impl Refused {
    /// Key of the sentence in the page's strings.
    pub fn key(&self) -> &'static str {
        match self {
            Refused::Unknown { .. } => "refused.unknown",
            Refused::NotSettable { .. } => "refused.not_settable",
            Refused::OutOfRange { .. } => "refused.out_of_range",
            Refused::NotAQuantity { .. } => "refused.not_a_quantity",
            Refused::Running { .. } => "refused.running",
            Refused::NotHeld => "refused.not_held",
            Refused::Impossible { key, .. } => key,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Unknown { path, nearest: Some(near) } => {
                write!(f, "There is no `{path}`; did you mean `{near}`?")
            }
            Refused::Unknown { path, nearest: None } => write!(f, "There is no `{path}`."),
            Refused::NotSettable { path } => write!(f, "`{path}` is computed, so it cannot be set."),
            Refused::OutOfRange { path, value, min, max } => {
                write!(f, "`{path}` can be from {min} to {max} (SI), not {value}.")
            }
            Refused::NotAQuantity { path, sentence } => write!(f, "`{path}`: {sentence}"),
            Refused::Running { path } => write!(f, "`{path}` can only be set before the start; reset first."),
            Refused::NotHeld => write!(f, "There is nothing here to take hold of."),
            Refused::Impossible { part, sentence, .. } if cfg!(not(feature = "rigid")) || part.is_empty() => {
                write!(f, "{sentence}")
            }
            Refused::Impossible { part, sentence, .. } => write!(f, "`{part}`: {sentence}"),
        }
    }
}

/// Why a step could not be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The state is untouched; try again with a step of at most this many seconds.
    Retry {
        /// Largest step that may work, s.
        max_dt: f64,
    },
    /// The run cannot go on: shown to the learner in words, the lab pauses.
    Stop {
        /// Key of the sentence in the page's strings, such as `stop.not_finite`.
        key: &'static str,
        /// Id of the part at fault, or empty.
        part: String,
        /// The sentence in English, for logs and the command line.
        sentence: String,
    },
}

/// A snapshot that does not belong here: other module, other version, or damaged.
#[derive(Clone, Debug, PartialEq)]
pub struct BadSnapshot(
    /// What is wrong.
    pub String,
);

impl fmt::Display for BadSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
