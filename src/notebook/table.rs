//! The values of all cells: read, typed, taken over or worked out by formula, with their uncertainties.

use super::typed::{Typed, read};
use super::uncertain::Uncertain;
use super::{Lookup, digits};
use crate::lab::rows::{Entry, Row, Rows};
use crate::module::{ColumnPlan, ColumnSource, Formula, Name, NotebookPlan};
use crate::systems::Kind;

/// The problem of a typed text that is no number of its column.
pub const NOT_A_QUANTITY: &str = "refused.not_a_quantity";

/// A cell as worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worked {
    /// As shown, in the column's unit; the id of a choice; what was typed if it is no number; empty if there is nothing.
    pub text: String,
    /// In the column's unit.
    pub value: Option<f64>,
    /// Standard uncertainty in the column's unit; 0 if exact, `None` if unknown or empty.
    pub uncertainty: Option<f64>,
    /// Key of a refusal if what was typed is no number of the column, otherwise empty.
    pub problem: &'static str,
    /// How it was made: `learner` (typed), `instrument`, `exact` (unrounded), `open` (left for the learner to read);
    /// empty for what is worked out and for nothing.
    pub by: &'static str,
    /// The same in SI, with the columns of the row that its uncertainty comes from.
    pub si: Option<Uncertain>,
}

/// Every cell of every row, in the order of rows and columns.
pub fn table(plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>) -> Vec<Vec<Worked>> {
    (0..rows.rows.len()).map(|at| cells(plan, rows, at, lookup, true)).collect()
}

/// The cells of the row at an index, in the order of the columns; the texts of numbers only where they are wanted.
pub fn cells(plan: &NotebookPlan, rows: &Rows, at: usize, lookup: Lookup<'_>, texts: bool) -> Vec<Worked> {
    let Some(row) = rows.rows.get(at) else { return Vec::new() };
    if !plan.columns.iter().any(ColumnPlan::looks_around) {
        return one(plan, row, [&[], &[]], lookup, texts);
    }
    // Columns that others name in rows before and after do not look around themselves.
    let beside = |at: Option<usize>| match at.and_then(|at| rows.rows.get(at)).filter(|other| other.run == row.run) {
        Some(other) => one(plan, other, [&[], &[]], lookup, false),
        None => Vec::new(),
    };
    let [before, after] = [at.checked_sub(1), at.checked_add(1)].map(beside);
    one(plan, row, [&before, &after], lookup, texts)
}

/// The cells of one row, with those of the rows before and after.
fn one(plan: &NotebookPlan, row: &Row, around: [&[Worked]; 2], lookup: Lookup<'_>, texts: bool) -> Vec<Worked> {
    let mut cells: Vec<Worked> = Vec::with_capacity(plan.columns.len());
    for (index, column) in plan.columns.iter().enumerate() {
        let cell = match &column.source {
            ColumnSource::Is(formula) => by_formula(formula, column, [&cells, around[0], around[1]], lookup, texts),
            _ => written(row.cells.get(index).unwrap_or(&Entry::Empty), column, index, texts),
        };
        cells.push(cell);
    }
    cells
}

impl Worked {
    /// A number of a column; empty where it cannot be held in the column's unit.
    fn number(column: &ColumnPlan, si: Uncertain, text: Option<&dyn Fn(f64, Option<f64>) -> String>) -> Worked {
        let value = column.unit.from_si(si.value);
        if !(si.value.is_finite() && value.is_finite()) {
            return Worked::default();
        }
        let uncertainty = si.uncertainty().map(|u| column.unit.step_from_si(u)).filter(|u| u.is_finite());
        let text = text.map(|text| text(value, uncertainty)).unwrap_or_default();
        Worked { text, value: Some(value), uncertainty, si: Some(si), ..Worked::default() }
    }
}

fn written(entry: &Entry, column: &ColumnPlan, index: usize, texts: bool) -> Worked {
    let number = |value: f64, uncertainty: f64, text: &dyn Fn(f64, Option<f64>) -> String| {
        Worked::number(column, Uncertain::new(value, &[(index, uncertainty)]), texts.then_some(text))
    };
    // `own` turns the last digit typed and its uncertainty into that of the number.
    let typed = |typed: &str, own: &dyn Fn(f64, f64) -> f64| match read(typed, &column.unit) {
        Typed::Empty => Worked::default(),
        Typed::Number { value, uncertainty, digit, text } => {
            number(value, own(digit, uncertainty), &|_, _| text.clone())
        }
        Typed::Wrong => Worked { text: typed.to_owned(), problem: NOT_A_QUANTITY, ..Worked::default() },
    };
    let (cell, by) = match entry {
        Entry::Empty => return Worked::default(),
        Entry::Reading { value, digit, uncertainty } => {
            let digit = column.unit.step_from_si(*digit);
            (number(*value, *uncertainty, &|value, _| digits::shown(value, digit)), "instrument")
        }
        Entry::Typed(text) => (typed(text, &|_, uncertainty| uncertainty), "learner"),
        Entry::Read { text, .. } if text.is_empty() => (Worked::default(), "open"),
        Entry::Read { text, digit, uncertainty } => {
            // With the digits of the instrument it is known as well as the instrument can be read; with fewer, no better
            // than its last digit says.
            let own = |typed: f64, rounding: f64| {
                if typed <= digit * (1.0 + 1e-9) { *uncertainty } else { rounding.max(*uncertainty) }
            };
            (typed(text, &own), "learner")
        }
        Entry::Exact(value) => (number(*value, 0.0, &|value, _| digits::set(value)), "exact"),
        Entry::Value(value) => match choice(column, *value) {
            Some(name) => (Worked { text: name.to_owned(), ..Worked::default() }, "exact"),
            None => (number(*value, 0.0, &|value, _| digits::set(value)), "exact"),
        },
    };
    Worked { by, ..cell }
}

/// The name that the value of a choice stands for; empty if for none; `None` if the column is of numbers.
fn choice(column: &ColumnPlan, value: f64) -> Option<&'static str> {
    let ColumnSource::Value(variable) = &column.source else { return None };
    let Kind::Choice(names) = &variable.spec.kind else { return None };
    let at = (value >= 0.0 && value < names.len() as f64).then_some(value as usize);
    Some(at.and_then(|at| names.get(at)).copied().unwrap_or(""))
}

/// `rows`: this one as far as it is worked out, the one before, the one after.
fn by_formula(formula: &Formula, column: &ColumnPlan, rows: [&[Worked]; 3], lookup: Lookup<'_>, texts: bool) -> Worked {
    // Readings of different rows are independent: more columns than there can be lie between their sources.
    let cell = |row: usize, at: usize| Some(rows.get(row)?.get(at)?.si.clone()?.apart(row << 16));
    let input = |name: &Name| match name {
        Name::Column(at) => cell(0, *at),
        Name::Before(at) => cell(1, *at),
        Name::After(at) => cell(2, *at),
        Name::Variable(variable) => Some(Uncertain::exact(lookup(variable))),
        Name::Slope(_) | Name::Intercept(_) => None,
    };
    let inputs: Option<Vec<Uncertain>> = formula.names.iter().map(input).collect();
    match inputs.and_then(|inputs| Uncertain::of(&formula.expression, &inputs)) {
        Some(si) => Worked::number(column, si, texts.then_some(&digits::derived)),
        None => Worked::default(),
    }
}
