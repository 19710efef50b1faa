//! Gases between a solution and what is above it: through the surface, and in bubbles.

use super::arrhenius::Balance;
use super::medium::Contents;
use crate::quantity::constants::STANDARD_ATMOSPHERE;

/// The supersaturation above the threshold at which bubbling has come to half of its rate by that supersaturation.
const ONSET: f64 = 0.02;

/// A dissolved gas that leaves the solution, or goes into it. Its extent is the amount that has left.
///
/// Through the surface it goes as fast as it is away from equilibrium (two-film theory). Where the gases in
/// solution and the water vapour together press more than what lies on the solution, bubbles form and take each gas
/// along by what is dissolved of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transfer {
    /// The dissolved species.
    pub dissolved: usize,
    /// The species in the gas.
    pub gas: usize,
    /// Solubility: gas = dissolved, mol/L for each atmosphere.
    pub solubility: Balance,
    /// Transfer coefficient of the liquid times the surface, m³/s (about 2e-5 m/s times the area at rest, ten times
    /// that when stirred).
    pub surface: f64,
    /// How fast bubbles empty the solution, 1/s for each unit of supersaturation; more where there are rough grains.
    pub bubbling: f64,
    /// The supersaturation that bubbles need to form: 0 on rough grains, some tenths in clean glass.
    pub threshold: f64,
}

impl Transfer {
    /// The pressure, Pa, that this gas has when it is in equilibrium with the solution.
    pub fn pressure(&self, contents: &Contents) -> f64 {
        let activity = contents.activities.get(self.dissolved).copied().unwrap_or(0.0);
        activity.max(0.0) / self.solubility.at(contents.temperature) * STANDARD_ATMOSPHERE.value
    }

    /// What leaves through the surface, mol/s; negative for what dissolves.
    pub fn through_surface(&self, contents: &Contents) -> f64 {
        let activity = |species: usize| contents.activities.get(species).copied().unwrap_or(0.0);
        let solubility = self.solubility.at(contents.temperature);
        1000.0 * self.surface * (activity(self.dissolved) - solubility * activity(self.gas))
    }

    /// What leaves in bubbles, mol/s, at a supersaturation of the whole solution; never negative.
    pub fn in_bubbles(&self, contents: &Contents, supersaturation: f64) -> f64 {
        let activity = contents.activities.get(self.dissolved).copied().unwrap_or(0.0).max(0.0);
        let over = (supersaturation - self.threshold).max(0.0);
        // It sets in smoothly, so that a solution at the threshold is not a corner for the solver.
        1000.0 * contents.solution * activity * self.bubbling * over * over / (over + ONSET)
    }
}

/// How much more than the pressure above it a solution would need to hold its gases: the sum of their equilibrium
/// pressures and that of water over the pressure, less 1.
pub fn supersaturation<'a>(transfers: impl Iterator<Item = &'a Transfer>, contents: &Contents) -> f64 {
    let inside: f64 = transfers.map(|transfer| transfer.pressure(contents)).sum();
    (inside + contents.vapour_pressure) / contents.pressure - 1.0
}
