//! Units as text: `m/s^2`, `kg·m²`, `m s^-2`, `J/(kg·K)`, `1/s`.

use std::borrow::Cow;
use std::ops::Range;

use super::product::{Product, lowered};
use super::table::{PREFIXES, UNITS, UnitRow};
use super::unit_error::HIGHEST_POWER;
use super::{Unit, UnitError, UnitProblem, nearest};

/// Longer texts are no units.
const LONGEST: usize = 100;
/// Brackets inside brackets.
const DEEPEST: usize = 8;

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
            Ok(power) if power != 0 && power.unsigned_abs() <= HIGHEST_POWER.unsigned_abs() => Ok(power),
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
