//! The score: every item of a rubric with its points, its reasons and the moment that decided it: `Score` in
//! `www/src/element/message.ts`.

use super::judge::{Hit, Judge, Verdict};
use super::log::Log;
use super::rubric::{Amount, Correction, Item, Mark, Rubric, Text};
use crate::lab::{Lab, Record, ReplayError};
use crate::module::Module;
use crate::module::fields::{Fields, Read, Wrong};
use crate::module::json::{Node, Value};
use crate::quantity::Entries;
use serde::Serialize;
use std::rc::Rc;

/// What the teacher decides about an item or a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Judgement {
    /// So many points of an item, or so many for a mark.
    Points(f64),
    /// The apparatus was at fault: an item counts in full, a deduction not at all.
    Excused,
}

/// What is not in a record: the teacher's decisions, and the real working time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Minutes that the work took, if the page measured them.
    pub minutes: Option<f64>,
    /// By the id of an item or mark.
    pub decided: Entries<String, Judgement>,
}

impl Read for Judged {
    fn read(node: &Node) -> Result<Judged, Wrong> {
        let mut f = Fields::of(node)?;
        let judged = Judged { minutes: f.may("minutes")?, decided: f.may("decided")?.unwrap_or_default() };
        f.close()?;
        Ok(judged)
    }
}

impl Read for Entries<String, Judgement> {
    fn read(node: &Node) -> Result<Self, Wrong> {
        let Value::Object(members) = &node.value else { return Err(Wrong::at(node, "an object is wanted")) };
        let read = |node: &Node| match (&node.value, node.text()) {
            (Value::Number(points), _) if *points >= 0.0 => Ok(Judgement::Points(*points)),
            (_, Some("excused")) => Ok(Judgement::Excused),
            _ => Err(Wrong::at(node, "a decision is points from 0 up, or excused")),
        };
        members.iter().map(|member| Ok((member.key.clone(), read(&member.node)?))).collect()
    }
}

/// A record judged by a rubric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Id of the rubric.
    pub rubric: String,
    /// The experiment.
    pub title: Text,
    /// Most points.
    pub points: f64,
    /// Points that are earned.
    pub earned: f64,
    /// Points that the teacher still has to decide about.
    pub open: f64,
    /// Points that working over time cost.
    pub overtime: f64,
    /// In the order of the rubric.
    pub items: Vec<ScoreItem>,
    /// Rules for the teacher.
    pub rules: Vec<Text>,
}

/// An item with its points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreItem {
    /// Its id.
    pub id: String,
    /// What it rests on, such as `reading`.
    pub kind: &'static str,
    /// What was asked for.
    pub text: Text,
    /// Most points.
    pub points: f64,
    /// Points that are earned.
    pub earned: f64,
    /// Points that the teacher still has to decide about.
    pub open: f64,
    /// `earned`, `lost` (some at least), `open`, or `excused`.
    pub state: &'static str,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Levels among which the teacher chooses.
    pub bands: Vec<Reason>,
}

/// Why points were earned or lost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// Id of the mark; empty if it has none.
    pub id: String,
    /// Key of the sentence in the page's strings.
    pub key: &'static str,
    /// What was to be done, or what was done wrong.
    pub text: Text,
    /// Points: earned if positive, lost if negative, what is at stake where the teacher decides.
    pub points: f64,
    /// How often it happened.
    pub times: usize,
    /// The moment that decided it; none if nothing of the kind ever happened.
    pub moment: Option<ScoreMoment>,
}

/// A moment of the recording.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreMoment {
    /// Lab time, s.
    pub time: f64,
    /// Steps since the opening.
    pub tick: u64,
    /// Number of the last action in the recording, from 1; 0 before the first.
    pub action: usize,
    /// Id of the row that it is about; 0 if none.
    pub row: u32,
}

/// Replays a record once and judges it by a rubric.
///
/// # Errors
/// A record that cannot be replayed, or is of another module.
pub fn score(module: Rc<Module>, rubric: &Rubric, record: &Record, judged: &Judged) -> Result<Score, ReplayError> {
    let log = Log::new(module, rubric, record)?;
    Ok(Scorer { judge: Judge { log: &log, rubric }, rubric, judged }.score())
}

/// Judges what a lab did so far. A lab that was watched for the rubric from its opening needs no replay.
///
/// # Errors
/// As [`score`].
pub fn score_lab(lab: &Lab, rubric: &Rubric, judged: &Judged) -> Result<Score, ReplayError> {
    match Log::of(lab, rubric) {
        Some(log) => Ok(Scorer { judge: Judge { log: &log, rubric }, rubric, judged }.score()),
        None => score(lab.module().clone(), rubric, &lab.record(), judged),
    }
}

struct Scorer<'a> {
    judge: Judge<'a>,
    rubric: &'a Rubric,
    judged: &'a Judged,
}

/// Points of an item while it is judged.
struct Account {
    left: f64,
    open: f64,
    taken: f64,
    /// False where the whole item is decided by the teacher already.
    judged_here: bool,
    reasons: Vec<Reason>,
}

/// Points to a thousandth, so that sums of tenths read as such.
fn rounded(points: f64) -> f64 {
    (points * 1000.0).round() / 1000.0
}

impl Scorer<'_> {
    fn score(&self) -> Score {
        let rubric = self.rubric;
        let mut accounts: Vec<Account> = rubric.items.iter().map(|item| self.base(item)).collect();
        self.deduct(&mut accounts);
        let items: Vec<ScoreItem> = rubric.items.iter().zip(accounts).map(|(item, a)| self.item(item, a)).collect();
        let over = match (rubric.time, self.judged.minutes) {
            (Some(limit), Some(minutes)) if minutes > limit.minutes => {
                (minutes - limit.minutes).floor() * limit.per_minute
            }
            _ => 0.0,
        };
        let earned: f64 = items.iter().map(|item| item.earned).sum();
        Score {
            rubric: rubric.id.clone(),
            title: rubric.title.clone(),
            points: rounded(rubric.points),
            earned: rounded((earned - over).max(0.0)),
            open: rounded(items.iter().map(|item| item.open).sum()),
            overtime: rounded(over),
            items,
            rules: rubric.rules.clone(),
        }
    }

    fn reason(&self, key: &'static str, id: &str, text: &Text, points: f64, verdict: &Verdict) -> Reason {
        let moment = verdict.decided.and_then(|hit| self.moment(hit));
        let times = verdict.hits.len();
        Reason { id: id.to_owned(), key, text: text.clone(), points: rounded(points), times, moment }
    }

    fn moment(&self, hit: Hit) -> Option<ScoreMoment> {
        let moment = self.judge.moment(hit)?;
        let row = hit.row.and_then(|row| self.judge.log.rows.get(row)).map_or(0, |row| row.id);
        Some(ScoreMoment { time: moment.time, tick: moment.tick, action: moment.action, row })
    }

    /// What an item earns before deductions.
    fn base(&self, item: &Item) -> Account {
        let mut account = Account { left: 0.0, open: 0.0, taken: 0.0, judged_here: true, reasons: Vec::new() };
        let none = Verdict::default();
        let decision = self.judged.decided.get(&item.id);
        if let (Some(decision), false) = (decision, item.prepared) {
            let (key, points) = match decision {
                Judgement::Points(points) => ("score.by_teacher", points.min(item.points)),
                Judgement::Excused => ("score.excused", item.points),
            };
            account.left = points;
            account.judged_here = false;
            account.reasons.push(self.reason(key, &item.id, &item.text, points, &none));
            return account;
        }
        if item.prepared {
            account.judged_here = false;
            account.reasons.push(self.reason("score.prepared", &item.id, &item.text, 0.0, &none));
            return account;
        }
        if item.evidence.is_none() && item.parts.is_empty() && !item.repeats.is_empty() {
            // Items that are done once more: what earned them must be there twice.
            let again = item.repeats.iter().filter_map(|at| self.rubric.items.get(*at)?.evidence.as_ref());
            let verdicts: Vec<Verdict> = again.map(|condition| self.judge.judge(condition, 2)).collect();
            if verdicts.len() == item.repeats.len() {
                let holds = verdicts.iter().all(|verdict| verdict.holds);
                let last = verdicts.into_iter().next_back().unwrap_or_default();
                self.earn(&mut account, &item.id, &item.text, item.points, &Verdict { holds, ..last });
                return account;
            }
        }
        if let Some(condition) = &item.evidence {
            let verdict = self.judge.judge(condition, 1);
            self.earn(&mut account, &item.id, &item.text, item.points, &verdict);
        } else if !item.parts.is_empty() {
            for part in &item.parts {
                self.part(&mut account, item, part);
            }
            account.left = account.left.min(item.points);
        } else if item.deductions.iter().any(|mark| mark.evidence.is_some()) {
            account.left = item.points;
        } else {
            account.open = item.points;
            account.judged_here = false;
            account.reasons.push(self.reason("score.for_teacher", &item.id, &item.text, item.points, &none));
            for mark in &item.deductions {
                let points = self.amount(mark, item, item.points, 1);
                account.reasons.push(self.reason("score.may_cost", &mark.id, &mark.text, -points, &none));
            }
        }
        account
    }

    fn earn(&self, account: &mut Account, id: &str, text: &Text, points: f64, verdict: &Verdict) {
        if verdict.holds {
            account.left += points;
            account.reasons.push(self.reason("score.done", id, text, points, verdict));
        } else {
            account.reasons.push(self.reason("score.not_done", id, text, -points, verdict));
        }
    }

    fn part(&self, account: &mut Account, item: &Item, part: &Mark) {
        let points = self.amount(part, item, item.points, 1);
        let decision = (!part.id.is_empty()).then(|| self.judged.decided.get(&part.id)).flatten();
        let Some(condition) = &part.evidence else {
            match decision {
                Some(Judgement::Points(given)) => account.left += given.min(points),
                Some(Judgement::Excused) => account.left += points,
                None => {
                    account.open += points;
                    let none = Verdict::default();
                    account.reasons.push(self.reason("score.for_teacher", &part.id, &part.text, points, &none));
                }
            }
            return;
        };
        let verdict = self.judge.judge(condition, 1);
        let count = if part.each { verdict.hits.len().min(part.most) } else { 1 };
        let points = if part.each && verdict.holds { points * count as f64 } else { points };
        self.earn(account, &part.id, &part.text, points, &verdict);
    }

    fn amount(&self, mark: &Mark, item: &Item, left: f64, times: usize) -> f64 {
        match mark.amount {
            Amount::Points(points) => points * times as f64,
            Amount::All => left,
            Amount::Run => item.points / item.runs * times as f64,
            Amount::Teacher => left,
        }
    }

    /// Takes the deductions of all items, each mistake once.
    fn deduct(&self, accounts: &mut [Account]) {
        let items = &self.rubric.items;
        let all: Vec<(usize, &Mark, Option<Verdict>)> = items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| item.deductions.iter().map(move |mark| (at, mark)))
            .map(|(at, mark)| {
                let verdict = mark.evidence.as_ref().map(|condition| self.judge.judge(condition, 1));
                (at, mark, verdict)
            })
            .collect();
        let holds = |id: &String| {
            all.iter().any(|(_, mark, verdict)| mark.id == *id && verdict.as_ref().is_some_and(|v| v.holds))
        };
        let covered: Vec<&String> = all
            .iter()
            .filter(|(_, _, verdict)| verdict.as_ref().is_some_and(|v| v.holds))
            .flat_map(|(_, mark, _)| &mark.subsumes)
            .collect();
        let mut classes: Vec<&str> = Vec::new();
        for (at, mark, verdict) in &all {
            let Some(item) = items.get(*at) else { continue };
            let Some(own) = accounts.get_mut(*at).filter(|account| account.judged_here) else { continue };
            let decision = (!mark.id.is_empty()).then(|| self.judged.decided.get(&mark.id)).flatten();
            let none = Verdict::default();
            let Some(verdict) = verdict else {
                match decision {
                    Some(Judgement::Points(points)) => {
                        let points = points.min(own.left);
                        own.left -= points;
                        own.reasons.push(self.reason("score.by_teacher", &mark.id, &mark.text, -points, &none));
                    }
                    Some(Judgement::Excused) => {}
                    None => {
                        // The points at stake are neither earned nor lost until the teacher decides.
                        let points = self.amount(mark, item, own.left, 1).min(own.left);
                        own.left -= points;
                        own.open += points;
                        own.reasons.push(self.reason("score.may_cost", &mark.id, &mark.text, -points, &none));
                    }
                }
                continue;
            };
            if !verdict.holds {
                continue;
            }
            let told = |key: &'static str, points: f64, account: &mut Account| {
                account.reasons.push(self.reason(key, &mark.id, &mark.text, -points, verdict));
            };
            if decision == Some(&Judgement::Excused) {
                told("score.excused", 0.0, own);
                continue;
            }
            let stands_in = !mark.instead_of.is_empty() && holds(&mark.instead_of);
            if covered.contains(&&mark.id) || stands_in || classes.contains(&mark.class.as_str()) {
                told("score.covered", 0.0, own);
                continue;
            }
            if !mark.class.is_empty() {
                classes.push(&mark.class);
            }
            let corrected = mark.corrected.as_ref().is_some_and(|condition| self.judge.judge(condition, 1).holds);
            let redone = if mark.corrected.is_none() || corrected { mark.redo } else { 0 };
            let times = verdict.hits.len().min(mark.most).saturating_sub(redone);
            if redone > 0 && times == 0 {
                told("score.redone", 0.0, own);
                continue;
            }
            let times = if mark.each { times.max(1) } else { 1 };
            let policy = if corrected { self.rubric.correction } else { Correction::None };
            // One mistake that several items watch is taken where points are left.
            let room = |account: &Account, item: &Item| account.left.min(item.cap - account.taken).max(0.0);
            let first = [*at].into_iter().chain(mark.scope.iter().copied());
            let place = first
                .filter(|i| accounts.get(*i).zip(items.get(*i)).is_some_and(|(a, item)| room(a, item) > 0.0))
                .find(|i| accounts.get(*i).is_some_and(|account| account.judged_here))
                .unwrap_or(*at);
            let (Some(account), Some(item)) = (accounts.get_mut(place), items.get(place)) else { continue };
            let whole = policy.of(self.amount(mark, item, account.left, times));
            let points = whole.min(room(account, item));
            account.left -= points;
            account.taken += points;
            if mark.amount == Amount::Teacher {
                account.open += points;
                told("score.may_cost", points, account);
            } else if policy == Correction::None {
                told("score.mistake", points, account);
            } else {
                told("score.corrected", points, account);
            }
        }
    }

    fn item(&self, item: &Item, account: Account) -> ScoreItem {
        let earned = rounded(account.left.max(0.0));
        let open = rounded(account.open.min(item.points - account.left));
        let excused = item.prepared || self.judged.decided.get(&item.id) == Some(&Judgement::Excused);
        let state = match () {
            () if excused => "excused",
            () if open > 0.0 => "open",
            () if earned < item.points => "lost",
            () => "earned",
        };
        let none = Verdict::default();
        let bands = item.bands.iter().map(|band| {
            let points = self.amount(band, item, item.points, 1);
            self.reason("score.band", &band.id, &band.text, points, &none)
        });
        ScoreItem {
            id: item.id.clone(),
            kind: item.kind,
            text: item.text.clone(),
            points: rounded(item.points),
            earned,
            open,
            state,
            reasons: account.reasons,
            bands: bands.collect(),
        }
    }
}
