//! Anchor: a fixed point.

use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;

/// A fixed point to hang things from.
pub static KIND: PartKind = PartKind {
    id: "anchor",
    aliases: &["pivot"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).tunable().about("Place, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).tunable().about("Place, upwards."),
    ],
    rigid: false,
    about: crate::quantity::doc("A fixed point to hang things from."),
};
