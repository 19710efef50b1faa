//! The parts of a system of vessels: one file each, with its table of variables.
//! Not here: where liquids stand and flow; that is `model.rs` beside this folder.
//! Start with `cylinder.rs`.

pub mod beaker;
pub mod cylinder;
pub mod pan;
pub mod solid;
pub mod tray_balance;
pub mod weight;
pub mod weight_box;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] =
    &[&beaker::KIND, &cylinder::KIND, &pan::KIND, &solid::KIND, &tray_balance::KIND, &weight::KIND, &weight_box::KIND];
