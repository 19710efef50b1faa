//! Thermometers: a column before a scale that follows what surrounds its bulb.

use super::{
    Instrument, InstrumentKind, InstrumentSetup, Lag, Now, Reading, ReadingState, Reads, Scale, Sight, decode, encode,
};
use crate::frame::apparatus::{self, height_on_stem};
use crate::frame::{Anchor, Pen, Rect, Role, Stroke, TextSize, Words};
use crate::numerics::random::Random;
use crate::quantity::unit::{CELSIUS, KELVIN, METRE, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A laboratory thermometer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "thermometer",
    aliases: &[],
    reads: Reads::Bulb,
    follows: false,
    settings: &[
        VariableSpec::parameter("from", CELSIUS, 253.15)
            .range(0.0, 1e3)
            .nominal(300.0)
            .about("Lower end of its scale."),
        VariableSpec::parameter("to", CELSIUS, 383.15).range(0.0, 1e3).nominal(300.0).about("Upper end of its scale."),
        VariableSpec::parameter("division", KELVIN, 1.0).range(1e-3, 100.0).about("Smallest division."),
        VariableSpec::parameter("digits", KELVIN, 0.0)
            .range(0.0, 100.0)
            .nominal(0.1)
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("tau", SECOND, 10.0)
            .range(0.0, 600.0)
            .nominal(10.0)
            .about("Time constant in stirred water: after it, a part 1/e of the difference is left."),
        VariableSpec::parameter("zero", KELVIN, 0.0).range(-20.0, 20.0).about("Zero error: what it shows too much."),
        VariableSpec::parameter("depth", METRE, 0.002)
            .range(0.0, 0.05)
            .nominal(2e-3)
            .about("How far the column lies behind the divisions."),
        VariableSpec::parameter("limit", CELSIUS, 0.0)
            .range(0.0, 1e3)
            .nominal(300.0)
            .about("Temperature at which it bursts; 0 K means a twentieth of its scale beyond the end."),
        VariableSpec::choice("liquid", &["alcohol", "mercury"], 0).about("What rises in it."),
    ],
    outputs: &[VariableSpec::output("temperature", CELSIUS).about("Temperature that it shows.")],
    build: |setup| Box::new(Thermometer::new(setup, &KIND)),
    about: "A laboratory thermometer: a column of liquid before a scale.",
};

const FROM: usize = 0;
const TO: usize = 1;
const DIVISION: usize = 2;
const DIGITS: usize = 3;
const TAU: usize = 4;
const ZERO: usize = 5;
const DEPTH: usize = 6;
const LIMIT: usize = 7;
const LIQUID: usize = 8;
/// Only a clinical thermometer: what it was left at.
const LEFT: usize = 9;
/// Grip that shakes a clinical thermometer down.
const SHAKE: u16 = 0;

/// A thermometer; a clinical one holds its highest value.
pub(super) struct Thermometer {
    kind: &'static InstrumentKind,
    values: Vec<f64>,
    scale: Scale,
    state: State,
    grips: Vec<Grip>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    lag: Lag,
    /// Highest value since it was shaken down, K; only a clinical thermometer.
    highest: f64,
    /// What surrounds the bulb, K.
    truth: f64,
    /// Lowest point of the bulb, and width and length of the stem, m.
    place: DVec2,
    size: DVec2,
    sight: Sight,
    broken: bool,
}

impl Thermometer {
    /// Makes one of a kind; it holds its highest value if the kind says what it was left at.
    pub(super) fn new(setup: &InstrumentSetup, kind: &'static InstrumentKind) -> Thermometer {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let shake = Grip { id: GripId(SHAKE), path: "shake".into(), motion: Motion::Button, nudge: 0.0, tells: None };
        Thermometer {
            kind,
            values: setup.values.clone(),
            scale: Scale::estimated(
                CELSIUS,
                (get(FROM), get(TO)),
                get(DIVISION),
                setup.digit(get(DIGITS), get(DIVISION)),
            ),
            state: State { highest: get(LEFT), size: DVec2::new(0.008, 0.3), ..State::default() },
            grips: if kind.settings.len() > LEFT { vec![shake] } else { Vec::new() },
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    fn holds(&self) -> bool {
        !self.grips.is_empty()
    }

    /// Where the column truly ends, K.
    fn column(&self) -> f64 {
        let shown = self.state.lag.shown.unwrap_or(self.state.truth);
        let shown = if self.holds() { shown.max(self.state.highest) } else { shown };
        shown + self.get(ZERO)
    }

    /// Metres of scale for a kelvin.
    fn pitch(&self) -> f64 {
        let length = |value| height_on_stem(self.state.size.y, self.scale.range, value);
        length(self.scale.range.0 + 1.0) - length(self.scale.range.0)
    }

    /// Where the eye sees it end: the column lies behind the divisions.
    fn seen(&self) -> f64 {
        self.column() + self.state.sight.shift(-self.get(DEPTH)) / self.pitch()
    }

    fn limit(&self) -> f64 {
        let (from, to) = self.scale.range;
        if self.get(LIMIT) > 0.0 { self.get(LIMIT) } else { to + (to - from) / 20.0 }
    }

    /// Height of the column's seen end above the bulb, m, within the stem.
    fn end(&self) -> f64 {
        let height = height_on_stem(self.state.size.y, self.scale.range, self.seen());
        if height.is_finite() { height.clamp(self.state.size.y * 0.06, self.state.size.y * 0.97) } else { 0.0 }
    }
}

impl Instrument for Thermometer {
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
        if let [temperature, slowness, x, y, length, width] = *truth {
            let tau = self.get(TAU) * slowness.max(0.0);
            let state = &mut self.state;
            state.truth = temperature;
            (state.place, state.size) = (DVec2::new(x, y), DVec2::new(width, length));
            let shown = state.lag.follow(temperature, now.dt, tau);
            state.highest = state.highest.max(shown);
            let limit = self.limit();
            self.state.broken |= shown > limit;
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        let mut reading = self.scale.read(self.seen());
        let held = self.holds() && self.state.lag.shown.is_none_or(|shown| shown < self.state.highest);
        if self.state.broken {
            reading.state = ReadingState::Broken;
        } else if reading.state == ReadingState::Ok
            && !held
            && !self.state.lag.is_settled(self.state.truth, self.scale.digit / 2.0)
        {
            reading.state = ReadingState::Settling;
        }
        reading
    }

    fn exact(&self, _output: usize) -> f64 {
        self.column()
    }

    fn eye(&self) -> Option<f64> {
        Some(self.state.sight.eye)
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        if self.state.sight.look_from(eye) { Ok(()) } else { Err(Refused::NotHeld) }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let offset = CELSIUS.offset;
        let drawing = apparatus::Thermometer {
            size: self.state.size,
            range: (self.scale.range.0 - offset, self.scale.range.1 - offset),
            division: self.scale.division,
            column: self.end(),
            liquid: if self.get(LIQUID) == 0.0 { Role::Pointer } else { Role::Iron },
            broken: self.state.broken,
        };
        pen.at(self.state.place, |pen| {
            drawing.draw(pen);
            if self.holds() {
                let (w, top) = (self.state.size.x, self.state.size.y);
                pen.target(SHAKE, |pen| {
                    let key = Rect::centred(DVec2::new(0.0, top + 0.014), 0.034, 0.014);
                    pen.rounded_rect(key, 0.004, Role::Plastic, Stroke::edge(Role::Plastic));
                    let size = TextSize::AtLeast { metres: 0.006, points: 9.0 };
                    let words = Words::Named("apparatus.thermometer.shake");
                    pen.text(key.centre(), words, Anchor::Centre, size, Role::FaceInk);
                });
                pen.line(
                    DVec2::new(0.0, top),
                    DVec2::new(0.0, top + 0.007),
                    Stroke::new(Role::Guide, 0.8).world(w * 0.06),
                );
            }
        });
    }

    fn face(&self) -> Option<Rect> {
        let w = self.state.size.x;
        let tall = (self.pitch() * self.scale.division * 26.0).clamp(w * 1.2, w * 6.0);
        Some(Rect::centred(self.state.place + DVec2::new(w * 0.3, self.end()), tall * 4.0 / 3.0, tall))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, _grip: GripId, pull: Pull) -> Result<(), Refused> {
        if pull != Pull::Press || !self.holds() {
            return Err(Refused::NotHeld);
        }
        // Shaken out of the armpit: the column falls back to its lowest mark, or to where the bulb keeps it.
        let (from, to) = self.scale.range;
        self.state.highest = from - (to - from) * 0.04;
        self.state.lag.shown = self.state.lag.shown.map(|shown| shown.min(self.state.highest));
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
