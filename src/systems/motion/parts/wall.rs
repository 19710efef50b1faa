//! Wall: a board, floor, ramp or wall that stays where it is, against which bodies lie, slide, roll and bounce.

use crate::quantity::unit::{METRE, NEWTON, ONE, RADIAN};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of the start of its face.
pub const Y: usize = 1;
/// Direction of its face.
pub const ANGLE: usize = 2;
/// Length.
pub const LENGTH: usize = 3;
/// Friction.
pub const FRICTION: usize = 4;
/// Restitution.
pub const RESTITUTION: usize = 5;
/// Normal force.
pub const NORMAL: usize = 6;
/// Friction force.
pub const RUBS: usize = 7;

/// Thickness behind its face, m.
pub const THICKNESS: f64 = 0.05;

/// A wall.
pub static KIND: PartKind = PartKind {
    id: "wall",
    aliases: &["ramp_board", "ground"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-1e3, 1e3).tunable().about("Start of its face, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-1e3, 1e3).tunable().about("Start of its face, upwards."),
        VariableSpec::parameter("angle", RADIAN, 0.0)
            .range(-6.3, 6.3)
            .tunable()
            .about("Direction of its face, anticlockwise from the right; bodies are on the left of it."),
        VariableSpec::parameter("length", METRE, 1.0).range(1e-2, 1e3).about("Length of its face."),
        VariableSpec::parameter("friction", ONE, 0.5)
            .range(0.0, 5.0)
            .tunable()
            .about("Coefficient of friction; of two surfaces the square root of the product counts."),
        VariableSpec::parameter("restitution", ONE, 0.0)
            .range(0.0, 1.0)
            .tunable()
            .about("Ratio of the speeds of parting and of meeting; of two surfaces the smaller counts."),
        VariableSpec::output("normal", NEWTON).about("Force of bodies on its face, into it; the mean of a step."),
        VariableSpec::output("rubbing", NEWTON).about("Force of bodies on its face, along it; the mean of a step."),
    ],
    rigid: true,
    about: crate::quantity::doc("A board, floor or wall that stays where it is and that bodies touch."),
};
