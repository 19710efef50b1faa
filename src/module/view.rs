//! Views: the part of the world that is seen, what only stands there, arrows and traces; and the live graph.

use super::check::{Checker, Fields, Wrong, index, join};
use super::json::{Member, Node, Value, quoted, shortened};
use super::plan::{Channel, LiveGraph, SceneryPlan, Shows, TracePlan, VectorPlan, ViewPlan};
use super::scenery::SCENERY;
use super::system::Systems;
use super::values::{named, quantity, read_unit, settings};
use crate::quantity::unit::{METRE, METRE_PER_SECOND, METRE_PER_SECOND2, NEWTON, SECOND};
use crate::quantity::{Quantity, Unit};
use crate::systems::{Kind, PartKind};

/// Reads `views`.
pub fn read_views(ck: &mut Checker<'_>, systems: &Systems<'_>, member: &Member) -> Vec<ViewPlan> {
    let mut views = Vec::new();
    let members = ck.entries(&member.node, "views", "an object with the views");
    if matches!(member.node.value, Value::Object(_)) && !members.iter().any(|member| member.key == "main") {
        ck.missing(&member.node, "views", "main", "the view that is seen first");
    }
    for member in members {
        let path = join("views", &member.key);
        if let Some(view) = read_view(ck, systems, &path, member) {
            views.push(view);
        }
    }
    if let Some(first) = views.iter().position(|view| view.id == "main").and_then(|main| views.get_mut(..=main)) {
        first.rotate_right(1);
    }
    views
}

fn read_view(ck: &mut Checker<'_>, systems: &Systems<'_>, path: &str, member: &Member) -> Option<ViewPlan> {
    let mut fields = Fields::of(ck, &member.node, path)?;
    let world = fields.need(ck, "world", "what is seen: least x and y, largest x and y");
    let scenery = fields.take("scenery");
    let vectors = fields.take("vectors");
    let traces = fields.take("traces");
    fields.close(ck);
    let mut view = ViewPlan {
        id: member.key.clone(),
        world: [0.0, 0.0, 1.0, 1.0],
        scenery: Vec::new(),
        vectors: Vec::new(),
        traces: Vec::new(),
    };
    if let Some(member) = world {
        view.world = read_world(ck, &member.node, &join(path, "world")).unwrap_or(view.world);
    }
    let each = |ck: &mut Checker<'_>,
                key: &str,
                member: Option<&Member>,
                read: &mut dyn FnMut(&mut Checker<'_>, &Node, &str)| {
        let Some(member) = member else { return };
        let path = join(path, key);
        for (i, node) in ck.list(&member.node, &path, "a list").iter().enumerate() {
            read(ck, node, &index(&path, i));
        }
    };
    each(ck, "scenery", scenery, &mut |ck, node, path| view.scenery.extend(read_scenery(ck, node, path)));
    each(ck, "vectors", vectors, &mut |ck, node, path| view.vectors.extend(read_vector(ck, systems, node, path)));
    each(ck, "traces", traces, &mut |ck, node, path| view.traces.extend(read_trace(ck, systems, node, path)));
    Some(view)
}

fn read_world(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<[f64; 4]> {
    let example = "a list of four quantities: least x and y, largest x and y,";
    let Value::List(nodes) = &node.value else {
        ck.wrong_type(node, path, example);
        return None;
    };
    let [a, b, c, d] = nodes.as_slice() else {
        ck.wrong_type(node, path, example);
        return None;
    };
    let mut read = |node: &Node, i: usize| quantity(ck, node, &index(path, i), &METRE, -1e4, 1e4).map(|q| q.si);
    let world = [read(a, 0), read(b, 1), read(c, 2), read(d, 3)];
    let [Some(left), Some(low), Some(right), Some(high)] = world else { return None };
    for (least, most, i, what) in [(left, right, 2, "x"), (low, high, 3, "y")] {
        if most <= least {
            let span = nodes.get(i).unwrap_or(node).span;
            let wrong = Wrong {
                key: "problem.out_of_range",
                found: format!("{most} m"),
                expected: format!("more than {least} m"),
                sentence: format!("the largest {what} must be more than the least, which is {least} m"),
                ..Wrong::default()
            };
            ck.report(span, &index(path, i), wrong);
            return None;
        }
    }
    Some([left, low, right, high])
}

fn read_scenery(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<SceneryPlan> {
    let mut fields = Fields::of(ck, node, path)?;
    let (kind_node, id) = fields.need_text(ck, "kind", "a kind of scenery")?;
    let Some(kind) = SCENERY.iter().copied().find(|kind| kind.id == id) else {
        let ids: Vec<&str> = SCENERY.iter().map(|kind| kind.id).collect();
        ck.unknown(kind_node.span, &join(path, "kind"), "problem.unknown_kind", "kind of scenery", id, &ids);
        return None;
    };
    let given = settings(ck, &mut fields, kind.settings);
    fields.close(ck);
    Some(SceneryPlan { kind, values: given.values })
}

fn read_trace(ck: &mut Checker<'_>, systems: &Systems<'_>, node: &Node, path: &str) -> Option<TracePlan> {
    let mut fields = Fields::of(ck, node, path)?;
    let of = fields.need(ck, "of", "the path of a part");
    let every = fields.need(ck, "every", "a time, such as \"40 ms\"");
    fields.close(ck);
    let of = of.and_then(|of| systems.part(ck, &of.node, &join(path, "of")));
    let every = every.and_then(|every| quantity(ck, &every.node, &join(path, "every"), &SECOND, 1e-3, 100.0));
    Some(TracePlan { of: of?, every: every?.si })
}

fn read_vector(ck: &mut Checker<'_>, systems: &Systems<'_>, node: &Node, path: &str) -> Option<VectorPlan> {
    let mut fields = Fields::of(ck, node, path)?;
    let of_member = fields.need(ck, "of", "the path of a part");
    let shows_member = fields.need(ck, "shows", "what the arrow shows, such as velocity");
    let scale_member = fields.need(ck, "scale", "a length for one unit, such as \"0.1 m per N\"");
    fields.close(ck);
    let of = of_member.and_then(|of| systems.part(ck, &of.node, &join(path, "of")))?;
    let kind = systems.part_kind(&of)?;
    let shows_node = &shows_member?.node;
    let shows_path = join(path, "shows");
    let text = ck.text(shows_node, &shows_path, "what the arrow shows")?;
    let all = arrows(kind);
    let Some((name, shows, unit)) = all.iter().find(|(name, _, _)| *name == text).cloned() else {
        let names: Vec<&str> = all.iter().map(|(name, _, _)| *name).collect();
        ck.unknown(shows_node.span, &shows_path, "problem.unknown_name", "arrow", text, &names);
        return None;
    };
    let scale = read_scale(ck, &scale_member?.node, &join(path, "scale"), &unit)?;
    Some(VectorPlan { of, shows, name, scale })
}

/// The arrows that a part can show, each with the unit of its length.
pub fn arrows(kind: &'static PartKind) -> Vec<(&'static str, Shows, Unit)> {
    let has = |name: &str| kind.variable(name).is_some();
    let mut arrows = Vec::new();
    if has("velocity") || (has("vx") && has("vy")) {
        arrows.push(("velocity", Shows::Velocity, METRE_PER_SECOND));
    }
    if has("acceleration") || (has("vx") && has("vy")) {
        arrows.push(("acceleration", Shows::Acceleration, METRE_PER_SECOND2));
    }
    if has("total") || has("mass") {
        arrows.push(("weight", Shows::Weight, NEWTON));
    }
    for (i, spec) in kind.variables.iter().enumerate() {
        if !spec.is_settable() && matches!(&spec.kind, Kind::Real(unit) if unit.dimension == NEWTON.dimension) {
            arrows.push((spec.name, Shows::Force(i), NEWTON));
        }
    }
    arrows
}

/// Metres for one SI unit, from a text such as `0.25 m per m/s`.
pub fn read_scale(ck: &mut Checker<'_>, node: &Node, path: &str, unit: &Unit) -> Option<f64> {
    let expected = format!("a length for one unit, such as \"0.1 m per {}\"", unit.symbol);
    let text = ck.text(node, path, &expected)?;
    let scale = text.split_once(" per ").and_then(|(length, of)| {
        let (length, of) = (Quantity::parse(length).ok()?, Unit::parse(of).ok()?);
        (length.unit.dimension == METRE.dimension && of.dimension == unit.dimension && of.offset == 0.0)
            .then(|| length.si / of.factor)
    });
    match scale {
        Some(scale) if scale > 0.0 && scale <= 1e6 => Some(scale),
        Some(_) => {
            let wrong = Wrong {
                key: "problem.out_of_range",
                found: shortened(text),
                expected: "more than 0 m".to_owned(),
                sentence: format!("{} is out of range; an arrow's length is more than 0 m", quoted(text)),
                ..Wrong::default()
            };
            ck.report(node.span, path, wrong);
            None
        }
        None => {
            let wrong = Wrong {
                key: "problem.bad_quantity",
                found: shortened(text),
                sentence: format!("{} is no scale; write {expected}", quoted(text)),
                expected,
                ..Wrong::default()
            };
            ck.report(node.span, path, wrong);
            None
        }
    }
}

/// Reads `graph`, the live graph.
pub fn read_graph(ck: &mut Checker<'_>, systems: &Systems<'_>, member: &Member) -> Option<LiveGraph> {
    let mut fields = Fields::of(ck, &member.node, "graph")?;
    let x = fields.need(ck, "x", "\"time\" or the path of a variable");
    let y = fields.need(ck, "y", "the path of a variable");
    let window = fields.need(ck, "window", "a time, such as \"10 s\"");
    let units = ["x_unit", "unit"].map(|key| fields.take(key));
    fields.close(ck);
    let x = x.and_then(|x| channel(ck, systems, &x.node, "graph.x"));
    let y = y.and_then(|y| channel(ck, systems, &y.node, "graph.y"));
    let window = window.and_then(|node| quantity(ck, &node.node, "graph.window", &SECOND, 0.01, 3600.0));
    let units = [(units[0], "graph.x_unit", &x), (units[1], "graph.unit", &y)].map(|(member, path, channel)| {
        let node = &member?.node;
        let unit = read_unit(ck, node, path)?;
        same_dimension(ck, node, path, unit, channel.as_ref()?)
    });
    Some(LiveGraph { x: x?, y: y?, units, window: window?.si })
}

/// The unit, if it is one of what the channel shows.
fn same_dimension(ck: &mut Checker<'_>, node: &Node, path: &str, unit: Unit, channel: &Channel) -> Option<Unit> {
    let own = match channel {
        Channel::Time => SECOND,
        Channel::Variable(variable) => variable.spec.unit(),
    };
    if unit.dimension == own.dimension {
        return Some(unit);
    }
    let wrong = Wrong {
        key: "problem.wrong_unit",
        found: named(&unit),
        expected: own.dimension.to_string(),
        sentence: format!("{} is in {}; {} is no unit of that", quoted(channel.path()), named(&own), named(&unit)),
        ..Wrong::default()
    };
    ck.report(node.span, path, wrong);
    None
}

fn channel(ck: &mut Checker<'_>, systems: &Systems<'_>, node: &Node, path: &str) -> Option<Channel> {
    if node.text() == Some("time") {
        return Some(Channel::Time);
    }
    let variable = systems.variable(ck, node, path)?;
    if matches!(variable.spec.kind, Kind::Choice(_)) {
        let sentence = format!("{} is a name, not a number; name another variable", quoted(&variable.path));
        ck.conflict(node.span, path, &variable.path, sentence);
        return None;
    }
    Some(Channel::Variable(variable))
}
