#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

#[cfg(feature = "assess")]
pub mod assess;
pub mod frame;
pub mod host;
pub mod instruments;
pub mod lab;
pub mod matter;
pub mod module;
pub mod notebook;
pub mod numerics;
pub mod quantity;
pub mod systems;
