//! Masses that hang: hooked ones in a chain, slotted ones on a hanger.

use super::small::{hook, ring};
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// A chain of `count` equal hooked masses hanging from the origin; `size` is the height of a mass body, m
/// (22 mm for 50 g). Returns the depth of the lowest point, m.
pub fn hooked_masses(pen: &mut Pen<'_>, count: u32, size: f64) -> f64 {
    let (half, loop_radius) = (size * 0.46, size * 0.16);
    let pitch = size * 1.62;
    for i in 0..count {
        let top = -f64::from(i) * pitch;
        let body_top = top - size * 0.36;
        ring(pen, DVec2::new(0.0, top - loop_radius * 0.4), loop_radius, size * 0.07);
        if i + 1 < count {
            pen.at(DVec2::new(0.0, body_top - size), |pen| hook(pen, size * 0.06, size * 0.13));
        }
        cylinder(pen, Rect::new(-half, body_top - size, half, body_top), Role::Brass);
        let neck = Rect::new(-half * 0.35, body_top, half * 0.35, body_top + size * 0.1);
        cylinder(pen, neck, Role::Brass);
    }
    f64::from(count) * pitch
}

/// A hanger with `count` slotted masses, hung from the origin; `size` is the thickness of a mass, m.
/// Returns the depth of its plate, m.
pub fn hanger(pen: &mut Pen<'_>, count: u32, size: f64) -> f64 {
    let (half, rod) = (size * 1.7, size * 0.16);
    let depth = size * (f64::from(count.max(4)) + 2.4);
    ring(pen, DVec2::new(0.0, -size * 0.35), size * 0.35, size * 0.16);
    let stem = Rect::new(-rod, -depth, rod, -size * 0.7);
    pen.rect(stem, Fill::band(Role::Steel, stem.min, DVec2::new(rod, -depth)), Stroke::edge(Role::Steel));
    cylinder(pen, Rect::new(-half * 1.04, -depth - size * 0.4, half * 1.04, -depth), Role::Steel);
    for i in 0..count {
        let low = -depth + f64::from(i) * size;
        let body = Rect::new(-half, low, half, low + size * 0.97);
        cylinder(pen, body, Role::Brass);
        // The slot of every other mass is in front, as they are stacked by hand.
        if i % 2 == 0 {
            let slot = Rect::new(-rod * 1.2, body.min.y, rod * 1.2, body.max.y);
            pen.rect(slot, (Role::Brass, Tone::Dark), Stroke::NONE);
        }
    }
    depth
}

/// A metal cylinder seen from the side.
fn cylinder(pen: &mut Pen<'_>, body: Rect, role: Role) {
    let right = DVec2::new(body.max.x, body.min.y);
    pen.rounded_rect(body, body.height() * 0.1, Fill::band(role, body.min, right), Stroke::edge(role));
}
