//! Sheets: sheets of paper on one another, seen from their edge.

use super::OWN;
use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Index of the length.
pub const LENGTH: usize = OWN;
/// Index of the thickness of one.
pub const THICKNESS: usize = OWN + 1;
/// Index of the number.
pub const COUNT: usize = OWN + 2;
/// Index of the thickness of all.
pub const STACK: usize = OWN + 3;

/// Sheets of paper, one on the other.
pub static KIND: PartKind = PartKind {
    id: "sheets",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-10.0, 10.0).about("Place of its lower left corner, upwards."),
        VariableSpec::output("end_x", METRE).about("Place of its lower right corner, to the right."),
        VariableSpec::output("end_y", METRE).about("Place of its lower right corner, upwards."),
        VariableSpec::parameter("length", METRE, 0.1).range(1e-3, 1.0).nominal(0.1).about("Length of a sheet."),
        VariableSpec::parameter("thickness", METRE, 1e-4)
            .range(1e-5, 0.01)
            .nominal(1e-4)
            .about("Thickness of one sheet."),
        VariableSpec::whole("count", 1, 1000).about("Number of sheets."),
        VariableSpec::output("stack", METRE).nominal(0.01).about("Thickness of all of them, pressed flat."),
    ],
    rigid: false,
    about: "Sheets of paper, one on the other.",
};
