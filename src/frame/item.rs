//! What a picture is made of.

use super::{Fill, Rect, Role, Stroke, Words};
use glam::DVec2;

/// A run of points in the shared buffer of a [`Frame`](super::Frame).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Index of the first point.
    pub start: u32,
    /// One past the last point.
    pub end: u32,
}

/// One thing in a picture. Places and lengths are world metres, y up; angles are radians, counter-clockwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A line through points, or the area inside it.
    Path {
        /// Its corners.
        points: Span,
        /// Whether the last point is joined to the first.
        closed: bool,
        /// Inside.
        fill: Fill,
        /// Outline.
        stroke: Stroke,
    },
    /// Separate segments: the points in pairs.
    Lines {
        /// Two points a segment.
        points: Span,
        /// Their line.
        stroke: Stroke,
    },
    /// A circle or disc.
    Circle {
        /// Its middle.
        centre: DVec2,
        /// Its radius.
        radius: f64,
        /// Inside.
        fill: Fill,
        /// Outline.
        stroke: Stroke,
    },
    /// A line of text.
    Text {
        /// Where its anchor is.
        at: DVec2,
        /// What it says.
        words: Words,
        /// The point of the text that is at `at`.
        anchor: Anchor,
        /// Its size.
        size: TextSize,
        /// Its colour.
        role: Role,
        /// Turned by this angle.
        angle: f64,
    },
    /// A vector quantity: solid shaft, swept head, symbol beside the tip.
    Arrow {
        /// Tail.
        from: DVec2,
        /// Tip.
        to: DVec2,
        /// Which quantity: gives the colour.
        role: Role,
        /// Its symbol.
        label: Words,
    },
    /// Many equal discs.
    Dots {
        /// Their middles.
        points: Span,
        /// Their radius, metres; drawn with at least one screen point.
        radius: f64,
        /// Inside.
        fill: Fill,
    },
    /// Opens a group.
    Begin(Group),
    /// Closes the innermost group.
    End,
}

/// What holds for all items up to the matching [`Item::End`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// What is taken hold of by touching the items.
    pub target: Option<Target>,
    /// Nothing outside is drawn.
    pub clip: Option<Rect>,
    /// Smallest feature, metres: the group is skipped while it is under [`Group::LEGIBLE`] screen points. 0: never.
    pub detail: f64,
    /// Opacity, 0 to 1.
    pub alpha: f32,
}

impl Group {
    /// Screen points below which details run together.
    pub const LEGIBLE: f64 = 2.5;

    /// A group that changes nothing.
    pub const PLAIN: Group = Group { target: None, clip: None, detail: 0.0, alpha: 1.0 };

    /// True if it is drawn at this scale (screen points a metre).
    pub fn visible(&self, points_per_metre: f64) -> bool {
        self.detail <= 0.0 || self.detail * points_per_metre >= Self::LEGIBLE
    }
}

/// What can be taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Index of the system or instrument, given by the lab.
    pub owner: u16,
    /// Index of the grip in its owner.
    pub grip: u16,
}

/// The point of a text that is put in place. Vertically, the middle and top are those of capitals and figures,
/// the bottom is the line the letters stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Left end, halfway up.
    Left,
    /// Middle, halfway up.
    #[default]
    Centre,
    /// Right end, halfway up.
    Right,
    /// Left end of the line the letters stand on.
    BottomLeft,
    /// Middle of the line the letters stand on.
    Bottom,
    /// Right end of the line the letters stand on.
    BottomRight,
    /// Left end of the top.
    TopLeft,
    /// Middle of the top.
    Top,
    /// Right end of the top.
    TopRight,
}

impl Anchor {
    /// How much of the text's width lies left of the anchor: 0, 0.5 or 1.
    pub fn left(self) -> f64 {
        match self {
            Anchor::Left | Anchor::BottomLeft | Anchor::TopLeft => 0.0,
            Anchor::Centre | Anchor::Bottom | Anchor::Top => 0.5,
            Anchor::Right | Anchor::BottomRight | Anchor::TopRight => 1.0,
        }
    }

    /// How far the base line lies under the anchor, in parts of the text size.
    pub fn drop(self) -> f64 {
        match self {
            Anchor::BottomLeft | Anchor::Bottom | Anchor::BottomRight => 0.0,
            Anchor::Left | Anchor::Centre | Anchor::Right => 0.36,
            Anchor::TopLeft | Anchor::Top | Anchor::TopRight => 0.72,
        }
    }
}

/// Size of a text: its font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TextSize {
    /// In screen points: a label.
    Screen(f64),
    /// In metres: printed on a thing. Skipped while under [`TextSize::LEGIBLE`] screen points.
    World(f64),
    /// Printed on a thing at a size in metres, but never under some screen points: main numbers of a scale.
    AtLeast {
        /// Size in metres.
        metres: f64,
        /// Smallest size in screen points.
        points: f64,
    },
}

impl TextSize {
    /// Screen points below which printed text is not drawn.
    pub const LEGIBLE: f64 = 5.5;

    /// Font size in screen points at a scale in screen points a metre; labels grow by `label`.
    pub fn points(self, points_per_metre: f64, label: f64) -> f64 {
        match self {
            TextSize::Screen(points) => points * label,
            TextSize::World(metres) => metres * points_per_metre,
            TextSize::AtLeast { metres, points } => (metres * points_per_metre).max(points),
        }
    }
}
