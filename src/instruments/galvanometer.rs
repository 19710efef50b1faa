//! Galvanometer: a sensitive dial of current with its zero in the middle.

use super::dial::meter;
use crate::quantity::unit::{AMPERE, METRE, ONE, SECOND};
use crate::quantity::{Dimension, Unit};
use crate::systems::VariableSpec;

/// Its scale is printed in this.
const MICROAMPERE: Unit = Unit::new("µA", Dimension::CURRENT, 1e-6);

/// A galvanometer; the start is the school's 300 µA either way (J0409).
pub static KIND: super::InstrumentKind = meter!(
    "galvanometer",
    Dimension::CURRENT,
    AMPERE,
    MICROAMPERE,
    "current",
    -3e-4,
    3e-4,
    2e-5,
    "A galvanometer with a pointer and its zero in the middle."
);
