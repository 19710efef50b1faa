//! A system whose state is its table of values, for the small systems: baths, vessels, carts; and the chemistry bench,
//! which has besides what its vessels hold.
//!
//! What differs between kinds stands in a [`Model`] of plain functions; what every system does alike (checked writing,
//! saving, grips) stands here once. `P` is what a kind's plan has besides, `X` what its state has.

use super::{
    BadSnapshot, BuildError, Event, Failure, Grip, GripId, Kind, Motion, PartKind, Pull, Refused, Setup, StepContext,
    Surroundings, System, VarId, Variable, VariableSpec,
};
use crate::frame::Pen;
use glam::DVec2;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// One thing to take hold of at a part.
pub struct Handle {
    /// Path behind the part's id, such as `lip`; empty for the part itself.
    pub name: &'static str,
    /// How it moves.
    pub motion: Motion,
    /// What an arrow key does: m, or rad.
    pub nudge: f64,
    /// Variable of the part that tells where it is; empty for none.
    pub tells: &'static str,
}

/// A step of some seconds.
pub type Step<P, X> = fn(&Plan<P>, &mut Values<X>, f64, &mut StepContext<'_>) -> Result<(), Failure>;

/// What a kind of system does.
pub struct Model<P: 'static = (), X: 'static = ()> {
    /// Options of the system itself.
    pub options: &'static [VariableSpec],
    /// What can be taken hold of at a kind of part.
    pub handles: fn(&PartKind) -> &'static [Handle],
    /// What the tables cannot say: settings that do not go together, in words.
    pub check: fn(&Plan<P>, &Values<X>) -> Result<(), BuildError>,
    /// Computes every output from the settings and states.
    pub refresh: fn(&Plan<P>, &mut Values<X>),
    /// Lets `dt` s go by.
    pub step: Step<P, X>,
    /// Moves a handle of a part (which one in the order of `handles`) to a place, or by arrow keys.
    pub moved: fn(&Plan<P>, &mut Values<X>, usize, usize, Hand),
    /// Draws a part on one of three layers, back to front.
    pub draw: fn(&Plan<P>, &Values<X>, usize, u8, &mut Pen<'_>),
    /// Whether what a snapshot has besides its values is of this plan.
    pub fits: fn(&Plan<P>, &X) -> bool,
}

/// What a hand does to a handle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hand {
    /// Moved: world metres.
    To {
        /// The hand's place now.
        at: DVec2,
        /// Where it took hold, less the part's `x` and `y` then.
        offset: DVec2,
        /// How far it moved since it was last here.
        by: DVec2,
    },
    /// Arrow keys: units of the handle's `nudge`.
    By(DVec2),
    /// Let go.
    Off,
    /// Pressed.
    Pressed,
}

/// What never changes after the build.
pub struct Plan<P = ()> {
    /// Every variable; the index is the `VarId`.
    pub variables: Vec<Variable>,
    /// Parts in the order of the file.
    pub parts: Vec<Row>,
    /// Site and profile.
    pub around: Surroundings,
    /// What the kind has besides.
    pub extra: P,
    grips: Vec<Grip>,
    /// Part and handle of each grip.
    handles: Vec<(usize, usize)>,
}

/// A part of the plan.
pub struct Row {
    /// Its id.
    pub id: Rc<str>,
    /// Its kind.
    pub kind: &'static PartKind,
    /// Part index of what is joined at each terminal.
    pub joined: Vec<Option<usize>>,
    first: usize,
}

/// Values of every variable, SI, and what is held; all that is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Values<X = ()> {
    all: Vec<f64>,
    held: Option<Held>,
    /// What the kind has besides.
    pub extra: X,
}

/// What a hand holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Held {
    grip: u16,
    /// From the part's place to the hand when it took hold.
    offset: DVec2,
    /// The hand's place, m.
    at: DVec2,
}

impl<P> Plan<P> {
    /// Indices of the parts of a kind.
    pub fn of(&self, kind: &'static PartKind) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().enumerate().filter(move |(_, p)| p.kind.id == kind.id).map(|(i, _)| i)
    }

    /// True if a part is of this kind.
    pub fn is(&self, part: usize, kind: &PartKind) -> bool {
        self.parts.get(part).is_some_and(|p| p.kind.id == kind.id)
    }

    /// Number of the grip of a part's handle.
    pub fn grip(&self, part: usize, handle: usize) -> u16 {
        self.handles.iter().position(|h| *h == (part, handle)).unwrap_or(usize::MAX) as u16
    }

    /// The part that is joined at a terminal of a part.
    pub fn join(&self, part: usize, terminal: usize) -> Option<usize> {
        self.parts.get(part)?.joined.get(terminal).copied().flatten()
    }

    /// True if a handle of a part is held.
    pub fn holds<X>(&self, values: &Values<X>, part: usize, handle: usize) -> bool {
        values.held.is_some_and(|held| self.handles.get(held.grip as usize) == Some(&(part, handle)))
    }

    fn index(&self, part: usize, variable: usize) -> usize {
        self.parts.get(part).map_or(usize::MAX, |p| p.first + variable)
    }
}

impl<X> Values<X> {
    /// Value of a part's variable, SI; NaN if there is none.
    pub fn get<P>(&self, plan: &Plan<P>, part: usize, variable: usize) -> f64 {
        self.all.get(plan.index(part, variable)).copied().unwrap_or(f64::NAN)
    }

    /// Writes a part's variable.
    pub fn put<P>(&mut self, plan: &Plan<P>, part: usize, variable: usize, value: f64) {
        if let Some(slot) = self.all.get_mut(plan.index(part, variable)) {
            *slot = value;
        }
    }

    /// Value of an option, SI.
    pub fn option(&self, option: usize) -> f64 {
        self.all.get(option).copied().unwrap_or(f64::NAN)
    }

    /// Place of a part whose first two variables are `x` and `y`, m.
    pub fn place<P>(&self, plan: &Plan<P>, part: usize) -> DVec2 {
        DVec2::new(self.get(plan, part, 0), self.get(plan, part, 1))
    }

    /// Puts it there, within 100 m.
    pub fn put_place<P>(&mut self, plan: &Plan<P>, part: usize, place: DVec2) {
        let place = place.clamp(DVec2::splat(-100.0), DVec2::splat(100.0));
        self.put(plan, part, 0, place.x);
        self.put(plan, part, 1, place.y);
    }
}

/// A running system of tabled values.
pub struct Tabled<P: 'static = (), X: 'static = ()> {
    model: &'static Model<P, X>,
    plan: Plan<P>,
    values: Values<X>,
}

impl Tabled {
    /// Builds one from a setup. Options that follow the site are written by the caller into `setup.options`.
    pub fn build(model: &'static Model, setup: &Setup) -> Result<Box<dyn System>, BuildError> {
        Tabled::with(model, setup, (), ())
    }
}

impl<P: 'static, X: Clone + Serialize + DeserializeOwned + 'static> Tabled<P, X> {
    /// Builds one of a kind that has more than its table: what its plan and its state have besides.
    pub fn with(
        model: &'static Model<P, X>,
        setup: &Setup,
        plan_extra: P,
        extra: X,
    ) -> Result<Box<dyn System>, BuildError> {
        let mut plan = Plan {
            variables: Vec::new(),
            parts: Vec::new(),
            around: setup.surroundings,
            extra: plan_extra,
            grips: Vec::new(),
            handles: Vec::new(),
        };
        let mut all = Vec::new();
        for spec in model.options {
            plan.variables.push(Variable { path: spec.name.into(), spec });
            all.push(setup.options.get(spec.name).copied().unwrap_or(spec.start));
        }
        for (index, part) in setup.parts.iter().enumerate() {
            let joined = part.joined.clone();
            plan.parts.push(Row { id: part.id.clone(), kind: part.kind, joined, first: all.len() });
            for (variable, spec) in part.kind.variables.iter().enumerate() {
                plan.variables.push(Variable { path: format!("{}.{}", part.id, spec.name), spec });
                all.push(part.values.get(variable).copied().unwrap_or(spec.start));
            }
            for (which, handle) in (model.handles)(part.kind).iter().enumerate() {
                let path = match handle.name {
                    "" => part.id.to_string(),
                    name => format!("{}.{name}", part.id),
                };
                let tells = (!handle.tells.is_empty()).then(|| format!("{}.{}", part.id, handle.tells));
                let id = GripId(plan.grips.len() as u16);
                plan.grips.push(Grip { id, path, motion: handle.motion, nudge: handle.nudge, tells });
                plan.handles.push((index, which));
            }
        }
        let mut values = Values { all, held: None, extra };
        (model.check)(&plan, &values)?;
        (model.refresh)(&plan, &mut values);
        Ok(Box::new(Tabled { model, plan, values }))
    }
}

impl<P: 'static, X: Clone + Serialize + DeserializeOwned + 'static> System for Tabled<P, X> {
    fn variables(&self) -> &[Variable] {
        &self.plan.variables
    }

    fn get(&self, id: VarId) -> f64 {
        self.values.all.get(id.0 as usize).copied().unwrap_or(f64::NAN)
    }

    fn set(&mut self, id: VarId, value: f64) -> Result<(), Refused> {
        let index = id.0 as usize;
        let Some(Variable { path, spec }) = self.plan.variables.get(index) else {
            return Err(Refused::Unknown { path: format!("#{index}"), nearest: None });
        };
        if !spec.is_settable() {
            return Err(Refused::NotSettable { path: path.clone() });
        }
        let whole = !matches!(spec.kind, Kind::Real(_));
        if !(value >= spec.min && value <= spec.max) || whole && value.fract() != 0.0 {
            return Err(Refused::OutOfRange { path: path.clone(), value, min: spec.min, max: spec.max });
        }
        let mut values = self.values.clone();
        if let Some(slot) = values.all.get_mut(index) {
            *slot = value;
        }
        (self.model.check)(&self.plan, &values)?;
        (self.model.refresh)(&self.plan, &mut values);
        self.values = values;
        Ok(())
    }

    fn step(&mut self, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
        (self.model.step)(&self.plan, &mut self.values, dt, cx)?;
        (self.model.refresh)(&self.plan, &mut self.values);
        Ok(())
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        for layer in 0..3 {
            for part in 0..self.plan.parts.len() {
                (self.model.draw)(&self.plan, &self.values, part, layer, pen);
            }
        }
    }

    fn grips(&self) -> &[Grip] {
        &self.plan.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        let Some(&(part, handle)) = self.plan.handles.get(grip.0 as usize) else { return Err(Refused::NotHeld) };
        let button = self.plan.grips.get(grip.0 as usize).is_some_and(|g| g.motion == Motion::Button);
        if button != (pull == Pull::Press) {
            return Err(Refused::NotHeld);
        }
        let hand = match pull {
            Pull::Take(at) => {
                let offset = at - self.values.place(&self.plan, part);
                self.values.held = Some(Held { grip: grip.0, offset, at });
                return Ok(());
            }
            Pull::Move(at) => match &mut self.values.held {
                Some(held) if held.grip == grip.0 => {
                    let by = at - std::mem::replace(&mut held.at, at);
                    Hand::To { at, offset: held.offset, by }
                }
                _ => return Err(Refused::NotHeld),
            },
            Pull::Nudge(by) => Hand::By(by),
            Pull::Release => {
                self.values.held = None;
                Hand::Off
            }
            Pull::Press => Hand::Pressed,
        };
        (self.model.moved)(&self.plan, &mut self.values, part, handle, hand);
        (self.model.refresh)(&self.plan, &mut self.values);
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        postcard::to_allocvec(&self.values).unwrap_or_default()
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        let values: Values<X> = postcard::from_bytes(bytes)
            .map_err(|_| BadSnapshot("This snapshot is damaged or of another version.".into()))?;
        if values.all.len() != self.plan.variables.len() || !(self.model.fits)(&self.plan, &values.extra) {
            return Err(BadSnapshot("This snapshot is of another experiment.".into()));
        }
        self.values = values;
        Ok(())
    }
}

/// An event of a part, at the end of a step.
pub fn event<P>(plan: &Plan<P>, part: usize, name: &'static str, time: f64, value: f64) -> Option<Event> {
    let part = plan.parts.get(part)?.id.clone();
    Some(Event { time, name, part, values: [value, 0.0] })
}

/// The inside of a vessel, seen from the front: what hangs in it cannot go through its glass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inside {
    /// Middle of its floor, m.
    pub floor: DVec2,
    /// Height of its rim above the floor, m.
    pub height: f64,
    /// Half of its width, m.
    pub radius: f64,
}

impl Inside {
    /// Where a thing of half a width `half` m gets to, whose lowest point was at `from` and that a hand moves to `to`.
    /// In over the rim and out the same way; a wall or the floor stops it. A thing too wide stays on the rim.
    pub fn lead(&self, from: DVec2, to: DVec2, half: f64) -> DVec2 {
        let rim = self.floor.y + self.height;
        let room = self.radius - half;
        let was_in = from.y < rim && (from.x - self.floor.x).abs() < self.radius && from.y >= self.floor.y - 1e-9;
        // Above the rim there is room, and below the floor of what is held up.
        if to.y >= rim || !was_in && to.y < self.floor.y && from.y < self.floor.y {
            return to;
        }
        let mut to = to;
        if was_in || (to.x - self.floor.x).abs() < self.radius {
            if room < 0.0 {
                return DVec2::new(to.x, rim);
            }
            to.x = to.x.clamp(self.floor.x - room, self.floor.x + room);
            to.y = to.y.max(self.floor.y);
        } else if (to.x - self.floor.x).abs() < self.radius + half {
            // Against the outside of the wall.
            let side = if to.x < self.floor.x { -1.0 } else { 1.0 };
            to.x = self.floor.x + side * (self.radius + half);
        }
        to
    }

    /// True if a point is inside, below the rim.
    pub fn holds(&self, p: DVec2) -> bool {
        (p.x - self.floor.x).abs() <= self.radius && p.y >= self.floor.y - 1e-9 && p.y < self.floor.y + self.height
    }
}
