//! How many digits of a number are shown in a cell.

use crate::numerics::math::log10;
use crate::quantity::{fixed, significant, with_uncertainty};

/// Decimals beyond which a number is shown with a power of ten.
const MOST_DECIMALS: usize = 9;
/// Size from which a number is shown with a power of ten.
const LARGE: f64 = 1e7;
/// Digits of an exact number.
const EXACT: usize = 4;
/// Digits of a value that was set, not measured; zeros at its end are not shown.
const SET: usize = 6;

/// A number whose last digit is known, both in the unit shown: `80.12` for 80.12 and 0.01. A last digit that is not a
/// power of ten, as after a change from degrees to radians, shows one decimal more than it is worth, never less.
pub fn shown(value: f64, digit: f64) -> String {
    let places = (-log10(digit) - 1e-9).ceil();
    if !places.is_finite() {
        return set(value);
    }
    let decimals = places.max(0.0) as usize;
    if decimals <= MOST_DECIMALS && value.abs() < LARGE {
        return fixed(value, decimals);
    }
    let top = if value == 0.0 { 0.0 } else { log10(value.abs()).floor() };
    significant(value, (top + places + 1.0).max(1.0) as usize)
}

/// A number that was set: 6 significant digits, without zeros at the end.
pub fn set(value: f64) -> String {
    let text = significant(value, SET);
    let (mantissa, power) = match text.split_once('×') {
        Some((mantissa, power)) => (mantissa, format!("×{power}")),
        None => (text.as_str(), String::new()),
    };
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    format!("{mantissa}{power}")
}

/// A number that was worked out: to the place where its uncertainty begins, or 4 digits if it is exact or its
/// uncertainty is unknown; exact whole numbers whole.
pub fn derived(value: f64, uncertainty: Option<f64>) -> String {
    match uncertainty {
        Some(u) if u > 0.0 => {
            let both = with_uncertainty(value, u);
            // "9.80 ± 0.04" or "(1.23 ± 0.06)×10³"
            let Some((first, rest)) = both.split_once(" ± ") else { return both };
            let power = rest.split_once(')').map_or("", |(_, power)| power);
            format!("{}{power}", first.trim_start_matches('('))
        }
        Some(_) if value == value.round() && value.abs() < LARGE => fixed(value, 0),
        _ => significant(value, EXACT),
    }
}

/// A number with its uncertainty, or 4 digits if there is none.
pub fn result(value: f64, uncertainty: Option<f64>) -> String {
    match uncertainty {
        Some(u) if u > 0.0 => with_uncertainty(value, u),
        _ => derived(value, uncertainty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_keep_the_digits_of_the_instrument() {
        let check = |value, digit, text| assert_eq!(shown(value, digit), text);
        check(80.12, 0.01, "80.12");
        check(0.8, 0.0001, "0.8000");
        check(801.2, 0.1, "801.2");
        check(80.0, 10.0, "80");
        check(-1.5, 0.5, "−1.5");
        check(0.524_1, 0.5_f64.to_radians(), "0.524");
        check(6.328e-7, 1e-10, "6.328×10⁻⁷");
        check(1.496e11, 1e8, "1.496×10¹¹");
        check(0.0, 1e-10, "0.0000000000");
        check(1.25, 0.0, "1.25");
        check(f64::NAN, 0.1, "—");
        check(1.0, f64::NAN, "1");
    }

    #[test]
    fn values_that_were_set_have_no_idle_zeros() {
        let check = |value, text| assert_eq!(set(value), text);
        check(0.35, "0.35");
        check(20.0, "20");
        check(0.0, "0");
        check(2.0 / 3.0, "0.666667");
        check(1e-9, "1×10⁻⁹");
        check(-1.2e8, "−1.2×10⁸");
        check(100.0, "100");
    }

    #[test]
    fn worked_out_values_end_where_their_uncertainty_begins() {
        let check = |value, u, text| assert_eq!(derived(value, u), text);
        check(2.012_34, Some(0.004), "2.012");
        check(1234.0, Some(56.0), "1.23×10³");
        check(-0.002, Some(0.05), "0.00");
        check(1.0 / 3.0, Some(0.0), "0.3333");
        check(40.0, Some(0.0), "40");
        check(1.0 / 3.0, None, "0.3333");
        check(12.0, None, "12.00");
        assert_eq!(result(9.8012, Some(0.0432)), "9.80 ± 0.04");
        assert_eq!(result(9.8012, None), "9.801");
    }
}
