//! Hooked: a mass with a hook, or the hook of a dynamometer, that a learner hangs on a lever at a place of its grid.

use crate::quantity::unit::{KILOGRAM, METRE, METRE_PER_SECOND, NEWTON, NEWTON_SECOND_PER_METRE, ONE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table: place and velocity stand as in a ball.
pub const X: usize = 0;
/// Height of its hook.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Mass.
pub const MASS: usize = 4;
/// Whether it hangs on its body.
pub const HUNG: usize = 5;
/// Where on it.
pub const ALONG: usize = 6;
/// What it is.
pub const LOOKS: usize = 7;
/// Damping.
pub const DAMPING: usize = 8;
/// Where it stands.
pub const STAND_X: usize = 9;
/// Height of what it stands on.
pub const STAND_Y: usize = 10;
/// Where it hangs, 0 if it does not.
pub const ARM: usize = 11;
/// Its weight, 0 if it does not hang.
pub const WEIGHT: usize = 12;
/// How often it fell.
pub const DROPPED: usize = 13;

/// A mass or a hook.
pub static KIND: PartKind = PartKind {
    id: "hooked",
    aliases: &["hooked_mass"],
    terminals: &[Terminal { name: "on", joins: &["body"], required: true }],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-1e3, 1e3).about("Place of its hook, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-1e3, 1e3).about("Place of its hook, upwards."),
        VariableSpec::state("vx", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity to the right."),
        VariableSpec::state("vy", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity upwards."),
        VariableSpec::parameter("mass", KILOGRAM, 0.05).range(1e-5, 100.0).nominal(0.05).tunable().about("Mass."),
        VariableSpec::flag("hung", false).about("Whether it hangs on its body."),
        VariableSpec::parameter("along", METRE, 0.0)
            .range(-100.0, 100.0)
            .nominal(0.1)
            .tunable()
            .about("Where it hangs or hung last, from the middle of the body along the body's own direction."),
        VariableSpec::choice("looks", &["mass", "hook"], 0).about(
            "A mass stands on the bench while it does not hang; a hook is that of a dynamometer, held by a spring.",
        ),
        VariableSpec::parameter("damping", NEWTON_SECOND_PER_METRE, 0.0)
            .range(0.0, 1e3)
            .tunable()
            .about("Force per speed that resists its motion."),
        VariableSpec::parameter("stand_x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Where it stands while it does not hang, to the right."),
        VariableSpec::parameter("stand_y", METRE, 0.0).range(-100.0, 100.0).about("Height of what it stands on."),
        VariableSpec::output("arm", METRE)
            .about("Where it hangs, to the right of the body's middle; 0 if it does not."),
        VariableSpec::output("weight", NEWTON).about("Its weight if it hangs on the body, else 0."),
        VariableSpec::output("dropped", ONE).range(0.0, 1e9).about("How often it was let go in the air and fell."),
    ],
    rigid: true,
    about: crate::quantity::doc("A hooked mass, or the hook of a dynamometer, that a learner hangs on a lever."),
};

/// Height of a mass's body, m: 22 mm for 50 g of brass; others keep its shape.
pub fn size(mass: f64) -> f64 {
    0.022 * crate::numerics::math::cbrt(mass / 0.05)
}

/// Height of its hook above what it stands on, m.
pub fn height(mass: f64) -> f64 {
    1.36 * size(mass)
}
