//! Convention: whether schools estimate a digit between the lines of an instrument, and which.

/// How the last digit is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Convention {
    /// Last digit as a part of the division: 0.1 for estimated tenths, 1 where nothing is estimated.
    pub part: f64,
    /// Divisions that are read otherwise, each with its last digit. SI.
    pub digits: Vec<(f64, f64)>,
}

impl Default for Convention {
    /// Tenths of a division are estimated: the rule of measuring where no school says otherwise.
    fn default() -> Convention {
        Convention { part: 0.1, digits: Vec::new() }
    }
}

impl Convention {
    /// The last digit that is read on a scale with this division. SI.
    pub fn digit(&self, division: f64) -> f64 {
        let own = self.digits.iter().find(|(line, _)| (line - division).abs() < 1e-6 * division);
        // By the whole number of parts: a tenth of a millimetre is the double nearest to it, as a division by 10 gives.
        own.map_or(division / (1.0 / self.part), |(_, digit)| *digit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_has_its_own_digit_or_a_part_of_itself() {
        let meter = Convention { part: 0.1, digits: vec![(0.02, 0.01), (0.5, 0.1)] };
        for (division, digit) in [(0.02, 0.01), (0.5, 0.1), (0.1, 0.01)] {
            assert!((meter.digit(division) - digit).abs() < 1e-15, "{division}");
        }
        for division in [1e-3, 0.1, 0.2, 0.01] {
            assert!(Convention::default().digit(division) == division / 10.0);
        }
    }
}
