//! What is under a point of a finished frame: what was drawn is what can be grabbed.

use super::{Fill, Frame, Group, Item, Rect, Target};
use glam::DVec2;

/// Smallest distance at which a finger finds its target, CSS pixels: half of a 44 px control.
pub const TOUCH: f64 = 22.0;

/// The target under a world point. Among the targets with a shape that holds the point the smallest wins, of equal
/// ones the last drawn: a bob behind a photogate can be taken, and the gate still offers the rest of itself. If none
/// holds it, the nearest target within `radius` metres. `points_per_metre` is the scale that the frame is seen at.
pub fn target_at(frame: &Frame, at: DVec2, points_per_metre: f64, radius: f64) -> Option<Target> {
    let mut inside: Option<(f64, Target)> = None;
    let mut near: Option<(f64, Target)> = None;
    shapes(frame, points_per_metre, |target, clip, item| {
        if clip.is_some_and(|c| !c.contains(at)) {
            return;
        }
        let Some(distance) = distance(frame, item, at, points_per_metre) else { return };
        if distance <= 0.0 {
            if inside.is_none_or(|(_, found)| found != target) {
                let size = target_bounds(frame, target).map_or(0.0, |r| r.width() * r.height());
                if inside.is_none_or(|(least, _)| size <= least) {
                    inside = Some((size, target));
                }
            }
        } else if distance <= radius && near.is_none_or(|(d, _)| distance < d) {
            near = Some((distance, target));
        }
    });
    inside.or(near).map(|(_, target)| target)
}

/// The smallest rectangle around all shapes of a target, world metres; `None` if it is not drawn.
pub fn target_bounds(frame: &Frame, target: Target) -> Option<Rect> {
    let mut bounds: Option<Rect> = None;
    shapes(frame, f64::INFINITY, |t, clip, item| {
        if t != target {
            return;
        }
        let Some(mut r) = item_bounds(frame, item) else { return };
        if let Some(clip) = clip {
            if !clip.meets(&r) {
                return;
            }
            r = Rect { min: r.min.max(clip.min), max: r.max.min(clip.max) };
        }
        bounds = Some(bounds.map_or(r, |b| b.union(r)));
    });
    bounds
}

/// Every target drawn in the frame, from back to front, each once.
pub fn targets(frame: &Frame) -> Vec<Target> {
    let mut found = Vec::new();
    shapes(frame, f64::INFINITY, |target, _, _| {
        if !found.contains(&target) {
            found.push(target);
        }
    });
    found
}

/// Calls `each` for every visible item inside a target, with the innermost target and clip.
fn shapes(frame: &Frame, points_per_metre: f64, mut each: impl FnMut(Target, Option<Rect>, &Item)) {
    let mut groups: Vec<(Option<Target>, Option<Rect>, bool)> = Vec::new();
    for item in &frame.items {
        let (target, clip, seen) = groups.last().copied().unwrap_or((None, None, true));
        match item {
            Item::Begin(group) => {
                groups.push((
                    group.target.or(target),
                    overlap(clip, group.clip),
                    seen && Group::visible(group, points_per_metre),
                ));
            }
            Item::End => _ = groups.pop(),
            item => {
                if let (Some(target), true) = (target, seen) {
                    each(target, clip, item);
                }
            }
        }
    }
}

fn overlap(a: Option<Rect>, b: Option<Rect>) -> Option<Rect> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Rect { min: a.min.max(b.min), max: a.max.min(b.max) }),
        (a, b) => a.or(b),
    }
}

/// Distance from a point to a shape, metres; 0 or less inside. `None` for what cannot be touched.
fn distance(frame: &Frame, item: &Item, at: DVec2, points_per_metre: f64) -> Option<f64> {
    let half = |width: f64| width * 0.5;
    match item {
        Item::Path { points, closed, fill, stroke } => {
            let points = frame.points(*points);
            if *closed && *fill != Fill::None && holds(points, at) {
                return Some(0.0);
            }
            let edge = points.windows(2).map(|w| segment(at, w[0], w[1])).fold(f64::INFINITY, f64::min);
            let closing = match (points.first(), points.last()) {
                (Some(a), Some(b)) if *closed || points.len() == 1 => segment(at, *b, *a),
                _ => f64::INFINITY,
            };
            Some(edge.min(closing) - half(stroke.drawn_width(points_per_metre) / points_per_metre))
        }
        Item::Lines { points, stroke } => {
            let pairs = frame.points(*points).chunks_exact(2);
            let edge = pairs.map(|w| segment(at, w[0], w[1])).fold(f64::INFINITY, f64::min);
            Some(edge - half(stroke.drawn_width(points_per_metre) / points_per_metre))
        }
        Item::Circle { centre, radius, fill, stroke } => {
            let off = at.distance(*centre) - radius;
            let off = if *fill == Fill::None { off.abs() } else { off };
            Some(off - half(stroke.drawn_width(points_per_metre) / points_per_metre))
        }
        Item::Dots { points, radius, .. } => {
            let near = frame.points(*points).iter().map(|p| at.distance(*p)).fold(f64::INFINITY, f64::min);
            Some(near - radius)
        }
        Item::Arrow { from, to, .. } => Some(segment(at, *from, *to) - 4.0 / points_per_metre),
        // Text belongs to the shape it is printed on.
        Item::Text { .. } | Item::Begin(_) | Item::End => None,
    }
}

fn item_bounds(frame: &Frame, item: &Item) -> Option<Rect> {
    match item {
        Item::Path { points, .. } | Item::Lines { points, .. } => Rect::around(frame.points(*points)),
        Item::Dots { points, radius, .. } => Rect::around(frame.points(*points)).map(|r| r.grown(*radius)),
        Item::Circle { centre, radius, .. } => Some(Rect { min: *centre, max: *centre }.grown(*radius)),
        Item::Arrow { from, to, .. } => Some(Rect::corners(*from, *to)),
        Item::Text { .. } | Item::Begin(_) | Item::End => None,
    }
}

/// Distance from a point to a segment.
fn segment(p: DVec2, a: DVec2, b: DVec2) -> f64 {
    let ab = b - a;
    let t = ((p - a).dot(ab) / ab.length_squared()).clamp(0.0, 1.0);
    p.distance(if t.is_finite() { a + ab * t } else { a })
}

/// True if a polygon holds a point (even-odd rule).
fn holds(points: &[DVec2], p: DVec2) -> bool {
    let Some(mut a) = points.last().copied() else { return false };
    let mut inside = false;
    for &b in points {
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
        a = b;
    }
    inside
}
