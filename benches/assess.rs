//! How long it takes to score 20 minutes of work: `cargo bench --bench assess`. Prints the least of five runs for a lab
//! that was watched while it ran, for a recording that is replayed, and for a plain replay that judges
//! nothing. Budget: 200 ms.

#![allow(clippy::disallowed_types, reason = "a bench measures time; the core has no clock")]

use gewu::assess::{Judged, Rubric, score, score_lab};
use gewu::lab::{Action, Lab, Opening, Source, replay};
use gewu::module::Module;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

const BUDGET: f64 = 0.2;

fn act(lab: &mut Lab, action: Action) {
    let text = format!("{action:?}");
    lab.apply(action, Source::Learner).unwrap_or_else(|refused| panic!("{text}: {refused}"));
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("simulations/pendulum");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect(name);
    let module = Rc::new(Module::parse("module.json", &read("module.json")).expect("a module"));
    let rubric = Rubric::parse("rubric.json", &read("rubric.json"), Some(&module)).expect("a rubric");
    let mut lab = Lab::new(module.clone(), Opening::default()).expect("a lab");
    lab.watch(rubric.hash, rubric.watches.clone());
    act(&mut lab, Action::Play);
    // Twenty lengths of a minute each: the watch runs for 50 s of it.
    for minute in 0..20 {
        let length = format!("{} cm", 40 + 3 * minute);
        act(&mut lab, Action::Control { control: "thread".into(), value: length });
        let press = |lab: &mut Lab, grip: &str| act(lab, Action::Press { grip: grip.into() });
        press(&mut lab, "watch.reset");
        lab.steps(2_500);
        press(&mut lab, "watch.start");
        lab.steps(25_000);
        press(&mut lab, "watch.start");
        lab.steps(2_500);
        act(&mut lab, Action::Row);
    }
    act(&mut lab, Action::Submit);
    let record = lab.record();
    assert_eq!(record.ticks, 600_000, "20 minutes at 2 ms");
    let least = |work: &dyn Fn()| {
        let times = (0..5).map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        });
        times.fold(f64::INFINITY, f64::min)
    };
    let whole = least(&|| {
        let found = score(module.clone(), &rubric, &record, &Judged::default()).expect("a score");
        assert!(found.earned > 0.0);
    });
    let replay = least(&|| {
        replay(module.clone(), &record).expect("a replay");
    });
    let live = least(&|| {
        let found = score_lab(&lab, &rubric, &Judged::default()).expect("a score");
        assert!(found.earned > 0.0);
    });
    println!("live   {:7.1} ms (a lab that was watched from its opening)", live * 1e3);
    println!("20 minutes, {} actions, {} steps", record.entries.len(), record.ticks);
    println!("score  {:7.1} ms (budget {:.0} ms)", whole * 1e3, BUDGET * 1e3);
    println!("replay {:7.1} ms, {:.0} ns a step", replay * 1e3, replay / record.ticks as f64 * 1e9);
}
