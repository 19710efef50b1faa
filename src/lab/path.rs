//! Paths: `system.part.variable`, `system.option`, `instrument.output`, `time`; and the text of a value.

use super::lab::Lab;
use crate::module::{Bars, Channel, Mode, VariableRef};
use crate::quantity::{Quantity, Unit, nearest};
use crate::systems::{Kind, Ledger, Momentum, Refused, Store, VarId, VariableSpec};

/// A variable of a running system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Index of the system.
    pub system: usize,
    /// Index in its variables.
    pub variable: VarId,
}

/// What a path names.
#[derive(Clone, Debug, PartialEq)]
pub enum Address {
    /// Lab time.
    Time,
    /// A variable of a system.
    Variable(Resolved),
    /// An output of an instrument: both indices.
    Reading(usize, usize),
}

/// A value with the unit it is shown in.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value, SI.
    pub si: f64,
    /// Its unit.
    pub unit: Unit,
}

/// What the ledgers held at the start, and the largest that moved since.
#[derive(Clone, Copy, Default)]
pub(super) struct Start {
    /// Balance of energy, J.
    energy: f64,
    /// Largest energy that moved since, J.
    scale: f64,
    /// Potential energy, J.
    potential: f64,
    /// Balance of momentum.
    momentum: Momentum,
}

impl Lab {
    /// The running variable of a module's reference.
    pub(super) fn resolve(&self, reference: &VariableRef) -> Resolved {
        // Variables follow the plan: the options, then the parts in order, each with its whole table.
        let before = self.module.systems.get(reference.system).map_or(0, |plan| match reference.part {
            None => 0,
            Some(part) => {
                plan.kind.options.len() + plan.parts.iter().take(part).map(|p| p.kind.variables.len()).sum::<usize>()
            }
        });
        Resolved { system: reference.system, variable: VarId((before + reference.variable) as u32) }
    }

    /// Value of a running variable, SI.
    pub(super) fn read(&self, at: Resolved) -> f64 {
        self.systems.get(at.system).map_or(f64::NAN, |s| s.get(at.variable))
    }

    /// Value of a module's reference, SI.
    pub fn value_of(&self, reference: &VariableRef) -> f64 {
        self.read(self.resolve(reference))
    }

    /// Value of a channel of the live graph, SI.
    pub fn channel(&self, channel: &Channel) -> f64 {
        match channel {
            Channel::Time => self.clock().time(),
            Channel::Variable(reference) => self.value_of(reference),
        }
    }

    /// What a path names, by present or earlier names.
    pub fn find(&self, path: &str) -> Result<Address, Refused> {
        if path == "time" {
            return Ok(Address::Time);
        }
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some(system) = self.module.systems.iter().position(|s| &*s.id == first) {
            let plan = self.module.systems.get(system);
            let variables = self.systems.get(system).map(|s| s.variables()).unwrap_or(&[]);
            let found = variables.iter().position(|v| v.path == rest).or_else(|| {
                variables.iter().position(|v| {
                    let (part, name) = rest.rsplit_once('.').unwrap_or(("", rest));
                    let (own, _) = v.path.rsplit_once('.').unwrap_or(("", &v.path));
                    part == own && v.spec.answers_to(name)
                })
            });
            if let Some(variable) = found {
                return Ok(Address::Variable(Resolved { system, variable: VarId(variable as u32) }));
            }
            let names: Vec<String> = variables.iter().map(|v| format!("{first}.{}", v.path)).collect();
            let near = nearest(path, names.iter().map(String::as_str)).map(str::to_owned);
            return Err(Refused::Unknown { path: path.into(), nearest: near.or(plan.map(|p| p.id.to_string())) });
        }
        if let Some(index) = self.module.instruments.iter().position(|i| i.id == first) {
            let kind = self.module.instruments.get(index).map(|i| i.kind);
            if let Some((output, _)) = kind.and_then(|k| k.output(rest)) {
                return Ok(Address::Reading(index, output));
            }
            let names: Vec<String> =
                kind.map(|k| k.outputs.iter().map(|o| format!("{first}.{}", o.name)).collect()).unwrap_or_default();
            let near = nearest(path, names.iter().map(String::as_str)).map(str::to_owned);
            return Err(Refused::Unknown { path: path.into(), nearest: near });
        }
        let names: Vec<&str> = self
            .module
            .systems
            .iter()
            .map(|s| &*s.id)
            .chain(self.module.instruments.iter().map(|i| i.id.as_str()))
            .collect();
        Err(Refused::Unknown { path: path.into(), nearest: nearest(first, names.iter().copied()).map(str::to_owned) })
    }

    /// The value that a path names, with its unit.
    pub fn get(&self, path: &str) -> Result<Value, Refused> {
        // `system.energy` is the balance of the ledger: constant while the solver is right.
        if let Some(system) = path.strip_suffix(".energy").and_then(|id| self.system_index(id)) {
            return Ok(Value { si: self.energy(system).balance(), unit: crate::quantity::unit::JOULE });
        }
        Ok(match self.find(path)? {
            Address::Time => Value { si: self.clock().time(), unit: crate::quantity::unit::SECOND },
            Address::Variable(at) => {
                let spec = self.spec(at);
                Value { si: self.read(at), unit: spec.map(VariableSpec::unit).unwrap_or(crate::quantity::unit::ONE) }
            }
            Address::Reading(instrument, output) => {
                let reading = self.instruments().get(instrument).map(|i| i.reading(output));
                let unit = reading.as_ref().map(|r| r.unit.clone()).unwrap_or(crate::quantity::unit::ONE);
                Value { si: reading.map_or(f64::NAN, |r| r.value), unit }
            }
        })
    }

    fn system_index(&self, id: &str) -> Option<usize> {
        self.module.systems.iter().position(|s| &*s.id == id)
    }

    /// The table row of a running variable.
    pub(super) fn spec(&self, at: Resolved) -> Option<&'static VariableSpec> {
        self.systems.get(at.system)?.variables().get(at.variable.0 as usize).map(|v| v.spec)
    }

    /// The whole path of a running variable.
    pub(super) fn path(&self, at: Resolved) -> String {
        let system = self.module.systems.get(at.system).map(|s| s.id.to_string()).unwrap_or_default();
        let inside = self.systems.get(at.system).and_then(|s| s.variables().get(at.variable.0 as usize));
        inside.map(|v| format!("{system}.{}", v.path)).unwrap_or(system)
    }

    /// The stores of energy of a system.
    pub fn energy(&self, system: usize) -> Ledger {
        let mut ledger = Ledger::new();
        if let Some(system) = self.systems.get(system) {
            system.ledger(&mut ledger);
        }
        ledger
    }

    /// Relative error of the energy balance since the start, over the largest energy that moved; `None` if no system
    /// reports energy.
    pub fn energy_error(&self) -> Option<f64> {
        let Start { energy: start, scale, .. } = self.balance?;
        let now: f64 = (0..self.systems.len()).map(|s| self.energy(s).balance()).sum();
        Some(if scale > 0.0 { (now - start).abs() / scale } else { 0.0 })
    }

    /// The largest energy that moved since the start, J: what errors are relative to.
    pub fn energy_scale(&self) -> f64 {
        self.balance.map_or(1.0, |start| if start.scale > 0.0 { start.scale } else { 1.0 })
    }

    /// Momentum of all systems: what is there, the impulse that came in from outside since the opening, and by how much
    /// they are out of balance since the start; `None` if no system has a ledger.
    #[cfg(feature = "rigid")]
    pub fn momentum(&self) -> Option<[Momentum; 3]> {
        let start = self.balance?.momentum;
        let mut sums = [Momentum::default(); 3];
        for [there, came] in (0..self.systems.len()).map(|index| self.energy(index).momentum()) {
            sums[0].add(there, 1.0);
            sums[1].add(came, 1.0);
        }
        let [there, came, out] = &mut sums;
        for (sum, times) in [(*there, 1.0), (*came, -1.0), (start, -1.0)] {
            out.add(sum, times);
        }
        Some(sums)
    }

    /// Potential energy at the start, J: where the learner's bars have their zero.
    pub fn potential_at_start(&self) -> f64 {
        self.balance.map_or(0.0, |start| start.potential)
    }

    /// Whether the learner may see energy and momentum now.
    pub fn accounts_are_open(&self) -> bool {
        let handed_in = self.work.submitted;
        match self.module.energy {
            Bars::Shown => true,
            Bars::Offered => self.mode() == Mode::Practice || handed_in,
            Bars::HandedIn => handed_in,
            Bars::Never => false,
        }
    }

    /// Keeps the balance at the start and the largest energy that moved since.
    pub(super) fn weigh(&mut self) {
        let mut start = Start::default();
        let mut moved: f64 = 0.0;
        let mut any = false;
        for index in 0..self.systems.len() {
            let ledger = self.energy(index);
            if ledger.is_empty() {
                continue;
            }
            any = true;
            start.energy += ledger.balance();
            start.potential += ledger.get(Store::Potential);
            if cfg!(feature = "rigid") {
                start.momentum.add(ledger.momentum_balance(), 1.0);
            }
            for store in [Store::Kinetic, Store::Elastic, Store::Heat, Store::Work] {
                moved = moved.max(ledger.get(store).abs());
            }
        }
        self.balance = match self.balance {
            Some(known) => Some(Start { scale: known.scale.max(moved), ..known }),
            None => any.then_some(Start { scale: moved, ..start }),
        };
    }

    /// The SI value that a text gives for a variable: a quantity of its kind, `true`, a whole number or a choice.
    /// A plain number is in `plain`, the unit of the control that it was typed into.
    pub(super) fn parse(&self, at: Resolved, text: &str, plain: Option<&Unit>) -> Result<f64, Refused> {
        let path = self.path(at);
        let Some(spec) = self.spec(at) else { return Err(Refused::Unknown { path, nearest: None }) };
        let wrong = |sentence: String| Refused::NotAQuantity { path: path.clone(), sentence };
        let text = text.trim();
        match &spec.kind {
            Kind::Choice(names) => names.iter().position(|n| *n == text).map(|i| i as f64).ok_or_else(|| {
                let near = nearest(text, names.iter().copied()).unwrap_or("");
                wrong(format!("it is one of {}; did you mean `{near}`?", names.join(", ")))
            }),
            Kind::Flag => match text {
                "true" | "1" => Ok(1.0),
                "false" | "0" => Ok(0.0),
                _ => Err(wrong("it is `true` or `false`.".into())),
            },
            Kind::Whole => {
                let number: f64 = text.parse().map_err(|_| wrong("it is a whole number.".into()))?;
                if number.fract() == 0.0 { Ok(number) } else { Err(wrong("it is a whole number.".into())) }
            }
            Kind::Real(unit) => {
                let quantity = Quantity::parse(text).map_err(|e| wrong(e.to_string()))?;
                let bare = quantity.unit == crate::quantity::unit::ONE;
                if let (true, Some(unit)) = (bare, plain) {
                    return Ok(unit.to_si(quantity.si));
                }
                if quantity.unit.dimension != unit.dimension {
                    let symbol = if unit.symbol.is_empty() { "no unit" } else { &unit.symbol };
                    return Err(wrong(format!("it is measured in {symbol}.")));
                }
                Ok(quantity.si)
            }
        }
    }
}
