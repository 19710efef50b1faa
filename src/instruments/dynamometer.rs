//! Dynamometer: the scale of a spring; the spring itself is a part.
//!
//! One that a learner handles has a nut that shifts its pointer and can be held askew. With the force `F` on its hook,
//! at an angle `a` from its axis, the hook's rod rubs on its slot with the normal force `F sin a`: what stretches the
//! spring is `F (cos a - k |sin a|)` after the hook has come out.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, decode, encode};
use crate::frame::apparatus;
use crate::frame::{Dash, Pen, Pose, Rect, Role, Stroke};
use crate::numerics::math::{atan2, sin_cos, wrap_angle};
use crate::numerics::random::Random;
use crate::quantity::unit::{METRE, NEWTON, ONE, RADIAN};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};
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
        VariableSpec::flag("nut", false).about("Whether it has a nut to bring its pointer to zero."),
        VariableSpec::flag("turns", false).about("Whether a learner may hold it askew."),
        VariableSpec::parameter("shift", NEWTON, 0.0)
            .range(-1e3, 1e3)
            .nominal(0.1)
            .about("How much less its pointer shows than its spring pulls, by the place of the pointer on its rod."),
        VariableSpec::parameter("askew", RADIAN, 0.0)
            .range(-MOST, MOST)
            .about("Angle of its case from the force on its hook."),
        VariableSpec::parameter("rubbing", ONE, 0.2)
            .range(0.0, 2.0)
            .about("Coefficient of friction of its hook's rod in its slot while it is held askew."),
    ],
    outputs: &[VariableSpec::output("force", NEWTON).about("Force that it shows.")],
    build: |setup| Box::new(Dynamometer::new(setup)),
    about: "A spring dynamometer.",
};

struct Dynamometer {
    values: Vec<f64>,
    /// What the spring pulls with, and what it would with its first length: it may have been stretched for good, N.
    force: f64,
    total: f64,
    hook: DVec2,
    ring: DVec2,
    hand: Option<Hand>,
    scale: Scale,
    grips: Vec<Grip>,
}

/// The learner's hand on a grip.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Hand {
    grip: u16,
    at: DVec2,
}

const RANGE: usize = 0;
const DIVISION: usize = 1;
const DIGITS: usize = 2;
const ENLARGED_X: usize = 3;
const ENLARGED_Y: usize = 4;
const TIMES: usize = 5;
const HAS_NUT: usize = 6;
const TURNS: usize = 7;
const SHIFT: usize = 8;
const ASKEW: usize = 9;
const RUBBING: usize = 10;
/// Grip of the nut that shifts the pointer.
const NUT: u16 = 0;
/// Grip of the ring that it is held by.
const RING: u16 = 1;
/// The farthest that it is held askew, rad.
const MOST: f64 = 0.7;
/// Let go within this of straight, it hangs straight, rad.
const STRAIGHT: f64 = 0.05;
/// What an arrow key turns it by, rad: two degrees.
const TURN: f64 = std::f64::consts::PI / 90.0;
/// How far the finger goes for the pointer's way: the nut is a fine thread.
const GEAR: f64 = 5.0;
/// How far the nut shifts the pointer, as a part of the range.
const THREAD: f64 = 0.1;
/// Where the slot ends for the pointer, as parts of the range.
const SLOT: (f64, f64) = (-0.1, 1.06);

impl Dynamometer {
    fn new(setup: &InstrumentSetup) -> Dynamometer {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let grip = |id: u16, path: &str, motion: Motion, nudge: f64| Grip {
            id: GripId(id),
            path: path.into(),
            motion,
            nudge,
            tells: None,
        };
        let mut grips = Vec::new();
        if get(HAS_NUT) != 0.0 {
            grips.push(grip(NUT, "nut", Motion::Along(DVec2::Y), get(DIVISION) / 10.0));
        }
        if get(TURNS) != 0.0 {
            grips.push(grip(RING, "ring", Motion::Around(DVec2::ZERO), TURN));
        }
        Dynamometer {
            values: setup.values.clone(),
            force: 0.0,
            total: 0.0,
            hook: DVec2::ZERO,
            ring: DVec2::ZERO,
            hand: None,
            scale: Scale::estimated(NEWTON, (0.0, get(RANGE)), get(DIVISION), setup.digit(get(DIGITS), get(DIVISION))),
            grips,
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    /// What stretches the spring, N: less than what pulls on the hook while it rubs.
    fn stretching(&self, force: f64) -> f64 {
        let (sin, cos) = sin_cos(self.get(ASKEW));
        force * (cos - self.get(RUBBING) * sin.abs()).max(0.0)
    }

    /// Where the pointer stands, N.
    fn shown(&self) -> f64 {
        self.stretching(self.force) + (self.total - self.force) - self.get(SHIFT)
    }

    fn drawing(&self) -> apparatus::Dynamometer {
        let range = self.scale.range.1;
        let pulled = self.total.max(-0.02 * range);
        let case =
            apparatus::Dynamometer::between((self.hook - self.ring).length(), range, self.scale.division, pulled);
        let hangs = self.stretching(self.force) + (self.total - self.force);
        let pulled = if self.get(ASKEW) == 0.0 { pulled } else { hangs };
        apparatus::Dynamometer { pulled, reading: self.shown().clamp(SLOT.0 * range, SLOT.1 * range), ..case }
    }

    /// From the hook to the ring, while it is held straight.
    fn straight(&self) -> DVec2 {
        (self.ring - self.hook).normalize_or(DVec2::Y)
    }

    /// The ring as it is held, and the direction from there to the hook.
    fn held(&self, drawing: &apparatus::Dynamometer) -> (DVec2, DVec2) {
        let askew = self.get(ASKEW);
        if askew == 0.0 {
            return (self.ring, -self.straight());
        }
        let (sin, cos) = sin_cos(askew);
        let back = DVec2::new(cos, sin).rotate(self.straight());
        (self.hook - back * drawing.hook_point().y, -back)
    }

    fn turn_of(down: DVec2) -> f64 {
        atan2(down.y, down.x) + FRAC_PI_2
    }

    /// Draws the case once more, enlarged on a card on the wall: upright while it hangs, with its hook to the left while
    /// it lies, as the block hangs there.
    fn draw_enlarged(&self, pen: &mut Pen<'_>) {
        let times = self.get(TIMES);
        if times <= 0.0 {
            return;
        }
        let drawing = self.drawing();
        let hangs = self.straight().y > 0.7;
        let middle = DVec2::new(self.get(ENLARGED_X), self.get(ENLARGED_Y));
        let (long, wide) = (drawing.length * times * 1.06, drawing.length * times * 0.34);
        let card = if hangs { Rect::centred(middle, wide, long) } else { Rect::centred(middle, long, wide) };
        let (ring, down) = self.held(&drawing);
        let here = ring + down * drawing.case_depth();
        let guide = Stroke::new(Role::Accent, 1.0).dash(Dash::Dotted);
        let inset = 0.04 * times;
        if hangs {
            let side = if here.x < middle.x { card.min.x } else { card.max.x };
            for y in [card.min.y + inset, card.max.y - inset] {
                pen.line(DVec2::new(side, y), here, guide);
            }
        } else {
            for x in [card.min.x + inset, card.max.x - inset] {
                pen.line(DVec2::new(x, card.min.y), here + DVec2::new(0.0, 0.03), guide);
            }
        }
        pen.rounded_rect(card, 0.006 * times, Role::Face, Stroke::new(Role::Accent, 2.0));
        let (turn, along) = if hangs { (0.0, DVec2::Y) } else { (-FRAC_PI_2, DVec2::X) };
        let origin = middle + along * drawing.case_depth() * times;
        pen.clip(card.grown(-0.004 * times), |pen| {
            pen.at(Pose::at(origin.x, origin.y).turned(turn).scaled(times), |pen| drawing.draw(pen));
        });
    }

    /// Shifts the pointer along its scale, N.
    fn shift_by(&mut self, force: f64) {
        let most = THREAD * self.scale.range.1;
        let to = (self.get(SHIFT) - force).clamp(-most, most);
        self.set(SHIFT, to);
    }

    /// Holds it at an angle from the force.
    fn turn_to(&mut self, angle: f64) {
        self.set(ASKEW, wrap_angle(angle).clamp(-MOST, MOST));
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
        if let [force, x, y, a_x, a_y, stiffness, permanent] = *truth {
            self.force = force;
            self.total = force + stiffness * permanent;
            self.hook = DVec2::new(x, y);
            self.ring = DVec2::new(a_x, a_y);
        }
    }

    fn reading(&self, _output: usize) -> Reading {
        self.scale.read(self.shown())
    }

    fn exact(&self, _output: usize) -> f64 {
        self.force
    }

    fn seen(&self, _output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.shown()))
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let drawing = self.drawing();
        let (ring, down) = self.held(&drawing);
        let pose = Pose::at(ring.x, ring.y).turned(Self::turn_of(down));
        pen.at(pose, |pen| {
            drawing.draw(pen);
            if self.get(HAS_NUT) != 0.0 {
                pen.target(NUT, |pen| drawing.draw_nut(pen));
            }
        });
        if self.get(TURNS) != 0.0 {
            pen.target(RING, |pen| {
                if self.get(ASKEW) == 0.0 {
                    pen.at(ring, |pen| apparatus::pull_ring(pen, 0.0095));
                } else {
                    // Off its clamp, a hand holds it by the ring.
                    pen.at(Pose::at(ring.x, ring.y).turned(atan2(-down.y, -down.x)), apparatus::hand);
                }
            });
        }
        self.draw_enlarged(pen);
    }

    fn face(&self) -> Option<Rect> {
        let drawing = self.drawing();
        let (ring, down) = self.held(&drawing);
        Some(Rect::centred(ring + down * drawing.pointer_depth(), 0.08, 0.06))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        if !self.grips.iter().any(|one| one.id == grip) {
            return Err(Refused::NotHeld);
        }
        match (pull, self.hand) {
            (Pull::Take(at), _) => self.hand = Some(Hand { grip: grip.0, at }),
            (Pull::Move(at), Some(hand)) if hand.grip == grip.0 => {
                self.hand = Some(Hand { at, ..hand });
                if grip.0 == NUT {
                    let along = -self.straight();
                    self.shift_by((at - hand.at).dot(along) / (GEAR * self.drawing().newton()));
                } else {
                    // Anticlockwise is positive, seen from the hook.
                    let (from, to) = (self.straight(), at - self.hook);
                    self.turn_to(atan2(to.y, to.x) - atan2(from.y, from.x));
                }
            }
            (Pull::Nudge(by), _) => {
                if grip.0 == NUT {
                    // Along its scale: down while it hangs, to the left while it lies.
                    let along = if self.straight().y > 0.7 { -by.y + by.x } else { -by.x - by.y };
                    self.shift_by(along * self.get(DIVISION) / 10.0);
                } else {
                    self.turn_to(self.get(ASKEW) - (by.x + by.y) * TURN);
                }
            }
            (Pull::Release, _) => {
                self.hand = None;
                if grip.0 == RING && self.get(ASKEW).abs() < STRAIGHT {
                    self.set(ASKEW, 0.0);
                }
            }
            _ => return Err(Refused::NotHeld),
        }
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.values, self.hand))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.values, self.hand) = decode(bytes)?;
        Ok(())
    }
}
