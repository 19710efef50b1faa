//! The way of a ball's centre on a track: a bend that ends at the lip, and a straight part above it.
//!
//! The groove is an arc of radius R whose lowest point is the lip, then a straight part at the incline; the centre of
//! a ball of radius r that touches it moves on an arc of radius R - r and on a parallel straight line. `s` is the way
//! of the centre to the lip, from 0 at the lip. The whole is turned about the lip by the tilt.

use crate::numerics::math::{cos, sin};
use crate::numerics::root::root;
use glam::DVec2;

/// Path of the centre of a ball on a track. Lengths in m, angles in rad.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    lip: DVec2,
    incline: f64,
    bend: f64,
    run: f64,
    tilt: f64,
    /// Sine and cosine of the tilt.
    turn: (f64, f64),
    radius: f64,
}

impl Path {
    /// A path from the settings of a track and the radius of its ball, which is smaller than the bend.
    pub fn new(lip: DVec2, incline: f64, bend: f64, run: f64, tilt: f64, radius: f64) -> Path {
        Path { lip, incline, bend: bend.max(radius * 1.001), run, tilt, turn: (sin(tilt), cos(tilt)), radius }
    }

    /// Radius of the bend of the centre's way, m.
    pub fn arm(&self) -> f64 {
        self.bend - self.radius
    }

    fn arc(&self) -> f64 {
        self.arm() * self.incline
    }

    /// Length of the way, m.
    pub fn length(&self) -> f64 {
        self.arc() + self.run
    }

    fn turned(&self, v: DVec2) -> DVec2 {
        let (s, c) = self.turn;
        DVec2::new(c * v.x - s * v.y, s * v.x + c * v.y)
    }

    /// Centre of the ball at `s`, m.
    pub fn place(&self, s: f64) -> DVec2 {
        self.lip + self.turned(self.local(s, self.radius))
    }

    /// Point of the groove under the ball at `s`, m.
    pub fn groove(&self, s: f64) -> DVec2 {
        self.lip + self.turned(self.local(s, 0.0))
    }

    fn local(&self, s: f64, radius: f64) -> DVec2 {
        let arm = self.bend - radius;
        let phi = (s / (self.bend - self.radius)).min(self.incline);
        let bend = DVec2::new(-arm * sin(phi), self.bend - arm * cos(phi));
        bend + (s - self.arc()).max(0.0) * DVec2::new(-cos(self.incline), sin(self.incline))
    }

    /// Unit vector along which `s` grows.
    pub fn tangent(&self, s: f64) -> DVec2 {
        let phi = (s / (self.bend - self.radius)).min(self.incline);
        self.turned(DVec2::new(-cos(phi), sin(phi)))
    }

    /// Height of the centre at `s` above where it leaves, m.
    pub fn height(&self, s: f64) -> f64 {
        self.place(s).y - self.place(0.0).y
    }

    /// The `s` at which the centre is this high above where it leaves; None above the top of the track.
    pub fn at_height(&self, height: f64) -> Option<f64> {
        if height <= 0.0 {
            return (height == 0.0).then_some(0.0);
        }
        // With a tilt the lip may not be the lowest point: start from the lowest.
        let lowest = (-self.tilt).max(0.0) * (self.bend - self.radius);
        root(|s| self.height(s) - height, lowest.min(self.length()), self.length(), 1e-15, 200).ok()
    }

    /// The `s` of the point of the path nearest to `point`, to a millimetre; for hands.
    pub fn nearest(&self, point: DVec2) -> f64 {
        let steps = 400;
        let mut best = (f64::INFINITY, 0.0);
        for i in 0..=steps {
            let s = self.length() * f64::from(i) / f64::from(steps);
            let distance = (self.place(s) - point).length_squared();
            if distance < best.0 {
                best = (distance, s);
            }
        }
        best.1
    }
}
