//! Wire: a straight piece of wire.

use super::OWN;
use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Index of the length.
pub const LENGTH: usize = OWN;
/// Index of the diameter.
pub const DIAMETER: usize = OWN + 1;

/// Index of whether it lies between the faces of what measures it.
pub const BETWEEN: usize = OWN + 2;
/// Index of what is between those faces.
pub const GAUGED: usize = OWN + 3;

/// A straight piece of wire.
pub static KIND: PartKind = PartKind {
    id: "wire",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, upwards."),
        VariableSpec::output("end_x", METRE).about("Place of its lower right corner, to the right."),
        VariableSpec::output("end_y", METRE).about("Place of its lower right corner, upwards."),
        VariableSpec::output("top_x", METRE).about("Place of its upper left corner, to the right."),
        VariableSpec::output("top_y", METRE).about("Place of its upper left corner, upwards."),
        VariableSpec::parameter("length", METRE, 0.1).range(1e-3, 5.0).nominal(0.1).about("Length."),
        VariableSpec::parameter("diameter", METRE, 5e-4).range(1e-5, 0.05).nominal(5e-4).about("Diameter."),
        VariableSpec::flag("between", true).about("Whether a piece of it lies between the faces of what measures it."),
        VariableSpec::output("gauged", METRE).about("What lies between those faces: its diameter, or nothing."),
    ],
    rigid: false,
    about: "A straight piece of wire.",
};
