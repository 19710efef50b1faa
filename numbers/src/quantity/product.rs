//! Products of units to powers: their factor, their dimension, and the one way to write them.

use super::Dimension;
use super::table::UnitRow;

/// A product of units to powers, while it is read.
pub(super) struct Product {
    pub dimension: Dimension,
    /// Each symbol and its power, in the order they were written.
    pub terms: Vec<(String, &'static UnitRow, i8)>,
    /// SI units in one of it: `above` / `below` × 10^`ten`. Apart, so that km/h is rounded only once.
    pub above: f64,
    pub below: f64,
    pub ten: i32,
}

impl Product {
    /// The unit of a plain number.
    pub fn one() -> Product {
        Product { dimension: Dimension::NONE, terms: Vec::new(), above: 1.0, below: 1.0, ten: 0 }
    }

    /// Multiplies by `other` to a power; `None` where powers leave their range.
    pub fn include(&mut self, other: Product, power: i8) -> Option<()> {
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
    pub fn factor(&self) -> Option<f64> {
        // Powers of ten are applied in decimal, which rounds once: the 1.602176634e-19 J of the electronvolt are no product of doubles.
        let digits = format!("{:e}", self.above);
        let (mantissa, ten) = digits.split_once('e')?;
        let above = format!("{mantissa}e{}", ten.parse::<i32>().ok()?.checked_add(self.ten)?).parse::<f64>().ok()?;
        let factor = above / self.below;
        (factor.is_normal() && (1.0 / factor).is_normal()).then_some(factor)
    }

    /// The one way to write it: factors joined by `·`, superscripts, at most one slash.
    pub fn symbol(&self) -> String {
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
