//! A bench with objects: the trait `System` over plan and state. Nothing moves by itself.

use super::parts::{END_X, END_Y, TOP_X, TOP_Y, X, Y, cuboid, sheets, tube, wire};
use crate::frame::{Pen, apparatus};
use crate::systems::{
    BadSnapshot, BuildError, Failure, Grip, GripId, Motion, PartKind, Pull, Refused, Setup, StepContext, System, VarId,
    Variable,
};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// What an arrow key does, m: half of a usual division.
const NUDGE: f64 = 5e-4;

struct Objects {
    plan: Plan,
    state: State,
}

struct Plan {
    parts: Vec<Part>,
    variables: Vec<Variable>,
    grips: Vec<Grip>,
}

struct Part {
    kind: &'static PartKind,
    /// Index of its first variable.
    first: usize,
}

#[derive(Serialize, Deserialize)]
struct State {
    /// Value of every variable, SI.
    values: Vec<f64>,
    /// Part that is held, and from its place to the hand, m.
    held: Option<(u32, DVec2)>,
}

/// Builds a bench with objects.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let (mut parts, mut variables, mut grips, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (index, part) in setup.parts.iter().enumerate() {
        let first = variables.len();
        let path = |name: &str| format!("{}.{name}", part.id);
        variables.extend(part.kind.variables.iter().map(|spec| Variable { path: path(spec.name), spec }));
        values.extend(part.values.iter().copied());
        let (id, tells) = (GripId(index as u16), Some(path("x")));
        grips.push(Grip { id, path: part.id.to_string(), motion: Motion::Free, nudge: NUDGE, tells });
        let value = |at: usize| part.values.get(at).copied().unwrap_or(0.0);
        if part.kind.id == tube::KIND.id {
            if value(tube::INNER) >= value(tube::OUTER) {
                return Err(BuildError::new(path("inner"), "The hole is wider than the tube; make it narrower."));
            }
            if value(tube::DEPTH) >= value(tube::HEIGHT) {
                return Err(BuildError::new(path("depth"), "The hole is deeper than the tube; make it less deep."));
            }
        }
        parts.push(Part { kind: part.kind, first });
    }
    let mut objects = Objects { plan: Plan { parts, variables, grips }, state: State { values, held: None } };
    objects.refresh();
    Ok(Box::new(objects))
}

impl Objects {
    fn value(&self, part: &Part, variable: usize) -> f64 {
        self.state.values.get(part.first + variable).copied().unwrap_or(0.0)
    }

    fn place(&self, part: &Part) -> DVec2 {
        DVec2::new(self.value(part, X), self.value(part, Y))
    }

    /// Width and height of an object as it lies, m.
    fn size(&self, part: &Part) -> DVec2 {
        let get = |variable| self.value(part, variable);
        match part.kind.id {
            id if id == tube::KIND.id => DVec2::new(get(tube::OUTER), get(tube::HEIGHT)),
            id if id == wire::KIND.id => DVec2::new(get(wire::LENGTH), get(wire::DIAMETER)),
            id if id == sheets::KIND.id => {
                DVec2::new(get(sheets::LENGTH), get(sheets::THICKNESS) * get(sheets::COUNT).max(1.0))
            }
            _ => DVec2::new(get(cuboid::LENGTH), get(cuboid::HEIGHT)),
        }
    }

    /// Computes every output from the settings.
    fn refresh(&mut self) {
        for index in 0..self.plan.parts.len() {
            let Some(part) = self.plan.parts.get(index) else { continue };
            let (place, size) = (self.place(part), self.size(part));
            let mut outputs =
                vec![(END_X, place.x + size.x), (END_Y, place.y), (TOP_X, place.x), (TOP_Y, place.y + size.y)];
            if part.kind.id == sheets::KIND.id {
                outputs.push((sheets::STACK, self.value(part, sheets::THICKNESS) * self.value(part, sheets::COUNT)));
            }
            if part.kind.id == wire::KIND.id {
                outputs.push((wire::GAUGED, self.value(part, wire::DIAMETER) * self.value(part, wire::BETWEEN)));
            }
            for (variable, value) in outputs {
                if let Some(slot) = self.state.values.get_mut(part.first + variable) {
                    *slot = value;
                }
            }
        }
    }

    fn put(&mut self, part: usize, to: DVec2) {
        let Some(first) = self.plan.parts.get(part).map(|p| p.first) else { return };
        let to = to.clamp(DVec2::splat(-10.0), DVec2::splat(10.0));
        for (variable, value) in [(X, to.x), (Y, to.y)] {
            if let Some(slot) = self.state.values.get_mut(first + variable) {
                *slot = value;
            }
        }
        self.refresh();
    }
}

impl System for Objects {
    fn variables(&self) -> &[Variable] {
        &self.plan.variables
    }

    fn get(&self, id: VarId) -> f64 {
        self.state.values.get(id.0 as usize).copied().unwrap_or(f64::NAN)
    }

    fn set(&mut self, id: VarId, value: f64) -> Result<(), Refused> {
        let index = id.0 as usize;
        let Some(variable) = self.plan.variables.get(index) else {
            return Err(Refused::Unknown { path: format!("#{index}"), nearest: None });
        };
        variable.accepts(value)?;
        if let Some(slot) = self.state.values.get_mut(index) {
            *slot = value;
        }
        self.refresh();
        Ok(())
    }

    fn step(&mut self, _dt: f64, _cx: &mut StepContext<'_>) -> Result<(), Failure> {
        Ok(())
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        for (index, part) in self.plan.parts.iter().enumerate() {
            let (place, size) = (self.place(part), self.size(part));
            let get = |variable| self.value(part, variable);
            pen.target(index as u16, |pen| {
                pen.at(place, |pen| match part.kind.id {
                    id if id == tube::KIND.id => apparatus::tube(pen, size, get(tube::INNER), get(tube::DEPTH)),
                    id if id == wire::KIND.id => apparatus::wire(pen, size),
                    id if id == sheets::KIND.id => apparatus::sheets(pen, size, get(sheets::COUNT)),
                    _ => apparatus::cuboid(pen, size, get(cuboid::MATERIAL) as usize),
                });
            });
        }
    }

    fn grips(&self) -> &[Grip] {
        &self.plan.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        let index = usize::from(grip.0);
        let Some(place) = self.plan.parts.get(index).map(|part| self.place(part)) else { return Err(Refused::NotHeld) };
        match pull {
            Pull::Take(at) => self.state.held = Some((index as u32, at - place)),
            Pull::Move(at) => match self.state.held {
                Some((held, offset)) if held as usize == index => self.put(index, at - offset),
                _ => return Err(Refused::NotHeld),
            },
            Pull::Nudge(by) => self.put(index, place + by * NUDGE),
            Pull::Release => self.state.held = None,
            Pull::Press => return Err(Refused::NotHeld),
        }
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        postcard::to_allocvec(&self.state).unwrap_or_default()
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        let state: State = postcard::from_bytes(bytes)
            .map_err(|_| BadSnapshot("This snapshot is damaged or of another version.".into()))?;
        if state.values.len() != self.plan.variables.len() {
            return Err(BadSnapshot("This snapshot is of another experiment.".into()));
        }
        self.state = state;
        Ok(())
    }
}
