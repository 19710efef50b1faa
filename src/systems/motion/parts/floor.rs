//! Floor: a level plane on which balls come to rest or bounce.

use crate::quantity::unit::{METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const LEVEL: usize = 0;
/// Restitution.
pub const RESTITUTION: usize = 1;

/// A floor.
pub static KIND: PartKind = PartKind {
    id: "floor",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("level", METRE, 0.0).range(-100.0, 100.0).about("Height."),
        VariableSpec::parameter("restitution", ONE, 0.0)
            .range(0.0, 1.0)
            .tunable()
            .about("Ratio of the speeds of parting and of meeting; a ball stays where it lands if 0."),
    ],
    rigid: false,
    about: crate::quantity::doc("A level plane on which balls land."),
};
