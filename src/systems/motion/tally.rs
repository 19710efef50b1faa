//! What came in from outside: the impulse of gravity, drag, fixed places, hands, tracks and floors, counted where it acts.
//! The smallest build does without (`tallyless.rs`): its motion is the same to the bit, as no rate depends on these sums.

use crate::systems::{Ledger, Momentum};
use glam::DVec2;

/// An impulse, or the force that makes it.
#[derive(Clone, Copy, Default)]
pub struct Tally(Momentum);

/// Numbers of it that are integrated.
pub const PARTS: usize = 3;

impl Tally {
    /// Adds what acts at a place, m: an impulse, N s, or a force, N.
    #[inline]
    pub fn add_at(&mut self, place: DVec2, linear: DVec2) {
        self.0.add_at(place, linear);
    }

    /// Adds a momentum that was changed from `before`.
    pub fn changed(&mut self, before: Momentum, now: Momentum) {
        let mut came = now;
        came.add(before, -1.0);
        self.0.add(came, 1.0);
    }

    /// Along x and y, and about the origin.
    pub fn parts(&self) -> [f64; PARTS] {
        self.0.parts()
    }

    /// The same from its parts.
    pub fn of(parts: [f64; PARTS]) -> Tally {
        Tally(Momentum::of(parts))
    }

    /// Enters it into the ledger, with the momentum that is there.
    pub fn book(&self, book: &mut Ledger, stored: impl FnOnce() -> Momentum) {
        book.add_momentum(stored(), self.0);
    }
}
