//! Draws the parts of a motion system with the shared apparatus.

use super::plan::Plan;
use super::state::State;
use crate::frame::Pen;

/// Reused points.
#[derive(Default)]
pub struct Drawing {}

/// Draws everything.
pub fn draw(_plan: &Plan, _state: &State, _drawing: &mut Drawing, _pen: &mut Pen<'_>) {}
