//! Kinds of systems and parts, and what a builder receives: the tables behind files, schema, docs and tests.

use super::{Refused, System, VariableSpec};
use crate::quantity::Entries;
use std::rc::Rc;

/// A kind of system: one row of [`CATALOG`](super::CATALOG).
pub struct SystemKind {
    /// Stable id, as in `"kind": "motion"`.
    pub id: &'static str,
    /// Earlier ids that still work.
    pub aliases: &'static [&'static str],
    /// One sentence.
    pub about: &'static str,
    /// The kinds of parts it is made of.
    pub parts: &'static [&'static PartKind],
    /// Variables of the system itself.
    pub options: &'static [VariableSpec],
    /// Makes an instance from a checked setup. The error names the part at fault, if one is.
    pub build: fn(&Setup) -> Result<Box<dyn System>, BuildError>,
    /// How exact it is.
    pub accuracy: Accuracy,
    /// How exact it is with a part that needs the contact solver.
    pub accuracy_in_contact: Accuracy,
}

/// How exact a kind of system says that it is: what the contract test holds it to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Largest difference that halving the step makes to an output within half a second, in parts of the larger of
    /// the output's size and its nominal size.
    pub step: f64,
    /// Largest part of the largest store of energy that the ledger is out of balance by within half a second.
    pub energy: f64,
    /// The same for momentum and angular momentum, in parts of the largest that was there or came in.
    pub momentum: f64,
}

/// A kind of part: what may stand in a system's `parts`.
pub struct PartKind {
    /// Stable id, as in `"kind": "ball"`.
    pub id: &'static str,
    /// Earlier ids that still work.
    pub aliases: &'static [&'static str],
    /// Names of its terminals, each joined to another part by that part's id.
    pub terminals: &'static [Terminal],
    /// Its variables.
    pub variables: &'static [VariableSpec],
    /// True if it needs the contact solver, hence the `rigid` build.
    pub rigid: bool,
    /// One sentence.
    pub about: &'static str,
}

/// A place of a part where another part is joined.
pub struct Terminal {
    /// Key in the module file, such as `a`.
    pub name: &'static str,
    /// Ids of the part kinds that may be joined here; empty means any part that has a place, [`Terminal::SUBSTANCE`] a
    /// substance of the catalogue.
    pub joins: &'static [&'static str],
    /// False if the module may leave it open.
    pub required: bool,
}

impl Terminal {
    /// What stands for the kinds of parts where a substance is named instead of a part.
    pub const SUBSTANCE: &'static [&'static str] = &["substance"];

    /// True if a substance is named here.
    pub fn names_substance(&self) -> bool {
        self.joins == Self::SUBSTANCE
    }
}

impl PartKind {
    /// The variable with this name or earlier name.
    pub fn variable(&self, name: &str) -> Option<(usize, &'static VariableSpec)> {
        self.variables.iter().enumerate().find(|(_, spec)| spec.answers_to(name))
    }
}

impl SystemKind {
    /// The part kind with this id or earlier id.
    pub fn part(&self, id: &str) -> Option<&'static PartKind> {
        self.parts.iter().copied().find(|kind| kind.id == id || kind.aliases.contains(&id))
    }
}

/// What surrounds every experiment: the chosen site and profile, in SI.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surroundings {
    /// Acceleration of free fall, m/s², downwards.
    pub gravity: f64,
    /// Air pressure, Pa.
    pub pressure: f64,
    /// Air density, kg/m³.
    pub air_density: f64,
    /// Room temperature, K.
    pub temperature: f64,
}

/// A checked system of a module: everything in SI and inside its range, every name known.
#[derive(Clone)]
pub struct Setup {
    /// Id of the system in its module.
    pub id: Rc<str>,
    /// Its parts, in the order of the file.
    pub parts: Vec<PartSetup>,
    /// Options of the system that the module gives, by name; the rest have their start value.
    pub options: Entries<&'static str, f64>,
    /// Site and profile.
    pub surroundings: Surroundings,
    /// Whether it is a workbench: all that is drawn can be taken hold of, and parts come and go from build to build.
    pub open: bool,
    /// Substances and their reactions, for a kind whose parts name some.
    #[cfg(feature = "chemistry")]
    pub catalogue: Option<Rc<crate::matter::catalogue::Catalogue>>,
}

/// A checked part.
#[derive(Clone)]
pub struct PartSetup {
    /// Id of the part in its system.
    pub id: Rc<str>,
    /// Its kind.
    pub kind: &'static PartKind,
    /// Every settable variable, in the order of `kind.variables` (outputs hold their start).
    pub values: Vec<f64>,
    /// True where the module gave the value itself, in the order of `kind.variables`.
    pub given: Vec<bool>,
    /// For each terminal, in the order of `kind.terminals`, the index in `Setup::parts` of what is joined; of a substance
    /// its index in the catalogue.
    pub joined: Vec<Option<usize>>,
}

/// A setup that is well-formed but cannot be built, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildError {
    /// Path inside the system of what is at fault (`rod`, `rod.length`), or empty.
    pub path: String,
    /// Key of the sentence in the page's strings, for a learner whose setting leads here.
    pub key: &'static str,
    /// What is wrong and what to do, in English.
    pub sentence: String,
}

impl BuildError {
    /// An error at `path` that only a module can make.
    pub fn new(path: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { path: path.into(), key: "problem.bad_build", sentence: sentence.into() }
    }

    /// The same with a sentence of its own in the page's strings.
    pub fn keyed(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
}

impl From<BuildError> for Refused {
    fn from(BuildError { path, key, sentence }: BuildError) -> Self {
        Refused::Impossible { key, part: path, sentence }
    }
}
