//! Systems and their parts: kinds, values, terminals.

use super::check::{Checker, Fields, Wrong, join, listed};
use super::json::{Member, Node, Span, quoted};
use super::plan::{PartRef, SystemPlan, VariableRef};
use super::values::{meant, settings};
use crate::quantity::Entries;
use crate::quantity::nearest;
#[cfg(feature = "chemistry")]
use crate::systems::Terminal;
use crate::systems::{CATALOG, PartKind, PartSetup, SystemKind};
use std::rc::Rc;

/// The systems of a module while it is checked: those with mistakes are kept, so that what refers to them
/// is not reported as well.
pub struct Systems<'n> {
    drafts: Vec<Draft<'n>>,
    /// The system that is a workbench: its parts come and go.
    open: Option<usize>,
}

struct Draft<'n> {
    id: &'n str,
    node: &'n Node,
    kind: Option<&'static SystemKind>,
    options: Entries<&'static str, f64>,
    parts: Vec<PartDraft<'n>>,
    #[cfg(feature = "chemistry")]
    catalogue: Option<Rc<crate::matter::catalogue::Catalogue>>,
}

struct PartDraft<'n> {
    id: &'n str,
    node: &'n Node,
    kind: Option<&'static PartKind>,
    values: Vec<f64>,
    given: Vec<bool>,
    joined: Vec<Option<usize>>,
}

/// Reads `systems`.
pub fn read_systems<'n>(ck: &mut Checker<'_>, member: &'n Member) -> Systems<'n> {
    let path = "systems";
    let members = ck.entries(&member.node, path, "an object with the systems");
    if members.is_empty() {
        let wrong = Wrong {
            key: "problem.missing_key",
            expected: "at least one system".to_owned(),
            sentence: "there is no system here; give at least one".to_owned(),
            ..Wrong::default()
        };
        ck.report(member.node.span, path, wrong);
    }
    let drafts = members.into_iter().map(|member| read_system(ck, &join(path, &member.key), member)).collect();
    Systems { drafts, open: None }
}

fn read_system<'n>(ck: &mut Checker<'_>, path: &str, member: &'n Member) -> Draft<'n> {
    let node = &member.node;
    let mut draft = Draft {
        id: &member.key,
        node,
        kind: None,
        options: Entries::new(),
        parts: Vec::new(),
        #[cfg(feature = "chemistry")]
        catalogue: None,
    };
    let Some(mut fields) = Fields::of(ck, node, path) else { return draft };
    let Some((kind_node, id)) = fields.need_text(ck, "kind", "a kind of system") else {
        return draft;
    };
    let Some(kind) = CATALOG.iter().copied().find(|kind| kind.id == id || kind.aliases.contains(&id)) else {
        let ids: Vec<&str> = CATALOG.iter().map(|kind| kind.id).collect();
        ck.unknown(kind_node.span, &join(path, "kind"), "problem.unknown_kind", "kind of system", id, &ids);
        return draft;
    };
    draft.kind = Some(kind);
    let parts = fields.need(ck, "parts", "an object with the parts");
    let options = settings(ck, &mut fields, kind.options);
    fields.close(ck);
    for ((spec, value), given) in kind.options.iter().zip(options.values).zip(options.given) {
        if given {
            draft.options.insert(spec.name, value);
        }
    }
    let Some(parts) = parts else { return draft };
    let path = join(path, "parts");
    let members = ck.entries(&parts.node, &path, "an object with the parts");
    let kinds: Vec<PartHead<'n>> = members.iter().map(|member| head(ck, kind, &path, member)).collect();
    for (i, member) in members.iter().enumerate() {
        let part = read_part(ck, &join(&path, &member.key), member, i, &kinds);
        draft.parts.push(part);
    }
    #[cfg(feature = "chemistry")]
    if kind.parts.iter().flat_map(|part| part.terminals).any(Terminal::names_substance) {
        draft.catalogue = ck.catalogue();
    }
    draft
}

/// Id and kind of a part, known before the terminals are read.
struct PartHead<'n> {
    id: &'n str,
    kind: Option<&'static PartKind>,
}

fn head<'n>(ck: &mut Checker<'_>, system: &'static SystemKind, path: &str, member: &'n Member) -> PartHead<'n> {
    let mut head = PartHead { id: &member.key, kind: None };
    let path = join(path, &member.key);
    let Some(mut fields) = Fields::of(ck, &member.node, &path) else { return head };
    let Some((node, id)) = fields.need_text(ck, "kind", "a kind of part") else { return head };
    head.kind = system.part(id);
    if head.kind.is_none() {
        let ids: Vec<&str> = system.parts.iter().map(|kind| kind.id).collect();
        ck.unknown(node.span, &join(&path, "kind"), "problem.unknown_kind", "kind of part", id, &ids);
    }
    head
}

fn read_part<'n>(
    ck: &mut Checker<'_>,
    path: &str,
    member: &'n Member,
    own: usize,
    heads: &[PartHead<'n>],
) -> PartDraft<'n> {
    let kind = heads.get(own).and_then(|head| head.kind);
    let mut draft =
        PartDraft { id: &member.key, node: &member.node, kind, values: vec![], given: vec![], joined: vec![] };
    // Without a kind nothing is known of the keys; `head` has reported it.
    let Some(kind) = kind else { return draft };
    let Some(mut fields) = Fields::of(ck, &member.node, path) else { return draft };
    fields.take("kind");
    for terminal in kind.terminals {
        let joined = match fields.take(terminal.name) {
            #[cfg(feature = "chemistry")]
            Some(member) if terminal.names_substance() => substance(ck, &member.node, &fields.at(terminal.name)),
            Some(member) => join_part(ck, &member.node, &fields.at(terminal.name), terminal.joins, own, heads),
            None => {
                if terminal.required {
                    let expected = match terminal.joins {
                        _ if terminal.names_substance() => "the id of a substance".to_owned(),
                        [] => "the id of a part".to_owned(),
                        joins => format!("the id of a part: {}", joins.join(" or ")),
                    };
                    ck.missing(&member.node, path, terminal.name, &expected);
                }
                None
            }
        };
        let same = draft
            .joined
            .iter()
            .zip(kind.terminals)
            .position(|(other, row)| *other == joined && !row.names_substance() && !terminal.names_substance());
        if let (Some(part), Some(other)) = (joined, same) {
            let id = heads.get(part).map_or("", |head| head.id);
            let other = kind.terminals.get(other).map_or("", |terminal| terminal.name);
            let sentence = format!("{} and {} are both joined to {}", quoted(other), quoted(terminal.name), quoted(id));
            bad_join(
                ck,
                member.node.get(terminal.name).unwrap_or(&member.node).span,
                &fields.at(terminal.name),
                id,
                "another part",
                "",
                sentence,
            );
        }
        draft.joined.push(joined);
    }
    let given = settings(ck, &mut fields, kind.variables);
    fields.close(ck);
    draft.values = given.values;
    draft.given = given.given;
    draft
}

/// Index of a substance of the catalogue, by its id.
#[cfg(feature = "chemistry")]
fn substance(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<usize> {
    let text = ck.text(node, path, "the id of a substance")?;
    let catalogue = ck.catalogue()?;
    let found = catalogue.substances.iter().position(|one| one.row.id == text);
    if found.is_none() {
        let ids: Vec<&str> = catalogue.substances.iter().map(|one| one.row.id.as_str()).collect();
        ck.unknown(node.span, path, "problem.unknown_name", "substance", text, &ids);
    }
    found
}

fn bad_join(ck: &mut Checker<'_>, span: Span, path: &str, found: &str, expected: &str, near: &str, sentence: String) {
    let wrong = Wrong {
        key: "problem.bad_join",
        found: found.to_owned(),
        expected: expected.to_owned(),
        nearest: near.to_owned(),
        sentence,
    };
    ck.report(span, path, wrong);
}

fn join_part(
    ck: &mut Checker<'_>,
    node: &Node,
    path: &str,
    joins: &'static [&'static str],
    own: usize,
    heads: &[PartHead<'_>],
) -> Option<usize> {
    let text = ck.text(node, path, "the id of a part")?;
    let may = |kind: &PartKind| match joins {
        [] => kind.variables.iter().any(|v| v.name == "x") && kind.variables.iter().any(|v| v.name == "y"),
        joins => joins.contains(&kind.id),
    };
    let right: Vec<&str> = heads
        .iter()
        .enumerate()
        .filter(|(i, head)| *i != own && head.kind.is_none_or(may))
        .map(|(_, head)| head.id)
        .collect();
    let Some(at) = heads.iter().position(|head| head.id == text) else {
        ck.unknown(node.span, path, "problem.unknown_name", "part", text, &right);
        return None;
    };
    let kind = heads.get(at)?.kind?;
    if at == own {
        let sentence = format!("{} is joined to itself; name another part", quoted(text));
        bad_join(ck, node.span, path, text, &listed(&right), "", sentence);
        return None;
    }
    if !may(kind) {
        let expected = if joins.is_empty() { "a part that has a place".to_owned() } else { joins.join(" or ") };
        let (near, hint) = meant(text, right.iter().copied());
        let sentence = format!("{} is of kind {}; {} is wanted here{hint}", quoted(text), kind.id, expected);
        bad_join(ck, node.span, path, text, &expected, &near, sentence);
        return None;
    }
    Some(at)
}

impl<'n> Systems<'n> {
    /// Whether a system has this id.
    pub fn has(&self, id: &str) -> bool {
        self.drafts.iter().any(|draft| draft.id == id)
    }

    /// Ids of the systems.
    #[cfg(feature = "rigid")]
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.drafts.iter().map(|draft| draft.id)
    }

    /// Index of a system.
    #[cfg(feature = "rigid")]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.drafts.iter().position(|draft| draft.id == id)
    }

    /// Makes a system the workbench; its kind, if that is known.
    #[cfg(feature = "rigid")]
    pub fn open(&mut self, system: usize) -> Option<&'static SystemKind> {
        self.open = Some(system);
        self.drafts.get(system)?.kind
    }

    /// The SI value that a variable starts with.
    pub fn start(&self, variable: &VariableRef) -> f64 {
        let draft = self.drafts.get(variable.system);
        let value = match variable.part {
            Some(part) => {
                let part = draft.and_then(|draft| draft.parts.get(part));
                part.and_then(|part| part.values.get(variable.variable)).copied()
            }
            None => draft.and_then(|draft| draft.options.get(variable.spec.name)).copied(),
        };
        value.unwrap_or(variable.spec.start)
    }

    /// Kind of a part.
    pub fn part_kind(&self, part: &PartRef) -> Option<&'static PartKind> {
        self.drafts.get(part.system)?.parts.get(part.part)?.kind
    }

    /// A variable of a part, by its name.
    pub fn variable_of(&self, part: &PartRef, name: &str) -> Option<VariableRef> {
        let (variable, spec) = self.part_kind(part)?.variable(name)?;
        let path = format!("{}.{}", part.path, spec.name);
        Some(VariableRef { system: part.system, part: Some(part.part), variable, spec, path })
    }

    /// `None` if the path is well, `Some(None)` if a mistake elsewhere hides it, or the sentence and nearest path.
    pub fn find(&self, text: &str) -> Found {
        let mut words = text.split('.');
        let (Some(system), Some(second)) = (words.next(), words.next()) else {
            let near = nearest(text, self.drafts.iter().map(|d| d.id)).unwrap_or("");
            let sentence = if self.has(text) {
                format!("{} is a system; name one of its parts and a variable", quoted(text))
            } else {
                format!("{} is no path; a path is system.part.variable", quoted(text))
            };
            return Found::Wrong { nearest: near.to_owned(), sentence };
        };
        let (third, fourth) = (words.next(), words.next());
        let Some(at) = self.drafts.iter().position(|draft| draft.id == system) else {
            let (near, hint) = meant(system, self.drafts.iter().map(|d| d.id));
            let near = if near.is_empty() { near } else { text.replacen(system, &near, 1) };
            return Found::Wrong { nearest: near, sentence: format!("there is no system {}{hint}", quoted(system)) };
        };
        let Some(draft) = self.drafts.get(at) else { return Found::Hidden };
        let Some(kind) = draft.kind else { return Found::Hidden };
        if fourth.is_some() {
            let sentence = format!("{} has too many names; a path is system.part.variable", quoted(text));
            return Found::Wrong { nearest: String::new(), sentence };
        }
        let option = kind.options.iter().enumerate().find(|(_, spec)| spec.answers_to(second));
        if let (None, Some((variable, spec))) = (third, option) {
            let path = format!("{system}.{}", spec.name);
            return Found::Variable(VariableRef { system: at, part: None, variable, spec, path });
        }
        if cfg!(feature = "rigid") && self.open == Some(at) {
            let sentence =
                format!("{} is a workbench, whose parts come and go; name one of its options", quoted(system));
            return Found::Wrong { nearest: String::new(), sentence };
        }
        let Some(part_at) = draft.parts.iter().position(|part| part.id == second) else {
            let names = draft.parts.iter().map(|part| part.id);
            let options = kind.options.iter().map(|spec| spec.name).filter(|_| third.is_none());
            let (near, hint) = meant(second, names.chain(options));
            let near = match (near.as_str(), third) {
                ("", _) => near,
                (name, Some(third)) => format!("{system}.{name}.{third}"),
                (name, None) => format!("{system}.{name}"),
            };
            let sentence = format!("{} has no part {}{hint}", quoted(system), quoted(second));
            return Found::Wrong { nearest: near, sentence };
        };
        let Some(part) = draft.parts.get(part_at) else { return Found::Hidden };
        let part_ref = PartRef { system: at, part: part_at, path: format!("{system}.{second}") };
        let Some(kind) = part.kind else { return Found::Hidden };
        let Some(third) = third else { return Found::Part(part_ref) };
        match self.variable_of(&part_ref, third) {
            Some(variable) => Found::Variable(variable),
            None => {
                let names: Vec<&str> = kind.variables.iter().map(|spec| spec.name).collect();
                let (near, hint) = meant(third, names.iter().copied());
                let hint = if hint.is_empty() { format!("; it has {}", listed(&names)) } else { hint };
                let near = if near.is_empty() { near } else { format!("{}.{near}", part_ref.path) };
                let sentence =
                    format!("{} is of kind {} and has no {}{hint}", quoted(&part_ref.path), kind.id, quoted(third));
                Found::Wrong { nearest: near, sentence }
            }
        }
    }

    /// A variable by its path, or a problem.
    pub fn variable(&self, ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<VariableRef> {
        let text = ck.text(node, path, "the path of a variable")?;
        match self.find(text) {
            Found::Variable(variable) => Some(variable),
            Found::Hidden => None,
            Found::Wrong { nearest, sentence } => {
                unknown_path(ck, node, path, text, nearest, sentence);
                None
            }
            Found::Part(part) => {
                let kind = self.part_kind(&part);
                let first = kind.and_then(|kind| kind.variables.first()).map_or("x", |spec| spec.name);
                let sentence = format!(
                    "{} is a part; name one of its variables, such as {}",
                    quoted(text),
                    quoted(&format!("{text}.{first}"))
                );
                unknown_path(ck, node, path, text, String::new(), sentence);
                None
            }
        }
    }

    /// A part by its path, or a problem.
    pub fn part(&self, ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<PartRef> {
        let text = ck.text(node, path, "the path of a part")?;
        match self.find(text) {
            Found::Part(part) => Some(part),
            Found::Hidden => None,
            Found::Wrong { nearest, sentence } => {
                unknown_path(ck, node, path, text, nearest, sentence);
                None
            }
            Found::Variable(_) => {
                let sentence = format!("{} is a variable; name its part", quoted(text));
                let near = text.rsplit_once('.').map_or("", |(part, _)| part);
                unknown_path(ck, node, path, text, near.to_owned(), sentence);
                None
            }
        }
    }

    /// Builds nothing, gives plans: `None` if a part is unfinished.
    pub fn plans(&self) -> Option<Vec<SystemPlan>> {
        self.drafts.iter().enumerate().map(|(i, draft)| draft.plan(self.open == Some(i))).collect()
    }

    /// The place and JSON path of something inside a system, for an error of its builder.
    pub fn locate(&self, system: usize, inside: &str) -> (Span, String) {
        let Some(draft) = self.drafts.get(system) else { return (Span::default(), String::new()) };
        let mut span = draft.node.span;
        let mut path = join("systems", draft.id);
        let (part, variable) = inside.split_once('.').unwrap_or((inside, ""));
        if let Some(found) = draft.parts.iter().find(|found| found.id == part) {
            span = found.node.span;
            path = join(&join(&path, "parts"), part);
            if let Some(node) = found.node.get(variable) {
                span = node.span;
                path = join(&path, variable);
            }
        } else if let Some(node) = draft.node.get(inside) {
            span = node.span;
            path = join(&path, inside);
        }
        (span, path)
    }
}

/// What a path leads to.
pub enum Found {
    /// A variable of a part or an option of a system.
    Variable(VariableRef),
    /// A part.
    Part(PartRef),
    /// Something whose own mistake has been reported.
    Hidden,
    /// Nothing.
    Wrong {
        /// The nearest path, or empty.
        nearest: String,
        /// What is wrong.
        sentence: String,
    },
}

/// Reports a path that leads nowhere.
pub fn unknown_path(ck: &mut Checker<'_>, node: &Node, path: &str, found: &str, nearest: String, sentence: String) {
    let wrong = Wrong {
        key: "problem.unknown_name",
        found: super::json::shortened(found),
        expected: "a path such as system.part.variable".to_owned(),
        nearest,
        sentence,
    };
    ck.report(node.span, path, wrong);
}

impl Draft<'_> {
    fn plan(&self, open: bool) -> Option<SystemPlan> {
        let parts = self.parts.iter().map(|part| {
            let kind = part.kind?;
            let (values, given, joined) = (part.values.clone(), part.given.clone(), part.joined.clone());
            Some(PartSetup { id: Rc::from(part.id), kind, values, given, joined })
        });
        let parts = parts.collect::<Option<Vec<_>>>()?;
        Some(SystemPlan {
            id: Rc::from(self.id),
            kind: self.kind?,
            parts,
            options: self.options.clone(),
            open,
            #[cfg(feature = "chemistry")]
            catalogue: self.catalogue.clone(),
        })
    }
}
