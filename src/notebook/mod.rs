//! The learner's data: what follows from the rows that were written down: cells, graphs, fits, results, CSV.
//! Not here: writing rows (`lab::rows`), the plan of the notebook (`module`), and the words around the numbers.
//! Start with `view.rs` (what the page receives), then `book.rs` (what need not be worked out again), `table.rs`,
//! `graph.rs`, `fit.rs`, `result.rs`.

mod axis;
mod book;
mod csv;
mod digits;
mod fit;
mod graph;
mod result;
mod table;
mod typed;
mod uncertain;
mod view;

pub use book::Book;
pub use csv::csv;
pub use fit::{Fitted, SiLine, Term};
pub use graph::{Distance, Graph, Point};
pub use result::{Outcome, results};
pub use table::{Worked, table};
pub use uncertain::Uncertain;
pub use view::{
    AxisView, CellView, ColumnView, FitView, GraphView, NotebookView, PointView, PredictionView, ResultView, RowView,
    RunView, TermView, Window, columns, modes, view,
};

use crate::module::VariableRef;

/// Present value of a variable, SI.
pub type Lookup<'a> = &'a dyn Fn(&VariableRef) -> f64;

#[cfg(test)]
mod tests;
