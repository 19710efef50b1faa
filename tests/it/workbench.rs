//! The workbench through the one door: what is put up stands, moves, is taken away and comes back.

use crate::recordings;
use gewu::lab::{Action, Lab, Opening, Source, replay};
use gewu::module::Module;
use std::rc::Rc;

fn module() -> Rc<Module> {
    recordings::module("mechanics-bench")
}

/// The bench with nothing on it.
fn empty() -> Lab {
    let mut lab = Lab::new(module(), Opening::default()).unwrap();
    for id in ids(&lab) {
        // What hung on another part may be gone already.
        let _ = lab.apply(Action::Remove { part: format!("world.{id}") }, Source::Learner);
    }
    assert!(ids(&lab).is_empty(), "{:?}", ids(&lab));
    lab
}

fn ids(lab: &Lab) -> Vec<String> {
    lab.arrangement().unwrap().parts.iter().map(|piece| piece.id.clone()).collect()
}

fn add(lab: &mut Lab, offer: &str, at: [f64; 2], to: [f64; 2], joins: &[&str]) {
    let joins = joins.iter().map(|id| (*id).to_owned()).collect();
    lab.apply(Action::Add { offer: offer.into(), at, to, joins }, Source::Learner).unwrap();
}

fn set(lab: &mut Lab, path: &str, value: &str) {
    lab.apply(Action::Set { path: path.into(), value: value.into() }, Source::Learner).unwrap();
}

fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

/// An Atwood machine, a cart on a rail against a box on a board, a pinned bar with a motor's wheel beside it.
pub fn machines(lab: &mut Lab) {
    lab.apply(Action::Remove { part: "world.ball1".into() }, Source::Learner).unwrap();
    machines_on(lab);
    lab.apply(Action::Nudge { grip: "world.board2".into(), by: [3.0, -2.0] }, Source::Learner).unwrap();
    lab.apply(Action::Undo, Source::Learner).unwrap();
    lab.apply(Action::Redo, Source::Learner).unwrap();
    lab.apply(Action::Plot { x: String::new(), y: "world.box1.vy".into() }, Source::Learner).unwrap();
    lab.apply(Action::Play, Source::Learner).unwrap();
    lab.steps(300);
    set(lab, "world.cart1.mass", "0.5 kg");
    lab.steps(300);
    assert!(lab.stopped().is_none());
}

fn machines_on(lab: &mut Lab) {
    add(lab, "pulley", [-0.8, 1.3], [-0.8, 1.3], &[]);
    add(lab, "ball", [-0.85, 0.9], [-0.85, 0.9], &[]);
    add(lab, "box", [-0.75, 0.9], [-0.75, 0.9], &[]);
    add(lab, "string", [-0.85, 0.9], [-0.75, 0.9], &["ball1", "box1", "pulley1"]);
    add(lab, "rail", [-1.4, 0.35], [-0.3, 0.25], &[]);
    add(lab, "cart", [-1.2, 0.35], [-1.2, 0.35], &["rail1"]);
    add(lab, "bar", [0.6, 1.2], [0.6, 1.2], &[]);
    add(lab, "pin", [0.4, 1.2], [0.4, 1.2], &["", "bar1"]);
    add(lab, "wheel", [1.2, 0.7], [1.2, 0.7], &[]);
    add(lab, "wheel", [1.4, 0.4], [1.4, 0.4], &[]);
    add(lab, "belt", [1.2, 0.7], [1.4, 0.4], &["wheel1", "wheel2"]);
    add(lab, "motor", [1.2, 0.7], [1.2, 0.7], &["wheel1"]);
    set(lab, "world.ball1.mass", "0.6 kg");
}

#[test]
fn a_pendulum_that_a_learner_builds_swings_as_one() {
    let mut lab = empty();
    add(&mut lab, "ball", [0.3, 0.6], [0.3, 0.6], &[]);
    add(&mut lab, "rod", [0.0, 1.0], [0.3, 0.6], &["", "ball1"]);
    assert_eq!(ids(&lab), ["ball1", "anchor1", "rod1"]);
    assert!((get(&lab, "world.rod1.length") - 0.5).abs() < 1e-12);
    set(&mut lab, "world.gravity", "9.8 m/s^2");
    let start = lab.get("world.energy").unwrap().si;
    lab.apply(Action::Play, Source::Learner).unwrap();
    lab.steps(5000);
    assert!((lab.get("world.energy").unwrap().si - start).abs() < 1e-10);
    let (x, y) = (get(&lab, "world.ball1.x"), get(&lab, "world.ball1.y") - 1.0);
    assert!((x * x + y * y - 0.25).abs() < 1e-9);
}

#[test]
fn an_atwood_machine_from_its_parts() {
    let mut lab = empty();
    add(&mut lab, "pulley", [0.0, 1.2], [0.0, 1.2], &[]);
    add(&mut lab, "ball", [-0.05, 0.8], [-0.05, 0.8], &[]);
    add(&mut lab, "ball", [0.05, 0.8], [0.05, 0.8], &[]);
    add(&mut lab, "string", [-0.05, 0.8], [0.05, 0.8], &["ball1", "ball2", "pulley1"]);
    set(&mut lab, "world.ball1.mass", "0.3 kg");
    set(&mut lab, "world.gravity", "10 m/s^2");
    lab.steps(100);
    let (t, a) = (0.2, 10.0 * 0.1 / 0.5);
    assert!((get(&lab, "world.ball2.vy") - a * t).abs() < 1e-9, "{}", get(&lab, "world.ball2.vy"));
    assert!((get(&lab, "world.string1.tension") - 0.2 * (10.0 + a)).abs() < 1e-9);
}

#[test]
fn a_load_that_comes_to_its_pulley_is_told_of_by_name() {
    let mut lab = empty();
    add(&mut lab, "pulley", [0.0, 1.2], [0.0, 1.2], &[]);
    add(&mut lab, "ball", [-0.05, 0.9], [-0.05, 0.9], &[]);
    add(&mut lab, "ball", [0.05, 0.9], [0.05, 0.9], &[]);
    add(&mut lab, "string", [-0.05, 0.9], [0.05, 0.9], &["ball1", "ball2", "pulley1"]);
    set(&mut lab, "world.ball1.mass", "0.8 kg");
    lab.steps(2000);
    let stopped = lab.stopped().expect("there is no string left");
    assert_eq!((stopped.key.as_str(), stopped.path.as_str()), ("stop.at_wheel", "world.string1"));
    let tick = lab.clock().tick;
    lab.apply(Action::Reset, Source::Learner).unwrap();
    lab.steps(tick);
    // What stopped did nothing of the step that could not be done.
    assert_eq!(lab.clock().tick, 2 * tick);
    let again = replay(module(), &lab.record()).unwrap();
    assert_eq!(again.hash(), lab.hash());
}

#[test]
fn every_change_can_be_taken_back_and_done_again() {
    let mut lab = Lab::new(module(), Opening::default()).unwrap();
    let mut seen = vec![lab.arrangement().unwrap().clone()];
    let mut note = |lab: &Lab| seen.push(lab.arrangement().unwrap().clone());
    add(&mut lab, "box", [0.5, 1.3], [0.5, 1.3], &[]);
    note(&lab);
    add(&mut lab, "spring", [-0.4, 1.15], [0.5, 1.3], &["ball1", "box1"]);
    note(&lab);
    set(&mut lab, "world.box1.length", "30 cm");
    note(&lab);
    set(&mut lab, "world.spring2.stiffness", "55 N/m");
    note(&lab);
    for action in
        [Action::Take { at: [0.5, 1.3], grip: "world.box1".into() }, Action::Move { at: [0.7, 1.2] }, Action::Release]
    {
        lab.apply(action, Source::Learner).unwrap();
    }
    assert!((get(&lab, "world.box1.x") - 0.7).abs() < 1e-9);
    note(&lab);
    lab.apply(Action::Nudge { grip: "world.board2".into(), by: [1.0, 0.0] }, Source::Learner).unwrap();
    note(&lab);
    lab.apply(Action::Remove { part: "world.ball1".into() }, Source::Learner).unwrap();
    assert_eq!(ids(&lab), ["board1", "board2", "disc1", "box1"]);
    note(&lab);
    let now = seen.pop().unwrap();
    for before in seen.iter().rev() {
        lab.apply(Action::Undo, Source::Learner).unwrap();
        assert_eq!(lab.arrangement().unwrap(), before);
    }
    assert!(lab.apply(Action::Undo, Source::Learner).is_err());
    for _ in 0..seen.len() {
        lab.apply(Action::Redo, Source::Learner).unwrap();
    }
    assert_eq!(*lab.arrangement().unwrap(), now);
    assert!(lab.apply(Action::Redo, Source::Learner).is_err());
}

#[test]
fn what_was_built_replays_and_comes_back_from_a_snapshot() {
    let mut lab = empty();
    add(&mut lab, "rail", [-1.0, 0.9], [0.5, 0.7], &[]);
    add(&mut lab, "cart", [-0.8, 0.9], [-0.8, 0.9], &["rail1"]);
    add(&mut lab, "bar", [0.9, 1.0], [0.9, 1.0], &[]);
    add(&mut lab, "pin", [0.7, 1.0], [0.7, 1.0], &["", "bar1"]);
    add(&mut lab, "board", [0.4, 0.1], [1.5, 0.1], &[]);
    lab.apply(Action::Plot { x: String::new(), y: "world.cart1.velocity".into() }, Source::Learner).unwrap();
    lab.apply(Action::Play, Source::Learner).unwrap();
    lab.steps(300);
    let again = replay(module(), &lab.record()).unwrap();
    assert_eq!(again.hash(), lab.hash());
    let bytes = lab.snapshot();
    let mut other = Lab::new(module(), Opening::default()).unwrap();
    other.restore(&bytes).unwrap();
    assert_eq!(other.arrangement(), lab.arrangement());
    lab.steps(200);
    other.steps(200);
    assert_eq!(other.hash(), lab.hash());
    // Back to the start, the arrangement is still there.
    other.apply(Action::Reset, Source::Learner).unwrap();
    assert_eq!(ids(&other), ["rail1", "cart1", "bar1", "anchor1", "hook1", "pin1", "board1"]);
    assert!(other.restore(&bytes[..bytes.len() / 2]).is_err());
}

#[test]
fn an_arrangement_is_handed_on_as_text_and_a_wrong_one_is_refused() {
    let mut lab = empty();
    machines_on(&mut lab);
    let text = lab.arrangement_text();
    let mut other = Lab::new(module(), Opening::default()).unwrap();
    other.apply(Action::Arrange { arrangement: text.clone() }, Source::Learner).unwrap();
    assert_eq!(other.arrangement(), lab.arrangement());
    assert_eq!(other.arrangement_text(), text);
    lab.steps(300);
    other.steps(300);
    assert_eq!(other.arrangement_text(), text);
    assert_eq!(get(&other, "world.box1.vy").to_bits(), get(&lab, "world.box1.vy").to_bits());
    other.apply(Action::Undo, Source::Learner).unwrap();
    assert_eq!(ids(&other)[0], "board1");
    let ball = r#"{"format":1,"parts":{"ball1":{"kind":"ball","x":0,"y":1,"radius":0.1}}}"#;
    let wrong = [
        ("", "a value is wanted"),
        ("[]", "format"),
        (r#"{"format":2,"parts":{}}"#, "later"),
        (&ball.replace("ball1", "gravity"), "gravity"),
        (&ball.replace("ball1", "Ball 1"), "Ball 1"),
        (&ball.replace("\"ball\"", "\"blal\""), "`ball1`: there is no kind `blal`"),
        (&ball.replace("radius", "radios"), "did you mean `radius`"),
        (&ball.replace("0.1", "-1"), "`ball1`: its radius is out of range"),
        (&ball.replace("0.1", "1e999"), "1e999"),
        (&ball.replace("\"x\":0", "\"speed\":0"), "speed"),
        (&ball.replace("\"x\":0", "\"on\":\"ball1\""), "`ball1`"),
        (r#"{"format":1,"parts":{"rod1":{"kind":"rod","a":"rod1","b":"ball1"}}}"#, "`rod1`: its a"),
        (r#"{"format":1,"parts":{"rod1":{"kind":"rod"}}}"#, "`rod1`: its a is joined to nothing"),
    ];
    let before = other.arrangement().unwrap().clone();
    for (text, names) in wrong {
        let refused = other.apply(Action::Arrange { arrangement: text.into() }, Source::Learner).expect_err(text);
        assert!(refused.to_string().contains(names), "{text}: {refused}");
        assert_eq!(other.arrangement().unwrap(), &before);
    }
    other.apply(Action::Arrange { arrangement: ball.into() }, Source::Learner).unwrap();
    assert_eq!(get(&other, "world.ball1.y"), 1.0);
}

#[test]
fn what_cannot_be_is_refused_in_words_that_name_the_part() {
    let mut lab = empty();
    add(&mut lab, "ball", [0.0, 0.5], [0.0, 0.5], &[]);
    add(&mut lab, "ball", [0.3, 0.5], [0.3, 0.5], &[]);
    add(&mut lab, "rod", [0.0, 0.5], [0.3, 0.5], &["ball1", "ball2"]);
    add(&mut lab, "string", [0.0, 1.0], [0.0, 0.5], &["", "ball1"]);
    let (before, record) = (lab.arrangement().unwrap().clone(), lab.record().entries.len());
    let ask = |offer: &str, joins: &[&str]| Action::Add {
        offer: offer.into(),
        at: [0.0, 0.5],
        to: [0.3, 0.5],
        joins: joins.iter().map(|id| (*id).to_owned()).collect(),
    };
    let set = |path: &str, value: &str| Action::Set { path: path.into(), value: value.into() };
    let cases = [
        // A second rod between the same two holds what the first holds already.
        (ask("rod", &["ball1", "ball2"]), "rod2"),
        (ask("rod", &["ball1", "ball1"]), "rod2"),
        (ask("rod", &["", ""]), "end b"),
        (ask("cart", &[]), "rail"),
        (ask("cart", &["ball1"]), "ball"),
        (ask("gear", &["ball1", "ball2"]), "pulley"),
        (ask("spring", &["ball7", "ball1"]), "ball1"),
        (ask("blal", &[]), "ball"),
        (set("world.string1.length", "0 m"), "world.string1.length"),
        (set("world.ball1.radius", "0 m"), "world.ball1.radius"),
        (set("world.ball1.radius", "NaN m"), "world.ball1.radius"),
        (set("world.ball1.speed", "1 m/s"), "world.ball1.speed"),
        (Action::Join { part: "world.rod1".into(), terminal: "b".into(), to: String::new() }, "end b"),
        (Action::Join { part: "world.rod1".into(), terminal: "c".into(), to: "ball1".into() }, "`c`"),
        (Action::Join { part: "world.rod1".into(), terminal: "b".into(), to: "string1".into() }, "string"),
        (Action::Remove { part: "world.rod7".into() }, "world.rod1"),
        (Action::Plot { x: String::new(), y: "world.ball9.x".into() }, "world.ball1.x"),
    ];
    for (action, names) in cases {
        let told = format!("{action:?}");
        let refused = lab.apply(action, Source::Learner).expect_err(&told).to_string();
        assert!(refused.contains(names), "{told}: {refused}");
        assert_eq!(lab.arrangement().unwrap(), &before, "{told}");
    }
    assert_eq!(lab.record().entries.len(), record);
    let hand = [f64::NAN, 0.5];
    assert!(lab.apply(Action::Take { at: hand, grip: "world.ball1".into() }, Source::Learner).is_err());
    lab.apply(Action::Take { at: [0.0, 0.5], grip: "world.ball1".into() }, Source::Learner).unwrap();
    assert!(lab.apply(Action::Move { at: hand }, Source::Learner).is_err());
    lab.apply(Action::Release, Source::Learner).unwrap();
    lab.steps(100);
    assert!(lab.stopped().is_none());
}

#[test]
fn every_offer_can_be_put_up_alone_or_with_what_it_needs() {
    let mut lab = empty();
    let offers: Vec<String> = module().workbench.as_ref().unwrap().offers.iter().map(|o| o.id.clone()).collect();
    for offer in offers {
        let mut lab = empty();
        let joins: &[&str] = match offer.as_str() {
            "cart" => {
                add(&mut lab, "rail", [-0.5, 0.5], [0.5, 0.5], &[]);
                &["rail1"]
            }
            "spring" | "band" | "string" | "rod" | "pin" | "centre" => {
                add(&mut lab, "box", [0.2, 0.5], [0.2, 0.5], &[]);
                if offer == "centre" { &["box1"] } else { &["", "box1"] }
            }
            "peg" => {
                add(&mut lab, "ball", [0.0, 0.3], [0.0, 0.3], &[]);
                add(&mut lab, "string", [0.0, 1.2], [0.0, 0.3], &["", "ball1"]);
                &["string1"]
            }
            "belt" | "gear" => {
                add(&mut lab, "wheel", [-0.3, 1.0], [-0.3, 1.0], &[]);
                add(&mut lab, "wheel", [0.3, 1.0], [0.3, 1.0], &[]);
                &["wheel1", "wheel2"]
            }
            "motor" => {
                add(&mut lab, "wheel", [-0.3, 1.0], [-0.3, 1.0], &[]);
                &["wheel1"]
            }
            _ => &[],
        };
        add(&mut lab, &offer, [0.2, 0.9], [0.2, 0.5], joins);
        lab.steps(100);
        assert!(lab.stopped().is_none(), "{offer}: {:?}", lab.stopped());
    }
    // As many as there may be, and no more.
    for i in 0..200 {
        let at = [-1.5 + 0.03 * f64::from(i % 100), 0.4 + 0.3 * f64::from(i / 100)];
        add(&mut lab, "anchor", at, at, &[]);
    }
    let at = [0.0, 0.0];
    assert!(lab.apply(Action::Add { offer: "ball".into(), at, to: at, joins: vec![] }, Source::Learner).is_err());
}
