//! Manometer: a U-tube with liquid; the difference of its two columns tells a pressure.

use super::{
    Instrument, InstrumentKind, InstrumentSetup, Lag, Now, Reading, ReadingState, Reads, Scale, Sight, decode, encode,
};
use crate::frame::apparatus::UTube;
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::{CENTIMETRE, KILOGRAM_PER_CUBIC_METRE, METRE, METRE_PER_SECOND2, PASCAL, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Force over area.
const PRESSURE: Dimension = Dimension::MASS.over(Dimension::LENGTH).over(Dimension::TIME.powi(2));

/// A manometer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "manometer",
    aliases: &["u_tube"],
    reads: Reads::Variable(PRESSURE),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its middle, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its foot, upwards."),
        VariableSpec::parameter("range", METRE, 0.2).range(0.01, 10.0).nominal(0.2).about("Length of its scale."),
        VariableSpec::parameter("division", METRE, 1e-3).range(1e-5, 1.0).nominal(1e-3).about("Smallest division."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-4)
            .about("Last digit that is read; 0 means a tenth of the division."),
        VariableSpec::parameter("density", KILOGRAM_PER_CUBIC_METRE, 998.2)
            .range(500.0, 14_000.0)
            .nominal(1e3)
            .about("Density of its liquid; 998.2 is water at 20 degrees."),
        VariableSpec::parameter("gravity", METRE_PER_SECOND2, 9.8)
            .range(0.1, 300.0)
            .nominal(10.0)
            .about("Acceleration of free fall where it stands."),
        VariableSpec::parameter("reference", PASCAL, 0.0)
            .range(0.0, 1e9)
            .nominal(1e5)
            .about("Pressure on its open side, to which it compares."),
        VariableSpec::parameter("tau", SECOND, 0.3)
            .range(0.0, 60.0)
            .about("Time constant with which the columns follow."),
        VariableSpec::parameter("depth", METRE, 0.004)
            .range(0.0, 0.05)
            .nominal(4e-3)
            .about("How far the middle of the tubes lies before the scale."),
    ],
    outputs: &[
        VariableSpec::output("left", METRE).about("Place of the left surface on the scale: the side that is measured."),
        VariableSpec::output("right", METRE).about("Place of the right surface on the scale: the open side."),
    ],
    build: |setup| Box::new(Manometer::new(setup)),
    about: "A U-tube with liquid between what is measured (left) and an open side (right).",
};

const RANGE: usize = 2;
const DIVISION: usize = 3;
const DIGITS: usize = 4;
const DENSITY: usize = 5;
const GRAVITY: usize = 6;
const REFERENCE: usize = 7;
const TAU: usize = 8;
const DEPTH: usize = 9;

struct Manometer {
    values: Vec<f64>,
    scale: Scale,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct State {
    /// Half of the difference of the columns, m, as it has followed.
    lag: Lag,
    truth: f64,
    sight: Sight,
    /// The pressure was so large that the liquid was blown out.
    blown: bool,
}

impl Manometer {
    fn new(setup: &InstrumentSetup) -> Manometer {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        Manometer {
            values: setup.values.clone(),
            scale: Scale::estimated(CENTIMETRE, (0.0, get(RANGE)), get(DIVISION), get(DIGITS)),
            state: State::default(),
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    fn place(&self) -> DVec2 {
        DVec2::new(self.get(0), self.get(1))
    }

    /// Where a surface truly stands on the scale, m: half of the difference goes down on the left, half up on the right.
    fn surface(&self, output: usize) -> f64 {
        let half = self.state.lag.shown.filter(|h| h.is_finite()).unwrap_or(0.0);
        self.get(RANGE) / 2.0 + if output == 0 { -half } else { half }
    }

    /// Where the eye sees it.
    fn seen(&self, output: usize) -> f64 {
        self.surface(output) + self.state.sight.shift(self.get(DEPTH))
    }

    fn drawing(&self) -> UTube {
        let within = |height: f64| height.clamp(-0.01, self.get(RANGE) + 0.02);
        let columns = (!self.state.blown).then(|| (within(self.seen(0)), within(self.seen(1))));
        UTube { range: self.get(RANGE), division: self.get(DIVISION), columns }
    }
}

impl Instrument for Manometer {
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

    fn sample(&mut self, truth: &[f64], now: Now, _random: &mut Random) {
        let [pressure] = *truth else { return };
        let half = (pressure - self.get(REFERENCE)) / (2.0 * self.get(DENSITY) * self.get(GRAVITY));
        let (tau, most) = (self.get(TAU), self.get(RANGE) * 0.75);
        self.state.truth = half;
        let shown = self.state.lag.follow(half, now.dt, tau);
        // A quarter of the scale beyond its ends the surface reaches the bend or the open end.
        self.state.blown |= shown.abs() > most;
    }

    fn reading(&self, output: usize) -> Reading {
        let mut reading = self.scale.read(self.seen(output));
        if self.state.blown {
            reading.state = ReadingState::Broken;
        } else if reading.state == ReadingState::Ok
            && !self.state.lag.is_settled(self.state.truth, self.scale.digit / 2.0)
        {
            reading.state = ReadingState::Settling;
        }
        reading
    }

    fn exact(&self, output: usize) -> f64 {
        self.surface(output)
    }

    fn eye(&self) -> Option<f64> {
        Some(self.state.sight.eye)
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        if self.state.sight.look_from(eye) { Ok(()) } else { Err(Refused::NotHeld) }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        pen.at(self.place(), |pen| self.drawing().draw(pen));
    }

    fn face(&self) -> Option<Rect> {
        let drawing = self.drawing();
        let middle = DVec2::new(0.0, UTube::ZERO + self.get(RANGE) / 2.0);
        Some(Rect::centred(self.place() + middle, drawing.size().x, self.get(RANGE)))
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
