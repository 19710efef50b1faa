//! Conical flask: swirled without spilling, titrated in.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["250 mL", "150 mL"], 0.1, 8e-7, 0);

/// A conical flask.
pub static KIND: PartKind = PartKind {
    id: "conical_flask",
    aliases: &["erlenmeyer_flask"],
    terminals: &[],
    variables: &VARIABLES,
    rigid: false,
    about: "A conical flask.",
};
