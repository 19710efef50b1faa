//! Stands in for `tally.rs` in the `core` build, which has no room for it: nothing is counted.

use crate::systems::{Ledger, Momentum};
use glam::DVec2;

/// Nothing.
#[derive(Clone, Copy, Default)]
pub struct Tally {}

/// No numbers are integrated.
pub const PARTS: usize = 0;

impl Tally {
    /// Does nothing.
    #[inline(always)]
    pub fn add_at(&mut self, _place: DVec2, _linear: DVec2) {}

    /// Does nothing.
    #[inline(always)]
    pub fn changed(&mut self, _before: Momentum, _now: Momentum) {}

    /// No numbers.
    #[inline(always)]
    pub fn parts(&self) -> [f64; PARTS] {
        []
    }

    /// Nothing.
    #[inline(always)]
    pub fn of(_parts: [f64; PARTS]) -> Tally {
        Tally {}
    }

    /// Does nothing.
    #[inline(always)]
    pub fn book(&self, _book: &mut Ledger, _stored: impl FnOnce() -> Momentum) {}
}
