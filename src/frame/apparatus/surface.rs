//! Long boards with different surfaces, for friction.

use super::small::grain;
use crate::frame::trig::{polar, sin_cos};
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;
use std::f64::consts::PI;

/// What a board is covered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Bare wood.
    Wood,
    /// Terry towel, with its loops.
    Towel,
    /// Cotton cloth, with its weave and hem.
    Cotton,
}

/// A long board along +x from the origin, its upper surface at y = 0. The cover hangs over both ends.
pub fn surface(pen: &mut Pen<'_>, length: f64, thickness: f64, cover: Cover) {
    let cloth = match cover {
        Cover::Wood => 0.0,
        Cover::Towel => thickness * 0.3,
        Cover::Cotton => thickness * 0.16,
    };
    let wood = Rect::new(0.0, -thickness, length, -cloth);
    let fill = Fill::down(Role::Board, DVec2::ZERO, DVec2::new(0.0, -thickness));
    pen.rounded_rect(wood, thickness * 0.06, fill, Stroke::edge(Role::Board));
    grain(pen, wood, Role::Board, 3);
    let (hang, t) = (thickness * 1.45, cloth.max(thickness * 0.14));
    match cover {
        Cover::Wood => {
            let lit = Stroke::new(Role::Board, 1.0).tone(Tone::Light);
            let y = -thickness * 0.05;
            pen.line(DVec2::new(thickness * 0.1, y), DVec2::new(length - thickness * 0.1, y), lit);
        }
        Cover::Towel => towel(pen, length, t, hang),
        Cover::Cotton => cotton(pen, length, t, hang),
    }
}

fn towel(pen: &mut Pen<'_>, length: f64, t: f64, hang: f64) {
    let pitch = t * 0.8;
    let loops = (length / pitch).round().max(2.0);
    let step = length / loops;
    let count = loops as u32;
    let low = -hang * 0.52;
    // Hanging ends behind, then the part that lies on the board and over its front.
    ends(pen, length, t, hang, Role::Towel);
    pen.outline(Fill::down(Role::Towel, DVec2::ZERO, DVec2::new(0.0, low)), Stroke::edge(Role::Towel), |o| {
        o.to(0.0, low).to(0.0, -t * 0.26);
        // The pile: a loop beside a loop.
        for i in 0..count {
            let x = (f64::from(i) + 0.5) * step;
            for k in 0..=6 {
                let p = polar(DVec2::ZERO, 1.0, PI * (1.0 - f64::from(k) / 6.0));
                o.to(x + p.x * step * 0.5, (p.y - 1.0) * t * 0.26);
            }
        }
        o.to(length, low);
    });
    let stripe = Stroke::new(Role::Towel, 1.4).tone(Tone::Light).world(t * 0.24).butt();
    pen.line(DVec2::new(0.0, low * 0.84), DVec2::new(length, low * 0.84), stripe);
    let loops = Stroke::new(Role::Towel, 0.8).tone(Tone::Dark);
    pen.detail(step * 0.5, |pen| {
        pen.alpha(0.6, |pen| {
            for row in 0..2 {
                let y = -t * (0.62 + 0.5 * f64::from(row));
                let marks = (1..count).map(|i| {
                    let x = (f64::from(i) + 0.5 * f64::from(row) - 0.3) * step;
                    (DVec2::new(x, y), DVec2::new(x + step * 0.3, y - t * 0.14))
                });
                pen.lines(marks, loops);
            }
        });
    });
}

fn cotton(pen: &mut Pen<'_>, length: f64, t: f64, hang: f64) {
    let low = -hang * 0.48;
    ends(pen, length, t, hang, Role::Cotton);
    pen.outline(Fill::down(Role::Cotton, DVec2::ZERO, DVec2::new(0.0, low)), Stroke::edge(Role::Cotton), |o| {
        o.to(0.0, 0.0).to(length, 0.0).to(length, low);
        // The lower hem waves a little, as cloth does.
        for i in (0..=60).rev() {
            let u = f64::from(i) / 60.0;
            o.to(length * u, low + t * 0.35 * sin_cos(u * length / hang * 2.2).0);
        }
    });
    // A fine check of the weave, and the hem's stitches.
    let weave = Stroke::new(Role::Cotton, 0.6).tone(Tone::Dark);
    let pitch = hang * 0.16;
    let columns = (length / pitch) as u32;
    pen.detail(pitch * 0.6, |pen| {
        pen.alpha(0.55, |pen| {
            let upright = (1..=columns).map(|i| f64::from(i) * pitch);
            pen.lines(upright.map(|x| (DVec2::new(x, -t * 0.2), DVec2::new(x, low + t * 0.5))), weave);
            let level = [0.3, 0.62].map(|part| low * part);
            pen.lines(level.map(|y| (DVec2::new(0.0, y), DVec2::new(length, y))), weave);
        });
    });
    let hem = (0..columns).map(|i| (f64::from(i) + 0.25) * pitch);
    pen.detail(pitch * 0.6, |pen| {
        pen.lines(hem.map(|x| (DVec2::new(x, low * 0.86), DVec2::new(x + pitch * 0.5, low * 0.86))), weave);
    });
}

/// The ends of a cloth, hanging over the ends of the board with a fold.
fn ends(pen: &mut Pen<'_>, length: f64, t: f64, hang: f64, role: Role) {
    for (x, side) in [(0.0, -1.0), (length, 1.0)] {
        let wide = t.max(hang * 0.12) * side;
        let fill = Fill::down(role, DVec2::ZERO, DVec2::new(0.0, -hang));
        pen.outline(fill, Stroke::edge(role), |o| {
            o.to(x, 0.0).curve((x + wide * 0.8, 0.0), (x + wide, -t * 0.6), (x + wide, -t * 1.6));
            o.curve((x + wide, -hang * 0.6), (x + wide * 1.3, -hang * 0.7), (x + wide * 1.25, -hang));
            o.to(x - wide * 0.2, -hang * 0.97).to(x, -hang * 0.5);
        });
        let fold = Stroke::new(role, 0.8).tone(Tone::Dark);
        pen.alpha(0.6, |pen| {
            pen.line(DVec2::new(x + wide * 0.5, -hang * 0.45), DVec2::new(x + wide * 0.6, -hang * 0.94), fold);
        });
    }
}
