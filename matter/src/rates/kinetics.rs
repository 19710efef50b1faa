//! The reactions of a vessel, advanced in time.

use std::fmt;

use super::law::{Process, Reaction, Reverse};
use super::medium::{Contents, Medium};
use super::transfer::{Transfer, supersaturation};
use crate::numerics::math::EPSILON;
use crate::numerics::ode::{Equations, OdeFailure};
use crate::numerics::stiff::{Rodas, Stiff};

/// Kinetic reactions with their solver. The unknowns are their extents, so every element and the charge are kept exactly,
/// whatever the error of a step.
///
/// An advance depends on the medium alone: nothing is remembered between calls but scratch space.
#[derive(Clone, Debug)]
pub struct Kinetics {
    reactions: Vec<Reaction>,
    species: usize,
    solver: Rodas,
    scratch: Scratch,
    extents: Vec<f64>,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    contents: Contents,
    slopes: Vec<f64>,
    before: Vec<f64>,
    after: Vec<f64>,
}

/// What is wrong with a kinetic reaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateFault {
    /// Which reaction, from 0.
    pub reaction: usize,
    /// What, as half a sentence.
    pub reason: &'static str,
}

impl fmt::Display for RateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the rate of reaction {}: {}", self.reaction + 1, self.reason)
    }
}

impl std::error::Error for RateFault {}

/// Why reactions could not be followed. The medium is as it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateFailure {
    /// How far into the advance, s.
    pub time: f64,
    /// Why, as half a sentence.
    pub reason: &'static str,
}

impl fmt::Display for RateFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the reactions cannot be followed, {} s into the step: {}", self.time, self.reason)
    }
}

impl std::error::Error for RateFailure {}

impl From<OdeFailure> for RateFailure {
    fn from(failure: OdeFailure) -> RateFailure {
        let (time, reason) = match failure {
            OdeFailure::NotFinite { time } => (time, "a rate grows beyond all bounds"),
            OdeFailure::StepTooSmall { time } => (time, "a rate changes too suddenly"),
            OdeFailure::TooManySteps { time } => (time, "one goes too fast for the others"),
            OdeFailure::NotConverged { time } => (time, "the rates do not determine what happens"),
            OdeFailure::Backwards { time } => (time, "time cannot run backwards"),
            OdeFailure::WrongLength { .. } => (0.0, "there are more or fewer reactions than extents"),
            OdeFailure::Equations { time, reason } => (time, reason),
        };
        RateFailure { time, reason }
    }
}

impl Kinetics {
    /// Reactions between so many species.
    ///
    /// # Errors
    /// The first reaction that names a species beyond them, or has a number that is not finite, or a constant, Michaelis
    /// constant, coefficient or threshold below zero.
    pub fn new(reactions: Vec<Reaction>, species: usize) -> Result<Kinetics, RateFault> {
        for (index, reaction) in reactions.iter().enumerate() {
            check(reaction, species).map_err(|reason| RateFault { reaction: index, reason })?;
        }
        let extents = vec![0.0; reactions.len()];
        Ok(Kinetics { reactions, species, solver: Rodas::default(), scratch: Scratch::default(), extents })
    }

    /// The same with other tolerances: of an extent, and in mol/L of the vessel's volume (1e-6 and 1e-9 unless set).
    pub fn with_tolerances(mut self, relative: f64, absolute: f64) -> Kinetics {
        self.solver = Rodas::new(relative, absolute);
        self
    }

    /// The reactions.
    pub fn reactions(&self) -> &[Reaction] {
        &self.reactions
    }

    /// A reaction, to change its pieces or its stirring between advances; its changes and species must stay.
    pub fn process_mut(&mut self, index: usize) -> Option<&mut Process> {
        self.reactions.get_mut(index).map(|reaction| &mut reaction.process)
    }

    /// Inner steps of the last advance.
    pub fn steps(&self) -> usize {
        self.solver.steps()
    }

    /// Writes the rates in these contents, mol/s, to `rates`.
    pub fn rates(&self, contents: &Contents, rates: &mut [f64]) {
        all_rates(&self.reactions, contents, rates);
    }

    /// How much more than the pressure above it the solution would need to hold its gases, as a share of that pressure;
    /// above zero it is ready to bubble.
    pub fn supersaturation(&self, contents: &Contents) -> f64 {
        supersaturation(transfers(&self.reactions), contents)
    }

    /// Advances the medium by so many seconds and returns the extents, mol; the medium is then given them by its owner.
    ///
    /// # Errors
    /// [`RateFailure`] where the rates cannot be followed.
    pub fn advance(&mut self, medium: &mut impl Medium, seconds: f64) -> Result<&[f64], RateFailure> {
        self.extents.fill(0.0);
        if self.reactions.is_empty() {
            return Ok(&self.extents);
        }
        medium
            .contents(&self.extents, &mut self.scratch.contents)
            .map_err(|reason| RateFailure { time: 0.0, reason })?;
        let start = &self.scratch.contents;
        if start.amounts.len() != self.species || start.activities.len() != self.species {
            return Err(RateFailure { time: 0.0, reason: "the medium has other species than the reactions" });
        }
        let volume = if start.solution > 0.0 { start.solution } else { start.gas };
        if !(volume > 0.0 && volume.is_finite()) {
            // Dry solids do not react here.
            return Ok(&self.extents);
        }
        let litre = 1000.0 * volume;
        self.scratch.slopes.resize(self.species, 0.0);
        let straight = medium.slopes(&mut self.scratch.slopes);
        let scratch = &mut self.scratch;
        let mut course = Course { reactions: &self.reactions, medium: &mut *medium, scratch, litre, straight };
        let mut time = 0.0;
        self.solver.advance(&mut course, &mut time, &mut self.extents, seconds)?;
        medium.limit(&self.reactions, &mut self.extents);
        Ok(&self.extents)
    }
}

fn check(reaction: &Reaction, species: usize) -> Result<(), &'static str> {
    let known = |list: &[(usize, f64)]| {
        if list.iter().any(|(index, _)| *index >= species) {
            Err("it names a species that is not there")
        } else if list.iter().any(|(_, number)| !number.is_finite()) {
            Err("a number is not finite")
        } else {
            Ok(())
        }
    };
    let positive = |numbers: &[f64]| {
        let good = numbers.iter().all(|number| *number >= 0.0 && number.is_finite());
        if good { Ok(()) } else { Err("a constant is below zero or not finite") }
    };
    let finite = |numbers: &[f64]| {
        if numbers.iter().all(|number| number.is_finite()) { Ok(()) } else { Err("a number is not finite") }
    };
    known(&reaction.changes)?;
    match &reaction.process {
        Process::Law(law) => {
            known(&law.orders)?;
            known(&law.saturation)?;
            positive(&[law.constant.factor])?;
            finite(&[law.constant.energy])?;
            law.saturation.iter().try_for_each(|(_, half)| positive(&[*half]))?;
            match law.place {
                super::Place::Surface { solid: of, .. } | super::Place::Amount { of } => known(&[(of, 0.0)])?,
                super::Place::Solution | super::Place::Gas => {}
            }
            match &law.reverse {
                Reverse::Never => Ok(()),
                Reverse::Constant(back, orders) => {
                    positive(&[back.factor])?;
                    finite(&[back.energy])?;
                    known(orders)
                }
                Reverse::Equilibrium(balance) => finite(&[balance.log_k, balance.enthalpy]),
            }
        }
        Process::Transfer(transfer) => {
            known(&[(transfer.dissolved, 0.0), (transfer.gas, 0.0)])?;
            finite(&[transfer.solubility.log_k, transfer.solubility.enthalpy])?;
            positive(&[transfer.surface, transfer.bubbling, transfer.threshold])
        }
    }
}

fn transfers(reactions: &[Reaction]) -> impl Iterator<Item = &Transfer> {
    reactions.iter().filter_map(|reaction| match &reaction.process {
        Process::Transfer(transfer) => Some(transfer),
        Process::Law(_) => None,
    })
}

fn all_rates(reactions: &[Reaction], contents: &Contents, rates: &mut [f64]) {
    let over = supersaturation(transfers(reactions), contents);
    for (reaction, rate) in reactions.iter().zip(rates) {
        *rate = match &reaction.process {
            Process::Law(law) => law.rate(&reaction.changes, contents),
            Process::Transfer(transfer) => transfer.through_surface(contents) + transfer.in_bubbles(contents, over),
        };
    }
}

/// The equations of one advance.
struct Course<'a, M> {
    reactions: &'a [Reaction],
    medium: &'a mut M,
    scratch: &'a mut Scratch,
    /// The amount that is 1 mol/L of the volume, mol.
    litre: f64,
    /// The medium has slopes; they are in the scratch.
    straight: bool,
}

impl<M: Medium> Equations for Course<'_, M> {
    fn len(&self) -> usize {
        self.reactions.len()
    }

    fn rates(&mut self, time: f64, extents: &[f64], rates: &mut [f64]) -> Result<(), OdeFailure> {
        let contents = &mut self.scratch.contents;
        self.medium.contents(extents, contents).map_err(|reason| OdeFailure::Equations { time, reason })?;
        all_rates(self.reactions, contents, rates);
        Ok(())
    }
}

impl<M: Medium> Stiff for Course<'_, M> {
    fn unit(&self, _: usize) -> f64 {
        self.litre
    }

    fn autonomous(&self) -> bool {
        true
    }

    fn gentle(&self) -> bool {
        // A medium that solves for its contents.
        !self.straight
    }

    fn difference(&self, _: usize, extent: f64) -> f64 {
        // Large beside the rounding of a composition that was itself solved for, small beside what rates depend on.
        (EPSILON.sqrt() * extent.abs()).max(1e-9 * self.litre)
    }

    /// In a straight medium, by the amounts: each is moved by a share of itself, so that traces count as they should.
    fn jacobian(&mut self, time: f64, extents: &[f64], derivatives: &mut [f64]) -> Result<bool, OdeFailure> {
        if !self.straight {
            return Ok(false);
        }
        let Scratch { contents, slopes, before, after } = &mut *self.scratch;
        let n = self.reactions.len();
        self.medium.contents(extents, contents).map_err(|reason| OdeFailure::Equations { time, reason })?;
        before.resize(n, 0.0);
        after.resize(n, 0.0);
        all_rates(self.reactions, contents, before);
        derivatives.fill(0.0);
        for (species, slope) in slopes.iter().enumerate() {
            let changes = |reaction: &Reaction| {
                reaction.changes.iter().filter(|(other, _)| *other == species).map(|(_, change)| change).sum::<f64>()
            };
            if self.reactions.iter().all(|reaction| changes(reaction) == 0.0) {
                continue;
            }
            let (amount, activity) = (contents.amounts[species], contents.activities[species]);
            let size = EPSILON.sqrt() * amount.abs().max(1e-9 * self.litre);
            contents.amounts[species] = amount + size;
            contents.activities[species] = activity + size * slope;
            all_rates(self.reactions, contents, after);
            contents.amounts[species] = amount;
            contents.activities[species] = activity;
            for (column, reaction) in self.reactions.iter().enumerate() {
                let change = changes(reaction);
                if change != 0.0 {
                    for (row, (rate, start)) in after.iter().zip(before.iter()).enumerate() {
                        derivatives[row * n + column] += change * (rate - start) / size;
                    }
                }
            }
        }
        Ok(true)
    }
}
