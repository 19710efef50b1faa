//! Units as text: `m/s^2`, `kg·m²`, `m s^-2`, `J/(kg·K)`, `1/s`.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::table::{PREFIXES, UNITS, UnitRow};
use super::{Dimension, Unit, nearest};

/// Longer texts are no units.
const LONGEST: usize = 100;
/// Brackets inside brackets.
const DEEPEST: usize = 8;
/// The largest power that may be written.
const HIGHEST: i8 = 12;

/// What is wrong with the text of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitProblem {
    /// No text.
    Empty,
    /// No such unit.
    Unknown,
    /// A unit is wanted here.
    Missing,
    /// A bracket is not closed, or closed without being opened.
    Bracket,
    /// A power is not a whole number from -12 to 12 other than 0.
    Power,
    /// A power without `^`, as in `m2`.
    BarePower,
    /// A product after a slash, as in `J/kg K`: it is not clear what is divided.
    Slash,
    /// A temperature scale with its own zero, to a power.
    Scale,
    /// Too long, too deep, or its powers too large.
    Size,
}

/// A text that is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitError {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: UnitProblem,
    /// What stands there; empty at the end of the text.
    pub found: String,
    /// The right text that was probably meant.
    pub nearest: Option<String>,
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = match self.found.as_str() {
            "" => "the end".to_owned(),
            found => format!("\"{}\"", found.escape_debug()),
        };
        match self.problem {
            UnitProblem::Empty => f.write_str("a unit is missing"),
            UnitProblem::Unknown => write!(f, "{found} is not a unit"),
            UnitProblem::Missing => write!(f, "a unit is wanted here, not {found}"),
            UnitProblem::Bracket => write!(f, "the brackets do not match at {found}"),
            UnitProblem::Power => {
                write!(f, "a power is a whole number from -{HIGHEST} to {HIGHEST} other than 0, not {found}")
            }
            UnitProblem::BarePower => write!(f, "a power is written with ^, not as {found}"),
            UnitProblem::Slash => {
                write!(f, "after a slash, {found} needs brackets to show what is divided, as in J/(kg·K)")
            }
            UnitProblem::Scale => write!(f, "{found} has a zero of its own and takes no power; use K"),
            UnitProblem::Size => f.write_str("the unit is too long, or its powers are too large"),
        }?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnitError {}

/// A product of units to powers, while it is read.
struct Product {
    dimension: Dimension,
    /// Each symbol and its power, in the order they were written.
    terms: Vec<(String, &'static UnitRow, i8)>,
    /// SI units in one of it: `above` / `below` × 10^`ten`. Apart, so that km/h is rounded only once.
    above: f64,
    below: f64,
    ten: i32,
}

impl Product {
    fn one() -> Product {
        Product { dimension: Dimension::NONE, terms: Vec::new(), above: 1.0, below: 1.0, ten: 0 }
    }

    /// Multiplies by `other` to a power; `None` where powers leave their range.
    fn include(&mut self, other: Product, power: i8) -> Option<()> {
        self.dimension = self.dimension.checked_times_power(other.dimension, power)?;
        self.ten = self.ten.checked_add(other.ten.checked_mul(i32::from(power))?)?;
        for _ in 0..power.unsigned_abs() {
            let (above, below) = if power > 0 { (other.above, other.below) } else { (other.below, other.above) };
            self.above *= above;
            self.below *= below;
        }
        for (symbol, row, own) in other.terms {
            let added = own.checked_mul(power)?;
            match self.terms.iter_mut().find(|(known, ..)| *known == symbol) {
                Some((_, _, sum)) => *sum = sum.checked_add(added)?,
                None => self.terms.push((symbol, row, added)),
            }
        }
        self.terms.retain(|(_, _, power)| *power != 0);
        Some(())
    }

    /// SI units in one of it, or `None` where that leaves the range of normal numbers.
    fn factor(&self) -> Option<f64> {
        // Powers of ten are applied in decimal, which rounds once: the 1.602176634e-19 J of the electronvolt are no product of doubles.
        let digits = format!("{:e}", self.above);
        let (mantissa, ten) = digits.split_once('e')?;
        let above = format!("{mantissa}e{}", ten.parse::<i32>().ok()?.checked_add(self.ten)?).parse::<f64>().ok()?;
        let factor = above / self.below;
        (factor.is_normal() && (1.0 / factor).is_normal()).then_some(factor)
    }

    /// The one way to write it: factors joined by `·`, superscripts, at most one slash.
    fn symbol(&self) -> String {
        let side = |sign: i16| -> Vec<String> {
            let powers = self.terms.iter().map(|(symbol, _, power)| (symbol, i16::from(*power) * sign));
            powers.filter(|(_, power)| *power > 0).map(|(symbol, power)| format!("{symbol}{}", raised(power))).collect()
        };
        let (above, below) = (side(1), side(-1));
        let above = if above.is_empty() && !below.is_empty() { "1".to_owned() } else { above.join("·") };
        match below.as_slice() {
            [] => above,
            [one] => format!("{above}/{one}"),
            many => format!("{above}/({})", many.join("·")),
        }
    }
}

/// A power as superscript digits, nothing for 1.
fn raised(power: i16) -> String {
    if power == 1 { String::new() } else { superscript(i32::from(power)) }
}

/// A whole number in superscript digits.
pub(super) fn superscript(number: i32) -> String {
    number
        .to_string()
        .chars()
        .map(|c| SUPERSCRIPTS.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, raised)| *raised))
        .collect()
}

const SUPERSCRIPTS: [(char, char); 11] = [
    ('-', '⁻'),
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
];

/// The plain character of a superscript one.
pub(super) fn lowered(c: char) -> Option<char> {
    SUPERSCRIPTS.iter().find(|(_, raised)| *raised == c).map(|(plain, _)| *plain)
}

impl Unit {
    /// Reads a unit: symbols of [`UNITS`] with SI prefixes, joined by spaces, `·` or `*`, divided by `/`, to powers
    /// (`^2`, `²`), in brackets. The symbol of the result is written in one way whatever was read: `m s^-2` gives
    /// `m/s²`. Alone, °C has its zero at 273.15 K; in a compound such as `J/(kg·°C)` it is a step of 1 K.
    pub fn parse(text: &str) -> Result<Unit, UnitError> {
        let mut reader = Reader { text, at: 0 };
        if text.len() > LONGEST {
            return Err(reader.error(0..text.len(), UnitProblem::Size).without_text());
        }
        reader.skip_spaces();
        if reader.peek().is_none() {
            return Err(reader.error(0..0, UnitProblem::Empty));
        }
        let product = reader.product(0)?;
        if reader.peek().is_some() {
            return Err(reader.error_here(UnitProblem::Bracket));
        }
        let whole = 0..text.len();
        let offset = match product.terms.as_slice() {
            [(_, row, 1)] => row.offset,
            terms => {
                // A step of temperature: only as such, so to the first power or below a fraction bar.
                if terms.iter().any(|(_, row, power)| row.offset != 0.0 && !matches!(power, -1 | 1)) {
                    return Err(reader.error(whole, UnitProblem::Scale));
                }
                0.0
            }
        };
        let factor = product.factor().ok_or_else(|| reader.error(whole, UnitProblem::Size).without_text())?;
        Ok(Unit { symbol: Cow::Owned(product.symbol()), dimension: product.dimension, factor, offset })
    }
}

impl UnitError {
    fn without_text(mut self) -> UnitError {
        self.found.clear();
        self
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Byte of the next character.
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over the characters that `wanted` takes and gives them.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| wanted(*c)) {
            self.at += c.len_utf8();
        }
        start..self.at
    }

    fn take_one(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn skip_spaces(&mut self) -> bool {
        !self.take(char::is_whitespace).is_empty()
    }

    fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    fn error(&self, span: Range<usize>, problem: UnitProblem) -> UnitError {
        let found = self.slice(&span).to_owned();
        UnitError { span, problem, found, nearest: None }
    }

    fn error_here(&self, problem: UnitProblem) -> UnitError {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        self.error(self.at..end, problem)
    }

    fn product(&mut self, depth: usize) -> Result<Product, UnitError> {
        if depth > DEEPEST {
            return Err(self.error_here(UnitProblem::Size));
        }
        let mut product = Product::one();
        let (mut divide, mut divided) = (false, false);
        loop {
            self.skip_spaces();
            let start = self.at;
            let (factor, power) = self.factor(depth)?;
            if divided && !divide {
                return Err(self.error(start..self.at, UnitProblem::Slash));
            }
            let included = product.include(factor, if divide { -power } else { power });
            included.ok_or_else(|| self.error(start..self.at, UnitProblem::Size))?;
            divided |= divide;
            self.skip_spaces();
            match self.peek() {
                None | Some(')') => return Ok(product),
                Some('/' | '∕' | '⁄') => {
                    self.take_any();
                    divide = true;
                }
                Some('·' | '⋅' | '*' | '×' | '∙') => {
                    self.take_any();
                    divide = false;
                }
                // Spaces multiply, and so does a bracket; two symbols can touch only at a bracket or a power.
                Some(_) => divide = false,
            }
        }
    }

    fn take_any(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn factor(&mut self, depth: usize) -> Result<(Product, i8), UnitError> {
        let start = self.at;
        let product = match self.peek() {
            Some('(') => {
                self.take_any();
                let inner = self.product(depth + 1)?;
                if !self.take_one(')') {
                    return Err(self.error_here(UnitProblem::Bracket));
                }
                inner
            }
            Some('1') => {
                self.take_any();
                if self.peek().is_some_and(|c| c.is_numeric()) {
                    return Err(self.error_here(UnitProblem::Missing));
                }
                return Ok((Product::one(), 1));
            }
            _ => {
                let span = self.take(is_symbol);
                if span.is_empty() {
                    return Err(self.error_here(UnitProblem::Missing));
                }
                let symbol = self.slice(&span);
                known(symbol).ok_or_else(|| UnitError {
                    nearest: suggestion(symbol),
                    ..self.error(span.clone(), UnitProblem::Unknown)
                })?
            }
        };
        let symbol_end = self.at;
        let power = self.power()?;
        if power == 1 && self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let digits = self.take(|c| c.is_ascii_digit());
            let right = format!("{}^{}", self.slice(&(start..symbol_end)), self.slice(&digits));
            return Err(UnitError { nearest: Some(right), ..self.error(start..self.at, UnitProblem::BarePower) });
        }
        Ok((product, power))
    }

    /// The power after a factor, 1 where there is none.
    fn power(&mut self) -> Result<i8, UnitError> {
        let start = self.at;
        let digits: String = if self.take_one('^') {
            let bracket = self.take_one('(');
            let sign = if self.take_one('-') || self.take_one('−') { "-" } else { "" };
            let span = self.take(|c| c.is_ascii_digit());
            if bracket && !self.take_one(')') {
                return Err(self.error_here(UnitProblem::Bracket));
            }
            format!("{sign}{}", self.slice(&span))
        } else {
            let span = self.take(|c| lowered(c).is_some());
            if span.is_empty() {
                return Ok(1);
            }
            self.slice(&span).chars().filter_map(lowered).collect()
        };
        match digits.parse::<i8>() {
            Ok(power) if power != 0 && power.unsigned_abs() <= HIGHEST.unsigned_abs() => Ok(power),
            _ => Err(self.error(start..self.at, UnitProblem::Power)),
        }
    }
}

/// Whether a character can be part of a unit's symbol.
fn is_symbol(c: char) -> bool {
    !(c.is_whitespace() || c.is_ascii_digit() || lowered(c).is_some() || "/∕⁄·⋅∙*×^()-−+.,".contains(c))
}

/// The unit of one symbol, with or without a prefix.
fn known(symbol: &str) -> Option<Product> {
    let find = |symbol: &str| UNITS.iter().find(|row| row.symbol == symbol || row.aliases.contains(&symbol));
    let single = |shown: String, row: &'static UnitRow, ten: i32| Product {
        dimension: row.dimension,
        terms: vec![(shown, row, 1)],
        above: row.mantissa,
        below: 1.0,
        ten: row.ten + ten,
    };
    if let Some(row) = find(symbol) {
        return Some(single(row.symbol.to_owned(), row, 0));
    }
    let first = symbol.chars().next()?;
    // Micro: the micro sign, the Greek letter, or u.
    let letter = if matches!(first, 'u' | '\u{3bc}') { 'µ' } else { first };
    let (_, ten) = PREFIXES.iter().find(|(prefix, _)| *prefix == letter)?;
    let row = find(symbol.get(first.len_utf8()..)?).filter(|row| row.prefixes.contains(letter))?;
    Some(single(format!("{letter}{}", row.symbol), row, *ten))
}

/// The symbol that was probably meant, by symbols and by English names.
fn suggestion(wrong: &str) -> Option<String> {
    let mut spellings: Vec<(String, String)> = Vec::new();
    for row in UNITS {
        for spelling in [row.symbol, row.name].iter().chain(row.aliases) {
            spellings.push(((*spelling).to_owned(), row.symbol.to_owned()));
        }
        spellings.push((format!("{}s", row.name), row.symbol.to_owned()));
        for prefix in row.prefixes.chars() {
            let symbol = format!("{prefix}{}", row.symbol);
            spellings.push((symbol.clone(), symbol));
        }
    }
    let found = nearest(wrong, spellings.iter().map(|(spelling, _)| spelling.as_str()))?;
    spellings.iter().find(|(spelling, _)| spelling == found).map(|(_, symbol)| symbol.clone())
}

/// Every spelling of a single unit that is understood.
#[cfg(test)]
pub(super) fn all_spellings() -> Vec<String> {
    let mut all = Vec::new();
    for row in UNITS {
        for spelling in std::iter::once(&row.symbol).chain(row.aliases) {
            all.push((*spelling).to_owned());
            all.extend(row.prefixes.chars().map(|prefix| format!("{prefix}{spelling}")));
        }
    }
    all
}
