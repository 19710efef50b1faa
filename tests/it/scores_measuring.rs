//! Score recordings of the experiments in which measuring itself is learned: length and time, the tools of length,
//! temperature. The learner reads and types; each script makes one mistake at most. What each costs, with the words and
//! the moment of its reason, is kept in `tests/recordings/score/<rubric>.txt`.

use crate::recordings::{act, carry, control, module, pass, press, seconds};
use crate::scores::{answer, cell, lost, rubric, scored};
use gewu::assess::{Judged, Score, score_lab};
use gewu::lab::{Action, Lab, Opening};
use std::fmt::Write;

/// Marks that were lost, and what for: `mark` and points.
pub type Lost = &'static [(&'static str, f64)];

/// Scores the runs of one rubric, compares what each lost, and keeps the reasons.
pub struct Sheet {
    module: &'static str,
    /// `rubric`, or `rubric-REGION`.
    rubric: &'static str,
    /// What the learner does, with one mistake named by the run.
    script: fn(&mut Lab, &str),
    reasons: String,
}

impl Sheet {
    pub fn new(module: &'static str, rubric: &'static str, script: fn(&mut Lab, &str)) -> Sheet {
        Sheet { module, rubric, script, reasons: String::new() }
    }

    /// Runs, scores, and compares. Recordings are kept with the module's own rubric; another scores the same work.
    #[track_caller]
    pub fn run(&mut self, name: &str, wanted: Lost) {
        let script = self.script;
        let found = if self.rubric == "rubric" {
            scored(self.module, name, |lab| script(lab, name))
        } else {
            let mut lab = Lab::new(module(self.module), Opening::default()).unwrap();
            script(&mut lab, name);
            score_lab(&lab, &rubric(self.module, self.rubric), &Judged::default()).unwrap()
        };
        self.check(name, &found, wanted);
    }

    #[track_caller]
    fn check(&mut self, name: &str, score: &Score, wanted: Lost) {
        let found = lost(score);
        let found: Vec<(&str, f64)> = found.iter().map(|(mark, points, _)| (mark.as_str(), *points)).collect();
        assert_eq!(found, wanted, "{} {name}: {score:#?}", self.module);
        let (points, open) = (score.points, score.open);
        let taken: f64 = wanted.iter().map(|(_, points)| points).sum();
        assert!((score.earned + open + taken - points).abs() < 1e-9, "{name}: {} of {points}", score.earned);
        let _ = writeln!(self.reasons, "{name}: {} of {points}, {open} open", score.earned);
        for item in &score.items {
            for reason in item.reasons.iter().filter(|reason| reason.points < 0.0) {
                let at = match &reason.moment {
                    Some(m) => format!("action {}, {:.1} s, row {}", m.action, m.time, m.row),
                    None => "never".to_owned(),
                };
                let (id, key, text, points) = (&reason.id, reason.key, &reason.text, reason.points);
                let _ =
                    writeln!(self.reasons, "    {id} {points} {key} ({at})\n        {}\n        {}", text.en, text.zh);
            }
        }
    }

    pub fn keep(self) {
        let name = format!("{}{}.txt", self.module, self.rubric.trim_start_matches("rubric"));
        let file = crate::root().join("tests/recordings/score").join(name);
        crate::agree(&file, &self.reasons, "run with UPDATE=1 and read what changes");
    }
}

/// What an instrument shows, as the learner types it: in a unit of so many SI, with so many decimals.
pub fn shown(lab: &Lab, output: &str, unit: f64, decimals: usize) -> String {
    format!("{:.decimals$}", lab.get(output).unwrap().si / unit)
}

pub fn nudge(lab: &mut Lab, grip: &str, by: [f64; 2]) {
    act(lab, Action::Nudge { grip: grip.into(), by });
}

pub fn eye(lab: &mut Lab, instrument: &str, at: f64) {
    act(lab, Action::Eye { instrument: instrument.into(), at });
}

fn by_itself(lab: &mut Lab) {
    act(lab, Action::Reading { mode: "instrument".into() });
}

/// A pencil and ten swings three times, a board and a pile of paper.
fn length_and_time(lab: &mut Lab, slip: &str) {
    let is = |word: &str| slip == word;
    if !is("no-estimate") {
        answer(lab, "guess", "15 cm");
    }
    answer(lab, "look", if is("look") { "whole_1mm" } else { "worn_1mm" });
    answer(lab, "tool", if is("tool") { "rule" } else { "tape" });
    // A key is a millimetre.
    match slip {
        "worn-end" => nudge(lab, "rule.body", [48.0, 0.0]),
        "away" => nudge(lab, "rule.body", [0.0, -30.0]),
        "hook" => nudge(lab, "tape.hook", [2.0, 0.0]),
        "eye" => eye(lab, "rule", 0.1),
        "one-sheet" => control(lab, "sheets", "10"),
        _ => {}
    }
    act(lab, Action::Play);
    let swings = if is("few-swings") { 5 } else { 10 };
    let mut lengths = Vec::new();
    for row in 1..=if is("twice") { 2 } else { 3 } {
        // A quarter of the period of 1.62 s.
        let late = if row == 2 && is("turning-point") { 0.405 } else { 0.0 };
        press(lab, "watch.reset");
        pass(lab);
        seconds(lab, late);
        press(lab, "watch.start");
        for _ in 0..swings {
            pass(lab);
        }
        seconds(lab, late);
        press(lab, "watch.start");
        if row == 2 && is("by-itself") {
            by_itself(lab);
        }
        act(lab, Action::Row);
        if row == 2 && is("by-itself") {
            act(lab, Action::Reading { mode: "learner".into() });
        }
        // The pencil begins 48 mm from the rule's zero.
        let mark = match slip {
            "worn-end" => 0.0,
            "mark" => 4.7,
            _ => 4.8,
        };
        cell(lab, row, "mark", &format!("{mark:.2}"));
        let mut end = shown(lab, "rule.length", 0.01, 2);
        match slip {
            "end" if row == 2 => end = format!("{:.2}", end.parse::<f64>().unwrap() + 0.1),
            "no-digit" if row == 2 => end = format!("{:.1}", end.parse::<f64>().unwrap()),
            _ => {}
        }
        lengths.push(end.parse::<f64>().unwrap() - mark);
        if !(row == 2 && is("by-itself")) {
            cell(lab, row, "pencil_end", &end);
        }
        let counted = if is("miscounted") { swings + 1 } else { swings };
        cell(lab, row, "swings", &counted.to_string());
        if !(row == 2 && is("by-itself")) {
            cell(lab, row, "time", &shown(lab, "watch.time", 1.0, if is("watch-digit") { 2 } else { 1 }));
        }
        if row > 1 {
            continue;
        }
        cell(lab, row, "board", &shown(lab, "tape.length", 0.01, if is("board-digit") { 1 } else { 2 }));
        cell(lab, row, "stack", &shown(lab, "thickness.length", 1e-3, 1));
    }
    let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
    let mean = if is("not-mean") { mean + 0.1 } else { mean };
    let unit = if is("no-unit") { "" } else { " cm" };
    let decimals = if is("result-digit") { 1 } else { 2 };
    answer(lab, "length", &format!("{mean:.decimals$}{unit}"));
    answer(lab, "sheet", if is("sheet") { "0.11" } else { "0.104" });
    answer(lab, "error", if is("error") { "avoid" } else { "reduce" });
    if !is("watch-left") {
        press(lab, "watch.reset");
    }
    act(lab, Action::Submit);
}

#[test]
fn lengths_and_times_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
    let mut sheet = Sheet::new("length-and-time", "rubric", length_and_time);
    sheet.run("full", &[]);
    sheet.run("no-estimate", &[("1", 1.0)]);
    sheet.run("look", &[("2.1", 1.0)]);
    sheet.run("tool", &[("2.2", 1.0)]);
    sheet.run("worn-end", &[("3.1", 1.0)]);
    sheet.run("away", &[("3.2", 1.0)]);
    sheet.run("eye", &[("3.3", 1.0)]);
    sheet.run("mark", &[("4.1", 1.0)]);
    sheet.run("end", &[("4.2", 1.0)]);
    sheet.run("no-digit", &[("4.3", 1.0)]);
    sheet.run("by-itself", &[("4.4", 3.0)]);
    sheet.run("hook", &[("5.1", 1.0)]);
    sheet.run("board-digit", &[("5.2", 1.0)]);
    sheet.run("one-sheet", &[("6.1", 1.0)]);
    sheet.run("sheet", &[("6.2", 1.0)]);
    sheet.run("turning-point", &[("7.1", 1.0)]);
    sheet.run("miscounted", &[("7.2", 1.0)]);
    sheet.run("few-swings", &[("7.3", 1.0)]);
    sheet.run("watch-digit", &[("7.4", 1.0)]);
    sheet.run("twice", &[("8", 1.0)]);
    sheet.run("not-mean", &[("9.1", 1.0)]);
    sheet.run("no-unit", &[("9.2", 1.0)]);
    sheet.run("result-digit", &[("9.3", 1.0)]);
    sheet.run("error", &[("10", 1.0)]);
    sheet.run("watch-left", &[("11", 1.0)]);
    sheet.keep();
}

/// The bar by the rule, the tube by three callipers, the wire five times by the micrometer.
fn length_tools(lab: &mut Lab, slip: &str) {
    let is = |word: &str| slip == word;
    answer(lab, "bar_tool", if is("bar-tool") { "micrometer" } else { "rule" });
    answer(lab, "tube_tool", if is("tube-tool") { "rule" } else { "calliper" });
    answer(lab, "wire_tool", if is("wire-tool") { "calliper" } else { "micrometer" });
    if is("eye") {
        eye(lab, "rule", 0.1);
    }
    // A key is half a millimetre of the sliders; jaws and rod stop at the tube.
    if !is("open") {
        nudge(lab, "outside.jaw", [-40.0, 0.0]);
    }
    nudge(lab, "inside.jaw", [60.0, 0.0]);
    nudge(lab, "depth.jaw", [90.0, 0.0]);
    if !is("zero-unread") {
        control(lab, "wire", "false");
        nudge(lab, "screw.ratchet", [-20.0, 0.0]);
        nudge(lab, "screw.ratchet", [20.0, 0.0]);
        control(lab, "wire", "true");
    }
    let mut found = Vec::new();
    for row in 1..=if is("four") { 4 } else { 5 } {
        let by_thimble = row == 2 && is("thimble");
        nudge(lab, if by_thimble { "screw.thimble" } else { "screw.ratchet" }, [-40.0, 0.0]);
        if row == 2 && is("by-itself") {
            by_itself(lab);
        }
        act(lab, Action::Row);
        if row == 2 && is("by-itself") {
            act(lab, Action::Reading { mode: "learner".into() });
        }
        let zero = if is("zero-sign") { -0.012 } else { 0.012 };
        cell(lab, row, "zero", &format!("{zero:.3}"));
        let mut screw = shown(lab, "screw.length", 1e-3, 3);
        match slip {
            "half" if row == 2 => screw = format!("{:.3}", screw.parse::<f64>().unwrap() - 0.5),
            "wire-digit" if row == 2 => screw = format!("{:.2}", screw.parse::<f64>().unwrap()),
            _ => {}
        }
        found.push(screw.parse::<f64>().unwrap() - zero);
        if !(row == 2 && is("by-itself")) {
            cell(lab, row, "screw", &screw);
        }
        nudge(lab, "screw.ratchet", [if is("left-closed") && row == 5 { 0.0 } else { 10.0 }, 0.0]);
        if row > 1 {
            continue;
        }
        cell(lab, row, "mark", if is("mark") { "4.10" } else { "4.00" });
        cell(lab, row, "bar_end", &shown(lab, "rule.length", 0.01, if is("bar-digit") { 1 } else { 2 }));
        let outer = shown(lab, "outside.length", 1e-3, if is("vernier-digit") { 3 } else { 2 });
        cell(lab, row, "outer", &outer);
        let inner = lab.get("inside.length").unwrap().si * 1e3 + if is("inner") { 1.0 } else { 0.0 };
        cell(lab, row, "inner", &format!("{inner:.2}"));
        cell(lab, row, "depth", &shown(lab, "depth.length", 1e-3, 1));
    }
    let mean = found.iter().sum::<f64>() / found.len() as f64 + if is("not-mean") { 0.012 } else { 0.0 };
    answer(lab, "wire", &format!("{mean:.3}{}", if is("no-unit") { "" } else { " mm" }));
    answer(lab, "sign", if is("sign") { "add" } else { "subtract" });
    answer(lab, "error", if is("error") { "exact" } else { "not_zero" });
    act(lab, Action::Submit);
}

#[test]
fn tools_chosen_and_read_well_earn_every_mark_and_each_mistake_costs_its_own() {
    let mut sheet = Sheet::new("length-tools", "rubric", length_tools);
    sheet.run("full", &[]);
    sheet.run("bar-tool", &[("1.1", 1.0)]);
    sheet.run("tube-tool", &[("1.2", 1.0)]);
    sheet.run("wire-tool", &[("1.3", 1.0)]);
    sheet.run("mark", &[("2.1", 1.0)]);
    sheet.run("eye", &[("2.2", 1.0)]);
    sheet.run("bar-digit", &[("2.3", 1.0)]);
    sheet.run("open", &[("3.1", 2.0)]);
    sheet.run("inner", &[("3.2", 1.0)]);
    sheet.run("vernier-digit", &[("3.3", 1.0)]);
    sheet.run("zero-unread", &[("4.1", 1.0)]);
    sheet.run("zero-sign", &[("4.2", 1.0)]);
    sheet.run("thimble", &[("5.1", 1.0)]);
    sheet.run("half", &[("5.2", 1.0)]);
    sheet.run("wire-digit", &[("5.3", 1.0)]);
    sheet.run("by-itself", &[("5.4", 3.0)]);
    sheet.run("four", &[("6", 1.0)]);
    sheet.run("not-mean", &[("7.1", 1.0)]);
    sheet.run("no-unit", &[("7.2", 1.0)]);
    sheet.run("sign", &[("8", 1.0)]);
    sheet.run("error", &[("9", 0.5)]);
    sheet.run("left-closed", &[("10", 0.5)]);
    sheet.keep();
}

/// A temperature as the learner types it, in degrees Celsius.
fn degrees(lab: &Lab, output: &str, decimals: usize) -> String {
    format!("{:.decimals$}", lab.get(output).unwrap().si - 273.15)
}

/// Ice water, warm and hot water by the laboratory thermometer, then the person by the clinical one.
fn temperature(lab: &mut Lab, slip: &str) {
    let is = |word: &str| slip == word;
    answer(lab, "scale", if is("scale") { "minus20_01" } else { "minus20_1" });
    answer(lab, "tool", if is("tool") { "clinical" } else { "lab" });
    if !is("no-estimate") {
        answer(lab, "guess", "38");
    }
    if is("eye") {
        eye(lab, "lab", 0.1);
    }
    act(lab, Action::Play);
    let row = |lab: &mut Lab, column: &str, output: &str, decimals: usize, by: f64| {
        act(lab, Action::Row);
        let written = lab.rows().rows.last().unwrap().id;
        let text = degrees(lab, output, decimals);
        cell(lab, written, column, &format!("{:.decimals$}", text.parse::<f64>().unwrap() + by));
        text
    };
    let mut warm = String::new();
    for (place, x, y) in [("cold", -0.25, 0.03), ("warm", -0.13, 0.03), ("hot", 0.0, 0.08)] {
        if place == "cold" && is("no-ice") {
            continue;
        }
        let to = match (place, slip) {
            // The water reaches to 54 mm; the bulb is 12 mm high.
            ("warm", "half-immersed") => [x, 0.048],
            ("warm", "wall") => [x + 0.0305, y],
            _ => [x, y],
        };
        carry(lab, "bench.stem", &[[-0.19, 0.2], [x, 0.2], to]);
        if place == "hot" && is("early") {
            seconds(lab, 5.0);
            row(lab, "temperature", "lab.temperature", 0, 0.0);
        }
        seconds(lab, 240.0);
        let by = if place == "hot" && is("misread") { 2.0 } else { 0.0 };
        let decimals = usize::from(place == "hot" && is("tenth"));
        if place == "hot" && is("by-itself") {
            by_itself(lab);
            act(lab, Action::Row);
            act(lab, Action::Reading { mode: "learner".into() });
            act(lab, Action::DeleteRow { row: 3 });
        }
        let text = row(lab, "temperature", "lab.temperature", decimals, by);
        if place == "warm" {
            warm = text;
        }
        if place == "hot" && is("left-in") {
            continue;
        }
        carry(lab, "bench.stem", &[[to[0], 0.2]]);
        if place == "warm" && is("taken-out") {
            row(lab, "temperature", "lab.temperature", 0, 0.0);
        }
    }
    if !is("not-shaken") {
        press(lab, "clinical.shake");
    }
    carry(lab, "bench.tip", &[[0.25, 0.13]]);
    seconds(lab, if is("short") { 120.0 } else { 300.0 });
    carry(lab, "bench.tip", &[[0.135, 0.2]]);
    row(lab, "body", "clinical.temperature", 1, if is("body-misread") { 0.2 } else { 0.0 });
    if is("broken") {
        carry(lab, "bench.tip", &[[0.0, 0.2], [0.0, 0.08]]);
        seconds(lab, 30.0);
    }
    let warm: f64 = warm.parse().unwrap();
    answer(
        lab,
        "warm",
        &format!("{}{}", warm + if is("not-own") { 3.0 } else { 0.0 }, if is("no-unit") { "" } else { " ℃" }),
    );
    answer(lab, "early", if is("early-why") { "high" } else { "low" });
    answer(lab, "taken_out", if is("constriction") { "slow" } else { "constriction" });
    act(lab, Action::Submit);
}

#[test]
fn temperatures_measured_well_earn_every_mark_and_each_mistake_costs_its_own() {
    let mut sheet = Sheet::new("temperature", "rubric", temperature);
    sheet.run("full", &[]);
    sheet.run("scale", &[("1", 1.0)]);
    sheet.run("tool", &[("2", 1.0)]);
    sheet.run("no-estimate", &[("3", 1.0)]);
    sheet.run("half-immersed", &[("4.1", 1.0)]);
    sheet.run("wall", &[("4.2", 1.0)]);
    sheet.run("taken-out", &[("4.3", 2.0)]);
    sheet.run("early", &[("5.1", 1.0)]);
    sheet.run("eye", &[("5.2", 1.0)]);
    sheet.run("misread", &[("5.3", 1.0)]);
    sheet.run("tenth", &[("5.3", 1.0)]);
    sheet.run("by-itself", &[("5.4", 3.0)]);
    sheet.run("no-ice", &[("6.1", 0.5)]);
    // The last patient's 37.6 degrees are still there: it does not show this person's temperature either.
    sheet.run("not-shaken", &[("7.1", 1.0), ("7.2", 2.0)]);
    sheet.run("short", &[("7.2", 2.0)]);
    sheet.run("body-misread", &[("7.3", 1.0)]);
    sheet.run("broken", &[("8.1", 1.0)]);
    sheet.run("not-own", &[("9.1", 1.0)]);
    sheet.run("no-unit", &[("9.2", 1.0)]);
    sheet.run("early-why", &[("10", 0.5)]);
    sheet.run("constriction", &[("11", 0.5)]);
    sheet.run("left-in", &[("12", 0.5)]);
    sheet.keep();
}

/// The sheets of regions, over the same recordings: what one costs here it may not cost there.
#[test]
fn regional_sheets_score_the_same_work_by_their_own_points() {
    let mut zibo = Sheet::new("length-and-time", "rubric-zibo", length_and_time);
    // Ten points of the report's steps are the teacher's, and five of what only the report says.
    zibo.run("full", &[]);
    zibo.run("no-estimate", &[]);
    zibo.run("look", &[]);
    zibo.run("tool", &[("3a.1", 5.0)]);
    zibo.run("worn-end", &[("2b.1", 5.0), ("5", 5.0)]);
    zibo.run("away", &[("2b.2", 5.0), ("5", 5.0)]);
    zibo.run("eye", &[("2b.3", 5.0), ("2c.2", 5.0)]);
    zibo.run("mark", &[("2b.1", 5.0)]);
    zibo.run("no-digit", &[("2c.1", 5.0)]);
    zibo.run("hook", &[("3b.1", 5.0), ("5", 5.0)]);
    zibo.run("board-digit", &[("3c.1", 5.0)]);
    zibo.run("no-unit", &[("4.2", 10.0)]);
    zibo.keep();

    let mut jining = Sheet::new("length-and-time", "rubric-jining", length_and_time);
    jining.run("full", &[]);
    jining.run("look", &[("2.2", 0.5)]);
    jining.run("worn-end", &[("3.1", 1.0), ("6", 1.0)]);
    jining.run("no-unit", &[("3.2", 1.0)]);
    jining.run("no-digit", &[("3.3", 1.0)]);
    jining.run("watch-left", &[("6", 1.0)]);
    jining.keep();

    let mut ordos = Sheet::new("length-and-time", "rubric-ordos", length_and_time);
    ordos.run("full", &[]);
    ordos.run("worn-end", &[("1a.1", 0.5), ("4a", 1.0)]);
    ordos.run("away", &[("1a.2", 0.5), ("4a", 1.0)]);
    ordos.run("no-digit", &[("1c.1", 1.0)]);
    ordos.run("hook", &[("1d.1", 0.5), ("4a", 1.0)]);
    ordos.run("watch-digit", &[("2e.1", 1.0)]);
    ordos.run("watch-left", &[("4b", 0.5)]);
    ordos.keep();

    let mut jining = Sheet::new("temperature", "rubric-jining", temperature);
    jining.run("full", &[]);
    jining.run("scale", &[("4.2", 0.5)]);
    jining.run("no-estimate", &[("5.1", 1.0)]);
    jining.run("wall", &[("5.2", 1.0)]);
    jining.run("half-immersed", &[("5.2", 1.0)]);
    jining.run("early", &[("5.3", 0.5)]);
    jining.run("eye", &[("5.4", 0.5)]);
    jining.run("no-unit", &[("5.5", 0.5)]);
    jining.run("left-in", &[("6", 1.0)]);
    jining.keep();

    let mut tangshan = Sheet::new("temperature", "rubric-tangshan", temperature);
    tangshan.run("full", &[]);
    tangshan.run("scale", &[("1.2", 1.0)]);
    tangshan.run("wall", &[("1.3a", 1.0)]);
    tangshan.run("taken-out", &[("1.3b", 1.0)]);
    tangshan.run("not-own", &[("1.4a", 1.0)]);
    tangshan.run("no-unit", &[("1.4b", 1.0)]);
    tangshan.keep();
}
