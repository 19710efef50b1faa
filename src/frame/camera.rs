//! From the world to the screen and back.

use super::Rect;
use glam::DVec2;

/// Where the picture goes when the viewport has another shape: 0 left or top, 1 right or bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Align {
    /// Across.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Align {
    /// In the middle.
    pub const CENTRE: Align = Align { x: 0.5, y: 0.5 };
    /// Standing on the lower edge, as a bench does.
    pub const BOTTOM: Align = Align { x: 0.5, y: 1.0 };
}

/// A part of the world fitted into a viewport with its shape kept. A magnified view is the same with a smaller part.
/// Screen points are CSS pixels times [`Camera::point`], y down from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The part of the world that is wholly seen, metres.
    pub world: Rect,
    /// Width and height of the viewport, CSS pixels.
    pub viewport: DVec2,
    /// Device pixels for a CSS pixel.
    pub ratio: f64,
    /// CSS pixels for a screen point: above 1 for a board read from afar.
    pub point: f64,
    /// Where spare room goes.
    pub align: Align,
}

impl Camera {
    /// Fits a part of the world, in the middle.
    pub fn new(world: Rect, width: f64, height: f64) -> Self {
        Self { world, viewport: DVec2::new(width, height), ratio: 1.0, point: 1.0, align: Align::CENTRE }
    }

    /// With another alignment.
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// CSS pixels for a metre. Positive and finite even for an empty world or viewport.
    pub fn pixels_per_metre(&self) -> f64 {
        let fit = (self.viewport.x / self.world.width()).min(self.viewport.y / self.world.height());
        if fit.is_finite() && fit > 0.0 { fit } else { 1.0 }
    }

    /// Screen points for a metre: what details, text and touch are measured with.
    pub fn points_per_metre(&self) -> f64 {
        self.pixels_per_metre() / self.point
    }

    /// Upper left corner of the world rectangle, CSS pixels.
    fn corner(&self) -> DVec2 {
        let scale = self.pixels_per_metre();
        let spare = self.viewport - DVec2::new(self.world.width(), self.world.height()) * scale;
        DVec2::new(spare.x * self.align.x, spare.y * self.align.y)
    }

    /// CSS pixels (y down) of a world point.
    pub fn screen_from_world(&self, p: DVec2) -> DVec2 {
        let scale = self.pixels_per_metre();
        self.corner() + DVec2::new(p.x - self.world.min.x, self.world.max.y - p.y) * scale
    }

    /// World point at CSS pixels (y down).
    pub fn world_from_screen(&self, p: DVec2) -> DVec2 {
        let q = (p - self.corner()) / self.pixels_per_metre();
        DVec2::new(self.world.min.x + q.x, self.world.max.y - q.y)
    }

    /// All of the world that the viewport shows: the fitted part and what the spare room adds.
    pub fn seen(&self) -> Rect {
        Rect::corners(self.world_from_screen(DVec2::ZERO), self.world_from_screen(self.viewport))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_with_its_shape_kept_and_turns_back() {
        let camera = Camera::new(Rect::new(-1.0, 0.0, 1.0, 1.0), 400.0, 400.0).aligned(Align::BOTTOM);
        assert_eq!(camera.pixels_per_metre(), 200.0);
        assert_eq!(camera.screen_from_world(DVec2::new(-1.0, 0.0)), DVec2::new(0.0, 400.0));
        assert_eq!(camera.screen_from_world(DVec2::new(1.0, 1.0)), DVec2::new(400.0, 200.0));
        let p = DVec2::new(0.3, 0.7);
        assert!((camera.world_from_screen(camera.screen_from_world(p)) - p).length() < 1e-12);
        assert_eq!(camera.seen(), Rect::new(-1.0, 0.0, 1.0, 2.0));
    }

    #[test]
    fn an_empty_world_or_viewport_gives_finite_points() {
        for camera in [Camera::new(Rect::default(), 300.0, 200.0), Camera::new(Rect::new(0.0, 0.0, 1.0, 1.0), 0.0, 0.0)]
        {
            assert!(
                camera.screen_from_world(DVec2::ONE).is_finite() && camera.world_from_screen(DVec2::ONE).is_finite()
            );
        }
    }
}
