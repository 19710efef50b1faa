//! `gewu replay`: runs a recording again and compares the final state.

use super::arguments;
use super::open::open;
use gewu::lab::{Record, replay};
use std::rc::Rc;

/// Replays the file that the words name.
pub fn run(words: &[String]) -> Result<bool, String> {
    let words = arguments::parse(words, &[arguments::once("--module", "the folder of its module")])?;
    let file = words.one("a recording")?;
    let text = std::fs::read_to_string(file).map_err(|e| format!("{file} cannot be read: {e}"))?;
    let record = Record::parse(&text).map_err(|e| format!("{file} is no recording: {e}"))?;
    let Some(module) = open(words.value("--module").unwrap_or(&record.module))? else { return Ok(false) };
    match replay(Rc::new(module), &record) {
        Ok(lab) => {
            println!(
                "{file}: {} actions, {} steps, ends in the same state ({:016x})",
                record.entries.len(),
                record.ticks,
                lab.hash()
            );
            Ok(true)
        }
        Err(error) => {
            eprintln!("{file}: {error}");
            Ok(false)
        }
    }
}
