//! Pin: holds a place of one body at a place of another, or at an anchor; both may turn about it.

use crate::quantity::unit::{METRE, NEWTON, NEWTON_METRE, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height.
pub const Y: usize = 1;
/// Friction.
pub const DAMPING: usize = 2;
/// Reaction to the right.
pub const FORCE_X: usize = 3;
/// Reaction upwards.
pub const FORCE_Y: usize = 4;
/// Size of the reaction.
pub const FORCE: usize = 5;
/// Angle of its stops.
pub const LIMIT: usize = 6;
/// Reaction along b.
pub const AXIAL: usize = 7;

/// Stiffness of a stop, N m/rad.
pub const STOP: f64 = 4.0;
/// Damping of a stop, N m s.
pub const SOFT: f64 = 0.05;

/// A pin.
pub static KIND: PartKind = PartKind {
    id: "pin",
    aliases: &["hinge"],
    terminals: &[
        Terminal { name: "a", joins: &["anchor", "hook", "body", "ball", "cart", "pulley"], required: true },
        Terminal { name: "b", joins: &["hook", "body", "pulley"], required: true },
    ],
    variables: &[
        VariableSpec::output("x", METRE).about("Place, to the right."),
        VariableSpec::output("y", METRE).about("Place, upwards."),
        VariableSpec::parameter("damping", NEWTON_METRE, 0.0)
            .range(0.0, 1e4)
            .nominal(0.01)
            .tunable()
            .about("Torque that resists turning at one radian a second."),
        VariableSpec::output("force_x", NEWTON).about("Force on b, to the right."),
        VariableSpec::output("force_y", NEWTON).about("Force on b, upwards."),
        VariableSpec::output("force", NEWTON).about("Size of the force."),
        VariableSpec::parameter("limit", RADIAN, 0.0)
            .range(0.0, 3.0)
            .nominal(0.3)
            .tunable()
            .about("Angle at which rubber stops on both sides keep b from turning on against a; 0 means none."),
        VariableSpec::output("axial", NEWTON).about("Force on b along b's own direction."),
    ],
    rigid: true,
    about: crate::quantity::doc("Holds a place of one body at a place of another; they may turn about it."),
};
