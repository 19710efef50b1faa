//! Peg: a thin nail that catches a string, which then swings about it.

use crate::quantity::unit::{METRE, ONE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Whether it holds the string.
pub const HOLDS: usize = 2;

/// A peg.
pub static KIND: PartKind = PartKind {
    id: "peg",
    aliases: &["nail"],
    terminals: &[Terminal { name: "catches", joins: &["string"], required: true }],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-1e3, 1e3).tunable().about("Place, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-1e3, 1e3).tunable().about("Place, upwards."),
        VariableSpec::output("holds", ONE).range(0.0, 1.0).discrete().about("1 while the string lies on it."),
    ],
    rigid: true,
    about: crate::quantity::doc("A thin nail that catches a string without friction."),
};
