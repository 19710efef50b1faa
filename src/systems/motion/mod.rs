//! Motion: bodies, rods, strings, springs, tracks, fields and contacts; two solvers in one world.
//! Not here: instruments, and anything that is read; a dynamometer's spring is a part, its scale is not.
//! Start with `parts/`, then `smooth.rs` (between contacts, exact) and `contact.rs` (contacts and friction).

mod arrange;
#[cfg_attr(not(feature = "rigid"), path = "contactless.rs")]
mod contact;
mod draw;
mod energy;
mod event;
mod hold;
#[cfg(feature = "rigid")]
mod mechanism;
mod output;
pub mod parts;
mod path;
mod plan;
mod project;
mod smooth;
mod state;
mod system;
#[cfg_attr(not(feature = "rigid"), path = "tallyless.rs")]
mod tally;
mod terms;
#[cfg(test)]
mod tests;

use super::{Accuracy, SystemKind, VariableSpec};
use crate::quantity::unit::{KILOGRAM_PER_CUBIC_METRE, METRE_PER_SECOND2};

/// Whether this build has contacts: without, no system with blocks, surfaces or hands can be built, and the compiler
/// leaves out what draws and moves them.
const CONTACTS: bool = cfg!(feature = "rigid");

/// Index of the option `gravity`.
pub const GRAVITY: usize = 0;
/// Index of the option `air`.
pub const AIR: usize = 1;
/// Index of the option `air_density`.
pub const AIR_DENSITY: usize = 2;

/// Options of a motion system.
pub static OPTIONS: &[VariableSpec] = &[
    VariableSpec::parameter("gravity", METRE_PER_SECOND2, 9.8)
        .range(0.0, 300.0)
        .nominal(10.0)
        .tunable()
        .about("Acceleration of free fall, downwards; the site's if not given."),
    VariableSpec::flag("air", false).about("Whether the air resists motion."),
    VariableSpec::parameter("air_density", KILOGRAM_PER_CUBIC_METRE, 1.2)
        .range(0.0, 100.0)
        .tunable()
        .about("Density of the air; the site's if not given."),
];

/// Bodies in motion: the row of the catalogue.
pub static KIND: SystemKind = SystemKind {
    id: "motion",
    aliases: &["mechanics"],
    about: crate::quantity::doc("Bodies, rods, strings, springs, tracks and contacts in a plane."),
    parts: parts::PARTS,
    options: OPTIONS,
    build: system::build,
    // The tolerance of the integrator is 1e-13 within a step, and springs near their ends' meeting enlarge it.
    accuracy: Accuracy { step: 1e-9, energy: 1e-10, momentum: 1e-10 },
    // A solver of the second order with substeps of half a millisecond; friction and impacts of the first.
    accuracy_in_contact: Accuracy { step: 0.02, energy: 0.01, momentum: 0.01 },
};
