//! A number with its unit, read from and printed as text such as `1.2 m`.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::digits::{power_of_ten, scientific, sign};
use super::product::lowered;
use super::{Unit, UnitError};

/// Longer texts are no quantities.
const LONGEST: usize = 400;

/// A finite number with the unit it is shown in.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The value in SI units.
    pub si: f64,
    /// The unit it was written in and is printed in.
    pub unit: Unit,
}

/// What is wrong with the text of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityProblem {
    /// No text.
    Empty,
    /// It does not start with a number.
    NoNumber,
    /// A comma stands in the number.
    Comma,
    /// The number, or its value in SI units, is larger than a double can hold.
    TooLarge,
    /// Longer than any quantity.
    TooLong,
    /// What follows the number is no unit.
    Unit(UnitError),
}

/// A text that is no quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityError {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: QuantityProblem,
    /// What stands there.
    pub found: String,
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found.escape_debug();
        match &self.problem {
            QuantityProblem::Empty => f.write_str("a number with a unit is missing, such as \"1.2 m\""),
            QuantityProblem::NoNumber => write!(f, "\"{found}\" does not start with a number, as in \"1.2 m\""),
            QuantityProblem::Comma => {
                write!(f, "\"{found}\" has a comma; write decimals with a point, as in \"1.2 m\"")
            }
            QuantityProblem::TooLarge => write!(f, "\"{found}\" is too large a number"),
            QuantityProblem::TooLong => f.write_str("the text is too long to be a number with a unit"),
            QuantityProblem::Unit(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for QuantityError {}

impl Quantity {
    /// `value` in `unit`, or `None` where that is not finite in SI units.
    pub fn new(value: f64, unit: Unit) -> Option<Quantity> {
        let si = unit.to_si(value);
        si.is_finite().then_some(Quantity { si, unit })
    }

    /// Reads a number and a unit: `1.2 m`, `-3e-2 m/s^2`, `6.0×10⁴ Pa`, `30 %`, `20 °C`; a plain number has no unit.
    pub fn parse(text: &str) -> Result<Quantity, QuantityError> {
        let start = text.len() - text.trim_start().len();
        let body = text.trim();
        let whole = start..start + body.len();
        let error = |problem, found: &str| QuantityError { span: whole.clone(), problem, found: found.to_owned() };
        if body.is_empty() {
            return Err(error(QuantityProblem::Empty, ""));
        }
        if body.len() > LONGEST {
            return Err(error(QuantityProblem::TooLong, ""));
        }
        let Some((digits, length)) = number(body) else {
            return Err(error(QuantityProblem::NoNumber, body));
        };
        let rest = body.get(length..).unwrap_or("");
        if rest.starts_with([',', '，']) {
            return Err(error(QuantityProblem::Comma, body));
        }
        // Our own scan lets through only digits, a point and a power, so that parse knows no "inf" here.
        let value = digits.parse::<f64>().map_err(|_| error(QuantityProblem::NoNumber, body))?;
        if !value.is_finite() {
            return Err(error(QuantityProblem::TooLarge, body));
        }
        let unit = if rest.is_empty() {
            super::unit::ONE
        } else {
            Unit::parse(rest).map_err(|problem| shifted(problem, start + length))?
        };
        Quantity::new(value, unit).ok_or_else(|| error(QuantityProblem::TooLarge, body))
    }

    /// The value in its own unit: the shortest decimal that reads back as the same SI value, where there is one.
    pub fn value(&self) -> f64 {
        let plain = self.unit.from_si(self.si);
        if !plain.is_finite() {
            return plain;
        }
        // Fewer digits hide the rounding of the conversion: 0.07 m is 7 cm, not 7.000000000000001 cm.
        let short = (1..=17).filter_map(|digits| format!("{plain:.*e}", digits - 1).parse::<f64>().ok());
        let close = [plain.next_up(), plain.next_down(), plain.next_up().next_up(), plain.next_down().next_down()];
        short.chain(close).find(|value| self.unit.to_si(*value) == self.si).unwrap_or(plain)
    }

    /// The value in another unit of the same kind, or `None` where the kinds differ.
    pub fn value_in(&self, unit: &Unit) -> Option<f64> {
        let same = self.unit.dimension.same_kind(unit.dimension);
        same.then(|| Quantity { si: self.si, unit: unit.clone() }.value())
    }

    /// As in files and attributes: ASCII number, plain space, unit: `-1.2 m/s²`. Reads back as the same quantity.
    pub fn to_attribute_text(&self) -> String {
        let value = self.value();
        let number = if is_plain(value) { format!("{value}") } else { format!("{value:e}") };
        match self.unit.symbol.as_ref() {
            "" => number,
            symbol => format!("{number} {symbol}"),
        }
    }
}

/// For a reader: true minus sign, a thin space (U+2009) before the unit but none before degrees and percent.
/// Reads back as the same quantity.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value();
        let number = if is_plain(value) {
            sign(&format!("{value}"))
        } else {
            let text = format!("{value:e}");
            let digits = text.split('e').next().map_or(0, |m| m.bytes().filter(u8::is_ascii_digit).count());
            let (mantissa, ten) = scientific(value, digits);
            power_of_ten(&sign(&mantissa), ten)
        };
        let space =
            if matches!(self.unit.symbol.as_ref(), "" | "°" | "′" | "″" | "%" | "‰") { "" } else { "\u{2009}" };
        write!(f, "{number}{space}{}", self.unit.symbol)
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Quantity, QuantityError> {
        Quantity::parse(text)
    }
}

/// Whether a number is printed without a power of ten.
fn is_plain(value: f64) -> bool {
    value == 0.0 || (1e-4..1e7).contains(&value.abs())
}

/// The unit's error, its place counted in the whole text.
fn shifted(error: UnitError, by: usize) -> QuantityError {
    let span = error.span.start + by..error.span.end + by;
    let found = error.found.clone();
    QuantityError { span, problem: QuantityProblem::Unit(error), found }
}

/// The number at the start of a text: as Rust reads it, and its length in bytes here.
fn number(text: &str) -> Option<(String, usize)> {
    let mut plain = String::new();
    let mut at = 0;
    let rest = |at: usize| text.get(at..).unwrap_or("");
    if let Some(c) = rest(at).chars().next().filter(|c| matches!(c, '+' | '-' | '−')) {
        plain.push_str(if c == '+' { "" } else { "-" });
        at += c.len_utf8();
    }
    let digits = |at: usize| rest(at).bytes().take_while(u8::is_ascii_digit).count();
    let (start, whole) = (at, digits(at));
    at += whole;
    let mut decimals = 0;
    if rest(at).starts_with('.') {
        decimals = digits(at + 1);
        at += 1 + decimals;
    }
    if whole + decimals == 0 {
        return None;
    }
    plain.push_str(text.get(start..at)?);
    // The power of ten: e-3, ×10⁻³ or ×10^-3. A letter e without digits belongs to the unit: 5 eV.
    if rest(at).starts_with(['e', 'E']) {
        let sign = usize::from(rest(at + 1).starts_with(['+', '-']));
        let power = digits(at + 1 + sign);
        if power > 0 {
            let end = at + 1 + sign + power;
            plain.push_str(text.get(at..end)?);
            at = end;
        }
    } else if let Some(after) = rest(at).trim_start().strip_prefix('×').map(str::trim_start)
        && let Some(power) = after.strip_prefix("10")
    {
        let (ten, length) = match power.strip_prefix('^') {
            Some(power) => {
                let sign = usize::from(power.starts_with('-'));
                let length = sign + power.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
                (power.get(..length)?.to_owned(), length + 1)
            }
            None => {
                let raised: String = power.chars().take_while(|c| lowered(*c).is_some()).collect();
                (raised.chars().filter_map(lowered).collect(), raised.len())
            }
        };
        ten.parse::<i64>().ok()?;
        plain.push('e');
        plain.push_str(&ten);
        at = text.len() - power.len() + length;
    }
    Some((plain, at))
}
