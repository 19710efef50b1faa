//! Where two outlines touch: a common normal and one or two points, each with a name that lasts from step to step.
//!
//! Outlines are taken without their radius first; the radius is put back into gap and place of the points. Face
//! against face is clipped, corner against corner goes by the way between the two. Start at [`meet`].

use crate::gap::{nearest, of_segments};
use crate::math::{Pose, Turn, cross, left};
use crate::shape::{CORNERS, Outline};
use glam::DVec2;

/// One point of a contact.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Midway between the two surfaces, in the axes of the first body from its centre, m.
    pub at: DVec2,
    /// Distance of the surfaces, m; below 0 they overlap.
    pub gap: f64,
    /// Which corners and edges made it.
    pub feature: u16,
}

/// A contact of two outlines, in the axes of the first body.
#[derive(Clone, Copy, Debug)]
pub struct Manifold {
    /// Unit vector from the first to the second.
    pub normal: DVec2,
    /// How many points count.
    pub count: usize,
    /// The points.
    pub points: [Point; 2],
}

const NOWHERE: Point = Point { at: DVec2::ZERO, gap: 0.0, feature: 0 };
/// No contact.
const NONE: Manifold = Manifold { normal: DVec2::ZERO, count: 0, points: [NOWHERE; 2] };

impl Manifold {
    fn one(normal: DVec2, at: DVec2, gap: f64, feature: u16) -> Manifold {
        Manifold { normal, count: 1, points: [Point { at, gap, feature }, NOWHERE] }
    }

    fn reversed(mut self, pose: Pose) -> Manifold {
        self.normal = -pose.turn.of(self.normal);
        for point in &mut self.points[..self.count] {
            point.at = pose.point(point.at);
        }
        self
    }
}

/// The contact of `a` with `b`, whose pose is seen from `a`, if they are nearer than `margin`.
///
/// `hint` is the edge that led last time (of the first body, or of the second from 8 on); it leads again unless
/// another is clearly better, so that names of points last.
pub fn meet(a: &Outline, b: &Outline, pose: Pose, margin: f64, hint: &mut u8) -> Manifold {
    match (a.count, b.count) {
        (1, 1) => discs(a, b, pose, margin),
        (_, 1) => with_disc(a, b.corners[0], b.radius, pose, margin),
        (1, _) => {
            let back = Pose { place: pose.turn.back(-pose.place), turn: pose.turn.to(Turn::NONE) };
            with_disc(b, a.corners[0], a.radius, back, margin).reversed(pose)
        }
        _ => polygons(a, b, pose, margin, hint),
    }
}

fn discs(a: &Outline, b: &Outline, pose: Pose, margin: f64) -> Manifold {
    let way = pose.place + pose.turn.of(b.corners[0]) - a.corners[0];
    let reach = a.radius + b.radius + margin;
    let square = way.length_squared();
    if square > reach * reach {
        return NONE;
    }
    let length = square.sqrt();
    let normal = if length > 0.0 { way / length } else { DVec2::Y };
    let at = a.corners[0] + normal * (0.5 * (length + a.radius - b.radius));
    Manifold::one(normal, at, length - a.radius - b.radius, 0)
}

/// Contact of an outline with edges and a disc.
fn with_disc(a: &Outline, centre: DVec2, radius: f64, pose: Pose, margin: f64) -> Manifold {
    let centre = pose.point(centre);
    let reach = a.radius + radius + margin;
    let n = if a.one_sided { 1 } else { a.count };
    let (mut best, mut edge) = (f64::NEG_INFINITY, 0);
    for i in 0..n {
        let height = (centre - a.corners[i]).dot(a.normals[i]);
        if height > best {
            (best, edge) = (height, i);
        }
    }
    if best > reach || (a.one_sided && best < -a.extent.min(radius)) {
        return NONE;
    }
    let (from, to) = (a.corners[edge], a.corners[(edge + 1) % a.count]);
    let (before, after) = ((centre - from).dot(to - from), (centre - to).dot(from - to));
    let (normal, length) = if before > 0.0 && after > 0.0 || best <= 0.0 && a.count > 2 {
        (a.normals[edge], best)
    } else {
        let end = usize::from(before > 0.0);
        let corner = if end == 0 { from } else { to };
        if a.one_sided && a.beside[end].is_some_and(|next| is_beside(a, corner, next, end, centre)) {
            return NONE;
        }
        let way = centre - corner;
        let length = way.length();
        if length > reach {
            return NONE;
        }
        (if length > 0.0 { way / length } else { a.normals[edge] }, length)
    };
    let at = centre - normal * (0.5 * (length - a.radius + radius));
    Manifold::one(normal, at, length - a.radius - radius, edge as u16)
}

/// Whether a disc beyond the end of a segment belongs to the segment that follows there.
fn is_beside(a: &Outline, corner: DVec2, next: DVec2, end: usize, centre: DVec2) -> bool {
    let over_next = (centre - corner).dot(next - corner) > 0.0;
    let convex = (next - corner).dot(a.normals[0]) < 0.0;
    // In the wedge over a convex corner both would answer: the one that begins there does.
    over_next || !convex || end == 1
}

/// The edge of `of` that is farthest from all of `points`, and how far.
fn parting(of: &Outline, points: &[DVec2], sides: usize) -> (f64, usize) {
    let mut best = (f64::NEG_INFINITY, 0);
    for i in 0..sides {
        let (normal, corner) = (of.normals[i], of.corners[i]);
        let mut least = f64::INFINITY;
        for p in points {
            least = least.min((*p - corner).dot(normal));
        }
        if least > best.0 {
            best = (least, i);
        }
    }
    best
}

fn moved(of: &Outline, pose: Pose) -> [DVec2; CORNERS] {
    let mut corners = [DVec2::ZERO; CORNERS];
    for (to, from) in corners.iter_mut().zip(of.points()) {
        *to = pose.point(*from);
    }
    corners
}

fn polygons(a: &Outline, b: &Outline, pose: Pose, margin: f64, hint: &mut u8) -> Manifold {
    let reach = a.radius + b.radius + margin;
    let b_in_a = moved(b, pose);
    let sides = |o: &Outline| if o.one_sided { 1 } else { o.count };
    // What parted them last time does so mostly again.
    let hinted = usize::from(*hint);
    if hinted < sides(a) {
        let (normal, corner) = (a.normals[hinted], a.corners[hinted]);
        if b_in_a[..b.count].iter().all(|p| (*p - corner).dot(normal) > reach) {
            return NONE;
        }
    }
    let by_a = parting(a, &b_in_a[..b.count], sides(a));
    if by_a.0 > reach {
        *hint = by_a.1 as u8;
        return NONE;
    }
    let back = Pose { place: pose.turn.back(-pose.place), turn: pose.turn.to(Turn::NONE) };
    let a_in_b = moved(a, back);
    let by_b = parting(b, &a_in_b[..a.count], sides(b));
    if by_b.0 > reach {
        return NONE;
    }
    if (a.one_sided && by_a.0 < -b.extent) || (b.one_sided && by_b.0 < -a.extent) {
        return NONE;
    }
    let slack = 1e-4 * a.extent.min(b.extent);
    let b_led = hinted >= CORNERS;
    let b_leads = if a.one_sided && !may_lead(a, b, by_b.1, pose) {
        false
    } else if b.one_sided && !may_lead(b, a, by_a.1, back) {
        true
    } else {
        by_b.0 > by_a.0 + if b_led { -slack } else { slack }
    };
    if b_leads {
        *hint = (CORNERS + by_b.1) as u8;
        clip(b, by_b, a, &a_in_b, back, reach).reversed(pose).renamed(0x8000)
    } else {
        *hint = by_a.1 as u8;
        clip(a, by_a, b, &b_in_a, pose, reach)
    }
}

/// Whether an edge of `other` may give the normal against a one-sided segment: only where the segment ends for good.
fn may_lead(segment: &Outline, other: &Outline, edge: usize, pose: Pose) -> bool {
    let normal = -pose.turn.of(other.normals[edge]);
    let lean = normal.dot(segment.corners[1] - segment.corners[0]);
    let end = usize::from(lean > 0.0);
    normal.dot(segment.normals[0]) > 0.0 && segment.beside[end].is_none()
}

impl Manifold {
    fn renamed(mut self, mark: u16) -> Manifold {
        for point in &mut self.points {
            point.feature |= mark;
        }
        self
    }
}

/// Cuts the edge of `b` that faces the leading edge of `a` to the length of that. Corners of `b` are given in `a`'s axes.
fn clip(
    a: &Outline,
    (best, edge): (f64, usize),
    b: &Outline,
    corners: &[DVec2; CORNERS],
    pose: Pose,
    reach: f64,
) -> Manifold {
    let normal = a.normals[edge];
    let (from, to) = (a.corners[edge], a.corners[(edge + 1) % a.count]);
    let own = pose.turn.back(normal);
    let (mut facing, mut least) = (0, f64::INFINITY);
    for i in 0..b.count {
        let lean = own.dot(b.normals[i]);
        if lean < least {
            (facing, least) = (i, lean);
        }
    }
    let following = (facing + 1) % b.count;
    let (first, second) = (corners[facing], corners[following]);
    let name = |corner: usize, of: u16| (edge as u16) << 8 | of << 4 | corner as u16;
    let radii = a.radius + b.radius;
    // Corner against corner: the way between the two, which is no edge's normal.
    let corners_meet = || {
        let (p, q) = nearest(a.points(), &corners[..b.count]);
        let length = (q - p).length();
        if length == 0.0 || length > reach {
            return NONE;
        }
        let way = (q - p) / length;
        let at = p + way * (0.5 * (length + a.radius - b.radius));
        Manifold::one(way, at, length - radii, name(facing, 2))
    };
    if !a.one_sided && (best > 1e-9 * a.extent || (a.count == 2 && b.count == 2)) {
        let (p, q) = of_segments(from, to, first, second);
        let ends = (p == from || p == to) && (q == first || q == second);
        if p != q && ends && !is_over(from, to, first, second) {
            return corners_meet();
        }
    }
    let along = left(normal);
    let (low, high) = (0.0, (to - from).dot(along));
    let (s, t) = ((first - from).dot(along), (second - from).dot(along));
    let at = |x: f64| if t == s { first } else { first + (second - first) * ((x - s) / (t - s)) };
    // The facing edge runs the other way: `second` is at the low end.
    let ends = if s >= t {
        [
            if t < low { (at(low), name(edge, 1)) } else { (second, name(following, 0)) },
            if s > high { (at(high), name((edge + 1) % a.count, 1)) } else { (first, name(facing, 0)) },
        ]
    } else {
        [(first, name(facing, 0)), (second, name(following, 0))]
    };
    let mut made = Manifold { normal, ..NONE };
    for (corner, feature) in ends {
        let height = (corner - from).dot(normal);
        if height <= reach && s >= low && t <= high {
            let at = corner + normal * (0.5 * (a.radius - b.radius - height));
            made.points[made.count] = Point { at, gap: height - radii, feature };
            made.count += 1;
        }
    }
    if made.count == 0 && !a.one_sided { corners_meet() } else { made }
}

/// Whether two edges lie over each other by more than a point, so that clipping has something to cut.
fn is_over(from: DVec2, to: DVec2, first: DVec2, second: DVec2) -> bool {
    let way = to - from;
    let parallel = cross(way, second - first).abs() <= 1e-6 * way.length() * (second - first).length();
    let (s, t) = ((first - from).dot(way), (second - from).dot(way));
    parallel && s.max(t) > 0.0 && s.min(t) < way.length_squared()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gap::between;
    use crate::shape::Shape;

    fn outline(shape: Shape) -> Outline {
        Outline::new(&shape).unwrap()
    }

    #[test]
    fn a_box_on_a_box_has_two_points_at_the_ends_of_the_overlap() {
        let square = outline(Shape::cuboid(DVec2::splat(0.5)));
        let pose = Pose::new(DVec2::new(0.3, 1.01), 0.0);
        let found = meet(&square, &square, pose, 0.05, &mut 0);
        assert_eq!((found.count, found.normal), (2, DVec2::Y));
        let mut xs: Vec<f64> = found.points.iter().map(|p| p.at.x).collect();
        xs.sort_by(f64::total_cmp);
        assert!((xs[0] + 0.2).abs() < 1e-12 && (xs[1] - 0.5).abs() < 1e-12, "{xs:?}");
        assert!(found.points.iter().all(|p| (p.gap - 0.01).abs() < 1e-12 && (p.at.y - 0.505).abs() < 1e-12));
    }

    /// The least gap of the points is the distance, as long as the outlines do not overlap deeply.
    #[test]
    fn contacts_agree_with_the_exact_distance() {
        let shapes = [
            Shape::disc(0.4),
            Shape::cuboid(DVec2::new(0.5, 0.3)),
            Shape::Capsule { a: DVec2::new(-0.4, 0.0), b: DVec2::new(0.4, 0.1), radius: 0.2 },
            Shape::Polygon {
                corners: vec![DVec2::new(-0.4, -0.3), DVec2::new(0.5, -0.2), DVec2::new(0.1, 0.5)],
                rounding: 0.1,
            },
            Shape::Segment {
                a: DVec2::new(-0.6, 0.0),
                b: DVec2::new(0.6, 0.0),
                one_sided: false,
                before: None,
                after: None,
            },
        ]
        .map(outline);
        let mut met = 0;
        for (i, a) in shapes.iter().enumerate() {
            for (j, b) in shapes.iter().enumerate() {
                for k in 0..400 {
                    let k = f64::from(k);
                    let way = Turn::by(2.399 * k).of(DVec2::X) * (0.5 + 0.0017 * k);
                    let (at_a, at_b) =
                        (Pose::new(DVec2::new(3.0, 1.0), 0.7 * k), Pose::new(DVec2::new(3.0, 1.0) + way, 1.3 * k));
                    let exact = between(a, at_a, b, at_b);
                    let found = meet(a, b, at_a.to(at_b), 0.05, &mut 0);
                    if exact.distance > 0.0501 {
                        assert_eq!(found.count, 0, "{i} {j} {k}: {exact:?} {found:?}");
                    } else if exact.distance > 0.0 && exact.distance < 0.0499 {
                        assert!(found.count > 0, "{i} {j} {k}: {exact:?}");
                        let least = found.points[..found.count].iter().map(|p| p.gap).fold(f64::INFINITY, f64::min);
                        assert!((least - exact.distance).abs() < 2e-3, "{i} {j} {k}: {exact:?} {found:?}");
                        assert!(at_a.turn.of(found.normal).dot(exact.normal) > 0.6, "{i} {j} {k}: {exact:?} {found:?}");
                        met += 1;
                    }
                }
            }
        }
        assert!(met > 200, "{met}");
    }

    #[test]
    fn a_disc_on_a_chain_feels_one_segment_at_a_time() {
        let points = [DVec2::new(-2.0, 0.0), DVec2::ZERO, DVec2::new(2.0, 0.0)];
        // Left is up when the chain goes to the right.
        let chain: Vec<Outline> = Shape::chain(&points, true).into_iter().map(outline).collect();
        let disc = outline(Shape::disc(0.5));
        for i in -20..=20 {
            let pose = Pose::new(DVec2::new(0.05 * f64::from(i) + 0.001, 0.49), 0.0);
            let met: Vec<_> =
                chain.iter().map(|s| meet(s, &disc, pose, 0.02, &mut 0)).filter(|m| m.count > 0).collect();
            assert_eq!(met.len(), 1, "{i}: {met:?}");
            assert!((met[0].normal - DVec2::Y).length() < 1e-12, "{i}: {met:?}");
        }
        let under = Pose::new(DVec2::new(0.5, -0.51), 0.0);
        assert!(chain.iter().all(|s| meet(s, &disc, under, 0.02, &mut 0).count == 0));
    }
}
