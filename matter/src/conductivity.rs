//! Electrolytic conductivity of a solution from the molar conductivities of its ions.
//!
//! Ideal: each ion carries as in infinite dilution (Kohlrausch's law of independent migration). With activity: the ions
//! slow each other down as Debye, Hückel and Onsager have it, with the finite size of ions in the form of Robinson and
//! Stokes. Against the CRC tables at 25 °C, salts, acids and bases of 1:1 charges are within 1 % up to 0.1 mol/L and within
//! 8 % up to 1 mol/L, chlorides of 2:1 charges within 3 % up to 0.05 mol/L; ion pairs (of sulfates) must be given as such. From there to 10 mol/L a
//! rough factor stands for crowding: within 45 %.

use super::water;
use crate::numerics::math;

/// What carries: one species of ion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carrier {
    /// Charge in elementary charges.
    pub charge: i32,
    /// Molar conductivity in infinite dilution at 25 °C, S m²/mol (of the ion, not of its equivalent).
    pub conductivity: f64,
    /// Concentration, mol/m³.
    pub concentration: f64,
    /// How its mobility follows the fluidity of water when it warms: [`ORDINARY`], [`HYDROGEN`] or [`HYDROXIDE`].
    pub fluidity: f64,
}

/// Exponent of the fluidity of water for ions that move through it: K+, Na+, Cl- from 0 to 100 °C within 5 %
/// (R. A. Robinson and R. H. Stokes, Electrolyte Solutions, appendix 6.2; recalled).
pub const ORDINARY: f64 = 0.89;
/// The same for H+, which hops: within 8 %.
pub const HYDROGEN: f64 = 0.58;
/// The same for OH-: within 12 % at the ends, 5 % from 10 to 40 °C.
pub const HYDROXIDE: f64 = 0.80;

/// What is taken for an ion of this charge whose conductivity no table has, S m²/mol: 40 S cm² for each equivalent, the
/// middle of large ions.
pub fn usual(charge: i32) -> f64 {
    4.0e-3 * f64::from(charge.abs())
}

/// Viscosity of liquid water at atmospheric pressure and a temperature in K, Pa s: IAPWS SR6-08(2011), -20 to 110 °C
/// within 1 %.
pub fn viscosity(temperature: f64) -> f64 {
    let t = temperature / 300.0;
    1e-6 * (280.68 * math::powf(t, -1.9)
        + 511.45 * math::powf(t, -7.7)
        + 61.131 * math::powf(t, -19.6)
        + 0.459_03 * math::powi(t, -40))
}

/// Conductivity in S/m at a temperature in K, each ion as in infinite dilution.
pub fn ideal(carriers: &[Carrier], temperature: f64) -> f64 {
    let warmth = Warmth::at(temperature);
    carriers.iter().map(|carrier| warmth.conductivity(carrier) * carrier.concentration).sum()
}

/// Conductivity in S/m at a temperature in K, with ions that slow each other down.
pub fn real(carriers: &[Carrier], temperature: f64) -> f64 {
    let warmth = Warmth::at(temperature);
    let (positive, negative) = (Side::of(carriers, 1, &warmth), Side::of(carriers, -1, &warmth));
    let root = (0.5 * (positive.squares + negative.squares)).sqrt();
    let charge = mean(positive.squares + negative.squares, positive.charges + negative.charges);
    // Crowding beyond 1 mol/L: by eye through sodium and potassium chloride, hydrochloric acid and soda.
    let crowding = 1.0 / (1.0 + CROWDING * math::powi(root, 6));
    let damping = root / (1.0 + warmth.size * charge.sqrt() * root);
    let q = asymmetry(&positive, &negative);
    let relaxation = warmth.relaxation * q / (1.0 + q.sqrt());
    carriers
        .iter()
        .map(|carrier| {
            let charge = f64::from(carrier.charge.abs());
            let free = warmth.conductivity(carrier);
            let other = if carrier.charge > 0 { negative.charge() } else { positive.charge() };
            // The cloud of the other ions lags behind, and drags water along.
            let lost = relaxation * charge * other * free + warmth.drag * charge * charge;
            (free - lost * damping).max(0.0) * carrier.concentration
        })
        .sum::<f64>()
        * crowding
}

/// What the cube of the ionic strength takes away in strong solutions, where ions crowd and the liquid is viscous, m⁹/mol³.
const CROWDING: f64 = 0.004e-9;

/// The ions of one sign together.
struct Side {
    /// Sum of concentration times charge, mol/m³.
    charges: f64,
    /// Sum of concentration times charge squared, mol/m³.
    squares: f64,
    /// Their conductivity in infinite dilution, S/m.
    free: f64,
}

impl Side {
    fn of(carriers: &[Carrier], sign: i32, warmth: &Warmth) -> Side {
        let mut side = Side { charges: 0.0, squares: 0.0, free: 0.0 };
        for carrier in carriers.iter().filter(|carrier| carrier.charge.signum() == sign) {
            let charge = f64::from(carrier.charge.abs());
            side.charges += carrier.concentration * charge;
            side.squares += carrier.concentration * charge * charge;
            side.free += carrier.concentration * warmth.conductivity(carrier);
        }
        side
    }

    /// Mean charge, each ion by its share of the charge.
    fn charge(&self) -> f64 {
        mean(self.squares, self.charges)
    }

    /// Conductivity of an equivalent, S m²/mol.
    fn equivalent(&self) -> f64 {
        self.free / self.charges.max(f64::MIN_POSITIVE)
    }
}

/// A mean charge, 1 where there are no ions.
fn mean(squares: f64, charges: f64) -> f64 {
    if charges > 0.0 { squares / charges } else { 1.0 }
}

/// Onsager's q, 1/2 for ions of the same charge.
fn asymmetry(positive: &Side, negative: &Side) -> f64 {
    let (plus, minus) = (positive.charge(), negative.charge());
    let (own, other) = (positive.equivalent(), negative.equivalent());
    let below = (plus + minus) * (plus * other + minus * own);
    if below > 0.0 { plus * minus * (own + other) / below } else { 0.5 }
}

/// What depends on the temperature alone.
struct Warmth {
    /// Fluidity of water over that at 25 °C.
    fluidity: f64,
    /// Share of its conductivity that an ion loses by the cloud that lags behind, over q/(1 + √q), for one charge and the
    /// root of the ionic strength, (m³/mol)^½: 0.784 (L/mol)^½ at 25 °C.
    relaxation: f64,
    /// Conductivity that an ion of one charge loses, S m²/mol (m³/mol)^½: 30.3 S cm²/mol (L/mol)^½ at 25 °C.
    drag: f64,
    /// Size of ions (4 Å, and more with the root of their charge) over the Debye length, (m³/mol)^½: 1.32 (L/mol)^½ at
    /// 25 °C.
    size: f64,
}

impl Warmth {
    fn at(temperature: f64) -> Warmth {
        let viscosity_now = viscosity(temperature);
        let heat = water::permittivity(temperature) * temperature;
        // Onsager's numbers for c in mol/L, viscosity in poise and conductivity in S cm² (R. A. Robinson and R. H. Stokes,
        // Electrolyte Solutions, chapter 7), brought to SI.
        let per_litre = 1e-3_f64.sqrt();
        Warmth {
            fluidity: viscosity(298.15) / viscosity_now,
            relaxation: 2.801e6 / math::powf(heat, 1.5) * per_litre,
            drag: 41.25e-4 / (10.0 * viscosity_now * heat.sqrt()) * per_litre,
            size: 4.0 * 50.29 / heat.sqrt() * per_litre,
        }
    }

    /// Molar conductivity of an ion in infinite dilution, S m²/mol.
    fn conductivity(&self, carrier: &Carrier) -> f64 {
        carrier.conductivity * math::powf(self.fluidity, carrier.fluidity)
    }
}

#[cfg(test)]
#[path = "conductivity_tests.rs"]
mod tests;
