//! Formulas of the notebook: expressions whose names are columns, slopes, intercepts and variables.

use super::check::{Checker, Wrong, listed};
use super::json::{Node, Span, quoted, shortened};
use super::plan::VariableRef;
use super::system::{Found, Systems};
use super::values::named;
use crate::numerics::expression::{Expression, ExpressionProblem};
use crate::quantity::{Dimension, Unit, nearest};
use crate::systems::Kind;

/// A checked formula.
#[derive(Clone)]
pub struct Formula {
    /// The expression; its values are SI.
    pub expression: Expression,
    /// What each of `expression.names()` is, in that order.
    pub names: Vec<Name>,
}

/// What a name in a formula is.
#[derive(Clone, Debug)]
pub enum Name {
    /// The cell of a column before: its index.
    Column(usize),
    /// `column.before`: the cell of a column in the row before, of the same run.
    Before(usize),
    /// `column.after`: the cell of a column in the row after, of the same run.
    After(usize),
    /// The slope of the fitted line of a graph: its index.
    Slope(usize),
    /// The intercept of the fitted line of a graph: its index.
    Intercept(usize),
    /// A variable.
    Variable(VariableRef),
}

/// The names that a formula may use besides the paths of variables.
#[derive(Default)]
pub struct Scope {
    /// Name, what it is, and its dimension; no dimension if its own mistake has been reported.
    pub names: Vec<(String, Name, Option<Dimension>)>,
    /// Names that exist but may not be used here, with the sentence that says why.
    pub barred: Vec<(String, String)>,
}

/// What stands behind the name of a column for its cell in the row before and after.
const ROWS: [&str; 2] = ["before", "after"];

impl Scope {
    /// Why a name may not be used here, if it may not.
    fn bars(&self, name: &str) -> Option<&str> {
        let column = name.rsplit_once('.').filter(|(_, row)| ROWS.contains(row)).map(|(column, _)| column);
        let bars = |name: &str| self.barred.iter().find(|(known, _)| known == name);
        bars(name).or_else(|| bars(column?)).map(|(_, why)| why.as_str())
    }

    /// A name with what it is; no dimension if its own mistake has been reported.
    fn find(&self, name: &str) -> Option<(Name, Option<Dimension>)> {
        let own = |name: &str| self.names.iter().find(|(known, ..)| known == name);
        if let Some((_, what, dimension)) = own(name) {
            return Some((what.clone(), *dimension));
        }
        let (column, row) = name.rsplit_once('.')?;
        match (own(column)?, row) {
            ((_, Name::Column(at), dimension), "before") => Some((Name::Before(*at), *dimension)),
            ((_, Name::Column(at), dimension), "after") => Some((Name::After(*at), *dimension)),
            _ => None,
        }
    }
}

impl Formula {
    /// True if it names a row before or after.
    pub fn looks_around(&self) -> bool {
        self.names.iter().any(|name| matches!(name, Name::Before(_) | Name::After(_)))
    }
}

/// Reads a formula whose result is in `unit` (checked if it is known).
pub fn read_formula(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    scope: &Scope,
    node: &Node,
    path: &str,
    unit: Option<&Unit>,
) -> Option<Formula> {
    let text = ck.text(node, path, "a formula")?;
    let bad = |ck: &mut Checker<'_>, at: Span, near: String, sentence: String| {
        let wrong = Wrong {
            key: "problem.bad_formula",
            found: shortened(text),
            expected: "a formula".to_owned(),
            nearest: near,
            sentence,
        };
        ck.report(at, path, wrong);
    };
    // Where in the file a piece of the formula stands: exact as long as the text has no escapes.
    let plain = ck.written(node.span).len() == text.len() + 2;
    let place = |span: &std::ops::Range<usize>| match plain {
        true => Span { start: node.span.start + 1 + span.start, end: node.span.start + 1 + span.end },
        false => node.span,
    };
    let expression = match Expression::parse(text) {
        Ok(expression) => expression,
        Err(error) => {
            bad(ck, place(&error.span), error.nearest.clone().unwrap_or_default(), error.to_string());
            return None;
        }
    };
    // Each name with its dimension; `None` if a mistake, here or before, hides it.
    let names: Vec<Option<(Name, Dimension)>> = expression
        .names()
        .iter()
        .map(|name| {
            let at = text.find(name.as_str()).unwrap_or(0);
            let at = place(&(at..at + name.len()));
            if let Some(why) = scope.bars(name) {
                bad(ck, at, String::new(), why.to_owned());
                return None;
            }
            if let Some((what, dimension)) = scope.find(name) {
                return dimension.map(|dimension| (what, dimension));
            }
            match systems.find(name) {
                Found::Variable(variable) if matches!(variable.spec.kind, Kind::Choice(_)) => {
                    let sentence = format!("{} is a name, not a number; name another variable", quoted(&variable.path));
                    bad(ck, at, String::new(), sentence);
                }
                Found::Variable(variable) => {
                    let dimension = variable.spec.unit().dimension;
                    return Some((Name::Variable(variable), dimension));
                }
                Found::Hidden => {}
                Found::Part(_) => {
                    bad(ck, at, String::new(), format!("{} is a part; name one of its variables", quoted(name)));
                }
                Found::Wrong { nearest: near, sentence } => {
                    let (near, sentence) = unknown(systems, scope, name, near, sentence);
                    bad(ck, at, near, sentence);
                }
            }
            None
        })
        .collect();
    let (names, dimensions): (Vec<Name>, Vec<Dimension>) =
        names.into_iter().collect::<Option<Vec<_>>>()?.into_iter().unzip();
    let of = |name: &str| {
        let at = expression.names().iter().position(|known| known == name)?;
        dimensions.get(at).copied()
    };
    let dimension = match expression.check(of) {
        Ok(dimension) => dimension,
        Err(error) => {
            let sentence = match &error.problem {
                ExpressionProblem::Kinds { .. } => {
                    format!("{error}; only quantities of one kind can be added or compared")
                }
                _ => error.to_string(),
            };
            bad(ck, place(&error.span), String::new(), sentence);
            return None;
        }
    };
    if let Some(unit) = unit
        && !unit.dimension.same_kind(dimension)
    {
        let wrong = Wrong {
            key: "problem.wrong_unit",
            found: dimension.to_string(),
            expected: named(unit),
            sentence: format!("the formula gives {}, which is not measured in {}", base(dimension), named(unit)),
            ..Wrong::default()
        };
        ck.report(node.span, path, wrong);
        return None;
    }
    Some(Formula { expression, names })
}

/// The nearest name and the sentence for a name that nothing has.
fn unknown(systems: &Systems<'_>, scope: &Scope, name: &str, near: String, sentence: String) -> (String, String) {
    let known: Vec<&str> = scope.names.iter().map(|(known, ..)| known.as_str()).collect();
    if let Some(known) = nearest(name, known.iter().copied()) {
        return (known.to_owned(), format!("unknown name {}; did you mean {}?", quoted(name), quoted(known)));
    }
    if !near.is_empty() || name.split('.').next().is_some_and(|first| systems.has(first)) {
        return (near, sentence);
    }
    let all = if known.is_empty() { String::new() } else { format!("{}, or ", listed(&known)) };
    (String::new(), format!("unknown name {}; it can be {all}a path such as system.part.variable", quoted(name)))
}

fn base(dimension: Dimension) -> String {
    if dimension.is_number() { "a plain number".to_owned() } else { format!("{dimension}") }
}
