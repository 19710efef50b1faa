//! Glassware of the chemistry bench: the shapes of vessels with their volumes, and how vessels and tools are drawn.
//! Not here: what is in them; the caller gives volumes and colours.
//! Start with `profile.rs`, then `vessel.rs`.

mod bottles;
mod burette;
mod pipette;
pub mod profile;
mod tint;
mod vessel;

pub use bottles::{Dropper, WashBottle};
pub use burette::{Burette, BuretteScale};
pub use pipette::Pipette;
pub use profile::Profile;
pub use tint::Tint;
pub use vessel::{Vessel, label_knob, stopper_beside, swirl_knob};
