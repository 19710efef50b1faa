//! Equilibrium with the heat kept in: temperature follows from what dissolves, reacts, melts.

use super::catalogue::Catalogue;
use super::equilibrium::{Conditions, NotConverged, Precision, Report, Workspace, fixed_point};
use super::mixture::Mixture;

/// Temperatures, K, between which that of a mixture is looked for.
const COLDEST: f64 = 50.0;
const HOTTEST: f64 = 7000.0;
/// The temperature is found to some 1e-8 K, in steps of at most 50 K: constants are extrapolated far outside of their
/// range, where an equilibrium may have the same enthalpy once more.
const TEMPERATURE: Precision = Precision { near: 3e-11, stride: 50.0 };

impl Mixture {
    /// Brings the mixture to equilibrium with so much heat added, J (negative: taken away), so that its enthalpy is what it
    /// was and the heat. The pressure is constant; in a closed space the work of the pressure is left out (some
    /// per mille of the heat of a liquid). Gas that an open space gives comes at the temperature the mixture had.
    ///
    /// Where solid and liquid can be side by side at one temperature only (ice in water), both are there in the amounts that
    /// the heat tells.
    pub fn equilibrate_with_heat(
        &mut self,
        catalogue: &Catalogue,
        conditions: &Conditions,
        heat: f64,
        workspace: &mut Workspace,
    ) -> Result<Report, NotConverged> {
        if !heat.is_finite() {
            return Err(NotConverged::NotFinite);
        }
        let aim = self.enthalpy(catalogue) + heat;
        let mut trial = Trial { mixture: self.clone(), start: self.temperature, report: Report::default() };
        // The last ones with too little and with too much enthalpy, for a jump between them.
        let (mut cold, mut hot) = ((trial.clone(), f64::NAN), (trial.clone(), f64::NAN));
        let jump = fixed_point(self.temperature, TEMPERATURE, |temperature| {
            let enthalpy = trial.enthalpy(catalogue, conditions, temperature, workspace)?;
            let side = if enthalpy < aim { &mut cold } else { &mut hot };
            side.0.clone_from(&trial);
            side.1 = enthalpy;
            let rise = (aim - enthalpy) / trial.mixture.heat_capacity(catalogue).max(1e-300);
            if (temperature <= COLDEST && rise < 0.0) || (temperature >= HOTTEST && rise > 0.0) {
                return Err(NotConverged::Temperature);
            }
            Ok(temperature + rise.clamp(COLDEST - temperature, HOTTEST - temperature))
        })?;
        if jump.is_some() {
            let share = (aim - cold.1) / (hot.1 - cold.1);
            if !(0.0..=1.0).contains(&share) {
                return Err(NotConverged::Temperature);
            }
            let between = |own: &mut f64, cold: f64| *own = share * *own + (1.0 - share) * cold;
            let Trial { mixture, report, .. } = &mut hot.0;
            for (own, cold) in mixture.amounts.iter_mut().zip(&cold.0.mixture.amounts) {
                between(own, *cold);
            }
            for ((_, own), (_, cold)) in report.exchanged.iter_mut().zip(&cold.0.report.exchanged) {
                between(own, *cold);
            }
            between(&mut report.gas_volume, cold.0.report.gas_volume);
            trial.clone_from(&hot.0);
        }
        // What is left to the last digit goes into the temperature.
        let brought = trial.brought(catalogue);
        trial.mixture.set_enthalpy(catalogue, aim + brought);
        *self = trial.mixture;
        Ok(trial.report)
    }
}

/// Equilibria of the same elements at one temperature after the other, each from the last.
#[derive(Clone)]
struct Trial {
    mixture: Mixture,
    /// Temperature at which open gases come, K.
    start: f64,
    /// Rounds and exchange since the start.
    report: Report,
}

impl Trial {
    /// Comes to equilibrium at a temperature; tells the enthalpy less that of the gas that came, J.
    fn enthalpy(
        &mut self,
        catalogue: &Catalogue,
        conditions: &Conditions,
        temperature: f64,
        workspace: &mut Workspace,
    ) -> Result<f64, NotConverged> {
        self.mixture.temperature = temperature;
        let found = self.mixture.equilibrate(catalogue, conditions, workspace)?;
        let own = &mut self.report;
        own.rounds += found.rounds;
        own.gas_volume = found.gas_volume;
        if own.exchanged.len() == found.exchanged.len() {
            own.exchanged.iter_mut().zip(&found.exchanged).for_each(|((_, all), (_, more))| *all += more);
        } else {
            own.exchanged = found.exchanged;
        }
        Ok(self.mixture.enthalpy(catalogue) - self.brought(catalogue))
    }

    /// Enthalpy of the gas that came from an open space, J.
    fn brought(&self, catalogue: &Catalogue) -> f64 {
        let molar = |at: usize| catalogue.species.get(at).map_or(0.0, |one| one.enthalpy_at(self.start));
        self.report.exchanged.iter().map(|(at, amount)| amount * molar(*at)).sum()
    }
}
