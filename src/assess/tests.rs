//! What each word of a rubric does, on short runs of the pendulum.

use super::*;
use crate::lab::{Action, Lab, Opening, Source, replay};
use crate::module::Module;
use std::rc::Rc;

fn module() -> Rc<Module> {
    Rc::new(Module::parse("module.json", include_str!("../../simulations/pendulum/module.json")).unwrap())
}

fn rubric(rest: &str) -> Rubric {
    let head = r#""format": 1, "id": "test", "applies_to": "pendulum", "title": {"zh": "试", "en": "test"}, "source": {"title": "a test"}"#;
    let text = format!("{{ {head}, {rest} }}");
    Rubric::parse("rubric.json", &text, Some(&module())).unwrap_or_else(|p| panic!("{p:#?}"))
}

/// Items of two points each with these keys.
fn items(items: &[&str]) -> Rubric {
    let item = |(i, rest): (usize, &&str)| {
        format!(r#"{{ "id": "{}", "kind": "event", "points": 2, "zh": "项", "en": "item", {rest} }}"#, i + 1)
    };
    let items: Vec<String> = items.iter().enumerate().map(item).collect();
    rubric(&format!(r#""items": [{}]"#, items.join(", ")))
}

fn press(grip: &str) -> Action {
    Action::Press { grip: grip.into() }
}

fn answer(question: &str, text: &str) -> Action {
    Action::Answer { question: question.into(), text: text.into() }
}

fn control(id: &str, value: &str) -> Action {
    Action::Control { control: id.into(), value: value.into() }
}

/// A lab in which these were done, a second of lab time before each.
fn lab(actions: &[Action]) -> Lab {
    let mut lab = Lab::new(module(), Opening::default()).unwrap();
    lab.apply(Action::Play, Source::Learner).unwrap();
    for action in actions {
        lab.steps(500);
        lab.apply(action.clone(), Source::Learner).unwrap_or_else(|e| panic!("{action:?}: {e}"));
    }
    lab
}

fn judged(actions: &[Action], rubric: &Rubric, judged: &Judged) -> Score {
    score(module(), rubric, &lab(actions).record(), judged).unwrap()
}

fn points(actions: &[Action], rubric: &Rubric) -> Vec<f64> {
    judged(actions, rubric, &Judged::default()).items.iter().map(|item| item.earned).collect()
}

/// A deduction for each press of the button, with more keys.
fn pressed(button: &str, rest: &str) -> String {
    let evidence = format!(r#"{{ "seen": {{ "action": "press", "grip": "watch.{button}" }} }}"#);
    format!(r#"{{ "zh": "错", "en": "slip", "evidence": {evidence}, {rest} }}"#)
}

fn deductions(all: &[String]) -> String {
    format!(r#""deductions": [{}]"#, all.join(", "))
}

#[test]
fn evidence_is_counted_ordered_and_timed() {
    let (start, reset, row) = (press("watch.start"), press("watch.reset"), Action::Row);
    let of = |evidence: &str| items(&[&format!(r#""evidence": {evidence}"#)]);
    let check = |actions: &[&Action], evidence: &str, holds: bool| {
        let actions: Vec<Action> = actions.iter().map(|a| (*a).clone()).collect();
        assert_eq!(points(&actions, &of(evidence)), [if holds { 2.0 } else { 0.0 }], "{actions:?} {evidence}");
    };
    const START: &str = r#"{ "action": "press", "grip": "watch.start" }"#;
    const RESET: &str = r#"{ "action": "press", "grip": "watch.reset" }"#;
    check(&[], &format!(r#"{{ "seen": {START} }}"#), false);
    check(&[&start], &format!(r#"{{ "seen": {START} }}"#), true);
    check(&[&start], &format!(r#"{{ "not": {{ "seen": {START} }} }}"#), false);
    check(&[&start], &format!(r#"{{ "seen": {START}, "at_least": 2 }}"#), false);
    check(&[&start, &start], &format!(r#"{{ "seen": {START}, "at_most": 1 }}"#), false);
    check(&[], &format!(r#"{{ "seen": {START}, "at_most": 1 }}"#), true);
    check(&[&reset, &start], &format!(r#"{{ "seen": {RESET}, "before": {START} }}"#), true);
    check(&[&start, &reset], &format!(r#"{{ "seen": {RESET}, "before": {START} }}"#), false);
    check(&[&reset], &format!(r#"{{ "seen": {RESET}, "before": {START} }}"#), true);
    check(&[&start, &reset], &format!(r#"{{ "seen": {RESET}, "after": {START} }}"#), true);
    check(&[&reset], &format!(r#"{{ "seen": {RESET}, "after": {START} }}"#), false);
    check(&[&start, &row, &reset], &format!(r#"{{ "seen": {RESET}, "after": {START}, "within": "2 s" }}"#), true);
    check(&[&start, &row, &reset], &format!(r#"{{ "seen": {RESET}, "after": {START}, "within": "1.9 s" }}"#), false);
    check(&[&start], &format!(r#"{{ "all": [{{ "seen": {START} }}, {{ "seen": {RESET} }}] }}"#), false);
    check(&[&start], &format!(r#"{{ "any": [{{ "seen": {START} }}, {{ "seen": {RESET} }}] }}"#), true);
    // Trials differ: rows at two lengths, not at one.
    let two = r#"{ "seen": { "row": true }, "apart": { "of": "swing.thread.length", "by": "5 cm" }, "at_least": 2 }"#;
    check(&[&row, &row], two, false);
    check(&[&row, &control("thread", "0.5"), &row], two, true);
    check(&[&row, &control("thread", "0.5"), &row, &Action::DeleteRow { row: 1 }], two, false);
    // The bench is as it was.
    let restored = r#"{ "restored": ["swing.air", "swing.thread.length"] }"#;
    check(&[], restored, true);
    check(&[&control("air", "false")], restored, false);
    check(&[&control("air", "false"), &control("air", "true")], restored, true);
}

#[test]
fn values_answers_and_readings_are_tested_with_units_digits_and_tolerance() {
    let holds = |actions: &[Action], select: &str| {
        points(actions, &items(&[&format!(r#""evidence": {{ "seen": {select} }}"#)])) == [2.0]
    };
    let g = |text: &str| [answer("gravity", text)];
    let near = r#"{ "end": true, "where": { "of": "answer.gravity", "equals": "swing.gravity", "within": "2 %" } }"#;
    assert!(holds(&g("9.8"), near) && holds(&g("980 cm/s^2"), near) && !holds(&g("9.5"), near) && !holds(&[], near));
    let within =
        r#"{ "end": true, "where": { "of": "answer.gravity", "equals": "9.8 m/s^2", "within": "0.1 m/s^2" } }"#;
    assert!(holds(&g("9.9"), within) && !holds(&g("9.91"), within));
    let differs =
        r#"{ "end": true, "where": { "of": "answer.gravity", "differs": "9.8 m/s^2", "within": "0.1 m/s^2" } }"#;
    // No answer is no wrong answer.
    assert!(holds(&g("9.91"), differs) && !holds(&g("9.9"), differs) && !holds(&[], differs));
    let digits = r#"{ "action": "answer", "question": "gravity", "last": true, "digits": [3, 4] }"#;
    assert!(holds(&g("9.80"), digits) && !holds(&g("9.8"), digits) && !holds(&g("9.80123"), digits));
    assert!(holds(&g("0.00980 km/s^2"), digits), "zeros at the front are none");
    let unit = r#"{ "action": "answer", "question": "gravity", "unit": true }"#;
    assert!(holds(&g("9.80 m/s^2"), unit) && !holds(&g("9.80"), unit));
    let last = r#"{ "action": "answer", "question": "law", "last": true, "text": ["mass", "period_squared"] }"#;
    assert!(holds(&[answer("law", "period"), answer("law", "mass")], last));
    assert!(!holds(&[answer("law", "mass"), answer("law", "period")], last));
    let flag = r#"{ "end": true, "where": { "of": "swing.air", "is": true } }"#;
    assert!(holds(&[], flag) && !holds(&[control("air", "false")], flag));
    let tick = r#"{ "action": "tick", "step": "time" }"#;
    let ticked = |done| [Action::Tick { step: "time".into(), done }];
    assert!(holds(&ticked(true), tick) && !holds(&ticked(false), tick));
    // A reading: typed within a division, with the decimals of the rule, a unit, and the watch at rest.
    let typed = |text: &str| {
        let cell = Action::Cell { row: 1, column: "thread".into(), text: text.into() };
        [Action::Reading { mode: "learner".into() }, Action::Row, cell]
    };
    let shown = lab(&[Action::Row]).get("rule.length").unwrap().si;
    let wrong = |checks: &str| format!(r#"{{ "row": true, "misread": {{ "column": "thread", {checks} }} }}"#);
    let metres = |by: f64| format!("{:.4} m", shown + by);
    assert!(!holds(&typed(&metres(0.0009)), &wrong(r#""divisions": 1"#)));
    assert!(holds(&typed(&metres(0.0011)), &wrong(r#""divisions": 1"#)));
    assert!(holds(&typed(&metres(0.003)), &wrong(r#""within": "2 mm""#)));
    assert!(holds(&typed("0.8"), &wrong(r#""unit": true"#)) && !holds(&typed("0.8 m"), &wrong(r#""unit": true"#)));
    assert!(holds(&typed("0.8 m"), &wrong(r#""decimals": true"#)));
    // The last digit is a tenth of a millimetre in any unit.
    let millimetres = format!("{:.1} mm", shown * 1e3);
    assert!(!holds(&typed(&metres(0.0)), &wrong(r#""decimals": true"#)));
    assert!(!holds(&typed(&millimetres), &wrong(r#""decimals": true"#)));
}

#[test]
fn places_states_means_and_last_digits_can_be_named() {
    let holds = |actions: &[Action], select: &str| {
        points(actions, &items(&[&format!(r#""evidence": {{ "seen": {select} }}"#)])) == [2.0]
    };
    // Where an instrument was put, and how it is made.
    let moved = r#"{ "row": true, "where": { "of": "rule.x - start.rule.x", "equals": "3 mm", "within": "0.01 mm" } }"#;
    let nudge = Action::Nudge { grip: "rule.body".into(), by: [3.0, 0.0] };
    assert!(holds(&[nudge.clone(), Action::Row], moved) && !holds(&[Action::Row], moved));
    assert!(holds(&[], r#"{ "end": true, "where": { "of": "rule.towards", "is": "down" } }"#));
    let restored = items(&[r#""evidence": { "restored": ["rule.x"] }"#]);
    let back = Action::Nudge { grip: "rule.body".into(), by: [-3.0, 0.0] };
    assert_eq!(points(std::slice::from_ref(&nudge), &restored), [0.0]);
    assert_eq!(points(&[nudge.clone(), back], &restored), [2.0]);
    // The state of what an instrument shows, at any moment.
    let far = Action::Nudge { grip: "rule.body".into(), by: [0.0, -100.0] };
    let over = r#"{ "any": true, "where": { "of": "rule.state", "is": "over_range" } }"#;
    assert!(!holds(&[nudge], over));
    let all: Vec<Action> = std::iter::repeat_n(far, 9).collect();
    assert!(holds(&all, over));
    // What is true in the end, asked of a row written before.
    let later = r#"{ "row": true, "where": { "of": "time", "below": "end.answer.guess" } }"#;
    assert!(holds(&[Action::Row, answer("guess", "3 s")], later));
    assert!(!holds(&[Action::Row, answer("guess", "1 s")], later));
    assert!(!holds(&[Action::Row], later), "no answer");
    // The mean of the rows that count.
    let mean = r#"{ "end": true, "where": { "of": "mean.swings", "equals": "25", "within": "0.01" } }"#;
    let cell = |row, text: &str| Action::Cell { row, column: "swings".into(), text: text.into() };
    let two = [Action::Row, cell(1, "20"), Action::Row, cell(2, "30")];
    assert!(holds(&two, mean));
    let left_out = Action::ExcludeRow { row: 1, excluded: true };
    assert!(!holds(&[&two[..], &[left_out]].concat(), mean) && !holds(&[], mean));
    // The last digit of what was typed, in the unit that was written or in that of a plain number.
    let tenth = r#"{ "action": "cell", "column": "diameter", "last_digit": "0.1 mm" }"#;
    let typed = |text: &str| [Action::Row, Action::Cell { row: 1, column: "diameter".into(), text: text.into() }];
    for (text, right) in
        [("20.0", true), ("20", false), ("20.00", false), ("2.00 cm", true), ("2.0 cm", false), ("x", false)]
    {
        assert_eq!(holds(&typed(text), tenth), right, "{text}");
    }
    let last = r#"{ "action": "answer", "question": "gravity", "last_digit": "0.01 m/s^2" }"#;
    assert!(holds(&[answer("gravity", "9.81")], last) && holds(&[answer("gravity", "981 cm/s^2")], last));
    assert!(!holds(&[answer("gravity", "9.8")], last));
    // Who read.
    let by_itself = r#"{ "action": "reading", "mode": "instrument" }"#;
    let reads = |mode: &str| [Action::Reading { mode: mode.into() }];
    assert!(holds(&reads("instrument"), by_itself) && !holds(&reads("learner"), by_itself));
}

#[test]
fn a_mistake_is_taken_once_within_its_cap() {
    let twice = [press("watch.start"), press("watch.start"), press("watch.reset")];
    let check = |rest: &[&str], right: &[f64]| assert_eq!(points(&twice, &items(rest)), right, "{rest:?}");
    let with = |all: &[String]| deductions(all);
    check(&[&with(&[pressed("start", r#""points": 0.5"#)])], &[1.5]);
    check(&[&with(&[pressed("start", r#""points": 0.5, "per": "error""#)])], &[1.0]);
    check(&[&with(&[pressed("start", r#""points": 0.5, "per": "error", "most": 1"#)])], &[1.5]);
    check(&[&with(&[pressed("start", r#""points": 5"#)])], &[0.0]);
    check(&[&with(&[pressed("start", r#""points": "all""#)])], &[0.0]);
    check(&[&format!(r#""runs": 4, {}"#, with(&[pressed("start", r#""points": "run", "per": "run""#)]))], &[1.0]);
    check(&[&format!(r#""cap": 0.75, {}"#, with(&[pressed("start", r#""points": 0.5, "per": "error""#)]))], &[1.25]);
    // The larger includes the smaller; a milder one stands in only where the harsher does not hold.
    let small = pressed("start", r#""id": "a", "points": 0.5"#);
    check(&[&with(&[small.clone(), pressed("reset", r#""points": 1, "subsumes": ["a"]"#)])], &[1.0]);
    check(&[&with(&[small, pressed("reset", r#""points": 1, "instead_of": "a""#)])], &[1.5]);
    // One class of mistake, once in all items.
    let same = with(&[pressed("start", r#""points": 0.5, "class": "thumb""#)]);
    check(&[&same, &same], &[1.5, 2.0]);
    // One mistake that two items watch is taken where points are left.
    let spent = with(&[pressed("reset", r#""points": "all""#), pressed("start", r#""points": 0.5, "scope": ["2"]"#)]);
    check(&[&spent, r#""evidence": { "seen": { "end": true } }"#], &[0.0, 1.5]);
    check(
        &[&with(&[pressed("start", r#""points": 0.5, "scope": ["2"]"#)]), r#""evidence": { "seen": { "end": true } }"#],
        &[1.5, 2.0],
    );
}

#[test]
fn what_was_put_right_or_done_again_costs_less() {
    let corrected = r#""points": 2, "corrected": { "seen": { "action": "press", "grip": "watch.reset" }, "after": { "action": "press", "grip": "watch.start" } }"#;
    let item = |rest: &str| {
        let marks = deductions(&[pressed("start", rest)]);
        format!(r#""items": [{{ "id": "1", "kind": "event", "points": 3, "zh": "项", "en": "item", {marks} }}]"#)
    };
    for (policy, left) in [("none", 1.0), ("free", 3.0), ("half", 2.0), ("one", 2.0)] {
        let rubric = rubric(&format!(r#""correction": "{policy}", {}"#, item(corrected)));
        assert_eq!(points(&[press("watch.start"), press("watch.reset")], &rubric), [left], "{policy}");
        assert_eq!(points(&[press("watch.start")], &rubric), [1.0], "{policy}");
    }
    let once = rubric(&item(r#""points": 1, "per": "error", "redo": 1"#));
    assert_eq!(points(&[press("watch.start")], &once), [3.0]);
    assert_eq!(points(&[press("watch.start"), press("watch.start")], &once), [2.0]);
}

#[test]
fn parts_repeats_void_rows_and_time_count() {
    let part = |evidence: &str, rest: &str| {
        format!(r#"{{ "zh": "分", "en": "part", "points": 0.5, "evidence": {{ "seen": {{ {evidence} }} }}{rest} }}"#)
    };
    let parts = format!(
        r#""parts": [{}, {}]"#,
        part(r#""row": true"#, r#", "per": "blank", "most": 3"#),
        part(r#""action": "submit""#, "")
    );
    assert_eq!(points(&[Action::Row, Action::Row], &items(&[&parts])), [1.0]);
    assert_eq!(points(&[const { Action::Row }; 5], &items(&[&parts])), [1.5]);
    let again = items(&[r#""evidence": { "seen": { "row": true } }"#, r#""repeats": ["1"]"#]);
    assert_eq!(points(&[Action::Row], &again), [2.0, 0.0]);
    assert_eq!(points(&[Action::Row, Action::Row], &again), [2.0, 2.0]);
    let void = rubric(
        r#""time": { "minutes": 20, "per_minute": 0.1 }, "void": { "row": true, "where": { "of": "column.time", "equals": "0 s" } },
        "items": [{ "id": "1", "kind": "event", "points": 2, "zh": "项", "en": "item", "evidence": { "seen": { "row": true } } }]"#,
    );
    assert_eq!(points(&[Action::Row], &void), [0.0], "the watch never ran");
    let timed = [press("watch.start"), press("watch.start"), Action::Row];
    assert_eq!(points(&timed, &void), [2.0]);
    let late = |minutes| judged(&timed, &void, &Judged { minutes: Some(minutes), ..Judged::default() });
    assert_eq!((late(20.9).earned, late(22.5).earned, late(22.5).overtime), (2.0, 1.8, 0.2));
}

#[test]
fn what_only_a_teacher_sees_stays_open_until_decided() {
    let rubric = items(&[
        r#""bands": [{ "zh": "优", "en": "good", "points": 2 }, { "zh": "中", "en": "fair", "points": 1 }]"#,
        &format!(
            r#""deductions": [{}, {{ "id": "b", "zh": "乱", "en": "untidy", "points": "teacher" }}]"#,
            pressed("start", r#""id": "a", "points": 0.5"#)
        ),
        r#""prepared": true"#,
    ]);
    let actions = [press("watch.start")];
    let found = judged(&actions, &rubric, &Judged::default());
    let states: Vec<_> = found.items.iter().map(|i| (i.state, i.earned, i.open)).collect();
    assert_eq!(states, [("open", 0.0, 2.0), ("open", 0.0, 1.5), ("excused", 0.0, 0.0)]);
    assert_eq!((found.points, found.open, found.items[0].bands.len()), (4.0, 3.5, 2));
    let read = |text: &str| crate::module::fields::parse::<Judged>(text, crate::module::json::Limits::FILE);
    let decided = read(r#"{ "decided": { "1": 1, "a": "excused", "b": 0.5 } }"#).unwrap();
    let found = judged(&actions, &rubric, &decided);
    assert_eq!((found.items[0].earned, found.items[1].earned, found.open), (1.0, 1.5, 0.0));
    let excused = judged(&actions, &rubric, &read(r#"{ "decided": { "2": "excused" } }"#).unwrap());
    assert_eq!((excused.items[1].state, excused.items[1].earned), ("excused", 2.0));
    for wrong in [r#"{ "decided": { "1": -1 } }"#, r#"{ "decided": { "1": "lost" } }"#, r#"{ "minute": 1 }"#] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_reason_names_the_moment() {
    let rubric = items(&[&deductions(&[pressed("start", r#""id": "a", "points": 0.5"#)])]);
    let found = judged(&[Action::Row, press("watch.start"), Action::Row], &rubric, &Judged::default());
    let reason = &found.items[0].reasons[0];
    let moment = reason.moment.clone().unwrap();
    // Play, row, press: the third action, after two seconds.
    assert_eq!((reason.key, reason.id.as_str(), moment.action, moment.tick), ("score.mistake", "a", 3, 1000));
    assert!((moment.time - 2.0).abs() < 1e-9);
    assert_eq!((reason.text.en.as_str(), reason.text.zh.as_str()), ("slip", "错"));
}

#[test]
fn nothing_is_done_to_work_that_was_handed_in() {
    let mut lab =
        lab(&[answer("guess", "1.8"), Action::Take { at: [0.0, 0.6], grip: "swing.bob".into() }, Action::Submit]);
    assert!(lab.held().is_none());
    let refused = lab.apply(Action::Row, Source::Learner).unwrap_err();
    assert_eq!(refused.key(), "refused.submitted");
    assert!(lab.apply(Action::Pause, Source::Page).is_ok());
    let record = lab.record();
    let again = replay(module(), &record).unwrap();
    assert!(again.work().submitted && again.work().answered(0) == "1.8" && again.hash() == lab.hash());
    // A record that was added to afterwards is refused.
    let mut forged = record;
    forged.entries.push(crate::lab::Done { tick: forged.ticks, by: Source::Learner, action: Action::Row });
    assert!(replay(module(), &forged).is_err());
    let mut other = Lab::new(module(), Opening::default()).unwrap();
    other.restore(&lab.snapshot()).unwrap();
    assert_eq!((other.work(), other.hash()), (lab.work(), lab.hash()));
}

#[test]
fn answers_that_are_none_are_refused() {
    let mut lab = lab(&[]);
    for (question, text) in [("guess", "long"), ("guess", "2 m"), ("law", "nothing"), ("gess", "2 s")] {
        assert!(lab.apply(answer(question, text), Source::Learner).is_err(), "{question} {text}");
    }
    assert!(lab.apply(Action::Tick { step: "tim".into(), done: true }, Source::Learner).is_err());
    assert_eq!(lab.record().entries.len(), 1, "only the play");
    for (question, text) in [("guess", "2"), ("guess", "2000 ms"), ("law", "mass"), ("law", "")] {
        assert!(lab.apply(answer(question, text), Source::Learner).is_ok(), "{question} {text}");
    }
}

#[test]
fn the_seed_chooses_the_variant_and_the_learner_is_not_told() {
    let text = include_str!("../../simulations/pendulum/module.json").replace(
        "\"run\":",
        r#""mode": "exam", "variants": { "swing.bob.radius": ["8 mm", "10 mm", "12 mm", "14 mm"] }, "hidden": ["swing.bob.radius"], "run":"#,
    );
    let module = Rc::new(Module::parse("module.json", &text).unwrap_or_else(|p| panic!("{p:#?}")));
    let radius = |seed| {
        let mut lab = Lab::new(module.clone(), Opening { seed, ..Opening::default() }).unwrap();
        assert_eq!(lab.mode(), crate::module::Mode::Exam);
        let at_first = lab.get("swing.bob.radius").unwrap().si;
        let set = Action::Set { path: "swing.bob.radius".into(), value: "1 cm".into() };
        assert!(lab.apply(set, Source::Learner).is_err());
        lab.apply(Action::Reset, Source::Learner).unwrap();
        assert_eq!(lab.get("swing.bob.radius").unwrap().si, at_first, "it stands over a reset");
        assert_eq!(replay(module.clone(), &lab.record()).unwrap().hash(), lab.hash());
        at_first
    };
    let mut seen: Vec<f64> = (1..=40).map(radius).collect();
    assert_eq!(radius(7), radius(7));
    seen.sort_by(f64::total_cmp);
    seen.dedup();
    assert_eq!(seen, [0.008, 0.010, 0.012, 0.014], "every variant is met");
    assert!(module.hides("swing.bob.radius"));
}

#[test]
fn an_examination_weighs_its_parts() {
    let exams = Exam::parse("exams.json", include_str!("../../simulations/data/exams.json"));
    let exams = exams.unwrap_or_else(|p| panic!("{p:#?}"));
    assert_eq!(exams.len(), 9);
    let exam = |id: &str| exams.iter().find(|exam| exam.id == id).unwrap();
    let rubric =
        items(&[r#""evidence": { "seen": { "row": true } }"#, r#""evidence": { "seen": { "action": "submit" } }"#]);
    let half = judged(&[Action::Row], &rubric, &Judged::default());
    let whole = judged(&[Action::Row, Action::Submit], &rubric, &Judged::default());
    // 16, 6 and 6 points, of which half, all and half; and two for tidying that the teacher gives.
    let scores = [half.clone(), whole.clone(), half.clone()];
    let open = exam("henan-2022").total(&scores, &[None]);
    assert_eq!((open.points, open.earned, open.open), (30.0, 17.0, 2.0));
    let given = exam("henan-2022").total(&scores, &[Some(1.0)]);
    assert_eq!((given.earned, given.open, given.passed), (18.0, 0.0, None));
    let counted = exam("chongqing-2022");
    assert_eq!(counted.total(std::slice::from_ref(&half), &[]).passed, Some(false));
    assert_eq!(counted.total(&[half.clone(), whole.clone()], &[]).passed, Some(true));
    let graded = exam("loudi-2013");
    assert_eq!((graded.total(&[whole], &[]).grade, graded.total(&[half], &[]).grade), ("A".into(), "D".into()));
    let teacher = judged(&[], &items(&[r#""bands": []"#]), &Judged::default());
    let undecided = graded.total(&[teacher], &[]);
    assert_eq!((undecided.grade.as_str(), undecided.passed), ("", None));
}
