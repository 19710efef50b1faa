//! A sheet on a board: the marks that a pencil makes of a knot and of directions of cords, and the parallelogram of forces.

use super::super::parts::{knot, paper, spring};
use super::plan::Plan;
use super::state::State;
use crate::frame::apparatus;
use crate::frame::{Dash, Fill, Pen, Pose, Rect, Role, Stroke, Tone, Words};
use crate::numerics::math::{atan2, sin_cos, wrap_angle};
use crate::systems::{Pull, Refused};
use glam::DVec2;

/// How near to the knot a mark is one of the knot, m.
const AT_KNOT: f64 = 0.008;
/// How near to a cord a mark is one of its direction, m.
const AT_CORD: f64 = 0.012;
/// A cord is taut if it pulls with this, N.
const TAUT: f64 = 0.05;
/// Shown of the pencil, times its true size.
const PENCIL: f64 = 1.7;

fn pair(plan: &Plan, state: &State, part: usize, [x, y]: [usize; 2]) -> Option<DVec2> {
    let place = DVec2::new(state.value(plan, part, x), state.value(plan, part, y));
    place.is_finite().then_some(place)
}

fn knot_of(plan: &Plan, state: &State, part: usize) -> DVec2 {
    let knot = plan.parts.get(part).map_or(0, |p| p.join(0));
    DVec2::new(state.value(plan, knot, knot::X), state.value(plan, knot, knot::Y))
}

/// The hook and the pull of a dynamometer: of the first (1) or the second (2).
fn cord(plan: &Plan, state: &State, part: usize, terminal: usize) -> (DVec2, f64) {
    let one = plan.parts.get(part).map_or(0, |p| p.join(terminal));
    let get = |v| state.value(plan, one, v);
    (DVec2::new(get(spring::X), get(spring::Y)), get(spring::FORCE))
}

/// No marks at the start.
pub fn arrange(plan: &Plan, state: &mut State) {
    for part in plan.of(&paper::KIND).collect::<Vec<_>>() {
        clear(plan, state, part);
    }
}

fn clear(plan: &Plan, state: &mut State, part: usize) {
    for place in std::iter::once(paper::O).chain(paper::MARKS) {
        for variable in place {
            state.put(plan, part, variable, f64::NAN);
        }
    }
    for variable in paper::PULLS.into_iter().chain(paper::SLIPS).chain(paper::FORCES) {
        state.put(plan, part, variable, 0.0);
    }
}

/// A setting was written: makes a mark, or takes a new sheet. Pressed buttons come up again with the next step.
pub fn set(plan: &Plan, state: &mut State, part: usize, variable: usize) {
    if variable == paper::MARK && state.value(plan, part, paper::MARK) != 0.0 {
        mark(plan, state, part);
    } else if variable == paper::CLEAR && state.value(plan, part, paper::CLEAR) != 0.0 {
        clear(plan, state, part);
        let sheets = state.value(plan, part, paper::SHEETS);
        state.put(plan, part, paper::SHEETS, sheets + 1.0);
    }
}

/// Lets pressed buttons come up.
pub fn release(plan: &Plan, state: &mut State) {
    for part in plan.of(&paper::KIND).collect::<Vec<_>>() {
        state.put(plan, part, paper::MARK, 0.0);
        state.put(plan, part, paper::CLEAR, 0.0);
    }
}

/// Marks what the pencil is at, if it is at something.
fn mark(plan: &Plan, state: &mut State, part: usize) {
    let Some(tip) = pair(plan, state, part, [paper::PENCIL_X, paper::PENCIL_Y]) else { return };
    let knot = knot_of(plan, state, part);
    let write = |state: &mut State, [x, y]: [usize; 2]| {
        state.put(plan, part, x, tip.x);
        state.put(plan, part, y, tip.y);
    };
    if (tip - knot).length() <= AT_KNOT {
        return write(state, paper::O);
    }
    let cords = [1, 2].map(|terminal| cord(plan, state, part, terminal));
    let taut = cords.map(|(_, pull)| pull > TAUT);
    // The cord that the pencil is nearest to, on its side of the knot.
    let far = |hook: DVec2| {
        let way = (hook - knot).normalize_or_zero();
        let off = tip - knot;
        if off.dot(way) > 0.0 { off.perp_dot(way).abs() } else { f64::INFINITY }
    };
    let nearest = (0..2)
        .filter(|&one| taut[one])
        .map(|one| (one, far(cords[one].0)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|&(_, far)| far <= AT_CORD);
    let Some((one, _)) = nearest else { return };
    let which = if taut[0] && taut[1] { one } else { 2 };
    write(state, paper::MARKS[which]);
    state.put(plan, part, paper::PULLS[which], cords[one].1);
    let slip = pair(plan, state, part, paper::O).map_or(0.0, |o| (knot - o).length());
    state.put(plan, part, paper::SLIPS[which], slip);
}

/// The learner's hand on the pencil: let go, it marks.
///
/// # Errors
/// A move of what is not held.
pub fn pull(plan: &Plan, state: &mut State, part: usize, nudge: f64, pull: Pull) -> Result<(), Refused> {
    let tip = DVec2::new(state.value(plan, part, paper::PENCIL_X), state.value(plan, part, paper::PENCIL_Y));
    let to = match pull {
        Pull::Take(hand) => {
            state.held = Some((part as u32, hand - tip));
            return Ok(());
        }
        Pull::Move(hand) => match state.held {
            Some((held, off)) if held as usize == part && hand.is_finite() => hand - off,
            _ => return Err(Refused::NotHeld),
        },
        Pull::Nudge(by) => tip + by * nudge,
        Pull::Release => {
            state.held = None;
            mark(plan, state, part);
            return Ok(());
        }
        Pull::Press => return Err(Refused::NotHeld),
    };
    let to = to.clamp(DVec2::splat(-50.0), DVec2::splat(50.0));
    state.put(plan, part, paper::PENCIL_X, to.x);
    state.put(plan, part, paper::PENCIL_Y, to.y);
    Ok(())
}

/// Directions of the marks from that of the knot, rad.
fn directions(plan: &Plan, state: &State, part: usize) -> [Option<f64>; 3] {
    let o = pair(plan, state, part, paper::O);
    paper::MARKS.map(|mark| {
        let d = pair(plan, state, part, mark)? - o?;
        (d.length() > 0.0).then(|| atan2(d.y, d.x))
    })
}

fn force(plan: &Plan, state: &State, part: usize, which: usize, direction: f64) -> DVec2 {
    let (sin, cos) = sin_cos(direction);
    state.value(plan, part, paper::FORCES[which]) * DVec2::new(cos, sin)
}

/// Writes what the sheet shows.
pub fn refresh(plan: &Plan, state: &mut State, part: usize) {
    let o = pair(plan, state, part, paper::O);
    let off = o.map_or(f64::NAN, |o| (knot_of(plan, state, part) - o).length());
    state.put(plan, part, paper::OFF, off);
    for (reach, mark) in paper::REACHES.into_iter().zip(paper::MARKS) {
        let far = pair(plan, state, part, mark).zip(o).map_or(f64::NAN, |(mark, o)| (mark - o).length());
        state.put(plan, part, reach, far);
    }
    let [first, second, single] = directions(plan, state, part);
    let (mut between, mut diagonal, mut turn) = (f64::NAN, f64::NAN, f64::NAN);
    if let Some((first, second)) = first.zip(second) {
        between = wrap_angle(first - second).abs();
        let sum = force(plan, state, part, 0, first) + force(plan, state, part, 1, second);
        if sum.length() > 0.0 {
            diagonal = sum.length();
            turn = single.map_or(f64::NAN, |single| wrap_angle(atan2(sum.y, sum.x) - single).abs());
        }
    }
    for (variable, value) in [(paper::BETWEEN, between), (paper::DIAGONAL, diagonal), (paper::TURN, turn)] {
        state.put(plan, part, variable, value);
    }
}

/// Draws board and sheet.
pub fn draw(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize) {
    let get = |v| state.value(plan, part, v);
    let middle = DVec2::new(get(paper::X), get(paper::Y));
    apparatus::drawing_board(pen, middle, get(paper::WIDTH), get(paper::HEIGHT));
}

/// Draws what is marked and drawn on the sheet, and the pencil.
pub fn draw_marks(plan: &Plan, state: &State, pen: &mut Pen<'_>, part: usize, grip: Option<u16>) {
    let lead = Stroke::new(Role::Mark, 1.2).world(7e-4);
    let thin = Stroke::new(Role::Mark, 0.8).world(4e-4);
    let scale = state.value(plan, part, paper::SCALE);
    let o = pair(plan, state, part, paper::O);
    let found = directions(plan, state, part);
    for mark in paper::MARKS.into_iter().filter_map(|mark| pair(plan, state, part, mark)) {
        pen.circle(mark, 0.0016, Role::Mark, Stroke::NONE);
    }
    if let Some(o) = o {
        for (dx, dy) in [(0.006, 0.006), (0.006, -0.006)] {
            pen.line(o - DVec2::new(dx, dy), o + DVec2::new(dx, dy), lead);
        }
        pen.label(o + DVec2::new(-0.016, 0.012), Words::Symbol("O"), crate::frame::Anchor::Centre, 14.0, Role::Mark);
        let forces: Vec<Option<DVec2>> = (0..3)
            .map(|which| found[which].map(|d| force(plan, state, part, which, d)).filter(|f| f.length() > 0.0))
            .collect();
        for (mark, force) in paper::MARKS.into_iter().filter_map(|mark| pair(plan, state, part, mark)).zip(&forces) {
            let reach = (mark - o).length().max(force.map_or(0.0, |f| f.length() * scale));
            pen.line(o, o + (mark - o).normalize_or_zero() * reach, thin);
        }
        if let [Some(first), Some(second), _] = forces[..] {
            let tip = o + (first + second) * scale;
            let dashed = thin.dash(Dash::Dashed);
            pen.line(o + first * scale, tip, dashed);
            pen.line(o + second * scale, tip, dashed);
            pen.arrow(o, tip, Role::Accent, Words::Symbol("F"));
        }
        for (force, label) in forces.iter().zip(["F₁", "F₂", "F′"]) {
            if let Some(force) = force {
                pen.arrow(o, o + *force * scale, Role::Force, Words::Symbol(label));
            }
        }
    }
    let tip = DVec2::new(state.value(plan, part, paper::PENCIL_X), state.value(plan, part, paper::PENCIL_Y));
    let pencil = |pen: &mut Pen<'_>| pen.at(Pose::at(tip.x, tip.y).scaled(PENCIL), |pen| apparatus::lead_pencil(pen));
    match grip {
        Some(grip) => pen.target(grip, pencil),
        None => pencil(pen),
    }
}

/// A knot of rubber band and cords.
pub fn draw_knot(pen: &mut Pen<'_>, at: DVec2) {
    pen.circle(at, 0.0042, Fill::ball(Role::Rubber, at, 0.0042), Stroke::edge(Role::Rubber));
    let bar = Rect::centred(at, 0.003, 0.009);
    pen.rounded_rect(bar, 0.001, (Role::Thread, Tone::Base), Stroke::NONE);
}
