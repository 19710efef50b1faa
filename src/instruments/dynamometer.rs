//! Dynamometer: the scale of a spring; the spring itself is a part.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, decode, encode};
use crate::frame::apparatus;
use crate::frame::{Pen, Pose, Rect};
use crate::numerics::random::Random;
use crate::numerics::math::atan2;
use std::f64::consts::FRAC_PI_2;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;
use crate::quantity::unit::NEWTON;
use crate::systems::VariableSpec;

/// A dynamometer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "dynamometer",
    aliases: &["spring_scale"],
    reads: Reads::Spring,
    follows: false,
    settings: &[
        VariableSpec::parameter("range", NEWTON, 5.0).range(0.01, 1e4).nominal(5.0).about("Force at the end of its scale."),
        VariableSpec::parameter("division", NEWTON, 0.1).range(1e-4, 1e3).nominal(0.1).about("Smallest division."),
        VariableSpec::parameter("digits", NEWTON, 0.0)
            .range(0.0, 1e3)
            .nominal(0.01)
            .about("Last digit that is read; 0 means a tenth of the division."),
    ],
    outputs: &[VariableSpec::output("force", NEWTON).about("Force that it shows.")],
    build: |setup| Box::new(Dynamometer::new(setup)),
    about: "A spring dynamometer.",
};

struct Dynamometer {
    values: Vec<f64>,
    force: f64,
    hook: DVec2,
    ring: DVec2,
    scale: Scale,
}

const RANGE: usize = 0;
const DIVISION: usize = 1;
const DIGITS: usize = 2;

impl Dynamometer {
    fn new(setup: &InstrumentSetup) -> Dynamometer {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        Dynamometer {
            values: setup.values.clone(),
            force: 0.0,
            hook: DVec2::ZERO,
            ring: DVec2::ZERO,
            scale: Scale::estimated(NEWTON, (0.0, get(RANGE)), get(DIVISION), get(DIGITS)),
        }
    }

    fn drawing(&self) -> apparatus::Dynamometer {
        let range = self.scale.range.1;
        let reading = self.force.clamp(-0.02 * range, 1.04 * range);
        apparatus::Dynamometer::between((self.hook - self.ring).length(), range, self.scale.division, reading)
    }

    /// Turn of the drawing, whose hook hangs down.
    fn turn(&self) -> f64 {
        let d = self.hook - self.ring;
        atan2(d.y, d.x) + FRAC_PI_2
    }
}

impl Instrument for Dynamometer {
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
        if let [force, x, y, a_x, a_y] = *truth {
            self.force = force;
            self.hook = DVec2::new(x, y);
            self.ring = DVec2::new(a_x, a_y);
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.force)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let pose = Pose::at(self.ring.x, self.ring.y).turned(self.turn());
        pen.at(pose, |pen| self.drawing().draw(pen));
    }

    fn face(&self) -> Option<Rect> {
        let along = (self.hook - self.ring).normalize_or_zero();
        let pointer = self.ring + along * self.drawing().pointer_depth();
        Some(Rect::centred(pointer, 0.08, 0.06))
    }

    fn grips(&self) -> &[Grip] {
        &[]
    }

    fn pull(&mut self, _grip: GripId, _pull: Pull) -> Result<(), Refused> {
        Err(Refused::NotHeld)
    }

    fn save(&self) -> Vec<u8> {
        encode(&self.values)
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        self.values = decode(bytes)?;
        Ok(())
    }
}
