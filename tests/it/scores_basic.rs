//! Score recordings of the three experiments in which the basic instruments of mechanics are learned: tray balance,
//! rule and stopwatch, dynamometer. Each script makes one mistake at most; what it costs is kept with its reasons.

use crate::recordings::{act, carry, control, pour, press, seconds};
use crate::scores::{answer, cell};
use crate::scores_measuring::{Sheet, eye, nudge};
use gewu::lab::{Action, Lab};

const WEIGHTS: [&str; 6] = ["w100", "w50", "w20a", "w20b", "w10", "w5"];

fn si(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

fn key(lab: &mut Lab, grip: &str, x: f64) {
    nudge(lab, &format!("bench.{grip}"), [x, 0.0]);
}

/// Weights on the other side, the largest first, each kept if it is not too much; then the rider.
fn weigh(lab: &mut Lab, swapped: bool) {
    let over = |lab: &Lab| {
        let (left, right) = (si(lab, "bench.scales.left"), si(lab, "bench.scales.right"));
        // The rider helps the right pan: swapped, the weights have to be more than the stone.
        if swapped { left - right > 5e-3 } else { right > left }
    };
    let steps = if swapped { 2 } else { 1 };
    for weight in WEIGHTS {
        (0..steps).for_each(|_| key(lab, weight, -1.0));
        if over(lab) {
            (0..steps).for_each(|_| key(lab, weight, 1.0));
        }
    }
    while si(lab, "bench.scales.rest") < -0.5 && si(lab, "bench.scales.rider") < 4.99e-3 {
        key(lab, "scales.rider", 2.0);
    }
}

fn unload(lab: &mut Lab) {
    for weight in WEIGHTS {
        while si(lab, &format!("bench.{weight}.on")) != 0.0 {
            key(lab, weight, 1.0);
        }
    }
    key(lab, "scales.rider", -100.0);
}

/// Writes a row as the learner reads it; the words of the slip change what is typed.
fn write(lab: &mut Lab, row: u32, slip: &str) -> f64 {
    act(lab, Action::Row);
    let (mut weights, mut rider) = (si(lab, "bench.scales.weights") * 1e3, si(lab, "balance.rider") * 1e3);
    let mut decimals = 1;
    match slip {
        "sum" => weights -= 10.0,
        "right-edge" => rider += 0.2,
        "estimated" => decimals = 2,
        _ => {}
    }
    cell(lab, row, "weights", &format!("{weights:.0}"));
    cell(lab, row, "rider", &format!("{rider:.decimals$}"));
    weights + rider
}

/// Iron, stone, the empty beaker, the beaker with water.
pub fn balance(lab: &mut Lab, slip: &str) {
    let is = |word: &str| slip == word;
    answer(lab, "look", if is("look") { "of200_by01" } else { "of200_by02" });
    answer(lab, "nut", if is("nut-question") { "left" } else { "right" });
    act(lab, Action::Play);
    key(lab, "scales.rider", -100.0);
    if is("rider") {
        key(lab, "scales.rider", 8.0);
    }
    if is("wrong-way") {
        let way = si(lab, "bench.scales.zero").signum();
        key(lab, "scales.left_nut", 10.0 * way);
    }
    while !is("not-level") && si(lab, "bench.scales.rest").abs() > 0.1 {
        let way = -si(lab, "bench.scales.rest").signum();
        // One nut, then the other one from the end of its thread on.
        let ended = si(lab, "bench.scales.left_nut").abs() > 4.99e-3;
        key(lab, if ended { "scales.right_nut" } else { "scales.left_nut" }, way);
    }
    seconds(lab, 12.0);
    if is("fingers") {
        control(lab, "by", "fingers");
    }
    if is("swapped") {
        carry(lab, "bench.stone", &[[0.066, 0.3], [-0.175, 0.3], [-0.175, 0.15]]);
    } else {
        carry(lab, "bench.stone", &[[0.066, 0.3], [-0.375, 0.3], [-0.375, 0.15]]);
    }
    if is("nuts-late") {
        key(lab, "scales.right_nut", 0.5);
    }
    if is("small-first") {
        key(lab, "w5", -1.0);
        key(lab, "w5", 1.0);
    }
    weigh(lab, is("swapped"));
    seconds(lab, if is("swinging") { 0.3 } else { 25.0 });
    if is("eye") {
        eye(lab, "balance", 0.1);
    }
    let mut stone = write(lab, 1, slip);
    if is("swapped") {
        // The learner takes it as it is: weights less rider.
        stone -= 2e3 * si(lab, "bench.scales.rider");
        cell(lab, 1, "rider", &format!("-{:.1}", si(lab, "bench.scales.rider") * 1e3));
    }
    eye(lab, "balance", 0.0);
    carry(lab, "bench.stone", &[[-0.3, 0.3], [0.066, 0.3]]);
    unload(lab);
    control(lab, "by", "forceps");
    let mut tare = 0.0;
    let onto = [[0.215, 0.3], [-0.375, 0.3], [-0.375, 0.15]];
    let back = [[-0.375, 0.3], [0.215, 0.3]];
    let mut row = 2;
    if !is("no-tare") {
        carry(lab, "bench.cup", &onto);
        weigh(lab, false);
        seconds(lab, 25.0);
        tare = write(lab, row, "");
        row += 1;
        carry(lab, "bench.cup", &back);
        unload(lab);
    } else {
        tare += si(lab, "bench.cup.mass") * 1e3;
    }
    carry(lab, "bench.jug", &[[0.125, 0.2], [0.187, 0.2]]);
    pour(lab, "jug", "cup", 55.0);
    if is("spilled") {
        carry(lab, "bench.jug", &[[0.08, 0.2]]);
        nudge(lab, "bench.jug.lip", [40.0, 0.0]);
        seconds(lab, 0.3);
        nudge(lab, "bench.jug.lip", [-100.0, 0.0]);
    }
    carry(lab, "bench.jug", &[[0.12, 0.2]]);
    carry(lab, "bench.cup", &onto);
    weigh(lab, false);
    seconds(lab, 25.0);
    let full = write(lab, row, "");
    let tare = if is("tare") { tare - 3.0 } else { tare };
    cell(lab, row, "tare", &format!("{tare:.1}"));
    carry(lab, "bench.cup", &back);
    if !is("left-out") {
        unload(lab);
    }
    let liquid = full - tare - if is("tare") { 3.0 } else { 0.0 };
    let stone = stone
        + match slip {
            "stone" => 1.0,
            "right-edge" => -0.2,
            _ => 0.0,
        };
    let stone = if ["rider", "not-level", "nuts-late", "swinging", "sum"].contains(&slip) {
        si(lab, "bench.stone.mass") * 1e3
    } else {
        stone
    };
    answer(
        lab,
        "stone",
        &format!("{stone:.*}{}", if is("digits") { 2 } else { 1 }, if is("no-unit") { "" } else { " g" }),
    );
    answer(lab, "liquid", &format!("{:.1} g", liquid + if is("liquid") { 2.0 } else { 0.0 }));
    answer(lab, "swapped", if is("swapped-question") { "sum" } else { "difference" });
    answer(lab, "forceps", if is("forceps-question") { "hot" } else { "sweat" });
    act(lab, Action::Submit);
}

#[test]
fn masses_weighed_well_earn_every_mark_and_each_mistake_costs_its_own() {
    let mut sheet = Sheet::new("balance", "rubric", balance);
    sheet.run("full", &[]);
    sheet.run("look", &[("1", 1.0)]);
    sheet.run("rider", &[("2.1", 1.0), ("4.2", 2.0)]);
    sheet.run("not-level", &[("2.2", 2.0), ("4.2", 2.0)]);
    sheet.run("wrong-way", &[("2.3", 1.0)]);
    sheet.run("nuts-late", &[("2.4", 5.0)]);
    sheet.run("fingers", &[("3.1", 2.0)]);
    sheet.run("small-first", &[("3.2", 1.0)]);
    sheet.run("swapped", &[("4.1", 6.0)]);
    sheet.run("swinging", &[("4.3", 1.0)]);
    sheet.run("right-edge", &[("4.4", 1.0)]);
    sheet.run("sum", &[("4.2", 2.0), ("4.5", 1.0)]);
    sheet.run("estimated", &[("4.6", 1.0)]);
    sheet.run("tare", &[("5", 4.0)]);
    sheet.run("no-tare", &[("5.1", 2.0)]);
    sheet.run("spilled", &[("5.2", 1.0)]);
    sheet.run("stone", &[("6.1", 1.0)]);
    sheet.run("liquid", &[("6.2", 1.0)]);
    sheet.run("digits", &[("6.3", 1.0)]);
    sheet.run("no-unit", &[("6.3", 1.0)]);
    sheet.run("nut-question", &[("7.1", 1.0)]);
    sheet.run("swapped-question", &[("7.2", 1.0)]);
    sheet.run("forceps-question", &[("7.3", 1.0)]);
    sheet.run("left-out", &[("8", 1.0)]);
    sheet.keep();

    let mut stone = Sheet::new("balance", "rubric-stone", balance);
    stone.run("full", &[]);
    stone.run("rider", &[("2.1", 5.0)]);
    stone.run("not-level", &[("2.2", 5.0)]);
    stone.run("swapped", &[("3.1", 20.0)]);
    stone.run("fingers", &[("3.2", 5.0)]);
    stone.run("sum", &[("3.3", 5.0)]);
    stone.keep();
}

/// Puts a grip of `run` or `rule` to a way, by keys of `step` m.
fn slide(lab: &mut Lab, grip: &str, path: &str, to: f64, step: f64) {
    let keys = |lab: &Lab| ((to - si(lab, path)) / step).round();
    // A hundred keys at a time.
    while keys(lab) != 0.0 {
        let by = keys(lab).clamp(-100.0, 100.0);
        nudge(lab, grip, [by, 0.0]);
    }
}

/// One run from the place of the cart to the stop: counted down, timed, read and written.
fn timed(lab: &mut Lab, row: u32, slip: &str) -> (f64, f64) {
    let is = |word: &str| slip == word;
    act(lab, Action::Play);
    press(lab, "watch.reset");
    if is("late") {
        control(lab, "hold", "0");
        seconds(lab, 0.2);
        press(lab, "watch.start");
    } else {
        control(lab, "go", "1");
        seconds(lab, 3.0);
        press(lab, "watch.start");
    }
    while si(lab, "run.stop.along") - si(lab, "run.cart.front") > 1e-9 {
        lab.steps(1);
    }
    seconds(lab, if is("stopped-late") { 0.4 } else { 0.02 });
    press(lab, "watch.start");
    act(lab, Action::Row);
    let decimals = if is("no-digit") { 1 } else { 2 };
    let (start, end, time) = (si(lab, "rule.start"), si(lab, "rule.end"), si(lab, "watch.time"));
    let start = start + if is("misread") { 0.002 } else { 0.0 };
    let time = time + if is("typed-time") { 0.1 } else { 0.0 };
    cell(lab, row, "start", &format!("{:.decimals$}", start * 100.0));
    cell(lab, row, "end", &format!("{:.decimals$}", end * 100.0));
    cell(lab, row, "time", &format!("{time:.2}"));
    (end - start, time)
}

/// Takes the cart back until its front is there.
fn back(lab: &mut Lab, front: f64) {
    slide(lab, "run.cart", "run.cart.front", front, 0.01);
}

/// The whole run three times, the upper half, and what is worked out of both.
pub fn speed(lab: &mut Lab, slip: &str) {
    let is = |word: &str| slip == word;
    if !is("no-guess") {
        answer(lab, "guess", "lower");
    }
    control(lab, "incline", if is("steep") { "8 deg" } else { "2 deg" });
    back(lab, 0.30);
    slide(lab, "run.stop", "run.stop.along", 1.10, 1e-3);
    let start = match slip {
        "rear" => 0.18,
        "mark" => 0.32,
        _ => 0.30,
    };
    slide(lab, "rule.start", "rule.start", start, 1e-3);
    slide(lab, "rule.end", "rule.end", if is("end-mark") { 1.11 } else { 1.10 }, 1e-3);
    let mut whole = (0.0, 0.0);
    let runs = if is("twice") { 2 } else { 3 };
    for row in 1..=runs {
        whole = timed(lab, row, if row == 2 { slip } else { "" });
        back(lab, 0.30);
    }
    if is("from-middle") {
        back(lab, 0.70);
        slide(lab, "rule.start", "rule.start", 0.70, 1e-3);
        timed(lab, 4, "");
        back(lab, 0.30);
        slide(lab, "rule.start", "rule.start", 0.30, 1e-3);
    }
    if is("late") || is("stopped-late") || is("typed-time") || is("rear") || is("mark") || is("end-mark") {
        // What the other two runs gave.
        whole = (0.8, (1.6 / si(lab, "run.cart.acceleration").max(0.2441)).sqrt());
    }
    slide(lab, "run.stop", "run.stop.along", 0.70, 1e-3);
    slide(lab, "rule.end", "rule.end", 0.70, 1e-3);
    slide(lab, "rule.start", "rule.start", start, 1e-3);
    let rows = lab.rows().rows.len() as u32;
    let half = if is("no-half") { (0.4, whole.1 / 2f64.sqrt()) } else { timed(lab, rows + 1, "") };
    let half = if is("rear") || is("mark") { (0.4, half.1) } else { half };
    let lower = (whole.0 - half.0) / (whole.1 - half.1);
    let mean = (half.0 / half.1 + lower) / 2.0;
    let v = if is("mean") { mean } else { whole.0 / whole.1 };
    answer(lab, "whole", &format!("{v:.3} m/s"));
    answer(lab, "upper", &format!("{:.3} m/s", half.0 / half.1 * if is("upper") { 1.2 } else { 1.0 }));
    answer(lab, "lower", &format!("{:.3} m/s", if is("lower") { half.0 / half.1 } else { lower }));
    answer(lab, "average", if is("mean-question") { "mean" } else { "total" });
    answer(lab, "slope", if is("slope-question") { "friction" } else { "time" });
    if !is("watch-left") {
        press(lab, "watch.reset");
    }
    act(lab, Action::Submit);
}

#[test]
fn speeds_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
    let mut sheet = Sheet::new("speed", "rubric", speed);
    sheet.run("full", &[]);
    sheet.run("no-guess", &[("1", 1.0)]);
    sheet.run("steep", &[("2.1", 2.0)]);
    sheet.run("rear", &[("3.1", 3.0)]);
    sheet.run("mark", &[("3.2", 2.0)]);
    sheet.run("end-mark", &[("3.3", 1.0)]);
    sheet.run("misread", &[("3.4", 1.0)]);
    sheet.run("no-digit", &[("3.5", 1.0)]);
    sheet.run("late", &[("4.1", 2.0)]);
    sheet.run("stopped-late", &[("4.2", 1.0)]);
    sheet.run("typed-time", &[("4.3", 1.0)]);
    sheet.run("twice", &[("5", 2.0)]);
    sheet.run("no-half", &[("6", 3.0)]);
    sheet.run("from-middle", &[("6.1", 3.0)]);
    sheet.run("mean", &[("7.1", 2.0)]);
    sheet.run("upper", &[("7.2", 1.0)]);
    sheet.run("lower", &[("7.3", 1.0)]);
    sheet.run("mean-question", &[("8.1", 1.0)]);
    sheet.run("slope-question", &[("8.2", 1.0)]);
    sheet.run("watch-left", &[("9", 1.0)]);
    sheet.keep();

    let mut ordos = Sheet::new("speed", "rubric-ordos", speed);
    ordos.run("full", &[]);
    ordos.run("steep", &[("2b", 1.0)]);
    ordos.run("typed-time", &[("2e.1", 1.0)]);
    ordos.run("watch-left", &[("4b", 0.5)]);
    ordos.keep();
}

#[cfg(feature = "rigid")]
pub mod force {
    use super::*;

    /// Keys of a hundredth of a newton: the hook weighs 0.147 N, and the lying one was brought to zero hanging.
    const KEYS: f64 = 15.0;

    /// Weights one by one, then the block.
    pub fn force(lab: &mut Lab, slip: &str) {
        let is = |word: &str| slip == word;
        answer(lab, "look", if is("look") { "to10_by01" } else { "to5_by01" });
        act(lab, Action::Play);
        seconds(lab, 1.0);
        if !is("hanging-zero") && !is("late-zero") {
            nudge(lab, "weigher.nut", [0.0, KEYS]);
        }
        if !is("lying-zero") {
            nudge(lab, "puller.nut", [-KEYS, 0.0]);
        }
        if is("askew") {
            nudge(lab, "weigher.case", [8.0, 0.0]);
        }
        let mut three = 3.0 * 0.1 * si(lab, "hang.gravity");
        let most = match slip {
            "three-weights" => 3,
            "six" => 6,
            "seven" => 7,
            _ => 5,
        };
        for count in 1..=most {
            control(lab, "count", &count.to_string());
            if is("late-zero") && count == 1 {
                // With a mass on it, by what the hook weighs.
                nudge(lab, "weigher.nut", [0.0, KEYS]);
            }
            if count == 7 {
                seconds(lab, 5.0);
                continue;
            }
            seconds(lab, if is("swinging") && count == 2 { 0.2 } else { 8.0 });
            if count == 6 {
                continue;
            }
            act(lab, Action::Row);
            let mut shown = si(lab, "weigher.force");
            let mut decimals = 2;
            match slip {
                "misread" if count == 2 => shown += 0.2,
                "no-digit" => decimals = 1,
                _ => {}
            }
            cell(lab, count, "weight", &format!("{shown:.decimals$}"));
            if count == 3 && !["hanging-zero", "askew"].contains(&slip) {
                three = si(lab, "weigher.force");
            }
        }
        control(lab, "count", if is("left-on") { "3" } else { "0" });
        seconds(lab, 4.0);
        control(lab, "angle", if is("angle") { "10 deg" } else { "0 deg" });
        if !is("at-rest") {
            control(lab, "speed", "10 cm/s");
        }
        seconds(lab, if is("unsteady") { 0.32 } else { 4.0 });
        if is("at-rest") {
            act(lab, Action::Take { at: [0.9, 0.04], grip: "pull.hand".into() });
            let (x, y) = (si(lab, "pull.hand.x"), si(lab, "pull.hand.y"));
            act(lab, Action::Move { at: [x + 0.015, y] });
            seconds(lab, 2.0);
        }
        act(lab, Action::Row);
        let row = lab.rows().rows.len() as u32;
        cell(lab, row, "force", &format!("{:.2}", si(lab, "puller.force")));
        if is("at-rest") {
            act(lab, Action::Release);
        }
        control(lab, "speed", "0 cm/s");
        let pull = 0.3 * 0.4 * si(lab, "pull.gravity") + if is("pull") { 0.2 } else { 0.0 };
        let three = three + if is("three") { 0.15 } else { 0.0 };
        let unit = if is("no-unit") { "" } else { " N" };
        answer(lab, "three", &format!("{three:.*}{unit}", if is("tenths") { 1 } else { 2 }));
        answer(lab, "friction", &format!("{pull:.2} N"));
        answer(lab, "direction", if is("direction") { "once" } else { "own" });
        answer(lab, "over", if is("over") { "nothing" } else { "stretched" });
        act(lab, Action::Submit);
    }

    #[test]
    fn forces_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
        let mut sheet = Sheet::new("dynamometer", "rubric", force);
        sheet.run("full", &[]);
        sheet.run("look", &[("1", 1.0)]);
        sheet.run("hanging-zero", &[("2.1", 2.0)]);
        sheet.run("lying-zero", &[("2.2", 2.0)]);
        sheet.run("late-zero", &[("2.3", 1.0)]);
        sheet.run("askew", &[("3.1", 2.0)]);
        sheet.run("swinging", &[("4.1", 1.0)]);
        sheet.run("misread", &[("4.2", 1.0)]);
        sheet.run("no-digit", &[("4.3", 1.0)]);
        sheet.run("three-weights", &[("5", 2.0)]);
        sheet.run("at-rest", &[("6.1", 2.0)]);
        sheet.run("unsteady", &[("6.2", 1.0)]);
        sheet.run("angle", &[("6.3", 1.0)]);
        sheet.run("seven", &[("7.1", 2.0)]);
        sheet.run("six", &[("7.2", 1.0)]);
        sheet.run("three", &[("8.1", 1.0)]);
        sheet.run("pull", &[("8.2", 1.0)]);
        sheet.run("no-unit", &[("8.3", 1.0)]);
        sheet.run("direction", &[("9.1", 1.0)]);
        sheet.run("over", &[("9.2", 1.0)]);
        sheet.run("left-on", &[("10", 1.0)]);
        sheet.keep();

        let mut ordos = Sheet::new("dynamometer", "rubric-ordos", force);
        ordos.run("full", &[]);
        ordos.run("askew", &[("3a.1", 1.0), ("3b", 1.0), ("3c", 1.0)]);
        ordos.run("three-weights", &[("3c", 1.0)]);
        ordos.run("left-on", &[("4a", 1.0)]);
        ordos.keep();

        let mut tangshan = Sheet::new("dynamometer", "rubric-tangshan", force);
        tangshan.run("tenths", &[]);
        tangshan.run("full", &[("2.4b", 1.0)]);
        tangshan.keep();
    }
}
