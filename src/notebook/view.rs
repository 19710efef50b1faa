//! What the page receives: the counterparts of `Notebook`, `Cell`, `NotebookGraph` and `Column` in `message.ts`.

use super::Lookup;
use super::book::Book;
use super::graph::Graph;
use super::result::{needs, results};
use super::table::{Worked, cells};
use crate::lab::rows::Rows;
use crate::module::{ColumnPlan, ColumnSource, NotebookPlan};
use serde::Serialize;
use std::rc::Rc;

/// Points of a graph that are sent.
const MOST_POINTS: usize = 2000;

/// Which part of the notebook is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Index of the first row; moved up so that the window is full where there are rows enough.
    pub from: usize,
    /// Rows at most.
    pub count: usize,
    /// Id of the graph that is seen, `*` for all, empty for none. Without one no fit is worked out, and no result.
    pub graph: &'a str,
    /// How many changes can be undone, and done again.
    pub depth: [usize; 2],
}

/// `Notebook`: what follows from the rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotebookView {
    /// All rows of the table.
    pub total: usize,
    /// Index of the first row below.
    pub from: usize,
    /// Those of the window, in the order of writing.
    pub rows: Vec<RowView>,
    /// All runs.
    pub runs: Vec<RunView>,
    /// Number of the run that goes on.
    pub run: u32,
    /// Who takes the reading: `learner`, `instrument` or `exact`.
    pub reading: &'static str,
    /// Who may.
    pub modes: Vec<&'static str>,
    /// The note as written.
    pub note: Rc<str>,
    /// Changes that can be undone.
    pub undo: usize,
    /// Changes that can be done again.
    pub redo: usize,
    /// Those that were asked for, in the order of the plan.
    pub graphs: Vec<GraphView>,
    /// In the order of the plan; none where no graph was asked for.
    pub results: Vec<ResultView>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowView {
    /// Number that stays with it.
    pub id: u32,
    /// Number of its run.
    pub run: u32,
    /// One a column.
    pub cells: Vec<CellView>,
    /// Left out of graphs and fits by itself; its run may be left out as a whole.
    pub excluded: bool,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunView {
    /// From 1.
    pub number: u32,
    /// As the learner calls it, or empty.
    pub name: String,
    /// Left out of graphs and fits as a whole.
    pub excluded: bool,
    /// How many rows it has.
    pub rows: usize,
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
    /// How it was made: `learner`, `instrument`, `exact`, `open`, or empty.
    pub by: &'static str,
}

/// `NotebookGraph`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GraphView {
    /// Its id.
    pub id: String,
    /// Along x.
    pub x: AxisView,
    /// Along y.
    pub y: AxisView,
    /// Complete rows; of more than 2000 every so many.
    pub points: Vec<PointView>,
    /// How many points there are.
    pub total: usize,
    /// Complete rows that the axes cannot show.
    pub missing: usize,
    /// Fit in force and its outcome.
    pub fit: FitView,
    /// What was predicted, and how far off it is.
    pub prediction: PredictionView,
}

/// `Axis`: a column and what is shown of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AxisView {
    /// Id of the column.
    pub id: String,
    /// Empty: symbols are words, `symbol.<id>` of the module.
    pub symbol: String,
    /// Symbol of the unit of what is shown, empty if none.
    pub unit: String,
    /// Name of the scale.
    pub scale: &'static str,
}

/// A point, in the units of the axes.
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
    /// Number of its run.
    pub run: u32,
    /// Left out of the fit, by itself or with its run.
    pub excluded: bool,
    /// y less that of the fit; null (NaN) without a fit.
    pub residual: f64,
}

/// A fit and its outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitView {
    /// A name of `Fit`.
    pub kind: &'static str,
    /// What describes the line or curve.
    pub terms: Vec<TermView>,
    /// Ends of the line, or points of the curve.
    pub line: Vec<[f64; 2]>,
    /// Key of why there is none, otherwise empty.
    pub why: &'static str,
    /// Share of the scatter in y that it explains; null (NaN) where there is none.
    pub r_squared: f64,
    /// Standard deviation of the residuals in the unit of y; null (NaN) where it cannot be told.
    pub residual_sd: f64,
}

/// A number that describes the line or curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermView {
    /// `slope`, `intercept`, or `a`, `b`, `c`, `d`.
    pub id: &'static str,
    /// With uncertainty.
    pub text: String,
    /// Symbol of its unit, empty for a plain number.
    pub unit: String,
    /// In that unit.
    pub value: f64,
    /// Standard uncertainty in that unit; 0 if unknown.
    pub uncertainty: f64,
}

/// A prediction, and how far off it is: root mean squares along y, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PredictionView {
    /// As drawn, in the units of the axes.
    pub points: Vec<[f64; 2]>,
    /// From the points between its ends that are not left out; null if there are none.
    pub from_points: Option<f64>,
    /// How many these are.
    pub compared: usize,
    /// From the fit; null if there is none.
    pub from_fit: Option<f64>,
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

impl Book {
    /// What is wanted of the notebook.
    pub fn view(&mut self, plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>, window: Window<'_>) -> NotebookView {
        let total = rows.rows.len();
        let from = window.from.min(total.saturating_sub(window.count));
        let row = |(at, row): (usize, &Rc<crate::lab::rows::Row>)| RowView {
            id: row.id,
            run: row.run,
            cells: cells(plan, rows, at, lookup, true).into_iter().map(cell).collect(),
            excluded: row.excluded,
        };
        // Runs follow one another, and so do their rows.
        let first = |run: u32| rows.rows.partition_point(|row| row.run < run);
        let runs = rows.runs.iter().zip(1..).map(|(run, number)| RunView {
            number,
            name: run.name.clone(),
            excluded: run.excluded,
            rows: first(number + 1) - first(number),
        });
        let (mut graphs, mut outcomes) = (Vec::new(), Vec::new());
        if !window.graph.is_empty() {
            let is_seen =
                |at: usize| window.graph == "*" || plan.graphs.get(at).is_some_and(|own| own.id == window.graph);
            let all: Vec<Option<Rc<Graph>>> = (0..plan.graphs.len())
                .map(|at| (is_seen(at) || needs(plan, at)).then(|| self.graph(plan, rows, lookup, at)))
                .collect();
            outcomes = results(plan, &all, lookup);
            for (at, (own, graph)) in plan.graphs.iter().zip(&all).enumerate() {
                graphs.extend(
                    graph.iter().filter(|_| is_seen(at)).map(|graph| graph_view(plan, rows, at, &own.id, graph)),
                );
            }
        }
        let result = |(result, outcome): (&crate::module::ResultPlan, super::result::Outcome)| ResultView {
            id: result.id.clone(),
            text: outcome.text,
            unit: result.unit.symbol.to_string(),
            value: outcome.value,
            uncertainty: outcome.uncertainty,
            why: outcome.why,
        };
        NotebookView {
            total,
            from,
            rows: rows.rows.iter().enumerate().skip(from).take(window.count).map(row).collect(),
            runs: runs.collect(),
            run: rows.run(),
            reading: rows.reading().name(),
            modes: modes(plan),
            note: rows.note.clone(),
            undo: window.depth[0],
            redo: window.depth[1],
            graphs,
            results: plan.results.iter().zip(outcomes).map(result).collect(),
        }
    }
}

/// Everything that follows from the rows, worked out anew.
pub fn view(plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>) -> NotebookView {
    let window = Window { from: 0, count: usize::MAX, graph: "*", depth: [0, 0] };
    Book::default().view(plan, rows, lookup, window)
}

/// Who may take the reading.
pub fn modes(plan: &NotebookPlan) -> Vec<&'static str> {
    plan.reading.iter().map(|mode| mode.name()).collect()
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
    CellView { text: cell.text, value: cell.value, uncertainty, problem: cell.problem, by: cell.by }
}

fn graph_view(plan: &NotebookPlan, rows: &Rows, index: usize, id: &str, graph: &Graph) -> GraphView {
    let choice = rows.graphs.get(index);
    let axis = |side: usize| {
        let axis = choice.and_then(|choice| choice.axes.get(side));
        let column = axis.and_then(|axis| plan.columns.get(usize::from(axis.column)));
        AxisView {
            id: column.map(|column| column.id.clone()).unwrap_or_default(),
            symbol: String::new(),
            unit: graph.units.get(side).map(|unit| unit.symbol.to_string()).unwrap_or_default(),
            scale: axis.map_or("linear", |axis| axis.scale().name()),
        }
    };
    let point = |point: &super::graph::Point| PointView {
        x: point.x,
        y: point.y,
        ux: point.ux.unwrap_or(0.0),
        uy: point.uy.unwrap_or(0.0),
        row: point.row,
        run: point.run,
        excluded: point.excluded,
        residual: point.residual,
    };
    let term = |term: &super::fit::Term| TermView {
        id: term.id,
        text: term.text.clone(),
        unit: term.unit.clone(),
        value: term.value,
        uncertainty: term.uncertainty.unwrap_or(0.0),
    };
    let fit = graph.fit.as_ref();
    let every = graph.points.len().div_ceil(MOST_POINTS).max(1);
    GraphView {
        id: id.to_owned(),
        x: axis(0),
        y: axis(1),
        points: graph.points.iter().step_by(every).map(point).collect(),
        total: graph.points.len(),
        missing: graph.missing,
        fit: FitView {
            kind: graph.kind.name(),
            terms: fit.iter().flat_map(|fit| &fit.terms).map(term).collect(),
            line: fit.map(|fit| fit.line.clone()).unwrap_or_default(),
            why: graph.why,
            r_squared: fit.map_or(f64::NAN, |fit| fit.r_squared),
            residual_sd: fit.map_or(f64::NAN, |fit| fit.residual_sd),
        },
        prediction: PredictionView {
            points: choice.map(|choice| choice.prediction.clone()).unwrap_or_default(),
            from_points: graph.distance.points,
            compared: graph.distance.compared,
            from_fit: graph.distance.fit,
        },
    }
}
