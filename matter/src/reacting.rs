//! The kinetic reactions of a mixture: its rate laws out of the catalogue, its fast equilibria solved at every look.

use super::catalogue::Catalogue;
use super::equilibrium::{Conditions, Gases, Workspace};
use super::formula::Phase;
use super::mixture::Mixture;
use super::rates::{
    Arrhenius, Balance, Contents, Grains, Kinetics, Law, Medium, Place, Process, RateFailure, RateFault, Reaction,
    Reverse, Shape, Transfer, limit,
};
use super::reaction::{self, STANDARD_PRESSURE};
use super::water;
use crate::numerics::math;
use crate::quantity::constants::GAS;

/// Pieces of a solid of which nothing is known: a powder of this grain, m.
const POWDER: f64 = 50e-6;

/// What lies on a solution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Above<'a> {
    /// Air: its pressure, Pa, and the partial pressures of its gases, Pa, by index in the catalogue.
    Open(f64, &'a [(usize, f64)]),
    /// A closed space of this volume, m³, with the gases of the mixture in it.
    Closed(f64),
}

/// How gases pass between a solution and what is above: see [`Transfer`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passing {
    /// m³/s.
    pub surface: f64,
    /// 1/s.
    pub bubbling: f64,
    /// Supersaturation at which bubbles form.
    pub threshold: f64,
}

/// The kinetic reactions that can go on in a mixture.
#[derive(Clone, Debug)]
pub struct Reacting {
    kinetics: Kinetics,
    /// Reactions of the catalogue, in the order of `kinetics`.
    reactions: Vec<usize>,
    /// Their stoichiometric numbers.
    changes: Vec<Vec<(usize, f64)>>,
    /// Solids that stand apart from the fast equilibria.
    held: Vec<usize>,
    /// By species: no fast equilibrium makes it.
    slow: Vec<bool>,
    /// Amounts of what is held, while the rest is brought to equilibrium.
    aside: Vec<f64>,
    extents: Vec<f64>,
    workspace: Workspace,
    trial: Option<Mixture>,
}

/// The rate law of a reaction of the catalogue, at a temperature (K) for its equilibrium constant. `grains` are the pieces
/// of solids.
///
/// # Errors
/// What is wrong with its row, as half a sentence.
fn law(
    catalogue: &Catalogue,
    one: &reaction::Reaction,
    mixture: &Mixture,
    grains: &[(usize, Grains)],
) -> Result<Law, &'static str> {
    let Some(row) = &one.rate else { return Err("it has no rate law") };
    let find = |id: &String| catalogue.find(id).ok_or("it names a species that is not there");
    let number = |key: &str| row.numbers.get(key).copied();
    let mut orders = Vec::new();
    for (id, order) in &row.orders {
        orders.push((find(id)?, *order));
    }
    let mut saturation = Vec::new();
    for (id, half) in &row.half_saturation {
        saturation.push((find(id)?, half / 1000.0));
    }
    let place = match (row.texts.get("surface"), row.texts.get("amount")) {
        (Some(id), _) => {
            let solid = find(id)?;
            let given = grains.iter().find(|(at, _)| *at == solid).map(|(_, grains)| *grains);
            let volume = catalogue.species.get(solid).map_or(0.0, |species| species.volume);
            let pieces = given.or_else(|| Grains::new(Shape::Grain, POWDER, mixture.amount(solid), volume));
            Place::Surface { solid, grains: pieces.ok_or("its solid has no volume or is not there")? }
        }
        (None, Some(id)) => Place::Amount { of: find(id)? },
        (None, None) => Place::Solution,
    };
    // The row's constant is that of concentrations in mol/m³; here they are relative to 1 mol/L.
    let order: f64 = orders.iter().map(|(_, order)| order).sum();
    let factor = number("frequency_factor").ok_or("it has no frequency factor")? * math::powf(1000.0, order);
    let energy = number("activation_energy").unwrap_or(0.0);
    let reverse = if one.law == reaction::Law::OneWay {
        Reverse::Never
    } else {
        let log_k = one.ln_k(&catalogue.species, mixture.temperature, mixture.profile) / math::LN_10;
        // Of this temperature, and taken anew for another.
        Reverse::Equilibrium(Balance { log_k, enthalpy: 0.0 })
    };
    Ok(Law { constant: Arrhenius { factor, energy }, orders, saturation, place, reverse })
}

impl Reacting {
    /// Every kinetic reaction of the catalogue that can go on in a mixture: all that it uses up is there, or may come from
    /// fast equilibria (H+, OH-, water). With `passing`, gases that the catalogue says to be soluble pass between the
    /// solution and what is above it.
    ///
    /// A solid with `grains` dissolves by its rate alone, though fast equilibria may precipitate more of it; a solid without
    /// is a fresh precipitate and in fast equilibrium, if the catalogue has one, or else a powder of 50 µm. To be made anew when something is poured in, or the temperature has changed by
    /// some kelvins (the balances of reversible reactions are those of the temperature here).
    ///
    /// # Errors
    /// The first reaction (by its index in the catalogue) whose row is wrong.
    pub fn new(
        catalogue: &Catalogue,
        mixture: &Mixture,
        grains: &[(usize, Grains)],
        passing: Option<Passing>,
    ) -> Result<Reacting, RateFault> {
        let (mut reactions, mut kinetics) = (Vec::new(), Vec::new());
        let mut held = Vec::new();
        let slow: Vec<bool> = (0..catalogue.species.len()).map(|at| !is_in_fast(catalogue, at)).collect();
        let there = |at: usize| {
            let ions = ["H+", "OH-"];
            mixture.amount(at) > 0.0 || catalogue.species.get(at).is_some_and(|one| ions.contains(&&*one.id))
        };
        for (index, one) in catalogue.reactions.iter().enumerate() {
            let fault = |reason| RateFault { reaction: index, reason };
            if one.rate.is_some() {
                let needs = one.rate.as_ref().and_then(|row| row.texts.get("surface").or(row.texts.get("amount")));
                let solid = needs.is_none_or(|id| {
                    let pieces = |at: usize| slow.get(at) == Some(&true) || grains.iter().any(|(own, _)| *own == at);
                    catalogue.find(id).is_some_and(|at| there(at) && pieces(at))
                });
                let forward = one.terms.iter().all(|(at, count)| *count > 0.0 || there(*at));
                let back = one.law != reaction::Law::OneWay && one.terms.iter().all(|(at, n)| *n < 0.0 || there(*at));
                if solid && (forward || back) {
                    let law = law(catalogue, one, mixture, grains).map_err(fault)?;
                    if let Place::Surface { solid, .. } = law.place {
                        held.push(solid);
                    }
                    reactions.push(index);
                    kinetics.push(Reaction { changes: one.terms.clone(), process: Process::Law(law) });
                }
            } else if let (Some(passing), Some((gas, dissolved))) = (passing, dissolves(catalogue, one))
                && (there(gas) || there(dissolved) || mixture_makes(catalogue, mixture, dissolved))
            {
                let standard = water::STANDARD_TEMPERATURE;
                let solubility = Balance {
                    log_k: one.ln_k(&catalogue.species, standard, mixture.profile) / math::LN_10,
                    enthalpy: one.enthalpy(&catalogue.species, standard),
                };
                let Passing { surface, bubbling, threshold } = passing;
                let process = Process::Transfer(Transfer { dissolved, gas, solubility, surface, bubbling, threshold });
                reactions.push(index);
                kinetics.push(Reaction { changes: vec![(dissolved, -1.0), (gas, 1.0)], process });
            }
        }
        let changes = kinetics.iter().map(|reaction| reaction.changes.clone()).collect();
        let kinetics = Kinetics::new(kinetics, catalogue.species.len())
            .map_err(|fault| RateFault { reaction: reactions.get(fault.reaction).copied().unwrap_or(0), ..fault })?;
        held.sort_unstable();
        held.dedup();
        Ok(Reacting {
            kinetics,
            reactions,
            changes,
            held,
            slow,
            aside: Vec::new(),
            extents: Vec::new(),
            workspace: Workspace::default(),
            trial: None,
        })
    }

    /// Solids that dissolve by their rates alone: whoever brings the mixture to equilibrium leaves them out.
    pub fn held(&self) -> &[usize] {
        &self.held
    }

    /// Indices in the catalogue of the reactions that go on; a soluble gas's passing has the index of its equilibrium.
    pub fn reactions(&self) -> &[usize] {
        &self.reactions
    }

    /// The reactions with their solver.
    pub fn kinetics(&self) -> &Kinetics {
        &self.kinetics
    }

    /// Advances a mixture by some seconds: rate laws and fast equilibria together at the temperature at the start, and then
    /// the temperature at which the enthalpy is what it was. What passed into an open space is left among the gases of
    /// the mixture, for its owner to take. Returns the extents, mol, in the order of [`Reacting::reactions`].
    ///
    /// # Errors
    /// [`RateFailure`]; the mixture is then as it was.
    pub fn advance(
        &mut self,
        catalogue: &Catalogue,
        mixture: &mut Mixture,
        above: Above,
        seconds: f64,
    ) -> Result<&[f64], RateFailure> {
        let enthalpy = mixture.enthalpy(catalogue);
        let mut pot = Pot {
            catalogue,
            start: mixture,
            trial: self.trial.get_or_insert_with(|| mixture.clone()),
            workspace: &mut self.workspace,
            changes: &self.changes,
            held: &self.held,
            aside: &mut self.aside,
            slow: &self.slow,
            at: &mut self.extents,
            composed: &mut false,
            above,
        };
        let extents = self.kinetics.advance(&mut pot, seconds)?;
        pot.compose(extents).map_err(|reason| RateFailure { time: seconds, reason })?;
        if let Some(trial) = &self.trial {
            mixture.clone_from(trial);
        }
        mixture.set_enthalpy(catalogue, enthalpy);
        Ok(&self.extents)
    }
}

/// Whether a species takes part in a fast equilibrium.
fn is_in_fast(catalogue: &Catalogue, species: usize) -> bool {
    let fast = catalogue.reactions.iter().filter(|one| one.is_fast());
    fast.into_iter().any(|one| one.terms.iter().any(|(at, _)| *at == species))
}

/// The gas and the dissolved species of an equilibrium between them.
fn dissolves(catalogue: &Catalogue, one: &reaction::Reaction) -> Option<(usize, usize)> {
    let phase = |at: usize| catalogue.species.get(at).map(|species| species.phase);
    let place = |wanted: Phase| one.terms.iter().find(|(at, _)| phase(*at) == Some(wanted)).map(|(at, _)| *at);
    let pair = one.is_fast() && one.terms.len() == 2;
    let (gas, dissolved) = (place(Phase::Gas)?, place(Phase::Dissolved)?);
    // Written as gas = dissolved, one for one.
    (pair && one.terms.contains(&(gas, -1.0)) && one.terms.contains(&(dissolved, 1.0))).then_some((gas, dissolved))
}

/// Whether a kinetic or fast reaction of what is in a mixture has a dissolved species on its side: it may come about.
fn mixture_makes(catalogue: &Catalogue, mixture: &Mixture, dissolved: usize) -> bool {
    catalogue.reactions.iter().any(|one| {
        let made = one.terms.iter().any(|(at, count)| *at == dissolved && *count > 0.0);
        made && one.terms.iter().all(|(at, count)| {
            let ion = catalogue.species.get(*at).is_some_and(|one| one.id == "H+" || one.id == "OH-");
            *count > 0.0 || ion || mixture.amount(*at) > 0.0
        })
    })
}

/// A mixture while its reactions are advanced.
struct Pot<'a> {
    catalogue: &'a Catalogue,
    start: &'a Mixture,
    trial: &'a mut Mixture,
    workspace: &'a mut Workspace,
    changes: &'a [Vec<(usize, f64)>],
    held: &'a [usize],
    aside: &'a mut Vec<f64>,
    slow: &'a [bool],
    /// At which extents the trial stands, if it is composed.
    at: &'a mut Vec<f64>,
    composed: &'a mut bool,
    above: Above<'a>,
}

impl Pot<'_> {
    /// Makes the trial what the start is after these extents, at its fast equilibrium.
    fn compose(&mut self, extents: &[f64]) -> Result<(), &'static str> {
        if *self.composed && self.at == extents {
            return Ok(());
        }
        *self.composed = false;
        self.at.clear();
        self.at.extend_from_slice(extents);
        self.trial.clone_from(self.start);
        for (changes, extent) in self.changes.iter().zip(extents) {
            for (at, change) in changes {
                if let Some(amount) = self.trial.amounts.get_mut(*at) {
                    *amount += change * extent;
                }
            }
        }
        cover(self.catalogue, &mut self.trial.amounts);
        // Set aside, and put back with what precipitated.
        let mut take = |at: usize| self.trial.amounts.get_mut(at).map_or(0.0, std::mem::take);
        self.aside.clear();
        self.aside.extend(self.held.iter().map(|at| take(*at)));
        // Not `held` of the conditions: the rest may precipitate more of these solids.
        let conditions = Conditions { profile: self.start.profile, gases: Gases::Apart, held: &[] };
        let found = self.trial.equilibrate(self.catalogue, &conditions, self.workspace);
        for (at, amount) in self.held.iter().zip(&*self.aside) {
            if let Some(own) = self.trial.amounts.get_mut(*at) {
                *own += amount;
            }
        }
        *self.composed = found.is_ok();
        found.map(|_| ()).map_err(|_| "the fast equilibria have no composition there")
    }
}

/// Covers amounts below zero out of fast equilibria: what a rate takes of a species may come from what the species is in
/// balance with (hydrons of a buffer, ions of a complex). What is left below zero then is the solver's overdraft and
/// set to zero.
fn cover(catalogue: &Catalogue, amounts: &mut [f64]) {
    // A second round for what the first took from.
    for _ in 0..2 {
        for at in 0..amounts.len() {
            if amounts[at] >= 0.0 {
                continue;
            }
            for one in catalogue.reactions.iter().filter(|one| one.is_fast()) {
                let Some((_, count)) = one.terms.iter().find(|(other, _)| *other == at) else { continue };
                // How far the reaction has to run for all that is missing, and how far it can.
                let wanted = -amounts[at] / count;
                let used = one.terms.iter().filter(|(other, n)| *other != at && n * wanted < 0.0);
                let far = used.fold(1.0f64, |far, (other, n)| {
                    let there = amounts.get(*other).copied().unwrap_or(0.0).max(0.0);
                    far.min(there / (n * wanted).abs())
                });
                for (other, n) in &one.terms {
                    if let Some(amount) = amounts.get_mut(*other) {
                        *amount += n * wanted * far;
                    }
                }
                if amounts[at] >= 0.0 {
                    break;
                }
            }
        }
    }
    for amount in amounts {
        *amount = amount.max(0.0);
    }
}

impl Medium for Pot<'_> {
    fn contents(&mut self, extents: &[f64], contents: &mut Contents) -> Result<(), &'static str> {
        self.compose(extents)?;
        let (catalogue, mixture) = (self.catalogue, &*self.trial);
        contents.temperature = mixture.temperature;
        contents.vapour_pressure = water::vapour_pressure(mixture.temperature);
        contents.solution = mixture.solution_volume(catalogue);
        contents.amounts.clone_from(&mixture.amounts);
        contents.activities.clear();
        contents.activities.resize(mixture.amounts.len(), 0.0);
        let coefficients = mixture.coefficients(catalogue);
        let pressure = |amount: f64, volume: f64| amount * GAS.value * mixture.temperature / volume;
        contents.gas = match self.above {
            Above::Open(..) => 0.0,
            Above::Closed(volume) => volume,
        };
        let mut total = 0.0;
        for (at, (activity, species)) in contents.activities.iter_mut().zip(&catalogue.species).enumerate() {
            let amount = mixture.amount(at);
            *activity = match (species.phase, self.above) {
                (Phase::Dissolved, _) if contents.solution > 0.0 => {
                    // Rates go by concentrations; the equilibria of uncharged gases by activities.
                    let gamma = if species.charge == 0 { math::exp(coefficients.ln_of(species)) } else { 1.0 };
                    gamma * amount / (1000.0 * contents.solution)
                }
                (Phase::Gas, Above::Closed(volume)) if volume > 0.0 => {
                    total += pressure(amount, volume);
                    pressure(amount, volume) / STANDARD_PRESSURE
                }
                (Phase::Gas, Above::Open(_, partial)) => {
                    partial.iter().find(|(gas, _)| *gas == at).map_or(0.0, |(_, p)| p / STANDARD_PRESSURE)
                }
                (Phase::Solid | Phase::Liquid, _) if amount > 0.0 => 1.0,
                _ => 0.0,
            };
        }
        contents.pressure = match self.above {
            Above::Open(pressure, _) => pressure,
            Above::Closed(_) => total.max(contents.vapour_pressure),
        };
        Ok(())
    }

    fn limit(&mut self, reactions: &[Reaction], extents: &mut [f64]) {
        // What no fast reaction makes, and what is held from them, is there only by its amount.
        let held = |at: usize| self.slow.get(at) == Some(&true) || self.held.contains(&at);
        limit(reactions, &self.start.amounts, held, extents);
    }
}

#[cfg(test)]
#[path = "reacting_tests.rs"]
mod tests;
