//! Gear: two wheels that turn each other, by teeth or by a belt.

use crate::quantity::unit::{NEWTON, ONE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const BY: usize = 0;
/// Force between them.
pub const FORCE: usize = 1;
/// Turns of b for one of a, over those of the radii.
pub const RATIO: usize = 2;

/// A pair of gears, or a belt.
pub static KIND: PartKind = PartKind {
    id: "gear",
    aliases: &["belt"],
    terminals: &[
        Terminal { name: "a", joins: &["pulley"], required: true },
        Terminal { name: "b", joins: &["pulley"], required: true },
    ],
    variables: &[
        VariableSpec::choice("by", &["teeth", "belt"], 0)
            .about("Teeth turn the wheels opposite ways, a belt the same way; both without slip."),
        VariableSpec::output("force", NEWTON).about("Force between their rims."),
        VariableSpec::parameter("ratio", ONE, 1.0).range(0.05, 20.0).tunable().about(
            "How many times more turns b makes than the radii say: other steps of stepped wheels, which share the sum of the radii.",
        ),
    ],
    rigid: true,
    about: crate::quantity::doc("Two wheels that turn each other without slip."),
};
