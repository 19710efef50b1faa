//! Tube: a cylinder with a blind hole, standing on its closed end.

use super::OWN;
use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Index of the outer diameter.
pub const OUTER: usize = OWN;
/// Index of the inner diameter.
pub const INNER: usize = OWN + 1;
/// Index of the height.
pub const HEIGHT: usize = OWN + 2;
/// Index of the depth of the hole.
pub const DEPTH: usize = OWN + 3;

/// A tube that is closed below.
pub static KIND: PartKind = PartKind {
    id: "tube",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, upwards."),
        VariableSpec::output("end_x", METRE).about("Place of its lower right corner, to the right."),
        VariableSpec::output("end_y", METRE).about("Place of its lower right corner, upwards."),
        VariableSpec::parameter("outer", METRE, 0.03).range(1e-3, 1.0).nominal(0.03).about("Outer diameter."),
        VariableSpec::parameter("inner", METRE, 0.022).range(1e-4, 1.0).nominal(0.02).about("Inner diameter."),
        VariableSpec::parameter("height", METRE, 0.05).range(1e-3, 1.0).nominal(0.05).about("Height."),
        VariableSpec::parameter("depth", METRE, 0.04).range(1e-4, 1.0).nominal(0.04).about("Depth of its hole."),
    ],
    rigid: false,
    about: "A tube that is closed below.",
};
