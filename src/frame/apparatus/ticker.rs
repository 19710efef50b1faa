//! Ticker timers: the timer, its power supply, its paper tape in motion and on the table, and the pencil marks on it.

use super::small::screw;
use crate::frame::{Anchor, Fill, Pen, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// Height of the pen above what the timer stands on, m.
const PEN: f64 = 0.036;
/// Width of a tape, m.
const WIDTH: f64 = 0.016;
/// Width at which a running tape is seen, edge-on at a slant, m.
const SLANT: f64 = 0.005;
/// Blank paper before the first and after the last dot of a laid tape, m.
const BLANK: f64 = 0.02;
/// Radius of a dot, m.
const DOT: f64 = 0.0004;

/// A timer whose pen is at the origin; the tape runs along +x to the body.
pub fn ticker_timer(pen: &mut Pen<'_>, spark: bool, on: bool) {
    let base = Rect::new(-0.045, -PEN, 0.03, -PEN + 0.008);
    pen.rounded_rect(base, 0.002, Fill::down(Role::DarkPlastic, base.max, base.min), Stroke::edge(Role::DarkPlastic));
    if spark {
        let case = Rect::new(-0.036, -PEN + 0.008, 0.022, 0.016);
        let fill = Fill::down(Role::Plastic, DVec2::new(0.0, case.max.y), DVec2::new(0.0, case.min.y));
        pen.rounded_rect(case, 0.004, fill, Stroke::edge(Role::Plastic));
        let slot = Rect::new(case.min.x, -0.0025, case.max.x, 0.0025);
        pen.rect(slot, (Role::Plastic, Tone::Dark), Stroke::NONE);
        let needle = Stroke::new(Role::Steel, 1.4).world(0.0016);
        pen.line(DVec2::new(0.0, 0.012), DVec2::new(0.0, 0.0028), needle);
    } else {
        // Coil and magnet below, the reed above, its needle over the tape.
        let coil = Rect::new(-0.034, -PEN + 0.008, -0.012, -0.006);
        pen.rect(
            coil,
            Fill::band(Role::Copper, coil.min, DVec2::new(coil.max.x, coil.min.y)),
            Stroke::edge(Role::Copper),
        );
        pen.detail(0.002, |pen| {
            for i in 1..9 {
                let y = coil.min.y + coil.height() * f64::from(i) / 9.0;
                let turn = Stroke::new(Role::Copper, 0.6).tone(Tone::Dark);
                pen.line(DVec2::new(coil.min.x, y), DVec2::new(coil.max.x, y), turn);
            }
        });
        let post = Rect::new(-0.044, -PEN + 0.008, -0.037, 0.014);
        pen.rounded_rect(
            post,
            0.0015,
            Fill::band(Role::Metal, post.min, DVec2::new(post.max.x, post.min.y)),
            Stroke::edge(Role::Metal),
        );
        let reed = Stroke::new(Role::Steel, 1.6).world(0.002);
        pen.line(DVec2::new(-0.04, 0.010), DVec2::new(0.003, 0.010), reed);
        pen.line(DVec2::new(0.0, 0.010), DVec2::new(0.0, 0.0018), reed);
        pen.ellipse(DVec2::new(0.0, 0.001), 0.007, 0.0012, Role::CarbonPaper, Stroke::NONE);
        screw(pen, DVec2::new(-0.0405, 0.006), 0.0025);
    }
    // The slots that guide the tape.
    for x in [-0.046, 0.026] {
        let guide = Rect::new(x, -PEN + 0.004, x + 0.005, 0.005);
        pen.rounded_rect(guide, 0.001, Fill::down(Role::Metal, guide.max, guide.min), Stroke::edge(Role::Metal));
    }
    let lamp = if on { (Role::Laser, Tone::Base) } else { (Role::LedPanel, Tone::Base) };
    pen.circle(DVec2::new(0.02, -PEN + 0.004), 0.0022, lamp, Stroke::new(Role::DarkPlastic, 0.8).tone(Tone::Light));
}

/// The tape through a timer at the origin: `reach` m on to the body at +x, `left` m that are still to come; `dots` are
/// ways from the body. What is still to come hangs down behind the timer, or goes on `straight`.
pub fn running_tape(pen: &mut Pen<'_>, reach: f64, left: f64, straight: bool, dots: impl Iterator<Item = f64>) {
    let hangs = left.min(if straight { 0.115 } else { 0.16 });
    let (start, curved) = if straight { (-0.045 - hangs, 0.0) } else { (-0.045, hangs) };
    let paper = Stroke::new(Role::Paper, 2.0).tone(Tone::Dark).world(SLANT).butt();
    pen.curve(paper, |o| {
        o.to(-0.045, 0.0).curve(
            (-0.045 - curved * 0.5, 0.0),
            (-0.05 - curved * 0.7, -curved * 0.1),
            (-0.05 - curved * 0.75, -curved * 0.5),
        );
    });
    let strip = Rect::new(start, -SLANT * 0.5, reach, SLANT * 0.5);
    pen.rect(strip, Role::Paper, Stroke::edge(Role::Paper));
    pen.dots(dots.map(|at| DVec2::new(reach - at, 0.0)), DOT, Role::Mark);
}

/// A tape that lies on the table, its first dot at the origin, the others to the right; ways along the tape and whether
/// each is faint. Without dots only the place where a tape will lie.
pub struct PaperTape<I> {
    /// The dots, if a tape lies there.
    pub dots: Option<I>,
}

impl<I: Iterator<Item = (f64, bool)> + Clone> PaperTape<I> {
    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let Some(dots) = &self.dots else { return };
        let first = dots.clone().next().map_or(0.0, |(at, _)| at);
        let last = dots.clone().last().map_or(0.1, |(at, _)| at - first);
        let strip = Rect::new(-BLANK, -WIDTH * 0.5, last + BLANK, WIDTH * 0.5);
        pen.rect(strip, Role::Paper, Stroke::edge(Role::Paper));
        let of = |faint: bool| {
            dots.clone().filter(move |dot| dot.1 == faint).map(move |(at, _)| DVec2::new(at - first, 0.0))
        };
        pen.dots(of(false), DOT, Role::Mark);
        pen.alpha(0.35, |pen| pen.dots(of(true), DOT * 0.8, Role::Mark));
    }
}

/// Pencil rings around counting points (ways along the tape, m) with their numbers above; the first two can be taken.
/// Where a tape has none, both wait beside it.
pub fn counting_points(pen: &mut Pen<'_>, points: &[f64], grips: [u16; 2]) {
    let mut before = f64::NEG_INFINITY;
    let most = points.len().max(2);
    for number in 0..most {
        let waits = [-0.036, -0.026].get(number).copied().unwrap_or(0.0);
        let at = points.get(number).copied().unwrap_or(waits);
        let room = at - before;
        before = at;
        let draw = |pen: &mut Pen<'_>| {
            let ring = Stroke::new(Role::Pointer, 1.0).world(0.0003);
            pen.circle(DVec2::new(at, 0.0), 0.002, Fill::None, ring);
            // Numbers that would run into one another wait for a larger view.
            pen.detail(room.min(1.0) * 0.18, |pen| {
                let size = TextSize::AtLeast { metres: 0.0034, points: 9.0 };
                pen.level_text(DVec2::new(at, 0.006), Words::whole(number as i32), Anchor::Bottom, size, Role::Pointer);
            });
        };
        match grips.get(number) {
            Some(grip) => pen.target(*grip, draw),
            None => draw(pen),
        }
    }
}

/// A pencil that points down at a place.
pub fn pencil(pen: &mut Pen<'_>, tip: DVec2) {
    let (low, wood, top) = (0.0215, 0.030, 0.062);
    let lean = |h: f64| tip + DVec2::new(h * 0.6, h);
    let across = DVec2::new(0.0029, -0.0017);
    let (a, b, c) = (lean(low), lean(wood), lean(top));
    pen.polygon([a, b + across, b - across], Role::Wood, Stroke::edge(Role::Wood));
    pen.polygon([b + across, c + across, c - across, b - across], Role::Accent, Stroke::edge(Role::Accent));
    pen.polygon([a, a.lerp(b + across, 0.35), a.lerp(b - across, 0.35)], Role::Mark, Stroke::NONE);
    // From the point to the dot.
    pen.line(a, lean(0.0025), Stroke::new(Role::Pointer, 0.9).world(0.0002));
}

/// A roll of tape, and where it is torn.
pub fn tape_roll(pen: &mut Pen<'_>) {
    let radius = 0.02;
    pen.circle(DVec2::ZERO, radius, Fill::ball(Role::Paper, DVec2::ZERO, radius), Stroke::edge(Role::Paper));
    for part in [0.82, 0.66, 0.5] {
        pen.circle(DVec2::ZERO, radius * part, Fill::None, Stroke::new(Role::Paper, 0.7).tone(Tone::Dark));
    }
    pen.circle(DVec2::ZERO, radius * 0.34, Role::DarkWood, Stroke::edge(Role::DarkWood));
    let end = Rect::new(0.0, -radius, radius * 1.9, -radius + SLANT * 0.6);
    pen.rect(end, Role::Paper, Stroke::edge(Role::Paper));
}

/// A power supply; the middle of its foot is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supply {
    /// Whether it is switched on.
    pub on: bool,
    /// Voltage that it is set to.
    pub shown: &'static str,
    /// Grips of its switch and its knob.
    pub grips: [u16; 2],
}

impl Supply {
    /// Width and height, m.
    const SIZE: DVec2 = DVec2::new(0.15, 0.085);

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let Self { on, shown, grips: [switch, knob] } = *self;
        let DVec2 { x: w, y: h } = Self::SIZE;
        super::shadow(pen, -w * 0.5, w * 0.5, 0.0);
        let case = Rect::new(-w * 0.5, 0.0, w * 0.5, h);
        pen.rounded_rect(case, 0.006, Fill::down(Role::Plastic, case.max, case.min), Stroke::edge(Role::Plastic));
        let panel = case.grown(-0.007);
        pen.rounded_rect(panel, 0.004, Role::DarkPlastic, Stroke::edge(Role::DarkPlastic));
        let text = |pen: &mut Pen<'_>, at: DVec2, words: &'static str| {
            let size = TextSize::AtLeast { metres: 0.013, points: 8.0 };
            pen.text(at, Words::Literal(words), Anchor::Centre, size, Role::PlasticInk);
        };
        text(pen, DVec2::new(w * 0.16, h * 0.74), shown);
        pen.target(knob, |pen| {
            let middle = DVec2::new(w * 0.16, h * 0.34);
            pen.circle(middle, 0.016, Fill::ball(Role::Metal, middle, 0.016), Stroke::edge(Role::Metal));
            pen.line(middle, middle + DVec2::new(0.0, 0.014), Stroke::new(Role::Mark, 1.6).world(0.002));
        });
        pen.target(switch, |pen| {
            let key = Rect::centred(DVec2::new(-w * 0.26, h * 0.5), 0.026, 0.042);
            pen.rounded_rect(key, 0.003, (Role::DarkPlastic, Tone::Dark), Stroke::edge(Role::DarkPlastic));
            let middle = key.centre() + DVec2::new(0.0, if on { 0.008 } else { -0.008 });
            let rocker = Rect::centred(middle, 0.02, 0.018);
            let role = if on { Role::Accent } else { Role::Metal };
            pen.rounded_rect(rocker, 0.002, Fill::down(role, rocker.max, rocker.min), Stroke::edge(role));
        });
        let lamp = if on { Role::Laser } else { Role::LedPanel };
        pen.circle(DVec2::new(w * 0.4, h * 0.74), 0.004, lamp, Stroke::edge(Role::DarkPlastic));
    }

    /// The wires from the supply's foot at `from` to a timer at `to`, world metres.
    pub fn draw_wire(&self, pen: &mut Pen<'_>, from: DVec2, to: DVec2) {
        let top = from + DVec2::new(0.0, Self::SIZE.y * 0.9);
        let end = to + DVec2::new(-0.03, -PEN + 0.006);
        for (shift, role) in [(0.0, Role::Magnet), (0.012, Role::SouthPole)] {
            pen.curve(Stroke::new(role, 1.2).world(0.002), |o| {
                let (a, b) = (top + DVec2::X * shift, end + DVec2::X * shift * 0.5);
                let rise = DVec2::new(0.0, 0.5 * (b.y - a.y).abs() + 0.02);
                o.point(a).curve((a + rise).into(), (b - rise * 0.6).into(), b.into());
            });
        }
    }
}
