//! Building the outline of a shape from lines, arcs and curves.

use super::trig::polar;
use glam::{DAffine2, DVec2};

/// Largest angle between two points of an arc, radians.
const STEP: f64 = 4.0 * std::f64::consts::PI / 180.0;
/// Points of a Bézier curve.
const CURVE: u32 = 16;

/// An outline being drawn: points go straight into the frame, transformed by the pen.
pub struct Outline<'a> {
    points: &'a mut Vec<DVec2>,
    pose: DAffine2,
    last: DVec2,
}

impl<'a> Outline<'a> {
    pub(super) fn new(points: &'a mut Vec<DVec2>, pose: DAffine2) -> Self {
        Self { points, pose, last: DVec2::ZERO }
    }

    /// A straight line to a point, or the start if it is the first.
    pub fn to(&mut self, x: f64, y: f64) -> &mut Self {
        self.point(DVec2::new(x, y))
    }

    /// The same for a vector.
    pub fn point(&mut self, p: DVec2) -> &mut Self {
        self.last = p;
        self.points.push(self.pose.transform_point2(p));
        self
    }

    /// An arc around a centre between two angles (radians, counter-clockwise if `until > from`),
    /// joined to what came before by a line.
    pub fn arc(&mut self, centre: DVec2, radius: f64, from: f64, until: f64) -> &mut Self {
        let steps = ((until - from).abs() / STEP).ceil().clamp(2.0, 720.0) as u32;
        for i in 0..=steps {
            self.point(polar(centre, radius, from + (until - from) * f64::from(i) / f64::from(steps)));
        }
        self
    }

    /// A cubic Bézier curve from the last point.
    pub fn curve(&mut self, c1: (f64, f64), c2: (f64, f64), end: (f64, f64)) -> &mut Self {
        let (p0, p1, p2, p3) = (self.last, DVec2::from(c1), DVec2::from(c2), DVec2::from(end));
        for i in 1..=CURVE {
            let t = f64::from(i) / f64::from(CURVE);
            let u = 1.0 - t;
            self.point(p0 * (u * u * u) + p1 * (3.0 * u * u * t) + p2 * (3.0 * u * t * t) + p3 * (t * t * t));
        }
        self
    }

    /// A corner at `at` rounded with `radius` on the way from `before` to `after`.
    pub fn corner(&mut self, before: DVec2, at: DVec2, after: DVec2, radius: f64) -> &mut Self {
        let a = at + (before - at).clamp_length_max(radius);
        let b = at + (after - at).clamp_length_max(radius);
        // A quarter circle is within 0.03 % of this curve.
        let k = 0.552_284_75;
        let (c1, c2) = (a + (at - a) * k, b + (at - b) * k);
        self.point(a);
        for i in 1..=6 {
            let t = f64::from(i) / 6.0;
            let u = 1.0 - t;
            self.point(a * (u * u * u) + c1 * (3.0 * u * u * t) + c2 * (3.0 * u * t * t) + b * (t * t * t));
        }
        self
    }
}
