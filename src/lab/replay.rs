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
    run(module, record, None)
}

/// Runs a record while it is watched for a rubric. The lab that comes back has no samples and no energy balance: what
/// judging does not need is not computed.
pub fn replay_watched(
    module: Rc<Module>,
    record: &Record,
    rubric: u64,
    watches: Vec<Watch>,
) -> Result<Lab, ReplayError> {
    run(module, record, Some((rubric, watches)))
}

fn run(module: Rc<Module>, record: &Record, watches: Option<(u64, Vec<Watch>)>) -> Result<Lab, ReplayError> {
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
    for (number, done) in record.entries.iter().enumerate() {
        lab.steps_to(done.tick);
        lab.work
            .open_to(done.by)
            .and_then(|()| lab.apply(done.action.clone(), Source::Replay))
            .map_err(|refused| ReplayError::Refused(number + 1, refused.to_string()))?;
    }
    lab.steps_to(record.ticks);
    lab.done = record.entries.clone();
    let found = format!("{:016x}", lab.hash());
    if !record.hash.is_empty() && record.hash != found {
        return Err(ReplayError::Differs(record.hash.clone(), found));
    }
    Ok(lab)
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
