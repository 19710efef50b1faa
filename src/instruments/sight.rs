//! Sight: where the eye is before a scale, and how far that shifts what it reads (parallax).
//!
//! A pointer, an edge or the top of a column lies a gap before its scale. An eye that does not face it sees it against
//! another place of the scale: with the eye `e` along the scale from facing it, at a distance `D` before the scale, and
//! the pointer a gap `g` before the scale, similar triangles give a shift of `-e g / (D - g)`.

use crate::systems::Refused;
use serde::{Deserialize, Serialize};

/// Distance of distinct vision, m: where a reader holds what is read (conventional value, 25 cm).
pub const DISTANCE: f64 = 0.25;
/// Where the numbers of a scale grow, as it stands before the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// A rule that lies, a dial whose pointer goes clockwise.
    Right,
    /// A scale that stands on its zero.
    Up,
    /// A rule that lies the other way round.
    Left,
    /// A rule that hangs from its zero.
    Down,
}

impl Towards {
    /// Names, in the order of the settings that choose one.
    pub const NAMES: &'static [&'static str] = &["right", "up", "left", "down"];

    /// The direction with an index of [`NAMES`](Towards::NAMES); beyond them, the last.
    pub fn of(index: f64) -> Towards {
        match index as u8 {
            0 => Towards::Right,
            1 => Towards::Up,
            2 => Towards::Left,
            _ => Towards::Down,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or("")
    }
}

/// Farthest that the eye is moved along a scale, m: half a metre is an arm's length aside.
pub const FARTHEST: f64 = 0.5;

/// An eye before a scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sight {
    /// Place of the eye along the scale from facing the pointer, m; positive towards larger numbers.
    pub eye: f64,
}

impl Sight {
    /// Moves the eye, to at most [`FARTHEST`] either way; false, and nothing changed, for what is no place.
    pub fn look_from(&mut self, eye: f64) -> bool {
        let legal = eye.abs() <= FARTHEST;
        if legal {
            self.eye = eye;
        }
        legal
    }

    /// The same as an action: refused in words for what is no place.
    pub fn go(&mut self, eye: f64) -> Result<(), Refused> {
        let (min, max) = (-FARTHEST, FARTHEST);
        if self.look_from(eye) { Ok(()) } else { Err(Refused::OutOfRange { path: "eye".into(), value: eye, min, max }) }
    }

    /// How far along the scale a pointer is seen from where it is, m, for a gap of `gap` m between pointer and scale.
    pub fn shift(&self, gap: f64) -> f64 {
        -self.eye * gap / (DISTANCE - gap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shift_is_that_of_the_geometry() {
        let mut sight = Sight::default();
        assert_eq!(sight.shift(0.005), 0.0);
        // Eye 10 cm towards larger numbers, pointer 5 mm before the scale: the line of sight meets the scale where
        // 10 cm + t (-10 cm) with t = 25/(25 - 0.5).
        assert!(sight.look_from(0.1));
        let right = 0.1 - 0.1 * 0.25 / (0.25 - 0.005);
        assert!((sight.shift(0.005) - right).abs() < 1e-15);
        for wrong in [0.6, -0.51, f64::NAN, f64::INFINITY] {
            assert!(!sight.look_from(wrong));
            assert_eq!(sight.eye, 0.1);
        }
    }
}
