//! The scale of a burette: its zero above, numbers growing downwards; what is in it is a part.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, Sight, Towards, decode, encode};
use crate::frame::apparatus::glassware::BuretteScale;
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::unit::{CUBIC_METRE, MILLILITRE};
use crate::systems::chemistry_bench::{BURETTE_RANGE, BURETTE_ZERO};
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused, VariableSpec};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// The scale of a burette.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "burette",
    aliases: &["buret"],
    reads: Reads::Column,
    follows: false,
    settings: &[
        VariableSpec::parameter("division", CUBIC_METRE, 1e-7)
            .range(1e-9, 1e-5)
            .nominal(1e-7)
            .about("Smallest division."),
        VariableSpec::parameter("digits", CUBIC_METRE, 0.0)
            .range(0.0, 1e-6)
            .nominal(1e-8)
            .about("Last digit that is read; 0 means as schools of the region read it."),
    ],
    outputs: &[
        VariableSpec::output("volume", CUBIC_METRE).about("Volume at the bottom of the meniscus, from the zero above.")
    ],
    build: |setup| Box::new(Burette::new(setup)),
    about: "The scale of a burette, read at the bottom of the meniscus.",
};

const DIVISION: usize = 0;
const DIGITS: usize = 1;

struct Burette {
    values: Vec<f64>,
    scale: Scale,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct State {
    volume: f64,
    tip: DVec2,
    radius: f64,
    sight: Sight,
}

impl Burette {
    fn new(setup: &InstrumentSetup) -> Burette {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let digit = setup.digit(get(DIGITS), get(DIVISION));
        Burette {
            values: setup.values.clone(),
            scale: Scale::estimated(MILLILITRE, (0.0, BURETTE_RANGE), get(DIVISION), digit),
            state: State { radius: 0.0055, ..State::default() },
        }
    }

    fn drawing(&self) -> BuretteScale {
        BuretteScale {
            radius: self.state.radius,
            range: BURETTE_RANGE,
            division: self.scale.division,
            zero: BURETTE_ZERO,
        }
    }

    /// What the eye sees: the bottom of the meniscus lies in the middle of the tube, a radius behind the divisions. An eye
    /// above it (negative, as numbers grow downwards) reads less.
    fn seen(&self) -> f64 {
        let bore = std::f64::consts::PI * self.state.radius * self.state.radius;
        self.state.volume + self.state.sight.shift(-self.state.radius) * bore
    }
}

impl Instrument for Burette {
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
            self.state = State { volume, tip: DVec2::new(x, y), radius: radius.max(1e-4), ..self.state };
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.seen())
    }

    fn exact(&self, _output: usize) -> f64 {
        self.state.volume
    }

    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.seen()))
    }

    fn eye(&self) -> Option<f64> {
        Some(self.state.sight.eye)
    }

    fn towards(&self) -> Towards {
        Towards::Down
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        if self.state.sight.look_from(eye) { Ok(()) } else { Err(Refused::NotHeld) }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        pen.at(self.state.tip, |pen| self.drawing().draw(pen, self.seen()));
    }

    fn face(&self) -> Option<Rect> {
        let scale = self.drawing();
        let at = scale.height(self.seen().clamp(0.0, BURETTE_RANGE));
        let tall = (scale.height(0.0) - scale.height(self.scale.division * 16.0)).max(self.state.radius * 2.2);
        Some(Rect::centred(self.state.tip + DVec2::new(0.0, at), tall * 4.0 / 3.0, tall))
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
