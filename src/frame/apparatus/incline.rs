//! Inclined planes.

use super::bench::shadow;
use super::small::grain;
use crate::frame::trig::sin_cos;
use crate::frame::{Fill, Pen, Pose, Rect, Role, Stroke};
use glam::DVec2;

/// A board that rises to the right from the origin, where its upper surface meets the bench.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incline {
    /// Length of the board, m.
    pub length: f64,
    /// Its angle to the bench, radians, 0 to a right angle.
    pub angle: f64,
    /// Its thickness, m.
    pub thickness: f64,
}

impl Incline {
    /// Upper end of its upper surface, from the origin, m.
    pub fn top(&self) -> DVec2 {
        let (s, c) = sin_cos(self.angle);
        DVec2::new(c, s) * self.length
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (s, c) = sin_cos(self.angle);
        let t = self.thickness;
        let along = DVec2::new(c, s);
        let foot = along * (self.length * 0.86) + DVec2::new(s, -c) * t;
        shadow(pen, 0.0, (c * self.length).max(foot.x + t), 0.0);
        if foot.y > t * 0.5 {
            // A post on a foot, with its screw in the slot.
            let post = Rect::new(foot.x - t * 0.7, 0.0, foot.x + t * 0.7, foot.y + t * 0.4);
            let right = DVec2::new(post.max.x, 0.0);
            pen.rect(post, Fill::band(Role::Metal, post.min, right), Stroke::edge(Role::Metal));
            let base = Rect::new(foot.x - t * 3.0, 0.0, foot.x + t * 3.0, t * 0.6);
            let fill = Fill::down(Role::Iron, base.max, base.min);
            pen.rounded_rect(base, t * 0.25, fill, Stroke::edge(Role::Iron));
        }
        pen.at(Pose::at(0.0, 0.0).turned(self.angle), |pen| {
            // The lower end is cut to lie flat on the bench.
            let cut = if s > 1e-6 { (t * c / s).min(self.length * 0.5) } else { 0.0 };
            let fill = Fill::down(Role::Board, DVec2::ZERO, DVec2::new(0.0, -t));
            let board = [(0.0, 0.0), (self.length, 0.0), (self.length, -t), (cut, -t)];
            pen.polygon(board.map(DVec2::from), fill, Stroke::edge(Role::Board));
            grain(pen, Rect::new(cut, -t, self.length, -t * 0.15), Role::Board, 3);
        });
        if foot.y > t * 0.5 {
            super::small::screw(pen, foot + along.perp() * t * 0.5, t * 0.3);
        }
    }
}
