//! Scoring: a rubric (data) judged over the replay of a record, to points with reasons and the moment that decided each.
//! Not here: what a learner does (`lab`), the questions (`module`), and any judgement that only a teacher can make.
//! Start with `rubric.rs` (what a rubric is), then `log.rs` (what is remembered of a replay), `judge.rs`, `score.rs`.

mod condition;
mod exam;
mod judge;
mod log;
mod names;
mod read;
mod rubric;
mod score;
#[cfg(test)]
mod tests;

pub use condition::{Bound, Condition, Misread, Number, Seen, Select, Test, Tolerance, What};
pub use exam::{Exam, ExamTotal, PassOf};
pub use judge::Verdict;
pub use log::{Log, LoggedRow};
pub use rubric::{Amount, Correction, Item, KINDS, Mark, Rubric, RubricSource, Text, TimeLimit};
pub use score::{Judged, Judgement, Reason, Score, ScoreItem, ScoreMoment, score, score_lab};
