//! Kinetics: rate laws as data, and reactions advanced in time with their extents as unknowns.
//! Not here: fast equilibria (the medium solves them when it is asked for its contents) and chance (`chance`).
//! Start at `law.rs` (`Reaction`, `Law`), then `medium.rs` and `kinetics.rs`.
//!
//! Amounts never fall below zero, by four rules: the unknowns are extents, so that what one species loses others gain; a
//! rate vanishes with all that it uses up (`law.rs`, `TRACE`; `grains.rs`, crumbs); below zero rates turn their sign;
//! and what a step overdraws within its tolerance is given back at its end (`medium.rs`, `limit`).

mod arrhenius;
mod grains;
mod kinetics;
mod law;
mod medium;
mod transfer;

#[cfg(test)]
mod tests;

pub use arrhenius::{Arrhenius, Balance, STANDARD_TEMPERATURE};
pub use grains::{Grains, Shape};
pub use kinetics::{Kinetics, RateFailure, RateFault};
pub use law::{Law, Place, Process, Reaction, Reverse, TRACE};
pub use medium::{Batch, Contents, Medium, Phase, limit};
pub use transfer::{Transfer, supersaturation};
