//! Tints: how a colour that is computed from physics lies over what is behind it.
//!
//! A clear liquid takes light away. Over a white wall the least opaque layer that leaves the transmitted colour T is one of
//! opacity s = 1 - min(T) and of the colour 1 - (1 - T)/s: so pale colours stay transparent, deep ones cover. Over a dark
//! wall the same layer still has its hue, where a layer that only took light away would be lost. What floats in the
//! liquid (a precipitate) covers besides.

use crate::frame::{Fill, Pen, Rgba, Stroke};
use glam::DVec2;

/// The colour of what is in a vessel, as layers over what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tint {
    /// What is dissolved.
    clear: Rgba,
    /// What floats in it.
    cloud: Rgba,
}

impl Tint {
    /// Nothing but water.
    pub const NONE: Tint = Tint { clear: Rgba::hex(0), cloud: Rgba::hex(0) };

    /// Of the colour that white light has behind it (sRGB, 0 to 255) and the share of it that is scattered back, 0 to 1.
    pub fn of(red: u8, green: u8, blue: u8, cloud: f64) -> Tint {
        let shares = [red, green, blue].map(|byte| f64::from(byte) / 255.0);
        let opacity = 1.0 - shares.iter().copied().fold(1.0, f64::min);
        let byte = |share: f64| (255.0 * share.clamp(0.0, 1.0)).round() as u8;
        let of = |share: f64| if opacity > 1e-3 { byte(1.0 - (1.0 - share) / opacity) } else { 255 };
        let [r, g, b] = shares.map(of);
        let clear = Rgba { r, g, b, a: byte(opacity) };
        Tint { clear, cloud: Rgba { r: red, g: green, b: blue, a: byte(cloud) } }
    }

    /// Lays it over a shape.
    pub fn lay(&self, pen: &mut Pen<'_>, points: &[DVec2]) {
        for layer in [self.clear, self.cloud] {
            if layer.a > 0 {
                pen.polygon(points.iter().copied(), Fill::Colour(layer), Stroke::NONE);
            }
        }
    }

    /// Lays it over an ellipse.
    pub fn blot(&self, pen: &mut Pen<'_>, centre: DVec2, rx: f64, ry: f64) {
        for layer in [self.clear, self.cloud] {
            if layer.a > 0 {
                pen.ellipse(centre, rx, ry, Fill::Colour(layer), Stroke::NONE);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(layer: Rgba, wall: [f64; 3]) -> [f64; 3] {
        let a = f64::from(layer.a) / 255.0;
        let own = [layer.r, layer.g, layer.b].map(f64::from);
        std::array::from_fn(|at| own[at] * a + wall[at] * (1.0 - a))
    }

    #[test]
    fn over_white_it_is_the_transmitted_colour() {
        for colour in [[255, 214, 236], [120, 190, 245], [40, 10, 90], [255, 255, 255], [250, 240, 20]] {
            let tint = Tint::of(colour[0], colour[1], colour[2], 0.0);
            let seen = over(tint.clear, [255.0; 3]);
            for (seen, wanted) in seen.iter().zip(colour) {
                assert!((seen - f64::from(wanted)).abs() < 1.5, "{seen} {wanted}");
            }
        }
    }

    #[test]
    fn a_pale_pink_is_seen_before_a_dark_wall_too() {
        let wall = [23.0, 28.0, 35.0];
        let seen = over(Tint::of(255, 214, 236, 0.0).clear, wall);
        assert!(seen[0] - wall[0] > 25.0 && seen[1] < wall[1] + 1.0, "{seen:?}");
    }
}
