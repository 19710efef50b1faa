//! The one style of vector arrows, in screen points.

use glam::DVec2;

/// Width of the shaft, screen points.
pub(crate) const SHAFT: f64 = 3.0;
/// Length of the head from barbs to tip.
const HEAD: f64 = 15.0;
/// Half the width of the head.
const HALF: f64 = 6.6;
/// How far the notch lies before the barbs.
const NOTCH: f64 = 3.6;
/// Shorter arrows are not drawn: their direction could not be told.
const SHORTEST: f64 = 2.0;

/// An arrow ready to be drawn.
pub(crate) struct Arrow {
    /// End of the shaft under the head.
    pub(crate) neck: DVec2,
    /// Tip, barb, notch, barb.
    pub(crate) head: [DVec2; 4],
    /// Where the middle of the label goes.
    pub(crate) label: DVec2,
}

/// The arrow between two screen points; `unit` is CSS pixels for a screen point.
pub(crate) fn arrow(from: DVec2, to: DVec2, unit: f64) -> Option<Arrow> {
    let length = (to - from).length();
    if !length.is_finite() || length < SHORTEST * unit {
        return None;
    }
    let along = (to - from) / length;
    let across = DVec2::new(-along.y, along.x);
    // A short arrow is nearly all head, and keeps its proportions.
    let k = unit * (length / (HEAD * 1.4 * unit)).min(1.0);
    let barb = to - along * HEAD * k;
    let notch = barb + along * NOTCH * k;
    // Screen y is down: the side to the right, or above for level arrows.
    let side = if across.x - 0.4 * across.y >= 0.0 { across } else { -across };
    Some(Arrow {
        neck: notch,
        head: [to, barb + across * HALF * k, notch, barb - across * HALF * k],
        label: to - along * 4.0 * unit + side * 17.0 * unit,
    })
}
