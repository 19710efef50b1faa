//! What a lab is, as it crosses to the page: `Description` in `www/src/element/message.ts`.

use super::{short, usual};
use crate::lab::Lab;
use crate::module::{Bars, Channel as PlanChannel, ColumnSource, ControlPlan, Mode, Module, QuestionPlan, site};
use crate::notebook::{self, ColumnView};
use crate::quantity::Unit;
use crate::quantity::unit::{CELSIUS, DEGREE, KELVIN};
use crate::systems::Kind;
use serde::Serialize;

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
    energy: bool,
    questions: Vec<Question>,
    mode: &'static str,
    hints: bool,
    #[cfg(feature = "rigid")]
    workbench: bool,
}

#[derive(Serialize)]
struct Question {
    id: String,
    kind: &'static str,
    unit: String,
    asks_unit: bool,
    options: Vec<String>,
    before: String,
}

/// The columns, with the instruments that they read.
fn columns(module: &Module) -> Vec<ColumnView> {
    let mut views = notebook::columns(&module.notebook);
    for (view, plan) in views.iter_mut().zip(&module.notebook.columns) {
        if let ColumnSource::Reads { instrument, .. } = plan.source {
            view.reads = module.instruments.get(instrument).map(|own| own.id.clone()).unwrap_or_default();
        }
    }
    views
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
    towards: &'static str,
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
    /// SI value of zero of the unit: that of °C is not the SI's.
    zero: f64,
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

fn question(plan: &QuestionPlan) -> Question {
    Question {
        id: plan.id.clone(),
        kind: plan.kind.name(),
        unit: plan.unit.symbol.to_string(),
        asks_unit: plan.asks_unit,
        options: plan.options.clone(),
        before: plan.before.clone(),
    }
}

fn channel(plan: &PlanChannel, given: Option<&Unit>) -> Channel {
    let (id, own, nominal) = match plan {
        PlanChannel::Time => ("time".to_owned(), crate::quantity::unit::SECOND, 1.0),
        PlanChannel::Variable(v) => (v.path.clone(), graph_unit(&v.spec.unit()), v.spec.nominal),
    };
    let unit = given.cloned().unwrap_or(own);
    let span = unit.step_from_si(nominal.abs() * SHORTEST_AXIS);
    Channel {
        symbol: format!("symbol.{id}"),
        id,
        unit: unit.symbol.to_string(),
        factor: unit.factor,
        zero: unit.offset,
        span,
    }
}

/// Where a module gives no unit, graphs keep SI but for angles, which are read in degrees.
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
            // Time against time is a graph that waits for the learner to choose.
            graph: module
                .graph
                .as_ref()
                .filter(|g| cfg!(not(feature = "rigid")) || !matches!(g.y, PlanChannel::Time))
                .map(|g| GraphInfo {
                    x: channel(&g.x, g.units[0].as_ref()),
                    y: channel(&g.y, g.units[1].as_ref()),
                    window: g.window,
                }),
            graphs: module.notebook.graphs.iter().map(|g| g.id.clone()).collect(),
            columns: columns(module),
            vectors: module.views.iter().any(|v| !v.vectors.is_empty()),
            energy: module.energy == Bars::Shown,
            questions: module.questions.iter().map(question).collect(),
            mode: lab.mode().name(),
            hints: lab.mode() == Mode::Practice,
            #[cfg(feature = "rigid")]
            workbench: module.workbench.is_some(),
        }
    }
}

fn instruments(lab: &Lab) -> Vec<InstrumentInfo> {
    let plans = lab.module().instruments.iter();
    plans
        .zip(lab.instruments())
        .map(|(plan, instrument)| {
            let quantity =
                |unit: &Unit, si: f64| format!("{} {}", short(unit.from_si(si)), unit.symbol).trim().to_owned();
            let setting = |name: &str| {
                let spec = plan.kind.settings.iter().find(|s| s.name == name)?;
                let unit = usual(&spec.unit());
                // A division of a thermometer is called a degree, not a kelvin.
                let unit = if unit == KELVIN { Unit { offset: 0.0, ..CELSIUS } } else { unit };
                Some(quantity(&unit, plan.value(name)?))
            };
            // A vernier or a screw has the division that its make gives it.
            let division = || instrument.seen(0).map(|(scale, _)| quantity(&scale.unit, scale.division));
            InstrumentInfo {
                towards: instrument.towards().name(),
                id: plan.id.clone(),
                kind: plan.kind.id.into(),
                outputs: plan.kind.outputs.iter().map(|o| o.name.to_owned()).collect(),
                face: instrument.face().map(|r| [r.min.x, r.min.y, r.max.x, r.max.y]),
                division: setting("division").or_else(division).unwrap_or_default(),
                range: setting("range")
                    .or_else(|| Some(format!("{} – {}", setting("from")?, setting("to")?)))
                    .unwrap_or_default(),
            }
        })
        .collect()
}
