//! The parts of a thermal system: one file each, with its table of variables.
//! Not here: how temperatures change and where heat goes; that is `model.rs` beside this folder.
//! Start with `bath.rs`.

pub mod bath;
pub mod body;
pub mod bulb;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] = &[&bath::KIND, &body::KIND, &bulb::KIND];
