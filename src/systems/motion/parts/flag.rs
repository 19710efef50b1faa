//! Flag: a strip upright on a cart that blocks the beams of photogates as it passes.

use crate::quantity::unit::{METRE, METRE_PER_SECOND, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its middle.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Width.
pub const WIDTH: usize = 4;
/// Height above the rail.
pub const ACROSS: usize = 5;
/// From the middle of its cart.
pub const ALONG: usize = 6;
/// Place over the start of the rail.
pub const START_X: usize = 7;
/// Height there.
pub const START_Y: usize = 8;
/// Direction of its way.
pub const TILT: usize = 9;

/// A flag.
pub static KIND: PartKind = PartKind {
    id: "flag",
    aliases: &["shade"],
    terminals: &[Terminal { name: "on", joins: &["cart"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its middle, to the right."),
        VariableSpec::output("y", METRE).about("Place of its middle, upwards."),
        VariableSpec::output("vx", METRE_PER_SECOND).about("Velocity to the right."),
        VariableSpec::output("vy", METRE_PER_SECOND).about("Velocity upwards."),
        VariableSpec::parameter("width", METRE, 0.01)
            .range(1e-4, 1.0)
            .nominal(0.01)
            .tunable()
            .about("Width of the strip that blocks the light, along the rail."),
        VariableSpec::parameter("across", METRE, 0.08)
            .range(0.0, 1.0)
            .nominal(0.08)
            .about("Height of its middle above the rail."),
        VariableSpec::parameter("along", METRE, 0.0)
            .range(-1.0, 1.0)
            .nominal(0.01)
            .about("From the middle of its cart along the rail."),
        VariableSpec::output("start_x", METRE)
            .about("Where its middle is with its cart at the start of the rail, to the right."),
        VariableSpec::output("start_y", METRE)
            .about("Where its middle is with its cart at the start of the rail, upwards."),
        VariableSpec::output("tilt", RADIAN).about("Direction of its way there, anticlockwise from the right."),
    ],
    rigid: true,
    about: crate::quantity::doc("A strip upright on a cart that blocks the beams of photogates."),
};
