//! The room: wall with a faint grid, bench, and the shadows of what stands on it.

use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// Thickness of the table top, m.
const TOP: f64 = 0.022;

/// Wall, faint grid and a bench whose top is at height `top`, m.
pub fn room(pen: &mut Pen<'_>, top: f64) {
    let world = pen.world();
    // A camera of another shape sees more than the world; a picture has no edge there.
    let all = world.grown(world.width().max(world.height()) * 2.0);
    let (high, low) = (DVec2::new(0.0, world.max.y), DVec2::new(0.0, top));
    pen.rect(all, Fill::down(Role::Wall, high, low), Stroke::NONE);
    let cell = cell(world.height());
    let line = Stroke::new(Role::Grid, 0.7);
    let (x0, x1) = ((all.min.x / cell).floor() as i32, (all.max.x / cell).ceil() as i32);
    let y1 = ((all.max.y - top) / cell).ceil() as i32;
    pen.lines((x0..=x1).map(|i| f64::from(i) * cell).map(|x| (DVec2::new(x, top), DVec2::new(x, all.max.y))), line);
    pen.lines(
        (1..=y1).map(|i| top + f64::from(i) * cell).map(|y| (DVec2::new(all.min.x, y), DVec2::new(all.max.x, y))),
        line,
    );
    bench(pen, top);
}

/// A bench seen from the front, its top at height `top`, m, as wide as can be seen.
pub fn bench(pen: &mut Pen<'_>, top: f64) {
    let world = pen.world();
    let reach = world.width().max(world.height()) * 2.0;
    let (left, right) = (world.min.x - reach, world.max.x + reach);
    let deep = (top - world.min.y).max(0.1);
    let front = Fill::down(Role::Bench, DVec2::new(0.0, top), DVec2::new(0.0, top - deep));
    pen.rect(Rect::new(left, top - deep - reach, right, top), front, Stroke::NONE);
    pen.rect(Rect::new(left, top - TOP, right, top), Role::BenchEdge, Stroke::NONE);
    pen.rect(Rect::new(left, top - TOP * 1.35, right, top - TOP), (Role::Shadow, Tone::Light), Stroke::NONE);
    pen.line(DVec2::new(left, top), DVec2::new(right, top), Stroke::new(Role::BenchEdge, 1.2).tone(Tone::Light));
}

/// Soft shadow on the bench of a thing that stands between `left` and `right` at height `y`, m.
pub fn shadow(pen: &mut Pen<'_>, left: f64, right: f64, y: f64) {
    let (half, centre) = ((right - left) * 0.5, DVec2::new((left + right) * 0.5 + 0.006, y - 0.006));
    pen.ellipse(centre, half * 1.06 + 0.006, 0.0075, (Role::Shadow, Tone::Light), Stroke::NONE);
    pen.ellipse(centre, half, 0.0055, (Role::Shadow, Tone::Light), Stroke::NONE);
}

/// Size of a cell of the grid, m: the power of ten that gives 4 to 40 cells in the height.
fn cell(height: f64) -> f64 {
    let mut cell = 0.1;
    while height / cell > 40.0 {
        cell *= 10.0;
    }
    while height / cell < 4.0 && cell > 1e-4 {
        cell /= 10.0;
    }
    cell
}
