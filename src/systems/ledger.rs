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
    /// Work that came in through hands and motors since the start, J (negative: went out).
    Work,
}

/// Collected stores of energy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    entries: Vec<(Store, f64)>,
}

impl Ledger {
    /// An empty ledger.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds to a store.
    pub fn add(&mut self, store: Store, joules: f64) {
        match self.entries.iter_mut().find(|(s, _)| *s == store) {
            Some((_, total)) => *total += joules,
            None => self.entries.push((store, joules)),
        }
    }

    /// What a store holds, J; 0 if nothing was reported.
    pub fn get(&self, store: Store) -> f64 {
        self.entries.iter().find(|(s, _)| *s == store).map_or(0.0, |(_, j)| *j)
    }

    /// True if the system reports nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The sum that must stay what it was at the start: all stores less the work that came in, J.
    pub fn balance(&self) -> f64 {
        self.entries.iter().map(|(s, j)| if *s == Store::Work { -j } else { *j }).sum()
    }
}
