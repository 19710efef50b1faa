//! Knot: a small thing that lies on a board: the knot of a rubber band and cords, or the hook of a dynamometer.

use crate::quantity::unit::{KILOGRAM, METRE, METRE_PER_SECOND, NEWTON_SECOND_PER_METRE};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table: place and velocity stand as in a ball.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Mass.
pub const MASS: usize = 4;
/// Damping.
pub const DAMPING: usize = 5;
/// What it is.
pub const LOOKS: usize = 6;

/// A knot or a hook.
pub static KIND: PartKind = PartKind {
    id: "knot",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-1e3, 1e3).about("Place, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-1e3, 1e3).about("Place, upwards."),
        VariableSpec::state("vx", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity to the right."),
        VariableSpec::state("vy", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity upwards."),
        VariableSpec::parameter("mass", KILOGRAM, 0.003).range(1e-5, 100.0).nominal(0.003).tunable().about("Mass."),
        VariableSpec::parameter("damping", NEWTON_SECOND_PER_METRE, 1.0)
            .range(0.0, 1e3)
            .tunable()
            .about("Force per speed that resists its motion on the board."),
        VariableSpec::choice("looks", &["knot", "hook"], 0)
            .about("How it is drawn; a hook is drawn by its dynamometer."),
    ],
    rigid: true,
    about: crate::quantity::doc("A small thing that cords and springs pull: a knot, or the hook of a dynamometer."),
};
