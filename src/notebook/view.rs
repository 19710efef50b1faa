//! What the page receives: the counterparts of `Notebook`, `Cell`, `NotebookGraph` and `Column` in `message.ts`.

use super::Lookup;
use super::graph::{Graph, graphs};
use super::result::results;
use super::table::{Worked, table};
use crate::lab::rows::Rows;
use crate::module::{ColumnPlan, ColumnSource, Fit, NotebookPlan};
use serde::Serialize;

/// `Notebook`: everything that follows from the rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotebookView {
    /// In the order of writing.
    pub rows: Vec<RowView>,
    /// In the order of the plan.
    pub graphs: Vec<GraphView>,
    /// In the order of the plan.
    pub results: Vec<ResultView>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowView {
    /// Number that stays with it.
    pub id: u32,
    /// One a column.
    pub cells: Vec<CellView>,
    /// Left out of graphs and fits.
    pub excluded: bool,
}

/// `Cell`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CellView {
    /// As shown.
    pub text: String,
    /// In the column's unit; `None` if empty or a choice.
    pub value: Option<f64>,
    /// Standard uncertainty in the column's unit; 0 if exact or unknown.
    pub uncertainty: f64,
    /// Refusal key if what was typed is no number of the column.
    pub problem: &'static str,
}

/// `NotebookGraph`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GraphView {
    /// Its id.
    pub id: String,
    /// Along x.
    pub x: ChannelView,
    /// Along y.
    pub y: ChannelView,
    /// Complete rows.
    pub points: Vec<PointView>,
    /// Fit in force and its outcome.
    pub fit: FitView,
}

/// `Channel`: a column as an axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChannelView {
    /// Id of the column.
    pub id: String,
    /// Empty: symbols are words, `symbol.<id>` of the module.
    pub symbol: String,
    /// Symbol of the unit, empty if none.
    pub unit: String,
}

/// A point, in the columns' units.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PointView {
    /// Along x.
    pub x: f64,
    /// Along y.
    pub y: f64,
    /// Standard uncertainty of x; 0 if exact or unknown.
    pub ux: f64,
    /// Standard uncertainty of y; 0 if exact or unknown.
    pub uy: f64,
    /// Id of the row.
    pub row: u32,
    /// Left out of the fit.
    pub excluded: bool,
}

/// A fit and its outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitView {
    /// `none`, `line` or `proportional`.
    pub kind: &'static str,
    /// What describes the line.
    pub terms: Vec<TermView>,
    /// Ends of the line.
    pub line: Vec<[f64; 2]>,
    /// Key of why there is none, otherwise empty.
    pub why: &'static str,
}

/// A number that describes the line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermView {
    /// `slope` or `intercept`.
    pub id: &'static str,
    /// With uncertainty.
    pub text: String,
    /// Symbol of its unit, empty for a plain number.
    pub unit: String,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResultView {
    /// Its id.
    pub id: String,
    /// With uncertainty; empty if there is none.
    pub text: String,
    /// Symbol of its unit, empty for a plain number.
    pub unit: String,
    /// In its unit; 0 if there is none.
    pub value: f64,
    /// Standard uncertainty in its unit; 0 if exact or unknown.
    pub uncertainty: f64,
    /// Key of why there is none, otherwise empty.
    pub why: &'static str,
}

/// `Column`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnView {
    /// Its id.
    pub id: String,
    /// `reading`, `typed`, `derived` or `value`.
    pub kind: &'static str,
    /// Symbol of its unit, empty if none.
    pub unit: String,
    /// The formula of a derived column, otherwise empty.
    pub formula: String,
    /// Id of the instrument of a `reading`, otherwise empty; the host knows it.
    pub reads: String,
}

/// Everything that follows from the rows.
pub fn view(plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>) -> NotebookView {
    let table = table(plan, rows, lookup);
    let graphs = graphs(plan, rows, &table);
    let outcomes = results(plan, &graphs, lookup);
    let row = |(row, cells): (&crate::lab::rows::Row, Vec<Worked>)| RowView {
        id: row.id,
        cells: cells.into_iter().map(cell).collect(),
        excluded: row.excluded,
    };
    let result = |(result, outcome): (&crate::module::ResultPlan, super::result::Outcome)| ResultView {
        id: result.id.clone(),
        text: outcome.text,
        unit: result.unit.symbol.to_string(),
        value: outcome.value,
        uncertainty: outcome.uncertainty,
        why: outcome.why,
    };
    NotebookView {
        rows: rows.rows.iter().zip(table).map(row).collect(),
        graphs: plan.graphs.iter().zip(graphs).map(|(own, graph)| graph_view(plan, own, graph)).collect(),
        results: plan.results.iter().zip(outcomes).map(result).collect(),
    }
}

/// What the columns are, in the order of the plan.
pub fn columns(plan: &NotebookPlan) -> Vec<ColumnView> {
    let column = |column: &ColumnPlan| {
        let (kind, formula) = match &column.source {
            ColumnSource::Reads { .. } => ("reading", ""),
            ColumnSource::Typed { .. } => ("typed", ""),
            ColumnSource::Value(_) => ("value", ""),
            ColumnSource::Is(formula) => ("derived", formula.expression.text()),
        };
        let unit = column.unit.symbol.to_string();
        ColumnView { id: column.id.clone(), kind, unit, formula: formula.to_owned(), reads: String::new() }
    };
    plan.columns.iter().map(column).collect()
}

fn cell(cell: Worked) -> CellView {
    let uncertainty = cell.uncertainty.unwrap_or(0.0);
    CellView { text: cell.text, value: cell.value, uncertainty, problem: cell.problem }
}

fn graph_view(plan: &NotebookPlan, own: &crate::module::GraphPlan, graph: Graph) -> GraphView {
    let channel = |at: usize| {
        let column = plan.columns.get(at);
        ChannelView {
            id: column.map(|column| column.id.clone()).unwrap_or_default(),
            symbol: String::new(),
            unit: column.map(|column| column.unit.symbol.to_string()).unwrap_or_default(),
        }
    };
    let point = |point: super::graph::Point| PointView {
        x: point.x,
        y: point.y,
        ux: point.ux.unwrap_or(0.0),
        uy: point.uy.unwrap_or(0.0),
        row: point.row,
        excluded: point.excluded,
    };
    let term = |term: super::graph::Term| TermView { id: term.id, text: term.text, unit: term.unit };
    let kind = Fit::ALL.iter().zip(Fit::NAMES).find(|(kind, _)| **kind == graph.kind).map_or("none", |(_, name)| name);
    GraphView {
        id: own.id.clone(),
        x: channel(own.x),
        y: channel(own.y),
        points: graph.points.into_iter().map(point).collect(),
        fit: FitView { kind, terms: graph.terms.into_iter().map(term).collect(), line: graph.line, why: graph.why },
    }
}
