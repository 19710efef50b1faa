//! The distance between two shapes, in double precision: what impacts are located by.

use crate::BadShape;
use crate::math::{Pose, left};
use crate::shape::{Outline, Shape};
use glam::DVec2;

/// How far two shapes are apart, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Distance between the surfaces, m; below 0 they overlap, by the least way that would part them.
    pub distance: f64,
    /// Point of the first surface nearest to the second, m, in the world.
    pub on_a: DVec2,
    /// Point of the second surface nearest to the first, m.
    pub on_b: DVec2,
    /// Unit vector from the first to the second.
    pub normal: DVec2,
}

/// The gap between two shapes at their poses.
///
/// A segment without thickness counts from both of its sides here, one-sided or not.
pub fn gap(a: &Shape, at_a: Pose, b: &Shape, at_b: Pose) -> Result<Gap, BadShape> {
    Ok(between(&Outline::new(a)?, at_a, &Outline::new(b)?, at_b))
}

/// The gap between two outlines, which are shapes that were checked once: for callers that ask many times.
pub fn between(a: &Outline, at_a: Pose, b: &Outline, at_b: Pose) -> Gap {
    // In the axes of the first, so that a place far from the origin costs no digits.
    let to_b = at_a.to(at_b);
    let mut corners = [DVec2::ZERO; crate::shape::CORNERS];
    for (to, from) in corners.iter_mut().zip(b.points()) {
        *to = to_b.point(*from);
    }
    let b_points = &corners[..b.count];
    let (mut depth, mut axis) = (f64::NEG_INFINITY, DVec2::X);
    let mut deepest = |normal: DVec2, point: DVec2, others: &[DVec2], sign: f64| {
        let least = others.iter().map(|p| (*p - point).dot(normal)).fold(f64::INFINITY, f64::min);
        if least > depth {
            (depth, axis) = (least, normal * sign);
        }
    };
    if a.count > 1 {
        for (normal, point) in a.normals.iter().zip(a.points()) {
            deepest(*normal, *point, b_points, 1.0);
        }
    }
    if b.count > 1 {
        for (normal, point) in b.normals.iter().zip(b_points) {
            deepest(to_b.turn.of(*normal), *point, a.points(), -1.0);
        }
    }
    let near = nearest(a.points(), b_points);
    // Thin outlines never hold each other's inside; solid ones do when no edge of either parts them.
    let overlap = depth <= 0.0 && a.count.max(b.count) > 2;
    let (on_a, on_b, normal) = if overlap && depth > f64::NEG_INFINITY {
        deep_points(a.points(), b_points, axis, depth)
    } else {
        let way = near.1 - near.0;
        let length = way.length();
        let normal = if length > 0.0 { way / length } else { axis };
        (near.0, near.1, normal)
    };
    let on_a = on_a + normal * a.radius;
    let on_b = on_b - normal * b.radius;
    Gap {
        distance: (on_b - on_a).dot(normal),
        on_a: at_a.point(on_a),
        on_b: at_a.point(on_b),
        normal: at_a.turn.of(normal),
    }
}

/// Corners that face each other across the least way that parts two overlapping outlines.
fn deep_points(a: &[DVec2], b: &[DVec2], axis: DVec2, depth: f64) -> (DVec2, DVec2, DVec2) {
    let along = left(axis);
    let most = |points: &[DVec2], way: DVec2| {
        let far = points.iter().map(|p| p.dot(way)).fold(f64::NEG_INFINITY, f64::max);
        let slack = 1e-12 * (1.0 + far.abs());
        let on = points.iter().filter(|p| p.dot(way) >= far - slack).map(|p| p.dot(along));
        (far, on.clone().fold(f64::INFINITY, f64::min), on.fold(f64::NEG_INFINITY, f64::max))
    };
    let (far_a, low_a, high_a) = most(a, axis);
    let (_, low_b, high_b) = most(b, -axis);
    // The middle of what the two facing features have in common, or the nearest to it.
    let middle = 0.5 * (low_a.max(low_b) + high_a.min(high_b));
    let on_a = axis * far_a + along * middle;
    (on_a, on_a + axis * depth, axis)
}

/// Nearest points of two outlines without their insides.
pub fn nearest(a: &[DVec2], b: &[DVec2]) -> (DVec2, DVec2) {
    let mut best = (a[0], b[0]);
    let mut least = f64::INFINITY;
    for i in 0..a.len() {
        for j in 0..b.len() {
            let (p, q) = of_segments(a[i], a[(i + 1) % a.len()], b[j], b[(j + 1) % b.len()]);
            let square = (q - p).length_squared();
            if square < least {
                (best, least) = ((p, q), square);
            }
        }
    }
    best
}

/// Point of a segment nearest to another point, as its share of the way.
fn share(a: DVec2, b: DVec2, p: DVec2) -> f64 {
    let way = b - a;
    let square = way.length_squared();
    if square > 0.0 { ((p - a).dot(way) / square).clamp(0.0, 1.0) } else { 0.0 }
}

/// Nearest points of two segments; where they cross, the crossing.
pub fn of_segments(a0: DVec2, a1: DVec2, b0: DVec2, b1: DVec2) -> (DVec2, DVec2) {
    let (u, v) = (a1 - a0, b1 - b0);
    let turn = crate::math::cross(u, v);
    if turn != 0.0 {
        let (s, t) = (crate::math::cross(b0 - a0, v) / turn, crate::math::cross(b0 - a0, u) / turn);
        if (0.0..=1.0).contains(&s) && (0.0..=1.0).contains(&t) {
            let at = a0 + u * s;
            return (at, at);
        }
    }
    // Apart, one of the two nearest points is an end.
    let on_b = |p: DVec2| (p, b0 + v * share(b0, b1, p));
    let on_a = |p: DVec2| (a0 + u * share(a0, a1, p), p);
    let mut best = on_b(a0);
    for pair in [on_b(a1), on_a(b0), on_a(b1)] {
        if (pair.1 - pair.0).length_squared() < (best.1 - best.0).length_squared() {
            best = pair;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64, angle: f64) -> Pose {
        Pose::new(DVec2::new(x, y), angle)
    }

    #[test]
    fn closed_forms() {
        let square = Shape::cuboid(DVec2::splat(0.5));
        let rod = Shape::Capsule { a: DVec2::new(-1.0, 0.0), b: DVec2::new(1.0, 0.0), radius: 0.1 };
        let eighth = std::f64::consts::FRAC_PI_4;
        let half_diagonal = 0.5 * 2f64.sqrt();
        for (a, pose_a, b, pose_b, expected) in [
            (&Shape::disc(1.0), at(0.0, 0.0, 0.3), &Shape::disc(2.0), at(3.0, 4.0, 0.0), 2.0),
            (&Shape::disc(1.0), at(0.0, 0.0, 0.0), &square, at(3.0, 0.0, 0.0), 1.5),
            (&square, at(0.0, 0.0, 0.0), &square, at(0.9, 0.2, 0.0), -0.1),
            (&square, at(0.0, 0.0, 0.0), &square, at(2.0, 2.0, 0.0), 2f64.sqrt()),
            (&square, at(0.0, 0.0, eighth), &square, at(2.0, 0.0, 0.0), 1.5 - half_diagonal),
            (&square, at(0.0, 0.0, eighth), &square, at(1.0, 0.0, 0.0), 0.5 - half_diagonal),
            (&rod, at(0.0, 0.0, 0.0), &rod, at(3.0, 0.0, 0.0), 0.8),
            (&rod, at(0.0, 0.0, 0.0), &rod, at(0.0, 3.0, 2.0 * eighth), 1.8),
            (&rod, at(0.0, 1.0, 0.0), &square, at(1e6, 1.0, 0.0), 1e6 - 1.6),
            (&Shape::disc(0.1), at(0.0, 0.2, 0.0), &square, at(0.0, 0.0, 0.0), -0.4),
        ] {
            for (found, sign) in [(gap(a, pose_a, b, pose_b).unwrap(), 1.0), (gap(b, pose_b, a, pose_a).unwrap(), -1.0)]
            {
                assert!((found.distance - expected).abs() < 1e-12 * (1.0 + expected.abs()), "{a:?} {b:?} {found:?}");
                let way = (found.on_b - found.on_a).dot(found.normal);
                assert!((way - expected).abs() < 1e-9, "{found:?}");
                assert!((found.normal.length() - 1.0).abs() < 1e-12, "{found:?}");
                assert!(sign * found.normal.dot(pose_b.place - pose_a.place) > 0.0, "{found:?}");
            }
        }
    }

    #[test]
    fn moving_apart_by_the_overlap_leaves_no_gap() {
        let hexagon = Shape::Polygon {
            corners: (0..6).map(|i| crate::math::Turn::by(1.047 * f64::from(i)).of(DVec2::X)).collect(),
            rounding: 0.05,
        };
        for i in 0..40 {
            let angle = 0.37 * f64::from(i);
            let (pose_a, pose_b) = (at(0.1, -0.2, angle), at(0.9 + 0.02 * f64::from(i), 0.4, 1.0 - angle));
            let found = gap(&hexagon, pose_a, &hexagon, pose_b).unwrap();
            let apart = Pose { place: pose_b.place - found.normal * found.distance, ..pose_b };
            let again = gap(&hexagon, pose_a, &hexagon, apart).unwrap();
            assert!(again.distance.abs() < 1e-12, "{i}: {found:?} {again:?}");
        }
    }
}
