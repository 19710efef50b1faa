//! Connections: an output of one system feeds an input of another, units checked here and never again.

use super::check::{Checker, Fields, Wrong, index, join};
use super::json::{Member, quoted};
use super::plan::{Connection, VariableRef};
use super::system::Systems;
use super::values::named;
use crate::systems::Causality;

/// Reads `connections`.
pub fn read_connections(ck: &mut Checker<'_>, systems: &Systems<'_>, member: Option<&Member>) -> Vec<Connection> {
    let mut connections: Vec<Connection> = Vec::new();
    let Some(member) = member else { return connections };
    for (i, node) in ck.list(&member.node, "connections", "a list").iter().enumerate() {
        let path = index("connections", i);
        let Some(mut fields) = Fields::of(ck, node, &path) else { continue };
        let from_node = fields.need(ck, "from", "the path of an output");
        let to_node = fields.need(ck, "to", "the path of an input");
        fields.close(ck);
        let (Some(from_node), Some(to_node)) = (from_node, to_node) else { continue };
        let (from_path, to_path) = (join(&path, "from"), join(&path, "to"));
        let from = systems.variable(ck, &from_node.node, &from_path);
        let to = systems.variable(ck, &to_node.node, &to_path);
        let from = from.filter(|from| {
            is(
                ck,
                from,
                Causality::Output,
                from_node,
                &from_path,
                "problem.bad_join",
                "is not computed; begin at an output",
            )
        });
        let to = to.filter(|to| {
            is(ck, to, Causality::Input, to_node, &to_path, "problem.not_settable", "is no input; end at an input")
        });
        let (Some(from), Some(to)) = (from, to) else { continue };
        let (out, input) = (from.spec.unit(), to.spec.unit());
        if out.dimension != input.dimension {
            let wrong = Wrong {
                key: "problem.wrong_unit",
                found: named(&out),
                expected: named(&input),
                sentence: format!(
                    "{} is in {}, but {} in {}",
                    quoted(&from.path),
                    named(&out),
                    quoted(&to.path),
                    named(&input)
                ),
                ..Wrong::default()
            };
            ck.report(to_node.node.span, &to_path, wrong);
            continue;
        }
        if connections.iter().any(|other| other.to.path == to.path) {
            let sentence = format!("{} is fed by two connections; take one away", quoted(&to.path));
            ck.conflict(to_node.node.span, &to_path, &to.path, sentence);
            continue;
        }
        connections.push(Connection { from, to });
    }
    connections
}

fn is(
    ck: &mut Checker<'_>,
    variable: &VariableRef,
    causality: Causality,
    member: &Member,
    path: &str,
    key: &'static str,
    sentence: &str,
) -> bool {
    if variable.spec.causality == causality {
        return true;
    }
    let wrong = Wrong {
        key,
        found: variable.path.clone(),
        expected: if causality == Causality::Output { "an output" } else { "an input" }.to_owned(),
        sentence: format!("{} {sentence}", quoted(&variable.path)),
        ..Wrong::default()
    };
    ck.report(member.node.span, path, wrong);
    false
}
