//! Ball: a body small enough to be a point that has a radius (for scales, drag, rolling and landing).

use crate::quantity::unit::{JOULE, KILOGRAM, METRE, METRE_PER_SECOND, NEWTON_SECOND_PER_METRE, ONE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of the centre.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Given mass.
pub const MASS: usize = 4;
/// Radius.
pub const RADIUS: usize = 5;
/// Material.
pub const MATERIAL: usize = 6;
/// Drag coefficient.
pub const DRAG: usize = 7;
/// Linear damping.
pub const DAMPING: usize = 8;
/// Speed.
pub const SPEED: usize = 9;
/// Kinetic energy.
pub const KINETIC: usize = 10;
/// Mass in force.
pub const TOTAL: usize = 11;

/// Restitution.
pub const RESTITUTION: usize = 12;

/// Materials of a ball, in the order of the choice.
pub static MATERIALS: &[&str] = &["steel", "brass", "aluminium", "wood", "table_tennis"];

/// Density of each material, kg/m³. Steel 7850 and brass 8500 (handbook values for carbon steel and Cu63Zn37),
/// aluminium 2700 (CRC), wood 700 (oak); a table-tennis ball is hollow: 2.7 g in 40 mm (ITTF T3) gives 80.6.
pub static DENSITIES: [f64; 5] = [7850.0, 8500.0, 2700.0, 700.0, 80.6];

/// Moment of inertia of each material's ball over m r²: 2/5 for a solid ball, 2/3 for a thin shell (table tennis).
pub static INERTIAS: [f64; 5] = [0.4, 0.4, 0.4, 0.4, 2.0 / 3.0];

/// A ball.
pub static KIND: PartKind = PartKind {
    id: "ball",
    aliases: &["bob"],
    terminals: &[Terminal { name: "on", joins: &["rail"], required: false }],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-1e9, 1e9).about("Place of the centre, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-1e9, 1e9).about("Place of the centre, upwards."),
        VariableSpec::state("vx", METRE_PER_SECOND, 0.0).range(-1e6, 1e6).about("Velocity to the right."),
        VariableSpec::state("vy", METRE_PER_SECOND, 0.0).range(-1e6, 1e6).about("Velocity upwards."),
        VariableSpec::parameter("mass", KILOGRAM, 0.0)
            .range(0.0, 1e3)
            .nominal(0.1)
            .tunable()
            .about("Mass; 0 takes it from the material's density."),
        VariableSpec::parameter("radius", METRE, 0.01).range(1e-4, 10.0).nominal(0.01).about("Radius."),
        VariableSpec::choice("material", MATERIALS, 0).about("What it is made of."),
        VariableSpec::parameter("drag", ONE, 0.47)
            .range(0.0, 10.0)
            .tunable()
            .about("Drag coefficient of the area pi r^2, used while the system's `air` is on."),
        VariableSpec::parameter("damping", NEWTON_SECOND_PER_METRE, 0.0)
            .range(0.0, 1e3)
            .tunable()
            .about("Force per speed that resists the motion."),
        VariableSpec::output("speed", METRE_PER_SECOND).about("Size of the velocity."),
        VariableSpec::output("kinetic", JOULE).about("Kinetic energy, rolling included."),
        VariableSpec::output("total", KILOGRAM).about("Mass in force."),
        VariableSpec::parameter("restitution", ONE, 1.0)
            .range(0.0, 1.0)
            .tunable()
            .about("Ratio of the speeds of parting and of meeting with another ball; of two the smaller counts, at 0 they stay together."),
    ],
    rigid: false,
    about: crate::quantity::doc(
        "A ball: a body that moves without turning, with a radius for scale, drag, rolling and landing.",
    ),
};
