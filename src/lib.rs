#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

#[cfg(feature = "assess")]
pub mod assess;
pub mod frame;
pub mod host;
pub mod instruments;
pub mod lab;
pub mod module;
pub mod notebook;
pub mod systems;

#[cfg(feature = "chemistry")]
pub use gewu_matter as matter;
pub use gewu_numbers::{numerics, quantity};
