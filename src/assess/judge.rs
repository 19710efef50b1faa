//! The evaluator: conditions judged over a log. Pure; the replay is over when it begins.

use super::condition::{Bound, Condition, Misread, Number, Seen, Select, Test, Tolerance, What};
use super::log::{Log, LoggedRow};
use super::rubric::Rubric;
use crate::lab::{Action, Happened, Moment, Watch};
use crate::numerics::math::powi;
use crate::quantity::unit::ONE;
use crate::quantity::{Quantity, Unit};

/// How a condition came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Whether it holds.
    pub holds: bool,
    /// The moments that count, in order: index of the moment and id of the row (0 if none).
    pub hits: Vec<Hit>,
    /// Which of the hits decided it.
    pub decided: Option<Hit>,
}

/// A moment that counts, and the row that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the moment.
    pub moment: usize,
    /// Index of the row in the log.
    pub row: Option<usize>,
}

/// A log and what its values mean.
pub struct Judge<'a> {
    /// The log.
    pub log: &'a Log,
    /// The rubric.
    pub rubric: &'a Rubric,
}

impl Judge<'_> {
    /// Judges a condition; `times` multiplies the fewest that it wants (a step that is done again).
    pub fn judge(&self, condition: &Condition, times: usize) -> Verdict {
        match condition {
            Condition::All(all) => {
                let mut whole = Verdict { holds: true, ..Verdict::default() };
                for one in all {
                    let verdict = self.judge(one, times);
                    whole.holds &= verdict.holds;
                    // The last piece of the evidence decides.
                    let later = verdict.decided.filter(|d| whole.decided.is_none_or(|w| d.moment > w.moment));
                    whole.decided = later.or(whole.decided);
                    whole.hits.extend(verdict.hits);
                }
                whole
            }
            Condition::Any(any) => {
                let mut whole = Verdict::default();
                for one in any {
                    let verdict = self.judge(one, times);
                    if verdict.holds {
                        let sooner = verdict.decided.filter(|d| whole.decided.is_none_or(|w| d.moment < w.moment));
                        whole.decided = sooner.or(whole.decided);
                        for hit in verdict.hits {
                            let at = whole.hits.partition_point(|other| other.moment <= hit.moment);
                            whole.hits.insert(at, hit);
                        }
                    }
                    whole.holds |= verdict.holds;
                }
                whole
            }
            Condition::Not(inner) => {
                let verdict = self.judge(inner, times);
                Verdict { holds: !verdict.holds, decided: verdict.decided, hits: verdict.hits }
            }
            Condition::Seen(seen) => self.seen(seen, times),
            Condition::Restored(pairs) => {
                let at = Hit { moment: self.log.moments.len().saturating_sub(1), row: None };
                let same = |(now, start): &(usize, usize)| {
                    let (now, start) = (self.watched(*now, at), self.watched(*start, at));
                    (now - start).abs() <= 1e-9 * (1.0 + start.abs())
                };
                Verdict { holds: pairs.iter().all(same), hits: vec![at], decided: Some(at) }
            }
        }
    }

    fn seen(&self, seen: &Seen, times: usize) -> Verdict {
        let before = seen.before.as_ref().and_then(|select| self.select(select).first().copied());
        let after = seen.after.as_ref().map(|select| self.select(select));
        let time = |hit: &Hit| self.moment(*hit).map_or(f64::NAN, |moment| moment.time);
        let mut values: Vec<f64> = Vec::new();
        let hits: Vec<Hit> = self
            .select(&seen.select)
            .into_iter()
            .filter(|hit| before.is_none_or(|first| hit.moment < first.moment))
            .filter(|hit| match &after {
                None => true,
                Some(starts) => starts
                    .iter()
                    .rev()
                    .find(|start| start.moment < hit.moment)
                    .is_some_and(|start| seen.within.is_none_or(|limit| time(hit) - time(start) <= limit + 1e-9)),
            })
            .filter(|hit| {
                let Some((of, by)) = &seen.apart else { return true };
                let value = self.number(of, *hit);
                let far = value.is_finite() && values.iter().all(|other| (value - other).abs() >= by - 1e-9 * by.abs());
                if far {
                    values.push(value);
                }
                far
            })
            .collect();
        let wanted = seen.at_least.saturating_mul(times.max(1));
        let holds = hits.len() >= wanted && hits.len() <= seen.at_most;
        // The hit that completes it, or the one that is too many, or the last before it fell short.
        let at = if hits.len() > seen.at_most { seen.at_most } else { wanted.max(1) - 1 };
        let decided = hits.get(at).or(hits.last()).copied();
        Verdict { holds, hits, decided }
    }

    /// Rows that are evidence, with their indices; with those left out of graphs and fits, or without.
    fn counted(&self, excluded: bool) -> impl Iterator<Item = (usize, &LoggedRow)> {
        let void = |row: &LoggedRow, index: usize| {
            let hit = Hit { moment: row.moment, row: Some(index) };
            self.rubric.void.as_ref().is_some_and(|void| self.passes(void, hit))
        };
        let rows = self.log.rows.iter().enumerate();
        rows.filter(move |(index, row)| (excluded || !row.excluded) && !void(row, *index))
    }

    /// The moments that a select means, in order.
    pub fn select(&self, select: &Select) -> Vec<Hit> {
        let mut hits: Vec<Hit> = match &select.what {
            What::Row(all) => {
                let rows = self.counted(*all);
                rows.map(|(index, row)| Hit { moment: row.moment, row: Some(index) }).collect()
            }
            what => {
                let moments = self.log.moments.iter().enumerate().filter(|(_, moment)| self.is(what, moment));
                moments.map(|(index, _)| Hit { moment: index, row: None }).collect()
            }
        };
        if select.last {
            hits.drain(..hits.len().saturating_sub(1));
        }
        hits.retain(|hit| self.passes(select, *hit));
        hits
    }

    fn is(&self, what: &What, moment: &Moment) -> bool {
        match (what, &moment.what) {
            (What::End, Happened::End) | (What::Any, _) => true,
            (What::Event(name, part), Happened::Event(event)) => {
                event.name == name && part.as_ref().is_none_or(|part| **part == *event.part)
            }
            (What::Action(name, wanted), Happened::Action(index)) => {
                let Some(action) = self.log.entries.get(*index) else { return false };
                let (found, fields) = told(action);
                let has = |(key, texts): &(&str, Vec<String>)| {
                    fields.iter().any(|(own, text)| own == key && texts.iter().any(|wanted| wanted == text))
                };
                found == *name && wanted.iter().all(has)
            }
            _ => false,
        }
    }

    fn passes(&self, select: &Select, hit: Hit) -> bool {
        let action = || match self.moment(hit).map(|moment| &moment.what) {
            Some(Happened::Action(index)) => self.log.entries.get(*index),
            _ => None,
        };
        let typed = || match action() {
            Some(Action::Answer { text, .. } | Action::Cell { text, .. }) => text.trim(),
            _ => "",
        };
        (select.text.is_empty() || select.text.iter().any(|text| text == typed()))
            && select.digits.is_none_or(|(low, high)| (low..=high).contains(&digits(typed())))
            && select.last_digit.is_none_or(|wanted| {
                let found = action().and_then(|action| last_digit(typed(), self.log.unit(action)?));
                found.is_some_and(|found| same_digit(found, wanted))
            })
            && (!select.unit || has_unit(typed()))
            && select.tests.iter().all(|test| self.test(test, hit))
            && select.misread.as_ref().is_none_or(|misread| self.misread(misread, hit))
    }

    /// The moment of a hit.
    pub fn moment(&self, hit: Hit) -> Option<&Moment> {
        self.log.moments.get(hit.moment)
    }

    fn watched(&self, index: usize, hit: Hit) -> f64 {
        let at = |moment: Option<&Moment>, index: usize| {
            moment.and_then(|moment| moment.values.get(index)).copied().unwrap_or(f64::NAN)
        };
        match self.rubric.watches.get(index) {
            Some(Watch::Start(of)) => at(self.log.moments.first(), *of),
            Some(Watch::End(of)) => at(self.log.moments.last(), *of),
            Some(Watch::Column(column)) => {
                let row = hit.row.and_then(|row| self.log.rows.get(row));
                row.and_then(|row| Some(row.cells.get(*column)?.si.as_ref()?.value)).unwrap_or(f64::NAN)
            }
            Some(Watch::Mean(column)) => {
                // Void rows count here: whether a row is void may depend on this mean.
                let rows = self.log.rows.iter().filter(|row| !row.excluded);
                let rows = rows.filter_map(|row| row.cells.get(*column)?.si.as_ref());
                let (sum, count) = rows.fold((0.0, 0.0), |(sum, count), si| (sum + si.value, count + 1.0));
                sum / count
            }
            Some(Watch::Result(result)) => self.log.results.get(*result).copied().unwrap_or(f64::NAN),
            _ => at(self.moment(hit), index),
        }
    }

    /// A number at a moment.
    pub fn number(&self, number: &Number, hit: Hit) -> f64 {
        match number {
            Number::Constant(value) => *value,
            Number::Formula(expression, names) => {
                let values: Vec<f64> = names.iter().map(|index| self.watched(*index, hit)).collect();
                expression.evaluate(&values)
            }
        }
    }

    fn test(&self, test: &Test, hit: Hit) -> bool {
        let value = self.number(&test.of, hit);
        let off = |right: f64, within: &Tolerance| {
            let limit = match within {
                Tolerance::Absolute(limit) => *limit,
                Tolerance::Relative(share) => share * right.abs(),
            };
            // A hair more, so that a value on the limit is within it in any unit.
            (value - right).abs() - limit * (1.0 + 1e-9)
        };
        test.bounds.iter().all(|bound| match bound {
            Bound::AtLeast(low) => value >= self.number(low, hit),
            Bound::AtMost(high) => value <= self.number(high, hit),
            Bound::Above(low) => value > self.number(low, hit),
            Bound::Below(high) => value < self.number(high, hit),
            Bound::Equals(right, within) => off(self.number(right, hit), within) <= 0.0,
            Bound::Differs(right, within) => off(self.number(right, hit), within) > 0.0,
        })
    }

    /// Whether a reading of a row is wrong.
    fn misread(&self, misread: &Misread, hit: Hit) -> bool {
        let Some(row) = hit.row.and_then(|row| self.log.rows.get(row)) else { return false };
        let Some(shown) = row.shown.get(misread.column).copied().flatten() else { return false };
        let typed = row.typed.get(misread.column).map_or("", String::as_str);
        let value = row.cells.get(misread.column).and_then(|cell| cell.si.as_ref()).map(|si| si.value);
        let off = misread.within.is_some_and(|limit| {
            // Half of the last place is the reader's.
            value.is_none_or(|value| (value - shown.value).abs() > limit * (1.0 + 1e-9))
        });
        let written = !typed.is_empty();
        let digit = || last_digit(typed, self.log.column_unit(misread.column)?);
        off || (misread.settled && !shown.ok)
            || misread.eye.is_some_and(|limit| shown.eye.abs() > limit)
            || (written && misread.decimals && digit().is_none_or(|digit| !same_digit(digit, shown.digit)))
            || (written && misread.unit && !has_unit(typed))
    }
}

/// Name and fields of an action, as conditions name them.
fn told(action: &Action) -> (&'static str, Vec<(&'static str, &str)>) {
    match action {
        Action::Set { path, .. } => ("set", vec![("path", path)]),
        Action::Control { control, value } => ("control", vec![("control", control), ("value", value)]),
        Action::Take { grip, .. } => ("take", vec![("grip", grip)]),
        Action::Release => ("release", vec![]),
        Action::Nudge { grip, .. } => ("nudge", vec![("grip", grip)]),
        Action::Press { grip } => ("press", vec![("grip", grip)]),
        Action::Play => ("play", vec![]),
        Action::Pause => ("pause", vec![]),
        Action::Step => ("step", vec![]),
        Action::Speed { .. } => ("speed", vec![]),
        Action::Reset => ("reset", vec![]),
        Action::View { view } => ("view", vec![("view", view)]),
        Action::Site { site } => ("site", vec![("site", site)]),
        Action::Profile { profile } => ("profile", vec![("profile", profile)]),
        Action::Reading { mode } => ("reading", vec![("mode", mode)]),
        Action::Row => ("row", vec![]),
        Action::Cell { column, .. } => ("cell", vec![("column", column)]),
        Action::DeleteRow { .. } => ("delete_row", vec![]),
        Action::Fit { graph, kind } => ("fit", vec![("graph", graph), ("kind", kind)]),
        Action::ClearNotebook => ("clear_notebook", vec![]),
        Action::Eye { instrument, .. } => ("eye", vec![("instrument", instrument)]),
        Action::Vectors { .. } => ("vectors", vec![]),
        Action::Answer { question, .. } => ("answer", vec![("question", question)]),
        // A tick taken back is none.
        Action::Tick { step, done: true } => ("tick", vec![("step", step)]),
        Action::Submit => ("submit", vec![]),
        _ => ("", vec![]),
    }
}

/// The number at the beginning of what was typed.
fn mantissa(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')));
    text.get(..end.unwrap_or(text.len())).unwrap_or("")
}

/// Significant digits of what was typed: zeros before the first other digit do not count.
fn digits(text: &str) -> usize {
    let all: String = mantissa(text.trim()).chars().filter(char::is_ascii_digit).collect();
    all.trim_start_matches('0').len()
}

/// What the last digit of what was typed stands for, SI: one of it, in its own unit or in that of a plain number.
fn last_digit(text: &str, plain: &Unit) -> Option<f64> {
    let text = text.trim();
    let decimals = mantissa(text).split_once('.').map_or(0, |(_, after)| after.len());
    let quantity = Quantity::parse(text).ok()?;
    let unit = if quantity.unit == ONE { plain } else { &quantity.unit };
    Some(unit.step_to_si(powi(10.0, -(decimals as i32))))
}

/// Whether two digits are of the same place; a hair apart by the factors of their units.
fn same_digit(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-6 * other
}

fn has_unit(text: &str) -> bool {
    Quantity::parse(text).is_ok_and(|quantity| quantity.unit != ONE)
}
