//! The chemistry bench: vessels that hold computed mixtures, and the tools by which they are filled, poured, dropped,
//! titrated and stirred.
//! Not here: the chemistry itself (`matter`), scales and meters (`instruments`).
//! Start with `model.rs`, then `content.rs` for what a vessel holds and `flow.rs` for how it gets from one to another.

mod burette;
mod content;
mod draw;
mod flow;
mod look;
mod model;
pub mod parts;
mod pipette;
mod place;
mod vessel;

use super::{Accuracy, PartKind, SystemKind, VariableSpec};

use crate::quantity::unit::METRE;
pub use burette::{RANGE as BURETTE_RANGE, ZERO as BURETTE_ZERO};
pub use content::{Content, Contents};

/// Index of the option `bench`.
pub const BENCH: usize = 0;
/// Index of the option `activities`.
pub const ACTIVITIES: usize = 1;

/// Options of a chemistry bench.
pub static OPTIONS: &[VariableSpec] = &[
    VariableSpec::parameter("bench", METRE, 0.0).range(-100.0, 100.0).about("Height on which things are put down."),
    VariableSpec::choice("activities", &["ideal", "real"], 0)
        .about("Whether ions count as in textbooks or attract one another, as they do (Davies, Debye and Hückel)."),
];

/// A chemistry bench: the row of the catalogue.
pub static KIND: SystemKind = SystemKind {
    id: "chemistry_bench",
    aliases: &[],
    about: "Beakers, flasks, bottles, burettes, pipettes and droppers with what they hold, and the reactions in them.",
    parts: parts::PARTS,
    options: OPTIONS,
    build: model::build,
    // Flows are exact exponentials within a step; where one feeds another the order within a step remains.
    accuracy: Accuracy { step: 1e-3, energy: 1e-9, momentum: 1e-10 },
    accuracy_in_contact: Accuracy { step: 1e-3, energy: 1e-9, momentum: 1e-10 },
};

/// Whether a kind of part has a label, whose words a module gives.
pub fn has_label(kind: &PartKind) -> bool {
    kind.id == parts::reagent_bottle::KIND.id || kind.id == parts::dropper::KIND.id
}

/// Key of the words on the label of a part.
pub fn label(system: &str, part: &str) -> String {
    format!("label.{system}.{part}")
}

/// What a snapshot of a bench holds, for whoever wants to count it. `None` if it is none of a bench.
pub fn contents(snapshot: &[u8]) -> Option<Contents> {
    postcard::from_bytes::<super::tabled::Values<Contents>>(snapshot).ok().map(|values| values.extra)
}
