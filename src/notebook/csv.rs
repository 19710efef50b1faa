//! The table, the results and the note as CSV (RFC 4180), for spreadsheets.
//!
//! A line a row: its run, each column with its unit in the header, beside it u(…) where it has uncertainties, and an x if
//! the row is left out. Then the results; names of runs and the note end the file, in lines that begin with #.
//!
//! Numbers have a decimal point and no unit: readings and typed numbers the digits that are shown, derived ones eight
//! digits, so that a fit in a spreadsheet gives the same line. UTF-8 without a byte order mark.

use super::Lookup;
use super::book::Book;
use super::result::{needs, results};
use super::table::{Worked, cells};
use crate::lab::rows::Rows;
use crate::module::{ColumnPlan, ColumnSource, NotebookPlan};
use crate::quantity::Unit;

/// Digits of a derived number.
const DERIVED: usize = 8;
/// Digits of a number as it is, decimal without rounding of doubles showing.
const EXACT: usize = 15;
/// Digits of an uncertainty.
const UNCERTAINTY: usize = 3;
/// What marks a row that is left out.
const MARK: &str = "x";

/// The notebook as CSV. `names` gives the words for a key, such as `symbol.<id>`, `result.<id>` and `csv.excluded`;
/// without them ids and English stand in.
pub fn csv(plan: &NotebookPlan, rows: &Rows, lookup: Lookup<'_>, names: &dyn Fn(&str) -> Option<String>) -> String {
    let mut book = Book::default();
    let graphs: Vec<_> =
        (0..plan.graphs.len()).map(|at| needs(plan, at).then(|| book.graph(plan, rows, lookup, at))).collect();
    let outcomes = results(plan, &graphs, lookup);
    let word =
        |keys: &[String], or: &str| text(&keys.iter().find_map(|key| names(key)).unwrap_or_else(|| or.to_owned()));
    let mut out = String::new();
    // A column of uncertainties stands beside each that is read, and each other that has any.
    let mut uncertain = book.uncertain(plan, rows, lookup);
    for (column, uncertain) in plan.columns.iter().zip(&mut uncertain) {
        *uncertain |= matches!(column.source, ColumnSource::Reads { .. });
    }
    let columns = || plan.columns.iter().zip(uncertain.iter().copied());

    let head = |key: &str| word(&[format!("csv.{key}")], key);
    let mut header = vec![head("run")];
    for (column, uncertain) in columns() {
        let id = &column.id;
        let symbol = word(&[format!("symbol.{id}"), format!("column.{id}")], id);
        header.push(over(&symbol, &column.unit));
        if uncertain {
            header.push(over(&format!("u({symbol})"), &column.unit));
        }
    }
    header.push(head("excluded"));
    line(&mut out, &header);
    for (at, row) in rows.rows.iter().enumerate() {
        let cells = cells(plan, rows, at, lookup, true);
        let mut fields = vec![row.run.to_string()];
        for ((column, uncertain), cell) in columns().zip(&cells) {
            fields.push(field(column, cell));
            if uncertain {
                fields.push(cell.uncertainty.filter(|u| *u > 0.0).map_or(String::new(), |u| plain(u, UNCERTAINTY)));
            }
        }
        fields.push(if rows.is_out(row) { MARK.to_owned() } else { String::new() });
        line(&mut out, &fields);
    }

    if !plan.results.is_empty() {
        out.push_str("\r\n");
        line(&mut out, &["result", "value", "uncertainty", "unit"].map(head));
    }
    for (result, outcome) in plan.results.iter().zip(&outcomes) {
        let id = &result.id;
        let name = word(&[format!("result.{id}"), format!("symbol.{id}")], id);
        let number = |good: bool, value: f64, digits| if good { plain(value, digits) } else { String::new() };
        let found = outcome.why.is_empty();
        let value = number(found, outcome.value, DERIVED);
        let uncertainty = number(found && outcome.uncertainty > 0.0, outcome.uncertainty, UNCERTAINTY);
        line(&mut out, &[name, value, uncertainty, result.unit.symbol.to_string()]);
    }

    let named = rows.runs.iter().zip(1..).filter(|(run, _)| !run.name.is_empty());
    let named = named.map(|(run, number): (_, u32)| format!("# {} {number}: {}", head("run"), run.name));
    let comments: Vec<String> = named.chain(rows.note.lines().map(|text| format!("# {text}"))).collect();
    if !comments.is_empty() {
        out.push_str("\r\n");
    }
    for comment in comments {
        line(&mut out, &[comment]);
    }
    out
}

/// A symbol over its unit: `l / m`, `v / (m/s)`, `n`.
fn over(symbol: &str, unit: &Unit) -> String {
    match unit.symbol.as_ref() {
        "" => symbol.to_owned(),
        unit if unit.contains('/') => format!("{symbol} / ({unit})"),
        unit => format!("{symbol} / {unit}"),
    }
}

fn field(column: &ColumnPlan, cell: &Worked) -> String {
    let Some(value) = cell.value else { return text(&cell.text) };
    if matches!(column.source, ColumnSource::Is(_)) {
        return plain(value, DERIVED);
    }
    // Unrounded: more digits than are shown.
    if cell.by == "exact" {
        return plain(value, EXACT);
    }
    // As shown, where a spreadsheet reads that as a number.
    let shown = cell.text.replace('−', "-");
    let good =
        shown.starts_with(|c: char| c.is_ascii_digit() || c == '-') && shown.parse::<f64>().is_ok_and(f64::is_finite);
    if good { shown } else { plain(value, EXACT) }
}

/// A number with so many significant digits, without idle zeros, as spreadsheets read it.
fn plain(value: f64, digits: usize) -> String {
    let rounded = format!("{value:.*e}", digits - 1).parse::<f64>().unwrap_or(value);
    match rounded.abs() {
        0.0 => "0".to_owned(),
        1e-4..1e15 => rounded.to_string(),
        _ => format!("{rounded:e}"),
    }
}

/// A text that no spreadsheet takes for a formula.
fn text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn line(out: &mut String, fields: &[String]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        let check = |value, digits, want| assert_eq!(plain(value, digits), want);
        check(2.020_662_28, 8, "2.0206623");
        check(-0.5, 8, "-0.5");
        check(0.0, 3, "0");
        check(-0.0, 3, "0");
        check(1e-9, 3, "1e-9");
        check(1e300, 3, "1e300");
        check(12.0, 3, "12");
        check(0.028_867_5, 3, "0.0289");
    }

    #[test]
    fn fields_are_quoted_and_formulas_are_texts() {
        let mut out = String::new();
        line(&mut out, &["a,b", "say \"x\"", "two\nlines", "-1"].map(str::to_owned));
        assert_eq!(out, "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",-1\r\n");
        for (given, want) in
            [("=1+1", "'=1+1"), ("+1", "'+1"), ("-a", "'-a"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("a=1", "a=1")]
        {
            assert_eq!(text(given), want);
        }
    }
}
