//! Beaker: wide, with a lip.

use crate::systems::chemistry_bench::vessel::{LENGTH, table};
use crate::systems::{PartKind, VariableSpec};

static VARIABLES: [VariableSpec; LENGTH] = table(&["100 mL", "50 mL", "250 mL"], 0.05, 7e-7, 0);

/// A beaker.
pub static KIND: PartKind =
    PartKind { id: "beaker", aliases: &[], terminals: &[], variables: &VARIABLES, rigid: false, about: "A beaker." };
