//! Cuboid: a thing with square edges that lies with its length level.

use super::OWN;
use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Index of the length.
pub const LENGTH: usize = OWN;
/// Index of the height.
pub const HEIGHT: usize = OWN + 1;
/// Index of the material.
pub const MATERIAL: usize = OWN + 2;

/// Materials, in the order of the choice.
pub static MATERIALS: &[&str] = &["wood", "steel", "brass"];

/// A thing with square edges.
pub static KIND: PartKind = PartKind {
    id: "cuboid",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, upwards."),
        VariableSpec::output("end_x", METRE).about("Place of its lower right corner, to the right."),
        VariableSpec::output("end_y", METRE).about("Place of its lower right corner, upwards."),
        VariableSpec::output("top_x", METRE).about("Place of its upper left corner, to the right."),
        VariableSpec::output("top_y", METRE).about("Place of its upper left corner, upwards."),
        VariableSpec::parameter("length", METRE, 0.05).range(1e-4, 5.0).nominal(0.05).about("Length, level."),
        VariableSpec::parameter("height", METRE, 0.02).range(1e-4, 5.0).nominal(0.02).about("Height."),
        VariableSpec::choice("material", MATERIALS, 0).about("What it is made of: decides its looks only."),
    ],
    rigid: false,
    about: "A thing with square edges.",
};
