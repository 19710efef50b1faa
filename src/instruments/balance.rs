//! Balance: an electronic balance.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus::{self, Clock};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::GRAM;
use crate::quantity::unit::{KILOGRAM, METRE};
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
    mass: f64,
    tare: f64,
}

const RANGE: usize = 2;
const DIVISION: usize = 3;
/// Grip of the key that sets to zero.
const TARE: u16 = 0;

impl Balance {
    fn new(setup: &InstrumentSetup) -> Balance {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let tare = Grip { id: GripId(TARE), path: "tare".into(), motion: Motion::Button, nudge: 0.0, tells: None };
        Balance {
            values: setup.values.clone(),
            state: Pan::default(),
            scale: Scale::display(GRAM, (-get(RANGE), get(RANGE)), get(DIVISION)),
            grips: vec![tare],
        }
    }

    fn place(&self) -> DVec2 {
        let get = |i: usize| self.values.get(i).copied().unwrap_or(0.0);
        DVec2::new(get(0), get(1))
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

    fn sample(&mut self, truth: &[f64], _now: Now, _random: &mut Random) {
        if let [mass] = *truth {
            self.state.mass = mass;
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.state.mass - self.state.tare)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let reading = self.reading(0);
        let shown = match reading.state {
            ReadingState::Ok => Clock::Number(reading.unit.from_si(reading.value), reading.decimals.min(4) as u8),
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
        self.state.tare = if self.state.tare == 0.0 { self.scale.round(self.state.mass) } else { 0.0 };
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
