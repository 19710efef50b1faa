//! Curved launching tracks.

use super::bench::shadow;
use super::small::screw;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A metal channel along a groove (points in world order from its upper end), on two supports that stand at height
/// `floor`, m. Balls touch the groove itself.
pub fn track(pen: &mut Pen<'_>, groove: &[DVec2], floor: f64) {
    let (Some(first), Some(last)) = (groove.first(), groove.last()) else { return };
    let t = 0.009;
    for x in [first.x + (last.x - first.x) * 0.16, last.x - (last.x - first.x) * 0.1] {
        let post = Rect::new(x - 0.006, floor + 0.012, x + 0.006, height_at(groove, x) - t);
        if post.height() > 0.01 {
            // Two small feet leave room between them for a rule that hangs down; none reaches below the flight.
            let base = Rect::new(x - 0.045, floor, (x + 0.045).min(last.x - 0.005), floor + 0.016);
            shadow(pen, base.min.x, base.max.x, floor);
            pen.rounded_rect(base, 0.005, Fill::down(Role::Iron, base.max, base.min), Stroke::edge(Role::Iron));
            let right = DVec2::new(post.max.x, post.min.y);
            pen.rect(post, Fill::band(Role::Steel, post.min, right), Stroke::edge(Role::Steel));
            let grip = Rect::centred(DVec2::new(x, post.max.y - 0.006), 0.022, 0.016);
            let fill = Fill::down(Role::DarkMetal, grip.max, grip.min);
            pen.rounded_rect(grip, 0.004, fill, Stroke::edge(Role::DarkMetal));
            screw(pen, grip.centre(), 0.0035);
        }
    }
    // The channel lies under the groove, so that its upper lip is what the ball runs on.
    let shift = |pen: &mut Pen<'_>, down: f64, stroke: Stroke| {
        pen.path(groove.iter().map(|p| *p - DVec2::new(0.0, down)), stroke);
    };
    shift(pen, t * 0.5, Stroke::new(Role::Steel, 3.0).tone(Tone::Dark).world(t).butt());
    shift(pen, t * 0.5, Stroke::new(Role::Steel, 1.4).world(t * 0.7).butt());
    shift(pen, t * 0.28, Stroke::new(Role::Steel, 0.8).tone(Tone::Light).world(t * 0.2).butt());
}

/// The stop that holds a ball on a track: a pin across the channel at `at` on the groove, standing along `out`.
pub fn stop(pen: &mut Pen<'_>, at: DVec2, out: DVec2) {
    let (from, to) = (at - out * 0.011, at + out * 0.014);
    pen.line(from, to, Stroke::new(Role::DarkMetal, 3.0).tone(Tone::Dark).world(0.0042));
    pen.line(from, to, Stroke::new(Role::Brass, 1.8).world(0.0026));
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
