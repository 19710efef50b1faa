//! Numbers with units (`quantity`) and numerics that give the same bits on every machine (`numerics`): what the
//! laboratory Gewu and its chemistry (`gewu-matter`) both stand on.
//! Not here: anything that knows what a number means. Start at `quantity/value.rs` or `numerics/math.rs`.

#![warn(missing_docs)]

pub mod numerics;
pub mod quantity;
