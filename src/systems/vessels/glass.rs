//! Volumes in upright and tilted vessels: closed forms.

use crate::numerics::math::{acos, sin_cos};
use std::f64::consts::PI;

/// Cross-section of a round vessel, m².
pub fn area(radius: f64) -> f64 {
    PI * radius * radius
}

/// Volume below a plane in a cylinder of `radius` that leans by `tilt` (rad, to +x), m³: the plane is level and meets
/// the wall at `+radius` at the height `at_lip` above the floor, along the wall. It must not meet the rim elsewhere.
///
/// At x the plane is `z = at_lip - (radius - x) tan(tilt)` above the floor; where that is below the floor there is
/// nothing. With the chord 2 sqrt(r² - x²) the integral from `a`, where z = 0, to r is
/// `(at_lip - r tan) S(a) + tan 2/3 (r² - a²)^(3/2)`, where S is the segment of the circle beyond a.
pub fn below(radius: f64, tilt: f64, at_lip: f64) -> f64 {
    let (sin, cos) = sin_cos(tilt);
    if at_lip <= 0.0 {
        return 0.0;
    }
    if sin < 1e-12 {
        return area(radius) * at_lip;
    }
    let a = (radius - at_lip * cos / sin).max(-radius);
    let chord = (radius * radius - a * a).max(0.0);
    let segment = radius * radius * acos((a / radius).clamp(-1.0, 1.0)) - a * chord.sqrt();
    // Multiplied by the cosine throughout, so that a beaker that lies is no infinity.
    let times_cos = (at_lip * cos - radius * sin) * segment + sin * (2.0 / 3.0) * chord * chord.sqrt();
    if cos > 1e-12 { (times_cos / cos).max(0.0) } else { 0.0 }
}

/// Height at the lip, m, of the plane that has `volume` m³ below it; the inverse of [`below`], by halving.
pub fn at_lip(radius: f64, height: f64, tilt: f64, volume: f64) -> f64 {
    let (mut low, mut high) = (0.0, height);
    for _ in 0..48 {
        let middle = (low + high) / 2.0;
        if below(radius, tilt, middle) < volume {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// A solid in a vessel: cross-section, m², its lower face above the vessel's floor and its height, m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sunk {
    /// Cross-section, bubbles included.
    pub area: f64,
    /// Lower face above the floor.
    pub from: f64,
    /// Height.
    pub height: f64,
}

impl Sunk {
    /// How much of it lies below a level, m³.
    pub fn displaced(&self, level: f64) -> f64 {
        self.area * (level - self.from).clamp(0.0, self.height)
    }
}

/// Level of `volume` m³ of liquid in an upright vessel of cross-section `area` around solids, m above the floor.
///
/// `area L - sum of displaced(L) = volume` rises with L in straight pieces; the right piece is found and solved.
pub fn level(area: f64, volume: f64, solids: &[Sunk]) -> f64 {
    let room = |level: f64| area * level - solids.iter().map(|s| s.displaced(level)).sum::<f64>();
    let mut corners: Vec<f64> = Vec::with_capacity(2 * solids.len());
    for corner in solids.iter().flat_map(|s| [s.from, s.from + s.height]).filter(|c| *c > 0.0) {
        corners.insert(corners.partition_point(|other| *other <= corner), corner);
    }
    let mut from = 0.0;
    for to in corners {
        if room(to) >= volume {
            let slope = (room(to) - room(from)) / (to - from);
            return if slope > 0.0 { from + (volume - room(from)) / slope } else { to };
        }
        from = to;
    }
    from + (volume - room(from)) / area
}
