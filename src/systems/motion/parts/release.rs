//! Release: lets go of a string when it has turned to an angle, as the ring of a sling does.

use crate::quantity::unit::{ONE, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const ANGLE: usize = 0;
/// Way of turning.
pub const WAY: usize = 1;
/// Whether it has let go.
pub const RELEASED: usize = 2;

/// A release.
pub static KIND: PartKind = PartKind {
    id: "release",
    aliases: &[],
    terminals: &[Terminal { name: "of", joins: &["string"], required: true }],
    variables: &[
        VariableSpec::parameter("angle", RADIAN, 0.0)
            .range(-100.0, 100.0)
            .tunable()
            .about("Direction of the string from its end a at which it lets go, anticlockwise from the right, counted on through full turns."),
        VariableSpec::choice("way", &["anticlockwise", "clockwise"], 0).about("The way of turning on which it lets go."),
        VariableSpec::output("released", ONE).range(0.0, 1.0).discrete().about("1 once it has let go."),
    ],
    rigid: true,
    about: crate::quantity::doc("Lets go of a string when it has turned to an angle."),
};
