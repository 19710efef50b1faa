//! Matter: kinetics, chance, gases, evaporation, turbidity.
//! Not here: vessels and what a learner does with them (`systems`).
//! Start at `rates/mod.rs`.

pub mod chance;
pub mod evaporation;
pub mod gas;
pub mod rates;
pub mod turbidity;
