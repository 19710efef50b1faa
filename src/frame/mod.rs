//! A finished picture: a display list in world metres (y up), with roles for colours and keys for words.
//! Not here: physics, colours of a theme inside items, strings of a language, or any drawing surface.
//! Start with `Frame` and `Item`, then `Pen`, which fills a frame, and `paint`, which walks it for a surface.

pub mod apparatus;
mod arrow;
mod camera;
mod halo;
pub mod hit;
mod item;
mod outline;
pub mod paint;
mod palette;
mod pen;
mod rect;
mod role;
mod style;
pub mod svg;
#[cfg(test)]
mod tests;
mod trig;
mod words;

pub use camera::{Align, Camera};
pub use halo::{Touch, halo};
pub use item::{Anchor, Group, Item, Span, Target, TextSize};
pub use outline::Outline;
pub use palette::{Palette, Theme};
pub use pen::{Pen, Pose};
pub use rect::Rect;
pub use role::{Role, Tone};
pub use style::{Cap, Dash, Fill, Rgba, Shade, Stroke};
pub use words::{Run, Script, Strings, TextLine, Words, number};

use glam::DVec2;

/// One picture. Its memory is kept by [`Frame::clear`], so drawing the next picture allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What the picture is about, world metres: a camera fits this.
    pub world: Rect,
    /// What is drawn, from back to front.
    pub items: Vec<Item>,
    points: Vec<DVec2>,
}

impl Frame {
    /// An empty picture of a part of the world.
    pub fn new(world: Rect) -> Self {
        Self { world, items: Vec::new(), points: Vec::new() }
    }

    /// Empties the picture and keeps its memory.
    pub fn clear(&mut self) {
        self.items.clear();
        self.points.clear();
    }

    /// The points of a span, world metres; empty if the span is not of this picture.
    pub fn points(&self, span: Span) -> &[DVec2] {
        self.points.get(span.start as usize..span.end as usize).unwrap_or(&[])
    }

    /// Memory held, in items and points: equal after two drawings of the same thing.
    pub fn capacity(&self) -> (usize, usize) {
        (self.items.capacity(), self.points.capacity())
    }
}
