//! Body: a rigid body that turns: a bar, a box, a disc or a ring.

use crate::quantity::unit::{
    JOULE, KILOGRAM, KILOGRAM_SQUARE_METRE, METRE, METRE_PER_SECOND, NEWTON_METRE, NEWTON_SECOND_PER_METRE, ONE,
    RADIAN, RADIAN_PER_SECOND,
};
use crate::systems::{PartKind, VariableSpec};

/// Indices into the table: place and velocity stand as in a ball.
pub const X: usize = 0;
/// Height of the centre of mass.
pub const Y: usize = 1;
/// Velocity to the right.
pub const VX: usize = 2;
/// Velocity upwards.
pub const VY: usize = 3;
/// Angle.
pub const ANGLE: usize = 4;
/// Angular velocity.
pub const ANGULAR: usize = 5;
/// Shape.
pub const SHAPE: usize = 6;
/// Length, or diameter.
pub const LENGTH: usize = 7;
/// Height, or thickness of a bar.
pub const HEIGHT: usize = 8;
/// Mass.
pub const MASS: usize = 9;
/// Linear damping.
pub const DAMPING: usize = 10;
/// Kinetic energy.
pub const KINETIC: usize = 11;
/// Moment of inertia.
pub const INERTIA: usize = 12;
/// Whether it touches others.
pub const SOLID: usize = 13;
/// Friction.
pub const FRICTION: usize = 14;
/// Restitution.
pub const RESTITUTION: usize = 15;
/// Resistance to rolling.
pub const ROLLING: usize = 16;
/// Whether it touches something.
pub const TOUCHES: usize = 17;
/// Distance of the places of a lever.
pub const GRID: usize = 18;
/// Height of its places.
pub const PLACES: usize = 19;
/// Moment of what hangs left of its middle.
pub const LEFT: usize = 20;
/// Moment of what hangs right of it.
pub const RIGHT: usize = 21;

/// Shapes, in the order of the choice.
pub static SHAPES: &[&str] = &["bar", "box", "disc", "ring", "lever"];
/// The shape of a lever with a grid, as a value.
pub const LEVER: f64 = 4.0;

/// A rigid body.
pub static KIND: PartKind = PartKind {
    id: "body",
    aliases: &["lever", "beam"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-1e3, 1e3).about("Place of the centre of mass, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-1e3, 1e3).about("Place of the centre of mass, upwards."),
        VariableSpec::state("vx", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity to the right."),
        VariableSpec::state("vy", METRE_PER_SECOND, 0.0).range(-1e4, 1e4).about("Velocity upwards."),
        VariableSpec::state("angle", RADIAN, 0.0)
            .range(-1e6, 1e6)
            .about("Angle of its own direction from the right, anticlockwise."),
        VariableSpec::state("angular_velocity", RADIAN_PER_SECOND, 0.0)
            .range(-1e4, 1e4)
            .about("Rate of the angle, anticlockwise."),
        VariableSpec::choice("shape", SHAPES, 0)
            .about("Its shape; a ring is thin, a lever is a bar with a grid of places."),
        VariableSpec::parameter("length", METRE, 1.0)
            .range(1e-3, 100.0)
            .about("Length of a bar or box along its own direction; diameter of a disc or ring."),
        VariableSpec::parameter("height", METRE, 0.02)
            .range(1e-4, 100.0)
            .nominal(0.02)
            .about("Height of a bar or box across its own direction."),
        VariableSpec::parameter("mass", KILOGRAM, 0.1).range(1e-6, 1e6).nominal(0.1).tunable().about("Mass."),
        VariableSpec::parameter("damping", NEWTON_SECOND_PER_METRE, 0.0)
            .range(0.0, 1e3)
            .tunable()
            .about("Force per speed of its centre that resists the motion."),
        VariableSpec::output("kinetic", JOULE).about("Kinetic energy, turning included."),
        VariableSpec::output("inertia", KILOGRAM_SQUARE_METRE).about("Moment of inertia about the centre of mass."),
        VariableSpec::flag("solid", false)
            .about("Whether it touches walls, floors, balls and other solid bodies; otherwise it passes before them."),
        VariableSpec::parameter("friction", ONE, 0.5)
            .range(0.0, 5.0)
            .tunable()
            .about("Coefficient of friction; of two surfaces the square root of the product counts."),
        VariableSpec::parameter("restitution", ONE, 0.0)
            .range(0.0, 1.0)
            .tunable()
            .about("Ratio of the speeds of parting and of meeting; of two surfaces the smaller counts."),
        VariableSpec::parameter("rolling", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-3)
            .tunable()
            .about("Lever arm of the normal force against rolling."),
        VariableSpec::output("touches", ONE).range(0.0, 1.0).discrete().about("1 while it touches something."),
        VariableSpec::parameter("grid", METRE, 0.05)
            .range(1e-3, 100.0)
            .nominal(0.05)
            .tunable()
            .about("Distance of the places of a lever where something can be hung, from its middle outwards."),
        VariableSpec::parameter("places", METRE, 0.0)
            .range(-100.0, 100.0)
            .nominal(0.01)
            .about("Height of these places across its direction, from its middle."),
        VariableSpec::output("left", NEWTON_METRE)
            .about("Moment about its middle of the hooked masses left of it, while it is level."),
        VariableSpec::output("right", NEWTON_METRE)
            .about("Moment about its middle of the hooked masses right of it, while it is level."),
    ],
    rigid: true,
    about: crate::quantity::doc("A rigid body that moves and turns: a bar, a box, a disc or a ring."),
};

/// Moment of inertia about the centre of mass over the mass, m²: m(l² + h²)/12 for bar and box, m r²/2 for a disc,
/// m r² for a thin ring.
pub fn gyration(shape: usize, length: f64, height: f64) -> f64 {
    match shape {
        2 => length * length / 8.0,
        3 => length * length / 4.0,
        _ => (length * length + height * height) / 12.0,
    }
}
