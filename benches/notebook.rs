//! What a notebook of 100 000 rows costs: a row, a cell, what the page asks for, a fit. Written to
//! benches/results/notebook.csv. Budget: what a learner waits for stays below a frame of 16 ms, or is a fit.

#![allow(clippy::disallowed_types, reason = "a benchmark needs a clock")]

use gewu::lab::{Action, Lab, Opening, Source};
use gewu::module::Module;
use gewu::notebook::{Book, Window};
use std::rc::Rc;
use std::time::Instant;

const ROWS: usize = 100_000;
const RUNS: usize = 21;

fn act(lab: &mut Lab, action: Action) {
    let text = format!("{action:?}");
    lab.apply(action, Source::Page).unwrap_or_else(|refused| panic!("{text}: {refused}"));
}

fn view(lab: &Lab, book: &mut Book, from: usize, count: usize, graph: &str) -> usize {
    let window = Window { from, count, graph, depth: lab.undo_depth() };
    let view = book.view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), window);
    serde_json::to_string(&view).map_or(0, |text| text.len())
}

/// Milliseconds: the middle and the most of some runs.
fn timed(mut what: impl FnMut(usize)) -> (f64, f64) {
    let mut all: Vec<f64> = (0..RUNS)
        .map(|run| {
            let start = Instant::now();
            what(run);
            1e3 * start.elapsed().as_secs_f64()
        })
        .collect();
    all.sort_by(f64::total_cmp);
    (all[RUNS / 2], all[RUNS - 1])
}

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let text = std::fs::read_to_string(format!("{root}/simulations/pendulum/module.json")).unwrap();
    let module = Module::parse("pendulum", &text).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut lab = Lab::new(Rc::new(module), Opening::default()).unwrap();
    let mut book = Book::default();
    let cell = |row: u32, column: &str, text: String| Action::Cell { row, column: column.into(), text };

    act(&mut lab, Action::Reading { mode: "learner".into() });
    let start = Instant::now();
    for row in 1..=ROWS as u32 {
        act(&mut lab, Action::Row);
        let length = 0.4 + 0.6 * f64::from(row) / ROWS as f64;
        // A thumb that is early and late in turn.
        let time = 30.0 * 2.0 * std::f64::consts::PI * (length / 9.8).sqrt() + f64::from(row % 7) * 0.03 - 0.09;
        act(&mut lab, cell(row, "thread", format!("{length:.4}")));
        act(&mut lab, cell(row, "time", format!("{time:.2}")));
    }
    let filled = start.elapsed().as_secs_f64();
    println!("{ROWS} rows with two typed cells each: {filled:.2} s");

    let mut lines = vec![format!("# {ROWS} rows; middle and most of {RUNS} runs; ms"), "what,middle,most".to_owned()];
    let mut tell = |what: &str, (middle, most): (f64, f64)| {
        println!("{what:58} {middle:9.3} ms  (most {most:.3})");
        lines.push(format!("{what},{middle:.3},{most:.3}"));
    };
    let first = Instant::now();
    view(&lab, &mut book, usize::MAX, 50, "watch");
    let first = 1e3 * first.elapsed().as_secs_f64();
    tell("first graph: every row worked out", (first, first));
    let last = ROWS as u32;
    tell("undo of a row", timed(|_| act(&mut lab, Action::Undo)));
    for _ in 0..RUNS {
        act(&mut lab, Action::Redo);
    }
    tell("cell", timed(|run| act(&mut lab, cell(last / 2, "time", format!("{}.5", 40 + run)))));
    tell("row struck out", timed(|run| act(&mut lab, Action::DeleteRow { row: run as u32 + 1 })));
    tell("row", timed(|_| act(&mut lab, Action::Row)));
    tell("50 rows to the page", timed(|_| _ = view(&lab, &mut book, usize::MAX, 50, "")));
    view(&lab, &mut book, 0, 50, "watch");
    tell("50 rows and a graph that did not change", timed(|run| _ = view(&lab, &mut book, run * 1000, 50, "watch")));
    for kind in ["none", "line", "proportional", "quadratic", "power", "exponential", "sine"] {
        let what = format!("cell and 50 rows and the graph with fit: {kind}");
        act(&mut lab, Action::Fit { graph: "watch".into(), kind: kind.into() });
        act(&mut lab, Action::Fit { graph: "gate".into(), kind: "none".into() });
        let each = |run: usize| {
            act(&mut lab, cell(last / 2, "time", format!("{}.5", 40 + run)));
            view(&lab, &mut book, usize::MAX, 50, "watch");
        };
        tell(&what, timed(each));
    }
    let bytes = view(&lab, &mut book, usize::MAX, 50, "watch");
    println!("message with 50 rows and a graph: {} kB", bytes / 1000);
    let folder = format!("{root}/benches/results");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(format!("{folder}/notebook.csv"), lines.join("\n") + "\n").unwrap();
}
