//! What the learner wrote down: one row a measurement, with readings as they were taken and cells as they were typed,
//! in runs; and what was chosen for the graphs. What follows from them (derived columns, fits, results) is `notebook`'s.

use crate::module::{ColumnPlan, ColumnSource, Fit, NotebookPlan, ReadingMode, Scale};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

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
    Typed(Rc<str>),
    /// The exact value of a variable, SI (index of the name for a choice).
    Value(f64),
    /// What the learner read from an instrument and typed; empty until then.
    Read {
        /// As typed, in the column's unit unless another is written.
        text: Rc<str>,
        /// Last digit that the instrument can be read to, SI.
        digit: f64,
        /// Standard uncertainty of a reading with that digit, SI.
        uncertainty: f64,
    },
    /// The value behind a reading, SI: unrounded, for teachers who allow it.
    Exact(f64),
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Number that stays with it; rows stand in the order of their ids.
    pub id: u32,
    /// Step at which it was written.
    pub step: u64,
    /// Number of its run.
    pub run: u32,
    /// One cell a column, in the order of the plan.
    pub cells: Vec<Entry>,
    /// Left out of graphs and fits.
    pub excluded: bool,
}

/// A run: rows that belong together, such as those with one spring.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// As the learner calls it; empty if only by its number.
    pub name: String,
    /// All its rows are left out of graphs and fits.
    pub excluded: bool,
}

/// What an axis of a graph shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// Index of the column.
    pub column: u16,
    /// Index into `Scale::ALL`.
    pub scale: u8,
}

impl Axis {
    /// What is done to the numbers of the column.
    pub fn scale(self) -> Scale {
        Scale::ALL.get(usize::from(self.scale)).copied().unwrap_or(Scale::Linear)
    }
}

/// What was chosen and drawn for a graph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Index into `Fit::ALL`.
    pub fit: u8,
    /// Axes x and y.
    pub axes: [Axis; 2],
    /// The curve that was predicted, in the units of the axes; empty if none.
    pub prediction: Vec<[f64; 2]>,
}

/// All that is written down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// In the order of writing. A row that changes becomes another `Rc`: what was worked out from it is known to be old.
    pub rows: Vec<Rc<Row>>,
    /// The runs; the number of the first is 1, the last goes on.
    pub runs: Vec<Run>,
    /// One a graph, in the order of the plan.
    pub graphs: Vec<Choice>,
    /// What the learner thinks, as written.
    pub note: Rc<str>,
    /// Id of the next row.
    pub next: u32,
    /// Index into `ReadingMode::ALL`: who takes the reading.
    pub reading: u8,
}

/// Rows beyond which no more are written.
pub const MOST_ROWS: usize = 100_000;
/// Letters beyond which a cell or the name of a run is refused.
pub const LONGEST_CELL: usize = 200;
/// Letters beyond which a note is refused.
pub const LONGEST_NOTE: usize = 20_000;
/// Points beyond which a prediction is refused.
pub const MOST_PREDICTED: usize = 200;
/// Runs beyond which no more begin.
pub const MOST_RUNS: usize = 1000;

impl Choice {
    /// What the module proposes for a graph.
    pub fn new(plan: &NotebookPlan, graph: usize) -> Choice {
        let plan = plan.graphs.get(graph);
        let axis = |column: usize, scale: Scale| Axis { column: column as u16, scale: scale as u8 };
        Choice {
            fit: plan.map_or(0, |g| g.fit as u8),
            axes: plan.map_or([axis(0, Scale::Linear); 2], |g| [axis(g.x, g.scale[0]), axis(g.y, g.scale[1])]),
            prediction: Vec::new(),
        }
    }
}

impl Rows {
    /// No rows, and each graph as the module proposes.
    pub fn new(plan: &NotebookPlan) -> Rows {
        Rows {
            rows: Vec::new(),
            runs: vec![Run::default()],
            graphs: (0..plan.graphs.len()).map(|graph| Choice::new(plan, graph)).collect(),
            note: "".into(),
            next: 1,
            reading: plan.reading.first().copied().unwrap_or(ReadingMode::Instrument) as u8,
        }
    }

    /// Who takes the reading.
    pub fn reading(&self) -> ReadingMode {
        ReadingMode::ALL.get(usize::from(self.reading)).copied().unwrap_or(ReadingMode::Instrument)
    }

    /// Number of the run that goes on.
    pub fn run(&self) -> u32 {
        self.runs.len() as u32
    }

    /// The fit chosen for a graph.
    pub fn fit(&self, graph: usize) -> Fit {
        self.graphs.get(graph).and_then(|g| Fit::ALL.get(usize::from(g.fit))).copied().unwrap_or(Fit::None)
    }

    /// True for a row that graphs and fits leave out, by itself or with its run.
    pub fn is_out(&self, row: &Row) -> bool {
        row.excluded || self.runs.get((row.run as usize).wrapping_sub(1)).is_some_and(|run| run.excluded)
    }

    /// A row to be written; typed columns repeat what the learner typed in the row before, or start as the module says.
    pub fn draft(&self, plan: &NotebookPlan, step: u64, mut shown: impl FnMut(&ColumnSource) -> Entry) -> Row {
        let before = self.rows.last();
        let cell = |(index, column): (usize, &ColumnPlan)| match &column.source {
            ColumnSource::Typed { text } => match before.and_then(|row| row.cells.get(index)) {
                Some(Entry::Typed(typed)) => Entry::Typed(typed.clone()),
                _ => Entry::Typed(text.as_str().into()),
            },
            source => shown(source),
        };
        let cells = plan.columns.iter().enumerate().map(cell).collect();
        Row { id: self.next, step, run: self.run(), cells, excluded: false }
    }

    /// Where the row with this id stands.
    pub fn position(&self, id: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok()
    }
}
