//! What a learner typed into a cell, read as a number of the column.

use super::digits::shown;
use crate::quantity::{Dimension, Quantity, Unit};

/// What a typed text is.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// Nothing but spaces.
    Empty,
    /// A number.
    Number {
        /// SI.
        value: f64,
        /// Standard uncertainty, SI: half of the last digit over √3 (a rectangle, GUM 4.3.7); 0 for a count.
        uncertainty: f64,
        /// One of the last digit written, SI.
        digit: f64,
        /// In the column's unit, digits as written.
        text: String,
    },
    /// No number of this column.
    Wrong,
}

/// Reads a text. A plain number is in the column's unit; another unit of the same kind is converted.
pub fn read(text: &str, unit: &Unit) -> Typed {
    let text: String = text.chars().map(narrow).collect();
    let text = text.trim();
    if text.is_empty() {
        return Typed::Empty;
    }
    let Ok(quantity) = Quantity::parse(text) else { return Typed::Wrong };
    let plain = quantity.unit.symbol.is_empty();
    // A unit of 1 that was written as such, as in "5 m/m" or "5 1", is more likely a slip.
    if if plain { !is_number(text) } else { !quantity.unit.dimension.same_kind(unit.dimension) } {
        return Typed::Wrong;
    }
    let written = if plain { unit } else { &quantity.unit };
    let value = if plain { unit.to_si(quantity.si) } else { quantity.si };
    let Some((digit, count)) = last_digit(text) else { return Typed::Wrong };
    let digit = written.step_to_si(digit);
    let shown_value = unit.from_si(value);
    if !(value.is_finite() && digit.is_finite() && shown_value.is_finite()) {
        return Typed::Wrong;
    }
    let counted = plain && count && unit.dimension == Dimension::NONE && unit.factor == 1.0;
    let uncertainty = if counted { 0.0 } else { digit / 2.0 / 3.0_f64.sqrt() };
    let text = if plain { text.to_owned() } else { shown(shown_value, unit.step_from_si(digit)) };
    Typed::Number { value, uncertainty, digit, text }
}

/// Wide letters of East Asian keyboards as the plain ones they stand for (U+FF01 to U+FF5E).
fn narrow(c: char) -> char {
    match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a text that reads as a quantity is a number and nothing else.
fn is_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "+-−.eE×^⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    // Spaces stand only around the times sign of a power of ten.
    let tight = text.contains('×') || !text.contains(char::is_whitespace);
    tight && text.chars().all(|c| digit(c) || c.is_whitespace())
}

/// One of the last written digit, in the unit that was written, and whether the number is whole without decimals.
fn last_digit(text: &str) -> Option<(f64, bool)> {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let number = text.get(start..)?;
    let whole = number.bytes().take_while(u8::is_ascii_digit).count();
    let point = number.get(whole..).is_some_and(|rest| rest.starts_with('.'));
    let decimals = if point { number.bytes().skip(whole + 1).take_while(u8::is_ascii_digit).count() } else { 0 };
    let end = whole + usize::from(point) + decimals;
    let (mantissa, rest) = (number.get(..end)?, number.get(end..)?);
    // The same text with a one in the last place and zeros before it: its unit and power of ten stay.
    let last = mantissa.rfind(|c: char| c.is_ascii_digit())?;
    let one: String = mantissa
        .char_indices()
        .map(|(at, c)| {
            if at == last {
                '1'
            } else if c == '.' {
                c
            } else {
                '0'
            }
        })
        .collect();
    let digit = Quantity::parse(&format!("{one}{rest}")).ok()?.value();
    Some((digit, !point && rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(symbol: &str) -> Unit {
        Unit::parse(symbol).unwrap()
    }

    /// A rectangle of half a last digit: 0.05 cm/√3 and the like.
    #[test]
    fn texts_are_numbers_of_the_column() {
        let check = |text: &str, symbol: &str, value: f64, half: f64, shown: &str| {
            let Typed::Number { value: got, uncertainty, text: got_text, .. } = read(text, &unit(symbol)) else {
                panic!("{text} in {symbol}: {:?}", read(text, &unit(symbol)))
            };
            assert!((got - value).abs() <= 1e-15 * value.abs(), "{text} in {symbol}: {got}");
            let u = half / 3.0_f64.sqrt();
            assert!((uncertainty - u).abs() <= 1e-12 * u, "{text} in {symbol}: u {uncertainty}");
            assert_eq!(got_text, shown, "{text} in {symbol}");
        };
        check("20.0", "cm", 0.2, 0.0005, "20.0");
        check("20.0 mm", "cm", 0.02, 0.00005, "2.00");
        check("20.0 mm", "mm", 0.02, 0.00005, "20.0");
        check(" 0.50 ", "m", 0.5, 0.005, "0.50");
        check("30", "1", 30.0, 0.0, "30");
        check("30.0", "1", 30.0, 0.05, "30.0");
        check("3e1", "1", 30.0, 5.0, "3e1");
        check("30", "%", 0.3, 0.005, "30");
        check("30 %", "1", 0.3, 0.005, "0.30");
        check("12", "s", 12.0, 0.5, "12");
        check("1 min", "s", 60.0, 30.0, "60");
        check("-1.5", "m", -1.5, 0.05, "-1.5");
        check("−1.5 cm", "m", -0.015, 0.0005, "−0.015");
        check("6.0×10⁴", "Pa", 6e4, 500.0, "6.0×10⁴");
        check("6.0 × 10^4 Pa", "kPa", 6e4, 500.0, "60");
        check("1.50e-3", "m", 1.5e-3, 5e-6, "1.50e-3");
        check(".5", "m", 0.5, 0.05, ".5");
        check("5.", "m", 5.0, 0.5, "5.");
        check("20.5", "°C", 293.65, 0.05, "20.5");
        check("300.0 K", "°C", 300.0, 0.05, "26.9");
        check("30.0", "°", 30.0_f64.to_radians(), 0.05_f64.to_radians(), "30.0");
        check("２０．５ｃｍ", "cm", 0.205, 0.0005, "20.5");
        check("0", "m", 0.0, 0.5, "0");
    }

    #[test]
    fn other_texts_are_refused() {
        let check = |text: &str, symbol: &str, want: Typed| assert_eq!(read(text, &unit(symbol)), want, "{text}");
        check("", "m", Typed::Empty);
        check(" \u{3000}\t", "m", Typed::Empty);
        for text in ["abc", "1,5", "1.5 s", "1.5 foo", "5 1", "5 m/m", "1.2.3", "1e999", "NaN", "inf", "=1+1", "-", "."]
        {
            check(text, "m", Typed::Wrong);
        }
        check("5 1", "1", Typed::Wrong);
        check("5 m", "1", Typed::Wrong);
        check(
            "1e305",
            "km",
            Typed::Number {
                value: 1e308,
                uncertainty: 1e308 / 2.0 / 3.0_f64.sqrt(),
                digit: 1e308,
                text: "1e305".to_owned(),
            },
        );
        check("1e308", "km", Typed::Wrong);
        check("1e308 m", "nm", Typed::Wrong);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>()) {
            read(&text, &unit("cm"));
        }

        #[test]
        fn texts_like_numbers_are_read_without_panic(text in "[-+−]?[0-9.]{0,6}(e-?[0-9]{1,4}| ?×10[⁻⁰¹²³]{0,4})? ?(mm|°C|kg|%|m/s)?") {
            for symbol in ["cm", "1", "°C"] {
                if let Typed::Number { value, uncertainty, .. } = read(&text, &unit(symbol)) {
                    prop_assert!(value.is_finite() && uncertainty.is_finite() && uncertainty >= 0.0);
                }
            }
        }
    }
}
