//! The ledger: conserved quantities of a system and what crossed its boundary, for bars, error read-outs and tests.

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

/// Collected stores of energy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    joules: [Option<f64>; STORES],
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

    /// The sum that must stay what it was at the start: all stores less the work that came in, J.
    pub fn balance(&self) -> f64 {
        let stored: f64 = self.joules[..Store::Work as usize].iter().flatten().sum();
        stored - self.get(Store::Work)
    }
}
