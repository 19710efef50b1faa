//! Boards with paper on which moving balls leave marks.

use super::bench::shadow;
use super::small::grain;
use crate::frame::{Fill, Pen, Rect, Role, Stroke};
use glam::DVec2;

/// An upright board facing the learner, with white paper and perhaps carbon paper pinned on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// The board, m.
    pub board: Rect,
    /// The white paper, m.
    pub paper: Rect,
    /// The carbon paper, if there is any, m.
    pub carbon: Option<Rect>,
    /// Whether it stands on feet at its lower edge.
    pub feet: bool,
}

impl Screen {
    /// A board filled with paper but for a margin.
    pub fn new(board: Rect) -> Self {
        Self { board, paper: board.grown(-0.02), carbon: None, feet: true }
    }

    /// Draws it with a mark of a radius (m) at each point.
    pub fn draw(&self, pen: &mut Pen<'_>, marks: impl IntoIterator<Item = DVec2>, mark: f64) {
        let b = self.board;
        if self.feet {
            shadow(pen, b.min.x, b.max.x, b.min.y - 0.018);
            for x in [b.min.x + b.width() * 0.12, b.max.x - b.width() * 0.12] {
                let foot = Rect::new(x - 0.035, b.min.y - 0.018, x + 0.035, b.min.y + 0.006);
                let fill = Fill::down(Role::Iron, foot.max, foot.min);
                pen.rounded_rect(foot, 0.004, fill, Stroke::edge(Role::Iron));
            }
        }
        let fill = Fill::down(Role::Board, DVec2::new(b.min.x, b.max.y), b.min);
        pen.rounded_rect(b, 0.004, fill, Stroke::edge(Role::Board));
        let margin = self.paper.min.y - b.min.y;
        grain(pen, Rect::new(b.min.x, b.min.y, b.max.x, b.min.y + margin.max(0.004)), Role::Board, 1);
        sheet(pen, self.paper, Role::Paper);
        pen.dots(marks, mark, Role::Mark);
        // The carbon paper covers the marks until it is lifted.
        if let Some(carbon) = self.carbon {
            sheet(pen, carbon, Role::CarbonPaper);
        }
    }
}

/// A sheet with a soft shadow and a pin in each corner.
fn sheet(pen: &mut Pen<'_>, r: Rect, role: Role) {
    pen.rect(r.moved(DVec2::new(0.002, -0.003)), (Role::Shadow, crate::frame::Tone::Light), Stroke::NONE);
    pen.rect(r, role, Stroke::edge(role));
    let pin = 0.0035;
    let inner = r.grown(-2.2 * pin);
    for p in [inner.min, inner.max, DVec2::new(inner.min.x, inner.max.y), DVec2::new(inner.max.x, inner.min.y)] {
        pen.circle(p, pin, Fill::ball(Role::Brass, p, pin), Stroke::edge(Role::Brass));
    }
}
