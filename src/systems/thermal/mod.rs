//! Thermal: beakers of water that heaters warm and the room cools, and what a thermometer's bulb is in.
//! Not here: the thermometer's scale and its lag; those are instruments.
//! Start with `model.rs`.

mod draw;
mod model;
pub mod parts;
#[cfg(test)]
mod tests;

use super::{Accuracy, SystemKind, VariableSpec};
use crate::quantity::unit::CELSIUS;

/// Index of the option `room`.
pub const ROOM: usize = 0;

/// Options of a thermal system.
pub static OPTIONS: &[VariableSpec] = &[VariableSpec::parameter("room", CELSIUS, 293.15)
    .range(233.15, 333.15)
    .nominal(300.0)
    .tunable()
    .about("Temperature of the room; the site's if not given.")];

/// Heat and temperature: the row of the catalogue.
pub static KIND: SystemKind = SystemKind {
    id: "thermal",
    aliases: &[],
    about: "Beakers of water, heaters and the room, and the bulbs of thermometers.",
    parts: parts::PARTS,
    options: OPTIONS,
    build: model::build,
    // The exponential of a step is exact; what is left is rounding.
    accuracy: Accuracy { step: 1e-11, energy: 1e-10, momentum: 1e-10 },
    accuracy_in_contact: Accuracy { step: 1e-11, energy: 1e-10, momentum: 1e-10 },
};
