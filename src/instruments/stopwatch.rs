//! Stopwatch: started and stopped by the learner's hand.

use super::{Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, decode, encode};
use crate::frame::apparatus::{Clock, ElectronicWatch, MechanicalWatch};
use crate::frame::{Pen, Rect};
use crate::numerics::random::Random;
use crate::quantity::unit::{METRE, ONE, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A stopwatch.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "stopwatch",
    aliases: &["timer"],
    reads: Reads::Nothing,
    follows: false,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its centre, upwards."),
        VariableSpec::parameter("size", METRE, 0.1).range(0.01, 10.0).nominal(0.1).about("Height of its picture."),
        VariableSpec::parameter("division", SECOND, 0.01).range(1e-4, 1.0).nominal(0.01).about("Smallest division."),
        VariableSpec::choice("looks", &["electronic", "mechanical"], 0).about("How it is drawn."),
    ],
    outputs: &[
        VariableSpec::output("time", SECOND).about("Time it shows."),
        VariableSpec::output("lap", SECOND).about("Time of the last lap."),
        VariableSpec::output("running", ONE).range(0.0, 1.0).discrete().about("1 while it runs."),
    ],
    build: |setup| Box::new(Stopwatch::new(setup)),
    about: crate::quantity::doc("A stopwatch, started and stopped by hand."),
};

struct Stopwatch {
    values: Vec<f64>,
    state: Watch,
    scale: Scale,
    grips: Vec<Grip>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Watch {
    time: f64,
    lap: f64,
    lap_start: f64,
    running: bool,
}

const SIZE: usize = 2;
const DIVISION: usize = 3;
const LOOKS: usize = 4;
/// Grip of the crown or the right button: start and stop.
const START: u16 = 0;
/// Grip of the other button: lap while it runs, back to zero while it stands.
const RESET: u16 = 1;

impl Stopwatch {
    fn new(setup: &InstrumentSetup) -> Stopwatch {
        let division = setup.values.get(DIVISION).copied().unwrap_or(0.01);
        let button = |id: u16, path: &str| Grip {
            id: GripId(id),
            path: path.into(),
            motion: Motion::Button,
            nudge: 0.0,
            tells: None,
        };
        Stopwatch {
            values: setup.values.clone(),
            state: Watch::default(),
            scale: Scale::display(SECOND, (0.0, 86_400.0), division),
            grips: vec![button(START, "start"), button(RESET, "reset")],
        }
    }

    fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    fn place(&self) -> DVec2 {
        DVec2::new(self.get(0), self.get(1))
    }

    fn is_mechanical(&self) -> bool {
        self.get(LOOKS) != 0.0
    }

    /// What a counter shows: whole divisions that have gone by.
    fn counted(&self, time: f64) -> f64 {
        (time / self.scale.division + 1e-6).floor() * self.scale.division
    }
}

impl Instrument for Stopwatch {
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

    fn sample(&mut self, _truth: &[f64], now: Now, _random: &mut Random) {
        if self.state.running {
            self.state.time += now.dt;
        }
    }

    fn reading(&self, output: usize) -> Reading {
        match output {
            0 => self.scale.read(self.counted(self.state.time)),
            1 => {
                let mut reading = self.scale.read(self.counted(self.state.lap));
                if self.state.lap == 0.0 {
                    reading.state = ReadingState::Empty;
                }
                reading
            }
            _ => Reading::flag(self.state.running),
        }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let (size, place) = (self.get(SIZE), self.place());
        let shown = self.counted(self.state.time);
        pen.at(place, |pen| {
            if self.is_mechanical() {
                let mut watch = MechanicalWatch::new(size / 2.0, shown);
                (watch.division, watch.crown, watch.reset) = (self.scale.division, Some(START), Some(RESET));
                watch.draw(pen);
            } else {
                let clock = Clock::Minutes(shown, self.scale.decimals().min(3) as u8);
                ElectronicWatch { width: size, shown: clock, buttons: [START, RESET] }.draw(pen);
            }
        });
    }

    fn face(&self) -> Option<Rect> {
        let size = self.get(SIZE);
        let height = if self.is_mechanical() { size } else { size * 0.5 };
        Some(Rect::centred(self.place(), size * 1.05, height * 1.05))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        if pull != Pull::Press {
            return Err(Refused::NotHeld);
        }
        let watch = &mut self.state;
        match grip.0 {
            START => watch.running = !watch.running,
            RESET if watch.running => {
                watch.lap = watch.time - watch.lap_start;
                watch.lap_start = watch.time;
            }
            RESET => *watch = Watch::default(),
            _ => return Err(Refused::NotHeld),
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
