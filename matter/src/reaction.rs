//! Reactions between species: their terms, and their equilibrium constants as functions of temperature.

use super::activity::{self, Coefficients, Profile};
use super::catalogue::Species;
use super::formula::Phase;
use super::substance::RateRow;
use super::water;
use crate::numerics::math;
use crate::quantity::constants::GAS;

/// The pressure at which the activity of a gas is 1: the standard atmosphere, Pa.
pub const STANDARD_PRESSURE: f64 = 101_325.0;
/// The pressure that tables of entropy refer to, Pa.
const TABLE_PRESSURE: f64 = 1e5;

/// How the equilibrium constant depends on temperature.
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// From the enthalpies and heat capacities of the species (van 't Hoff), through ln K at 25 °C.
    Hess(f64),
    /// Water's own ionisation: the course of IAPWS R11-07 through ln K at 25 °C.
    Ionisation(f64),
    /// Evaporation of water: its vapour pressure.
    Vapour,
    /// A measured solubility: temperature in K and kg without water of crystallisation in a kg of water.
    Solubility(Vec<(f64, f64)>),
    /// It only goes forward, as fast as its rate law lets it.
    OneWay,
}

/// A reaction whose atoms and charges balance.
#[derive(Clone, Debug, PartialEq)]
pub struct Reaction {
    /// As the file has it.
    pub equation: String,
    /// Species with how many of them the reaction makes: negative on the left side.
    pub terms: Vec<(usize, f64)>,
    /// Its equilibrium constant.
    pub law: Law,
    /// Its rate law; without one it is always at equilibrium.
    pub rate: Option<RateRow>,
    /// Whether only the activity profile has it (an ion pair).
    pub activity_only: bool,
    /// Where the numbers are from.
    pub source: String,
}

impl Reaction {
    /// Whether it is always at equilibrium.
    pub fn is_fast(&self) -> bool {
        self.rate.is_none() && self.law != Law::OneWay
    }

    /// Reaction enthalpy, J/mol, at a temperature in K.
    pub fn enthalpy(&self, species: &[Species], temperature: f64) -> f64 {
        self.sum(species, |one| one.enthalpy_at(temperature))
    }

    /// Natural logarithm of the equilibrium constant at a temperature in K; activities in mol/L and standard atmospheres.
    /// Infinite for what only goes forward. The profile matters for measured solubilities alone.
    pub fn ln_k(&self, species: &[Species], temperature: f64, profile: Profile) -> f64 {
        match &self.law {
            Law::Hess(ln_k) => {
                let standard = self.sum(species, |one| one.enthalpy);
                let (mut enthalpy, mut entropy) = (0.0, 0.0);
                for (at, count) in &self.terms {
                    if let Some(one) = species.get(*at) {
                        let (h, s) = one.warming(temperature);
                        enthalpy += count * h;
                        entropy += count * s;
                    }
                }
                let inverse = 1.0 / temperature - 1.0 / water::STANDARD_TEMPERATURE;
                ln_k - (standard * inverse + enthalpy / temperature - entropy) / GAS.value
            }
            Law::Ionisation(ln_k) => {
                let change = water::ionisation(temperature) - water::ionisation(water::STANDARD_TEMPERATURE);
                ln_k - math::LN_10 * change
            }
            Law::Vapour => {
                let ln_k = math::ln(water::vapour_pressure(temperature) / STANDARD_PRESSURE);
                let vapour = self.terms.iter().find(|(at, _)| species.get(*at).is_some_and(|s| s.phase == Phase::Gas));
                vapour.map_or(0.0, |(_, count)| count * ln_k)
            }
            Law::Solubility(curve) => self.saturation(species, curve, temperature, profile),
            Law::OneWay => f64::INFINITY,
        }
    }

    /// ln K of the standard enthalpies and entropies at 25 °C, for entropies of all species that are known.
    pub(super) fn hess_ln_k(&self, species: &[Species]) -> Option<f64> {
        let mut gibbs = 0.0;
        let mut gases = 0.0;
        for (at, count) in &self.terms {
            let one = species.get(*at)?;
            gibbs += count * (one.enthalpy - water::STANDARD_TEMPERATURE * one.entropy?);
            if one.phase == Phase::Gas {
                gases += count;
            }
        }
        let per_bar = -gibbs / (GAS.value * water::STANDARD_TEMPERATURE);
        Some(per_bar - gases * math::ln(STANDARD_PRESSURE / TABLE_PRESSURE))
    }

    fn sum(&self, species: &[Species], of: impl Fn(&Species) -> f64) -> f64 {
        self.terms.iter().filter_map(|(at, count)| species.get(*at).map(|one| count * of(one))).sum()
    }

    /// ln K so that the saturated solution of the salt in pure water has the measured composition.
    fn saturation(&self, species: &[Species], curve: &[(f64, f64)], temperature: f64, profile: Profile) -> f64 {
        let water_count: f64 = self.terms.iter().filter(|(at, _)| is(species, *at, Phase::Liquid)).map(|t| t.1).sum();
        let salt = self.terms.iter().find(|(at, _)| is(species, *at, Phase::Solid));
        let mass = salt.and_then(|(at, _)| species.get(*at)).map_or(1.0, |one| one.molar_mass);
        let amount = interpolate(curve, temperature) / (mass - water_count * water::MOLAR_MASS);
        let dissolved = || self.terms.iter().filter(|(at, _)| is(species, *at, Phase::Dissolved));
        let volume: f64 = 1.0 / water::density(temperature)
            + amount * dissolved().filter_map(|(at, n)| species.get(*at).map(|one| n * one.volume)).sum::<f64>();
        let concentration = 1e-3 * amount / volume.max(1e-6);
        let charge = |at: usize| species.get(at).map_or(0, |one| one.charge);
        let strength: f64 =
            0.5 * concentration * dissolved().map(|(at, n)| n * f64::from(charge(*at) * charge(*at))).sum::<f64>();
        let total: f64 = concentration * dissolved().map(|(_, n)| n).sum::<f64>();
        let coefficients = Coefficients::at(profile, strength, temperature);
        let ions: f64 =
            dissolved().map(|(at, n)| n * (math::ln(n * concentration) + coefficients.ln_gamma(charge(*at)))).sum();
        ions + water_count * activity::ln_water(profile, total)
    }
}

fn is(species: &[Species], at: usize, phase: Phase) -> bool {
    species.get(at).is_some_and(|one| one.phase == phase)
}

/// Between the points of a table by straight lines, beyond its ends the value there.
pub(super) fn interpolate(table: &[(f64, f64)], x: f64) -> f64 {
    let after = table.iter().position(|point| point.0 >= x);
    match (after, table.last()) {
        (None, Some(last)) => last.1,
        (Some(at), _) => match (at.checked_sub(1).and_then(|at| table.get(at)), table.get(at)) {
            (Some(low), Some(high)) => low.1 + (high.1 - low.1) * (x - low.0) / (high.0 - low.0),
            (None, Some(first)) => first.1,
            _ => 0.0,
        },
        _ => 0.0,
    }
}
