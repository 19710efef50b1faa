//! Balls and pendulum bobs.

use super::small::ring;
use crate::frame::{Fill, Pen, Role, Stroke, Tone};
use glam::DVec2;

/// A ball of brass, steel, wood, celluloid or another role.
pub fn ball(pen: &mut Pen<'_>, centre: DVec2, radius: f64, role: Role) {
    pen.circle(centre, radius, Fill::ball(role, centre, radius), Stroke::edge(role));
    match role {
        Role::Brass | Role::Steel | Role::Iron | Role::Copper => {
            let spot = centre + DVec2::new(-0.36, 0.42) * radius;
            pen.alpha(0.75, |pen| pen.ellipse(spot, radius * 0.17, radius * 0.11, (role, Tone::Light), Stroke::NONE));
        }
        Role::Wood | Role::DarkWood => pen.detail(radius * 0.3, |pen| {
            pen.alpha(0.45, |pen| {
                for (r, a) in [(1.15, 2.62), (1.4, 2.74), (1.65, 2.84)] {
                    // Year rings around a core outside the ball.
                    let core = centre + DVec2::new(1.05, -0.25) * radius;
                    let stroke = Stroke::new(role, 0.8).tone(Tone::Dark);
                    pen.arc(core, radius * r, a - 0.42, a + 0.62, stroke);
                }
            });
        }),
        Role::Celluloid => pen.detail(radius * 0.3, |pen| {
            let stroke = Stroke::new(role, 0.7).tone(Tone::Dark);
            pen.alpha(0.5, |pen| pen.arc(centre + DVec2::new(radius * 1.1, 0.0), radius * 1.2, 2.17, 4.11, stroke));
        }),
        _ => {}
    }
}

/// A pendulum bob with its eyelet on the side of the thread; `towards` is a point on the thread.
pub fn bob(pen: &mut Pen<'_>, centre: DVec2, radius: f64, role: Role, towards: DVec2) {
    let up = (towards - centre).normalize_or(DVec2::Y);
    ring(pen, centre + up * radius * 1.16, radius * 0.2, radius * 0.09);
    ball(pen, centre, radius, role);
}
