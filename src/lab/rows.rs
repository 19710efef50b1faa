//! What the learner wrote down: one row a measurement, with readings as they were shown and cells as they were typed.
//! What follows from them (derived columns, graphs, results) is `notebook`'s.

use crate::module::{ColumnPlan, ColumnSource, Fit, NotebookPlan};
use serde::{Deserialize, Serialize};

/// One cell as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// Nothing: a derived column, an instrument that showed nothing, or a cell that was cleared.
    Empty,
    /// What an instrument showed.
    Reading {
        /// Value shown, SI.
        value: f64,
        /// Last digit shown, SI: decides the decimals in any unit.
        digit: f64,
        /// Standard uncertainty of the reading, SI.
        uncertainty: f64,
    },
    /// What the learner typed, in the column's unit unless another is written.
    Typed(String),
    /// The exact value of a variable, SI (index of the name for a choice).
    Value(f64),
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Number that stays with it.
    pub id: u32,
    /// Step at which it was written.
    pub step: u64,
    /// One cell a column, in the order of the plan.
    pub cells: Vec<Entry>,
    /// Left out of graphs and fits.
    pub excluded: bool,
}

/// All rows, and the fit that is chosen for each graph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// In the order of writing.
    pub rows: Vec<Row>,
    /// Index into `Fit::ALL` for each graph.
    pub fits: Vec<u8>,
    /// Id of the next row.
    pub next: u32,
}

/// Rows beyond which no more are written.
pub const MOST_ROWS: usize = 1000;
/// Letters beyond which a cell is refused.
pub const LONGEST_CELL: usize = 200;

impl Rows {
    /// No rows, and each graph with the fit that the module proposes.
    pub fn new(plan: &NotebookPlan) -> Rows {
        let fit = |f: Fit| Fit::ALL.iter().position(|&x| x == f).unwrap_or(0) as u8;
        Rows { rows: Vec::new(), fits: plan.graphs.iter().map(|g| fit(g.fit)).collect(), next: 1 }
    }

    /// The fit chosen for a graph.
    pub fn fit(&self, graph: usize) -> Fit {
        self.fits.get(graph).and_then(|&i| Fit::ALL.get(i as usize)).copied().unwrap_or(Fit::None)
    }

    /// Writes a row; typed columns repeat what the learner typed in the row before, or start as the module says.
    pub fn write(&mut self, plan: &NotebookPlan, step: u64, mut shown: impl FnMut(&ColumnSource) -> Entry) -> u32 {
        let before = self.rows.last();
        let cell = |(index, column): (usize, &ColumnPlan)| match &column.source {
            ColumnSource::Typed { text } => match before.and_then(|row| row.cells.get(index)) {
                Some(Entry::Typed(typed)) => Entry::Typed(typed.clone()),
                _ => Entry::Typed(text.clone()),
            },
            source => shown(source),
        };
        let cells = plan.columns.iter().enumerate().map(cell).collect();
        let id = self.next;
        self.next += 1;
        self.rows.push(Row { id, step, cells, excluded: false });
        id
    }

    /// The row with this id.
    pub fn row_mut(&mut self, id: u32) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.id == id)
    }
}
