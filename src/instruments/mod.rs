//! What a learner reads: rulers, watches, meters, each with its divisions, its last digit and its errors.
//! Not here: what loads the experiment; that is a part of a system (a dynamometer's spring, an ammeter's resistance).
//! Start with `kind.rs` (the tables), then `ruler.rs`.

pub mod ammeter;
pub mod balance;
pub mod clinical_thermometer;
mod convention;
mod dial;
pub mod dynamometer;
pub mod galvanometer;
mod instrument;
mod jaws;
mod kind;
pub mod lag;
pub mod manometer;
pub mod measuring_cylinder;
pub mod micrometer;
pub mod photogate;
mod placed;
pub mod protractor;
pub mod ruler;
pub mod scale;
pub mod sight;
pub mod stopwatch;
pub mod tape;
pub mod thermometer;
pub mod vernier_calliper;
pub mod voltmeter;

pub use convention::Convention;
pub use instrument::{Instrument, InstrumentSetup, Now, Reading, ReadingState};
pub use kind::{InstrumentKind, Reads};
pub use lag::Lag;
pub use scale::Scale;
pub use sight::Sight;

use crate::systems::BadSnapshot;

/// Every kind of instrument, one line each.
pub static INSTRUMENTS: &[&InstrumentKind] = &[
    &ammeter::KIND,
    &balance::KIND,
    &clinical_thermometer::KIND,
    &dynamometer::KIND,
    &galvanometer::KIND,
    &manometer::KIND,
    &measuring_cylinder::KIND,
    &micrometer::KIND,
    &photogate::KIND,
    &protractor::KIND,
    &ruler::KIND,
    &stopwatch::KIND,
    &tape::KIND,
    &thermometer::KIND,
    &vernier_calliper::KIND,
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
