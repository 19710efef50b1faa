//! A running motion system: the trait `System` over plan, state and cache.

use super::contact::Contact;
use super::event::WATCHES;
use super::parts::{self, block};
use super::plan::Plan;
use super::smooth::{Scratch, Smooth};
use super::state::{Mode, State};
use super::{arrange, draw, energy, hold, output, project};
use crate::frame::Pen;
use crate::numerics::ode::{Advance, Dop853};
use crate::systems::{
    BadSnapshot, BuildError, Event, Failure, Grip, GripId, Ledger, Momentum, Pull, Refused, Setup, StepContext, Store,
    System, VarId, Variable,
};
use std::cell::RefCell;

/// Relative and absolute tolerance of the integrator within a step.
const TOLERANCE: f64 = 1e-13;
/// Events in one step beyond which the step is given up.
const MOST_EVENTS: usize = 200;

/// Bodies in motion.
pub struct MotionSystem {
    plan: Plan,
    state: State,
    cache: Cache,
}

/// What can be made anew from plan and state.
struct Cache {
    solver: Dop853,
    scratch: Scratch,
    y: Vec<f64>,
    /// Drawing reuses its points.
    drawing: RefCell<draw::Drawing>,
}

impl Cache {
    fn new() -> Cache {
        Cache {
            solver: Dop853::new(TOLERANCE, TOLERANCE),
            scratch: Scratch::default(),
            y: Vec::new(),
            drawing: RefCell::default(),
        }
    }
}

/// Builds a motion system.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    #[cfg(feature = "rigid")]
    if setup.open || setup.parts.iter().any(|part| super::mechanism::is_mine(part.kind)) {
        return super::mechanism::build(setup);
    }
    let plan = Plan::new(setup)?;
    let state = arrange::arrange(&plan, setup)?;
    let mut system = MotionSystem { plan, state, cache: Cache::new() };
    system.refresh();
    Ok(Box::new(system))
}

impl MotionSystem {
    /// Computes every output from the state after a change of settings.
    fn refresh(&mut self) {
        self.cache.scratch.fresh = false;
        self.cache.scratch.terms.hold = false;
        self.outputs();
        let terms = &mut self.cache.scratch.terms;
        terms.hold &= !project::keep_permanent(terms, &self.plan, &mut self.state);
    }

    /// Computes every output from the state.
    fn outputs(&mut self) {
        Smooth::pack(&self.state, &mut self.cache.y);
        output::refresh(&self.plan, &mut self.state, &mut self.cache.scratch, &self.cache.y);
    }

    /// Runs a change of the state by the learner or the module, and books the work it did.
    fn change<T>(&mut self, change: impl FnOnce(&Plan, &mut State) -> T) -> T {
        let before = self.stored();
        let done = change(&self.plan, &mut self.state);
        self.came_in(before);
        self.refresh();
        done
    }

    /// Energy, J, and momentum that are there.
    fn stored(&self) -> (f64, Momentum) {
        (energy::total(&self.plan, &self.state), energy::momentum(&self.plan, &self.state))
    }

    /// Books what energy and momentum were changed by from what was stored before.
    fn came_in(&mut self, (energy, momentum): (f64, Momentum)) {
        let now = self.stored();
        self.state.work += now.0 - energy;
        self.state.impulse.changed(momentum, now.1);
    }

    /// Builds the contact world again after a change of settings.
    fn rebuild_contact(&mut self) -> Result<(), Refused> {
        if self.plan.needs_contact() {
            let contact = Contact::build(&self.plan, &self.state)?;
            self.state.contact = Some(contact);
        }
        Ok(())
    }

    fn smooth_step(&mut self, dt: f64, start: f64, events: &mut Vec<Event>) -> Result<(), Failure> {
        if self.state.bodies.is_empty() {
            return Ok(());
        }
        let mut t = 0.0;
        for _ in 0..MOST_EVENTS {
            if arrange::rest_on_floors(&self.plan, &mut self.state) {
                self.cache.scratch.fresh = false;
                self.cache.scratch.terms.hold = false;
            }
            Smooth::pack(&self.state, &mut self.cache.y);
            let mut equations = Smooth::new(&self.plan, &self.state, &mut self.cache.scratch);
            let outcome = self.cache.solver.advance(&mut equations, &mut t, &mut self.cache.y, dt);
            let outcome = outcome.map_err(|why| Failure::Stop {
                key: "stop.motion",
                part: String::new(),
                sentence: format!("The motion could not be computed any further: {why}."),
            })?;
            self.cache.scratch.fresh = false;
            Smooth::unpack(&self.plan, &mut self.state, &self.cache.y);
            match outcome {
                Advance::Done => {
                    let Scratch { terms, rates, fresh, .. } = &mut self.cache.scratch;
                    let moved = project::onto_rods(terms, &mut self.state);
                    let grew = project::keep_permanent(terms, &self.plan, &mut self.state);
                    terms.hold &= !grew;
                    // The looks for events leave other tensions behind.
                    if let (Some(ends), false, 0) = (self.cache.solver.end_rates(), moved | grew, self.plan.events) {
                        rates.clear();
                        rates.extend_from_slice(ends);
                        *fresh = true;
                    }
                    return Ok(());
                }
                Advance::Event { index, time } => {
                    self.happen(index, start + time, events);
                    self.cache.scratch.terms.hold = false;
                }
            }
        }
        Err(Failure::Stop {
            key: "stop.too_many_events",
            part: String::new(),
            sentence: "Too much happened in one instant; the motion cannot be followed.".into(),
        })
    }

    fn happen(&mut self, mut index: usize, time: f64, events: &mut Vec<Event>) {
        for watch in WATCHES {
            let count = (watch.count)(&self.plan);
            if index < count {
                (watch.happen)(&self.plan, &mut self.state, index, time, events);
                return;
            }
            index -= count;
        }
    }
}

impl System for MotionSystem {
    fn variables(&self) -> &[Variable] {
        &self.plan.variables
    }

    fn get(&self, id: VarId) -> f64 {
        self.state.values.get(id.0 as usize).copied().unwrap_or(f64::NAN)
    }

    fn set(&mut self, id: VarId, value: f64) -> Result<(), Refused> {
        let Some(variable) = self.plan.variables.get(id.0 as usize) else {
            return Err(Refused::Unknown { path: format!("#{}", id.0), nearest: None });
        };
        variable.accepts(value)?;
        let old = self.get(id);
        if let Err(refused) = self.change(|plan, state| hold::set(plan, state, id.0 as usize, value)) {
            if let Some(slot) = self.state.values.get_mut(id.0 as usize) {
                *slot = old;
            }
            self.refresh();
            return Err(refused);
        }
        if self.plan.needs_contact() && self.touches_contact(id.0 as usize) {
            let before = self.stored();
            if let Err(refused) = self.rebuild_contact() {
                if let Some(slot) = self.state.values.get_mut(id.0 as usize) {
                    *slot = old;
                }
                self.refresh();
                return Err(refused);
            }
            self.came_in(before);
            self.refresh();
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Failure> {
        self.refresh();
        Ok(())
    }

    fn step(&mut self, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
        if let Some(mut contact) = self.state.contact.take() {
            let outcome = contact.step(&self.plan, &mut self.state, dt);
            self.state.contact = Some(contact);
            outcome.map_err(|part| Failure::Stop {
                key: "stop.not_finite",
                sentence: format!("`{part}` moved beyond all numbers; reset and choose gentler settings."),
                part,
            })?;
        }
        self.smooth_step(dt, cx.time, cx.events)?;
        self.outputs();
        Ok(())
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        draw::draw(&self.plan, &self.state, &mut self.cache.drawing.borrow_mut(), pen);
    }

    fn grips(&self) -> &[Grip] {
        &self.plan.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        let Some(&part) = self.plan.grip_parts.get(grip.0 as usize) else { return Err(Refused::NotHeld) };
        let nudge = self.plan.grips.get(grip.0 as usize).map_or(0.0, |g| g.nudge);
        self.change(|plan, state| hold::pull(plan, state, part, nudge, pull))
    }

    fn ledger(&self, book: &mut Ledger) {
        energy::book(&self.plan, &self.state, book);
        book.add(Store::Heat, self.state.heat);
        book.add(Store::Work, self.state.work);
        self.state.impulse.book(book, || energy::momentum(&self.plan, &self.state));
    }

    fn save(&self) -> Vec<u8> {
        postcard::to_allocvec(&self.state).unwrap_or_default()
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        let state: State = postcard::from_bytes(bytes)
            .map_err(|_| BadSnapshot("This snapshot is damaged or of another version.".into()))?;
        let fits = state.values.len() == self.plan.variables.len()
            && state.bodies.len() == self.plan.bodies.len()
            && state.memory.len() == self.plan.parts.len()
            && state.start.len() == self.plan.parts.len()
            && state.contact.is_some() == self.plan.needs_contact()
            && state.bodies.iter().all(|b| match b.mode {
                Mode::Track { track, .. } => {
                    self.plan.parts.get(track as usize).is_some_and(|p| p.is(&parts::track::KIND))
                }
                _ => true,
            });
        if !fits {
            return Err(BadSnapshot("This snapshot is of another experiment.".into()));
        }
        self.state = state;
        self.cache = Cache::new();
        Ok(())
    }
}

impl MotionSystem {
    /// True if a setting shapes the contact world.
    fn touches_contact(&self, index: usize) -> bool {
        if index == super::GRAVITY {
            return true;
        }
        let Some(part) = self.plan.parts.iter().rev().find(|p| p.first <= index) else { return false };
        let variable = index - part.first;
        part.is(&parts::surface::KIND)
            || part.is(&parts::block::KIND)
                && matches!(variable, block::ALONG | block::VELOCITY | block::MASS | block::LIES | block::LOAD)
    }
}
