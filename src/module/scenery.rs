//! Scenery: what only stands there, drawn behind the apparatus.

use crate::quantity::unit::METRE;
use crate::systems::VariableSpec;

/// A kind of scenery.
pub struct SceneryKind {
    /// Stable id, as in `"kind": "bench"`.
    pub id: &'static str,
    /// What a module may set.
    pub settings: &'static [VariableSpec],
    /// One sentence.
    pub about: &'static str,
}

/// Every kind of scenery.
pub static SCENERY: &[&SceneryKind] = &[&BENCH, &STAND];

/// A bench.
pub static BENCH: SceneryKind = SceneryKind {
    id: "bench",
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its middle, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Height of its top."),
    ],
    about: crate::quantity::doc("The top of a bench, as wide as the view."),
};

/// A stand.
pub static STAND: SceneryKind = SceneryKind {
    id: "stand",
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its rod, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Height of its foot."),
        VariableSpec::parameter("height", METRE, 0.6).range(0.05, 100.0).about("Height of its rod."),
        VariableSpec::parameter("arm_x", METRE, 0.0).range(-100.0, 100.0).about("Where its arm ends, to the right."),
        VariableSpec::parameter("arm_y", METRE, 0.5).range(-100.0, 100.0).about("Where its arm ends, upwards."),
    ],
    about: crate::quantity::doc("A stand with a rod and an arm."),
};
