//! Matter: elements, formulas, substances and reactions as data, what a vessel holds, and the chemical equilibrium in it;
//! how fast reactions go, what chance does to few particles, gases, evaporation, turbidity.
//! Not here: vessels, tools and pictures (`systems` of Gewu), and the reading of the data file (`module` there). A crate
//! of its own, so that it is compiled for speed where the rest of a page is compiled for size.
//! Start at `mixture.rs`, then `equilibrium.rs`; for rates at `rates/mod.rs`.

#![warn(missing_docs)]

use gewu_numbers::{numerics, quantity};

pub mod activity;
mod basis;
pub mod catalogue;
pub mod chance;
pub mod colour;
pub mod conductivity;
pub mod elements;
pub mod equilibrium;
pub mod evaporation;
pub mod formula;
pub mod gas;
pub mod heat;
pub mod mixture;
pub mod network;
pub mod rates;
pub mod reacting;
pub mod reaction;
mod speciation;
pub mod spectrum;
pub mod substance;
pub mod turbidity;
pub mod water;

#[cfg(test)]
mod tests;
