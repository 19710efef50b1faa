//! Replay: a record run again, step by step, to the same state.

use super::lab::{Lab, Opening};
use super::record::{FORMAT, Record};
use super::witness::Watch;
use super::{Action, Source};
use crate::module::Module;
use std::fmt;
use std::rc::Rc;

/// Steps beyond which a record is refused: a day of lab time at a millisecond.
const MOST_TICKS: u64 = 86_400_000;

/// Why a record cannot be replayed, or did not give the same state.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplayError {
    /// Another layout.
    Format(u32),
    /// Recorded with another experiment, or another version of it.
    OtherModule,
    /// Its steps do not follow one another, or are too many.
    Damaged,
    /// The lab could not be opened.
    Open(String),
    /// An action was refused: its number and the sentence.
    Refused(usize, String),
    /// The final state differs: expected and found hash.
    Differs(String, String),
}

impl ReplayError {
    /// Key of the sentence in the page's strings.
    pub fn key(&self) -> &'static str {
        match self {
            ReplayError::Format(_) => "refused.recording_of_another_version",
            ReplayError::OtherModule => "refused.recording_of_another_experiment",
            ReplayError::Damaged | ReplayError::Open(_) => "refused.no_recording",
            ReplayError::Refused(..) | ReplayError::Differs(..) => "refused.recording_differs",
        }
    }
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplayError::Format(found) => write!(f, "The recording has format {found}; this version reads {FORMAT}."),
            ReplayError::OtherModule => {
                write!(f, "The recording belongs to another experiment or another version of it.")
            }
            ReplayError::Damaged => write!(f, "The recording is damaged."),
            ReplayError::Open(sentence) => write!(f, "{sentence}"),
            ReplayError::Refused(number, sentence) => {
                write!(f, "Action {number} of the recording was refused: {sentence}")
            }
            ReplayError::Differs(right, found) => {
                write!(f, "The replay ends in another state: {found} instead of {right}.")
            }
        }
    }
}

/// Runs a record from its opening. The lab that comes back holds the record as its own.
pub fn replay(module: Rc<Module>, record: &Record) -> Result<Lab, ReplayError> {
    Replay::new(module, record.clone(), None)?.finish()
}

/// Runs a record while it is watched for a rubric. The lab that comes back has no samples and no energy balance: what
/// judging does not need is not computed.
pub fn replay_watched(
    module: Rc<Module>,
    record: &Record,
    rubric: u64,
    watches: Vec<Watch>,
) -> Result<Lab, ReplayError> {
    Replay::new(module, record.clone(), Some((rubric, watches)))?.finish()
}

/// A record that is run piece by piece, and may have grown from one piece to the next: it follows a lab that is at work.
pub struct Replay {
    lab: Lab,
    record: Record,
    /// Entries that were done.
    next: usize,
}

impl Replay {
    /// At the opening of a record, watched for a rubric if its hash and watches are given.
    ///
    /// # Errors
    /// A record of another module or layout, or a damaged one.
    pub fn new(module: Rc<Module>, record: Record, watches: Option<(u64, Vec<Watch>)>) -> Result<Replay, ReplayError> {
        whole(&module, &record)?;
        let opening = Opening {
            seed: record.seed,
            site: record.site.clone(),
            profile: record.profile.clone(),
            mode: Some(record.mode),
        };
        let mut lab = Lab::new(module, opening).map_err(|e| ReplayError::Open(e.sentence))?;
        if cfg!(feature = "assess")
            && let Some((rubric, watches)) = watches
        {
            lab.blind = true;
            lab.watch(rubric, watches);
        }
        Ok(Replay { lab, record, next: 0 })
    }

    /// Takes a later state of the same record; false, and nothing changes, if it does not continue what was run.
    pub fn further(&mut self, record: &Record) -> bool {
        let head = |of: &Record| (of.seed, of.mode, of.module_hash.clone(), of.site.clone(), of.profile.clone());
        let now = self.lab.clock.tick;
        let continues = head(record) == head(&self.record)
            && record.entries.get(..self.next) == self.record.entries.get(..self.next)
            && record.entries.get(self.next).is_none_or(|done| done.tick >= now)
            && record.ticks >= now
            && whole(self.lab.module(), record).is_ok();
        if continues {
            self.record = record.clone();
        }
        continues
    }

    /// Runs at most so many steps, and says how many are still to be run; 0 when the end is reached.
    ///
    /// # Errors
    /// An action that is refused.
    pub fn go(&mut self, steps: u64) -> Result<u64, ReplayError> {
        let most = self.lab.clock.tick.saturating_add(steps);
        while let Some(done) = self.record.entries.get(self.next) {
            self.lab.steps_to(done.tick.min(most));
            if done.tick > most {
                break;
            }
            self.lab
                .work
                .open_to(done.by)
                .and_then(|()| self.lab.apply(done.action.clone(), Source::Replay))
                .map_err(|refused| ReplayError::Refused(self.next + 1, refused.to_string()))?;
            self.next += 1;
        }
        self.lab.steps_to(self.record.ticks.min(most));
        Ok(self.record.ticks.saturating_sub(self.lab.clock.tick))
    }

    /// The lab at the end of the record, which it holds as its own.
    ///
    /// # Errors
    /// An action that is refused, or an end in another state than the recorded one.
    pub fn end(&mut self) -> Result<&Lab, ReplayError> {
        self.go(u64::MAX)?;
        let found = format!("{:016x}", self.lab.hash());
        if !self.record.hash.is_empty() && self.record.hash != found {
            return Err(ReplayError::Differs(self.record.hash.clone(), found));
        }
        self.lab.done.clone_from(&self.record.entries);
        Ok(&self.lab)
    }

    fn finish(mut self) -> Result<Lab, ReplayError> {
        self.end()?;
        Ok(self.lab)
    }
}

/// Whether a record can be one of this module.
fn whole(module: &Module, record: &Record) -> Result<(), ReplayError> {
    if record.format != FORMAT {
        return Err(ReplayError::Format(record.format));
    }
    if record.module != module.id || record.module_hash != format!("{:016x}", module.hash) {
        return Err(ReplayError::OtherModule);
    }
    let in_order = record.entries.windows(2).all(|w| w[0].tick <= w[1].tick);
    let last = record.entries.last().map_or(0, |d| d.tick);
    if !in_order || last > record.ticks || record.ticks > MOST_TICKS {
        return Err(ReplayError::Damaged);
    }
    Ok(())
}

impl Lab {
    fn steps_to(&mut self, tick: u64) {
        let now = self.clock.tick;
        self.steps(tick.saturating_sub(now));
    }

    /// Does one step while time stands, as the action `Step` says.
    pub fn step_once(&mut self, by: Source) -> Result<(), crate::systems::Refused> {
        self.apply(Action::Step, by)?;
        self.steps(1);
        Ok(())
    }
}
