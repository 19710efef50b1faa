//! Balance: an electronic balance.

use super::{InstrumentKind, Reads};
use crate::quantity::Dimension;
use crate::quantity::unit::{KILOGRAM, METRE};
use crate::systems::VariableSpec;

/// A balance.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "balance",
    aliases: &["scales"],
    reads: Reads::Variable(Dimension::MASS),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its foot, upwards."),
        VariableSpec::parameter("range", KILOGRAM, 0.5).range(1e-3, 1e3).nominal(0.5).about("Largest mass."),
        VariableSpec::parameter("division", KILOGRAM, 1e-4).range(1e-7, 1.0).nominal(1e-4).about("Smallest division."),
    ],
    outputs: &[VariableSpec::output("mass", KILOGRAM).about("Mass that it shows.")],
    about: "An electronic balance.",
};
