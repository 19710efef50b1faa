//! Instruments as a learner meets them: what is drawn, what is read, and how hands and eyes change it.
//!
//! One row of [`ROWS`] an instrument: how it is set up, how it comes to show a value, how the picture is read. Every
//! test runs over all rows; what is special to one instrument follows after them.

use gewu::frame::apparatus::Vernier;
use gewu::frame::{Dash, Frame, Item, Pen, Rect, Role, Words, hit};
use gewu::instruments::{Convention, INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::lab::{Action, Lab, Opening, Source};
use gewu::module::Module;
use gewu::numerics::math::{atan2, sin_cos};
use gewu::numerics::random::Random;
use gewu::systems::{GripId, Motion, Pull};
use glam::DVec2;
use std::rc::Rc;

type Hand = &'static dyn Fn(&mut dyn Instrument, f64);

/// An instrument under test.
struct Row {
    name: &'static str,
    kind: &'static str,
    /// Settings besides the starts, SI; a choice by its index.
    set: &'static [(&'static str, f64)],
    /// Values that it can show, SI.
    values: (f64, f64),
    /// Brings it before a thing with this true value and reads it as a careful hand does.
    show: Hand,
    /// The value that the picture shows, SI, read off its lines and numbers.
    drawn: &'static dyn Fn(&Frame) -> f64,
    /// Data sheet: what it shows too much, SI. Its spread is the uncertainty of its reading.
    bias: f64,
    /// How far its pointer is before the scale, m, and metres of the scale for a unit of its value; 0 for no parallax.
    gap: (f64, f64),
    /// Moves that a hand and the arrow keys do alike: grip, keys pressed, path of the hand in metres.
    moves: &'static [(&'static str, DVec2, DVec2)],
}

const fn v(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

const DEGREE: f64 = std::f64::consts::PI / 180.0;
/// Finger's path for a division of the micrometer's thimble, m: a fiftieth of its girth.
const TURN: f64 = std::f64::consts::TAU * 0.009 / 50.0;
const CALLIPER: &[(&str, DVec2, DVec2)] =
    &[("body", v(4.0, -3.0), v(0.004, -0.003)), ("jaw", v(7.0, 0.0), v(0.0035, 0.02))];
const KNOBS: &[(&str, DVec2, DVec2)] = &[
    ("thimble", v(3.0, 7.0), v(0.0015, 7.0 * TURN)),
    ("ratchet", v(-1.0, -4.0), v(-0.0005, -4.0 * TURN)),
    ("body", v(1.0, 1.0), v(0.001, 0.001)),
];

fn length(frame: &Frame) -> f64 {
    linear(frame, DVec2::X, 1e-3)
}

const ROWS: &[Row] = &[
    Row {
        name: "ruler of 30 cm",
        kind: "ruler",
        set: &[],
        values: (0.0, 0.3),
        show: &|one, value| look(one, &[value, 0.02]),
        drawn: &length,
        bias: 0.0,
        gap: (3e-3, 1.0),
        moves: &[("body", v(-3.0, 2.0), v(-0.003, 0.002))],
    },
    Row {
        name: "metre rule upright with a zero error",
        kind: "ruler",
        set: &[("towards", 1.0), ("range", 1.0), ("zero", 2e-3), ("gap", 8e-3), ("y", -0.2)],
        values: (0.0, 0.998),
        show: &|one, value| look(one, &[0.1, value - 0.2]),
        drawn: &|frame| linear(frame, DVec2::Y, 1e-3),
        bias: 2e-3,
        gap: (8e-3, 1.0),
        moves: &[("body", v(5.0, -7.0), v(0.005, -0.007))],
    },
    Row {
        name: "steel rule of half millimetres, edge on the thing",
        kind: "ruler",
        set: &[("towards", 3.0), ("range", 0.15), ("division", 5e-4), ("gap", 0.0)],
        values: (0.0, 0.15),
        show: &|one, value| look(one, &[0.0, -value]),
        drawn: &|frame| linear(frame, -DVec2::Y, 5e-4),
        bias: 0.0,
        gap: (0.0, 1.0),
        moves: &[("body", v(0.0, 9.0), v(0.0, 0.009))],
    },
    Row {
        name: "board rule of centimetres, worn",
        kind: "ruler",
        set: &[("range", 1.0), ("division", 0.01), ("worn", 0.03), ("gap", 0.02)],
        values: (0.03, 1.0),
        show: &|one, value| look(one, &[value, 0.0]),
        drawn: &|frame| linear(frame, DVec2::X, 0.01),
        bias: 0.0,
        gap: (0.02, 1.0),
        moves: &[("body", v(-1.0, 0.0), v(-0.001, 0.0))],
    },
    Row {
        name: "tape of 3 m laid along a slope",
        kind: "tape",
        set: &[("case_x", 1.6), ("case_y", 1.2)],
        values: (0.0, 2.0),
        show: &|one, value| look(one, &[0.8 * value - 0.006, 0.6 * value + 0.008]),
        drawn: &|frame| linear(frame, v(0.8, 0.6), 1e-3),
        bias: 0.0,
        gap: (0.0, 1.0),
        moves: &[("hook", v(-4.0, 1.0), v(-0.004, 0.001)), ("case", v(3.0, 8.0), v(0.003, 0.008))],
    },
    Row {
        name: "tape of 50 m with a mended end",
        kind: "tape",
        set: &[("case_x", 40.0), ("range", 50.0), ("division", 0.01), ("zero", -0.05)],
        values: (0.06, 40.0),
        show: &|one, value| look(one, &[value, 0.0]),
        drawn: &|frame| linear(frame, DVec2::X, 0.01),
        bias: -0.05,
        gap: (0.0, 1.0),
        moves: &[("case", v(-9.0, 0.0), v(-0.009, 0.0))],
    },
    Row {
        name: "calliper of 10 divisions",
        kind: "vernier_calliper",
        set: &[("divisions", 0.0)],
        values: (1e-3, 0.15),
        show: &|one, value| close(one, value, "jaw", -1.0),
        drawn: &|frame| vernier(frame, 10),
        bias: 0.0,
        gap: (0.0, 1.0),
        moves: CALLIPER,
    },
    Row {
        name: "calliper of 20 divisions, inside, with a zero error",
        kind: "vernier_calliper",
        set: &[("divisions", 1.0), ("jaw", 1.0), ("zero", 1.5e-4), ("thing", 2.0), ("opening", 0.0)],
        values: (1e-3, 0.15),
        show: &|one, value| close(one, value, "jaw", 1.0),
        drawn: &|frame| vernier(frame, 20),
        bias: 1.5e-4,
        gap: (0.0, 1.0),
        moves: &[],
    },
    Row {
        name: "calliper of 50 divisions, in depth, with a zero error",
        kind: "vernier_calliper",
        set: &[("jaw", 2.0), ("zero", -8e-5), ("thing", 1.0), ("opening", 0.0)],
        values: (1e-3, 0.15),
        show: &|one, value| close(one, value, "jaw", 1.0),
        drawn: &|frame| vernier(frame, 50),
        bias: -8e-5,
        gap: (0.0, 1.0),
        moves: &[],
    },
    Row {
        name: "micrometer",
        kind: "micrometer",
        set: &[("thing", 1.0)],
        values: (1e-4, 0.025),
        show: &|one, value| close(one, value, "ratchet", -1.0),
        drawn: &micrometer,
        bias: 0.0,
        gap: (0.0, 1.0),
        moves: KNOBS,
    },
    Row {
        name: "micrometer with a zero error",
        kind: "micrometer",
        set: &[("zero", 2.3e-5)],
        values: (1e-4, 0.024),
        show: &|one, value| close(one, value, "ratchet", -1.0),
        drawn: &micrometer,
        bias: 2.3e-5,
        gap: (0.0, 1.0),
        moves: KNOBS,
    },
    Row {
        name: "protractor",
        kind: "protractor",
        set: &[("radius", 0.2)],
        values: (-80.0 * DEGREE, 80.0 * DEGREE),
        show: &|one, value| look(one, &[value]),
        drawn: &|frame| angle(frame, 1.0),
        bias: 0.0,
        gap: (3e-3, 0.2),
        moves: &[("body", v(2.0, -5.0), v(0.002, -0.005))],
    },
    Row {
        name: "protractor of 2 degrees",
        kind: "protractor",
        set: &[("division", 2.0 * DEGREE), ("gap", 0.01)],
        values: (-80.0 * DEGREE, 80.0 * DEGREE),
        show: &|one, value| look(one, &[value]),
        drawn: &|frame| angle(frame, 2.0),
        bias: 0.0,
        gap: (0.01, 0.1),
        moves: &[],
    },
    Row {
        name: "rule beside the tape of a ticker timer, with a zero error",
        kind: "ticker_timer",
        set: &[("zero", -1e-3), ("laid_y", 0.0), ("jitter", 0.0)],
        values: (2e-3, 0.3),
        show: &strike,
        drawn: &|frame| linear(frame, DVec2::X, 1e-3),
        bias: -1e-3,
        gap: (-2e-3, 1.0),
        moves: &[("rule", v(7.0, 0.0), v(0.007, 0.0))],
    },
];

// --- hands ---

fn make(row: &Row) -> Box<dyn Instrument> {
    let kind = *INSTRUMENTS.iter().find(|kind| kind.id == row.kind).unwrap();
    let mut values: Vec<f64> = kind.settings.iter().map(|s| s.start).collect();
    for (name, value) in row.set {
        let at = kind.settings.iter().position(|s| s.name == *name).unwrap_or_else(|| panic!("{}: {name}", row.name));
        values[at] = *value;
    }
    let convention = if row.kind == "vernier_calliper" { 1.0 } else { 0.1 };
    let convention = Convention { part: convention, digits: Vec::new() };
    (kind.build)(&InstrumentSetup { kind, values, follows: false, convention })
}

fn look(one: &mut dyn Instrument, truth: &[f64]) {
    one.sample(truth, Now { time: 0.0, dt: 0.0 }, &mut Random::new(0));
}

fn grip(one: &dyn Instrument, path: &str) -> GripId {
    one.grips().iter().find(|g| g.path == path).unwrap_or_else(|| panic!("no grip {path}")).id
}

fn carry(one: &mut dyn Instrument, path: &str, by: DVec2) {
    let (id, from) = (grip(one, path), v(0.3, -0.1));
    one.pull(id, Pull::Take(from)).unwrap();
    one.pull(id, Pull::Move(from + by * 0.4)).unwrap();
    one.pull(id, Pull::Move(from + by)).unwrap();
    one.pull(id, Pull::Release).unwrap();
}

/// Puts a thing in and moves a grip until it stops.
fn close(one: &mut dyn Instrument, size: f64, path: &str, way: f64) {
    // Taken away first, so that it does not push.
    look(one, &[0.0]);
    carry(one, path, v(-way, 0.0));
    look(one, &[size]);
    carry(one, path, v(way, 0.0));
    assert_eq!(one.reading(1).value, 1.0, "it does not touch {size}");
}

/// A new tape with a dot at 0 and one at a place, laid beside the rule, the second one chosen.
fn strike(one: &mut dyn Instrument, value: f64) {
    let mut random = Random::new(0);
    let press = |one: &mut dyn Instrument, path: &str| one.pull(grip(one, path), Pull::Press).unwrap();
    if one.reading(5).value == 1.0 {
        press(one, "roll");
    }
    press(one, "switch");
    // Two periods of 20 ms hold two ticks, whatever the phase; the body moves so far in one of them.
    let see = |one: &mut dyn Instrument, random: &mut Random, time: f64, dt: f64| {
        let speed = value / 0.02;
        one.sample(&[0.1 + speed * time, 0.0, speed, 0.0], Now { time, dt }, random);
    };
    see(one, &mut random, 0.0, 0.0);
    see(one, &mut random, 0.04, 0.04);
    press(one, "switch");
    press(one, "roll");
    one.pull(grip(one, "pencil"), Pull::Nudge(v(1.0, 0.0))).unwrap();
    assert_eq!(one.reading(4).value, 2.0, "dots on the tape");
}

// --- eyes: the picture is read as a learner reads it ---

fn picture(one: &dyn Instrument) -> Frame {
    let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
    one.draw(&mut Pen::new(&mut frame, 0));
    frame
}

fn numbers(frame: &Frame) -> Vec<(DVec2, f64)> {
    let number = |item: &Item| match item {
        Item::Text { at, words: Words::Number { value, decimals: 0 }, .. } => Some((*at, *value)),
        _ => None,
    };
    frame.items.iter().filter_map(number).collect()
}

fn lines(frame: &Frame) -> Vec<(DVec2, DVec2)> {
    let spans = frame.items.iter().filter_map(|item| match item {
        Item::Lines { points, .. } => Some(*points),
        _ => None,
    });
    spans.flat_map(|span| frame.points(span).chunks_exact(2).map(|p| (p[0], p[1])).collect::<Vec<_>>()).collect()
}

/// Both ends of the dotted line of sight.
fn sight(frame: &Frame) -> [DVec2; 2] {
    let found = frame.items.iter().find_map(|item| match item {
        Item::Path { points, stroke, .. } if stroke.dash == Dash::Dotted && stroke.role == Role::Guide => {
            Some(frame.points(*points))
        }
        _ => None,
    });
    let points = found.expect("no line of sight");
    [points[0], points[1]]
}

/// Counts divisions from the nearest number to a pointer; all of them places along the scale. Every line must be a
/// division from the last.
fn count(mut marks: Vec<f64>, numbers: &[(f64, f64)], pointer: f64, division: f64) -> f64 {
    marks.sort_by(f64::total_cmp);
    let near = |a: &f64, b: &f64| (a - b).abs() < 1e-9;
    marks.dedup_by(|a, b| near(a, b));
    let (at, value) = numbers
        .iter()
        .filter(|(at, _)| marks.iter().any(|mark| near(mark, at)))
        .min_by(|a, b| (a.0 - pointer).abs().total_cmp(&(b.0 - pointer).abs()))
        .expect("no number stands at a line");
    let start = marks.iter().position(|mark| near(mark, at)).unwrap();
    let below = marks.partition_point(|mark| *mark <= pointer).saturating_sub(1).min(marks.len() - 2);
    let part = (pointer - marks[below]) / (marks[below + 1] - marks[below]);
    value + (below as f64 - start as f64 + part) * division
}

/// A rule along a direction, numbered in centimetres, read at the foot of the dotted line.
fn linear(frame: &Frame, along: DVec2, division: f64) -> f64 {
    let marks = lines(frame).iter().map(|(a, _)| a.dot(along)).collect();
    let edge = lines(frame)[0].0.dot(along.perp());
    // The numbers of the rule stand on it, below its edge; above it there may be others.
    let numbers = numbers(frame).into_iter().filter(|(at, _)| at.dot(along.perp()) < edge);
    let numbers: Vec<_> = numbers.map(|(at, cm)| (at.dot(along), cm * 0.01)).collect();
    // The foot is the end that lies on the lines' edge.
    let [a, b] = sight(frame);
    let foot = if (a.dot(along.perp()) - edge).abs() < 1e-9 { a } else { b };
    assert!((foot.dot(along.perp()) - edge).abs() < 1e-9, "the line of sight does not end at the scale");
    count(marks, &numbers, foot.dot(along), division)
}

/// Main scale and vernier; the line that meets another one must say the same as the place of the vernier's zero.
fn vernier(frame: &Frame, divisions: usize) -> f64 {
    let edge = Vernier::EDGE;
    let meets = |up: f64| {
        let mut all: Vec<f64> = lines(frame)
            .iter()
            .filter(|(a, b)| (a.y - edge).abs() < 1e-12 && (b.y - edge) * up > 0.0)
            .map(|l| l.0.x)
            .collect();
        all.sort_by(f64::total_cmp);
        all
    };
    let (main, slid) = (meets(1.0), meets(-1.0));
    assert_eq!(slid.len(), divisions + 1);
    let cm: Vec<_> = numbers(frame).iter().filter(|(at, _)| at.y > edge).map(|(at, n)| (at.x, n * 0.01)).collect();
    let value = count(main.clone(), &cm, slid[0], 1e-3);
    let off = |x: f64| main.iter().map(|m| (m - x).abs()).fold(f64::INFINITY, f64::min);
    // Beyond the end of the main scale a line of the vernier has nothing to meet.
    let line = (0..divisions).min_by(|a, b| off(slid[*a]).total_cmp(&off(slid[*b]))).unwrap();
    let step = 1e-3 / divisions as f64;
    let met = (value * 1e3 - line as f64 / divisions as f64).round() * 1e-3 + line as f64 * step;
    assert!((met - value).abs() < step * 0.5 + 1e-9, "line {line} meets at {met}, the zero stands at {value}");
    value
}

/// Sleeve and thimble.
fn micrometer(frame: &Frame) -> f64 {
    let all = lines(frame);
    // The thimble's lines run up the bevel; the sleeve's stand upright on the datum line.
    let edge = all.iter().find(|(a, b)| a.x != b.x && a.y != b.y).expect("no thimble").0.x;
    let bevel: Vec<_> = all.iter().filter(|(a, b)| (a.x - edge).abs() < 1e-12 && a.x != b.x).collect();
    let sleeve: Vec<f64> = all.iter().filter(|(a, b)| a.x == b.x && a.y == 0.0 && b.y != 0.0).map(|l| l.0.x).collect();
    let mm: Vec<_> = numbers(frame).iter().filter(|(at, _)| at.x < edge).map(|(at, n)| (at.x, n * 1e-3)).collect();
    let coarse = count(sleeve, &mm, edge, 5e-4);
    // A number stands in the run of its line.
    let run = |number: DVec2| {
        bevel
            .iter()
            .map(|(a, b)| (a.y, a.y + (b.y - a.y) / (b.x - a.x) * (number.x - a.x)))
            .find(|(_, y)| (y - number.y).abs() < 1e-9)
    };
    let turned: Vec<_> =
        numbers(frame).iter().filter(|(at, _)| at.x > edge).filter_map(|(at, n)| Some((run(*at)?.0, *n))).collect();
    assert!(turned.len() >= 3);
    let marks = bevel.iter().map(|(a, _)| a.y).collect();
    let fine = count(marks, &turned, 0.0, 1.0) * 1e-5;
    let value = ((coarse - fine) / 5e-4).round() * 5e-4 + fine;
    assert!((value - coarse).abs() < 2e-6, "the sleeve shows {coarse}, the thimble {value}");
    value
}

/// A protractor with its zero in the middle, its centre at the origin.
fn angle(frame: &Frame, division: f64) -> f64 {
    let turn = |p: DVec2| atan2(p.x, -p.y);
    let marks = lines(frame).iter().map(|(a, _)| turn(*a)).collect();
    let numbers: Vec<_> =
        numbers(frame).iter().map(|(at, n)| (turn(*at), n.copysign(at.x))).filter(|(_, n)| n.abs() < 90.0).collect();
    count(marks, &numbers, turn(sight(frame)[1]), division) * DEGREE
}

// --- every instrument ---

/// The value of the scale that an instrument's first output is read from.
fn seen(one: &dyn Instrument) -> f64 {
    one.seen(0).expect("it has no scale").1
}

fn division(one: &dyn Instrument) -> f64 {
    one.seen(0).expect("it has no scale").0.division
}

/// Places all over the range, at and between divisions.
fn values(row: &Row) -> impl Iterator<Item = f64> {
    let (from, to) = row.values;
    let mut random = Random::new(7);
    (0..=60).map(move |i| from + (to - from) * if i % 6 == 0 { f64::from(i) / 60.0 } else { random.uniform() })
}

#[test]
fn what_is_drawn_is_what_is_read() {
    for row in ROWS {
        let mut one = make(row);
        let mut worst = 0.0_f64;
        for value in values(row) {
            (row.show)(&mut *one, value);
            let (drawn, reading, division) = ((row.drawn)(&picture(&*one)), one.reading(0), division(&*one));
            let name = format!("{} at {value}", row.name);
            assert_eq!(reading.state, ReadingState::Ok, "{name}");
            assert!((one.exact(0) - value).abs() < 1e-9, "{name}: the thing itself is {}", one.exact(0));
            assert!((seen(&*one) - value - row.bias).abs() < 1e-9, "{name}: it shows {}", seen(&*one));
            worst = worst.max((drawn - seen(&*one)).abs() / division);
            assert!(worst <= 0.1, "{name}: drawn {drawn}, shown {}", seen(&*one));
            // A digit is rounded, never more.
            let digit = one.seen(0).unwrap().0.digit;
            assert!((reading.value - drawn).abs() <= 0.501 * digit + 0.1 * division, "{name}: {reading:?}, {drawn}");
        }
        println!("{}: drawn within {worst:.1e} of a division", row.name);
    }
}

#[test]
fn pointer_and_keys_lead_to_the_same_reading() {
    for row in ROWS {
        for (path, keys, hand) in row.moves {
            let middle = row.values.0 + 0.37 * (row.values.1 - row.values.0);
            let (mut by_keys, mut by_hand) = (make(row), make(row));
            for one in [&mut by_keys, &mut by_hand] {
                (row.show)(&mut **one, middle);
                // Away from the thing, so that nothing stops the move.
                if let Some(jaw) = one.grips().iter().find(|g| ["jaw", "thimble"].contains(&g.path.as_str())) {
                    let id = jaw.id;
                    one.pull(id, Pull::Nudge(v(6.0, 0.0))).unwrap();
                }
            }
            let before = (by_keys.reading(0), by_keys.save());
            for axis in [v(1.0, 0.0), v(0.0, 1.0)] {
                let presses = keys.dot(axis);
                for _ in 0..presses.abs() as u32 {
                    let id = grip(&*by_keys, path);
                    by_keys.pull(id, Pull::Nudge(axis * presses.signum())).unwrap();
                }
            }
            carry(&mut *by_hand, path, *hand);
            let name = format!("{}, {path}", row.name);
            assert!(by_keys.save() != before.1, "{name}: nothing moved");
            for one in [&mut by_keys, &mut by_hand] {
                assert!(one.grips().iter().any(|g| g.motion != Motion::Button));
                if row.kind == "ruler" || row.kind == "tape" || row.kind == "protractor" {
                    (row.show)(&mut **one, middle);
                }
            }
            assert!((seen(&*by_keys) - seen(&*by_hand)).abs() < 1e-9, "{name}");
            assert_eq!(by_keys.reading(0), by_hand.reading(0), "{name}");
            let changed = by_keys.reading(0) != before.0;
            assert!(changed || ["body", "hook", "case"].contains(path), "{name}: the reading did not change");
            // The others turn or leave the place that their picture is read from.
            if ["ruler", "vernier_calliper", "micrometer"].contains(&row.kind)
                && (*path != "body" || row.kind == "ruler")
            {
                let drawn = [&by_keys, &by_hand].map(|one| (row.drawn)(&picture(&**one)));
                assert!(drawn.iter().all(|d| (d - seen(&*by_keys)).abs() < 0.1 * division(&*by_keys)), "{name}");
            }
        }
    }
}

/// From similar triangles: eye 25 cm before the scale, pointer a gap before it.
#[test]
fn an_eye_aside_shifts_reading_and_picture_by_the_geometry() {
    let mut shifted = 0;
    for row in ROWS {
        let mut one = make(row);
        let middle = row.values.0 + 0.53 * (row.values.1 - row.values.0);
        (row.show)(&mut *one, middle);
        let (straight, drawn, (gap, unit)) = (seen(&*one), (row.drawn)(&picture(&*one)), row.gap);
        if gap == 0.0 {
            for eye in [-0.1, 0.1] {
                let _ = one.look_from(eye);
                assert!(seen(&*one) == straight && (row.drawn)(&picture(&*one)) == drawn, "{}", row.name);
            }
            continue;
        }
        assert_eq!(one.eye(), Some(0.0), "{}", row.name);
        for eye in [-0.3, -0.05, 0.02, 0.25] {
            one.look_from(eye).unwrap();
            assert_eq!(one.eye(), Some(eye));
            // The line from the eye (eye, 0.25) through the pointer (0, gap) meets the scale at height 0 here.
            let right = (eye - eye * 0.25 / (0.25 - gap)) / unit;
            let name = format!("{} from {eye}", row.name);
            assert!((seen(&*one) - straight - right).abs() < 1e-12, "{name}: {}", seen(&*one) - straight);
            let moved = (row.drawn)(&picture(&*one)) - drawn;
            assert!((moved - right).abs() < 1e-3 * division(&*one), "{name}: drawn {moved}, {right}");
            shifted += 1;
        }
        let saved = one.save();
        assert!(one.look_from(0.6).is_err() && one.look_from(f64::NAN).is_err() && one.save() == saved);
        let mut other = make(row);
        other.restore(&saved).unwrap();
        assert_eq!(other.eye(), one.eye(), "{}: the eye is not kept", row.name);
    }
    assert!(shifted >= 16, "{shifted}");
}

/// A thousand readings, the things all over the range: mean and standard deviation within four standard errors of the
/// data sheet, and every last digit as often as the others (chi-square, 9 degrees of freedom, p = 0.001).
#[test]
fn a_thousand_readings_follow_the_data_sheet() {
    const COUNT: usize = 1000;
    for row in ROWS {
        let mut one = make(row);
        let mut random = Random::new(20_261_126);
        let margin = 3.0 * division(&*one);
        let mut errors = Vec::new();
        let mut digits = [0_usize; 10];
        for _ in 0..COUNT {
            let value = random.range(row.values.0 + margin, row.values.1 - margin);
            (row.show)(&mut *one, value);
            let (scale, at) = one.seen(0).unwrap();
            let reading = scale.read_by_hand(at, &mut random);
            assert_eq!(reading.state, ReadingState::Ok, "{}", row.name);
            errors.push(reading.value - value);
            digits[(reading.value / scale.digit).round().rem_euclid(10.0) as usize] += 1;
        }
        let n = COUNT as f64;
        let mean = errors.iter().sum::<f64>() / n;
        let spread = (errors.iter().map(|e| (e - mean) * (e - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        let sheet = one.reading(0).uncertainty;
        let name = row.name;
        assert!(sheet > 0.0);
        assert!((mean - row.bias).abs() < 4.0 * sheet / n.sqrt(), "{name}: bias {mean:e}, not {:e}", row.bias);
        assert!((spread - sheet).abs() < 4.0 * sheet / (2.0 * n).sqrt(), "{name}: spread {spread:e}, not {sheet:e}");
        let expected = n / 10.0;
        let chi: f64 = digits.iter().map(|d| (*d as f64 - expected) * (*d as f64 - expected) / expected).sum();
        assert!(chi < 27.88, "{name}: digits {digits:?}");
        println!(
            "{name}: bias {:+.3}, spread {:.3} of the sheet's, chi-square {chi:.1}",
            (mean - row.bias) / sheet,
            spread / sheet
        );
    }
}

// --- one by one ---

fn row(name: &str) -> &'static Row {
    ROWS.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

#[test]
fn a_worn_end_has_no_lines_and_the_difference_from_another_line_is_right() {
    let row = row("board rule of centimetres, worn");
    let mut one = make(row);
    look(&mut *one, &[0.01, 0.0]);
    assert_eq!(one.reading(0).state, ReadingState::OverRange);
    look(&mut *one, &[0.5, 0.0]);
    let lines = lines(&picture(&*one));
    assert!(lines.iter().all(|(a, _)| a.x >= 0.03 - 1e-9) && lines.iter().any(|(a, _)| (a.x - 0.03).abs() < 1e-9));
    let ends = [0.05, 0.25].map(|x| {
        look(&mut *one, &[x, 0.0]);
        one.reading(0).value
    });
    assert!((ends[1] - ends[0] - 0.2).abs() < 1e-12);
}

#[test]
fn jaws_stop_at_the_thing_and_what_is_too_large_does_not_go_between() {
    let mut one = make(row("calliper of 10 divisions"));
    look(&mut *one, &[0.0234]);
    let jaw = grip(&*one, "jaw");
    // Still open: it shows its opening, and says that it does not touch.
    assert_eq!((one.reading(0).value, one.reading(1).value), (0.05, 0.0));
    for _ in 0..200 {
        one.pull(jaw, Pull::Nudge(v(-1.0, 0.0))).unwrap();
    }
    assert!((one.reading(0).value - 0.0234).abs() < 1e-12 && one.reading(1).value == 1.0);
    look(&mut *one, &[0.2]);
    assert_eq!((one.reading(0).state, one.reading(1).value), (ReadingState::OverRange, 0.0));
    // The eye goes along the vernier without a shift.
    let face = one.face().unwrap().centre().x;
    one.look_from(0.02).unwrap();
    assert!((one.face().unwrap().centre().x - face - 0.02).abs() < 1e-12);
}

#[test]
fn the_thimble_squeezes_as_stated_and_the_ratchet_clicks() {
    let mut one = make(row("micrometer"));
    look(&mut *one, &[0.0062]);
    let (thimble, ratchet) = (grip(&*one, "thimble"), grip(&*one, "ratchet"));
    carry(&mut *one, "ratchet", v(-0.1, 0.0));
    assert!((seen(&*one) - 0.0062).abs() < 1e-12);
    let clicks = one.reading(2).value;
    assert!(clicks > 0.0);
    one.pull(ratchet, Pull::Nudge(v(0.0, -1.0))).unwrap();
    assert_eq!(one.reading(2).value, clicks + 1.0);
    assert!((seen(&*one) - 0.0062).abs() < 1e-12, "the ratchet pressed");
    // A division is a hundredth of a millimetre: three of them are more than the frame gives.
    for (turn, too_small) in [(1, 1e-5), (2, 2e-5), (3, 2e-5)] {
        one.pull(thimble, Pull::Nudge(v(0.0, -1.0))).unwrap();
        assert!((0.0062 - seen(&*one) - too_small).abs() < 1e-12, "after {turn}: {}", seen(&*one));
        assert_eq!(one.reading(1).value, 1.0);
    }
    // A snapshot keeps it squeezed.
    let mut other = make(row("micrometer"));
    other.restore(&one.save()).unwrap();
    look(&mut *other, &[0.0062]);
    assert_eq!(seen(&*other), seen(&*one));
    one.pull(thimble, Pull::Nudge(v(1.0, 0.0))).unwrap();
    assert_eq!((one.reading(1).value, one.reading(2).value), (0.0, 0.0));
    // Closed on nothing it shows its zero error.
    let mut one = make(row("micrometer with a zero error"));
    look(&mut *one, &[0.0]);
    carry(&mut *one, "ratchet", v(-0.1, 0.0));
    assert!((one.reading(0).value - 2.3e-5).abs() < 1e-12);
}

/// The thread crosses the scale where a line through the corner meets a circle about the centre: found by halving.
#[test]
fn a_protractor_off_its_place_reads_another_angle() {
    let row = row("protractor");
    for off in [v(0.01, 0.0), v(-0.004, 0.012), v(0.0, -0.03)] {
        let mut one = make(row);
        carry(&mut *one, "body", off);
        for value in [-60.0 * DEGREE, -5.0 * DEGREE, 0.0, 33.0 * DEGREE] {
            look(&mut *one, &[value]);
            let (sin, cos) = sin_cos(value);
            let along = v(sin, -cos);
            let (mut near, mut far) = (0.0, 1.0);
            for _ in 0..80 {
                let middle = (near + far) / 2.0;
                if (along * middle - off).length() < 0.2 { near = middle } else { far = middle }
            }
            let at = along * near - off;
            let right = atan2(at.x, -at.y);
            assert!((seen(&*one) - right).abs() < 1e-9, "{off} at {value}: {} not {right}", seen(&*one));
            assert_eq!(one.exact(0), value);
            let end = sight(&picture(&*one))[1] - off;
            assert!((atan2(end.x, -end.y) - right).abs() < 1e-9, "{off} at {value}: drawn elsewhere");
        }
    }
    let mut one = make(row);
    carry(&mut *one, "body", v(0.5, 0.0));
    look(&mut *one, &[0.0]);
    assert_eq!(one.reading(0).state, ReadingState::OverRange);
}

#[test]
fn a_tape_reaches_as_far_as_it_is_out_and_no_farther_than_it_is_long() {
    let mut one = make(row("tape of 3 m laid along a slope"));
    look(&mut *one, &[1.68, 1.26]);
    assert_eq!(one.reading(0).state, ReadingState::OverRange, "beyond the mouth");
    carry(&mut *one, "case", v(8.0, 6.0));
    look(&mut *one, &[2.4, 1.8]);
    assert!((one.reading(0).value - 3.0).abs() < 1e-9 && one.reading(0).state == ReadingState::Ok);
    carry(&mut *one, "hook", v(-4.0, -3.0));
    // The hook came no farther from the case than the blade is long.
    assert!((seen(&*one) - 3.0).abs() < 1e-9);
}

// --- in a lab ---

const BENCH: &str = r#"{
  "format": 1, "id": "bench", "subject": "physics", "stage": "senior", "minutes": 5,
  "systems": { "bench": { "kind": "motion", "parts": {
    "nail": { "kind": "anchor", "at": ["0 m", "0.5 m"] },
    "ball": { "kind": "ball", "mass": "20 g", "radius": "12.347 mm" },
    "thread": { "kind": "string", "a": "nail", "b": "ball", "length": "30 cm" }
  } } },
  "instruments": {
    "calliper": { "kind": "vernier_calliper", "reads": "bench.ball.radius", "at": ["0.1 m", "0.1 m"] },
    "screw": { "kind": "micrometer", "reads": "bench.ball.radius", "at": ["0.1 m", "0.2 m"] },
    "rule": { "kind": "ruler", "reads": "bench.ball", "at": ["-0.1 m", "0.5 m"], "towards": "down", "range": "40 cm" },
    "coarse": { "kind": "ruler", "reads": "bench.ball", "at": ["-0.2 m", "0.5 m"], "towards": "down", "range": "40 cm",
      "digits": "1 mm" }
  },
  "views": { "main": { "world": ["-0.4 m", "0 m", "0.6 m", "0.6 m"] } },
  "run": { "step": "5 ms" }
}"#;

/// The schools' digits reach the instruments, a module's own come first, and hand and eye work as actions.
#[test]
fn in_a_lab_hands_close_the_jaws_and_digits_are_those_of_the_schools() {
    let module = Module::parse("bench", BENCH).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut lab = Lab::new(Rc::new(module), Opening::default()).unwrap();
    let act = |lab: &mut Lab, action| lab.apply(action, Source::Learner).unwrap_or_else(|refused| panic!("{refused}"));
    lab.frame();
    // On the vernier's plate, then far to the left.
    act(&mut lab, Action::Take { at: [0.1 + 0.05 + 0.04, 0.1], grip: String::new() });
    assert_eq!(lab.held().as_deref(), Some("calliper.jaw"));
    act(&mut lab, Action::Move { at: [-0.3, 0.1] });
    act(&mut lab, Action::Release);
    for _ in 0..20 {
        act(&mut lab, Action::Nudge { grip: "screw.ratchet".into(), by: [-1.0, 0.0] });
    }
    let shown = |lab: &Lab, at: usize| {
        let reading = lab.instruments()[at].reading(0);
        format!("{:.*}", reading.decimals, reading.unit.from_si(reading.value))
    };
    assert_eq!([0, 1, 2, 3].map(|at| shown(&lab, at)), ["12.34", "12.347", "30.00", "30.0"]);
    act(&mut lab, Action::Eye { instrument: "rule".into(), at: 0.1 });
    assert_eq!(shown(&lab, 2), "29.88");
    act(&mut lab, Action::Site { site: "ejin-horo".into() });
    assert_eq!(shown(&lab, 2), "30.00");
}

/// The bob at the lowest point is behind the photogate.
#[test]
fn a_bob_behind_the_photogate_can_be_taken() {
    let file = crate::root().join("simulations/pendulum/module.json");
    let module = Module::parse("pendulum", &crate::read(&file)).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut lab = Lab::new(Rc::new(module), Opening::default()).unwrap();
    let frame = lab.frame().clone();
    let target = |id: &str| lab.grips().into_iter().find(|g| g.id == id).unwrap().target;
    let (bob, gate) =
        (hit::target_bounds(&frame, target("swing.bob")), hit::target_bounds(&frame, target("gate.body")));
    let (bob, gate) = (bob.unwrap(), gate.unwrap());
    assert!(gate.contains(bob.centre()), "the bob is not behind the gate: {bob:?}, {gate:?}");
    assert_eq!(lab.grip_at(&frame, bob.centre(), 600.0, 0.0).map(|g| g.id).as_deref(), Some("swing.bob"));
}
