//! Names in the formulas of conditions: what each is in a module, with its unit.

use crate::instruments::ReadingState;
use crate::lab::Watch;
use crate::module::check::{Checker, Wrong};
use crate::module::json::{Node, Span, quoted, shortened};
use crate::module::{ColumnSource, Module, VariableRef};
use crate::numerics::expression::Expression;
use crate::quantity::unit::{METRE, ONE, SECOND};
use crate::quantity::{Dimension, Quantity, nearest};
use crate::systems::{Kind, VariableSpec};

use super::condition::Number;

/// What conditions are checked against, and the values that they name.
pub struct Names<'m> {
    /// The module; none if the rubric applies to none yet.
    pub module: Option<&'m Module>,
    /// Values that were named so far.
    pub watches: Vec<Watch>,
    texts: Vec<String>,
}

/// A value that a name stands for.
struct Found {
    watch: Watch,
    dimension: Dimension,
    /// The names of a choice.
    choice: &'static [&'static str],
}

impl<'m> Names<'m> {
    /// Nothing named yet.
    pub fn new(module: Option<&'m Module>) -> Names<'m> {
        Names { module, watches: Vec::new(), texts: Vec::new() }
    }

    /// The index of a value, its dimension and the names of its choice; or the nearest name.
    fn find(&mut self, name: &str) -> Result<(usize, Dimension, &'static [&'static str]), String> {
        let found = self.look(name).ok_or_else(|| {
            let all = self.all();
            nearest(name, all.iter().map(String::as_str)).unwrap_or("").to_owned()
        })?;
        let watch = match name.split_once('.') {
            Some(("start", rest)) => Watch::Start(self.index(rest, found.watch)),
            Some(("end", rest)) => Watch::End(self.index(rest, found.watch)),
            _ => found.watch,
        };
        Ok((self.index(name, watch), found.dimension, found.choice))
    }

    fn index(&mut self, name: &str, watch: Watch) -> usize {
        if let Some(at) = self.texts.iter().position(|text| text == name) {
            return at;
        }
        self.texts.push(name.to_owned());
        self.watches.push(watch);
        self.watches.len() - 1
    }

    fn look(&self, name: &str) -> Option<Found> {
        let module = self.module?;
        let plain = |watch, dimension| Some(Found { watch, dimension, choice: &[] });
        if name == "time" {
            return plain(Watch::Time, SECOND.dimension);
        }
        let (first, rest) = name.split_once('.')?;
        match first {
            "start" | "end" => return self.look(rest),
            "answer" => {
                let at = module.questions.iter().position(|q| q.id == rest)?;
                return plain(Watch::Answer(at), module.questions.get(at)?.unit.dimension);
            }
            "column" => {
                let at = module.notebook.columns.iter().position(|c| c.id == rest)?;
                return plain(Watch::Column(at), module.notebook.columns.get(at)?.unit.dimension);
            }
            "mean" => {
                let at = module.notebook.columns.iter().position(|c| c.id == rest)?;
                return plain(Watch::Mean(at), module.notebook.columns.get(at)?.unit.dimension);
            }
            "result" => {
                let at = module.notebook.results.iter().position(|r| r.id == rest)?;
                return plain(Watch::Result(at), module.notebook.results.get(at)?.unit.dimension);
            }
            _ => {}
        }
        if let Some(at) = module.instruments.iter().position(|i| i.id == first) {
            let plan = module.instruments.get(at)?;
            return match rest {
                "settled" => plain(Watch::Settled(at), ONE.dimension),
                "eye" => plain(Watch::Eye(at), METRE.dimension),
                "state" => {
                    Some(Found { watch: Watch::State(at), dimension: Dimension::NONE, choice: &ReadingState::NAMES })
                }
                _ => match plan.kind.output(rest) {
                    Some((output, spec)) => plain(Watch::Reading(at, output), spec.unit().dimension),
                    None => {
                        let (setting, spec) =
                            plan.kind.settings.iter().enumerate().find(|(_, spec)| spec.answers_to(rest))?;
                        let (watch, dimension) = (Watch::Setting(at, setting), spec.unit().dimension);
                        Some(Found { watch, dimension, choice: choices(spec) })
                    }
                },
            };
        }
        let variable = variable(module, name)?;
        let (choice, dimension) = (choices(variable.spec), variable.spec.unit().dimension);
        Some(Found { watch: Watch::Variable(variable), dimension, choice })
    }

    /// Every name there is but those at the start.
    fn all(&self) -> Vec<String> {
        let Some(module) = self.module else { return Vec::new() };
        let mut all = vec!["time".to_owned()];
        all.extend(module.questions.iter().map(|q| format!("answer.{}", q.id)));
        all.extend(module.notebook.columns.iter().flat_map(|c| ["column", "mean"].map(|of| format!("{of}.{}", c.id))));
        all.extend(module.notebook.results.iter().map(|r| format!("result.{}", r.id)));
        for one in &module.instruments {
            let own = one.kind.outputs.iter().chain(one.kind.settings).map(|spec| spec.name);
            all.extend(own.chain(["settled", "state", "eye"]).map(|name| format!("{}.{name}", one.id)));
        }
        for system in &module.systems {
            all.extend(system.kind.options.iter().map(|spec| format!("{}.{}", system.id, spec.name)));
            for part in &system.parts {
                let variables = part.kind.variables.iter();
                all.extend(variables.map(|spec| format!("{}.{}.{}", system.id, part.id, spec.name)));
            }
        }
        all
    }

    /// Reads a quantity or a formula. `wanted` is the dimension that it must have, if one is known.
    pub fn number(
        &mut self,
        ck: &mut Checker<'_>,
        node: &Node,
        path: &str,
        wanted: Option<Dimension>,
    ) -> Option<(Number, Dimension, &'static [&'static str])> {
        let written = node.text().map(str::to_owned).or_else(|| match node.value {
            crate::module::json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        let Some(text) = written else {
            ck.wrong_type(node, path, "a quantity or a formula");
            return None;
        };
        let mut choice: &'static [&'static str] = &[];
        let (number, dimension) = match Quantity::parse(&text) {
            Ok(quantity) => (Number::Constant(quantity.si), quantity.unit.dimension),
            Err(_) => {
                let expression = match Expression::parse(&text) {
                    Ok(expression) => expression,
                    Err(error) => {
                        bad(ck, node.span, path, &text, "", error.to_string());
                        return None;
                    }
                };
                let mut names = Vec::new();
                let mut dimensions = Vec::new();
                for name in expression.names() {
                    match self.find(name) {
                        Ok((index, dimension, found)) => {
                            names.push(index);
                            dimensions.push(dimension);
                            choice = found;
                        }
                        Err(near) => {
                            let hint = match near.as_str() {
                                "" => "it can be a path, answer.ID, column.ID, mean.ID or result.ID".to_owned(),
                                near => format!("did you mean {}?", quoted(near)),
                            };
                            let sentence = format!("unknown name {}; {hint}", quoted(name));
                            bad(ck, node.span, path, name, &near, sentence);
                            return None;
                        }
                    }
                }
                let of = |name: &str| {
                    let at = expression.names().iter().position(|known| known == name)?;
                    dimensions.get(at).copied()
                };
                match expression.check(of) {
                    Ok(dimension) => (Number::Formula(expression, names), dimension),
                    Err(error) => {
                        bad(ck, node.span, path, &text, "", error.to_string());
                        return None;
                    }
                }
            }
        };
        if let Some(wanted) = wanted
            && !dimension.same_kind(wanted)
        {
            let said = |d: Dimension| if d == Dimension::NONE { "a plain number".to_owned() } else { d.to_string() };
            let wrong = Wrong {
                key: "problem.wrong_unit",
                found: said(dimension),
                expected: said(wanted),
                sentence: format!("{} gives {}, but {} is wanted here", quoted(&text), said(dimension), said(wanted)),
                ..Wrong::default()
            };
            ck.report(node.span, path, wrong);
            return None;
        }
        Some((number, dimension, choice))
    }

    /// What a column reads, if it reads an instrument: the index of the instrument.
    pub fn reader(&self, column: usize) -> Option<usize> {
        match self.module?.notebook.columns.get(column)?.source {
            ColumnSource::Reads { instrument, .. } => Some(instrument),
            _ => None,
        }
    }
}

fn bad(ck: &mut Checker<'_>, at: Span, path: &str, found: &str, near: &str, sentence: String) {
    let wrong = Wrong {
        key: "problem.bad_formula",
        found: shortened(found),
        expected: "a quantity or a formula".to_owned(),
        nearest: near.to_owned(),
        sentence,
    };
    ck.report(at, path, wrong);
}

/// The names of a choice; of anything else none.
fn choices(spec: &VariableSpec) -> &'static [&'static str] {
    match spec.kind {
        Kind::Choice(names) => names,
        _ => &[],
    }
}

/// A variable of a module by its path.
fn variable(module: &Module, path: &str) -> Option<VariableRef> {
    let (first, rest) = path.split_once('.')?;
    let system = module.systems.iter().position(|system| &*system.id == first)?;
    let plan = module.systems.get(system)?;
    let (part, name) = match rest.split_once('.') {
        Some((part, name)) => (Some(plan.parts.iter().position(|p| &*p.id == part)?), name),
        None => (None, rest),
    };
    let specs = match part {
        Some(part) => plan.parts.get(part)?.kind.variables,
        None => plan.kind.options,
    };
    let (variable, spec) = specs.iter().enumerate().find(|(_, spec)| spec.answers_to(name))?;
    Some(VariableRef { system, part, variable, spec, path: path.to_owned() })
}
