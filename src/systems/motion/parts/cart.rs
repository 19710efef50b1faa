//! Cart: runs on a rail without turning over; also a glider on an air track.

use crate::quantity::unit::{
    JOULE, KILOGRAM, KILOGRAM_METRE_PER_SECOND, METRE, METRE_PER_SECOND, METRE_PER_SECOND2, NEWTON,
    NEWTON_SECOND_PER_METRE, ONE,
};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Way along the rail.
pub const ALONG: usize = 2;
/// Velocity along the rail.
pub const VELOCITY: usize = 3;
/// Mass.
pub const MASS: usize = 4;
/// Mass of what lies in it.
pub const LOAD: usize = 5;
/// Length.
pub const LENGTH: usize = 6;
/// Linear damping.
pub const DAMPING: usize = 7;
/// Whether it is held.
pub const HOLD: usize = 8;
/// Restitution of its bumper.
pub const RESTITUTION: usize = 9;
/// Acceleration.
pub const ACCELERATION: usize = 10;
/// Normal force.
pub const NORMAL: usize = 11;
/// Friction.
pub const FRICTION: usize = 12;
/// Kinetic energy.
pub const KINETIC: usize = 13;
/// Momentum.
pub const MOMENTUM: usize = 14;
/// Mass with its load.
pub const TOTAL: usize = 15;

/// What is at its ends.
pub const BUMPER: usize = 16;
/// What it looks like.
pub const LOOKS: usize = 17;

/// Bumpers, in the order of the choice.
pub static BUMPERS: &[&str] = &["spring", "velcro"];
/// Looks, in the order of the choice.
pub static LOOKING: &[&str] = &["cart", "glider"];

/// A cart.
pub static KIND: PartKind = PartKind {
    id: "cart",
    aliases: &["glider", "slider"],
    terminals: &[Terminal { name: "on", joins: &["rail"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its middle, to the right."),
        VariableSpec::output("y", METRE).about("Place of its middle, upwards."),
        VariableSpec::state("along", METRE, 0.0)
            .range(-1e3, 1e3)
            .about("Way of its middle along the rail from the start of the first piece."),
        VariableSpec::state("velocity", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity along the rail."),
        VariableSpec::parameter("mass", KILOGRAM, 0.2).range(1e-4, 1e4).nominal(0.2).tunable().about("Mass, empty."),
        VariableSpec::parameter("load", KILOGRAM, 0.0)
            .range(0.0, 1e4)
            .nominal(0.1)
            .tunable()
            .about("Mass of what lies in it."),
        VariableSpec::parameter("length", METRE, 0.1).range(1e-3, 10.0).nominal(0.1).about("Length."),
        VariableSpec::parameter("damping", NEWTON_SECOND_PER_METRE, 0.0)
            .range(0.0, 1e3)
            .tunable()
            .about("Force per speed that resists the motion."),
        VariableSpec::flag("hold", false).about("Whether a hand holds it where it is."),
        VariableSpec::parameter("restitution", ONE, 1.0)
            .range(0.0, 1.0)
            .tunable()
            .about("Ratio of the speeds of parting and of meeting with another; of two the smaller counts, 0 couples."),
        VariableSpec::output("acceleration", METRE_PER_SECOND2).about("Acceleration along the rail."),
        VariableSpec::output("normal", NEWTON).about("Normal force of the rail, to its left."),
        VariableSpec::output("friction", NEWTON).about("Force of friction along the rail."),
        VariableSpec::output("kinetic", JOULE).about("Kinetic energy."),
        VariableSpec::output("momentum", KILOGRAM_METRE_PER_SECOND).about("Momentum along the rail."),
        VariableSpec::output("total", KILOGRAM).about("Mass with its load."),
        VariableSpec::choice("bumper", BUMPERS, 0)
            .about("What it meets others with: a spring, with its restitution, or velcro, which couples."),
        VariableSpec::choice("looks", LOOKING, 0).about("What it looks like."),
    ],
    rigid: true,
    about: crate::quantity::doc("A cart on a rail, or a glider on an air track."),
};
