//! Numbers with units: dimensions, the unit table, quantities as text, constants of nature with their sources.
//! Not here: formulas over quantities (`numerics::expression`) and the data of substances (`matter`).
//! Start at `value.rs` (`Quantity`), then `unit.rs`.

pub mod constants;
pub mod digits;
mod dimension;
mod entries;
mod nearest;
mod notation;
mod product;
mod table;
pub mod unit;
mod unit_error;
mod value;

pub use constants::Constant;
pub use digits::{fixed, significant, with_uncertainty};
pub use dimension::Dimension;
pub use entries::Entries;
pub use nearest::nearest;
pub use table::{UNITS, UnitRow};
pub use unit::Unit;
pub use unit_error::{UnitError, UnitProblem};
pub use value::{Quantity, QuantityError, QuantityProblem};

/// A text for authors of modules and readers of the schema: empty in the browser, where nobody sees it.
pub const fn doc(text: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { text }
}

#[cfg(test)]
mod tests;
