//! Kinds of instruments: the tables behind files, schema, docs and tests.

use super::{Instrument, InstrumentSetup};
use crate::quantity::Dimension;
use crate::systems::VariableSpec;

/// What an instrument is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Nothing: a learner starts and stops it.
    Nothing,
    /// One variable of this dimension.
    Variable(Dimension),
    /// A point: a part with `x` and `y`, a pair of variables `K_x` and `K_y` of a part, or two paths.
    Point,
    /// A part with `x`, `y`, `vx` and `vy`, and `tilt` if it has one.
    Moving,
    /// A part with `x`, `y`, `vx`, `vy` and `radius`.
    Body,
    /// A spring.
    Spring,
    /// A part with `temperature`, `slowness`, `x`, `y`, `length` and `width`.
    Bulb,
    /// A part with `shown`, `x`, `y` and `radius`.
    Column,
    /// A tray balance.
    Tray,
    /// A runway.
    Runway,
    /// One flag or several: parts with `x`, `y`, `vx`, `vy`, `width`, `start_x`, `start_y` and `tilt`.
    #[cfg(feature = "rigid")]
    Flags,
}

impl Reads {
    /// Names of the variables of the part that is read, in the order of the plan's `reads`;
    /// empty where the module names the variable itself.
    pub fn variables(self) -> &'static [&'static str] {
        match self {
            Reads::Nothing | Reads::Variable(_) => &[],
            Reads::Point => &["x", "y"],
            Reads::Moving => &["x", "y", "vx", "vy"],
            Reads::Body => &["x", "y", "vx", "vy", "radius"],
            Reads::Spring => &["force", "x", "y", "a_x", "a_y", "stiffness", "permanent"],
            Reads::Bulb => &["temperature", "slowness", "x", "y", "length", "width"],
            Reads::Column => &["shown", "x", "y", "radius"],
            #[cfg(feature = "rigid")]
            Reads::Flags => &["x", "y", "vx", "vy", "width", "start_x", "start_y", "tilt"],
            Reads::Tray => &["x", "y", "rider", "weights", "pointer", "rest", "speed", "left", "right", "things"],
            Reads::Runway => &["x", "y", "length", "incline"],
        }
    }

    /// A variable that is read after those if the part has it.
    pub fn also(self) -> Option<&'static str> {
        (self == Reads::Moving).then_some("tilt")
    }
}

/// A kind of instrument: one row of [`INSTRUMENTS`](super::INSTRUMENTS).
pub struct InstrumentKind {
    /// Stable id, as in `"kind": "ruler"`.
    pub id: &'static str,
    /// Earlier ids that still work.
    pub aliases: &'static [&'static str],
    /// What it is held against.
    pub reads: Reads,
    /// True if it may follow a moving point (the key `follows`).
    pub follows: bool,
    /// What a module may set.
    pub settings: &'static [VariableSpec],
    /// What it shows.
    pub outputs: &'static [VariableSpec],
    /// Makes one.
    pub build: fn(&InstrumentSetup) -> Box<dyn Instrument>,
    /// One sentence.
    pub about: &'static str,
}

impl InstrumentKind {
    /// The output with this name or earlier name.
    pub fn output(&self, name: &str) -> Option<(usize, &'static VariableSpec)> {
        self.outputs.iter().enumerate().find(|(_, spec)| spec.answers_to(name))
    }
}
