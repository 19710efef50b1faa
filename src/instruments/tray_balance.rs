//! Tray balance: its pointer and the scale of its rider, and the sum that a learner reads; the balance itself is a part.

use super::{
    Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, Sight, decode, encode,
};
use crate::frame::apparatus::TrayBalance as Drawing;
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::unit::{GRAM, KILOGRAM, METRE, ONE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A tray balance.
///
/// The uncertainty of `mass` has two rectangles a division wide (GUM, JCGM 100:2008, 4.3.7): the rider is read to the
/// nearest line, and a pointer within half a division of the middle counts as level.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "tray_balance",
    aliases: &["two_pan_balance"],
    reads: Reads::Tray,
    follows: false,
    settings: &[
        VariableSpec::parameter("range", KILOGRAM, 0.2).range(1e-3, 10.0).nominal(0.2).about("Largest mass."),
        VariableSpec::parameter("division", GRAM, 2e-4)
            .range(1e-5, 1e-2)
            .nominal(2e-4)
            .about("Smallest division of the rider's scale."),
        VariableSpec::parameter("limit", KILOGRAM, 0.0)
            .range(0.0, 1e6)
            .nominal(0.4)
            .about("Load of a pan that breaks it; 0 means that nothing does."),
        VariableSpec::parameter("gap", METRE, 2e-3)
            .range(0.0, 0.05)
            .nominal(1e-3)
            .about("Gap between pointer and scale: the parallax of an eye that looks from aside."),
    ],
    outputs: &[
        VariableSpec::output("mass", KILOGRAM).about("Sum of weights and rider, while the pointer is in the middle."),
        VariableSpec::output("rider", KILOGRAM).about("What the left edge of the rider shows."),
        VariableSpec::output("weights", KILOGRAM).about("Sum of what is marked on the weights in the pan."),
        VariableSpec::output("pointer", ONE).about("Divisions of the pointer to the right of the middle."),
    ],
    build: |setup| Box::new(TrayBalance::new(setup)),
    about: "The scales of a tray balance: read by weights and rider once the pointer is in the middle.",
};

const RANGE: usize = 0;
const DIVISION: usize = 1;
const LIMIT: usize = 2;
const GAP: usize = 3;
/// Mass at the end of the rider's scale, kg.
const RIDER: f64 = 5e-3;
/// Divisions from the middle within which a pointer counts as level.
const LEVEL: f64 = 0.5;
/// Divisions, and divisions a second, below which an eye sees no motion.
const STILL: f64 = 0.1;

struct TrayBalance {
    values: Vec<f64>,
    state: State,
    mass: Scale,
    rider: Scale,
    pointer: Scale,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct State {
    place: DVec2,
    rider: f64,
    weights: f64,
    pointer: f64,
    rest: f64,
    speed: f64,
    /// Mass in the fuller pan, kg.
    load: f64,
    things: f64,
    broken: bool,
    sight: Sight,
}

impl TrayBalance {
    fn new(setup: &InstrumentSetup) -> TrayBalance {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let count = f64::from(Drawing::DIVISIONS);
        TrayBalance {
            values: setup.values.clone(),
            state: State::default(),
            mass: Scale::display(GRAM, (0.0, get(RANGE) + RIDER), get(DIVISION)),
            rider: Scale::display(GRAM, (0.0, RIDER), get(DIVISION)),
            pointer: Scale::estimated(ONE, (-count, count), 1.0, 0.5),
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    /// Where the eye sees the pointer, divisions.
    fn pointer_seen(&self) -> f64 {
        self.state.pointer + self.state.sight.shift(self.get(GAP)) / (Drawing::TIP * Drawing::DIVISION)
    }

    fn sum(&self) -> f64 {
        self.state.weights + self.state.rider
    }

    /// What the balance itself allows to read.
    fn condition(&self) -> ReadingState {
        let state = &self.state;
        let moves = (state.pointer - state.rest).abs() > STILL || state.speed.abs() > STILL;
        // What lies in a pan may outweigh the range by what the rider adds.
        if state.broken {
            ReadingState::Broken
        } else if state.load > self.get(RANGE) + RIDER {
            ReadingState::OverRange
        } else if moves {
            ReadingState::Settling
        } else if self.pointer_seen().abs() > LEVEL {
            ReadingState::Unbalanced
        } else {
            ReadingState::Ok
        }
    }
}

impl Instrument for TrayBalance {
    fn kind(&self) -> &'static InstrumentKind {
        &KIND
    }

    fn settings(&self) -> &[f64] {
        &self.values
    }

    fn set(&mut self, setting: usize, value: f64) {
        if let Some(slot) = self.values.get_mut(setting) {
            *slot = value;
        }
    }

    fn sample(&mut self, truth: &[f64], _now: Now, _random: &mut Random) {
        let [x, y, rider, weights, pointer, rest, speed, left, right, things] = *truth else { return };
        let limit = self.get(LIMIT);
        let load = left.max(right);
        let broken = self.state.broken || limit > 0.0 && load > limit;
        let (place, sight) = (DVec2::new(x, y), self.state.sight);
        self.state = State { place, rider, weights, pointer, rest, speed, load, things, broken, sight };
    }

    fn reading(&self, output: usize) -> Reading {
        match output {
            0 => {
                let reading = self.mass.read(self.sum());
                let state = if reading.state == ReadingState::Ok { self.condition() } else { reading.state };
                Reading { uncertainty: reading.uncertainty * 2.0_f64.sqrt(), state, ..reading }
            }
            1 => self.rider.read(self.state.rider),
            2 => Reading { uncertainty: 0.0, ..self.mass.read(self.state.weights) },
            // Against its stop it stands a little beyond the last division.
            _ => {
                let shown = self.pointer_seen().clamp(self.pointer.range.0, self.pointer.range.1);
                self.pointer.read(if self.state.pointer.is_nan() { f64::NAN } else { shown })
            }
        }
    }

    fn exact(&self, output: usize) -> f64 {
        match output {
            0 => self.state.things,
            1 => self.state.rider,
            2 => self.state.weights,
            _ => self.state.pointer,
        }
    }

    fn seen(&self, output: usize) -> Option<(&Scale, f64)> {
        match output {
            0 => Some((&self.mass, self.sum())),
            1 => Some((&self.rider, self.state.rider)),
            2 => None,
            _ => Some((&self.pointer, self.pointer_seen())),
        }
    }

    fn eye(&self) -> Option<f64> {
        Some(self.state.sight.eye)
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        self.state.sight.go(eye)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let drawing = Drawing { pointer: self.state.pointer, nuts: [0.0; 2], rider: 0.0 };
        pen.at(self.state.place, |pen| {
            drawing.draw_scales(pen, self.rider.range.1 * 1e3, self.get(DIVISION) * 1e3, self.pointer_seen());
        });
    }

    /// Pointer, scale and rider are in the glass together.
    fn face(&self) -> Option<Rect> {
        let (low, high) = (Drawing::PIVOT - 0.028, Drawing::PIVOT + Drawing::TIP + 0.011);
        let middle = self.state.place + DVec2::Y * (low + high) / 2.0;
        Some(Rect::centred(middle, Drawing::SCALE * 1.32, high - low))
    }

    fn grips(&self) -> &[Grip] {
        &[]
    }

    fn pull(&mut self, _grip: GripId, _pull: Pull) -> Result<(), Refused> {
        Err(Refused::NotHeld)
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.values, &self.state))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.values, self.state) = decode(bytes)?;
        Ok(())
    }
}
