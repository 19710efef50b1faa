//! Runway: a long straight board for a cart, its left end raised, a pulley at its right end.

use crate::quantity::unit::{METRE, RADIAN};
use crate::systems::{PartKind, VariableSpec};

/// Index of the length; 0 and 1 are the place of the lower end of the running surface.
pub const LENGTH: usize = 2;
/// Incline.
pub const INCLINE: usize = 3;
/// Height of the bench below.
pub const BENCH: usize = 4;
/// Place of a timer's pen.
pub const TIMER_X: usize = 5;
/// Height of a timer's pen.
pub const TIMER_Y: usize = 6;

/// A runway.
pub static KIND: PartKind = PartKind {
    id: "runway",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its right end, to the right."),
        VariableSpec::parameter("y", METRE, 0.4)
            .range(-100.0, 100.0)
            .about("Height of the running surface at its right end."),
        VariableSpec::parameter("length", METRE, 1.2).range(0.5, 5.0).about("Length."),
        VariableSpec::parameter("incline", RADIAN, 0.0)
            .range(0.0, 0.5)
            .tunable()
            .about("How far its left end is raised."),
        VariableSpec::parameter("bench", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Height of the bench that it stands on and that a load lands on."),
        VariableSpec::output("timer_x", METRE).about("Place of a timer at its upper end, to the right."),
        VariableSpec::output("timer_y", METRE).about("Place of a timer at its upper end, upwards."),
    ],
    rigid: false,
    about: "A straight runway for a cart, with a pulley at its right end.",
};
