//! An arrangement as text, for links and files: JSON with a part for each id, numbers in SI, choices by name. What is as
//! its kind has it is left out. Reading checks everything: a text may come from anywhere.

use super::arrangement::{Arrangement, Piece};
use crate::module::json::{self, Limits, Node, Value};
use crate::quantity::{Entries, nearest};
use crate::systems::{Kind, PartKind, SystemKind, VariableSpec};
use serde::Serialize;

/// Layout of the text; a later one is refused.
const FORMAT: f64 = 1.0;
/// Longest id of a part.
const LONGEST: usize = 40;

#[derive(Serialize)]
struct Text<'a> {
    format: u32,
    plot: &'a [String; 2],
    parts: Entries<&'a str, Entries<&'static str, Word<'a>>>,
}

/// A number, or a name.
#[derive(Serialize)]
#[serde(untagged)]
enum Word<'a> {
    Number(f64),
    Name(&'a str),
}

impl Arrangement {
    /// The arrangement as text.
    pub fn text(&self, kind: &'static SystemKind) -> String {
        let mut parts = Entries::new();
        for piece in &self.parts {
            let Some(own) = kind.part(&piece.kind) else { continue };
            let mut words = Entries::new();
            words.push("kind", Word::Name(&piece.kind));
            for (terminal, joined) in own.terminals.iter().zip(&piece.joined).filter(|(_, joined)| !joined.is_empty()) {
                words.push(terminal.name, Word::Name(joined));
            }
            let values = own.variables.iter().zip(&piece.values);
            for (spec, &value) in
                values.filter(|(spec, value)| spec.is_settable() && (spec.state || **value != spec.start))
            {
                words.push(
                    spec.name,
                    match &spec.kind {
                        Kind::Choice(names) => Word::Name(names.get(value as usize).copied().unwrap_or_default()),
                        _ => Word::Number(value),
                    },
                );
            }
            parts.push(&*piece.id, words);
        }
        serde_json::to_string(&Text { format: FORMAT as u32, plot: &self.plot, parts }).unwrap_or_default()
    }

    /// Reads a text for a system of a kind, at most so many parts.
    ///
    /// # Errors
    /// What is wrong, naming the part.
    pub fn read(text: &str, kind: &'static SystemKind, most: usize) -> Result<Arrangement, String> {
        let read = json::read_within(text, Limits::FILE);
        if let Some(fault) = read.faults.first() {
            return Err(fault.sentence.clone());
        }
        let root = read.root.ok_or("it is empty")?;
        match root.get("format").map(|node| &node.value) {
            Some(Value::Number(format)) if *format == FORMAT => {}
            Some(Value::Number(format)) if *format > FORMAT => return Err("it was made by a later version".into()),
            _ => return Err("it has no `format`".into()),
        }
        let Some(Node { value: Value::Object(members), .. }) = root.get("parts") else {
            return Err("it has no `parts`".into());
        };
        if members.len() > most {
            return Err(format!("it has {} parts; {most} is the most here", members.len()));
        }
        let mut arrangement = Arrangement::default();
        for member in members {
            let piece = piece(&member.key, &member.node, kind).map_err(|wrong| format!("`{}`: {wrong}", member.key))?;
            arrangement.parts.push(piece);
        }
        for piece in &arrangement.parts {
            let terminals = kind.part(&piece.kind).map_or(&[][..], |own| own.terminals);
            for (joined, terminal) in piece.joined.iter().zip(terminals).filter(|(joined, _)| !joined.is_empty()) {
                let partner = arrangement.position(joined).and_then(|at| arrangement.parts.get(at));
                let fits = |kind: &str| terminal.joins.is_empty() || terminal.joins.contains(&kind);
                if joined == &piece.id || !partner.is_some_and(|partner| fits(&partner.kind)) {
                    return Err(format!("`{}`: its {} cannot be joined to `{joined}`", piece.id, terminal.name));
                }
            }
        }
        if let Some(Node { value: Value::List(axes), .. }) = root.get("plot") {
            for (slot, axis) in arrangement.plot.iter_mut().zip(axes) {
                axis.text().unwrap_or_default().clone_into(slot);
            }
        }
        Ok(arrangement)
    }
}

fn piece(id: &str, node: &Node, kind: &'static SystemKind) -> Result<Piece, String> {
    let letters = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !letters || !id.starts_with(|c: char| c.is_ascii_lowercase()) || id.len() > LONGEST {
        return Err("it is no id".into());
    }
    if kind.options.iter().any(|option| option.answers_to(id)) {
        return Err("the system itself has this name".into());
    }
    let Value::Object(members) = &node.value else { return Err("it is no object".into()) };
    let name = node.get("kind").and_then(Node::text).ok_or("it has no `kind`")?;
    let own = kind.part(name).ok_or_else(|| format!("there is no kind `{name}`"))?;
    let mut piece = Piece {
        id: id.to_owned(),
        kind: own.id.to_owned(),
        values: own.variables.iter().map(|spec| spec.start).collect(),
        given: vec![false; own.variables.len()],
        joined: vec![String::new(); own.terminals.len()],
    };
    for member in members.iter().filter(|member| member.key != "kind") {
        if let Some(terminal) = own.terminals.iter().position(|terminal| terminal.name == member.key) {
            member.node.text().ok_or("what it is joined to is an id")?.clone_into(&mut piece.joined[terminal]);
            continue;
        }
        let (at, spec) = own
            .variable(&member.key)
            .filter(|(_, spec)| spec.is_settable())
            .ok_or_else(|| unknown(own, &member.key))?;
        piece.values[at] = value(&member.node, spec).ok_or_else(|| format!("its {} is out of range", spec.name))?;
        piece.given[at] = true;
    }
    match own.terminals.iter().zip(&piece.joined).find(|(terminal, joined)| terminal.required && joined.is_empty()) {
        Some((terminal, _)) => Err(format!("its {} is joined to nothing", terminal.name)),
        None => Ok(piece),
    }
}

fn unknown(kind: &PartKind, key: &str) -> String {
    let names = kind.variables.iter().filter(|spec| spec.is_settable()).map(|spec| spec.name);
    match nearest(key, names.chain(kind.terminals.iter().map(|terminal| terminal.name))) {
        Some(near) => format!("it has no `{key}`; did you mean `{near}`?"),
        None => format!("it has no `{key}`"),
    }
}

fn value(node: &Node, spec: &VariableSpec) -> Option<f64> {
    let value = match (&spec.kind, &node.value) {
        (Kind::Choice(names), Value::Text(name)) => names.iter().position(|own| own == name)? as f64,
        (Kind::Choice(_), _) => return None,
        (_, Value::Number(number)) => *number,
        _ => return None,
    };
    let whole = !matches!(spec.kind, Kind::Real(_));
    (value >= spec.min && value <= spec.max && !(whole && value.fract() != 0.0)).then_some(value)
}
