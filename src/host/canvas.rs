//! A frame on a browser's canvas.

use super::context::{Context, Gradient};
use crate::frame::paint::{Ink, Join, Label, Line, Painter, Stops, Surface};
use crate::frame::svg::FONTS;
use crate::frame::{Camera, Cap, Frame, Palette, Rect, Rgba, Role, Script, Strings, Tone};
use crate::quantity::Entries;
use glam::DVec2;
use std::f64::consts::TAU;
use std::fmt::Write;

/// Gradients kept at most: things that stand still find theirs again, moving ones make new ones.
const GRADIENTS: usize = 512;

/// A gradient by its kind, its place in 1/64 pixel and its colours.
type Key = (bool, [i32; 4], [Rgba; 4]);

/// A canvas that frames are painted on, with what is kept from one frame to the next.
pub struct Canvas {
    painter: Painter,
    brush: Brush,
}

impl Canvas {
    /// For a context of a canvas whose pixels are the camera's viewport times its ratio.
    pub fn new(context: Context) -> Self {
        Self { painter: Painter::new(), brush: Brush::new(context) }
    }

    /// Paints frames over everything, the first one lowest.
    pub fn paint(&mut self, frames: &[&Frame], camera: &Camera, palette: &Palette, strings: &Strings<'_>) {
        let brush = &mut self.brush;
        brush.forget();
        brush.dash_unit = camera.point;
        brush.context.set_global_alpha(1.0);
        brush.context.set_transform(camera.ratio, 0.0, 0.0, camera.ratio, 0.0, 0.0);
        brush.fill(&Ink::Flat(palette.colour(Role::Wall, Tone::Base)));
        brush.context.fill_rect(0.0, 0.0, camera.viewport.x, camera.viewport.y);
        for frame in frames {
            self.painter.paint(frame, camera, palette, strings, brush);
        }
    }
}

/// The context with what was last set on it: setting a style costs more than comparing it.
struct Brush {
    context: Context,
    gradients: Entries<Key, Gradient>,
    /// Memory for style strings.
    text: String,
    fill: Option<Rgba>,
    stroke: Option<Rgba>,
    width: f64,
    cap: Option<Cap>,
    dash: Option<&'static [f64]>,
    dash_unit: f64,
    font: Option<(bool, u32)>,
    /// Opacity of the open groups, and whether each has a clip to be taken back.
    groups: Vec<(f64, bool)>,
}

impl Brush {
    fn new(context: Context) -> Self {
        Self {
            context,
            gradients: Entries::new(),
            text: String::new(),
            fill: None,
            stroke: None,
            width: -1.0,
            cap: None,
            dash: None,
            dash_unit: 1.0,
            font: None,
            groups: Vec::new(),
        }
    }

    /// Nothing is known of the context's styles: at the start, and after a restore.
    fn forget(&mut self) {
        self.fill = None;
        self.stroke = None;
        self.width = -1.0;
        self.cap = None;
        self.dash = None;
        self.font = None;
    }

    /// Opacity of the innermost group.
    fn opacity(&self) -> f64 {
        self.groups.last().map_or(1.0, |group| group.0)
    }

    fn colour(&mut self, c: Rgba) -> &str {
        self.text.clear();
        let _ = write!(self.text, "#{:02x}{:02x}{:02x}{:02x}", c.r, c.g, c.b, c.a);
        &self.text
    }

    /// Sets the fill; false if there is none.
    fn fill(&mut self, ink: &Ink) -> bool {
        match *ink {
            Ink::None => return false,
            Ink::Flat(c) => {
                if self.fill != Some(c) {
                    self.colour(c);
                    self.context.set_fill_colour(&self.text);
                    self.fill = Some(c);
                }
            }
            Ink::Linear { from, to, stops } => {
                let make = |cx: &Context| cx.create_linear_gradient(from.x, from.y, to.x, to.y);
                return self.gradient((false, key(from, to), stops.map(|s| s.1)), &stops, make);
            }
            Ink::Radial { centre: c, radius, stops } => {
                let place = key(c, DVec2::new(radius, 0.0));
                // A negative radius would throw.
                let make = |cx: &Context| cx.create_radial_gradient(c.x, c.y, 0.0, c.x, c.y, radius.max(0.0));
                return self.gradient((true, place, stops.map(|s| s.1)), &stops, make);
            }
        }
        true
    }

    /// Sets a gradient as the fill, making it if it is new; false if it cannot be made.
    fn gradient(&mut self, key: Key, stops: &Stops, make: impl FnOnce(&Context) -> Gradient) -> bool {
        self.fill = None;
        if let Some(gradient) = self.gradients.get(&key) {
            self.context.set_fill_gradient(gradient);
            return true;
        }
        let gradient = make(&self.context);
        for (at, colour) in stops {
            self.colour(*colour);
            // A place outside 0 to 1 would throw.
            gradient.add_stop(at.clamp(0.0, 1.0), &self.text);
        }
        self.context.set_fill_gradient(&gradient);
        if self.gradients.len() >= GRADIENTS {
            self.gradients.clear();
        }
        self.gradients.insert(key, gradient);
        true
    }

    /// Sets the line; false if there is none.
    fn line(&mut self, line: &Line) -> bool {
        if line.width <= 0.0 {
            return false;
        }
        if self.stroke != Some(line.colour) {
            self.colour(line.colour);
            self.context.set_stroke_colour(&self.text);
            self.stroke = Some(line.colour);
        }
        if self.width != line.width {
            self.context.set_line_width(line.width);
            self.width = line.width;
        }
        if self.cap != Some(line.cap) {
            let (cap, join) = match line.cap {
                Cap::Round => ("round", "round"),
                Cap::Butt => ("butt", "miter"),
            };
            self.context.set_line_cap(cap);
            self.context.set_line_join(join);
            self.cap = Some(line.cap);
        }
        if self.dash != Some(line.dash) {
            let dashes: Vec<f64> = line.dash.iter().map(|d| d * self.dash_unit).collect();
            self.context.set_line_dash(&dashes);
            self.dash = Some(line.dash);
        }
        true
    }

    /// Sets the font; sizes are told apart to 1/16 pixel.
    fn font(&mut self, italic: bool, size: f64) {
        let font = (italic, (size * 16.0).round() as u32);
        if self.font != Some(font) {
            self.text.clear();
            let style = if italic { "italic " } else { "" };
            let _ = write!(self.text, "{style}{}px {FONTS}", f64::from(font.1) / 16.0);
            self.context.set_font(&self.text);
            self.font = Some(font);
        }
    }

    fn run_font(&mut self, script: Script, size: f64) {
        self.font(script == Script::Italic, if script == Script::Subscript { size * 0.7 } else { size });
    }
}

fn key(a: DVec2, b: DVec2) -> [i32; 4] {
    [a.x, a.y, b.x, b.y].map(|v| (v * 64.0).round() as i32)
}

impl Surface for Brush {
    fn push(&mut self, clip: Option<Rect>, alpha: f32) {
        if let Some(r) = clip {
            self.context.save();
            self.context.begin_path();
            self.context.rect(r.min.x, r.min.y, r.width(), r.height());
            self.context.clip();
        }
        let alpha = self.opacity() * f64::from(alpha);
        self.groups.push((alpha, clip.is_some()));
        self.context.set_global_alpha(alpha);
    }

    fn pop(&mut self) {
        if let Some((_, true)) = self.groups.pop() {
            self.context.restore();
            self.forget();
        }
        self.context.set_global_alpha(self.opacity());
    }

    fn shape(&mut self, points: &[DVec2], join: Join, ink: &Ink, line: &Line) {
        self.context.begin_path();
        for (i, p) in points.iter().enumerate() {
            if i == 0 || (join == Join::Pairs && i % 2 == 0) {
                self.context.move_to(p.x, p.y);
            } else {
                self.context.line_to(p.x, p.y);
            }
        }
        if join == Join::Closed {
            self.context.close_path();
        }
        if self.fill(ink) {
            self.context.fill();
        }
        if self.line(line) {
            self.context.stroke();
        }
    }

    fn discs(&mut self, centres: &[DVec2], radius: f64, ink: &Ink, line: &Line) {
        self.context.begin_path();
        for c in centres {
            self.context.move_to(c.x + radius, c.y);
            // A negative radius would throw.
            self.context.arc(c.x, c.y, radius.max(0.0), 0.0, TAU);
        }
        if self.fill(ink) {
            self.context.fill();
        }
        if self.line(line) {
            self.context.stroke();
        }
    }

    fn text(&mut self, label: &Label<'_>) {
        self.fill(&Ink::Flat(label.colour));
        let size = label.size;
        let mut width = 0.0;
        if label.left > 0.0 {
            for (text, script) in label.line.runs() {
                self.run_font(script, size);
                width += self.context.measure_text(text).width();
            }
        }
        let turned = label.angle.abs() > 1e-4;
        let mut at = label.at;
        if turned {
            self.context.save();
            self.context.translate(at.x, at.y);
            self.context.rotate(label.angle);
            at = DVec2::ZERO;
        }
        let mut x = at.x - width * label.left;
        for (text, script) in label.line.runs() {
            self.run_font(script, size);
            let low = if script == Script::Subscript { 0.2 * size } else { 0.0 };
            self.context.fill_text(text, x, at.y + label.drop + low);
            x += self.context.measure_text(text).width();
        }
        if turned {
            self.context.restore();
            self.forget();
        }
    }
}
