//! Weight box: where weights stand in their holes, in the order of the file.

use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Index of what carries its weights; 0 and 1 are its place.
pub const BY: usize = 2;

/// A box of weights.
pub static KIND: PartKind = PartKind {
    id: "weight_box",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of its underside, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Its underside, upwards."),
        VariableSpec::choice("by", &["forceps", "fingers"], 0).about("What its weights are carried with."),
    ],
    rigid: false,
    about: "The box of a set of weights.",
};
