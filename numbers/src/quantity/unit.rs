//! Units: a symbol, a dimension and the way to SI. The constants are those that tables in the source need.

use std::borrow::Cow;
use std::f64::consts::PI;

use super::Dimension;

/// A unit of measurement: SI value = value × `factor` + `offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As shown and as parsed back, such as `m/s²`; empty for a plain number.
    pub symbol: Cow<'static, str>,
    /// What it measures.
    pub dimension: Dimension,
    /// SI units in one of this unit; positive and finite.
    pub factor: f64,
    /// SI value of zero in this unit: 273.15 for °C, otherwise 0.
    pub offset: f64,
}

impl Unit {
    /// A unit without an offset.
    pub const fn new(symbol: &'static str, dimension: Dimension, factor: f64) -> Unit {
        Unit { symbol: Cow::Borrowed(symbol), dimension, factor, offset: 0.0 }
    }

    /// The same unit with its zero at `offset` SI units.
    pub const fn with_offset(mut self, offset: f64) -> Unit {
        self.offset = offset;
        self
    }

    /// A value in this unit as an SI value.
    pub fn to_si(&self, value: f64) -> f64 {
        self.step_to_si(value) + self.offset
    }

    /// An SI value in this unit.
    pub fn from_si(&self, si: f64) -> f64 {
        self.step_from_si(si - self.offset)
    }

    /// A difference or an uncertainty in this unit as an SI value: without the offset.
    pub fn step_to_si(&self, value: f64) -> f64 {
        match self.divisor() {
            Some(divisor) => value / divisor,
            None => value * self.factor,
        }
    }

    /// An SI difference or uncertainty in this unit: without the offset.
    pub fn step_from_si(&self, si: f64) -> f64 {
        match self.divisor() {
            Some(divisor) => si * divisor,
            None => si / self.factor,
        }
    }

    /// The whole number by which to divide where the factor is one over it: the factor 0.01 is not exact in
    /// binary, 100 is, so that "7 cm" and "0.07 m" become the same bits.
    fn divisor(&self) -> Option<f64> {
        let divisor = 1.0 / self.factor;
        let exact = self.factor < 1.0 && divisor <= 1e22 && divisor == divisor.round() && 1.0 / divisor == self.factor;
        exact.then_some(divisor)
    }
}

const LENGTH: Dimension = Dimension::LENGTH;
const MASS: Dimension = Dimension::MASS;
const TIME: Dimension = Dimension::TIME;
const ANGLE: Dimension = Dimension::ANGLE;
const AMOUNT: Dimension = Dimension::AMOUNT;
pub(super) const AREA: Dimension = LENGTH.powi(2);
pub(super) const VOLUME: Dimension = LENGTH.powi(3);
pub(super) const RATE: Dimension = TIME.powi(-1);
pub(super) const SPEED: Dimension = LENGTH.over(TIME);
pub(super) const FORCE: Dimension = MASS.times(LENGTH).over(TIME.powi(2));
pub(super) const ENERGY: Dimension = FORCE.times(LENGTH);
pub(super) const POWER: Dimension = ENERGY.over(TIME);
pub(super) const PRESSURE: Dimension = FORCE.over(AREA);
pub(super) const CHARGE: Dimension = Dimension::CURRENT.times(TIME);
pub(super) const VOLTAGE: Dimension = POWER.over(Dimension::CURRENT);
pub(super) const RESISTANCE: Dimension = VOLTAGE.over(Dimension::CURRENT);
pub(super) const CAPACITANCE: Dimension = CHARGE.over(VOLTAGE);
pub(super) const FLUX: Dimension = VOLTAGE.times(TIME);
pub(super) const INDUCTANCE: Dimension = FLUX.over(Dimension::CURRENT);

macro_rules! named {
    ($($(#[$doc:meta])+ $name:ident = $symbol:literal, $dimension:expr, $factor:expr $(, $offset:expr)?;)+) => {
        $($(#[$doc])+ pub const $name: Unit = Unit::new($symbol, $dimension, $factor)$(.with_offset($offset))?;)+
        #[cfg(test)]
        pub(super) const NAMED: &[Unit] = &[$($name),+];
    };
}

named! {
    /// A plain number.
    ONE = "", Dimension::NONE, 1.0;
    /// Hundredth.
    PERCENT = "%", Dimension::NONE, 0.01;
    /// Length, SI base unit.
    METRE = "m", LENGTH, 1.0;
    /// 0.01 m.
    CENTIMETRE = "cm", LENGTH, 0.01;
    /// 0.001 m.
    MILLIMETRE = "mm", LENGTH, 0.001;
    /// 10⁻⁹ m, for wavelengths.
    NANOMETRE = "nm", LENGTH, 1e-9;
    /// 1000 m.
    KILOMETRE = "km", LENGTH, 1e3;
    /// Area.
    SQUARE_METRE = "m²", AREA, 1.0;
    /// Volume.
    CUBIC_METRE = "m³", VOLUME, 1.0;
    /// 0.001 m³.
    LITRE = "L", VOLUME, 1e-3;
    /// 10⁻⁶ m³.
    MILLILITRE = "mL", VOLUME, 1e-6;
    /// Mass, SI base unit.
    KILOGRAM = "kg", MASS, 1.0;
    /// 0.001 kg.
    GRAM = "g", MASS, 1e-3;
    /// Time, SI base unit.
    SECOND = "s", TIME, 1.0;
    /// 0.001 s.
    MILLISECOND = "ms", TIME, 1e-3;
    /// 60 s.
    MINUTE = "min", TIME, 60.0;
    /// 3600 s.
    HOUR = "h", TIME, 3600.0;
    /// Plane angle.
    RADIAN = "rad", ANGLE, 1.0;
    /// π/180 rad.
    DEGREE = "°", ANGLE, PI / 180.0;
    /// Cycles per second.
    HERTZ = "Hz", RATE, 1.0;
    /// Rate of anything that is counted.
    PER_SECOND = "1/s", RATE, 1.0;
    /// One over a length: wave number, lens power.
    PER_METRE = "1/m", LENGTH.powi(-1), 1.0;
    /// One over a temperature difference: expansion.
    PER_KELVIN = "1/K", Dimension::TEMPERATURE.powi(-1), 1.0;
    /// Speed.
    METRE_PER_SECOND = "m/s", SPEED, 1.0;
    /// Acceleration.
    METRE_PER_SECOND2 = "m/s²", SPEED.over(TIME), 1.0;
    /// Angular speed.
    RADIAN_PER_SECOND = "rad/s", ANGLE.over(TIME), 1.0;
    /// Angular acceleration.
    RADIAN_PER_SECOND2 = "rad/s²", ANGLE.over(TIME.powi(2)), 1.0;
    /// Force.
    NEWTON = "N", FORCE, 1.0;
    /// Stiffness of a spring; surface tension.
    NEWTON_PER_METRE = "N/m", FORCE.over(LENGTH), 1.0;
    /// Linear damping: force per speed.
    NEWTON_SECOND_PER_METRE = "N·s/m", FORCE.over(SPEED), 1.0;
    /// Impulse; momentum.
    NEWTON_SECOND = "N·s", FORCE.times(TIME), 1.0;
    /// Torque.
    NEWTON_METRE = "N·m", ENERGY, 1.0;
    /// Momentum.
    KILOGRAM_METRE_PER_SECOND = "kg·m/s", MASS.times(SPEED), 1.0;
    /// Angular momentum.
    KILOGRAM_SQUARE_METRE_PER_SECOND = "kg·m²/s", MASS.times(AREA).over(TIME), 1.0;
    /// Moment of inertia.
    KILOGRAM_SQUARE_METRE = "kg·m²", MASS.times(AREA), 1.0;
    /// Density.
    KILOGRAM_PER_CUBIC_METRE = "kg/m³", MASS.over(VOLUME), 1.0;
    /// 1000 kg/m³.
    GRAM_PER_CUBIC_CENTIMETRE = "g/cm³", MASS.over(VOLUME), 1e3;
    /// Energy, work, heat.
    JOULE = "J", ENERGY, 1.0;
    /// Power.
    WATT = "W", POWER, 1.0;
    /// Pressure.
    PASCAL = "Pa", PRESSURE, 1.0;
    /// 1000 Pa.
    KILOPASCAL = "kPa", PRESSURE, 1e3;
    /// Dynamic viscosity.
    PASCAL_SECOND = "Pa·s", PRESSURE.times(TIME), 1.0;
    /// Thermodynamic temperature, SI base unit.
    KELVIN = "K", Dimension::TEMPERATURE, 1.0;
    /// Celsius temperature: 0 °C is 273.15 K. For differences use [`Unit::step_to_si`].
    CELSIUS = "°C", Dimension::TEMPERATURE, 1.0, 273.15;
    /// Heat capacity; entropy.
    JOULE_PER_KELVIN = "J/K", ENERGY.over(Dimension::TEMPERATURE), 1.0;
    /// Heat flow for a difference of temperature.
    WATT_PER_KELVIN = "W/K", POWER.over(Dimension::TEMPERATURE), 1.0;
    /// Warming for a heat flow.
    KELVIN_PER_WATT = "K/W", Dimension::TEMPERATURE.over(POWER), 1.0;
    /// Specific heat capacity.
    JOULE_PER_KILOGRAM_KELVIN = "J/(kg·K)", ENERGY.over(MASS).over(Dimension::TEMPERATURE), 1.0;
    /// Molar heat capacity.
    JOULE_PER_MOLE_KELVIN = "J/(mol·K)", ENERGY.over(AMOUNT).over(Dimension::TEMPERATURE), 1.0;
    /// Specific latent heat.
    JOULE_PER_KILOGRAM = "J/kg", ENERGY.over(MASS), 1.0;
    /// Molar energy.
    JOULE_PER_MOLE = "J/mol", ENERGY.over(AMOUNT), 1.0;
    /// Thermal conductivity.
    WATT_PER_METRE_KELVIN = "W/(m·K)", POWER.over(LENGTH).over(Dimension::TEMPERATURE), 1.0;
    /// Heat transfer coefficient.
    WATT_PER_SQUARE_METRE_KELVIN = "W/(m²·K)", POWER.over(AREA).over(Dimension::TEMPERATURE), 1.0;
    /// Electric current, SI base unit.
    AMPERE = "A", Dimension::CURRENT, 1.0;
    /// Electric charge.
    COULOMB = "C", CHARGE, 1.0;
    /// Electric potential difference.
    VOLT = "V", VOLTAGE, 1.0;
    /// Electric field.
    VOLT_PER_METRE = "V/m", VOLTAGE.over(LENGTH), 1.0;
    /// Electric resistance.
    OHM = "Ω", RESISTANCE, 1.0;
    /// Resistivity.
    OHM_METRE = "Ω·m", RESISTANCE.times(LENGTH), 1.0;
    /// Electric conductance.
    SIEMENS = "S", RESISTANCE.powi(-1), 1.0;
    /// Capacitance.
    FARAD = "F", CAPACITANCE, 1.0;
    /// Inductance.
    HENRY = "H", INDUCTANCE, 1.0;
    /// Magnetic flux.
    WEBER = "Wb", FLUX, 1.0;
    /// Magnetic flux density.
    TESLA = "T", FLUX.over(AREA), 1.0;
    /// Amount of substance, SI base unit.
    MOLE = "mol", AMOUNT, 1.0;
    /// Concentration, 1000 mol/m³.
    MOLE_PER_LITRE = "mol/L", AMOUNT.over(VOLUME), 1e3;
    /// Molar mass, 0.001 kg/mol.
    GRAM_PER_MOLE = "g/mol", MASS.over(AMOUNT), 1e-3;
    /// Molar mass.
    KILOGRAM_PER_MOLE = "kg/mol", MASS.over(AMOUNT), 1.0;
    /// Luminous intensity, SI base unit.
    CANDELA = "cd", Dimension::LUMINOUS_INTENSITY, 1.0;
    /// Illuminance.
    LUX = "lx", Dimension::LUMINOUS_INTENSITY.over(AREA), 1.0;
}
