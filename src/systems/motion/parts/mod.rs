//! The parts of a motion system: one file each, with its table of variables and its drawing.
//! Not here: how they move; that is `smooth.rs` and `contact.rs` beside this folder.
//! Start with `ball.rs`.

pub mod anchor;
#[cfg(feature = "rigid")]
pub mod attraction;
pub mod ball;
pub mod block;
#[cfg(feature = "rigid")]
pub mod body;
#[cfg(feature = "rigid")]
pub mod cart;
pub mod floor;
#[cfg(feature = "rigid")]
pub mod fluid;
#[cfg(feature = "rigid")]
pub mod gear;
pub mod hand;
#[cfg(feature = "rigid")]
pub mod holder;
#[cfg(feature = "rigid")]
pub mod hook;
#[cfg(feature = "rigid")]
pub mod hooked;
#[cfg(feature = "rigid")]
pub mod knot;
#[cfg(feature = "rigid")]
pub mod motor;
#[cfg(feature = "rigid")]
pub mod nut;
#[cfg(feature = "rigid")]
pub mod paper;
#[cfg(feature = "rigid")]
pub mod peg;
#[cfg(feature = "rigid")]
pub mod pin;
#[cfg(feature = "rigid")]
pub mod pulley;
#[cfg(feature = "rigid")]
pub mod rail;
#[cfg(feature = "rigid")]
pub mod release;
pub mod rod;
pub mod screen;
#[cfg(feature = "rigid")]
pub mod shaker;
pub mod spring;
pub mod string;
pub mod surface;
pub mod track;
pub mod weights;

use crate::systems::PartKind;

/// Every kind of part, one line each.
pub static PARTS: &[&PartKind] = &[
    &anchor::KIND,
    #[cfg(feature = "rigid")]
    &attraction::KIND,
    &ball::KIND,
    &block::KIND,
    #[cfg(feature = "rigid")]
    &body::KIND,
    #[cfg(feature = "rigid")]
    &cart::KIND,
    &floor::KIND,
    #[cfg(feature = "rigid")]
    &fluid::KIND,
    #[cfg(feature = "rigid")]
    &gear::KIND,
    &hand::KIND,
    #[cfg(feature = "rigid")]
    &holder::KIND,
    #[cfg(feature = "rigid")]
    &hook::KIND,
    #[cfg(feature = "rigid")]
    &hooked::KIND,
    #[cfg(feature = "rigid")]
    &knot::KIND,
    #[cfg(feature = "rigid")]
    &motor::KIND,
    #[cfg(feature = "rigid")]
    &nut::KIND,
    #[cfg(feature = "rigid")]
    &paper::KIND,
    #[cfg(feature = "rigid")]
    &peg::KIND,
    #[cfg(feature = "rigid")]
    &pin::KIND,
    #[cfg(feature = "rigid")]
    &pulley::KIND,
    #[cfg(feature = "rigid")]
    &rail::KIND,
    #[cfg(feature = "rigid")]
    &release::KIND,
    &rod::KIND,
    &screen::KIND,
    #[cfg(feature = "rigid")]
    &shaker::KIND,
    &spring::KIND,
    &string::KIND,
    &surface::KIND,
    &track::KIND,
    &weights::KIND,
];
