//! Hook: a named place of a body, where rods, strings, springs and pins are joined to it.

use crate::quantity::unit::{METRE, METRE_PER_SECOND};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Along the body.
pub const ALONG: usize = 2;
/// Across the body.
pub const ACROSS: usize = 3;

/// Velocity to the right.
pub const VX: usize = 4;
/// Velocity upwards.
pub const VY: usize = 5;

/// A place of a body.
pub static KIND: PartKind = PartKind {
    id: "hook",
    aliases: &[],
    terminals: &[Terminal { name: "on", joins: &["body", "cart", "pulley"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place, to the right."),
        VariableSpec::output("y", METRE).about("Place, upwards."),
        VariableSpec::parameter("along", METRE, 0.0)
            .range(-100.0, 100.0)
            .nominal(0.1)
            .tunable()
            .about("From the centre of its body along the body's own direction."),
        VariableSpec::parameter("across", METRE, 0.0)
            .range(-100.0, 100.0)
            .nominal(0.1)
            .tunable()
            .about("From the centre of its body across that direction, to the left of it."),
        VariableSpec::output("vx", METRE_PER_SECOND).about("Velocity to the right."),
        VariableSpec::output("vy", METRE_PER_SECOND).about("Velocity upwards."),
    ],
    rigid: true,
    about: crate::quantity::doc("A place of a body where something is joined to it."),
};
