//! The trait of what a learner reads, and a reading.

use super::{Convention, InstrumentKind, Scale, Towards};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Unit;
use crate::quantity::unit::ONE;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};

/// What an instrument shows, as it shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Value shown, SI.
    pub value: f64,
    /// Unit it is shown in.
    pub unit: Unit,
    /// Decimals shown in that unit.
    pub decimals: usize,
    /// Standard uncertainty of the reading, SI (GUM type B, from the division); 0 if exact.
    pub uncertainty: f64,
    /// Whether it can be read.
    pub state: ReadingState,
}

impl Reading {
    /// Yes or no as a number without unit.
    pub fn flag(yes: bool) -> Reading {
        let value = f64::from(u8::from(yes));
        Reading { value, unit: ONE, decimals: 0, uncertainty: 0.0, state: ReadingState::Ok }
    }
}

/// Whether an instrument can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingState {
    /// It can.
    Ok,
    /// It still moves.
    Settling,
    /// It is at rest, but not where it must be to be read: the pointer of a balance is not in the middle.
    Unbalanced,
    /// The quantity is outside its scale.
    OverRange,
    /// It is broken.
    Broken,
    /// It has nothing to show yet.
    Empty,
}

impl ReadingState {
    /// Names in files and messages, in the order of the variants.
    pub const NAMES: [&'static str; 6] = ["ok", "settling", "unbalanced", "over_range", "broken", "empty"];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or("")
    }
}

/// The step that just ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Now {
    /// Lab time at its end, s.
    pub time: f64,
    /// Its length, s; 0 when something was set while time stood still.
    pub dt: f64,
}

/// One instrument on the bench. No clock, no I/O; all values SI.
pub trait Instrument {
    /// Its row in the table.
    fn kind(&self) -> &'static InstrumentKind;

    /// Settings in the order of the table.
    fn settings(&self) -> &[f64];

    /// Moves it or sets it otherwise; the value is in the setting's range.
    fn set(&mut self, setting: usize, value: f64);

    /// Sees the true values at the end of a step, in the order of the plan's `reads`.
    fn sample(&mut self, truth: &[f64], now: Now, random: &mut Random);

    /// What one of its outputs shows, in the order of the table.
    fn reading(&self, output: usize) -> Reading;

    /// The value behind a reading, SI: unrounded, without the errors of scale and eye. For teachers who allow it.
    fn exact(&self, output: usize) -> f64 {
        self.reading(output).value
    }

    /// The scale of an output and the place on it that the eye reads: SI, unrounded, with the errors of scale and eye.
    /// `None` for what is counted and not read off a scale.
    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        None
    }

    /// Where the eye is along the scale from facing the pointer, m; `None` for what is read alike from everywhere.
    fn eye(&self) -> Option<f64> {
        None
    }

    /// Where the numbers of the scale grow along which the eye moves: those of a vessel or a tube stand.
    fn towards(&self) -> Towards {
        Towards::Up
    }

    /// Moves the eye there.
    fn look_from(&mut self, _eye: f64) -> Result<(), Refused> {
        Err(Refused::NotHeld)
    }

    /// Draws it; shapes inside `pen.target(grip, ..)` can be taken hold of.
    fn draw(&self, pen: &mut Pen<'_>);

    /// True for what lies behind the bodies: rulers and protractors.
    fn is_behind(&self) -> bool {
        false
    }

    /// Where a magnified view looks, world metres.
    fn face(&self) -> Option<Rect>;

    /// What can be taken hold of, in Tab order.
    fn grips(&self) -> &[Grip];

    /// The learner's hand.
    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused>;

    /// Exact state.
    fn save(&self) -> Vec<u8>;

    /// Takes back what `save` gave.
    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot>;
}

/// What an instrument is made from: checked settings.
pub struct InstrumentSetup {
    /// Its kind.
    pub kind: &'static InstrumentKind,
    /// Settings in the order of the table, SI.
    pub values: Vec<f64>,
    /// True if it follows a point until the learner moves it; the point comes first among the true values.
    pub follows: bool,
    /// How its last digit is read where the lab stands.
    pub convention: Convention,
}

impl InstrumentSetup {
    /// The last digit that is read: what the module gives, or that of the convention if it gives 0. SI.
    pub fn digit(&self, given: f64, division: f64) -> f64 {
        if given > 0.0 { given } else { self.convention.digit(division) }
    }
}
