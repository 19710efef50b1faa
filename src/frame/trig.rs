//! The few functions of angles that drawing needs.

pub(crate) use crate::numerics::math::sin_cos;

use glam::DVec2;

/// Angle of a vector, radians from the x axis, in (−π, π].
pub(crate) fn angle_of(v: DVec2) -> f64 {
    crate::numerics::math::atan2(v.y, v.x)
}

/// The point at `radius` and `angle` (radians from the x axis, counter-clockwise) around `centre`.
pub(crate) fn polar(centre: DVec2, radius: f64, angle: f64) -> DVec2 {
    let (s, c) = sin_cos(angle);
    centre + DVec2::new(c, s) * radius
}
