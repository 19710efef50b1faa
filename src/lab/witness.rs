//! A witness: what a rubric needs to know of a run, kept while it goes on: one moment for the opening, each action, each
//! event, with the values asked for. A run that was watched from its opening is scored without a replay.

use super::lab::Lab;
use super::{Action, Source};
use crate::instruments::ReadingState;
use crate::module::{ColumnPlan, ColumnSource, VariableRef};
use crate::numerics::math::powi;
use crate::quantity::Quantity;
use crate::quantity::unit::ONE;
use crate::systems::Event;

/// A value that conditions name.
#[derive(Clone, Debug)]
pub enum Watch {
    /// Lab time, s.
    Time,
    /// A variable.
    Variable(VariableRef),
    /// What an instrument shows: indices of instrument and output.
    Reading(usize, usize),
    /// A setting of an instrument: indices of instrument and setting.
    Setting(usize, usize),
    /// The state of an instrument's first output: its index in `ReadingState::NAMES`.
    State(usize),
    /// 1 if every output of an instrument can be read, otherwise 0.
    Settled(usize),
    /// Where the eye is before an instrument, m.
    Eye(usize),
    /// The number answered to a question.
    Answer(usize),
    /// What another of these was at the opening: its index.
    Start(usize),
    /// What another of these is in the end: its index.
    End(usize),
    /// The cell of a column, in the row that is judged, as it stands in the end.
    Column(usize),
    /// The mean of a column over the rows that count, as they stand in the end.
    Mean(usize),
    /// A result of the notebook, as it stands in the end.
    Result(usize),
}

/// What happened at a moment.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// The lab was opened.
    Opening,
    /// An action: its index in the record.
    Action(usize),
    /// An event.
    Event(Event),
    /// The record ended.
    End,
}

/// A moment of a run.
#[derive(Clone, Debug)]
pub struct Moment {
    /// What happened.
    pub what: Happened,
    /// Lab time, s.
    pub time: f64,
    /// Steps since the opening.
    pub tick: u64,
    /// Number of the last action, from 1; 0 before the first.
    pub action: usize,
    /// Values in the order of the watches; NaN for what is known in the end only.
    pub values: Vec<f64>,
}

/// What an instrument showed when a row was written, for a column that reads it.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Value shown, SI.
    pub value: f64,
    /// Last digit shown, SI.
    pub digit: f64,
    /// Whether it could be read.
    pub ok: bool,
    /// Where the eye was, m; 0 where it makes no difference.
    pub eye: f64,
}

/// A row when it was written: its id, the index of the moment, and for each column what its instrument showed.
pub type Written = (u32, usize, Vec<Option<Shown>>);

/// What was seen so far.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    /// Hash of the rubric that it watches for.
    pub rubric: u64,
    /// Moments in order.
    pub moments: Vec<Moment>,
    /// Rows in the order of writing.
    pub written: Vec<Written>,
    watches: Vec<Watch>,
    actions: usize,
}

/// Moments beyond which nothing more is kept: days of work.
const MOST: usize = 1_000_000;

impl Lab {
    /// Watches for a rubric from now on; only a lab in which nothing was done yet can be watched.
    pub fn watch(&mut self, rubric: u64, watches: Vec<Watch>) {
        if self.done.is_empty() && self.clock.tick == 0 {
            self.witness = Some(Witness { rubric, watches, ..Witness::default() });
            self.notice(Happened::Opening);
        }
    }

    /// What was seen since the opening, if the lab is watched for this rubric and its record is whole.
    pub fn witness(&self, rubric: u64) -> Option<&Witness> {
        self.witness.as_ref().filter(|witness| witness.rubric == rubric)
    }

    /// The moment that is now, as one of the watched.
    pub fn moment(&self, what: Happened, witness: &Witness) -> Moment {
        let values = witness.watches.iter().map(|watch| self.watched(watch)).collect();
        Moment { what, time: self.clock.time(), tick: self.clock.tick, action: witness.actions, values }
    }

    pub(super) fn notice(&mut self, what: Happened) {
        let Some(mut witness) = self.witness.take() else { return };
        if witness.moments.len() < MOST {
            let moment = self.moment(what, &witness);
            witness.moments.push(moment);
        }
        self.witness = Some(witness);
    }

    /// After an action. A hand on its way is not worth a moment: where it was let go is.
    pub(super) fn notice_action(&mut self, action: &Action, by: Source) {
        let Some(witness) = &mut self.witness else { return };
        let index = if by == Source::Replay { witness.actions } else { self.done.len().saturating_sub(1) };
        witness.actions = index + 1;
        let at = witness.moments.len();
        if matches!(action, Action::Move { .. }) {
            return;
        }
        self.notice(Happened::Action(index));
        if *action == Action::Row
            && let Some(row) = self.rows.rows.last()
        {
            let shown = self.module.notebook.columns.iter().map(|column| self.shown_for(column)).collect();
            let written = (row.id, at, shown);
            if let Some(witness) = &mut self.witness {
                witness.written.push(written);
            }
        }
    }

    fn shown_for(&self, column: &ColumnPlan) -> Option<Shown> {
        let ColumnSource::Reads { instrument, output } = column.source else { return None };
        let one = self.instruments.get(instrument)?;
        let reading = one.reading(output);
        let ok = reading.state == ReadingState::Ok;
        let digit = reading.unit.factor * powi(10.0, -(reading.decimals as i32));
        Some(Shown { value: reading.value, digit, ok, eye: one.eye().unwrap_or(0.0) })
    }

    fn watched(&self, watch: &Watch) -> f64 {
        let instrument = |index: &usize| self.instruments.get(*index);
        match watch {
            Watch::Time => self.clock.time(),
            Watch::Variable(variable) => self.value_of(variable),
            Watch::Reading(index, output) => instrument(index).map_or(f64::NAN, |one| one.reading(*output).value),
            Watch::Setting(index, setting) => {
                instrument(index).and_then(|one| one.settings().get(*setting)).copied().unwrap_or(f64::NAN)
            }
            Watch::State(index) => instrument(index).map_or(f64::NAN, |one| f64::from(one.reading(0).state as u8)),
            Watch::Settled(index) => {
                let outputs = self.module.instruments.get(*index).map_or(0, |plan| plan.kind.outputs.len());
                let ok = |output| instrument(index).is_some_and(|i| i.reading(output).state == ReadingState::Ok);
                f64::from(u8::from((0..outputs).all(ok)))
            }
            Watch::Eye(index) => instrument(index).and_then(|one| one.eye()).unwrap_or(0.0),
            Watch::Answer(question) => {
                let unit = self.module.questions.get(*question).map(|plan| &plan.unit);
                match (Quantity::parse(self.work.answered(*question)), unit) {
                    (Ok(found), Some(unit)) if found.unit == ONE => unit.to_si(found.si),
                    (Ok(found), _) => found.si,
                    _ => f64::NAN,
                }
            }
            Watch::Start(_) | Watch::End(_) | Watch::Column(_) | Watch::Mean(_) | Watch::Result(_) => f64::NAN,
        }
    }
}
