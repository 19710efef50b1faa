//! The dimension of a quantity: the powers of the SI base units it is made of.

use std::fmt;

/// Powers of the seven SI base units, and of the radian.
///
/// The radian is kept so that an angle can be shown in degrees; formulas treat it as the number 1
/// (SI brochure, 9th edition, section 2.3.4), see [`Dimension::same_kind`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dimension {
    /// Power of the metre.
    pub m: i8,
    /// Power of the kilogram.
    pub kg: i8,
    /// Power of the second.
    pub s: i8,
    /// Power of the ampere.
    pub a: i8,
    /// Power of the kelvin.
    pub k: i8,
    /// Power of the mole.
    pub mol: i8,
    /// Power of the candela.
    pub cd: i8,
    /// Power of the radian.
    pub rad: i8,
}

impl Dimension {
    /// A plain number.
    pub const NONE: Dimension = Dimension::of([0; 8]);
    /// Length, m.
    pub const LENGTH: Dimension = Dimension::of([1, 0, 0, 0, 0, 0, 0, 0]);
    /// Mass, kg.
    pub const MASS: Dimension = Dimension::of([0, 1, 0, 0, 0, 0, 0, 0]);
    /// Time, s.
    pub const TIME: Dimension = Dimension::of([0, 0, 1, 0, 0, 0, 0, 0]);
    /// Force, N.
    pub const FORCE: Dimension = Dimension::of([1, 1, -2, 0, 0, 0, 0, 0]);
    /// Electric current, A.
    pub const CURRENT: Dimension = Dimension::of([0, 0, 0, 1, 0, 0, 0, 0]);
    /// Thermodynamic temperature, K.
    pub const TEMPERATURE: Dimension = Dimension::of([0, 0, 0, 0, 1, 0, 0, 0]);
    /// Amount of substance, mol.
    pub const AMOUNT: Dimension = Dimension::of([0, 0, 0, 0, 0, 1, 0, 0]);
    /// Luminous intensity, cd.
    pub const LUMINOUS_INTENSITY: Dimension = Dimension::of([0, 0, 0, 0, 0, 0, 1, 0]);
    /// Plane angle, rad.
    pub const ANGLE: Dimension = Dimension::of([0, 0, 0, 0, 0, 0, 0, 1]);

    /// The dimension with these powers of m, kg, s, A, K, mol, cd, rad, in this order.
    pub const fn of(powers: [i8; 8]) -> Dimension {
        let [m, kg, s, a, k, mol, cd, rad] = powers;
        Dimension { m, kg, s, a, k, mol, cd, rad }
    }

    /// The powers of m, kg, s, A, K, mol, cd, rad, in this order.
    pub const fn powers(self) -> [i8; 8] {
        [self.m, self.kg, self.s, self.a, self.k, self.mol, self.cd, self.rad]
    }

    /// The dimension of a product. For tables in the source: powers saturate at the ends of `i8`.
    pub const fn times(self, other: Dimension) -> Dimension {
        self.combine(other, 1)
    }

    /// The dimension of a quotient. For tables in the source: powers saturate at the ends of `i8`.
    pub const fn over(self, other: Dimension) -> Dimension {
        self.combine(other, -1)
    }

    /// The dimension of a whole power. For tables in the source: powers saturate at the ends of `i8`.
    pub const fn powi(self, power: i8) -> Dimension {
        Dimension::NONE.combine(self, power)
    }

    const fn combine(self, other: Dimension, power: i8) -> Dimension {
        let (mut powers, others) = (self.powers(), other.powers());
        let mut i = 0;
        while i < powers.len() {
            powers[i] = powers[i].saturating_add(others[i].saturating_mul(power));
            i += 1;
        }
        Dimension::of(powers)
    }

    /// `self` times `other` to a whole power, or `None` where a power leaves `i8`. For what data can reach.
    pub fn checked_times_power(self, other: Dimension, power: i8) -> Option<Dimension> {
        let mut powers = self.powers();
        for (own, theirs) in powers.iter_mut().zip(other.powers()) {
            *own = own.checked_add(theirs.checked_mul(power)?)?;
        }
        Some(Dimension::of(powers))
    }

    /// The dimension of the square root, or `None` where a power is odd. An odd power of the radian is
    /// dropped: in a formula an angle is a number.
    pub fn square_root(self) -> Option<Dimension> {
        let mut powers = Dimension { rad: if self.rad % 2 == 0 { self.rad } else { 0 }, ..self }.powers();
        for power in &mut powers {
            if *power % 2 != 0 {
                return None;
            }
            *power /= 2;
        }
        Some(Dimension::of(powers))
    }

    /// Whether values of the two dimensions may be added or compared: equal, the radian ignored.
    pub const fn same_kind(self, other: Dimension) -> bool {
        let (a, b) = (self.powers(), other.powers());
        let mut i = 0;
        while i + 1 < a.len() {
            if a[i] != b[i] {
                return false;
            }
            i += 1;
        }
        true
    }

    /// Whether a formula may take it as a plain number: no power but that of the radian.
    pub const fn is_number(self) -> bool {
        self.same_kind(Dimension::NONE)
    }
}

/// In base units, such as `kg m/s^2`, `J/(kg K)` being `m^2/(s^2 K)`, and `1` for a plain number.
impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ORDER: [(&str, usize); 8] =
            [("kg", 1), ("m", 0), ("s", 2), ("A", 3), ("K", 4), ("mol", 5), ("cd", 6), ("rad", 7)];
        let powers = self.powers();
        let side = |sign: i16| -> Vec<String> {
            ORDER
                .iter()
                .map(|&(symbol, i)| (symbol, i16::from(powers[i]) * sign))
                .filter(|&(_, power)| power > 0)
                .map(|(symbol, power)| if power == 1 { symbol.to_owned() } else { format!("{symbol}^{power}") })
                .collect()
        };
        let (above, below) = (side(1), side(-1));
        f.write_str(if above.is_empty() { "1" } else { "" })?;
        f.write_str(&above.join(" "))?;
        match below.as_slice() {
            [] => Ok(()),
            [one] => write!(f, "/{one}"),
            many => write!(f, "/({})", many.join(" ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORCE: Dimension = Dimension::MASS.times(Dimension::LENGTH).over(Dimension::TIME.powi(2));

    #[test]
    fn prints_base_units() {
        assert_eq!(FORCE.to_string(), "kg m/s^2");
        assert_eq!(Dimension::NONE.to_string(), "1");
        assert_eq!(Dimension::TIME.powi(-1).to_string(), "1/s");
        assert_eq!(FORCE.over(Dimension::TEMPERATURE).to_string(), "kg m/(s^2 K)");
        assert_eq!(Dimension::of([0, 0, i8::MIN, 0, 0, 0, 0, 0]).to_string(), "1/s^128");
    }

    #[test]
    fn powers_never_wrap() {
        let high = Dimension::LENGTH.powi(127);
        assert_eq!(high.times(high).m, 127);
        assert_eq!(high.checked_times_power(high, 1), None);
        assert_eq!(FORCE.checked_times_power(FORCE, -1), Some(Dimension::NONE));
        assert_eq!(FORCE.checked_times_power(FORCE, 100), None);
    }

    #[test]
    fn roots_and_angles() {
        assert_eq!(Dimension::LENGTH.powi(-2).square_root(), Some(Dimension::LENGTH.powi(-1)));
        assert_eq!(FORCE.square_root(), None);
        assert_eq!(Dimension::ANGLE.square_root(), Some(Dimension::NONE));
        assert!(Dimension::ANGLE.over(Dimension::TIME).same_kind(Dimension::TIME.powi(-1)));
        assert!(Dimension::ANGLE.is_number() && !FORCE.is_number());
    }
}
