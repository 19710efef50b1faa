//! Mechanisms: bodies that turn, pins, hooks, strings over pulleys, gears, motors, rails and carts, exactly, in f64.
//! Not here: points on rods and ramps alone (`../smooth.rs`, the small build), and blocks on surfaces (`../contact.rs`).
//! What touches in a mechanism is in `contacts.rs`.
//! Start with `plan.rs` (what there is), `rows.rs` (what holds it together), `equations.rs` (how it moves).

mod advance;
mod arrange;
mod contacts;
mod course;
mod draw;
mod drive_draw;
mod end;
mod equations;
mod event;
mod fixture;
mod glide;
#[cfg(test)]
mod glide_tests;
#[cfg(test)]
mod hanging_tests;
mod hold;
mod hooked;
mod impact;
mod islands;
mod lay;
mod links;
mod meeting;
mod momentum;
mod near;
mod nut;
mod output;
mod pace;
mod paper;
mod plan;
mod project;
mod riders;
mod rotor;
mod rows;
mod solver;
mod state;
mod strings;
mod system;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_contact;
#[cfg(test)]
mod tests_strings;
mod track_draw;

pub use system::build;

use super::parts;
use crate::systems::PartKind;

/// The kinds of parts that make a mechanism of a motion system.
static KINDS: &[&PartKind] = &[
    &parts::attraction::KIND,
    &parts::body::KIND,
    &parts::cart::KIND,
    &parts::flag::KIND,
    &parts::fluid::KIND,
    &parts::gear::KIND,
    &parts::holder::KIND,
    &parts::hook::KIND,
    &parts::hooked::KIND,
    &parts::knot::KIND,
    &parts::motor::KIND,
    &parts::nut::KIND,
    &parts::pan::KIND,
    &parts::paper::KIND,
    &parts::peg::KIND,
    &parts::pin::KIND,
    &parts::pulley::KIND,
    &parts::rail::KIND,
    &parts::release::KIND,
    &parts::shaker::KIND,
    &parts::wall::KIND,
];

/// Whether a part of this kind makes a mechanism of its system.
pub fn is_mine(kind: &'static PartKind) -> bool {
    KINDS.iter().any(|mine| std::ptr::eq(*mine, kind))
}
