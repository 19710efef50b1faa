//! Constants that depend on temperature: of rates (Arrhenius) and of equilibria (van 't Hoff).

use crate::numerics::math;
use crate::quantity::constants::GAS;

/// Reference temperature of equilibrium constants, 25 °C in K.
pub const STANDARD_TEMPERATURE: f64 = 298.15;

/// A rate constant k = A·exp(-Eₐ/(R·T)). Its unit is that of its factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrhenius {
    /// The frequency factor A; zero or positive.
    pub factor: f64,
    /// The activation energy Eₐ, J/mol.
    pub energy: f64,
}

impl Arrhenius {
    /// The same at every temperature.
    pub fn fixed(value: f64) -> Arrhenius {
        Arrhenius { factor: value, energy: 0.0 }
    }

    /// From the value at a temperature (K) and the activation energy (J/mol).
    pub fn through(value: f64, temperature: f64, energy: f64) -> Arrhenius {
        Arrhenius { factor: value * math::exp(energy / (GAS.value * temperature)), energy }
    }

    /// Through the values at two different temperatures (K): how an activation energy is found from measurements.
    pub fn through_two(first: (f64, f64), second: (f64, f64)) -> Arrhenius {
        let ((here, value_here), (there, value_there)) = (first, second);
        let energy = GAS.value * math::ln(value_there / value_here) / (1.0 / here - 1.0 / there);
        Arrhenius::through(value_here, here, energy)
    }

    /// The value at a temperature, K.
    pub fn at(&self, temperature: f64) -> f64 {
        self.factor * math::exp(-self.energy / (GAS.value * temperature))
    }
}

/// An equilibrium constant with a reaction enthalpy that does not change with temperature (van 't Hoff).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// Decadic logarithm at 25 °C: 1 mol/L for what is dissolved, 1 standard atmosphere for gases.
    pub log_k: f64,
    /// Reaction enthalpy, J/mol; negative where heat is given off.
    pub enthalpy: f64,
}

impl Balance {
    /// The constant at a temperature, K.
    pub fn at(&self, temperature: f64) -> f64 {
        let shift = self.enthalpy / GAS.value * (1.0 / STANDARD_TEMPERATURE - 1.0 / temperature);
        math::exp(self.log_k * math::LN_10 + shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_values_give_the_energy_and_back() {
        let law = Arrhenius { factor: 4.94e13, energy: 103_100.0 };
        let found = Arrhenius::through_two((298.15, law.at(298.15)), (318.15, law.at(318.15)));
        assert!((found.energy / law.energy - 1.0).abs() < 1e-12);
        assert!((found.at(338.15) / law.at(338.15) - 1.0).abs() < 1e-11);
    }

    #[test]
    fn heat_shifts_a_balance_by_its_sign() {
        // 2 NO2 = N2O4, -57.2 kJ/mol: ln K falls by 57200/R (1/273.15 - 1/298.15) from ice to room.
        let balance = Balance { log_k: 0.9, enthalpy: -57_200.0 };
        assert!((math::log10(balance.at(298.15)) - 0.9).abs() < 1e-14);
        assert!((balance.at(273.15) / balance.at(298.15) - 8.265).abs() < 0.005);
    }
}
