//! The parts of a system of carts: one file each, with its table of variables.
//! Not here: how they move; those are `model.rs` and `falling.rs` beside this folder.
//! Start with `cart.rs`.

pub mod cart;
pub mod runway;
pub mod stop;
pub mod weight;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] = &[&cart::KIND, &runway::KIND, &stop::KIND, &weight::KIND];
