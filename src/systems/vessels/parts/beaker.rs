//! Beaker: stands, is carried, and pours over its lip when it is tilted.

use crate::quantity::unit::{CUBIC_METRE, KILOGRAM, KILOGRAM_PER_CUBIC_METRE, METRE, RADIAN};
use crate::systems::{PartKind, VariableSpec};
use std::f64::consts::FRAC_PI_2;

/// Thickness of the glass below the inside, m.
pub const THICK: f64 = 0.0016;

/// Index of the inner radius; 0 and 1 are its place. The same as in a cylinder up to `GLASS`.
pub const RADIUS: usize = 2;
/// Inner height.
pub const HEIGHT: usize = 3;
/// Volume of the liquid.
pub const VOLUME: usize = 4;
/// Density of the liquid.
pub const DENSITY: usize = 5;
/// Mass of the glass.
pub const GLASS: usize = 6;
/// Level of the liquid.
pub const LEVEL: usize = 7;
/// Volume shown by the level.
pub const SHOWN: usize = 8;
/// Mass of glass and liquid.
pub const MASS: usize = 9;
/// Tilt.
pub const TILT: usize = 10;
/// What stays on the glass.
pub const FILM: usize = 11;

/// A beaker.
///
/// `film`: water drains from a wet wall as sqrt(µ z / (ρ g t)) (Jeffreys 1930): some 50 µm after three seconds at
/// 7 cm. On the 130 cm² of a 100 mL beaker, with the drops in its corners, that is 0.7 mL; brine the same.
pub static KIND: PartKind = PartKind {
    id: "beaker",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its underside, upwards."),
        VariableSpec::parameter("radius", METRE, 0.025).range(0.002, 1.0).nominal(0.03).about("Inner radius."),
        VariableSpec::parameter("height", METRE, 0.07).range(0.01, 2.0).nominal(0.1).about("Inner height."),
        VariableSpec::state("volume", CUBIC_METRE, 0.0).range(0.0, 1.0).nominal(1e-4).about("Volume of its liquid."),
        VariableSpec::state("density", KILOGRAM_PER_CUBIC_METRE, 998.2)
            .range(500.0, 14_000.0)
            .nominal(1e3)
            .about("Density of its liquid; 998.2 is water at 20 degrees."),
        VariableSpec::parameter("glass", KILOGRAM, 0.05)
            .range(0.0, 10.0)
            .nominal(0.05)
            .about("Mass of the empty beaker."),
        VariableSpec::output("level", METRE).nominal(0.05).about("Height of the surface above the floor."),
        VariableSpec::output("shown", CUBIC_METRE).nominal(1e-4).about("Volume of what lies below the surface."),
        VariableSpec::output("mass", KILOGRAM).nominal(0.1).about("Mass of beaker and liquid."),
        VariableSpec::state("tilt", RADIAN, 0.0).range(0.0, FRAC_PI_2).about("How far it is tilted to its lip."),
        VariableSpec::parameter("film", CUBIC_METRE, 7e-7)
            .range(0.0, 1e-3)
            .nominal(7e-7)
            .tunable()
            .about("What stays on its glass when it is emptied."),
    ],
    rigid: false,
    about: "A beaker that is carried by hand and pours over its lip.",
};
