//! Burette: a graduated tube with a tap, clamped in a stand, its zero above.

use crate::quantity::unit::{CUBIC_METRE, KELVIN, METRE, ONE, RADIAN};
use crate::systems::{PartKind, VariableSpec};
use std::f64::consts::FRAC_PI_2;

/// Index of how far the tap is open; 0 and 1 are the place of the tip.
pub const TAP: usize = 2;
/// Air in its tip.
pub const BUBBLE: usize = 3;
/// What stays on its glass.
pub const FILM: usize = 4;
/// What hangs at its tip.
pub const DROP: usize = 5;
/// Volume of what it holds.
pub const VOLUME: usize = 6;
/// Volume that the meniscus shows, from the zero above.
pub const SHOWN: usize = 7;
/// Inner radius.
pub const RADIUS: usize = 8;
/// Temperature.
pub const TEMPERATURE: usize = 9;
/// How much came out of its tip.
pub const DELIVERED: usize = 10;
/// pH of what it holds.
pub const PH: usize = 11;

/// A burette of 50 mL.
pub static KIND: PartKind = PartKind {
    id: "burette",
    aliases: &["buret"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its tip, upwards."),
        VariableSpec::state("tap", RADIAN, 0.0)
            .range(0.0, FRAC_PI_2)
            .about("How far the tap is turned from closed; a right angle is open."),
        VariableSpec::state("bubble", CUBIC_METRE, 3e-7)
            .range(0.0, 1e-6)
            .nominal(3e-7)
            .about("Air that is caught below the tap until a full stream drives it out."),
        VariableSpec::parameter("film", CUBIC_METRE, 3e-7)
            .range(0.0, 1e-5)
            .nominal(3e-7)
            .about("What stays on its glass when it has run out."),
        VariableSpec::output("drop", CUBIC_METRE).nominal(4e-8).about("Volume of the drop that hangs at its tip."),
        VariableSpec::output("volume", CUBIC_METRE).nominal(5e-5).about("Volume of what it holds."),
        VariableSpec::output("shown", CUBIC_METRE)
            .nominal(5e-5)
            .about("Reading of the bottom of the meniscus, from the zero above; negative above it."),
        VariableSpec::output("radius", METRE).nominal(0.005).about("Inner radius."),
        VariableSpec::output("temperature", KELVIN).nominal(300.0).about("Temperature of what it holds."),
        VariableSpec::output("delivered", CUBIC_METRE).nominal(5e-5).about("Volume that has left its tip so far."),
        VariableSpec::output("ph", ONE).nominal(7.0).optional().about("pH of what it holds."),
    ],
    rigid: false,
    about: "A burette of 50 mL in a stand, with a tap.",
};
