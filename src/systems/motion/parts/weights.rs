//! Weights: hooked masses hanging below one another from a hook.

use crate::quantity::unit::{KILOGRAM, METRE, METRE_PER_SECOND};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of the top hook.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Mass of one.
pub const EACH: usize = 4;
/// Mass of the empty hook.
pub const HANGER: usize = 5;
/// How many.
pub const COUNT: usize = 6;
/// Mass of the hooked masses.
pub const LOAD: usize = 7;
/// Mass with the hook.
pub const TOTAL: usize = 8;

/// Hooked masses.
pub static KIND: PartKind = PartKind {
    id: "weights",
    aliases: &["hooked_masses"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-1e3, 1e3).about("Place of the hook, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-1e3, 1e3).about("Place of the hook, upwards."),
        VariableSpec::state("vx", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity to the right."),
        VariableSpec::state("vy", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity upwards."),
        VariableSpec::parameter("each", KILOGRAM, 0.05).range(1e-4, 10.0).nominal(0.05).tunable().about("Mass of one."),
        VariableSpec::parameter("hanger", KILOGRAM, 0.005)
            .range(1e-4, 10.0)
            .nominal(0.005)
            .tunable()
            .about("Mass of the hook that carries them."),
        VariableSpec::whole("count", 1, 20).about("How many hang on the hook."),
        VariableSpec::output("load", KILOGRAM).about("Mass of the hooked masses, without the hook."),
        VariableSpec::output("total", KILOGRAM).about("Mass of the hooked masses and the hook."),
    ],
    rigid: false,
    about: crate::quantity::doc("Hooked masses hanging below one another."),
};
