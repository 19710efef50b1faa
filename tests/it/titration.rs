//! The experiment `titration` as a learner does it, by hand alone: what comes out, and what each mistake does to it.

use crate::recordings::{act, module, press, seconds};
use gewu::lab::{Action, Lab, Opening};

/// What a learner does; each field is a mistake that can be made.
#[derive(Clone, Copy)]
struct Way {
    /// Rinses the burette with base.
    rinses: bool,
    /// Rinses the flask with this much acid first, mL.
    flask: f64,
    /// Blows the last drop out of the pipette.
    blows: bool,
    /// Drops of indicator.
    drops: u32,
    /// Where the eye is at the end, m along the scale: above the meniscus is negative.
    eye: f64,
}

const RIGHT: Way = Way { rinses: true, flask: 0.0, blows: false, drops: 2, eye: 0.0 };
/// Concentration of the acid in the module, mol/L.
const ACID: f64 = 0.0982;

fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(&format!("bench.{path}")).unwrap_or_else(|_| panic!("no {path}")).si
}

/// Carries a thing through the air and lets it go there.
fn carry(lab: &mut Lab, part: &str, to: [f64; 2]) {
    let from = [get(lab, &format!("{part}.x")), get(lab, &format!("{part}.y"))];
    act(lab, Action::Take { at: from, grip: format!("bench.{part}") });
    for at in [[from[0], 0.95], [to[0], 0.95], to] {
        act(lab, Action::Move { at });
    }
    act(lab, Action::Release);
    seconds(lab, 0.1);
}

/// Tilts a vessel by its handle, two degrees at a time, until something is so, and stands it upright.
fn pour(lab: &mut Lab, part: &str, done: impl Fn(&Lab) -> bool) {
    let grip = format!("bench.{part}.lip");
    for _ in 0..70 {
        if done(lab) {
            break;
        }
        act(lab, Action::Nudge { grip: grip.clone(), by: [1.0, 0.0] });
        seconds(lab, 0.4);
    }
    assert!(done(lab), "{part} does not pour enough");
    act(lab, Action::Nudge { grip, by: [-100.0, 0.0] });
}

/// Turns the tap to so many degrees.
fn tap(lab: &mut Lab, degrees: f64) {
    let by = degrees - get(lab, "burette.tap").to_degrees();
    act(lab, Action::Nudge { grip: "bench.burette.tap".into(), by: [(by / 2.0).round(), 0.0] });
}

/// Moves the filler's valve to a place, -1 to 1.
fn valve(lab: &mut Lab, to: f64) {
    let by = ((get(lab, "pipette.valve") - to) / 0.05).round();
    act(lab, Action::Nudge { grip: "bench.pipette.valve".into(), by: [0.0, by] });
}

fn until(lab: &mut Lab, most: f64, done: impl Fn(&Lab) -> bool) {
    let steps = (most / lab.clock().step) as u64;
    for _ in 0..steps {
        if done(lab) {
            return;
        }
        lab.steps(1);
    }
    panic!("it never came about");
}

/// Volume that the burette shows, mL, with the eye where it is.
fn read(lab: &Lab) -> f64 {
    lab.instruments()[0].reading(0).value * 1e6
}

/// Sucks the pipette full, lets it down to its mark outside of the acid, and empties it into the flask.
fn pipette(lab: &mut Lab, blows: bool) {
    carry(lab, "pipette", [0.34, 0.012]);
    valve(lab, -0.5);
    until(lab, 60.0, |lab| get(lab, "pipette.over") > 3e-7);
    valve(lab, 0.0);
    carry(lab, "pipette", [0.34, 0.08]);
    valve(lab, 0.05);
    until(lab, 60.0, |lab| get(lab, "pipette.over") <= 0.0);
    valve(lab, 0.0);
    carry(lab, "pipette", [0.0, 0.13]);
    valve(lab, if blows { 1.0 } else { 0.9 });
    seconds(lab, 60.0);
    valve(lab, 0.0);
}

/// Concentration of the acid that a learner finds, mol/L.
fn titrate(way: Way) -> f64 {
    let mut opened = Lab::new(module("titration"), Opening::default()).unwrap();
    let lab = &mut opened;
    act(lab, Action::Play);
    for bottle in ["base", "acid"] {
        press(lab, &format!("bench.{bottle}.stopper"));
    }
    carry(lab, "base", [-0.33, 0.05]);
    pour(lab, "base", |lab| get(lab, "beaker.volume") > 7e-5);
    carry(lab, "acid", [0.31, 0.05]);
    pour(lab, "acid", |lab| get(lab, "cup.volume") > 6e-5);
    carry(lab, "acid", [0.46, 0.0]);
    // The burette over the waste beaker.
    carry(lab, "flask", [0.1, 0.0]);
    carry(lab, "waste", [0.0, 0.0]);
    carry(lab, "beaker", [-0.025, 0.83]);
    if way.rinses {
        pour(lab, "beaker", |lab| get(lab, "burette.volume") > 6e-6);
        tap(lab, 90.0);
        until(lab, 60.0, |lab| get(lab, "burette.volume") < 3.5e-7);
        tap(lab, 0.0);
    }
    pour(lab, "beaker", |lab| get(lab, "burette.volume") > 4e-5);
    carry(lab, "beaker", [-0.3, 0.0]);
    tap(lab, 90.0);
    seconds(lab, 1.5);
    tap(lab, 0.0);
    press(lab, "bench.burette.tip");
    // The flask: rinsed or not, and a pipette of acid.
    carry(lab, "waste", [-0.56, 0.0]);
    carry(lab, "flask", [0.0, 0.0]);
    if way.flask > 0.0 {
        carry(lab, "flask", [0.25, 0.0]);
        carry(lab, "acid", [0.24, 0.05]);
        pour(lab, "acid", |lab| get(lab, "flask.volume") > way.flask * 1e-6);
        carry(lab, "acid", [0.55, 0.0]);
        carry(lab, "flask", [0.0, 0.0]);
    }
    // Rinsed with acid: what wetted it is water otherwise.
    carry(lab, "pipette", [0.34, 0.012]);
    valve(lab, -0.5);
    seconds(lab, 1.5);
    valve(lab, 0.0);
    carry(lab, "pipette", [-0.56, 0.12]);
    valve(lab, 0.9);
    seconds(lab, 20.0);
    valve(lab, 0.0);
    pipette(lab, way.blows);
    carry(lab, "pipette", [0.16, 0.05]);
    carry(lab, "indicator", [-0.045, 0.13]);
    for _ in 0..way.drops {
        press(lab, "bench.indicator.press");
    }
    carry(lab, "indicator", [0.56, 0.0]);
    let before = read(lab);
    press(lab, "bench.flask.swirl");
    tap(lab, 70.0);
    until(lab, 120.0, |lab| get(lab, "burette.shown") * 1e6 - before > 18.0);
    tap(lab, 30.0);
    until(lab, 2000.0, |lab| get(lab, "flask.chroma") > 6.0);
    tap(lab, 0.0);
    seconds(lab, 30.0);
    act(lab, Action::Eye { instrument: "burette".into(), at: way.eye });
    0.1 * (read(lab) - before) / 20.0
}

#[test]
fn the_concentration_comes_out_and_each_mistake_moves_it_as_in_a_laboratory() {
    // A drop is 0.2 % of the base.
    let right = titrate(RIGHT);
    assert!((right / ACID - 1.0).abs() < 0.004, "{right}");
    let off = |way: Way| titrate(way) / right - 1.0;
    let dilute = off(Way { rinses: false, ..RIGHT });
    assert!(dilute > 0.005 && dilute < 0.02, "water in the burette: {dilute}");
    let wet = off(Way { flask: 1.0, ..RIGHT });
    assert!(wet > 0.03, "acid in the flask: {wet}");
    let blown = off(Way { blows: true, ..RIGHT });
    assert!((0.0..0.006).contains(&blown), "0.03 mL, less than the drop that the end is known to: {blown}");
    let down = off(Way { eye: -0.1, ..RIGHT });
    assert!(down < -0.005 && down > -0.02, "looking down at the end: {down}");
}
