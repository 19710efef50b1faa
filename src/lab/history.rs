//! Undo and redo of the notebook. A step holds what the notebook had before, and changes places with it: going back and
//! forth is exact, and costs what the change cost.

#[cfg(feature = "rigid")]
use super::arrangement::Arrangement;
use super::rows::{Choice, Row, Rows, Run};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Steps kept: more than a lesson has.
const DEEPEST: usize = 250;

/// One change of the notebook, to be exchanged with what is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Step {
    /// A row that is to stand at this place, or none: it comes or goes; and the id of the next row.
    Row(usize, Option<Rc<Row>>, u32),
    /// A row that stands at this place in another form.
    Cells(usize, Rc<Row>),
    /// What is chosen for a graph.
    Graph(usize, Choice),
    /// The note.
    Note(Rc<str>),
    /// The runs.
    Runs(Vec<Run>),
    /// Everything but who takes the reading.
    All(Box<Rows>),
    /// The arrangement of the workbench: the lab exchanges it.
    #[cfg(feature = "rigid")]
    Arrangement(Rc<Arrangement>),
}

impl Step {
    /// Exchanges what it holds with what the notebook has.
    fn exchange(&mut self, rows: &mut Rows) {
        use std::mem::swap;
        match self {
            Step::Row(at, row, next) => {
                match row.take() {
                    Some(row) if *at <= rows.rows.len() => rows.rows.insert(*at, row),
                    Some(_) => {}
                    None if *at < rows.rows.len() => *row = Some(rows.rows.remove(*at)),
                    None => {}
                }
                swap(next, &mut rows.next);
            }
            Step::Cells(at, row) => {
                if let Some(own) = rows.rows.get_mut(*at) {
                    swap(own, row);
                }
            }
            Step::Graph(at, choice) => {
                if let Some(own) = rows.graphs.get_mut(*at) {
                    swap(own, choice);
                }
            }
            Step::Note(note) => swap(note, &mut rows.note),
            Step::Runs(runs) => swap(runs, &mut rows.runs),
            Step::All(all) => {
                all.reading = rows.reading;
                swap(all.as_mut(), rows);
            }
            #[cfg(feature = "rigid")]
            Step::Arrangement(_) => {}
        }
    }
}

/// What can be undone and done again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    back: Vec<Step>,
    forth: Vec<Step>,
}

impl History {
    /// Does a change and keeps the way back; what was undone before cannot be done again.
    pub fn change(&mut self, rows: &mut Rows, mut step: Step) {
        step.exchange(rows);
        self.keep(step);
    }

    /// Keeps the way back from a change that was done.
    pub fn keep(&mut self, step: Step) {
        self.forth.clear();
        if self.back.len() >= DEEPEST {
            self.back.remove(0);
        }
        self.back.push(step);
    }

    /// Undoes the last change, or does the last undone one again; false if there is none.
    pub fn go(&mut self, rows: &mut Rows, forth: bool) -> bool {
        let (from, to) = if forth { (&mut self.forth, &mut self.back) } else { (&mut self.back, &mut self.forth) };
        let Some(mut step) = from.pop() else { return false };
        step.exchange(rows);
        to.push(step);
        true
    }

    /// The arrangement that comes next on the way back or forth, if that is what was changed.
    #[cfg(feature = "rigid")]
    pub fn arrangement(&self, forth: bool) -> Option<Rc<Arrangement>> {
        match if forth { &self.forth } else { &self.back }.last()? {
            Step::Arrangement(arrangement) => Some(arrangement.clone()),
            _ => None,
        }
    }

    /// The next step back or forth was done: it goes to the other side as the way to where one came from.
    #[cfg(feature = "rigid")]
    pub fn pass(&mut self, forth: bool, step: Step) {
        let (from, to) = if forth { (&mut self.forth, &mut self.back) } else { (&mut self.back, &mut self.forth) };
        if from.pop().is_some() {
            to.push(step);
        }
    }

    /// How many changes can be undone, and done again.
    pub fn depth(&self) -> [usize; 2] {
        [self.back.len(), self.forth.len()]
    }
}
