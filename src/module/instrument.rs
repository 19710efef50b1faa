//! Instruments of a module: their settings, and what each is held against.

use super::check::{Checker, Fields, Wrong, index, join, listed};
use super::json::{Member, Node, Value, quoted};
use super::plan::{InstrumentPlan, VariableRef};
use super::system::{Found, Systems, unknown_path};
use super::values::{Given, named, settings};
use crate::instruments::{INSTRUMENTS, InstrumentKind, Reads};
use crate::quantity::Dimension;
use crate::systems::Kind;

/// The instruments of a module while it is checked; `None` where one has a mistake of its own.
pub struct Instruments<'n> {
    pub ids: Vec<(&'n str, Option<&'static InstrumentKind>)>,
    pub plans: Vec<InstrumentPlan>,
}

/// Reads `instruments`.
pub fn read_instruments<'n>(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    member: Option<&'n Member>,
) -> Instruments<'n> {
    let mut instruments = Instruments { ids: Vec::new(), plans: Vec::new() };
    let Some(member) = member else { return instruments };
    for member in ck.entries(&member.node, "instruments", "an object with the instruments") {
        let path = join("instruments", &member.key);
        if systems.has(&member.key) {
            let sentence = format!("{} is the id of a system already; take another", quoted(&member.key));
            ck.conflict(member.key_span, &path, &member.key, sentence);
        }
        let kind = read_instrument(ck, systems, &path, member, &mut instruments.plans);
        instruments.ids.push((&member.key, kind));
    }
    instruments
}

fn read_instrument(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    path: &str,
    member: &Member,
    plans: &mut Vec<InstrumentPlan>,
) -> Option<&'static InstrumentKind> {
    let mut fields = Fields::of(ck, &member.node, path)?;
    let (kind_node, id) = fields.need_text(ck, "kind", "a kind of instrument")?;
    let Some(kind) = INSTRUMENTS.iter().copied().find(|kind| kind.id == id || kind.aliases.contains(&id)) else {
        let ids: Vec<&str> = INSTRUMENTS.iter().map(|kind| kind.id).collect();
        ck.unknown(kind_node.span, &join(path, "kind"), "problem.unknown_kind", "kind of instrument", id, &ids);
        return None;
    };
    let reads = match kind.reads {
        Reads::Nothing => Some(Vec::new()),
        _ => {
            let member = fields.need(ck, "reads", what(kind.reads));
            member.and_then(|member| read_reads(ck, systems, kind, &member.node, &join(path, "reads")))
        }
    };
    let mut follows = None;
    if kind.follows
        && let Some(member) = fields.take("follows")
    {
        follows = point(ck, systems, &member.node, &join(path, "follows"));
    }
    let Given { values, given } = settings(ck, &mut fields, kind.settings);
    fields.close(ck);
    let plan =
        InstrumentPlan { id: member.key.clone(), kind, values, given, reads: reads.unwrap_or_default(), follows };
    scale(ck, path, member, &plan);
    plans.push(plan);
    Some(kind)
}

fn what(reads: Reads) -> &'static str {
    match reads {
        Reads::Nothing => "nothing",
        Reads::Variable(_) => "the path of a variable",
        Reads::Point => "the path of a part, of a pair such as part.rest, or two paths",
        #[cfg(feature = "rigid")]
        Reads::Flags => "the path of a part, or a list of such paths",
        _ => "the path of a part",
    }
}

/// A scale's division is less than its range, and its last digit not more than its division.
fn scale(ck: &mut Checker<'_>, path: &str, member: &Member, plan: &InstrumentPlan) {
    for (fine, coarse) in [("division", "range"), ("digits", "division")] {
        let (Some(small), Some(large)) = (plan.value(fine), plan.value(coarse)) else { continue };
        if small > large {
            let span = member.node.get(fine).or_else(|| member.node.get(coarse)).unwrap_or(&member.node).span;
            let sentence = format!("{} is more than {}; make it smaller", quoted(fine), quoted(coarse));
            ck.conflict(span, &join(path, fine), fine, sentence);
        }
    }
}

fn read_reads(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    kind: &'static InstrumentKind,
    node: &Node,
    path: &str,
) -> Option<Vec<VariableRef>> {
    match kind.reads {
        Reads::Nothing => Some(Vec::new()),
        Reads::Variable(dimension) => measured(ck, systems, node, path, dimension).map(|variable| vec![variable]),
        Reads::Point => point(ck, systems, node, path).map(Vec::from),
        #[cfg(feature = "rigid")]
        Reads::Flags if matches!(node.value, Value::List(_)) => {
            let items = ck.list(node, path, "a list of parts");
            let mut all = Vec::new();
            for (at, item) in items.iter().enumerate() {
                all.extend(part_of(ck, systems, kind, item, &index(path, at))?);
            }
            if all.is_empty() {
                ck.wrong_type(node, path, "a list with a part");
                return None;
            }
            Some(all)
        }
        _ => part_of(ck, systems, kind, node, path),
    }
}

/// What is read of a part.
fn part_of(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    kind: &'static InstrumentKind,
    node: &Node,
    path: &str,
) -> Option<Vec<VariableRef>> {
    let part = systems.part(ck, node, path)?;
    let wanted = kind.reads.variables();
    let mut found: Option<Vec<VariableRef>> = wanted.iter().map(|name| systems.variable_of(&part, name)).collect();
    if let Some(found) = &mut found {
        found.extend(kind.reads.also().and_then(|name| systems.variable_of(&part, name)));
    } else {
        let is = systems.part_kind(&part).map_or("", |kind| kind.id);
        let wrong = Wrong {
            key: "problem.bad_join",
            found: is.to_owned(),
            expected: format!("a part with {}", listed(wanted)),
            sentence: format!("{} is of kind {is}; this reads a part with {}", quoted(&part.path), listed(wanted)),
            ..Wrong::default()
        };
        ck.report(node.span, path, wrong);
    }
    found
}

/// A variable of a dimension.
fn measured(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    node: &Node,
    path: &str,
    dimension: Dimension,
) -> Option<VariableRef> {
    let variable = systems.variable(ck, node, path)?;
    let unit = variable.spec.unit();
    if matches!(variable.spec.kind, Kind::Real(_)) && unit.dimension == dimension {
        return Some(variable);
    }
    let wrong = Wrong {
        key: "problem.wrong_unit",
        found: named(&unit),
        expected: dimension.to_string(),
        sentence: format!("{} is in {}; this reads a variable in {dimension}", quoted(&variable.path), named(&unit)),
        ..Wrong::default()
    };
    ck.report(node.span, path, wrong);
    None
}

/// A point: a part with `x` and `y`, a pair `part.K` of `K_x` and `K_y`, or a list of two paths.
fn point(ck: &mut Checker<'_>, systems: &Systems<'_>, node: &Node, path: &str) -> Option<[VariableRef; 2]> {
    match &node.value {
        Value::List(nodes) => {
            let [x, y] = nodes.as_slice() else {
                ck.wrong_type(node, path, "a list of two paths");
                return None;
            };
            let x = measured(ck, systems, x, &index(path, 0), Dimension::LENGTH);
            let y = measured(ck, systems, y, &index(path, 1), Dimension::LENGTH);
            Some([x?, y?])
        }
        Value::Text(text) => {
            let pair = |stem: &str| {
                let (part, name) = stem.rsplit_once('.')?;
                let Found::Part(part) = systems.find(part) else { return None };
                let x = systems.variable_of(&part, &format!("{name}_x"))?;
                Some([x, systems.variable_of(&part, &format!("{name}_y"))?])
            };
            if let Some(pair) = pair(text) {
                return Some(pair);
            }
            match systems.find(text) {
                Found::Part(part) => {
                    let both = (systems.variable_of(&part, "x"), systems.variable_of(&part, "y"));
                    if let (Some(x), Some(y)) = both {
                        return Some([x, y]);
                    }
                    let is = systems.part_kind(&part).map_or("", |kind| kind.id);
                    let wrong = Wrong {
                        key: "problem.bad_join",
                        found: is.to_owned(),
                        expected: "a part with x, y".to_owned(),
                        sentence: format!(
                            "{} is of kind {is} and has no one place; name a part with x, y",
                            quoted(text)
                        ),
                        ..Wrong::default()
                    };
                    ck.report(node.span, path, wrong);
                }
                Found::Variable(variable) => {
                    let sentence = format!("{} is one number; a point is a part, or two paths", quoted(&variable.path));
                    let near = text.rsplit_once('.').map_or("", |(part, _)| part);
                    unknown_path(ck, node, path, text, near.to_owned(), sentence);
                }
                Found::Hidden => {}
                Found::Wrong { nearest, sentence } => unknown_path(ck, node, path, text, nearest, sentence),
            }
            None
        }
        _ => {
            ck.wrong_type(node, path, "the path of a part, or a list of two paths,");
            None
        }
    }
}
