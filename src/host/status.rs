//! How things are now, as it crosses to the page: `Status` in `www/src/element/message.ts`.

use super::{Refusal, usual};
use crate::lab::Lab;
use crate::module::{ControlAs, ControlPlan};
use crate::notebook::modes;
use crate::quantity::Entries;
use crate::quantity::fixed;
use crate::systems::{Kind, Store};
use serde::Serialize;

/// How things are now.
#[derive(Serialize)]
pub struct Status {
    time: f64,
    paused: bool,
    speed: f64,
    controls: Entries<String, ControlValue>,
    readings: Entries<String, Vec<Reading>>,
    faces: Entries<String, [f64; 4]>,
    eyes: Entries<String, f64>,
    grips: Entries<String, GripValue>,
    events: Vec<Happened>,
    stopped: Option<Refusal>,
    energy: Option<Energy>,
    answers: Entries<String, String>,
    ticks: Entries<String, bool>,
    submitted: bool,
    reading: &'static str,
    modes: Vec<&'static str>,
}

#[derive(Serialize)]
struct ControlValue {
    value: f64,
    text: String,
    choice: String,
}

#[derive(Serialize)]
struct Reading {
    output: String,
    shown: String,
    value: f64,
    unit: String,
    uncertainty: String,
    state: &'static str,
}

#[derive(Serialize)]
struct GripValue {
    text: String,
    unit: String,
    held: bool,
}

#[derive(Serialize)]
struct Happened {
    time: f64,
    name: String,
    part: String,
}

#[derive(Serialize)]
struct Energy {
    error: f64,
    stores: Entries<&'static str, f64>,
    #[cfg(feature = "rigid")]
    momentum: Option<[[f64; 3]; 3]>,
}

impl Status {
    /// How a lab is now; takes the events that are waiting.
    pub fn new(lab: &mut Lab) -> Status {
        let events = lab.take_events();
        let module = lab.module().clone();
        let held = lab.held();
        Status {
            time: lab.clock().time(),
            paused: lab.clock().paused,
            speed: lab.clock().speed,
            controls: module
                .controls
                .iter()
                .enumerate()
                .map(|(i, plan)| (plan.id.clone(), control_value(plan, lab.control_value(i))))
                .collect(),
            readings: module
                .instruments
                .iter()
                .zip(lab.instruments())
                .map(|(plan, instrument)| {
                    let readings = (0..plan.kind.outputs.len())
                        .map(|output| {
                            reading(plan.kind.outputs.get(output).map_or("", |o| o.name), &instrument.reading(output))
                        })
                        .collect();
                    (plan.id.clone(), readings)
                })
                .collect(),
            faces: module
                .instruments
                .iter()
                .zip(lab.instruments())
                .filter_map(|(plan, i)| {
                    Some((plan.id.clone(), i.face().map(|r| [r.min.x, r.min.y, r.max.x, r.max.y])?))
                })
                .collect(),
            eyes: module
                .instruments
                .iter()
                .zip(lab.instruments())
                .filter_map(|(plan, i)| Some((plan.id.clone(), i.eye()?)))
                .collect(),
            grips: lab
                .grips()
                .into_iter()
                .map(|g| {
                    let told = g.grip.tells.as_deref().and_then(|inside| told(lab, &g.id, &g.grip.path, inside));
                    let (text, unit) = told.unwrap_or_default();
                    let held = held.as_deref() == Some(g.id.as_str());
                    (g.id, GripValue { text, unit, held })
                })
                .collect(),
            events: events
                .into_iter()
                .map(|e| Happened { time: e.time, name: e.name.into(), part: e.part.to_string() })
                .collect(),
            stopped: lab.stopped().map(Refusal::stopped),
            energy: lab.energy_error().filter(|_| lab.accounts_are_open()).map(|error| Energy {
                error,
                stores: stores(lab),
                #[cfg(feature = "rigid")]
                momentum: lab.momentum().map(|sums| sums.map(|sum| sum.parts())),
            }),
            answers: (module.questions.iter().enumerate())
                .map(|(i, plan)| (plan.id.clone(), lab.work().answered(i).to_owned()))
                .collect(),
            ticks: module.steps.iter().enumerate().map(|(i, id)| (id.clone(), lab.work().ticked(i))).collect(),
            submitted: lab.work().submitted,
            reading: lab.rows().reading().name(),
            modes: modes(&module.notebook),
        }
    }
}

fn control_value(plan: &ControlPlan, si: f64) -> ControlValue {
    match plan.target.spec.kind {
        Kind::Real(_) => {
            let value = plan.unit.from_si(si);
            ControlValue { value, text: fixed(value, plan.decimals), choice: String::new() }
        }
        Kind::Choice(names) => {
            let choice = names.get(si as usize).copied().unwrap_or("").to_owned();
            ControlValue { value: si, text: choice.clone(), choice }
        }
        _ => {
            let text = if plan.shape == ControlAs::Toggle { String::new() } else { fixed(si, 0) };
            ControlValue { value: si, text, choice: String::new() }
        }
    }
}

fn reading(output: &str, reading: &crate::instruments::Reading) -> Reading {
    let state = reading.state.name();
    let u = reading.unit.step_from_si(reading.uncertainty);
    Reading {
        output: output.into(),
        shown: if state == "empty" {
            String::new()
        } else {
            fixed(reading.unit.from_si(reading.value), reading.decimals)
        },
        value: reading.value,
        unit: reading.unit.symbol.to_string(),
        uncertainty: if u > 0.0 { crate::quantity::significant(u, 2) } else { String::new() },
        state,
    }
}

/// The value that a grip tells, as a number and its unit.
fn told(lab: &Lab, id: &str, path: &str, inside: &str) -> Option<(String, String)> {
    let owner = id.strip_suffix(path)?.trim_end_matches('.');
    let whole = format!("{owner}.{inside}");
    if lab.module().hides(&whole) {
        return None;
    }
    let value = lab.get(&whole).ok()?;
    let plan = lab.module().controls.iter().find(|c| c.target.path == whole);
    let (unit, decimals) = match plan {
        Some(plan) => (plan.unit.clone(), plan.decimals),
        None => (usual(&value.unit), if value.unit.symbol == "N" { 2 } else { 1 }),
    };
    Some((fixed(unit.from_si(value.si), decimals), unit.symbol.to_string()))
}

fn stores(lab: &Lab) -> Entries<&'static str, f64> {
    let mut all = Entries::new();
    all.or_insert("potential", || -lab.potential_at_start());
    for index in 0..lab.systems().len() {
        let ledger = lab.energy(index);
        let named = [
            ("kinetic", Store::Kinetic),
            ("potential", Store::Potential),
            ("elastic", Store::Elastic),
            ("heat", Store::Heat),
            ("work", Store::Work),
        ];
        for (name, store) in named {
            *all.or_insert(name, || 0.0) += ledger.get(store);
        }
    }
    all
}
