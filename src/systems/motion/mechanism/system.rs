//! A running mechanism: the trait `System` over plan, state and cache.

use super::contacts::{self, Contacts};
use super::equations::{Moving, Scratch};
use super::plan::{Plan, Watch};
use super::state::State;
use super::{arrange, draw, event, fixture, hold, hooked, impact, momentum, output, project, strings};
use crate::frame::Pen;
use crate::numerics::ode::{Advance, Dop853};
use crate::systems::{
    BadSnapshot, BuildError, Event, Failure, Grip, GripId, Ledger, Pull, Refused, Setup, StepContext, Store, System,
    VarId, Variable,
};

/// Relative and absolute tolerance of the integrator within a step.
const TOLERANCE: f64 = 1e-13;
/// Events in one step beyond which the step is given up.
const MOST_EVENTS: usize = 2000;

/// What follows an event may soon bring the next, a string that is slack for a moment for one: so long is looked ahead
/// first, s, then eight times as long, and so on.
const FIRST: f64 = 1e-6;
/// How far two may have come into one another unnoticed, m.
const SUNK: f64 = 1e-9;
/// Length, m, and speed, m/s, that are nothing to a string.
const SHORT: f64 = 1e-12;

/// A mechanism.
pub struct Mechanism {
    plan: Plan,
    state: State,
    /// What touches; none where nothing can.
    contacts: Option<Contacts>,
    cache: Cache,
}

/// What can be made anew from plan and state.
struct Cache {
    solver: Dop853,
    scratch: Scratch,
    y: Vec<f64>,
}

/// Builds a mechanism.
///
/// # Errors
/// Parts that make no sense together.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let plan = Plan::new(setup)?;
    let mut cache = Cache { solver: Dop853::new(TOLERANCE, TOLERANCE), scratch: Scratch::default(), y: Vec::new() };
    let mut state = arrange::arrange(&plan, setup, &mut cache.scratch)?;
    state.solids = contacts::any(&plan, &state);
    let contacts = if state.solids { Some(Contacts::build(&plan, &state)?) } else { None };
    let mut system = Mechanism { plan, state, contacts, cache };
    system.refresh();
    system.keep_permanent();
    Ok(Box::new(system))
}

fn stop(key: &'static str, sentence: String) -> Failure {
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

    /// What waits at its limit is looked at before a step: an event tells only of what crosses it.
    fn ready(&mut self, time: f64, events: &mut Vec<Event>) {
        let Mechanism { plan, state, cache, .. } = self;
        let waits =
            |watch: &Watch| matches!(watch, Watch::String(_) | Watch::Lift(_) | Watch::Stick(_) | Watch::Meet(..));
        for _ in 0..=plan.watches.len() {
            event::activate(plan, state, &mut cache.scratch, 0.0);
            let near = std::mem::take(&mut cache.scratch.active);
            if !near.iter().any(waits) || cache.scratch.terms.gather(plan, state).is_err() {
                return;
            }
            let (q, u) = (state.q.clone(), state.u.clone());
            let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since: 0.0 };
            if moving.accelerations(&q, &u).is_err() {
                return;
            }
            let due = near.iter().copied().filter(waits).find(|&watch| {
                let low = event::value(&moving, &q, &u, watch);
                match watch {
                    // It became slack a moment ago, and is drawn out already.
                    Watch::String(index) if state.strings.get(index).is_none_or(|strung| !strung.taut) => {
                        low <= SHORT && strings::stretching(plan, state, moving.scratch, index) > SHORT
                    }
                    // What two that touched were made to do in between may drive them into one another.
                    Watch::Meet(a, b) => low < -SUNK && impact::approaches(plan, state, moving.scratch, (a, b)),
                    // A tension of nothing but rounding is no reason to let go.
                    Watch::String(_) => low < -1e-9,
                    Watch::Stick(body) if state.slides.get(body).is_some_and(|way| *way != 0.0) => low <= 0.0,
                    _ => low < 0.0,
                }
            });
            let Some(watch) = due else { return };
            let mut next = state.clone();
            let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since: 0.0 };
            event::happen(&mut moving, &mut next, watch, time, events);
            let same = next.u == state.u
                && next.slides == state.slides
                && next.modes == state.modes
                && next.strings == state.strings;
            *state = next;
            if same {
                return;
            }
        }
    }

    fn advance(&mut self, dt: f64, start: f64, events: &mut Vec<Event>) -> Result<(), Failure> {
        let mut t = 0.0;
        let mut piece = dt;
        for _ in 0..MOST_EVENTS {
            self.ready(start + t, events);
            let Mechanism { plan, state, cache, .. } = &mut *self;
            if cache.scratch.terms.gather(plan, state).is_err() {
                return Err(stop("stop.motion", "A bend is tighter than what runs in it.".into()));
            }
            Moving::pack(state, &mut cache.y);
            event::activate(plan, state, &mut cache.scratch, dt - t);
            let since = t;
            let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since };
            let outcome = cache
                .solver
                .advance(&mut moving, &mut t, &mut cache.y, (since + piece).min(dt))
                .map_err(|why| stop("stop.motion", format!("The motion could not be computed any further: {why}.")))?;
            Moving::unpack(state, &cache.y);
            state.time += t - since;
            cache.scratch.terms.time = state.time;
            project::turn_strings(plan, state, &cache.scratch.terms);
            if let Advance::Event { index, time } = outcome {
                let mut next = state.clone();
                let watch = cache.scratch.active.get(index).copied().unwrap_or(Watch::String(usize::MAX));
                let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since: 0.0 };
                event::happen(&mut moving, &mut next, watch, start + time, events);
                *state = next;
                piece = FIRST;
                if cache.scratch.terms.gather(plan, state).is_err() {
                    return Err(stop("stop.motion", "A bend is tighter than what runs in it.".into()));
                }
            }
            project::onto_joints(plan, state, &mut cache.scratch, &[]).map_err(|_| {
                stop("stop.motion", "The joints hold each other in a way that has no single answer.".into())
            })?;
            if outcome == Advance::Done {
                if t >= dt {
                    self.keep_permanent();
                    return Ok(());
                }
                piece *= 8.0;
            }
        }
        Err(stop("stop.too_many_events", "Too much happened in one instant; the motion cannot be followed.".into()))
    }

    /// Keeps the permanent extension of springs that has been reached.
    fn keep_permanent(&mut self) {
        let Mechanism { plan, state, cache, .. } = self;
        for spring in cache.scratch.terms.springs.iter().filter(|spring| spring.limit > 0.0) {
            let [a, b] =
                spring.ends.map(|end| super::end::at(plan, state, &cache.scratch.terms, &state.q, &state.u, end).place);
            if let Some(memory) = state.memory.get_mut(spring.part) {
                *memory = spring.force(spring.length((b - a).length()) - spring.natural).1;
            }
        }
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
        super::paper::release(&self.plan, &mut self.state);
        let owned = match &self.contacts {
            Some(contacts) => contacts.close(&self.plan, &self.state, &self.cache.scratch, dt),
            None => Vec::new(),
        };
        let some = owned.contains(&true);
        if some {
            self.state.owned.clone_from(&owned);
        }
        self.advance(dt, cx.time, cx.events)?;
        hooked::land(&self.plan, &mut self.state, cx.time + dt, cx.events);
        let Mechanism { plan, state, contacts, cache } = self;
        if let Some(contacts) = contacts {
            state.owned.fill(false);
            if some && cache.scratch.terms.gather(plan, state).is_ok() {
                contacts.step(plan, state, &mut cache.scratch, &owned, dt);
                if !state.q.iter().chain(&state.u).all(|number| number.is_finite()) {
                    return Err(stop(
                        "stop.not_finite",
                        "The bodies moved beyond all numbers; choose gentler settings.".into(),
                    ));
                }
                // Strings that the solver drew taut are taut.
                hold::take_up(plan, state, &cache.scratch);
                project::turn_strings(plan, state, &cache.scratch.terms);
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
