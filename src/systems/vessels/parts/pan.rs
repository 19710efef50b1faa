//! Pan: the pan of a balance; what it shows is an instrument.

use crate::quantity::unit::{KILOGRAM, METRE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the width; 0 and 1 are the middle of its top.
pub const WIDTH: usize = 2;
/// Mass that stands on it.
pub const LOAD: usize = 3;

/// A pan.
pub static KIND: PartKind = PartKind {
    id: "pan",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of its top, to the right."),
        VariableSpec::parameter("y", METRE, 0.1).range(-100.0, 100.0).about("Height of its top."),
        VariableSpec::parameter("width", METRE, 0.16).range(0.01, 10.0).nominal(0.1).about("Width."),
        VariableSpec::output("load", KILOGRAM).nominal(0.1).about("Mass that it carries."),
    ],
    rigid: false,
    about: "The pan of a balance.",
};
