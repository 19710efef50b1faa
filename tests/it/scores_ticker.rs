//! Score recordings of `instantaneous-velocity`: full marks, and each mark lost for its reason.

use crate::recordings::{act, control, press, seconds};
use crate::scores::{answer, cell, fit, full, loses, lost, result, scored};
use gewu::assess::Score;
use gewu::lab::{Action, Lab};

/// What a learner does with the timer; each field is a mistake that can be made.
struct Tape {
    /// Let go before the timer is switched on.
    early: bool,
    /// Turns of the voltage knob.
    voltage: u32,
    /// Centimetres that the cart is moved away from the timer first.
    start: f64,
    /// Switched off before the tape is torn off.
    off: bool,
    /// Gaps between counting points, as marked and as typed.
    gaps: (u32, &'static str),
    points: u32,
    /// Decimals typed, and how far the third reading is off, cm.
    decimals: usize,
    misread: f64,
    line: &'static str,
    answer: f64,
    /// Significant digits of the acceleration.
    digits: usize,
    start_velocity: f64,
    meaning: &'static str,
}

const RIGHT: Tape = Tape {
    early: false,
    voltage: 0,
    start: 0.0,
    off: true,
    gaps: (5, "5"),
    points: 8,
    decimals: 2,
    misread: 0.0,
    line: "line",
    answer: 1.0,
    digits: 3,
    start_velocity: 1.0,
    meaning: "average",
};

fn work(lab: &mut Lab, how: &Tape) {
    act(lab, Action::Nudge { grip: "run.cart".into(), by: [how.start, 0.0] });
    act(lab, Action::Play);
    (0..how.voltage).for_each(|_| press(lab, "timer.voltage"));
    if !how.early {
        press(lab, "timer.switch");
        seconds(lab, 0.3);
    }
    control(lab, "hold", "0");
    if how.early {
        seconds(lab, 0.1);
        press(lab, "timer.switch");
    }
    seconds(lab, 1.3);
    if how.off {
        press(lab, "timer.switch");
    }
    press(lab, "timer.roll");
    if !how.off {
        press(lab, "timer.switch");
    }
    for (grip, count) in [("timer.first", 3), ("timer.next", how.gaps.0 - 1)] {
        (0..count).for_each(|_| act(lab, Action::Nudge { grip: grip.into(), by: [1.0, 0.0] }));
    }
    for point in 0..how.points {
        act(lab, Action::Row);
        let row = point + 1;
        let shown = lab.get("timer.position").unwrap().si * 100.0 + if point == 3 { how.misread } else { 0.0 };
        cell(lab, row, "point", &point.to_string());
        cell(lab, row, "x", &format!("{shown:.*}", how.decimals));
        cell(lab, row, "gaps", how.gaps.1);
        act(lab, Action::Nudge { grip: "timer.pencil".into(), by: [1.0, 0.0] });
    }
    fit(lab, "velocity", how.line);
    let (a, v) = (result(lab, "acceleration"), result(lab, "start_velocity"));
    let decimals = how.digits - usize::from(a >= 1.0);
    answer(lab, "acceleration", &format!("{:.decimals$} m/s^2", a * how.answer));
    answer(lab, "velocity", &format!("{:.3} m/s", v * how.start_velocity));
    answer(lab, "meaning", how.meaning);
    act(lab, Action::Submit);
}

fn tape(name: &str, how: Tape) -> Score {
    scored("instantaneous-velocity", name, |lab| work(lab, &how))
}

#[test]
fn a_tape_read_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&tape("full", RIGHT));
    loses(&tape("early", Tape { early: true, ..RIGHT }), "1.1", 3.0);
    // Dots are missing, so that gaps are counted wrong as well.
    let weak = lost(&tape("low-voltage", Tape { voltage: 1, ..RIGHT }));
    assert_eq!(weak.iter().map(|mark| mark.0.as_str()).collect::<Vec<_>>(), ["2.1", "8.1"], "{weak:?}");
    // The runway is short from there: an eighth point would lie where the cart met the buffer.
    loses(&tape("far", Tape { start: 15.0, points: 7, ..RIGHT }), "3.1", 1.0);
    loses(&tape("left-on", Tape { off: false, ..RIGHT }), "4.1", 1.0);
    let counted = lost(&tape("dots-counted", Tape { gaps: (4, "5"), ..RIGHT }));
    assert_eq!(counted.iter().map(|mark| mark.0.as_str()).collect::<Vec<_>>(), ["5.1", "8.1"], "{counted:?}");
    loses(&tape("four-gaps", Tape { gaps: (4, "4"), ..RIGHT }), "5.2", 1.0);
    loses(&tape("six-points", Tape { points: 6, ..RIGHT }), "6", 2.0);
    loses(&tape("misread", Tape { misread: 0.2, ..RIGHT }), "7.1", 1.0);
    loses(&tape("no-estimate", Tape { decimals: 1, ..RIGHT }), "7.2", 1.0);
    loses(&tape("not-own-result", Tape { answer: 1.03, ..RIGHT }), "8.2", 1.0);
    loses(&tape("digits", Tape { digits: 6, ..RIGHT }), "8.3", 1.0);
    loses(&tape("start-velocity", Tape { start_velocity: 1.2, ..RIGHT }), "9", 1.0);
    loses(&tape("meaning", Tape { meaning: "instant", ..RIGHT }), "10", 1.0);
    // Without a line there is no result, nor an answer that could be its.
    let none = lost(&tape("no-line", Tape { line: "none", ..RIGHT }));
    let lines: Vec<&str> = none.iter().map(|mark| mark.0.as_str()).collect();
    assert!(["8.1", "8.2", "9"].iter().all(|mark| lines.contains(mark)) && lines.len() <= 4, "{none:?}");
}
