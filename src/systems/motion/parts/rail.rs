//! Rail: a straight or bent piece of a way on which carts run and balls roll or slide; pieces follow one another.

use crate::numerics::math::atan2;
use crate::quantity::unit::{METRE, NEWTON_PER_METRE, ONE, RADIAN};
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

/// Way from its start to the place that stands at `x`, `y`.
pub const PIVOT: usize = 11;
/// How far its start is raised.
pub const RAISE: usize = 12;
/// From what is raised to the foot that stands.
pub const FEET: usize = 13;
/// Stiffness of the band at its start.
pub const STIFFNESS: usize = 14;
/// Where that band stands.
pub const REACH: usize = 15;
/// What it looks like.
pub const LOOKS: usize = 16;
/// Height of what it stands on.
pub const BENCH: usize = 17;
/// Direction that it has.
pub const TILT: usize = 18;

/// Looks, in the order of the choice.
pub static LOOKING: &[&str] = &["rail", "air_track", "runway"];

/// Direction of a rail at its start, rad: as it was laid, turned by the screw or block that raises its start.
pub fn direction(angle: f64, raise: f64, feet: f64) -> f64 {
    if raise == 0.0 {
        return angle;
    }
    // The arc sine of what is raised over the distance of the feet.
    angle - atan2(raise, (feet * feet - raise * raise).max(0.0).sqrt())
}

/// A piece of rail.
pub static KIND: PartKind =
    PartKind {
        id: "rail",
        aliases: &["runway", "air_track"],
        terminals: &[Terminal { name: "after", joins: &["rail"], required: false }],
        variables: &[
            VariableSpec::parameter("x", METRE, 0.0)
                .range(-1e3, 1e3)
                .tunable()
                .about("Place of its start, to the right; of no meaning after another piece."),
            VariableSpec::parameter("y", METRE, 0.0)
                .range(-1e3, 1e3)
                .tunable()
                .about("Place of its start, upwards; of no meaning after another piece."),
            VariableSpec::parameter("angle", RADIAN, 0.0)
                .range(-6.3, 6.3)
                .tunable()
                .about("Direction at its start, anticlockwise from the right; of no meaning after another piece."),
            VariableSpec::parameter("length", METRE, 1.0).range(1e-3, 1e3).about("Length along it."),
            VariableSpec::parameter("bend", METRE, 0.0).range(-1e3, 1e3).nominal(0.2).about(
                "Radius of its bend, to the left if positive, to the right if negative; 0 for a straight piece.",
            ),
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
            VariableSpec::parameter("pivot", METRE, 0.0)
                .range(-1e3, 1e3)
                .nominal(0.1)
                .about("Way from its start to the place that stands at x and y, about which it is tilted."),
            VariableSpec::parameter("raise", METRE, 0.0)
                .range(-10.0, 10.0)
                .nominal(1e-3)
                .tunable()
                .about("How far a foot screw or a block raises the side of its start."),
            VariableSpec::parameter("feet", METRE, 1.0)
                .range(1e-3, 1e3)
                .about("From what raises it to the foot that stands, along it."),
            VariableSpec::parameter("stiffness", NEWTON_PER_METRE, 0.0).range(0.0, 1e5).nominal(30.0).tunable().about(
                "Stiffness of an elastic band across the start of the way, that pushes off what is pressed on it.",
            ),
            VariableSpec::parameter("reach", METRE, 0.05)
                .range(0.0, 10.0)
                .nominal(0.05)
                .about("How far from the start that band begins to push."),
            VariableSpec::choice("looks", LOOKING, 0).about("What it looks like."),
            VariableSpec::parameter("bench", METRE, 0.0)
                .range(-1e3, 1e3)
                .about("Height of the bench that its feet stand on."),
            VariableSpec::output("tilt", RADIAN)
                .about("Direction that it has at its start, anticlockwise from the right."),
        ],
        rigid: true,
        about: crate::quantity::doc("A straight or bent piece of a way on which carts and balls run."),
    };
