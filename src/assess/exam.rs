//! Whole examinations: several scores with their weights, what is scored once for all, pass marks and grades.

use super::read::{both, list, pair, points, text};
use super::rubric::Text;
use super::score::Score;
use crate::module::Problem;
use crate::module::check::{Checker, Fields, join};
use crate::module::json::{self, Node};
use crate::module::values::whole;
use serde::Serialize;

/// What a pass mark is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassOf {
    /// The points.
    Points,
    /// The number of items that are met in full.
    Items,
}

/// The rules of an examination.
#[derive(Clone, Debug)]
pub struct Exam {
    /// Its id.
    pub id: String,
    /// Region that holds it.
    pub region: Text,
    /// Year of this version; 0 if unknown.
    pub year: u32,
    /// Where it is from.
    pub source: String,
    /// Working time, minutes; 0 if none is named.
    pub minutes: f64,
    /// The rules in words.
    pub text: Text,
    /// Points of each part: scores are scaled to them; a part without one counts as its rubric says.
    pub parts: Vec<f64>,
    /// What is scored once for the whole paper: id, points, text.
    pub shared: Vec<(String, f64, Text)>,
    /// Share that is a pass, from 0 to 1, and of what.
    pub pass: Option<(PassOf, f64)>,
    /// Least share of the points for each grade, best first.
    pub grades: Vec<(f64, String)>,
}

/// An examination as it came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExamTotal {
    /// Most points.
    pub points: f64,
    /// Points that are earned.
    pub earned: f64,
    /// Points that the teacher still has to decide about.
    pub open: f64,
    /// Whether it is passed; `None` without a pass mark, or while what is open decides.
    pub passed: Option<bool>,
    /// The grade; empty without grades, or while what is open decides.
    pub grade: String,
}

impl Exam {
    /// Reads a file of examinations.
    ///
    /// # Errors
    /// Every problem that can be found, in the order of the text; never an empty list.
    pub fn parse(file_name: &str, text: &str) -> Result<Vec<Exam>, Vec<Problem>> {
        let mut ck = Checker::new(file_name, text);
        let read = json::read(text);
        for fault in read.faults {
            ck.fault(fault);
        }
        let exams = read.root.and_then(|root| {
            let mut fields = Fields::of(&mut ck, &root, "")?;
            let exams = fields.need(&mut ck, "exams", "a list of examinations");
            fields.close(&mut ck);
            Some(list(&mut ck, &exams?.node, "exams", "a list of examinations", read_exam))
        });
        match exams {
            Some(exams) if ck.is_clean() => Ok(exams),
            _ => Err(ck.finish()),
        }
    }

    /// Puts the scores of the parts together; `shared` holds what was given for each shared item, `None` while open.
    pub fn total(&self, scores: &[Score], shared: &[Option<f64>]) -> ExamTotal {
        let mut total = ExamTotal { points: 0.0, earned: 0.0, open: 0.0, passed: None, grade: String::new() };
        for (i, score) in scores.iter().enumerate() {
            let points = self.parts.get(i).copied().unwrap_or(score.points);
            let scale = if score.points > 0.0 { points / score.points } else { 0.0 };
            total.points += points;
            total.earned += scale * score.earned;
            total.open += scale * score.open;
        }
        for (i, (_, points, _)) in self.shared.iter().enumerate() {
            total.points += points;
            match shared.get(i).copied().flatten() {
                Some(given) => total.earned += given.clamp(0.0, *points),
                None => total.open += points,
            }
        }
        // Decided only if all that is open, given or refused, comes to the same.
        let agreed = |of: &dyn Fn(f64) -> String, low: f64, high: f64| (of(low) == of(high)).then(|| of(low));
        let share = |earned: f64| if total.points > 0.0 { earned / total.points } else { 0.0 };
        let (low, high) = (share(total.earned), share(total.earned + total.open));
        if let Some((of, least)) = self.pass {
            let (low, high) = match of {
                PassOf::Points => (low, high),
                PassOf::Items => {
                    let items = || scores.iter().flat_map(|score| &score.items).filter(|item| item.points > 0.0);
                    let met = |open: f64| {
                        items().filter(|item| item.earned + open * item.open >= item.points - 1e-9).count() as f64
                    };
                    let all = items().count().max(1) as f64;
                    (met(0.0) / all, met(1.0) / all)
                }
            };
            let passes = |share: f64| (share >= least - 1e-9).to_string();
            total.passed = agreed(&passes, low, high).map(|passed| passed == "true");
        }
        let grade = |share: f64| {
            let found = self.grades.iter().find(|(least, _)| share >= least - 1e-9);
            found.map(|(_, grade)| grade.clone()).unwrap_or_default()
        };
        total.grade = agreed(&grade, low, high).unwrap_or_default();
        total
    }
}

fn read_exam(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<Exam> {
    let mut fields = Fields::of(ck, node, path)?;
    let id = fields.need_text(ck, "id", "the name of the examination").map(|(_, id)| id.to_owned());
    let region = fields.take("region").map(|m| pair(ck, &m.node, &join(path, "region"))).unwrap_or_default();
    let year = fields.take("year").and_then(|m| whole(ck, &m.node, &join(path, "year"), 1900.0, 2200.0));
    let source = text(ck, &mut fields, "source");
    let words = both(ck, &mut fields);
    let mut number = |ck: &mut Checker<'_>, key: &'static str| {
        fields.take(key).and_then(|m| points(ck, &m.node, &join(path, key))).unwrap_or(0.0)
    };
    let minutes = number(ck, "minutes");
    let parts = fields.take("parts").map(|m| list(ck, &m.node, &join(path, "parts"), "a list of points", points));
    let shared = fields.take("shared").map(|m| {
        list(ck, &m.node, &join(path, "shared"), "a list of items", |ck, node, path| {
            let mut fields = Fields::of(ck, node, path)?;
            let id = text(ck, &mut fields, "id");
            let worth = fields.need(ck, "points", "what it is worth");
            let words = both(ck, &mut fields);
            fields.close(ck);
            Some((id, points(ck, &worth?.node, &join(path, "points"))?, words))
        })
    });
    let pass = fields.take("pass").and_then(|m| {
        let path = join(path, "pass");
        let mut fields = Fields::of(ck, &m.node, &path)?;
        let of = fields.need_choice(ck, "of", &["points", "items"]);
        let share = fields.need(ck, "share", "a share from 0 to 1");
        fields.close(ck);
        let of = if of? == 0 { PassOf::Points } else { PassOf::Items };
        Some((of, points(ck, &share?.node, &join(&path, "share"))?))
    });
    let grades = fields.take("grades").map(|m| {
        list(ck, &m.node, &join(path, "grades"), "a list of grades", |ck, node, path| {
            let mut fields = Fields::of(ck, node, path)?;
            let share = fields.need(ck, "share", "the least share of the points, from 0 to 1");
            let grade = fields.need_text(ck, "grade", "the grade").map(|(_, grade)| grade.to_owned());
            fields.close(ck);
            Some((points(ck, &share?.node, &join(path, "share"))?, grade?))
        })
    });
    fields.close(ck);
    Some(Exam {
        id: id?,
        region,
        year: year.unwrap_or(0.0) as u32,
        source,
        minutes,
        text: words,
        parts: parts.unwrap_or_default(),
        shared: shared.unwrap_or_default(),
        pass,
        grades: grades.unwrap_or_default(),
    })
}
