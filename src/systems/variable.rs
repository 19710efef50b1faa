//! Variables: the static table row of a part, and the variable of a running instance (FMI 3.0, reduced).

use super::Refused;
use crate::quantity::Unit;

/// Who may write a variable (FMI 3.0 section 2.4, reduced).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Causality {
    /// Set by the module or a control.
    Parameter,
    /// Set by a connection or a control, never both.
    Input,
    /// Written by the system; read by instruments, graphs and connections.
    Output,
    /// Written by the system; read by the debug panel only.
    Local,
}

/// When a variable may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variability {
    /// Never.
    Constant,
    /// Before the first step only; a later change rebuilds the lab.
    Fixed,
    /// Between steps.
    Tunable,
    /// At events.
    Discrete,
    /// At any time.
    Continuous,
}

/// What the `f64` of a variable means.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A real number in SI, shown in this unit.
    Real(Unit),
    /// A whole number.
    Whole,
    /// 0 or 1.
    Flag,
    /// The index of one of these names.
    Choice(&'static [&'static str]),
}

/// One row of a part's static table. Values are SI.
#[derive(Clone, Debug)]
pub struct VariableSpec {
    /// Stable id, part of the public path.
    pub name: &'static str,
    /// Earlier names that still work.
    pub aliases: &'static [&'static str],
    /// Who may write it.
    pub causality: Causality,
    /// When it may change.
    pub variability: Variability,
    /// What its number means.
    pub kind: Kind,
    /// Value when the module says nothing. SI.
    pub start: f64,
    /// Smallest legal value. SI.
    pub min: f64,
    /// Largest legal value. SI.
    pub max: f64,
    /// A usual size, for scales and tolerances. SI.
    pub nominal: f64,
    /// An output whose start value the module or the learner's hand gives (FMI: initial = exact).
    pub state: bool,
    /// An output that is no number (NaN) while there is nothing to tell: a mark that has not been made yet.
    pub optional: bool,
    /// One sentence for docs, schema and tooltips.
    pub about: &'static str,
}

impl VariableSpec {
    const fn new(name: &'static str, causality: Causality, variability: Variability, kind: Kind, start: f64) -> Self {
        Self {
            name,
            aliases: &[],
            causality,
            variability,
            kind,
            start,
            min: f64::NEG_INFINITY,
            max: f64::INFINITY,
            nominal: 1.0,
            state: false,
            optional: false,
            about: "",
        }
    }

    /// A number that the module gives before the run (parameter, fixed).
    pub const fn parameter(name: &'static str, unit: Unit, start: f64) -> Self {
        Self::new(name, Causality::Parameter, Variability::Fixed, Kind::Real(unit), start)
    }

    /// A number that a connection or a control gives during the run.
    pub const fn input(name: &'static str, unit: Unit, start: f64) -> Self {
        Self::new(name, Causality::Input, Variability::Continuous, Kind::Real(unit), start)
    }

    /// A number that the system computes.
    pub const fn output(name: &'static str, unit: Unit) -> Self {
        Self::new(name, Causality::Output, Variability::Continuous, Kind::Real(unit), 0.0)
    }

    /// A number that the system computes from a start that the module or the learner's hand gives.
    pub const fn state(name: &'static str, unit: Unit, start: f64) -> Self {
        let mut spec = Self::new(name, Causality::Output, Variability::Continuous, Kind::Real(unit), start);
        spec.state = true;
        spec
    }

    /// A yes or no that the module or a control gives.
    pub const fn flag(name: &'static str, start: bool) -> Self {
        let mut spec = Self::new(name, Causality::Parameter, Variability::Tunable, Kind::Flag, 0.0);
        spec.start = if start { 1.0 } else { 0.0 };
        spec.min = 0.0;
        spec.max = 1.0;
        spec
    }

    /// One of several names that the module or a control gives; `start` is an index.
    pub const fn choice(name: &'static str, names: &'static [&'static str], start: usize) -> Self {
        assert!(start < names.len(), "the start of a choice must be one of its names");
        let mut spec = Self::new(name, Causality::Parameter, Variability::Tunable, Kind::Choice(names), start as f64);
        spec.min = 0.0;
        spec.max = (names.len() - 1) as f64;
        spec
    }

    /// A whole number that the module or a control gives.
    pub const fn whole(name: &'static str, start: u32, max: u32) -> Self {
        let mut spec = Self::new(name, Causality::Parameter, Variability::Tunable, Kind::Whole, start as f64);
        spec.min = 0.0;
        spec.max = max as f64;
        spec
    }

    /// Legal values from `min` to `max`, in SI.
    pub const fn range(mut self, min: f64, max: f64) -> Self {
        assert!(min <= max, "a range must not be empty");
        assert!(
            matches!(self.causality, Causality::Output | Causality::Local) || (self.start >= min && self.start <= max),
            "the start of a variable must lie in its range"
        );
        self.min = min;
        self.max = max;
        self
    }

    /// A usual size, in SI.
    pub const fn nominal(mut self, nominal: f64) -> Self {
        self.nominal = nominal;
        self
    }

    /// May change between steps. Only parameters.
    pub const fn tunable(mut self) -> Self {
        assert!(matches!(self.causality, Causality::Parameter), "only a parameter is tunable");
        self.variability = Variability::Tunable;
        self
    }

    /// Changes at events only. Inputs and outputs.
    pub const fn discrete(mut self) -> Self {
        assert!(!matches!(self.causality, Causality::Parameter), "a parameter is fixed or tunable");
        self.variability = Variability::Discrete;
        self
    }

    /// No number while there is nothing to tell. Outputs only.
    pub const fn optional(mut self) -> Self {
        assert!(matches!(self.causality, Causality::Output), "only an output may be no number");
        self.optional = true;
        self
    }

    /// Shown in the debug panel only.
    pub const fn local(mut self) -> Self {
        assert!(matches!(self.causality, Causality::Output), "only an output becomes local");
        self.causality = Causality::Local;
        self
    }

    /// Earlier names that still work in files and links.
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// One sentence for docs and schema. A page never shows it, so the wasm file goes without.
    pub const fn about(mut self, about: &'static str) -> Self {
        self.about = crate::quantity::doc(about);
        self
    }

    /// The unit values are shown in; dimensionless for whole numbers, flags and choices.
    pub fn unit(&self) -> Unit {
        match &self.kind {
            Kind::Real(unit) => unit.clone(),
            _ => crate::quantity::unit::ONE,
        }
    }

    /// True for what a module, control or connection may give.
    pub fn is_settable(&self) -> bool {
        self.state || matches!(self.causality, Causality::Parameter | Causality::Input)
    }

    /// True if `name` is the id or an earlier name of this variable.
    pub fn answers_to(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}

/// Index of a variable in [`System::variables`](super::System::variables).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VarId(pub u32);

/// A variable of a built instance.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Path inside the system: `part.variable`, or `variable` for an option of the system itself.
    pub path: String,
    /// Its table row.
    pub spec: &'static VariableSpec,
}

impl Variable {
    /// Refuses what cannot be set, or not to this value.
    pub fn accepts(&self, value: f64) -> Result<(), Refused> {
        let spec = self.spec;
        if !spec.is_settable() {
            return Err(Refused::NotSettable { path: self.path.clone() });
        }
        let whole = !matches!(spec.kind, Kind::Real(_));
        if !(value >= spec.min && value <= spec.max) || whole && value.fract() != 0.0 {
            return Err(Refused::OutOfRange { path: self.path.clone(), value, min: spec.min, max: spec.max });
        }
        Ok(())
    }
}
