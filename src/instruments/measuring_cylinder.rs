//! Measuring cylinder: the scale on the glass; what is in it is a part.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, Sight, decode, encode};
use crate::frame::apparatus::Graduations;
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::unit::{CUBIC_METRE, MILLILITRE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A measuring cylinder.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "measuring_cylinder",
    aliases: &[],
    reads: Reads::Column,
    follows: false,
    settings: &[
        VariableSpec::parameter("range", CUBIC_METRE, 1e-4).range(1e-7, 1.0).nominal(1e-4).about("Largest volume."),
        VariableSpec::parameter("division", CUBIC_METRE, 1e-6)
            .range(1e-9, 0.1)
            .nominal(1e-6)
            .about("Smallest division."),
        VariableSpec::parameter("digits", CUBIC_METRE, 0.0)
            .range(0.0, 0.1)
            .nominal(1e-7)
            .about("Last digit that is read; 0 means as schools of the region read it."),
    ],
    outputs: &[VariableSpec::output("volume", CUBIC_METRE).about("Volume at the bottom of the meniscus.")],
    build: |setup| Box::new(Cylinder::new(setup)),
    about: "The scale of a measuring cylinder, read at the bottom of the meniscus.",
};

const RANGE: usize = 0;
const DIVISION: usize = 1;
const DIGITS: usize = 2;

struct Cylinder {
    values: Vec<f64>,
    scale: Scale,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct State {
    volume: f64,
    place: DVec2,
    radius: f64,
    sight: Sight,
}

impl Cylinder {
    fn new(setup: &InstrumentSetup) -> Cylinder {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        Cylinder {
            values: setup.values.clone(),
            scale: Scale::estimated(
                MILLILITRE,
                (0.0, get(RANGE)),
                get(DIVISION),
                setup.digit(get(DIGITS), get(DIVISION)),
            ),
            state: State { radius: 0.01, ..State::default() },
        }
    }

    fn graduations(&self) -> Graduations {
        let bare = Graduations {
            radius: self.state.radius,
            range: self.scale.range.1,
            division: self.scale.division,
            meniscus: None,
        };
        let seen = bare.height(self.seen());
        Graduations { meniscus: (self.state.volume > 0.0 && seen.is_finite()).then_some(seen), ..bare }
    }

    /// What the eye sees: the bottom of the meniscus lies in the middle of the tube, a radius behind the divisions.
    fn seen(&self) -> f64 {
        let bore = std::f64::consts::PI * self.state.radius * self.state.radius;
        let shift = self.state.sight.shift(-self.state.radius) * bore;
        if self.state.volume > 0.0 { self.state.volume + shift } else { self.state.volume }
    }
}

impl Instrument for Cylinder {
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
        if let [volume, x, y, radius] = *truth {
            self.state = State { volume, place: DVec2::new(x, y), radius: radius.max(1e-4), ..self.state };
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.seen())
    }

    fn exact(&self, _output: usize) -> f64 {
        self.state.volume
    }

    fn eye(&self) -> Option<f64> {
        Some(self.state.sight.eye)
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        if self.state.sight.look_from(eye) { Ok(()) } else { Err(Refused::NotHeld) }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        pen.at(self.state.place, |pen| self.graduations().draw(pen));
    }

    fn face(&self) -> Option<Rect> {
        let graduations = self.graduations();
        let top = graduations.height(self.scale.range.1);
        let at = graduations.meniscus.unwrap_or(0.0).clamp(0.0, top);
        let tall = graduations.height(self.scale.division * 16.0).max(self.state.radius * 1.7);
        Some(Rect::centred(self.state.place + DVec2::new(0.0, at), tall * 4.0 / 3.0, tall))
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
