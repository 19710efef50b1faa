//! The notebook of a module: columns, graphs over them, and results from the graphs.

use super::check::{Checker, Fields, Wrong, choice, index, join, listed};
use super::formula::{Name, Scope, read_formula};
use super::instrument::Instruments;
use super::json::{Member, Node, quoted, shortened};
use super::plan::{ColumnPlan, ColumnSource, Fit, GraphPlan, NotebookPlan, ResultPlan};
use super::scale::{ReadingMode, Scale};
use super::system::Systems;
use super::values::{meant, read_unit, wrong_unit};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::systems::Kind;

/// A name in a formula that is not a column.
const CONSTANT: &str = "pi";

/// A column while the notebook is checked.
struct Draft<'n> {
    id: &'n str,
    plan: Option<ColumnPlan>,
    /// A column of names, such as those of a cover, has no numbers.
    names: bool,
}

/// Reads `notebook`.
pub fn read_notebook(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    instruments: &Instruments<'_>,
    member: &Member,
) -> NotebookPlan {
    let mut plan = NotebookPlan::default();
    let Some(mut fields) = Fields::of(ck, &member.node, "notebook") else { return plan };
    let columns = fields.need(ck, "columns", "an object with the columns");
    let graphs = fields.take("graphs");
    let results = fields.take("results");
    if let Some(member) = fields.take("reading") {
        plan.reading = read_modes(ck, &member.node, "notebook.reading");
    }
    fields.close(ck);

    let mut drafts: Vec<Draft<'_>> = Vec::new();
    if let Some(member) = columns {
        let members = ck.entries(&member.node, "notebook.columns", "an object with the columns");
        let ids: Vec<&str> = members.iter().map(|member| member.key.as_str()).collect();
        for member in &members {
            let path = join("notebook.columns", &member.key);
            taken(ck, member, &path, member.key == CONSTANT, "a constant");
            let draft = read_column(ck, systems, instruments, &drafts, &ids, &path, member);
            drafts.push(draft);
        }
    }
    let columns: Option<Vec<ColumnPlan>> = drafts.iter().map(|draft| draft.plan.clone()).collect();

    let mut scope = Scope::default();
    let mut graph_ids: Vec<&str> = Vec::new();
    if let Some(member) = graphs {
        for member in ck.entries(&member.node, "notebook.graphs", "an object with the graphs") {
            let path = join("notebook.graphs", &member.key);
            taken(ck, member, &path, systems.has(&member.key), "a system");
            let graph = read_graph(ck, &drafts, &path, member);
            let at = graph_ids.len();
            graph_ids.push(&member.key);
            let (mut x, mut y) = (None, None);
            let mut no_unit = false;
            if let Some(graph) = &graph {
                let mut dimension = |column: usize, scale: Scale| {
                    let plan = drafts.get(column).and_then(|draft| draft.plan.as_ref())?;
                    let shown = scale.dimension(plan.unit.dimension);
                    no_unit |= shown.is_none();
                    shown
                };
                (x, y) = (dimension(graph.x, graph.scale[0]), dimension(graph.y, graph.scale[1]));
            }
            let slope = x.zip(y).and_then(|(x, y)| y.checked_times_power(x, -1));
            let fit = graph.as_ref().map(|graph| graph.fit);
            let id = &member.key;
            let (own_slope, own_intercept) = (format!("{id}.slope"), format!("{id}.intercept"));
            match fit {
                Some(Fit::Line | Fit::Proportional) if no_unit => {
                    let why =
                        format!("an axis of the graph {} shows the square root of a unit that has none", quoted(id));
                    scope.barred.extend([(own_slope, why.clone()), (own_intercept, why)]);
                }
                Some(Fit::None) => {
                    let why = format!("the graph {} has no line; give it \"fit\": \"line\"", quoted(id));
                    scope.barred.extend([(own_slope, why.clone()), (own_intercept, why)]);
                }
                Some(Fit::Quadratic | Fit::Power | Fit::Exponential | Fit::Sine) => {
                    let why = format!("the graph {} has a curve, which has no slope of its own", quoted(id));
                    scope.barred.extend([(own_slope, why.clone()), (own_intercept, why)]);
                }
                Some(Fit::Proportional) => {
                    scope.names.push((own_slope, Name::Slope(at), slope));
                    let why = format!("the line of {} goes through the origin and has no intercept", quoted(id));
                    scope.barred.push((own_intercept, why));
                }
                Some(Fit::Line) | None => {
                    scope.names.push((own_slope, Name::Slope(at), slope));
                    scope.names.push((own_intercept, Name::Intercept(at), y));
                }
            }
            plan.graphs.extend(graph);
        }
    }
    if let Some(member) = results {
        for member in ck.entries(&member.node, "notebook.results", "an object with the results") {
            let path = join("notebook.results", &member.key);
            plan.results.extend(read_result(ck, systems, &scope, &path, member));
        }
    }
    plan.columns = columns.unwrap_or_default();
    plan
}

/// Reports an id that a formula could take for something else. A system can only be taken for a graph: names of
/// columns have no dots.
fn taken(ck: &mut Checker<'_>, member: &Member, path: &str, is_taken: bool, what: &str) {
    if is_taken {
        let id = member.key.as_str();
        let sentence = format!("{} is {what} already, so formulas would be unclear; take another id", quoted(id));
        ck.conflict(member.key_span, path, id, sentence);
    }
}

fn read_column<'n>(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    instruments: &Instruments<'_>,
    before: &[Draft<'n>],
    ids: &[&'n str],
    path: &str,
    member: &'n Member,
) -> Draft<'n> {
    let mut draft = Draft { id: &member.key, plan: None, names: false };
    let Some(mut fields) = Fields::of(ck, &member.node, path) else { return draft };
    let sources: Vec<(&str, &Member)> = ["reads", "typed", "value", "is"]
        .into_iter()
        .filter_map(|key| fields.take(key).map(|member| (key, member)))
        .collect();
    let [(key, source)] = sources.as_slice() else {
        match sources.get(1) {
            None => ck.missing(&member.node, path, "reads", "where it comes from: one of reads, typed, value, is"),
            Some((key, second)) => {
                let sentence = "a column has one of reads, typed, value, is; take the others away".to_owned();
                ck.conflict(second.key_span, &join(path, key), key, sentence);
            }
        }
        fields.give_up();
        return draft;
    };
    let at = join(path, key);
    let unit_member = if *key == "typed" { None } else { fields.take("unit") };
    if *key == "is" && unit_member.is_none() {
        ck.missing(&member.node, path, "unit", "the unit of the formula, such as \"m/s\", or \"1\" for a plain number");
    }
    fields.close(ck);
    let unit_path = join(path, "unit");
    let unit = unit_member.map(|unit| read_unit(ck, &unit.node, &unit_path));
    // A unit with a mistake of its own is no reason for another.
    let hidden = matches!(unit, Some(None));
    let unit = unit.flatten();
    let source = match *key {
        "reads" => read_output(ck, instruments, &source.node, &at),
        "typed" => read_typed(ck, &source.node, &at),
        "value" => systems.variable(ck, &source.node, &at).map(|variable| {
            draft.names = matches!(variable.spec.kind, Kind::Choice(_));
            (variable.spec.unit(), ColumnSource::Value(variable))
        }),
        _ => {
            let scope = scope(before, ids, draft.id);
            read_formula(ck, systems, &scope, &source.node, &at, unit.as_ref())
                .and_then(|formula| Some((unit.clone()?, ColumnSource::Is(formula))))
        }
    };
    let Some((own, source)) = source else { return draft };
    let id = member.key.clone();
    match (unit, unit_member) {
        (Some(unit), Some(node)) if draft.names || !unit.dimension.same_kind(own.dimension) => {
            wrong_unit(ck, &node.node, &unit_path, node.node.text().unwrap_or(""), &unit, &own);
        }
        (Some(unit), _) => draft.plan = Some(ColumnPlan { id, source, unit }),
        (None, _) if hidden => {}
        (None, _) => draft.plan = Some(ColumnPlan { id, source, unit: own }),
    }
    draft
}

/// What a column's formula may use: the columns above it.
fn scope<'n>(before: &[Draft<'n>], ids: &[&'n str], own: &str) -> Scope {
    let mut scope = Scope::default();
    for (i, draft) in before.iter().enumerate() {
        if draft.names {
            scope.barred.push((draft.id.to_owned(), format!("the column {} has names, not numbers", quoted(draft.id))));
        } else {
            let dimension = draft.plan.as_ref().map(|plan| plan.unit.dimension);
            scope.names.push((draft.id.to_owned(), Name::Column(i), dimension));
            if draft.plan.as_ref().is_some_and(ColumnPlan::looks_around) {
                let why = format!("the column {} looks at other rows itself; write out what it is", quoted(draft.id));
                scope.barred.extend(["before", "after"].map(|row| (format!("{}.{row}", draft.id), why.clone())));
            }
        }
    }
    for id in ids.iter().skip(before.len()) {
        let why = if *id == own {
            format!("the column {} uses itself", quoted(id))
        } else {
            format!("the column {} stands below; move it above this one", quoted(id))
        };
        scope.barred.push(((*id).to_owned(), why));
    }
    scope
}

fn read_output(
    ck: &mut Checker<'_>,
    instruments: &Instruments<'_>,
    node: &Node,
    path: &str,
) -> Option<(Unit, ColumnSource)> {
    let text = ck.text(node, path, "what an instrument shows, such as watch.time,")?;
    let (id, output) = text.split_once('.').unwrap_or((text, ""));
    let mut wrong = |near: String, sentence: String| {
        let wrong = Wrong {
            key: "problem.unknown_name",
            found: shortened(text),
            expected: "instrument.output".to_owned(),
            nearest: near,
            sentence,
        };
        ck.report(node.span, path, wrong);
    };
    let Some(at) = instruments.ids.iter().position(|(known, _)| *known == id) else {
        let (near, hint) = meant(id, instruments.ids.iter().map(|(known, _)| *known));
        let near = if near.is_empty() { near } else { format!("{near}.{output}") };
        wrong(near, format!("there is no instrument {}{hint}", quoted(id)));
        return None;
    };
    let kind = instruments.ids.get(at).and_then(|(_, kind)| *kind)?;
    let Some((output, spec)) = kind.output(output) else {
        let outputs: Vec<&str> = kind.outputs.iter().map(|spec| spec.name).collect();
        let (near, hint) = meant(output, outputs.iter().copied());
        let near = if near.is_empty() { near } else { format!("{id}.{near}") };
        let hint = if hint.is_empty() { format!("; it shows {}", listed(&outputs)) } else { hint };
        let what = if output.is_empty() {
            format!("name what {} shows", quoted(id))
        } else {
            format!("{} is of kind {} and does not show {}", quoted(id), kind.id, quoted(output))
        };
        wrong(near, format!("{what}{hint}"));
        return None;
    };
    // Plans hold only sound instruments; an unsound one has been reported, so the index is not used.
    Some((spec.unit(), ColumnSource::Reads { instrument: at, output }))
}

fn read_typed(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<(Unit, ColumnSource)> {
    let text = ck.text(node, path, "a text such as \"20.0 mm\"")?;
    match Quantity::parse(text) {
        Ok(quantity) => {
            let number = text.trim();
            // The longest beginning that is a number: what the writer wrote before the unit, zeros kept.
            let end = number.char_indices().map(|(at, c)| at + c.len_utf8()).rev().find(|end| {
                let head = number.get(..*end).unwrap_or("");
                head.ends_with(|c: char| c.is_ascii_digit()) && head.parse::<f64>() == Ok(quantity.value())
            });
            let text =
                end.and_then(|end| number.get(..end)).map_or_else(|| quantity.value().to_string(), str::to_owned);
            Some((quantity.unit, ColumnSource::Typed { text }))
        }
        Err(error) => {
            let near = match &error.problem {
                crate::quantity::QuantityProblem::Unit(unit) => unit.nearest.clone().unwrap_or_default(),
                _ => String::new(),
            };
            let wrong = Wrong {
                key: "problem.bad_quantity",
                found: shortened(text),
                expected: "a quantity such as \"20.0 mm\"".to_owned(),
                nearest: near,
                sentence: error.to_string(),
            };
            ck.report(node.span, path, wrong);
            None
        }
    }
}

fn read_graph(ck: &mut Checker<'_>, columns: &[Draft<'_>], path: &str, member: &Member) -> Option<GraphPlan> {
    let mut fields = Fields::of(ck, &member.node, path)?;
    let x = fields.need(ck, "x", "the id of a column");
    let y = fields.need(ck, "y", "the id of a column");
    let fit = fields.take("fit");
    let scale = fields.take("scale");
    fields.close(ck);
    let x = x.and_then(|x| column(ck, columns, &x.node, &join(path, "x")));
    let y = y.and_then(|y| column(ck, columns, &y.node, &join(path, "y")));
    let fit = match fit {
        Some(fit) => choice(ck, &fit.node, &join(path, "fit"), &Fit::NAMES).and_then(|i| Fit::ALL.get(i).copied()),
        None => Some(Fit::None),
    };
    let scale = scale.map_or(Some([Scale::Linear; 2]), |scale| read_scales(ck, &scale.node, &join(path, "scale")));
    Some(GraphPlan { id: member.key.clone(), x: x?, y: y?, scale: scale?, fit: fit? })
}

/// What the axes show: `{ "x": "square" }`.
fn read_scales(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<[Scale; 2]> {
    let mut fields = Fields::of(ck, node, path)?;
    let axes = ["x", "y"].map(|axis| (axis, fields.take(axis)));
    fields.close(ck);
    let [x, y] = axes.map(|(axis, member)| match member {
        Some(member) => {
            choice(ck, &member.node, &join(path, axis), &Scale::NAMES).and_then(|i| Scale::ALL.get(i).copied())
        }
        None => Some(Scale::Linear),
    });
    Some([x?, y?])
}

/// Who may take the reading: at least one, each once.
fn read_modes(ck: &mut Checker<'_>, node: &Node, path: &str) -> Vec<ReadingMode> {
    let expected = format!("a list of {}", listed(&ReadingMode::NAMES));
    let mut modes = Vec::new();
    let nodes = ck.list(node, path, &expected);
    if nodes.is_empty() && matches!(node.value, super::json::Value::List(_)) {
        ck.conflict(node.span, path, "[]", "nobody could take a reading; name at least one way".to_owned());
    }
    for (i, node) in nodes.iter().enumerate() {
        let path = index(path, i);
        let found = choice(ck, node, &path, &ReadingMode::NAMES).and_then(|i| ReadingMode::ALL.get(i).copied());
        let Some(mode) = found else { continue };
        if modes.contains(&mode) {
            ck.conflict(node.span, &path, mode.name(), format!("{} stands here twice", quoted(mode.name())));
        } else {
            modes.push(mode);
        }
    }
    modes
}

fn column(ck: &mut Checker<'_>, columns: &[Draft<'_>], node: &Node, path: &str) -> Option<usize> {
    let text = ck.text(node, path, "the id of a column")?;
    let found = columns.iter().position(|draft| draft.id == text);
    match found.and_then(|i| columns.get(i)) {
        None => {
            let ids: Vec<&str> = columns.iter().filter(|draft| !draft.names).map(|draft| draft.id).collect();
            ck.unknown(node.span, path, "problem.unknown_name", "column", text, &ids);
            None
        }
        Some(draft) if draft.names => {
            let sentence = format!("the column {} has names, not numbers; a graph needs numbers", quoted(text));
            ck.conflict(node.span, path, text, sentence);
            None
        }
        Some(_) => found,
    }
}

fn read_result(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    scope: &Scope,
    path: &str,
    member: &Member,
) -> Option<ResultPlan> {
    let mut fields = Fields::of(ck, &member.node, path)?;
    let is = fields.need(ck, "is", "a formula, such as \"graph.slope\"");
    let unit = fields.need(ck, "unit", "the unit of the formula, such as \"m/s\", or \"1\" for a plain number");
    fields.close(ck);
    let unit = unit.and_then(|unit| read_unit(ck, &unit.node, &join(path, "unit")));
    let is = read_formula(ck, systems, scope, &is?.node, &join(path, "is"), unit.as_ref())?;
    Some(ResultPlan { id: member.key.clone(), is, unit: unit? })
}

/// The dimension that a name of a formula has in a finished notebook.
pub fn dimension_of(plan: &NotebookPlan, name: &Name) -> Option<Dimension> {
    let column = |at: usize| plan.columns.get(at).map(|column| column.unit.dimension);
    let axes = |at: usize| {
        let graph = plan.graphs.get(at)?;
        let [x, y] = graph.scale;
        Some((x.dimension(column(graph.x)?)?, y.dimension(column(graph.y)?)?))
    };
    match name {
        Name::Column(at) | Name::Before(at) | Name::After(at) => column(*at),
        Name::Variable(variable) => Some(variable.spec.unit().dimension),
        Name::Intercept(at) => axes(*at).map(|(_, y)| y),
        Name::Slope(at) => axes(*at).and_then(|(x, y)| y.checked_times_power(x, -1)),
    }
}
