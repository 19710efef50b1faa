//! Stopwatch: started and stopped by the learner's hand.

use super::{InstrumentKind, Reads};
use crate::quantity::unit::{METRE, ONE, SECOND};
use crate::systems::VariableSpec;

/// A stopwatch.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "stopwatch",
    aliases: &["timer"],
    reads: Reads::Nothing,
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, upwards."),
        VariableSpec::parameter("size", METRE, 0.1).range(0.01, 10.0).nominal(0.1).about("Height of its picture."),
        VariableSpec::parameter("division", SECOND, 0.01).range(1e-4, 1.0).nominal(0.01).about("Smallest division."),
        VariableSpec::choice("looks", &["electronic", "mechanical"], 0).about("How it is drawn."),
    ],
    outputs: &[
        VariableSpec::output("time", SECOND).about("Time it shows."),
        VariableSpec::output("lap", SECOND).about("Time of the last lap."),
        VariableSpec::output("running", ONE).range(0.0, 1.0).discrete().about("1 while it runs."),
    ],
    about: "A stopwatch, started and stopped by hand.",
};
