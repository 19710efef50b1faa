//! A rectangle with sides along the axes.

use glam::DVec2;

/// A rectangle with sides along the axes, usually in world metres (y up).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Corner with the smallest coordinates.
    pub min: DVec2,
    /// Corner with the largest coordinates.
    pub max: DVec2,
}

impl Rect {
    /// From left, bottom, right and top.
    pub const fn new(left: f64, bottom: f64, right: f64, top: f64) -> Self {
        Self { min: DVec2::new(left, bottom), max: DVec2::new(right, top) }
    }

    /// The smallest one that holds both points, in any order.
    pub fn corners(a: DVec2, b: DVec2) -> Self {
        Self { min: a.min(b), max: a.max(b) }
    }

    /// Around a centre, with full width and height.
    pub fn centred(centre: DVec2, width: f64, height: f64) -> Self {
        let half = DVec2::new(width, height) * 0.5;
        Self { min: centre - half, max: centre + half }
    }

    /// The smallest one that holds all points; `None` for no points.
    pub fn around(points: &[DVec2]) -> Option<Self> {
        let first = points.first()?;
        Some(points.iter().fold(Self { min: *first, max: *first }, |r, p| r.with(*p)))
    }

    /// Right less left.
    pub fn width(&self) -> f64 {
        self.max.x - self.min.x
    }

    /// Top less bottom.
    pub fn height(&self) -> f64 {
        self.max.y - self.min.y
    }

    /// Its middle.
    pub fn centre(&self) -> DVec2 {
        (self.min + self.max) * 0.5
    }

    /// Grown to hold a point.
    pub fn with(&self, p: DVec2) -> Self {
        Self { min: self.min.min(p), max: self.max.max(p) }
    }

    /// The smallest one that holds both.
    pub fn union(&self, other: Rect) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// Grown by `by` on every side (shrunk if negative).
    pub fn grown(&self, by: f64) -> Self {
        Self { min: self.min - by, max: self.max + by }
    }

    /// Moved.
    pub fn moved(&self, by: DVec2) -> Self {
        Self { min: self.min + by, max: self.max + by }
    }

    /// True if the point is inside or on the edge.
    pub fn contains(&self, p: DVec2) -> bool {
        p.cmpge(self.min).all() && p.cmple(self.max).all()
    }

    /// True if the two have a point in common.
    pub fn meets(&self, other: &Rect) -> bool {
        self.min.cmple(other.max).all() && other.min.cmple(self.max).all()
    }
}
