//! What a learner reads: rulers, watches, meters, each with its divisions, its last digit and its errors.
//! Not here: what loads the experiment; that is a part of a system (a dynamometer's spring, an ammeter's resistance).
//! Start with `kind.rs` (the tables), then `ruler.rs`.

pub mod balance;
pub mod dynamometer;
mod kind;
pub mod photogate;
pub mod protractor;
pub mod ruler;
pub mod stopwatch;

pub use kind::{InstrumentKind, Reads};

/// Every kind of instrument, one line each.
pub static INSTRUMENTS: &[&InstrumentKind] = &[
    &balance::KIND,
    &dynamometer::KIND,
    &photogate::KIND,
    &protractor::KIND,
    &ruler::KIND,
    &stopwatch::KIND,
];
