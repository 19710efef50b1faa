//! Scoring for the page: in the builds that have it, apart from any lab on the page.

use super::web::{impossible, problems, refused, written};
use crate::assess::{self, Judged, Rubric};
use crate::lab::Record;
use crate::module::Module;
use crate::module::fields;
use crate::module::json::Limits;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Scores a recording of a module by a rubric: texts of the three files, and what the teacher decides.
#[wasm_bindgen]
pub fn score_record(module: &str, rubric: &str, record: &str, judged: &str) -> String {
    let module = match Module::parse("module.json", module) {
        Ok(module) => Rc::new(module),
        Err(found) => return problems(&found),
    };
    let rubric = match Rubric::parse("rubric.json", rubric, Some(&module)) {
        Ok(rubric) => rubric,
        Err(found) => return problems(&found),
    };
    let record = match Record::parse(record) {
        Ok(record) => record,
        Err(error) => return refused(&impossible("refused.no_recording", format!("This is no recording: {error}."))),
    };
    let judged: Judged = match fields::parse(judged, Limits::FILE) {
        Ok(judged) => judged,
        Err(error) => return refused(&impossible("refused.impossible", format!("This is no judgement: {error}."))),
    };
    match assess::score(module, &rubric, &record, &judged) {
        Ok(score) => written(&score),
        Err(error) => refused(&impossible(error.key(), error.to_string())),
    }
}
