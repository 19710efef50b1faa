//! Equilibrium with the heat kept in: temperature follows from what dissolves, reacts, melts.

use super::catalogue::Catalogue;
use super::equilibrium::{Conditions, NotConverged, Report, Workspace, fixed_point};
use super::mixture::Mixture;

/// Temperatures, K, between which that of a mixture is looked for.
const COLDEST: f64 = 100.0;
const HOTTEST: f64 = 6000.0;

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
        let start = self.temperature;
        let mut trial = self.clone();
        let mut report = Report::default();
        let jump = fixed_point(start, 1e-10, |temperature| {
            let (found, enthalpy) = self.trial(catalogue, conditions, temperature, &mut trial, workspace)?;
            report = found;
            let missing = aim - enthalpy;
            let rise = missing / trial.heat_capacity(catalogue).max(1e-300);
            Ok(temperature + rise.clamp(COLDEST - temperature, HOTTEST - temperature))
        })?;
        if let Some((below, above)) = jump {
            let (_, low) = self.trial(catalogue, conditions, below, &mut trial, workspace)?;
            let cold = trial.clone();
            let (found, high) = self.trial(catalogue, conditions, above, &mut trial, workspace)?;
            report = found;
            let share = ((aim - low) / (high - low)).clamp(0.0, 1.0);
            if !share.is_finite() {
                return Err(NotConverged::Volume);
            }
            for (own, cold) in trial.amounts.iter_mut().zip(&cold.amounts) {
                *own = share * *own + (1.0 - share) * cold;
            }
            trial.set_enthalpy(catalogue, aim);
        }
        *self = trial;
        Ok(report)
    }

    /// The equilibrium at a temperature and its enthalpy less that of the gas that came.
    fn trial(
        &self,
        catalogue: &Catalogue,
        conditions: &Conditions,
        temperature: f64,
        trial: &mut Mixture,
        workspace: &mut Workspace,
    ) -> Result<(Report, f64), NotConverged> {
        trial.amounts.clone_from(&self.amounts);
        trial.temperature = temperature;
        let report = trial.equilibrate(catalogue, conditions, workspace)?;
        let species = |at: usize| catalogue.species.get(at);
        let came = report.exchanged.iter();
        let came: f64 = came.filter_map(|(at, n)| species(*at).map(|one| n * one.enthalpy_at(self.temperature))).sum();
        let enthalpy = trial.enthalpy(catalogue) - came;
        Ok((report, enthalpy))
    }
}
