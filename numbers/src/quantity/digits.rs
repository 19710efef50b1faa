//! Numbers as a reader sees them: fixed decimals, significant digits, a value with its uncertainty.
//!
//! The minus sign is U+2212. A value that is not finite is shown as an em dash.

use super::product::superscript;

/// Most decimals that are printed: a double has no more to say.
const MOST_DECIMALS: usize = 17;

/// `value` with so many decimals (at most 17), never as minus zero: `fixed(-1.25, 1)` is `−1.2` (half to even, on the
/// exact binary value).
pub fn fixed(value: f64, decimals: usize) -> String {
    if value.is_finite() { sign(&format!("{value:.*}", decimals.min(MOST_DECIMALS))) } else { "—".to_owned() }
}

/// `value` with so many significant digits (1 to 17): plain where the digits reach the units place and the number
/// is not tiny, otherwise with a power of ten. `significant(1234.0, 2)` is `1.2×10³`.
pub fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    let digits = digits.clamp(1, MOST_DECIMALS);
    // By printing, since rounding may carry into a new place: 9.99 to two digits is 10.
    let (mantissa, ten) = scientific(value, digits);
    if ten < -4 || ten >= digits as i32 {
        power_of_ten(&sign(&mantissa), ten)
    } else {
        fixed(value, (digits as i32 - 1 - ten).max(0) as usize)
    }
}

/// A value and its standard uncertainty, both rounded where the first digit of the uncertainty stands (the second
/// where the first is 1): `9.80 ± 0.04`, `1.234 ± 0.012`, `(1.23 ± 0.06)×10³`. Without a finite positive
/// uncertainty it is the value with 6 significant digits.
pub fn with_uncertainty(value: f64, uncertainty: f64) -> String {
    if !(value.is_finite() && uncertainty.is_finite() && uncertainty > 0.0) {
        return significant(value, 6);
    }
    let (mantissa, u_ten) = scientific(uncertainty, MOST_DECIMALS);
    let last = if mantissa.starts_with('1') { u_ten - 1 } else { u_ten };
    let (_, top) = scientific(value.abs().max(uncertainty), MOST_DECIMALS);
    if last <= 0 && (-4..6).contains(&top) {
        let decimals = last.unsigned_abs() as usize;
        return format!("{} ± {}", fixed(value, decimals), fixed(uncertainty, decimals));
    }
    let scaled = |x: f64| {
        // Division by a power of ten through text: exact to the last digit and without overflow.
        let (mantissa, ten) = scientific(x, MOST_DECIMALS);
        format!("{mantissa}e{}", ten - top).parse::<f64>().unwrap_or(0.0)
    };
    let decimals = (top - last).max(0) as usize;
    let both = format!("({} ± {})", fixed(scaled(value), decimals), fixed(scaled(uncertainty), decimals));
    power_of_ten(&both, top)
}

/// The digits of `value` with the point after the first, and the power of ten.
pub(super) fn scientific(value: f64, digits: usize) -> (String, i32) {
    let text = format!("{value:.*e}", digits.clamp(1, MOST_DECIMALS) - 1);
    match text.split_once('e') {
        Some((mantissa, ten)) => (mantissa.to_owned(), ten.parse().unwrap_or(0)),
        None => (text, 0),
    }
}

pub(super) fn power_of_ten(mantissa: &str, ten: i32) -> String {
    if ten == 0 { mantissa.to_owned() } else { format!("{mantissa}×10{}", superscript(ten)) }
}

/// The printed number with a true minus sign, or none where it is zero.
pub(super) fn sign(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|b| matches!(b, b'0' | b'.')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_decimals() {
        let check = |value, decimals, text| assert_eq!(fixed(value, decimals), text);
        check(9.805, 2, "9.80");
        check(-1.25, 1, "−1.2");
        check(-0.001, 2, "0.00");
        check(-0.0, 0, "0");
        check(f64::NAN, 2, "—");
        check(f64::NEG_INFINITY, 2, "—");
        check(0.5, usize::MAX, "0.50000000000000000");
    }

    #[test]
    fn significant_digits() {
        let check = |value, digits, text| assert_eq!(significant(value, digits), text);
        check(9.806_65, 3, "9.81");
        check(0.0, 3, "0.00");
        check(9.99, 2, "10");
        check(99.99, 2, "1.0×10²");
        check(1234.0, 2, "1.2×10³");
        check(1234.0, 4, "1234");
        check(-0.000_123_4, 2, "−0.00012");
        check(0.000_012_34, 2, "1.2×10⁻⁵");
        check(-6.626e-34, 3, "−6.63×10⁻³⁴");
        check(5e-324, 1, "5×10⁻³²⁴");
        check(7.0, 0, "7");
    }

    #[test]
    fn value_and_uncertainty() {
        let check = |value, u, text| assert_eq!(with_uncertainty(value, u), text);
        check(9.8012, 0.0432, "9.80 ± 0.04");
        check(1.23449, 0.0119, "1.234 ± 0.012");
        check(9.8012, 0.096, "9.80 ± 0.10");
        check(9.8012, 0.96, "9.8 ± 1.0");
        check(1234.0, 56.0, "(1.23 ± 0.06)×10³");
        check(1234.0, 12.0, "1234 ± 12");
        check(1234.0, 3.2, "1234 ± 3");
        check(-0.002, 0.05, "0.00 ± 0.05");
        check(6.674_30e-11, 1.5e-15, "(6.67430 ± 0.00015)×10⁻¹¹");
        check(2.0, 0.0, "2.00000");
        check(2.0, f64::NAN, "2.00000");
        check(f64::NAN, 0.1, "—");
        check(1e308, 1e308, "(1.0 ± 1.0)×10³⁰⁸");
    }
}
