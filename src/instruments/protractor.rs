//! Protractor: a scale of angle.

use super::placed::Placed;
use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, decode, encode};
use crate::frame::apparatus::{self, Zero};
use crate::frame::{Pen, Rect};
use crate::numerics::math::sin_cos;
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::DEGREE;
use crate::quantity::unit::{METRE, RADIAN};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;

/// A protractor.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "protractor",
    aliases: &[],
    reads: Reads::Variable(Dimension::ANGLE),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, upwards."),
        VariableSpec::parameter("radius", METRE, 0.1).range(0.01, 10.0).nominal(0.1).about("Radius of its scale."),
        VariableSpec::parameter("range", RADIAN, std::f64::consts::PI)
            .range(0.1, 6.3)
            .about("Angle of its whole scale."),
        VariableSpec::parameter("division", RADIAN, std::f64::consts::PI / 180.0)
            .range(1e-4, 1.0)
            .nominal(0.02)
            .about("Smallest division."),
        VariableSpec::parameter("digits", RADIAN, 0.0)
            .range(0.0, 1.0)
            .nominal(2e-3)
            .about("Last digit that is read; 0 means a tenth of the division."),
    ],
    outputs: &[VariableSpec::output("angle", RADIAN).about("Angle from hanging straight down, anticlockwise.")],
    build: |setup| Box::new(Protractor::new(setup)),
    about: "A protractor.",
};

struct Protractor {
    placed: Placed,
    angle: f64,
    scale: Scale,
}

const RADIUS: usize = 2;
const RANGE: usize = 3;
const DIVISION: usize = 4;
const DIGITS: usize = 5;

impl Protractor {
    fn new(setup: &InstrumentSetup) -> Protractor {
        let placed = Placed::new(setup.values.clone());
        let half = placed.get(RANGE) / 2.0;
        let scale = Scale::estimated(DEGREE, (-half, half), placed.get(DIVISION), placed.get(DIGITS));
        Protractor { placed, angle: 0.0, scale }
    }
}

impl Instrument for Protractor {
    fn kind(&self) -> &'static InstrumentKind {
        &KIND
    }

    fn settings(&self) -> &[f64] {
        &self.placed.values
    }

    fn set(&mut self, setting: usize, value: f64) {
        self.placed.set(setting, value);
    }

    fn sample(&mut self, truth: &[f64], _now: Now, _random: &mut Random) {
        if let [angle] = *truth {
            self.angle = angle;
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.angle)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let drawing = apparatus::Protractor { radius: self.placed.get(RADIUS), zero: Zero::Middle };
        pen.at(self.placed.place(), |pen| drawing.draw(pen));
    }

    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let radius = self.placed.get(RADIUS);
        let (sin, cos) = sin_cos(self.angle);
        Some(Rect::centred(self.placed.place() + radius * 0.9 * DVec2::new(sin, -cos), radius * 0.8, radius * 0.6))
    }

    fn grips(&self) -> &[Grip] {
        &[]
    }

    fn pull(&mut self, _grip: GripId, _pull: Pull) -> Result<(), Refused> {
        Err(Refused::NotHeld)
    }

    fn save(&self) -> Vec<u8> {
        encode(&self.placed)
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        self.placed = decode(bytes)?;
        Ok(())
    }
}
