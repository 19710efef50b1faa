//! Dials: what ammeters, voltmeters and galvanometers have in common. A pointer before a scale follows what is measured,
//! stands off zero until its screw is turned, is seen aside of where it is, and is bent by far too much.

use super::{
    Instrument, InstrumentKind, InstrumentSetup, Lag, Now, Reading, ReadingState, Scale, Sight, Towards, decode, encode,
};
use crate::frame::{Pen, Rect, apparatus};
use crate::numerics::math::{atan2, wrap_angle};
use crate::numerics::random::Random;
use crate::quantity::Unit;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// The row of a meter: id, dimension, SI unit, unit that is printed, name of the output, ends and division of the scale
/// at the start (SI), sentence.
macro_rules! meter {
    ($id:literal, $dimension:expr, $unit:expr, $printed:expr, $output:literal, $from:expr, $to:expr, $division:expr, $about:literal) => {
        crate::instruments::InstrumentKind {
            id: $id,
            aliases: &[],
            reads: crate::instruments::Reads::Variable($dimension),
            follows: false,
            settings: &[
                VariableSpec::parameter("x", METRE, 0.0)
                    .range(-100.0, 100.0)
                    .about("Place of its middle, to the right."),
                VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its foot, upwards."),
                VariableSpec::parameter("size", METRE, 0.12).range(0.01, 10.0).nominal(0.1).about("Width of its case."),
                VariableSpec::parameter("from", $unit, $from)
                    .range(-1e6, 1e6)
                    .nominal($to)
                    .about("Lower end of its scale."),
                VariableSpec::parameter("to", $unit, $to)
                    .range(-1e6, 1e6)
                    .nominal($to)
                    .about("Upper end of its scale."),
                VariableSpec::parameter("division", $unit, $division)
                    .range(1e-9, 1e6)
                    .nominal($division)
                    .about("Smallest division."),
                VariableSpec::parameter("digits", $unit, 0.0)
                    .range(0.0, 1e6)
                    .nominal($division)
                    .about("Last digit that is read; 0 means as schools of the region read it."),
                VariableSpec::parameter("tau", SECOND, 0.3)
                    .range(0.0, 60.0)
                    .about("Time constant with which the pointer follows."),
                VariableSpec::parameter("zero", $unit, 0.0)
                    .range(-1e6, 1e6)
                    .nominal($division)
                    .about("What it shows too much until its screw is turned."),
                VariableSpec::parameter("depth", METRE, 0.002)
                    .range(0.0, 0.05)
                    .nominal(2e-3)
                    .about("How far the pointer stands before the scale."),
                VariableSpec::flag("mirror", true).about("Whether a mirror shows when the eye faces the pointer."),
                VariableSpec::parameter("limit", ONE, 3.0)
                    .range(0.0, 1e6)
                    .about("How many times its scale bends the pointer; 0 means that nothing does."),
            ],
            outputs: &[VariableSpec::output($output, $unit).about("What its pointer shows.")],
            build: |setup| Box::new(crate::instruments::dial::Meter::new(setup, &KIND, $printed)),
            about: $about,
        }
    };
}
pub(super) use meter;

const FROM: usize = 3;
const TO: usize = 4;
const DIVISION: usize = 5;
const DIGITS: usize = 6;
const TAU: usize = 7;
const ZERO: usize = 8;
const DEPTH: usize = 9;
const MIRROR: usize = 10;
const LIMIT: usize = 11;
/// Grip of the zero screw.
const SCREW: u16 = 0;
/// What a turn of the zero screw moves the pointer by, in parts of the scale.
const TURN: f64 = 0.1;
/// How far beyond its scale the pointer gets to its stops, in parts of the scale.
const STOP: f64 = 0.04;
/// What a bent pointer shows too little, in parts of the scale.
const BENT: f64 = 0.05;

/// A meter with a pointer.
pub(super) struct Meter {
    kind: &'static InstrumentKind,
    values: Vec<f64>,
    scale: Scale,
    state: State,
    grips: Vec<Grip>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct State {
    lag: Lag,
    truth: f64,
    sight: Sight,
    /// Turn of the zero screw, rad, within half a turn either way.
    screw: f64,
    /// The hand on the screw: its direction less the screw's turn, rad.
    held: Option<f64>,
    bent: bool,
}

impl Meter {
    /// Makes one of a kind that prints this unit.
    pub(super) fn new(setup: &InstrumentSetup, kind: &'static InstrumentKind, unit: Unit) -> Meter {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let motion = Motion::Around(DVec2::ZERO);
        let screw = Grip { id: GripId(SCREW), path: "zero".into(), motion, nudge: PI / 36.0, tells: None };
        Meter {
            kind,
            values: setup.values.clone(),
            scale: Scale::estimated(unit, (get(FROM), get(TO)), get(DIVISION), setup.digit(get(DIGITS), get(DIVISION))),
            state: State::default(),
            grips: vec![screw],
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    fn place(&self) -> DVec2 {
        DVec2::new(self.get(0), self.get(1))
    }

    fn span(&self) -> f64 {
        (self.scale.range.1 - self.scale.range.0).abs().max(1e-30)
    }

    /// Where the pointer truly stands, between its stops, SI.
    fn pointer(&self) -> f64 {
        let (from, to) = self.scale.range;
        let span = self.span();
        let bent = if self.state.bent { BENT * span } else { 0.0 };
        let off = self.get(ZERO) + self.state.screw / (2.0 * PI) * TURN * span - bent;
        let shown = self.state.lag.shown.filter(|shown| shown.is_finite()).unwrap_or(0.0) + off;
        shown.max(from - STOP * span).min(to + STOP * span)
    }

    /// Where the eye sees something that lies `gap` m before the scale, SI.
    fn seen(&self, gap: f64) -> f64 {
        let pitch = self.drawing(0.0, None).pitch() / self.scale.unit.factor;
        self.pointer() + self.state.sight.shift(gap) / pitch
    }

    fn drawing(&self, pointer: f64, image: Option<f64>) -> apparatus::Dial {
        let unit = &self.scale.unit;
        let factor = |si: f64| si / unit.factor;
        apparatus::Dial {
            width: self.get(2),
            range: (factor(self.scale.range.0), factor(self.scale.range.0 + self.span())),
            division: factor(self.scale.division),
            pointer: factor(pointer),
            image: image.map(factor),
            symbol: match &unit.symbol {
                std::borrow::Cow::Borrowed(symbol) => symbol,
                std::borrow::Cow::Owned(_) => "",
            },
            screw: self.state.screw,
            grip: SCREW,
        }
    }

    /// Turns the screw to an angle, as far as it goes.
    fn turn(&mut self, to: f64) {
        self.state.screw = to.clamp(-PI, PI);
    }
}

impl Instrument for Meter {
    fn kind(&self) -> &'static InstrumentKind {
        self.kind
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
        let [truth] = *truth else { return };
        let (tau, limit, span) = (self.get(TAU), self.get(LIMIT), self.span());
        self.state.truth = truth;
        self.state.lag.follow(truth, now.dt, tau);
        self.state.bent |= limit > 0.0 && truth.abs() > limit * span;
    }

    fn reading(&self, _output: usize) -> Reading {
        let mut reading = self.scale.read(self.seen(self.get(DEPTH)));
        if reading.state == ReadingState::Ok && !self.state.lag.is_settled(self.state.truth, self.scale.digit / 2.0) {
            reading.state = ReadingState::Settling;
        }
        reading
    }

    fn exact(&self, _output: usize) -> f64 {
        self.pointer()
    }

    fn eye(&self) -> Option<f64> {
        Some(self.state.sight.eye)
    }

    fn towards(&self) -> Towards {
        Towards::Right
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        if self.state.sight.look_from(eye) { Ok(()) } else { Err(Refused::NotHeld) }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        // The image lies as far behind the mirror as the pointer stands before it.
        let depth = self.get(DEPTH);
        let image = (self.get(MIRROR) != 0.0).then(|| self.seen(-depth));
        pen.at(self.place(), |pen| self.drawing(self.seen(depth), image).draw(pen));
    }

    fn face(&self) -> Option<Rect> {
        let dial = self.drawing(0.0, None);
        let (w, h) = (dial.width, dial.height());
        Some(Rect::centred(self.place() + DVec2::new(0.0, h * 0.6), w * 0.98, h * 0.75))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, _grip: GripId, pull: Pull) -> Result<(), Refused> {
        let middle = self.place() + self.drawing(0.0, None).screw_at();
        let direction = |at: DVec2| atan2((at - middle).y, (at - middle).x);
        match pull {
            Pull::Take(at) => self.state.held = Some(direction(at) - self.state.screw),
            Pull::Move(at) => {
                let held = self.state.held.ok_or(Refused::NotHeld)?;
                // The nearest of the turns that point the same way, so that the screw never jumps.
                let by = wrap_angle(direction(at) - held - self.state.screw);
                self.turn(self.state.screw + by);
            }
            Pull::Nudge(by) => self.turn(self.state.screw + (by.x + by.y) * PI / 36.0),
            Pull::Release => self.state.held = None,
            Pull::Press => return Err(Refused::NotHeld),
        }
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
