//! Painting a frame: walks the items once and tells a surface what to draw, in CSS pixels (y down) and colours.
//! Every surface (canvas, SVG) gets the same calls, so a poster shows what the stage shows.

use super::arrow::{SHAFT, arrow};
use super::{Camera, Cap, Fill, Frame, Group, Item, Palette, Rect, Rgba, Role, Shade, Strings, Stroke, TextLine};
use super::{TextSize, Tone};
use glam::DVec2;

/// Stops of a gradient: place (0 to 1) and colour.
pub type Stops = [(f64, Rgba); 4];

/// What a shape is filled with. Places are CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// Nothing.
    None,
    /// One colour.
    Flat(Rgba),
    /// A gradient along a line.
    Linear {
        /// Place of the first stop.
        from: DVec2,
        /// Place of the last stop.
        to: DVec2,
        /// Its colours.
        stops: Stops,
    },
    /// A gradient around a point.
    Radial {
        /// Place of the first stop.
        centre: DVec2,
        /// Distance of the last stop.
        radius: f64,
        /// Its colours.
        stops: Stops,
    },
}

/// What a shape is outlined with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its colour.
    pub colour: Rgba,
    /// Its width, CSS pixels; 0 for none.
    pub width: f64,
    /// Lengths on and off, screen points.
    pub dash: &'static [f64],
    /// Its ends.
    pub cap: Cap,
}

impl Line {
    /// No line.
    pub const NONE: Line = Line { colour: Rgba { r: 0, g: 0, b: 0, a: 0 }, width: 0.0, dash: &[], cap: Cap::Round };
}

/// How points make a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A line through them.
    Open,
    /// The area inside them.
    Closed,
    /// Pairs are separate segments.
    Pairs,
}

/// A line of text ready to be set.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Place of the anchor, CSS pixels.
    pub at: DVec2,
    /// The letters.
    pub line: &'a TextLine,
    /// How much of its width lies left of the anchor: 0, 0.5 or 1.
    pub left: f64,
    /// How far the base line lies under the anchor, CSS pixels.
    pub drop: f64,
    /// Font size, CSS pixels.
    pub size: f64,
    /// Turned clockwise by this angle, radians.
    pub angle: f64,
    /// Its colour.
    pub colour: Rgba,
}

/// Something to paint on. All places and lengths are CSS pixels.
pub trait Surface {
    /// Opens a group with a clip and an opacity that multiply with those around it.
    fn push(&mut self, clip: Option<Rect>, alpha: f32);
    /// Closes the innermost group.
    fn pop(&mut self);
    /// A shape through points.
    fn shape(&mut self, points: &[DVec2], join: Join, ink: &Ink, line: &Line);
    /// Equal discs.
    fn discs(&mut self, centres: &[DVec2], radius: f64, ink: &Ink, line: &Line);
    /// A line of text.
    fn text(&mut self, label: &Label<'_>);
}

/// Memory of a painter, reused between frames.
#[derive(Debug, Default)]
pub struct Painter {
    points: Vec<DVec2>,
    line: TextLine,
    opened: Vec<bool>,
}

impl Painter {
    /// A painter.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints a frame. Groups too fine for the scale and items outside the viewport are left out.
    pub fn paint(
        &mut self,
        frame: &Frame,
        camera: &Camera,
        palette: &Palette,
        strings: &Strings<'_>,
        surface: &mut dyn Surface,
    ) {
        let view = View { camera, palette, seen: Rect { min: DVec2::ZERO, max: camera.viewport } };
        self.opened.clear();
        let mut hidden = 0_usize;
        for item in &frame.items {
            match item {
                Item::Begin(_) if hidden > 0 => hidden += 1,
                Item::Begin(group) if !group.visible(camera.points_per_metre()) || group.alpha <= 0.0 => hidden = 1,
                Item::Begin(group) => self.opened.push(view.begin(group, surface)),
                Item::End if hidden > 0 => hidden -= 1,
                Item::End => {
                    if self.opened.pop() == Some(true) {
                        surface.pop();
                    }
                }
                _ if hidden > 0 => {}
                item => self.item(frame, &view, item, strings, surface),
            }
        }
        // A frame with an unclosed group must not spoil the next one on the same surface.
        while let Some(opened) = self.opened.pop() {
            if opened {
                surface.pop();
            }
        }
    }

    fn item(&mut self, frame: &Frame, view: &View<'_>, item: &Item, strings: &Strings<'_>, surface: &mut dyn Surface) {
        match item {
            Item::Path { points, closed, fill, stroke } => {
                let line = view.line(stroke);
                if self.place(view, frame.points(*points), line.width) {
                    let join = if *closed { Join::Closed } else { Join::Open };
                    surface.shape(&self.points, join, &view.ink(fill), &line);
                }
            }
            Item::Lines { points, stroke } => {
                let line = view.line(stroke);
                if self.place(view, frame.points(*points), line.width) {
                    surface.shape(&self.points, Join::Pairs, &Ink::None, &line);
                }
            }
            Item::Circle { centre, radius, fill, stroke } => {
                let (line, radius) = (view.line(stroke), radius * view.camera.pixels_per_metre());
                if self.place(view, std::slice::from_ref(centre), radius * 2.0 + line.width) {
                    surface.discs(&self.points, radius, &view.ink(fill), &line);
                }
            }
            Item::Dots { points, radius, fill } => {
                let radius = (radius * view.camera.pixels_per_metre()).max(view.camera.point);
                if self.place(view, frame.points(*points), radius * 2.0) {
                    surface.discs(&self.points, radius, &view.ink(fill), &Line::NONE);
                }
            }
            Item::Arrow { from, to, role, label } => {
                let unit = view.camera.point * view.palette.weight();
                let (from, to) = (view.camera.screen_from_world(*from), view.camera.screen_from_world(*to));
                let Some(arrow) = arrow(from, to, unit) else { return };
                let colour = view.palette.colour(*role, Tone::Base);
                label.resolve(strings, &mut self.line);
                let size = 15.0 * view.camera.point * view.palette.label();
                let shaft = Line { colour, width: SHAFT * unit, cap: Cap::Butt, ..Line::NONE };
                if !self.line.text().is_empty() {
                    // The symbol has a ground in the wall's colour: it may lie on wood or metal of any colour.
                    let wall = Rgba { a: 150, ..view.palette.colour(Role::Wall, Tone::Base) };
                    let ground = Line { colour: wall, width: size * 1.2, ..Line::NONE };
                    let half = DVec2::new(size * (self.line.rough_width() - 0.8).max(0.1) * 0.5, 0.0);
                    surface.shape(&[arrow.label - half, arrow.label + half], Join::Open, &Ink::None, &ground);
                }
                surface.shape(&[from, arrow.neck], Join::Open, &Ink::None, &shaft);
                surface.shape(&arrow.head, Join::Closed, &Ink::Flat(colour), &Line::NONE);
                self.text(arrow.label, super::Anchor::Centre, size, 0.0, colour, surface);
            }
            Item::Text { at, words, anchor, size, role, angle } => {
                let points = size.points(view.camera.points_per_metre(), view.palette.label());
                if points < TextSize::LEGIBLE {
                    return;
                }
                let size = points * view.camera.point;
                let at = view.camera.screen_from_world(*at);
                words.resolve(strings, &mut self.line);
                if view.seen.grown(size * (1.0 + self.line.rough_width())).contains(at) {
                    self.text(at, *anchor, size, -angle, view.palette.colour(*role, Tone::Base), surface);
                }
            }
            Item::Begin(_) | Item::End => {}
        }
    }

    fn text(&self, at: DVec2, anchor: super::Anchor, size: f64, angle: f64, colour: Rgba, surface: &mut dyn Surface) {
        if self.line.text().is_empty() || !at.is_finite() {
            return;
        }
        let (left, drop) = (anchor.left(), anchor.drop() * size);
        surface.text(&Label { at, line: &self.line, left, drop, size, angle, colour });
    }

    /// Puts points on the screen; false if they are not to be seen.
    fn place(&mut self, view: &View<'_>, points: &[DVec2], margin: f64) -> bool {
        self.points.clear();
        self.points.extend(points.iter().map(|p| view.camera.screen_from_world(*p)));
        self.points.iter().all(|p| p.is_finite())
            && Rect::around(&self.points).is_some_and(|r| r.grown(margin).meets(&view.seen))
    }
}

struct View<'a> {
    camera: &'a Camera,
    palette: &'a Palette,
    seen: Rect,
}

impl View<'_> {
    /// True if the surface has a group to close.
    fn begin(&self, group: &Group, surface: &mut dyn Surface) -> bool {
        if group.clip.is_none() && group.alpha >= 1.0 {
            return false;
        }
        let screen =
            |r: Rect| Rect::corners(self.camera.screen_from_world(r.min), self.camera.screen_from_world(r.max));
        surface.push(group.clip.map(screen), group.alpha);
        true
    }

    fn line(&self, stroke: &Stroke) -> Line {
        if stroke.is_none() {
            return Line::NONE;
        }
        let points = stroke.width * self.palette.weight() * self.camera.point;
        Line {
            colour: self.palette.colour(stroke.role, stroke.tone),
            width: points.max(stroke.world_width * self.camera.pixels_per_metre()),
            dash: stroke.dash.pattern(),
            cap: stroke.cap,
        }
    }

    fn ink(&self, fill: &Fill) -> Ink {
        match fill {
            Fill::None => Ink::None,
            Fill::Solid(role) => Ink::Flat(self.palette.colour(*role, Tone::Base)),
            Fill::Toned(role, tone) => Ink::Flat(self.palette.colour(*role, *tone)),
            Fill::Colour(colour) => Ink::Flat(*colour),
            Fill::Shaded { role, shade } => self.shaded(*role, shade),
        }
    }

    fn shaded(&self, role: Role, shade: &Shade) -> Ink {
        let [base, light, dark] = [Tone::Base, Tone::Light, Tone::Dark].map(|t| self.palette.colour(role, t));
        let screen = |p: &DVec2| self.camera.screen_from_world(*p);
        match shade {
            Shade::Band { from, to } => {
                let stops = [(0.0, base.mix(dark, 0.75)), (0.32, light), (0.62, base), (1.0, dark)];
                Ink::Linear { from: screen(from), to: screen(to), stops }
            }
            Shade::Down { from, to } => {
                let stops = [(0.0, light), (0.0, light), (1.0, base), (1.0, base)];
                Ink::Linear { from: screen(from), to: screen(to), stops }
            }
            Shade::Ball { centre, radius } => {
                let radius = radius * self.camera.pixels_per_metre();
                let stops = [(0.0, light), (0.45, base), (0.8, base.mix(dark, 0.55)), (1.0, dark)];
                Ink::Radial { centre: screen(centre) + DVec2::splat(-0.34 * radius), radius: radius * 1.5, stops }
            }
        }
    }
}
