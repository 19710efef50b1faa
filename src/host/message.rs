//! What crosses to the page: the counterparts of `www/src/element/message.ts`, field by field (a test compares them).

use crate::instruments::ReadingState;
use crate::lab::{Lab, Stopped};
use crate::module::{Channel as PlanChannel, ControlAs, ControlPlan, site};
use crate::notebook::{self, ColumnView};
use crate::quantity::unit::{CENTIMETRE, DEGREE, GRAM};
use crate::quantity::{Unit, fixed};
use crate::systems::{Kind, Refused, Store};
use serde::Serialize;
use std::collections::BTreeMap;

/// Something that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refusal {
    /// Key of the sentence in the page's strings.
    pub key: String,
    /// Named values for that sentence.
    pub values: BTreeMap<String, String>,
    /// The sentence in English.
    pub sentence: String,
}

impl Refusal {
    /// A refusal by the lab; `unit` is that of the value that was refused, if it was one.
    pub fn new(refused: &Refused, unit: Option<&Unit>) -> Refusal {
        let mut values = BTreeMap::new();
        let mut put = |key: &str, value: String| values.insert(key.to_owned(), value);
        match refused {
            Refused::Unknown { path, nearest } => {
                put("path", path.clone());
                put("nearest", nearest.clone().unwrap_or_default());
            }
            Refused::NotSettable { path } | Refused::Running { path } => _ = put("path", path.clone()),
            Refused::OutOfRange { path, value, min, max } => {
                let text = |si: f64| match unit {
                    Some(unit) => short(unit.from_si(si)),
                    None => short(si),
                };
                put("path", path.clone());
                put("value", text(*value));
                put("min", text(*min));
                put("max", text(*max));
                put("unit", unit.map(|u| u.symbol.to_string()).unwrap_or_default());
            }
            Refused::NotAQuantity { path, sentence } => {
                put("path", path.clone());
                put("detail", sentence.clone());
            }
            Refused::NotHeld => {}
            Refused::Impossible { sentence } => _ = put("detail", sentence.clone()),
        }
        Refusal { key: refused.key().into(), values, sentence: refused.to_string() }
    }

    /// Why a run stopped.
    pub fn stopped(stopped: &Stopped) -> Refusal {
        let values = [("path", &stopped.path), ("detail", &stopped.sentence)];
        Refusal {
            key: stopped.key.clone(),
            values: values.into_iter().map(|(k, v)| (k.to_owned(), v.clone())).collect(),
            sentence: stopped.sentence.clone(),
        }
    }
}

/// At most four significant digits, without zeros at the end.
fn short(value: f64) -> String {
    let text = crate::quantity::significant(value, 4);
    if text.contains('.') && !text.contains('e') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// What a lab is.
#[derive(Serialize)]
pub struct Description {
    id: String,
    subject: String,
    stage: String,
    minutes: u32,
    standards: Vec<String>,
    seed: u64,
    site: String,
    profile: String,
    sites: Vec<SiteInfo>,
    profiles: Vec<String>,
    step: f64,
    steps: Vec<String>,
    views: Vec<String>,
    controls: Vec<Control>,
    instruments: Vec<InstrumentInfo>,
    grips: Vec<GripInfo>,
    graph: Option<GraphInfo>,
    graphs: Vec<String>,
    columns: Vec<ColumnView>,
    vectors: bool,
}

#[derive(Serialize)]
struct SiteInfo {
    id: String,
    gravity: String,
    pressure: String,
    elevation: String,
}

#[derive(Serialize)]
struct Control {
    id: String,
    path: String,
    r#as: &'static str,
    from: f64,
    to: f64,
    step: f64,
    decimals: usize,
    unit: String,
    choices: Vec<String>,
}

#[derive(Serialize)]
struct InstrumentInfo {
    id: String,
    kind: String,
    outputs: Vec<String>,
    face: Option<[f64; 4]>,
    division: String,
    range: String,
}

#[derive(Serialize)]
struct GripInfo {
    id: String,
    r#as: &'static str,
}

#[derive(Serialize)]
struct GraphInfo {
    x: Channel,
    y: Channel,
    window: f64,
}

#[derive(Serialize)]
struct Channel {
    id: String,
    symbol: String,
    unit: String,
    /// SI value of one of the unit, so that the page can put samples on the axis.
    factor: f64,
    /// Shortest axis worth drawing, in the unit: below it a curve is noise.
    span: f64,
}

/// Share of a variable's nominal size that is the shortest axis of a live graph.
const SHORTEST_AXIS: f64 = 0.05;

fn control(plan: &ControlPlan) -> Control {
    let real = matches!(plan.target.spec.kind, Kind::Real(_));
    let scaled = |si: f64| if real { plan.unit.from_si(si) } else { si };
    Control {
        id: plan.id.clone(),
        path: plan.target.path.clone(),
        r#as: plan.shape.name(),
        from: scaled(plan.from),
        to: scaled(plan.to),
        step: if real { plan.unit.step_from_si(plan.step) } else { plan.step },
        decimals: plan.decimals,
        unit: plan.unit.symbol.to_string(),
        choices: plan.choice_names().into_iter().map(str::to_owned).collect(),
    }
}

/// The unit a learner meets for a variable: degrees, centimetres and grams rather than SI where those are usual.
pub fn usual(unit: &Unit) -> Unit {
    match unit.symbol.as_ref() {
        "rad" => DEGREE,
        "m" => CENTIMETRE,
        "kg" => GRAM,
        _ => unit.clone(),
    }
}

fn channel(plan: &PlanChannel) -> Channel {
    let (id, unit, nominal) = match plan {
        PlanChannel::Time => ("time".to_owned(), crate::quantity::unit::SECOND, 1.0),
        PlanChannel::Variable(v) => (v.path.clone(), graph_unit(&v.spec.unit()), v.spec.nominal),
    };
    let span = unit.step_from_si(nominal.abs() * SHORTEST_AXIS);
    Channel { symbol: format!("symbol.{id}"), id, unit: unit.symbol.to_string(), factor: unit.factor, span }
}

/// Graphs keep SI but for angles, which are read in degrees.
fn graph_unit(unit: &Unit) -> Unit {
    if unit.symbol == "rad" { DEGREE } else { unit.clone() }
}

impl Description {
    /// Describes a lab.
    pub fn new(lab: &Lab) -> Description {
        let module = lab.module();
        Description {
            id: module.id.clone(),
            subject: module.subject.into(),
            stage: module.stage.into(),
            minutes: module.minutes,
            standards: module.standards.clone(),
            seed: lab.opening().seed,
            site: lab.site().into(),
            profile: lab.profile().into(),
            sites: site::sites()
                .iter()
                .map(|s| SiteInfo {
                    id: s.id.clone(),
                    gravity: s.gravity.to_string(),
                    pressure: s.pressure.to_string(),
                    elevation: s.elevation.to_string(),
                })
                .collect(),
            profiles: site::profiles(),
            step: lab.clock().step,
            steps: module.steps.clone(),
            views: module.views.iter().map(|v| v.id.clone()).collect(),
            controls: module.controls.iter().map(control).collect(),
            instruments: instruments(lab),
            grips: lab.grips().iter().map(|g| GripInfo { id: g.id.clone(), r#as: Lab::shape(&g.grip) }).collect(),
            graph: module.graph.as_ref().map(|g| GraphInfo { x: channel(&g.x), y: channel(&g.y), window: g.window }),
            graphs: module.notebook.graphs.iter().map(|g| g.id.clone()).collect(),
            columns: notebook::columns(&module.notebook),
            vectors: module.views.iter().any(|v| !v.vectors.is_empty()),
        }
    }
}

fn instruments(lab: &Lab) -> Vec<InstrumentInfo> {
    let plans = lab.module().instruments.iter();
    plans
        .zip(lab.instruments())
        .map(|(plan, instrument)| {
            let setting = |name: &str| {
                let spec = plan.kind.settings.iter().find(|s| s.name == name)?;
                let unit = usual(&spec.unit());
                Some(format!("{} {}", short(unit.from_si(plan.value(name)?)), unit.symbol).trim().to_owned())
            };
            InstrumentInfo {
                id: plan.id.clone(),
                kind: plan.kind.id.into(),
                outputs: plan.kind.outputs.iter().map(|o| o.name.to_owned()).collect(),
                face: instrument.face().map(|r| [r.min.x, r.min.y, r.max.x, r.max.y]),
                division: setting("division").unwrap_or_default(),
                range: setting("range").unwrap_or_default(),
            }
        })
        .collect()
}

/// How things are now.
#[derive(Serialize)]
pub struct Status {
    time: f64,
    paused: bool,
    speed: f64,
    controls: BTreeMap<String, ControlValue>,
    readings: BTreeMap<String, Vec<Reading>>,
    faces: BTreeMap<String, [f64; 4]>,
    grips: BTreeMap<String, GripValue>,
    events: Vec<Happened>,
    stopped: Option<Refusal>,
    energy: Option<Energy>,
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
    stores: BTreeMap<&'static str, f64>,
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
            energy: lab.energy_error().map(|error| Energy { error, stores: stores(lab) }),
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
    let state = match reading.state {
        ReadingState::Ok => "ok",
        ReadingState::Settling => "settling",
        ReadingState::OverRange => "over_range",
        ReadingState::Broken => "broken",
        ReadingState::Empty => "empty",
    };
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
    let value = lab.get(&whole).ok()?;
    let plan = lab.module().controls.iter().find(|c| c.target.path == whole);
    let (unit, decimals) = match plan {
        Some(plan) => (plan.unit.clone(), plan.decimals),
        None => (usual(&value.unit), if value.unit.symbol == "N" { 2 } else { 1 }),
    };
    Some((fixed(unit.from_si(value.si), decimals), unit.symbol.to_string()))
}

fn stores(lab: &Lab) -> BTreeMap<&'static str, f64> {
    let mut all = BTreeMap::new();
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
            *all.entry(name).or_insert(0.0) += ledger.get(store);
        }
    }
    all
}
