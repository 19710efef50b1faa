//! Voltmeter: a dial of potential difference; its resistance is a part of a circuit.

use super::dial::meter;
use crate::quantity::Dimension;
use crate::quantity::unit::{METRE, ONE, SECOND, VOLT};
use crate::systems::VariableSpec;

/// A voltmeter; the start is the school's 3 V with divisions of 0.1 V (J0408).
pub static KIND: super::InstrumentKind =
    meter!("voltmeter", VOLTAGE, VOLT, VOLT, "voltage", 0.0, 3.0, 0.1, "A voltmeter with a pointer.");

/// Power over current.
const VOLTAGE: Dimension =
    Dimension::MASS.times(Dimension::LENGTH.powi(2)).over(Dimension::TIME.powi(3)).over(Dimension::CURRENT);
