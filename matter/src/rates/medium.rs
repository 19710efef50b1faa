//! What reactions go on in: the trait by which the composition is asked for, and a simple medium.

use super::law::Reaction;
use crate::quantity::constants::{GAS, STANDARD_ATMOSPHERE};

/// What rate laws see of a vessel's content at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Temperature, K.
    pub temperature: f64,
    /// Pressure of what lies on the solution, Pa.
    pub pressure: f64,
    /// Vapour pressure of the solution, Pa.
    pub vapour_pressure: f64,
    /// Volume of the solution, m³.
    pub solution: f64,
    /// Volume of the gas, m³.
    pub gas: f64,
    /// Amounts by species, mol.
    pub amounts: Vec<f64>,
    /// Activities by species: over 1 mol/L if dissolved, over 1 atm if gas, 1 if pure.
    pub activities: Vec<f64>,
}

/// What reactions go on in.
pub trait Medium {
    /// Writes what is there once the reactions have gone on by these extents (mol) from the start of the advance, fast
    /// equilibria and all. It depends on the extents alone. Amounts that come out below zero by the inner steps of the
    /// solver may be written so, or taken as zero.
    ///
    /// # Errors
    /// Why there is no such content, as half a sentence; a shorter step is then tried.
    fn contents(&mut self, extents: &[f64], contents: &mut Contents) -> Result<(), &'static str>;

    /// In a straight medium (each activity grows with the amount of its own species alone, volumes and temperature are
    /// fixed) writes by how much, 1/mol, and returns true: the derivatives of the rates are then exact. Else they are
    /// found by differences of a nanomole per litre.
    fn slopes(&self, _slopes: &mut [f64]) -> bool {
        false
    }

    /// Shortens the extents at the end of an advance where they use up more than there is; see [`limit`].
    fn limit(&mut self, _reactions: &[Reaction], _extents: &mut [f64]) {}
}

/// Shortens extents so that no amount of the species that `held` names falls below zero: where one would, all reactions
/// that used it up are shortened by the same share. Extents are only ever shortened, so elements and charge stay exact.
///
/// What a step of the solver overdraws is of the size of its tolerance (a nanomole per litre); without this it would be
/// a negative amount.
pub fn limit(reactions: &[Reaction], amounts: &[f64], held: impl Fn(usize) -> bool, extents: &mut [f64]) {
    let net = |extents: &[f64], species: usize| -> (f64, f64) {
        let (mut sum, mut used) = (0.0, 0.0);
        for (reaction, extent) in reactions.iter().zip(extents) {
            for (_, change) in reaction.changes.iter().filter(|(other, _)| *other == species) {
                sum += change * extent;
                used -= (change * extent).min(0.0);
            }
        }
        (sum, used)
    };
    // Each round ends one overdraft; a reaction that is shortened may bring about another of what it made.
    for _ in 0..4 * amounts.len() {
        let mut done = true;
        for (species, amount) in amounts.iter().enumerate().filter(|(species, _)| held(*species)) {
            let (sum, used) = net(extents, species);
            // To rounding: what is less than zero by the last bits of the amount is zero.
            let missing = -(amount.max(0.0) + sum);
            if missing > 4.0 * f64::EPSILON * amount.max(used) && used > 0.0 {
                let share = (1.0 - missing / used).max(0.0);
                for (reaction, extent) in reactions.iter().zip(extents.iter_mut()) {
                    let uses =
                        reaction.changes.iter().any(|(other, change)| *other == species && change * *extent < 0.0);
                    if uses {
                        *extent *= share;
                    }
                }
                done = false;
            }
        }
        if done {
            return;
        }
    }
    // Not reached by any case known: all of them by the same share.
    let share =
        amounts.iter().enumerate().filter(|(species, _)| held(*species)).fold(1.0f64, |share, (species, amount)| {
            let (sum, _) = net(extents, species);
            if amount + sum < 0.0 { share.min((amount.max(0.0) / -sum).min(1.0)) } else { share }
        });
    for extent in extents {
        *extent *= share;
    }
}

/// In what a species of a [`Batch`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Dissolved.
    Dissolved,
    /// Gas.
    Gas,
    /// A pure solid or liquid, or the solvent: its activity is 1.
    Pure,
}

/// A medium of fixed temperature and volumes without fast equilibria.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// What is there at the start of the next advance; `activities` are not used.
    pub start: Contents,
    /// The phase of each species.
    pub phases: Vec<Phase>,
    /// The stoichiometric numbers of the reactions, in their order.
    changes: Vec<Vec<(usize, f64)>>,
}

impl Batch {
    /// A medium for these reactions between species of these phases, with amounts of zero, 1 L of solution and of gas at
    /// 25 °C and one atmosphere.
    pub fn new(reactions: &[Reaction], phases: Vec<Phase>) -> Batch {
        let start = Contents {
            temperature: super::STANDARD_TEMPERATURE,
            pressure: STANDARD_ATMOSPHERE.value,
            vapour_pressure: 0.0,
            solution: 1e-3,
            gas: 1e-3,
            amounts: vec![0.0; phases.len()],
            activities: vec![0.0; phases.len()],
        };
        Batch { start, phases, changes: reactions.iter().map(|reaction| reaction.changes.clone()).collect() }
    }

    /// How an activity grows with the amount, 1/mol.
    fn slope(&self, phase: Phase) -> f64 {
        match phase {
            Phase::Dissolved => 1.0 / (1000.0 * self.start.solution),
            Phase::Gas => GAS.value * self.start.temperature / (self.start.gas * STANDARD_ATMOSPHERE.value),
            Phase::Pure => 0.0,
        }
    }

    /// Makes the end of an advance the start of the next.
    pub fn apply(&mut self, extents: &[f64]) {
        for (changes, extent) in self.changes.iter().zip(extents) {
            for (species, change) in changes {
                if let Some(amount) = self.start.amounts.get_mut(*species) {
                    *amount += change * extent;
                }
            }
        }
        for amount in &mut self.start.amounts {
            // The last bits of an amount that was used up.
            *amount = amount.max(0.0);
        }
    }
}

impl Medium for Batch {
    fn contents(&mut self, extents: &[f64], contents: &mut Contents) -> Result<(), &'static str> {
        contents.clone_from(&self.start);
        for (changes, extent) in self.changes.iter().zip(extents) {
            for (species, change) in changes {
                if let Some(amount) = contents.amounts.get_mut(*species) {
                    *amount += change * extent;
                }
            }
        }
        for ((activity, amount), phase) in contents.activities.iter_mut().zip(&contents.amounts).zip(&self.phases) {
            *activity = if *phase == Phase::Pure { 1.0 } else { *amount * self.slope(*phase) };
        }
        Ok(())
    }

    fn slopes(&self, slopes: &mut [f64]) -> bool {
        for (slope, phase) in slopes.iter_mut().zip(&self.phases) {
            *slope = self.slope(*phase);
        }
        true
    }

    fn limit(&mut self, reactions: &[Reaction], extents: &mut [f64]) {
        limit(reactions, &self.start.amounts, |_| true, extents);
    }
}
