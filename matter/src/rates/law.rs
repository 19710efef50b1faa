//! Rate laws: how fast a reaction goes in given contents.

use super::arrhenius::{Arrhenius, Balance};
use super::grains::Grains;
use super::medium::Contents;
use super::transfer::Transfer;
use crate::numerics::math;

/// The concentration, relative to 1 mol/L (gases: 1 atm), below which a rate that does not itself vanish with what it
/// uses up fades smoothly to nothing. Above it such a rate is exactly what its law says.
pub const TRACE: f64 = 1e-6;

/// A kinetic reaction: what one mole of its extent does, and how fast it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Reaction {
    /// Stoichiometric numbers by species, negative for what is used up.
    pub changes: Vec<(usize, f64)>,
    /// What makes it go.
    pub process: Process,
}

/// What makes a reaction go.
#[derive(Clone, Debug, PartialEq)]
pub enum Process {
    /// A chemical reaction.
    Law(Law),
    /// A gas that comes out of solution or goes into it.
    Transfer(Transfer),
}

/// A rate law: k(T) · (volume, area or amount of the place) · Π activityᵒʳᵈᵉʳ · Π saturation, less the way back.
///
/// Activities are relative: concentration over 1 mol/L for what is dissolved, pressure over 1 atm for gases. So k is the
/// rate where all of them are 1, and has the same unit at any order: mol/(m³ s) in a volume (1000 times the usual number
/// in litres), mol/(m² s) on a surface, 1/s for each mole of a catalyst.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// The rate constant forward.
    pub constant: Arrhenius,
    /// Orders by species; a catalyst in solution has an order and no change.
    pub orders: Vec<(usize, f64)>,
    /// Michaelis constants by species, relative to 1 mol/L: factors a/(Kₘ + a).
    pub saturation: Vec<(usize, f64)>,
    /// Where it happens.
    pub place: Place,
    /// Whether and how it goes back.
    pub reverse: Reverse,
}

/// Where a reaction happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Everywhere in the solution: by its volume.
    Solution,
    /// Everywhere in the gas: by its volume.
    Gas,
    /// On the surface of a solid, used up or not: by its area.
    Surface {
        /// The solid.
        solid: usize,
        /// Its pieces.
        grains: Grains,
    },
    /// On a catalyst of unknown area: by its amount.
    Amount {
        /// The catalyst.
        of: usize,
    },
}

/// The way back.
#[derive(Clone, Debug, PartialEq)]
pub enum Reverse {
    /// It does not go back.
    Never,
    /// With its own rate constant and orders.
    Constant(Arrhenius, Vec<(usize, f64)>),
    /// So that the rate is zero at equilibrium: the rate forward times 1 - Q/K.
    Equilibrium(Balance),
}

/// Smoothly from 0 at 0 to 1 at 1 and beyond; below 0 straight on with the slope there, so that it brings back.
pub(super) fn fade(x: f64) -> f64 {
    if x >= 1.0 {
        1.0
    } else if x >= 0.0 {
        x * (2.0 - x)
    } else {
        2.0 * x
    }
}

/// An activity to the power of an order. Orders of 1 and more go on below zero with the sign turned, so that an amount
/// that an inner step brought below zero comes back; fractional orders below 1 start straight; negative orders
/// (inhibition) end at [`TRACE`].
fn power(activity: f64, order: f64) -> f64 {
    if order == 0.0 {
        1.0
    } else if order == 1.0 {
        activity
    } else if order == 2.0 {
        activity * activity.abs()
    } else if order > 1.0 {
        activity * math::powf(activity.abs(), order - 1.0)
    } else if order < 0.0 {
        math::powf(activity.max(TRACE), order)
    } else if activity >= TRACE {
        math::powf(activity, order)
    } else {
        math::powf(TRACE, order) * fade(activity / TRACE)
    }
}

fn order_of(orders: &[(usize, f64)], species: usize) -> f64 {
    orders.iter().filter(|(other, _)| *other == species).map(|(_, order)| order).sum()
}

impl Law {
    /// A law of mass action in solution: the orders of what `changes` uses up are its stoichiometric numbers.
    pub fn mass_action(constant: Arrhenius, changes: &[(usize, f64)]) -> Law {
        let orders = changes.iter().filter(|(_, change)| *change < 0.0).map(|(species, change)| (*species, -change));
        Law {
            constant,
            orders: orders.collect(),
            saturation: Vec::new(),
            place: Place::Solution,
            reverse: Reverse::Never,
        }
    }

    /// The rate, mol/s; negative where the reaction goes back.
    pub(super) fn rate(&self, changes: &[(usize, f64)], contents: &Contents) -> f64 {
        let activity = |species: usize| contents.activities.get(species).copied().unwrap_or(0.0);
        let amount = |species: usize| contents.amounts.get(species).copied().unwrap_or(0.0);
        let (extent, volume) = match self.place {
            Place::Solution => (contents.solution, contents.solution),
            Place::Gas => (contents.gas, contents.gas),
            Place::Surface { solid, grains } => (grains.area(amount(solid)), contents.solution),
            Place::Amount { of } => (amount(of).max(0.0), contents.solution),
        };
        if extent == 0.0 {
            return 0.0;
        }
        let constant = extent * self.constant.at(contents.temperature);
        let saturation: f64 = self
            .saturation
            .iter()
            .map(|(species, half)| {
                let activity = activity(*species);
                activity / (half + activity.abs())
            })
            .product();
        // What is used up without being in the law still has to be there.
        let bare = |orders: &[(usize, f64)], sign: f64| -> f64 {
            changes
                .iter()
                .filter(|(species, change)| {
                    sign * change < 0.0
                        && order_of(orders, *species) <= 0.0
                        && !self.saturation.iter().any(|(other, _)| other == species)
                        && !matches!(self.place, Place::Surface { solid, .. } if solid == *species)
                })
                .map(|(species, _)| if volume > 0.0 { fade(amount(*species) / (1000.0 * volume * TRACE)) } else { 1.0 })
                .product()
        };
        let product = |orders: &[(usize, f64)]| -> f64 {
            orders.iter().map(|(species, order)| power(activity(*species), *order)).product()
        };
        let forward = constant * saturation * product(&self.orders) * bare(&self.orders, 1.0);
        match &self.reverse {
            Reverse::Never => forward,
            Reverse::Constant(back, orders) => {
                let there = extent * back.at(contents.temperature);
                forward - there * product(orders) * bare(orders, -1.0)
            }
            Reverse::Equilibrium(balance) => {
                // Orders and stoichiometric numbers are added first: so nothing is divided by an activity of zero where
                // the law has the orders of its reactants.
                let back: f64 = changes
                    .iter()
                    .map(|(species, change)| power(activity(*species), order_of(&self.orders, *species) + change))
                    .product();
                let others: f64 = self
                    .orders
                    .iter()
                    .filter(|(species, _)| !changes.iter().any(|(other, _)| other == species))
                    .map(|(species, order)| power(activity(*species), *order))
                    .product();
                forward - constant * saturation / balance.at(contents.temperature) * back * others
            }
        }
    }
}
