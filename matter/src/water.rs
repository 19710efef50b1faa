//! Water: density, heat capacity, vapour pressure, ionisation, permittivity, as functions of temperature.

use crate::numerics::math;

/// Molar mass of water, kg/mol, from the standard atomic weights.
pub const MOLAR_MASS: f64 = 0.018_015;
/// Reference temperature of thermochemical tables, 25 °C in K.
pub const STANDARD_TEMPERATURE: f64 = 298.15;
/// The range of the fits of liquid water, K: 0 to 100 °C. Beyond it the functions go on smoothly without a promise.
pub const RANGE: (f64, f64) = (273.15, 373.15);

/// Density of liquid water at the standard atmosphere, kg/m³, from a temperature in K.
///
/// G. S. Kell, J. Chem. Eng. Data 20 (1975) 97: within 0.015 kg/m³ of IAPWS-95 from 0 to 100 °C. Held at its ends from
/// -20 to 150 °C.
pub fn density(temperature: f64) -> f64 {
    let t = (temperature - 273.15).clamp(-20.0, 150.0);
    let terms = [999.839_52, 16.945_176, -7.987_040_1e-3, -46.170_461e-6, 105.563_02e-9, -280.542_53e-12];
    terms.iter().rev().fold(0.0, |sum, term| sum * t + term) / (1.0 + 16.879_850e-3 * t)
}

/// Coefficients of the heat capacity in powers of ((T - 273.15 K) / 100 K), J/(kg K): least squares through 41 values of
/// IAPWS-95 at the standard atmosphere, 0 to 100 °C (iapws 1.5); largest deviation 0.1 J/(kg K).
const CP: [f64; 7] = [4_219.349, -336.191, 1_129.729, -2_072.452, 2_315.459, -1_392.797, 352.630];

/// Isobaric specific heat capacity of liquid water, J/(kg K).
pub fn specific_heat_capacity(temperature: f64) -> f64 {
    let x = (temperature - 273.15) / 100.0;
    CP.iter().rev().fold(0.0, |sum, term| sum * x.clamp(0.0, 1.0) + term)
}

/// Enthalpy of liquid water above that at 25 °C, J/kg: the integral of the heat capacity, exact.
pub fn specific_enthalpy(temperature: f64) -> f64 {
    above_zero(temperature) - above_zero(STANDARD_TEMPERATURE)
}

fn above_zero(temperature: f64) -> f64 {
    let x = (temperature - 273.15) / 100.0;
    let inside = x.clamp(0.0, 1.0);
    let mut sum = 0.0;
    for (power, term) in CP.iter().enumerate().rev() {
        sum = sum * inside + term / (power + 1) as f64;
    }
    100.0 * (sum * inside + (x - inside) * specific_heat_capacity(temperature))
}

/// Pressure of saturated water vapour, Pa, from the triple point to the critical point (647 K); below, extrapolated.
///
/// W. Wagner and A. Pruss, J. Phys. Chem. Ref. Data 22 (1993) 783 (IAPWS SR1-86): within 0.03 %.
pub fn vapour_pressure(temperature: f64) -> f64 {
    let (critical, pressure) = (647.096, 22.064e6);
    let temperature = temperature.clamp(100.0, critical);
    let tau = 1.0 - temperature / critical;
    let root = tau.sqrt();
    let sum = -7.859_517_83 * tau + 1.844_082_59 * tau * root - 11.786_649_7 * math::powi(tau, 3)
        + 22.680_741_1 * math::powi(tau, 3) * root
        - 15.961_871_9 * math::powi(tau, 4)
        + 1.801_225_02 * math::powi(tau, 7) * root;
    pressure * math::exp(critical / temperature * sum)
}

/// Temperature, K, at which water boils at a pressure in Pa: where its vapour pressure is that. Within 0.01 K; from
/// 611.657 Pa (triple point) to the critical pressure, held at these ends.
pub fn boiling_point(pressure: f64) -> f64 {
    let (mut low, mut high) = (273.16, 647.096);
    // Halving 52 times leaves the last bits of a double.
    for _ in 0..52 {
        let middle = 0.5 * (low + high);
        if vapour_pressure(middle) < pressure {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Enthalpy of evaporation of water, J/kg, from 0 to 150 °C: a cubic through 30 values of IAPWS-95 (iapws 1.5), within
/// 0.006 %.
pub fn evaporation_enthalpy(temperature: f64) -> f64 {
    let x = (temperature.clamp(RANGE.0, 423.15) - 273.15) / 100.0;
    2.501_002e6 + x * (-238_638.8 + x * (7_991.3 - x * 13_946.3))
}

/// pKw, mol/kg: minus the decadic logarithm of the ionic product of water under its own pressure.
///
/// IAPWS R11-07 (A. V. Bandura and S. N. Lvov, J. Phys. Chem. Ref. Data 35 (2006) 15), with the density above.
pub fn ionisation(temperature: f64) -> f64 {
    let t = temperature.clamp(253.15, 423.15);
    let density = density(t) / 1000.0;
    let q = density * math::exp(-0.864_671 + 8_659.19 / t - 22_786.2 / (t * t) * math::powf(density, 2.0 / 3.0));
    let beta = 0.642_044 - 56.853_4 / t - 0.375_754 * density;
    let ideal = 0.614_15 + 48_251.33 / t - 67_707.93 / (t * t) + 10_102_100.0 / (t * t * t);
    -12.0 * (math::log10(1.0 + q) - q / (q + 1.0) * density * beta) + ideal + 2.0 * math::log10(18.015_268e-3)
}

/// Relative permittivity of liquid water: C. G. Malmberg and A. A. Maryott, J. Res. NBS 56 (1956) 1, 0 to 100 °C within
/// 0.1 %.
pub fn permittivity(temperature: f64) -> f64 {
    let t = (temperature - 273.15).clamp(-20.0, 150.0);
    87.740 - 0.400_08 * t + 9.398e-4 * t * t - 1.410e-6 * t * t * t
}

#[cfg(test)]
mod tests {
    use super::*;

    /// IAPWS-95, IAPWS-IF97 and IAPWS R11-07 as computed by CoolProp 8.0 and the Python package iapws.
    #[test]
    fn agree_with_the_standards() {
        let check = |got: f64, want: f64, error: f64| assert!((got - want).abs() <= error, "{got} {want}");
        for (t, rho, cp, p) in [
            (0.01, 999.843_8, 4_219.41, 611.655),
            (4.0, 999.974_9, 4_207.50, 813.5),
            (20.0, 998.207_2, 4_184.05, 2_339.32),
            (40.0, 992.216_4, 4_179.41, 7_384.94),
            (60.0, 983.195_8, 4_184.95, 19_946.4),
            (80.0, 971.790_4, 4_196.75, 47_414.5),
            (99.6, 958.636_4, 4_215.21, 99_973.0),
        ] {
            let temperature = 273.15 + t;
            check(density(temperature), rho, 0.015);
            check(specific_heat_capacity(temperature), cp, 0.15);
            check(vapour_pressure(temperature), p, 4e-4 * p);
        }
        for (t, half) in [
            (0.0, 7.473_278_9),
            (10.0, 7.266_796_8),
            (25.0, 6.997_165_8),
            (40.0, 6.767_193_7),
            (60.0, 6.510_291_9),
            (80.0, 6.299_727_7),
            (100.0, 6.126_895_2),
        ] {
            check(0.5 * ionisation(273.15 + t), half, 0.001_5);
        }
        check(evaporation_enthalpy(373.15), 2.256_47e6, 300.0);
        check(evaporation_enthalpy(298.15), 2.441_7e6, 300.0);
        check(boiling_point(101_325.0), 373.124, 0.01);
        check(boiling_point(80_000.0), 366.64, 0.02);
        check(permittivity(298.15), 78.30, 0.02);
    }

    #[test]
    fn enthalpy_is_the_integral_of_the_heat_capacity() {
        assert_eq!(specific_enthalpy(STANDARD_TEMPERATURE), 0.0);
        for t in [260.0, 274.0, 300.0, 350.0, 373.0, 390.0] {
            let slope = (specific_enthalpy(t + 1e-3) - specific_enthalpy(t - 1e-3)) / 2e-3;
            assert!((slope / specific_heat_capacity(t) - 1.0).abs() < 1e-7, "{t}: {slope}");
        }
    }
}
