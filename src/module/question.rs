//! What the learner is asked, and what differs from learner to learner: `questions`, `mode`, `variants`, `hidden`.

use super::check::{Checker, Fields, choice, index, join};
use super::control::settable;
use super::fields::{Read, Wrong};
use super::json::{Member, Node, Value, quoted};
use super::plan::{ColumnPlan, ColumnSource, ControlPlan, VariableRef};
use super::system::Systems;
use super::values::{flag, read_unit, read_value};
use crate::quantity::Unit;
use crate::quantity::unit::ONE;
use serde::Serialize;

/// Whether the learner is helped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// With hints.
    #[default]
    Practice,
    /// Without hints, against time.
    Exam,
}

impl Mode {
    /// All, in the order of the names.
    pub const ALL: [Mode; 2] = [Mode::Practice, Mode::Exam];
    /// Names in files and messages.
    pub const NAMES: [&'static str; 2] = ["practice", "exam"];

    /// Its name.
    pub fn name(self) -> &'static str {
        if self == Mode::Exam { "exam" } else { "practice" }
    }
}

impl Read for Mode {
    fn read(node: &Node) -> Result<Mode, Wrong> {
        let found = Mode::ALL.into_iter().find(|mode| node.text() == Some(mode.name()));
        found.ok_or_else(|| Wrong::at(node, "the mode is practice or exam"))
    }
}

/// What kind of answer a question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// A number that is guessed before it is measured.
    Estimate,
    /// A number.
    Number,
    /// One of several options.
    Choice,
    /// Words, for the teacher.
    Text,
}

impl QuestionKind {
    /// Names in files and messages, in the order of the variants.
    pub const NAMES: [&'static str; 4] = ["estimate", "number", "choice", "text"];
    const ALL: [QuestionKind; 4] =
        [QuestionKind::Estimate, QuestionKind::Number, QuestionKind::Choice, QuestionKind::Text];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or("")
    }
}

/// What a question may stand before, besides the steps of the module: the first row of the table, the first run of
/// time, handing in.
pub const BEFORE: [&str; 3] = ["row", "play", "submit"];

/// A question.
#[derive(Clone, Debug)]
pub struct QuestionPlan {
    /// Its id; the text is the string `question.<id>`.
    pub id: String,
    /// What it wants.
    pub kind: QuestionKind,
    /// Unit of a plain number.
    pub unit: Unit,
    /// True if the learner writes the unit: the page does not name it.
    pub asks_unit: bool,
    /// Ids of the options; texts are `option.<question>.<id>`.
    pub options: Vec<String>,
    /// Id of the step, or one of [`BEFORE`], before which it is to be answered; empty if at any time.
    pub before: String,
}

/// Values of a setting among which the seed chooses.
#[derive(Clone, Debug)]
pub struct VariantPlan {
    /// What is set.
    pub target: VariableRef,
    /// The values, SI.
    pub values: Vec<f64>,
}

/// Reads `questions`.
pub fn read_questions(ck: &mut Checker<'_>, steps: &[String], member: Option<&Member>) -> Vec<QuestionPlan> {
    let Some(member) = member else { return Vec::new() };
    let all = ck.entries(&member.node, "questions", "an object with the questions");
    all.into_iter().filter_map(|member| read_question(ck, steps, member)).collect()
}

fn read_question(ck: &mut Checker<'_>, steps: &[String], member: &Member) -> Option<QuestionPlan> {
    let path = join("questions", &member.key);
    let mut fields = Fields::of(ck, &member.node, &path)?;
    let kind = fields.need_choice(ck, "kind", &QuestionKind::NAMES);
    let Some(kind) = kind.and_then(|i| QuestionKind::ALL.get(i).copied()) else {
        fields.give_up();
        return None;
    };
    let mut plan = QuestionPlan {
        id: member.key.clone(),
        kind,
        unit: ONE,
        asks_unit: false,
        options: Vec::new(),
        before: String::new(),
    };
    match kind {
        QuestionKind::Estimate | QuestionKind::Number => {
            let unit = fields.need(ck, "unit", "the unit of a plain number; 1 if it has none");
            plan.unit = unit.and_then(|unit| read_unit(ck, &unit.node, &join(&path, "unit"))).unwrap_or(ONE);
            if let Some(member) = fields.take("asks_unit") {
                plan.asks_unit = flag(ck, &member.node, &join(&path, "asks_unit")).unwrap_or_default();
            }
        }
        QuestionKind::Choice => {
            if let Some(options) = fields.need(ck, "options", "a list of ids") {
                plan.options = ids(ck, &options.node, &join(&path, "options"));
            }
        }
        QuestionKind::Text => {}
    }
    if let Some(before) = fields.take("before") {
        let names: Vec<&str> = steps.iter().map(String::as_str).chain(BEFORE).collect();
        let found = choice(ck, &before.node, &join(&path, "before"), &names);
        plan.before = found.and_then(|i| names.get(i)).map_or(String::new(), |name| (*name).to_owned());
    }
    fields.close(ck);
    Some(plan)
}

/// A list of ids, each once.
pub fn ids(ck: &mut Checker<'_>, node: &Node, path: &str) -> Vec<String> {
    let nodes = ck.list(node, path, "a list of ids");
    let mut ids: Vec<String> = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        let path = index(path, i);
        let Some(id) = ck.text(node, &path, "an id") else { continue };
        ck.inner_id(node.span, &path, id);
        if ids.iter().any(|other| other == id) {
            ck.conflict(node.span, &path, id, format!("{} stands twice here; take one away", quoted(id)));
        }
        ids.push(id.to_owned());
    }
    ids
}

/// Reads `variants`: paths of settings, each with the values among which the seed chooses.
pub fn read_variants(ck: &mut Checker<'_>, systems: &Systems<'_>, member: Option<&Member>) -> Vec<VariantPlan> {
    let mut plans: Vec<VariantPlan> = Vec::new();
    let Some(member) = member else { return plans };
    let Some(entries) = Fields::of(ck, &member.node, "variants") else { return plans };
    for member in entries.members() {
        let path = join("variants", &member.key);
        // The key is the path of a variable: it is checked as a text of its own.
        let key = Node { value: Value::Text(member.key.clone()), span: member.key_span };
        let Some(target) = settable(ck, systems, &key, &path) else { continue };
        let nodes = ck.list(&member.node, &path, "a list of values");
        let values = nodes.iter().enumerate();
        let values = values.filter_map(|(i, node)| read_value(ck, node, &index(&path, i), target.spec)).collect();
        if nodes.is_empty() {
            ck.conflict(member.node.span, &path, "", "there is no value to choose from here; give some".to_owned());
        }
        plans.push(VariantPlan { target, values });
    }
    plans
}

/// Reads `hidden`: paths that the learner is not told, so no column may show them.
pub fn read_hidden(
    ck: &mut Checker<'_>,
    systems: &Systems<'_>,
    columns: &[ColumnPlan],
    controls: &[ControlPlan],
    member: Option<&Member>,
) -> Vec<String> {
    let Some(member) = member else { return Vec::new() };
    let mut paths = Vec::new();
    for (i, node) in ck.list(&member.node, "hidden", "a list of paths").iter().enumerate() {
        let path = index("hidden", i);
        let Some(hidden) = systems.variable(ck, node, &path) else { continue };
        if let Some(column) =
            columns.iter().find(|c| matches!(&c.source, ColumnSource::Value(v) if v.path == hidden.path))
        {
            let sentence =
                format!("the column {} shows {}, so it is not hidden", quoted(&column.id), quoted(&hidden.path));
            ck.conflict(node.span, &path, &hidden.path, sentence);
        }
        if let Some(control) = controls.iter().find(|control| control.target.path == hidden.path) {
            let sentence =
                format!("the control {} shows {}, so it is not hidden", quoted(&control.id), quoted(&hidden.path));
            ck.conflict(node.span, &path, &hidden.path, sentence);
        }
        paths.push(hidden.path);
    }
    paths
}
