//! Carts: a cart on a straight runway, let go by its own weight or pulled by a load on a string over a pulley; and a
//! weight that falls from a stand.
//! Not here: what times it; ticker timers and photogates are instruments. What the tape of a timer drags is a variable
//! of the cart or weight.
//! Start with `model.rs`, then `falling.rs`.

mod draw;
mod draw_falling;
mod falling;
mod model;
pub mod parts;
#[cfg(test)]
mod tests;

use super::{Accuracy, SystemKind, VariableSpec};
use crate::quantity::unit::METRE_PER_SECOND2;

/// Index of the option `gravity`.
pub const GRAVITY: usize = 0;

/// Options of a system of carts.
pub static OPTIONS: &[VariableSpec] = &[VariableSpec::parameter("gravity", METRE_PER_SECOND2, 9.8)
    .range(0.0, 300.0)
    .nominal(10.0)
    .tunable()
    .about("Acceleration of free fall, downwards; the site's if not given.")];

/// Carts on a runway, and falling weights: the row of the catalogue.
pub static KIND: SystemKind = SystemKind {
    id: "carts",
    aliases: &[],
    about: "What pulls the tape of a ticker timer: a cart on a runway, or a falling weight.",
    parts: parts::PARTS,
    options: OPTIONS,
    build: model::build,
    // Between events the acceleration is constant and a step is exact; what is left is rounding.
    accuracy: Accuracy { step: 1e-11, energy: 1e-10, momentum: 1e-10 },
    accuracy_in_contact: Accuracy { step: 1e-11, energy: 1e-10, momentum: 1e-10 },
};
