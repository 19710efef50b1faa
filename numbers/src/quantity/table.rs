//! The units that a learner may write, one row each.

use std::f64::consts::PI;

use super::Dimension;
use super::unit::{
    AREA, CAPACITANCE, CHARGE, ENERGY, FLUX, FORCE, INDUCTANCE, POWER, PRESSURE, RATE, RESISTANCE, VOLTAGE, VOLUME,
};

/// One unit as it may be written, alone or inside a compound.
#[derive(Debug)]
pub struct UnitRow {
    /// The symbol that is printed.
    pub symbol: &'static str,
    /// Other spellings that are understood.
    pub aliases: &'static [&'static str],
    /// English name, for suggestions and documents.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// SI units in one of this unit are `mantissa` × 10^`ten`: the two are kept apart so that prefixes are exact.
    pub mantissa: f64,
    /// See `mantissa`.
    pub ten: i32,
    /// SI value of zero in this unit.
    pub offset: f64,
    /// The SI prefixes it takes, one letter each, micro written `µ`.
    pub prefixes: &'static str,
}

impl UnitRow {
    const fn alias(mut self, aliases: &'static [&'static str]) -> UnitRow {
        self.aliases = aliases;
        self
    }

    const fn prefix(mut self, prefixes: &'static str) -> UnitRow {
        self.prefixes = prefixes;
        self
    }

    const fn offset(mut self, offset: f64) -> UnitRow {
        self.offset = offset;
        self
    }
}

const fn row(symbol: &'static str, name: &'static str, dimension: Dimension, mantissa: f64, ten: i32) -> UnitRow {
    UnitRow { symbol, name, dimension, mantissa, ten, aliases: &[], offset: 0.0, prefixes: "" }
}

/// The SI prefixes and their powers of ten (SI brochure, 9th edition, table 7). Micro is also written `u`.
pub(super) const PREFIXES: &[(char, i32)] = &[
    ('T', 12),
    ('G', 9),
    ('M', 6),
    ('k', 3),
    ('h', 2),
    ('d', -1),
    ('c', -2),
    ('m', -3),
    ('µ', -6),
    ('n', -9),
    ('p', -12),
    ('f', -15),
];

const LENGTH: Dimension = Dimension::LENGTH;
const MASS: Dimension = Dimension::MASS;
const TIME: Dimension = Dimension::TIME;
const ANGLE: Dimension = Dimension::ANGLE;
const NUMBER: Dimension = Dimension::NONE;

/// The unit table. Values: SI brochure, 9th edition (2019), with its tables of units accepted for use with the SI;
/// mmHg, calorie, foot and inch from NIST SP 811 (2008) appendix B; dalton and electronvolt CODATA 2022;
/// astronomical unit and light year IAU.
pub const UNITS: &[UnitRow] = &[
    row("%", "percent", NUMBER, 1.0, -2).alias(&["％"]),
    row("‰", "per mille", NUMBER, 1.0, -3),
    row("ppm", "parts per million", NUMBER, 1.0, -6),
    row("m", "metre", LENGTH, 1.0, 0).prefix("kdcmµnpf"),
    row("Å", "angstrom", LENGTH, 1.0, -10).alias(&["\u{212B}"]),
    row("in", "inch", LENGTH, 254.0, -4),
    row("ft", "foot", LENGTH, 3048.0, -4),
    row("au", "astronomical unit", LENGTH, 149_597_870_700.0, 0).alias(&["AU"]),
    row("ly", "light year", LENGTH, 9_460_730_472_580_800.0, 0),
    row("L", "litre", VOLUME, 1.0, -3).alias(&["l"]).prefix("dcmµ"),
    row("ha", "hectare", AREA, 1.0, 4),
    row("kg", "kilogram", MASS, 1.0, 0),
    row("g", "gram", MASS, 1.0, -3).prefix("mµn"),
    row("t", "tonne", MASS, 1.0, 3),
    row("u", "dalton", MASS, 1.660_539_068_92, -27).alias(&["Da"]),
    row("s", "second", TIME, 1.0, 0).alias(&["sec"]).prefix("mµnpf"),
    row("min", "minute", TIME, 60.0, 0),
    row("h", "hour", TIME, 3600.0, 0).alias(&["hr"]),
    row("d", "day", TIME, 86_400.0, 0).alias(&["day"]),
    row("yr", "year", TIME, 31_557_600.0, 0),
    row("rad", "radian", ANGLE, 1.0, 0).prefix("mµ"),
    row("°", "degree", ANGLE, PI / 180.0, 0).alias(&["deg", "º"]),
    row("′", "minute of arc", ANGLE, PI / 10_800.0, 0).alias(&["arcmin"]),
    row("″", "second of arc", ANGLE, PI / 648_000.0, 0).alias(&["arcsec"]),
    row("r", "revolution", ANGLE, 2.0 * PI, 0).alias(&["rev"]),
    row("rpm", "revolution per minute", ANGLE.over(TIME), PI / 30.0, 0),
    row("Hz", "hertz", RATE, 1.0, 0).prefix("mkMGT"),
    row("Bq", "becquerel", RATE, 1.0, 0).prefix("kMG"),
    row("N", "newton", FORCE, 1.0, 0).prefix("µmkM"),
    row("J", "joule", ENERGY, 1.0, 0).prefix("nµmkMG"),
    row("cal", "calorie", ENERGY, 4184.0, -3).prefix("k"),
    row("eV", "electronvolt", ENERGY, 1.602_176_634, -19).prefix("mkMG"),
    row("Wh", "watt hour", ENERGY, 3600.0, 0).prefix("kMG"),
    row("W", "watt", POWER, 1.0, 0).prefix("nµmkMG"),
    row("Pa", "pascal", PRESSURE, 1.0, 0).prefix("µmhkMG"),
    row("bar", "bar", PRESSURE, 1.0, 5).prefix("m"),
    row("atm", "standard atmosphere", PRESSURE, 101_325.0, 0),
    row("mmHg", "millimetre of mercury", PRESSURE, 133_322_387_415.0, -9),
    row("cmHg", "centimetre of mercury", PRESSURE, 133_322_387_415.0, -8),
    row("Torr", "torr", PRESSURE, 101_325.0 / 760.0, 0),
    row("K", "kelvin", Dimension::TEMPERATURE, 1.0, 0).prefix("mµn"),
    row("°C", "degree Celsius", Dimension::TEMPERATURE, 1.0, 0).offset(273.15).alias(&["℃", "degC", "ºC"]),
    row("°F", "degree Fahrenheit", Dimension::TEMPERATURE, 5.0 / 9.0, 0)
        .offset(459.67 * 5.0 / 9.0)
        .alias(&["℉", "degF", "ºF"]),
    row("mol", "mole", Dimension::AMOUNT, 1.0, 0).prefix("nµmk"),
    row("M", "mole per litre", Dimension::AMOUNT.over(VOLUME), 1.0, 3).prefix("nµm"),
    row("A", "ampere", Dimension::CURRENT, 1.0, 0).prefix("pnµmk"),
    row("C", "coulomb", CHARGE, 1.0, 0).prefix("pnµmk"),
    row("Ah", "ampere hour", CHARGE, 3600.0, 0).prefix("m"),
    row("V", "volt", VOLTAGE, 1.0, 0).prefix("nµmkM"),
    // The two signs are the Greek letter and the ohm sign.
    row("Ω", "ohm", RESISTANCE, 1.0, 0).alias(&["\u{2126}", "ohm", "Ohm"]).prefix("µmkMG"),
    row("S", "siemens", RESISTANCE.powi(-1), 1.0, 0).prefix("nµm"),
    row("F", "farad", CAPACITANCE, 1.0, 0).prefix("pnµm"),
    // No pico: pH is not a unit of inductance to a pupil.
    row("H", "henry", INDUCTANCE, 1.0, 0).prefix("nµm"),
    row("Wb", "weber", FLUX, 1.0, 0).prefix("µm"),
    row("T", "tesla", FLUX.over(AREA), 1.0, 0).prefix("nµm"),
    row("cd", "candela", Dimension::LUMINOUS_INTENSITY, 1.0, 0).prefix("m"),
    row("lm", "lumen", Dimension::LUMINOUS_INTENSITY, 1.0, 0),
    row("lx", "lux", Dimension::LUMINOUS_INTENSITY.over(AREA), 1.0, 0).prefix("k"),
    row("Gy", "gray", ENERGY.over(MASS), 1.0, 0).prefix("µm"),
    row("Sv", "sievert", ENERGY.over(MASS), 1.0, 0).prefix("nµm"),
    row("dpt", "dioptre", LENGTH.powi(-1), 1.0, 0),
];
