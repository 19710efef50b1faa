//! A calm hand that pulls.

use super::small::ring;
use crate::frame::{Fill, Outline, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A closed hand whose grip is at the origin, its arm going to +x. About 8 cm across, as a pupil's is.
pub fn hand(pen: &mut Pen<'_>) {
    let skin = Stroke::edge(Role::Hand);
    let sleeve = Fill::down(Role::Sleeve, DVec2::new(0.0, 0.035), DVec2::new(0.0, -0.035));
    pen.outline(sleeve, Stroke::edge(Role::Sleeve), |o| {
        o.to(0.085, 0.031).to(0.20, 0.040).to(0.20, -0.040).to(0.085, -0.031);
        o.curve((0.079, -0.012), (0.079, 0.012), (0.085, 0.031));
    });
    // Wrist and back of the hand.
    let fill = Fill::down(Role::Hand, DVec2::new(0.0, 0.04), DVec2::new(0.0, -0.03));
    pen.outline(fill, skin, |o| {
        o.to(0.088, 0.022).curve((0.066, 0.026), (0.058, 0.040), (0.036, 0.041));
        o.curve((0.010, 0.043), (0.004, 0.030), (0.006, 0.0));
        o.curve((0.006, -0.030), (0.016, -0.037), (0.034, -0.036));
        o.curve((0.058, -0.034), (0.066, -0.026), (0.088, -0.022));
    });
    let cuff = Rect::new(0.083, -0.034, 0.099, 0.034);
    pen.rounded_rect(cuff, 0.005, Fill::down(Role::Sleeve, cuff.max, cuff.min), Stroke::edge(Role::Sleeve));
    // Four fingers closed around the grip.
    for i in 0..4 {
        let top = 0.0385 - 0.0187 * f64::from(i);
        let reach = [0.036, 0.040, 0.038, 0.032][i as usize % 4];
        let finger = Rect::new(-0.010, top - 0.0187, reach, top);
        pen.rounded_rect(
            finger,
            0.0092,
            Fill::down(Role::Hand, DVec2::new(0.0, top), DVec2::new(0.0, top - 0.019)),
            skin,
        );
    }
    // The thumb over them.
    let thumb = |o: &mut Outline<'_>| {
        o.to(0.062, 0.016).curve((0.046, 0.015), (0.036, 0.006), (0.022, 0.003));
        o.curve((0.010, 0.000), (0.006, 0.014), (0.016, 0.018));
        o.curve((0.030, 0.023), (0.036, 0.032), (0.050, 0.033));
    };
    // Filled without an edge where it grows out of the hand.
    pen.outline(fill, Stroke::NONE, thumb);
    pen.curve(skin, thumb);
    pen.arc(DVec2::new(0.0185, 0.0105), 0.004, 1.9, 4.3, Stroke::new(Role::Hand, 0.8).tone(Tone::Dark));
}

/// A ring to pull by, held at the origin.
pub fn pull_ring(pen: &mut Pen<'_>, radius: f64) {
    ring(pen, DVec2::ZERO, radius, radius * 0.22);
}
