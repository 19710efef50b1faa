//! Chemical formulas as text: `CuSO4*5H2O(s)`, `Fe(SCN)^2+`, `OH-`, `HIn:methyl-orange`.

use std::fmt;
use std::ops::Range;

use super::elements;

/// Longer texts are no formulas.
const LONGEST: usize = 80;
/// No formula of a school has more atoms of a kind.
const MOST: u32 = 9999;

/// How a species is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// `(s)`: a pure solid.
    Solid,
    /// `(l)`: a pure liquid, or water, the solvent.
    Liquid,
    /// `(g)`: in the gas above.
    Gas,
    /// `(aq)`: dissolved in water.
    #[default]
    Dissolved,
}

impl Phase {
    const SUFFIXES: [(&'static str, Phase); 4] =
        [("(s)", Phase::Solid), ("(l)", Phase::Liquid), ("(g)", Phase::Gas), ("(aq)", Phase::Dissolved)];
}

/// A formula that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// Element symbols, or the name of a dye's body, with how many of each; in the order in which they first appear.
    pub atoms: Vec<(String, u32)>,
    /// Charge in elementary charges.
    pub charge: i32,
    /// The phase, if the formula says one or can have only one (what is charged is dissolved).
    pub phase: Option<Phase>,
}

/// What is wrong with a formula, and where (bytes of the text).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Where.
    pub span: Range<usize>,
    /// In words.
    pub words: String,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for FormulaError {}

fn error<T>(span: Range<usize>, words: impl Into<String>) -> Result<T, FormulaError> {
    Err(FormulaError { span, words: words.into() })
}

impl Formula {
    /// Reads a formula: elements with counts, groups in brackets, water of crystallisation after `*` or `·`, the charge
    /// (`+`, `-`, `^2+`, `^3-`), then the phase. After a colon the name of a body that has no formula of elements, such
    /// as a dye: `In` stands for it (`HIn:methyl-orange`, `In^2-:phenolphthalein`).
    pub fn parse(text: &str) -> Result<Formula, FormulaError> {
        if text.len() > LONGEST {
            return error(0..text.len(), "the formula is too long");
        }
        let (rest, body) = match text.split_once(':') {
            Some((_, "")) => return error(0..text.len(), format!("\"{text}\" has no name after the colon")),
            Some((rest, body)) => (rest, Some(body)),
            None => (text, None),
        };
        let suffix = Phase::SUFFIXES.iter().find(|(suffix, _)| rest.ends_with(suffix));
        let (rest, phase) = match suffix {
            Some((suffix, phase)) => (rest.strip_suffix(suffix).unwrap_or(rest), Some(*phase)),
            None => (rest, None),
        };
        let (rest, charge) = charge(rest)?;
        let mut formula = Formula { atoms: Vec::new(), charge, phase };
        let mut start = 0;
        for part in rest.split(['*', '·']) {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let times = count(part.get(..digits).unwrap_or(""), start)?;
            let mut reader = Reader { text: rest, at: start + digits, end: start + part.len(), body };
            let atoms = reader.group(0)?;
            if atoms.is_empty() {
                return error(start..start + part.len(), format!("\"{text}\" names no element where one is wanted"));
            }
            for (symbol, number) in atoms {
                add(&mut formula.atoms, symbol, number.saturating_mul(times));
            }
            // The separator, of one byte or two.
            let after = rest.get(start + part.len()..).and_then(|rest| rest.chars().next());
            start += part.len() + after.map_or(0, char::len_utf8);
        }
        if let Some((symbol, _)) = formula.atoms.iter().find(|(_, number)| *number > MOST) {
            return error(0..text.len(), format!("\"{text}\" has too many atoms of {symbol}"));
        }
        match (formula.phase, charge) {
            (None, c) if c != 0 => formula.phase = Some(Phase::Dissolved),
            (None, _) if body.is_some() => formula.phase = Some(Phase::Dissolved),
            (Some(phase), c) if c != 0 && phase != Phase::Dissolved => {
                return error(0..text.len(), format!("\"{text}\" is charged, so that it can only be dissolved (aq)"));
            }
            _ => {}
        }
        Ok(formula)
    }

    /// Molar mass, kg/mol, from the standard atomic weights; `None` if it holds a body that is no element.
    pub fn molar_mass(&self) -> Option<f64> {
        self.atoms.iter().try_fold(0.0, |sum, (symbol, number)| {
            elements::element(symbol).map(|element| sum + 1e-3 * element.weight * f64::from(*number))
        })
    }

    /// How many atoms of a symbol.
    pub fn count(&self, symbol: &str) -> u32 {
        self.atoms.iter().find(|(own, _)| own == symbol).map_or(0, |(_, number)| *number)
    }
}

/// Splits the charge off.
fn charge(text: &str) -> Result<(&str, i32), FormulaError> {
    let sign = match text.bytes().last() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ if text.contains('^') => {
            return error(0..text.len(), format!("\"{text}\": a charge ends with + or -, as in SO4^2-"));
        }
        _ => return Ok((text, 0)),
    };
    let body = text.get(..text.len() - 1).unwrap_or("");
    match body.rsplit_once('^') {
        None => Ok((body, sign)),
        Some((rest, size)) => {
            let size = count(size, rest.len() + 1)?;
            Ok((rest, sign * i32::try_from(size).unwrap_or(0)))
        }
    }
}

/// A count; none at all is one.
fn count(digits: &str, at: usize) -> Result<u32, FormulaError> {
    if digits.is_empty() {
        return Ok(1);
    }
    match digits.parse::<u32>() {
        Ok(number) if (1..=MOST).contains(&number) => Ok(number),
        _ => error(at..at + digits.len(), format!("\"{digits}\" is no count of atoms")),
    }
}

fn add(atoms: &mut Vec<(String, u32)>, symbol: String, number: u32) {
    match atoms.iter_mut().find(|(own, _)| *own == symbol) {
        Some((_, own)) => *own = own.saturating_add(number),
        None => atoms.push((symbol, number)),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    body: Option<&'t str>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        if self.at < self.end { self.text.as_bytes().get(self.at).copied() } else { None }
    }

    fn digits(&mut self) -> Result<u32, FormulaError> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        count(self.text.get(start..self.at).unwrap_or(""), start)
    }

    /// Elements and groups up to the end or to a closing bracket.
    fn group(&mut self, depth: usize) -> Result<Vec<(String, u32)>, FormulaError> {
        let mut atoms = Vec::new();
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b'(' | b'[' if depth < 4 => {
                    let close = if byte == b'(' { b')' } else { b']' };
                    self.at += 1;
                    let inside = self.group(depth + 1)?;
                    if self.peek() != Some(close) {
                        return error(start..start + 1, "a bracket is not closed");
                    }
                    self.at += 1;
                    let times = self.digits()?;
                    for (symbol, number) in inside {
                        add(&mut atoms, symbol, number.saturating_mul(times));
                    }
                }
                b')' | b']' if depth > 0 => return Ok(atoms),
                b'A'..=b'Z' => {
                    self.at += 1;
                    if self.peek().is_some_and(|byte| byte.is_ascii_lowercase()) {
                        self.at += 1;
                    }
                    let symbol = self.text.get(start..self.at).unwrap_or("");
                    let symbol = match self.body {
                        Some(body) if symbol == "In" => body.to_owned(),
                        _ if elements::element(symbol).is_some() => symbol.to_owned(),
                        _ => return error(start..self.at, format!("\"{symbol}\" is no element here")),
                    };
                    let number = self.digits()?;
                    add(&mut atoms, symbol, number);
                }
                _ => {
                    let found = self.text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or('?');
                    return error(start..start + found.len_utf8(), format!("\"{found}\" does not belong in a formula"));
                }
            }
        }
        Ok(atoms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_read() {
        let check = |text: &str, atoms: &[(&str, u32)], charge, phase, grams: f64| {
            let formula = Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let found: Vec<(&str, u32)> = formula.atoms.iter().map(|(symbol, n)| (symbol.as_str(), *n)).collect();
            assert_eq!((found.as_slice(), formula.charge, formula.phase), (atoms, charge, phase), "{text}");
            let mass = formula.molar_mass().unwrap_or(f64::NAN);
            assert!((mass * 1e3 - grams).abs() < 5e-4, "{text}: {mass}");
        };
        let dissolved = Some(Phase::Dissolved);
        check("CuSO4*5H2O(s)", &[("Cu", 1), ("S", 1), ("O", 9), ("H", 10)], 0, Some(Phase::Solid), 249.677);
        check("CuSO4·5H2O(s)", &[("Cu", 1), ("S", 1), ("O", 9), ("H", 10)], 0, Some(Phase::Solid), 249.677);
        check("Fe(SCN)^2+", &[("Fe", 1), ("S", 1), ("C", 1), ("N", 1)], 2, dissolved, 113.923);
        check("OH-", &[("O", 1), ("H", 1)], -1, dissolved, 17.007);
        check("SO4^2-", &[("S", 1), ("O", 4)], -2, dissolved, 96.056);
        check("H2O(l)", &[("H", 2), ("O", 1)], 0, Some(Phase::Liquid), 18.015);
        check(
            "KAl(SO4)2*12H2O(s)",
            &[("K", 1), ("Al", 1), ("S", 2), ("O", 20), ("H", 24)],
            0,
            Some(Phase::Solid),
            474.372,
        );
        check("[Cu(NH3)4]^2+", &[("Cu", 1), ("N", 4), ("H", 12)], 2, dissolved, 131.67);
        check("Cl2", &[("Cl", 2)], 0, None, 70.9);
    }

    #[test]
    fn dyes_have_a_body() {
        let formula = Formula::parse("H2In:phenolphthalein").expect("read");
        assert_eq!(formula.count("phenolphthalein"), 1);
        assert_eq!((formula.count("H"), formula.phase, formula.molar_mass()), (2, Some(Phase::Dissolved), None));
        assert_eq!(Formula::parse("In^2-:phenolphthalein").map(|formula| formula.charge), Ok(-2));
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let check = |text: &str, span: Range<usize>, says: &str| {
            let error = Formula::parse(text).expect_err(text);
            assert!(error.words.contains(says), "{text}: {error}");
            assert_eq!(error.span, span, "{text}");
        };
        check("NaXx(s)", 2..4, "\"Xx\" is no element");
        check("Ca(OH2", 2..3, "not closed");
        check("CaO)", 3..4, "does not belong");
        check("SO4^2", 0..5, "ends with + or -");
        check("Na0", 2..3, "no count");
        check("", 0..0, "names no element");
        check("CuSO4*(s)", 6..6, "names no element");
        check("Na+(s)", 0..6, "only be dissolved");
        check("Na é", 2..3, "does not belong");
        check("H99999", 1..6, "no count");
        check("HIn:", 0..4, "no name");
        check("((((((H))))))", 4..5, "does not belong");
    }
}
