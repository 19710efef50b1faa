//! Photogate: a beam of light and a timer that notes when a body blocks it.

use super::{InstrumentKind, Reads};
use crate::quantity::unit::{METRE, ONE, SECOND};
use crate::systems::VariableSpec;

/// A photogate.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "photogate",
    aliases: &["light_gate"],
    reads: Reads::Body,
    follows: true,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its beam, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its beam, upwards."),
        VariableSpec::parameter("division", SECOND, 1e-4).range(1e-6, 1.0).nominal(1e-4).about("Smallest division."),
    ],
    outputs: &[
        VariableSpec::output("period", SECOND).about("Time from a pass to the next but one: a full swing."),
        VariableSpec::output("passes", ONE).discrete().about("How often the beam was blocked."),
        VariableSpec::output("block_time", SECOND).about("How long the beam was last blocked."),
    ],
    about: "A photogate with its timer.",
};
