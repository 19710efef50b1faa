//! What a step of a mechanism costs: `cargo bench --bench mechanism`. Prints the mean over two seconds of lab time for
//! scenes of 200 bodies, as a share of the step's own duration. Budget: a quarter.

#![allow(clippy::disallowed_types, reason = "a bench measures time; the core has no clock")]

use gewu::lab::{Action, Lab, Opening, Source};
use gewu::module::Module;
use serde_json::{Map, Value, json};
use std::rc::Rc;
use std::time::Instant;

const BUDGET: f64 = 0.25;

fn lab(parts: Map<String, Value>) -> Lab {
    let module = json!({
        "format": 1, "id": "bench", "subject": "physics", "stage": "senior", "minutes": 1, "standards": [],
        "systems": { "s": { "kind": "motion", "parts": parts } },
        "views": { "main": { "world": ["-1 m", "-1 m", "1 m", "1 m"] } },
        "run": { "step": "2 ms" }
    });
    let module = Module::parse("bench", &module.to_string()).unwrap_or_else(|p| panic!("{p:?}"));
    Lab::new(Rc::new(module), Opening::default()).unwrap_or_else(|e| panic!("{}", e.sentence))
}

fn m(x: f64) -> String {
    format!("{x} m")
}

/// 200 balls that fly about and meet one another.
fn balls() -> Map<String, Value> {
    let mut parts = Map::new();
    for i in 0..200 {
        let (x, y) = (f64::from(i % 20) * 0.06, f64::from(i / 20) * 0.06);
        let (vx, vy) = (f64::from(i * 7 % 11) * 0.05 - 0.25, f64::from(i * 5 % 13) * 0.05 - 0.3);
        parts.insert(
            format!("ball{i}"),
            json!({ "kind": "ball", "mass": "10 g", "radius": "1 cm",
            "at": [m(x), m(y)], "vx": format!("{vx} m/s"), "vy": format!("{vy} m/s") }),
        );
    }
    parts.insert("aside".into(), json!({ "kind": "shaker" }));
    parts
}

/// 100 double pendulums.
fn pendulums() -> Map<String, Value> {
    let mut parts = Map::new();
    for i in 0..100 {
        let x = f64::from(i % 10) * 10.0;
        parts.insert(format!("nail{i}"), json!({ "kind": "anchor", "at": [m(x), m(f64::from(i / 10) * 10.0)] }));
        parts.insert(format!("one{i}"), json!({ "kind": "ball", "mass": "0.1 kg", "radius": "1 mm" }));
        parts.insert(format!("two{i}"), json!({ "kind": "ball", "mass": "0.1 kg", "radius": "1 mm" }));
        parts.insert(format!("upper{i}"), json!({ "kind": "rod", "a": format!("nail{i}"), "b": format!("one{i}"), "length": "0.5 m", "angle": "60 deg" }));
        parts.insert(format!("lower{i}"), json!({ "kind": "rod", "a": format!("one{i}"), "b": format!("two{i}"), "length": "0.4 m", "angle": "80 deg" }));
    }
    parts.insert("aside".into(), json!({ "kind": "shaker" }));
    parts
}

/// A chain of 100 links that swings.
fn chain() -> Map<String, Value> {
    let mut parts = Map::new();
    parts.insert("nail".into(), json!({ "kind": "anchor" }));
    for i in 0..100 {
        parts.insert(format!("ball{i}"), json!({ "kind": "ball", "mass": "10 g", "radius": "5 mm" }));
        let a = if i == 0 { "nail".into() } else { format!("ball{}", i - 1) };
        parts.insert(
            format!("rod{i}"),
            json!({ "kind": "rod", "a": a, "b": format!("ball{i}"), "length": "5 cm", "angle": "60 deg" }),
        );
    }
    parts.insert("aside".into(), json!({ "kind": "shaker" }));
    parts
}

/// 50 carts on a rail with springs between them.
fn carts() -> Map<String, Value> {
    let mut parts = Map::new();
    parts.insert("rail".into(), json!({ "kind": "rail", "length": "60 m" }));
    for i in 0..50 {
        parts.insert(format!("cart{i}"), json!({ "kind": "cart", "on": "rail", "along": m(1.0 + f64::from(i)), "velocity": format!("{} m/s", f64::from(i % 3) * 0.2) }));
        if i > 0 {
            parts.insert(format!("spring{i}"), json!({ "kind": "spring", "a": format!("cart{}", i - 1), "b": format!("cart{i}"), "natural": "1 m", "stiffness": "20 N/m" }));
        }
    }
    parts
}

/// The mechanics bench with 200 parts that a learner put up: flying balls, boxes in piles, pendulums, balls on springs.
fn workbench() -> Lab {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/simulations/mechanics-bench/module.json");
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"));
    let module = Module::parse("module.json", &text).unwrap_or_else(|p| panic!("{p:?}"));
    let mut lab = Lab::new(Rc::new(module), Opening::default()).unwrap_or_else(|e| panic!("{}", e.sentence));
    for part in ["ball1", "disc1", "board2"] {
        act(&mut lab, Action::Remove { part: format!("world.{part}") });
    }
    let add = |lab: &mut Lab, offer: &str, at: [f64; 2], to: [f64; 2], joins: &[&str]| {
        let joins = joins.iter().map(|id| (*id).to_owned()).collect();
        act(lab, Action::Add { offer: offer.into(), at, to, joins });
    };
    for i in 0..40_u32 {
        let (x, y) = (-1.4 + 0.2 * f64::from(i % 10), 0.06 + 0.12 * f64::from(i / 10));
        add(&mut lab, "box", [x, y], [x, y], &[]);
    }
    for i in 0..50_u32 {
        let (x, y) = (-1.4 + 0.1 * f64::from(i % 20), 0.7 + 0.1 * f64::from(i / 20));
        add(&mut lab, "ball", [x, y], [x, y], &[]);
    }
    for joint in ["rod", "spring"] {
        for i in 0..17_u32 {
            let (x, y) = (0.7 + 0.1 * f64::from(i), if joint == "rod" { 0.8 } else { 0.2 });
            add(&mut lab, "ball", [x, y], [x, y], &[]);
            let ball = lab.arrangement().and_then(|now| now.parts.last()).map(|part| part.id.clone());
            add(&mut lab, joint, [x - 0.2, y + 0.3], [x, y], &["", &ball.unwrap_or_default()]);
        }
    }
    lab
}

fn act(lab: &mut Lab, action: Action) {
    lab.apply(action, Source::Learner).unwrap_or_else(|e| panic!("{e}"));
}

fn main() {
    for (name, mut lab) in [
        ("200 balls", lab(balls())),
        ("100 double pendulums", lab(pendulums())),
        ("chain of 100", lab(chain())),
        ("50 carts and springs", lab(carts())),
        ("mechanics bench, 200", workbench()),
    ] {
        lab.apply(Action::Play, Source::Learner).unwrap_or_else(|e| panic!("{e}"));
        let start = Instant::now();
        let steps = 500;
        lab.steps(steps);
        let each = start.elapsed().as_secs_f64() / steps as f64;
        let stopped = lab.stopped().map(|s| format!("{s:?}")).unwrap_or_default();
        println!(
            "{name:22} {:8.1} us a step, {:5.2} of its duration (budget {BUDGET}); energy off by {:.1e} {stopped}",
            each * 1e6,
            each / 0.002,
            lab.energy_error().unwrap_or(0.0)
        );
    }
}
