//! Gear: two wheels that turn each other, by teeth or by a belt.

use crate::quantity::unit::NEWTON;
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const BY: usize = 0;
/// Force between them.
pub const FORCE: usize = 1;

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
    ],
    rigid: true,
    about: crate::quantity::doc("Two wheels that turn each other without slip."),
};
