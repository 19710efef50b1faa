//! The ledger: conserved quantities of a system and what crossed its boundary, for bars, error read-outs and tests.

use glam::DVec2;
use serde::{Deserialize, Serialize};

/// What an entry of the ledger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Store {
    /// Kinetic energy, J.
    Kinetic,
    /// Potential energy in the field, J.
    Potential,
    /// Elastic energy, J.
    Elastic,
    /// Heat made by friction, drag and inelastic impacts since the start, J.
    Heat,
    /// Work that came in through hands and motors since the start, J (negative: went out). The last: `STORES` counts on it.
    Work,
}

/// Number of stores.
const STORES: usize = Store::Work as usize + 1;

/// Momentum and angular momentum; also the impulse that changes them, and the force that does so in each second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Momentum {
    /// Momentum or impulse, kg m/s; force, N.
    pub linear: DVec2,
    /// About the origin of the world, anticlockwise positive: kg m²/s; moment of a force, N m.
    pub angular: f64,
}

impl Momentum {
    /// Of what is at a place, m, with its momentum, impulse or force.
    pub fn at(place: DVec2, linear: DVec2) -> Momentum {
        Momentum { linear, angular: place.perp_dot(linear) }
    }

    /// Adds that of what is at a place, m, with its momentum, impulse or force.
    #[inline(never)]
    pub fn add_at(&mut self, place: DVec2, linear: DVec2) {
        self.linear += linear;
        self.angular += place.perp_dot(linear);
    }

    /// Adds so many times another.
    #[inline(never)]
    pub fn add(&mut self, other: Momentum, times: f64) {
        self.linear += times * other.linear;
        self.angular += times * other.angular;
    }

    /// Along x and y, and about the origin.
    pub fn parts(&self) -> [f64; 3] {
        [self.linear.x, self.linear.y, self.angular]
    }

    /// The same from its three parts.
    pub fn of([x, y, angular]: [f64; 3]) -> Momentum {
        Momentum { linear: DVec2::new(x, y), angular }
    }
}

/// Collected stores of energy, and momentum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    joules: [Option<f64>; STORES],
    momentum: [Momentum; 2],
}

impl Ledger {
    /// An empty ledger.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds to a store.
    pub fn add(&mut self, store: Store, joules: f64) {
        let total = &mut self.joules[store as usize];
        *total = Some(total.unwrap_or(0.0) + joules);
    }

    /// What a store holds, J; 0 if nothing was reported.
    pub fn get(&self, store: Store) -> f64 {
        self.joules[store as usize].unwrap_or(0.0)
    }

    /// True if the system reports nothing.
    pub fn is_empty(&self) -> bool {
        self.joules.iter().all(Option::is_none)
    }

    /// Adds the momentum that is there, and the impulse of all outside forces since the start: gravity, anchors, floors,
    /// walls, rails, hands, drag.
    pub fn add_momentum(&mut self, stored: Momentum, impulse: Momentum) {
        let [all, came] = &mut self.momentum;
        all.add(stored, 1.0);
        came.add(impulse, 1.0);
    }

    /// Momentum that is there, and the impulse that came in since the start.
    pub fn momentum(&self) -> [Momentum; 2] {
        self.momentum
    }

    /// Momentum less the impulse that came in: what must stay as it was at the start.
    pub fn momentum_balance(&self) -> Momentum {
        let [mut left, came] = self.momentum;
        left.add(came, -1.0);
        left
    }

    /// The sum that must stay what it was at the start: all stores less the work that came in, J.
    pub fn balance(&self) -> f64 {
        let stored: f64 = self.joules[..Store::Work as usize].iter().flatten().sum();
        stored - self.get(Store::Work)
    }
}
