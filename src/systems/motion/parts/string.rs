//! String: keeps two places from moving further apart than its length; slack when they are nearer.

use crate::quantity::unit::{METRE, NEWTON, ONE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its end at `b`.
pub const Y: usize = 1;
/// Length.
pub const LENGTH: usize = 2;
/// Tension.
pub const TENSION: usize = 3;
/// 1 while taut.
pub const TAUT: usize = 4;
/// Tension at b.
pub const FAR: usize = 5;

/// A string.
pub static KIND: PartKind = PartKind {
    id: "string",
    aliases: &["rope"],
    terminals: &[
        Terminal {
            name: "a",
            joins: &["anchor", "ball", "weights", "hook", "knot", "body", "cart", "pulley"],
            required: true,
        },
        Terminal {
            name: "b",
            joins: &["ball", "weights", "hook", "knot", "body", "cart", "pulley", "anchor"],
            required: true,
        },
        Terminal { name: "over", joins: &["pulley"], required: false },
        Terminal { name: "then_over", joins: &["pulley"], required: false },
        Terminal { name: "last_over", joins: &["pulley"], required: false },
    ],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its end at b, to the right."),
        VariableSpec::output("y", METRE).about("Place of its end at b, upwards."),
        VariableSpec::parameter("length", METRE, 1.0).range(0.005, 100.0).tunable().about("Length."),
        VariableSpec::output("tension", NEWTON).range(0.0, 1e9).about("Tension; 0 while slack."),
        VariableSpec::output("taut", ONE).range(0.0, 1.0).discrete().about("1 while taut, 0 while slack."),
        VariableSpec::output("far_tension", NEWTON)
            .range(0.0, 1e9)
            .about("Tension at b; differs from that at a where it turns wheels that have mass."),
    ],
    rigid: false,
    about: crate::quantity::doc(
        "Keeps two places from moving further apart than its length; it cannot stretch, and can be slack.",
    ),
};
