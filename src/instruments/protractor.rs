//! Protractor: a scale of angle.

use super::{InstrumentKind, Reads};
use crate::quantity::Dimension;
use crate::quantity::unit::{METRE, RADIAN};
use crate::systems::VariableSpec;

/// A protractor.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "protractor",
    aliases: &[],
    reads: Reads::Variable(Dimension::ANGLE),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, upwards."),
        VariableSpec::parameter("radius", METRE, 0.1).range(0.01, 10.0).nominal(0.1).about("Radius of its scale."),
        VariableSpec::parameter("range", RADIAN, std::f64::consts::PI)
            .range(0.1, 6.3)
            .about("Angle of its whole scale."),
        VariableSpec::parameter("division", RADIAN, std::f64::consts::PI / 180.0)
            .range(1e-4, 1.0)
            .nominal(0.02)
            .about("Smallest division."),
        VariableSpec::parameter("digits", RADIAN, 0.0)
            .range(0.0, 1.0)
            .nominal(2e-3)
            .about("Last digit that is read; 0 means a tenth of the division."),
    ],
    outputs: &[VariableSpec::output("angle", RADIAN).about("Angle from hanging straight down, anticlockwise.")],
    about: "A protractor.",
};
