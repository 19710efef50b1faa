//! Snapshots: the exact state, for rewind and for a page that comes back; valid in the same version only.

#[cfg(feature = "rigid")]
use super::arrangement::Arrangement;
use super::history::History;
use super::lab::{Changes, Lab};
use super::rows::Rows;
use super::samples::{Kept, Samples};
use super::work::Work;
use crate::numerics::random::Random;
use crate::systems::BadSnapshot;
use serde::{Deserialize, Serialize};
#[cfg(feature = "rigid")]
use std::rc::Rc;

/// Layout of snapshots.
const LAYOUT: u32 = 4;

#[derive(Serialize, Deserialize)]
struct Snapshot {
    layout: u32,
    version: String,
    module: u64,
    site: String,
    profile: String,
    systems: Vec<Vec<u8>>,
    instruments: Vec<Vec<u8>>,
    random: Random,
    steps: u64,
    tick: u64,
    starts: Vec<Option<f64>>,
    rows: Rows,
    work: Work,
    history: History,
    /// What the live graph shows, thinned, and its runs before: not part of the state.
    samples: Samples,
    kept: Vec<Kept>,
    #[cfg(feature = "rigid")]
    arrangement: Option<Rc<Arrangement>>,
}

/// FNV-1a, 64 bit: small, and the same everywhere.
pub fn fnv(bytes: &[u8], mut hash: u64) -> u64 {
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// Start of an FNV-1a hash.
pub const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

impl Lab {
    /// Hash of the whole state: equal hashes are equal runs.
    pub fn hash(&self) -> u64 {
        let mut hash = fnv(&self.clock.steps.to_le_bytes(), FNV_START);
        for system in &self.systems {
            hash = fnv(&system.save(), hash);
        }
        for instrument in &self.instruments {
            hash = fnv(&instrument.save(), hash);
        }
        hash = fnv(&postcard::to_allocvec(&self.random).unwrap_or_default(), hash);
        hash = fnv(&postcard::to_allocvec(&self.rows).unwrap_or_default(), hash);
        fnv(&postcard::to_allocvec(&self.work).unwrap_or_default(), hash)
    }

    /// The exact state.
    pub fn snapshot(&self) -> Vec<u8> {
        let snapshot = Snapshot {
            layout: LAYOUT,
            version: env!("CARGO_PKG_VERSION").into(),
            module: self.module.hash,
            site: self.site.clone(),
            profile: self.profile.clone(),
            systems: self.systems.iter().map(|s| s.save()).collect(),
            instruments: self.instruments.iter().map(|i| i.save()).collect(),
            random: self.random.clone(),
            steps: self.clock.steps,
            tick: self.clock.tick,
            starts: self.starts.clone(),
            rows: self.rows.clone(),
            work: self.work.clone(),
            history: self.history.clone(),
            samples: self.samples.thinned(),
            kept: self.kept.clone(),
            #[cfg(feature = "rigid")]
            arrangement: self.arrangement.clone(),
        };
        postcard::to_allocvec(&snapshot).unwrap_or_default()
    }

    /// Takes back what `snapshot` gave; a refused one changes nothing. The record starts anew.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        let damaged = || BadSnapshot("This saved lab is damaged.".into());
        let snapshot: Snapshot = postcard::from_bytes(bytes).map_err(|_| damaged())?;
        if snapshot.layout != LAYOUT || snapshot.version != env!("CARGO_PKG_VERSION") {
            return Err(BadSnapshot(format!("This lab was saved by version {}.", snapshot.version)));
        }
        if snapshot.module != self.module.hash {
            return Err(BadSnapshot(
                "This lab was saved from another experiment, or from another version of it.".into(),
            ));
        }
        let fits = snapshot.systems.len() == self.systems.len()
            && snapshot.instruments.len() == self.instruments.len()
            && snapshot.starts.len() == self.starts.len()
            && snapshot.rows.graphs.len() == self.rows.graphs.len()
            && !snapshot.rows.runs.is_empty();
        if !fits {
            return Err(damaged());
        }
        // Into systems made anew, so that a refused snapshot changes nothing.
        let module = self.module.clone();
        #[cfg(feature = "rigid")]
        let module = match &snapshot.arrangement {
            Some(arrangement) => Rc::new(arrangement.into_module(&module).ok_or_else(damaged)?),
            None => module,
        };
        let mut systems = self.systems_of(&module).map_err(|_| damaged())?;
        for (system, bytes) in systems.iter_mut().zip(&snapshot.systems) {
            system.restore(bytes)?;
        }
        for (instrument, bytes) in self.instruments.iter_mut().zip(&snapshot.instruments) {
            instrument.restore(bytes)?;
        }
        self.systems = systems;
        self.module = module;
        #[cfg(feature = "rigid")]
        {
            self.arrangement = snapshot.arrangement;
            self.arranged = None;
        }
        self.site = snapshot.site;
        self.profile = snapshot.profile;
        self.random = snapshot.random;
        self.clock.steps = snapshot.steps;
        self.clock.tick = snapshot.tick;
        self.clock.pause();
        self.starts = snapshot.starts;
        self.rows = snapshot.rows;
        self.work = snapshot.work;
        self.history = snapshot.history;
        self.held = None;
        self.stopped = None;
        self.done.clear();
        // The record starts anew, so it can no longer be judged as a whole.
        self.witness = None;
        self.samples = snapshot.samples;
        self.kept = snapshot.kept;
        self.balance = None;
        self.weigh();
        self.changed |= Changes::REBUILT;
        Ok(())
    }
}
