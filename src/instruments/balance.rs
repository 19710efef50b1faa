//! Balance: an electronic balance.

use super::{
    Instrument, InstrumentKind, InstrumentSetup, Lag, Now, Reading, ReadingState, Reads, Scale, decode, encode,
};
use crate::frame::apparatus::{self, Clock};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::GRAM;
use crate::quantity::unit::{KILOGRAM, METRE, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A balance.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "balance",
    aliases: &["scales"],
    reads: Reads::Variable(Dimension::MASS),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its foot, upwards."),
        VariableSpec::parameter("range", KILOGRAM, 0.5).range(1e-3, 1e3).nominal(0.5).about("Largest mass."),
        VariableSpec::parameter("division", KILOGRAM, 1e-4).range(1e-7, 1.0).nominal(1e-4).about("Smallest division."),
        VariableSpec::parameter("settling", SECOND, 0.0)
            .range(0.0, 60.0)
            .about("Time constant with which it comes to rest; 0 means at once."),
        VariableSpec::parameter("refresh", SECOND, 0.0)
            .range(0.0, 10.0)
            .about("Time between two values of the display; 0 means always."),
        VariableSpec::parameter("noise", KILOGRAM, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-4)
            .about("Standard deviation of a value."),
        VariableSpec::parameter("limit", KILOGRAM, 0.0)
            .range(0.0, 1e6)
            .nominal(1.0)
            .about("Load that breaks it; 0 means that nothing does."),
    ],
    outputs: &[VariableSpec::output("mass", KILOGRAM).about("Mass that it shows.")],
    build: |setup| Box::new(Balance::new(setup)),
    about: "An electronic balance.",
};

struct Balance {
    values: Vec<f64>,
    state: Pan,
    scale: Scale,
    grips: Vec<Grip>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Pan {
    /// Load, kg.
    mass: f64,
    /// What counts as zero, kg.
    tare: f64,
    lag: Lag,
    /// Load as the display has it, kg; `None` before it has seen anything.
    shown: Option<f64>,
    /// Time since then, s.
    age: f64,
    broken: bool,
}

const RANGE: usize = 2;
const DIVISION: usize = 3;
const SETTLING: usize = 4;
const REFRESH: usize = 5;
const NOISE: usize = 6;
const LIMIT: usize = 7;
/// Divisions beyond its range that a balance still shows (OIML R 76-1, 4.2.3).
const BEYOND: f64 = 9.0;
/// Grip of the key that sets to zero.
const TARE: u16 = 0;

impl Balance {
    fn new(setup: &InstrumentSetup) -> Balance {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let tare = Grip { id: GripId(TARE), path: "tare".into(), motion: Motion::Button, nudge: 0.0, tells: None };
        Balance {
            values: setup.values.clone(),
            state: Pan::default(),
            // What it may show less than zero is what was set to zero; the load decides when it is too much.
            scale: Scale::display(GRAM, (-get(RANGE), get(RANGE) + BEYOND * get(DIVISION)), get(DIVISION)),
            grips: vec![tare],
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    fn place(&self) -> DVec2 {
        DVec2::new(self.get(0), self.get(1))
    }
}

/// Width of its picture, m.
const WIDTH: f64 = 0.2;

impl Instrument for Balance {
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
        let [mass] = *truth else { return };
        let (settling, refresh, noise, limit) =
            (self.get(SETTLING), self.get(REFRESH), self.get(NOISE), self.get(LIMIT));
        let pan = &mut self.state;
        pan.mass = mass;
        pan.broken |= limit > 0.0 && mass > limit;
        let weighed = pan.lag.follow(mass, now.dt, settling);
        pan.age += now.dt;
        // A nanosecond of grace: steps that add up to the interval count as it.
        if pan.shown.is_none() || refresh <= 0.0 || pan.age >= refresh - 1e-9 {
            pan.age = 0.0;
            pan.shown = Some(if noise > 0.0 { weighed + noise * random.normal() } else { weighed });
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        let load = self.state.shown.unwrap_or(0.0);
        let mut reading = self.scale.read(load - self.state.tare);
        if self.state.broken {
            reading.state = ReadingState::Broken;
        } else if reading.state == ReadingState::Ok {
            // The load counts, whatever was set to zero.
            let stale = (load - self.state.mass).abs() > self.scale.digit / 2.0 + 4.0 * self.get(NOISE);
            if load > self.scale.range.1 + self.scale.digit / 2.0 {
                reading.state = ReadingState::OverRange;
            } else if stale || !self.state.lag.is_settled(self.state.mass, self.scale.digit / 2.0) {
                reading.state = ReadingState::Settling;
            }
        }
        reading
    }

    fn exact(&self, _output: usize) -> f64 {
        self.state.mass - self.state.tare
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let reading = self.reading(0);
        let shown = match reading.state {
            ReadingState::Ok | ReadingState::Settling => {
                Clock::Number(reading.unit.from_si(reading.value), reading.decimals.min(4) as u8)
            }
            _ => Clock::Blank,
        };
        pen.at(self.place(), |pen| apparatus::Balance { width: WIDTH, shown, tare: TARE }.draw(pen));
    }

    fn face(&self) -> Option<Rect> {
        Some(Rect::centred(self.place() + DVec2::new(0.0, WIDTH * 0.24), WIDTH, WIDTH * 0.5))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, _grip: GripId, pull: Pull) -> Result<(), Refused> {
        if pull != Pull::Press {
            return Err(Refused::NotHeld);
        }
        // What is on the pan counts as nothing from here on; pressed with an empty pan, it is back at its own zero.
        self.state.tare = self.scale.round(self.state.shown.unwrap_or(0.0));
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
