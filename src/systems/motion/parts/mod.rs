//! The parts of a motion system: one file each, with its table of variables and its drawing.
//! Not here: how they move; that is `smooth.rs` and `contact.rs` beside this folder.
//! Start with `ball.rs`.

pub mod anchor;
pub mod ball;
pub mod block;
pub mod floor;
pub mod hand;
pub mod rod;
pub mod screen;
pub mod spring;
pub mod string;
pub mod surface;
pub mod track;
pub mod weights;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] = &[
    &anchor::KIND,
    &ball::KIND,
    &block::KIND,
    &floor::KIND,
    &hand::KIND,
    &rod::KIND,
    &screen::KIND,
    &spring::KIND,
    &string::KIND,
    &surface::KIND,
    &track::KIND,
    &weights::KIND,
];
