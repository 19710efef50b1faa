//! Nut: a balance nut on a thread at the end of a lever. Turned, it shifts the lever's centre of mass.

use crate::quantity::unit::{KILOGRAM, METRE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Place along the body while it is not turned.
pub const ALONG: usize = 2;
/// How far it is turned out of there.
pub const TURNED: usize = 3;
/// Mass.
pub const MASS: usize = 4;

/// The farthest that a nut goes along its thread from its middle, m.
pub const TRAVEL: f64 = 0.015;

/// A balance nut.
pub static KIND: PartKind = PartKind {
    id: "nut",
    aliases: &["balance_nut"],
    terminals: &[Terminal { name: "on", joins: &["body"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place, to the right."),
        VariableSpec::output("y", METRE).about("Place, upwards."),
        VariableSpec::parameter("along", METRE, 0.0)
            .range(-100.0, 100.0)
            .nominal(0.1)
            .about("The middle of its thread, from the middle of its body along the body's own direction."),
        VariableSpec::parameter("turned", METRE, 0.0)
            .range(-TRAVEL, TRAVEL)
            .nominal(0.01)
            .tunable()
            .about("How far it is turned from there, along the body's own direction."),
        VariableSpec::parameter("mass", KILOGRAM, 0.015)
            .range(1e-6, 100.0)
            .nominal(0.015)
            .about("Mass, which is a part of its body's."),
    ],
    rigid: true,
    about: crate::quantity::doc("A balance nut at the end of a lever; turned, it shifts the lever's centre of mass."),
};
