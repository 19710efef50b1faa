//! Electronic balances.

use super::bench::shadow;
use super::segments::{Clock, window};
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// An electronic balance; the middle of its lower edge is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// Width, m.
    pub width: f64,
    /// What it shows, g.
    pub shown: Clock,
    /// Grip of the key that sets to zero.
    pub tare: u16,
}

impl Balance {
    /// Height of the pan above the bench, m: things to be weighed stand there.
    pub fn pan(&self) -> f64 {
        self.width * 0.48
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let w = self.width;
        shadow(pen, -w * 0.5, w * 0.5, 0.0);
        for x in [-0.38, 0.38] {
            let foot = Rect::centred(DVec2::new(x * w, w * 0.012), w * 0.09, w * 0.03);
            pen.rounded_rect(foot, w * 0.01, Role::Rubber, Stroke::NONE);
        }
        let pan = self.pan();
        let neck = Rect::new(-w * 0.07, pan - w * 0.07, w * 0.07, pan);
        pen.rect(
            neck,
            Fill::band(Role::DarkMetal, neck.min, DVec2::new(neck.max.x, 0.0)),
            Stroke::edge(Role::DarkMetal),
        );
        let case = Fill::down(Role::Plastic, DVec2::new(0.0, w * 0.42), DVec2::new(0.0, 0.0));
        pen.outline(case, Stroke::edge(Role::Plastic), |o| {
            let (a, b, r) = (w * 0.5, w * 0.43, w * 0.03);
            let (bl, br) = (DVec2::new(-a, w * 0.025), DVec2::new(a, w * 0.025));
            let (tr, tl) = (DVec2::new(b, w * 0.42), DVec2::new(-b, w * 0.42));
            o.corner(tl, bl, br, r).corner(bl, br, tr, r).corner(br, tr, tl, r).corner(tr, tl, bl, r);
        });
        let plate = Rect::new(-w * 0.41, pan - w * 0.028, w * 0.41, pan);
        let fill = Fill::band(Role::Steel, plate.min, DVec2::new(plate.max.x, plate.min.y));
        pen.rounded_rect(plate, w * 0.014, fill, Stroke::edge(Role::Steel));
        let panel = Rect::new(-w * 0.42, w * 0.07, w * 0.42, w * 0.37);
        pen.rounded_rect(panel, w * 0.025, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
        let display = Rect::new(-w * 0.385, w * 0.19, w * 0.27, w * 0.345);
        window(pen, display, self.shown, false);
        let size = TextSize::AtLeast { metres: w * 0.07, points: 8.0 };
        pen.text(DVec2::new(w * 0.34, display.centre().y), Words::Literal("g"), Anchor::Centre, size, Role::PlasticInk);
        pen.target(self.tare, |pen| {
            let key = Rect::centred(DVec2::new(w * 0.25, w * 0.128), w * 0.26, w * 0.075);
            pen.rounded_rect(key, w * 0.02, Fill::down(Role::Plastic, key.max, key.min), Stroke::edge(Role::Plastic));
            pen.text(
                key.centre(),
                Words::Named("apparatus.balance.tare"),
                Anchor::Centre,
                TextSize::World(w * 0.045),
                Role::FaceInk,
            );
        });
        let level = DVec2::new(-w * 0.33, w * 0.128);
        pen.circle(level, w * 0.028, (Role::Display, Tone::Light), Stroke::edge(Role::Metal));
        pen.circle(level, w * 0.012, Fill::None, Stroke::new(Role::DisplayInk, 0.7));
    }
}
