//! Draws the parts of a motion system with the shared apparatus, back to front.

use super::CONTACTS;
use super::contact;
use super::output::ends;
use super::parts::{anchor, ball, block, hand, rod, screen, spring, string, surface, track, weights};
use super::plan::Plan;
use super::smooth::path_of;
use super::state::State;
use super::{output, parts};
use crate::frame::apparatus::{self, Block, Cover, Spring};
use crate::frame::{Fill, Pen, Pose, Rect, Role, Stroke, Tone};
use crate::numerics::math::{atan2, cbrt};
use glam::DVec2;

/// Thickness of a thread, m: sewing thread of a school.
const THREAD: f64 = 0.0008;
/// Thickness of a board, m.
const BOARD: f64 = 0.02;

/// Points that are reused from frame to frame.
#[derive(Default)]
pub struct Drawing {
    points: Vec<DVec2>,
}

/// Draws every part; what can be held is drawn inside its target.
pub fn draw(plan: &Plan, state: &State, drawing: &mut Drawing, pen: &mut Pen<'_>) {
    // Supports first, then what hangs and runs on them, then hands.
    for layer in 0..3 {
        for part in 0..plan.parts.len() {
            let Some(p) = plan.parts.get(part) else { continue };
            let in_layer = match p.kind.id {
                "track" | "surface" | "anchor" | "screen" => 0,
                "hand" => 2,
                _ => 1,
            };
            if in_layer != layer {
                continue;
            }
            match plan.grip_parts.iter().position(|&g| g == part) {
                Some(grip) => pen.target(grip as u16, |pen| draw_part(plan, state, drawing, pen, part)),
                None => draw_part(plan, state, drawing, pen, part),
            }
        }
    }
}

fn draw_part(plan: &Plan, state: &State, drawing: &mut Drawing, pen: &mut Pen<'_>, part: usize) {
    let Some(p) = plan.parts.get(part) else { return };
    let get = |v| state.value(plan, part, v);
    match p.kind.id {
        id if id == anchor::KIND.id => {
            let at = DVec2::new(get(anchor::X), get(anchor::Y));
            let hangs = plan
                .parts
                .iter()
                .any(|q| (q.is(&rod::KIND) || q.is(&string::KIND) || q.is(&spring::KIND)) && q.join(0) == part);
            if hangs {
                apparatus::clamp(pen, at);
            } else {
                pen.circle(at, 0.005, Role::DarkMetal, Stroke::NONE);
            }
        }
        id if id == ball::KIND.id => draw_ball(plan, state, pen, part),
        id if id == weights::KIND.id => draw_weights(plan, state, pen, part),
        id if id == rod::KIND.id => {
            let [a, _] = ends(plan, state, part);
            let tip = DVec2::new(get(rod::X), get(rod::Y));
            if get(rod::LOOKS) != 0.0 {
                apparatus::thread(pen, a, tip, THREAD);
            } else {
                pen.line(a, tip, Stroke::new(Role::Steel, 3.0).world(0.005));
                pen.line(a, tip, Stroke::new(Role::Steel, 1.0).tone(Tone::Light).world(0.0015));
            }
        }
        id if id == string::KIND.id => draw_string(plan, state, drawing, pen, part),
        id if id == spring::KIND.id && get(spring::LOOKS) == 0.0 => {
            let (from, to) =
                (DVec2::new(get(spring::A_X), get(spring::A_Y)), DVec2::new(get(spring::X), get(spring::Y)));
            let diameter = get(spring::WIDTH);
            let turns = (get(spring::NATURAL) / (0.28 * diameter)).clamp(4.0, 60.0) as u32;
            Spring { turns, diameter, wire: diameter * 0.06 }.draw(pen, from, to);
        }
        id if id == track::KIND.id => {
            let path = path_of(plan, state, part);
            drawing.points.clear();
            drawing.points.extend((0..=48).rev().map(|i| path.groove(path.length() * f64::from(i) / 48.0)));
            let foot = plan
                .of(&parts::floor::KIND)
                .next()
                .map_or(get(track::LIP_Y) - 0.3, |f| state.value(plan, f, parts::floor::LEVEL));
            apparatus::track(pen, &drawing.points, foot);
            let at = path.at_height(get(track::HEIGHT)).filter(|_| get(track::HOLD) != 0.0);
            if let Some(s) = at {
                // Against the side of the ball that is downhill.
                let radius = (path.place(s) - path.groove(s)).length();
                let below = s - radius - 0.0013;
                let out = (path.place(below) - path.groove(below)).normalize_or(DVec2::Y);
                apparatus::stop(pen, path.groove(below), out);
            }
        }
        id if id == screen::KIND.id => draw_screen(plan, state, pen, part),
        id if CONTACTS && id == surface::KIND.id => {
            let cover = match get(surface::COVER) as u8 {
                1 => Cover::Towel,
                2 => Cover::Cotton,
                _ => Cover::Wood,
            };
            let pose = Pose::at(get(surface::X), get(surface::Y)).turned(get(surface::ANGLE));
            pen.at(pose, |pen| apparatus::surface(pen, get(surface::LENGTH), BOARD, cover));
        }
        id if CONTACTS && id == block::KIND.id => draw_block(plan, state, pen, part),
        id if CONTACTS && id == hand::KIND.id => {
            let at = DVec2::new(get(hand::X), get(hand::Y));
            let spring = plan.parts.iter().position(|q| q.is(&spring::KIND) && q.join(0) == part);
            let away = spring.map_or(DVec2::X, |s| {
                at - DVec2::new(state.value(plan, s, spring::X), state.value(plan, s, spring::Y))
            });
            pen.at(Pose::at(at.x, at.y).turned(atan2(away.y, away.x)), apparatus::hand);
        }
        _ => {}
    }
}

fn draw_ball(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let get = |v| state.value(plan, part, v);
    let role = match get(ball::MATERIAL) as u8 {
        0 => Role::Steel,
        1 => Role::Brass,
        2 => Role::Metal,
        3 => Role::Wood,
        _ => Role::Celluloid,
    };
    let (at, radius) = (DVec2::new(get(ball::X), get(ball::Y)), get(ball::RADIUS));
    let thread = plan.parts.iter().position(|p| (p.is(&rod::KIND) || p.is(&string::KIND)) && p.join(1) == part);
    match thread {
        Some(joint) => apparatus::bob(pen, at, radius, role, output::ends(plan, state, joint)[0]),
        None => apparatus::ball(pen, at, radius, role),
    }
}

fn draw_weights(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let get = |v| state.value(plan, part, v);
    let at = DVec2::new(get(weights::X), get(weights::Y));
    // A 50 g mass of brass is 22 mm high; others keep its shape.
    let size = 0.022 * cbrt(get(weights::EACH) / 0.05);
    let count = get(weights::COUNT) as u32;
    pen.at(at, |pen| {
        if count == 0 {
            apparatus::hook(pen, 0.006, 0.005);
        } else {
            apparatus::hooked_masses(pen, count, size);
        }
    });
}

/// A slack string hangs in a curve of its own length, near enough to a parabola.
fn draw_string(plan: &Plan, state: &State, drawing: &mut Drawing, pen: &mut Pen<'_>, part: usize) {
    let [a, b] = ends(plan, state, part);
    let length = state.value(plan, part, string::LENGTH);
    let chord = (b - a).length();
    if chord >= length * 0.999 {
        apparatus::thread(pen, a, b, THREAD);
        return;
    }
    // Sag f of a parabola over a chord c: length is about c + 8 f^2 / (3 c).
    let sag = (3.0 * chord.max(length * 0.1) * (length - chord) / 8.0).sqrt();
    drawing.points.clear();
    drawing.points.extend((0..=24).map(|i| {
        let t = f64::from(i) / 24.0;
        a.lerp(b, t) - DVec2::Y * (4.0 * sag * t * (1.0 - t))
    }));
    pen.path(drawing.points.iter().copied(), Stroke::new(Role::Thread, 0.9).world(THREAD));
}

/// The board is seen from its edge: the ball comes from the left and marks its face.
fn draw_screen(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let get = |v| state.value(plan, part, v);
    let (thick, height) = (0.014, get(screen::HEIGHT));
    let foot = Rect::new(-0.03, 0.0, 0.09, 0.016);
    pen.at(DVec2::new(get(screen::X), get(screen::Y)), |pen| {
        apparatus::shadow(pen, -0.03, 0.09, 0.0);
        pen.rounded_rect(foot, 0.004, Fill::down(Role::DarkWood, foot.max, foot.min), Stroke::edge(Role::DarkWood));
        pen.at(Pose::at(0.0, 0.0).turned(-get(screen::LEAN)), |pen| {
            let board = Rect::new(0.0, 0.012, thick, height);
            pen.rect(
                board,
                Fill::down(Role::Wood, board.min, DVec2::new(board.max.x, board.min.y)),
                Stroke::edge(Role::Wood),
            );
            let paper = Rect::new(-0.003, 0.03, 0.0, height - 0.01);
            pen.rect(paper, Role::Paper, Stroke::edge(Role::Paper));
            let carbon = Rect::new(-0.005, 0.03, -0.003, height - 0.01);
            pen.rect(carbon, Role::CarbonPaper, Stroke::NONE);
            for (_, way) in state.marks.iter().filter(|(p, _)| *p as usize == part) {
                pen.circle(DVec2::new(-0.004, *way), 0.0045, Role::Mark, Stroke::edge(Role::Mark));
            }
        });
    });
}

fn draw_block(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let get = |v| state.value(plan, part, v);
    let size = contact::size(plan, state, part);
    pen.at(Pose::at(get(block::X), get(block::Y)).turned(get(block::ANGLE)), |pen| {
        pen.at(DVec2::new(0.0, -size.y / 2.0), |pen| {
            Block { width: size.x, height: size.y, hook: true }.draw(pen);
        });
        // Slotted masses of 50 g lie on it in piles of six.
        let count = (get(block::LOAD) / 0.05).round() as usize;
        for i in 0..count.min(24) {
            let (pile, level) = (i / 6, i % 6);
            let middle =
                DVec2::new((pile as f64 - (count.min(24).div_ceil(6) as f64 - 1.0) / 2.0) * 0.034, size.y / 2.0);
            let disc = Rect::centred(middle + DVec2::new(0.0, 0.004 + 0.008 * level as f64), 0.03, 0.008);
            let fill = Fill::band(Role::Brass, disc.min, DVec2::new(disc.max.x, disc.min.y));
            pen.rounded_rect(disc, 0.0015, fill, Stroke::edge(Role::Brass));
        }
    });
}
