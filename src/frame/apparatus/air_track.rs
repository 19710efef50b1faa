//! Air tracks, the gliders that float on them, their flags, and the gates that see those.

use super::bench::shadow;
use super::small::{grain, screw};
use crate::frame::{Anchor, Dash, Fill, Pen, Pose, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// Height of the beam below its running edge, m.
const BEAM: f64 = 0.046;
/// How far a glider's skirts reach down over the beam, m.
const SKIRT: f64 = 0.022;
/// Room that a bumper takes at an end of a glider, m.
const BUMPER: f64 = 0.012;

/// An air track from the origin to the right; its running edge is the x axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AirTrack {
    /// Length, m.
    pub length: f64,
    /// Height of the bench, m: where it would be under the origin of a level track.
    pub bench: f64,
    /// Length of the arms of the elastic band at its start, m; none if it is 0.
    pub reach: f64,
    /// How far that band is pressed, m.
    pub pressed: f64,
}

impl AirTrack {
    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (l, low) = (self.length, self.bench);
        // The girder that carries the beam, and its feet: one with a screw on the left, a fixed one on the right.
        let girder = Rect::new(0.04, -BEAM - 0.03, l - 0.04, -BEAM);
        for (x, turns) in [(l * 0.1, true), (l * 0.9, false)] {
            shadow(pen, x - 0.045, x + 0.045, low);
            let base = Rect::new(x - 0.04, low, x + 0.04, low + 0.012);
            pen.rounded_rect(base, 0.004, Fill::down(Role::Iron, base.max, base.min), Stroke::edge(Role::Iron));
            let stem = Rect::new(x - 0.006, low + 0.01, x + 0.006, girder.min.y + 0.004);
            pen.rect(stem, Fill::band(Role::Steel, stem.min, DVec2::new(stem.max.x, 0.0)), Stroke::edge(Role::Steel));
            if turns {
                pen.detail(0.003, |pen| {
                    let thread = Stroke::new(Role::Steel, 0.6).tone(Tone::Dark);
                    let count = ((stem.height() / 0.004) as u32).min(60);
                    pen.lines(
                        (1..count).map(|i| {
                            let y = stem.min.y + 0.004 * f64::from(i);
                            (DVec2::new(stem.min.x, y), DVec2::new(stem.max.x, y + 0.0015))
                        }),
                        thread,
                    );
                });
                let knob = Rect::centred(DVec2::new(x, stem.min.y + stem.height() * 0.35), 0.034, 0.016);
                pen.rounded_rect(
                    knob,
                    0.004,
                    Fill::band(Role::DarkPlastic, knob.min, DVec2::new(knob.max.x, 0.0)),
                    Stroke::edge(Role::DarkPlastic),
                );
            }
        }
        pen.rect(girder, Fill::down(Role::Iron, girder.max, girder.min), Stroke::edge(Role::Iron));
        self.beam(pen);
        self.ends(pen);
    }

    fn beam(&self, pen: &mut Pen<'_>) {
        let l = self.length;
        let beam = Rect::new(0.0, -BEAM, l, 0.0);
        pen.rect(beam, Fill::down(Role::Metal, beam.max, beam.min), Stroke::edge(Role::Metal));
        // The near slope catches the light; its holes blow the air.
        let slope = Rect::new(0.0, -BEAM * 0.6, l, -0.0015);
        pen.rect(slope, Fill::down(Role::Steel, DVec2::ZERO, DVec2::new(0.0, -BEAM)), Stroke::NONE);
        pen.line(
            DVec2::new(0.0, -0.001),
            DVec2::new(l, -0.001),
            Stroke::new(Role::Steel, 1.0).tone(Tone::Light).world(0.002),
        );
        pen.detail(0.0016, |pen| {
            let count = (l / 0.02) as u32;
            for row in 0..2_u32 {
                let y = -0.009 - 0.009 * f64::from(row);
                let shift = 0.01 * f64::from(row);
                let holes = (0..count).map(|i| DVec2::new(0.012 + shift + 0.02 * f64::from(i), y));
                pen.dots(holes.filter(|hole| hole.x < l - 0.004), 0.0008, (Role::Metal, Tone::Dark));
            }
        });
        // A scale along the foot of the beam.
        let scale = Rect::new(0.0, -BEAM + 0.002, l, -BEAM + 0.017);
        pen.rect(scale, Role::Face, Stroke::NONE);
        let ink = Stroke::new(Role::FaceInk, 0.6);
        let tick = |i: u32, high: f64| {
            let x = 0.01 * f64::from(i);
            (DVec2::new(x, scale.max.y), DVec2::new(x, scale.max.y - high))
        };
        let count = (l / 0.01) as u32;
        pen.detail(0.004, |pen| pen.lines((0..=count).filter(|i| i % 10 != 0).map(|i| tick(i, 0.004)), ink));
        pen.lines((0..=count).filter(|i| i % 10 == 0).map(|i| tick(i, 0.007)), ink);
        pen.detail(0.02, |pen| {
            for i in (10..count).step_by(10) {
                let at = DVec2::new(0.01 * f64::from(i), scale.min.y + 0.0045);
                pen.text(
                    at,
                    Words::Number { value: f64::from(i), decimals: 0 },
                    Anchor::Centre,
                    TextSize::World(0.008),
                    Role::FaceInk,
                );
            }
        });
    }

    fn ends(&self, pen: &mut Pen<'_>) {
        let l = self.length;
        for (side, x) in [(1.0, 0.0), (-1.0, l)] {
            let cap = Rect::corners(DVec2::new(x - side * 0.012, -BEAM - 0.004), DVec2::new(x, 0.004));
            pen.rounded_rect(
                cap,
                0.003,
                Fill::down(Role::DarkPlastic, cap.max, cap.min),
                Stroke::edge(Role::DarkPlastic),
            );
            if side < 0.0 {
                // A stop with plasticine.
                let stop = Rect::new(x - 0.006, 0.0, x + 0.006, 0.026);
                pen.rounded_rect(stop, 0.002, Fill::down(Role::Iron, stop.max, stop.min), Stroke::edge(Role::Iron));
                pen.ellipse(DVec2::new(x - 0.008, 0.012), 0.005, 0.008, Role::Copper, Stroke::edge(Role::Copper));
            } else if self.reach > 0.0 {
                // A fork whose rubber band stands across the way.
                let tip = DVec2::new(x + side * self.reach, 0.012);
                let arm = Stroke::new(Role::Steel, 2.0).world(0.004);
                pen.line(DVec2::new(x - side * 0.006, 0.004), DVec2::new(x - side * 0.006, 0.012), arm);
                pen.line(DVec2::new(x - side * 0.006, 0.012), tip + DVec2::new(-side * 0.001, 0.0), arm);
                pen.circle(tip, 0.004, Role::DarkMetal, Stroke::edge(Role::DarkMetal));
                let band = Stroke::new(Role::Laser, 1.6).world(0.0022);
                let pushed = DVec2::new(tip.x - self.pressed, 0.012);
                if self.pressed > 0.0 {
                    pen.line(tip + DVec2::new(0.0, 0.004), pushed, band);
                    pen.line(tip - DVec2::new(0.0, 0.004), pushed, band);
                } else {
                    pen.line(tip + DVec2::new(0.0, 0.006), tip - DVec2::new(0.0, 0.006), band);
                }
            }
        }
        // Where the blower's hose comes in.
        let inlet = Rect::new(-0.03, -BEAM * 0.75, -0.01, -BEAM * 0.25);
        pen.rounded_rect(inlet, 0.004, Fill::down(Role::DarkPlastic, inlet.max, inlet.min), Stroke::NONE);
        let end = DVec2::new(-0.09, self.bench + 0.012);
        for stroke in
            [Stroke::new(Role::Rubber, 6.0).world(0.02), Stroke::new(Role::Rubber, 1.6).tone(Tone::Light).world(0.003)]
        {
            pen.curve(stroke, |o| {
                o.to(-0.03, -BEAM * 0.5);
                o.curve((-0.09, -BEAM * 0.5), (-0.06, end.y + 0.02), (end.x, end.y));
                o.curve((end.x - 0.06, end.y - 0.004), (end.x - 0.2, end.y), (end.x - 0.6, end.y));
            });
        }
    }
}

/// A glider on an air track; the middle of the edge that it floats on is at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glider {
    /// Length with its bumpers, m.
    pub length: f64,
    /// Its number.
    pub number: u32,
    /// Discs that lie on its pegs.
    pub discs: u32,
    /// True for velcro at its ends instead of springs.
    pub velcro: bool,
}

impl Glider {
    /// Height of its top, m.
    pub const TOP: f64 = 0.026;

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let half = self.length * 0.5 - BUMPER;
        for side in [-1.0, 1.0] {
            let root = DVec2::new(side * half, 0.012);
            if self.velcro {
                let pad = Rect::corners(root - DVec2::new(0.0, 0.009), root + DVec2::new(side * BUMPER, 0.009));
                pen.rounded_rect(pad, 0.002, Role::Rubber, Stroke::edge(Role::Rubber));
                let fuzz = Stroke::new(Role::Rubber, 0.8).tone(Tone::Light);
                pen.lines(
                    (0..7).map(|i| {
                        let y = root.y - 0.0075 + 0.0025 * f64::from(i);
                        let x = root.x + side * BUMPER;
                        (DVec2::new(x - side * 0.003, y), DVec2::new(x, y + 0.001))
                    }),
                    fuzz,
                );
            } else {
                let centre = root + DVec2::new(side * BUMPER * 0.5, 0.0);
                let loops = Stroke::new(Role::Steel, 2.0).tone(Tone::Dark).world(0.0024);
                pen.ellipse(centre, BUMPER * 0.5, 0.009, Fill::None, loops);
            }
        }
        let body = Rect::new(-half, -SKIRT, half, Self::TOP);
        pen.rounded_rect(body, 0.003, Fill::down(Role::Accent, body.max, body.min), Stroke::edge(Role::Accent));
        pen.rect(Rect::new(-half + 0.003, 0.014, half - 0.003, 0.02), (Role::Accent, Tone::Light), Stroke::NONE);
        let at = DVec2::new(-half + 0.018, -0.006);
        pen.circle(at, 0.009, Role::Paper, Stroke::edge(Role::Accent));
        pen.text(
            at,
            Words::Number { value: f64::from(self.number), decimals: 0 },
            Anchor::Centre,
            TextSize::AtLeast { metres: 0.014, points: 7.0 },
            Role::FaceInk,
        );
        // Pegs on its side, and the discs that are pushed on them.
        for i in 0..4_u32 {
            let x = -half + 0.045 + 0.026 * f64::from(i);
            let peg = DVec2::new(x, -0.006);
            if x > half - 0.01 {
                break;
            }
            if i < self.discs {
                pen.circle(peg, 0.012, Fill::ball(Role::Brass, peg, 0.012), Stroke::edge(Role::Brass));
            }
            screw(pen, peg, 0.003);
        }
    }
}

/// A flag on its foot; the middle of its strip is at the origin, what it stands on `above` m below that.
pub fn flag(pen: &mut Pen<'_>, width: f64, above: f64) {
    let foot = Rect::new(-0.009, -above, 0.009, -above + 0.006);
    let strip = Rect::new(-width * 0.5, -above + 0.004, width * 0.5, 0.022);
    pen.rect(strip, Fill::band(Role::DarkPlastic, strip.min, DVec2::new(strip.max.x, 0.0)), Stroke::NONE);
    pen.rounded_rect(foot, 0.0015, Role::DarkMetal, Stroke::edge(Role::DarkMetal));
}

/// A gate open downwards, as it stands across a track: the middle of its beam is at the origin, the bench `drop` m
/// below. Lamp behind, sensor in front, seen at a slant. Behind what passes.
pub fn portal(pen: &mut Pen<'_>, drop: f64, blocked: bool, number: u32) {
    let back = DVec2::new(0.02, 0.012);
    let (h, top, low) = (0.011, 0.034, -0.014);
    let post = Rect::new(back.x - 0.005, -drop + 0.006, back.x + 0.005, back.y + low + 0.004);
    if post.height() > 0.02 {
        shadow(pen, back.x - 0.04, back.x + 0.04, -drop);
        let base = Rect::new(back.x - 0.036, -drop, back.x + 0.036, -drop + 0.012);
        pen.rounded_rect(base, 0.004, Fill::down(Role::Iron, base.max, base.min), Stroke::edge(Role::Iron));
        pen.rect(post, Fill::band(Role::Steel, post.min, DVec2::new(post.max.x, 0.0)), Stroke::edge(Role::Steel));
    }
    let edge = Stroke::edge(Role::DarkPlastic);
    let plate = |pen: &mut Pen<'_>, z: f64, tone: Tone| {
        let c = back * z;
        let corners =
            [c + DVec2::new(-h, low), c + DVec2::new(h, low), c + DVec2::new(h, top), c + DVec2::new(-h, top)];
        pen.polygon(corners, (Role::DarkPlastic, tone), edge);
    };
    plate(pen, 1.0, Tone::Base);
    let roof =
        [DVec2::new(-h, top) - back, DVec2::new(h, top) - back, DVec2::new(h, top) + back, DVec2::new(-h, top) + back];
    let side = [
        DVec2::new(h, top) - back,
        DVec2::new(h, top) + back,
        DVec2::new(h, top - 0.012) + back,
        DVec2::new(h, top - 0.012) - back,
    ];
    pen.polygon(side, (Role::DarkPlastic, Tone::Dark), edge);
    pen.polygon(roof, (Role::DarkPlastic, Tone::Light), edge);
    plate(pen, -1.0, Tone::Base);
    let beam = Stroke::new(Role::Laser, 1.2).dash(Dash::Dotted);
    pen.line(back, if blocked { DVec2::ZERO } else { -back }, beam);
    pen.circle(back, 0.0032, Role::Laser, Stroke::new(Role::Laser, 0.7).tone(Tone::Light));
    let lamp = DVec2::new(0.0, top - 0.008) - back;
    let role = if blocked { (Role::Laser, Tone::Light) } else { (Role::LedPanel, Tone::Base) };
    pen.circle(lamp, 0.003, role, Stroke::new(Role::DarkPlastic, 0.8).tone(Tone::Light));
    let name = DVec2::new(0.0, 0.008) - back;
    pen.text(
        name,
        Words::Number { value: f64::from(number), decimals: 0 },
        Anchor::Centre,
        TextSize::AtLeast { metres: 0.014, points: 7.0 },
        Role::PlasticInk,
    );
}

/// A long board from the origin along +x, its running surface the x axis, as it lies on two posts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plank {
    /// Length, m.
    pub length: f64,
    /// Its direction, rad.
    pub turned: f64,
    /// Height of the bench under the origin, m.
    pub bench: f64,
    /// Height of the blocks under its left post, m.
    pub raise: f64,
}

impl Plank {
    /// Thickness of the board, m.
    const THICK: f64 = 0.018;

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>) {
        let (sin, cos) = crate::frame::trig::sin_cos(self.turned);
        for (part, raise) in [(0.08, self.raise), (0.92, 0.0)] {
            let along = self.length * part;
            let under = DVec2::new(cos * along + sin * Self::THICK, sin * along - cos * Self::THICK);
            let floor = self.bench + raise;
            shadow(pen, under.x - 0.07, under.x + 0.07, self.bench);
            if raise > 0.0 {
                // Thin boards as a teacher stacks them, 10 mm each.
                let mut low = self.bench;
                while low < floor - 1e-9 {
                    let high = (low + 0.01).min(floor);
                    let slip = Rect::new(under.x - 0.075, low, under.x + 0.075, high);
                    pen.rect(slip, Fill::down(Role::Wood, slip.max, slip.min), Stroke::edge(Role::Wood));
                    low = high;
                }
            }
            let base = Rect::new(under.x - 0.06, floor, under.x + 0.06, floor + 0.016);
            pen.rounded_rect(base, 0.005, Fill::down(Role::Iron, base.max, base.min), Stroke::edge(Role::Iron));
            let post = Rect::new(under.x - 0.008, floor + 0.012, under.x + 0.008, under.y + 0.004);
            let right = DVec2::new(post.max.x, post.min.y);
            pen.rect(post, Fill::band(Role::Steel, post.min, right), Stroke::edge(Role::Steel));
        }
        pen.at(Pose::at(0.0, 0.0).turned(self.turned), |pen| {
            let board = Rect::new(0.0, -Self::THICK, self.length, 0.0);
            let fill = Fill::down(Role::Board, DVec2::ZERO, DVec2::new(0.0, -Self::THICK));
            pen.rounded_rect(board, 0.0015, fill, Stroke::edge(Role::Board));
            grain(pen, board, Role::Board, 3);
            let buffer = Rect::new(self.length - 0.01, 0.0, self.length, 0.02);
            let fill = Fill::down(Role::Rubber, buffer.max, buffer.min);
            pen.rounded_rect(buffer, 0.003, fill, Stroke::edge(Role::Rubber));
        });
    }
}

/// Slotted masses on a hanger that hangs from the origin, its plate 62 mm below; `thick` m each.
pub fn slotted(pen: &mut Pen<'_>, count: u32, thick: f64) {
    let (depth, rod, half) = (0.062, 0.0009, 0.0095);
    let band = |pen: &mut Pen<'_>, rect: Rect, role: Role| {
        pen.rounded_rect(
            rect,
            rect.height() * 0.1,
            Fill::band(role, rect.min, DVec2::new(rect.max.x, rect.min.y)),
            Stroke::edge(role),
        );
    };
    pen.circle(DVec2::new(0.0, -0.002), 0.002, Fill::None, Stroke::new(Role::Steel, 1.0).world(0.0009));
    band(pen, Rect::new(-rod, -depth, rod, -0.004), Role::Steel);
    band(pen, Rect::new(-half, -depth - 0.002, half, -depth), Role::Steel);
    for i in 0..count {
        let low = -depth + thick * f64::from(i);
        let disc = Rect::new(-half * 0.96, low, half * 0.96, low + thick * 0.96);
        band(pen, disc, Role::Brass);
        // The slot of every other one is in front, as they are stacked by hand.
        if i % 2 == 0 {
            pen.rect(Rect::new(-rod, disc.min.y, rod, disc.max.y), (Role::Brass, Tone::Dark), Stroke::NONE);
        }
    }
}

/// Masses of brass that lie in a cart, from the origin upwards: bars of 50 g, `length` m wide at most.
pub fn bars(pen: &mut Pen<'_>, count: u32, length: f64) {
    for i in 0..count {
        let (column, row) = (i % 2, i / 2);
        let width = length * 0.44;
        let x = -length * 0.47 + f64::from(column) * length * 0.5;
        let y = 0.011 * f64::from(row);
        let bar = Rect::new(x, y, x + width, y + 0.0105);
        pen.rounded_rect(bar, 0.001, Fill::down(Role::Brass, bar.max, bar.min), Stroke::edge(Role::Brass));
    }
}
