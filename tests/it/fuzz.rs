//! Whatever the bytes, a module is read or refused; whatever is done to a notebook, it is done or refused. Nothing panics
//! and every refusal says why.

use gewu::lab::{Action, Lab, Opening, Source, replay};
use gewu::module::{Fit, Module, ReadingMode, Scale};
use gewu::notebook::{Book, Window};
use proptest::prelude::*;
use std::rc::Rc;

fn modules() -> Vec<String> {
    crate::files(&crate::root().join("simulations"), "module.json").iter().map(|path| crate::read(path)).collect()
}

fn is_judged(text: &str) {
    if let Err(problems) = Module::parse("fuzz", text) {
        assert!(!problems.is_empty(), "refused without a word: {text}");
        for problem in &problems {
            assert!(!problem.sentence.is_empty() && problem.line > 0 && problem.column > 0, "{problem:?}");
            assert!(gewu::module::problem::KEYS.contains(&problem.key), "{problem:?}");
        }
    }
}

/// Pieces that a mutation may put in: what JSON, quantities, formulas and paths are made of.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "-",
    "1e308",
    "1e-320",
    "-0",
    "0",
    "\"\"",
    "\"note\"",
    "\"1e308 m\"",
    "\"-1 kg\"",
    "\"nan\"",
    "\"0/0\"",
    "\"((((\"",
    "\"a.b.c.d\"",
    "\".\"",
    "°",
    "格",
    "\u{202e}",
    "\"m^99\"",
    "\"swing\"",
    "\"pivot\"",
    "\"kind\"",
    "\"reads\"",
    "[[[[",
    "\"5 m per N\"",
    "\"20 per 3\"",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_judged(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_soup(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        is_judged(&pieces.concat());
    }

    /// A right module with pieces cut out, doubled, swapped or put in.
    #[test]
    fn mutated_modules(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..24usize, 0..4u8, prop::sample::select(PIECES)), 1..4),
    ) {
        let modules = modules();
        let mut text: Vec<char> = which.get(&modules).chars().collect();
        for (at, length, how, piece) in changes {
            if text.is_empty() {
                break;
            }
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            match how {
                0 => drop(text.drain(at..end)),
                1 => drop(text.splice(at..at, piece.chars())),
                2 => drop(text.splice(at..end, piece.chars())),
                _ => {
                    let copy = text[at..end].to_vec();
                    text.splice(at..at, copy);
                }
            }
        }
        is_judged(&text.into_iter().collect::<String>());
    }

    /// Values of a right module replaced whole, so that the text stays JSON and the checker has to judge.
    #[test]
    fn replaced_values(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), piece in prop::sample::select(PIECES)) {
        let modules = modules();
        let text = which.get(&modules);
        let strings: Vec<(usize, &str)> = text.match_indices('"').collect();
        let pair = at.index(strings.len() / 2);
        let (start, end) = (strings[2 * pair].0, strings[2 * pair + 1].0 + 1);
        is_judged(&format!("{}{piece}{}", &text[..start], &text[end..]));
    }
}

/// A name that is right, or one that is not.
fn one_of(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    (prop::sample::select(names), 0..12u8).prop_map(|(name, chance)| if chance == 0 { "?".into() } else { name.into() })
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -10.0..10.0f64,
        prop::sample::select(vec![0.0, -0.0, 1e-300, 1e99, -1e99, 1e300, f64::NAN, f64::INFINITY])
    ]
}

/// Any action of the notebook of the pendulum.
fn noted() -> impl Strategy<Value = Action> {
    const GRAPHS: &[&str] = &["watch", "gate"];
    const COLUMNS: &[&str] =
        &["thread", "diameter", "swings", "time", "gate_period", "length", "period", "period_squared"];
    const TEXTS: &[&str] =
        &["", "1", "-1", "0", "80.05 cm", "6.0×10⁴", "1e300", "1e-300", "abc", "=1+1", "5 s", "２０", "\u{202e}", "30"];
    let row = 0..9u32;
    prop_oneof![
        4 => Just(Action::Row),
        6 => (row.clone(), one_of(COLUMNS), prop::sample::select(TEXTS))
            .prop_map(|(row, column, text)| Action::Cell { row, column, text: text.into() }),
        1 => row.clone().prop_map(|row| Action::DeleteRow { row }),
        1 => (row, any::<bool>()).prop_map(|(row, excluded)| Action::ExcludeRow { row, excluded }),
        2 => (one_of(GRAPHS), one_of(&Fit::NAMES)).prop_map(|(graph, kind)| Action::Fit { graph, kind }),
        1 => Just(Action::ClearNotebook),
        1 => one_of(&ReadingMode::NAMES).prop_map(|mode| Action::Reading { mode }),
        1 => Just(Action::Run),
        1 => (0..5u32, "[a格=]{0,3}").prop_map(|(run, name)| Action::NameRun { run, name }),
        1 => (0..5u32, any::<bool>()).prop_map(|(run, excluded)| Action::ExcludeRun { run, excluded }),
        2 => (one_of(GRAPHS), one_of(&["x", "y"]), one_of(COLUMNS), one_of(&Scale::NAMES))
            .prop_map(|(graph, axis, column, scale)| Action::Axis { graph, axis, column, scale }),
        1 => (one_of(GRAPHS), prop::collection::vec([number(), number()], 0..5))
            .prop_map(|(graph, points)| Action::Predict { graph, points }),
        1 => any::<String>().prop_map(|text| Action::Note { text }),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// What was done is seen, is written as CSV, replays to the same state, and is undone to the last bit.
    #[test]
    fn any_notebook(actions in prop::collection::vec(noted(), 0..60)) {
        let module = Rc::new(Module::parse("fuzz", &modules()[0]).unwrap());
        let open = || Lab::new(module.clone(), Opening::default()).unwrap();
        let mut lab = open();
        let mut book = Book::default();
        for action in actions {
            let before = lab.hash();
            if let Err(refused) = lab.apply(action.clone(), Source::Learner) {
                prop_assert!(!refused.to_string().is_empty() && refused.key().starts_with("refused."));
                prop_assert_eq!(lab.hash(), before, "{:?} was refused and changed something", action);
            }
            let window = Window { from: 0, count: 5, graph: "*", depth: lab.undo_depth() };
            let view = book.view(&module.notebook, lab.rows(), &|v| lab.value_of(v), window);
            for graph in &view.graphs {
                prop_assert!(graph.fit.line.iter().flatten().all(|number| number.is_finite()));
                prop_assert!(graph.points.iter().all(|p| [p.x, p.y, p.ux, p.uy].iter().all(|n| n.is_finite())));
            }
        }
        let csv = gewu::notebook::csv(&module.notebook, lab.rows(), &|v| lab.value_of(v), &|_| None);
        prop_assert!(csv.starts_with("run,"));
        let record = lab.record();
        prop_assert_eq!(replay(module.clone(), &record).unwrap().hash(), lab.hash());
        let mode = lab.rows().reading().name();
        while lab.undo_depth()[0] > 0 {
            lab.apply(Action::Undo, Source::Learner).unwrap();
        }
        let mut fresh = open();
        fresh.apply(Action::Reading { mode: mode.into() }, Source::Learner).unwrap();
        prop_assert_eq!(lab.hash(), fresh.hash());
    }
}
