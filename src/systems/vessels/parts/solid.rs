//! Solid: a block or a stone on a thread.

use crate::quantity::unit::{CUBIC_METRE, KILOGRAM, KILOGRAM_PER_CUBIC_METRE, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the width; 0 and 1 are the middle of its lower face.
pub const WIDTH: usize = 2;
/// Mass.
pub const MASS: usize = 3;
/// Density.
pub const DENSITY: usize = 4;
/// Air on it.
pub const BUBBLES: usize = 5;
/// Liquid that it takes along.
pub const CARRIES: usize = 6;
/// Mass of liquid on it.
pub const WET: usize = 7;
/// How it is drawn.
pub const LOOKS: usize = 8;
/// Volume.
pub const VOLUME: usize = 9;
/// Height.
pub const HEIGHT: usize = 10;
/// How much of it is under the surface.
pub const IMMERSED: usize = 11;
/// Mass with what is on it.
pub const TOTAL: usize = 12;

/// A solid. It counts as an upright cylinder of its width, whatever it looks like.
///
/// `carries`: a film of some 0.1 mm on 20 cm², and the drop below: 0.3 mL.
pub static KIND: PartKind = PartKind {
    id: "solid",
    aliases: &["stone"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of its lower face, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its lower face, upwards."),
        VariableSpec::parameter("width", METRE, 0.02).range(1e-3, 1.0).nominal(0.02).about("Width."),
        VariableSpec::parameter("mass", KILOGRAM, 0.05)
            .range(1e-6, 100.0)
            .nominal(0.05)
            .tunable()
            .about("Its own mass."),
        VariableSpec::parameter("density", KILOGRAM_PER_CUBIC_METRE, 2650.0)
            .range(1000.0, 25_000.0)
            .nominal(2e3)
            .tunable()
            .about("Its density; 2650 is quartz."),
        VariableSpec::parameter("bubbles", CUBIC_METRE, 0.0)
            .range(0.0, 1e-3)
            .nominal(1e-6)
            .tunable()
            .about("Air that sticks to it under water."),
        VariableSpec::parameter("carries", CUBIC_METRE, 3e-7)
            .range(0.0, 1e-3)
            .nominal(3e-7)
            .tunable()
            .about("Liquid that it takes along when it is lifted out."),
        VariableSpec::state("wet", KILOGRAM, 0.0).range(0.0, 1.0).nominal(3e-4).about("Mass of the liquid on it."),
        VariableSpec::choice("looks", &["stone", "aluminium", "iron", "copper"], 0).about("How it is drawn."),
        VariableSpec::output("volume", CUBIC_METRE).nominal(1e-5).about("Its volume."),
        VariableSpec::output("height", METRE).nominal(0.05).about("Its height."),
        VariableSpec::output("immersed", ONE).range(0.0, 1.0).about("How much of it is under the surface."),
        VariableSpec::output("total", KILOGRAM).nominal(0.05).about("Its mass and that of the liquid on it."),
    ],
    rigid: false,
    about: "A block or a stone on a thread, moved by hand.",
};
