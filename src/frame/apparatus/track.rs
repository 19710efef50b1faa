//! Curved launching tracks.

use super::bench::shadow;
use super::small::screw;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A metal channel along a groove (points in world order from its upper end), on a support that stands at height
/// `floor`, m. Balls touch the groove itself.
pub fn track(pen: &mut Pen<'_>, groove: &[DVec2], floor: f64) {
    let (Some(first), Some(last)) = (groove.first(), groove.last()) else { return };
    let t = 0.009;
    let bounds = Rect::around(groove).unwrap_or_default();
    shadow(pen, bounds.min.x, bounds.max.x, floor);
    for x in [first.x + (last.x - first.x) * 0.16, last.x - (last.x - first.x) * 0.1] {
        let post = Rect::new(x - 0.006, floor + 0.012, x + 0.006, height_at(groove, x) - t);
        if post.height() > 0.01 {
            let right = DVec2::new(post.max.x, post.min.y);
            pen.rect(post, Fill::band(Role::Steel, post.min, right), Stroke::edge(Role::Steel));
            let grip = Rect::centred(DVec2::new(x, post.max.y - 0.006), 0.022, 0.016);
            let fill = Fill::down(Role::DarkMetal, grip.max, grip.min);
            pen.rounded_rect(grip, 0.004, fill, Stroke::edge(Role::DarkMetal));
            screw(pen, grip.centre(), 0.0035);
        }
    }
    let base = Rect::new(bounds.min.x - 0.015, floor, bounds.max.x - 0.005, floor + 0.016);
    pen.rounded_rect(base, 0.005, Fill::down(Role::Iron, base.max, base.min), Stroke::edge(Role::Iron));
    // The channel lies under the groove, so that its upper lip is what the ball runs on.
    let shift = |pen: &mut Pen<'_>, down: f64, stroke: Stroke| {
        pen.path(groove.iter().map(|p| *p - DVec2::new(0.0, down)), stroke);
    };
    shift(pen, t * 0.5, Stroke::new(Role::Steel, 3.0).tone(Tone::Dark).world(t).butt());
    shift(pen, t * 0.5, Stroke::new(Role::Steel, 1.4).world(t * 0.7).butt());
    shift(pen, t * 0.28, Stroke::new(Role::Steel, 0.8).tone(Tone::Light).world(t * 0.2).butt());
}

/// Height of the groove at x, m; its nearest end outside.
fn height_at(groove: &[DVec2], x: f64) -> f64 {
    for pair in groove.windows(2) {
        let &[a, b] = pair else { continue };
        if (a.x - x) * (b.x - x) <= 0.0 && (b.x - a.x).abs() > 1e-12 {
            return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
        }
    }
    groove.first().map_or(0.0, |p| p.y)
}
