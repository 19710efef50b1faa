//! Constants of nature, each with its unit, standard uncertainty and source.

use super::unit::{
    COULOMB, JOULE_PER_KELVIN, JOULE_PER_MOLE_KELVIN, KELVIN, KILOGRAM, METRE_PER_SECOND, METRE_PER_SECOND2, PASCAL,
};
use super::{Dimension, Unit};

/// One constant of nature.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// English name.
    pub name: &'static str,
    /// Usual symbol.
    pub symbol: &'static str,
    /// Value in SI units.
    pub value: f64,
    /// Standard uncertainty in SI units; 0 where the value is exact.
    pub uncertainty: f64,
    /// The SI unit.
    pub unit: Unit,
    /// Where the value is from.
    pub source: &'static str,
}

const CODATA: &str = "CODATA 2022, P. J. Mohr et al., Rev. Mod. Phys. 97, 025002 (2025)";
const SI: &str = "Exact: SI brochure, 9th edition (2019), section 2.2";
const CGPM_3: &str = "Exact by convention: 3rd CGPM (1901)";
const CGPM_10: &str = "Exact by convention: 10th CGPM (1954)";

const ACTION: Dimension = super::unit::ENERGY.times(Dimension::TIME);
const NEWTON_SQUARE: Dimension = super::unit::FORCE.times(super::unit::AREA).over(Dimension::MASS.powi(2));
const EMISSION: Dimension = super::unit::POWER.over(super::unit::AREA).over(Dimension::TEMPERATURE.powi(4));

macro_rules! constants {
    ($($(#[$doc:meta])+ $id:ident = $name:literal, $symbol:literal, $value:expr, $u:expr, $unit:expr, $source:expr;)+) => {
        $($(#[$doc])+ pub const $id: Constant = Constant {
            name: super::doc($name), symbol: $symbol, value: $value, uncertainty: $u, unit: $unit,
            source: super::doc($source),
        };)+
        /// Every constant here.
        pub const CONSTANTS: &[Constant] = &[$($id),+];
    };
}

constants! {
    /// Speed of light in vacuum, m/s.
    SPEED_OF_LIGHT = "speed of light in vacuum", "c", 299_792_458.0, 0.0, METRE_PER_SECOND, SI;
    /// Elementary charge, C.
    ELEMENTARY_CHARGE = "elementary charge", "e", 1.602_176_634e-19, 0.0, COULOMB, SI;
    /// Boltzmann constant, J/K.
    BOLTZMANN = "Boltzmann constant", "k", 1.380_649e-23, 0.0, JOULE_PER_KELVIN, SI;
    /// Avogadro constant, 1/mol.
    AVOGADRO = "Avogadro constant", "N_A", 6.022_140_76e23, 0.0,
        Unit::new("1/mol", Dimension::AMOUNT.powi(-1), 1.0), SI;
    /// Planck constant, J s.
    PLANCK = "Planck constant", "h", 6.626_070_15e-34, 0.0, Unit::new("J·s", ACTION, 1.0), SI;
    /// Molar gas constant, J/(mol K): the product of the Boltzmann and Avogadro constants.
    GAS = "molar gas constant", "R", 8.314_462_618_153_24, 0.0, JOULE_PER_MOLE_KELVIN, SI;
    /// Faraday constant, C/mol: the product of the elementary charge and the Avogadro constant.
    FARADAY = "Faraday constant", "F", 96_485.332_123_310_01, 0.0,
        Unit::new("C/mol", super::unit::CHARGE.over(Dimension::AMOUNT), 1.0), SI;
    /// Stefan-Boltzmann constant, W/(m² K⁴): exact in terms of k, h and c.
    STEFAN_BOLTZMANN = "Stefan-Boltzmann constant", "σ", 5.670_374_419_184_431e-8, 0.0,
        Unit::new("W/(m²·K⁴)", EMISSION, 1.0), SI;
    /// Newtonian constant of gravitation, N m²/kg².
    GRAVITATION = "Newtonian constant of gravitation", "G", 6.674_30e-11, 0.000_15e-11,
        Unit::new("N·m²/kg²", NEWTON_SQUARE, 1.0), CODATA;
    /// Vacuum electric permittivity, F/m.
    ELECTRIC = "vacuum electric permittivity", "ε₀", 8.854_187_818_8e-12, 0.000_000_001_4e-12,
        Unit::new("F/m", super::unit::CAPACITANCE.over(Dimension::LENGTH), 1.0), CODATA;
    /// Vacuum magnetic permeability, N/A².
    MAGNETIC = "vacuum magnetic permeability", "μ₀", 1.256_637_061_27e-6, 0.000_000_000_20e-6,
        Unit::new("N/A²", super::unit::FORCE.over(Dimension::CURRENT.powi(2)), 1.0), CODATA;
    /// Electron mass, kg.
    ELECTRON_MASS = "electron mass", "m_e", 9.109_383_713_9e-31, 0.000_000_002_8e-31, KILOGRAM, CODATA;
    /// Proton mass, kg.
    PROTON_MASS = "proton mass", "m_p", 1.672_621_925_95e-27, 0.000_000_000_52e-27, KILOGRAM, CODATA;
    /// Neutron mass, kg.
    NEUTRON_MASS = "neutron mass", "m_n", 1.674_927_500_56e-27, 0.000_000_000_85e-27, KILOGRAM, CODATA;
    /// Unified atomic mass constant, kg.
    ATOMIC_MASS = "atomic mass constant", "m_u", 1.660_539_068_92e-27, 0.000_000_000_52e-27, KILOGRAM, CODATA;
    /// Standard acceleration of gravity, m/s².
    STANDARD_GRAVITY = "standard acceleration of gravity", "g", 9.806_65, 0.0, METRE_PER_SECOND2, CGPM_3;
    /// Standard atmosphere, Pa.
    STANDARD_ATMOSPHERE = "standard atmosphere", "atm", 101_325.0, 0.0, PASCAL, CGPM_10;
    /// Zero of the Celsius scale, K.
    CELSIUS_ZERO = "zero of the Celsius scale", "T₀", 273.15, 0.0, KELVIN, SI;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The project's validation case `const_codata` (scipy.constants 1.18.1), restated.
    #[test]
    fn agree_with_codata_as_shipped_by_scipy() {
        let check = |constant: Constant, value: f64| {
            assert!((constant.value - value).abs() <= 1e-15 * value, "{}: {}", constant.name, constant.value);
        };
        check(SPEED_OF_LIGHT, 299_792_458.0);
        check(ELEMENTARY_CHARGE, 1.602_176_634e-19);
        check(BOLTZMANN, 1.380_649e-23);
        check(AVOGADRO, 6.022_140_76e23);
        check(GAS, 8.314_462_618_153_24);
        check(FARADAY, 96_485.332_123_310_01);
        check(PLANCK, 6.626_070_15e-34);
        check(GRAVITATION, 6.674_3e-11);
        check(ELECTRIC, 8.854_187_818_8e-12);
        check(MAGNETIC, 1.256_637_061_27e-6);
        check(ELECTRON_MASS, 9.109_383_713_9e-31);
        check(PROTON_MASS, 1.672_621_925_95e-27);
        check(NEUTRON_MASS, 1.674_927_500_56e-27);
        check(ATOMIC_MASS, 1.660_539_068_92e-27);
        check(STEFAN_BOLTZMANN, 5.670_374_419_184_431_4e-8);
        check(STANDARD_GRAVITY, 9.806_65);
    }

    #[test]
    fn obey_their_relations() {
        let check = |got: f64, want: f64, relative: f64| assert!((got / want - 1.0).abs() < relative, "{got} {want}");
        check(GAS.value, BOLTZMANN.value * AVOGADRO.value, 1e-15);
        check(FARADAY.value, ELEMENTARY_CHARGE.value * AVOGADRO.value, 1e-15);
        let c = SPEED_OF_LIGHT.value;
        check(ELECTRIC.value * MAGNETIC.value * c * c, 1.0, 3e-12);
        let (k, h, pi) = (BOLTZMANN.value, PLANCK.value, std::f64::consts::PI);
        let radiation = 2.0 * (pi * pi * pi * pi * pi) * (k * k * k * k) / (15.0 * (h * h * h) * c * c);
        check(STEFAN_BOLTZMANN.value, radiation, 1e-14);
    }

    #[test]
    fn have_si_units() {
        for constant in CONSTANTS {
            let unit = Unit::parse(&constant.unit.symbol).expect(constant.name);
            assert_eq!(unit, constant.unit, "{}", constant.name);
            assert_eq!(unit.factor, 1.0, "{}", constant.name);
        }
    }
}
