use super::rows::{Entry, MOST_RUNS};
use super::*;
use crate::module::Module;
use std::rc::Rc;

fn module(modes: &str) -> Rc<Module> {
    let path = format!("{}/simulations/pendulum/module.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replacen("\"notebook\": {", &format!("\"notebook\": {{{modes}"), 1);
    Rc::new(Module::parse("pendulum", &text).unwrap_or_else(|problems| panic!("{problems:?}")))
}

fn lab(modes: &str) -> Lab {
    Lab::new(module(modes), Opening::default()).unwrap()
}

fn act(lab: &mut Lab, action: Action) {
    let text = format!("{action:?}");
    lab.apply(action, Source::Learner).unwrap_or_else(|refused| panic!("{text}: {refused}"));
}

fn refused(lab: &mut Lab, action: Action, key: &str) {
    let (before, depth) = (lab.hash(), lab.undo_depth());
    let found = lab.apply(action.clone(), Source::Learner).unwrap_err();
    assert_eq!(found.key(), key, "{action:?}: {found}");
    assert_eq!((lab.hash(), lab.undo_depth()), (before, depth), "{action:?} changed something");
}

fn mode(mode: &str) -> Action {
    Action::Reading { mode: mode.into() }
}

fn cell(row: u32, column: &str, text: &str) -> Action {
    Action::Cell { row, column: column.into(), text: text.into() }
}

#[test]
fn instrument_learner_and_exact_each_write_their_own() {
    let mut lab = lab("\"reading\": [\"instrument\", \"learner\", \"exact\"],");
    let column = |id: &str| lab.module().notebook.columns.iter().position(|c| c.id == id).unwrap();
    let thread = column("thread");
    act(&mut lab, Action::Row);
    refused(&mut lab, cell(1, "thread", "0.80 m"), "refused.read_for_you");
    act(&mut lab, mode("learner"));
    act(&mut lab, Action::Row);
    act(&mut lab, cell(2, "thread", " 80.05 cm "));
    act(&mut lab, mode("exact"));
    act(&mut lab, Action::Row);
    refused(&mut lab, cell(3, "thread", "0.80"), "refused.read_for_you");
    refused(&mut lab, cell(2, "period", "2"), "refused.not_settable");
    let entry = |row: usize| &lab.rows().rows[row].cells[thread];
    let Entry::Reading { digit, uncertainty, .. } = entry(0).clone() else { panic!("{:?}", entry(0)) };
    assert_eq!(*entry(1), Entry::Read { text: "80.05 cm".into(), digit, uncertainty });
    assert_eq!(*entry(2), Entry::Exact(lab.instruments()[0].exact(0)));
}

#[test]
fn only_modes_of_the_module_are_taken() {
    let mut usual = lab("");
    assert_eq!(usual.rows().reading().name(), "instrument");
    act(&mut usual, mode("learner"));
    refused(&mut usual, mode("exact"), "refused.reading_mode");
    refused(&mut usual, mode("guess"), "refused.unknown");
    let mut strict = lab("\"reading\": [\"learner\"],");
    assert_eq!(strict.rows().reading().name(), "learner");
    refused(&mut strict, mode("instrument"), "refused.reading_mode");
}

/// Everything that can be undone, one after another: all the way back and forth again goes through the same states.
#[test]
fn undo_and_redo_are_exact_and_deep() {
    let mut lab = lab("");
    let t = |s: &str| s.to_owned();
    let axis = |scale: &str| Action::Axis { graph: t("watch"), axis: t("x"), column: t("thread"), scale: t(scale) };
    let mut actions = vec![
        Action::Row,
        Action::Row,
        cell(2, "swings", "20"),
        Action::Predict { graph: t("watch"), points: vec![[0.0, 0.0], [1.0, 4.0]] },
        Action::ExcludeRow { row: 1, excluded: true },
        Action::Run,
        Action::Row,
        Action::NameRun { run: 2, name: t("long") },
        Action::ExcludeRun { run: 1, excluded: true },
        Action::Fit { graph: t("gate"), kind: t("sine") },
        axis("square"),
        Action::Note { text: t("格物") },
        Action::DeleteRow { row: 2 },
        Action::ClearNotebook,
        Action::Row,
    ];
    actions.extend((0..110).map(|i| cell(1, "diameter", &format!("{i} mm"))));
    let mut states = vec![lab.hash()];
    for action in actions {
        act(&mut lab, action);
        assert_ne!(lab.hash(), *states.last().unwrap());
        states.push(lab.hash());
    }
    // Neither what changes nothing nor the mode is a step.
    act(&mut lab, cell(1, "diameter", "109 mm"));
    act(&mut lab, Action::ExcludeRow { row: 1, excluded: false });
    assert_eq!(lab.undo_depth(), [states.len() - 1, 0]);
    let mut twin = self::lab("");
    twin.restore(&lab.snapshot()).unwrap();
    for lab in [&mut lab, &mut twin] {
        for state in states.iter().rev().skip(1) {
            act(lab, Action::Undo);
            assert_eq!(lab.hash(), *state);
        }
        refused(lab, Action::Undo, "refused.nothing_to_undo");
        for state in &states[1..] {
            act(lab, Action::Redo);
            assert_eq!(lab.hash(), *state);
        }
        refused(lab, Action::Redo, "refused.nothing_to_redo");
    }
    act(&mut lab, Action::Undo);
    act(&mut lab, Action::Row);
    refused(&mut lab, Action::Redo, "refused.nothing_to_redo");
    let record = lab.record();
    assert_eq!(replay(module(""), &record).unwrap().hash(), lab.hash());
    // The way back does not grow for ever.
    for i in 0..400 {
        act(&mut lab, Action::Note { text: i.to_string() });
    }
    assert_eq!(lab.undo_depth(), [250, 0]);
}

#[test]
fn runs_keep_their_samples() {
    let mut lab = lab("");
    act(&mut lab, Action::Play);
    for run in 1..=10 {
        lab.steps(100 * u64::from(run));
        let live: Vec<f64> = lab.samples().y().collect();
        assert_eq!(lab.samples_of(run)[1], live);
        act(&mut lab, Action::Run);
        assert_eq!(lab.samples_of(run)[1], live, "{run}");
        assert_eq!((lab.rows().run(), lab.samples().y().count()), (run + 1, 0));
        if run == 1 {
            // A reset in the middle of a run keeps what it clears, until there is something newer.
            lab.steps(300);
            let before = lab.samples_of(2);
            act(&mut lab, Action::Reset);
            act(&mut lab, Action::Run);
            assert_eq!(lab.samples_of(2), before);
            act(&mut lab, Action::Undo);
        }
    }
    let kept: Vec<u32> = (1..=10).filter(|run| !lab.samples_of(*run)[0].is_empty()).collect();
    assert_eq!(kept, [3, 4, 5, 6, 7, 8, 9, 10]);
    assert!(lab.samples_of(77)[0].is_empty());
    for _ in lab.rows().run()..MOST_RUNS as u32 {
        act(&mut lab, Action::Run);
    }
    refused(&mut lab, Action::Run, "refused.too_many_runs");
}

#[test]
fn a_snapshot_keeps_the_samples_of_all_runs() {
    let mut lab = lab("");
    act(&mut lab, Action::Play);
    lab.steps(700);
    act(&mut lab, Action::Run);
    lab.steps(400);
    let mut twin = self::lab("");
    twin.restore(&lab.snapshot()).unwrap();
    for lab in [&mut lab, &mut twin] {
        act(lab, Action::Play);
        lab.steps(300);
    }
    for run in [1, 2] {
        assert!(lab.samples_of(run)[1].len() > 2);
        assert_eq!(lab.samples_of(run), twin.samples_of(run), "{run}");
    }
}

#[test]
fn long_runs_are_thinned_and_breaks_stay() {
    let mut samples = Samples::new(600.0);
    for i in 0..30_000 {
        samples.push(f64::from(i) * 0.01, || [f64::from(i), 1.0]);
        if i == 10_001 {
            samples.cut();
        }
    }
    let [x, y] = samples.keep(1).unwrap().channels;
    assert!(x.len() == y.len() && x.len() > 1800 && x.len() <= 2000, "{}", x.len());
    assert_eq!(y.iter().filter(|y| y.is_nan()).count(), 1);
    assert!(x.first() == Some(&0.0) && *x.iter().rfind(|x| !x.is_nan()).unwrap() > 29_900.0);
}

#[test]
fn what_is_too_long_too_far_or_unknown_is_refused() {
    let mut lab = lab("");
    let t = |s: &str| s.to_owned();
    let axis = |axis: &str, column: &str, scale: &str| Action::Axis {
        graph: t("watch"),
        axis: t(axis),
        column: t(column),
        scale: t(scale),
    };
    act(&mut lab, axis("y", "period", "square"));
    refused(&mut lab, axis("z", "period", "square"), "refused.unknown");
    refused(&mut lab, axis("y", "periode", "square"), "refused.unknown");
    refused(&mut lab, axis("y", "period", "squared"), "refused.unknown");
    let predict = |points: Vec<[f64; 2]>| Action::Predict { graph: t("gate"), points };
    act(&mut lab, predict(vec![[1.0, 2.0]; 200]));
    refused(&mut lab, predict(vec![[1.0, 2.0]; 201]), "refused.prediction_too_long");
    refused(&mut lab, predict(vec![[1.0, 1e300]]), "refused.prediction_too_far");
    refused(&mut lab, predict(vec![[f64::NAN, 0.0]]), "refused.prediction_too_far");
    act(&mut lab, Action::Note { text: "字".repeat(20_000) });
    refused(&mut lab, Action::Note { text: "字".repeat(20_001) }, "refused.note_too_long");
    refused(&mut lab, Action::NameRun { run: 1, name: "n".repeat(201) }, "refused.name_too_long");
    for run in [0, 2, u32::MAX] {
        refused(&mut lab, Action::ExcludeRun { run, excluded: true }, "refused.unknown");
    }
    refused(&mut lab, Action::DeleteRow { row: 1 }, "refused.unknown");
    refused(&mut lab, Action::Fit { graph: t("watch"), kind: t("cubic") }, "refused.unknown");
    // Another axis makes the prediction meaningless; the same one does not.
    act(&mut lab, Action::Axis { graph: t("gate"), axis: t("x"), column: t("length"), scale: t("linear") });
    assert_eq!(lab.rows().graphs[1].prediction.len(), 200);
    act(&mut lab, Action::Axis { graph: t("gate"), axis: t("x"), column: t("length"), scale: t("ln") });
    assert!(lab.rows().graphs[1].prediction.is_empty());
}
