//! Results: numbers found from the lines of the graphs.

use super::Lookup;
use super::digits;
use super::graph::Graph;
use super::uncertain::Uncertain;
use crate::module::{Name, NotebookPlan, ResultPlan};
use std::rc::Rc;

/// A line that it needs is not there.
pub const NO_FIT: &str = "result.no_fit";
/// The formula gives no number, as after a division by zero.
pub const NO_NUMBER: &str = "result.no_number";

/// A graph that it needs has other axes than the module proposes: its slope means something else.
pub const OTHER_AXES: &str = "result.other_axes";

/// A result as worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// With uncertainty, such as `9.80 ± 0.04`, in its unit; empty if there is none.
    pub text: String,
    /// In its unit; 0 if there is none.
    pub value: f64,
    /// Standard uncertainty in its unit; 0 if exact or unknown.
    pub uncertainty: f64,
    /// Key of why there is none, otherwise empty.
    pub why: &'static str,
}

/// True if a result needs the line of a graph.
pub fn needs(plan: &NotebookPlan, graph: usize) -> bool {
    let names = plan.results.iter().flat_map(|result| &result.is.names);
    names.into_iter().any(|name| matches!(name, Name::Slope(at) | Name::Intercept(at) if *at == graph))
}

/// Every result of the plan, from the lines of `graphs`; a graph that no result needs may be missing.
pub fn results(plan: &NotebookPlan, graphs: &[Option<Rc<Graph>>], lookup: Lookup<'_>) -> Vec<Outcome> {
    let result = |result: &ResultPlan| {
        let empty = |why| Outcome { text: String::new(), value: 0.0, uncertainty: 0.0, why };
        let graph = |at: &usize| graphs.get(*at).and_then(Option::as_ref);
        let line = |at: &usize| graph(at).and_then(|graph| graph.fit.as_ref()?.si.as_ref());
        let other = |name: &Name| match name {
            Name::Slope(at) | Name::Intercept(at) => graph(at).is_some_and(|graph| !graph.proposed),
            _ => false,
        };
        if result.is.names.iter().any(other) {
            return empty(OTHER_AXES);
        }
        let input = |name: &Name| match name {
            Name::Slope(at) => line(at).map(|line| line.slope.clone()),
            Name::Intercept(at) => line(at).and_then(|line| line.intercept.clone()),
            Name::Variable(variable) => Some(Uncertain::exact(lookup(variable))),
            Name::Column(_) | Name::Before(_) | Name::After(_) => None,
        };
        let Some(inputs) = result.is.names.iter().map(input).collect::<Option<Vec<_>>>() else { return empty(NO_FIT) };
        let Some(si) = Uncertain::of(&result.is.expression, &inputs) else { return empty(NO_NUMBER) };
        let value = result.unit.from_si(si.value);
        if !value.is_finite() {
            return empty(NO_NUMBER);
        }
        let uncertainty = si.uncertainty().map(|u| result.unit.step_from_si(u)).filter(|u| u.is_finite());
        let text = digits::result(value, uncertainty);
        Outcome { text, value, uncertainty: uncertainty.unwrap_or(0.0), why: "" }
    };
    plan.results.iter().map(result).collect()
}
