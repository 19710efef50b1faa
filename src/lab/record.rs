//! The record: everything that was done, with the step at which it was done. Replaying it gives the same state.

use super::{Action, Source};
use crate::module::Mode;
use crate::module::fields::{self, Fields, Read, Wrong};
use crate::module::json::{Limits, Node};
use serde::Serialize;

/// Layout of records; a later one is refused.
pub const FORMAT: u32 = 1;

/// What was done to a lab from its opening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    /// Layout.
    pub format: u32,
    /// Id of the module.
    pub module: String,
    /// Content hash of the module, hexadecimal.
    pub module_hash: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Seed.
    pub seed: u64,
    /// Site at the opening.
    pub site: String,
    /// Profile at the opening.
    pub profile: String,
    /// Whether it was practice or an examination.
    pub mode: Mode,
    /// Actions in the order they were done.
    pub entries: Vec<Done>,
    /// Steps done in all.
    pub ticks: u64,
    /// Hash of the state at the end, hexadecimal.
    pub hash: String,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Done {
    /// Steps that were done before it, since the opening.
    pub tick: u64,
    /// Who did it.
    pub by: Source,
    /// What was done.
    pub action: Action,
}

impl Record {
    /// Reads the text of a recording; the sentence says what is wrong and where.
    pub fn parse(text: &str) -> Result<Record, String> {
        fields::parse(text, Limits::RECORDING)
    }
}

impl Read for Record {
    fn read(node: &Node) -> Result<Record, Wrong> {
        let mut f = Fields::of(node)?;
        let format = f.need("format")?;
        let record = Record {
            format,
            module: f.need("module")?,
            module_hash: f.need("module_hash")?,
            version: f.need("version")?,
            seed: f.need("seed")?,
            site: f.need("site")?,
            profile: f.need("profile")?,
            mode: f.may("mode")?.unwrap_or_default(),
            entries: f.need("entries")?,
            ticks: f.need("ticks")?,
            hash: f.need("hash")?,
        };
        f.close()?;
        Ok(record)
    }
}

impl Read for Done {
    fn read(node: &Node) -> Result<Done, Wrong> {
        let mut f = Fields::of(node)?;
        let done = Done { tick: f.need("tick")?, by: f.need("by")?, action: f.need("action")? };
        f.close()?;
        Ok(done)
    }
}
