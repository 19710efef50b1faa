use proptest::prelude::*;

use super::unit::NAMED;
use super::*;

#[test]
fn constants_are_what_their_symbols_say() {
    for unit in NAMED.iter().filter(|unit| **unit != unit::ONE) {
        assert_eq!(Unit::parse(&unit.symbol).as_ref(), Ok(unit));
    }
    assert_eq!(Unit::parse("1"), Ok(unit::ONE));
}

#[test]
fn spellings_are_unique_and_each_is_read() {
    let mut all = notation::all_spellings();
    assert!(all.len() > 200);
    for spelling in &all {
        let unit = Unit::parse(spelling).expect(spelling);
        assert_eq!(Unit::parse(&unit.symbol), Ok(unit), "{spelling}");
    }
    all.sort();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count, "two units share a spelling");
}

#[test]
fn units_are_read_however_they_are_written() {
    let check = |text: &str, unit: &Unit| assert_eq!(Unit::parse(text).as_ref(), Ok(unit), "{text}");
    for text in ["m/s^2", "m s^-2", "m·s⁻²", "m/s/s", "m/(s s)", " m / s² ", "m*s^(-2)", "m s^−2"] {
        check(text, &unit::METRE_PER_SECOND2);
    }
    for text in ["kg m^2", "kg·m²", "kg⋅m²", "(kg) m^2", "kg m m"] {
        check(text, &unit::KILOGRAM_SQUARE_METRE);
    }
    check("1/s", &unit::PER_SECOND);
    check("s^-1", &unit::PER_SECOND);
    check("deg", &unit::DEGREE);
    check("℃", &unit::CELSIUS);
    check("degC", &unit::CELSIUS);
    check("ohm", &unit::OHM);
    check("J/kg/K", &unit::JOULE_PER_KILOGRAM_KELVIN);
    check("m/m", &unit::ONE);
}

#[test]
fn factors_are_right() {
    let check = |text: &str, factor: f64, dimension: Dimension| {
        let unit = Unit::parse(text).expect(text);
        assert_eq!((unit.factor, unit.dimension), (factor, dimension), "{text}");
    };
    let (length, time) = (Dimension::LENGTH, Dimension::TIME);
    check("km/h", 1000.0 / 3600.0, length.over(time));
    check("cm^3", 1e-6, length.powi(3));
    check("mL", 1e-6, length.powi(3));
    check("um", 1e-6, length);
    check("μm", 1e-6, length);
    check("hPa", 100.0, unit::PASCAL.dimension);
    check("mmHg", 133.322_387_415, unit::PASCAL.dimension);
    check("kWh", 3.6e6, unit::JOULE.dimension);
    check("eV", 1.602_176_634e-19, unit::JOULE.dimension);
    check("MeV", 1.602_176_634e-13, unit::JOULE.dimension);
    check("mg", 1e-6, Dimension::MASS);
    check("kΩ", 1e3, unit::OHM.dimension);
    check("g/cm³", 1e3, unit::KILOGRAM_PER_CUBIC_METRE.dimension);
    check("r/min", 2.0 * std::f64::consts::PI / 60.0, unit::RADIAN_PER_SECOND.dimension);
    // A step of temperature, not a reading of the scale.
    let celsius = Unit::parse("J/(kg·℃)").expect("heat capacity");
    assert_eq!((celsius.factor, celsius.offset), (1.0, 0.0));
    assert_eq!(celsius.symbol, "J/(kg·°C)");
}

#[test]
fn wrong_units_are_named_with_the_nearest_right_one() {
    let check = |text: &str, span: std::ops::Range<usize>, problem, nearest: Option<&str>| {
        let error = Unit::parse(text).expect_err(text);
        assert_eq!((error.span, error.problem, error.nearest.as_deref()), (span, problem, nearest), "{text}");
    };
    use UnitProblem::*;
    check("", 0..0, Empty, None);
    check("  ", 0..0, Empty, None);
    check("metr", 0..4, Unknown, Some("m"));
    check("seconds", 0..7, Unknown, Some("s"));
    check("m/sce", 2..5, Unknown, Some("s"));
    check("hz", 0..2, Unknown, Some("Hz"));
    check("KG", 0..2, Unknown, Some("kg"));
    check("kpa", 0..3, Unknown, Some("kPa"));
    check("pH", 0..2, Unknown, None);
    check("m/s2", 2..4, BarePower, Some("s^2"));
    check("m/", 2..2, Missing, None);
    check("/s", 0..1, Missing, None);
    check("m^", 1..2, Power, None);
    check("m^0", 1..3, Power, None);
    check("m^13", 1..4, Power, None);
    check("m^999999999999", 1..14, Power, None);
    check("(m", 2..2, Bracket, None);
    check("m)", 1..2, Bracket, None);
    check("J/kg K", 5..6, Slash, None);
    check("°C^2", 0..5, Scale, None);
    check(&"m".repeat(101), 0..101, Size, None);
    check("(((((((((m)))))))))", 9..10, Size, None);
    check("((m^12)^12)", 1..10, Size, None);
    check("10 m", 1..2, Missing, None);
}

#[test]
fn messages_are_sentences() {
    let unit = |text: &str| Unit::parse(text).expect_err(text).to_string();
    assert_eq!(unit("metr"), "\"metr\" is not a unit; did you mean \"m\"?");
    assert_eq!(unit("m/"), "a unit is wanted here, not the end");
    assert_eq!(unit("m/s2"), "a power is written with ^, not as \"s2\"; did you mean \"s^2\"?");
    let quantity = |text: &str| Quantity::parse(text).expect_err(text).to_string();
    assert_eq!(quantity(""), "a number with a unit is missing, such as \"1.2 m\"");
    assert_eq!(quantity("NaN m"), "\"NaN m\" does not start with a number, as in \"1.2 m\"");
    assert_eq!(quantity("1,2 m"), "\"1,2 m\" has a comma; write decimals with a point, as in \"1.2 m\"");
    assert_eq!(quantity("1e999 m"), "\"1e999 m\" is too large a number");
    assert_eq!(quantity("2 secnd"), "\"secnd\" is not a unit; did you mean \"s\"?");
}

#[test]
fn quantities_are_read_and_printed() {
    let check = |text: &str, si: f64, shown: &str, attribute: &str| {
        let quantity = Quantity::parse(text).expect(text);
        assert_eq!(quantity.si, si, "{text}");
        assert_eq!(quantity.to_string(), shown, "{text}");
        assert_eq!(quantity.to_attribute_text(), attribute, "{text}");
    };
    check("1.2 m", 1.2, "1.2\u{2009}m", "1.2 m");
    check("-3e-2 m/s^2", -0.03, "−0.03\u{2009}m/s²", "-0.03 m/s²");
    check("−3 m", -3.0, "−3\u{2009}m", "-3 m");
    check("5", 5.0, "5", "5");
    check("+.5", 0.5, "0.5", "0.5");
    check("30 %", 0.3, "30%", "30 %");
    check("20 °C", 293.15, "20\u{2009}°C", "20 °C");
    check("25.1 °C", 298.25, "25.1\u{2009}°C", "25.1 °C");
    check("180deg", std::f64::consts::PI, "180°", "180 °");
    check("7 cm", 0.07, "7\u{2009}cm", "7 cm");
    check("5 eV", 5.0 * 1.602_176_634e-19, "5\u{2009}eV", "5 eV");
    check("1.5e-7 m", 1.5e-7, "1.5×10⁻⁷\u{2009}m", "1.5e-7 m");
    check("6.0×10⁴ Pa", 6e4, "60000\u{2009}Pa", "60000 Pa");
    check("6 × 10^-4 Pa", 6e-4, "0.0006\u{2009}Pa", "0.0006 Pa");
    check("-0 m", 0.0, "0\u{2009}m", "0 m");
    let angle = Quantity::parse("90°").expect("angle");
    assert_eq!(angle.value_in(&unit::RADIAN), Some(std::f64::consts::FRAC_PI_2));
    assert_eq!(angle.value_in(&unit::METRE), None);
}

#[test]
fn wrong_quantities_say_where() {
    let check = |text: &str, span: std::ops::Range<usize>| {
        assert_eq!(Quantity::parse(text).expect_err(text).span, span, "{text}");
    };
    check("  1.2 metr", 6..10);
    check(" inf ", 1..4);
    check("-", 0..1);
    check("1e308 km", 0..8);
    check("1 ×10² ×", 9..9 + 2);
    assert!(Quantity::new(f64::NAN, unit::METRE).is_none());
}

proptest! {
    #[test]
    fn any_text_is_taken_without_panic(text in any::<String>()) {
        let _ = Unit::parse(&text);
        let _ = Quantity::parse(&text);
    }

    #[test]
    fn text_like_units_is_taken_without_panic(text in "[-+0-9.e×mskgNΩ°µu/·^²⁻() ,]{0,40}") {
        if let Ok(unit) = Unit::parse(&text) {
            prop_assert!(unit.factor.is_normal());
            prop_assert_eq!(Unit::parse(&unit.symbol).ok().or((unit == unit::ONE).then_some(unit::ONE)), Some(unit));
        }
        if let Ok(quantity) = Quantity::parse(&text) {
            prop_assert!(quantity.si.is_finite());
        }
    }

    #[test]
    fn what_is_printed_reads_back(value in any::<f64>(), chosen in any::<prop::sample::Index>(), size in prop::sample::select(vec![1e-9, 1e-6, 1e-3, 1.0, 1e3, 1e6])) {
        let spellings = notation::all_spellings();
        let unit = Unit::parse(&spellings[chosen.index(spellings.len())]).unwrap();
        for value in [value, (value % 1000.0) * size] {
            let Some(quantity) = Quantity::new(value, unit.clone()) else { continue };
            // A subnormal number has too few digits to survive any conversion.
            if quantity.si != 0.0 && !quantity.si.is_normal() { continue }
            let attribute = Quantity::parse(&quantity.to_attribute_text()).unwrap();
            prop_assert_eq!(attribute.si, quantity.si);
            prop_assert_eq!(&attribute.unit, &quantity.unit);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()).unwrap().si, quantity.si);
        }
    }
}
