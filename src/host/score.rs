//! Scoring for the page, in the builds that have it: a replay that follows a lab at work, so that little is left to run
//! when the score is asked for. Apart from any lab on the page: another build may run that.

use super::web::{impossible, problems, refused, written};
use crate::assess::{self, Judged, Rubric};
use crate::lab::{Record, Replay, ReplayError};
use crate::module::Module;
use crate::module::fields;
use crate::module::json::Limits;
use crate::quantity::Entries;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Followers that are kept: as many labs as are scored on a page at a time.
const MOST: usize = 8;

/// A replay on behalf of a rubric.
struct Follower {
    rubric: Rubric,
    replay: Replay,
}

#[derive(Serialize)]
struct Followed {
    follower: u32,
}

thread_local! {
    static FOLLOWERS: RefCell<(u32, Entries<u32, Follower>)> = const { RefCell::new((0, Entries::new())) };
}

fn differs(error: &ReplayError) -> String {
    refused(&impossible(error.key(), error.to_string()))
}

fn gone() -> String {
    refused(&impossible("refused.no_recording", "Nobody follows this recording any more.".into()))
}

/// Follows a recording of a module for a rubric: texts of the three files. What was run for an earlier state of the same
/// recording is not run again. Answers with the number of the follower.
#[wasm_bindgen]
pub fn score_follow(module: &str, rubric: &str, record: &str) -> String {
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
    FOLLOWERS.with_borrow_mut(|(last, followers)| {
        let handles: Vec<u32> = followers.iter().map(|(handle, _)| *handle).collect();
        for handle in handles {
            let Some(one) = followers.get_mut(&handle) else { continue };
            if one.rubric.hash == rubric.hash && one.replay.further(&record) {
                return written(&Followed { follower: handle });
            }
        }
        let watches = Some((rubric.hash, rubric.watches.clone()));
        let replay = match Replay::new(module, record, watches) {
            Ok(replay) => replay,
            Err(error) => return differs(&error),
        };
        while followers.len() >= MOST {
            let Some(oldest) = followers.iter().map(|(handle, _)| *handle).min() else { break };
            followers.remove(&oldest);
        }
        *last += 1;
        followers.insert(*last, Follower { rubric, replay });
        written(&Followed { follower: *last })
    })
}

/// Lets a follower run so many steps: how many are still to be run. NaN if the recording cannot be run.
#[wasm_bindgen]
pub fn score_run(follower: u32, steps: f64) -> f64 {
    FOLLOWERS.with_borrow_mut(|(_, followers)| {
        let left = followers.get_mut(&follower).map(|one| one.replay.go(steps.max(0.0) as u64));
        left.and_then(Result::ok).map_or(f64::NAN, |steps| steps as f64)
    })
}

/// The score of the recording that is followed, with what the teacher decides.
#[wasm_bindgen]
pub fn score_judge(follower: u32, judged: &str) -> String {
    let judged: Judged = match fields::parse(judged, Limits::FILE) {
        Ok(judged) => judged,
        Err(error) => return refused(&impossible("refused.impossible", format!("This is no judgement: {error}."))),
    };
    FOLLOWERS.with_borrow_mut(|(_, followers)| {
        let Some(Follower { rubric, replay }) = followers.get_mut(&follower) else { return gone() };
        match replay.end().and_then(|lab| assess::score_lab(lab, rubric, &judged)) {
            Ok(score) => written(&score),
            Err(error) => {
                // What went wrong once is not gone on with.
                followers.remove(&follower);
                differs(&error)
            }
        }
    })
}

/// Lets a follower go.
#[wasm_bindgen]
pub fn score_leave(follower: u32) {
    FOLLOWERS.with_borrow_mut(|(_, followers)| followers.remove(&follower));
}
