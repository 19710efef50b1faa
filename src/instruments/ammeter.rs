//! Ammeter: a dial of current; its resistance is a part of a circuit.

use super::dial::meter;
use crate::quantity::Dimension;
use crate::quantity::unit::{AMPERE, METRE, ONE, SECOND};
use crate::systems::VariableSpec;

/// An ammeter; the start is the school's 0.6 A with divisions of 0.02 A (J0407).
pub static KIND: super::InstrumentKind =
    meter!("ammeter", Dimension::CURRENT, AMPERE, AMPERE, "current", 0.0, 0.6, 0.02, "An ammeter with a pointer.");
