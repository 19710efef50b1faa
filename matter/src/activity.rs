//! Activity coefficients of what is dissolved: ideal, or after Davies.

use super::catalogue::Species;
use super::water;
use crate::numerics::math;

/// Whether ions feel each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Activity is concentration in mol/L, water's activity 1: what textbooks compute.
    #[default]
    Ideal,
    /// Ionic activity coefficients after Davies, 0.1 I for what is not charged, water's activity after Raoult.
    Activity,
}

/// The ionic strength, mol/L, from which on coefficients no longer change. The Davies equation is good to about 0.5 mol/L;
/// beyond it turns round and would let salts at saturation run away.
pub const HIGHEST: f64 = 1.0;

/// Natural logarithms of activity coefficients at an ionic strength and a temperature.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coefficients {
    /// For a charge of 1; it goes with the square of the charge.
    unit_charge: f64,
    /// For what has no charge.
    neutral: f64,
    /// Ionic strength, mol/L, as far as it counts, and the slopes A, (L/mol)^½, and B, (L/mol)^½/m; all zero if ideal.
    strength: f64,
    slopes: (f64, f64),
}

impl Coefficients {
    /// At an ionic strength, mol/L, and a temperature, K.
    ///
    /// C. W. Davies, Ion Association (1962): log γ = -A z² (√I/(1+√I) - 0.3 I), with A of Debye and Hückel from the
    /// density and the permittivity of water; neutral species log γ = 0.1 I, as PHREEQC has it.
    pub fn at(profile: Profile, ionic_strength: f64, temperature: f64) -> Coefficients {
        match profile {
            Profile::Ideal => Coefficients::default(),
            Profile::Activity => {
                let strength = ionic_strength.clamp(0.0, HIGHEST);
                let root = strength.sqrt();
                Coefficients {
                    unit_charge: -math::LN_10 * debye_huckel(temperature) * (root / (1.0 + root) - 0.3 * strength),
                    neutral: math::LN_10 * 0.1 * strength,
                    strength,
                    slopes: (debye_huckel(temperature), per_size(temperature)),
                }
            }
        }
    }

    /// ln γ of a dissolved species of a charge.
    pub fn ln_gamma(&self, charge: i32) -> f64 {
        if charge == 0 { self.neutral } else { self.unit_charge * f64::from(charge * charge) }
    }

    /// ln γ of a species, by its own size and slope if it has them.
    pub fn ln_of(&self, species: &Species) -> f64 {
        let Some((size, slope)) = species.debye_huckel else { return self.ln_gamma(species.charge) };
        let root = self.strength.sqrt();
        let (a, b) = self.slopes;
        let square = f64::from(species.charge * species.charge);
        math::LN_10 * (-a * square * root / (1.0 + b * size * root) + slope * self.strength)
    }
}

/// ln of the activity of water with so many moles dissolved in a litre: -M Σc, Raoult's law where the solution is dilute
/// (osmotic coefficient 1, a kilogram of water in a litre). Zero in the ideal profile.
pub fn ln_water(profile: Profile, dissolved: f64) -> f64 {
    match profile {
        Profile::Ideal => 0.0,
        Profile::Activity => -water::MOLAR_MASS * dissolved.clamp(0.0, 40.0),
    }
}

/// The limiting slope A of Debye and Hückel, (L/mol)^½, to base 10: 0.5092 at 25 °C.
pub fn debye_huckel(temperature: f64) -> f64 {
    let t = temperature.clamp(253.15, 423.15);
    1.824_83e6 * (water::density(t) / 1000.0).sqrt() / math::powf(water::permittivity(t) * t, 1.5)
}

/// B of Debye and Hückel, (L/mol)^½/m: 3.29e9 at 25 °C.
fn per_size(temperature: f64) -> f64 {
    let t = temperature.clamp(253.15, 423.15);
    50.29e10 * (water::density(t) / 1000.0 / (water::permittivity(t) * t)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coefficients_of_davies() {
        // By hand: A = 0.5105 at 25 °C (J. N. Butler 1998 has 0.5085 to 0.5115 after the permittivity that is taken).
        assert!((debye_huckel(298.15) - 0.5105).abs() < 1e-3, "{}", debye_huckel(298.15));
        let at = Coefficients::at(Profile::Activity, 0.1, 298.15);
        // γ± of 0.1 mol/L: Davies gives 0.78 for NaCl (measured 0.778).
        assert!((math::exp(at.ln_gamma(1)) - 0.78).abs() < 0.005, "{}", math::exp(at.ln_gamma(1)));
        assert!((at.ln_gamma(-2) - 4.0 * at.ln_gamma(1)).abs() < 1e-15);
        assert!((at.ln_gamma(0) / math::LN_10 - 0.01).abs() < 1e-12);
        // K. H. Truesdell and B. F. Jones (1974): γ of Na+ (4.0 Å, 0.075) at 0.1 mol/L is 0.78.
        let sodium = Species { charge: 1, debye_huckel: Some((4e-10, 0.075)), ..Species::default() };
        assert!((math::exp(at.ln_of(&sodium)) - 0.78).abs() < 0.005, "{}", math::exp(at.ln_of(&sodium)));
        assert_eq!(Coefficients::at(Profile::Ideal, 5.0, 298.15).ln_gamma(2), 0.0);
        let high = Coefficients::at(Profile::Activity, 1e6, 298.15);
        assert_eq!(high, Coefficients::at(Profile::Activity, HIGHEST, 298.15));
    }

    #[test]
    fn water_of_solutions() {
        // 1 mol/L NaCl: 2 mol of ions; measured activity of water 0.967.
        assert!((math::exp(ln_water(Profile::Activity, 2.0)) - 0.967).abs() < 0.003);
        assert_eq!(ln_water(Profile::Ideal, 2.0), 0.0);
    }
}
