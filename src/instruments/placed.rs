//! An instrument that stands somewhere and is moved by hand: its settings, its place, its grip.

use crate::systems::{Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Settings of which the first two are its place, and the hand that moves it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Placed {
    /// Settings in the order of the table; 0 and 1 are x and y.
    pub values: Vec<f64>,
    /// From its place to the hand that holds it.
    held: Option<DVec2>,
    /// True once a hand has moved it.
    pub moved: bool,
}

impl Placed {
    /// Not held, where the settings say.
    pub fn new(values: Vec<f64>) -> Placed {
        Placed { values, held: None, moved: false }
    }

    /// A setting.
    pub fn get(&self, setting: usize) -> f64 {
        self.values.get(setting).copied().unwrap_or(0.0)
    }

    /// Sets a setting.
    pub fn set(&mut self, setting: usize, value: f64) {
        if let Some(slot) = self.values.get_mut(setting) {
            *slot = value;
        }
    }

    /// Its place, m.
    pub fn place(&self) -> DVec2 {
        DVec2::new(self.get(0), self.get(1))
    }

    /// Puts it somewhere, within 100 m.
    pub fn put(&mut self, place: DVec2) {
        let place = place.clamp(DVec2::splat(-100.0), DVec2::splat(100.0));
        self.set(0, place.x);
        self.set(1, place.y);
    }

    /// The grip `body` that moves it anywhere, a millimetre an arrow key.
    pub fn grip(id: u16) -> Grip {
        Grip { id: GripId(id), path: "body".into(), motion: Motion::Free, nudge: 1e-3, tells: None }
    }

    /// The learner's hand on that grip.
    pub fn pull(&mut self, pull: Pull) -> Result<(), Refused> {
        match pull {
            Pull::Take(at) => self.held = Some(at - self.place()),
            Pull::Move(at) => {
                let Some(offset) = self.held else { return Err(Refused::NotHeld) };
                self.put(at - offset);
                self.moved = true;
            }
            Pull::Nudge(by) => {
                self.put(self.place() + by * 1e-3);
                self.moved = true;
            }
            Pull::Release => self.held = None,
            Pull::Press => return Err(Refused::NotHeld),
        }
        Ok(())
    }
}
