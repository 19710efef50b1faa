//! Attraction: a centre that attracts every other body as a sun does.

use crate::quantity::unit::ONE;
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const STRENGTH: usize = 0;

/// A centre of attraction.
pub static KIND: PartKind = PartKind {
    id: "attraction",
    aliases: &["central_field"],
    terminals: &[Terminal { name: "towards", joins: &["anchor", "ball", "body"], required: true }],
    variables: &[VariableSpec::parameter("strength", ONE, 1.0)
        .range(0.0, 1e15)
        .tunable()
        .about("G M of the centre in m³/s²: the acceleration at one metre; it falls with the square of the distance.")],
    rigid: true,
    about: crate::quantity::doc("A centre that attracts every other body by the law of gravitation."),
};
