//! Recordings that earn full marks or lose one mark for its reason: made here, scored here, kept in
//! `tests/recordings/score`.

use crate::recordings::{act, control, module, pass, press, seconds};
use gewu::assess::{Judged, Rubric, Score, score};
use gewu::lab::{Action, Lab, Opening, Record};

fn rubric(id: &str) -> Rubric {
    let file = crate::root().join("simulations").join(id).join("rubric.json");
    let problems = |p: Vec<gewu::module::Problem>| p.iter().map(|p| format!("{p}\n")).collect::<String>();
    Rubric::parse(id, &crate::read(&file), Some(&module(id))).unwrap_or_else(|p| panic!("{}", problems(p)))
}

fn answer(lab: &mut Lab, question: &str, text: &str) {
    act(lab, Action::Answer { question: question.into(), text: text.into() });
}

fn cell(lab: &mut Lab, row: u32, column: &str, text: &str) {
    act(lab, Action::Cell { row, column: column.into(), text: text.into() });
}

/// Makes a recording, keeps it, and scores what was kept.
fn scored(id: &str, name: &str, script: impl FnOnce(&mut Lab)) -> Score {
    let mut lab = Lab::new(module(id), Opening::default()).unwrap();
    script(&mut lab);
    let text = serde_json::to_string_pretty(&lab.record()).unwrap() + "\n";
    let file = crate::root().join("tests/recordings/score").join(format!("{id}-{name}.json"));
    crate::agree(&file, &text, "run with UPDATE=1");
    let record = Record::parse(&text).unwrap();
    let found = score(module(id), &rubric(id), &record, &Judged::default()).unwrap();
    if name == "full" {
        let again = score(module(id), &rubric(id), &record, &Judged::default()).unwrap();
        assert_eq!(found, again, "the same recording scores the same");
    }
    found
}

/// Every mark that was lost: id of the mark, points, number of the deciding action (0 if nothing of the kind happened).
fn lost(score: &Score) -> Vec<(String, f64, usize)> {
    let reasons = score.items.iter().flat_map(|item| &item.reasons).filter(|r| r.points < 0.0);
    reasons.map(|r| (r.id.clone(), -r.points, r.moment.as_ref().map_or(0, |m| m.action))).collect()
}

#[track_caller]
fn full(score: &Score) {
    assert_eq!(lost(score), [], "{score:#?}");
    assert_eq!((score.earned, score.open), (score.points, 0.0));
}

#[track_caller]
fn loses(score: &Score, mark: &str, points: f64) -> usize {
    let all = lost(score);
    assert_eq!(all.len(), 1, "{mark}: {all:?}");
    assert_eq!((all[0].0.as_str(), all[0].1), (mark, points), "{all:?}");
    assert!((score.earned - (score.points - points)).abs() < 1e-9, "{} of {}", score.earned, score.points);
    all[0].2
}

/// What a learner does with the pendulum; each field is a mistake that can be made.
struct Swing {
    guess: bool,
    angle: &'static str,
    /// Seconds after the lowest point at which the watch is pressed.
    late: f64,
    swings: usize,
    typed: &'static str,
    diameter: &'static str,
    lengths: usize,
    answer: f64,
    decimals: usize,
    law: &'static str,
}

const RIGHT: Swing = Swing {
    guess: true,
    angle: "4",
    late: 0.0,
    swings: 30,
    typed: "30",
    diameter: "20.0",
    lengths: 5,
    answer: 1.0,
    decimals: 2,
    law: "period_squared",
};

fn pendulum(lab: &mut Lab, how: &Swing) {
    if how.guess {
        answer(lab, "guess", "1.5 s");
    }
    act(lab, Action::Play);
    for (index, length) in ["0.40 m", "0.55 m", "0.70 m", "0.85 m", "1.00 m"].into_iter().take(how.lengths).enumerate()
    {
        control(lab, "thread", length);
        control(lab, "angle", if index == 0 { how.angle } else { "4" });
        press(lab, "watch.reset");
        pass(lab);
        seconds(lab, how.late);
        press(lab, "watch.start");
        for _ in 0..how.swings {
            pass(lab);
        }
        seconds(lab, how.late);
        press(lab, "watch.start");
        act(lab, Action::Row);
        let row = index as u32 + 1;
        cell(lab, row, "swings", if index == 0 { how.typed } else { "30" });
        cell(lab, row, "diameter", how.diameter);
    }
    let view = gewu::notebook::view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v));
    let found = view.results.iter().find(|r| r.id == "gravity_watch").unwrap().value;
    answer(lab, "law", how.law);
    answer(lab, "gravity", &format!("{:.*} m/s^2", how.decimals, found * how.answer));
    act(lab, Action::Submit);
}

fn swing(name: &str, how: Swing) -> Score {
    scored("pendulum", name, |lab| pendulum(lab, &how))
}

#[test]
fn a_pendulum_done_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&swing("full", RIGHT));
    loses(&swing("no-estimate", Swing { guess: false, ..RIGHT }), "1", 1.0);
    let first = loses(&swing("wide", Swing { angle: "15", ..RIGHT }), "3.1", 3.0);
    assert_eq!(first, 6, "the first press of the watch");
    loses(&swing("diameter", Swing { diameter: "0.0", ..RIGHT }), "2.1", 2.0);
    // A quarter of the shortest period (1.28 s) after the lowest point.
    loses(&swing("turning-point", Swing { late: 0.32, ..RIGHT }), "4.1", 2.0);
    loses(&swing("miscounted", Swing { typed: "31", ..RIGHT }), "4.2", 1.0);
    loses(&swing("four-lengths", Swing { lengths: 4, ..RIGHT }), "5", 2.0);
    loses(&swing("not-own-result", Swing { answer: 1.03, ..RIGHT }), "6.2", 1.0);
    loses(&swing("digits", Swing { decimals: 5, ..RIGHT }), "6.3", 1.0);
    loses(&swing("law", Swing { law: "period", ..RIGHT }), "7", 1.0);
}
