//! Force sensor: shows a force as a number, the mean over its refresh interval, with a zero that drifts until a key sets
//! it.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus::{Clock, ForceMeter};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::{METRE, NEWTON, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A force sensor.
///
/// `noise` 0.005 N and `zero` 0.04 N: the order of size that a resolution of 0.01 N and makers' statements of 1 % suggest;
/// an assumption, not the data of one sensor.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "force_sensor",
    aliases: &[],
    reads: Reads::Variable(Dimension::FORCE),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of its display's middle, to the right."),
        VariableSpec::parameter("y", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of its display's lower edge, upwards."),
        VariableSpec::parameter("range", NEWTON, 10.0).range(0.1, 1e4).nominal(10.0).about("Largest force."),
        VariableSpec::parameter("division", NEWTON, 0.01).range(1e-4, 1e2).nominal(0.01).about("Smallest division."),
        VariableSpec::parameter("noise", NEWTON, 0.005)
            .range(0.0, 10.0)
            .nominal(0.01)
            .about("Standard deviation of a value."),
        VariableSpec::parameter("zero", NEWTON, 0.04)
            .range(-10.0, 10.0)
            .nominal(0.05)
            .about("What it shows too much until its zero is set."),
        VariableSpec::parameter("refresh", SECOND, 0.25)
            .range(0.0, 10.0)
            .nominal(0.25)
            .about("Time between two values, over which it takes the mean; 0 means at every step."),
    ],
    outputs: &[
        VariableSpec::output("force", NEWTON).about("Force that it shows."),
        VariableSpec::output("offset", NEWTON).about("What it shows too much: its zero, less what the key has set."),
    ],
    build: |setup| Box::new(ForceSensor::new(setup)),
    about: crate::quantity::doc("A force sensor with its display."),
};

struct ForceSensor {
    values: Vec<f64>,
    state: Shown,
    scale: Scale,
    grips: Vec<Grip>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Shown {
    /// Force at the end of the last step, N.
    force: f64,
    /// Force times time since the last value, N s, and that time, s.
    sum: f64,
    age: f64,
    /// Last value, N; `None` before it has seen anything.
    value: Option<f64>,
    /// What counts as zero, N.
    tare: f64,
}

const DIVISION: usize = 3;
const RANGE: usize = 2;
const NOISE: usize = 4;
const ZERO: usize = 5;
const REFRESH: usize = 6;
/// Grip of the key that sets to zero.
const KEY: u16 = 0;
/// Width of its display, m.
const WIDTH: f64 = 0.17;

impl ForceSensor {
    fn new(setup: &InstrumentSetup) -> ForceSensor {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        ForceSensor {
            values: setup.values.clone(),
            state: Shown::default(),
            scale: Scale::display(NEWTON, (-get(RANGE), get(RANGE)), get(DIVISION)),
            grips: vec![Grip { id: GripId(KEY), path: "zero".into(), motion: Motion::Button, nudge: 0.0, tells: None }],
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    fn place(&self) -> DVec2 {
        DVec2::new(self.get(0), self.get(1))
    }
}

impl Instrument for ForceSensor {
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

    fn sample(&mut self, truth: &[f64], now: Now, random: &mut Random) {
        let [force] = *truth else { return };
        let (noise, zero, refresh) = (self.get(NOISE), self.get(ZERO), self.get(REFRESH));
        let state = &mut self.state;
        // By the trapezoid of both ends of the step.
        state.sum += 0.5 * (state.force + force) * now.dt;
        state.age += now.dt;
        state.force = force;
        // A nanosecond of grace: steps that add up to the interval count as it.
        if state.value.is_none() || state.age >= refresh - 1e-9 {
            let mean = if state.value.is_some() && state.age > 0.0 { state.sum / state.age } else { force };
            (state.sum, state.age) = (0.0, 0.0);
            state.value = Some(mean + zero + if noise > 0.0 { noise * random.normal() } else { 0.0 });
        }
    }

    fn reading(&self, output: usize) -> Reading {
        match output {
            0 => self.scale.read(self.state.value.unwrap_or(0.0) - self.state.tare),
            _ => self.scale.read(self.get(ZERO) - self.state.tare),
        }
    }

    fn exact(&self, output: usize) -> f64 {
        if output == 0 { self.state.force } else { self.get(ZERO) - self.state.tare }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let reading = self.reading(0);
        let shown = match reading.state {
            ReadingState::Ok => Clock::Number(reading.unit.from_si(reading.value), reading.decimals.min(4) as u8),
            _ => Clock::Blank,
        };
        pen.at(self.place(), |pen| ForceMeter { width: WIDTH, shown, zero: KEY }.draw(pen));
    }

    fn face(&self) -> Option<Rect> {
        Some(Rect::centred(self.place() + DVec2::new(0.0, WIDTH * 0.25), WIDTH * 1.1, WIDTH * 0.6))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, _grip: GripId, pull: Pull) -> Result<(), Refused> {
        if pull != Pull::Press {
            return Err(Refused::NotHeld);
        }
        // What it shows counts as nothing from here on.
        self.state.tare = self.scale.round(self.state.value.unwrap_or(0.0));
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.values, &self.state))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.values, self.state) = decode(bytes)?;
        Ok(())
    }
}
