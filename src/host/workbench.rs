//! The workbench, as it crosses to the page: `Workbench` in `www/src/element/message.ts`.

use super::{short, usual};
use crate::lab::{Lab, is_laid};
use crate::quantity::fixed;
use crate::systems::{Kind, PartKind, VariableSpec};
use serde::Serialize;

/// What a learner may build with, and what stands there.
#[derive(Serialize)]
pub struct Workbench {
    system: String,
    offers: Vec<OfferInfo>,
    pieces: Vec<PieceInfo>,
}

#[derive(Serialize)]
struct OfferInfo {
    id: String,
    kind: &'static str,
    laid: bool,
    placed: bool,
    stands: bool,
    ends: Vec<EndInfo>,
}

#[derive(Serialize)]
struct EndInfo {
    name: &'static str,
    required: bool,
    joins: &'static [&'static str],
}

#[derive(Serialize)]
struct PieceInfo {
    id: String,
    kind: String,
    joined: Vec<String>,
}

/// A variable of a part: `Property` in `message.ts`.
#[derive(Serialize)]
pub struct Property {
    name: &'static str,
    path: String,
    settable: bool,
    state: bool,
    r#as: &'static str,
    /// In the unit.
    value: f64,
    text: String,
    unit: String,
    choices: &'static [&'static str],
}

fn ends(kind: &'static PartKind) -> Vec<EndInfo> {
    let end = |t: &'static crate::systems::Terminal| EndInfo { name: t.name, required: t.required, joins: t.joins };
    kind.terminals.iter().map(end).collect()
}

impl Workbench {
    /// That of a lab, if it has one.
    pub fn new(lab: &Lab) -> Option<Workbench> {
        let plan = lab.module().workbench.as_ref()?;
        let offers = plan.offers.iter().map(|offer| OfferInfo {
            id: offer.id.clone(),
            kind: offer.kind.id,
            laid: is_laid(offer.kind),
            placed: offer.kind.variable("x").is_some_and(|(_, spec)| spec.is_settable()),
            stands: offer.stands,
            ends: ends(offer.kind),
        });
        let pieces = lab.arrangement()?.parts.iter().map(|piece| PieceInfo {
            id: piece.id.clone(),
            kind: piece.kind.clone(),
            joined: piece.joined.clone(),
        });
        Some(Workbench {
            system: lab.module().systems.get(plan.system)?.id.to_string(),
            offers: offers.collect(),
            pieces: pieces.collect(),
        })
    }
}

/// What a part has, settings first, with the values of now.
pub fn properties(lab: &Lab, part: &str) -> Vec<Property> {
    let systems = lab.module().systems.iter();
    let found = systems.filter_map(|system| {
        let id = part.strip_prefix(&*system.id)?.strip_prefix('.')?;
        system.parts.iter().find(|own| &*own.id == id)
    });
    let Some(own) = found.into_iter().next() else { return Vec::new() };
    let property = |spec: &'static VariableSpec| {
        let path = format!("{part}.{}", spec.name);
        let si = lab.get(&path).map_or(f64::NAN, |value| value.si);
        let unit = usual(&spec.unit());
        let (r#as, value, text, choices): (_, _, _, &'static [&'static str]) = match spec.kind {
            Kind::Real(_) => ("number", unit.from_si(si), short(unit.from_si(si)), &[]),
            Kind::Whole => ("number", si, fixed(si, 0), &[]),
            Kind::Flag => ("toggle", si, String::new(), &[]),
            Kind::Choice(names) => {
                ("choice", si, names.get(si as usize).copied().unwrap_or_default().to_owned(), names)
            }
        };
        let unit = unit.symbol.to_string();
        Property {
            name: spec.name,
            path,
            settable: spec.is_settable(),
            state: spec.state,
            r#as,
            value,
            text,
            unit,
            choices,
        }
    };
    let (settable, computed): (Vec<_>, Vec<_>) = own.kind.variables.iter().partition(|spec| spec.is_settable());
    settable.into_iter().chain(computed).map(property).collect()
}
