//! The keys of `module.json`, in the order they are read: later ones refer to earlier ones.

use super::check::{Checker, Fields, Wrong, choice, index};
use super::connection::read_connections;
use super::control::read_controls;
use super::instrument::read_instruments;
use super::json::{self, Member, Node, Value};
use super::notebook::read_notebook;
use super::plan::{Bars, Module, NotebookPlan, RunPlan};
use super::question::{Mode, ids, read_hidden, read_questions, read_variants};
use super::system::{Systems, read_systems};
use super::values::{quantity, whole};
use super::view::{read_graph, read_views};
use super::{FORMAT, Problem, STAGES, SUBJECTS, hash, site};
use crate::quantity::unit::SECOND;

impl Module {
    /// Reads and checks a module. `file_name` only names the file in problems.
    ///
    /// # Errors
    /// Every problem that can be found, in the order of the text; never an empty list.
    pub fn parse(file_name: &str, text: &str) -> Result<Module, Vec<Problem>> {
        let mut ck = Checker::new(file_name, text);
        let read = json::read(text);
        for fault in read.faults {
            ck.fault(fault);
        }
        let module = read.root.and_then(|root| read_module(&mut ck, &root));
        match module {
            Some(module) if ck.is_clean() => Ok(module),
            _ => Err(ck.finish()),
        }
    }
}

fn read_module(ck: &mut Checker<'_>, root: &Node) -> Option<Module> {
    let mut fields = Fields::of(ck, root, "")?;
    fields.take_silently("$schema");
    if !readable(ck, &mut fields) {
        fields.give_up();
        return None;
    }
    let id = fields.need_text(ck, "id", "the name of its folder");
    if let Some((node, id)) = id {
        ck.module_id(node.span, "id", id);
    }
    let subject = fields.need_choice(ck, "subject", SUBJECTS);
    let stage = fields.need_choice(ck, "stage", STAGES);
    let minutes = fields.need(ck, "minutes", "how long the work takes, in minutes");
    let minutes = minutes.and_then(|minutes| whole(ck, &minutes.node, "minutes", 1.0, 600.0));
    let standards = fields.take("standards").map(|member| texts(ck, member, "standards")).unwrap_or_default();
    let systems = fields.need(ck, "systems", "an object with the systems");
    let connections = fields.take("connections");
    let controls = fields.take("controls");
    let instruments = fields.take("instruments");
    let notebook = fields.take("notebook");
    let views = fields.need(ck, "views", "an object with the views");
    let graph = fields.take("graph");
    let steps = fields.take("steps").map(|member| ids(ck, &member.node, "steps")).unwrap_or_default();
    let questions = fields.take("questions");
    let mode = fields.take("mode").and_then(|member| choice(ck, &member.node, "mode", &Mode::NAMES));
    let energy = fields.take("energy").and_then(|member| choice(ck, &member.node, "energy", &Bars::NAMES));
    let variants = fields.take("variants");
    let hidden = fields.take("hidden");
    // Known in every build, so that all name the same keys; read where it can be built on.
    #[cfg_attr(not(feature = "rigid"), expect(unused_variables, reason = "read with mechanisms only"))]
    let on_bench = fields.take("workbench");
    let run = fields.need(ck, "run", "an object with the step");
    fields.close(ck);
    let run = run.and_then(|member| read_run(ck, member));
    // All that follows names variables of systems.
    #[cfg_attr(not(feature = "rigid"), expect(unused_mut, reason = "only a workbench opens a system"))]
    let mut systems = read_systems(ck, systems?);
    #[cfg(feature = "rigid")]
    let workbench = on_bench.and_then(|member| super::workbench::read_workbench(ck, &mut systems, member));
    let connections = read_connections(ck, &systems, connections);
    let controls = read_controls(ck, &systems, &connections, controls);
    let instruments = read_instruments(ck, &systems, instruments);
    let notebook = notebook.map(|member| read_notebook(ck, &systems, &instruments, member));
    let views = views.map(|member| read_views(ck, &systems, member)).unwrap_or_default();
    let graph = graph.and_then(|member| read_graph(ck, &systems, member));
    let questions = read_questions(ck, &steps, questions);
    let variants = read_variants(ck, &systems, variants);
    let columns = notebook.as_ref().map_or(&[][..], |notebook| &notebook.columns);
    let hidden = read_hidden(ck, &systems, columns, &controls, hidden);
    if !ck.is_clean() {
        return None;
    }
    let plans = systems.plans()?;
    let module = Module {
        id: id?.1.to_owned(),
        subject: SUBJECTS.get(subject?)?,
        stage: STAGES.get(stage?)?,
        minutes: minutes? as u32,
        standards,
        systems: plans,
        connections,
        controls,
        instruments: instruments.plans,
        notebook: notebook.unwrap_or_else(NotebookPlan::default),
        views,
        graph,
        steps,
        questions,
        mode: mode.and_then(|i| Mode::ALL.get(i).copied()).unwrap_or_default(),
        variants,
        hidden,
        energy: energy.and_then(|i| Bars::ALL.get(i).copied()).unwrap_or_default(),
        #[cfg(feature = "rigid")]
        workbench,
        run: run?,
        hash: hash::of(root),
    };
    build(ck, &systems, &module);
    Some(module)
}

/// Whether the format is one that this package reads; if not, nothing else can be judged.
fn readable(ck: &mut Checker<'_>, fields: &mut Fields<'_>) -> bool {
    let Some(member) = fields.need(ck, "format", &format!("the format, {FORMAT}")) else { return true };
    match member.node.value {
        Value::Number(number) if number == f64::from(FORMAT) => true,
        Value::Number(number) if number > f64::from(FORMAT) => {
            let wrong = Wrong {
                key: "problem.later_format",
                found: number.to_string(),
                expected: FORMAT.to_string(),
                sentence: format!(
                    "this file is of format {number}, made for a later Gewu; this one reads format {FORMAT}"
                ),
                ..Wrong::default()
            };
            ck.report(member.node.span, "format", wrong);
            false
        }
        Value::Number(number) => {
            let wrong = Wrong {
                key: "problem.out_of_range",
                found: number.to_string(),
                expected: FORMAT.to_string(),
                sentence: format!("there is no format {number}; write {FORMAT}"),
                ..Wrong::default()
            };
            ck.report(member.node.span, "format", wrong);
            true
        }
        _ => {
            ck.wrong_type(&member.node, "format", "a whole number without quotes");
            true
        }
    }
}

fn texts(ck: &mut Checker<'_>, member: &Member, path: &str) -> Vec<String> {
    let nodes = ck.list(&member.node, path, "a list of texts");
    let mut texts = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        texts.extend(ck.text(node, &index(path, i), "a text").map(str::to_owned));
    }
    texts
}

fn read_run(ck: &mut Checker<'_>, member: &Member) -> Option<RunPlan> {
    let mut fields = Fields::of(ck, &member.node, "run")?;
    let step = fields.need(ck, "step", "a time, such as \"2 ms\"");
    let stop = fields.take("stop");
    fields.close(ck);
    let step = step.and_then(|step| quantity(ck, &step.node, "run.step", &SECOND, 1e-5, 0.05));
    let stop = stop.map(|stop| quantity(ck, &stop.node, "run.stop", &SECOND, 1e-3, 1e5));
    let stop = match stop {
        Some(stop) => Some(stop?.si),
        None => None,
    };
    Some(RunPlan { step: step?.si, stop })
}

/// Builds every system once, so that a module that is read is a module that runs.
fn build(ck: &mut Checker<'_>, systems: &Systems<'_>, module: &Module) {
    for (i, plan) in module.systems.iter().enumerate() {
        // The `core` build cannot run it, but that is no mistake of the module; the page loads the other build.
        if plan.rigid() && !cfg!(feature = "rigid") {
            continue;
        }
        let Err(error) = (plan.kind.build)(&plan.setup(site::textbook())) else { continue };
        let (span, path) = systems.locate(i, &error.path);
        let wrong = Wrong {
            key: "problem.bad_build",
            found: error.path.clone(),
            expected: "a system that can be built".to_owned(),
            sentence: error.sentence,
            ..Wrong::default()
        };
        ck.report(span, &path, wrong);
    }
}
