//! Vessels of a profile: glass, what is in them upright and tilted, stoppers, labels.

use super::{Profile, Tint};
use crate::frame::Anchor;
use crate::frame::apparatus::bench::shadow;
use crate::frame::trig::sin_cos;
use crate::frame::{Fill, Outline, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;
use std::f64::consts::PI;

/// Thickness of the glass, m.
const WALL: f64 = 0.0016;
/// How round the corners of the glass are, m.
const ROUND: f64 = 0.006;

/// A vessel; the middle of its floor inside is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vessel {
    /// Its inside.
    pub profile: &'static Profile,
    /// Whether its rim has a lip to pour over, to the right.
    pub lip: bool,
}

impl Vessel {
    /// Right side of the wall from the floor to the rim, `wall` m outside of the inside.
    fn side(&self, wall: f64) -> Vec<DVec2> {
        let mut points: Vec<DVec2> = Vec::with_capacity(self.profile.points.len() + 1);
        for (at, (z, r)) in self.profile.points.iter().enumerate() {
            let low = at == 0;
            points.push(DVec2::new(if low && *r == 0.0 { 0.0 } else { r + wall }, if low { -wall } else { *z }));
        }
        points
    }

    fn glass(&self, o: &mut Outline<'_>) {
        let right = self.side(WALL);
        let left = right.iter().rev().map(|p| DVec2::new(-p.x, p.y)).filter(|p| p.x != 0.0);
        let all: Vec<DVec2> = left.chain(right.iter().copied()).collect();
        let Some((first, last)) = all.first().zip(all.last()) else { return };
        let flare = if self.lip { 0.0008 } else { 0.0012 };
        o.point(*first - DVec2::X * flare);
        for at in 1..all.len().saturating_sub(1) {
            let (before, here, after) = (all[at - 1], all[at], all[at + 1]);
            o.corner(before, here, after, ROUND.min(0.45 * before.distance(here)).min(0.45 * here.distance(after)));
        }
        if self.lip {
            let (r, h) = (last.x, last.y);
            o.to(r, h - r * 0.18).curve((r, h - r * 0.09), (r + r * 0.04, h - r * 0.03), (r + r * 0.14, h));
        } else {
            o.point(*last + DVec2::X * flare);
        }
    }

    /// The glass behind; with its shadow where it stands.
    pub fn draw_back(&self, pen: &mut Pen<'_>, stands: bool) {
        if stands {
            let foot = self.profile.points.iter().take(3).fold(0.0, |most: f64, (_, r)| most.max(*r));
            shadow(pen, -foot, foot, -WALL);
        }
        pen.outline(Role::Glass, Stroke::NONE, |o| self.glass(o));
    }

    /// The part of the inside that lies below a level surface: `surface` is its height along the vertical from the
    /// middle of the floor, m, while the vessel leans by `tilt`, rad.
    fn wet(&self, tilt: f64, surface: f64) -> Vec<DVec2> {
        let (sin, cos) = sin_cos(tilt);
        let up = DVec2::new(-sin, cos);
        let right = self.side(0.0);
        let left = right.iter().rev().map(|p| DVec2::new(-p.x, p.y)).filter(|p| p.x != 0.0);
        let all: Vec<DVec2> = left.chain(right.iter().copied()).collect();
        let sides = all.iter().copied().zip(all.iter().copied().cycle().skip(1));
        // Each side of the inside gives its first end if it is wet, and where the surface crosses it.
        sides
            .flat_map(|(a, b)| {
                let (da, db) = (a.dot(up) - surface, b.dot(up) - surface);
                let first = (da <= 0.0).then_some(a);
                let crossing = ((da < 0.0) != (db < 0.0) && da != db).then(|| a + (b - a) * (da / (da - db)));
                first.into_iter().chain(crossing)
            })
            .collect()
    }

    /// What is in it, with the surface at a height along the vertical from the middle of the floor, m.
    pub fn draw_liquid(&self, pen: &mut Pen<'_>, tilt: f64, surface: f64, tint: &Tint) {
        let wet = self.wet(tilt, surface);
        pen.polygon(wet.iter().copied(), Role::Liquid, Stroke::NONE);
        tint.lay(pen, &wet);
        if tilt > 1e-9 {
            pen.polygon(wet, Fill::None, Stroke::new(Role::Liquid, 0.8).tone(Tone::Dark));
            return;
        }
        let r = self.profile.radius(surface);
        let rise = crate::frame::apparatus::rise(r).min(surface).min(self.profile.height() - surface).max(0.0);
        pen.curve(Stroke::new(Role::Liquid, 1.1).tone(Tone::Dark), |o| {
            o.to(-r, surface + rise).curve((-r * 0.94, surface), (-r * 0.8, surface), (-r * 0.6, surface));
            o.to(r * 0.6, surface).curve((r * 0.8, surface), (r * 0.94, surface), (r, surface + rise));
        });
    }

    /// What came in last and hangs in streaks below the surface of an upright vessel: a volume, m³.
    pub fn draw_streaks(&self, pen: &mut Pen<'_>, surface: f64, volume: f64, tint: &Tint) {
        let sphere = crate::numerics::math::cbrt(volume * 3.0 / (4.0 * PI));
        let rx = (sphere * 1.2).min(self.profile.radius(surface) * 0.9);
        let ry = (sphere * 1.2).min(surface * 0.45);
        let centre = DVec2::new(0.0, surface - ry * 1.05);
        // Fainter towards its edge.
        for share in [1.0, 0.72, 0.45] {
            pen.alpha(0.5, |pen| tint.blot(pen, centre, rx * share, ry * share));
        }
    }

    /// A layer of solid on the floor, of a volume, m³, of loose grains.
    pub fn draw_solid(&self, pen: &mut Pen<'_>, volume: f64, tint: &Tint) {
        let level = self.profile.level(volume);
        let wet = self.wet(0.0, level);
        pen.polygon(wet.iter().copied(), (Role::Paper, Tone::Base), Stroke::NONE);
        tint.lay(pen, &wet);
        pen.polygon(wet, Fill::None, Stroke::new(Role::Guide, 0.7));
    }

    /// Outline and highlight before what is in it.
    pub fn draw_front(&self, pen: &mut Pen<'_>) {
        pen.outline(Fill::None, Stroke::new(Role::Glass, 1.3).tone(Tone::Dark), |o| self.glass(o));
        let rim = self.side(WALL).last().copied().unwrap_or_default();
        pen.line(DVec2::new(-rim.x, rim.y), rim, Stroke::new(Role::Glass, 1.0).tone(Tone::Dark));
        // Light falls from the upper left: along the left wall, inside.
        let h = self.profile.height();
        let lit = (2..=14).map(|at| h * f64::from(at) / 16.0);
        let line = lit.map(|z| DVec2::new(-self.profile.radius(z) * 0.86, z));
        pen.path(line, Stroke::new(Role::Glass, 1.6).tone(Tone::Light));
    }

    /// Marks of round volumes, a guide only: ISO 3819 and 1773 allow 5 to 10 %.
    pub fn draw_guide(&self, pen: &mut Pen<'_>, step: f64, most: f64) {
        let count = (most / step).round().clamp(0.0, 20.0) as u32;
        for at in 1..=count {
            let volume = step * f64::from(at);
            let z = self.profile.level(volume);
            let r = self.profile.radius(z);
            pen.line(DVec2::new(r * 0.25, z), DVec2::new(r * 0.6, z), Stroke::new(Role::Ink, 0.8));
            pen.detail(r * 0.14, |pen| {
                let words = Words::whole((volume * 1e6).round() as i32);
                pen.text(DVec2::new(r * 0.2, z), words, Anchor::Right, TextSize::World(r * 0.18), Role::Ink);
            });
        }
    }

    /// The mark around the neck of a volumetric flask.
    pub fn draw_mark(&self, pen: &mut Pen<'_>, volume: f64) {
        let z = self.profile.level(volume);
        let r = self.profile.radius(z) + WALL;
        pen.line(DVec2::new(-r, z), DVec2::new(r, z), Stroke::new(Role::Ink, 1.0));
    }

    /// A ground-glass stopper in the neck.
    pub fn draw_stopper(&self, pen: &mut Pen<'_>) {
        let r = self.profile.mouth();
        pen.at(DVec2::new(0.0, self.profile.height()), |pen| stopper(pen, r));
    }

    /// A label on the front.
    pub fn draw_label(&self, pen: &mut Pen<'_>, words: Words) {
        let r = self.profile.widest();
        let label = Rect::centred(DVec2::new(0.0, self.profile.height() * 0.3), r * 1.5, r * 0.95);
        pen.rounded_rect(label, r * 0.06, Role::Paper, Stroke::edge(Role::Paper));
        pen.text(
            label.centre(),
            words,
            Anchor::Centre,
            TextSize::AtLeast { metres: r * 0.3, points: 7.0 },
            Role::FaceInk,
        );
    }
}

/// A ground-glass stopper whose plug goes down from the origin into a mouth of radius `r`, m.
pub fn stopper(pen: &mut Pen<'_>, r: f64) {
    let edge = Stroke::new(Role::Glass, 1.1).tone(Tone::Dark);
    pen.polygon(
        [DVec2::new(-r, 0.0), DVec2::new(r, 0.0), DVec2::new(r * 0.86, -r * 1.7), DVec2::new(-r * 0.86, -r * 1.7)],
        (Role::Glass, Tone::Light),
        edge,
    );
    let head = Rect::new(-r * 1.35, 0.0, r * 1.35, r * 0.95);
    pen.rounded_rect(head, r * 0.4, (Role::Glass, Tone::Light), edge);
}

/// The same on the bench at the origin: on its head, or on its plug.
pub fn stopper_beside(pen: &mut Pen<'_>, r: f64, upside_down: bool) {
    shadow(pen, -r * 1.3, r * 1.3, 0.0);
    if upside_down {
        pen.at(crate::frame::Pose::at(0.0, r * 0.95).turned(PI), |pen| stopper(pen, r));
    } else {
        pen.at(DVec2::new(0.0, r * 1.7), |pen| stopper(pen, r));
    }
}

/// A small round handle to swirl a vessel by: a whirl, filled while it is swirled.
pub fn swirl_knob(pen: &mut Pen<'_>, on: bool) {
    let r = 0.007;
    pen.circle(DVec2::ZERO, r, if on { Role::Accent } else { Role::Wall }, Stroke::new(Role::Accent, 1.4));
    let stroke = Stroke::new(if on { Role::Wall } else { Role::Accent }, 1.3);
    pen.arc(DVec2::ZERO, r * 0.62, 0.3, PI * 1.2, stroke);
    pen.arc(DVec2::new(r * 0.06, -r * 0.05), r * 0.3, PI * 1.1, PI * 2.3, stroke);
}

/// A small round handle to turn a bottle by: a label, filled while it is turned to the palm.
pub fn label_knob(pen: &mut Pen<'_>, turned: bool) {
    let r = 0.007;
    pen.circle(DVec2::ZERO, r, if turned { Role::Accent } else { Role::Wall }, Stroke::new(Role::Accent, 1.4));
    let tag = Rect::centred(DVec2::ZERO, r * 0.95, r * 0.7);
    pen.rect(tag, Fill::None, Stroke::new(if turned { Role::Wall } else { Role::Accent }, 1.2));
}
