//! Score recordings of `centripetal-force`: full marks, and each mark lost for its reason.

use crate::recordings::{act, control, module, press, seconds};
use crate::scores::{answer, cell, fit, full, loses, lost, result, scored};
use gewu::assess::Score;
use gewu::lab::{Action, Lab, Opening};
use gewu::numerics::math::PI;

/// One row: series, radius, cm, mass, g, belt ratio, pace, rad/s.
type Row = (u32, u32, u32, u32, &'static str);

const ROWS: [Row; 13] = [
    (1, 5, 50, 2, "8"),
    (1, 10, 50, 2, "8"),
    (1, 15, 50, 2, "8"),
    (1, 20, 50, 2, "8"),
    (2, 10, 50, 1, "7"),
    (2, 10, 50, 2, "6"),
    (2, 10, 50, 2, "8"),
    (2, 10, 50, 3, "7"),
    (2, 10, 50, 3, "9"),
    (3, 10, 20, 3, "8"),
    (3, 10, 50, 3, "8"),
    (3, 10, 70, 3, "8"),
    (3, 10, 100, 3, "8"),
];

/// What a learner does with the arm; each field is a mistake that can be made.
struct Turn {
    zero: bool,
    uneven: &'static str,
    /// Puts another row in the place of one.
    other: Option<(usize, Row)>,
    /// Rows that are made.
    rows: std::ops::Range<usize>,
    /// Types the belt ratio upside down.
    inverted: bool,
    /// Added to the radius, cm, and to the mass, g, typed in the first row.
    wrong: (u32, u32),
    /// Turns counted for the three that there were.
    counted: &'static str,
    answer: f64,
    law: &'static str,
    method: &'static str,
    plot: &'static str,
}

const RIGHT: Turn = Turn {
    zero: true,
    uneven: "0",
    other: None,
    rows: 0..13,
    inverted: false,
    wrong: (0, 0),
    counted: "3",
    answer: 1.0,
    law: "square",
    method: "one",
    plot: "line",
};

fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

/// Times three turns of the crank, from a second after the hand has begun.
fn time(lab: &mut Lab) {
    control(lab, "turn", "1");
    seconds(lab, 1.0);
    press(lab, "watch.reset");
    press(lab, "watch.start");
    let start = get(lab, "run.crank.angle");
    while get(lab, "run.crank.angle") < start + 6.0 * PI {
        lab.steps(1);
    }
    press(lab, "watch.start");
}

fn work(lab: &mut Lab, how: &Turn) {
    act(lab, Action::Reading { mode: "instrument".into() });
    act(lab, Action::Play);
    seconds(lab, 0.5);
    if how.zero {
        press(lab, "sensor.zero");
    }
    control(lab, "uneven", how.uneven);
    for (row, index) in how.rows.clone().enumerate() {
        let (series, radius, mass, ratio, pace) = how.other.filter(|o| o.0 == index).map_or(ROWS[index], |o| o.1);
        control(lab, "turn", "0");
        control(lab, "radius", &format!("{radius} cm"));
        control(lab, "mass", &format!("{mass} g"));
        control(lab, "ratio", &ratio.to_string());
        control(lab, "speed", pace);
        time(lab);
        act(lab, Action::Row);
        let row = row as u32 + 1;
        let more = if row == 1 { how.wrong } else { (0, 0) };
        cell(lab, row, "series", &series.to_string());
        cell(lab, row, "radius", &format!("{}.0", radius + more.0));
        cell(lab, row, "mass", &format!("{}.0", mass + more.1));
        let typed = if how.inverted { format!("{:.4}", 1.0 / f64::from(ratio)) } else { ratio.to_string() };
        cell(lab, row, "ratio", &typed);
        cell(lab, row, "turns", how.counted);
    }
    for graph in ["by_radius", "by_speed", "by_mass"] {
        fit(lab, graph, "line");
    }
    let slope = result(lab, "speed_slope") * how.answer;
    answer(lab, "slope", &format!("{slope:.4} g m"));
    answer(lab, "law", how.law);
    answer(lab, "method", how.method);
    answer(lab, "plot", how.plot);
    act(lab, Action::Submit);
}

fn turn(name: &str, how: Turn) -> Score {
    scored("centripetal-force", name, |lab| work(lab, &how))
}

/// The run that is kept as the module's recording.
pub fn rotor(lab: &mut Lab) {
    work(lab, &RIGHT);
}

fn marks(score: &Score) -> Vec<String> {
    lost(score).into_iter().map(|mark| mark.0).collect()
}

#[test]
fn an_arm_turned_well_earns_every_mark_and_each_mistake_costs_its_own() {
    full(&turn("full", RIGHT));
    loses(&turn("not-zeroed", Turn { zero: false, ..RIGHT }), "1.1", 2.0);
    let uneven = marks(&turn("uneven", Turn { uneven: "0.2", ..RIGHT }));
    assert_eq!(uneven.first().map(String::as_str), Some("2.1"), "{uneven:?}");
    loses(&turn("three-radii", Turn { rows: 1..13, ..RIGHT }), "3", 3.0);
    loses(&turn("belt-moved", Turn { other: Some((3, (1, 20, 50, 3, "8"))), ..RIGHT }), "3.1", 3.0);
    loses(&turn("mass-too", Turn { other: Some((0, (1, 5, 70, 2, "8"))), ..RIGHT }), "3.2", 3.0);
    loses(&turn("three-masses", Turn { rows: 0..12, ..RIGHT }), "5", 3.0);
    loses(&turn("pace-too", Turn { other: Some((12, (3, 10, 100, 3, "7"))), ..RIGHT }), "5.1", 3.0);
    // The line of F against ω² is wrong with it.
    assert_eq!(marks(&turn("inverted", Turn { inverted: true, ..RIGHT })), ["6.1", "8.1"]);
    loses(&turn("radius", Turn { wrong: (1, 0), ..RIGHT }), "6.2", 1.0);
    loses(&turn("mass", Turn { wrong: (0, 5), ..RIGHT }), "6.3", 1.0);
    assert_eq!(marks(&turn("miscounted", Turn { counted: "4", ..RIGHT })), ["7.1", "8.1"]);
    loses(&turn("not-own-result", Turn { answer: 1.03, ..RIGHT }), "8.1", 1.0);
    loses(&turn("law", Turn { law: "first", ..RIGHT }), "9", 1.0);
    loses(&turn("method", Turn { method: "all", ..RIGHT }), "10", 1.0);
    loses(&turn("plot", Turn { plot: "habit", ..RIGHT }), "11", 1.0);
}

/// The slopes are `m ω²`, `m r` and `r ω²`, within what sensor and watch allow; without its zero the sensor shifts the
/// lines and leaves their slopes.
#[test]
fn three_lines_give_m_omega_squared_r() {
    let run = |how: &Turn| {
        let mut lab = Lab::new(module("centripetal-force"), Opening::default()).unwrap();
        work(&mut lab, how);
        let speed = |k: f64| k * 8.0 / (1.0 + (0.01 + 0.002 * k * k) * 8.0 / 2.0);
        let expected = [0.05 * speed(2.0) * speed(2.0), 5.0, 0.1 * speed(3.0) * speed(3.0)];
        let found = ["radius_slope", "speed_slope", "mass_slope"].map(|id| result(&lab, id));
        (found, [expected[0], expected[1], expected[2]])
    };
    for zero in [true, false] {
        let (found, expected) = run(&Turn { zero, ..RIGHT });
        for (a, b) in found.iter().zip(&expected) {
            assert!((a / b - 1.0).abs() < 0.02, "{found:?} for {expected:?}");
        }
    }
}
