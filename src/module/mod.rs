//! A module: `module.json` read, checked against the tables and turned into plain data in SI, or a list of problems.
//! Not here: running it (`lab`), its words (strings are files beside it), and any number that is not in SI.
//! Start with `plan.rs` (what comes out), then `read.rs` (the keys of the file), then the file named after a key.

pub(crate) mod check;
mod connection;
mod control;
pub mod convention;
pub mod fields;
mod formula;
pub(crate) mod hash;
mod instrument;
pub mod json;
mod notebook;
mod plan;
pub mod problem;
mod question;
mod read;
mod scale;
mod scenery;
pub mod schema;
pub mod site;
pub mod strings;
#[cfg(feature = "chemistry")]
pub mod substances;
mod system;
#[cfg(test)]
mod tests;
pub(crate) mod values;
mod view;
#[cfg(feature = "rigid")]
mod workbench;

pub use formula::{Formula, Name};
pub use notebook::dimension_of;
pub use plan::{
    Bars, Channel, ColumnPlan, ColumnSource, Connection, ControlAs, ControlPlan, Fit, GraphPlan, InstrumentPlan,
    LiveGraph, Module, NotebookPlan, PartRef, ResultPlan, RunPlan, SceneryPlan, Shows, SystemPlan, TracePlan,
    VariableRef, VectorPlan, ViewPlan,
};
pub use problem::Problem;
pub use question::{BEFORE, Mode, QuestionKind, QuestionPlan, VariantPlan};
pub use scale::{ReadingMode, Scale};
pub use scenery::{SCENERY, SceneryKind};
#[cfg(feature = "rigid")]
pub use workbench::{Offer, WorkbenchPlan};

/// The format of module files that this package reads.
pub const FORMAT: u32 = 1;
/// Subjects, in the order of a gallery.
pub static SUBJECTS: &[&str] = &["physics", "chemistry", "biology", "earth", "science", "engineering"];
/// Stages of school, in the order of a gallery.
pub static STAGES: &[&str] = &["primary", "junior", "senior"];
