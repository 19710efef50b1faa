//! A step by the exact equations: island after island, each with its own inner steps and events.

use super::equations::Moving;
use super::islands::{self, Scope};
use super::plan::Watch;
use super::state::State;
use super::system::{Mechanism, stop};
use super::{event, impact, meeting, project, strings};
use crate::numerics::ode::Advance;
use crate::systems::{Event, Failure};

/// Events in one step beyond which the step is given up.
const MOST_EVENTS: usize = 2000;

/// Impacts in one step for each body of an island beyond which it is a crowd, which the contact solver takes.
const CROWD: usize = 4;

/// What follows an event may soon bring the next, a string that is slack for a moment for one: so long is looked ahead
/// first, s, then eight times as long, and so on.
const FIRST: f64 = 1e-6;
/// How far two may have come into one another unnoticed, m.
const SUNK: f64 = 1e-9;
/// Length, m, and speed, m/s, that are nothing to a string.
const SHORT: f64 = 1e-12;

/// What a step began with, but for settings.
pub(super) struct Before(State);

impl Before {
    pub fn of(state: &State) -> Before {
        Before(State { values: Vec::new(), ..state.clone() })
    }

    pub fn put_back(&self, state: &mut State) {
        let values = std::mem::take(&mut state.values);
        *state = State { values, ..self.0.clone() };
    }
}

/// How the advance of an island ended.
enum Followed {
    /// At the end of the step.
    Whole,
    /// With a body of it that may meet one of another island.
    Stray((usize, usize)),
    /// With so much meeting that the contact solver has to take it.
    Crowd,
}

fn too_tight() -> Failure {
    stop("stop.motion", "A bend is tighter than what runs in it.".into())
}

impl Mechanism {
    /// What waits at its limit in the island is looked at before it is advanced: an event tells only of what crosses it.
    /// Whether something happened.
    fn ready(&mut self, time: f64, events: &mut Vec<Event>) -> bool {
        let Mechanism { plan, state, cache, .. } = self;
        let waits =
            |watch: &Watch| matches!(watch, Watch::String(_) | Watch::Lift(_) | Watch::Stick(_) | Watch::Meet(..));
        let mut happened = false;
        for _ in 0..=cache.scratch.scope.watches.len() + cache.scratch.scope.bodies.len() {
            event::activate(plan, state, &mut cache.scratch, 0.0);
            if !cache.scratch.active.iter().any(waits) {
                break;
            }
            let near = std::mem::take(&mut cache.scratch.active);
            let (q, u) = (state.q.clone(), state.u.clone());
            let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since: 0.0 };
            if near.iter().any(Watch::asks) && moving.accelerations(&q, &u).is_err() {
                break;
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
            let Some(watch) = due else { break };
            let mut next = state.clone();
            let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since: 0.0 };
            event::happen(&mut moving, &mut next, watch, time, events);
            let same = next.u == state.u
                && next.slides == state.slides
                && next.modes == state.modes
                && next.strings == state.strings;
            *state = next;
            cache.scratch.renew(plan, state);
            happened = true;
            if same {
                break;
            }
        }
        happened
    }

    /// Advances everything that moves by the exact equations, island after island. Bodies of two islands that an event
    /// may send against one another make one island of them, and the step is begun anew; so it is when the bodies of an
    /// island prove to be a crowd: then the contact solver owns them.
    pub(super) fn advance(
        &mut self,
        (dt, start): (f64, f64),
        before: &Before,
        events: &mut Vec<Event>,
    ) -> Result<(), Failure> {
        if self.state.owned.contains(&true) && self.cache.scratch.gather(&self.plan, &self.state).is_err() {
            return Err(too_tight());
        }
        let (told, whole) = (events.len(), std::mem::take(&mut self.cache.scratch.scope));
        let mut pairs = meeting::pairs(&self.plan, &self.state, &self.cache.scratch, 0..self.plan.bodies.len(), dt);
        let mut done = false;
        while !done {
            let mut islands = std::mem::take(&mut self.cache.islands);
            let scratch = &mut self.cache.scratch;
            let count = islands::number(&self.plan, &self.state, &pairs, &mut scratch.island);

            scratch.stirred.clear();
            scratch.stirred.resize(count, false);
            islands.resize_with(count.max(islands.len()), Scope::default);
            islands::split(&self.plan, &scratch.terms, &scratch.island, islands.iter_mut().take(count));
            done = true;
            for scope in islands.iter_mut().take(count) {
                if self.rests(scope) {
                    continue;
                }
                std::mem::swap(scope, &mut self.cache.scratch.scope);
                let outcome = self.follow(dt, start, events);
                std::mem::swap(scope, &mut self.cache.scratch.scope);
                let outcome = outcome?;
                if !matches!(outcome, Followed::Whole) {
                    let mut owned = std::mem::take(&mut self.state.owned);
                    let mut crowd = std::mem::take(&mut self.state.crowd);
                    before.put_back(&mut self.state);
                    match outcome {
                        Followed::Stray(pair) => pairs.push(pair),
                        _ => scope.bodies.iter().for_each(|&body| (owned[body], crowd[body]) = (true, true)),
                    }
                    (self.state.owned, self.state.crowd) = (owned, crowd);
                    events.truncate(told);
                    if self.cache.scratch.gather(&self.plan, &self.state).is_err() {
                        return Err(too_tight());
                    }
                    done = false;
                    break;
                }
            }
            self.cache.islands = islands;
        }
        self.cache.scratch.scope = whole;
        self.state.time += dt;
        self.keep_permanent();
        Ok(())
    }

    /// Whether nothing in an island can move or happen by the exact equations.
    fn rests(&self, scope: &Scope) -> bool {
        let Mechanism { state, cache, .. } = self;
        scope.bodies.iter().all(|&body| state.owned.get(body) == Some(&true))
            || scope.watches.is_empty()
                && scope.springs.is_empty()
                && !scope.dofs.iter().any(|&dof| cache.scratch.terms.moves(dof))
    }

    /// Advances the island of the scratch, with its events.
    fn follow(&mut self, dt: f64, start: f64, events: &mut Vec<Event>) -> Result<Followed, Failure> {
        let (mut t, mut piece, began) = (0.0, dt, self.state.time);
        let mut happened = false;
        self.cache.scratch.terms.time = began;
        self.cache.scratch.crowded = false;
        let mut impacts = 0;
        let crowd = CROWD * (4 + self.cache.scratch.scope.bodies.len());
        for _ in 0..MOST_EVENTS {
            happened |= self.ready(start + t, events);
            let Mechanism { plan, state, cache, .. } = &mut *self;
            if cache.scratch.crowded || impacts > crowd && cache.scratch.hands_over {
                return Ok(Followed::Crowd);
            }
            if std::mem::take(&mut happened) {
                if let Some(stirred) = cache.scratch.stirred.get_mut(cache.scratch.scope.number) {
                    *stirred = true;
                }
                if let Some(pair) = meeting::stray(plan, state, &cache.scratch, t, dt) {
                    return Ok(Followed::Stray(pair));
                }
            }
            Moving::pack(state, &cache.scratch.scope, &mut cache.y);
            event::activate(plan, state, &mut cache.scratch, dt - t);
            let since = t;
            let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since };
            let outcome =
                cache.solver.advance(&mut moving, &mut t, &mut cache.y, (since + piece).min(dt)).map_err(|why| {
                    match strings::at_wheel(plan, state, &cache.scratch.terms) {
                        Some(string) => Failure::Stop {
                            key: "stop.at_wheel",
                            part: plan.id(string),
                            sentence: "What hangs on it has come to the wheel; reset, and begin further away from it."
                                .into(),
                        },
                        None => stop("stop.motion", format!("The motion could not be computed any further: {why}.")),
                    }
                })?;
            Moving::unpack(state, &cache.scratch.scope, &cache.y);
            state.time = began + t;
            cache.scratch.terms.time = state.time;
            project::turn_strings(plan, state, (&cache.scratch.terms, &cache.scratch.scope));
            if let Advance::Event { index, time } = outcome {
                let mut next = state.clone();
                let watch = cache.scratch.active.get(index).copied().unwrap_or(Watch::String(usize::MAX));
                let mut moving = Moving { plan, state, scratch: &mut cache.scratch, since: 0.0 };
                event::happen(&mut moving, &mut next, watch, start + time, events);
                *state = next;
                happened = true;
                impacts += usize::from(matches!(watch, Watch::Meet(..)));
                piece = if cache.scratch.scope.watches.iter().any(Watch::asks) { FIRST } else { dt };
                cache.scratch.renew(plan, state);
            }
            project::onto_joints(plan, state, &mut cache.scratch, &[]).map_err(|_| {
                stop("stop.motion", "The joints hold each other in a way that has no single answer.".into())
            })?;
            if outcome == Advance::Done {
                if t >= dt {
                    state.time = began;
                    return Ok(Followed::Whole);
                }
                piece *= 8.0;
            }
        }
        Err(stop("stop.too_many_events", "Too much happened in one instant; the motion cannot be followed.".into()))
    }

    /// Keeps the permanent extension of springs that has been reached.
    pub(super) fn keep_permanent(&mut self) {
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
