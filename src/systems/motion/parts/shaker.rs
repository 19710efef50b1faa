//! Shaker: moves the end of a spring to and fro, as a crank does.

use crate::quantity::unit::{HERTZ, METRE, RADIAN};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its middle.
pub const Y: usize = 1;
/// Amplitude.
pub const AMPLITUDE: usize = 2;
/// Frequency.
pub const FREQUENCY: usize = 3;
/// Direction.
pub const ANGLE: usize = 4;
/// Phase at the start.
pub const PHASE: usize = 5;
/// Displacement now.
pub const DISPLACEMENT: usize = 6;

/// A shaker.
pub static KIND: PartKind = PartKind {
    id: "shaker",
    aliases: &["driver"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-1e3, 1e3).about("Middle of its motion, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-1e3, 1e3).about("Middle of its motion, upwards."),
        VariableSpec::parameter("amplitude", METRE, 0.01)
            .range(0.0, 10.0)
            .nominal(0.01)
            .tunable()
            .about("Amplitude of its motion."),
        VariableSpec::parameter("frequency", HERTZ, 1.0)
            .range(0.0, 1000.0)
            .tunable()
            .about("Frequency of its motion; a change goes on with the same phase."),
        VariableSpec::parameter("angle", RADIAN, std::f64::consts::FRAC_PI_2)
            .range(-6.3, 6.3)
            .tunable()
            .about("Direction of its motion, anticlockwise from the right."),
        VariableSpec::parameter("phase", RADIAN, 0.0)
            .range(-6.3, 6.3)
            .about("Phase at the start: the displacement is amplitude times sin(2 pi f t + phase)."),
        VariableSpec::output("displacement", METRE).about("Displacement from its middle now."),
    ],
    rigid: true,
    about: crate::quantity::doc("Moves the end of a spring to and fro with a frequency and an amplitude."),
};
