//! Recordings that earn full marks or lose one mark for its reason: made here, scored here, kept in
//! `tests/recordings/score`.

use crate::recordings::{act, carry, control, module, onto_pan, pass, pour, press, seconds, unload};
use gewu::assess::{Judged, Rubric, Score, score, score_lab};
use gewu::lab::{Action, Lab, Opening, Record, Replay};

/// A rubric of a module: `rubric`, or `rubric-REGION`.
pub fn rubric(id: &str, name: &str) -> Rubric {
    let file = crate::root().join("simulations").join(id).join(format!("{name}.json"));
    let problems = |p: Vec<gewu::module::Problem>| p.iter().map(|p| format!("{p}\n")).collect::<String>();
    Rubric::parse(id, &crate::read(&file), Some(&module(id))).unwrap_or_else(|p| panic!("{}", problems(p)))
}

pub fn answer(lab: &mut Lab, question: &str, text: &str) {
    act(lab, Action::Answer { question: question.into(), text: text.into() });
}

pub fn cell(lab: &mut Lab, row: u32, column: &str, text: &str) {
    act(lab, Action::Cell { row, column: column.into(), text: text.into() });
}

/// Chooses the line of a graph.
pub fn fit(lab: &mut Lab, graph: &str, kind: &str) {
    act(lab, Action::Fit { graph: graph.into(), kind: kind.into() });
}

/// Makes a recording, keeps it, and scores what was kept.
pub fn scored(id: &str, name: &str, script: impl FnOnce(&mut Lab)) -> Score {
    let mut lab = Lab::new(module(id), Opening::default()).unwrap();
    let rubric = rubric(id, "rubric");
    lab.watch(rubric.hash, rubric.watches.clone());
    script(&mut lab);
    let text = serde_json::to_string_pretty(&lab.record()).unwrap() + "\n";
    let file = crate::root().join("tests/recordings/score").join(format!("{id}-{name}.json"));
    crate::agree(&file, &text, "run with UPDATE=1");
    let record = Record::parse(&text).unwrap();
    let found = score(module(id), &rubric, &record, &Judged::default()).unwrap();
    assert_eq!(found, score_lab(&lab, &rubric, &Judged::default()).unwrap(), "live and replayed");
    if name == "full" {
        assert_eq!(found, followed(id, &rubric, &record), "followed while it grew");
    }
    found
}

/// The score of a recording that was replayed in pieces while it was made, as the page does.
fn followed(id: &str, rubric: &Rubric, record: &Record) -> Score {
    let until = |entries: usize, ticks: u64| {
        let entries = record.entries[..entries].to_vec();
        Record { entries, ticks, hash: String::new(), ..record.clone() }
    };
    let watches = Some((rubric.hash, rubric.watches.clone()));
    let mut replay = Replay::new(module(id), until(0, 0), watches).unwrap();
    let mut entries = 0;
    for done in record.entries.iter().step_by(7) {
        let behind = record.entries.iter().filter(|one| one.tick < done.tick).count();
        entries = entries.max(behind);
        assert!(replay.further(&until(entries, done.tick)));
        let left = replay.go(100).unwrap();
        assert!(replay.go(100).unwrap() <= left.saturating_sub(100), "it gets on");
        if entries % 2 == 0 {
            assert_eq!(replay.go(u64::MAX).unwrap(), 0);
            score_lab(replay.end().unwrap(), rubric, &Judged::default()).unwrap();
        }
    }
    assert!(replay.further(record));
    let score = score_lab(replay.end().unwrap(), rubric, &Judged::default()).unwrap();
    let mut other = record.clone();
    other.entries[0].action = Action::Undo;
    assert!(!replay.further(&other), "another beginning");
    other = Record { seed: record.seed + 1, ..record.clone() };
    assert!(!replay.further(&other), "another seed");
    assert!(!replay.further(&until(0, 0)), "an earlier state");
    score
}

/// Every mark that was lost: id of the mark, points, number of the deciding action (0 if nothing of the kind happened).
pub fn lost(score: &Score) -> Vec<(String, f64, usize)> {
    let reasons = score.items.iter().flat_map(|item| &item.reasons).filter(|r| r.points < 0.0);
    reasons.map(|r| (r.id.clone(), -r.points, r.moment.as_ref().map_or(0, |m| m.action))).collect()
}

#[track_caller]
pub fn full(score: &Score) {
    assert_eq!(lost(score), [], "{score:#?}");
    assert_eq!((score.earned, score.open), (score.points, 0.0));
}

#[track_caller]
pub fn loses(score: &Score, mark: &str, points: f64) -> usize {
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
    /// What is typed as the second thread; empty to keep what the rule shows.
    thread: &'static str,
    lengths: usize,
    answer: f64,
    decimals: usize,
    law: &'static str,
    fit: &'static str,
}

const RIGHT: Swing = Swing {
    guess: true,
    angle: "4",
    late: 0.0,
    swings: 30,
    typed: "30",
    diameter: "20.0",
    thread: "",
    lengths: 5,
    answer: 1.0,
    decimals: 2,
    law: "period_squared",
    fit: "line",
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
        let own = index == 1 && !how.thread.is_empty();
        if own {
            act(lab, Action::Reading { mode: "learner".into() });
        }
        act(lab, Action::Row);
        let (row, counted) = (index as u32 + 1, how.swings.to_string());
        if own {
            cell(lab, row, "thread", how.thread);
            let time = lab.get("watch.time").unwrap().si;
            cell(lab, row, "time", &format!("{time:.2} s"));
            act(lab, Action::Reading { mode: "instrument".into() });
        }
        cell(lab, row, "swings", if index == 0 { how.typed } else { &counted });
        cell(lab, row, "diameter", how.diameter);
    }
    let view = gewu::notebook::view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v));
    let found = view.results.iter().find(|r| r.id == "gravity_watch").unwrap().value;
    answer(lab, "law", how.law);
    answer(lab, "gravity", &format!("{:.*} m/s^2", how.decimals, found * how.answer));
    fit(lab, "watch", how.fit);
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
    loses(&swing("thread", Swing { thread: "0.554 m", ..RIGHT }), "2.2", 1.0);
    loses(&swing("few-swings", Swing { swings: 20, typed: "20", ..RIGHT }), "4.3", 1.0);
    // Without a line there is no result, nor an answer that could be its.
    let none = swing("no-line", Swing { fit: "none", ..RIGHT });
    assert_eq!(lost(&none), [("6.1".into(), 2.0, 0), ("6.2".into(), 1.0, 0)]);
    loses(&swing("four-lengths", Swing { lengths: 4, ..RIGHT }), "5", 2.0);
    loses(&swing("not-own-result", Swing { answer: 1.03, ..RIGHT }), "6.2", 1.0);
    loses(&swing("digits", Swing { decimals: 5, ..RIGHT }), "6.3", 1.0);
    loses(&swing("law", Swing { law: "period", ..RIGHT }), "7", 1.0);
}

struct Stretch {
    natural: &'static str,
    wait: f64,
    loads: u32,
    answer: f64,
    law: &'static str,
    intercept: &'static str,
    fit: &'static str,
}

const STRETCHED: Stretch = Stretch {
    natural: "10.2 cm",
    wait: 12.0,
    loads: 6,
    answer: 1.0,
    law: "extension",
    intercept: "natural",
    fit: "line",
};

pub fn result(lab: &Lab, id: &str) -> f64 {
    let view = gewu::notebook::view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v));
    view.results.iter().find(|r| r.id == id).unwrap().value
}

fn stretch(name: &str, how: Stretch) -> Score {
    scored("spring-force", name, |lab| {
        act(lab, Action::Play);
        for count in 0..=how.loads {
            control(lab, "count", &count.to_string());
            seconds(lab, if count == 2 { how.wait } else { 12.0 });
            act(lab, Action::Row);
            cell(lab, count + 1, "natural", how.natural);
        }
        // Beyond the limit the line bends (the seventh mass passes it as it falls): the learner leaves those points out.
        for count in 7..=how.loads {
            act(lab, Action::ExcludeRow { row: count + 1, excluded: true });
        }
        let found = result(lab, "stiffness");
        answer(lab, "stiffness", &format!("{:.1}", found * how.answer));
        answer(lab, "law", how.law);
        answer(lab, "intercept", how.intercept);
        fit(lab, "stretch", how.fit);
        act(lab, Action::Submit);
    })
}

#[test]
fn a_spring_stretched_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&stretch("full", STRETCHED));
    loses(&stretch("lying", Stretch { natural: "10.0 cm", ..STRETCHED }), "1.1", 2.0);
    loses(&stretch("swinging", Stretch { wait: 0.1, ..STRETCHED }), "2.1", 1.0);
    loses(&stretch("limit", Stretch { loads: 8, ..STRETCHED }), "3.1", 2.0);
    loses(&stretch("five-loads", Stretch { loads: 4, ..STRETCHED }), "4", 1.0);
    loses(&stretch("not-own-result", Stretch { answer: 1.1, ..STRETCHED }), "5.2", 1.0);
    let none = stretch("no-line", Stretch { fit: "none", ..STRETCHED });
    assert_eq!(lost(&none), [("5.1".into(), 1.0, 0), ("5.2".into(), 1.0, 0)]);
    loses(&stretch("law", Stretch { law: "length", ..STRETCHED }), "6", 1.0);
    loses(&stretch("intercept", Stretch { intercept: "slip", ..STRETCHED }), "7", 1.0);
}

struct Launch {
    set: &'static [(&'static str, &'static str)],
    /// Control that is changed before the last run.
    change: (&'static str, &'static str),
    radius: &'static str,
    early: bool,
    distances: usize,
    answer: f64,
    law: &'static str,
    fit: &'static str,
}

const LAUNCHED: Launch = Launch {
    set: &[],
    change: ("hold", "true"),
    radius: "8.0 mm",
    early: false,
    distances: 6,
    answer: 1.0,
    law: "x_squared",
    fit: "line",
};

fn launch(name: &str, how: Launch) -> Score {
    scored("projectile", name, |lab| {
        for (id, value) in how.set {
            control(lab, id, value);
        }
        act(lab, Action::Play);
        if how.early {
            act(lab, Action::Row);
        }
        for (index, x) in
            ["10 cm", "15 cm", "20 cm", "25 cm", "30 cm", "35 cm"].into_iter().take(how.distances).enumerate()
        {
            control(lab, "screen", x);
            control(lab, "hold", "true");
            if index == 5 {
                control(lab, how.change.0, how.change.1);
            }
            seconds(lab, 0.2);
            control(lab, "hold", "false");
            seconds(lab, 1.5);
            act(lab, Action::Row);
        }
        let rows: Vec<u32> = lab.rows().rows.iter().map(|row| row.id).collect();
        for row in rows {
            cell(lab, row, "radius", how.radius);
        }
        let found = result(lab, "launch_speed");
        answer(lab, "speed", &format!("{:.3}", found * how.answer));
        fit(lab, "path", how.fit);
        answer(lab, "law", how.law);
        act(lab, Action::Submit);
    })
}

#[test]
fn a_projectile_done_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&launch("full", LAUNCHED));
    loses(&launch("tilted", Launch { set: &[("tilt", "0.5 deg")], ..LAUNCHED }), "1.1", 2.0);
    loses(&launch("leaning", Launch { set: &[("lean", "0.5 deg")], ..LAUNCHED }), "2.1", 1.0);
    loses(&launch("other-height", Launch { change: ("height", "9.5 cm"), ..LAUNCHED }), "3.1", 2.0);
    loses(
        &launch("light-ball", Launch { set: &[("material", "table_tennis"), ("height", "12 cm")], ..LAUNCHED }),
        "4.1",
        1.0,
    );
    loses(&launch("radius", Launch { radius: "0.0 mm", ..LAUNCHED }), "5.1", 2.0);
    loses(&launch("early", Launch { early: true, ..LAUNCHED }), "6.1", 1.0);
    loses(&launch("five-distances", Launch { distances: 5, ..LAUNCHED }), "7", 2.0);
    loses(&launch("not-own-result", Launch { answer: 1.1, ..LAUNCHED }), "8.2", 1.0);
    let none = launch("no-line", Launch { fit: "none", ..LAUNCHED });
    assert_eq!(lost(&none), [("8.1".into(), 1.0, 0), ("8.2".into(), 1.0, 0)]);
    loses(&launch("law", Launch { law: "x", ..LAUNCHED }), "9", 1.0);
}

/// What a learner does with balance and cylinders; each field is a mistake that can be made.
struct Weighing {
    /// g; where the rider is while the nuts are turned.
    rider: f64,
    level: bool,
    /// A nut is turned with the stone on the pan.
    nuts_late: bool,
    swapped: bool,
    /// Seconds until the balance is read.
    wait: f64,
    /// What is typed as the sum; empty to keep what the balance shows.
    sum: &'static str,
    /// What the mass is typed too large by, g.
    mass: f64,
    /// Water, mL.
    water: f64,
    eye: f64,
    bubbles: &'static str,
    /// What the volume is typed too large by, mL.
    volume: f64,
    wet: bool,
    /// A beaker is tilted where there is no cylinder.
    spill: bool,
    /// All of the brine is poured out.
    emptied: bool,
    /// What the second weighing of the brine is taken too small by, g.
    rest: f64,
    stone: f64,
    brine: f64,
    decimals: usize,
    asked: &'static str,
}

const WEIGHED: Weighing = Weighing {
    rider: 0.0,
    level: true,
    nuts_late: false,
    swapped: false,
    wait: 30.0,
    sum: "",
    mass: 0.0,
    water: 38.0,
    eye: 0.0,
    bubbles: "0 mL",
    volume: 0.0,
    wet: false,
    spill: false,
    emptied: false,
    rest: 0.0,
    stone: 1.0,
    brine: 1.0,
    decimals: 2,
    asked: "higher",
};

fn nudge(lab: &mut Lab, grip: &str, x: f64) {
    act(lab, Action::Nudge { grip: format!("bench.{grip}"), by: [x, 0.0] });
}

fn si(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

/// Weighs what is on a pan, with weights on the other; `way` is that of the keys from the box to there.
fn weigh(lab: &mut Lab, swapped: bool, wait: f64) {
    let heavy = |lab: &Lab| si(lab, "bench.scales.rest") * if swapped { -1.0 } else { 1.0 };
    for weight in ["w100", "w50", "w20a", "w20b", "w10", "w5"] {
        let steps = if swapped { 2 } else { 1 };
        (0..steps).for_each(|_| nudge(lab, weight, -1.0));
        // The rider, on the right, takes 5 g from the other side of swapped pans.
        let most = if swapped { 25.5 } else { 0.5 };
        if heavy(lab) > 0.5 && (!swapped || si(lab, "bench.scales.left") - si(lab, "bench.scales.right") > most * 2e-4)
        {
            (0..steps).for_each(|_| nudge(lab, weight, 1.0));
        }
    }
    let towards = |lab: &Lab| si(lab, "bench.scales.rest") < -0.5;
    while towards(lab) && si(lab, "bench.scales.rider") < 4.99e-3 {
        nudge(lab, "scales.rider", 2.0);
    }
    seconds(lab, wait);
}

fn in_grams(lab: &Lab) -> f64 {
    let sum = (si(lab, "bench.scales.weights") + si(lab, "bench.scales.rider")) * 1e3;
    (sum * 5.0).round() / 5.0
}

fn density(lab: &mut Lab, how: &Weighing) {
    act(lab, Action::Play);
    control(lab, "bubbles", how.bubbles);
    nudge(lab, "scales.rider", -100.0);
    nudge(lab, "scales.rider", how.rider * 10.0);
    while how.level && si(lab, "bench.scales.rest").abs() > 0.1 {
        let way = -si(lab, "bench.scales.rest").signum();
        nudge(lab, "scales.left_nut", way);
    }
    if how.wet {
        carry(lab, "bench.stone", &[[0.02, 0.3], [0.275, 0.3], [0.275, 0.02]]);
        carry(lab, "bench.stone", &[[0.275, 0.3], [0.02, 0.3]]);
    }
    if how.swapped {
        carry(lab, "bench.stone", &[[0.02, 0.3], [-0.175, 0.3], [-0.175, 0.15]]);
    } else {
        onto_pan(lab, "bench.stone");
    }
    if how.nuts_late {
        nudge(lab, "scales.right_nut", 0.5);
    }
    weigh(lab, how.swapped, how.wait);
    if !how.sum.is_empty() {
        act(lab, Action::Reading { mode: "learner".into() });
    }
    act(lab, Action::Row);
    if !how.sum.is_empty() {
        cell(lab, 1, "balance", how.sum);
        cell(lab, 1, "tube", "0");
        cell(lab, 1, "dry", "0");
        act(lab, Action::Reading { mode: "instrument".into() });
    }
    let sum = in_grams(lab);
    let twice = if how.swapped { 2e3 * si(lab, "bench.scales.rider") } else { 0.0 };
    let mass = sum - twice + how.mass;
    unload(lab);
    carry(lab, "bench.stone", &[[-0.3, 0.3], [0.02, 0.3]]);
    if how.spill {
        nudge(lab, "water.lip", 30.0);
        seconds(lab, 0.2);
        nudge(lab, "water.lip", -100.0);
    }
    carry(lab, "bench.water", &[[0.275, 0.2], [0.32, 0.2]]);
    pour(lab, "water", "tube", how.water);
    act(lab, Action::Eye { instrument: "tube".into(), at: how.eye });
    act(lab, Action::Row);
    act(lab, Action::Eye { instrument: "tube".into(), at: 0.0 });
    let before = si(lab, "tube.volume") * 1e6;
    carry(lab, "bench.water", &[[0.275, 0.2]]);
    carry(lab, "bench.stone", &[[0.35, 0.3], [0.35, 0.2], [0.35, 0.05]]);
    seconds(lab, 1.0);
    act(lab, Action::Row);
    let after = si(lab, "tube.volume") * 1e6 + how.volume;
    for (column, number) in [("mass", mass), ("before", before), ("after", after)] {
        cell(lab, 1, column, &format!("{number:.1}"));
    }
    onto_pan(lab, "bench.brine");
    weigh(lab, false, 30.0);
    act(lab, Action::Row);
    let full = in_grams(lab);
    unload(lab);
    carry(lab, "bench.brine", &[[-0.375, 0.28], [0.115, 0.28], [0.16, 0.2]]);
    if how.emptied {
        nudge(lab, "brine.lip", 45.0);
        seconds(lab, 8.0);
        nudge(lab, "brine.lip", -45.0);
    } else {
        pour(lab, "brine", "dry", 45.0);
    }
    act(lab, Action::Row);
    let volume = si(lab, "dry.volume") * 1e6;
    carry(lab, "bench.brine", &[[0.115, 0.28]]);
    onto_pan(lab, "bench.brine");
    weigh(lab, false, 30.0);
    act(lab, Action::Row);
    let brine = full - in_grams(lab) + how.rest;
    for (column, number) in [("mass", brine), ("before", 0.0), ("after", volume)] {
        cell(lab, 4, column, &format!("{number:.1}"));
    }
    let (solid, liquid) = (mass / (after - before) * how.stone, brine / volume * how.brine);
    answer(lab, "stone", &format!("{solid:.*} g/cm^3", how.decimals));
    answer(lab, "brine", &format!("{liquid:.2} g/cm^3"));
    answer(lab, "wet", how.asked);
    act(lab, Action::Submit);
}

fn weighing(name: &str, how: Weighing) -> Score {
    scored("density", name, |lab| density(lab, &how))
}

#[test]
fn densities_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
    full(&weighing("full", WEIGHED));
    let both = |score: &Score| lost(score).into_iter().map(|(mark, points, _)| (mark, points)).collect::<Vec<_>>();
    // Levelled with the rider away from zero, every sum is wrong by it, and so is the mass.
    let away = both(&weighing("rider", Weighing { rider: 1.6, stone: 0.95, ..WEIGHED }));
    assert_eq!(away, [("1.1".into(), 1.0), ("2.2".into(), 2.0)]);
    let askew = both(&weighing("not-level", Weighing { level: false, ..WEIGHED }));
    assert_eq!(askew, [("1.2".into(), 2.0), ("2.2".into(), 2.0)]);
    loses(&weighing("nuts-late", Weighing { nuts_late: true, ..WEIGHED }), "1.3", 4.0);
    loses(&weighing("swapped", Weighing { swapped: true, ..WEIGHED }), "2.1", 5.0);
    loses(&weighing("mass", Weighing { mass: 0.6, ..WEIGHED }), "2.2", 2.0);
    loses(&weighing("swinging", Weighing { wait: 0.3, ..WEIGHED }), "2.3", 1.0);
    loses(&weighing("sum", Weighing { sum: "35.8", ..WEIGHED }), "2.4", 1.0);
    loses(&weighing("eye", Weighing { eye: 0.03, ..WEIGHED }), "3.2", 1.0);
    loses(&weighing("spilled", Weighing { spill: true, ..WEIGHED }), "4.1", 1.0);
    loses(&weighing("bubbles", Weighing { bubbles: "0.3 mL", ..WEIGHED }), "4.2", 1.0);
    loses(&weighing("volume", Weighing { volume: 4.0, stone: 1.25, ..WEIGHED }), "4.3", 2.0);
    loses(&weighing("wet", Weighing { wet: true, ..WEIGHED }), "4.4", 2.0);
    loses(&weighing("brine", Weighing { rest: 2.5, brine: 0.96, ..WEIGHED }), "5", 2.0);
    loses(&weighing("emptied", Weighing { emptied: true, ..WEIGHED }), "6.1", 1.0);
    loses(&weighing("stone", Weighing { stone: 1.2, ..WEIGHED }), "7.1", 1.0);
    loses(&weighing("liquid", Weighing { brine: 1.1, ..WEIGHED }), "7.2", 1.0);
    loses(&weighing("digits", Weighing { decimals: 4, ..WEIGHED }), "7.3", 1.0);
    loses(&weighing("asked", Weighing { asked: "lower", ..WEIGHED }), "8", 1.0);
    // Too little water: the stone sticks out, and its volume is wrong with it.
    let shallow = both(&weighing("shallow", Weighing { water: 2.0, ..WEIGHED }));
    assert_eq!(shallow.first(), Some(&("3.1".into(), 2.0)), "{shallow:?}");
}

#[cfg(feature = "rigid")]
mod friction {
    use super::*;

    struct Pull {
        angle: &'static str,
        wait: f64,
        loads: usize,
        towel_load: &'static str,
        law: &'static str,
        why: &'static str,
        fit: &'static str,
    }

    const PULLED: Pull = Pull {
        angle: "0 deg",
        wait: 4.0,
        loads: 3,
        towel_load: "0 g",
        law: "press_and_cover",
        why: "balance",
        fit: "proportional",
    };

    fn run(lab: &mut Lab, load: &str, cover: &str, angle: &str, wait: f64) {
        act(lab, Action::Reset);
        control(lab, "load", load);
        control(lab, "cover", cover);
        control(lab, "angle", angle);
        control(lab, "speed", "10 cm/s");
        act(lab, Action::Play);
        seconds(lab, wait);
        act(lab, Action::Row);
    }

    fn pull(name: &str, how: Pull) -> Score {
        scored("sliding-friction", name, |lab| {
            for (index, load) in ["0 g", "200 g", "400 g"].into_iter().take(how.loads).enumerate() {
                run(lab, load, "wood", how.angle, if index == 0 { how.wait } else { 4.0 });
            }
            run(lab, how.towel_load, "towel", how.angle, 4.0);
            act(lab, Action::ExcludeRow { row: how.loads as u32 + 1, excluded: true });
            answer(lab, "law", how.law);
            answer(lab, "why", how.why);
            fit(lab, "friction", how.fit);
            act(lab, Action::Submit);
        })
    }

    #[test]
    fn friction_measured_well_earns_every_mark_and_each_mistake_costs_its_own() {
        full(&pull("full", PULLED));
        loses(&pull("angle", Pull { angle: "2 deg", ..PULLED }), "1.1", 2.0);
        loses(&pull("at-rest", Pull { wait: 0.02, ..PULLED }), "2.1", 2.0);
        loses(&pull("unsteady", Pull { wait: 0.3, ..PULLED }), "2.2", 1.0);
        loses(&pull("no-line", Pull { fit: "none", ..PULLED }), "5", 1.0);
        loses(&pull("two-loads", Pull { loads: 2, ..PULLED }), "3", 2.0);
        loses(&pull("two-changes", Pull { towel_load: "200 g", ..PULLED }), "4", 2.0);
        loses(&pull("law", Pull { law: "area", ..PULLED }), "6", 2.0);
        loses(&pull("why", Pull { why: "reaction", ..PULLED }), "7", 1.0);
    }
}

#[test]
fn broken_rubrics_get_their_messages() {
    let module = module("pendulum");
    let paths = crate::files(&crate::root().join("tests/bad-rubrics"), ".json");
    assert!(paths.len() >= 25, "{} broken rubrics", paths.len());
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Err(problems) = Rubric::parse(&name, &crate::read(&path), Some(&module)) else {
            panic!("{name} has no problem")
        };
        let text: String = problems.iter().map(|p| format!("{p}\n    {}\n", p.key)).collect();
        assert!(!text.is_empty(), "{name}");
        crate::agree(&path.with_extension("txt"), &text, "run with UPDATE=1 and read what changes");
    }
}

/// Rubrics of regional examinations: data that loads, and whose every point is the teacher's as long as no module
/// shows the experiment.
#[test]
fn the_library_loads_and_is_open_to_the_teacher() {
    let paths = crate::files(&crate::root().join("simulations/data/rubrics"), ".json");
    assert_eq!(paths.len(), 24);
    let lab = Lab::new(module("pendulum"), Opening::default()).unwrap();
    let record = lab.record();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = crate::read(&path);
        let rubric = Rubric::parse(&name, &text, None)
            .unwrap_or_else(|p| panic!("{}", p.iter().map(|p| format!("{p}\n")).collect::<String>()));
        assert_eq!(rubric.id, name);
        let found = score(module("pendulum"), &rubric, &record, &Judged::default()).unwrap();
        let prepared = found.items.iter().filter(|item| item.state == "excused").count();
        assert!(found.points > 0.0 && found.open == found.points && found.earned == 0.0, "{name}: {found:?}");
        assert!(found.items.iter().filter(|item| item.state == "open").count() + prepared == found.items.len());
    }
}

/// Any text is a rubric or a list of problems, never a panic.
#[test]
fn a_rubric_that_is_cut_or_garbled_is_told() {
    let module = module("pendulum");
    let text = crate::read(&crate::root().join("simulations/pendulum/rubric.json"));
    let cuts = (0..text.len()).step_by(97).filter(|at| text.is_char_boundary(*at));
    for cut in cuts {
        assert!(Rubric::parse("cut", &text[..cut], Some(&module)).is_err());
        for put in ["\"", "}", "]", "0", "x", "-1e999", "null", "{}"] {
            let mut other = text.clone();
            other.insert_str(cut, put);
            // Inside a sentence it may be right; what matters is that it is told or read.
            assert!(!matches!(Rubric::parse("garbled", &other, Some(&module)), Err(found) if found.is_empty()));
        }
    }
}

/// Who does nothing earns nothing: no point of any rubric beside a module is given for mistakes that were not made.
#[test]
fn a_lab_in_which_nothing_was_done_earns_nothing() {
    let mut count = 0;
    for path in crate::files(&crate::root().join("simulations"), ".json") {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = path.parent().and_then(|f| f.file_name()).unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("rubric") {
            continue;
        }
        let needs_contact = ["sliding-friction", "projectile"].contains(&folder.as_str());
        if needs_contact && !cfg!(feature = "rigid") {
            continue;
        }
        let lab = Lab::new(module(&folder), Opening::default()).unwrap();
        let found = score_lab(&lab, &rubric(&folder, &name), &Judged::default()).unwrap();
        let given: Vec<_> = found.items.iter().filter(|item| item.earned > 0.0).map(|item| &item.id).collect();
        assert!(given.is_empty() && found.earned == 0.0, "{folder}/{name}: {given:?}");
        count += 1;
    }
    assert!(count >= 10, "{count} rubrics");
}
