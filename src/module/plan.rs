//! A checked module: plain data, everything in SI, every name resolved. After this nothing is checked again.

use super::formula::Formula;
use super::question::{Mode, QuestionPlan, VariantPlan};
use super::scale::{ReadingMode, Scale};
use crate::instruments::InstrumentKind;
use crate::quantity::Entries;
use crate::quantity::Unit;
use crate::systems::{PartSetup, Setup, Surroundings, SystemKind, VariableSpec};
use std::rc::Rc;

/// A checked experiment: immutable, shared by the labs that run it.
#[derive(Clone)]
pub struct Module {
    /// Kebab-case id, the name of its folder.
    pub id: String,
    /// One of [`SUBJECTS`](super::SUBJECTS).
    pub subject: &'static str,
    /// One of [`STAGES`](super::STAGES).
    pub stage: &'static str,
    /// How long the work takes a learner, minutes.
    pub minutes: u32,
    /// Codes of curricula.
    pub standards: Vec<String>,
    /// Its systems, in the order of the file.
    pub systems: Vec<SystemPlan>,
    /// Outputs that feed inputs.
    pub connections: Vec<Connection>,
    /// What a learner may set.
    pub controls: Vec<ControlPlan>,
    /// What a learner reads.
    pub instruments: Vec<InstrumentPlan>,
    /// Columns, graphs and results.
    pub notebook: NotebookPlan,
    /// What is seen; the first is `main`.
    pub views: Vec<ViewPlan>,
    /// The live graph.
    pub graph: Option<LiveGraph>,
    /// Ids of the steps of the work.
    pub steps: Vec<String>,
    /// What the learner is asked.
    pub questions: Vec<QuestionPlan>,
    /// Practice, or an examination, if the page does not say.
    pub mode: Mode,
    /// What the seed chooses.
    pub variants: Vec<VariantPlan>,
    /// Paths that the learner is not told.
    pub hidden: Vec<String>,
    /// When the learner sees the bars of energy and momentum.
    pub energy: Bars,
    /// What the learner may build with.
    #[cfg(feature = "rigid")]
    pub workbench: Option<super::WorkbenchPlan>,
    /// Step of time and end.
    pub run: RunPlan,
    /// FNV-1a of the content without notes, spaces and line ends: the same module has the same hash everywhere.
    pub hash: u64,
}

/// When the learner sees the bars of energy and momentum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    /// When the learner opens them; in an examination after the work is handed in.
    #[default]
    Offered,
    /// From the start.
    Shown,
    /// After the work is handed in, when the learner opens them: before, they would give the answer away.
    HandedIn,
    /// Never.
    Never,
}

impl Bars {
    /// Names in files.
    pub const NAMES: [&'static str; 4] = ["offered", "shown", "handed_in", "never"];
    pub(super) const ALL: [Bars; 4] = [Bars::Offered, Bars::Shown, Bars::HandedIn, Bars::Never];
}

impl Module {
    /// True if it needs the contact solver, hence the `rigid` build.
    pub fn rigid(&self) -> bool {
        self.systems.iter().any(SystemPlan::rigid)
    }

    /// True for the path of what the learner is not told.
    pub fn hides(&self, path: &str) -> bool {
        self.hidden.iter().any(|hidden| hidden == path)
    }
}

/// A system, all but its surroundings.
#[derive(Clone)]
pub struct SystemPlan {
    /// Its id.
    pub id: Rc<str>,
    /// Its kind.
    pub kind: &'static SystemKind,
    /// Its parts, in the order of the file.
    pub parts: Vec<PartSetup>,
    /// Options that the file gives, SI; the rest have their start or follow the site.
    pub options: Entries<&'static str, f64>,
    /// Whether it is the module's workbench.
    pub open: bool,
    /// Substances and reactions, if its kind's parts name some.
    #[cfg(feature = "chemistry")]
    pub catalogue: Option<Rc<crate::matter::catalogue::Catalogue>>,
}

impl SystemPlan {
    /// True if one of its parts needs the contact solver.
    pub fn rigid(&self) -> bool {
        self.parts.iter().any(|part| part.kind.rigid)
    }

    /// What the kind's `build` receives at a site.
    pub fn setup(&self, surroundings: Surroundings) -> Setup {
        let (id, parts, options) = (self.id.clone(), self.parts.clone(), self.options.clone());
        Setup {
            id,
            parts,
            options,
            surroundings,
            open: self.open,
            #[cfg(feature = "chemistry")]
            catalogue: self.catalogue.clone(),
        }
    }
}

/// A variable of a system, resolved.
#[derive(Clone, Debug)]
pub struct VariableRef {
    /// Index in `Module::systems`.
    pub system: usize,
    /// Index of the part in `SystemPlan::parts`; `None` for an option of the system itself.
    pub part: Option<usize>,
    /// Index in the part kind's `variables`, or in the system kind's `options`.
    pub variable: usize,
    /// Its table row.
    pub spec: &'static VariableSpec,
    /// The whole path with present names: `system.part.variable` or `system.option`.
    pub path: String,
}

impl VariableRef {
    /// The path inside the system, as `Variable::path` has it.
    pub fn inside(&self) -> &str {
        self.path.split_once('.').map_or("", |(_, inside)| inside)
    }
}

/// A part of a system, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRef {
    /// Index in `Module::systems`.
    pub system: usize,
    /// Index in `SystemPlan::parts`.
    pub part: usize,
    /// `system.part`.
    pub path: String,
}

/// An output that feeds an input.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The output.
    pub from: VariableRef,
    /// The input, of the same dimension.
    pub to: VariableRef,
}

/// How a control looks and works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlAs {
    /// A slider with a number beside it.
    Slider,
    /// A number with steps.
    Number,
    /// On or off.
    Toggle,
    /// One of several names.
    Choice,
    /// Pressed: sets its flag.
    Button,
}

impl ControlAs {
    /// Names in files and messages, in the order of the variants.
    pub const NAMES: [&'static str; 5] = ["slider", "number", "toggle", "choice", "button"];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            ControlAs::Slider => "slider",
            ControlAs::Number => "number",
            ControlAs::Toggle => "toggle",
            ControlAs::Choice => "choice",
            ControlAs::Button => "button",
        }
    }
}

/// What a learner may set.
#[derive(Clone, Debug)]
pub struct ControlPlan {
    /// Its id; the label is the string `control.<id>`.
    pub id: String,
    /// What it sets.
    pub target: VariableRef,
    /// How it looks and works.
    pub shape: ControlAs,
    /// Least value, SI.
    pub from: f64,
    /// Largest value, SI.
    pub to: f64,
    /// Smallest step, SI; 0 for flags and choices.
    pub step: f64,
    /// Decimals that the step needs in `unit`.
    pub decimals: usize,
    /// Unit it is shown in: that of `from` in the file.
    pub unit: Unit,
    /// For a choice: indices of the names that are offered, in the order shown.
    pub choices: Vec<usize>,
}

impl ControlPlan {
    /// Path of what it sets.
    pub fn path(&self) -> &str {
        &self.target.path
    }

    /// Names that are offered, if it is a choice.
    pub fn choice_names(&self) -> Vec<&'static str> {
        match self.target.spec.kind {
            crate::systems::Kind::Choice(names) => self.choices.iter().filter_map(|i| names.get(*i).copied()).collect(),
            _ => Vec::new(),
        }
    }
}

/// An instrument, set up.
#[derive(Clone)]
pub struct InstrumentPlan {
    /// Its id; the name is the string `instrument.<id>`.
    pub id: String,
    /// Its kind.
    pub kind: &'static InstrumentKind,
    /// Settings in the order of `kind.settings`, SI.
    pub values: Vec<f64>,
    /// True where the file gives the setting.
    pub given: Vec<bool>,
    /// What it reads: none, one variable, or those of `kind.reads.variables()` in that order.
    pub reads: Vec<VariableRef>,
    /// The point that it moves with, x and y.
    pub follows: Option<[VariableRef; 2]>,
}

impl InstrumentPlan {
    /// A setting by name, SI; `None` if the kind has no such setting.
    pub fn value(&self, name: &str) -> Option<f64> {
        let at = self.kind.settings.iter().position(|spec| spec.answers_to(name))?;
        self.values.get(at).copied()
    }
}

/// What the notebook holds.
#[derive(Clone)]
pub struct NotebookPlan {
    /// Columns; a formula uses only columns before it.
    pub columns: Vec<ColumnPlan>,
    /// Graphs.
    pub graphs: Vec<GraphPlan>,
    /// Results.
    pub results: Vec<ResultPlan>,
    /// Who may take the reading; the first does so at the start. At least one.
    pub reading: Vec<ReadingMode>,
}

impl Default for NotebookPlan {
    /// Nothing to write down; instruments are read for the learner, or by the learner.
    fn default() -> Self {
        let reading = vec![ReadingMode::Instrument, ReadingMode::Learner];
        NotebookPlan { columns: Vec::new(), graphs: Vec::new(), results: Vec::new(), reading }
    }
}

/// A column of the notebook.
#[derive(Clone)]
pub struct ColumnPlan {
    /// Its id; the heading is the string `column.<id>`, the symbol `symbol.<id>`.
    pub id: String,
    /// Where its cells come from.
    pub source: ColumnSource,
    /// Unit its cells are shown in.
    pub unit: Unit,
}

impl ColumnPlan {
    /// True for a formula that names rows before or after.
    pub fn looks_around(&self) -> bool {
        matches!(&self.source, ColumnSource::Is(formula) if formula.looks_around())
    }
}

/// Where the cells of a column come from.
#[derive(Clone)]
pub enum ColumnSource {
    /// What an instrument shows when the row is written.
    Reads {
        /// Index in `Module::instruments`.
        instrument: usize,
        /// Index in the kind's `outputs`.
        output: usize,
    },
    /// What the learner types; the first text of a cell, in the column's unit, digits as written in the file.
    Typed {
        /// Number as written, such as `20.0`.
        text: String,
    },
    /// The exact value of a variable when the row is written.
    Value(VariableRef),
    /// A formula over columns before it and variables.
    Is(Formula),
}

/// Lines and curves through the points of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// None.
    None,
    /// A straight line: slope and intercept.
    Line,
    /// A straight line through the origin: slope.
    Proportional,
    /// y = a·x² + b·x + c.
    Quadratic,
    /// y = a·x^b.
    Power,
    /// y = a·exp(b·x).
    Exponential,
    /// y = a·sin(b·x + c) + d.
    Sine,
}

impl Fit {
    /// Names in files and messages, in the order of the variants.
    pub const NAMES: [&'static str; 7] = ["none", "line", "proportional", "quadratic", "power", "exponential", "sine"];
    /// All, in the order of the names.
    pub const ALL: [Fit; 7] =
        [Fit::None, Fit::Line, Fit::Proportional, Fit::Quadratic, Fit::Power, Fit::Exponential, Fit::Sine];

    /// Its name.
    pub fn name(self) -> &'static str {
        Fit::NAMES.get(self as usize).copied().unwrap_or("none")
    }
}

/// A graph of the notebook.
#[derive(Clone, Debug)]
pub struct GraphPlan {
    /// Its id; the title is the string `graph.<id>`.
    pub id: String,
    /// Index of the column along x.
    pub x: usize,
    /// Index of the column along y.
    pub y: usize,
    /// What the axes x and y show of their columns at the start.
    pub scale: [Scale; 2],
    /// The fit that the learner meets first.
    pub fit: Fit,
}

/// A number found from the graphs.
#[derive(Clone)]
pub struct ResultPlan {
    /// Its id; the name is the string `result.<id>`.
    pub id: String,
    /// A formula over slopes, intercepts and variables.
    pub is: Formula,
    /// Unit it is shown in.
    pub unit: Unit,
}

/// A view of the world.
#[derive(Clone)]
pub struct ViewPlan {
    /// Its id.
    pub id: String,
    /// What is seen, metres: least x and y, largest x and y.
    pub world: [f64; 4],
    /// Things that only stand there.
    pub scenery: Vec<SceneryPlan>,
    /// Arrows.
    pub vectors: Vec<VectorPlan>,
    /// Traces.
    pub traces: Vec<TracePlan>,
}

/// A thing that only stands there.
#[derive(Clone)]
pub struct SceneryPlan {
    /// Its kind.
    pub kind: &'static super::SceneryKind,
    /// Settings in the order of `kind.settings`, SI.
    pub values: Vec<f64>,
}

/// What an arrow shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The velocity of the part.
    Velocity,
    /// The acceleration of the part.
    Acceleration,
    /// The weight of the part.
    Weight,
    /// A force among the outputs of the part: index in its kind's variables.
    Force(usize),
}

/// An arrow at a part.
#[derive(Clone, Debug)]
pub struct VectorPlan {
    /// The part it begins at.
    pub of: PartRef,
    /// What it shows.
    pub shows: Shows,
    /// Name of what it shows, as in the file: `velocity`, `weight`, `friction`.
    pub name: &'static str,
    /// Metres of arrow for one SI unit.
    pub scale: f64,
}

/// Dots that a part leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct TracePlan {
    /// The part.
    pub of: PartRef,
    /// Time between dots, s.
    pub every: f64,
}

/// A channel of the live graph.
#[derive(Clone, Debug)]
pub enum Channel {
    /// Lab time.
    Time,
    /// A variable.
    Variable(VariableRef),
}

impl Channel {
    /// Its path; `time` for lab time.
    pub fn path(&self) -> &str {
        match self {
            Channel::Time => "time",
            Channel::Variable(variable) => &variable.path,
        }
    }
}

/// The live graph.
#[derive(Clone, Debug)]
pub struct LiveGraph {
    /// Along x.
    pub x: Channel,
    /// Along y.
    pub y: Channel,
    /// Units of x and y; `None` where the module leaves it to the page.
    pub units: [Option<Unit>; 2],
    /// How much of the past is shown, s.
    pub window: f64,
}

/// Step and end of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunPlan {
    /// Fixed step, s.
    pub step: f64,
    /// Lab time at which the run ends, s.
    pub stop: Option<f64>,
}
