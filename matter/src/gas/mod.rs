//! Gases: ideal and moist volumes, collecting over water and by displacing air, and the tests by a splint.
//! Not here: how a gas forms or dissolves in a vessel (`rates`), and limewater, which is an equilibrium.
//! Start at this file, then `jar.rs` and `trough.rs`.

mod jar;
mod splint;
mod trough;

pub use jar::{Inflow, Jar, Mouth, Room};
pub use splint::{CARBON_MONOXIDE, Flammability, HYDROGEN, METHANE, Splint, SplintOutcome, splint};
pub use trough::{Bubbles, Collected, Cylinder, Trough};

use crate::quantity::constants::GAS;

/// Volume, m³, of an amount (mol) of ideal gas at a temperature (K) and a pressure (Pa).
pub fn volume(amount: f64, temperature: f64, pressure: f64) -> f64 {
    amount * GAS.value * temperature / pressure
}

/// Pressure, Pa, of an amount (mol) of ideal gas at a temperature (K) in a volume (m³).
pub fn pressure(amount: f64, temperature: f64, volume: f64) -> f64 {
    amount * GAS.value * temperature / volume
}

/// Density, kg/m³, of an ideal gas of a (mean) molar mass (kg/mol).
pub fn density(molar_mass: f64, temperature: f64, pressure: f64) -> f64 {
    molar_mass * pressure / (GAS.value * temperature)
}

/// Volume, m³, that an amount of dry gas (mol) takes when it is saturated with water vapour (Dalton: the vapour has its
/// own share of the pressure). `None` where the vapour pressure (Pa) reaches the pressure: there the water boils.
pub fn moist_volume(dry: f64, temperature: f64, pressure: f64, vapour_pressure: f64) -> Option<f64> {
    (vapour_pressure < pressure).then(|| volume(dry, temperature, pressure - vapour_pressure))
}

/// Amount, mol, of the dry gas in a volume (m³) that is saturated with water vapour: what a learner works out from a
/// reading over water. `None` as in [`moist_volume`].
pub fn dry_amount(moist: f64, temperature: f64, pressure: f64, vapour_pressure: f64) -> Option<f64> {
    (vapour_pressure < pressure).then(|| moist * (pressure - vapour_pressure) / (GAS.value * temperature))
}

#[cfg(test)]
mod tests;
