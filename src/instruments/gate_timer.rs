//! Gate timer: two photogates across a track and the digital timer that keeps how long a flag blocked each of them: the
//! first and the second pass of each, as P1.1, P1.2, P2.1 and P2.2.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus::{self, Clock, Timer};
use crate::frame::{Anchor, Pen, Rect, Role, Stroke, TextSize, Words};
use crate::numerics::math::sin_cos;
use crate::numerics::random::Random;
use crate::numerics::root::root;
use crate::quantity::unit::{METRE, MILLISECOND, ONE, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A gate timer.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "gate_timer",
    aliases: &["collision_timer"],
    reads: Reads::Flags,
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Place of its timer's middle, to the right."),
        VariableSpec::parameter("y", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Height of the bench that timer and gates stand on."),
        VariableSpec::parameter("first", METRE, 0.3).range(-100.0, 100.0).about("Place of gate 1, to the right."),
        VariableSpec::parameter("second", METRE, 0.8).range(-100.0, 100.0).about("Place of gate 2, to the right."),
        VariableSpec::parameter("division", SECOND, 1e-5).range(1e-6, 1.0).nominal(1e-5).about("Smallest division."),
    ],
    outputs: &[
        VariableSpec::output("time", SECOND).about("Time that it shows."),
        VariableSpec::output("gate", ONE).discrete().about("Gate of the time that it shows."),
        VariableSpec::output("pass", ONE).discrete().about("Pass through that gate: 1 or 2."),
        VariableSpec::output("p1_1", SECOND).about("How long the first pass blocked gate 1."),
        VariableSpec::output("p1_2", SECOND).about("How long the second pass blocked gate 1."),
        VariableSpec::output("p2_1", SECOND).about("How long the first pass blocked gate 2."),
        VariableSpec::output("p2_2", SECOND).about("How long the second pass blocked gate 2."),
        VariableSpec::output("apart", METRE).about("Distance of the gates along the way of the flag."),
        VariableSpec::output("first", METRE).about("Place of gate 1, to the right."),
        VariableSpec::output("second", METRE).about("Place of gate 2, to the right."),
    ],
    build: |setup| Box::new(GateTimer::new(setup)),
    about: crate::quantity::doc("Two photogates across a track and the timer that keeps the times of both."),
};

const X: usize = 0;
const Y: usize = 1;
const FIRST: usize = 2;
const DIVISION: usize = 4;
/// Numbers of each flag.
const FLAG: usize = 8;
/// Flags that it follows at most.
const MOST: usize = 8;
/// Grips: both gates, the key that shows the next time, the key that clears.
const GATES: u16 = 0;
const NEXT: u16 = 2;
const CLEAR: u16 = 3;
/// An arrow key moves a gate so far, m.
const NUDGE: f64 = 0.005;
/// Width of the timer, m.
const TIMER: f64 = 0.26;
/// How far off the line of its way a flag is not seen any more, m: half its height.
const OFF: f64 = 0.02;

struct GateTimer {
    values: Vec<f64>,
    state: Gates,
    scale: Scale,
    grips: Vec<Grip>,
}

/// What the timer remembers, SI.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Gates {
    /// Each flag at the end of the last step: way along its line and its rate.
    before: Vec<Option<(f64, f64)>>,
    /// For each gate the flags that block it, a bit each, and since when.
    blocked: [(u8, f64); 2],
    /// Times of the first two passes of each gate.
    times: [[f64; 2]; 2],
    /// Passes of each gate.
    passes: [u32; 2],
    /// Which time is shown.
    shows: usize,
    /// Line of the flags: a place and its direction, rad.
    line: (DVec2, f64),
    /// Gate that is held, and the hand on it.
    held: Option<(u16, f64)>,
}

/// A flag as the parts tell it.
#[derive(Clone, Copy)]
struct Seen {
    place: DVec2,
    velocity: DVec2,
    width: f64,
    start: DVec2,
    tilt: f64,
}

impl GateTimer {
    fn new(setup: &InstrumentSetup) -> GateTimer {
        let grip = |id: u16, path: &str, motion: Motion| {
            let nudge = if motion == Motion::Button { 0.0 } else { NUDGE };
            Grip { id: GripId(id), path: path.into(), motion, nudge, tells: None }
        };
        let values = setup.values.clone();
        let division = values.get(DIVISION).copied().unwrap_or(1e-5);
        let along = Motion::Along(DVec2::X);
        GateTimer {
            state: Gates::default(),
            scale: Scale::display(MILLISECOND, (0.0, 1e4), division),
            grips: vec![
                grip(GATES, "first", along),
                grip(GATES + 1, "second", along),
                grip(NEXT, "next", Motion::Button),
                grip(CLEAR, "clear", Motion::Button),
            ],
            values,
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    /// Height of the beam of a gate, m: it stands where the flags pass.
    fn beam(&self, gate: usize) -> DVec2 {
        let (start, tilt) = self.state.line;
        let x = self.get(FIRST + gate);
        let (sin, cos) = sin_cos(tilt);
        let slope = if cos.abs() > 1e-3 { sin / cos } else { 0.0 };
        DVec2::new(x, start.y + (x - start.x) * slope)
    }

    /// Forgets where the flags were: a gate was moved.
    fn forget(&mut self) {
        self.state.before.clear();
        self.state.blocked = [(0, 0.0); 2];
    }

    /// What a flag does to a gate in a step: when its edges cross the beam, in order; true where it goes in.
    fn crossings(before: (f64, f64), after: (f64, f64), half: f64, dt: f64) -> [Option<(f64, bool)>; 2] {
        let mut found = [-half, half].map(|edge| {
            let (from, to) = (before.0 - edge, after.0 - edge);
            if (from < 0.0) == (to < 0.0) {
                return None;
            }
            // The cubic through places and rates at both ends of the step: for a constant acceleration exact.
            let place = |t: f64| {
                let s = t / dt;
                let (a, b) = ((1.0 + 2.0 * s) * (1.0 - s) * (1.0 - s), s * s * (3.0 - 2.0 * s));
                let (c, d) = (s * (1.0 - s) * (1.0 - s), s * s * (s - 1.0));
                from * a + to * b + (before.1 * c + after.1 * d) * dt
            };
            let at = root(place, 0.0, dt, 1e-13, 100).unwrap_or(dt);
            // The edge behind goes out, the edge before goes in; which is which depends on the way.
            Some((at, (edge < 0.0) == (to > from)))
        });
        if let [Some((a, _)), Some((b, _))] = found
            && a > b
        {
            found.swap(0, 1);
        }
        found
    }

    fn watch(&mut self, flag: usize, seen: Seen, now: Now) {
        let (sin, cos) = sin_cos(seen.tilt);
        let along = DVec2::new(cos, sin);
        let off = (seen.place - seen.start).dot(along.perp()).abs();
        let way = ((seen.place - seen.start).dot(along), seen.velocity.dot(along));
        let here = (off < OFF && way.0.is_finite() && way.1.is_finite()).then_some(way);
        let before = self.state.before.get(flag).copied().flatten();
        let bit = 1_u8 << (flag % MOST);
        for gate in 0..2 {
            let at = (self.get(FIRST + gate) - seen.start.x) / cos;
            let (Some(from), Some(to), true) = (before, here, now.dt > 0.0) else {
                let blocks = here.is_some_and(|(s, _)| (s - at).abs() < 0.5 * seen.width);
                let slot = &mut self.state.blocked[gate];
                *slot = if blocks { (slot.0 | bit, f64::NAN) } else { (slot.0 & !bit, slot.1) };
                continue;
            };
            let found = Self::crossings((from.0 - at, from.1), (to.0 - at, to.1), 0.5 * seen.width, now.dt);
            for (time, goes_in) in found.into_iter().flatten() {
                let time = now.time - now.dt + time;
                let (bits, since) = self.state.blocked[gate];
                if goes_in {
                    let since = if bits == 0 { time } else { since };
                    self.state.blocked[gate] = (bits | bit, since);
                } else if bits & bit != 0 {
                    self.state.blocked[gate].0 = bits & !bit;
                    if bits == bit && since.is_finite() {
                        self.keep(gate, time - since);
                    }
                }
            }
        }
        if let Some(slot) = self.state.before.get_mut(flag) {
            *slot = here;
        }
    }

    fn keep(&mut self, gate: usize, time: f64) {
        let pass = self.state.passes[gate] as usize;
        self.state.passes[gate] = self.state.passes[gate].saturating_add(1);
        if let Some(slot) = self.state.times[gate].get_mut(pass) {
            *slot = time;
            self.state.shows = gate * 2 + pass;
        }
    }

    /// A time that was kept, s; none if there was no such pass.
    fn time(&self, which: usize) -> f64 {
        let (gate, pass) = (which / 2 % 2, which % 2);
        if self.state.passes[gate] as usize > pass { self.state.times[gate][pass] } else { f64::NAN }
    }

    fn clear(&mut self) {
        (self.state.times, self.state.passes, self.state.shows) = (Default::default(), [0, 0], 0);
        self.state.blocked.iter_mut().for_each(|slot| slot.1 = f64::NAN);
    }
}

impl Instrument for GateTimer {
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
        self.forget();
    }

    fn sample(&mut self, truth: &[f64], now: Now, _random: &mut Random) {
        let count = (truth.len() / FLAG).min(MOST);
        self.state.before.resize(count, None);
        for (flag, numbers) in truth.chunks_exact(FLAG).take(MOST).enumerate() {
            let &[x, y, vx, vy, width, start_x, start_y, tilt] = numbers else { continue };
            let start = DVec2::new(start_x, start_y);
            if flag == 0 && start.is_finite() && tilt.is_finite() {
                self.state.line = (start, tilt);
            }
            let (place, velocity) = (DVec2::new(x, y), DVec2::new(vx, vy));
            self.watch(flag, Seen { place, velocity, width, start, tilt }, now);
        }
    }

    fn reading(&self, output: usize) -> Reading {
        let count = |value: usize| Reading { value: value as f64, ..Reading::flag(false) };
        match output {
            1 => count(self.state.shows / 2 + 1),
            2 => count(self.state.shows % 2 + 1),
            7..=9 => {
                let value = self.exact(output);
                Reading { value, unit: METRE, decimals: 4, uncertainty: 0.0, state: ReadingState::Ok }
            }
            _ => self.scale.read(self.time(if output == 0 { self.state.shows } else { output - 3 })),
        }
    }

    fn exact(&self, output: usize) -> f64 {
        match output {
            7 => (self.beam(1) - self.beam(0)).length(),
            8 | 9 => self.get(FIRST + output - 8),
            1 | 2 => self.reading(output).value,
            _ => {
                let time = self.time(if output == 0 { self.state.shows } else { output - 3 });
                if time.is_nan() { 0.0 } else { time }
            }
        }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let timer = DVec2::new(self.get(X), self.get(Y));
        for gate in 0..2 {
            let beam = self.beam(gate);
            // The cable along the bench.
            let (from, to) = (DVec2::new(beam.x + 0.02, timer.y + 0.004), timer + DVec2::new(0.0, 0.02));
            pen.curve(Stroke::new(Role::Rubber, 1.2).world(0.003), |o| {
                o.to(from.x, from.y);
                o.curve((from.x, from.y - 0.014), (to.x, from.y - 0.014), (to.x, to.y));
            });
        }
        for gate in 0..2_u16 {
            let beam = self.beam(usize::from(gate));
            let blocked = self.state.blocked[usize::from(gate)].0 != 0;
            pen.target(GATES + gate, |pen| {
                pen.at(beam, |pen| apparatus::portal(pen, beam.y - timer.y, blocked, u32::from(gate) + 1));
            });
        }
        let reading = self.reading(0);
        let shown = match reading.state {
            ReadingState::Ok => Clock::Number(reading.unit.from_si(reading.value), reading.decimals.min(4) as u8),
            _ => Clock::Blank,
        };
        pen.at(timer, |pen| {
            apparatus::shadow(pen, -0.5 * TIMER, 0.5 * TIMER, 0.0);
            Timer { width: TIMER, shown, unit: "ms", keys: [NEXT, CLEAR] }.draw(pen);
            let name = ["P1.1", "P1.2", "P2.1", "P2.2"].get(self.state.shows).copied().unwrap_or("");
            let size = TextSize::World(TIMER * 0.045);
            pen.text(DVec2::new(TIMER * 0.403, TIMER * 0.13), Words::Literal(name), Anchor::Centre, size, Role::Led);
        });
    }

    /// What passes through the gates is seen before them.
    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let middle = DVec2::new(self.get(X), self.get(Y) + TIMER * 0.23);
        Some(Rect::centred(middle, TIMER * 1.1, TIMER * 0.6))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        match (grip.0, pull) {
            (CLEAR, Pull::Press) => self.clear(),
            (NEXT, Pull::Press) => self.state.shows = (self.state.shows + 1) % 4,
            (NEXT | CLEAR, _) | (_, Pull::Press) => return Err(Refused::NotHeld),
            (gate, Pull::Take(at)) => self.state.held = Some((gate, at.x - self.get(FIRST + usize::from(gate)))),
            (gate, Pull::Move(at)) => {
                let Some((_, off)) = self.state.held.filter(|held| held.0 == gate) else {
                    return Err(Refused::NotHeld);
                };
                self.put(gate, at.x - off);
            }
            (gate, Pull::Nudge(by)) => {
                let to = self.get(FIRST + usize::from(gate)) + (by.x + by.y) * NUDGE;
                self.put(gate, to);
            }
            (_, Pull::Release) => self.state.held = None,
        }
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

impl GateTimer {
    fn put(&mut self, gate: u16, x: f64) {
        if let (Some(slot), true) = (self.values.get_mut(FIRST + usize::from(gate)), x.is_finite()) {
            *slot = x.clamp(-100.0, 100.0);
        }
        self.forget();
    }
}
