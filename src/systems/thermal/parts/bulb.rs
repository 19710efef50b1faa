//! Bulb: the glass of a thermometer; what surrounds its bulb is what it takes the temperature of.

use crate::quantity::unit::{CELSIUS, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the length; 0 and 1 are the place of its lowest point.
pub const LENGTH: usize = 2;
/// Width.
pub const WIDTH: usize = 3;
/// Height of the bulb.
pub const BULB: usize = 4;
/// Temperature around it.
pub const TEMPERATURE: usize = 5;
/// How slowly what surrounds it warms it.
pub const SLOWNESS: usize = 6;
/// How much of it is under water.
pub const IMMERSED: usize = 7;
/// What it touches.
pub const TOUCHES: usize = 8;

/// A bulb.
pub static KIND: PartKind = PartKind {
    id: "bulb",
    aliases: &["probe"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its lowest point, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its lowest point, upwards."),
        VariableSpec::parameter("length", METRE, 0.3).range(0.02, 2.0).nominal(0.3).about("Length of its glass."),
        VariableSpec::parameter("width", METRE, 0.008).range(0.001, 0.1).nominal(0.01).about("Width of its glass."),
        VariableSpec::parameter("bulb", METRE, 0.012).range(0.001, 0.1).nominal(0.01).about("Height of the bulb."),
        VariableSpec::output("temperature", CELSIUS).nominal(300.0).about("Temperature of what surrounds the bulb."),
        VariableSpec::output("slowness", ONE).about("How many times slower it follows there than in stirred water."),
        VariableSpec::output("immersed", ONE).range(0.0, 1.0).about("How much of the bulb is under water."),
        VariableSpec::output("touches", ONE)
            .range(0.0, 2.0)
            .discrete()
            .about("What the bulb touches: 0 nothing, 1 the wall of a beaker, 2 its bottom."),
    ],
    rigid: false,
    about: "The glass of a thermometer, moved by hand.",
};
