//! A drawing board seen from above, with a sheet held by pins, and a pencil that lies on it.

use super::small::grain;
use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;

/// Board beyond the sheet on every side, m.
const MARGIN: f64 = 0.035;

/// A sheet of this width and height about a place, pinned to a board.
pub fn drawing_board(pen: &mut Pen<'_>, middle: DVec2, width: f64, height: f64) {
    let sheet = Rect::centred(middle, width, height);
    let board = sheet.grown(MARGIN);
    let under = Rect { min: board.min + DVec2::new(0.004, -0.006), max: board.max + DVec2::new(0.004, -0.006) };
    pen.alpha(0.22, |pen| pen.rounded_rect(under, 0.008, Role::Shadow, Stroke::NONE));
    pen.rounded_rect(board, 0.006, Fill::down(Role::Wood, board.max, board.min), Stroke::edge(Role::Wood));
    grain(pen, board, Role::Wood, 9);
    let under = Rect { min: sheet.min + DVec2::new(0.0015, -0.002), max: sheet.max + DVec2::new(0.0015, -0.002) };
    pen.alpha(0.18, |pen| pen.rect(under, Role::Shadow, Stroke::NONE));
    pen.rect(sheet, Role::Paper, Stroke::edge(Role::Paper));
    let inset = 0.012;
    for x in [sheet.min.x + inset, sheet.max.x - inset] {
        for y in [sheet.min.y + inset, sheet.max.y - inset] {
            pin_head(pen, DVec2::new(x, y));
        }
    }
}

/// The head of a drawing pin seen from above.
pub fn pin_head(pen: &mut Pen<'_>, at: DVec2) {
    pen.alpha(0.25, |pen| pen.circle(at + DVec2::new(0.0012, -0.0018), 0.0062, Role::Shadow, Stroke::NONE));
    pen.circle(at, 0.006, Fill::ball(Role::Brass, at, 0.006), Stroke::edge(Role::Brass));
    pen.circle(at, 0.002, (Role::Brass, Tone::Light), Stroke::NONE);
}

/// More of the sleeve of a [`hand`](super::hand), as far as the arm reaches into the picture from its edge.
pub fn forearm(pen: &mut Pen<'_>) {
    let (near, far, slim, wide) = (0.188, 0.7, 0.039, 0.058);
    let sleeve = [(near, slim), (far, wide), (far, -wide), (near, -slim)].map(|(x, y)| DVec2::new(x, y));
    let fill = Fill::down(Role::Sleeve, DVec2::new(0.0, 0.035), DVec2::new(0.0, -0.035));
    pen.polygon(sleeve, fill, Stroke::NONE);
    pen.lines([(sleeve[0], sleeve[1]), (sleeve[3], sleeve[2])], Stroke::edge(Role::Sleeve));
}

/// A pencil with its point at the origin, its end to the upper right.
pub fn lead_pencil(pen: &mut Pen<'_>) {
    let along = DVec2::new(0.62, 0.785);
    let across = along.perp() * 0.0028;
    let at = |way: f64| along * way;
    let (a, b, c, d) = (at(0.0), at(0.011), at(0.075), at(0.084));
    pen.polygon([a, b + across, b - across], (Role::Wood, Tone::Light), Stroke::edge(Role::Wood));
    pen.polygon([b + across, c + across, c - across, b - across], Role::Accent, Stroke::edge(Role::Accent));
    pen.line(b, c, Stroke::new(Role::Accent, 0.8).tone(Tone::Light).world(0.0009));
    pen.polygon([c + across, d + across, d - across, c - across], Role::Metal, Stroke::edge(Role::Metal));
    pen.polygon([a, a.lerp(b + across, 0.35), a.lerp(b - across, 0.35)], Role::Mark, Stroke::NONE);
}
