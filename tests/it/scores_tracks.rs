//! Score recordings of `momentum` and `acceleration`: full marks, and each mark lost for its reason.

use crate::recordings::{act, control, press, seconds};
use crate::scores::{answer, cell, fit, full, loses, lost, result, scored};
use gewu::assess::Score;
use gewu::lab::{Action, Lab};
use gewu::numerics::math::sin;

fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

/// Leads what runs on a rail to a place along it, by hand.
fn bring(lab: &mut Lab, grip: &str, x: f64) {
    let (from, y) = (get(lab, &format!("{grip}.x")), get(lab, &format!("{grip}.y")));
    act(lab, Action::Take { at: [from, y], grip: grip.into() });
    for part in [0.5, 1.0] {
        act(lab, Action::Move { at: [from + (x - from) * part, y] });
        seconds(lab, 0.1);
    }
    act(lab, Action::Release);
}

/// Lets time go until all of these outputs show something, for 20 s at most.
fn until(lab: &mut Lab, outputs: &[&str]) {
    for _ in 0..10_000 {
        if outputs.iter().all(|output| get(lab, output) > 0.0) {
            return;
        }
        lab.steps(1);
    }
    panic!("nothing passed: {outputs:?}");
}

/// A collision: discs in units of 50 g, bumper, where glider 1 is pressed to.
#[derive(Clone, Copy)]
struct Hit {
    discs: [u32; 2],
    bumper: &'static str,
    from: f64,
}

const HITS: [Hit; 6] = [
    Hit { discs: [2, 0], bumper: "spring", from: 0.08 },
    Hit { discs: [2, 0], bumper: "spring", from: 0.07 },
    Hit { discs: [0, 4], bumper: "spring", from: 0.08 },
    Hit { discs: [0, 4], bumper: "spring", from: 0.09 },
    Hit { discs: [2, 0], bumper: "velcro", from: 0.07 },
    Hit { discs: [0, 2], bumper: "velcro", from: 0.08 },
];

/// What a learner does with the air track; each field is a mistake that can be made.
struct Track {
    /// How much too far the foot screw is turned, mm.
    screw: f64,
    /// Added to the first mass that is typed, g.
    mass: f64,
    width: &'static str,
    held: bool,
    /// Reads the other pass of this time in every row: 1 before, 2 glider 1 after, 3 glider 2 after.
    other: u32,
    sign: bool,
    /// Which collisions are made.
    hits: &'static [usize],
    answer: f64,
    law: &'static str,
    minus: &'static str,
}

const TRACK: Track = Track {
    screw: 0.0,
    mass: 0.0,
    width: "10.05",
    held: false,
    other: 0,
    sign: true,
    hits: &[0, 1, 2, 3, 4, 5],
    answer: 1.0,
    law: "momentum",
    minus: "opposite",
};

/// The balance's reading of a glider, g.
fn weighed(lab: &mut Lab, glider: &str) -> f64 {
    control(lab, "pan", glider);
    seconds(lab, 0.1);
    get(lab, "balance.mass") * 1000.0
}

fn collide(lab: &mut Lab, hit: Hit, held: bool) {
    control(lab, "hold_one", "1");
    control(lab, "hold_two", "1");
    // The left one first: the other cannot be led through it.
    bring(lab, "run.one", hit.from);
    bring(lab, "run.two", 0.6);
    control(lab, "hold_two", if held { "1" } else { "0" });
    press(lab, "timer.clear");
    control(lab, "hold_one", "0");
    let after = match (hit.bumper, hit.discs[0] > hit.discs[1], held) {
        (.., true) => ["timer.p1_1", "timer.p1_2"],
        ("velcro", ..) | (_, true, _) => ["timer.p2_1", "timer.p2_2"],
        _ => ["timer.p1_2", "timer.p2_1"],
    };
    until(lab, &after);
}

fn level(lab: &mut Lab, more: f64) {
    let rise = 960.0 * sin(get(lab, "run.track.angle")) + more;
    control(lab, "raise", &format!("{rise:.1}"));
}

fn collisions(lab: &mut Lab, how: &Track) {
    act(lab, Action::Play);
    level(lab, how.screw);
    for (row, &index) in how.hits.iter().enumerate() {
        let hit = HITS[index];
        control(lab, "load_one", &(50 * hit.discs[0]).to_string());
        control(lab, "load_two", &(50 * hit.discs[1]).to_string());
        control(lab, "bumper", hit.bumper);
        let masses = ["first", "second"].map(|glider| weighed(lab, glider));
        control(lab, "pan", "nothing");
        collide(lab, hit, how.held && index == 0);
        act(lab, Action::Row);
        let row = row as u32 + 1;
        let back = hit.bumper == "spring" && hit.discs[0] < hit.discs[1];
        let mut times = ["timer.p1_1", if back { "timer.p1_2" } else { "timer.p2_2" }, "timer.p2_1"];
        match how.other {
            1 => times[0] = times[1],
            2 => times[1] = if back { "timer.p1_1" } else { "timer.p2_1" },
            3 => times[2] = "timer.p1_1",
            _ => {}
        }
        cell(lab, row, "m1", &format!("{:.1}", masses[0] + how.mass));
        cell(lab, row, "m2", &format!("{:.1}", masses[1]));
        cell(lab, row, "d", how.width);
        for (column, time) in ["t1", "t1_after", "t2_after"].into_iter().zip(times) {
            let shown = get(lab, time) * 1000.0;
            cell(lab, row, column, &format!("{shown:.2}"));
        }
        cell(lab, row, "way", if back && how.sign { "-1" } else { "1" });
    }
    fit(lab, "momentum", "proportional");
    let ratio = result(lab, "ratio");
    answer(lab, "ratio", &format!("{:.4}", ratio * how.answer));
    answer(lab, "law", how.law);
    answer(lab, "sign", how.minus);
    act(lab, Action::Submit);
}

fn track(name: &str, how: Track) -> Score {
    scored("momentum", name, |lab| collisions(lab, &how))
}

/// The marks that were lost, in order.
fn marks(score: &Score) -> Vec<String> {
    lost(score).into_iter().map(|mark| mark.0).collect()
}

#[test]
fn collisions_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
    full(&track("full", TRACK));
    assert!(marks(&track("not-level", Track { screw: 0.4, ..TRACK })).contains(&"1.1".into()));
    loses(&track("mass", Track { mass: 1.0, ..TRACK }), "2.1", 2.0);
    loses(&track("width", Track { width: "9.5", ..TRACK }), "3.1", 2.0);
    let held = marks(&track("held", Track { held: true, ..TRACK }));
    assert!(held.contains(&"4.1".into()), "{held:?}");
    for (other, mark) in [(1, "5.1"), (2, "5.2"), (3, "5.3")] {
        let all = marks(&track(&format!("other-pass-{other}"), Track { other, ..TRACK }));
        assert!(all.contains(&mark.into()) && all.iter().all(|one| one == mark || one.starts_with("10")), "{all:?}");
    }
    let sign = marks(&track("sign", Track { sign: false, ..TRACK }));
    assert!(sign.contains(&"6.1".into()) && sign.iter().all(|one| one == "6.1" || one.starts_with("10")), "{sign:?}");
    loses(&track("no-heavy", Track { hits: &[2, 3, 4, 5], ..TRACK }), "7.1", 1.0);
    loses(&track("no-light", Track { hits: &[0, 1, 4, 5], ..TRACK }), "7.2", 1.0);
    loses(&track("no-velcro", Track { hits: &[0, 1, 2, 3], ..TRACK }), "7.3", 1.0);
    loses(&track("law", Track { law: "kinetic", ..TRACK }), "8", 1.0);
    loses(&track("minus", Track { minus: "same", ..TRACK }), "9", 1.0);
    loses(&track("not-own-result", Track { answer: 1.02, ..TRACK }), "10", 1.0);
}

/// The recording that is replayed in wasm: level, three collisions.
pub fn momentum(lab: &mut Lab) {
    collisions(lab, &Track { hits: &[0, 2, 4], ..TRACK });
}

/// What a learner does with the runway; each field is a mistake that can be made.
struct Runway {
    /// Added to the height of the shims, mm.
    shims: f64,
    /// Height of the pulley's axle, cm.
    pulley: &'static str,
    /// Masses hung in series 1, and bars of 50 g in the cart with each.
    pulls: &'static [(u32, u32)],
    /// Bars in the cart in series 2, and masses hung with each.
    masses: &'static [(u32, u32)],
    /// Added to the mass that is typed, g.
    wrong: u32,
    answer: f64,
    law: &'static str,
    intercept: &'static str,
    inverse: &'static str,
}

const RUNWAY: Runway = Runway {
    shims: 0.0,
    pulley: "57.8",
    pulls: &[(1, 4), (2, 4), (3, 4), (4, 4), (5, 4)],
    masses: &[(2, 4), (3, 4), (4, 4), (6, 4), (8, 4)],
    wrong: 0,
    answer: 1.0,
    law: "both",
    intercept: "under",
    inverse: "line",
};

fn runs(lab: &mut Lab, how: &Runway) {
    act(lab, Action::Play);
    let rise = 1130.0 * get(lab, "run.board.friction") + how.shims;
    control(lab, "raise", &format!("{:.1}", (rise.max(0.0) * 2.0).round() / 2.0));
    control(lab, "pulley", how.pulley);
    let series1 = how.pulls.iter().map(|&(hung, bars)| (1, hung, bars));
    let series2 = how.masses.iter().map(|&(bars, hung)| (2, hung, bars));
    for (row, (series, hung, bars)) in series1.chain(series2).enumerate() {
        control(lab, "hold", "1");
        control(lab, "count", &hung.to_string());
        control(lab, "load", &(50 * bars).to_string());
        bring(lab, "run.cart", 0.17);
        press(lab, "timer.clear");
        control(lab, "hold", "0");
        until(lab, &["timer.p1_1", "timer.p2_1"]);
        act(lab, Action::Row);
        let row = row as u32 + 1;
        cell(lab, row, "series", &series.to_string());
        cell(lab, row, "mass", &format!("{:.1}", get(lab, "balance.mass") * 1000.0));
        cell(lab, row, "hung", &(5 * hung + how.wrong).to_string());
        for (column, output, times) in [("t1", "timer.p1_1", 1e3), ("t2", "timer.p2_1", 1e3), ("s", "timer.apart", 1e2)]
        {
            let shown = get(lab, output) * times;
            cell(lab, row, column, &format!("{shown:.2}"));
        }
    }
    fit(lab, "by_force", "line");
    fit(lab, "by_mass", "line");
    let slope = result(lab, "slope");
    answer(lab, "slope", &format!("{:.3} 1/kg", slope * how.answer));
    answer(lab, "law", how.law);
    answer(lab, "intercept", how.intercept);
    answer(lab, "inverse", how.inverse);
    act(lab, Action::Submit);
}

fn runway(name: &str, how: Runway) -> Score {
    scored("acceleration", name, |lab| {
        runs(lab, &how);
        let intercept = result(lab, "intercept");
        // What is compensated too much or too little moves the line as it does in a real laboratory.
        match name {
            "full" => assert!(intercept.abs() < 0.02, "{intercept}"),
            "under" => assert!(intercept < -0.05, "{intercept}"),
            "over" => assert!(intercept > 0.05, "{intercept}"),
            _ => {}
        }
    })
}

#[test]
fn accelerations_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
    full(&runway("full", RUNWAY));
    let under = Runway { shims: -8.0, ..RUNWAY };
    assert!(marks(&runway("under", under)).contains(&"1.1".into()));
    loses(&runway("over", Runway { shims: 10.0, ..RUNWAY }), "1.2", 3.0);
    loses(&runway("sloping-string", Runway { pulley: "60.8", ..RUNWAY }), "2.1", 2.0);
    let heavy = Runway { pulls: &[(1, 0), (2, 0), (4, 0), (7, 0), (10, 0)], ..RUNWAY };
    let heavy = marks(&runway("heavy-load", heavy));
    assert!(heavy.contains(&"3.1".into()) && heavy.iter().all(|one| one == "3.1" || one == "7.1"), "{heavy:?}");
    let four = Runway { pulls: &[(1, 4), (2, 4), (3, 4), (4, 4)], ..RUNWAY };
    loses(&runway("four-pulls", four), "4", 3.0);
    let both = Runway { pulls: &[(1, 4), (2, 4), (3, 4), (4, 5), (5, 5)], ..RUNWAY };
    let both = marks(&runway("mass-changed", both));
    assert!(both.contains(&"4.1".into()) && both.iter().all(|one| one == "4.1" || one == "7.1"), "{both:?}");
    loses(&runway("four-masses", Runway { masses: &[(2, 4), (3, 4), (4, 4), (6, 4)], ..RUNWAY }), "5", 3.0);
    let pull = Runway { masses: &[(2, 4), (3, 4), (4, 4), (6, 4), (8, 3)], ..RUNWAY };
    loses(&runway("pull-changed", pull), "5.1", 3.0);
    let wrong = marks(&runway("wrong-mass", Runway { wrong: 1, ..RUNWAY }));
    assert!(wrong.contains(&"6.1".into()) && wrong.iter().all(|one| one == "6.1" || one == "7.1"), "{wrong:?}");
    loses(&runway("not-own-result", Runway { answer: 1.03, ..RUNWAY }), "7.2", 1.0);
    loses(&runway("law", Runway { law: "mass", ..RUNWAY }), "8", 1.0);
    loses(&runway("intercept", Runway { intercept: "over", ..RUNWAY }), "9", 1.0);
    loses(&runway("inverse", Runway { inverse: "habit", ..RUNWAY }), "10", 1.0);
}

/// The recording that is replayed in wasm: compensated, two pulls and one heavier cart.
pub fn acceleration(lab: &mut Lab) {
    runs(lab, &Runway { pulls: &[(2, 4), (4, 4)], masses: &[(8, 4)], ..RUNWAY });
}
