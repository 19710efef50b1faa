//! The record: everything that was done, with the step at which it was done. Replaying it gives the same state.

use super::{Action, Source};
use serde::{Deserialize, Serialize};

/// Layout of records; a later one is refused.
pub const FORMAT: u32 = 1;

/// What was done to a lab from its opening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Actions in the order they were done.
    pub entries: Vec<Done>,
    /// Steps done in all.
    pub ticks: u64,
    /// Hash of the state at the end, hexadecimal.
    pub hash: String,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Steps that were done before it, since the opening.
    pub tick: u64,
    /// Who did it.
    pub by: Source,
    /// What was done.
    pub action: Action,
}
