//! What is remembered of a replay: one moment for the opening, each event, each action and the end, with the values that
//! the rubric asks for. Everything else follows from it without a second replay.

use super::rubric::Rubric;
use crate::instruments::ReadingState;
use crate::lab::rows::Entry;
use crate::lab::{Action, Lab, Record, ReplayError, Seen, replay_watched};
use crate::module::{ColumnSource, Module, VariableRef};
use crate::notebook::{self, Worked};
use crate::quantity::Quantity;
use crate::quantity::unit::ONE;
use crate::systems::Event;
use std::rc::Rc;

/// A value that conditions name.
#[derive(Clone, Debug)]
pub enum Watch {
    /// Lab time, s.
    Time,
    /// A variable.
    Variable(VariableRef),
    /// What an instrument shows: indices of instrument and output.
    Reading(usize, usize),
    /// 1 if every output of an instrument can be read, otherwise 0.
    Settled(usize),
    /// Where the eye is before an instrument, m.
    Eye(usize),
    /// The number answered to a question.
    Answer(usize),
    /// What another of these was at the opening: its index.
    Start(usize),
    /// The cell of a column, in the row that is judged, as it stands in the end.
    Column(usize),
    /// A result of the notebook, as it stands in the end.
    Result(usize),
}

/// What happened at a moment.
#[derive(Clone, Debug)]
pub enum Happened {
    /// The lab was opened.
    Opening,
    /// An action of the record: its index.
    Action(usize),
    /// An event.
    Event(Event),
    /// The record ended.
    End,
}

/// A moment of the replay.
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
    /// Values in the order of the rubric's watches.
    pub values: Vec<f64>,
}

/// What an instrument showed when a row was written, for a column that reads it.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Value shown, SI.
    pub value: f64,
    /// Decimals shown in the instrument's unit.
    pub decimals: usize,
    /// Whether it could be read.
    pub ok: bool,
    /// Where the eye was, m; 0 where it makes no difference.
    pub eye: f64,
}

/// A row as it stands in the end, and the moment at which it was written.
pub struct LoggedRow {
    /// Its id.
    pub id: u32,
    /// Left out of graphs and fits.
    pub excluded: bool,
    /// Index of the moment.
    pub moment: usize,
    /// Cells as worked out.
    pub cells: Vec<Worked>,
    /// Cells as typed; empty if not typed.
    pub typed: Vec<String>,
    /// For each column what its instrument showed.
    pub shown: Vec<Option<Shown>>,
}

/// Everything that conditions are judged by.
pub struct Log {
    /// The record.
    pub entries: Vec<Action>,
    /// Moments in order.
    pub moments: Vec<Moment>,
    /// Rows that were kept.
    pub rows: Vec<LoggedRow>,
    /// Results, SI; NaN where there is none.
    pub results: Vec<f64>,
}

impl Log {
    /// Replays a record.
    ///
    /// # Errors
    /// A record that cannot be replayed, or is of another module.
    pub fn new(module: Rc<Module>, rubric: &Rubric, record: &Record) -> Result<Log, ReplayError> {
        let mut moments: Vec<Moment> = Vec::new();
        let mut written: Vec<(u32, usize, Vec<Option<Shown>>)> = Vec::new();
        let plan = module.clone();
        let lab = replay_watched(module, record, &mut |lab, seen| {
            let action = match seen {
                Seen::Action(index) => index + 1,
                _ => moments.last().map_or(0, |moment| moment.action),
            };
            if let Seen::Action(index) = seen
                && matches!(record.entries.get(index).map(|done| &done.action), Some(Action::Row))
                && let Some(row) = lab.rows().rows.last()
            {
                written.push((row.id, moments.len(), plan.notebook.columns.iter().map(|c| shown(lab, c)).collect()));
            }
            let what = match seen {
                Seen::Opening => Happened::Opening,
                Seen::Event(event) => Happened::Event(event),
                Seen::Action(index) => Happened::Action(index),
                Seen::End => Happened::End,
            };
            let values = rubric.watches.iter().map(|watch| value(lab, watch)).collect();
            moments.push(Moment { what, time: lab.clock().time(), tick: lab.clock().tick, action, values });
        })?;
        let lookup = |variable: &VariableRef| lab.value_of(variable);
        let table = notebook::table(&plan.notebook, lab.rows(), &lookup);
        let rows = lab.rows().rows.iter().zip(table);
        let rows = rows.filter_map(|(row, cells)| {
            let (_, moment, shown) = written.iter().find(|(id, ..)| *id == row.id)?;
            let typed = row.cells.iter().map(|entry| match entry {
                Entry::Typed(text) => text.clone(),
                _ => String::new(),
            });
            Some(LoggedRow {
                id: row.id,
                excluded: row.excluded,
                moment: *moment,
                cells,
                typed: typed.collect(),
                shown: shown.clone(),
            })
        });
        let view = notebook::view(&plan.notebook, lab.rows(), &lookup);
        let results = view.results.iter().zip(&plan.notebook.results);
        let results = results.map(|(found, plan)| match found.why {
            "" => plan.unit.to_si(found.value),
            _ => f64::NAN,
        });
        let (rows, results) = (rows.collect(), results.collect());
        let entries = record.entries.iter().map(|done| done.action.clone()).collect();
        Ok(Log { entries, moments, rows, results })
    }
}

fn shown(lab: &Lab, column: &crate::module::ColumnPlan) -> Option<Shown> {
    let ColumnSource::Reads { instrument, output } = column.source else { return None };
    let one = lab.instruments().get(instrument)?;
    let reading = one.reading(output);
    let ok = reading.state == ReadingState::Ok;
    Some(Shown { value: reading.value, decimals: reading.decimals, ok, eye: one.eye().unwrap_or(0.0) })
}

fn value(lab: &Lab, watch: &Watch) -> f64 {
    let instrument = |index: &usize| lab.instruments().get(*index);
    match watch {
        Watch::Time => lab.clock().time(),
        Watch::Variable(variable) => lab.value_of(variable),
        Watch::Reading(index, output) => instrument(index).map_or(f64::NAN, |one| one.reading(*output).value),
        Watch::Settled(index) => {
            let outputs = lab.module().instruments.get(*index).map_or(0, |plan| plan.kind.outputs.len());
            let ok = |output| instrument(index).is_some_and(|i| i.reading(output).state == ReadingState::Ok);
            f64::from(u8::from((0..outputs).all(ok)))
        }
        Watch::Eye(index) => instrument(index).and_then(|one| one.eye()).unwrap_or(0.0),
        Watch::Answer(question) => {
            let unit = lab.module().questions.get(*question).map(|plan| &plan.unit);
            match (Quantity::parse(lab.work().answered(*question)), unit) {
                (Ok(found), Some(unit)) if found.unit == ONE => unit.to_si(found.si),
                (Ok(found), _) => found.si,
                _ => f64::NAN,
            }
        }
        // Known only when the replay is over.
        Watch::Start(_) | Watch::Column(_) | Watch::Result(_) => f64::NAN,
    }
}
