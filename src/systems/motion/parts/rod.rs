//! Rod: keeps two places at a fixed distance, without mass; a taut thread is drawn the same way.

use crate::quantity::unit::{METRE, NEWTON, RADIAN, RADIAN_PER_SECOND};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its end at `b`.
pub const Y: usize = 1;
/// Length.
pub const LENGTH: usize = 2;
/// Where it ends.
pub const ENDS: usize = 3;
/// Looks.
pub const LOOKS: usize = 4;
/// Angle.
pub const ANGLE: usize = 5;
/// Angular velocity.
pub const ANGULAR: usize = 6;
/// Tension.
pub const TENSION: usize = 7;
/// Where `b` hangs at rest.
pub const REST_X: usize = 8;
/// Height of it.
pub const REST_Y: usize = 9;
/// Where its end hangs at rest.
pub const HANG_X: usize = 10;
/// Height of it.
pub const HANG_Y: usize = 11;

/// A rod.
pub static KIND: PartKind = PartKind {
    id: "rod",
    aliases: &[],
    terminals: &[
        Terminal { name: "a", joins: &["anchor", "ball", "weights", "hook", "body", "cart", "pulley"], required: true },
        Terminal { name: "b", joins: &["ball", "weights", "hook", "body", "cart", "pulley"], required: true },
    ],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its end at b, to the right."),
        VariableSpec::output("y", METRE).about("Place of its end at b, upwards."),
        VariableSpec::parameter("length", METRE, 1.0).range(0.005, 100.0).tunable().about("Length."),
        VariableSpec::choice("ends", &["centre", "surface"], 0)
            .about("Whether it reaches to the centre of b or to its surface."),
        VariableSpec::choice("looks", &["rod", "thread"], 0).about("How it is drawn."),
        VariableSpec::state("angle", RADIAN, 0.0)
            .range(-3.2, 3.2)
            .about("Angle from hanging straight down, anticlockwise."),
        VariableSpec::state("angular_velocity", RADIAN_PER_SECOND, 0.0)
            .range(-1e3, 1e3)
            .about("Rate of the angle, anticlockwise."),
        VariableSpec::output("tension", NEWTON).about("Tension; negative when it pushes."),
        VariableSpec::output("rest_x", METRE).about("Where the centre of b hangs at rest, to the right."),
        VariableSpec::output("rest_y", METRE).about("Where the centre of b hangs at rest, upwards."),
        VariableSpec::output("hang_x", METRE).about("Where its end hangs at rest, to the right."),
        VariableSpec::output("hang_y", METRE).about("Where its end hangs at rest, upwards."),
    ],
    rigid: false,
    about: crate::quantity::doc("Keeps two places at a fixed distance, without mass."),
};
