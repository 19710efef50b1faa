//! What was worked out and is still right: a row that did not change is not worked out again, a graph only if a row, its
//! choice or a run did. Rows are the same as long as they are the same `Rc`.

use super::Lookup;
use super::graph::{Cell, Graph};
use super::table::cells;
use crate::lab::rows::{Choice, Row, Rows};
use crate::module::{ColumnPlan, ColumnSource, Name, NotebookPlan};
use std::rc::Rc;

/// The memory of one lab's notebook; a new lab or a new module needs a new one.
#[derive(Default)]
pub struct Book {
    /// Rows with number and uncertainty of each cell, in the order of the table.
    sheet: Vec<(Rc<Row>, Box<[Cell]>)>,
    /// Present values of the variables that formulas of columns name.
    variables: Vec<f64>,
    /// Counts the changes of the sheet.
    edition: u64,
    graphs: Vec<Option<Drawn>>,
}

/// A graph with what it was worked out from.
struct Drawn {
    edition: u64,
    choice: Choice,
    excluded: Vec<bool>,
    graph: Rc<Graph>,
}

impl Book {
    /// Brings the sheet up to date: compares all rows, works out those that are new.
    fn update(&mut self, plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>) {
        let mut variables = Vec::new();
        for column in &plan.columns {
            let ColumnSource::Is(formula) = &column.source else { continue };
            variables.extend(formula.names.iter().filter_map(|name| match name {
                Name::Variable(variable) => Some(lookup(variable)),
                _ => None,
            }));
        }
        let same = |(a, b): (&f64, &f64)| a.to_bits() == b.to_bits();
        if variables.len() != self.variables.len() || !variables.iter().zip(&self.variables).all(same) {
            self.sheet.clear();
            self.variables = variables;
            self.edition += 1;
        }
        let kept = self.sheet.iter().zip(&rows.rows).take_while(|((old, _), new)| Rc::ptr_eq(old, new)).count();
        if kept == self.sheet.len() && kept == rows.rows.len() {
            return;
        }
        self.edition += 1;
        if plan.columns.iter().any(ColumnPlan::looks_around) {
            // A row that changes may change those beside it.
            let numbers =
                |at| cells(plan, rows, at, lookup, false).into_iter().map(|cell| (cell.value, cell.uncertainty));
            self.sheet = rows.rows.iter().enumerate().map(|(at, row)| (row.clone(), numbers(at).collect())).collect();
            return;
        }
        // Most often one row changed: what stands after it stays in its place.
        let (old, new) = (self.sheet.len() - kept, rows.rows.len() - kept);
        let from_the_end = self.sheet.iter().rev().zip(rows.rows.iter().rev()).take(old.min(new));
        let after = from_the_end.take_while(|((old, _), new)| Rc::ptr_eq(old, new)).count();
        // Between, rows come in the order of their ids, old and new.
        let known: Vec<_> = self.sheet.drain(kept..kept + old - after).collect();
        let mut known = known.into_iter().peekable();
        let mut between = Vec::with_capacity(new - after);
        for (at, row) in rows.rows.iter().enumerate().skip(kept).take(new - after) {
            while known.next_if(|(known, _)| known.id < row.id).is_some() {}
            between.push(known.next_if(|(known, _)| Rc::ptr_eq(known, row)).unwrap_or_else(|| {
                let numbers =
                    cells(plan, rows, at, lookup, false).into_iter().map(|cell| (cell.value, cell.uncertainty));
                (row.clone(), numbers.collect())
            }));
        }
        self.sheet.splice(kept..kept, between);
    }

    /// A graph of the plan, worked out only if it must be.
    pub fn graph(&mut self, plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>, index: usize) -> Rc<Graph> {
        self.update(plan, rows, lookup);
        let choice = rows.graphs.get(index).cloned().unwrap_or_else(|| Choice::new(plan, index));
        let excluded: Vec<bool> = rows.runs.iter().map(|run| run.excluded).collect();
        if self.graphs.len() <= index {
            self.graphs.resize_with(index + 1, || None);
        }
        if let Some(Some(drawn)) = self.graphs.get(index)
            && drawn.edition == self.edition
            && drawn.choice == choice
            && drawn.excluded == excluded
        {
            return drawn.graph.clone();
        }
        let cells = self.sheet.iter().map(|(row, cells)| (row, cells.as_ref()));
        let graph = Rc::new(Graph::new(plan, rows, &choice, index, cells));
        let drawn = Drawn { edition: self.edition, choice, excluded, graph: graph.clone() };
        if let Some(slot) = self.graphs.get_mut(index) {
            *slot = Some(drawn);
        }
        graph
    }

    /// For each column whether any of its cells is uncertain.
    pub fn uncertain(&mut self, plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>) -> Vec<bool> {
        self.update(plan, rows, lookup);
        let any =
            |at: usize| self.sheet.iter().any(|(_, cells)| matches!(cells.get(at), Some((_, Some(u))) if *u > 0.0));
        (0..plan.columns.len()).map(any).collect()
    }
}
