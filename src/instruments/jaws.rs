//! Jaws that a hand closes on a thing and that stop at it.

use crate::systems::{Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// How far jaws are open, m, and the hand that moves them.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Jaws {
    /// Distance of the measuring faces, m.
    pub opening: f64,
    /// Where the hand took hold, and the opening then.
    held: Option<(DVec2, f64)>,
}

/// How a grip moves jaws.
#[derive(Clone, Copy, Debug)]
pub struct Gear {
    /// Opening for each metre of the hand, along x and y.
    pub hand: DVec2,
    /// Opening for an arrow key, along x and y, m.
    pub key: DVec2,
    /// Least and largest opening, m.
    pub limits: (f64, f64),
}

impl Jaws {
    /// Open so far, not held.
    pub fn new(opening: f64) -> Jaws {
        Jaws { opening, held: None }
    }

    /// The learner's hand; tells how far it would have gone beyond the limits, m: positive for too wide.
    pub fn pull(&mut self, pull: Pull, gear: Gear) -> Result<f64, Refused> {
        let wanted = match pull {
            Pull::Take(at) => {
                self.held = Some((at, self.opening));
                return Ok(0.0);
            }
            Pull::Release => {
                self.held = None;
                return Ok(0.0);
            }
            Pull::Move(at) => {
                let Some((from, opening)) = self.held else { return Err(Refused::NotHeld) };
                opening + gear.hand.dot(at - from)
            }
            Pull::Nudge(by) => self.opening + gear.key.dot(by),
            Pull::Press => return Err(Refused::NotHeld),
        };
        let (least, most) = gear.limits;
        self.opening = wanted.clamp(least, most.max(least));
        Ok(wanted - self.opening)
    }
}
