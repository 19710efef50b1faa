//! Score recordings of `lever`: full marks, and each mark lost for its reason; the same work by the sheet of Henan.

use crate::recordings::{act, carry, module, seconds};
use crate::scores::{answer, cell, full, lost, rubric, scored};
use gewu::assess::{Judged, Score, score};
use gewu::lab::{Action, Lab, Record};
use gewu::numerics::math::{PI, sin_cos};

/// Marks that are lost, with their points.
type Marks = &'static [(&'static str, f64)];

/// What a learner does with the lever; each field is a mistake that can be made.
pub struct Work {
    /// Levels the empty lever first.
    level: bool,
    /// Turns a nut by so many keys when masses hang.
    later: f64,
    /// Places (of 5 cm) and numbers of masses on both sides in each set.
    sets: &'static [(f64, usize, f64, usize)],
    /// Pushes the lever before the first reading, and reads as it goes through level.
    swing: bool,
    /// What is typed for the arm on the right of the first set, cm, if it is not the right one.
    arm: &'static str,
    /// Lets a mass fall.
    drop: bool,
    /// Pulls with the dynamometer, aside by so many degrees; and the arm typed for it.
    pull: Option<(f64, Option<&'static str>)>,
    /// How much too much is typed for its reading, N.
    misread: f64,
    answers: [&'static str; 4],
}

const RIGHT: Work = Work {
    level: true,
    later: 0.0,
    sets: &[(2.0, 2, 4.0, 1), (2.0, 3, 3.0, 2), (4.0, 3, 3.0, 4)],
    swing: false,
    arm: "",
    drop: false,
    pull: Some((0.0, None)),
    misread: 0.0,
    answers: ["product", "arm", "larger", "law"],
};

fn key(lab: &mut Lab, grip: &str, x: f64, y: f64) {
    act(lab, Action::Nudge { grip: format!("bench.{grip}"), by: [x, y] });
}

fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(&format!("bench.{path}")).unwrap().si
}

fn hang(lab: &mut Lab, (left, lefts, right, rights): (f64, usize, f64, usize)) {
    for (side, first, place, count) in [(-1.0, 1, left, lefts), (1.0, 5, right, rights)] {
        for index in 0..4 {
            let mass = format!("m{}", first + index);
            if get(lab, &format!("{mass}.hung")) != 0.0 {
                key(lab, &mass, 0.0, -1.0);
            }
            if index < count {
                key(lab, &mass, side * place, 0.0);
            }
        }
    }
}

/// Moves the hand along its pull, millimetre by millimetre, until the lever is level.
fn pull_level(lab: &mut Lab, degrees: f64) {
    let (sin, cos) = sin_cos(degrees / 180.0 * PI);
    let hook = [0.15, 0.346];
    let mut length = 0.23;
    for _ in 0..60 {
        // Up and round the end of the lever first, when the hand is still above it.
        let to = [hook[0] + length * sin, hook[1] - length * cos];
        if get(lab, "hand.y") > 0.36 {
            carry(lab, "bench.hand", &[[0.45, 0.5], [0.45, 0.3], to]);
        } else {
            carry(lab, "bench.hand", &[to]);
        }
        seconds(lab, 3.0);
        let angle = get(lab, "lever.angle");
        if angle.abs() < 0.004 && get(lab, "lever.angular_velocity").abs() < 0.002 {
            return;
        }
        // 0.15 m of arm: what the hook has to go.
        length += (0.12 * angle / 5e-4).round() * 5e-4;
    }
    panic!("it does not come level: {}", get(lab, "lever.angle"));
}

pub fn work(lab: &mut Lab, how: &Work) {
    act(lab, Action::Play);
    seconds(lab, 2.0);
    if how.level {
        for by in [-10.0, -10.0, -10.0, -1.0, -1.0] {
            key(lab, "right_nut", by, 0.0);
            seconds(lab, 0.3);
        }
        seconds(lab, 8.0);
    }
    if how.drop {
        carry(lab, "bench.m8", &[[0.36, 0.3]]);
        seconds(lab, 1.0);
    }
    for (index, set) in how.sets.iter().enumerate() {
        hang(lab, *set);
        if index == 0 && how.later != 0.0 {
            key(lab, "left_nut", how.later, 0.0);
        }
        seconds(lab, 10.0);
        if index == 0 && how.swing {
            key(lab, "lever", 10.0, 0.0);
            let mut left = 4000;
            while get(lab, "lever.angle") > 0.01 && left > 0 {
                lab.steps(1);
                left -= 1;
            }
        }
        act(lab, Action::Row);
        let row = index as u32 + 1;
        cell(lab, row, "left_force", &format!("{:.2}", 0.5 * set.1 as f64));
        cell(lab, row, "left_arm", &format!("{:.1}", 5.0 * set.0));
        cell(lab, row, "right_force", &format!("{:.2}", 0.5 * set.3 as f64));
        let right = format!("{:.1}", 5.0 * set.2);
        cell(lab, row, "right_arm", if index == 0 && !how.arm.is_empty() { how.arm } else { &right });
    }
    if let (Some((degrees, arm)), Some(&(left, lefts, _, _))) = (how.pull, how.sets.last()) {
        hang(lab, (left, lefts, 0.0, 0));
        key(lab, "claw", 3.0, 0.0);
        pull_level(lab, degrees);
        act(lab, Action::Row);
        let row = how.sets.len() as u32 + 1;
        cell(lab, row, "left_force", &format!("{:.2}", 0.5 * lefts as f64));
        cell(lab, row, "left_arm", &format!("{:.1}", 5.0 * left));
        let shown = lab.get("dynamometer.force").unwrap().si + how.misread;
        cell(lab, row, "right_force", &format!("{shown:.2}"));
        // From the axle, 14 mm above the hook, to the line of the pull.
        let (sin, cos) = sin_cos(degrees / 180.0 * PI);
        let own = format!("{:.1}", 15.0 * cos - 1.4 * sin);
        cell(lab, row, "right_arm", arm.unwrap_or(&own));
    }
    for (question, text) in ["law", "why", "oblique", "sets"].into_iter().zip(how.answers) {
        answer(lab, question, text);
    }
    act(lab, Action::Submit);
}

/// A learner who makes no mistake.
pub fn lever(lab: &mut Lab) {
    work(lab, &RIGHT);
}

fn run(name: &str, how: Work) -> Score {
    scored("lever", name, |lab| work(lab, &how))
}

fn marks(score: &Score) -> Vec<(String, f64)> {
    lost(score).into_iter().map(|(id, points, _)| (id, points)).collect()
}

/// What each recording costs, against what it should: all that differ are told at once.
fn agree(found: Vec<(&str, Score, Marks)>) {
    let wrong = found.into_iter().filter_map(|(name, score, expected)| {
        let expected: Vec<(String, f64)> = expected.iter().map(|(id, points)| ((*id).to_owned(), *points)).collect();
        (marks(&score) != expected).then(|| format!("{name}: {:?}, not {expected:?}", marks(&score)))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_lever_balanced_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&run("full", RIGHT));
    let off = &[(2.0, 2, 5.0, 1), (2.0, 3, 3.0, 2), (4.0, 3, 3.0, 4)];
    let equal = &[(2.0, 1, 2.0, 1), (3.0, 2, 3.0, 2), (3.0, 3, 3.0, 3)];
    let aside = Some((30.0, Some("15.0")));
    let said = |at: usize, text: &'static str| {
        let mut answers = RIGHT.answers;
        answers[at] = text;
        answers
    };
    let works: [(&str, Work, Marks); 16] = [
        ("oblique-true-arm", Work { pull: Some((30.0, None)), ..RIGHT }, &[]),
        // It leans as well when two masses at 10 cm hang against one at 20 cm.
        ("not-levelled", Work { level: false, ..RIGHT }, &[("1", 3.0), ("2.1", 1.0)]),
        ("nuts-later", Work { later: 8.0, ..RIGHT }, &[("1.1", 2.0)]),
        // One place off: the lever leans, and its products are not equal.
        ("leaning", Work { sets: off, ..RIGHT }, &[("2.1", 1.0), ("6.1", 1.0)]),
        ("swinging", Work { swing: true, ..RIGHT }, &[("2.2", 1.0)]),
        ("one-set", Work { sets: &[(2.0, 2, 4.0, 1)], ..RIGHT }, &[("3", 3.0)]),
        ("equal-arms", Work { sets: equal, ..RIGHT }, &[("3.1", 1.0)]),
        ("arm-misread", Work { arm: "15.0", ..RIGHT }, &[("4.1", 1.0), ("6.1", 1.0)]),
        ("dropped", Work { drop: true, ..RIGHT }, &[("4.2", 1.0)]),
        ("no-dynamometer", Work { pull: None, ..RIGHT }, &[("5", 3.0)]),
        ("pull-misread", Work { misread: 0.1, ..RIGHT }, &[("5.1", 1.0)]),
        ("oblique", Work { pull: aside, ..RIGHT }, &[("5.2", 2.0), ("6.1", 1.0)]),
        ("sum", Work { answers: said(0, "sum"), ..RIGHT }, &[("7", 1.0)]),
        ("why", Work { answers: said(1, "look"), ..RIGHT }, &[("8", 1.0)]),
        ("same", Work { answers: said(2, "same"), ..RIGHT }, &[("9", 1.0)]),
        ("mean", Work { answers: said(3, "mean"), ..RIGHT }, &[("10", 1.0)]),
    ];
    agree(works.into_iter().map(|(name, how, expected)| (name, run(name, how), expected)).collect());

    // The same work by the sheet of Henan.
    let sheet = rubric("lever", "rubric-henan");
    let by = |name: &str| {
        let file = crate::root().join("tests/recordings/score").join(format!("lever-{name}.json"));
        let record = Record::parse(&crate::read(&file)).unwrap();
        score(module("lever"), &sheet, &record, &Judged::default()).unwrap()
    };
    let henan: [(&str, Marks); 6] = [
        ("full", &[]),
        ("not-levelled", &[("1", 1.0), ("2", 1.0)]),
        ("one-set", &[]),
        ("equal-arms", &[("3.2", 6.0)]),
        ("arm-misread", &[("3.4", 1.0)]),
        ("sum", &[("4", 2.0)]),
    ];
    agree(henan.into_iter().map(|(name, expected)| (name, by(name), expected)).collect());
}
