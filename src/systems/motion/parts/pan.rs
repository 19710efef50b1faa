//! Pan: the pan of a balance beside a rail, on which carts are laid to be weighed.

use crate::quantity::unit::{KILOGRAM, METRE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of the pan.
pub const Y: usize = 1;
/// What lies on it.
pub const HOLDS: usize = 2;
/// Mass on it.
pub const MASS: usize = 3;

/// What can lie on it, in the order of the choice.
pub static HOLDING: &[&str] = &["nothing", "first", "second"];

/// A pan.
pub static KIND: PartKind = PartKind {
    id: "pan",
    aliases: &[],
    terminals: &[
        Terminal { name: "first", joins: &["cart"], required: true },
        Terminal { name: "second", joins: &["cart"], required: false },
    ],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its middle, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Height of the pan."),
        VariableSpec::choice("holds", HOLDING, 0).about("Which of the carts lies on it, taken off its rail."),
        VariableSpec::output("mass", KILOGRAM).about("Mass that lies on it."),
    ],
    rigid: true,
    about: crate::quantity::doc("The pan of a balance, on which carts are laid to be weighed."),
};
