//! Surface: a board, level or inclined, with a cover that rubs.

use crate::quantity::unit::{METRE, ONE, RADIAN};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of the left end.
pub const Y: usize = 1;
/// Length.
pub const LENGTH: usize = 2;
/// Incline.
pub const ANGLE: usize = 3;
/// Cover.
pub const COVER: usize = 4;
/// Given friction coefficient.
pub const FRICTION: usize = 5;
/// Friction coefficient in force.
pub const COEFFICIENT: usize = 6;

/// Covers, in the order of the choice.
pub static COVERS: &[&str] = &["wood", "towel", "cotton"];

/// Coefficient of sliding friction of each cover against a planed wooden block. Common teaching values:
/// wood on wood 0.25-0.5, wood on towel 0.4-0.7, wood on cotton cloth between them (reference data, section 5).
pub static COEFFICIENTS: [f64; 3] = [0.30, 0.55, 0.42];

/// A board.
pub static KIND: PartKind = PartKind {
    id: "surface",
    aliases: &["board", "incline"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of the left end, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of the left end, upwards."),
        VariableSpec::parameter("length", METRE, 1.0).range(0.05, 100.0).about("Length."),
        VariableSpec::parameter("angle", RADIAN, 0.0)
            .range(-1.3, 1.3)
            .tunable()
            .about("Incline: how far the right end is turned up."),
        VariableSpec::choice("cover", COVERS, 0).about("What covers it."),
        VariableSpec::parameter("friction", ONE, 0.0)
            .range(0.0, 5.0)
            .tunable()
            .about("Coefficient of friction; 0 takes it from the cover."),
        VariableSpec::output("coefficient", ONE).about("Coefficient of friction in force."),
    ],
    rigid: true,
    about: crate::quantity::doc("A board, level or inclined, whose cover rubs."),
};
