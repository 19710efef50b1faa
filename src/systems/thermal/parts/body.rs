//! Body: the armpit of a person, whose temperature stays what it is.

use crate::quantity::unit::{CELSIUS, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the width; 0 and 1 are its middle.
pub const WIDTH: usize = 2;
/// Height.
pub const HEIGHT: usize = 3;
/// Temperature.
pub const TEMPERATURE: usize = 4;
/// How slowly it warms a bulb.
pub const SLOWNESS: usize = 5;

/// A body.
///
/// The start is a usual armpit temperature (36.0 to 37.0 °C, People's Medical Publishing House, Diagnostics). A bulb
/// there follows some six times as slowly as in stirred water: with a time constant of 8 s of the thermometer it is
/// within a division after the five minutes that its instructions ask for.
pub static KIND: PartKind = PartKind {
    id: "body",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of the armpit, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Middle of the armpit, upwards."),
        VariableSpec::parameter("width", METRE, 0.05).range(0.005, 2.0).nominal(0.05).about("Width of the armpit."),
        VariableSpec::parameter("height", METRE, 0.06).range(0.005, 2.0).nominal(0.05).about("Height of the armpit."),
        VariableSpec::parameter("temperature", CELSIUS, 309.65)
            .range(273.15, 323.15)
            .nominal(300.0)
            .tunable()
            .about("Its temperature."),
        VariableSpec::parameter("slowness", ONE, 6.0)
            .range(1.0, 100.0)
            .tunable()
            .about("How many times slower a bulb follows there than in stirred water."),
    ],
    rigid: false,
    about: "A person's armpit, at a temperature that stays.",
};
