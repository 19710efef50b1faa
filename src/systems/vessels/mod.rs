//! Vessels: beakers that pour, measuring cylinders, solids that displace liquid, and what weighs them: the pan of a
//! balance, a tray balance with its weights.
//! Not here: scales and displays; those are instruments. Chemistry and heat are other systems.
//! Start with `model.rs`.

mod beam;
mod draw;
mod draw_weighing;
mod glass;
mod model;
pub mod parts;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod weighing_tests;
mod weights;

use super::{Accuracy, SystemKind, VariableSpec};
use crate::quantity::unit::METRE;

/// Index of the option `bench`.
pub const BENCH: usize = 0;

/// Options of a system of vessels.
pub static OPTIONS: &[VariableSpec] =
    &[VariableSpec::parameter("bench", METRE, 0.0).range(-100.0, 100.0).about("Height on which things are put down.")];

/// Liquids in vessels: the row of the catalogue.
pub static KIND: SystemKind = SystemKind {
    id: "vessels",
    aliases: &[],
    about: "Beakers, measuring cylinders, solids on threads, the pan of a balance, a tray balance and its weights.",
    parts: parts::PARTS,
    options: OPTIONS,
    build: model::build,
    // Volumes are closed forms, flows exact exponentials; what is left is rounding.
    accuracy: Accuracy { step: 1e-9, energy: 1e-10, momentum: 1e-10 },
    accuracy_in_contact: Accuracy { step: 1e-9, energy: 1e-10, momentum: 1e-10 },
};
