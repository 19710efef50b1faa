//! The keys of a rubric file, checked against its module with place, line and column.

use super::condition::{Condition, Select};
use super::names::Names;
use super::rubric::{Amount, Correction, Item, KINDS, Mark, Rubric, RubricSource, Text, TimeLimit};
use crate::module::check::{Checker, Fields, choice, index, join};
use crate::module::hash;
use crate::module::json::{self, Node, Value, quoted};
use crate::module::values::whole;
use crate::module::{Module, Problem};

/// The format of rubric files that this package reads.
const FORMAT: f64 = 1.0;
/// Most points of a rubric, and most minutes of a limit.
const MOST: f64 = 1000.0;

/// The entries of a list, each read with its place.
pub fn list<T>(
    ck: &mut Checker<'_>,
    node: &Node,
    path: &str,
    expected: &str,
    mut read: impl FnMut(&mut Checker<'_>, &Node, &str) -> Option<T>,
) -> Vec<T> {
    let nodes = ck.list(node, path, expected).iter().enumerate();
    nodes.filter_map(|(i, node)| read(ck, node, &index(path, i))).collect()
}

/// A text, or a list of texts.
pub fn list_of_texts(ck: &mut Checker<'_>, node: &Node, path: &str) -> Vec<String> {
    if let Some(text) = node.text() {
        return vec![text.to_owned()];
    }
    list(ck, node, path, "a text or a list of texts", |ck, node, path| ck.text(node, path, "a text").map(str::to_owned))
}

impl Rubric {
    /// Reads and checks a rubric for the module it applies to; without a module it may hold no evidence.
    ///
    /// # Errors
    /// Every problem that can be found, in the order of the text; never an empty list.
    pub fn parse(file_name: &str, text: &str, module: Option<&Module>) -> Result<Rubric, Vec<Problem>> {
        let mut ck = Checker::new(file_name, text);
        let read = json::read(text);
        for fault in read.faults {
            ck.fault(fault);
        }
        let rubric = read.root.and_then(|root| read_rubric(&mut ck, &root, module));
        match rubric {
            Some(rubric) if ck.is_clean() => Ok(rubric),
            _ => Err(ck.finish()),
        }
    }

    /// The id of the module that a rubric applies to, before it is checked; empty if to none.
    pub fn module_of(text: &str) -> String {
        let root = json::read(text).root;
        root.and_then(|root| Some(root.get("applies_to")?.text()?.to_owned())).unwrap_or_default()
    }
}

fn read_rubric(ck: &mut Checker<'_>, root: &Node, module: Option<&Module>) -> Option<Rubric> {
    let mut fields = Fields::of(ck, root, "")?;
    fields.take_silently("$schema");
    if let Some(format) = fields.need(ck, "format", "the format, 1") {
        whole(ck, &format.node, "format", FORMAT, FORMAT);
    }
    let id = fields.need_text(ck, "id", "the name of the rubric").map(|(node, id)| {
        ck.module_id(node.span, "id", id);
        id.to_owned()
    });
    let applies_to = text(ck, &mut fields, "applies_to");
    if let Some(member) = root.get("applies_to")
        && module.is_none_or(|module| module.id != applies_to)
    {
        let sentence = match module {
            Some(module) => format!("it applies to {}, not to {}", quoted(&applies_to), quoted(&module.id)),
            None => format!("the module {} is not at hand, so nothing of it can be checked", quoted(&applies_to)),
        };
        ck.conflict(member.span, "applies_to", &applies_to, sentence);
        fields.give_up();
        return None;
    }
    let module = module.filter(|_| !applies_to.is_empty());
    let mut names = Names::new(module);
    let title = fields.need(ck, "title", "the experiment in both languages");
    let title = title.map(|m| pair(ck, &m.node, "title")).unwrap_or_default();
    let region = fields.take("region").map(|m| pair(ck, &m.node, "region")).unwrap_or_default();
    let year = fields.take("year").and_then(|m| whole(ck, &m.node, "year", 1900.0, 2200.0)).unwrap_or(0.0) as u32;
    for key in ["standards", "completeness"] {
        if let Some(member) = fields.take(key) {
            list_of_texts(ck, &member.node, key);
        }
    }
    let source = fields.need(ck, "source", "an object with the title of the document").and_then(|member| {
        let mut fields = Fields::of(ck, &member.node, "source")?;
        let title = fields.need_text(ck, "title", "the title of the document").map(|(_, title)| title.to_owned());
        let (url, _) = (text(ck, &mut fields, "url"), text(ck, &mut fields, "also"));
        fields.close(ck);
        Some(RubricSource { title: title?, url })
    });
    let printed = fields.take("points").and_then(|m| points(ck, &m.node, "points"));
    let time = fields.take("time").and_then(|member| {
        let mut fields = Fields::of(ck, &member.node, "time")?;
        let minutes = fields.need(ck, "minutes", "how long the work may take, in minutes");
        let minutes = minutes.and_then(|m| points(ck, &m.node, "time.minutes"));
        let per_minute = fields.take("per_minute").and_then(|m| points(ck, &m.node, "time.per_minute"));
        text(ck, &mut fields, "scope");
        fields.close(ck);
        Some(TimeLimit { minutes: minutes?, per_minute: per_minute.unwrap_or(0.0) })
    });
    let correction = fields.take("correction").and_then(|m| choice(ck, &m.node, "correction", &Correction::NAMES));
    let correction = correction.and_then(|at| Correction::ALL.get(at).copied()).unwrap_or_default();
    let void = fields.take("void").and_then(|m| Select::read(ck, &mut names, &m.node, "void"));
    let rules = fields.take("rules");
    let rules = rules.map(|m| list(ck, &m.node, "rules", "a list of rules", |ck, n, p| Some(pair(ck, n, p))));
    let items_node = fields.need(ck, "items", "a list of items").map(|member| &member.node);
    fields.close(ck);
    let mut items = Vec::new();
    if let Some(node) = items_node {
        let ids: Vec<&str> = ck.list(node, "items", "a list of items").iter().filter_map(id_of).collect();
        items =
            list(ck, node, "items", "a list of items", |ck, node, path| read_item(ck, &mut names, &ids, node, path));
        unique(ck, node, &ids);
        references(ck, node, &items);
    }
    let points: f64 = items.iter().filter(|item| !item.prepared).map(|item| item.points).sum();
    if let Some(printed) = printed
        && ck.is_clean()
        && (points - printed).abs() > 1e-6
    {
        let sentence = format!("the items have {points} points in all, not {printed}");
        ck.conflict(root.get("points").unwrap_or(root).span, "points", &printed.to_string(), sentence);
    }
    let rules = rules.unwrap_or_default();
    let (id, source, watches, hash) = (id?, source?, names.watches, hash::of(root));
    Some(Rubric {
        hash,
        id,
        applies_to,
        title,
        region,
        year,
        source,
        points,
        time,
        correction,
        void,
        rules,
        items,
        watches,
    })
}

fn id_of(node: &Node) -> Option<&str> {
    node.get("id")?.text()
}

/// A text that may be left out.
pub fn text(ck: &mut Checker<'_>, fields: &mut Fields<'_>, key: &'static str) -> String {
    let path = fields.at(key);
    fields.take(key).and_then(|m| ck.text(&m.node, &path, "a text")).unwrap_or_default().to_owned()
}

/// Both languages of an object that holds nothing else.
pub fn pair(ck: &mut Checker<'_>, node: &Node, path: &str) -> Text {
    let Some(mut fields) = Fields::of(ck, node, path) else { return Text::default() };
    let found = both(ck, &mut fields);
    fields.close(ck);
    found
}

/// The keys `zh` and `en`.
pub fn both(ck: &mut Checker<'_>, fields: &mut Fields<'_>) -> Text {
    let zh = fields.need_text(ck, "zh", "the Chinese text").map(|(_, text)| text.to_owned());
    let en = fields.need_text(ck, "en", "the English text").map(|(_, text)| text.to_owned());
    Text { zh: zh.unwrap_or_default(), en: en.unwrap_or_default() }
}

/// A number from 0 up, without a unit.
pub fn points(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<f64> {
    match node.value {
        Value::Number(number) if (0.0..=MOST).contains(&number) => Some(number),
        _ => {
            ck.wrong_type(node, path, &format!("a number from 0 to {MOST}"));
            None
        }
    }
}

/// Indices of items that are named in a list.
fn items_named(ck: &mut Checker<'_>, ids: &[&str], fields: &mut Fields<'_>, key: &'static str) -> Vec<usize> {
    let path = fields.at(key);
    let Some(member) = fields.take(key) else { return Vec::new() };
    list(ck, &member.node, &path, "a list of items", |ck, node, path| choice(ck, node, path, ids))
}

fn read_item(ck: &mut Checker<'_>, names: &mut Names<'_>, ids: &[&str], node: &Node, path: &str) -> Option<Item> {
    let mut fields = Fields::of(ck, node, path)?;
    let id = fields.need_text(ck, "id", "the number of the item").map(|(_, id)| id.to_owned());
    let kind = fields.need_choice(ck, "kind", &KINDS);
    let text = both(ck, &mut fields);
    let worth = fields.need(ck, "points", "what it is worth");
    let worth = worth.and_then(|m| points(ck, &m.node, &join(path, "points")));
    let cap = fields.take("cap").and_then(|m| points(ck, &m.node, &join(path, "cap")));
    let prepared = fields.take("prepared").is_some_and(|m| matches!(m.node.value, Value::Flag(true)));
    let runs = fields.take("runs").and_then(|m| whole(ck, &m.node, &join(path, "runs"), 1.0, 100.0));
    let repeats = items_named(ck, ids, &mut fields, "repeats");
    let evidence = evidence(ck, names, &mut fields, "evidence");
    let mut marks = |ck: &mut Checker<'_>, key: &'static str| {
        let path = fields.at(key);
        let found = fields.take(key).map(|member| {
            list(ck, &member.node, &path, "a list", |ck, node, path| read_mark(ck, names, ids, node, path))
        });
        found.unwrap_or_default()
    };
    let (parts, deductions) = (marks(ck, "parts"), marks(ck, "deductions"));
    let bands = marks(ck, "bands");
    let all = |marks: &[Mark]| marks.iter().any(|mark| mark.amount == Amount::Run);
    if runs.is_none() && all(&deductions) {
        ck.missing(node, path, "runs", "a deduction takes one run; say how many runs there are");
    }
    fields.close(ck);
    let worth = worth?;
    Some(Item {
        id: id?,
        kind: KINDS.get(kind?)?,
        text,
        points: worth,
        cap: cap.unwrap_or(worth),
        prepared,
        runs: runs.unwrap_or(1.0),
        repeats,
        evidence,
        parts,
        deductions,
        bands,
    })
}

fn evidence(
    ck: &mut Checker<'_>,
    names: &mut Names<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> Option<Condition> {
    let path = fields.at(key);
    let member = fields.take(key)?;
    if names.module.is_none() {
        let sentence = "evidence needs the module that it is found in; name it in applies_to".to_owned();
        ck.conflict(member.key_span, &path, key, sentence);
        return None;
    }
    Condition::read(ck, names, &member.node, &path)
}

fn read_mark(ck: &mut Checker<'_>, names: &mut Names<'_>, ids: &[&str], node: &Node, path: &str) -> Option<Mark> {
    let mut fields = Fields::of(ck, node, path)?;
    let id = text(ck, &mut fields, "id");
    let both = both(ck, &mut fields);
    let worth = fields.need(ck, "points", "a number, all, run or teacher");
    let amount = worth.and_then(|m| match m.node.text() {
        Some("all") => Some(Amount::All),
        Some("run") => Some(Amount::Run),
        Some("teacher") => Some(Amount::Teacher),
        Some(other) => {
            let names = ["all", "run", "teacher"];
            ck.unknown(m.node.span, &join(path, "points"), "problem.unknown_name", "amount", other, &names);
            None
        }
        None => points(ck, &m.node, &join(path, "points")).map(Amount::Points),
    });
    // What an occurrence is, for the reader: a blank, a run, a reading, a component, a step, an error.
    let each = fields.take("per");
    let each = each.and_then(|m| {
        choice(ck, &m.node, &join(path, "per"), &["blank", "run", "reading", "component", "step", "error"])
    });
    let mut count = |ck: &mut Checker<'_>, key: &'static str| {
        fields.take(key).and_then(|m| whole(ck, &m.node, &join(path, key), 0.0, 1000.0)).map(|n| n as usize)
    };
    let (most, redo) = (count(ck, "most"), count(ck, "redo"));
    let class = text(ck, &mut fields, "class");
    let subsumes = fields.take("subsumes").map(|m| list_of_texts(ck, &m.node, &join(path, "subsumes")));
    let instead_of = text(ck, &mut fields, "instead_of");
    let scope = items_named(ck, ids, &mut fields, "scope");
    let corrected = evidence(ck, names, &mut fields, "corrected");
    let evidence = evidence(ck, names, &mut fields, "evidence");
    fields.close(ck);
    Some(Mark {
        id,
        text: both,
        amount: amount?,
        each: each.is_some(),
        most: most.unwrap_or(usize::MAX),
        class,
        subsumes: subsumes.unwrap_or_default(),
        instead_of,
        scope,
        redo: redo.unwrap_or(0),
        corrected,
        evidence,
    })
}

fn unique(ck: &mut Checker<'_>, node: &Node, ids: &[&str]) {
    for (i, id) in ids.iter().enumerate() {
        if ids.iter().take(i).any(|other| other == id) {
            let sentence = format!("{} stands twice here; take one away", quoted(id));
            ck.conflict(node.span, "items", id, sentence);
        }
    }
}

/// Deductions that others name exist.
fn references(ck: &mut Checker<'_>, node: &Node, items: &[Item]) {
    let marks = || items.iter().flat_map(|item| &item.deductions);
    let ids: Vec<&str> = marks().map(|mark| mark.id.as_str()).filter(|id| !id.is_empty()).collect();
    for named in marks().flat_map(|mark| mark.subsumes.iter().chain([&mark.instead_of])).filter(|id| !id.is_empty()) {
        if !ids.contains(&named.as_str()) {
            ck.unknown(node.span, "items", "problem.unknown_name", "deduction", named, &ids);
        }
    }
}
