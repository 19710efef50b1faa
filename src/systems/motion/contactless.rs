//! Stands in for `contact.rs` in the `core` build, which has no contact solver: a module with contacts is refused there,
//! and the page loads the `rigid` build instead.

use super::plan::Plan;
use super::state::State;
use crate::systems::{BuildError, Momentum};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// No world of contacts.
#[derive(Serialize, Deserialize)]
pub struct Contact;

impl Contact {
    /// Always refuses.
    pub fn build(plan: &Plan, _state: &State) -> Result<Contact, BuildError> {
        let part = plan.parts.iter().find(|p| p.kind.rigid).map(|p| p.id.to_string()).unwrap_or_default();
        Err(BuildError::new(part, "Contact and friction need the `rigid` build; this is the `core` build."))
    }

    /// Does nothing: no state can hold one.
    pub fn step(&mut self, _plan: &Plan, _state: &mut State, _dt: f64) -> Result<(), String> {
        Ok(())
    }

    /// No block has a pose here.
    pub fn pose(&self, _part: usize) -> Option<(DVec2, f64)> {
        None
    }

    /// No block moves here.
    pub fn kinetic(&self, _plan: &Plan, _state: &State, _part: usize) -> f64 {
        0.0
    }

    /// No block moves here.
    pub fn momentum(&self, _plan: &Plan, _state: &State, _part: usize) -> Momentum {
        Momentum::default()
    }

    /// No spring is joined to a block here.
    pub fn ends(&self, _plan: &Plan, _state: &State, _part: usize) -> [DVec2; 2] {
        [DVec2::ZERO; 2]
    }
}

/// Nothing to place.
pub fn place_hand(_plan: &Plan, _state: &mut State, _part: usize) {}

/// No surface rubs here.
pub fn coefficient(_plan: &Plan, _state: &State, _part: usize) -> f64 {
    0.0
}

/// No block has a size here.
pub fn size(_plan: &Plan, _state: &State, _part: usize) -> DVec2 {
    DVec2::ZERO
}

/// No block has a mass here.
pub fn mass(_plan: &Plan, _state: &State, _part: usize) -> f64 {
    0.0
}
