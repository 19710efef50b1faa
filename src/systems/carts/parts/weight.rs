//! Weight: falls below a ticker timer that is clamped upright to a stand.

use crate::quantity::unit::{KILOGRAM, METRE, METRE_PER_SECOND, METRE_PER_SECOND2, NEWTON, RADIAN};
use crate::systems::{PartKind, VariableSpec};

/// Index of the velocity to the right; 0 and 1 are the place of its clip, where the tape pulls.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Place of the timer's pen.
pub const TIMER_X: usize = 4;
/// Height of the timer's pen.
pub const TIMER_Y: usize = 5;
/// Height of the bench.
pub const BENCH: usize = 6;
/// Way of its clip below the pen.
pub const DROP: usize = 7;
/// Mass.
pub const MASS: usize = 8;
/// Force of the tape through an upright timer.
pub const DRAG: usize = 9;
/// How far the timer is off the upright.
pub const TILT: usize = 10;
/// Force of a tape that rubs, over the sine of the tilt.
pub const RUBBING: usize = 11;
/// Held.
pub const HOLD: usize = 12;
/// Velocity downwards.
pub const VELOCITY: usize = 13;
/// Acceleration downwards.
pub const ACCELERATION: usize = 14;

/// A falling weight.
///
/// `drag` 0.04 N: needle and carbon paper on the tape, the order of size that makes a fall of 200 g lose 2 % as school
/// tapes do; `rubbing` 1 N: an assumption, so that 3° off the upright about doubles that. Neither is a measurement.
pub static KIND: PartKind = PartKind {
    id: "weight",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its clip, to the right."),
        VariableSpec::output("y", METRE).about("Place of its clip, upwards."),
        VariableSpec::output("vx", METRE_PER_SECOND).about("Velocity to the right."),
        VariableSpec::output("vy", METRE_PER_SECOND).about("Velocity upwards."),
        VariableSpec::parameter("timer_x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of the pen of the timer that it hangs below, to the right."),
        VariableSpec::parameter("timer_y", METRE, 0.74)
            .range(-100.0, 100.0)
            .about("Place of that timer's pen, upwards: at least 30 cm above the bench."),
        VariableSpec::parameter("bench", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Height of the bench that the stand is on and that it lands on, padded."),
        VariableSpec::state("drop", METRE, 0.2).range(0.0, 5.0).about("Way of its clip below the pen."),
        VariableSpec::parameter("mass", KILOGRAM, 0.2).range(0.005, 10.0).nominal(0.2).tunable().about("Its mass."),
        VariableSpec::parameter("drag", NEWTON, 0.04)
            .range(0.0, 10.0)
            .nominal(0.05)
            .tunable()
            .about("Constant force of a tape that runs straight through the timer."),
        VariableSpec::parameter("tilt", RADIAN, 0.0)
            .range(-0.5, 0.5)
            .tunable()
            .about("How far the timer is turned from the upright, anticlockwise."),
        VariableSpec::parameter("rubbing", NEWTON, 1.0)
            .range(0.0, 100.0)
            .nominal(1.0)
            .tunable()
            .about("Force with which the tape rubs on the slots besides, over the sine of the tilt."),
        VariableSpec::flag("hold", true).about("Whether a hand holds it by the tape; taking it away lets it fall."),
        VariableSpec::output("velocity", METRE_PER_SECOND).about("Velocity downwards."),
        VariableSpec::output("acceleration", METRE_PER_SECOND2).about("Acceleration downwards."),
    ],
    rigid: false,
    about: "A heavy weight that falls from a ticker timer on a stand and pulls its tape.",
};
