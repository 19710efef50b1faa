//! The parts of a system of carts: one file each, with its table of variables.
//! Not here: how they move; that is `model.rs` beside this folder.
//! Start with `cart.rs`.

pub mod cart;
pub mod runway;
pub mod stop;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] = &[&cart::KIND, &runway::KIND, &stop::KIND];
