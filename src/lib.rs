//! Gewu: a virtual laboratory for schools that any web page can hold.
#![warn(missing_docs)]

pub mod quantity;
pub mod numerics;
pub mod frame;
pub mod systems;
pub mod instruments;
pub mod module;
