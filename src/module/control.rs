//! Controls: what a learner may set, from where to where and in what steps.

use super::check::{Checker, Fields, Wrong, choice, index, join, listed};
use super::json::{Member, Node, Value, quoted};
use super::plan::{Connection, ControlAs, ControlPlan, VariableRef};
use super::system::Systems;
use super::values::{limit, quantity, whole};
use crate::quantity::Unit;
use crate::quantity::unit::ONE;
use crate::systems::{Kind, Variability};

const SHAPES: [ControlAs; 5] =
    [ControlAs::Slider, ControlAs::Number, ControlAs::Toggle, ControlAs::Choice, ControlAs::Button];

/// Reads `controls`.
pub fn read_controls(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    connections: &[Connection],
    member: Option<&Member>,
) -> Vec<ControlPlan> {
    let mut controls: Vec<ControlPlan> = Vec::new();
    let Some(member) = member else { return controls };
    for member in ck.entries(&member.node, "controls", "an object with the controls") {
        let path = join("controls", &member.key);
        let Some(control) = read_control(ck, systems, &path, member) else { continue };
        let at = member.node.get("sets").unwrap_or(&member.node).span;
        let target = control.path();
        if let Some(other) = controls.iter().find(|other| other.path() == target) {
            let sentence = format!("the control {} sets {} already", quoted(&other.id), quoted(target));
            ck.conflict(at, &join(&path, "sets"), target, sentence);
        }
        if connections.iter().any(|connection| connection.to.path == target) {
            let sentence =
                format!("{} is fed by a connection, so no control can set it; take one away", quoted(target));
            ck.conflict(at, &join(&path, "sets"), target, sentence);
        }
        controls.push(control);
    }
    controls
}

fn read_control(ck: &mut Checker<'_>, systems: &Systems<'_>, path: &str, member: &Member) -> Option<ControlPlan> {
    let mut fields = Fields::of(ck, &member.node, path)?;
    let sets = fields.need(ck, "sets", "the path of a variable");
    let shape = fields.need_choice(ck, "as", &ControlAs::NAMES);
    let target = sets.and_then(|sets| settable(ck, systems, &sets.node, &join(path, "sets")));
    let (Some(target), Some(shape)) = (target, shape.and_then(|i| SHAPES.get(i).copied())) else {
        // The keys that follow depend on both.
        fields.give_up();
        return None;
    };
    if !fits(shape, &target.spec.kind) {
        let right = match target.spec.kind {
            Kind::Real(_) | Kind::Whole => "slider or number",
            Kind::Flag => "toggle or button",
            Kind::Choice(_) => "choice",
        };
        let wrong = Wrong {
            key: "problem.wrong_type",
            found: shape.name().to_owned(),
            expected: right.to_owned(),
            sentence: format!("a {} cannot set {}; use {right}", shape.name(), quoted(&target.path)),
            ..Wrong::default()
        };
        let span = member.node.get("as").unwrap_or(&member.node).span;
        ck.report(span, &join(path, "as"), wrong);
        fields.give_up();
        return None;
    }
    let start = systems.start(&target);
    let mut control = ControlPlan {
        id: member.key.clone(),
        shape,
        from: target.spec.min,
        to: target.spec.max,
        step: 0.0,
        decimals: 0,
        unit: ONE,
        choices: Vec::new(),
        target,
    };
    match control.target.spec.kind.clone() {
        Kind::Real(unit) => range(ck, &mut fields, &mut control, Some(&unit), start)?,
        Kind::Whole => range(ck, &mut fields, &mut control, None, start)?,
        Kind::Flag => {}
        Kind::Choice(names) => {
            control.choices = match fields.take("choices") {
                Some(member) => offered(ck, &member.node, &join(path, "choices"), names, start),
                None => (0..names.len()).collect(),
            };
        }
    }
    fields.close(ck);
    Some(control)
}

fn fits(shape: ControlAs, kind: &Kind) -> bool {
    match shape {
        ControlAs::Slider | ControlAs::Number => matches!(kind, Kind::Real(_) | Kind::Whole),
        ControlAs::Toggle | ControlAs::Button => matches!(kind, Kind::Flag),
        ControlAs::Choice => matches!(kind, Kind::Choice(_)),
    }
}

/// A variable that may be set.
pub(super) fn settable(ck: &mut Checker<'_>, systems: &Systems<'_>, node: &Node, path: &str) -> Option<VariableRef> {
    let target = systems.variable(ck, node, path)?;
    if target.spec.is_settable() && target.spec.variability != Variability::Constant {
        return Some(target);
    }
    let wrong = Wrong {
        key: "problem.not_settable",
        found: target.path.clone(),
        expected: "a parameter, an input or a start value".to_owned(),
        sentence: format!("{} is computed, so it cannot be set; name a parameter", quoted(&target.path)),
        ..Wrong::default()
    };
    ck.report(node.span, path, wrong);
    None
}

/// Reads `from`, `to` and `step`.
fn range(
    ck: &mut Checker<'_>,
    fields: &mut Fields<'_>,
    control: &mut ControlPlan,
    unit: Option<&Unit>,
    start: f64,
) -> Option<()> {
    let spec = control.target.spec;
    let mut read = |ck: &mut Checker<'_>, key: &'static str, min: f64, max: f64| {
        let member = fields.need(ck, key, "a quantity")?;
        let path = fields.at(key);
        let value = match unit {
            Some(unit) => quantity(ck, &member.node, &path, unit, min, max).map(|q| (q.si, q.unit)),
            None => whole(ck, &member.node, &path, min, max).map(|number| (number, ONE)),
        };
        value.map(|(si, unit)| (si, unit, &member.node))
    };
    let from = read(ck, "from", spec.min, spec.max);
    let to = read(ck, "to", spec.min, spec.max);
    let least = if unit.is_some() { 0.0 } else { 1.0 };
    let step = read(ck, "step", least, f64::INFINITY);
    let (Some((from, shown, from_node)), Some((to, _, to_node)), Some((step, _, step_node))) = (from, to, step) else {
        return Some(());
    };
    if from >= to {
        let wrong = Wrong {
            key: "problem.out_of_range",
            found: limit(to, &shown),
            expected: format!("more than {}", limit(from, &shown)),
            sentence: format!("\"to\" must be more than \"from\", which is {}", limit(from, &shown)),
            ..Wrong::default()
        };
        ck.report(to_node.span, &fields.at("to"), wrong);
        return Some(());
    }
    if step <= 0.0 || step > to - from {
        let most = limit(to - from, &shown);
        let wrong = Wrong {
            key: "problem.out_of_range",
            found: limit(step, &shown),
            expected: format!("more than 0, at most {most}"),
            sentence: format!("a step is more than 0 and at most {most} here, not {}", limit(step, &shown)),
            ..Wrong::default()
        };
        ck.report(step_node.span, &fields.at("step"), wrong);
    }
    // Half a step of grace: a start at the very end of the range may round to either side of it.
    let grace = 1e-9 * (to - from);
    if start < from - grace || start > to + grace {
        let wrong = Wrong {
            key: "problem.out_of_range",
            found: limit(start, &shown),
            expected: format!("from {} to {}", limit(from, &shown), limit(to, &shown)),
            sentence: format!(
                "{} starts at {}, outside this control; make the range wider or change the start",
                quoted(&control.target.path),
                limit(start, &shown)
            ),
            ..Wrong::default()
        };
        ck.report(from_node.span, &fields.at("from"), wrong);
    }
    control.from = from;
    control.to = to;
    control.step = step;
    // A step is a difference: on a scale with a zero of its own, such as °C, it has none.
    let steps = Unit { offset: 0.0, ..shown.clone() };
    control.decimals = decimals(step, &steps).max(decimals(from, &shown));
    control.unit = shown;
    Some(())
}

/// Decimals that a value needs in a unit, at most 9.
fn decimals(si: f64, unit: &Unit) -> usize {
    let value = crate::quantity::Quantity { si, unit: unit.clone() }.value();
    (0..9).find(|&n| format!("{value:.n$}").parse::<f64>().is_ok_and(|printed| printed == value)).unwrap_or(9)
}

/// The names of a choice that are offered.
fn offered(ck: &mut Checker<'_>, node: &Node, path: &str, names: &'static [&'static str], start: f64) -> Vec<usize> {
    let mut offered = Vec::new();
    let Value::List(nodes) = &node.value else {
        ck.wrong_type(node, path, &format!("a list of names out of {}", listed(names)));
        return offered;
    };
    for (i, node) in nodes.iter().enumerate() {
        let path = index(path, i);
        let Some(name) = choice(ck, node, &path, names) else { continue };
        if offered.contains(&name) {
            let found = names.get(name).copied().unwrap_or("");
            ck.conflict(node.span, &path, found, format!("{} stands twice here; take one away", quoted(found)));
        } else {
            offered.push(name);
        }
    }
    let started = names.get(start as usize).copied().unwrap_or("");
    if !offered.is_empty() && !offered.iter().any(|name| names.get(*name) == Some(&started)) {
        let sentence =
            format!("it starts as {}, which is not offered here; add it or change the start", quoted(started));
        ck.conflict(node.span, path, started, sentence);
    }
    offered
}
