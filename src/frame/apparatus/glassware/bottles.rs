//! Bottles that are pressed: the dropping bottle with its dropper beside, and the wash bottle.

use super::Tint;
use crate::frame::apparatus::bench::shadow;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// A dropping bottle; the middle of its underside is at the origin. Its dropper is held beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropper {
    /// Where the tip of the dropper is, m.
    pub tip: DVec2,
}

impl Dropper {
    /// The bottle, filled by a share.
    pub fn draw_bottle(&self, pen: &mut Pen<'_>, share: f64, tint: &Tint, words: Words) {
        shadow(pen, -0.019, 0.019, 0.0);
        let body = Rect::new(-0.019, 0.0, 0.019, 0.052);
        let edge = Stroke::new(Role::Glass, 1.2).tone(Tone::Dark);
        pen.rounded_rect(body, 0.004, Role::Glass, Stroke::NONE);
        let high = 0.0015 + 0.046 * share.clamp(0.0, 1.0);
        let liquid = [
            DVec2::new(-0.0175, 0.0015),
            DVec2::new(0.0175, 0.0015),
            DVec2::new(0.0175, high),
            DVec2::new(-0.0175, high),
        ];
        pen.polygon(liquid, Role::Liquid, Stroke::NONE);
        tint.lay(pen, &liquid);
        pen.rounded_rect(body, 0.004, Fill::None, edge);
        pen.rect(Rect::new(-0.009, 0.052, 0.009, 0.062), Role::Glass, edge);
        let label = Rect::centred(DVec2::new(0.0, 0.026), 0.031, 0.022);
        pen.rounded_rect(label, 0.0015, Role::Paper, Stroke::edge(Role::Paper));
        pen.text(
            label.centre(),
            words,
            Anchor::Centre,
            TextSize::AtLeast { metres: 0.006, points: 7.0 },
            Role::FaceInk,
        );
    }

    /// The dropper.
    pub fn draw_dropper(&self, pen: &mut Pen<'_>, tint: &Tint) {
        pen.at(self.tip, |pen| {
            let tube = [
                DVec2::new(-0.0008, 0.0),
                DVec2::new(0.0008, 0.0),
                DVec2::new(0.0032, 0.02),
                DVec2::new(0.0032, 0.06),
                DVec2::new(-0.0032, 0.06),
                DVec2::new(-0.0032, 0.02),
            ];
            pen.polygon(tube, Role::Glass, Stroke::new(Role::Glass, 1.1).tone(Tone::Dark));
            let wet = [
                DVec2::new(-0.0006, 0.001),
                DVec2::new(0.0006, 0.001),
                DVec2::new(0.0024, 0.02),
                DVec2::new(0.0024, 0.04),
                DVec2::new(-0.0024, 0.04),
                DVec2::new(-0.0024, 0.02),
            ];
            pen.polygon(wet, Role::Liquid, Stroke::NONE);
            tint.lay(pen, &wet);
            let teat = Rect::new(-0.0065, 0.058, 0.0065, 0.092);
            let fill = Fill::band(Role::Rubber, teat.min, DVec2::new(teat.max.x, teat.min.y));
            pen.rounded_rect(teat, 0.006, fill, Stroke::edge(Role::Rubber));
        });
    }
}

/// A wash bottle; the middle of its underside is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WashBottle {
    /// Where its spout ends, m.
    pub spout: DVec2,
}

impl WashBottle {
    /// The bottle, filled by a share.
    pub fn draw(&self, pen: &mut Pen<'_>, share: f64) {
        shadow(pen, -0.033, 0.033, 0.0);
        let body = Rect::new(-0.033, 0.0, 0.033, 0.13);
        let edge = Stroke::edge(Role::Clear);
        pen.rounded_rect(body, 0.009, Role::Clear, Stroke::NONE);
        let high = 0.003 + 0.12 * share.clamp(0.0, 1.0);
        pen.rounded_rect(Rect::new(-0.031, 0.002, 0.031, high), 0.007, Role::Liquid, Stroke::NONE);
        pen.rounded_rect(body, 0.009, Fill::None, edge);
        let cap = Rect::new(-0.016, 0.13, 0.016, 0.148);
        let fill = Fill::band(Role::Plastic, cap.min, DVec2::new(cap.max.x, cap.min.y));
        let bend = DVec2::new(self.spout.x * 0.35, 0.178);
        let tube = [DVec2::new(0.0, 0.145), DVec2::new(0.0, 0.17), bend, self.spout];
        pen.path(tube, Stroke::new(Role::Clear, 2.2).tone(Tone::Dark).world(0.0042));
        pen.path(tube, Stroke::new(Role::Clear, 1.2).tone(Tone::Light).world(0.0022));
        pen.rounded_rect(cap, 0.003, fill, Stroke::edge(Role::Plastic));
    }
}
