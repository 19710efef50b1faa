//! Everything that conditions are judged by: the moments of a run that was watched, and the notebook as it stands in
//! the end.

use super::rubric::Rubric;
use crate::lab::rows::Entry;
use crate::lab::{Action, Happened, Lab, Moment, Record, ReplayError, Shown, replay_watched};
use crate::module::{Module, VariableRef};
use crate::notebook::{self, Worked};
use crate::quantity::Unit;
use std::rc::Rc;

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

/// What is known of a run.
pub struct Log {
    /// The module that was run.
    pub module: Rc<Module>,
    /// The actions of the record.
    pub entries: Vec<Action>,
    /// Moments in order.
    pub moments: Vec<Moment>,
    /// Rows that were kept.
    pub rows: Vec<LoggedRow>,
    /// Results, SI; NaN where there is none.
    pub results: Vec<f64>,
}

impl Log {
    /// Replays a record, once.
    ///
    /// # Errors
    /// A record that cannot be replayed, or is of another module.
    pub fn new(module: Rc<Module>, rubric: &Rubric, record: &Record) -> Result<Log, ReplayError> {
        let lab = replay_watched(module, record, rubric.hash, rubric.watches.clone())?;
        Log::of(&lab, rubric).ok_or(ReplayError::Damaged)
    }

    /// What is known of a lab that was watched for this rubric from its opening; `None` if it was not.
    pub fn of(lab: &Lab, rubric: &Rubric) -> Option<Log> {
        let witness = lab.witness(rubric.hash)?;
        let mut moments = witness.moments.clone();
        moments.push(lab.moment(Happened::End, witness));
        let plan = &lab.module().notebook;
        let lookup = |variable: &VariableRef| lab.value_of(variable);
        let rows = lab.rows().rows.iter().zip(notebook::table(plan, lab.rows(), &lookup));
        let rows = rows.filter_map(|(row, cells)| {
            let (_, moment, shown) = witness.written.iter().find(|(id, ..)| *id == row.id)?;
            let typed = row.cells.iter().map(|entry| match entry {
                Entry::Typed(text) | Entry::Read { text, .. } => text.to_string(),
                _ => String::new(),
            });
            let (excluded, typed) = (row.excluded, typed.collect());
            Some(LoggedRow { id: row.id, excluded, moment: *moment, cells, typed, shown: shown.clone() })
        });
        let view = notebook::view(plan, lab.rows(), &lookup);
        let results = view.results.iter().zip(&plan.results).map(|(found, plan)| match found.why {
            "" => plan.unit.to_si(found.value),
            _ => f64::NAN,
        });
        let (rows, results) = (rows.collect(), results.collect());
        let entries = lab.record().entries.into_iter().map(|done| done.action).collect();
        Some(Log { module: lab.module().clone(), entries, moments, rows, results })
    }

    /// Unit of a plain number in what an action writes.
    pub fn unit(&self, action: &Action) -> Option<&Unit> {
        match action {
            Action::Answer { question, .. } => Some(&self.module.questions.iter().find(|q| q.id == *question)?.unit),
            Action::Cell { column, .. } => Some(&self.module.notebook.columns.iter().find(|c| c.id == *column)?.unit),
            _ => None,
        }
    }

    /// Unit of a plain number in a column.
    pub fn column_unit(&self, column: usize) -> Option<&Unit> {
        Some(&self.module.notebook.columns.get(column)?.unit)
    }
}
