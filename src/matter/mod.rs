//! Matter: elements, formulas, substances and reactions as data, what a vessel holds, and the chemical equilibrium in it.
//! Not here: vessels, tools and pictures (`systems`), and the reading of the data file (`module`).
//! Start at `mixture.rs`, then `equilibrium.rs`.

pub mod activity;
mod basis;
pub mod catalogue;
pub mod colour;
pub mod conductivity;
pub mod elements;
pub mod equilibrium;
pub mod formula;
pub mod heat;
pub mod mixture;
pub mod network;
pub mod reaction;
mod speciation;
pub mod spectrum;
pub mod substance;
pub mod water;

#[cfg(test)]
mod tests;
