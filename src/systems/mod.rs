//! Things that evolve in time: the trait `System`, the catalogue of kinds, variables, grips and the ledger.
//! Not here: files, strings, instruments, clocks or drawing surfaces; a system knows only SI numbers and a pen.
//! Start with the trait `System` below, then `motion/` for one system from end to end.

#[cfg(feature = "bench")]
pub mod carts;
#[cfg(feature = "chemistry")]
pub mod chemistry_bench;
mod grip;
mod kind;
mod ledger;
pub mod motion;
#[cfg(feature = "bench")]
pub mod objects;
mod refused;
#[cfg(any(feature = "bench", feature = "chemistry"))]
pub mod tabled;
#[cfg(feature = "bench")]
pub mod thermal;
mod variable;
#[cfg(feature = "bench")]
pub mod vessels;

pub use grip::{Grip, GripId, Motion, Pull};
pub use kind::{Accuracy, BuildError, PartKind, PartSetup, Setup, Surroundings, SystemKind, Terminal};
pub use ledger::{Ledger, Momentum, Store};
pub use refused::{BadSnapshot, Failure, Refused};
pub use variable::{Causality, Kind, VarId, Variability, Variable, VariableSpec};

use crate::frame::Pen;
use crate::numerics::random::Random;

/// Every kind of system, one line each.
pub static CATALOG: &[&SystemKind] = &[
    #[cfg(feature = "chemistry")]
    &chemistry_bench::KIND,
    #[cfg(feature = "bench")]
    &carts::KIND,
    &motion::KIND,
    #[cfg(feature = "bench")]
    &objects::KIND,
    #[cfg(feature = "bench")]
    &thermal::KIND,
    #[cfg(feature = "bench")]
    &vessels::KIND,
];

/// One thing that evolves in time: a circuit, a set of bodies, a bench of vessels.
/// Object-safe. No clock, no I/O, no global state. All values SI.
pub trait System {
    /// Every variable of this instance. Index is [`VarId`]. Never changes after build.
    fn variables(&self) -> &[Variable];

    /// Value of a variable, SI.
    fn get(&self, id: VarId) -> f64;

    /// Refuses (never clamps in silence) if causality, variability or range forbid it now.
    fn set(&mut self, id: VarId, value: f64) -> Result<(), Refused>;

    /// Called once after a batch of sets and before the next step: makes everything derived consistent.
    fn settle(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    /// Advances exactly `dt` seconds. May sub-step inside.
    /// `Failure::Retry` leaves the state untouched and asks for a smaller step.
    fn step(&mut self, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure>;

    /// Draws the current state. Shapes drawn inside `pen.target(grip, ..)` are what the learner can take hold of.
    fn draw(&self, pen: &mut Pen<'_>);

    /// What the learner can take hold of, in Tab order.
    fn grips(&self) -> &[Grip] {
        &[]
    }

    /// The learner's hand on a grip.
    fn pull(&mut self, _grip: GripId, _pull: Pull) -> Result<(), Refused> {
        Err(Refused::NotHeld)
    }

    /// Reports conserved quantities and what crossed the boundary. Contract tests add them up.
    fn ledger(&self, _book: &mut Ledger) {}

    /// Exact state; `restore(save())` then `step` equals `step`.
    fn save(&self) -> Vec<u8>;

    /// Takes back what `save` gave. A refused snapshot leaves the state untouched.
    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot>;
}

/// What a step may use besides the state.
pub struct StepContext<'a> {
    /// Lab time at the start of the step, s.
    pub time: f64,
    /// Seeded random numbers, saved with the lab.
    pub random: &'a mut Random,
    /// What happened in the step, in order of time.
    pub events: &'a mut Vec<Event>,
}

/// Something that happened at an instant: an impact, a slack rope, a landing.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Lab time, s.
    pub time: f64,
    /// Name from the system's vocabulary, such as `landing`.
    pub name: &'static str,
    /// Id of the part it happened to.
    pub part: std::rc::Rc<str>,
    /// Numbers that belong to it, SI; their meaning is the name's.
    pub values: [f64; 2],
}
