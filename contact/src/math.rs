//! Turns and cross products of the plane. Functions of angles come from `libm`: the same bits everywhere.

use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Cross product of two vectors of the plane: the part out of it.
#[inline(always)]
pub fn cross(a: DVec2, b: DVec2) -> f64 {
    a.x * b.y - a.y * b.x
}

/// A vector turned left by a quarter.
#[inline(always)]
pub fn left(a: DVec2) -> DVec2 {
    DVec2::new(-a.y, a.x)
}

/// A turn, kept as cosine and sine.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// Cosine.
    pub cos: f64,
    /// Sine.
    pub sin: f64,
}

impl Turn {
    /// No turn.
    pub const NONE: Turn = Turn { cos: 1.0, sin: 0.0 };

    /// The turn by an angle, rad, counter-clockwise.
    pub fn by(angle: f64) -> Turn {
        let (sin, cos) = libm::sincos(angle);
        Turn { cos, sin }
    }

    /// A vector after the turn.
    #[inline(always)]
    pub fn of(self, a: DVec2) -> DVec2 {
        DVec2::new(self.cos * a.x - self.sin * a.y, self.sin * a.x + self.cos * a.y)
    }

    /// A vector before the turn.
    #[inline(always)]
    pub fn back(self, a: DVec2) -> DVec2 {
        DVec2::new(self.cos * a.x + self.sin * a.y, self.cos * a.y - self.sin * a.x)
    }

    /// From this turn to another.
    #[inline(always)]
    pub fn to(self, o: Turn) -> Turn {
        Turn { cos: self.cos * o.cos + self.sin * o.sin, sin: self.cos * o.sin - self.sin * o.cos }
    }

    /// This turn and a further angle, rad. Small angles go by the power series, which is exact to the last digit.
    pub fn and(self, angle: f64) -> Turn {
        if !(-0.3..=0.3).contains(&angle) {
            let by = Turn::by(angle);
            return Turn { cos: self.cos * by.cos - self.sin * by.sin, sin: self.sin * by.cos + self.cos * by.sin };
        }
        let q = angle * angle;
        let sin = angle * (1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0 * (1.0 - q / 110.0)))));
        let cos = 1.0
            - q / 2.0 * (1.0 - q / 12.0 * (1.0 - q / 30.0 * (1.0 - q / 56.0 * (1.0 - q / 90.0 * (1.0 - q / 132.0)))));
        let turned = Turn { cos: self.cos * cos - self.sin * sin, sin: self.sin * cos + self.cos * sin };
        // One step of Newton's method keeps the length at 1.
        let scale = 1.5 - 0.5 * (turned.cos * turned.cos + turned.sin * turned.sin);
        Turn { cos: turned.cos * scale, sin: turned.sin * scale }
    }
}

/// Place and turn of a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Centre of mass, m.
    pub place: DVec2,
    /// How far it is turned.
    pub turn: Turn,
}

impl Pose {
    /// A pose by its place, m, and angle, rad.
    pub fn new(place: DVec2, angle: f64) -> Pose {
        Pose { place, turn: Turn::by(angle) }
    }

    /// A point of the body in the world, m.
    #[inline(always)]
    pub fn point(self, local: DVec2) -> DVec2 {
        self.place + self.turn.of(local)
    }

    /// The other's pose as seen from this one.
    #[inline(always)]
    pub fn to(self, o: Pose) -> Pose {
        Pose { place: self.turn.back(o.place - self.place), turn: self.turn.to(o.turn) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_small_turns_are_one_large() {
        let mut turn = Turn::NONE;
        for _ in 0..10_000 {
            turn = turn.and(0.123);
        }
        let whole = Turn::by(1230.0);
        assert!((turn.cos - whole.cos).abs() < 1e-11 && (turn.sin - whole.sin).abs() < 1e-11, "{turn:?} {whole:?}");
        assert!((turn.cos * turn.cos + turn.sin * turn.sin - 1.0).abs() < 1e-14);
    }
}
