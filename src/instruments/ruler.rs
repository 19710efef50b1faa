//! Ruler: a scale of length held against a point.

use super::{InstrumentKind, Reads};
use crate::quantity::unit::METRE;
use crate::systems::VariableSpec;

/// A ruler.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "ruler",
    aliases: &["metre_rule"],
    reads: Reads::Point,
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its zero, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its zero, upwards."),
        VariableSpec::choice("towards", &["right", "up", "left", "down"], 0).about("Where its numbers grow."),
        VariableSpec::parameter("range", METRE, 0.3).range(0.01, 100.0).nominal(0.3).about("Length of its scale."),
        VariableSpec::parameter("division", METRE, 1e-3).range(1e-5, 1.0).nominal(1e-3).about("Smallest division."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-4)
            .about("Last digit that is read; 0 means a tenth of the division."),
        VariableSpec::parameter("zero", METRE, 0.0).range(-1.0, 1.0).about("Zero error: what it shows too much."),
    ],
    outputs: &[VariableSpec::output("length", METRE).about("Length from its zero to the point, along the scale.")],
    about: "A ruler, held against a point.",
};
