//! Screen: an upright board with carbon paper that catches a ball and keeps its marks.

use crate::quantity::unit::{METRE, ONE, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its foot.
pub const Y: usize = 1;
/// Height.
pub const HEIGHT: usize = 2;
/// Lean.
pub const LEAN: usize = 3;
/// Place of the last mark.
pub const MARK_X: usize = 4;
/// Height of the last mark.
pub const MARK_Y: usize = 5;
/// Number of marks.
pub const HITS: usize = 6;

/// A screen.
pub static KIND: PartKind = PartKind {
    id: "screen",
    aliases: &["target_board"],
    terminals: &[Terminal { name: "catches", joins: &["ball"], required: true }],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.5)
            .range(-100.0, 100.0)
            .tunable()
            .about("Place of its foot, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).tunable().about("Place of its foot, upwards."),
        VariableSpec::parameter("height", METRE, 0.6).range(0.05, 100.0).about("Height."),
        VariableSpec::parameter("lean", RADIAN, 0.0)
            .range(-0.35, 0.35)
            .tunable()
            .about("How far its top leans to the right: an error of setting up."),
        VariableSpec::output("mark_x", METRE)
            .discrete()
            .optional()
            .about("Where the ball's centre was at the last mark, to the right."),
        VariableSpec::output("mark_y", METRE)
            .discrete()
            .optional()
            .about("Where the ball's centre was at the last mark, upwards."),
        VariableSpec::output("hits", ONE).discrete().about("Number of marks so far."),
    ],
    rigid: false,
    about: crate::quantity::doc("An upright board with carbon paper that catches a ball and keeps its marks."),
};
