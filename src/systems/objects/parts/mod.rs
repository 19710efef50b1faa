//! Kinds of objects: their tables of variables, one file each.
//! Not here: how they are held and drawn (`super::system`).
//! Start with `cuboid.rs`: every kind has its place first, then its ends, then its sizes.

pub mod cuboid;
pub mod sheets;
pub mod tube;
pub mod wire;

use crate::systems::PartKind;

/// Every kind of object, one line each.
pub static PARTS: &[&PartKind] = &[&cuboid::KIND, &sheets::KIND, &tube::KIND, &wire::KIND];

/// Index of the place of the lower left corner, to the right: the same for every kind.
pub const X: usize = 0;
/// Index of its height.
pub const Y: usize = 1;
/// Index of the place of the lower right corner, to the right.
pub const END_X: usize = 2;
/// Index of its height.
pub const END_Y: usize = 3;
/// Index of the place of the upper left corner, to the right.
pub const TOP_X: usize = 4;
/// Index of its height.
pub const TOP_Y: usize = 5;
/// Index of the first variable of its own.
pub const OWN: usize = 6;
