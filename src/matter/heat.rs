//! Equilibrium with the heat kept in: temperature follows from what dissolves, reacts, melts.

use super::catalogue::Catalogue;
use super::equilibrium::{Conditions, NotConverged, Report, Workspace, fixed_point};
use super::mixture::Mixture;

/// Temperatures, K, between which that of a mixture is looked for.
const COLDEST: f64 = 50.0;
const HOTTEST: f64 = 7000.0;
/// The longest step of the temperature, K: constants are extrapolated far outside of their range, where an equilibrium may
/// have the same enthalpy once more.
const STRIDE: f64 = 50.0;
/// Temperatures on the two sides of a jump are this near, relative.
const JUMP: f64 = 1e-10;

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
        let jump = fixed_point(start, JUMP, STRIDE, |temperature| {
            let (found, enthalpy) = self.trial(catalogue, conditions, temperature, &mut trial, workspace)?;
            report = found;
            let missing = aim - enthalpy;
            let rise = missing / trial.heat_capacity(catalogue).max(1e-300);
            if (temperature <= COLDEST && rise < 0.0) || (temperature >= HOTTEST && rise > 0.0) {
                return Err(NotConverged::Temperature);
            }
            Ok(temperature + rise.clamp(COLDEST - temperature, HOTTEST - temperature))
        })?;
        if let Some((below, above)) = jump {
            let (cold_report, low) = self.trial(catalogue, conditions, below, &mut trial, workspace)?;
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
            for ((_, own), (_, cold)) in report.exchanged.iter_mut().zip(&cold_report.exchanged) {
                *own = share * *own + (1.0 - share) * cold;
            }
            let came = self.brought(catalogue, &report);
            trial.set_enthalpy(catalogue, aim + came);
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
        let enthalpy = trial.enthalpy(catalogue) - self.brought(catalogue, &report);
        Ok((report, enthalpy))
    }

    /// Enthalpy of the gas that came from an open space, J.
    fn brought(&self, catalogue: &Catalogue, report: &Report) -> f64 {
        let molar = |at: usize| catalogue.species.get(at).map_or(0.0, |one| one.enthalpy_at(self.temperature));
        report.exchanged.iter().map(|(at, amount)| amount * molar(*at)).sum()
    }
}
