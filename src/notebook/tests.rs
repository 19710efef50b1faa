use super::*;
use crate::lab::{Action, Lab, Opening, Source};
use crate::module::Module;
use crate::numerics::expression::Expression;
use crate::numerics::random::Random;
use std::rc::Rc;

/// A module whose data are typed: `graphs` and `results` are put in.
fn module(graphs: &str, results: &str) -> Rc<Module> {
    let text = format!(
        r#"{{
  "format": 1, "id": "small", "subject": "physics", "stage": "senior", "minutes": 5,
  "systems": {{ "swing": {{ "kind": "motion", "parts": {{
    "pivot": {{ "kind": "anchor", "at": ["0 m", "2 m"] }},
    "bob": {{ "kind": "ball", "mass": "0.2 kg", "radius": "3 cm" }},
    "rod": {{ "kind": "rod", "a": "pivot", "b": "bob", "length": "1 m", "angle": "20 deg" }}
  }} }} }},
  "controls": {{}},
  "instruments": {{ "watch": {{ "kind": "stopwatch" }}, "rule": {{ "kind": "ruler", "reads": "swing.rod" }} }},
  "notebook": {{
    "columns": {{
      "x": {{ "typed": "1.00 cm" }}, "y": {{ "typed": "1.0 s" }},
      "l": {{ "reads": "rule.length", "unit": "cm" }},
      "long": {{ "is": "x + swing.rod.length", "unit": "m" }},
      "wood": {{ "value": "swing.bob.material" }}
    }},
    "graphs": {{ {graphs} }}, "results": {{ {results} }}
  }},
  "views": {{ "main": {{ "world": ["-1 m", "0 m", "1 m", "2.2 m"] }} }},
  "run": {{ "step": "2 ms" }}
}}"#
    );
    Rc::new(Module::parse("small", &text).unwrap_or_else(|problems| panic!("{problems:?}")))
}

fn lab(graphs: &str, results: &str) -> Lab {
    Lab::new(module(graphs, results), Opening::default()).unwrap()
}

fn act(lab: &mut Lab, action: Action) {
    let text = format!("{action:?}");
    lab.apply(action, Source::Learner).unwrap_or_else(|refused| panic!("{text}: {refused}"));
}

fn type_in(lab: &mut Lab, rows: &[(&str, &str)]) {
    for (x, y) in rows {
        let row = lab.rows().next;
        act(lab, Action::Row);
        act(lab, Action::Cell { row, column: "x".into(), text: (*x).into() });
        act(lab, Action::Cell { row, column: "y".into(), text: (*y).into() });
    }
}

fn seen(lab: &Lab) -> NotebookView {
    view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v))
}

fn axis(graph: &str, axis: &str, column: &str, scale: &str) -> Action {
    Action::Axis { graph: graph.into(), axis: axis.into(), column: column.into(), scale: scale.into() }
}

fn close(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs(), "{got} {want}");
}

const ONE: &str = r#""g": { "x": "x", "y": "y", "fit": "line" }"#;

#[test]
fn what_a_learner_reads_is_as_certain_as_its_digits() {
    let mut lab = lab(ONE, "");
    act(&mut lab, Action::Reading { mode: "learner".into() });
    act(&mut lab, Action::Row);
    let reading = lab.instruments()[1].reading(0);
    let digit = reading.unit.factor * crate::numerics::math::powi(10.0, -(reading.decimals as i32));
    let (u, digit) = (100.0 * reading.uncertainty, 100.0 * digit);
    let open = seen(&lab).rows.remove(0).cells.remove(2);
    assert_eq!((open.by, open.text.as_str(), open.value), ("open", "", None));
    let mut check = |text: &str, shown: &str, value: f64, u: f64| {
        act(&mut lab, Action::Cell { row: 1, column: "l".into(), text: text.into() });
        let cell = seen(&lab).rows.remove(0).cells.remove(2);
        assert_eq!((cell.by, cell.text.as_str()), ("learner", shown), "{text}");
        close(cell.value.unwrap(), value, 1e-14);
        close(cell.uncertainty, u, 1e-12);
    };
    // The ruler is read to a tenth of a millimetre, 0.01 cm.
    close(digit, 0.01, 1e-9);
    check("97.03", "97.03", 97.03, u);
    check("97.030", "97.030", 97.03, u);
    check("0.9703 m", "97.03", 97.03, u);
    check("97.0", "97.0", 97.0, 0.05 / 3.0_f64.sqrt());
    check("97 cm", "97", 97.0, 0.5 / 3.0_f64.sqrt());
    act(&mut lab, Action::Cell { row: 1, column: "l".into(), text: "about 97".into() });
    let cell = seen(&lab).rows.remove(0).cells.remove(2);
    assert_eq!((cell.text.as_str(), cell.problem), ("about 97", "refused.not_a_quantity"));
    act(&mut lab, Action::Cell { row: 1, column: "l".into(), text: " ".into() });
    assert_eq!(seen(&lab).rows[0].cells[2].by, "open");
}

/// x = 1, 2, 3, 4 cm; y = 3·x² + 1 s: a line against x², with units and results in SI.
#[test]
fn a_squared_axis_makes_a_line_of_a_parabola() {
    let graphs = r#""g": { "x": "x", "y": "y", "fit": "line", "scale": { "x": "square" } }"#;
    let results = r#""k": { "is": "g.slope", "unit": "s/m^2" }, "c": { "is": "g.intercept", "unit": "s" }"#;
    let mut lab = lab(graphs, results);
    type_in(&mut lab, &[("1", "4"), ("2", "13"), ("3", "28"), ("4", "49")]);
    let found = seen(&lab);
    let graph = &found.graphs[0];
    assert_eq!((graph.x.unit.as_str(), graph.x.scale, graph.y.scale), ("cm²", "square", "linear"));
    let u = 0.5 / 3.0_f64.sqrt();
    for (point, x) in graph.points.iter().zip(1..) {
        let x = f64::from(x);
        close(point.x, x * x, 1e-14);
        close(point.ux, 2.0 * x * u, 1e-12);
        close(point.uy, u, 1e-12);
    }
    close(graph.fit.terms[0].value, 3.0, 1e-12);
    assert_eq!((graph.fit.terms[0].unit.as_str(), graph.fit.terms[1].unit.as_str()), ("s/cm²", "s"));
    assert!(graph.points.iter().all(|point| point.residual.abs() < 1e-10));
    close(found.results[0].value, 3e4, 1e-12);
    close(found.results[1].value, 1.0, 1e-9);
    // On other axes the slope means something else.
    act(&mut lab, axis("g", "x", "x", "linear"));
    assert_eq!(seen(&lab).results[0].why, "result.other_axes");
    act(&mut lab, axis("g", "x", "x", "square"));
    assert_eq!(seen(&lab).results[0].why, "");
}

/// ln(y/s) against x/cm: y = 2 s·exp(x/2.5 cm); the intercept is that of the number in SI, whatever the column's unit.
#[test]
fn a_logarithm_keeps_track_of_its_unit() {
    let graphs = r#""g": { "x": "y", "y": "x", "fit": "line", "scale": { "y": "ln" } }"#;
    let results = r#""k": { "is": "g.slope", "unit": "1/s" }, "c": { "is": "exp(g.intercept)", "unit": "1" }"#;
    let mut lab = lab(graphs, results);
    let rows: Vec<(String, String)> = (0..6)
        .map(|i| (format!("{:.9}", 2.0 * crate::numerics::math::exp(0.4 * f64::from(i))), format!("{i}")))
        .collect();
    type_in(&mut lab, &rows.iter().map(|(x, y)| (x.as_str(), y.as_str())).collect::<Vec<_>>());
    let found = seen(&lab);
    close(found.graphs[0].fit.terms[0].value, 0.4, 1e-8);
    close(found.graphs[0].fit.terms[1].value, crate::numerics::math::ln(2.0), 1e-8);
    assert_eq!((found.graphs[0].y.unit.as_str(), found.graphs[0].fit.terms[0].unit.as_str()), ("", "1/s"));
    close(found.results[0].value, 0.4, 1e-8);
    // 2 cm are 0.02 m.
    close(found.results[1].value, 0.02, 1e-8);
    // Zero has no logarithm: the row is told, not lost in silence.
    type_in(&mut lab, &[("0", "7")]);
    let graph = seen(&lab).graphs.remove(0);
    assert_eq!((graph.total, graph.missing), (6, 1));
}

#[test]
fn curves_tell_their_terms_with_units_or_why_not() {
    let mut lab = lab(ONE, r#""k": { "is": "g.slope", "unit": "s/m" }"#);
    type_in(&mut lab, &[("1", "3.1"), ("2", "11.8"), ("3", "27.3"), ("4", "47.9"), ("5", "75.2"), ("6", "107.9")]);
    let mut fit = |kind: &str| {
        act(&mut lab, Action::Fit { graph: "g".into(), kind: kind.into() });
        let found = seen(&lab);
        (found.graphs[0].fit.clone(), found.results[0].why)
    };
    let units = |fit: &FitView| fit.terms.iter().map(|t| format!("{} {}", t.id, t.unit)).collect::<Vec<_>>();
    let (line, why) = fit("line");
    assert_eq!((line.line.len(), why), (2, ""));
    let (found, why) = fit("quadratic");
    assert_eq!((units(&found), why), (vec!["a s/cm²".into(), "b s/cm".into(), "c s".into()], "result.no_fit"));
    assert!(found.line.len() == 200 && found.r_squared > 0.9999 && found.terms[0].uncertainty > 0.0);
    let (found, _) = fit("power");
    assert_eq!(units(&found), ["a s", "b "]);
    close(found.terms[1].value, 2.0, 0.02);
    assert_eq!(units(&fit("exponential").0), ["a s", "b 1/cm"]);
    let (found, _) = fit("sine");
    assert!(found.why == "fit.no_curve" || units(&found) == ["a s", "b rad/cm", "c rad", "d s"], "{found:?}");
    for row in 2..=6 {
        act(&mut lab, Action::ExcludeRow { row, excluded: true });
    }
    for kind in ["line", "quadratic", "power", "exponential", "sine"] {
        act(&mut lab, Action::Fit { graph: "g".into(), kind: kind.into() });
        let fit = seen(&lab).graphs.remove(0).fit;
        assert_eq!((fit.why, fit.terms.len(), fit.r_squared.is_nan()), ("fit.too_few", 0, true), "{kind}");
    }
}

#[test]
fn a_power_of_what_is_below_zero_says_why() {
    let mut lab = lab(ONE, "");
    type_in(&mut lab, &[("-1", "1"), ("2", "4"), ("3", "9")]);
    act(&mut lab, Action::Fit { graph: "g".into(), kind: "power".into() });
    assert_eq!(seen(&lab).graphs[0].fit.why, "fit.negative");
}

/// By hand: y = x is predicted; the points at 1, 2, 3 lie 1, -1 and 2 above it, one lies outside.
#[test]
fn a_prediction_is_compared_with_points_and_fit() {
    let mut lab = lab(ONE, "");
    act(&mut lab, Action::Predict { graph: "g".into(), points: vec![[3.0, 3.0], [0.0, 0.0], [2.0, 2.0]] });
    let graph = seen(&lab).graphs.remove(0);
    assert_eq!(graph.prediction.points, [[3.0, 3.0], [0.0, 0.0], [2.0, 2.0]]);
    assert_eq!((graph.prediction.from_points, graph.prediction.compared, graph.prediction.from_fit), (None, 0, None));
    type_in(&mut lab, &[("1", "2"), ("2", "1"), ("3", "5"), ("4", "100")]);
    let found = seen(&lab).graphs.remove(0);
    assert_eq!(found.prediction.compared, 3);
    close(found.prediction.from_points.unwrap(), 2.0_f64.sqrt(), 1e-14);
    act(&mut lab, Action::ExcludeRow { row: 4, excluded: true });
    let found = seen(&lab).graphs.remove(0);
    let [slope, intercept] = [found.fit.terms[0].value, found.fit.terms[1].value];
    let squares: f64 = [0.0, 2.0, 3.0].iter().map(|x| (intercept + slope * x - x) * (intercept + slope * x - x)).sum();
    close(found.prediction.from_fit.unwrap(), (squares / 3.0).sqrt(), 1e-12);
}

#[test]
fn runs_are_left_out_as_a_whole() {
    let mut lab = lab(ONE, "");
    type_in(&mut lab, &[("1", "2"), ("2", "4")]);
    act(&mut lab, Action::Run);
    type_in(&mut lab, &[("1", "3"), ("2", "6"), ("3", "9")]);
    act(&mut lab, Action::NameRun { run: 2, name: " soft ".into() });
    act(&mut lab, Action::ExcludeRun { run: 1, excluded: true });
    let found = seen(&lab);
    let runs: Vec<_> = found.runs.iter().map(|r| (r.number, r.name.as_str(), r.excluded, r.rows)).collect();
    assert_eq!(runs, [(1, "", true, 2), (2, "soft", false, 3)]);
    assert_eq!(
        found.rows.iter().map(|row| (row.run, row.excluded)).collect::<Vec<_>>()[1..3],
        [(1, false), (2, false)]
    );
    let points: Vec<_> = found.graphs[0].points.iter().map(|p| (p.run, p.excluded)).collect();
    assert_eq!(points, [(1, true), (1, true), (2, false), (2, false), (2, false)]);
    close(found.graphs[0].fit.terms[0].value, 3.0, 1e-12);
}

#[test]
fn the_window_is_full_and_the_graph_the_one_that_is_seen() {
    let mut lab = lab(r#""g": { "x": "x", "y": "y" }, "h": { "x": "y", "y": "x" }"#, "");
    for _ in 0..3000 {
        act(&mut lab, Action::Row);
    }
    let mut book = Book::default();
    let mut look = |from: usize, count: usize, graph: &str| {
        let window = Window { from, count, graph, depth: [7, 8] };
        book.view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), window)
    };
    let found = look(usize::MAX, 20, "");
    assert_eq!((found.total, found.from, found.rows.len(), found.rows[0].id), (3000, 2980, 20, 2981));
    assert!(found.graphs.is_empty() && found.results.is_empty() && found.undo == 7 && found.redo == 8);
    let found = look(10, 20, "h");
    assert_eq!((found.from, found.rows[0].id, found.graphs.len()), (10, 11, 1));
    assert_eq!((found.graphs[0].id.as_str(), found.graphs[0].total, found.graphs[0].points.len()), ("h", 3000, 1500));
    assert_eq!(look(0, 5, "*").graphs.len(), 2);
}

/// A book that is kept sees the same as one that is new, whatever was done between.
#[test]
fn what_is_kept_is_what_would_be_worked_out() {
    let mut lab = lab(r#""g": { "x": "x", "y": "y", "fit": "line" }, "h": { "x": "long", "y": "y" }"#, "");
    let mut book = Book::default();
    let mut chance = Random::new(11);
    let mut pick = |n: u32| (chance.uniform() * f64::from(n)) as u32;
    for _ in 0..600 {
        let row = pick(12) + 1;
        let action = match pick(14) {
            0..=3 => Action::Row,
            4 | 5 => Action::Cell { row, column: "x".into(), text: pick(50).to_string() },
            6 => Action::Cell { row, column: "y".into(), text: format!("{}.5", pick(50)) },
            7 => Action::ExcludeRow { row, excluded: pick(2) == 0 },
            8 => Action::DeleteRow { row },
            9 => Action::ExcludeRun { run: 1, excluded: pick(2) == 0 },
            10 => Action::Undo,
            11 => Action::Redo,
            12 => axis("g", "x", "x", ["linear", "square", "ln"][pick(3) as usize]),
            _ if pick(10) == 0 => Action::ClearNotebook,
            _ => Action::Set { path: "swing.rod.length".into(), value: format!("{} cm", 50 + pick(50)) },
        };
        // Refusals belong to it.
        let _ = lab.apply(action, Source::Learner);
        let window = Window { from: 0, count: usize::MAX, graph: "*", depth: [0, 0] };
        let kept = book.view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), window);
        let [kept, new] = [&kept, &seen(&lab)].map(|view| serde_json::to_string(view).unwrap());
        assert_eq!(kept, new);
    }
    assert!(lab.rows().rows.len() > 3);
}

#[test]
fn the_csv_has_units_uncertainties_runs_and_notes() {
    let mut lab = lab(ONE, r#""k": { "is": "g.slope", "unit": "s/cm" }"#);
    type_in(&mut lab, &[("1.00", "=2"), ("20.0 mm", "-4.0"), ("３.0", "+6.0"), ("4.00", "8.0")]);
    act(&mut lab, Action::ExcludeRow { row: 4, excluded: true });
    act(&mut lab, Action::Run);
    act(&mut lab, Action::NameRun { run: 2, name: "soft, \"new\"".into() });
    act(&mut lab, Action::Note { text: "=SUM(A1)\nT against l, twice".into() });
    let names = |key: &str| (key == "symbol.x").then(|| "@x".to_owned());
    let text = csv(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), &names);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "run,'@x / cm,u('@x) / cm,y / s,u(y) / s,l / cm,u(l) / cm,long / m,u(long) / m,wood,excluded");
    let start = |at: usize| lines[at].split(',').take(5).collect::<Vec<_>>();
    assert_eq!(start(1), ["1", "1.00", "0.00289", "'=2", ""]);
    assert_eq!(start(2), ["1", "2.00", "0.00289", "-4.0", "0.0289"]);
    assert_eq!(start(3), ["1", "3.0", "0.0289", "6", "0.0289"]);
    assert!(lines[4].starts_with("1,4.00,") && lines[4].ends_with(",x"));
    assert_eq!(lines[5..7], ["", "result,value,uncertainty,unit"]);
    assert_eq!(lines[8..], ["", "\"# run 2: soft, \"\"new\"\"\"", "# =SUM(A1)", "\"# T against l, twice\"", ""]);
}

/// 40 000 seeded draws: a formula in which one length occurs twice, and g from length and period.
#[test]
fn propagation_agrees_with_a_monte_carlo() {
    let mut random = Random::new(5);
    for (text, values, us) in [
        ("4*pi^2*(l + d/2)/t^2", [0.8, 0.02, 1.8], [0.002, 0.0005, 0.01]),
        ("(l + d)*(l - d)/t", [0.9, 0.5, 2.0], [0.004, 0.005, 0.02]),
        ("l*exp(0 - d*t)", [3.0, 0.4, 1.5], [0.02, 0.004, 0.01]),
    ] {
        let expression = Expression::parse(text).unwrap();
        let at = |name: &str| ["l", "d", "t"].iter().position(|known| *known == name).unwrap();
        let order: Vec<usize> = expression.names().iter().filter(|n| *n != "pi").map(|n| at(n)).collect();
        assert_eq!(order.len(), expression.names().len());
        let inputs: Vec<Uncertain> = order.iter().map(|i| Uncertain::new(values[*i], &[(*i, us[*i])])).collect();
        let want = Uncertain::of(&expression, &inputs).unwrap().uncertainty().unwrap();
        let draws: Vec<f64> = (0..40_000)
            .map(|_| {
                let drawn: Vec<f64> = order.iter().map(|i| values[*i] + us[*i] * random.normal()).collect();
                expression.evaluate(&drawn)
            })
            .collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (draws.len() - 1) as f64;
        assert!((variance.sqrt() / want - 1.0).abs() < 0.02, "{text}: {} {want}", variance.sqrt());
    }
}

/// A module whose `slope` names the rows before and after.
fn stepped(is: &str) -> Result<Lab, String> {
    let text = format!(
        r#"{{
  "format": 1, "id": "steps", "subject": "physics", "stage": "senior", "minutes": 5,
  "systems": {{ "swing": {{ "kind": "motion", "parts": {{ "bob": {{ "kind": "ball" }} }} }} }},
  "notebook": {{
    "columns": {{
      "x": {{ "typed": "1.00 cm" }}, "y": {{ "typed": "1.0 s" }},
      "double": {{ "is": "2*x", "unit": "cm" }},
      "slope": {{ "is": "(double.after - double.before)/(y.after - y.before)", "unit": "cm/s" }},
      "more": {{ "is": "{is}", "unit": "cm" }}
    }},
    "graphs": {{ "g": {{ "x": "y", "y": "slope", "fit": "line" }} }}
  }},
  "views": {{ "main": {{ "world": ["-1 m", "0 m", "1 m", "2.2 m"] }} }},
  "run": {{ "step": "2 ms" }}
}}"#
    );
    let module = Module::parse("steps", &text).map_err(|problems| problems[0].to_string())?;
    Ok(Lab::new(Rc::new(module), Opening::default()).unwrap())
}

#[test]
fn a_formula_names_the_rows_before_and_after_of_its_run() {
    let mut lab = stepped("double - x.before").unwrap();
    type_in(&mut lab, &[("1.00", "0.0"), ("2.00", "1.0"), ("5.00", "2.0")]);
    act(&mut lab, Action::Run);
    type_in(&mut lab, &[("7.00", "0.0"), ("8.00", "1.0"), ("11.00", "2.0"), ("20.00", "3.0")]);
    let mut book = Book::default();
    let mut slopes = |lab: &Lab| -> Vec<Option<f64>> {
        let found = seen(lab);
        // What the book keeps is what is worked out anew.
        let points: Vec<f64> = book
            .graph(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), 0)
            .points
            .iter()
            .map(|point| point.y)
            .collect();
        let cells: Vec<Option<f64>> = found.rows.iter().map(|row| row.cells[3].value).collect();
        assert_eq!(points, cells.iter().flatten().copied().collect::<Vec<_>>());
        cells
    };
    let near = |got: &[Option<f64>], want: &[Option<f64>]| {
        assert_eq!(got.len(), want.len());
        for (got, want) in got.iter().zip(want) {
            assert!((got.unwrap_or(-1.0) - want.unwrap_or(-1.0)).abs() < 1e-12, "{got:?} {want:?}");
        }
    };
    near(&slopes(&lab), &[None, Some(4.0), None, None, Some(4.0), Some(12.0), None]);
    // Two independent readings, each doubled: u = 2 u(x) sqrt(2) over 2 s, and that of the times.
    let (u, cell) = (0.005 / 3.0_f64.sqrt(), seen(&lab).rows[1].cells[3].clone());
    let times = 4.0 * 0.05 / 3.0_f64.sqrt() / 2.0;
    close(cell.uncertainty, (2.0 * u * u + 2.0 * times * times).sqrt(), 1e-12);
    let more: Vec<Option<f64>> = seen(&lab).rows.iter().map(|row| row.cells[4].value).collect();
    near(&more, &[None, Some(3.0), Some(8.0), None, Some(9.0), Some(14.0), Some(29.0)]);
    // A row that changes or goes changes those beside it.
    act(&mut lab, Action::Cell { row: 3, column: "x".into(), text: "6.00".into() });
    near(&slopes(&lab)[..3], &[None, Some(5.0), None]);
    act(&mut lab, Action::DeleteRow { row: 6 });
    near(&slopes(&lab)[3..], &[None, Some(26.0 / 3.0), None]);
    act(&mut lab, Action::Undo);
    near(&slopes(&lab)[3..], &[None, Some(4.0), Some(12.0), None]);
}

#[test]
fn what_looks_around_is_not_looked_at_from_other_rows() {
    for (is, says) in [
        ("slope.before*y", "looks at other rows itself"),
        ("more.after", "uses itself"),
        ("x.beside", "beside"),
        ("y.before", "not measured in cm"),
    ] {
        let said = stepped(is).err().unwrap_or_default();
        assert!(said.contains(says), "{is}: {said}");
    }
}
