//! Fluid: a liquid or gas that balls float, sink and are slowed in.

use crate::quantity::unit::{KILOGRAM_PER_CUBIC_METRE, METRE, PASCAL_SECOND};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table.
pub const LEVEL: usize = 0;
/// Density.
pub const DENSITY: usize = 1;
/// Viscosity.
pub const VISCOSITY: usize = 2;

/// A fluid.
pub static KIND: PartKind = PartKind {
    id: "fluid",
    aliases: &["liquid"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("level", METRE, 1e3)
            .range(-1e3, 1e3)
            .about("Height of its surface; everything below is in it."),
        VariableSpec::parameter("density", KILOGRAM_PER_CUBIC_METRE, 1000.0)
            .range(0.0, 2e4)
            .nominal(1000.0)
            .tunable()
            .about("Density: a ball loses as much weight as the fluid that it displaces has."),
        VariableSpec::parameter("viscosity", PASCAL_SECOND, 0.0)
            .range(0.0, 1e4)
            .tunable()
            .about("Viscosity: a ball is slowed by 6 pi eta r v (Stokes, for Reynolds numbers below about 1)."),
    ],
    rigid: true,
    about: crate::quantity::doc("A liquid or gas in which balls float, sink and are slowed."),
};
