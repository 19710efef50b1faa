//! Vernier calliper: jaws that close on a length, read by a main scale and a vernier of 10, 20 or 50 divisions.

use super::jaws::{Gear, Jaws};
use super::placed::Placed;
use super::{
    Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, Sight, Towards, decode,
    encode,
};
use crate::frame::apparatus::{Jaw, Thing, Vernier};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::Dimension;
use crate::quantity::unit::{METRE, MILLIMETRE, ONE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;

/// A vernier calliper.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "vernier_calliper",
    aliases: &["vernier_caliper"],
    reads: Reads::Variable(Dimension::LENGTH),
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its fixed jaw, to the right."),
        VariableSpec::parameter("y", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of the lower edge of its beam, upwards."),
        VariableSpec::parameter("range", METRE, 0.15).range(0.05, 1.0).nominal(0.15).about("Length of its main scale."),
        VariableSpec::choice("divisions", &["10", "20", "50"], 2)
            .about("Lines of its vernier: it reads to 0.1, 0.05 or 0.02 mm."),
        VariableSpec::choice("jaw", &["outside", "inside", "depth"], 0).about("Which of its jaws measures."),
        VariableSpec::parameter("zero", METRE, 0.0)
            .range(-1e-3, 1e-3)
            .nominal(1e-4)
            .tunable()
            .about("Zero error: what it shows with its jaws closed."),
        VariableSpec::parameter("opening", METRE, 0.05)
            .range(0.0, 1.0)
            .nominal(0.05)
            .about("How far its jaws are open at first."),
        VariableSpec::choice("thing", &["none", "ball", "block"], 0)
            .about("What it draws as the thing measured, at its true size; none where a system draws it."),
    ],
    outputs: &[
        VariableSpec::output("length", METRE).about("Length that its scales show."),
        VariableSpec::output("touches", ONE)
            .range(0.0, 1.0)
            .discrete()
            .about("1 while its jaws touch the thing: only then it shows the thing's length."),
    ],
    build: |setup| Box::new(VernierCalliper::new(setup)),
    about: "A vernier calliper, its jaws moved by hand until they touch.",
};

struct VernierCalliper {
    placed: Placed,
    jaws: Jaws,
    sight: Sight,
    /// Length of the thing between the jaws, m.
    size: f64,
    scale: Scale,
    grips: Vec<Grip>,
}

const RANGE: usize = 2;
const DIVISIONS: usize = 3;
const JAW: usize = 4;
const ZERO: usize = 5;
const OPENING: usize = 6;
const THING: usize = 7;
/// Grip of the beam: moves the whole.
const BODY: u16 = 0;
/// Grip of the slider.
const SLIDER: u16 = 1;

impl VernierCalliper {
    fn new(setup: &InstrumentSetup) -> VernierCalliper {
        let placed = Placed::new(setup.values.clone());
        let lines = [10.0, 20.0, 50.0].get(placed.get(DIVISIONS) as usize).copied().unwrap_or(50.0);
        let range = placed.get(RANGE);
        let digit = setup.convention.digit(1e-3 / lines);
        let slider =
            Grip { id: GripId(SLIDER), path: "jaw".into(), motion: Motion::Along(DVec2::X), nudge: KEY, tells: None };
        VernierCalliper {
            jaws: Jaws::new(placed.get(OPENING).min(range)),
            sight: Sight::default(),
            size: 0.0,
            // A zero error below zero can be read off as well: the vernier's zero stands before that of the beam.
            scale: Scale::estimated(MILLIMETRE, (-1e-3, range + 1e-3), 1e-3 / lines, digit),
            grips: vec![Placed::grip(BODY), slider],
            placed,
        }
    }

    /// Least and largest opening that the thing allows, m. What is larger than the range does not go between the jaws.
    fn limits(&self) -> (f64, f64) {
        let range = self.placed.get(RANGE);
        match self.size {
            size if !(size > 0.0 && size <= range) => (0.0, range),
            size if self.placed.get(JAW) == 0.0 => (size, range),
            size => (0.0, size),
        }
    }

    fn touches(&self) -> bool {
        self.size > 0.0 && (self.jaws.opening - self.size).abs() < 1e-9
    }

    fn read(&self) -> f64 {
        self.jaws.opening + self.placed.get(ZERO)
    }

    fn drawing(&self) -> Vernier {
        Vernier {
            range: self.placed.get(RANGE),
            opening: self.jaws.opening,
            zero: self.placed.get(ZERO),
            lines: (1e-3 / self.scale.division).round() as u32,
            jaw: [Jaw::Outside, Jaw::Inside, Jaw::Depth]
                .get(self.placed.get(JAW) as usize)
                .copied()
                .unwrap_or(Jaw::Outside),
            thing: Thing::of(self.placed.get(THING), self.size),
            slider: SLIDER,
        }
    }
}

/// What an arrow key moves the slider, m.
const KEY: f64 = 5e-4;

impl Instrument for VernierCalliper {
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
            self.size = if size.is_finite() { size } else { 0.0 };
            // What grows between the jaws pushes them.
            let (least, most) = self.limits();
            self.jaws.opening = self.jaws.opening.clamp(least, most);
        }
    }

    fn reading(&self, output: usize) -> Reading {
        if output > 0 {
            return Reading::flag(self.touches());
        }
        let reading = self.scale.read(self.read());
        let fits = self.size <= self.placed.get(RANGE);
        if fits { reading } else { Reading { state: ReadingState::OverRange, ..reading } }
    }

    fn exact(&self, output: usize) -> f64 {
        if output > 0 { f64::from(u8::from(self.touches())) } else { self.jaws.opening }
    }

    fn seen(&self, output: usize) -> Option<(&Scale, f64)> {
        (output == 0).then(|| (&self.scale, self.read()))
    }

    /// The vernier lies flush with the beam, so nothing shifts; the eye goes along it to the lines that meet.
    fn eye(&self) -> Option<f64> {
        Some(self.sight.eye)
    }

    fn towards(&self) -> Towards {
        Towards::Right
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        self.sight.go(eye)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let drawing = self.drawing();
        pen.at(self.placed.place(), |pen| {
            drawing.draw_thing(pen);
            pen.target(BODY, |pen| drawing.draw_beam(pen));
            drawing.draw_slider(pen);
        });
    }

    fn face(&self) -> Option<Rect> {
        let drawing = self.drawing();
        let along = drawing.vernier_zero() + self.sight.eye;
        // Both rows of numbers are in the glass.
        let at = DVec2::new(along.clamp(0.0, drawing.length()), Vernier::EDGE + 0.0012);
        Some(Rect::centred(self.placed.place() + at, 0.016, 0.0122))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        match grip.0 {
            BODY => self.placed.pull(pull),
            SLIDER => {
                let gear = Gear { hand: DVec2::X, key: DVec2::new(KEY, 0.0), limits: self.limits() };
                self.jaws.pull(pull, gear).map(|_| ())
            }
            _ => Err(Refused::NotHeld),
        }
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.placed, self.jaws, self.sight))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.placed, self.jaws, self.sight) = decode(bytes)?;
        Ok(())
    }
}
