//! Weight: one of a set, carried with forceps between its box and the pans.

use crate::quantity::unit::{GRAM, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the mass that is marked on it; 0 and 1 are the middle of its underside.
pub const MASS: usize = 2;
/// How much its own mass is more than that.
pub const ERROR: usize = 3;
/// Where it is: one of the three below.
pub const ON: usize = 4;
/// How often bare fingers have put it somewhere.
pub const TOUCHED: usize = 5;

/// In its box.
pub const BOX: f64 = 0.0;
/// In the left pan of a balance.
pub const LEFT: f64 = 1.0;
/// In the right pan.
pub const RIGHT: f64 = 2.0;

/// What a touch of bare fingers leaves on it, kg: sweat and grease of two fingertips. An order of size: fresh
/// fingerprints are some tens of micrograms, far below what a school balance shows. What it costs comes later, as rust.
pub const SWEAT: f64 = 5e-8;

/// A weight.
pub static KIND: PartKind = PartKind {
    id: "weight",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::output("x", METRE).about("Its middle, to the right."),
        VariableSpec::output("y", METRE).about("Its underside, upwards."),
        VariableSpec::parameter("mass", GRAM, 0.02).range(1e-4, 1.0).nominal(0.02).about("Mass that is marked on it."),
        VariableSpec::parameter("error", GRAM, 0.0)
            .range(-0.01, 0.01)
            .nominal(1e-3)
            .about("How much its own mass is more than what is marked: worn, or rusted."),
        VariableSpec::choice("on", &["box", "left", "right"], 0).about("Whether it is in its box or in a pan."),
        VariableSpec::output("touched", ONE).discrete().about("How often bare fingers have carried it."),
    ],
    rigid: false,
    about: "A weight, carried between its box and the pans of a tray balance.",
};
