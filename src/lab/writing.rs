//! What each action of the notebook does: rows, cells, runs, graphs, notes, and the way back.

use super::Action;
use super::apply::unknown;
use super::history::Step;
use super::lab::{Changes, Lab};
use super::rows::{
    Axis, Choice, Entry, LONGEST_CELL, LONGEST_NOTE, MOST_PREDICTED, MOST_ROWS, MOST_RUNS, Row, Rows, Run,
};
use crate::instruments::ReadingState;
use crate::module::{ColumnSource, Fit, ReadingMode, Scale};
use crate::numerics::math::powi;
use crate::systems::{Kind, Refused};
use std::rc::Rc;

/// Sizes from here on are no predictions.
const FARTHEST: f64 = 1e100;

fn impossible<T>(key: &'static str, sentence: String) -> Result<T, Refused> {
    Err(Refused::impossible(key, sentence))
}

/// The index of a name among those of a list.
fn index<'a>(name: &str, names: impl Iterator<Item = &'a str> + Clone) -> Result<usize, Refused> {
    names.clone().position(|known| known == name).ok_or_else(|| unknown(name, names))
}

impl Lab {
    /// Does an action of the notebook.
    pub(super) fn note_down(&mut self, action: &Action) -> Result<(), Refused> {
        let module = self.module.clone();
        let plan = &module.notebook;
        let graph = |id: &str| index(id, plan.graphs.iter().map(|g| g.id.as_str()));
        let column = |id: &str| index(id, plan.columns.iter().map(|c| c.id.as_str()));
        let step = match action {
            Action::Row => self.new_row()?,
            Action::Cell { row, column: id, text } => self.typed(*row, column(id)?, text)?,
            Action::DeleteRow { row } => Step::Row(self.place(*row)?.0, None, self.rows.next),
            Action::ExcludeRow { row, excluded } => {
                let (at, row) = self.place(*row)?;
                Step::Cells(at, Rc::new(Row { excluded: *excluded, ..Row::clone(row) }))
            }
            Action::Fit { graph: id, kind } => {
                let (at, mut choice) = self.choice(graph(id)?);
                choice.fit = index(kind, Fit::NAMES.into_iter())? as u8;
                Step::Graph(at, choice)
            }
            Action::Axis { graph: id, axis, column: id_of, scale } => {
                let (at, mut choice) = self.choice(graph(id)?);
                let side = index(axis, ["x", "y"].into_iter())?;
                let to = column(id_of)?;
                let scale = index(scale, Scale::NAMES.into_iter())? as u8;
                if let Some(ColumnSource::Value(variable)) = plan.columns.get(to).map(|c| &c.source)
                    && matches!(variable.spec.kind, Kind::Choice(_))
                {
                    return impossible("refused.names_on_axis", format!("`{id_of}` has names, not numbers."));
                }
                if let Some(own) = choice.axes.get_mut(side) {
                    let new = Axis { column: to as u16, scale };
                    if *own != new {
                        choice.prediction.clear();
                    }
                    *own = new;
                }
                Step::Graph(at, choice)
            }
            Action::Predict { graph: id, points } => {
                let (at, mut choice) = self.choice(graph(id)?);
                if points.len() > MOST_PREDICTED {
                    let sentence = format!("A prediction has at most {MOST_PREDICTED} points.");
                    return impossible("refused.prediction_too_long", sentence);
                }
                if points.iter().flatten().any(|number| number.is_nan() || number.abs() >= FARTHEST) {
                    return impossible("refused.prediction_too_far", "The prediction leaves the graph.".into());
                }
                choice.prediction.clone_from(points);
                Step::Graph(at, choice)
            }
            Action::ClearNotebook => Step::All(Box::new(Rows::new(plan))),
            Action::Run => {
                if self.rows.runs.len() >= MOST_RUNS {
                    return impossible("refused.too_many_runs", format!("There are {MOST_RUNS} runs already."));
                }
                let mut runs = self.rows.runs.clone();
                runs.push(Run::default());
                self.keep_samples();
                self.samples.clear();
                Step::Runs(runs)
            }
            Action::NameRun { run, name } => {
                if name.chars().count() > LONGEST_CELL {
                    let sentence = format!("The name of a run has at most {LONGEST_CELL} letters.");
                    return impossible("refused.name_too_long", sentence);
                }
                self.with_run(*run, |run| name.trim().clone_into(&mut run.name))?
            }
            Action::ExcludeRun { run, excluded } => self.with_run(*run, |run| run.excluded = *excluded)?,
            Action::Note { text } => {
                if text.chars().count() > LONGEST_NOTE {
                    let sentence = format!("A note has at most {LONGEST_NOTE} letters.");
                    return impossible("refused.note_too_long", sentence);
                }
                Step::Note(text.as_str().into())
            }
            Action::Reading { mode } => {
                let mode = index(mode, ReadingMode::NAMES.into_iter())? as u8;
                if !plan.reading.iter().any(|allowed| *allowed as u8 == mode) {
                    let sentence = "This experiment does not allow this way of reading.".to_owned();
                    return impossible("refused.reading_mode", sentence);
                }
                self.rows.reading = mode;
                self.changed |= Changes::NOTEBOOK;
                return Ok(());
            }
            Action::Undo | Action::Redo => {
                let forth = *action == Action::Redo;
                if !self.history.go(&mut self.rows, forth) {
                    return match forth {
                        true => impossible("refused.nothing_to_redo", "There is nothing to do again.".into()),
                        false => impossible("refused.nothing_to_undo", "There is nothing to take back.".into()),
                    };
                }
                self.changed |= Changes::NOTEBOOK;
                return Ok(());
            }
            // Everything else is done in `perform`.
            _ => return Ok(()),
        };
        // What changes nothing is no step to take back.
        let same = match &step {
            Step::Cells(at, row) => self.rows.rows.get(*at) == Some(row),
            Step::Graph(at, choice) => self.rows.graphs.get(*at) == Some(choice),
            Step::Runs(runs) => *runs == self.rows.runs,
            Step::Note(note) => *note == self.rows.note,
            #[cfg(feature = "rigid")]
            Step::Arrangement(_) => false,
            Step::Row(..) | Step::All(_) => false,
        };
        if !same {
            self.history.change(&mut self.rows, step);
        }
        self.changed |= Changes::NOTEBOOK;
        Ok(())
    }

    /// A row and where it stands.
    fn place(&self, id: u32) -> Result<(usize, &Rc<Row>), Refused> {
        let at = self.rows.position(id);
        let found = at.and_then(|at| Some((at, self.rows.rows.get(at)?)));
        found.ok_or_else(|| Refused::Unknown { path: format!("row {id}"), nearest: None })
    }

    fn choice(&self, graph: usize) -> (usize, Choice) {
        let own = self.rows.graphs.get(graph).cloned();
        (graph, own.unwrap_or_else(|| Choice::new(&self.module.notebook, graph)))
    }

    fn with_run(&self, number: u32, change: impl FnOnce(&mut Run)) -> Result<Step, Refused> {
        let mut runs = self.rows.runs.clone();
        match runs.get_mut((number as usize).wrapping_sub(1)) {
            Some(run) => change(run),
            None => return Err(Refused::Unknown { path: format!("run {number}"), nearest: None }),
        }
        Ok(Step::Runs(runs))
    }

    fn new_row(&self) -> Result<Step, Refused> {
        let rows = &self.rows;
        if rows.rows.len() >= MOST_ROWS {
            let sentence = format!("The table holds {MOST_ROWS} rows; strike some out first.");
            return impossible("refused.table_full", sentence);
        }
        let row = rows.draft(&self.module.notebook, self.clock.steps, |source| match source {
            ColumnSource::Reads { instrument, output } => self.shown(*instrument, *output),
            ColumnSource::Value(reference) => Entry::Value(self.value_of(reference)),
            _ => Entry::Empty,
        });
        Ok(Step::Row(rows.rows.len(), Some(Rc::new(row)), rows.next.saturating_add(1)))
    }

    /// What an instrument shows, as a cell: as the reading mode has it.
    fn shown(&self, instrument: usize, output: usize) -> Entry {
        let Some(instrument) = self.instruments.get(instrument) else { return Entry::Empty };
        let reading = instrument.reading(output);
        let digit = reading.unit.factor * powi(10.0, -(reading.decimals as i32));
        let mode = self.rows.reading();
        // The learner may read what the instrument would not tell: that is a mistake of the learner's to make.
        if mode == ReadingMode::Learner {
            return Entry::Read { text: "".into(), digit, uncertainty: reading.uncertainty };
        }
        if !matches!(reading.state, ReadingState::Ok | ReadingState::Settling) {
            return Entry::Empty;
        }
        match mode {
            ReadingMode::Exact => Entry::Exact(instrument.exact(output)),
            _ => Entry::Reading { value: reading.value, digit, uncertainty: reading.uncertainty },
        }
    }

    fn typed(&self, row: u32, index: usize, text: &str) -> Result<Step, Refused> {
        let column = self.module.notebook.columns.get(index);
        let path = || column.map(|c| c.id.clone()).unwrap_or_default();
        let (at, row) = self.place(row)?;
        let text = text.trim();
        if text.chars().count() > LONGEST_CELL {
            return Err(Refused::NotAQuantity {
                path: path(),
                sentence: format!("A cell holds {LONGEST_CELL} letters."),
            });
        }
        let new = match column.map(|c| &c.source) {
            Some(ColumnSource::Is(_)) | None => return Err(Refused::NotSettable { path: path() }),
            Some(ColumnSource::Reads { instrument, output }) => {
                if self.rows.reading() != ReadingMode::Learner {
                    let sentence = "The instrument is read for you here; choose to read it yourself first.".to_owned();
                    return impossible("refused.read_for_you", sentence);
                }
                let (digit, uncertainty) = match row.cells.get(index) {
                    Some(Entry::Read { digit, uncertainty, .. } | Entry::Reading { digit, uncertainty, .. }) => {
                        (*digit, *uncertainty)
                    }
                    _ => match self.shown(*instrument, *output) {
                        Entry::Read { digit, uncertainty, .. } => (digit, uncertainty),
                        _ => (0.0, 0.0),
                    },
                };
                Entry::Read { text: text.into(), digit, uncertainty }
            }
            _ if text.is_empty() => Entry::Empty,
            _ => Entry::Typed(text.into()),
        };
        let mut row = Row::clone(row);
        if let Some(cell) = row.cells.get_mut(index) {
            *cell = new;
        }
        Ok(Step::Cells(at, Rc::new(row)))
    }
}
