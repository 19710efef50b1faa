//! Hand: pulls what is joined to it by a spring, at a steady speed or as the learner drags it.

use crate::quantity::unit::{METRE, METRE_PER_SECOND, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Speed.
pub const SPEED: usize = 2;
/// Angle of the pull above the surface.
pub const ANGLE: usize = 3;
/// Velocity now.
pub const VELOCITY: usize = 4;

/// A hand.
pub static KIND: PartKind = PartKind {
    id: "hand",
    aliases: &[],
    terminals: &[Terminal { name: "follows", joins: &["block"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place, to the right."),
        VariableSpec::output("y", METRE).about("Place, upwards."),
        VariableSpec::parameter("speed", METRE_PER_SECOND, 0.0)
            .range(-2.0, 2.0)
            .nominal(0.1)
            .tunable()
            .about("Steady speed along the surface; reached at half a metre per second squared."),
        VariableSpec::parameter("angle", RADIAN, 0.0)
            .range(-0.3, 1.2)
            .tunable()
            .about("Angle of the pull above the surface."),
        VariableSpec::output("velocity", METRE_PER_SECOND).about("Velocity along the surface now."),
    ],
    rigid: true,
    about: crate::quantity::doc("A hand that pulls a block through a spring, steadily or as the learner drags it."),
};
