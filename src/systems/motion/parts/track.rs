//! Track: a launching ramp, straight and then bent to its lip, on which a ball rolls without slipping.

use crate::quantity::unit::{METRE, METRE_PER_SECOND, ONE, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const LIP_X: usize = 0;
/// Height of the lip.
pub const LIP_Y: usize = 1;
/// Incline of the straight part.
pub const INCLINE: usize = 2;
/// Radius of the bend.
pub const BEND: usize = 3;
/// Length of the straight part.
pub const RUN: usize = 4;
/// Tilt of the lip.
pub const TILT: usize = 5;
/// Release height.
pub const HEIGHT: usize = 6;
/// Stop in place.
pub const HOLD: usize = 7;
/// Rolls or slides.
pub const ROLLS: usize = 8;
/// Place along the track.
pub const ALONG: usize = 9;
/// Launch speed.
pub const LAUNCH: usize = 10;

/// A launching ramp.
pub static KIND: PartKind = PartKind {
    id: "track",
    aliases: &["ramp"],
    terminals: &[Terminal { name: "carries", joins: &["ball"], required: true }],
    variables: &[
        VariableSpec::parameter("lip_x", METRE, 0.0).range(-100.0, 100.0).about("Place of the lip, to the right."),
        VariableSpec::parameter("lip_y", METRE, 0.0).range(-100.0, 100.0).about("Place of the lip, upwards."),
        VariableSpec::parameter("incline", RADIAN, 0.7).range(0.1, 1.4).about("Incline of the straight part."),
        VariableSpec::parameter("bend", METRE, 0.15).range(0.02, 10.0).nominal(0.1).about("Radius of the bend."),
        VariableSpec::parameter("run", METRE, 0.3).range(0.01, 10.0).nominal(0.3).about("Length of the straight part."),
        VariableSpec::parameter("tilt", RADIAN, 0.0)
            .range(-0.35, 0.35)
            .tunable()
            .about("How far the end is turned up from level: an error of setting up."),
        VariableSpec::parameter("height", METRE, 0.1)
            .range(0.0, 20.0)
            .nominal(0.1)
            .tunable()
            .about("Height of the ball's centre above where it leaves, when it is let go."),
        VariableSpec::flag("hold", true)
            .about("Whether the stop holds the ball at its height; taking it away lets the ball go."),
        VariableSpec::flag("rolls", true).about("Whether the ball rolls without slipping, or slides without friction."),
        VariableSpec::output("along", METRE)
            .about("Way of the ball's centre to the lip along the track; 0 once it has left."),
        VariableSpec::output("launch_speed", METRE_PER_SECOND).discrete().about("Speed with which the ball last left."),
        VariableSpec::output("launches", ONE).discrete().about("How often the ball has left."),
    ],
    rigid: false,
    about: crate::quantity::doc("A launching ramp on which a ball rolls without slipping and leaves at its lip."),
};
/// How often the ball has left.
pub const LAUNCHES: usize = 11;
