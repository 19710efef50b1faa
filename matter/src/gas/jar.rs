//! A jar that a gas is led into while it drives the air out: what is in it at each height.
//!
//! Model, stated: the jar is a row of equal cells from its mouth to its closed end, at the pressure and temperature of the
//! room. What flows in at the end of the delivery tube pushes what lies between there and the mouth out before it
//! (upwind). Neighbouring cells exchange gas by diffusion, by the stirring of the jet, and, where the denser lies above
//! the less dense, by overturning (eddies as wide as the radius of the jar); and so does the cell at an open mouth with the room. So a
//! tube that ends at the mouth, a jar the wrong way up or left open have the consequences that they have.
//! It has no heat and no flow sideways; layers thinner than a cell are not seen.

use super::density;
use crate::numerics::math;

/// Cells of a jar.
const CELLS: usize = 16;

/// Bore of a delivery tube, m, and what the stirring of its jet is of speed times bore (a turbulent jet's eddies are about a
/// tenth of its width).
const BORE: f64 = 5e-3;
const STIRRING: f64 = 0.1;

/// Which way the mouth of a jar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouth {
    /// Up, for gases denser than air.
    Up,
    /// Down, for gases less dense than air.
    Down,
}

/// What is around a jar. The lists are by gas, in one order.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// K.
    pub temperature: f64,
    /// Pa.
    pub pressure: f64,
    /// m/s².
    pub gravity: f64,
    /// Molar masses, kg/mol.
    pub molar_masses: &'a [f64],
    /// Diffusivities in air, m²/s (CO2 1.6e-5, O2 2.0e-5, H2 7.5e-5).
    pub diffusivities: &'a [f64],
    /// Mole fractions of the room's air.
    pub air: &'a [f64],
}

impl Room<'_> {
    pub(super) fn density(&self, fractions: &[f64]) -> f64 {
        let mass = fractions.iter().zip(self.molar_masses).map(|(share, mass)| share * mass).sum();
        density(mass, self.temperature, self.pressure)
    }

    /// Diffusivity between two gases: each kind's by how much it differs.
    fn diffusivity(&self, here: &[f64], there: &[f64]) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for ((here, there), diffusivity) in here.iter().zip(there).zip(self.diffusivities) {
            sum += (here - there).abs() * diffusivity;
            weights += (here - there).abs();
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }

    /// Eddy diffusivity, m²/s, between a lower and an upper cell, so far apart, in a jar of a radius, where the upper is the
    /// denser; else 0. Prandtl's mixing length, for which the radius is taken.
    fn overturning(&self, lower: &[f64], upper: &[f64], apart: f64, radius: f64) -> f64 {
        let (below, above) = (self.density(lower), self.density(upper));
        let heavier = 2.0 * (above - below) / (above + below);
        if heavier > 0.0 { radius * radius * (self.gravity * heavier / apart).sqrt() } else { 0.0 }
    }
}

/// A gas led into a jar.
#[derive(Clone, Copy, Debug)]
pub struct Inflow<'a> {
    /// Amounts by gas, mol/s.
    pub rates: &'a [f64],
    /// How far the tube reaches into the jar from its mouth, m.
    pub depth: f64,
}

/// A jar of gas.
#[derive(Clone, Debug, PartialEq)]
pub struct Jar {
    /// Inner height, m.
    height: f64,
    /// Area of its bore, m².
    area: f64,
    mouth: Mouth,
    open: f64,
    gases: usize,
    /// Mole fractions, cell by cell from the mouth.
    cells: Vec<f64>,
}

impl Jar {
    /// A jar of a height (m) and bore (m²), full of a mixture of these mole fractions. `None` unless both are positive.
    pub fn new(height: f64, area: f64, mouth: Mouth, fractions: &[f64]) -> Option<Jar> {
        let good = height > 0.0 && area > 0.0 && height.is_finite() && area.is_finite() && !fractions.is_empty();
        let cells = fractions.iter().copied().cycle().take(CELLS * fractions.len()).collect();
        good.then_some(Jar { height, area, mouth, open: 1.0, gases: fractions.len(), cells })
    }

    /// Turns the jar. What lies wrong then overturns in the next steps.
    pub fn turn(&mut self, mouth: Mouth) {
        self.mouth = mouth;
    }

    /// Covers its mouth with a glass plate so that this share of it, 0 to 1, stays open. What is led in still gets out past
    /// the plate, but little of the room's air comes in.
    pub fn cover(&mut self, open: f64) {
        self.open = if open > 0.0 { open.min(1.0) } else { 0.0 };
    }

    /// Mole fractions at a depth (m) from the mouth: those of the cell there.
    pub fn fractions(&self, depth: f64) -> &[f64] {
        self.cells.chunks_exact(self.gases).nth(self.cell(depth)).unwrap_or(&[])
    }

    /// Mean mole fraction of a gas in the whole jar.
    pub fn mean(&self, gas: usize) -> f64 {
        self.cells.iter().skip(gas).step_by(self.gases).sum::<f64>() / CELLS as f64
    }

    fn cell(&self, depth: f64) -> usize {
        // A float that is too large or no number becomes the last or first cell.
        ((depth / self.height * CELLS as f64) as usize).min(CELLS - 1)
    }

    /// Advances by some seconds. What left by the mouth (more than came in, by gas, mol) is added to `out`.
    pub fn advance(&mut self, room: &Room, inflow: Option<Inflow>, seconds: f64, out: &mut [f64]) {
        let gases = self.gases;
        let lengths = [room.molar_masses.len(), room.diffusivities.len(), room.air.len(), out.len()];
        if lengths.iter().any(|length| *length != gases) || seconds.is_nan() || seconds <= 0.0 {
            return;
        }
        let spacing = self.height / CELLS as f64;
        let held = super::dry_amount(spacing * self.area, room.temperature, room.pressure, 0.0).unwrap_or(0.0);
        let inflow = inflow.filter(|inflow| inflow.rates.len() == gases);
        let rate: f64 = inflow.map_or(0.0, |inflow| inflow.rates.iter().sum());
        // Half a cell at most flows in at once.
        let parts = (rate * seconds / (0.5 * held)).ceil().clamp(1.0, 1e4);
        let part = seconds / parts;
        for _ in 0..parts as u32 {
            let inlet = inflow.map(|inflow| (self.cell(inflow.depth), inflow.rates));
            if let Some((inlet, rates)) = inlet {
                self.push(inlet, rates, part, held, out);
            }
            let jet = STIRRING * 4.0 * super::volume(rate, room.temperature, room.pressure) / (math::PI * BORE);
            self.mix(room, inlet.map(|(cell, _)| (cell, jet)), part, spacing, held, out);
        }
    }

    /// What flows in takes the place of what is driven out cell by cell.
    fn push(&mut self, inlet: usize, rates: &[f64], seconds: f64, held: f64, out: &mut [f64]) {
        let share = rates.iter().sum::<f64>() * seconds / held;
        for (gas, rate) in rates.iter().enumerate() {
            let mut coming = rate * seconds / held;
            for cell in (0..=inlet).rev() {
                let there = &mut self.cells[cell * self.gases + gas];
                let leaving = share * *there;
                *there += coming - leaving;
                coming = leaving;
            }
            out[gas] += coming * held;
        }
    }

    /// Neighbours exchange gas; so does the cell at the mouth with the room.
    fn mix(&mut self, room: &Room, jet: Option<(usize, f64)>, seconds: f64, spacing: f64, held: f64, out: &mut [f64]) {
        let gases = self.gases;
        let up = self.mouth == Mouth::Up;
        let radius = (self.area / math::PI).sqrt();
        let between = |outer: &[f64], inner: &[f64]| {
            let (lower, upper) = if up { (inner, outer) } else { (outer, inner) };
            room.diffusivity(outer, inner) + room.overturning(lower, upper, spacing, radius)
        };
        for cell in 1..CELLS {
            let (before, after) = self.cells.split_at_mut(cell * gases);
            let (outer, inner) = (&mut before[(cell - 1) * gases..], &mut after[..gases]);
            let stirred = jet.map_or(0.0, |(at, jet)| if at == cell || at + 1 == cell { jet } else { 0.0 });
            let rate = (between(outer, inner) + stirred) / (spacing * spacing);
            // Two equal cells, exact for any time: half of the difference at most.
            let share = 0.5 * (1.0 - math::exp(-2.0 * rate * seconds));
            for (outer, inner) in outer.iter_mut().zip(inner) {
                let moved = share * (*inner - *outer);
                *outer += moved;
                *inner -= moved;
            }
        }
        if self.open > 0.0 {
            let first = &mut self.cells[..gases];
            let rate = self.open * between(room.air, first) / (spacing * spacing);
            let share = 1.0 - math::exp(-rate * seconds);
            for ((own, air), out) in first.iter_mut().zip(room.air).zip(out) {
                let moved = share * (air - *own);
                *own += moved;
                *out -= moved * held;
            }
        }
    }
}
