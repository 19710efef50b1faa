//! Measuring tape: a blade pulled out of its case between two places, read where a point lies beside it.

use super::placed::Placed;
use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus;
use crate::frame::{Dash, Pen, Pose, Rect, Role, Stroke};
use crate::numerics::math::atan2;
use crate::numerics::random::Random;
use crate::quantity::unit::{CENTIMETRE, METRE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;

/// A measuring tape.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "tape",
    aliases: &["tape_measure"],
    reads: Reads::Point,
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its zero, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its zero, upwards."),
        VariableSpec::parameter("case_x", METRE, 0.5)
            .range(-100.0, 100.0)
            .about("Where the blade comes out of the case, to the right."),
        VariableSpec::parameter("case_y", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Where the blade comes out of the case, upwards."),
        VariableSpec::parameter("range", METRE, 3.0).range(0.1, 50.0).nominal(3.0).about("Length of its blade."),
        VariableSpec::parameter("division", METRE, 1e-3).range(1e-3, 1.0).nominal(1e-3).about("Smallest division."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-4)
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("zero", METRE, 0.0)
            .range(-0.1, 0.1)
            .nominal(1e-3)
            .about("Zero error, of a bent hook or a mended end: what it shows too much."),
    ],
    outputs: &[VariableSpec::output("length", METRE).about("Length from its zero to the point, along the blade.")],
    build: |setup| Box::new(Tape::new(setup)),
    about: "A measuring tape, its blade pulled out and laid beside a point.",
};

struct Tape {
    placed: Placed,
    /// The case and the hand on it.
    case: Placed,
    point: DVec2,
    scale: Scale,
    grips: Vec<Grip>,
}

const CASE_X: usize = 2;
const CASE_Y: usize = 3;
const RANGE: usize = 4;
const DIVISION: usize = 5;
const DIGITS: usize = 6;
const ZERO: usize = 7;
/// Grip of the end with the zero.
const HOOK: u16 = 0;
/// Grip of the case.
const CASE: u16 = 1;

impl Tape {
    fn new(setup: &InstrumentSetup) -> Tape {
        let placed = Placed::new(setup.values.clone());
        let (range, division) = (placed.get(RANGE), placed.get(DIVISION));
        let unit = if range > 2.0 { METRE } else { CENTIMETRE };
        let digit = setup.digit(placed.get(DIGITS), division);
        let grip = |id: u16, path: &str| Grip { path: path.into(), ..Placed::grip(id) };
        let mut tape = Tape {
            case: Placed::new(vec![placed.get(CASE_X), placed.get(CASE_Y)]),
            point: DVec2::ZERO,
            scale: Scale::estimated(unit, (0.0, range), division, digit),
            grips: vec![grip(HOOK, "hook"), grip(CASE, "case")],
            placed,
        };
        tape.hold_together(false);
        tape
    }

    /// Direction of the blade from its zero, and how far it is out, m.
    fn blade(&self) -> (DVec2, f64) {
        let blade = self.case.place() - self.placed.place();
        let out = blade.length();
        (if out > 0.0 { blade / out } else { DVec2::X }, out)
    }

    /// The blade comes out as far as it is long, and no farther: the end that was moved stays within its reach.
    fn hold_together(&mut self, hook: bool) {
        let (along, out) = self.blade();
        let range = self.scale.range.1;
        if out > range {
            if hook {
                self.placed.put(self.case.place() - along * range);
            } else {
                self.case.put(self.placed.place() + along * range);
            }
        }
        let case = self.case.place();
        self.placed.set(CASE_X, case.x);
        self.placed.set(CASE_Y, case.y);
    }

    /// Place on the blade beside the point, m.
    fn read(&self) -> f64 {
        (self.point - self.placed.place()).dot(self.blade().0) + self.placed.get(ZERO)
    }
}

impl Instrument for Tape {
    fn kind(&self) -> &'static InstrumentKind {
        &KIND
    }

    fn settings(&self) -> &[f64] {
        &self.placed.values
    }

    fn set(&mut self, setting: usize, value: f64) {
        self.placed.set(setting, value);
        self.case.put(DVec2::new(self.placed.get(CASE_X), self.placed.get(CASE_Y)));
        self.hold_together(setting < CASE_X);
    }

    fn sample(&mut self, truth: &[f64], _now: Now, _random: &mut Random) {
        if let [x, y] = *truth {
            self.point = DVec2::new(x, y);
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        let reading = self.scale.read(self.read());
        // Beyond the mouth the blade is in its case.
        let inside = self.read() - self.placed.get(ZERO) > self.blade().1 + self.scale.digit / 2.0;
        let over = inside && reading.state == ReadingState::Ok;
        if over { Reading { state: ReadingState::OverRange, ..reading } } else { reading }
    }

    fn exact(&self, _output: usize) -> f64 {
        self.read() - self.placed.get(ZERO)
    }

    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.read()))
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let (along, out) = self.blade();
        let (hook, zero) = (self.placed.place(), self.placed.get(ZERO));
        let foot = hook + along * (self.read() - zero);
        if self.reading(0).state == ReadingState::Ok && (foot - self.point).length() < 1.0 {
            pen.line(foot, self.point, Stroke::new(Role::Guide, 0.9).dash(Dash::Dotted));
        }
        let read = self.read();
        let near = if read.is_finite() { read } else { 0.0 };
        let tape = apparatus::Tape { out, zero, range: self.scale.range.1, division: self.scale.division, near };
        pen.at(Pose::at(hook.x, hook.y).turned(atan2(along.y, along.x)), |pen| {
            pen.target(HOOK, |pen| tape.draw_end(pen));
            tape.draw_blade(pen);
            pen.target(CASE, |pen| tape.draw_case(pen));
        });
    }

    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let (along, out) = self.blade();
        let read = (self.read() - self.placed.get(ZERO)).clamp(0.0, out);
        let at = self.placed.place() + along * if read.is_finite() { read } else { 0.0 };
        Some(Rect::centred(at - along.perp() * 0.006, 0.034, 0.024))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        match grip.0 {
            HOOK => self.placed.pull(pull)?,
            CASE => self.case.pull(pull)?,
            _ => return Err(Refused::NotHeld),
        }
        self.hold_together(grip.0 == HOOK);
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.placed, &self.case))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.placed, self.case) = decode(bytes)?;
        Ok(())
    }
}
