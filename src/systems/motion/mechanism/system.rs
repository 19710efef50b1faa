//! A running mechanism: the trait `System` over plan, state and cache.

use super::advance::Before;
use super::contacts::{self, Contacts};
use super::equations::Scratch;
use super::islands::Scope;
use super::plan::Plan;
use super::state::State;
use super::{arrange, draw, fixture, hold, hooked, momentum, output, project, riders, strings};
use crate::frame::Pen;
use crate::numerics::ode::Dop853;
use crate::systems::{
    BadSnapshot, BuildError, Failure, Grip, GripId, Ledger, Pull, Refused, Setup, StepContext, Store, System, VarId,
    Variable,
};

/// Relative and absolute tolerance of the integrator within a step.
const TOLERANCE: f64 = 1e-13;
/// A mechanism.
pub struct Mechanism {
    pub(super) plan: Plan,
    pub(super) state: State,
    /// What touches; none where nothing can.
    contacts: Option<Contacts>,
    pub(super) cache: Cache,
}

/// What can be made anew from plan and state.
pub(super) struct Cache {
    pub solver: Dop853,
    pub scratch: Scratch,
    pub y: Vec<f64>,
    /// Scopes of the islands, kept for their memory.
    pub islands: Vec<Scope>,
}

/// Builds a mechanism.
///
/// # Errors
/// Parts that make no sense together.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let plan = Plan::new(setup)?;
    let mut cache = Cache {
        solver: Dop853::new(TOLERANCE, TOLERANCE),
        scratch: Scratch::default(),
        y: Vec::new(),
        islands: Vec::new(),
    };
    let mut state = arrange::arrange(&plan, setup, &mut cache.scratch)?;
    state.solids = contacts::any(&plan, &state);
    let contacts = if state.solids { Some(Contacts::build(&plan, &state)?) } else { None };
    let mut system = Mechanism { plan, state, contacts, cache };
    system.refresh();
    system.keep_permanent();
    Ok(Box::new(system))
}

pub(super) fn stop(key: &'static str, sentence: String) -> Failure {
    Failure::Stop { key, part: String::new(), sentence }
}

impl Mechanism {
    fn refresh(&mut self) {
        output::refresh(&self.plan, &mut self.state, &mut self.cache.scratch);
    }

    /// Runs a change by the learner or the module, and books the work it did; a refused one changes nothing.
    fn change<E>(&mut self, change: impl FnOnce(&Plan, &mut State, &mut Scratch) -> Result<(), E>) -> Result<(), E> {
        let saved = self.state.clone();
        let before = output::total(&self.plan, &self.state, &self.cache.scratch);
        let moved = momentum::stored(&self.plan, &self.state, &self.cache.scratch.terms);
        let done = change(&self.plan, &mut self.state, &mut self.cache.scratch);
        if done.is_err() {
            self.state = saved;
        }
        self.refresh();
        if done.is_ok() {
            self.keep_permanent();
        }
        let Mechanism { plan, state, cache, .. } = self;
        state.work += output::total(plan, state, &cache.scratch) - before;
        let mut came = momentum::stored(plan, state, &cache.scratch.terms);
        came.add(moved, -1.0);
        state.impulse.add(came, 1.0);
        done
    }
}

impl System for Mechanism {
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
        self.change(|plan, state, scratch| hold::set(plan, state, scratch, id.0 as usize, value))?;
        self.state.solids = contacts::any(&self.plan, &self.state);
        self.contacts = if self.state.solids { Some(Contacts::build(&self.plan, &self.state)?) } else { None };
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Failure> {
        self.refresh();
        Ok(())
    }

    fn step(&mut self, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
        let before = Before::of(&self.state);
        super::paper::release(&self.plan, &mut self.state);
        let owned = match &self.contacts {
            Some(contacts) => contacts.close(&self.plan, &self.state, &self.cache.scratch, dt),
            None => Vec::new(),
        };
        if owned.contains(&true) {
            self.state.owned.clone_from(&owned);
        }
        self.state.crowd.fill(false);
        self.cache.scratch.hands_over = self.contacts.is_some();
        if let Err(failure) = self.advance((dt, cx.time), &before, cx.events) {
            // A step that cannot be done changes nothing.
            before.put_back(&mut self.state);
            self.refresh();
            return Err(failure);
        }
        hooked::land(&self.plan, &mut self.state, cx.time + dt, cx.events);
        let Mechanism { plan, state, contacts, cache } = self;
        if let Some(contacts) = contacts {
            // With those that proved to be a crowd.
            let owned = std::mem::replace(&mut state.owned, vec![false; plan.bodies.len()]);
            if owned.contains(&true) && cache.scratch.gather(plan, state).is_ok() {
                contacts.step(plan, state, &mut cache.scratch, &owned, dt);
                riders::arrive(plan, state, &mut cache.scratch, cx.time + dt, cx.events);
                if !state.q.iter().chain(&state.u).all(|number| number.is_finite()) {
                    return Err(stop(
                        "stop.not_finite",
                        "The bodies moved beyond all numbers; choose gentler settings.".into(),
                    ));
                }
                // Strings that the solver drew taut are taut.
                hold::take_up(plan, state, &cache.scratch);
                project::turn_strings(plan, state, (&cache.scratch.terms, &cache.scratch.scope));
            } else {
                contacts.rest(plan, state);
            }
        }
        self.refresh();
        Ok(())
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        draw::draw(&self.plan, &self.state, &self.cache.scratch, pen);
    }

    fn grips(&self) -> &[Grip] {
        &self.plan.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        let Some(&part) = self.plan.grip_parts.get(grip.0 as usize) else { return Err(Refused::NotHeld) };
        let nudge = self.plan.grips.get(grip.0 as usize).map_or(0.0, |g| g.nudge);
        self.change(|plan, state, scratch| hold::pull(plan, state, scratch, part, nudge, pull))?;
        // A board that was moved is touched where it is now.
        if fixture::of(&self.plan, part).is_some() && self.contacts.is_some() {
            self.contacts = Some(Contacts::build(&self.plan, &self.state)?);
        }
        Ok(())
    }

    fn ledger(&self, book: &mut Ledger) {
        output::book(&self.plan, &self.state, &self.cache.scratch, book);
        book.add(Store::Heat, self.state.heat);
        book.add(Store::Work, self.state.work);
        let stored = momentum::stored(&self.plan, &self.state, &self.cache.scratch.terms);
        book.add_momentum(stored, self.state.impulse);
    }

    fn save(&self) -> Vec<u8> {
        postcard::to_allocvec(&(&self.state, &self.contacts)).unwrap_or_default()
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        let (state, contacts): (State, Option<Contacts>) = postcard::from_bytes(bytes)
            .map_err(|_| BadSnapshot("This snapshot is damaged or of another version.".into()))?;
        let plan = &self.plan;
        let bodies = plan.bodies.len();
        let per_body =
            [state.modes.len(), state.rails.len(), state.pieces.len(), state.slides.len(), state.spins.len()];
        let fits = state.values.len() == plan.variables.len()
            && state.q.len() == plan.dofs
            && state.u.len() == plan.dofs
            && state.owned.len() == bodies
            && state.crowd.len() == bodies
            && contacts.is_some() == state.solids
            && contacts.as_ref().is_none_or(|contacts| contacts.fits(plan))
            && per_body.iter().all(|count| *count == bodies)
            && state.memory.len() == plan.parts.len()
            && state.strings.len() == plan.strings.len()
            && state.coupled.iter().all(|&(a, b, _)| (a as usize) < bodies && (b as usize) < bodies)
            && plan.strings.iter().zip(&state.strings).all(|(route, strung)| {
                strung.senses.len() == route.wheels.len()
                    && strung.sides.len() == route.pegs.len()
                    && strung.pegs.iter().all(|(peg, _)| (*peg as usize) < route.pegs.len())
                    && strung.directions.len() == strings::count(route, strung)
            });
        if !fits {
            return Err(BadSnapshot("This snapshot is of another experiment.".into()));
        }
        self.state = state;
        self.contacts = contacts;
        self.cache.scratch = Scratch::default();
        self.refresh();
        Ok(())
    }
}
