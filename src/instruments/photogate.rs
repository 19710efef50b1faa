//! Photogate: a beam of light and a timer that notes when a body blocks it.

use super::placed::Placed;
use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus::{self, Clock, Gate, Timer};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::numerics::root::root;
use crate::quantity::unit::{METRE, ONE, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A photogate.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "photogate",
    aliases: &["light_gate"],
    reads: Reads::Body,
    follows: true,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its beam, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its beam, upwards."),
        VariableSpec::parameter("timer_x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of its timer's middle, to the right."),
        VariableSpec::parameter("timer_y", METRE, 0.0).range(-100.0, 100.0).about("Height of its timer's foot."),
        VariableSpec::parameter("division", SECOND, 1e-4).range(1e-6, 1.0).nominal(1e-4).about("Smallest division."),
    ],
    outputs: &[
        VariableSpec::output("period", SECOND).about("Time from a pass to the next but one: a full swing."),
        VariableSpec::output("passes", ONE).discrete().about("How often the beam was blocked."),
        VariableSpec::output("block_time", SECOND).about("How long the beam was last blocked."),
    ],
    build: |setup| Box::new(Photogate::new(setup)),
    about: crate::quantity::doc("A photogate with its timer."),
};

struct Photogate {
    placed: Placed,
    follows: bool,
    state: Passes,
    scale: Scale,
    grips: Vec<Grip>,
}

/// What the timer remembers, SI.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Passes {
    /// Body at the end of the last step: place, velocity, distance of its surface from the beam.
    before: Option<(DVec2, DVec2, f64)>,
    /// When the beam was last blocked, latest first.
    entries: [f64; 3],
    count: u32,
    blocked: bool,
    block_time: f64,
    /// Output that the timer shows.
    shows: usize,
}

const TIMER_X: usize = 2;
const TIMER_Y: usize = 3;
const DIVISION: usize = 4;
/// Grip that moves the gate.
const BODY: u16 = 0;
/// Grip of the key that chooses what the timer shows.
const FUNCTION: u16 = 1;
/// Grip of the key that clears the timer.
const CLEAR: u16 = 2;
/// Width of the timer, m.
const TIMER: f64 = 0.26;
/// Half the width of the foot below the gate, m.
const FOOT: f64 = 0.055;

impl Photogate {
    fn new(setup: &InstrumentSetup) -> Photogate {
        let placed = Placed::new(setup.values.clone());
        let key = |id: u16, path: &str| Grip {
            id: GripId(id),
            path: path.into(),
            motion: Motion::Button,
            nudge: 0.0,
            tells: None,
        };
        let grips = vec![Placed::grip(BODY), key(FUNCTION, "function"), key(CLEAR, "clear")];
        let scale = Scale::display(SECOND, (0.0, 1e4), placed.get(DIVISION));
        Photogate { placed, follows: setup.follows, state: Passes::default(), scale, grips }
    }

    /// Foot of the timer, m.
    fn timer(&self) -> DVec2 {
        DVec2::new(self.placed.get(TIMER_X), self.placed.get(TIMER_Y))
    }

    /// When within the step the surface crosses the beam, by the cubic through places and velocities at its ends.
    fn crossing(&self, before: (DVec2, DVec2), after: (DVec2, DVec2), radius: f64, dt: f64) -> f64 {
        let beam = self.placed.place();
        let outside = |t: f64| {
            let s = t / dt;
            let (a, b) = (2.0 * s * s * s - 3.0 * s * s + 1.0, -2.0 * s * s * s + 3.0 * s * s);
            let (c, d) = (s * s * s - 2.0 * s * s + s, s * s * s - s * s);
            let place = before.0 * a + after.0 * b + (before.1 * c + after.1 * d) * dt;
            (place - beam).length() - radius
        };
        root(outside, 0.0, dt, 1e-13, 100).unwrap_or(dt)
    }
}

impl Instrument for Photogate {
    fn kind(&self) -> &'static InstrumentKind {
        &KIND
    }

    fn settings(&self) -> &[f64] {
        &self.placed.values
    }

    fn set(&mut self, setting: usize, value: f64) {
        self.placed.set(setting, value);
        self.state.before = None;
    }

    fn sample(&mut self, truth: &[f64], now: Now, _random: &mut Random) {
        let truth = if self.follows {
            if let (Some(&[x, y]), false) = (truth.first_chunk::<2>(), self.placed.moved) {
                let to = DVec2::new(x, y);
                if to != self.placed.place() {
                    self.placed.put(to);
                    self.state = Passes { shows: self.state.shows, ..Passes::default() };
                }
            }
            truth.get(2..).unwrap_or(&[])
        } else {
            truth
        };
        let [x, y, vx, vy, radius] = *truth else { return };
        let (place, velocity) = (DVec2::new(x, y), DVec2::new(vx, vy));
        let distance = (place - self.placed.place()).length() - radius;
        if let (Some((p, v, d)), true) = (self.state.before, now.dt > 0.0) {
            let start = now.time - now.dt;
            if d > 0.0 && distance <= 0.0 {
                let at = start + self.crossing((p, v), (place, velocity), radius, now.dt);
                let [a, b, _] = self.state.entries;
                self.state.entries = [at, a, b];
                self.state.count += 1;
                self.state.blocked = true;
            } else if d <= 0.0 && distance > 0.0 && self.state.blocked {
                let at = start + self.crossing((p, v), (place, velocity), radius, now.dt);
                self.state.block_time = at - self.state.entries[0];
                self.state.blocked = false;
            }
        }
        self.state.before = Some((place, velocity, distance));
    }

    fn reading(&self, output: usize) -> Reading {
        let state = &self.state;
        let (value, empty) = match output {
            0 => (state.entries[0] - state.entries[2], state.count < 3),
            2 => (state.block_time, state.block_time == 0.0),
            _ => {
                return Reading {
                    value: f64::from(state.count),
                    unit: ONE,
                    decimals: 0,
                    uncertainty: 0.0,
                    state: ReadingState::Ok,
                };
            }
        };
        let mut reading = self.scale.read(if empty { 0.0 } else { value });
        if empty {
            reading.state = ReadingState::Empty;
        }
        reading
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let blocked = self.state.before.is_some_and(|(_, _, d)| d <= 0.0);
        // It stands on the bench that its timer stands on, where there is room for a foot below it.
        let (place, bench) = (self.placed.place(), self.timer().y);
        let mut gate = Gate::new(blocked);
        gate.rod = place.y - gate.underside() - bench;
        if gate.rod > FOOT {
            pen.at(DVec2::new(place.x, bench), |pen| apparatus::foot(pen, FOOT));
        }
        pen.target(BODY, |pen| pen.at(place, |pen| gate.draw(pen)));
        let reading = self.reading(self.state.shows);
        let shown = match reading.state {
            ReadingState::Ok => Clock::Number(reading.value, reading.decimals.min(4) as u8),
            _ => Clock::Blank,
        };
        let unit = if self.state.shows == 1 { "" } else { "s" };
        let timer = Timer { width: TIMER, shown, unit, keys: [FUNCTION, CLEAR] };
        pen.at(self.timer(), |pen| {
            apparatus::shadow(pen, -0.5 * TIMER, 0.5 * TIMER, 0.0);
            timer.draw(pen);
        });
    }

    /// What passes through it is seen before it.
    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let middle = self.timer() + DVec2::new(0.0, TIMER * 0.2);
        Some(Rect::centred(middle, TIMER * 1.1, TIMER * 0.6))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        match grip.0 {
            CLEAR if pull == Pull::Press => {
                self.state = Passes { shows: self.state.shows, ..Passes::default() };
                Ok(())
            }
            FUNCTION if pull == Pull::Press => {
                self.state.shows = (self.state.shows + 1) % KIND.outputs.len();
                Ok(())
            }
            BODY => {
                self.state.before = None;
                self.placed.pull(pull)
            }
            _ => Err(Refused::NotHeld),
        }
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.placed, &self.state))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.placed, self.state) = decode(bytes)?;
        Ok(())
    }
}
