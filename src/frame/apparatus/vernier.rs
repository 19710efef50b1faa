//! Vernier callipers of steel, every line where it belongs.

use super::graduation::graduation;
use super::small::screw;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// Which jaws measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jaw {
    /// The large ones below: what is between them.
    Outside,
    /// The small ones above: the width of a hole.
    Inside,
    /// The rod at the far end.
    Depth,
}

/// What is measured, with its true size in metres, drawn in section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thing {
    /// Nothing is drawn.
    None,
    /// A ball; a ring or a cup for the other jaws.
    Ball(f64),
    /// A block; the same.
    Block(f64),
}

impl Thing {
    /// By the index of a setting: 0 none, 1 ball, 2 block. A thing without size is none.
    pub fn of(choice: f64, size: f64) -> Thing {
        match choice as u8 {
            _ if size <= 0.0 => Thing::None,
            0 => Thing::None,
            1 => Thing::Ball(size),
            _ => Thing::Block(size),
        }
    }

    /// Draws it from x = 0 to its size, its middle at a height.
    pub(super) fn draw(&self, pen: &mut Pen<'_>, y: f64) {
        match *self {
            Thing::None => {}
            Thing::Ball(size) => {
                let middle = DVec2::new(size / 2.0, y);
                pen.circle(middle, size / 2.0, Fill::ball(Role::Brass, middle, size / 2.0), Stroke::edge(Role::Brass));
            }
            Thing::Block(size) => {
                let block = Rect::centred(DVec2::new(size / 2.0, y), size, 0.018);
                pen.rect(block, Fill::down(Role::Brass, block.max, block.min), Stroke::edge(Role::Brass));
            }
        }
    }

    fn size(&self) -> f64 {
        match *self {
            Thing::None => 0.0,
            Thing::Ball(size) | Thing::Block(size) => size,
        }
    }
}

/// A calliper: the measuring face of its fixed jaw is at x = 0, the lower edge of its beam at y = 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vernier {
    /// Length of the main scale, m.
    pub range: f64,
    /// Distance of the jaws, m.
    pub opening: f64,
    /// Where the vernier's zero stands with the jaws closed, m: the zero error.
    pub zero: f64,
    /// Lines of the vernier: 10, 20 or 50. They take one millimetre less than as many millimetres.
    pub lines: u32,
    /// Which jaws measure.
    pub jaw: Jaw,
    /// What it measures.
    pub thing: Thing,
    /// Grip of the slider.
    pub slider: u16,
}

const fn v(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

impl Vernier {
    /// Height of the edge along which main scale and vernier meet, m.
    pub const EDGE: f64 = 0.0055;
    /// Height of the beam, m.
    const BEAM: f64 = 0.016;
    /// Place of the main scale's zero, m: the slider needs room behind its jaw.
    const ORIGIN: f64 = 0.012;

    /// Length of the beam, m.
    pub fn length(&self) -> f64 {
        Self::ORIGIN + self.range + 0.06
    }

    /// Length of the main scale as it is cut, m: lines of the vernier must meet one at the end of the range too.
    fn main_scale(&self) -> f64 {
        self.range + f64::from(self.lines) * 1e-3
    }

    /// Place of the vernier's zero, m.
    pub fn vernier_zero(&self) -> f64 {
        Self::ORIGIN + self.opening + self.zero
    }

    /// What is measured; behind the calliper.
    pub fn draw_thing(&self, pen: &mut Pen<'_>) {
        let size = self.thing.size();
        if size <= 0.0 {
            return;
        }
        let wall = |pen: &mut Pen<'_>, rect: Rect| {
            pen.rect(rect, Fill::down(Role::Brass, rect.max, rect.min), Stroke::edge(Role::Brass));
        };
        match self.jaw {
            Jaw::Outside => self.thing.draw(pen, -0.029),
            // The two walls of a ring, cut.
            Jaw::Inside => {
                let (low, high) = (Self::BEAM + 0.005, Self::BEAM + 0.022);
                wall(pen, Rect::new(-0.005, low, 0.0, high));
                wall(pen, Rect::new(size, low, size + 0.005, high));
            }
            // A cup that the end of the beam stands on.
            Jaw::Depth => {
                let (end, y) = (self.length(), Self::BEAM * 0.5);
                for side in [-1.0, 1.0] {
                    let x = Rect::corners(v(end, y + side * 0.004), v(end + size, y + side * 0.007));
                    wall(pen, x);
                }
                wall(pen, Rect::new(end + size, y - 0.007, end + size + 0.003, y + 0.007));
            }
        }
    }

    fn steel(pen: &mut Pen<'_>, points: &[DVec2], top: f64, bottom: f64) {
        let fill = Fill::down(Role::Steel, v(0.0, top), v(0.0, bottom));
        pen.polygon(points.iter().copied(), fill, Stroke::edge(Role::Steel));
    }

    /// The beam with the fixed jaws, the depth rod and the main scale.
    pub fn draw_beam(&self, pen: &mut Pen<'_>) {
        let (b, end) = (Self::BEAM, self.length());
        let rod = Rect::new(end - 0.002, b * 0.42, end + self.opening, b * 0.58);
        pen.rect(rod, Fill::band(Role::Steel, v(0.0, rod.max.y), v(0.0, rod.min.y)), Stroke::edge(Role::Steel));
        let outside = [v(-0.016, 0.0), v(0.0, 0.0), v(0.0, -0.04), v(-0.004, -0.04), v(-0.016, -0.014)];
        Self::steel(pen, &outside, 0.0, -0.04);
        let inside = [v(0.0, b), v(0.0, b + 0.016), v(0.0012, b + 0.016), v(0.008, b)];
        Self::steel(pen, &inside, b + 0.016, b);
        Self::steel(pen, &[v(-0.016, 0.0), v(end, 0.0), v(end, b), v(-0.016, b)], b, 0.0);
        pen.at(v(Self::ORIGIN, Self::EDGE), |pen| {
            // Millimetres: short, five, ten.
            graduation(1, &[1, 5, 10], |look, step, but| {
                let height = [0.0026, 0.0036, 0.0044].get(look).copied().unwrap_or(0.0);
                let last = (self.main_scale() * 1000.0 + 1e-6).floor() as i64;
                let marks = (0..=last / step).map(|n| n * step).filter(|mm| but.is_none_or(|but| mm % but != 0));
                pen.detail(step as f64 * 1e-3, |pen| {
                    let line = |mm: i64| (v(mm as f64 * 1e-3, 0.0), v(mm as f64 * 1e-3, height));
                    pen.lines(marks.map(line), Self::ink(0.5));
                });
            });
            pen.detail(0.003, |pen| {
                for cm in 0..=(self.main_scale() * 100.0 + 1e-6).floor() as i32 {
                    let at = v(f64::from(cm) * 0.01, 0.0057);
                    pen.text(at, Words::whole(cm), Anchor::Centre, TextSize::World(0.0023), Role::FaceInk);
                }
            });
            pen.detail(0.001, |pen| {
                let (at, size) = (v(-0.006, 0.0057), TextSize::World(0.0023));
                pen.text(at, Words::Literal("cm"), Anchor::Centre, size, Role::FaceInk);
            });
        });
    }

    fn ink(points: f64) -> Stroke {
        Stroke::new(Role::FaceInk, points).world(0.000_07).butt()
    }

    /// The slider with the other jaws and the vernier; it can be taken hold of.
    pub fn draw_slider(&self, pen: &mut Pen<'_>) {
        let (b, e) = (Self::BEAM, Self::EDGE);
        // Room for the whole vernier behind the jaw.
        let until = Self::ORIGIN + f64::from(self.lines) * 1e-3 + 0.006;
        pen.at(v(self.opening, 0.0), |pen| {
            pen.target(self.slider, |pen| {
                let outside = [v(0.0, 0.0), v(0.016, 0.0), v(0.016, -0.014), v(0.004, -0.04), v(0.0, -0.04)];
                Self::steel(pen, &outside, 0.0, -0.04);
                let inside = [v(0.0, b), v(0.0, b + 0.016), v(-0.0012, b + 0.016), v(-0.008, b)];
                Self::steel(pen, &inside, b + 0.016, b);
                // A frame about the beam, open where the main scale is read; the vernier's plate up to the edge.
                let fill = Fill::down(Role::Metal, v(0.0, e), v(0.0, -0.0035));
                pen.rect(Rect::new(0.0, -0.0035, until, e), fill, Stroke::edge(Role::Metal));
                let top = Rect::new(0.0, b - 0.0015, until, b + 0.003);
                pen.rect(top, Fill::down(Role::Metal, top.max, top.min), Stroke::edge(Role::Metal));
                let side = Rect::new(0.0, e, 0.005, b);
                pen.rect(side, (Role::Metal, Tone::Base), Stroke::edge(Role::Metal));
                pen.at(v(until * 0.5, b + 0.0045), |pen| screw(pen, DVec2::ZERO, 0.0035));
                let thumb = Rect::new(until - 0.012, -0.0075, until - 0.001, -0.0035);
                pen.rounded_rect(thumb, 0.002, Role::DarkMetal, Stroke::edge(Role::DarkMetal));
            });
        });
        pen.at(v(self.vernier_zero(), e), |pen| self.draw_vernier(pen));
    }

    fn draw_vernier(&self, pen: &mut Pen<'_>) {
        let lines = self.lines.max(1);
        let step = f64::from(lines - 1) / f64::from(lines) * 1e-3;
        let x = |line: u32| f64::from(line) * step;
        for (long, height) in [(false, 0.0018), (true, 0.0026)] {
            pen.detail(if long { step * 5.0 } else { step }, |pen| {
                let marks = (0..=lines).filter(|line| (line % 5 == 0) == long);
                pen.lines(marks.map(|line| (v(x(line), 0.0), v(x(line), -height))), Self::ink(0.5));
            });
        }
        // Hundredths of a millimetre run to 10 on a vernier of 50 lines; the others number their lines.
        let per = if lines == 50 { 5 } else { 1 };
        pen.detail(0.002, |pen| {
            for line in (0..=lines).step_by(5) {
                let at = v(x(line), -0.0037);
                let words = Words::whole((line / per) as i32);
                pen.text(at, words, Anchor::Centre, TextSize::World(0.0017), Role::FaceInk);
            }
            let digits = Words::number(1.0 / f64::from(lines), if lines == 10 { 1 } else { 2 });
            let at = v(x(lines) + 0.002, -0.007);
            pen.text(at, digits, Anchor::Right, TextSize::World(0.0014), Role::FaceInk);
        });
    }
}
