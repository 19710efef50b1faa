//! Rail: a straight or bent piece of a way on which carts run and balls roll or slide; pieces follow one another.

use crate::quantity::unit::{METRE, ONE, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its start.
pub const Y: usize = 1;
/// Direction at its start.
pub const ANGLE: usize = 2;
/// Length.
pub const LENGTH: usize = 3;
/// Radius of its bend.
pub const BEND: usize = 4;
/// Whether it holds from both sides.
pub const HOLDS: usize = 5;
/// Coefficient of friction.
pub const FRICTION: usize = 6;
/// What is at its ends.
pub const ENDS: usize = 7;
/// Restitution of its buffers.
pub const RESTITUTION: usize = 8;
/// Place of its end.
pub const END_X: usize = 9;
/// Height of its end.
pub const END_Y: usize = 10;

/// A piece of rail.
pub static KIND: PartKind = PartKind {
    id: "rail",
    aliases: &["runway", "air_track"],
    terminals: &[Terminal { name: "after", joins: &["rail"], required: false }],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0)
            .range(-1e3, 1e3)
            .about("Place of its start, to the right; of no meaning after another piece."),
        VariableSpec::parameter("y", METRE, 0.0)
            .range(-1e3, 1e3)
            .about("Place of its start, upwards; of no meaning after another piece."),
        VariableSpec::parameter("angle", RADIAN, 0.0)
            .range(-6.3, 6.3)
            .tunable()
            .about("Direction at its start, anticlockwise from the right; of no meaning after another piece."),
        VariableSpec::parameter("length", METRE, 1.0).range(1e-3, 1e3).about("Length along it."),
        VariableSpec::parameter("bend", METRE, 0.0)
            .range(-1e3, 1e3)
            .nominal(0.2)
            .about("Radius of its bend, to the left if positive, to the right if negative; 0 for a straight piece."),
        VariableSpec::choice("holds", &["both", "left"], 0)
            .about("Whether it holds what runs on it from both sides, or carries it on its left only."),
        VariableSpec::parameter("friction", ONE, 0.0)
            .range(0.0, 2.0)
            .nominal(0.01)
            .tunable()
            .about("Coefficient of friction: the force that resists motion over the normal force."),
        VariableSpec::choice("ends", &["open", "buffers"], 0)
            .about("Whether what reaches an end of the way leaves it or is stopped by a buffer."),
        VariableSpec::parameter("restitution", ONE, 0.0)
            .range(0.0, 1.0)
            .tunable()
            .about("Ratio of the speeds after and before a buffer."),
        VariableSpec::output("end_x", METRE).about("Place of its end, to the right."),
        VariableSpec::output("end_y", METRE).about("Place of its end, upwards."),
    ],
    rigid: true,
    about: crate::quantity::doc("A straight or bent piece of a way on which carts and balls run."),
};
