//! Touch: which grip a hand or a key is on, and whose it is.

use super::lab::Lab;
use crate::frame::{Frame, Target};
use crate::systems::{Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;

/// Whose grip it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Index of a system.
    System(usize),
    /// Index of an instrument.
    Instrument(usize),
}

/// The grip that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whose.
    pub owner: Owner,
    /// Which.
    pub grip: GripId,
}

/// A grip with its public id, in Tab order.
#[derive(Clone, Debug, PartialEq)]
pub struct GripRef {
    /// `<system or instrument>.<path>`.
    pub id: String,
    /// What was drawn for it.
    pub target: Target,
    /// Its row.
    pub grip: Grip,
}

impl Lab {
    /// Every grip, systems first, in the order of the module.
    pub fn grips(&self) -> Vec<GripRef> {
        let systems = self.module.systems.iter().map(|s| s.id.to_string()).zip(self.systems.iter().map(|s| s.grips()));
        let instruments =
            self.module.instruments.iter().map(|i| i.id.clone()).zip(self.instruments.iter().map(|i| i.grips()));
        let mut all = Vec::new();
        for (owner, (id, grips)) in systems.chain(instruments).enumerate() {
            all.extend(grips.iter().map(|grip| GripRef {
                id: format!("{id}.{}", grip.path),
                target: Target { owner: owner as u16, grip: grip.id.0 },
                grip: grip.clone(),
            }));
        }
        all
    }

    fn owner(&self, target: Target) -> Owner {
        let index = target.owner as usize;
        if index < self.systems.len() { Owner::System(index) } else { Owner::Instrument(index - self.systems.len()) }
    }

    /// The grip with this id.
    pub(super) fn grip(&self, id: &str) -> Result<(Held, Grip), Refused> {
        let all = self.grips();
        match all.iter().find(|g| g.id == id) {
            Some(found) => Ok((Held { owner: self.owner(found.target), grip: found.grip.id }, found.grip.clone())),
            None => {
                let nearest = crate::quantity::nearest(id, all.iter().map(|g| g.id.as_str())).map(str::to_owned);
                Err(Refused::Unknown { path: id.into(), nearest })
            }
        }
    }

    /// The grip that is held, if one is.
    pub fn held(&self) -> Option<String> {
        let held = self.held?;
        let found = self.grips().into_iter().find(|g| self.owner(g.target) == held.owner && g.grip.id == held.grip);
        found.map(|g| g.id)
    }

    /// Id of the grip drawn at a world point of the last frame; `radius` is how far a finger reaches, m.
    pub fn grip_at(&self, frame: &Frame, at: DVec2, points_per_metre: f64, radius: f64) -> Option<GripRef> {
        let target = crate::frame::hit::target_at(frame, at, points_per_metre, radius)?;
        self.grips().into_iter().find(|g| g.target == target)
    }

    /// Hands a pull on.
    pub(super) fn pull(&mut self, held: Held, pull: Pull) -> Result<(), Refused> {
        match held.owner {
            Owner::System(index) => match self.systems.get_mut(index) {
                Some(system) => system.pull(held.grip, pull),
                None => Err(Refused::NotHeld),
            },
            Owner::Instrument(index) => match self.instruments.get_mut(index) {
                Some(instrument) => instrument.pull(held.grip, pull),
                None => Err(Refused::NotHeld),
            },
        }
    }

    /// How a grip is worked, as the page names it.
    pub fn shape(grip: &Grip) -> &'static str {
        match grip.motion {
            Motion::Free => "move",
            Motion::Along(_) => "slide",
            Motion::Around(_) => "turn",
            Motion::Button => "button",
        }
    }
}
