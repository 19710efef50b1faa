//! Motor: turns a wheel or body with a torque that falls with speed.

use crate::quantity::unit::{NEWTON_METRE, ONE, RADIAN_PER_SECOND, WATT};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const ON: usize = 0;
/// Torque at rest.
pub const STALL: usize = 1;
/// Speed without load.
pub const IDLE: usize = 2;
/// Torque now.
pub const TORQUE: usize = 3;
/// Power now.
pub const POWER: usize = 4;
/// How unevenly it turns.
pub const RIPPLE: usize = 5;

/// A motor.
pub static KIND: PartKind = PartKind {
    id: "motor",
    aliases: &[],
    terminals: &[Terminal { name: "turns", joins: &["pulley", "body"], required: true }],
    variables: &[
        VariableSpec::flag("on", true).about("Whether it runs."),
        VariableSpec::parameter("stall_torque", NEWTON_METRE, 0.1)
            .range(-1e4, 1e4)
            .nominal(0.1)
            .tunable()
            .about("Torque at rest, anticlockwise."),
        VariableSpec::parameter("idle_speed", RADIAN_PER_SECOND, 100.0)
            .range(1e-3, 1e5)
            .nominal(100.0)
            .tunable()
            .about("Speed at which its torque has fallen to nothing."),
        VariableSpec::output("torque", NEWTON_METRE).about("Torque now, anticlockwise."),
        VariableSpec::output("power", WATT).about("Mechanical power now."),
        VariableSpec::parameter("ripple", ONE, 0.0).range(0.0, 1.0).nominal(0.1).tunable().about(
            "Share of the torque at rest that comes and goes once a turn, with the sine of the angle: a hand at a crank.",
        ),
    ],
    rigid: true,
    about: crate::quantity::doc("Turns a wheel or body with a torque that falls in a straight line with speed."),
};
