//! Dynamometer: the scale of a spring; the spring itself is a part.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, decode, encode};
use crate::frame::apparatus;
use crate::frame::{Dash, Pen, Pose, Rect, Role, Stroke};
use crate::numerics::math::atan2;
use crate::numerics::random::Random;
use crate::quantity::unit::{METRE, NEWTON, ONE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Pull, Refused};
use glam::DVec2;
use std::f64::consts::FRAC_PI_2;

/// A dynamometer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "dynamometer",
    aliases: &["spring_scale"],
    reads: Reads::Spring,
    follows: false,
    settings: &[
        VariableSpec::parameter("range", NEWTON, 5.0)
            .range(0.01, 1e4)
            .nominal(5.0)
            .about("Force at the end of its scale."),
        VariableSpec::parameter("division", NEWTON, 0.1).range(1e-4, 1e3).nominal(0.1).about("Smallest division."),
        VariableSpec::parameter("digits", NEWTON, 0.0)
            .range(0.0, 1e3)
            .nominal(0.01)
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("enlarged_x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Middle of its enlarged picture, to the right."),
        VariableSpec::parameter("enlarged_y", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Middle of its enlarged picture, upwards."),
        VariableSpec::parameter("times", ONE, 0.0)
            .range(0.0, 20.0)
            .about("How many times larger it is drawn there, so that it can be read from afar; 0 means not at all."),
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
const ENLARGED_X: usize = 3;
const ENLARGED_Y: usize = 4;
const TIMES: usize = 5;

impl Dynamometer {
    fn new(setup: &InstrumentSetup) -> Dynamometer {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        Dynamometer {
            values: setup.values.clone(),
            force: 0.0,
            hook: DVec2::ZERO,
            ring: DVec2::ZERO,
            scale: Scale::estimated(NEWTON, (0.0, get(RANGE)), get(DIVISION), setup.digit(get(DIGITS), get(DIVISION))),
        }
    }

    fn drawing(&self) -> apparatus::Dynamometer {
        let range = self.scale.range.1;
        let reading = self.force.clamp(-0.02 * range, 1.04 * range);
        apparatus::Dynamometer::between((self.hook - self.ring).length(), range, self.scale.division, reading)
    }

    /// Draws the case once more, enlarged on a card on the wall, with its hook to the left as the block hangs there.
    fn draw_enlarged(&self, pen: &mut Pen<'_>) {
        let get = |i: usize| self.values.get(i).copied().unwrap_or(0.0);
        let times = get(TIMES);
        if times <= 0.0 {
            return;
        }
        let drawing = self.drawing();
        let middle = DVec2::new(get(ENLARGED_X), get(ENLARGED_Y));
        let card = Rect::centred(middle, drawing.length * times * 1.06, drawing.length * times * 0.34);
        let here = self.ring + (self.hook - self.ring).normalize_or_zero() * drawing.case_depth();
        let guide = Stroke::new(Role::Accent, 1.0).dash(Dash::Dotted);
        for x in [card.min.x + 0.04 * times, card.max.x - 0.04 * times] {
            pen.line(DVec2::new(x, card.min.y), here + DVec2::new(0.0, 0.03), guide);
        }
        pen.rounded_rect(card, 0.006 * times, Role::Face, Stroke::new(Role::Accent, 2.0));
        let origin = middle + DVec2::new(drawing.case_depth() * times, 0.0);
        pen.clip(card.grown(-0.004 * times), |pen| {
            pen.at(Pose::at(origin.x, origin.y).turned(-FRAC_PI_2).scaled(times), |pen| drawing.draw(pen));
        });
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

    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.force))
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let pose = Pose::at(self.ring.x, self.ring.y).turned(self.turn());
        pen.at(pose, |pen| self.drawing().draw(pen));
        self.draw_enlarged(pen);
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
