//! Dropping bottle: gives a drop at each press of its teat.

use crate::quantity::unit::{CUBIC_METRE, KELVIN, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the volume of a drop; 0 and 1 are its place.
pub const DROP: usize = 2;
/// How many drops it gave.
pub const DROPS: usize = 3;
/// Volume in it.
pub const VOLUME: usize = 4;
/// Temperature.
pub const TEMPERATURE: usize = 5;

/// A dropping bottle.
pub static KIND: PartKind = PartKind {
    id: "dropper",
    aliases: &["dropping_bottle"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its underside, upwards."),
        // Some 20 drops of a thin aqueous solution make a millilitre (pharmacopoeias).
        VariableSpec::parameter("drop", CUBIC_METRE, 5e-8).range(1e-9, 1e-6).nominal(5e-8).about("Volume of a drop."),
        VariableSpec::output("drops", ONE).nominal(1.0).discrete().about("Drops that it gave."),
        VariableSpec::output("volume", CUBIC_METRE).nominal(3e-5).about("Volume of what it holds."),
        VariableSpec::output("temperature", KELVIN).nominal(300.0).about("Temperature of what it holds."),
    ],
    rigid: false,
    about: "A bottle whose dropper gives a drop at each press.",
};
