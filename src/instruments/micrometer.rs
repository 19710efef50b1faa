//! Micrometer: a screw of half a millimetre a turn that closes on a length, read to a hundredth and by eye to a
//! thousandth of a millimetre.

use super::jaws::{Gear, Jaws};
use super::placed::Placed;
use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus;
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::{METRE, MILLIMETRE, ONE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use std::f64::consts::TAU;

/// A micrometer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "micrometer",
    aliases: &[],
    reads: Reads::Variable(Dimension::LENGTH),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its anvil's face, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its axis, upwards."),
        VariableSpec::parameter("range", METRE, 0.025)
            .range(0.005, 0.1)
            .nominal(0.025)
            .about("Length of its fixed scale."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, DIVISION)
            .nominal(1e-6)
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("zero", METRE, 0.0)
            .range(-2e-4, 2e-4)
            .nominal(1e-5)
            .tunable()
            .about("Zero error: what it shows with its faces closed."),
        VariableSpec::parameter("opening", METRE, 0.01)
            .range(0.0, 0.1)
            .nominal(0.01)
            .about("How far its faces are apart at first."),
        VariableSpec::parameter("squeeze", METRE, 2e-5)
            .range(0.0, 2e-4)
            .nominal(2e-5)
            .about("How much too small it shows when the thimble is turned on as hard as a hand can."),
        VariableSpec::choice("thing", &["none", "ball", "block"], 0)
            .about("What it draws as the thing measured, at its true size; none where a system draws it."),
    ],
    outputs: &[
        VariableSpec::output("length", METRE).about("Length that its scales show."),
        VariableSpec::output("touches", ONE)
            .range(0.0, 1.0)
            .discrete()
            .about("1 while its faces touch the thing: only then it shows the thing's length."),
        VariableSpec::output("clicks", ONE)
            .range(0.0, 1e6)
            .discrete()
            .about("How often the ratchet was turned on since the faces touch: it clicks and presses no harder."),
    ],
    build: |setup| Box::new(Micrometer::new(setup)),
    about: "A micrometer, its screw turned by the thimble or by the ratchet until it touches.",
};

/// Advance of the screw in a turn, m.
const PITCH: f64 = 5e-4;
/// A division of the thimble, m: a fiftieth of a turn.
const DIVISION: f64 = 1e-5;

struct Micrometer {
    placed: Placed,
    jaws: Jaws,
    clicks: u32,
    /// Length of the thing between the faces, m.
    size: f64,
    scale: Scale,
    grips: Vec<Grip>,
}

const RANGE: usize = 2;
const DIGITS: usize = 3;
const ZERO: usize = 4;
const OPENING: usize = 5;
const SQUEEZE: usize = 6;
const THING: usize = 7;
/// Grip of the frame: moves the whole.
const BODY: u16 = 0;
/// Grip of the thimble: turns the screw as hard as the hand does.
const THIMBLE: u16 = 1;
/// Grip of the ratchet: slips when the faces touch.
const RATCHET: u16 = 2;

impl Micrometer {
    fn new(setup: &InstrumentSetup) -> Micrometer {
        let placed = Placed::new(setup.values.clone());
        let range = placed.get(RANGE);
        let knob = |id: u16, path: &str| Grip {
            id: GripId(id),
            path: path.into(),
            motion: Motion::Free,
            nudge: PITCH,
            tells: None,
        };
        Micrometer {
            jaws: Jaws::new(placed.get(OPENING).min(range)),
            clicks: 0,
            size: 0.0,
            scale: Scale::estimated(
                MILLIMETRE,
                (-2.5e-4, range + 2.5e-4),
                DIVISION,
                setup.digit(placed.get(DIGITS), DIVISION),
            ),
            grips: vec![Placed::grip(BODY), knob(THIMBLE, "thimble"), knob(RATCHET, "ratchet")],
            placed,
        }
    }

    /// Length of the thing between the faces, m; 0 for none. What is larger than the range does not go between.
    fn held(&self) -> f64 {
        if self.size > 0.0 && self.size <= self.placed.get(RANGE) { self.size } else { 0.0 }
    }

    /// The screw, turned by a knob. Along the axis the hand rolls it, across it turns the thimble under the finger.
    fn turn(&mut self, pull: Pull, ratchet: bool) -> Result<(), Refused> {
        let (size, range) = (self.held(), self.placed.get(RANGE));
        // How far a hard hand squeezes is an assumption of this program: 100 N on a bow that gives 2 µm for 10 N (the
        // order of size of a school's 25 mm bow, not checked against a standard) makes the default of 20 µm. The ratchet
        // slips at a small part of that, which the maker has allowed for. Faces that close on each other give as well.
        let least = size - self.placed.get(SQUEEZE);
        let least = if ratchet { size.min(self.jaws.opening) } else { least };
        let gear = Gear {
            hand: DVec2::new(1.0, PITCH / (TAU * apparatus::Micrometer::RADIUS)),
            key: DVec2::new(PITCH, DIVISION),
            limits: (least, range),
        };
        let beyond = self.jaws.pull(pull, gear)?;
        if self.jaws.opening > size + TOUCH {
            self.clicks = 0;
        } else if ratchet && beyond < 0.0 {
            self.clicks = self.clicks.saturating_add(1);
        }
        Ok(())
    }

    fn touches(&self) -> bool {
        self.size > 0.0 && self.held() > 0.0 && self.jaws.opening <= self.size + TOUCH
    }

    fn read(&self) -> f64 {
        self.jaws.opening + self.placed.get(ZERO)
    }

    fn drawing(&self) -> apparatus::Micrometer {
        apparatus::Micrometer {
            range: self.placed.get(RANGE),
            opening: self.jaws.opening,
            shown: self.read(),
            thing: apparatus::Thing::of(self.placed.get(THING), self.held()),
            knobs: [THIMBLE, RATCHET],
        }
    }
}

/// Faces nearer than this touch, m: far below what can be read.
const TOUCH: f64 = 1e-9;

impl Instrument for Micrometer {
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
        if let [size] = *truth {
            let before = std::mem::replace(&mut self.size, if size.is_finite() { size } else { 0.0 });
            // What grows or is put between the faces pushes them apart; what stays can be squeezed.
            if self.size != before {
                self.jaws.opening = self.jaws.opening.max(self.held());
                self.clicks = 0;
            }
        }
    }

    fn reading(&self, output: usize) -> Reading {
        match output {
            0 => {
                let reading = self.scale.read(self.read());
                let fits = self.size <= self.placed.get(RANGE);
                if fits { reading } else { Reading { state: ReadingState::OverRange, ..reading } }
            }
            1 => Reading::flag(self.touches()),
            _ => Reading { value: f64::from(self.clicks), ..Reading::flag(false) },
        }
    }

    fn exact(&self, output: usize) -> f64 {
        if output > 0 { self.reading(output).value } else { self.jaws.opening }
    }

    fn seen(&self, output: usize) -> Option<(&Scale, f64)> {
        (output == 0).then(|| (&self.scale, self.read()))
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let drawing = self.drawing();
        pen.at(self.placed.place(), |pen| {
            pen.target(BODY, |pen| drawing.draw_frame(pen));
            drawing.draw_screw(pen);
        });
    }

    fn face(&self) -> Option<Rect> {
        let edge = self.placed.place() + DVec2::new(self.drawing().edge(), 0.0);
        Some(Rect::centred(edge - DVec2::new(0.0015, 0.0), 0.021, 0.0165))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        match grip.0 {
            BODY => self.placed.pull(pull),
            THIMBLE | RATCHET => self.turn(pull, grip.0 == RATCHET),
            _ => Err(Refused::NotHeld),
        }
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.placed, self.jaws, self.clicks, self.size))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.placed, self.jaws, self.clicks, self.size) = decode(bytes)?;
        Ok(())
    }
}
