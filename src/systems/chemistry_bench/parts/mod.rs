//! The parts of a chemistry bench: one file each, with its table of variables.
//! Not here: what they do; that is beside this folder.
//! Start with `beaker.rs`; what all vessels have is in `vessel.rs` beside this folder.

pub mod beaker;
pub mod burette;
pub mod conical_flask;
pub mod content;
pub mod dropper;
pub mod gas_jar;
pub mod measuring_cylinder;
pub mod pipette;
pub mod reagent_bottle;
pub mod test_tube;
pub mod volumetric_flask;
pub mod wash_bottle;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] = &[
    &beaker::KIND,
    &conical_flask::KIND,
    &test_tube::KIND,
    &volumetric_flask::KIND,
    &measuring_cylinder::KIND,
    &reagent_bottle::KIND,
    &gas_jar::KIND,
    &burette::KIND,
    &pipette::KIND,
    &dropper::KIND,
    &wash_bottle::KIND,
    &content::KIND,
];
