//! The learner's data: what follows from the rows that were written down: cells, graphs, fits, results, CSV.
//! Not here: writing rows (`lab::rows`), the plan of the notebook (`module`), and the words around the numbers.
//! Start with `view.rs` (what the page receives), then `table.rs`, `graph.rs`, `result.rs`.

mod csv;
mod digits;
mod graph;
mod result;
mod table;
mod typed;
mod uncertain;
mod view;

pub use csv::csv;
pub use graph::{Graph, Point, SiLine, Term, graphs};
pub use result::{Outcome, results};
pub use table::{Worked, table};
pub use uncertain::Uncertain;
pub use view::{
    CellView, ChannelView, ColumnView, FitView, GraphView, NotebookView, PointView, ResultView, RowView, TermView,
    columns, view,
};

use crate::module::VariableRef;

/// Present value of a variable, SI.
pub type Lookup<'a> = &'a dyn Fn(&VariableRef) -> f64;

#[cfg(test)]
mod tests;
