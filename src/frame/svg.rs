//! A frame as SVG text: posters, reports and tests.

use super::paint::{Ink, Join, Label, Line, Painter, Surface};
use super::{Camera, Cap, Frame, Palette, Rect, Rgba, Role, Script, Strings, Tone};
use crate::quantity::Entries;
use glam::DVec2;
use std::fmt::Write;

/// Fonts of every text, in order of choice.
pub const FONTS: &str = "system-ui,'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/// The frame as a whole SVG document of the camera's size, with the wall's colour behind.
pub fn svg(frame: &Frame, camera: &Camera, palette: &Palette, strings: &Strings<'_>) -> String {
    let mut page = Page::default();
    Painter::new().paint(frame, camera, palette, strings, &mut page);
    let (w, h) = (two(camera.viewport.x), two(camera.viewport.y));
    let wall = paint("fill", "fill-opacity", palette.colour(Role::Wall, Tone::Base));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         font-family=\"{FONTS}\" fill=\"none\"><defs>{}</defs><rect width=\"{w}\" height=\"{h}\"{wall}/>{}</svg>\n",
        page.defs, page.body
    )
}

/// The document so far.
#[derive(Default)]
struct Page {
    defs: String,
    body: String,
    /// Gradients and clips by their text, so that equal ones are written once.
    known: Entries<String, usize>,
}

impl Page {
    /// The id of a definition, written if it is new; `%` in the text stands for the id.
    fn define(&mut self, text: String) -> usize {
        let next = self.known.len();
        let id = *self.known.or_insert(text.clone(), || next);
        if id == next {
            self.defs.push_str(&text.replacen('%', &format!("g{id}"), 1));
        }
        id
    }

    fn ink(&mut self, ink: &Ink) -> String {
        let stops = |stops: &[(f64, Rgba)]| {
            let mut s = String::new();
            for (i, (at, c)) in stops.iter().enumerate() {
                if i == 0 || stops.get(i - 1) != Some(&(*at, *c)) {
                    let _ = write!(s, "<stop offset=\"{}\"{}/>", two(*at), paint("stop-color", "stop-opacity", *c));
                }
            }
            s
        };
        let id = match ink {
            Ink::None => return String::new(),
            Ink::Flat(c) => return paint("fill", "fill-opacity", *c),
            Ink::Linear { from, to, stops: s } => self.define(format!(
                "<linearGradient id=\"%\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\">{}</linearGradient>",
                two(from.x), two(from.y), two(to.x), two(to.y), stops(s)
            )),
            Ink::Radial { centre, radius, stops: s } => self.define(format!(
                "<radialGradient id=\"%\" gradientUnits=\"userSpaceOnUse\" cx=\"{}\" cy=\"{}\" r=\"{}\">{}</radialGradient>",
                two(centre.x), two(centre.y), two(*radius), stops(s)
            )),
        };
        format!(" fill=\"url(#g{id})\"")
    }
}

impl Surface for Page {
    fn push(&mut self, clip: Option<Rect>, alpha: f32) {
        self.body.push_str("<g");
        if let Some(r) = clip {
            let id = self.define(format!(
                "<clipPath id=\"%\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
                two(r.min.x),
                two(r.min.y),
                two(r.width()),
                two(r.height())
            ));
            let _ = write!(self.body, " clip-path=\"url(#g{id})\"");
        }
        if alpha < 1.0 {
            let _ = write!(self.body, " opacity=\"{}\"", two(f64::from(alpha)));
        }
        self.body.push('>');
    }

    fn pop(&mut self) {
        self.body.push_str("</g>");
    }

    fn shape(&mut self, points: &[DVec2], join: Join, ink: &Ink, line: &Line) {
        let paint = self.ink(ink) + &stroke(line);
        if paint.is_empty() {
            return;
        }
        self.body.push_str("<path d=\"");
        // Steps from point to point in hundredths: shorter than places, and without an error that grows.
        let mut last = (0_i64, 0_i64);
        for (i, p) in points.iter().enumerate() {
            let start = i == 0 || (join == Join::Pairs && i % 2 == 0);
            let here = ((p.x * 100.0).round() as i64, (p.y * 100.0).round() as i64);
            let (dx, dy) = (here.0.saturating_sub(last.0), here.1.saturating_sub(last.1));
            // Points that a screen cannot tell apart.
            if !start && join != Join::Pairs && i + 1 < points.len() && dx.abs().max(dy.abs()) < 25 {
                continue;
            }
            self.body.push(if start { 'm' } else { 'l' });
            step(&mut self.body, dx);
            if dy >= 0 {
                self.body.push(' ');
            }
            step(&mut self.body, dy);
            last = here;
        }
        let _ = write!(self.body, "{}\"{paint}/>", if join == Join::Closed { "Z" } else { "" });
    }

    fn discs(&mut self, centres: &[DVec2], radius: f64, ink: &Ink, line: &Line) {
        let paint = self.ink(ink) + &stroke(line);
        for c in centres {
            let _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{paint}/>", two(c.x), two(c.y), two(radius));
        }
    }

    fn text(&mut self, label: &Label<'_>) {
        let anchor = match label.left {
            l if l < 0.25 => "start",
            l if l < 0.75 => "middle",
            _ => "end",
        };
        let Label { at, drop, size, .. } = label;
        let _ = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{anchor}\"{}",
            two(at.x),
            two(at.y + drop),
            two(*size),
            paint("fill", "fill-opacity", label.colour)
        );
        if label.angle.abs() > 1e-4 {
            let _ = write!(
                self.body,
                " transform=\"rotate({} {} {})\"",
                two(label.angle.to_degrees()),
                two(at.x),
                two(at.y)
            );
        }
        self.body.push('>');
        let mut lowered = false;
        for (text, script) in label.line.runs() {
            let text = escaped(text);
            // A subscript lowers the line; what follows is raised again.
            let dy = if lowered { format!(" dy=\"{}\"", two(-0.2 * size)) } else { String::new() };
            let _ = match script {
                Script::Upright if lowered => write!(self.body, "<tspan{dy}>{text}</tspan>"),
                Script::Upright => write!(self.body, "{text}"),
                Script::Italic => write!(self.body, "<tspan{dy} font-style=\"italic\">{text}</tspan>"),
                Script::Subscript => {
                    let (dy, small) = (two(0.2 * size), two(0.7 * size));
                    write!(self.body, "<tspan dy=\"{dy}\" font-size=\"{small}\">{text}</tspan>")
                }
            };
            lowered = script == Script::Subscript;
        }
        self.body.push_str("</text>");
    }
}

fn stroke(line: &Line) -> String {
    if line.width <= 0.0 {
        return String::new();
    }
    let mut s = format!("{} stroke-width=\"{}\"", paint("stroke", "stroke-opacity", line.colour), two(line.width));
    if line.cap == Cap::Round {
        s.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    }
    if !line.dash.is_empty() {
        let dashes: Vec<String> = line.dash.iter().map(|d| two(*d)).collect();
        let _ = write!(s, " stroke-dasharray=\"{}\"", dashes.join(" "));
    }
    s
}

/// At most two decimals, none that are not needed.
fn two(v: f64) -> String {
    let mut s = format!("{v:.2}");
    if s.contains('.') {
        s.truncate(s.trim_end_matches('0').trim_end_matches('.').len());
    }
    if s == "-0" { "0".into() } else { s }
}

/// Writes hundredths as a decimal number, as short as it can be.
fn step(out: &mut String, hundredths: i64) {
    let _ = write!(out, "{}", two(hundredths as f64 / 100.0).replacen("0.", ".", usize::from(hundredths.abs() < 100)));
}

/// A colour as an attribute, its opacity as another: not every reader knows colours of eight digits.
fn paint(attribute: &str, opacity: &str, c: Rgba) -> String {
    let Rgba { r, g, b, a } = c;
    let mut s = format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"");
    if a < 255 {
        let _ = write!(s, " {opacity}=\"{}\"", two(f64::from(a) / 255.0));
    }
    s
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 allows no other control characters.
            c if c < ' ' && !['\t', '\n', '\r'].contains(&c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
