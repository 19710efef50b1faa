
pub mod frame;
pub mod host;
