//! Graphs over two columns: points on axes that may be linearised, the fit, and what was predicted.

use super::axis::AxisUnit;
use super::fit::Fitted;
use crate::lab::rows::{Choice, Row, Rows};
use crate::module::{Fit, NotebookPlan};
use crate::quantity::{Dimension, Unit};
use std::rc::Rc;

/// A row with both numbers, in the units of the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Along x.
    pub x: f64,
    /// Along y.
    pub y: f64,
    /// Standard uncertainty of x; `None` if unknown.
    pub ux: Option<f64>,
    /// Standard uncertainty of y; `None` if unknown.
    pub uy: Option<f64>,
    /// Id of the row.
    pub row: u32,
    /// Number of its run.
    pub run: u32,
    /// Left out of the fit, by itself or with its run.
    pub excluded: bool,
    /// y less that of the fit; NaN where there is none.
    pub residual: f64,
}

/// How far a prediction is from what was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Root mean square distance along y from the points that are not left out and lie between the ends of the
    /// prediction; `None` if there are none.
    pub points: Option<f64>,
    /// How many points that were.
    pub compared: usize,
    /// Root mean square distance along y of the predicted points from the fit; `None` if there is none.
    pub fit: Option<f64>,
}

/// A graph as worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// Complete rows that the axes can show, in their order.
    pub points: Vec<Point>,
    /// Complete rows that they cannot show, such as zero on a logarithm.
    pub missing: usize,
    /// The fit that is chosen.
    pub kind: Fit,
    /// The fit, if it is wanted and found.
    pub fit: Option<Fitted>,
    /// Key of why there is no fit though one is wanted, otherwise empty.
    pub why: &'static str,
    /// What x and y are counted in.
    pub units: [Unit; 2],
    /// True while the axes are those that the module proposes: its results mean these.
    pub proposed: bool,
    /// How far off the prediction is.
    pub distance: Distance,
}

/// Number and standard uncertainty of a cell, in the column's unit.
pub type Cell = (Option<f64>, Option<f64>);

impl Graph {
    /// Works a graph out from rows and the numbers of their cells.
    pub fn new<'a>(
        plan: &NotebookPlan,
        rows: &Rows,
        choice: &Choice,
        index: usize,
        cells: impl Iterator<Item = (&'a Rc<Row>, &'a [Cell])>,
    ) -> Graph {
        let plain = Unit::new("", Dimension::NONE, 1.0);
        let columns = choice.axes.map(|axis| usize::from(axis.column));
        let [ax, ay] = choice.axes.map(|axis| {
            let own = plan.columns.get(usize::from(axis.column)).map_or(&plain, |column| &column.unit);
            AxisUnit::new(own, axis.scale())
        });
        let mut points = Vec::new();
        let mut missing = 0;
        for (row, cells) in cells {
            let [x, y] = columns.map(|at| cells.get(at).copied().unwrap_or_default());
            let ((Some(x), ux), (Some(y), uy)) = (x, y) else { continue };
            match (ax.number(x, ux), ay.number(y, uy)) {
                (Some((x, ux)), Some((y, uy))) => {
                    let excluded = rows.is_out(row);
                    points.push(Point { x, y, ux, uy, row: row.id, run: row.run, excluded, residual: f64::NAN });
                }
                _ => missing += 1,
            }
        }
        let kind = Fit::ALL.get(usize::from(choice.fit)).copied().unwrap_or(Fit::None);
        let (fit, why) = match Fitted::new(kind, &points, [&ax.shown, &ay.shown], index) {
            Ok(fit) => (fit, ""),
            Err(why) => (None, why),
        };
        if let Some(fit) = &fit {
            for point in &mut points {
                point.residual = point.y - fit.at(point.x);
            }
        }
        let distance = distance(&choice.prediction, &points, fit.as_ref());
        let proposed = Choice::new(plan, index).axes == choice.axes;
        Graph { points, missing, kind, fit, why, units: [ax.shown, ay.shown], proposed, distance }
    }
}

/// Compares a drawn curve, straight between its points, with points and fit.
fn distance(drawn: &[[f64; 2]], points: &[Point], fit: Option<&Fitted>) -> Distance {
    // In the order of x; a hand draws few points.
    let given = drawn;
    let mut drawn: Vec<[f64; 2]> = Vec::with_capacity(given.len());
    for point in given {
        drawn.insert(drawn.partition_point(|other| other[0] <= point[0]), *point);
    }
    let between = |x: f64| {
        let after = drawn.partition_point(|point| point[0] < x);
        let (last, next) = (drawn.get(after.saturating_sub(1))?, drawn.get(after)?);
        // At the first point, or where two stand above one another: the later of them.
        let share = if next[0] > last[0] { (x - last[0]) / (next[0] - last[0]) } else { 1.0 };
        (after > 0 || next[0] == x).then(|| last[1] + share * (next[1] - last[1]))
    };
    let off = points.iter().filter(|point| !point.excluded).filter_map(|point| Some(between(point.x)? - point.y));
    let (points, compared) = rms(off);
    let (fit, _) = rms(drawn.iter().filter_map(|[x, y]| Some(y - fit?.at(*x))));
    Distance { points, compared, fit }
}

fn rms(all: impl Iterator<Item = f64>) -> (Option<f64>, usize) {
    let (sum, count) = all.fold((0.0, 0_u32), |(sum, count), off| (sum + off * off, count + 1));
    (Some((sum / f64::from(count)).sqrt()).filter(|rms| rms.is_finite()), count as usize)
}
