//! Claims: what a module says of its own numbers, and the run that checks one.

use super::lab::{Lab, Opening};
use super::{Action, Source};
use crate::module::Module;
use crate::quantity::Quantity;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::rc::Rc;

/// One entry of `validation.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// What is claimed, a sentence.
    pub claim: String,
    /// Where the number is from.
    pub source: String,
    /// Settings by path; `site` and `profile` as well.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// How long it runs.
    pub run: String,
    /// A reducer and the path it is applied to; `from`, `to`, `time` and `level` narrow it.
    pub measure: BTreeMap<String, String>,
    /// The right value.
    pub expect: String,
    /// Tolerance: a quantity, or a percentage of the right value.
    pub within: String,
    /// Why it fails as yet; then it must go on failing.
    pub known_failure: Option<String>,
    /// A remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// How a check came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Measured value, SI.
    pub found: f64,
    /// Right value, SI.
    pub expected: f64,
    /// Allowed difference, SI.
    pub tolerance: f64,
}

impl Outcome {
    /// True if the claim holds.
    pub fn holds(&self) -> bool {
        (self.found - self.expected).abs() <= self.tolerance
    }
}

/// Names of the reducers.
pub const REDUCERS: &[&str] =
    &["value", "at", "max", "min", "mean", "final", "period", "slope", "crossing", "ratio", "conserved"];

/// Runs a module as a claim says and measures; the error is a sentence.
pub fn check(module: &Rc<Module>, claim: &Claim) -> Result<Outcome, String> {
    let mut opening = Opening::default();
    for (key, slot) in [("site", &mut opening.site), ("profile", &mut opening.profile)] {
        if let Some(value) = claim.set.get(key) {
            slot.clone_from(value);
        }
    }
    let mut lab = Lab::new(module.clone(), opening).map_err(|e| e.sentence)?;
    // What shapes the systems comes first; a stop is taken away last, when all else is in place.
    let order = |path: &str| if path.ends_with(".hold") { 2 } else { i32::from(!lab.shapes(path)) };
    let mut set: Vec<_> = claim.set.iter().map(|(path, value)| (order(path), path, value)).collect();
    set.sort();
    for (_, path, value) in set {
        if path != "site" && path != "profile" {
            let action = Action::Set { path: path.clone(), value: value.clone() };
            lab.apply(action, Source::Page).map_err(|refused| refused.to_string())?;
        }
    }
    let seconds = |text: &str| Quantity::parse(text).map(|q| q.si).map_err(|e| format!("{text}: {e}"));
    let (reducer, path) = claim
        .measure
        .iter()
        .find(|(key, _)| REDUCERS.contains(&key.as_str()))
        .ok_or_else(|| format!("measure needs one of {}", REDUCERS.join(", ")))?;
    let option = |key: &str| claim.measure.get(key).map(|text| seconds(text)).transpose();
    let run = seconds(&claim.run)?;
    let window = (option("from")?.unwrap_or(0.0), option("to")?.unwrap_or(run));
    let mut seen = Vec::new();
    let mut take = |lab: &Lab| -> Result<(), String> {
        let time = lab.clock().time();
        if time >= window.0 - 1e-9 && time <= window.1 + 1e-9 {
            seen.push((time, lab.get(path).map_err(|r| r.to_string())?.si));
        }
        Ok(())
    };
    take(&lab)?;
    let steps = (run / lab.clock().step).round() as u64;
    for _ in 0..steps {
        lab.steps(1);
        if let Some(stopped) = lab.stopped() {
            return Err(stopped.sentence.clone());
        }
        take(&lab)?;
    }
    let level = option("level")?.unwrap_or(0.0);
    let scale = lab.energy_scale();
    let found = match reducer.as_str() {
        "at" => interpolate(&seen, option("time")?.ok_or("at needs `time`")?),
        "max" => seen.iter().map(|s| s.1).fold(f64::NEG_INFINITY, f64::max),
        "min" => seen.iter().map(|s| s.1).fold(f64::INFINITY, f64::min),
        "mean" => seen.iter().map(|s| s.1).sum::<f64>() / seen.len() as f64,
        "final" | "value" => seen.last().map_or(f64::NAN, |s| s.1),
        "period" => period(&seen, if claim.measure.contains_key("level") { level } else { middle(&seen) }),
        "slope" => slope(&seen),
        "crossing" => crossings(&seen, level, true).first().copied().unwrap_or(f64::NAN),
        "ratio" => seen.last().map_or(f64::NAN, |s| s.1) / seen.first().map_or(f64::NAN, |s| s.1),
        _ => {
            let first = seen.first().map_or(0.0, |s| s.1);
            seen.iter().map(|s| (s.1 - first).abs()).fold(0.0, f64::max) / scale
        }
    };
    let expected = seconds(&claim.expect)?;
    let tolerance = match claim.within.trim().strip_suffix('%') {
        Some(percent) => {
            let share: f64 = percent.trim().parse().map_err(|_| format!("within: {}", claim.within))?;
            expected.abs() * share / 100.0
        }
        None => seconds(&claim.within)?,
    };
    Ok(Outcome { found, expected, tolerance })
}

/// Value at a time by the cubic through the four samples around it.
fn interpolate(seen: &[(f64, f64)], time: f64) -> f64 {
    let after = seen.partition_point(|s| s.0 < time - 1e-12);
    if let Some(s) = seen.get(after).filter(|s| (s.0 - time).abs() < 1e-9) {
        return s.1;
    }
    let start = after.saturating_sub(2).min(seen.len().saturating_sub(4));
    let Some(around) = seen.get(start..start + 4) else { return f64::NAN };
    lagrange(around, time)
}

fn lagrange(points: &[(f64, f64)], time: f64) -> f64 {
    let mut sum = 0.0;
    for (i, (ti, yi)) in points.iter().enumerate() {
        let mut weight = 1.0;
        for (j, (tj, _)) in points.iter().enumerate() {
            if i != j {
                weight *= (time - tj) / (ti - tj);
            }
        }
        sum += weight * yi;
    }
    sum
}

fn middle(seen: &[(f64, f64)]) -> f64 {
    let (low, high) = seen.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), s| (l.min(s.1), h.max(s.1)));
    (low + high) / 2.0
}

/// Times at which the samples rise (or fall) through a level, by the cubic around each crossing.
fn crossings(seen: &[(f64, f64)], level: f64, both: bool) -> Vec<f64> {
    let mut found = Vec::new();
    for (i, pair) in seen.windows(2).enumerate() {
        let (before, after) = (pair[0].1 - level, pair[1].1 - level);
        let rising = before < 0.0 && after >= 0.0;
        let falling = both && before > 0.0 && after <= 0.0;
        if !(rising || falling) {
            continue;
        }
        let start = i.saturating_sub(1).min(seen.len().saturating_sub(4));
        let Some(around) = seen.get(start..start + 4) else { continue };
        let value = |t: f64| lagrange(around, t) - level;
        if let Ok(t) = crate::numerics::root::root(value, pair[0].0, pair[1].0, 1e-13, 200) {
            found.push(t);
        }
    }
    found
}

fn period(seen: &[(f64, f64)], level: f64) -> f64 {
    let rises = crossings(seen, level, false);
    match (rises.first(), rises.last()) {
        (Some(first), Some(last)) if rises.len() > 1 => (last - first) / (rises.len() - 1) as f64,
        _ => f64::NAN,
    }
}

fn slope(seen: &[(f64, f64)]) -> f64 {
    let n = seen.len() as f64;
    let (mt, my) = (seen.iter().map(|s| s.0).sum::<f64>() / n, seen.iter().map(|s| s.1).sum::<f64>() / n);
    let (top, bottom) =
        seen.iter().fold((0.0, 0.0), |(t, b), s| (t + (s.0 - mt) * (s.1 - my), b + (s.0 - mt) * (s.0 - mt)));
    top / bottom
}
