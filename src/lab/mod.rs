//! A lab: one running experiment, made from a module; the one door for every change, fixed steps, samples, record.
//! Not here: what follows from the rows (`notebook`), scoring (`assess`), and anything of a browser (`host`).
//! Start with `lab.rs` (the struct and its parts), then `apply.rs` (what each action does).

mod action;
mod apply;
#[cfg(feature = "rigid")]
mod arrangement;
#[cfg(feature = "rigid")]
mod arrangement_text;
pub mod claim;
mod clock;
mod history;
#[allow(clippy::module_inception)]
mod lab;
mod path;
mod record;
mod replay;
pub mod rows;
mod samples;
mod scene;
mod snapshot;
#[cfg(test)]
mod tests;
mod touch;
mod witness;
mod work;
#[cfg(feature = "rigid")]
mod workbench;
mod writing;
#[cfg(test)]
mod writing_tests;

pub use action::{Action, Source};
#[cfg(feature = "rigid")]
pub use arrangement::{Arrangement, Piece};
pub use clock::{Clock, SPEEDS};
pub use lab::{Changes, Lab, Opening, Stopped};
pub use path::{Address, Value};
pub use record::{Done, FORMAT, Record};
pub use replay::{Replay, ReplayError, replay, replay_watched};
pub use samples::{Samples, Trace};
pub use touch::GripRef;
pub use witness::{Happened, Moment, Shown, Watch, Witness, Written};
pub use work::Work;
#[cfg(feature = "rigid")]
pub use workbench::is_laid;
