//! Protractor: a scale of angle.

use super::placed::Placed;
use super::{
    Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, Sight, Towards, decode,
    encode,
};
use crate::frame::apparatus::{self, Zero};
use crate::frame::{Dash, Pen, Rect, Role, Stroke};
use crate::numerics::math::{atan2, sin_cos};
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
        VariableSpec::parameter("x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of the corner of the angle, where its centre belongs, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("The same upwards."),
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
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("gap", METRE, 3e-3)
            .range(0.0, 0.05)
            .nominal(3e-3)
            .about("How far before its lines the thread hangs; 0 for lines on the thread."),
        VariableSpec::parameter("off_x", METRE, 0.0)
            .range(-1.0, 1.0)
            .nominal(0.01)
            .about("How far its centre lies beside the corner of the angle, to the right, until it is moved."),
        VariableSpec::parameter("off_y", METRE, 0.0).range(-1.0, 1.0).nominal(0.01).about("The same upwards."),
    ],
    outputs: &[VariableSpec::output("angle", RADIAN).about("Angle from hanging straight down, anticlockwise.")],
    build: |setup| Box::new(Protractor::new(setup)),
    about: crate::quantity::doc("A protractor."),
};

struct Protractor {
    placed: Placed,
    /// Where the legs of the angle meet: where the module puts the protractor, wherever a hand moves it.
    corner: DVec2,
    angle: f64,
    sight: Sight,
    scale: Scale,
    grips: Vec<Grip>,
}

const RADIUS: usize = 2;
const RANGE: usize = 3;
const DIVISION: usize = 4;
const DIGITS: usize = 5;
const GAP: usize = 6;
const OFF_X: usize = 7;
const OFF_Y: usize = 8;

impl Protractor {
    fn new(setup: &InstrumentSetup) -> Protractor {
        let mut placed = Placed::new(setup.values.clone());
        let corner = placed.place();
        placed.put(corner + DVec2::new(placed.get(OFF_X), placed.get(OFF_Y)));
        let (half, division) = (placed.get(RANGE) / 2.0, placed.get(DIVISION));
        let scale = Scale::estimated(DEGREE, (-half, half), division, setup.digit(placed.get(DIGITS), division));
        let sight = Sight::default();
        Protractor { placed, corner, angle: 0.0, sight, scale, grips: vec![Placed::grip(0)] }
    }

    /// The angle at which the thread crosses the scale, radians: the true one only if the centre lies on the corner.
    /// Not a number if the thread does not cross it.
    fn crossing(&self) -> f64 {
        let (off, radius) = (self.corner - self.placed.place(), self.placed.get(RADIUS));
        if off == DVec2::ZERO {
            return self.angle;
        }
        let (sin, cos) = sin_cos(self.angle);
        let along = DVec2::new(sin, -cos);
        // Where |off + t along| is the radius.
        let near = off.dot(along);
        let at = off + along * ((near * near - off.length_squared() + radius * radius).sqrt() - near);
        atan2(at.x, -at.y)
    }

    /// Angle on the scale that the eye reads, radians: the eye moves along the scale, the shift is an arc of it.
    fn read(&self) -> f64 {
        self.crossing() + self.sight.shift(self.placed.get(GAP)) / self.placed.get(RADIUS)
    }

    fn towards(&self, angle: f64) -> DVec2 {
        let (sin, cos) = sin_cos(angle);
        DVec2::new(sin, -cos) * self.placed.get(RADIUS)
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
        let read = self.read();
        let reading = self.scale.read(read);
        // A thread that misses the scale is beyond it; only an angle that is no number is broken.
        let missed = read.is_nan() && self.angle.is_finite();
        if missed { Reading { state: ReadingState::OverRange, ..reading } } else { reading }
    }

    fn exact(&self, _output: usize) -> f64 {
        self.angle
    }

    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.read()))
    }

    fn eye(&self) -> Option<f64> {
        (self.placed.get(GAP) > 0.0).then_some(self.sight.eye)
    }

    fn towards(&self) -> Towards {
        Towards::Right
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        self.sight.go(eye)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let (radius, division) = (self.placed.get(RADIUS), self.scale.division);
        let drawing = apparatus::Protractor { radius, zero: Zero::Middle, division };
        pen.target(0, |pen| pen.at(self.placed.place(), |pen| drawing.draw(pen)));
        // Where the eye sees the thread against the lines.
        if self.reading(0).state == ReadingState::Ok {
            let (at, end) = (self.placed.place(), self.towards(self.read()));
            pen.line(at + end * 0.83, at + end, Stroke::new(Role::Guide, 0.9).dash(Dash::Dotted));
        }
    }

    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let radius = self.placed.get(RADIUS);
        let read = self.read();
        let read = if read.is_finite() { read } else { 0.0 };
        Some(Rect::centred(self.placed.place() + 0.9 * self.towards(read), radius * 0.8, radius * 0.6))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, _grip: GripId, pull: Pull) -> Result<(), Refused> {
        self.placed.pull(pull)
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.placed, self.sight))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.placed, self.sight) = decode(bytes)?;
        Ok(())
    }
}
