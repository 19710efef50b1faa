//! Score recordings of `mechanical-energy`: full marks, and each mark lost for its reason.

use crate::recordings::{act, control, press, seconds};
use crate::scores::{answer, cell, fit, full, loses, lost, result, scored};
use gewu::assess::Score;
use gewu::lab::{Action, Lab};

/// What a learner does with the falling weight; each field is a mistake that can be made.
struct Fall {
    tilt: &'static str,
    /// Let go before the timer is switched on.
    early: bool,
    /// Turns of the voltage knob.
    voltage: u32,
    /// Centimetres that the weight is lowered first.
    lower: f64,
    /// Switched off before the tape is torn off.
    off: bool,
    /// The zero of the rule is slid onto the first dot.
    slide: bool,
    gaps: &'static str,
    points: u32,
    /// Decimals typed, and how far the third reading is off, cm.
    decimals: usize,
    misread: f64,
    way: &'static str,
    answer: f64,
    velocity: &'static str,
    loss: &'static str,
    mass: &'static str,
}

const RIGHT: Fall = Fall {
    tilt: "0 deg",
    early: false,
    voltage: 0,
    lower: 0.0,
    off: true,
    slide: true,
    gaps: "2",
    points: 8,
    decimals: 2,
    misread: 0.0,
    way: "1",
    answer: 1.0,
    velocity: "tape",
    loss: "work",
    mass: "cancels",
};

fn work(lab: &mut Lab, how: &Fall) {
    control(lab, "tilt", how.tilt);
    act(lab, Action::Nudge { grip: "run.weight".into(), by: [0.0, -how.lower] });
    act(lab, Action::Play);
    (0..how.voltage).for_each(|_| press(lab, "timer.voltage"));
    if !how.early {
        press(lab, "timer.switch");
        seconds(lab, 0.3);
    }
    control(lab, "hold", "0");
    if how.early {
        seconds(lab, 0.03);
        press(lab, "timer.switch");
    }
    seconds(lab, 0.8);
    if how.off {
        press(lab, "timer.switch");
    }
    press(lab, "timer.roll");
    if !how.off {
        press(lab, "timer.switch");
    }
    // A key moves the rule by a millimetre; it lies 13 mm before the first dot. Two gaps make a counting point.
    act(lab, Action::Nudge { grip: "timer.rule".into(), by: [if how.slide { 13.0 } else { 0.0 }, 0.0] });
    act(lab, Action::Nudge { grip: "timer.next".into(), by: [1.0, 0.0] });
    for point in 0..how.points {
        act(lab, Action::Row);
        let row = point + 1;
        let shown = lab.get("timer.position").unwrap().si * 100.0 + if point == 3 { how.misread } else { 0.0 };
        cell(lab, row, "point", &point.to_string());
        cell(lab, row, "h", &format!("{shown:.*}", how.decimals));
        cell(lab, row, "gaps", how.gaps);
        cell(lab, row, "way", how.way);
        act(lab, Action::Nudge { grip: "timer.pencil".into(), by: [1.0, 0.0] });
    }
    fit(lab, "energy", "line");
    let slope = result(lab, "slope") * how.answer;
    answer(lab, "slope", &format!("{slope:.2} m/s^2"));
    answer(lab, "velocity", how.velocity);
    answer(lab, "loss", how.loss);
    answer(lab, "mass", how.mass);
    act(lab, Action::Submit);
}

fn fall(name: &str, how: Fall) -> Score {
    scored("mechanical-energy", name, |lab| work(lab, &how))
}

/// The run that is kept as the module's recording.
pub fn energy(lab: &mut Lab) {
    work(lab, &RIGHT);
}

fn marks(score: &Score) -> Vec<String> {
    lost(score).into_iter().map(|mark| mark.0).collect()
}

#[test]
fn a_fall_read_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&fall("full", RIGHT));
    loses(&fall("early", Fall { early: true, ..RIGHT }), "1.1", 3.0);
    // Dots are missing, so that gaps are counted wrong as well.
    let weak = marks(&fall("low-voltage", Fall { voltage: 1, points: 5, ..RIGHT }));
    assert!(weak.iter().any(|mark| mark == "2.1"), "{weak:?}");
    loses(&fall("tilted", Fall { tilt: "4 deg", ..RIGHT }), "3.1", 2.0);
    loses(&fall("far", Fall { lower: 10.0, points: 7, ..RIGHT }), "4.1", 1.0);
    loses(&fall("left-on", Fall { off: false, ..RIGHT }), "5.1", 1.0);
    loses(&fall("zero", Fall { slide: false, ..RIGHT }), "6.1", 1.0);
    assert_eq!(marks(&fall("gaps", Fall { gaps: "3", ..RIGHT })), ["7.1", "11.1"]);
    loses(&fall("six-points", Fall { points: 6, ..RIGHT }), "8", 1.0);
    loses(&fall("misread", Fall { misread: 0.2, ..RIGHT }), "9.1", 1.0);
    loses(&fall("no-estimate", Fall { decimals: 1, ..RIGHT }), "9.2", 1.0);
    let circular = marks(&fall("gt", Fall { way: "2", ..RIGHT }));
    assert_eq!(circular.first().map(String::as_str), Some("10.1"), "{circular:?}");
    loses(&fall("velocity", Fall { velocity: "height", ..RIGHT }), "10.2", 1.0);
    loses(&fall("not-own-result", Fall { answer: 1.03, ..RIGHT }), "11.2", 1.0);
    loses(&fall("loss", Fall { loss: "weight", ..RIGHT }), "12", 1.0);
    loses(&fall("mass", Fall { mass: "needed", ..RIGHT }), "13", 1.0);
}

/// What the tape says of the energy, beside what was taken: `(F + R sin t)/(m g)`; and where it says what is not so.
#[test]
fn the_tape_tells_what_the_drag_has_taken() {
    let run = |how: Fall, mass: &str| {
        let mut lab = gewu::lab::Lab::new(crate::recordings::module("mechanical-energy"), Default::default()).unwrap();
        control(&mut lab, "mass", mass);
        work(&mut lab, &how);
        (result(&lab, "loss") / 100.0, result(&lab, "intercept"), lab)
    };
    // The learner takes 0.02 s where the mains run at 50.1 Hz: 0.4 % too little energy, besides the readings.
    for (mass, taken) in [("50 g", 0.0816), ("200 g", 0.0204), ("300 g", 0.0136)] {
        let (loss, intercept, _) = run(RIGHT, mass);
        assert!((loss - taken - 0.004).abs() < 0.008, "{mass}: {loss} for {taken}");
        assert!(intercept.abs() < 0.03, "{mass}: {intercept}");
    }
    let (loss, ..) = run(Fall { tilt: "4 deg", ..RIGHT }, "200 g");
    assert!((loss - 0.0204 - 0.0356 - 0.004).abs() < 0.008, "{loss}");
    // Switched on 0.03 s after the release the first dot moves already: v²/2 does not begin at 0.
    let (_, intercept, _) = run(Fall { early: true, ..RIGHT }, "200 g");
    assert!(intercept > 0.5 * 0.083 * 0.8 && intercept < 0.5 * 0.23 * 1.2, "{intercept}");
    // 13 mm beside the first dot, every height is 13 mm too large.
    let (_, intercept, _) = run(Fall { slide: false, ..RIGHT }, "200 g");
    assert!((intercept + 0.013 * 9.6).abs() < 0.03, "{intercept}");
}
