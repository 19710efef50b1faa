//! Objects: things that lie on the bench to be measured: blocks, tubes, wires, sheets of paper.
//! Not here: what measures them (`instruments`), and any motion: they stay where a hand puts them.
//! Start with `parts/`, then `system.rs`.

pub mod parts;
mod system;

use super::{Accuracy, SystemKind};

/// Things to be measured: the row of the catalogue.
pub static KIND: SystemKind = SystemKind {
    id: "objects",
    aliases: &[],
    about: "Things that lie where a hand puts them, to be measured.",
    parts: parts::PARTS,
    options: &[],
    build: system::build,
    // Nothing evolves: what is computed is sums of settings.
    accuracy: Accuracy { step: 0.0, energy: 0.0, momentum: 0.0 },
    accuracy_in_contact: Accuracy { step: 0.0, energy: 0.0, momentum: 0.0 },
};
