//! The tray balance as it is read: the picture is what is shown, only a pointer in the middle gives a mass, and a
//! thousand weighings have the bias and the spread of the data sheet.

use gewu::frame::{Frame, Item, Pen, Rect, Role, Words};
use gewu::instruments::{INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::lab::{Action, Lab, Opening, Source};
use gewu::module::Module;
use gewu::numerics::random::Random;
use glam::DVec2;
use std::rc::Rc;

const BENCH: &str = r#"{
  "format": 1, "id": "weighing", "subject": "physics", "stage": "junior", "minutes": 5,
  "systems": { "bench": { "kind": "vessels", "parts": {
    "scales": { "kind": "tray_balance", "imbalance": "IMBALANCE" },
    "box": { "kind": "weight_box", "at": ["0.25 m", "0 m"] },
    "w100": { "kind": "weight", "mass": "100 g" }, "w50": { "kind": "weight", "mass": "50 g" },
    "w20a": { "kind": "weight", "mass": "20 g" }, "w20b": { "kind": "weight", "mass": "20 g" },
    "w10": { "kind": "weight", "mass": "10 g" }, "w5": { "kind": "weight", "mass": "5 g" },
    "thing": { "kind": "solid", "at": ["-0.1 m", "0.104 m"], "mass": "41.7 g" }
  } } },
  "instruments": { "balance": { "kind": "tray_balance", "reads": "bench.scales", "limit": "400 g" } },
  "notebook": { "columns": { "mass": { "reads": "balance.mass", "unit": "g" } } },
  "views": { "main": { "world": ["-0.3 m", "-0.02 m", "0.4 m", "0.3 m"] } },
  "run": { "step": "5 ms" }
}"#;
const WEIGHTS: [(&str, f64); 6] =
    [("w100", 0.1), ("w50", 0.05), ("w20a", 0.02), ("w20b", 0.02), ("w10", 0.01), ("w5", 0.005)];

fn bench(imbalance: &str) -> Lab {
    let text = BENCH.replace("IMBALANCE", imbalance);
    let module = Module::parse("weighing", &text).unwrap_or_else(|problems| panic!("{problems:?}"));
    Lab::new(Rc::new(module), Opening::default()).unwrap()
}

fn act(lab: &mut Lab, action: Action) {
    lab.apply(action, Source::Learner).unwrap_or_else(|refused| panic!("{refused}"));
}

fn set(lab: &mut Lab, path: &str, value: &str) {
    act(lab, Action::Set { path: path.into(), value: value.into() });
}

fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

/// From the largest weight to the smallest, each as long as it is not too much; then the rider, in kg.
fn weigh(lab: &mut Lab, mass: f64, rider: impl Fn(f64) -> f64) {
    let mut left = mass;
    for (name, weight) in WEIGHTS {
        let on = left >= weight;
        left -= if on { weight } else { 0.0 };
        set(lab, &format!("bench.{name}.on"), if on { "right" } else { "box" });
    }
    set(lab, "bench.scales.rider", &format!("{} g", rider(left) * 1e3));
}

fn points(frame: &Frame, item: &Item) -> Vec<DVec2> {
    match item {
        Item::Path { points, .. } | Item::Lines { points, .. } => frame.points(*points).to_vec(),
        _ => Vec::new(),
    }
}

/// Divisions of a scale: both ends of each line, from left to right.
fn lines(frame: &Frame, within: impl Fn(DVec2) -> bool) -> Vec<DVec2> {
    let all =
        frame.items.iter().filter(|item| matches!(item, Item::Lines { stroke, .. } if stroke.role == Role::FaceInk));
    let ends = all.flat_map(|item| points(frame, item).chunks(2).map(|p| p[0]).collect::<Vec<_>>());
    let mut found: Vec<DVec2> = ends.filter(|p| within(*p)).collect();
    found.sort_by(|a, b| a.x.total_cmp(&b.x));
    found
}

/// What the picture shows: the pointer in divisions from the middle one, and the left edge of the rider on its scale, g.
fn seen(lab: &mut Lab) -> (f64, f64) {
    let rider = lab.grips().into_iter().find(|g| g.id == "bench.scales.rider").unwrap().target;
    let frame = lab.frame().clone();
    let needle = frame.items.iter().find_map(|item| match item {
        Item::Path { closed: false, stroke, .. } if stroke.role == Role::Pointer => Some(points(&frame, item)),
        _ => None,
    });
    let needle = needle.expect("a pointer");
    let (axis, tip) = (needle[0], needle[1]);
    let turn = |p: DVec2| libm::atan2(p.x - axis.x, p.y - axis.y);
    let dial = lines(&frame, |p| p.y > axis.y + 0.05);
    assert_eq!(dial.len(), 21);
    let between = dial.windows(2).map(|pair| turn(pair[1]) - turn(pair[0]));
    assert!(between.clone().all(|angle| (angle - between.clone().next().unwrap()).abs() < 1e-12), "uneven divisions");
    let pointer = (turn(tip) - turn(dial[10])) / ((turn(dial[20]) - turn(dial[0])) / 20.0);
    // The bar is turned with the beam: along it from its first line to its last.
    let bar = lines(&frame, |p| p.y < axis.y + 0.02);
    assert_eq!(bar.len(), 26, "5 g in divisions of 0.2 g");
    let along = bar[25] - bar[0];
    let numbers = frame.items.iter().filter_map(|item| match item {
        Item::Text { at, words: Words::Number { value, decimals: 0 }, .. } if at.y < axis.y + 0.02 && at.x < 0.1 => {
            Some(((*at - bar[0]).dot(along) / along.length_squared(), *value))
        }
        _ => None,
    });
    let numbers: Vec<(f64, f64)> = numbers.filter(|(at, _)| (-0.01..=1.01).contains(at)).collect();
    assert_eq!(numbers.len(), 6);
    assert!(numbers.iter().all(|(at, value)| (at * 5.0 - value).abs() < 1e-9), "{numbers:?}");
    let at = frame.items.iter().position(|item| matches!(item, Item::Begin(g) if g.target == Some(rider))).unwrap();
    let body = points(&frame, &frame.items[at + 1]);
    let left = body.iter().map(|p| (*p - bar[0]).dot(along) / along.length_squared()).reduce(f64::min).unwrap();
    (pointer, left * 5.0)
}

#[test]
fn pointer_and_rider_are_drawn_where_they_are_read() {
    let mut lab = bench("0 g");
    let mut worst = [0.0_f64; 2];
    for i in 0..=50 {
        let (pointer, rider) = (f64::from(i) * 0.41 - 10.2, f64::from(i) * 0.1);
        set(&mut lab, "bench.scales.pointer", &pointer.to_string());
        set(&mut lab, "bench.scales.rider", &format!("{rider} g"));
        let (needle, edge) = seen(&mut lab);
        worst = [worst[0].max((needle - pointer).abs()), worst[1].max((edge - rider).abs() / 0.2)];
        assert!((needle - pointer).abs() < 0.1, "{needle} divisions drawn for {pointer}");
        assert!((edge - rider).abs() < 0.02, "{edge} g drawn for {rider}");
    }
    println!("drawn within {:.1e} and {:.1e} of a division", worst[0], worst[1]);
    // From 10 cm aside the needle, 2 mm before the dial, is seen 0.8 mm the other way, picture and reading alike.
    set(&mut lab, "bench.scales.pointer", "0");
    act(&mut lab, Action::Eye { instrument: "balance".into(), at: 0.1 });
    let shift = -0.1 * 0.002 / (0.25 - 0.002) / (0.094 * 0.015);
    assert!((seen(&mut lab).0 - shift).abs() < 1e-9 && (shift + 0.572).abs() < 1e-3, "{}", seen(&mut lab).0);
    assert_eq!(lab.instruments()[0].reading(3).value, -0.5);
}

#[test]
fn only_a_pointer_at_rest_in_the_middle_gives_a_mass() {
    let mut lab = bench("0 g");
    let state = |lab: &Lab| lab.instruments()[0].reading(0).state;
    act(&mut lab, Action::Play);
    weigh(&mut lab, 0.0417, |_| 1.6e-3);
    assert_eq!(state(&lab), ReadingState::Settling);
    lab.steps(6000);
    assert_eq!(state(&lab), ReadingState::Ok);
    let reading = lab.instruments()[0].reading(0);
    // 41.7 g is between two lines; a division of 0.2 g for the rider, one for the pointer, as rectangles.
    assert!((reading.value - 0.0416).abs() < 1e-12 && reading.decimals == 1);
    assert!((reading.uncertainty - 2e-4 * (2.0_f64 / 12.0).sqrt()).abs() < 1e-12);
    assert!((lab.instruments()[0].exact(0) - 0.0417).abs() < 1e-12);
    set(&mut lab, "bench.scales.rider", "1.2 g");
    lab.steps(6000);
    assert_eq!(state(&lab), ReadingState::Unbalanced);
    // Read by the instrument there is nothing to write then; a learner may write what the learner reads.
    let cell = |lab: &Lab| format!("{:?}", lab.rows().rows.last().unwrap().cells[0]);
    act(&mut lab, Action::Row);
    assert_eq!(cell(&lab), "Empty");
    act(&mut lab, Action::Reading { mode: "learner".into() });
    act(&mut lab, Action::Row);
    assert!(cell(&lab).starts_with("Read"), "{}", cell(&lab));
    // Seen from aside it seems to be in the middle.
    act(&mut lab, Action::Eye { instrument: "balance".into(), at: -0.4 });
    assert_eq!(state(&lab), ReadingState::Ok);
}

#[test]
fn too_much_is_over_its_range_and_far_too_much_breaks_it() {
    let mut lab = bench("0 g");
    let state = |lab: &Lab| lab.instruments()[0].reading(0).state;
    for (mass, found) in [
        ("204 g", ReadingState::Settling),
        ("206 g", ReadingState::OverRange),
        ("401 g", ReadingState::Broken),
        ("20 g", ReadingState::Broken),
    ] {
        set(&mut lab, "bench.thing.mass", mass);
        lab.steps(1);
        assert_eq!(state(&lab), found, "{mass}");
    }
}

/// What is weighed at random, the beam as it comes to rest; the sheet says no bias but the zero error, and two rectangles.
#[test]
fn a_thousand_weighings_follow_the_data_sheet() {
    for imbalance in [0.0, 6e-4, -8e-4] {
        let mut lab = bench(&format!("{} g", imbalance * 1e3));
        set(&mut lab, "bench.scales.pointer", "0");
        let mut one = alone();
        let mut random = Random::new(20_261_126);
        let mut errors = Vec::new();
        for _ in 0..1000 {
            let mass = random.range(0.008, 0.195);
            // Whoever weighs stops somewhere within half a division of the middle, not at a line of the rider.
            let off = random.range(-1e-4, 1e-4);
            set(&mut lab, "bench.thing.mass", &format!("{:e} kg", mass));
            // With the right side too heavy by the imbalance, so much less is laid on.
            let sum = mass - imbalance + off;
            weigh(&mut lab, sum, |left| left);
            let rest = get(&lab, "bench.scales.rest");
            assert!((rest - off / 2e-4).abs() < 1e-6, "{rest}");
            one.sample(&truth(&lab, rest), Now { time: 0.0, dt: 0.0 }, &mut random);
            let reading = one.reading(0);
            assert_eq!(reading.state, ReadingState::Ok);
            errors.push(reading.value - mass);
        }
        let n = errors.len() as f64;
        let mean = errors.iter().sum::<f64>() / n;
        let spread = (errors.iter().map(|e| (e - mean) * (e - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        let sheet = one.reading(0).uncertainty;
        let zero = get(&lab, "bench.scales.zero");
        assert!((mean + zero).abs() < 4.0 * sheet / n.sqrt(), "bias {mean:e}, not {:e}", -zero);
        assert!((spread - sheet).abs() < 4.0 * sheet / (2.0 * n).sqrt(), "spread {spread:e}, not {sheet:e}");
        println!(
            "zero error {:e}: bias {:+.3}, spread {:.3} of the sheet's",
            -zero,
            (mean + zero) / sheet,
            spread / sheet
        );
    }
}

/// The instrument without a system behind it.
fn alone() -> Box<dyn Instrument> {
    let kind = INSTRUMENTS.iter().find(|k| k.id == "tray_balance").unwrap();
    let values = kind.settings.iter().map(|s| s.start).collect();
    let convention = gewu::instruments::Convention::default();
    (kind.build)(&InstrumentSetup { kind, values, follows: false, convention })
}

/// What it sees in a lab whose beam has come to rest.
fn truth(lab: &Lab, pointer: f64) -> Vec<f64> {
    let names = INSTRUMENTS.iter().find(|k| k.id == "tray_balance").unwrap().reads.variables();
    let value = |name: &&str| match *name {
        "pointer" => pointer,
        name => get(lab, &format!("bench.scales.{name}")),
    };
    names.iter().map(value).collect()
}

#[test]
fn it_reads_nothing_out_of_nothing() {
    let mut one = alone();
    one.sample(&[f64::NAN; 10], Now { time: 0.0, dt: 0.1 }, &mut Random::new(1));
    assert_eq!(one.reading(0).state, ReadingState::Empty);
    let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
    one.draw(&mut Pen::new(&mut frame, 0));
    assert!(!frame.items.is_empty());
}
