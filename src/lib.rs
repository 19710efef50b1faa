//! Gewu: a virtual laboratory for schools that any web page can hold.
#![warn(missing_docs)]

pub mod frame;
pub mod host;
pub mod instruments;
pub mod lab;
pub mod module;
pub mod notebook;
pub mod numerics;
pub mod quantity;
pub mod systems;
