//! Holder: a place that a learner's hand holds, and moves.

use crate::quantity::unit::METRE;
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table; the place stands as in an anchor.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Height above the plane.
pub const LIFT: usize = 2;

/// A place that a hand holds.
pub static KIND: PartKind = PartKind {
    id: "holder",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).tunable().about("Place, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).tunable().about("Place, upwards."),
        VariableSpec::parameter("lift", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(0.05)
            .tunable()
            .about("How far it is lifted out of the plane, so that what it pulls by slants towards it."),
    ],
    rigid: true,
    about: crate::quantity::doc("A place that a learner's hand holds and moves: the ring of a dynamometer."),
};
