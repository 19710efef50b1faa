//! The ring around what can be taken hold of.

use super::{Dash, Fill, Pen, Rect, Role, Stroke, Tone};

/// How the learner and a target stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// It can be taken hold of.
    Rest,
    /// The pointer is over it.
    Hover,
    /// It has the keyboard.
    Focus,
    /// It is held.
    Held,
}

/// Draws the ring of a target around its bounds, world metres; `point` is the size of a screen point, m.
/// Small things get a circle, long ones a rectangle with round corners.
pub fn halo(pen: &mut Pen<'_>, bounds: Rect, touch: Touch, point: f64) {
    let (fill, stroke) = match touch {
        Touch::Rest => (Fill::None, Stroke::new(Role::Accent, 1.3).dash(Dash::Dotted)),
        Touch::Hover => (Fill::Toned(Role::Hover, Tone::Light), Stroke::new(Role::Accent, 1.8)),
        Touch::Focus => (Fill::None, Stroke::new(Role::Focus, 2.6)),
        Touch::Held => (Fill::Toned(Role::Held, Tone::Light), Stroke::new(Role::Accent, 2.4)),
    };
    let (long, short) = (bounds.width().max(bounds.height()), bounds.width().min(bounds.height()));
    if long < short * 1.6 || long < 24.0 * point {
        // Around the corners of what is square would be too far: most such things are round.
        pen.circle(bounds.centre(), long * 0.54 + 6.0 * point, fill, stroke);
    } else {
        pen.rounded_rect(bounds.grown(6.0 * point), 9.0 * point, fill, stroke);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Frame, Item};
    use super::*;

    #[test]
    fn the_ring_clears_what_it_surrounds() {
        for (bounds, touch) in [
            (Rect::new(0.0, 0.0, 0.05, 0.05), Touch::Rest),
            (Rect::new(0.0, 0.0, 0.001, 0.001), Touch::Focus),
            (Rect::new(0.0, 0.0, 0.4, 0.05), Touch::Hover),
            (Rect::new(0.0, 0.0, 0.05, 0.4), Touch::Held),
        ] {
            let mut frame = Frame::new(bounds);
            halo(&mut Pen::new(&mut frame, 0), bounds, touch, 0.002);
            let around = match &frame.items[0] {
                Item::Circle { centre, radius, .. } => Rect::centred(*centre, 2.0 * radius, 2.0 * radius),
                Item::Path { points, .. } => Rect::around(frame.points(*points)).unwrap(),
                other => panic!("{other:?}"),
            };
            let inner = bounds.grown(0.011);
            assert!(around.contains(inner.min) && around.contains(inner.max), "{touch:?}");
        }
    }
}
