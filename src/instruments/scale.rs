//! Scales: how a value becomes digits; range, division, last digit and the uncertainty that belongs to them.

use super::{Reading, ReadingState};
use crate::numerics::math::log10;
use crate::numerics::random::Random;
use crate::quantity::Unit;

/// A scale, or the digits of a display. SI.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Unit of its numbers.
    pub unit: Unit,
    /// Smallest and largest value it can show.
    pub range: (f64, f64),
    /// Smallest division, or the last digit of a display.
    pub division: f64,
    /// Last digit that is read: a part of a division that is estimated, or the division itself.
    pub digit: f64,
}

impl Scale {
    /// A scale whose last digit is estimated within a division; `digit` 0 means a tenth of it.
    pub fn estimated(unit: Unit, range: (f64, f64), division: f64, digit: f64) -> Scale {
        let digit = if digit > 0.0 { digit } else { division / 10.0 };
        Scale { unit, range, division, digit }
    }

    /// A display that shows whole divisions.
    pub fn display(unit: Unit, range: (f64, f64), division: f64) -> Scale {
        Scale { unit, range, division, digit: division }
    }

    /// Decimals of a reading in the unit of the scale.
    pub fn decimals(&self) -> usize {
        let digit = self.digit / self.unit.factor;
        // Rounding up to what shows the digit: 0.5 needs one decimal, 0.02 two.
        let places = -log10(digit);
        let whole = (places - 1e-9).ceil();
        if whole > 0.0 { (whole as usize).min(9) } else { 0 }
    }

    /// The value rounded to the last digit, counted from the zero of its unit (0 °C is no whole number of kelvins).
    pub fn round(&self, value: f64) -> f64 {
        let zero = self.unit.offset;
        ((value - zero) / self.digit).round() * self.digit + zero
    }

    /// Standard uncertainty of a reading: a rectangle as wide as what cannot be told apart, over the root of 12
    /// (GUM, JCGM 100:2008, 4.3.7). On a scale with an estimated digit that is half a division.
    pub fn uncertainty(&self) -> f64 {
        let width = if self.digit < self.division { self.division / 2.0 } else { self.division };
        width / 12.0_f64.sqrt()
    }

    /// What a careful reader takes from the scale, chance included: its data sheet is no bias, and the spread that
    /// [`uncertainty`](Self::uncertainty) states, as a standard deviation over places anywhere on the scale.
    ///
    /// Where a digit is estimated the reader judges the place with a normal spread, then writes the nearest digit;
    /// both together are half a division over the root of 12, 0.144 of a division. That figure is an assumption of
    /// this program (it makes the stated uncertainty true), not a measurement of readers. Where nothing is estimated
    /// the reader takes the nearest line, and the rounding is all.
    pub fn read_by_hand(&self, value: f64, random: &mut Random) -> Reading {
        // Rounding to the digit adds its own rectangle (Sheppard's correction), so the judgement gets what is left.
        let judged = self.uncertainty() * self.uncertainty() - self.digit * self.digit / 12.0;
        self.read(value + judged.max(0.0).sqrt() * random.normal())
    }

    /// What the scale shows of a value.
    pub fn read(&self, value: f64) -> Reading {
        // Nothing there to be read is no number.
        let state = if value.is_nan() {
            ReadingState::Empty
        } else if value.is_infinite() {
            ReadingState::Broken
        } else if value < self.range.0 - self.digit / 2.0 || value > self.range.1 + self.digit / 2.0 {
            ReadingState::OverRange
        } else {
            ReadingState::Ok
        };
        let shown = if value.is_finite() { value.clamp(self.range.0, self.range.1) } else { 0.0 };
        Reading {
            value: self.round(shown),
            unit: self.unit.clone(),
            decimals: self.decimals(),
            uncertainty: self.uncertainty(),
            state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::unit::{CENTIMETRE, METRE, NEWTON, SECOND};

    #[test]
    fn digits_follow_the_division() {
        let check = |scale: Scale, value: f64, shown: f64, decimals: usize| {
            let reading = scale.read(value);
            assert!((reading.value - shown).abs() < 1e-12, "{} {shown}", reading.value);
            assert_eq!(reading.decimals, decimals);
        };
        check(Scale::estimated(METRE, (0.0, 1.0), 0.001, 0.0), 0.80123, 0.8012, 4);
        check(Scale::estimated(CENTIMETRE, (0.0, 1.0), 0.001, 0.0), 0.80123, 0.8012, 2);
        check(Scale::display(SECOND, (0.0, 3600.0), 0.01), 12.3456, 12.35, 2);
        check(Scale::estimated(NEWTON, (0.0, 5.0), 0.2, 0.1), 1.234, 1.2, 1);
        check(Scale::display(NEWTON, (0.0, 50.0), 0.5), 1.3, 1.5, 1);
    }

    #[test]
    fn beyond_the_scale_it_says_so() {
        let scale = Scale::estimated(NEWTON, (0.0, 5.0), 0.1, 0.0);
        assert_eq!(scale.read(5.2).state, ReadingState::OverRange);
        assert_eq!(scale.read(5.2).value, 5.0);
        assert_eq!(scale.read(-0.1).state, ReadingState::OverRange);
        assert_eq!(scale.read(f64::INFINITY).state, ReadingState::Broken);
        assert_eq!(scale.read(f64::NAN).state, ReadingState::Empty);
        assert_eq!(scale.read(5.0).state, ReadingState::Ok);
    }

    #[test]
    fn uncertainty_is_the_rectangle_of_what_cannot_be_told_apart() {
        let scale = Scale::estimated(METRE, (0.0, 1.0), 0.001, 0.0);
        assert!((scale.uncertainty() - 0.0005 / 12.0_f64.sqrt()).abs() < 1e-18);
    }
}
