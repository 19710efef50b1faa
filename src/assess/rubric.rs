//! A checked rubric: plain data. Points are as printed in its source; quantities are SI.

use super::condition::{Condition, Select};
use crate::lab::Watch;
use serde::Serialize;

/// What kinds of evidence an item rests on.
pub const KINDS: [&str; 9] =
    ["event", "state", "order", "value", "reading", "estimate", "checkpoint", "restore", "safety"];

/// A sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// How many points a mark is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// So many.
    Points(f64),
    /// All that the item has.
    All,
    /// The share of one of the item's runs.
    Run,
    /// As the teacher judges: the source names no amount.
    Teacher,
}

/// What a mistake costs that the learner has put right in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Correction {
    /// As much as any other.
    #[default]
    None,
    /// Nothing.
    Free,
    /// Half.
    Half,
    /// One point at most.
    One,
}

impl Correction {
    /// Names in files, in the order of the variants.
    pub const NAMES: [&'static str; 4] = ["none", "free", "half", "one"];
    /// All, in the order of the names.
    pub const ALL: [Correction; 4] = [Correction::None, Correction::Free, Correction::Half, Correction::One];

    /// What is left of an amount.
    pub fn of(self, points: f64) -> f64 {
        match self {
            Correction::None => points,
            Correction::Free => 0.0,
            Correction::Half => points / 2.0,
            Correction::One => points.min(1.0),
        }
    }
}

/// A limit of the real working time, which the page keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeLimit {
    /// Minutes.
    pub minutes: f64,
    /// Points that each whole minute over it costs; 0 if the work just ends.
    pub per_minute: f64,
}

/// Where a rubric is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RubricSource {
    /// Title of the document.
    pub title: String,
    /// Its address; empty if none is known.
    pub url: String,
}

/// A rubric.
#[derive(Clone, Debug)]
pub struct Rubric {
    /// Its id.
    pub id: String,
    /// Id of the module whose record it judges; empty if there is none yet: then all is the teacher's.
    pub applies_to: String,
    /// The experiment.
    pub title: Text,
    /// Region that uses it; empty if unknown.
    pub region: Text,
    /// Year of this version; 0 if unknown.
    pub year: u32,
    /// Where it is from.
    pub source: RubricSource,
    /// Points of all items.
    pub points: f64,
    /// Limit of the working time.
    pub time: Option<TimeLimit>,
    /// What a mistake costs that was put right.
    pub correction: Correction,
    /// Rows that count as no evidence.
    pub void: Option<Select>,
    /// Rules for the teacher.
    pub rules: Vec<Text>,
    /// Its items.
    pub items: Vec<Item>,
    /// Hash of its content.
    pub hash: u64,
    /// What a run has to remember.
    pub watches: Vec<Watch>,
}

/// An item: points that are earned together.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// What is asked for.
    pub text: Text,
    /// What it is worth.
    pub points: f64,
    /// Most that deductions take.
    pub cap: f64,
    /// True for what the teacher prepared: it is not scored.
    pub prepared: bool,
    /// Runs that share its points.
    pub runs: f64,
    /// Items that are done once more: indices.
    pub repeats: Vec<usize>,
    /// What earns all its points.
    pub evidence: Option<Condition>,
    /// Pieces that each earn some.
    pub parts: Vec<Mark>,
    /// Mistakes that each cost some.
    pub deductions: Vec<Mark>,
    /// Levels among which the teacher chooses.
    pub bands: Vec<Mark>,
}

/// A piece of an item that earns points, or a mistake that costs them.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its id, for the whole rubric; empty if nothing refers to it.
    pub id: String,
    /// What it is.
    pub text: Text,
    /// What it is worth.
    pub amount: Amount,
    /// True if each occurrence counts.
    pub each: bool,
    /// Most occurrences that count.
    pub most: usize,
    /// The class of its error: of each class one is taken.
    pub class: String,
    /// Ids of milder ones that it includes.
    pub subsumes: Vec<String>,
    /// Id of a harsher one that it stands in for; if that holds, this does not.
    pub instead_of: String,
    /// Other items that it watches as well: it is taken once, where points are left. Indices.
    pub scope: Vec<usize>,
    /// Occurrences that are forgiven if the step was done again rightly.
    pub redo: usize,
    /// What shows that the learner put it right.
    pub corrected: Option<Condition>,
    /// What shows it; without evidence it is the teacher's.
    pub evidence: Option<Condition>,
}
