//! Dynamometer: the scale of a spring; the spring itself is a part.

use super::{InstrumentKind, Reads};
use crate::quantity::unit::NEWTON;
use crate::systems::VariableSpec;

/// A dynamometer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "dynamometer",
    aliases: &["spring_scale"],
    reads: Reads::Spring,
    follows: false,
    settings: &[
        VariableSpec::parameter("range", NEWTON, 5.0).range(0.01, 1e4).nominal(5.0).about("Force at the end of its scale."),
        VariableSpec::parameter("division", NEWTON, 0.1).range(1e-4, 1e3).nominal(0.1).about("Smallest division."),
        VariableSpec::parameter("digits", NEWTON, 0.0)
            .range(0.0, 1e3)
            .nominal(0.01)
            .about("Last digit that is read; 0 means a tenth of the division."),
    ],
    outputs: &[VariableSpec::output("force", NEWTON).about("Force that it shows.")],
    about: "A spring dynamometer.",
};
