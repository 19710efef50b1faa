//! Cylinder: the glass of a measuring cylinder; its scale is an instrument.

use crate::quantity::unit::{CUBIC_METRE, KILOGRAM, KILOGRAM_PER_CUBIC_METRE, METRE};
use crate::systems::{PartKind, VariableSpec};

/// A measuring cylinder. Indices are those of a beaker up to `MASS`.
///
/// The start is that of 100 mL: inner width 27 mm, so that 1 mL is 1.75 mm high, as on the cylinders that schools have (ISO 4788).
pub static KIND: PartKind = PartKind {
    id: "cylinder",
    aliases: &["measuring_cylinder"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of its floor, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Its floor, upwards."),
        VariableSpec::parameter("radius", METRE, 0.0135).range(0.002, 1.0).nominal(0.01).about("Inner radius."),
        VariableSpec::parameter("height", METRE, 0.205).range(0.01, 2.0).nominal(0.2).about("Inner height."),
        VariableSpec::state("volume", CUBIC_METRE, 0.0).range(0.0, 1.0).nominal(1e-4).about("Volume of its liquid."),
        VariableSpec::state("density", KILOGRAM_PER_CUBIC_METRE, 998.2)
            .range(500.0, 14_000.0)
            .nominal(1e3)
            .about("Density of its liquid; 998.2 is water at 20 degrees."),
        VariableSpec::parameter("glass", KILOGRAM, 0.12)
            .range(0.0, 10.0)
            .nominal(0.1)
            .about("Mass of the empty cylinder."),
        VariableSpec::output("level", METRE).nominal(0.1).about("Height of the surface above the floor."),
        VariableSpec::output("shown", CUBIC_METRE)
            .nominal(1e-4)
            .about("Volume of what lies below the surface: liquid and what it wets."),
        VariableSpec::output("mass", KILOGRAM).nominal(0.1).about("Mass of cylinder and liquid."),
    ],
    rigid: false,
    about: "The glass of a measuring cylinder.",
};
