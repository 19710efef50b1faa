//! Laboratory stand: base, rod, boss, arm, clamp.

use super::bench::shadow;
use super::small::screw;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// Radius of the rod, m.
const ROD: f64 = 0.007;
/// Height of the base, m.
const BASE: f64 = 0.024;

/// A stand whose rod rises from the origin on the bench.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// Height of the rod's top, m.
    pub height: f64,
    /// Left end of the base from the rod, m (negative).
    pub left: f64,
    /// Right end of the base from the rod, m.
    pub right: f64,
}

impl Stand {
    /// A stand of a height with the usual base.
    pub const fn new(height: f64) -> Self {
        Self { height, left: -0.12, right: 0.12 }
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        shadow(pen, self.left, self.right, 0.0);
        let rod = Rect::new(-ROD, BASE * 0.7, ROD, self.height);
        let band = Fill::band(Role::Steel, DVec2::new(-ROD, 0.0), DVec2::new(ROD, 0.0));
        pen.rounded_rect(rod, ROD * 0.6, band, Stroke::edge(Role::Steel));
        let (l, r) = (self.left, self.right);
        let fill = Fill::down(Role::Iron, DVec2::new(0.0, BASE), DVec2::new(0.0, 0.0));
        pen.outline(fill, Stroke::edge(Role::Iron), |o| {
            o.to(l, 0.0).to(l, 0.006).curve((l, 0.016), (l + 0.006, BASE), (l + 0.018, BASE));
            o.to(r - 0.018, BASE).curve((r - 0.006, BASE), (r, 0.016), (r, 0.006)).to(r, 0.0);
        });
        let lit = Stroke::new(Role::Iron, 1.2).tone(Tone::Light);
        pen.line(DVec2::new(l + 0.018, BASE - 0.003), DVec2::new(r - 0.018, BASE - 0.003), lit);
        // The nut that holds the rod.
        let nut = Rect::new(-0.013, BASE, 0.013, BASE + 0.01);
        let fill = Fill::band(Role::DarkMetal, DVec2::new(-0.013, 0.0), DVec2::new(0.013, 0.0));
        pen.rounded_rect(nut, 0.002, fill, Stroke::edge(Role::DarkMetal));
    }
}

/// A small round foot of iron at the origin on the bench, for the rod of a thing; `half` is half its width, m.
pub fn foot(pen: &mut Pen<'_>, half: f64) {
    shadow(pen, -half, half, 0.0);
    let body = Rect::new(-half, 0.0, half, BASE * 0.6);
    let fill = Fill::down(Role::Iron, body.max, body.min);
    pen.rounded_rect(body, BASE * 0.25, fill, Stroke::edge(Role::Iron));
}

/// The boss that holds an arm on the rod, with its two thumb screws; `at` is on the rod.
pub fn boss(pen: &mut Pen<'_>, at: DVec2) {
    let body = Rect::centred(at, 0.042, 0.034);
    let knob = |pen: &mut Pen<'_>, from: f64, until: f64| {
        let stem = Rect::corners(at + DVec2::new(from * 0.7, -0.003), at + DVec2::new(from, 0.003));
        pen.rect(stem, (Role::Metal, Tone::Dark), Stroke::NONE);
        let head = Rect::corners(at + DVec2::new(from, -0.010), at + DVec2::new(until, 0.010));
        let fill = Fill::band(Role::DarkMetal, DVec2::new(0.0, head.max.y), DVec2::new(0.0, head.min.y));
        pen.rounded_rect(head, 0.004, fill, Stroke::edge(Role::DarkMetal));
    };
    knob(pen, -0.030, -0.042);
    let fill = Fill::down(Role::DarkMetal, body.max, body.centre());
    pen.rounded_rect(body, 0.007, fill, Stroke::edge(Role::DarkMetal));
    screw(pen, at, 0.0055);
}

/// A horizontal rod from a boss at `from` to its end at `to`.
pub fn arm(pen: &mut Pen<'_>, from: DVec2, to: DVec2) {
    let across = (to - from).perp().normalize_or_zero() * 0.0055;
    let across = if across.y < 0.0 { -across } else { across };
    let fill = Fill::band(Role::Steel, from + across, from - across);
    pen.polygon([from + across, to + across, to - across, from - across], fill, Stroke::edge(Role::Steel));
    boss(pen, from);
}

/// A small clamp that holds a thread or a protractor at `at`, the point where the thread leaves its jaws.
pub fn clamp(pen: &mut Pen<'_>, at: DVec2) {
    let body = Rect::new(at.x - 0.017, at.y, at.x + 0.017, at.y + 0.036);
    let fill = Fill::down(Role::DarkMetal, body.max, body.centre());
    pen.rounded_rect(body, 0.005, fill, Stroke::edge(Role::DarkMetal));
    let slit = Stroke::new(Role::DarkMetal, 1.2).tone(Tone::Dark);
    pen.line(at, at + DVec2::new(0.0, 0.018), slit);
    screw(pen, at + DVec2::new(0.0, 0.023), 0.0055);
}
