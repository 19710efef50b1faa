//! Grips: what a learner can take hold of, by pointer, touch or keyboard alike.

use glam::DVec2;

/// Index of a grip in [`System::grips`](super::System::grips) or in an instrument's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GripId(pub u16);

/// The learner's hand. Points and moves are in world metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pull {
    /// Took hold at this point.
    Take(DVec2),
    /// Moved the hand to this point.
    Move(DVec2),
    /// Arrow keys: x and y are -1, 0 or 1 (10 with the page keys), in units of the grip's `nudge`.
    Nudge(DVec2),
    /// Let go.
    Release,
    /// Pressed a button.
    Press,
}

/// How a grip moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Motion {
    /// Anywhere.
    Free,
    /// Along a direction (unit vector).
    Along(DVec2),
    /// Around a point.
    Around(DVec2),
    /// Not at all: it is pressed.
    Button,
}

/// One thing that can be taken hold of.
#[derive(Clone, Debug, PartialEq)]
pub struct Grip {
    /// Its id.
    pub id: GripId,
    /// Path inside the system or instrument, such as `bob`; strings have `grip.<system>.<path>`.
    pub path: String,
    /// How it moves.
    pub motion: Motion,
    /// What one arrow key does: metres, or radians for `Motion::Around`.
    pub nudge: f64,
    /// Variable (path inside the system) whose value tells where the grip is, for screen readers.
    pub tells: Option<String>,
}
