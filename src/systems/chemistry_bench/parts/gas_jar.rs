//! Gas jar: a ground rim, for a cover.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["250 mL", "125 mL"], 0.25, 1e-6, 0);

/// A gas jar.
pub static KIND: PartKind =
    PartKind { id: "gas_jar", aliases: &[], terminals: &[], variables: &VARIABLES, rigid: false, about: "A gas jar." };
