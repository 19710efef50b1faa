//! Measuring cylinder; its scale is an instrument.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["50 mL", "10 mL", "100 mL"], 0.08, 4e-7, 0);

/// A measuring cylinder.
pub static KIND: PartKind = PartKind {
    id: "measuring_cylinder",
    aliases: &["graduated_cylinder"],
    terminals: &[],
    variables: &VARIABLES,
    rigid: false,
    about: "A measuring cylinder.",
};
