//! The chemical equilibrium of a mixture: the composition at a given volume (`speciation.rs`), and around it what depends
//! on the composition itself: the volume of the solution, the activity coefficients, the volume of a gas under pressure.

use std::fmt;

use super::activity::{self, Coefficients, Profile};
use super::catalogue::Catalogue;
use super::formula::Phase;
use super::mixture::Mixture;
use super::network::{Exchange, Kind, LeftOut, Network};
use super::reaction::STANDARD_PRESSURE;
use super::speciation::Speciation;
use super::water;
use crate::numerics::math;
use crate::quantity::constants::GAS;

/// What the gases of a mixture do.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Gases<'a> {
    /// They do not exchange with the solution.
    #[default]
    Apart,
    /// They share a closed space of this volume, m³, with the solution.
    Closed(f64),
    /// They keep this pressure, Pa, under a piston.
    Pressure(f64),
    /// The solution is open to these gases of fixed partial pressure, Pa (index in the catalogue); others do not exchange.
    Open(&'a [(usize, f64)]),
}

/// How an equilibrium is found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conditions<'a> {
    /// Activities.
    pub profile: Profile,
    /// Gases.
    pub gases: Gases<'a>,
    /// Species that do not take part (index in the catalogue): pieces of a solid that only dissolve by their rate.
    pub held: &'a [usize],
}

/// What an equilibrium took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Newton rounds.
    pub rounds: usize,
    /// What each gas of an open space gave to the mixture (index in the catalogue, mol; negative: it took).
    pub exchanged: Vec<(usize, f64)>,
    /// Volume of the gas, m³, closed or under pressure.
    pub gas_volume: f64,
}

/// No equilibrium was found; the mixture is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotConverged {
    /// A number of the mixture or the conditions is not finite or negative.
    NotFinite,
    /// Two open gases turn into each other, so that their pressures contradict each other.
    Pressures,
    /// The search for the composition ended without one.
    Composition,
    /// The volume of the solution, its ionic strength or the volume of the gas did not come to rest.
    Volume,
    /// No temperature has the enthalpy that was asked for.
    Temperature,
}

impl fmt::Display for NotConverged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotConverged::NotFinite => "an amount, the temperature or a pressure is negative or not finite",
            NotConverged::Pressures => "two of the open gases turn into each other: their pressures contradict",
            NotConverged::Composition => "no composition was found at equilibrium",
            NotConverged::Volume => "the volume of the solution or its ionic strength did not come to rest",
            NotConverged::Temperature => "no temperature has the enthalpy that is asked for",
        })
    }
}

impl std::error::Error for NotConverged {}

/// Memory that equilibria use again: the network of the last mixture, and what the search needs. It changes no result.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    key: Vec<bool>,
    exchanging: Vec<usize>,
    held: Vec<usize>,
    catalogue: Option<(usize, usize)>,
    network: Network,
    speciation: Speciation,
    constants: Vec<f64>,
    potentials: Option<(f64, Profile)>,
    /// What is dissolved without taking part: volume m³, ionic strength and amount in mol.
    bystanders: Bystanders,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bystanders {
    volume: f64,
    strength: f64,
    amount: f64,
    gas: f64,
}

/// How exactly the logarithm of the volume of a solution is found, and what goes around it: each loop less than the
/// one inside, whose last digits are noise to it.
const VOLUME: Precision = Precision { near: 1e-12, stride: 5.0 };
const WATER: Precision = Precision { near: 3e-12, stride: 0.5 };
const STRENGTH: Precision = Precision { near: 1e-11, stride: 5.0 };
const GAS_VOLUME: Precision = Precision { near: 1e-10, stride: 5.0 };

/// How exactly a fixed point is found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Precision {
    /// So near, relative to 1 or to x if that is more.
    pub near: f64,
    /// No step is longer, so that of several points the first one is found.
    pub stride: f64,
}

impl Mixture {
    /// Brings the mixture to equilibrium at its temperature.
    pub fn equilibrate(
        &mut self,
        catalogue: &Catalogue,
        conditions: &Conditions,
        workspace: &mut Workspace,
    ) -> Result<Report, NotConverged> {
        let listed: &[(usize, f64)] = match conditions.gases {
            Gases::Open(gases) => gases,
            _ => &[],
        };
        let positive = |x: f64| x > 0.0 && x.is_finite();
        let space = match conditions.gases {
            Gases::Closed(volume) => positive(volume),
            Gases::Pressure(pressure) => positive(pressure),
            _ => listed.iter().all(|(_, pressure)| positive(*pressure)),
        };
        let amounts = self.amounts.iter().all(|amount| *amount >= 0.0 && amount.is_finite());
        if !(amounts && space && positive(self.temperature)) || self.amounts.len() != catalogue.species.len() {
            return Err(NotConverged::NotFinite);
        }
        workspace.prepare(self, catalogue, conditions, listed);
        let rounds = workspace.find(self.temperature, catalogue, conditions)?;
        let mut report = Report { rounds: rounds.0, exchanged: Vec::new(), gas_volume: rounds.1 };
        for (place, at) in workspace.network.species.iter().enumerate() {
            let amount = workspace.speciation.amounts.get(place).copied().unwrap_or(f64::NAN);
            if workspace.network.kinds.get(place) == Some(&Kind::Reservoir) {
                report.exchanged.push((*at, -amount));
                if let Some(own) = self.amounts.get_mut(*at) {
                    *own = 0.0;
                }
            } else if let Some(own) = self.amounts.get_mut(*at) {
                *own = amount;
            }
        }
        self.profile = conditions.profile;
        Ok(report)
    }
}

impl Workspace {
    /// The network of a mixture, with its potentials and totals.
    fn prepare(&mut self, mixture: &Mixture, catalogue: &Catalogue, conditions: &Conditions, listed: &[(usize, f64)]) {
        let exchange = match conditions.gases {
            Gases::Apart => Exchange::None,
            Gases::Open(gases) => Exchange::Listed(gases),
            _ => Exchange::All,
        };
        // The last of the marks tell a closed space from none, and the profile.
        let marks = mixture.amounts.iter().map(|amount| *amount > 0.0);
        let pairs = conditions.profile == Profile::Ideal;
        let marks = marks.chain([exchange == Exchange::All, pairs]);
        let gases = listed.iter().map(|(at, _)| *at);
        let identity = (std::ptr::from_ref(catalogue) as usize, catalogue.reactions.len());
        let same = self.catalogue == Some(identity)
            && self.key.iter().copied().eq(marks.clone())
            && self.held == conditions.held
            && self.exchanging.iter().copied().eq(gases.clone());
        if !same {
            self.key.clear();
            self.key.extend(marks);
            self.exchanging.clear();
            self.exchanging.extend(gases);
            self.held.clear();
            self.held.extend_from_slice(conditions.held);
            let left_out = LeftOut { held: conditions.held, pairs };
            self.network = Network::reachable(catalogue, &mixture.amounts, exchange, left_out);
            self.catalogue = Some(identity);
            self.potentials = None;
        }
        if self.potentials != Some((mixture.temperature, conditions.profile)) {
            self.potentials = Some((mixture.temperature, conditions.profile));
            self.set_potentials(mixture.temperature, catalogue, conditions.profile);
        }
        let given = &mut self.speciation.given;
        given.clear();
        given.extend(self.network.species.iter().map(|at| mixture.amount(*at)));
        self.bystanders = Bystanders::default();
        for (at, species) in catalogue.species.iter().enumerate() {
            let amount = mixture.amount(at);
            if amount == 0.0 || self.network.species.binary_search(&at).is_ok() {
                continue;
            }
            match species.phase {
                Phase::Dissolved => {
                    self.bystanders.volume += amount * species.volume;
                    self.bystanders.strength += 0.5 * amount * f64::from(species.charge * species.charge);
                    self.bystanders.amount += amount;
                }
                Phase::Gas => self.bystanders.gas += amount,
                _ => {}
            }
        }
        let bound = &mut self.speciation.bound;
        bound.clear();
        bound.resize(self.network.species.len(), 0.0);
        for (place, at) in self.network.species.iter().enumerate() {
            if let Some((_, pressure)) = listed.iter().find(|(gas, _)| gas == at) {
                bound[place] = math::ln(pressure / STANDARD_PRESSURE);
            }
        }
    }

    fn set_potentials(&mut self, temperature: f64, catalogue: &Catalogue, profile: Profile) {
        self.constants.clear();
        self.constants.extend(self.network.reactions.iter().map(|at| {
            catalogue.reactions.get(*at).map_or(0.0, |one| one.ln_k(&catalogue.species, temperature, profile))
        }));
        let potential = &mut self.speciation.potential;
        potential.clear();
        potential.resize(self.network.species.len(), 0.0);
        let count = self.network.reactions.len();
        for (row, at) in self.network.dependent.iter().enumerate() {
            let route = &self.network.route[row * count..(row + 1) * count];
            potential[*at] = -route.iter().zip(&self.constants).map(|(times, ln_k)| times * ln_k).sum::<f64>();
        }
    }

    /// Finds the composition; tells Newton rounds and the volume of the gas.
    fn find(
        &mut self,
        temperature: f64,
        catalogue: &Catalogue,
        conditions: &Conditions,
    ) -> Result<(usize, f64), NotConverged> {
        let kinds = &self.network.kinds;
        let solution = kinds.iter().any(|kind| matches!(kind, Kind::Dissolved(_))) || self.network.water.is_some();
        let profile = if solution { conditions.profile } else { Profile::Ideal };
        let mut search = Search {
            network: &self.network,
            speciation: &mut self.speciation,
            catalogue,
            bystanders: self.bystanders,
            temperature,
            profile,
            solution,
            volume: 0.0,
            coefficients: Coefficients::default(),
            ln_water: 0.0,
            begun: false,
            rounds: 0,
        };
        let gas_volume = match conditions.gases {
            Gases::Closed(volume) => {
                search.under(volume)?;
                volume
            }
            Gases::Pressure(pressure) => search.under_pressure(pressure)?,
            _ => {
                search.under(1.0)?;
                0.0
            }
        };
        Ok((search.rounds, gas_volume))
    }
}

/// The loops around the composition.
struct Search<'w> {
    network: &'w Network,
    speciation: &'w mut Speciation,
    catalogue: &'w Catalogue,
    bystanders: Bystanders,
    temperature: f64,
    profile: Profile,
    solution: bool,
    /// Of the solution, m³.
    volume: f64,
    coefficients: Coefficients,
    ln_water: f64,
    begun: bool,
    rounds: usize,
}

impl Search<'_> {
    /// Sums over the dissolved species: volume with water m³, ionic strength and amount in mol.
    fn sums(&self) -> (f64, f64, f64) {
        let Bystanders { volume, strength, amount, .. } = self.bystanders;
        let (mut volume, mut strength, mut amount) = (volume, strength, amount);
        for (place, own) in self.speciation.amounts.iter().enumerate() {
            if let Some(Kind::Dissolved(charge)) = self.network.kinds.get(place) {
                let at = self.network.species.get(place).copied().unwrap_or(0);
                volume += own * self.catalogue.species.get(at).map_or(0.0, |one| one.volume);
                strength += 0.5 * own * f64::from(charge * charge);
                amount += own;
            }
        }
        let molar = water::MOLAR_MASS / water::density(self.temperature);
        let water = self.network.water.and_then(|place| self.speciation.amounts.get(place)).copied().unwrap_or(0.0);
        // A solution whose water is used up keeps a trace, so that concentrations stay numbers.
        let least = 1e-9 * molar * self.speciation.given.iter().sum::<f64>();
        ((volume + molar * water).max(least), strength, amount)
    }

    /// At a volume of the gas in m³: ionic strength, activity of water and volume of the solution come to rest.
    fn under(&mut self, gas_volume: f64) -> Result<(), NotConverged> {
        if !self.begun {
            self.speciation.amounts.clone_from(&self.speciation.given);
            self.volume = self.sums().0;
        }
        if self.profile == Profile::Ideal {
            return self.at_rest(gas_volume);
        }
        let root = |search: &Search| {
            let (volume, strength, _) = search.sums();
            (1e-3 * strength / volume).min(activity::HIGHEST).sqrt()
        };
        let start = root(self);
        // The unknown is the root of the ionic strength, on which the coefficients depend smoothly.
        fixed_point(start, STRENGTH, |x| {
            self.coefficients = Coefficients::at(self.profile, x * x, self.temperature);
            fixed_point(self.ln_water, WATER, |ln_water| {
                self.ln_water = ln_water;
                self.at_rest(gas_volume)?;
                let (volume, _, amount) = self.sums();
                Ok(activity::ln_water(self.profile, 1e-3 * amount / volume))
            })?;
            Ok(root(self))
        })?;
        Ok(())
    }

    /// Volume of the solution at given activity coefficients.
    fn at_rest(&mut self, gas_volume: f64) -> Result<(), NotConverged> {
        if !self.solution {
            return self.compose(gas_volume);
        }
        let start = math::ln(self.volume);
        fixed_point(start, VOLUME, |x| {
            self.volume = math::exp(x);
            self.compose(gas_volume)?;
            Ok(math::ln(self.sums().0))
        })?;
        Ok(())
    }

    /// The composition at the present volumes and coefficients.
    fn compose(&mut self, gas_volume: f64) -> Result<(), NotConverged> {
        let liquid = math::ln(1e3 * self.volume.max(1e-200));
        let gas = math::ln(STANDARD_PRESSURE * gas_volume / (GAS.value * self.temperature));
        let capacity = &mut self.speciation.capacity;
        capacity.clear();
        capacity.extend(self.network.kinds.iter().zip(&self.network.species).map(|(kind, at)| match kind {
            Kind::Dissolved(_) => {
                liquid - self.catalogue.species.get(*at).map_or(0.0, |species| self.coefficients.ln_of(species))
            }
            Kind::Gas => gas,
            _ => 0.0,
        }));
        if let Some(place) = self.network.water {
            self.speciation.bound[place] = self.ln_water;
        }
        if !self.begun {
            self.begun = true;
            self.speciation.begin(self.network);
            if !self.speciation.reservoirs_agree(self.network) {
                return Err(NotConverged::Pressures);
            }
        }
        let found = self.speciation.solve(self.network);
        self.rounds = self.speciation.rounds;
        if found { Ok(()) } else { Err(NotConverged::Composition) }
    }

    /// The volume of the gas, m³, at which it has a pressure in Pa.
    fn under_pressure(&mut self, pressure: f64) -> Result<f64, NotConverged> {
        let per_mole = GAS.value * self.temperature / pressure;
        let gas = |search: &Search| -> f64 {
            let own = search.speciation.amounts.iter().zip(&search.network.kinds);
            let own: f64 = own.filter(|(_, kind)| **kind == Kind::Gas).map(|(amount, _)| amount).sum();
            own + search.bystanders.gas
        };
        let given = self.speciation.given.iter().sum::<f64>() + self.bystanders.gas;
        let least = 1e-12 * per_mole * given;
        let start = self.speciation.given.iter().zip(&self.network.kinds).filter(|(_, kind)| **kind == Kind::Gas);
        let start: f64 = start.map(|(amount, _)| amount).sum::<f64>() + self.bystanders.gas;
        let mut volume = (per_mole * start).max(least);
        if volume == 0.0 {
            self.under(1.0)?;
            return Ok(0.0);
        }
        fixed_point(math::ln(volume), GAS_VOLUME, |x| {
            volume = math::exp(x);
            self.under(volume)?;
            Ok(math::ln((per_mole * gas(self)).max(least)))
        })?;
        Ok(volume)
    }
}

/// Finds x = g(x) by secants, kept between points where g(x) - x has different signs once these are known. The last
/// evaluation is at the point found; or, where g jumps over x, the points on both sides of the jump are told, no
/// further apart than that precision.
pub(super) fn fixed_point(
    start: f64,
    precision: Precision,
    mut g: impl FnMut(f64) -> Result<f64, NotConverged>,
) -> Result<Option<(f64, f64)>, NotConverged> {
    let Precision { near, stride } = precision;
    let mut x = start;
    let mut before: Option<(f64, f64)> = None;
    let (mut below, mut above) = (f64::NEG_INFINITY, f64::INFINITY);
    for round in 0..200_u32 {
        let rise = g(x)? - x;
        if !rise.is_finite() {
            break;
        }
        if rise.abs() <= near * x.abs().max(1.0) {
            return Ok(None);
        }
        if rise > 0.0 {
            below = below.max(x);
        } else {
            above = above.min(x);
        }
        if above - below <= near * x.abs().max(1.0) {
            return Ok(Some((below, above)));
        }
        let secant = before.map(|(old, old_rise)| x - rise * (x - old) / (rise - old_rise));
        before = Some((x, rise));
        let secant = secant.filter(|next| next.is_finite());
        let further = f64::from(1u32 << (round / 4).min(20));
        x = if below.is_finite() && above.is_finite() {
            let next = secant.unwrap_or(x + rise);
            // Every third point halves the interval, so that the search ends where secants do not.
            if next > below && next < above && (round % 3 < 2 || round < 9) { next } else { 0.5 * (below + above) }
        } else {
            // No point on the other side yet: on in the direction of the rise, further each time.
            let most = 8.0 * rise.abs() * further;
            let step = secant.map(|next| next - x).filter(|step| step * rise > 0.0);
            let step = step.map_or(rise * further, |step| step.clamp(-most, most));
            // And at last by whole strides: a slight rise may go on for long (water that boils away).
            let least = if round < 6 { 0.0 } else { stride / f64::from(1u32 << 12_u32.saturating_sub(round)) };
            x + if step.abs() < least { least * rise.signum() } else { step }
        }
        .clamp(x - stride, x + stride);
    }
    Err(NotConverged::Volume)
}
