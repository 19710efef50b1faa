//! The lab: systems, instruments, clock, rows and record of one running experiment.

#[cfg(feature = "rigid")]
use super::arrangement::Arrangement;
use super::clock::Clock;
use super::history::History;
use super::path::{Address, Resolved, Start};
use super::record::{Done, FORMAT, Record};
use super::rows::Rows;
use super::samples::{Kept, Samples, Trace};
use super::snapshot::{FNV_START, fnv};
use super::touch::Held;
use super::witness::{Happened, Witness};
use super::work::Work;
use super::{Action, Source};
use crate::frame::{Frame, Rect};
use crate::instruments::{Instrument, InstrumentSetup, Now};
use crate::module::{Mode, Module, VariableRef, convention, site};
use crate::numerics::random::Random;
use crate::systems::{BuildError, Event, Failure, Refused, Setup, StepContext, System, Variability};
use glam::DVec2;
use std::rc::Rc;

/// Most steps done for one frame: the lab slows down rather than the page.
const MOST_STEPS: u64 = 20_000;
/// Events kept for the host.
const MOST_EVENTS: usize = 64;
/// Runs whose samples are kept.
const MOST_KEPT: usize = 8;
/// Halvings of a step that a system may ask for, as a factor.
const MOST_PIECES: f64 = 1024.0;

/// What changed: bits, equal to `CHANGED` of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub u32);

impl Changes {
    /// Time went on.
    pub const TIME: u32 = 1;
    /// Controls or variables changed.
    pub const VALUES: u32 = 2;
    /// Readings changed.
    pub const READINGS: u32 = 4;
    /// The notebook changed.
    pub const NOTEBOOK: u32 = 8;
    /// Something happened.
    pub const EVENTS: u32 = 16;
    /// The run stopped.
    pub const STOPPED: u32 = 32;
    /// Systems were built anew: everything may have changed.
    pub const REBUILT: u32 = 64;
}

/// Why a run cannot go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopped {
    /// Key of the sentence in the page's strings, such as `stop.not_finite`.
    pub key: String,
    /// Path of the part at fault, or empty.
    pub path: String,
    /// The sentence in English.
    pub sentence: String,
}

/// How a lab is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Seed of everything random.
    pub seed: u64,
    /// Id of the site.
    pub site: String,
    /// Id of the profile.
    pub profile: String,
    /// Practice or examination, if not what the module says.
    pub mode: Option<Mode>,
}

impl Default for Opening {
    fn default() -> Self {
        Opening { seed: 1, site: site::SITE.into(), profile: site::PROFILE.into(), mode: None }
    }
}

/// One running experiment.
pub struct Lab {
    /// The module as its workbench stands now.
    pub(super) module: Rc<Module>,
    /// The module as it was opened.
    opened: Rc<Module>,
    pub(super) opening: Opening,
    pub(super) site: String,
    pub(super) profile: String,
    pub(super) systems: Vec<Box<dyn System>>,
    pub(super) instruments: Vec<Box<dyn Instrument>>,
    /// For each instrument, what it sees.
    pub(super) seen: Vec<Vec<Resolved>>,
    /// For each connection, output and input.
    pub(super) routes: Vec<(Resolved, Resolved)>,
    /// For each control that sets a start value: the value last set, SI.
    pub(super) starts: Vec<Option<f64>>,
    /// Settings made by path, in order, SI: kept over a reset.
    pub(super) settings: Vec<(Address, f64)>,
    pub(super) clock: Clock,
    pub(super) random: Random,
    pub(super) samples: Samples,
    /// Samples of runs before, for overlay.
    pub(super) kept: Vec<Kept>,
    pub(super) traces: Vec<Trace>,
    pub(super) rows: Rows,
    pub(super) work: Work,
    pub(super) history: History,
    pub(super) held: Option<Held>,
    pub(super) done: Vec<Done>,
    pub(super) events: Vec<Event>,
    pub(super) stopped: Option<Stopped>,
    pub(super) changed: u32,
    pub(super) view: usize,
    pub(super) vectors: bool,
    pub(super) frame: Frame,
    /// True in a replay that only judges: no samples, no energy balance.
    pub(super) blind: bool,
    /// The parts of the workbench at the start.
    #[cfg(feature = "rigid")]
    pub(super) arrangement: Option<Rc<Arrangement>>,
    /// Those before a hand took hold of one of them.
    #[cfg(feature = "rigid")]
    pub(super) arranged: Option<Rc<Arrangement>>,
    /// What is kept for a rubric.
    pub(super) witness: Option<Witness>,
    /// What was there at the start: for the stated errors.
    pub(super) balance: Option<Start>,
    truth: Vec<f64>,
    happened: Vec<Event>,
}

impl Lab {
    /// Opens a module at rest, at its start.
    pub fn new(module: Rc<Module>, opening: Opening) -> Result<Lab, BuildError> {
        let window = module.graph.as_ref().map_or(10.0, |g| g.window);
        let mut lab = Lab {
            site: opening.site.clone(),
            profile: opening.profile.clone(),
            systems: Vec::new(),
            instruments: Vec::new(),
            seen: Vec::new(),
            routes: Vec::new(),
            starts: vec![None; module.controls.len()],
            settings: Vec::new(),
            clock: Clock::new(module.run.step),
            random: Random::new(opening.seed),
            samples: Samples::new(window),
            kept: Vec::new(),
            traces: Vec::new(),
            rows: Rows::new(&module.notebook),
            work: Work::default(),
            history: History::default(),
            held: None,
            done: Vec::new(),
            events: Vec::new(),
            stopped: None,
            changed: Changes::REBUILT,
            view: 0,
            vectors: true,
            frame: Frame::new(Rect::new(0.0, 0.0, 1.0, 1.0)),
            blind: false,
            #[cfg(feature = "rigid")]
            arrangement: None,
            #[cfg(feature = "rigid")]
            arranged: None,
            witness: None,
            balance: None,
            truth: Vec::new(),
            happened: Vec::new(),
            opening,
            opened: module.clone(),
            module,
        };
        #[cfg(feature = "rigid")]
        lab.open_workbench();
        lab.build()?;
        lab.vary()?;
        #[cfg(feature = "rigid")]
        lab.capture();
        // A control of a start value shows the start, not where the body is now.
        for index in 0..lab.starts.len() {
            let Some(plan) = lab.module.controls.get(index).filter(|c| c.target.spec.state) else { continue };
            lab.starts[index] = Some(lab.value_of(&plan.target));
        }
        Ok(lab)
    }

    /// Makes the systems of a module, in the order of the file.
    pub(super) fn systems_of(&self, module: &Module) -> Result<Vec<Box<dyn System>>, BuildError> {
        let Some(around) = site::surroundings(&self.site, &self.profile) else {
            return Err(BuildError::new(
                "",
                format!("There is no site `{}` or no profile `{}`.", self.site, self.profile),
            ));
        };
        let mut systems = Vec::new();
        for (index, plan) in module.systems.iter().enumerate() {
            let mut setup = plan.setup(around);
            self.reshape(index, &mut setup);
            let system = (plan.kind.build)(&setup).map_err(|e| {
                let path = if e.path.is_empty() { plan.id.to_string() } else { format!("{}.{}", plan.id, e.path) };
                BuildError { path, ..e }
            })?;
            systems.push(system);
        }
        Ok(systems)
    }

    /// Makes systems and instruments anew from the module, without settings.
    pub(super) fn build(&mut self) -> Result<(), BuildError> {
        let module = self.module.clone();
        self.systems = self.systems_of(&module)?;
        self.instruments.clear();
        self.seen.clear();
        for plan in &module.instruments {
            let setup = InstrumentSetup {
                kind: plan.kind,
                values: plan.values.clone(),
                follows: plan.follows.is_some(),
                convention: convention::of(&self.site, module.stage, plan.kind.id),
            };
            self.instruments.push((plan.kind.build)(&setup));
            let seen = plan.follows.iter().flatten().chain(&plan.reads).map(|r| self.resolve(r)).collect();
            self.seen.push(seen);
        }
        self.routes = module.connections.iter().map(|c| (self.resolve(&c.from), self.resolve(&c.to))).collect();
        self.traces = module
            .views
            .get(self.view)
            .map(|v| v.traces.iter().map(|t| Trace::new(t.every)).collect())
            .unwrap_or_default();
        self.random = Random::new(self.opening.seed);
        self.held = None;
        self.stopped = None;
        self.samples.clear();
        self.events.clear();
        self.look(0.0);
        self.balance = None;
        self.weigh();
        Ok(())
    }

    /// Writes the settings that shape a system into its setup.
    fn reshape(&self, system: usize, setup: &mut Setup) {
        for (address, value) in &self.settings {
            let Address::Variable(at) = address else { continue };
            if at.system != system {
                continue;
            }
            let options = self.module.systems.get(system).map_or(0, |s| s.kind.options.len());
            let mut index = at.variable.0 as usize;
            if index < options {
                continue;
            }
            index -= options;
            for part in &mut setup.parts {
                let count = part.kind.variables.len();
                if index < count {
                    let fixed = part.kind.variables.get(index).is_some_and(|s| s.variability == Variability::Fixed);
                    if let (true, Some(slot), Some(given)) =
                        (fixed, part.values.get_mut(index), part.given.get_mut(index))
                    {
                        *slot = *value;
                        *given = true;
                    }
                    break;
                }
                index -= count;
            }
        }
    }

    /// The module as it was opened: a record begins with it.
    pub fn opened(&self) -> &Rc<Module> {
        &self.opened
    }

    /// The module it runs; its workbench has the parts that are there now.
    pub fn module(&self) -> &Rc<Module> {
        &self.module
    }

    /// Seed, site and profile at the opening.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// Id of the site now.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// Id of the profile now.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// The parts of the workbench at the start, if there is one.
    #[cfg(feature = "rigid")]
    pub fn arrangement(&self) -> Option<&Arrangement> {
        self.arrangement.as_deref()
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What the learner wrote down.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Answers, ticks, and whether the work is handed in.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// Practice, or an examination.
    pub fn mode(&self) -> Mode {
        self.opening.mode.unwrap_or(self.module.mode)
    }

    /// Sets what differs from learner to learner: the seed chooses, the same on every machine.
    fn vary(&mut self) -> Result<(), BuildError> {
        let module = self.module.clone();
        for plan in &module.variants {
            let number = fnv(plan.target.path.as_bytes(), fnv(&self.opening.seed.to_le_bytes(), FNV_START));
            // The low bits of the hash alone follow those of the last letter: both halves decide.
            let chosen = (number ^ (number >> 32)) % plan.values.len().max(1) as u64;
            let Some(value) = plan.values.get(chosen as usize) else { continue };
            let at = self.resolve(&plan.target);
            self.set_value(at, *value)
                .map_err(|refused| BuildError::new(plan.target.path.clone(), refused.to_string()))?;
        }
        Ok(())
    }

    /// How many changes of the notebook can be undone, and done again.
    pub fn undo_depth(&self) -> [usize; 2] {
        self.history.depth()
    }

    /// Samples of the live graph.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// Channels x and y of the live graph in a run, SI: those of the run that goes on as they are, of up to 8 runs before
    /// thinned to 2000; empty where nothing was kept.
    pub fn samples_of(&self, run: u32) -> [Vec<f64>; 2] {
        if run == self.rows.run() {
            return [self.samples.x().collect(), self.samples.y().collect()];
        }
        self.kept.iter().find(|kept| kept.run == run).map(|kept| kept.channels.clone()).unwrap_or_default()
    }

    /// Keeps the samples of the run that goes on, before they are cleared.
    pub(super) fn keep_samples(&mut self) {
        let run = self.rows.run();
        if let Some(kept) = self.samples.keep(run) {
            self.kept.retain(|kept| kept.run != run);
            self.kept.push(kept);
            let extra = self.kept.len().saturating_sub(MOST_KEPT);
            self.kept.drain(..extra);
        }
    }

    /// The instruments, in the order of the module.
    pub fn instruments(&self) -> &[Box<dyn Instrument>] {
        &self.instruments
    }

    /// The systems, in the order of the module.
    pub fn systems(&self) -> &[Box<dyn System>] {
        &self.systems
    }

    /// Value of a control, SI: the start that was last set for a start value, else the value now.
    pub fn control_value(&self, control: usize) -> f64 {
        let Some(plan) = self.module.controls.get(control) else { return f64::NAN };
        match self.starts.get(control) {
            Some(Some(start)) if plan.target.spec.state => *start,
            _ => self.value_of(&plan.target),
        }
    }

    /// Why the run cannot go on, if it cannot.
    pub fn stopped(&self) -> Option<&Stopped> {
        self.stopped.as_ref()
    }

    /// True while the arrows are shown.
    pub fn shows_vectors(&self) -> bool {
        self.vectors
    }

    /// What happened since the last call.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// What changed since the last call.
    pub fn take_changes(&mut self) -> Changes {
        Changes(std::mem::take(&mut self.changed))
    }

    /// Does an action and writes it into the record. A refused action changes nothing and is not recorded.
    pub fn apply(&mut self, action: Action, by: Source) -> Result<(), Refused> {
        self.work.open_to(by)?;
        if let Action::Set { path, .. } = &action
            && by == Source::Learner
            && self.module.hides(path)
        {
            return Err(Refused::NotSettable { path: path.clone() });
        }
        let tick = self.clock.tick;
        let action = self.named(action);
        self.perform(&action)?;
        let watched = self.is_watched().then(|| action.clone());
        if by != Source::Replay {
            self.done.push(Done { tick, by, action });
        }
        if let Some(action) = watched.filter(|_| self.is_watched()) {
            self.notice_action(&action, by);
        }
        Ok(())
    }

    /// True while a rubric's witness looks on. Builds that do not score know at once that none does.
    fn is_watched(&self) -> bool {
        cfg!(feature = "assess") && self.witness.is_some()
    }

    /// Lets real seconds go by: fixed steps only, so the state after n steps is the same for any frame rate.
    pub fn advance(&mut self, real_seconds: f64) -> Changes {
        let due = self.clock.due(real_seconds).min(MOST_STEPS);
        self.steps(due);
        self.take_changes()
    }

    /// Does `count` steps, fewer if the run stops.
    pub fn steps(&mut self, count: u64) {
        for _ in 0..count {
            if self.stopped.is_some() {
                break;
            }
            self.step();
        }
    }

    fn step(&mut self) {
        let dt = self.clock.step;
        let start = self.clock.time();
        for index in 0..self.routes.len() {
            let Some((from, to)) = self.routes.get(index).copied() else { continue };
            let value = self.read(from);
            if let Some(system) = self.systems.get_mut(to.system)
                && let Err(refused) = system.set(to.variable, value)
            {
                self.stop("stop.refused", String::new(), refused.to_string());
                return;
            }
        }
        for index in 0..self.systems.len() {
            if let Err(stopped) = self.step_system(index, start, dt) {
                self.stopped = Some(stopped);
                self.clock.pause();
                self.changed |= Changes::STOPPED | Changes::VALUES;
                return;
            }
        }
        self.clock.tick();
        let fresh = if self.is_watched() { self.happened.clone() } else { Vec::new() };
        if !self.happened.is_empty() {
            self.events.append(&mut self.happened);
            let extra = self.events.len().saturating_sub(MOST_EVENTS);
            self.events.drain(..extra);
            self.changed |= Changes::EVENTS;
        }
        self.look(dt);
        if self.is_watched() {
            for event in fresh {
                self.notice(Happened::Event(event));
            }
        }
        if !self.blind {
            self.sample();
            self.weigh();
        }
        self.changed |= Changes::TIME | Changes::VALUES | Changes::READINGS;
        if self.module.run.stop.is_some_and(|stop| self.clock.time() >= stop - 1e-9) {
            self.clock.pause();
            self.stop("stop.finished", String::new(), "The run is over; reset to start anew.".into());
        }
    }

    /// Steps a system, in smaller pieces if it asks for them.
    fn step_system(&mut self, index: usize, start: f64, dt: f64) -> Result<(), Stopped> {
        let id = || self.module.systems.get(index).map(|s| s.id.to_string()).unwrap_or_default();
        let Some(system) = self.systems.get_mut(index) else { return Ok(()) };
        let mut pieces = 1.0;
        let mut piece = 0.0;
        while piece < pieces {
            let h = dt / pieces;
            let mut cx = StepContext { time: start + piece * h, random: &mut self.random, events: &mut self.happened };
            match system.step(h, &mut cx) {
                Ok(()) => piece += 1.0,
                // Only before the first piece: the state is untouched, so the cut can be chosen anew.
                Err(Failure::Retry { max_dt }) if piece == 0.0 && max_dt > dt / MOST_PIECES => {
                    pieces = (dt / max_dt).ceil().max(pieces * 2.0).min(MOST_PIECES);
                }
                Err(Failure::Retry { .. }) => {
                    return Err(Stopped {
                        key: "stop.step_too_small".into(),
                        path: id(),
                        sentence: "This changes too fast to be followed; choose gentler settings.".into(),
                    });
                }
                Err(Failure::Stop { key, part, sentence }) => {
                    let path = if part.is_empty() { id() } else { format!("{}.{part}", id()) };
                    return Err(Stopped { key: key.into(), path, sentence });
                }
            }
        }
        Ok(())
    }

    pub(super) fn stop(&mut self, key: &str, path: String, sentence: String) {
        self.clock.pause();
        self.stopped = Some(Stopped { key: key.into(), path, sentence });
        self.changed |= Changes::STOPPED;
    }

    /// Lets every instrument see.
    pub(super) fn look(&mut self, dt: f64) {
        let now = Now { time: self.clock.time(), dt };
        for index in 0..self.instruments.len() {
            let mut truth = std::mem::take(&mut self.truth);
            truth.clear();
            if let Some(seen) = self.seen.get(index) {
                truth.extend(seen.iter().map(|r| self.read(*r)));
            }
            if let Some(instrument) = self.instruments.get_mut(index) {
                instrument.sample(&truth, now, &mut self.random);
            }
            self.truth = truth;
        }
    }

    fn sample(&mut self) {
        let time = self.clock.time();
        let module = self.module.clone();
        if let Some(graph) = &module.graph {
            let mut samples = std::mem::take(&mut self.samples);
            samples.push(time, || [self.channel(&graph.x), self.channel(&graph.y)]);
            self.samples = samples;
        }
        let Some(view) = module.views.get(self.view) else { return };
        for (index, plan) in view.traces.iter().enumerate() {
            let at = self.place_of(&plan.of);
            if let (Some(trace), Some(at)) = (self.traces.get_mut(index), at) {
                trace.push(time, at);
            }
        }
    }

    /// Where a part is, if it has a place.
    pub(super) fn place_of(&self, part: &crate::module::PartRef) -> Option<DVec2> {
        let value = |name: &str| {
            let kind = self.module.systems.get(part.system)?.parts.get(part.part)?.kind;
            let (variable, spec) = kind.variable(name)?;
            let reference =
                VariableRef { system: part.system, part: Some(part.part), variable, spec, path: String::new() };
            Some(self.read(self.resolve(&reference)))
        };
        Some(DVec2::new(value("x")?, value("y")?))
    }

    /// Everything that was done so far.
    pub fn record(&self) -> Record {
        Record {
            format: FORMAT,
            module: self.module.id.clone(),
            module_hash: format!("{:016x}", self.module.hash),
            version: env!("CARGO_PKG_VERSION").into(),
            seed: self.opening.seed,
            site: self.opening.site.clone(),
            profile: self.opening.profile.clone(),
            mode: self.mode(),
            entries: self.done.clone(),
            ticks: self.clock.tick,
            hash: format!("{:016x}", self.hash()),
        }
    }
}
