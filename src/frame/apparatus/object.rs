//! Things to be measured: a cuboid, a tube, a wire, sheets of paper. The lower left corner is at the origin.

use super::small::grain;
use crate::frame::{Dash, Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// Lines drawn at most for the edges of sheets: more run together.
const MOST_EDGES: f64 = 60.0;

/// A cuboid of a material: 0 wood, 1 steel, 2 brass.
pub fn cuboid(pen: &mut Pen<'_>, size: DVec2, material: usize) {
    let body = Rect::new(0.0, 0.0, size.x, size.y);
    let role = [Role::Wood, Role::Steel, Role::Brass].get(material).copied().unwrap_or(Role::Wood);
    pen.rect(body, Fill::down(role, DVec2::new(0.0, size.y), DVec2::ZERO), Stroke::edge(role));
    if role == Role::Wood {
        grain(pen, body, role, 4);
    }
}

/// A tube that stands on its closed end, with its hole in dashes.
pub fn tube(pen: &mut Pen<'_>, size: DVec2, inner: f64, depth: f64) {
    let body = Rect::new(0.0, 0.0, size.x, size.y);
    pen.rect(body, Fill::band(Role::Steel, DVec2::ZERO, DVec2::new(size.x, 0.0)), Stroke::edge(Role::Steel));
    let (left, right) = ((size.x - inner) / 2.0, (size.x + inner) / 2.0);
    let hole = [(left, size.y), (left, size.y - depth), (right, size.y - depth), (right, size.y)];
    let dashes = Stroke::new(Role::Steel, 1.2).tone(Tone::Dark).dash(Dash::Dashed);
    pen.path(hole.map(|(x, y)| DVec2::new(x, y)), dashes);
}

/// A wire that lies level.
pub fn wire(pen: &mut Pen<'_>, size: DVec2) {
    let body = Rect::new(0.0, 0.0, size.x, size.y);
    pen.rect(body, Fill::down(Role::Copper, DVec2::new(0.0, size.y), DVec2::ZERO), Stroke::edge(Role::Copper));
}

/// Sheets of paper from their edge.
pub fn sheets(pen: &mut Pen<'_>, size: DVec2, count: f64) {
    pen.rect(Rect::new(0.0, 0.0, size.x, size.y), Role::Face, Stroke::edge(Role::Metal));
    let edges = count.clamp(1.0, MOST_EDGES);
    let level = |i: usize| size.y * i as f64 / edges;
    let lines = (1..edges as usize).map(|i| (DVec2::new(0.0, level(i)), DVec2::new(size.x, level(i))));
    pen.detail(size.y / edges, |pen| pen.lines(lines, Stroke::new(Role::Metal, 0.5)));
}
