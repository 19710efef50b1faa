//! What one vessel holds: amounts of species at a temperature.

use super::activity::{Coefficients, Profile};
use super::catalogue::{Catalogue, Species};
use super::formula::Phase;
use super::water;
use crate::numerics::math;

/// The content of one vessel: a solution, the solids and liquids in it, the gas that is enclosed with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Amount of each species of the catalogue, mol; by its index.
    pub amounts: Vec<f64>,
    /// Temperature, K.
    pub temperature: f64,
    /// The profile of the last equilibrium.
    pub profile: Profile,
}

/// Which part of a mixture is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The solution with what is dissolved, clear of solids.
    Solution,
    /// Solution, solids and other liquids, evenly stirred.
    Stirred,
    /// The enclosed gas alone.
    Gas,
}

impl Part {
    fn has(self, species: &Species, is_water: bool) -> bool {
        match self {
            Part::Solution => species.phase == Phase::Dissolved || is_water,
            Part::Stirred => species.phase != Phase::Gas,
            Part::Gas => species.phase == Phase::Gas,
        }
    }
}

impl Mixture {
    /// An empty vessel at a temperature in K.
    pub fn new(catalogue: &Catalogue, temperature: f64) -> Mixture {
        Mixture { amounts: vec![0.0; catalogue.species.len()], temperature, profile: Profile::Ideal }
    }

    /// Amount of a species, mol; 0 for an index that does not exist.
    pub fn amount(&self, species: usize) -> f64 {
        self.amounts.get(species).copied().unwrap_or(0.0)
    }

    /// Adds an amount of a species, mol, at the mixture's temperature; `false`, and nothing is done, if it is negative or
    /// not finite or there is no such species.
    pub fn add(&mut self, species: usize, amount: f64) -> bool {
        match self.amounts.get_mut(species) {
            Some(own) if amount >= 0.0 && amount.is_finite() => {
                *own += amount;
                true
            }
            _ => false,
        }
    }

    /// Takes a share, 0 to 1, of a part out.
    pub fn take(&mut self, catalogue: &Catalogue, part: Part, share: f64) -> Mixture {
        let share = share.clamp(0.0, 1.0);
        let mut taken = Mixture { amounts: vec![0.0; self.amounts.len()], ..*self };
        for (at, species) in catalogue.species.iter().enumerate() {
            if let (true, Some(own), Some(out)) =
                (part.has(species, at == catalogue.water()), self.amounts.get_mut(at), taken.amounts.get_mut(at))
            {
                // The rest by subtraction, so that nothing is lost.
                *out = if share == 1.0 { *own } else { *own * share };
                *own -= *out;
            }
        }
        taken
    }

    /// Pours another mixture in. The temperature becomes that at which the enthalpies add up, before anything reacts.
    pub fn pour(&mut self, catalogue: &Catalogue, other: &Mixture) {
        let add = |own: &mut Vec<f64>| own.iter_mut().zip(&other.amounts).for_each(|(own, more)| *own += more);
        if self.temperature == other.temperature {
            return add(&mut self.amounts);
        }
        let enthalpy = self.enthalpy(catalogue) + other.enthalpy(catalogue);
        let (own, theirs) = (self.heat_capacity(catalogue), other.heat_capacity(catalogue));
        add(&mut self.amounts);
        self.temperature = if own + theirs > 0.0 {
            (own * self.temperature + theirs * other.temperature) / (own + theirs)
        } else {
            other.temperature
        };
        self.set_enthalpy(catalogue, enthalpy);
    }

    /// Sets the temperature so that the enthalpy, J, is this, without reaction.
    pub fn set_enthalpy(&mut self, catalogue: &Catalogue, enthalpy: f64) {
        for _ in 0..20 {
            let heat_capacity = self.heat_capacity(catalogue);
            if heat_capacity <= 0.0 {
                return;
            }
            let step = (enthalpy - self.enthalpy(catalogue)) / heat_capacity;
            self.temperature = (self.temperature + step).clamp(1.0, 10_000.0);
            if step.abs() < 1e-13 * self.temperature {
                return;
            }
        }
    }

    /// Lets a reaction run by an extent in mol, backward if negative; only so far that no amount falls below zero. Tells how
    /// far it ran. At constant temperature: the heat is what the enthalpy changed by.
    pub fn react(&mut self, catalogue: &Catalogue, reaction: usize, extent: f64) -> f64 {
        let Some(reaction) = catalogue.reactions.get(reaction) else { return 0.0 };
        let used = |count: f64| -count * extent.signum();
        let mut far = extent.abs();
        for (at, count) in &reaction.terms {
            if used(*count) > 0.0 {
                far = far.min(self.amount(*at) / used(*count));
            }
        }
        let far = far * extent.signum();
        for (at, count) in &reaction.terms {
            if let Some(own) = self.amounts.get_mut(*at) {
                *own = (*own + count * far).max(0.0);
            }
        }
        far
    }

    /// Volume of the solution, m³: water and the apparent volumes of what is dissolved.
    pub fn solution_volume(&self, catalogue: &Catalogue) -> f64 {
        let dissolved: f64 =
            self.each(catalogue, Phase::Dissolved).map(|(species, amount)| amount * species.volume).sum();
        let water = self.amount(catalogue.water()) * water::MOLAR_MASS / water::density(self.temperature);
        (water + dissolved).max(0.0)
    }

    /// Volume of the solution with its solids and other liquids, m³.
    pub fn volume(&self, catalogue: &Catalogue) -> f64 {
        let water = catalogue.water();
        let pure = |(at, species): &(usize, &Species)| *at != water && species.is_pure();
        let species = catalogue.species.iter().enumerate().filter(pure);
        self.solution_volume(catalogue) + species.map(|(at, one)| self.amount(at) * one.volume).sum::<f64>()
    }

    /// Concentration of a dissolved species, mol/m³; 0 where there is no solution.
    pub fn concentration(&self, catalogue: &Catalogue, species: usize) -> f64 {
        let volume = self.solution_volume(catalogue);
        if volume > 0.0 { self.amount(species) / volume } else { 0.0 }
    }

    /// Ionic strength, mol/m³: half the sum of concentrations times squared charges.
    pub fn ionic_strength(&self, catalogue: &Catalogue) -> f64 {
        let volume = self.solution_volume(catalogue);
        let sum: f64 = self
            .each(catalogue, Phase::Dissolved)
            .map(|(species, amount)| amount * f64::from(species.charge * species.charge))
            .sum();
        if volume > 0.0 { 0.5 * sum / volume } else { 0.0 }
    }

    /// Activity coefficients in the profile of the last equilibrium.
    pub fn coefficients(&self, catalogue: &Catalogue) -> Coefficients {
        Coefficients::at(self.profile, 1e-3 * self.ionic_strength(catalogue), self.temperature)
    }

    /// pH: minus the decadic logarithm of the activity of H+ in mol/L. `None` without a solution.
    pub fn ph(&self, catalogue: &Catalogue) -> Option<f64> {
        let hydron = catalogue.hydron()?;
        let concentration = 1e-3 * self.concentration(catalogue, hydron);
        let ln_gamma = self.coefficients(catalogue).ln_of(catalogue.species.get(hydron)?);
        (concentration > 0.0).then(|| -math::log10(concentration) - ln_gamma / math::LN_10)
    }

    /// Mass, kg, gas included.
    pub fn mass(&self, catalogue: &Catalogue) -> f64 {
        self.sum(catalogue, |species| species.molar_mass)
    }

    /// Charge, mol of elementary charges: 0 but for rounding.
    pub fn charge(&self, catalogue: &Catalogue) -> f64 {
        self.sum(catalogue, |species| f64::from(species.charge))
    }

    /// Amount of each element, mol, in the order of [`Catalogue::elements`].
    pub fn elements(&self, catalogue: &Catalogue) -> Vec<f64> {
        let mut sums = vec![0.0; catalogue.elements.len()];
        for (species, amount) in catalogue.species.iter().zip(&self.amounts) {
            for (element, count) in &species.atoms {
                if let Some(sum) = sums.get_mut(*element) {
                    *sum += count * amount;
                }
            }
        }
        sums
    }

    /// Enthalpy, J, from the elements at 25 °C: heat is what it changes by at constant pressure.
    ///
    /// Heat capacities of ions are those at infinite dilution and often negative. In a solution that is mostly salt they
    /// would make its heat capacity negative: it is never taken below half of that of its water.
    pub fn enthalpy(&self, catalogue: &Catalogue) -> f64 {
        let standard = self.sum(catalogue, |species| species.enthalpy);
        standard + self.warming(catalogue, |species| species.enthalpy_at(self.temperature) - species.enthalpy)
    }

    /// Heat capacity, J/K, without reaction.
    pub fn heat_capacity(&self, catalogue: &Catalogue) -> f64 {
        self.warming(catalogue, |species| species.heat_capacity_at(self.temperature))
    }

    /// The sum of what goes with heat capacities, where water makes up for too much of the ions.
    fn warming(&self, catalogue: &Catalogue, of: impl Fn(&Species) -> f64) -> f64 {
        let dissolved: f64 = self.each(catalogue, Phase::Dissolved).map(|(species, amount)| amount * of(species)).sum();
        let water = catalogue.species.get(catalogue.water()).map_or(0.0, &of) * self.amount(catalogue.water());
        let solution =
            if (water + dissolved) * water.signum() < 0.5 * water.abs() { 0.5 * water } else { water + dissolved };
        let rest = catalogue.species.iter().zip(&self.amounts).enumerate();
        let rest = rest.filter(|(at, (species, amount))| {
            **amount != 0.0 && species.phase != Phase::Dissolved && *at != catalogue.water()
        });
        solution + rest.map(|(_, (species, amount))| amount * of(species)).sum::<f64>()
    }

    fn each<'m>(&'m self, catalogue: &'m Catalogue, phase: Phase) -> impl Iterator<Item = (&'m Species, f64)> {
        let both = catalogue.species.iter().zip(&self.amounts);
        both.filter(move |(species, amount)| species.phase == phase && **amount != 0.0).map(|(s, amount)| (s, *amount))
    }

    fn sum(&self, catalogue: &Catalogue, of: impl Fn(&Species) -> f64) -> f64 {
        let both = catalogue.species.iter().zip(&self.amounts);
        both.filter(|(_, amount)| **amount != 0.0).map(|(species, amount)| amount * of(species)).sum()
    }
}
