//! Gewu: a virtual laboratory for schools that any web page can hold.
#![warn(missing_docs)]

pub mod frame;
pub mod instruments;
pub mod lab;
pub mod module;
pub mod numerics;
pub mod quantity;
pub mod systems;
