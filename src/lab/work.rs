//! What the learner says about the work besides the table: answers, ticked steps, and that it is handed in.

use super::Source;
use super::apply::unknown;
use crate::module::{Module, QuestionKind};
use crate::quantity::Quantity;
use crate::quantity::unit::ONE;
use crate::systems::Refused;
use serde::{Deserialize, Serialize};

/// Letters beyond which an answer is refused.
pub const LONGEST_ANSWER: usize = 2000;

/// Answers, ticks, and whether the work is handed in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// For each question in the order of the module what was answered; empty if nothing.
    answers: Vec<String>,
    /// For each step in the order of the module whether it is ticked.
    ticks: Vec<bool>,
    /// True once it is handed in.
    pub submitted: bool,
}

impl Work {
    /// What was answered, as written; empty if nothing.
    pub fn answered(&self, question: usize) -> &str {
        self.answers.get(question).map_or("", String::as_str)
    }

    /// Whether a step is ticked.
    pub fn ticked(&self, step: usize) -> bool {
        self.ticks.get(step).copied().unwrap_or(false)
    }

    pub(super) fn answer(&mut self, module: &Module, id: &str, text: &str) -> Result<(), Refused> {
        let all = &module.questions;
        let found = all.iter().enumerate().find(|(_, q)| q.id == id);
        let (index, plan) = found.ok_or_else(|| unknown(id, all.iter().map(|q| q.id.as_str())))?;
        let text = text.trim();
        let wrong = |sentence: String| Refused::NotAQuantity { path: id.into(), sentence };
        if text.chars().count() > LONGEST_ANSWER {
            return Err(wrong(format!("an answer holds {LONGEST_ANSWER} letters.")));
        }
        match plan.kind {
            _ if text.is_empty() => {}
            QuestionKind::Text => {}
            QuestionKind::Choice if plan.options.iter().any(|o| o == text) => {}
            QuestionKind::Choice => return Err(unknown(text, plan.options.iter().map(String::as_str))),
            QuestionKind::Estimate | QuestionKind::Number => {
                let quantity = Quantity::parse(text).map_err(|e| wrong(e.to_string()))?;
                if quantity.unit != ONE && !quantity.unit.dimension.same_kind(plan.unit.dimension) {
                    let symbol = if plan.unit.symbol.is_empty() { "no unit" } else { &plan.unit.symbol };
                    return Err(wrong(format!("it is measured in {symbol}.")));
                }
            }
        }
        self.answers.resize(all.len(), String::new());
        if let Some(slot) = self.answers.get_mut(index) {
            *slot = text.to_owned();
        }
        Ok(())
    }

    pub(super) fn tick(&mut self, module: &Module, id: &str, done: bool) -> Result<(), Refused> {
        let found = module.steps.iter().position(|s| s == id);
        let index = found.ok_or_else(|| unknown(id, module.steps.iter().map(String::as_str)))?;
        self.ticks.resize(module.steps.len(), false);
        if let Some(slot) = self.ticks.get_mut(index) {
            *slot = done;
        }
        Ok(())
    }

    /// Refuses what the learner does after handing in.
    pub(super) fn open_to(&self, by: Source) -> Result<(), Refused> {
        if !self.submitted || by != Source::Learner {
            return Ok(());
        }
        let sentence = "The work is handed in: nothing more can be done to it.";
        Err(Refused::impossible("refused.submitted", sentence))
    }
}
