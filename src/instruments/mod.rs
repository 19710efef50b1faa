//! What a learner reads: rulers, watches, meters, each with its divisions, its last digit and its errors.
//! Not here: what loads the experiment; that is a part of a system (a dynamometer's spring, an ammeter's resistance).
//! Start with `kind.rs` (the tables), then `ruler.rs`.

#[cfg(feature = "bench")]
pub mod ammeter;
#[cfg(any(feature = "bench", feature = "rigid"))]
pub mod balance;
#[cfg(feature = "chemistry")]
pub mod burette;
#[cfg(feature = "bench")]
pub mod clinical_thermometer;
mod convention;
#[cfg(feature = "bench")]
mod dial;
#[cfg(any(feature = "bench", feature = "rigid"))]
pub mod dynamometer;
#[cfg(feature = "rigid")]
pub mod force_sensor;
#[cfg(feature = "bench")]
pub mod galvanometer;
#[cfg(feature = "rigid")]
pub mod gate_timer;
mod instrument;
#[cfg(feature = "bench")]
mod jaws;
mod kind;
pub mod lag;
#[cfg(feature = "bench")]
pub mod manometer;
#[cfg(feature = "bench")]
pub mod measuring_cylinder;
#[cfg(feature = "bench")]
pub mod micrometer;
#[cfg(feature = "bench")]
mod paper;
pub mod photogate;
mod placed;
pub mod protractor;
pub mod ruler;
#[cfg(feature = "bench")]
pub mod runway_rule;
pub mod scale;
pub mod sight;
pub mod stopwatch;
#[cfg(feature = "bench")]
pub mod tape;
#[cfg(feature = "bench")]
pub mod thermometer;
#[cfg(feature = "bench")]
pub mod ticker_timer;
#[cfg(feature = "bench")]
pub mod tray_balance;
#[cfg(feature = "bench")]
pub mod vernier_calliper;
#[cfg(feature = "bench")]
pub mod voltmeter;

pub use convention::Convention;
pub use instrument::{Instrument, InstrumentSetup, Now, Reading, ReadingState};
pub use kind::{InstrumentKind, Reads};
pub use lag::Lag;
pub use scale::Scale;
pub use sight::{Sight, Towards};

use crate::systems::BadSnapshot;

/// Every kind of instrument, one line each.
pub static INSTRUMENTS: &[&InstrumentKind] = &[
    #[cfg(feature = "bench")]
    &ammeter::KIND,
    #[cfg(any(feature = "bench", feature = "rigid"))]
    &balance::KIND,
    #[cfg(feature = "chemistry")]
    &burette::KIND,
    #[cfg(feature = "bench")]
    &clinical_thermometer::KIND,
    #[cfg(any(feature = "bench", feature = "rigid"))]
    &dynamometer::KIND,
    #[cfg(feature = "rigid")]
    &force_sensor::KIND,
    #[cfg(feature = "bench")]
    &galvanometer::KIND,
    #[cfg(feature = "rigid")]
    &gate_timer::KIND,
    #[cfg(feature = "bench")]
    &manometer::KIND,
    #[cfg(feature = "bench")]
    &measuring_cylinder::KIND,
    #[cfg(feature = "bench")]
    &micrometer::KIND,
    &photogate::KIND,
    &protractor::KIND,
    &ruler::KIND,
    #[cfg(feature = "bench")]
    &runway_rule::KIND,
    &stopwatch::KIND,
    #[cfg(feature = "bench")]
    &tape::KIND,
    #[cfg(feature = "bench")]
    &thermometer::KIND,
    #[cfg(feature = "bench")]
    &ticker_timer::KIND,
    #[cfg(feature = "bench")]
    &tray_balance::KIND,
    #[cfg(feature = "bench")]
    &vernier_calliper::KIND,
    #[cfg(feature = "bench")]
    &voltmeter::KIND,
];

/// Encodes the state of an instrument.
fn encode<T: serde::Serialize>(state: &T) -> Vec<u8> {
    postcard::to_allocvec(state).unwrap_or_default()
}

/// Decodes the state of an instrument.
fn decode<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, BadSnapshot> {
    postcard::from_bytes(bytes).map_err(|_| BadSnapshot("This snapshot is damaged or of another version.".into()))
}
