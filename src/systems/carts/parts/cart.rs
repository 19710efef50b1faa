//! Cart: runs down a runway; its string over the pulley carries a load.

use crate::quantity::unit::{KILOGRAM, METRE, METRE_PER_SECOND, METRE_PER_SECOND2, NEWTON, ONE, SECOND};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Index of the velocity to the right; 0 and 1 are the place of its coupling, where tape and string pull.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Way from the upper end of the runway.
pub const ALONG: usize = 4;
/// Mass.
pub const MASS: usize = 5;
/// Mass on the string.
pub const LOAD: usize = 6;
/// Length of the string.
pub const STRING: usize = 7;
/// Rolling friction.
pub const ROLLING: usize = 8;
/// Force of a tape.
pub const DRAG: usize = 9;
/// Held.
pub const HOLD: usize = 10;
/// Velocity down the runway.
pub const VELOCITY: usize = 11;
/// Acceleration.
pub const ACCELERATION: usize = 12;
/// Tension.
pub const TENSION: usize = 13;
/// Way of its front.
pub const FRONT: usize = 14;
/// Way of its rear.
pub const REAR: usize = 15;
/// Whether a helper is to let it go.
pub const GO: usize = 16;
/// Time until then.
pub const COUNT: usize = 17;

/// A cart.
///
/// `rolling` 0.01: a cart of a school on ball bearings; the order of size, not a measurement of one.
pub static KIND: PartKind = PartKind {
    id: "cart",
    aliases: &[],
    terminals: &[Terminal { name: "on", joins: &["runway"], required: true }],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its middle, to the right."),
        VariableSpec::output("y", METRE).about("Place of its middle, upwards."),
        VariableSpec::output("vx", METRE_PER_SECOND).about("Velocity to the right."),
        VariableSpec::output("vy", METRE_PER_SECOND).about("Velocity upwards."),
        VariableSpec::state("along", METRE, 0.25)
            .range(0.0, 5.0)
            .about("Way of its middle from the upper end of the runway."),
        VariableSpec::parameter("mass", KILOGRAM, 0.2).range(0.01, 10.0).nominal(0.2).tunable().about("Its mass."),
        VariableSpec::parameter("load", KILOGRAM, 0.0)
            .range(0.0, 2.0)
            .nominal(0.05)
            .tunable()
            .about("Mass that hangs on its string; 0 for no string."),
        VariableSpec::parameter("string", METRE, 1.0)
            .range(0.05, 5.0)
            .tunable()
            .about("Length of its string, from its middle over the pulley to the load."),
        VariableSpec::parameter("rolling", ONE, 0.01)
            .range(0.0, 0.5)
            .nominal(0.01)
            .tunable()
            .about("Its rolling friction over the force on the runway."),
        VariableSpec::parameter("drag", NEWTON, 0.0)
            .range(0.0, 10.0)
            .nominal(0.05)
            .tunable()
            .about("Constant force against its motion besides: a tape that runs through a timer."),
        VariableSpec::flag("hold", true).about("Whether a hand holds it; taking it away lets it go."),
        VariableSpec::output("velocity", METRE_PER_SECOND).about("Velocity down the runway."),
        VariableSpec::output("acceleration", METRE_PER_SECOND2).about("Acceleration down the runway."),
        VariableSpec::output("tension", NEWTON).nominal(0.5).about("Tension of its string; 0 while slack."),
        VariableSpec::output("front", METRE).about("Way of its front from the upper end of the runway."),
        VariableSpec::output("rear", METRE).about("Way of its rear from the upper end of the runway."),
        VariableSpec::flag("go", false).about("Whether a helper counts three, two, one and lets it go at zero."),
        VariableSpec::state("count", SECOND, 0.0).range(0.0, 3.0).about("Time until the helper lets it go."),
    ],
    rigid: false,
    about: "A cart that runs down a runway, pulled by its weight and by a load on a string.",
};
