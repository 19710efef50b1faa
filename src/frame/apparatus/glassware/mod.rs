//! Glassware of the chemistry bench: the shapes of vessels with their volumes, and how vessels and tools are drawn.
//! Not here: what is in them; the caller gives volumes and colours.
//! Start with `profile.rs`.

pub mod profile;

pub use profile::Profile;
