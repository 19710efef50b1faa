//! Block: a wooden block with a hook that slides on a surface; solved with contact and friction.

use crate::quantity::unit::{KILOGRAM, METRE, METRE_PER_SECOND, METRE_PER_SECOND2, NEWTON, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of the centre.
pub const Y: usize = 1;
/// Turn.
pub const ANGLE: usize = 2;
/// Place along the surface.
pub const ALONG: usize = 3;
/// Velocity along the surface.
pub const VELOCITY: usize = 4;
/// Mass of the block.
pub const MASS: usize = 5;
/// Length.
pub const LENGTH: usize = 6;
/// Height when it lies flat.
pub const HEIGHT: usize = 7;
/// Height when it lies on its side.
pub const DEPTH: usize = 8;
/// Which face is down.
pub const LIES: usize = 9;
/// Mass put on top.
pub const LOAD: usize = 10;
/// Mass in all.
pub const TOTAL: usize = 11;
/// Friction force.
pub const FRICTION: usize = 12;
/// Normal force.
pub const NORMAL: usize = 13;
/// Pull of springs along the surface.
pub const PULL: usize = 14;
/// Acceleration along the surface.
pub const ACCELERATION: usize = 15;

/// A wooden block.
pub static KIND: PartKind = PartKind {
    id: "block",
    aliases: &[],
    terminals: &[Terminal { name: "on", joins: &["surface"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of the centre, to the right."),
        VariableSpec::output("y", METRE).about("Place of the centre, upwards."),
        VariableSpec::output("turn", RADIAN).about("Turn, anticlockwise."),
        VariableSpec::state("along", METRE, 0.1)
            .range(0.0, 100.0)
            .about("Place of the centre along the surface, from its left end."),
        VariableSpec::state("velocity", METRE_PER_SECOND, 0.0)
            .range(-100.0, 100.0)
            .about("Velocity along the surface, to its right end."),
        VariableSpec::parameter("mass", KILOGRAM, 0.2)
            .range(1e-3, 100.0)
            .nominal(0.2)
            .tunable()
            .about("Mass of the block."),
        VariableSpec::parameter("length", METRE, 0.1).range(0.01, 10.0).nominal(0.1).about("Length along the surface."),
        VariableSpec::parameter("height", METRE, 0.04)
            .range(0.01, 10.0)
            .nominal(0.05)
            .about("Height when it lies flat."),
        VariableSpec::parameter("depth", METRE, 0.07)
            .range(0.01, 10.0)
            .nominal(0.05)
            .about("Width of its large face: its height when it lies on its side."),
        VariableSpec::choice("lies", &["flat", "side"], 0)
            .about("The face it lies on: the large one or the small one."),
        VariableSpec::parameter("load", KILOGRAM, 0.0)
            .range(0.0, 100.0)
            .nominal(0.2)
            .tunable()
            .about("Mass put on top."),
        VariableSpec::output("total", KILOGRAM).about("Mass of the block and what is on it."),
        VariableSpec::output("friction", NEWTON).about("Friction force along the surface, to its right end."),
        VariableSpec::output("normal", NEWTON).about("Force of the surface at right angles to it, pressing outwards."),
        VariableSpec::output("pull", NEWTON).about("Force of springs along the surface, to its right end."),
        VariableSpec::output("acceleration", METRE_PER_SECOND2)
            .about("Acceleration along the surface, to its right end."),
    ],
    rigid: true,
    about: crate::quantity::doc("A wooden block with a hook that lies and slides on a surface."),
};
