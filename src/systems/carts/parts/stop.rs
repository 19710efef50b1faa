//! Stop: a metal plate across a runway that ends the way of the cart.

use crate::quantity::unit::METRE;
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Index of the way of its upper face from the upper end; 0 and 1 are the place of that face's foot.
pub const ALONG: usize = 2;

/// A stop.
pub static KIND: PartKind = PartKind {
    id: "stop",
    aliases: &[],
    terminals: &[Terminal { name: "on", joins: &["runway"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of the foot of its upper face, to the right."),
        VariableSpec::output("y", METRE).about("Place of the foot of its upper face, upwards."),
        VariableSpec::state("along", METRE, 1.1)
            .range(0.0, 5.0)
            .about("Way of its upper face from the upper end of the runway."),
    ],
    rigid: false,
    about: "A metal plate that stops a cart on its runway, moved by hand.",
};
