//! Tray balance: cast base and column, beam with pans, levelling nuts, rider and its bar; the pointer and both scales;
//! a weight, its box and forceps. The middle of its underside is at the origin; true to scale for 200 g.

use super::bench::shadow;
use super::small::screw;
use crate::frame::trig::sin_cos;
use crate::frame::{Anchor, Cap, Fill, Pen, Pose, Rect, Role, Stroke, TextSize, Tone, Words};
use glam::DVec2;

/// A tray balance as it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrayBalance {
    /// Where its pointer stands, divisions to the right.
    pub pointer: f64,
    /// Left and right levelling nut, m to the right from the middle of their threads.
    pub nuts: [f64; 2],
    /// Place of the rider, as a share of its scale from its zero.
    pub rider: f64,
}

/// Grips of what can be moved at a tray balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrayGrips {
    /// Levelling nuts.
    pub nuts: [u16; 2],
    /// Rider.
    pub rider: u16,
}

const COLUMN: f64 = 0.019;
/// Lines that are drawn for the thread of a nut.
const TURNS: i32 = 11;

impl TrayBalance {
    /// From the middle knife edge to that of a pan, m.
    pub const ARM: f64 = 0.1;
    /// Height of the knife edge, m.
    pub const PIVOT: f64 = 0.066;
    /// Height of the pans' tops while the beam is level, m.
    pub const PAN: f64 = 0.104;
    /// Half the width of a pan, m.
    pub const HALF: f64 = 0.053;
    /// Angle of a division of the pointer's scale, rad.
    pub const DIVISION: f64 = 0.015;
    /// Divisions to each side of the middle.
    pub const DIVISIONS: i32 = 10;
    /// From the knife edge to the pointer's tip, m.
    pub const TIP: f64 = 0.094;
    /// Length of the rider's scale, m.
    pub const SCALE: f64 = 0.1;
    /// Upper ends of the divisions of the rider's scale below the knife edge, m.
    pub const EDGE: f64 = -0.0115;

    /// How far the beam is turned clockwise, rad.
    pub fn tilt(&self) -> f64 {
        self.pointer * Self::DIVISION
    }

    /// Middle of the top of a pan: -1 the left one, 1 the right one.
    pub fn pan(pointer: f64, side: f64) -> DVec2 {
        let (sin, _) = sin_cos(pointer * Self::DIVISION);
        DVec2::new(side * Self::ARM, Self::PAN - side * Self::ARM * sin)
    }

    /// Draws it without its scales and its pointer.
    pub fn draw(&self, pen: &mut Pen<'_>, grips: TrayGrips) {
        self.draw_base(pen);
        for side in [-1.0, 1.0] {
            let top = Self::pan(self.pointer, side);
            let stem = Rect::new(top.x - 0.0028, 0.02, top.x + 0.0028, top.y);
            pen.rect(stem, Fill::band(Role::Steel, stem.min, DVec2::new(stem.max.x, 0.0)), Stroke::edge(Role::Steel));
        }
        pen.at(Pose::at(0.0, Self::PIVOT).turned(-self.tilt()), |pen| self.draw_beam(pen, grips));
        for side in [-1.0, 1.0] {
            pen.at(Self::pan(self.pointer, side), pan);
        }
    }

    fn draw_base(&self, pen: &mut Pen<'_>) {
        shadow(pen, -0.14, 0.14, 0.0);
        for x in [-0.115, 0.115] {
            pen.rounded_rect(Rect::centred(DVec2::new(x, 0.003), 0.03, 0.006), 0.002, Role::Rubber, Stroke::NONE);
        }
        let base = Rect::new(-0.135, 0.004, 0.135, 0.026);
        let fill = Fill::down(Role::DarkMetal, base.max, base.min);
        // The column widens to the base and carries the dial.
        pen.outline(fill, Stroke::edge(Role::DarkMetal), |o| {
            o.to(-0.034, 0.02).curve((-0.024, 0.03), (-COLUMN, 0.04), (-COLUMN, 0.06));
            o.to(-0.024, 0.135).curve((-0.03, 0.172), (0.03, 0.172), (0.024, 0.135)).to(COLUMN, 0.06);
            o.curve((COLUMN, 0.04), (0.024, 0.03), (0.034, 0.02));
        });
        pen.rounded_rect(base, 0.007, fill, Stroke::edge(Role::DarkMetal));
        for x in [-Self::ARM, Self::ARM] {
            let socket = Rect::new(x - 0.009, 0.02, x + 0.009, 0.034);
            let fill = Fill::band(Role::DarkMetal, socket.min, DVec2::new(socket.max.x, 0.0));
            pen.rounded_rect(socket, 0.002, fill, Stroke::edge(Role::DarkMetal));
        }
        // The face of the dial, a piece of a ring.
        let (inner, outer, reach) = (Self::TIP - 0.009, Self::TIP + 0.008, 0.2);
        let at = |angle: f64, radius: f64| {
            let (sin, cos) = sin_cos(angle);
            DVec2::new(radius * sin, Self::PIVOT + radius * cos)
        };
        let steps = |radius: f64, way: f64| (-8..=8).map(move |i| at(way * f64::from(i) * reach / 8.0, radius));
        let ring = steps(outer, 1.0).chain(steps(inner, -1.0));
        pen.polygon(ring, Role::Face, Stroke::edge(Role::Metal));
    }

    fn draw_beam(&self, pen: &mut Pen<'_>, grips: TrayGrips) {
        for (side, at, grip) in [(-1.0, self.nuts[0], grips.nuts[0]), (1.0, self.nuts[1], grips.nuts[1])] {
            draw_nut(pen, side, at, grip);
        }
        let beam = |o: &mut crate::frame::Outline<'_>| {
            o.to(-0.112, 0.004).to(-0.03, 0.009).to(0.03, 0.009).to(0.112, 0.004);
            o.to(0.112, -0.005).to(0.03, -0.008).to(-0.03, -0.008).to(-0.112, -0.005);
        };
        pen.outline(
            Fill::down(Role::Metal, DVec2::new(0.0, 0.009), DVec2::new(0.0, -0.008)),
            Stroke::edge(Role::Metal),
            beam,
        );
        let bar = Rect::new(-0.056, Self::EDGE - 0.0095, 0.061, Self::EDGE + 0.004);
        pen.rounded_rect(bar, 0.0015, Role::Face, Stroke::edge(Role::Metal));
        screw(pen, DVec2::ZERO, 0.005);
        let left = (self.rider - 0.5) * Self::SCALE;
        pen.target(grips.rider, |pen| {
            let body = Rect::new(left, Self::EDGE, left + 0.006, Self::EDGE + 0.0095);
            let fill = Fill::band(Role::Steel, body.min, DVec2::new(body.max.x, body.min.y));
            pen.rect(body, fill, Stroke::edge(Role::Steel));
            let knob = Rect::new(left + 0.0018, body.max.y, left + 0.0042, body.max.y + 0.003);
            pen.rounded_rect(knob, 0.001, (Role::Steel, Tone::Dark), Stroke::NONE);
        });
    }

    /// Its scales: that of the rider up to `range` g in divisions of `division` g, and that of the pointer; and the
    /// pointer, seen at `seen` divisions.
    pub fn draw_scales(&self, pen: &mut Pen<'_>, range: f64, division: f64, seen: f64) {
        pen.at(DVec2::new(0.0, Self::PIVOT), |pen| {
            let ray = |i: i32| sin_cos(f64::from(i) * Self::DIVISION);
            let at = |i: i32, radius: f64| DVec2::new(ray(i).0 * radius, ray(i).1 * radius);
            let marks = |five: bool| (-Self::DIVISIONS..=Self::DIVISIONS).filter(move |i| (i % 5 == 0) == five);
            let ink = Stroke::new(Role::FaceInk, 0.7).world(2.2e-4).butt();
            pen.lines(marks(false).map(|i| (at(i, Self::TIP), at(i, Self::TIP + 0.0028))), ink);
            pen.lines(marks(true).map(|i| (at(i, Self::TIP), at(i, Self::TIP + 0.0048))), ink.world(3.4e-4));
            pen.at(Pose::at(0.0, 0.0).turned(-seen * Self::DIVISION), |pen| {
                let stroke = Stroke::new(Role::Pointer, 1.0).world(6e-4);
                pen.line(DVec2::ZERO, DVec2::new(0.0, Self::TIP), Stroke { cap: Cap::Butt, ..stroke });
            });
        });
        pen.at(Pose::at(0.0, Self::PIVOT).turned(-self.tilt()), |pen| {
            let count = (range / division).round().clamp(1.0, 500.0) as i32;
            let place = |i: i32| (f64::from(i) / f64::from(count) - 0.5) * Self::SCALE;
            let whole = (1.0 / division).round().max(1.0) as i32;
            let ink = Stroke::new(Role::FaceInk, 0.7).world(2.4e-4).butt();
            let mark = |i: i32, long: f64| (DVec2::new(place(i), Self::EDGE), DVec2::new(place(i), Self::EDGE - long));
            pen.lines((0..=count).filter(|i| i % whole != 0).map(|i| mark(i, 0.0024)), ink);
            pen.lines((0..=count).filter(|i| i % whole == 0).map(|i| mark(i, 0.0042)), ink);
            let size = TextSize::World(0.0042);
            for i in (0..=count).filter(|i| i % whole == 0) {
                let at = DVec2::new(place(i), Self::EDGE - 0.0067);
                pen.text(at, Words::whole(i / whole), Anchor::Centre, size, Role::FaceInk);
            }
            let unit = DVec2::new(0.5 * Self::SCALE + 0.0065, Self::EDGE - 0.0067);
            pen.text(unit, Words::Literal("g"), Anchor::Centre, size, Role::FaceInk);
        });
    }
}

/// A pan whose top is at the origin.
fn pan(pen: &mut Pen<'_>) {
    let half = TrayBalance::HALF;
    let fill = Fill::band(Role::Steel, DVec2::new(-half, 0.0), DVec2::new(half, 0.0));
    pen.outline(fill, Stroke::edge(Role::Steel), |o| {
        o.to(-half - 0.003, 0.0045).to(-half, 0.0).to(half, 0.0).to(half + 0.003, 0.0045);
        o.curve((half, -0.004), (half * 0.8, -0.005), (half * 0.6, -0.005));
        o.to(-half * 0.6, -0.005).curve((-half * 0.8, -0.005), (-half, -0.004), (-half - 0.003, 0.0045));
    });
    let boss = Rect::new(-0.008, -0.011, 0.008, -0.005);
    pen.rect(boss, Fill::band(Role::Metal, boss.min, DVec2::new(boss.max.x, 0.0)), Stroke::edge(Role::Metal));
}

/// A levelling nut on its thread at an end of the beam.
fn draw_nut(pen: &mut Pen<'_>, side: f64, at: f64, grip: u16) {
    let thread = Rect::new((side * 0.112).min(side * 0.138), -0.0022, (side * 0.112).max(side * 0.138), 0.0022);
    pen.rect(thread, Fill::down(Role::Steel, thread.max, thread.min), Stroke::edge(Role::Steel));
    let turn = |i: i32| thread.min.x + thread.width() * f64::from(i) / f64::from(TURNS + 1);
    let turns = (1..=TURNS).map(|i| (DVec2::new(turn(i) - 4e-4, 0.0022), DVec2::new(turn(i) + 4e-4, -0.0022)));
    pen.detail(0.002, |pen| pen.lines(turns, Stroke::new(Role::Steel, 0.5).tone(Tone::Dark)));
    pen.target(grip, |pen| {
        let middle = side * 0.1265 + at;
        let nut = Rect::centred(DVec2::new(middle, 0.0), 0.0075, 0.016);
        let fill = Fill::down(Role::Brass, nut.max, nut.min);
        pen.rounded_rect(nut, 0.0012, fill, Stroke::edge(Role::Brass));
        // The knurls turn with it: a pitch of 0.8 mm.
        let phase = (at / 8e-4).rem_euclid(1.0) * 0.25;
        let rows = (0..4).map(|i| {
            let (_, cos) = sin_cos((f64::from(i) * 0.25 + phase) * std::f64::consts::PI);
            cos * 0.0072
        });
        let lines = rows.map(|y| (DVec2::new(nut.min.x + 6e-4, y), DVec2::new(nut.max.x - 6e-4, y)));
        pen.lines(lines, Stroke::new(Role::Brass, 0.8).tone(Tone::Dark));
    });
}
