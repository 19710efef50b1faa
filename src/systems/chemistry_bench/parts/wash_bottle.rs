//! Wash bottle: squirts a little of what it holds, at each squeeze, into what stands under its spout.

use crate::quantity::unit::{CUBIC_METRE, KELVIN, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the volume of a squirt; 0 and 1 are its place.
pub const SQUIRT: usize = 2;
/// How often it was squeezed.
pub const SQUEEZES: usize = 3;
/// Volume in it.
pub const VOLUME: usize = 4;
/// Temperature.
pub const TEMPERATURE: usize = 5;

/// A wash bottle.
pub static KIND: PartKind = PartKind {
    id: "wash_bottle",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its underside, upwards."),
        VariableSpec::parameter("squirt", CUBIC_METRE, 2e-6)
            .range(1e-8, 1e-4)
            .nominal(2e-6)
            .about("Volume of a squirt."),
        VariableSpec::output("squeezes", ONE).nominal(1.0).discrete().about("How often it was squeezed."),
        VariableSpec::output("volume", CUBIC_METRE).nominal(3e-4).about("Volume of what it holds."),
        VariableSpec::output("temperature", KELVIN).nominal(300.0).about("Temperature of what it holds."),
    ],
    rigid: false,
    about: "A bottle that squirts water.",
};
