//! Shapes that bodies are made of: points, segments and convex polygons, each with a rounding.
//!
//! All are kept as an [`Outline`]: corners in the body's own axes about its centre of mass, counter-clockwise, and a
//! radius around them. Start at [`Shape`].

use crate::math::{Pose, cross};
use glam::DVec2;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most corners of a polygon.
pub const CORNERS: usize = 8;

/// A shape in the axes of its body, from its centre of mass, m.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    /// A disc.
    Disc {
        /// Its centre.
        centre: DVec2,
        /// Above 0.
        radius: f64,
    },
    /// A convex polygon of 3 to 8 corners, in either sense.
    Polygon {
        /// No three in a line.
        corners: Vec<DVec2>,
        /// Radius by which it is enlarged and its corners are rounded, at least 0.
        rounding: f64,
    },
    /// A segment with a radius around it: two half discs and what is between.
    Capsule {
        /// One end of the segment.
        a: DVec2,
        /// The other.
        b: DVec2,
        /// Above 0.
        radius: f64,
    },
    /// A line without thickness.
    Segment {
        /// One end.
        a: DVec2,
        /// The other.
        b: DVec2,
        /// Solid only on its left, seen from `a` to `b`.
        one_sided: bool,
        /// Where the segment before it in a chain begins: corners between the two catch nothing.
        before: Option<DVec2>,
        /// Where the segment after it in a chain ends.
        after: Option<DVec2>,
    },
}

/// Why a shape cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadShape {
    /// A number is not finite.
    NotFinite,
    /// Radius, length or area is zero, or a rounding below zero.
    Empty,
    /// Fewer than 3 or more than 8 corners.
    Corners,
    /// The corners are not those of a convex polygon.
    NotConvex,
}

impl fmt::Display for BadShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadShape::NotFinite => "a length of the shape is not a number",
            BadShape::Empty => "the shape has no size; give it a radius, length or area above 0",
            BadShape::Corners => "a polygon has 3 to 8 corners",
            BadShape::NotConvex => "the corners must go round a convex polygon, with no three in a line",
        })
    }
}

impl std::error::Error for BadShape {}

impl Shape {
    /// A disc about the centre of mass.
    pub fn disc(radius: f64) -> Shape {
        Shape::Disc { centre: DVec2::ZERO, radius }
    }

    /// A box about the centre of mass, by its half lengths.
    pub fn cuboid(half: DVec2) -> Shape {
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| half * DVec2::new(x, y));
        Shape::Polygon { corners: corners.to_vec(), rounding: 0.0 }
    }

    /// Segments through the points, one after the other, as ground that bodies slide over without catching on corners.
    pub fn chain(points: &[DVec2], one_sided: bool) -> Vec<Shape> {
        let at = |i: usize| points.get(i).copied();
        (1..points.len())
            .map(|i| Shape::Segment {
                a: points[i - 1],
                b: points[i],
                one_sided,
                before: i.checked_sub(2).and_then(at),
                after: at(i + 1),
            })
            .collect()
    }
}

/// What the solver knows of a shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// How many corners count: 1 for a disc, 2 for a segment.
    pub count: usize,
    /// Radius around the corners, m.
    pub radius: f64,
    /// Corners, counter-clockwise.
    pub corners: [DVec2; CORNERS],
    /// Outward unit vectors of the edges from each corner to the next.
    pub normals: [DVec2; CORNERS],
    /// Half the size of the smallest disc's box around it: the scale of tolerances, m.
    pub extent: f64,
    /// Farthest point from the centre of mass, m.
    pub reach: f64,
    /// Only the left side is solid.
    pub one_sided: bool,
    /// Ends of the segments before and after.
    pub beside: [Option<DVec2>; 2],
}

impl Outline {
    /// The outline of a shape, or why it is none.
    pub fn new(shape: &Shape) -> Result<Outline, BadShape> {
        match shape {
            Shape::Disc { centre, radius } => {
                if *radius <= 0.0 {
                    Err(BadShape::Empty)
                } else {
                    Outline::around(&[*centre], *radius)
                }
            }
            Shape::Capsule { a, b, radius } => {
                if *radius <= 0.0 {
                    Err(BadShape::Empty)
                } else {
                    Outline::around(&[*a, *b], *radius)
                }
            }
            Shape::Segment { a, b, one_sided, before, after } => {
                // The first edge of a two-cornered outline has its outside on the right; the solid side is the left.
                let (ends, beside) =
                    if *one_sided { ([*b, *a], [*after, *before]) } else { ([*a, *b], [*before, *after]) };
                let mut made = Outline::around(&ends, 0.0)?;
                made.one_sided = *one_sided;
                made.beside = beside;
                Ok(made)
            }
            Shape::Polygon { corners, rounding } => {
                if !(3..=CORNERS).contains(&corners.len()) {
                    return Err(BadShape::Corners);
                }
                let area: f64 = edges(corners).map(|(a, b)| cross(a, b)).sum();
                let mut sorted = corners.clone();
                if area < 0.0 {
                    sorted.reverse();
                }
                let made = Outline::around(&sorted, *rounding)?;
                if made.is_convex() { Ok(made) } else { Err(BadShape::NotConvex) }
            }
        }
    }

    fn around(points: &[DVec2], radius: f64) -> Result<Outline, BadShape> {
        if !(points.iter().all(|p| p.is_finite()) && radius.is_finite()) {
            return Err(BadShape::NotFinite);
        }
        let mut corners = [DVec2::ZERO; CORNERS];
        let mut normals = [DVec2::ZERO; CORNERS];
        for (to, from) in corners.iter_mut().zip(points) {
            *to = *from;
        }
        if points.len() > 1 {
            for (normal, (a, b)) in normals.iter_mut().zip(edges(points)) {
                let along = b - a;
                let length = along.length();
                if length <= 0.0 {
                    return Err(BadShape::Empty);
                }
                *normal = DVec2::new(along.y, -along.x) / length;
            }
        }
        if radius < 0.0 {
            return Err(BadShape::Empty);
        }
        let low = points.iter().fold(DVec2::INFINITY, |m, p| m.min(*p));
        let high = points.iter().fold(DVec2::NEG_INFINITY, |m, p| m.max(*p));
        let reach = points.iter().map(|p| p.length()).fold(0.0, f64::max) + radius;
        let extent = 0.5 * (high - low).length() + radius;
        let beside = [None; 2];
        Ok(Outline { count: points.len(), radius, corners, normals, extent, reach, one_sided: false, beside })
    }

    fn is_convex(&self) -> bool {
        // Each corner turns left, and all together once round.
        let n = self.count;
        let turns_left = (0..n).all(|i| cross(self.normals[i], self.normals[(i + 1) % n]) > 1e-9);
        let behind = (0..n)
            .all(|i| (0..n).all(|j| (self.corners[j] - self.corners[i]).dot(self.normals[i]) <= 1e-9 * self.extent));
        turns_left && behind
    }

    /// The corners that count.
    #[inline(always)]
    pub fn points(&self) -> &[DVec2] {
        &self.corners[..self.count]
    }

    /// The smallest upright box around it.
    pub fn bounds(&self, pose: Pose) -> Bounds {
        let mut low = pose.turn.of(self.corners[0]);
        let mut high = low;
        for &corner in &self.points()[1..] {
            let at = pose.turn.of(corner);
            low = low.min(at);
            high = high.max(at);
        }
        Bounds { low: pose.place + low - self.radius, high: pose.place + high + self.radius }
    }
}

/// The edges of a closed line.
fn edges(points: &[DVec2]) -> impl Iterator<Item = (DVec2, DVec2)> + '_ {
    points.iter().copied().zip(points.iter().copied().cycle().skip(1))
}

/// An upright box, m.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Its lower left corner.
    pub low: DVec2,
    /// Its upper right corner.
    pub high: DVec2,
}

impl Bounds {
    /// Whether two have a point in common.
    #[inline(always)]
    pub fn meets(&self, o: &Bounds) -> bool {
        self.low.x <= o.high.x && o.low.x <= self.high.x && self.low.y <= o.high.y && o.low.y <= self.high.y
    }

    /// Whether the other lies within this one.
    #[inline(always)]
    pub fn holds(&self, o: &Bounds) -> bool {
        self.low.x <= o.low.x && o.high.x <= self.high.x && self.low.y <= o.low.y && o.high.y <= self.high.y
    }

    /// Enlarged by a margin all round and by a way on the side it leads to.
    #[inline(always)]
    pub fn enlarged(&self, margin: f64, way: DVec2) -> Bounds {
        Bounds { low: self.low - margin + way.min(DVec2::ZERO), high: self.high + margin + way.max(DVec2::ZERO) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_shape_is_refused() {
        let bad = |corners: &[(f64, f64)]| {
            let corners = corners.iter().map(|&(x, y)| DVec2::new(x, y)).collect();
            Outline::new(&Shape::Polygon { corners, rounding: 0.0 }).unwrap_err()
        };
        assert_eq!(bad(&[(0.0, 0.0), (1.0, 0.0)]), BadShape::Corners);
        assert_eq!(bad(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (1.0, 1.0)]), BadShape::NotConvex);
        assert_eq!(bad(&[(0.0, 0.0), (2.0, 0.0), (0.5, 0.5), (0.0, 2.0)]), BadShape::NotConvex);
        assert_eq!(bad(&[(0.0, 0.0), (f64::NAN, 0.0), (0.0, 2.0)]), BadShape::NotFinite);
        assert_eq!(Outline::new(&Shape::disc(0.0)).unwrap_err(), BadShape::Empty);
        assert_eq!(Outline::new(&Shape::disc(f64::NAN)).unwrap_err(), BadShape::NotFinite);
    }

    #[test]
    fn a_polygon_may_go_either_way_round() {
        let clockwise = Shape::Polygon {
            corners: vec![DVec2::ZERO, DVec2::new(0.0, 1.0), DVec2::new(1.0, 1.0), DVec2::new(1.0, 0.0)],
            rounding: 0.0,
        };
        let outline = Outline::new(&clockwise).unwrap();
        for (a, b) in edges(outline.points()) {
            assert!(cross(a - 0.5, b - 0.5) > 0.0);
        }
    }
}
