//! Volumetric flask: a mark around its narrow neck.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["100 mL", "250 mL"], 0.07, 5e-7, 1);

/// A volumetric flask with its stopper.
pub static KIND: PartKind = PartKind {
    id: "volumetric_flask",
    aliases: &[],
    terminals: &[],
    variables: &VARIABLES,
    rigid: false,
    about: "A volumetric flask with its stopper.",
};
