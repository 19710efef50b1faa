//! Pulley: a wheel over which strings run; with mass it turns with the string, without mass it only turns it aside.

use crate::quantity::unit::{
    JOULE, KILOGRAM, METRE, METRE_PER_SECOND, NEWTON, NEWTON_METRE, RADIAN, RADIAN_PER_SECOND,
};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table: place and velocity stand as in a ball.
pub const X: usize = 0;
/// Height of the centre.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Angle.
pub const ANGLE: usize = 4;
/// Angular velocity.
pub const ANGULAR: usize = 5;
/// Radius.
pub const RADIUS: usize = 6;
/// Mass.
pub const MASS: usize = 7;
/// Shape of the wheel.
pub const SHAPE: usize = 8;
/// Friction of the bearing.
pub const DAMPING: usize = 9;
/// Kinetic energy.
pub const KINETIC: usize = 10;
/// Load on its centre.
pub const LOAD: usize = 11;
/// What it looks like.
pub const LOOKS: usize = 12;

/// Looks, in the order of the choice.
pub static LOOKING: &[&str] = &["wheel", "arm", "crank"];

/// A pulley.
pub static KIND: PartKind = PartKind {
    id: "pulley",
    aliases: &["wheel"],
    terminals: &[Terminal { name: "on", joins: &["anchor"], required: false }],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-1e3, 1e3).about("Place of the centre, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-1e3, 1e3).about("Place of the centre, upwards."),
        VariableSpec::state("vx", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity to the right."),
        VariableSpec::state("vy", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity upwards."),
        VariableSpec::state("angle", RADIAN, 0.0).range(-1e6, 1e6).about("Angle it has turned by, anticlockwise."),
        VariableSpec::state("angular_velocity", RADIAN_PER_SECOND, 0.0)
            .range(-1e5, 1e5)
            .about("Rate of the angle, anticlockwise."),
        VariableSpec::parameter("radius", METRE, 0.02).range(1e-4, 10.0).nominal(0.02).about("Radius of its groove."),
        VariableSpec::parameter("mass", KILOGRAM, 0.02)
            .range(0.0, 1e4)
            .nominal(0.02)
            .tunable()
            .about("Mass; strings slide over a wheel without mass, and it hangs free to move up and down only."),
        VariableSpec::choice("shape", &["disc", "ring"], 0).about("How its mass is spread: evenly, or at the rim."),
        VariableSpec::parameter("damping", NEWTON_METRE, 0.0)
            .range(0.0, 1e3)
            .nominal(1e-4)
            .tunable()
            .about("Torque of its bearing that resists turning at one radian a second."),
        VariableSpec::output("kinetic", JOULE).about("Kinetic energy, turning included."),
        VariableSpec::output("load", NEWTON).about("Force with which strings pull its centre."),
        VariableSpec::choice("looks", LOOKING, 0)
            .about("What it looks like: a wheel; or, from above, stepped wheels with an arm or a crank."),
    ],
    rigid: true,
    about: crate::quantity::doc("A wheel over which strings run; fixed on an anchor, or free to move."),
};
