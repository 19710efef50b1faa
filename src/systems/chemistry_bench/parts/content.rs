//! Content: what a vessel holds at the start. Several may be in one vessel: they are mixed.

use crate::quantity::unit::{CUBIC_METRE, KILOGRAM, MOLE_PER_LITRE};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Index of the volume.
pub const VOLUME: usize = 0;
/// Mass.
pub const MASS: usize = 1;
/// Concentration.
pub const CONCENTRATION: usize = 2;
/// Terminal of the vessel.
pub const IN: usize = 0;
/// Terminal of the substance.
pub const OF: usize = 1;

/// What a vessel holds at the start.
pub static KIND: PartKind = PartKind {
    id: "content",
    aliases: &[],
    terminals: &[
        Terminal {
            name: "in",
            joins: &[
                "beaker",
                "conical_flask",
                "test_tube",
                "volumetric_flask",
                "measuring_cylinder",
                "reagent_bottle",
                "gas_jar",
                "burette",
                "pipette",
                "dropper",
                "wash_bottle",
            ],
            required: true,
        },
        Terminal { name: "substance", joins: Terminal::SUBSTANCE, required: true },
    ],
    variables: &[
        VariableSpec::parameter("volume", CUBIC_METRE, 0.0)
            .range(0.0, 0.1)
            .nominal(1e-4)
            .about("Volume of a liquid or a solution at 25 degrees; 0 if the mass is given."),
        VariableSpec::parameter("mass", KILOGRAM, 0.0)
            .range(0.0, 10.0)
            .nominal(0.01)
            .about("Mass of a solid, or of anything; 0 if the volume is given."),
        VariableSpec::parameter("concentration", MOLE_PER_LITRE, 0.0)
            .range(0.0, 2e4)
            .nominal(100.0)
            .about("Concentration of a solution; 0 takes that of the substance's row."),
    ],
    rigid: false,
    about: "A substance that a vessel holds at the start.",
};
