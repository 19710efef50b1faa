//! Conditions: what counts as evidence, as data. They name moments (actions, events, rows, the end) and values at them;
//! there is no script.

use super::names::Names;
use super::read::{list, list_of_texts};
use crate::module::check::{Checker, Fields, Wrong, choice, index, join, listed};
use crate::module::json::{Node, Value, quoted};
use crate::module::values::{meant, whole};
use crate::module::{ReadingMode, strings};
use crate::numerics::expression::Expression;
use crate::quantity::unit::{METRE, SECOND};
use crate::quantity::{Dimension, Quantity};

/// A quantity, or a formula over watched values: the indices of its names.
#[derive(Clone, Debug)]
pub enum Number {
    /// SI.
    Constant(f64),
    /// Its values are SI.
    Formula(Expression, Vec<usize>),
}

/// How far a value may be from the right one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// SI.
    Absolute(f64),
    /// A share of the right value.
    Relative(f64),
}

/// What a value is held against.
#[derive(Clone, Debug)]
pub enum Bound {
    /// It is this or more.
    AtLeast(Number),
    /// It is this or less.
    AtMost(Number),
    /// It is more than this.
    Above(Number),
    /// It is less than this.
    Below(Number),
    /// It is this within a tolerance.
    Equals(Number, Tolerance),
    /// It is not this within a tolerance.
    Differs(Number, Tolerance),
}

/// A test of a value at a moment. A value that is no number passes no test.
#[derive(Clone, Debug)]
pub struct Test {
    /// The value.
    pub of: Number,
    /// All of these hold.
    pub bounds: Vec<Bound>,
}

/// What a reading of a row is checked for: the row is selected if any check fails.
#[derive(Clone, Debug)]
pub struct Misread {
    /// The column.
    pub column: usize,
    /// Largest difference from what the instrument showed, SI.
    pub within: Option<f64>,
    /// The last digit that the instrument shows.
    pub decimals: bool,
    /// A unit written with the number.
    pub unit: bool,
    /// The instrument was steady.
    pub settled: bool,
    /// Largest distance of the eye from facing the pointer, m.
    pub eye: Option<f64>,
}

/// What kind of moment is meant.
#[derive(Clone, Debug)]
pub enum What {
    /// An action: its name, and values of its fields of which one must be there.
    Action(&'static str, Vec<(&'static str, Vec<String>)>),
    /// An event by its name, of a part or of any.
    Event(String, Option<String>),
    /// The writing of a row that was kept; true for those left out of graphs and fits as well.
    Row(bool),
    /// The end.
    End,
    /// Any: the opening, every action, every event, the end.
    Any,
}

/// Which moments are meant.
#[derive(Clone, Debug)]
pub struct Select {
    /// Their kind.
    pub what: What,
    /// Only the last of those; what follows is asked of it.
    pub last: bool,
    /// What was typed or answered is one of these; empty for anything.
    pub text: Vec<String>,
    /// Least and most significant digits of what was typed or answered.
    pub digits: Option<(usize, usize)>,
    /// What the last digit of what was typed or answered stands for, SI.
    pub last_digit: Option<f64>,
    /// A unit stands with what was typed or answered.
    pub unit: bool,
    /// All of these hold.
    pub tests: Vec<Test>,
    /// A reading that is wrong.
    pub misread: Option<Misread>,
}

/// Moments that are counted.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which.
    pub select: Select,
    /// Only before the first of these.
    pub before: Option<Select>,
    /// Only after the first of these.
    pub after: Option<Select>,
    /// Only so long after the latest of `after`, s of lab time.
    pub within: Option<f64>,
    /// Only those whose value is so far from that of every one counted before.
    pub apart: Option<(Number, f64)>,
    /// Fewest.
    pub at_least: usize,
    /// Most.
    pub at_most: usize,
}

/// What counts as evidence.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// One holds at least.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// So many moments are there.
    Seen(Box<Seen>),
    /// These values are in the end what they were at the opening: pairs of watches.
    Restored(Vec<(usize, usize)>),
}

/// Actions with the fields that a condition may ask for.
const ACTIONS: [(&str, &[&str]); 25] = [
    ("set", &["path"]),
    ("control", &["control", "value"]),
    ("take", &["grip"]),
    ("release", &[]),
    ("nudge", &["grip"]),
    ("press", &["grip"]),
    ("play", &[]),
    ("pause", &[]),
    ("step", &[]),
    ("speed", &[]),
    ("reset", &[]),
    ("view", &["view"]),
    ("site", &["site"]),
    ("profile", &["profile"]),
    ("reading", &["mode"]),
    ("row", &[]),
    ("cell", &["column"]),
    ("delete_row", &[]),
    ("fit", &["graph", "kind"]),
    ("clear_notebook", &[]),
    ("eye", &["instrument"]),
    ("vectors", &[]),
    ("answer", &["question"]),
    ("tick", &["step"]),
    ("submit", &[]),
];

impl Condition {
    /// Reads a condition.
    pub fn read(ck: &mut Checker<'_>, names: &mut Names<'_>, node: &Node, path: &str) -> Option<Condition> {
        let mut fields = Fields::of(ck, node, path)?;
        let all = |ck: &mut Checker<'_>, names: &mut Names<'_>, node: &Node, path: &str| {
            let found = list(ck, node, path, "a list of conditions", |ck, n, p| Condition::read(ck, names, n, p));
            if found.is_empty() && ck.is_clean() {
                ck.conflict(node.span, path, "", "there is no condition here; give one at least".to_owned());
            }
            found
        };
        let (every, any, not) = (fields.take("all"), fields.take("any"), fields.take("not"));
        let (seen, restored) = (fields.take("seen"), fields.take("restored"));
        let given = [every, any, not, seen, restored];
        if given.iter().flatten().count() != 1 {
            let sentence = "a condition has one of all, any, not, seen, restored".to_owned();
            ck.conflict(node.span, path, "", sentence);
            fields.give_up();
            return None;
        }
        let found = if let Some(member) = every {
            Some(Condition::All(all(ck, names, &member.node, &join(path, "all"))))
        } else if let Some(member) = any {
            Some(Condition::Any(all(ck, names, &member.node, &join(path, "any"))))
        } else if let Some(member) = not {
            Condition::read(ck, names, &member.node, &join(path, "not")).map(|c| Condition::Not(Box::new(c)))
        } else if let Some(member) = restored {
            let path = join(path, "restored");
            let pairs = list(ck, &member.node, &path, "a list of paths", |ck, node, path| {
                let text = ck.text(node, path, "a path")?;
                let start = Node { value: Value::Text(format!("start.{text}")), span: node.span };
                match (names.number(ck, node, path, None)?.0, names.number(ck, &start, path, None)?.0) {
                    (Number::Formula(_, now), Number::Formula(_, start)) => Some((*now.first()?, *start.first()?)),
                    _ => None,
                }
            });
            Some(Condition::Restored(pairs))
        } else {
            let select = seen.and_then(|m| Select::read(ck, names, &m.node, &join(path, "seen")));
            let mut other = |ck: &mut Checker<'_>, key: &'static str| {
                let member = fields.take(key)?;
                Select::read(ck, names, &member.node, &join(path, key))
            };
            let (before, after) = (other(ck, "before"), other(ck, "after"));
            let within = fields
                .take("within")
                .and_then(|m| Some(quantity(ck, &m.node, &join(path, "within"), SECOND.dimension)?.si));
            let apart = fields.take("apart").and_then(|m| {
                let path = join(path, "apart");
                let mut fields = Fields::of(ck, &m.node, &path)?;
                let of = fields.need(ck, "of", "a formula");
                let by = fields.need(ck, "by", "a quantity");
                fields.close(ck);
                let (of, dimension, _) = names.number(ck, &of?.node, &join(&path, "of"), None)?;
                Some((of, quantity(ck, &by?.node, &join(&path, "by"), dimension)?.si))
            });
            let mut count = |ck: &mut Checker<'_>, key: &'static str| {
                let member = fields.take(key)?;
                whole(ck, &member.node, &join(path, key), 0.0, 1e6).map(|n| n as usize)
            };
            let (at_least, at_most) = (count(ck, "at_least"), count(ck, "at_most"));
            let at_least = at_least.unwrap_or(usize::from(at_most.is_none()));
            let at_most = at_most.unwrap_or(usize::MAX);
            select.map(|select| {
                Condition::Seen(Box::new(Seen { select, before, after, within, apart, at_least, at_most }))
            })
        };
        fields.close(ck);
        found
    }
}

impl Select {
    /// Reads which moments are meant.
    pub fn read(ck: &mut Checker<'_>, names: &mut Names<'_>, node: &Node, path: &str) -> Option<Select> {
        let mut fields = Fields::of(ck, node, path)?;
        let (action, event) = (fields.take("action"), fields.take("event"));
        let (row, end, any) = (fields.take("row"), fields.take("end"), fields.take("any"));
        if [action, event, row, end, any].iter().flatten().count() != 1 {
            let sentence = "moments are of one of action, event, row, end, any".to_owned();
            ck.conflict(node.span, path, "", sentence);
            fields.give_up();
            return None;
        }
        let what = if let Some(member) = action {
            let all: Vec<&str> = ACTIONS.iter().map(|(name, _)| *name).collect();
            let at = choice(ck, &member.node, &join(path, "action"), &all);
            let Some((name, keys)) = at.and_then(|at| ACTIONS.get(at)) else {
                fields.give_up();
                return None;
            };
            let mut wanted = Vec::new();
            for key in *keys {
                let Some(member) = fields.take(key) else { continue };
                let path = join(path, key);
                let texts = list_of_texts(ck, &member.node, &path);
                known(ck, names, key, &texts, &member.node, &path);
                wanted.push((*key, texts));
            }
            What::Action(name, wanted)
        } else if let Some(member) = event {
            let name = ck.text(&member.node, &join(path, "event"), "the name of an event")?.to_owned();
            let part = fields.take("part");
            let part = part.and_then(|m| ck.text(&m.node, &join(path, "part"), "the id of a part"));
            What::Event(name, part.map(str::to_owned))
        } else if let Some(member) = row {
            What::Row(member.node.text() == Some("all"))
        } else if any.is_some() {
            What::Any
        } else {
            What::End
        };
        let mut flag = |key| fields.take(key).is_some_and(|m| matches!(m.node.value, Value::Flag(true)));
        let (last, unit) = (flag("last"), flag("unit"));
        let text = fields.take("text").map(|m| list_of_texts(ck, &m.node, &join(path, "text"))).unwrap_or_default();
        let digits = fields.take("digits").and_then(|m| {
            let path = join(path, "digits");
            match ck.list(&m.node, &path, "the least and most digits") {
                [low, high] => Some((
                    whole(ck, low, &index(&path, 0), 1.0, 20.0)? as usize,
                    whole(ck, high, &index(&path, 1), 1.0, 20.0)? as usize,
                )),
                _ => {
                    ck.wrong_type(&m.node, &path, "a list of two whole numbers");
                    None
                }
            }
        });
        let last_digit = fields.take("last_digit").and_then(|m| {
            let path = join(path, "last_digit");
            let found = names.number(ck, &m.node, &path, None)?.0;
            match found {
                Number::Constant(si) if si > 0.0 => Some(si),
                _ => {
                    let sentence = "the place of a digit is a quantity above 0, such as 0.1 mm".to_owned();
                    ck.conflict(m.node.span, &path, "", sentence);
                    None
                }
            }
        });
        let tests = fields.take("where").map(|m| match &m.node.value {
            Value::List(_) => {
                list(ck, &m.node, &join(path, "where"), "a list of tests", |ck, n, p| Test::read(ck, names, n, p))
            }
            _ => Test::read(ck, names, &m.node, &join(path, "where")).into_iter().collect(),
        });
        let misread = fields.take("misread");
        if let (Some(member), false) = (misread, matches!(what, What::Row(_))) {
            ck.conflict(member.key_span, &join(path, "misread"), "", "only rows have readings".to_owned());
        }
        let misread = misread.and_then(|m| Misread::read(ck, names, &m.node, &join(path, "misread")));
        fields.close(ck);
        Some(Select { what, last, text, digits, last_digit, unit, tests: tests.unwrap_or_default(), misread })
    }
}

/// Reports ids that the module has not.
fn known(ck: &mut Checker<'_>, names: &Names<'_>, key: &str, texts: &[String], node: &Node, path: &str) {
    let Some(module) = names.module else { return };
    let all: Vec<String> = match key {
        "control" => module.controls.iter().map(|one| one.id.clone()).collect(),
        "instrument" => module.instruments.iter().map(|one| one.id.clone()).collect(),
        "view" => module.views.iter().map(|one| one.id.clone()).collect(),
        "column" => module.notebook.columns.iter().map(|one| one.id.clone()).collect(),
        "graph" => module.notebook.graphs.iter().map(|one| one.id.clone()).collect(),
        "question" => module.questions.iter().map(|one| one.id.clone()).collect(),
        "step" => module.steps.clone(),
        "mode" => ReadingMode::NAMES.map(str::to_owned).to_vec(),
        "grip" => {
            let words = strings::words(module);
            let keys = words.needed.iter().chain(&words.allowed);
            keys.filter_map(|key| key.strip_prefix("grip.").map(str::to_owned)).collect()
        }
        _ => return,
    };
    for text in texts.iter().filter(|text| !all.contains(text)) {
        let candidates: Vec<&str> = all.iter().map(String::as_str).collect();
        ck.unknown(node.span, path, "problem.unknown_name", key, text, &candidates);
    }
}

/// A quantity of a dimension.
fn quantity(ck: &mut Checker<'_>, node: &Node, path: &str, dimension: Dimension) -> Option<Quantity> {
    let mut none = Names::new(None);
    match none.number(ck, node, path, Some(dimension))?.0 {
        Number::Constant(si) => Quantity::new(si, crate::quantity::unit::ONE),
        Number::Formula(..) => None,
    }
}

/// Reads `2 %` or a quantity.
pub fn tolerance(ck: &mut Checker<'_>, node: &Node, path: &str, dimension: Dimension) -> Option<Tolerance> {
    if let Some(share) = node.text().and_then(|text| text.trim().strip_suffix('%')) {
        let Ok(percent) = share.trim().parse::<f64>() else {
            ck.wrong_type(node, path, "a share such as \"2 %\" or a quantity");
            return None;
        };
        return Some(Tolerance::Relative(percent / 100.0));
    }
    quantity(ck, node, path, dimension).map(|quantity| Tolerance::Absolute(quantity.si))
}

impl Test {
    fn read(ck: &mut Checker<'_>, names: &mut Names<'_>, node: &Node, path: &str) -> Option<Test> {
        type Make = fn(Number) -> Bound;
        type Near = fn(Number, Tolerance) -> Bound;
        const BOUNDS: [(&str, Make); 4] = [
            ("at_least", Bound::AtLeast),
            ("at_most", Bound::AtMost),
            ("above", Bound::Above),
            ("below", Bound::Below),
        ];
        const NEAR: [(&str, Near); 2] = [("equals", Bound::Equals), ("differs", Bound::Differs)];
        let mut fields = Fields::of(ck, node, path)?;
        let of = fields.need(ck, "of", "a formula")?;
        let Some((of, dimension, options)) = names.number(ck, &of.node, &join(path, "of"), None) else {
            fields.give_up();
            return None;
        };
        let mut bounds = Vec::new();
        for (key, bound) in BOUNDS {
            let Some(member) = fields.take(key) else { continue };
            bounds.extend(names.number(ck, &member.node, &join(path, key), Some(dimension)).map(|n| bound(n.0)));
        }
        let within = fields.take("within").map(|m| tolerance(ck, &m.node, &join(path, "within"), dimension));
        let within = within.unwrap_or(Some(Tolerance::Absolute(0.0)));
        for (key, bound) in NEAR {
            let Some(member) = fields.take(key) else { continue };
            let number = names.number(ck, &member.node, &join(path, key), Some(dimension));
            bounds.extend(number.and_then(|n| Some(bound(n.0, within?))));
        }
        if let Some(member) = fields.take("is") {
            let path = join(path, "is");
            let value = match (&member.node.value, options) {
                (Value::Flag(flag), _) => Some(f64::from(u8::from(*flag))),
                (_, []) => {
                    ck.wrong_type(&member.node, &path, "true or false");
                    None
                }
                (_, options) => choice(ck, &member.node, &path, options).map(|at| at as f64),
            };
            let same = |value| Bound::Equals(Number::Constant(value), Tolerance::Absolute(0.0));
            bounds.extend(value.map(same));
        }
        if bounds.is_empty() && ck.is_clean() {
            let keys = ["at_least", "at_most", "above", "below", "equals", "differs", "is"];
            ck.missing(node, path, "equals", &format!("one of {}", listed(&keys)));
        }
        fields.close(ck);
        Some(Test { of, bounds })
    }
}

impl Misread {
    fn read(ck: &mut Checker<'_>, names: &mut Names<'_>, node: &Node, path: &str) -> Option<Misread> {
        let mut fields = Fields::of(ck, node, path)?;
        let column = fields.need_text(ck, "column", "the id of a column that reads an instrument");
        let Some((at, id)) = column else {
            fields.give_up();
            return None;
        };
        let columns = names.module.map_or(&[][..], |module| &module.notebook.columns);
        let reading = |i: &usize| names.reader(*i).is_some();
        let found = columns.iter().position(|c| c.id == id).filter(reading);
        let Some(column) = found else {
            let reads = columns.iter().enumerate().filter(|(i, _)| reading(i)).map(|(_, c)| c.id.as_str());
            let (nearest, hint) = meant(id, reads);
            let wrong = Wrong {
                key: "problem.unknown_name",
                found: id.to_owned(),
                expected: "a column that reads an instrument".to_owned(),
                nearest,
                sentence: format!("no column {} reads an instrument{hint}", quoted(id)),
            };
            ck.report(at.span, &join(path, "column"), wrong);
            fields.give_up();
            return None;
        };
        let plan = names.module.and_then(|m| m.instruments.get(names.reader(column)?));
        let dimension = columns.get(column).map_or(Dimension::NONE, |column| column.unit.dimension);
        let mut within =
            fields.take("within").and_then(|m| Some(quantity(ck, &m.node, &join(path, "within"), dimension)?.si));
        if let Some(member) = fields.take("divisions") {
            let count = names.number(ck, &member.node, &join(path, "divisions"), Some(Dimension::NONE));
            let division = plan.and_then(|plan| plan.value("division"));
            if let (Some((Number::Constant(count), ..)), Some(division)) = (count, division) {
                within = Some(count * division);
            }
        }
        let eye = fields.take("eye").and_then(|m| Some(quantity(ck, &m.node, &join(path, "eye"), METRE.dimension)?.si));
        let mut flag = |key| fields.take(key).is_some_and(|m| matches!(m.node.value, Value::Flag(true)));
        let (decimals, unit, settled) = (flag("decimals"), flag("unit"), flag("settled"));
        fields.close(ck);
        Some(Misread { column, within, decimals, unit, settled, eye })
    }
}
