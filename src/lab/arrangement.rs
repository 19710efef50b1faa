//! The arrangement on a workbench: its parts as they stand at the start, with what they are joined to, by ids.

use crate::module::{Module, SystemPlan};
use crate::systems::{PartSetup, SystemKind, VarId};
use serde::{Deserialize, Serialize};

/// The parts of a workbench at the start.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Arrangement {
    /// In the order in which they were put up.
    pub parts: Vec<Piece>,
    /// Paths of what the live graph shows, x and y; empty for what the module says.
    pub plot: [String; 2],
}

/// A part of an arrangement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Its id.
    pub id: String,
    /// Id of its kind.
    pub kind: String,
    /// Its settings in the order of the kind's variables, SI.
    pub values: Vec<f64>,
    /// True for what was given and is not found from the rest.
    pub given: Vec<bool>,
    /// Id of what is joined at each terminal, or empty.
    pub joined: Vec<String>,
}

impl Arrangement {
    /// That of a system as its plan has it.
    pub fn of(plan: &SystemPlan) -> Arrangement {
        let id = |at: Option<usize>| at.and_then(|at| plan.parts.get(at)).map(|p| p.id.to_string()).unwrap_or_default();
        let piece = |part: &PartSetup| Piece {
            id: part.id.to_string(),
            kind: part.kind.id.to_owned(),
            values: part.values.clone(),
            given: part.given.clone(),
            joined: part.joined.iter().map(|at| id(*at)).collect(),
        };
        Arrangement { parts: plan.parts.iter().map(piece).collect(), plot: Default::default() }
    }

    /// Index of a part.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.parts.iter().position(|part| part.id == id)
    }

    /// The parts as a builder takes them; `None` if a kind or an id is not known.
    pub fn setups(&self, kind: &'static SystemKind) -> Option<Vec<PartSetup>> {
        let setup = |piece: &Piece| {
            let kind = kind.part(&piece.kind)?;
            let fits = piece.values.len() == kind.variables.len()
                && piece.given.len() == kind.variables.len()
                && piece.joined.len() == kind.terminals.len();
            let joined = piece.joined.iter().map(|id| match id.as_str() {
                "" => Some(None),
                id => self.position(id).map(Some),
            });
            fits.then_some(())?;
            Some(PartSetup {
                id: piece.id.as_str().into(),
                kind,
                values: piece.values.clone(),
                given: piece.given.clone(),
                joined: joined.collect::<Option<_>>()?,
            })
        };
        self.parts.iter().map(setup).collect()
    }

    /// Takes the settings of a running system over: everything stands as it was found or put.
    pub fn capture(&mut self, kind: &'static SystemKind, value: impl Fn(VarId) -> f64) {
        let mut first = kind.options.len();
        for piece in &mut self.parts {
            let Some(kind) = kind.part(&piece.kind) else { return };
            for (at, _) in kind.variables.iter().enumerate().filter(|(_, spec)| spec.is_settable()) {
                let now = value(VarId((first + at) as u32));
                if let (Some(slot), Some(given)) = (piece.values.get_mut(at), piece.given.get_mut(at)) {
                    (*slot, *given) = (now, true);
                }
            }
            first += kind.variables.len();
        }
    }

    /// Takes a part away, with what cannot stand without it and the hooks and anchors that held nothing else.
    pub fn remove(&mut self, kind: &'static SystemKind, id: &str) {
        let mut gone = vec![id.to_owned()];
        while let Some(id) = gone.pop() {
            let Some(at) = self.position(&id) else { continue };
            let piece = self.parts.remove(at);
            for other in &mut self.parts {
                let terminals = kind.part(&other.kind).map_or(&[][..], |kind| kind.terminals);
                for (joined, terminal) in other.joined.iter_mut().zip(terminals).filter(|(joined, _)| **joined == id) {
                    joined.clear();
                    if terminal.required {
                        gone.push(other.id.clone());
                    }
                }
            }
            for other in piece.joined {
                let holds = |kind: &str| matches!(kind, "hook" | "anchor");
                let was = self.parts.iter().any(|part| part.id == other && holds(&part.kind));
                if was && !self.parts.iter().any(|part| part.joined.contains(&other)) {
                    gone.push(other);
                }
            }
        }
    }

    /// The module with these parts in its workbench, the arrows that they have, and what the live graph is to show.
    pub fn into_module(&self, module: &Module) -> Option<Module> {
        let bench = module.workbench.as_ref()?;
        let mut new = module.clone();
        let plan = new.systems.get_mut(bench.system)?;
        plan.parts = self.setups(plan.kind)?;
        let (id, vectors) = (plan.id.clone(), bench.vectors(&plan.id, &plan.parts));
        for view in &mut new.views {
            view.vectors.clone_from(&vectors);
        }
        if let Some(graph) = &mut new.graph {
            let [x, y] = [0, 1].map(|axis| channel(&new.systems, bench.system, &id, &self.plot[axis]));
            graph.units = [None, None];
            (graph.x, graph.y) = (x.unwrap_or(crate::module::Channel::Time), y.unwrap_or(crate::module::Channel::Time));
        }
        Some(new)
    }
}

/// A variable of a part as a channel of the live graph.
fn channel(systems: &[SystemPlan], system: usize, id: &str, path: &str) -> Option<crate::module::Channel> {
    let (part, name) = path.strip_prefix(id)?.strip_prefix('.')?.split_once('.')?;
    let parts = &systems.get(system)?.parts;
    let part = parts.iter().position(|p| &*p.id == part)?;
    let (variable, spec) = parts.get(part)?.kind.variable(name)?;
    let named = matches!(spec.kind, crate::systems::Kind::Choice(_));
    let path = path.to_owned();
    let variable = crate::module::VariableRef { system, part: Some(part), variable, spec, path };
    (!named).then_some(crate::module::Channel::Variable(variable))
}
