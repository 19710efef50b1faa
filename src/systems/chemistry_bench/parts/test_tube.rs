//! Test tube.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["18 mm", "15 mm"], 0.012, 2e-7, 0);

/// A test tube.
pub static KIND: PartKind = PartKind {
    id: "test_tube",
    aliases: &[],
    terminals: &[],
    variables: &VARIABLES,
    rigid: false,
    about: "A test tube.",
};
