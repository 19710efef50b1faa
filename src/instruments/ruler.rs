//! Ruler: a scale of length held against a point.

use super::placed::Placed;
use super::{
    Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, Sight, Towards, decode,
    encode,
};
use crate::frame::apparatus::Rule;
use crate::frame::{Dash, Pen, Pose, Rect, Role, Stroke};
use crate::numerics::random::Random;
use crate::quantity::unit::CENTIMETRE;
use crate::quantity::unit::METRE;
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI};

/// A ruler.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "ruler",
    aliases: &["metre_rule"],
    reads: Reads::Point,
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its zero, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its zero, upwards."),
        VariableSpec::choice("towards", Towards::NAMES, 0).about("Where its numbers grow."),
        VariableSpec::parameter("range", METRE, 0.3).range(0.01, 100.0).nominal(0.3).about("Length of its scale."),
        VariableSpec::parameter("division", METRE, 1e-3).range(1e-5, 1.0).nominal(1e-3).about("Smallest division."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-4)
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("zero", METRE, 0.0).range(-1.0, 1.0).about("Zero error: what it shows too much."),
        VariableSpec::parameter("gap", METRE, 3e-3)
            .range(0.0, 0.05)
            .nominal(3e-3)
            .about("How far before its lines the point is: a thick rule's thickness; 0 for an edge on the object."),
        VariableSpec::parameter("worn", METRE, 0.0)
            .range(0.0, 10.0)
            .nominal(0.01)
            .about("How much of its zero end has lost its lines: one starts from another line then."),
    ],
    outputs: &[VariableSpec::output("length", METRE).about("Length from its zero to the point, along the scale.")],
    build: |setup| Box::new(Ruler::new(setup)),
    about: crate::quantity::doc("A ruler, held against a point."),
};

struct Ruler {
    placed: Placed,
    length: f64,
    point: DVec2,
    sight: Sight,
    scale: Scale,
    grips: Vec<Grip>,
}

const TOWARDS: usize = 2;
const RANGE: usize = 3;
const DIVISION: usize = 4;
const DIGITS: usize = 5;
const ZERO: usize = 6;
const GAP: usize = 7;
const WORN: usize = 8;

impl Ruler {
    fn new(setup: &InstrumentSetup) -> Ruler {
        let placed = Placed::new(setup.values.clone());
        let unit = if placed.get(RANGE) > 2.0 { METRE } else { CENTIMETRE };
        let (division, range) = (placed.get(DIVISION), placed.get(RANGE));
        let digit = setup.digit(placed.get(DIGITS), division);
        let scale = Scale::estimated(unit, (placed.get(WORN).min(range), range), division, digit);
        let sight = Sight::default();
        Ruler { placed, length: 0.0, point: DVec2::ZERO, sight, scale, grips: vec![Placed::grip(0)] }
    }

    fn direction(&self) -> DVec2 {
        match self.towards() {
            Towards::Right => DVec2::X,
            Towards::Up => DVec2::Y,
            Towards::Left => -DVec2::X,
            Towards::Down => -DVec2::Y,
        }
    }

    /// Where its zero line is: a zero error is a scale that sits off its place.
    fn zero(&self) -> DVec2 {
        self.placed.place() - self.direction() * self.placed.get(ZERO)
    }

    /// Place on the scale that the eye reads, m.
    fn read(&self) -> f64 {
        self.length + self.sight.shift(self.placed.get(GAP))
    }
}

impl Instrument for Ruler {
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
        if let [x, y] = *truth {
            self.point = DVec2::new(x, y);
            self.length = (self.point - self.placed.place()).dot(self.direction()) + self.placed.get(ZERO);
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.read())
    }

    fn exact(&self, _output: usize) -> f64 {
        self.length - self.placed.get(ZERO)
    }

    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.read()))
    }

    fn eye(&self) -> Option<f64> {
        (self.placed.get(GAP) > 0.0).then_some(self.sight.eye)
    }

    fn towards(&self) -> Towards {
        Towards::of(self.placed.get(TOWARDS))
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        self.sight.go(eye)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let zero = self.zero();
        let towards = self.direction();
        // The line of sight, from the point to where the eye sees it on the edge: level for an eye that faces it.
        let foot = zero + towards * self.read();
        if self.reading(0).state == ReadingState::Ok && (foot - self.point).length() < 1.0 {
            pen.line(foot, self.point, Stroke::new(Role::Guide, 0.9).dash(Dash::Dotted));
        }
        let turn = [0.0, FRAC_PI_2, PI, -FRAC_PI_2].get(self.placed.get(TOWARDS) as usize).copied().unwrap_or(0.0);
        let (division, worn) = (self.scale.division, self.scale.range.0);
        let rule = Rule { division, worn, ..Rule::new(self.placed.get(RANGE)) };
        pen.target(0, |pen| pen.at(Pose::at(zero.x, zero.y).turned(turn), |pen| rule.draw(pen)));
    }

    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let towards = self.direction();
        let read = if self.read().is_finite() { self.read() } else { 0.0 };
        let foot = self.zero() + towards * read.clamp(0.0, self.placed.get(RANGE));
        // From a little beyond the edge to behind the numbers: without a number a reading means nothing.
        let (beyond, wood) = (0.012, Rule::new(self.placed.get(RANGE)).width * 0.86);
        let across = beyond + wood;
        let middle = foot + towards.perp() * (beyond - wood) * 0.5;
        let along = DVec2::splat(across * 0.8);
        let size = (towards.perp() * across).abs() + towards.abs() * along;
        Some(Rect::centred(middle, size.x, size.y))
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
