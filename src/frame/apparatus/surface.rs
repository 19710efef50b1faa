//! Long boards with different surfaces, for friction.

use super::small::grain;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

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
        Cover::Towel => thickness * 0.42,
        Cover::Cotton => thickness * 0.16,
    };
    let wood = Rect::new(0.0, -thickness, length, -cloth);
    let fill = Fill::down(Role::Board, DVec2::ZERO, DVec2::new(0.0, -thickness));
    pen.rounded_rect(wood, thickness * 0.06, fill, Stroke::edge(Role::Board));
    grain(pen, wood, Role::Board, 3);
    let (hang, t) = (thickness * 1.5, cloth.max(thickness * 0.14));
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
    let edge = Stroke::edge(Role::Towel);
    pen.outline(Fill::down(Role::Towel, DVec2::ZERO, DVec2::new(0.0, -t)), edge, |o| {
        o.to(-t, -hang).to(-t, -t * 0.6);
        // The pile: a loop beside a loop.
        for i in 0..loops as u32 {
            let x = (f64::from(i) + 0.5) * step;
            for k in 0..=6 {
                let p = crate::frame::trig::polar(DVec2::ZERO, 1.0, std::f64::consts::PI * (1.0 - f64::from(k) / 6.0));
                o.to(x + p.x * step * 0.5, (p.y - 1.0) * t * 0.26);
            }
        }
        o.to(length + t, -t * 0.6).to(length + t, -hang).to(length, -hang).to(length, -t).to(0.0, -t).to(0.0, -hang);
    });
    let stripe = Stroke::new(Role::Towel, 1.4).tone(Tone::Light).world(t * 0.22).butt();
    for y in [hang * 0.82, hang * 0.7] {
        pen.lines([(-t, 0.0), (length, length + t)].map(|(a, b)| (DVec2::new(a, -y), DVec2::new(b, -y))), stripe);
    }
    let fringe = Stroke::new(Role::Towel, 0.9).tone(Tone::Dark);
    pen.detail(t * 0.3, |pen| {
        let strands = (0..4).flat_map(|i| {
            let x = t * (f64::from(i) + 0.5) * 0.25;
            [x - t, length + x].map(|x| (DVec2::new(x, -hang), DVec2::new(x, -hang - t * 0.5)))
        });
        pen.lines(strands, fringe);
        // Loops in the body of the cloth.
        let rows = (1..loops as u32).map(|i| {
            let x = f64::from(i) * step;
            (DVec2::new(x, -t * 0.5), DVec2::new(x - step * 0.2, -t * 0.82))
        });
        pen.alpha(0.6, |pen| pen.lines(rows, fringe));
    });
}

fn cotton(pen: &mut Pen<'_>, length: f64, t: f64, hang: f64) {
    let thin = t;
    pen.outline(Fill::down(Role::Cotton, DVec2::ZERO, DVec2::new(0.0, -hang)), Stroke::edge(Role::Cotton), |o| {
        o.to(-thin * 1.6, -hang * 1.1).curve((-thin, -hang * 0.5), (-thin * 1.4, -thin), (0.0, 0.0));
        o.to(length, 0.0);
        o.curve((length + thin * 1.4, -thin), (length + thin, -hang * 0.5), (length + thin * 1.6, -hang * 1.1));
        o.to(length, -hang * 1.05).to(length, -thin).to(0.0, -thin).to(0.0, -hang * 1.05);
    });
    // The weave shows as a fine row of stitches, the hem as a dashed line.
    let stitch = Stroke::new(Role::Cotton, 0.8).tone(Tone::Dark);
    let pitch = thin * 1.1;
    let count = (length / pitch) as u32;
    pen.detail(pitch, |pen| {
        let row = (0..count).map(|i| {
            let x = (f64::from(i) + 0.25) * pitch;
            (DVec2::new(x, -thin * 0.5), DVec2::new(x + pitch * 0.5, -thin * 0.5))
        });
        pen.lines(row, stitch);
        let hem = [(-thin * 1.3, 0.0), (length, length + thin * 1.3)];
        pen.lines(hem.map(|(a, b)| (DVec2::new(a, -hang * 0.92), DVec2::new(b, -hang * 0.92))), stitch);
    });
}
