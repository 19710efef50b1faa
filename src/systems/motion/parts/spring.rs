//! Spring: a force in proportion to its extension up to its elastic limit, with damping; also a dynamometer's.

use crate::quantity::unit::{METRE, NEWTON, NEWTON_PER_METRE, NEWTON_SECOND_PER_METRE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Height of its end at `b`.
pub const Y: usize = 1;
/// Place of its end at `a`.
pub const A_X: usize = 2;
/// Height of its end at `a`.
pub const A_Y: usize = 3;
/// Natural length.
pub const NATURAL: usize = 4;
/// Stiffness.
pub const STIFFNESS: usize = 5;
/// Damping.
pub const DAMPING: usize = 6;
/// Elastic limit.
pub const LIMIT: usize = 7;
/// Width of the coil.
pub const WIDTH: usize = 8;
/// Looks.
pub const LOOKS: usize = 9;
/// Length.
pub const LENGTH: usize = 10;
/// Extension.
pub const EXTENSION: usize = 11;
/// Force.
pub const FORCE: usize = 12;
/// Permanent extension.
pub const SET: usize = 13;

/// The look of an elastic band, which cannot push.
pub const BAND: f64 = 2.0;

/// A spring.
pub static KIND: PartKind = PartKind {
    id: "spring",
    aliases: &[],
    terminals: &[
        Terminal {
            name: "a",
            joins: &[
                "anchor", "ball", "weights", "block", "hand", "holder", "hook", "hooked", "knot", "body", "cart",
                "pulley", "shaker",
            ],
            required: true,
        },
        Terminal {
            name: "b",
            joins: &["ball", "weights", "block", "hook", "hooked", "knot", "body", "cart", "pulley"],
            required: true,
        },
    ],
    variables: &[
        VariableSpec::output("x", METRE).about("Place of its end at b, to the right."),
        VariableSpec::output("y", METRE).about("Place of its end at b, upwards."),
        VariableSpec::output("a_x", METRE).about("Place of its end at a, to the right."),
        VariableSpec::output("a_y", METRE).about("Place of its end at a, upwards."),
        VariableSpec::parameter("natural", METRE, 0.1)
            .range(0.0, 100.0)
            .nominal(0.1)
            .tunable()
            .about("Length without load."),
        VariableSpec::parameter("stiffness", NEWTON_PER_METRE, 20.0)
            .range(1e-3, 1e6)
            .nominal(20.0)
            .tunable()
            .about("Force per extension."),
        VariableSpec::parameter("damping", NEWTON_SECOND_PER_METRE, 0.0)
            .range(0.0, 1e4)
            .tunable()
            .about("Force per rate of extension that resists it."),
        VariableSpec::parameter("limit", METRE, 0.0)
            .range(0.0, 100.0)
            .tunable()
            .about("Extension at its elastic limit, beyond which it stays longer; 0 means none."),
        VariableSpec::parameter("width", METRE, 0.02).range(1e-3, 1.0).nominal(0.02).about("Width of the coil."),
        VariableSpec::choice("looks", &["coil", "dynamometer", "band", "cord"], 0)
            .about("How it is drawn; in a mechanism all but a coil pull only. A cord is one that stretches a little."),
        VariableSpec::output("length", METRE).about("Length now."),
        VariableSpec::output("extension", METRE).about("Length less natural length; negative when pressed together."),
        VariableSpec::output("force", NEWTON).about("Pull on both ends; negative when it pushes."),
        VariableSpec::output("permanent", METRE).about("Extension that stays without load."),
    ],
    rigid: false,
    about: crate::quantity::doc(
        "A force in proportion to extension up to an elastic limit, with damping and without mass.",
    ),
};
