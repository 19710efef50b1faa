//! Score recordings of `two-forces`: full marks, and each mark lost for its reason.

use crate::recordings::{act, carry, control, seconds};
use crate::scores::{answer, full, lost, scored};
use gewu::assess::Score;
use gewu::lab::{Action, Lab};
use gewu::numerics::math::{PI, sin_cos};

/// Where the knot is drawn to: straight below the nail, with the band stretched by 8 cm.
const O: [f64; 2] = [0.0, 0.215];
/// What the band pulls with there, N.
const BAND: f64 = 35.0 * 0.08;

/// Marks that are lost, with their points.
type Marks = &'static [(&'static str, f64)];

/// What a learner does on the board; each field is a mistake that can be made.
pub struct Work {
    zero: bool,
    /// Half the angle between the cords on each sheet, degrees.
    halves: &'static [f64],
    /// How far from O directions are marked, m, and the hand's error there, m.
    reach: f64,
    miss: f64,
    /// How far the knot is let go nearer to the nail before the second direction is marked, m.
    slip: f64,
    /// How far short of O the knot is the second time, m.
    short: f64,
    /// How high the left hand is, cm.
    lift: u32,
    scale: &'static str,
    /// What is typed too much for the first force, N.
    misread: f64,
    answers: [&'static str; 3],
}

const RIGHT: Work = Work {
    zero: true,
    halves: &[45.0, 35.0],
    reach: 0.1,
    miss: 0.0,
    slip: 0.0,
    short: 0.0,
    lift: 0,
    scale: "2 cm",
    misread: 0.0,
    answers: ["parallelogram", "effect", "larger"],
};

/// Where the hand is when its dynamometer pulls with a force and holds the knot at a place, at an angle from down.
/// What pulls along the board with that force from a hand that is lifted off it pulls more itself.
fn hand(knot: [f64; 2], degrees: f64, force: f64, lift: f64) -> [f64; 2] {
    let (mut low, mut high) = (force, 2.0 * force);
    let along = |pull: f64| {
        let length = 0.207 + pull / 50.0;
        (length * length - lift * lift).sqrt()
    };
    for _ in 0..80 {
        let pull = 0.5 * (low + high);
        if pull * along(pull) / (0.207 + pull / 50.0) < force { low = pull } else { high = pull }
    }
    let length = 0.12 + force / 2000.0 + along(low);
    let (sin, cos) = sin_cos(degrees / 180.0 * PI);
    [knot[0] + length * sin, knot[1] - length * cos]
}

fn pencil(lab: &mut Lab, to: [f64; 2]) {
    let get = |lab: &Lab, path: &str| lab.get(path).unwrap().si;
    let at = [get(lab, "board.paper.pencil_x"), get(lab, "board.paper.pencil_y")];
    act(lab, Action::Take { at, grip: "board.paper".into() });
    act(lab, Action::Move { at: to });
    act(lab, Action::Release);
}

/// Marks a direction: from the knot, at an angle from down.
fn direction(lab: &mut Lab, degrees: f64, reach: f64, miss: f64) {
    let (sin, cos) = sin_cos(degrees / 180.0 * PI);
    let knot = [lab.get("board.knot.x").unwrap().si, lab.get("board.knot.y").unwrap().si];
    pencil(lab, [knot[0] + reach * sin + miss * cos, knot[1] - reach * cos + miss * sin]);
}

fn draw(lab: &mut Lab, name: &str, instrument: &str, more: f64) {
    let shown = lab.get(&format!("{instrument}.force")).unwrap().si + more;
    control(lab, name, &format!("{shown:.2} N"));
}

pub fn work(lab: &mut Lab, how: &Work) {
    act(lab, Action::Play);
    if how.zero {
        // The nut shifts the pointer by a hundredth of a newton with each key.
        act(lab, Action::Nudge { grip: "d1.nut".into(), by: [-12.0, 0.0] });
        act(lab, Action::Nudge { grip: "d2.nut".into(), by: [15.0, 0.0] });
    }
    control(lab, "scale", how.scale);
    control(lab, "lift", &format!("{} cm", how.lift));
    let lift = f64::from(how.lift) / 100.0;
    for (sheet, &half) in how.halves.iter().enumerate() {
        if sheet > 0 {
            control(lab, "clear", "true");
        }
        let (_, cos) = sin_cos(half / 180.0 * PI);
        let force = BAND / (2.0 * cos);
        carry(lab, "board.hand1", &[hand(O, -half, force, lift)]);
        carry(lab, "board.hand2", &[hand(O, half, force, 0.0)]);
        seconds(lab, 2.0);
        let knot = [lab.get("board.knot.x").unwrap().si, lab.get("board.knot.y").unwrap().si];
        pencil(lab, knot);
        direction(lab, -half, how.reach, how.miss);
        draw(lab, "first", "d1", if sheet == 0 { how.misread } else { 0.0 });
        if how.slip > 0.0 {
            let up = [O[0], O[1] + how.slip];
            let less = (BAND - 35.0 * how.slip) / (2.0 * cos);
            carry(lab, "board.hand1", &[hand(up, -half, less, lift)]);
            carry(lab, "board.hand2", &[hand(up, half, less, 0.0)]);
            seconds(lab, 2.0);
        }
        direction(lab, half, how.reach, 0.0);
        draw(lab, "second", "d2", 0.0);
        carry(lab, "board.hand2", &[[0.25, 0.1]]);
        let end = [O[0], O[1] + how.short];
        carry(lab, "board.hand1", &[hand(end, 0.0, BAND - 35.0 * how.short, lift)]);
        seconds(lab, 2.0);
        direction(lab, 0.0, how.reach, 0.0);
        draw(lab, "single", "d1", 0.0);
        act(lab, Action::Row);
    }
    for (question, text) in ["law", "same", "angle"].into_iter().zip(how.answers) {
        answer(lab, question, text);
    }
    act(lab, Action::Submit);
}

/// A learner who makes no mistake.
pub fn two_forces(lab: &mut Lab) {
    work(lab, &RIGHT);
}

fn run(name: &str, how: Work) -> Score {
    scored("two-forces", name, |lab| work(lab, &how))
}

#[test]
fn forces_drawn_well_earn_every_mark_and_each_mistake_costs_its_own() {
    full(&run("full", RIGHT));
    let said = |at: usize, text: &'static str| {
        let mut answers = RIGHT.answers;
        answers[at] = text;
        answers
    };
    let works: [(&str, Work, Marks); 13] = [
        ("not-zeroed", Work { zero: false, ..RIGHT }, &[("1", 2.0), ("8.1", 2.0)]),
        ("moved", Work { slip: 0.004, ..RIGHT }, &[("2.1", 1.0)]),
        ("near", Work { reach: 0.03, ..RIGHT }, &[("3.1", 2.0)]),
        ("small", Work { scale: "0.5 cm", ..RIGHT }, &[("3.2", 1.0)]),
        ("wide", Work { halves: &[45.0, 65.0], ..RIGHT }, &[("4", 1.0)]),
        ("short-of-o", Work { short: 0.006, ..RIGHT }, &[("6.1", 2.0), ("8.1", 2.0)]),
        ("lifted", Work { lift: 10, ..RIGHT }, &[("6.2", 1.0)]),
        ("misread", Work { misread: 0.1, ..RIGHT }, &[("7.1", 1.0)]),
        ("near-and-off", Work { reach: 0.02, miss: -0.0045, ..RIGHT }, &[("3.1", 2.0), ("8.1", 2.0), ("8.2", 1.0)]),
        ("once", Work { halves: &[45.0], ..RIGHT }, &[("9", 2.0)]),
        ("sum", Work { answers: said(0, "sum"), ..RIGHT }, &[("10", 1.0)]),
        ("length", Work { answers: said(1, "length"), ..RIGHT }, &[("11", 1.0)]),
        ("smaller", Work { answers: said(2, "smaller"), ..RIGHT }, &[("12", 1.0)]),
    ];
    let wrong = works.into_iter().filter_map(|(name, how, expected)| {
        let found: Vec<(String, f64)> = lost(&run(name, how)).into_iter().map(|(id, points, _)| (id, points)).collect();
        let expected: Vec<(String, f64)> = expected.iter().map(|(id, points)| ((*id).to_owned(), *points)).collect();
        (found != expected).then(|| format!("{name}: {found:?}, not {expected:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
