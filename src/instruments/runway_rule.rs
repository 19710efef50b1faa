//! Runway rule: a rule along a runway, with two marks that a learner slides to what is to be measured.
//!
//! Its zero is at the upper end. The marks lie on its edge, so an eye aside sees no other place.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, Reads, Scale, decode, encode};
use crate::frame::apparatus::Rule;
use crate::frame::{Anchor, Pen, Pose, Rect, Role, Stroke, TextSize, Words};
use crate::numerics::math::{atan2, sin_cos};
use crate::numerics::random::Random;
use crate::quantity::unit::{CENTIMETRE, METRE};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A runway rule.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "runway_rule",
    aliases: &[],
    reads: Reads::Runway,
    follows: false,
    settings: &[
        VariableSpec::parameter("start", METRE, 0.1)
            .range(0.0, 5.0)
            .nominal(0.1)
            .about("Where its first mark is, from the upper end of the runway."),
        VariableSpec::parameter("end", METRE, 0.9)
            .range(0.0, 5.0)
            .nominal(0.1)
            .about("Where its second mark is, from the upper end of the runway."),
        VariableSpec::parameter("division", METRE, 1e-3).range(1e-5, 1.0).nominal(1e-3).about("Smallest division."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, 1.0)
            .nominal(1e-4)
            .about("Last digit that is read; 0 means as schools of the region read it."),
    ],
    outputs: &[
        VariableSpec::output("start", METRE).about("Place of the first mark."),
        VariableSpec::output("end", METRE).about("Place of the second mark."),
    ],
    build: |setup| Box::new(RunwayRule::new(setup)),
    about: "A rule along a runway, with two marks that are slid to what is to be measured.",
};

const DIVISION: usize = 2;
const DIGITS: usize = 3;
/// How far an arrow key slides a mark, m: a division of a millimetre.
const NUDGE: f64 = 1e-3;
/// Height of a mark above the rule, m.
const TALL: f64 = 0.075;
/// Radius of its head, m.
const HEAD: f64 = 0.015;
/// Letters of the marks.
const LETTERS: [&str; 2] = ["A", "B"];

struct RunwayRule {
    values: Vec<f64>,
    state: State,
    scale: Scale,
    grips: Vec<Grip>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct State {
    /// Upper end of the runway, m, and the unit vector down it.
    top: DVec2,
    down: DVec2,
    length: f64,
    /// The mark that is held, and how far the hand took hold from it, m.
    held: Option<(u8, f64)>,
    /// The mark that was last moved: the glass is over it.
    last: u8,
}

impl RunwayRule {
    fn new(setup: &InstrumentSetup) -> RunwayRule {
        let get = |i: usize| setup.values.get(i).copied().unwrap_or(0.0);
        let (division, digit) = (get(DIVISION), setup.digit(get(DIGITS), get(DIVISION)));
        let grip = |id: u16, path: &str| Grip {
            id: GripId(id),
            path: path.into(),
            motion: Motion::Along(DVec2::X),
            nudge: NUDGE,
            tells: None,
        };
        RunwayRule {
            values: setup.values.clone(),
            state: State { down: DVec2::X, length: 5.0, ..State::default() },
            scale: Scale::estimated(CENTIMETRE, (0.0, 5.0), division, digit),
            grips: vec![grip(0, "start"), grip(1, "end")],
        }
    }

    fn mark(&self, which: usize) -> f64 {
        self.values.get(which).copied().unwrap_or(0.0)
    }

    fn slide(&mut self, which: u8, to: f64) {
        self.state.last = which;
        if let (Some(slot), true) = (self.values.get_mut(usize::from(which)), to.is_finite()) {
            *slot = to.clamp(0.0, self.state.length);
        }
    }
}

impl Instrument for RunwayRule {
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
        let [x, y, length, incline] = *truth else { return };
        let (sin, cos) = sin_cos(incline);
        let down = DVec2::new(cos, -sin);
        self.state = State { top: DVec2::new(x, y) - down * length, down, length, ..self.state };
    }

    fn reading(&self, output: usize) -> Reading {
        self.scale.read(self.mark(output))
    }

    fn seen(&self, output: usize) -> Option<(&Scale, f64)> {
        Some((&self.scale, self.mark(output)))
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let State { top, down, length, .. } = self.state;
        let rule = Rule { division: self.scale.division, margin: 0.0, width: 0.042, ..Rule::new(length) };
        pen.at(Pose::at(top.x, top.y).turned(atan2(down.y, down.x)), |pen| {
            rule.draw(pen);
            for (which, letter) in LETTERS.into_iter().enumerate() {
                let (foot, head) = (DVec2::X * self.mark(which), DVec2::new(self.mark(which), TALL));
                pen.target(which as u16, |pen| {
                    pen.line(foot - DVec2::Y * 0.012, head, Stroke::new(Role::Accent, 1.4).world(0.0011));
                    pen.circle(head, HEAD, Role::Accent, Stroke::edge(Role::Accent));
                    let size = TextSize::World(HEAD * 1.35);
                    pen.text(head, Words::Literal(letter), Anchor::Centre, size, Role::Face);
                });
            }
        });
    }

    fn face(&self) -> Option<Rect> {
        let State { top, down, last, .. } = self.state;
        let at = top + down * self.mark(usize::from(last));
        Some(Rect::centred(at - down.perp() * 0.008, 0.06, 0.046))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        let which = u8::try_from(grip.0).ok().filter(|which| *which < 2).ok_or(Refused::NotHeld)?;
        let along = |at: DVec2, state: &State| (at - state.top).dot(state.down);
        match (pull, self.state.held) {
            (Pull::Take(at), _) => {
                let from = along(at, &self.state) - self.mark(usize::from(which));
                self.state.held = Some((which, from));
                self.state.last = which;
            }
            (Pull::Move(at), Some((held, from))) if held == which => self.slide(which, along(at, &self.state) - from),
            (Pull::Nudge(by), _) => self.slide(which, self.mark(usize::from(which)) + (by.x + by.y) * NUDGE),
            (Pull::Release, _) => self.state.held = None,
            _ => return Err(Refused::NotHeld),
        }
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.values, self.state))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.values, self.state) = decode(bytes)?;
        Ok(())
    }
}
