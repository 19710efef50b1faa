//! Reagent bottle: a narrow mouth, a glass stopper, a label.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["250 mL", "125 mL"], 0.2, 1e-6, 1);

/// A reagent bottle with its stopper and label.
pub static KIND: PartKind = PartKind {
    id: "reagent_bottle",
    aliases: &[],
    terminals: &[],
    variables: &VARIABLES,
    rigid: false,
    about: "A reagent bottle with its stopper and label.",
};
