//! The ticker timer and its tape: dots against closed forms, supplies, tapes, pencil marks, and the way from cart to
//! velocity in the module.

use crate::recordings::{act, control, module, press, seconds};
use gewu::frame::{Frame, Item, Pen, Rect, Role, hit};
use gewu::instruments::{Convention, INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::lab::{Action, Lab, Opening};
use gewu::numerics::random::Random;
use gewu::systems::{GripId, Pull};
use glam::DVec2;

fn timer(set: &[(&str, f64)]) -> Box<dyn Instrument> {
    let kind = *INSTRUMENTS.iter().find(|kind| kind.id == "ticker_timer").unwrap();
    let mut values: Vec<f64> = kind.settings.iter().map(|s| s.start).collect();
    for (name, value) in set {
        values[kind.settings.iter().position(|s| s.name == *name).unwrap()] = *value;
    }
    (kind.build)(&InstrumentSetup { kind, values, follows: false, convention: Convention::default() })
}

fn grip(one: &dyn Instrument, path: &str) -> GripId {
    one.grips().iter().find(|g| g.path == path).unwrap_or_else(|| panic!("no grip {path}")).id
}

fn push(one: &mut dyn Instrument, path: &str) {
    one.pull(grip(one, path), Pull::Press).unwrap();
}

fn nudge(one: &mut dyn Instrument, path: &str, by: f64) {
    one.pull(grip(one, path), Pull::Nudge(DVec2::new(by, 0.0))).unwrap();
}

/// Lets a body move away from the timer at the origin, its way a function of time.
fn pulled(one: &mut dyn Instrument, random: &mut Random, dt: f64, until: f64, way: impl Fn(f64) -> (f64, f64)) {
    let see = |one: &mut dyn Instrument, random: &mut Random, time: f64, dt: f64| {
        let (at, speed) = way(time);
        one.sample(&[0.8 * at, -0.6 * at, 0.8 * speed, -0.6 * speed], Now { time, dt }, random);
    };
    see(one, random, 0.0, 0.0);
    for step in 1..=(until / dt).round() as u32 {
        see(one, random, f64::from(step) * dt, dt);
    }
}

/// Places of the dots of the laid tape as drawn, from the first.
fn drawn(one: &dyn Instrument) -> Vec<f64> {
    let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
    one.draw(&mut Pen::new(&mut frame, 0));
    let dots = frame.items.iter().filter_map(|item| match item {
        Item::Dots { points, fill, .. } if *fill == Role::Mark.into() => Some(*points),
        _ => None,
    });
    let all: Vec<f64> = dots.flat_map(|span| frame.points(span).iter().map(|p| p.x).collect::<Vec<_>>()).collect();
    all.iter().map(|x| x - all[0]).collect()
}

/// Times of the ticks of a timer that is switched on before the first step, from the same seed.
fn ticks(seed: u64, period: f64, jitter: f64, count: usize) -> Vec<f64> {
    let mut twin = Random::new(seed);
    let first = period * twin.uniform();
    (0..count).map(|k| first + k as f64 * period + jitter * twin.normal()).collect()
}

#[test]
fn dots_are_where_the_body_was_at_the_tick() {
    type Way = fn(f64) -> (f64, f64);
    let uniform: Way = |t| (0.15 + 0.1 * t + 0.4 * t * t, 0.1 + 0.8 * t);
    let swinging: Way = |t| (0.15 + 0.4 * t + 0.05 * libm::sin(4.0 * t), 0.4 + 0.2 * libm::cos(4.0 * t));
    let mut worst: f64 = 0.0;
    for (way, dt, name) in [(uniform, 0.002, "uniform"), (uniform, 0.005, "coarse"), (swinging, 0.002, "smooth")] {
        let mut one = timer(&[("error", -0.2), ("jitter", 0.0), ("length", 2.0)]);
        push(&mut *one, "switch");
        pulled(&mut *one, &mut Random::new(3), dt, 1.2, way);
        push(&mut *one, "roll");
        let dots = drawn(&*one);
        let ticks = ticks(3, 1.0 / 49.8, 0.0, dots.len());
        assert!(dots.len() >= 59 && one.reading(4).value == dots.len() as f64, "{name}: {}", dots.len());
        for (dot, t) in dots.iter().zip(&ticks) {
            let expected = way(*t).0 - way(ticks[0]).0;
            worst = worst.max((dot - expected).abs());
            assert!((dot - expected).abs() < 1e-9, "{name}: {dot} for {expected}");
        }
    }
    println!("dots within {worst:.1e} m");
}

/// At 1 m/s a place is a time: a thousand ticks have the mean and the spread of the data sheet.
#[test]
fn a_thousand_ticks_have_the_stated_frequency_and_spread() {
    const COUNT: usize = 1000;
    let (error, jitter) = (0.15, 2e-5);
    let mut one = timer(&[("error", error), ("jitter", jitter), ("length", 10.0), ("frequency", 200.0)]);
    push(&mut *one, "switch");
    pulled(&mut *one, &mut Random::new(20_261_126), 0.002, 5.2, |t| (0.1 + t, 1.0));
    push(&mut *one, "roll");
    let dots: Vec<f64> = drawn(&*one).into_iter().take(COUNT).collect();
    assert_eq!(dots.len(), COUNT);
    let n = COUNT as f64;
    let (mean_k, mean) = ((n - 1.0) / 2.0, dots.iter().sum::<f64>() / n);
    let spread_k = (0..COUNT).map(|k| (k as f64 - mean_k) * (k as f64 - mean_k)).sum::<f64>();
    let period = dots.iter().enumerate().map(|(k, x)| (k as f64 - mean_k) * (x - mean)).sum::<f64>() / spread_k;
    let stated = 1.0 / (200.0 + error);
    assert!((period - stated).abs() < 4.0 * jitter / spread_k.sqrt(), "{period} {stated}");
    let off = dots.iter().enumerate().map(|(k, x)| x - mean - (k as f64 - mean_k) * period);
    let spread = (off.map(|x| x * x).sum::<f64>() / (n - 2.0)).sqrt();
    assert!((spread - jitter).abs() < 4.0 * jitter / (2.0 * n).sqrt(), "{spread}");
    println!("period {:+.1e} of the stated, spread {:.3} of the stated", period / stated - 1.0, spread / jitter);
}

#[test]
fn the_wrong_supply_prints_faint_dots_or_none() {
    let way = |t| (0.15 + t, 1.0);
    let printed = |kind: f64, presses: u32| {
        let mut one = timer(&[("type", kind), ("length", 10.0)]);
        (0..presses).for_each(|_| push(&mut *one, "voltage"));
        push(&mut *one, "switch");
        pulled(&mut *one, &mut Random::new(5), 0.002, 8.0, way);
        assert_eq!(one.reading(7).value, f64::from(presses % 3));
        one.reading(4).value
    };
    let full = printed(0.0, 0);
    assert!((full - 400.0).abs() <= 1.0);
    // Of 400 ticks 35 % leave no dot: within four standard deviations.
    let low = printed(0.0, 1);
    assert!((low / full - 0.65).abs() < 4.0 * (0.35_f64 * 0.65 / full).sqrt(), "{low} of {full}");
    assert_eq!([printed(0.0, 2), printed(1.0, 1), printed(1.0, 2)], [0.0; 3]);
    assert_eq!([printed(0.0, 3), printed(1.0, 0)], [full; 2], "the knob comes round");
}

#[test]
fn a_tape_ends_is_torn_off_and_replaced() {
    let mut one = timer(&[("jitter", 0.0), ("length", 0.5)]);
    let mut random = Random::new(1);
    let way = |t| (0.1 + t, 1.0);
    // Off, nothing is printed, nor once the tape has run out or been torn off.
    pulled(&mut *one, &mut random, 0.002, 0.3, way);
    assert_eq!(one.reading(4).value, 0.0);
    push(&mut *one, "switch");
    pulled(&mut *one, &mut random, 0.002, 1.0, way);
    let dots = one.reading(4).value;
    assert!((dots - 20.0).abs() <= 1.0, "{dots} dots on 40 cm at 1 m/s");
    assert_eq!(one.reading(0).state, ReadingState::Empty, "still in the timer");
    push(&mut *one, "roll");
    assert_eq!((one.reading(5).value, one.reading(0).state), (1.0, ReadingState::Ok));
    pulled(&mut *one, &mut random, 0.002, 0.3, way);
    assert_eq!(one.reading(4).value, dots);
    push(&mut *one, "roll");
    assert_eq!((one.reading(4).value, one.reading(5).value), (0.0, 0.0));
    // Switched on before the body goes: one heap where it stands, and then the run.
    push(&mut *one, "switch");
    push(&mut *one, "switch");
    pulled(&mut *one, &mut random, 0.002, 0.8, |t| if t < 0.5 { (0.1, 0.0) } else { (0.1 + (t - 0.5), 1.0) });
    assert!((one.reading(4).value - 16.0).abs() <= 1.0, "{}", one.reading(4).value);
}

/// Marks are put by pointer and by keys; the chosen dot as drawn has the place that is read, wherever the rule lies.
#[test]
fn counting_points_are_marked_by_hand_and_keys_and_read_where_they_are_drawn() {
    let make = || {
        let mut one = timer(&[("rule", -0.0137), ("laid_x", 0.2), ("range", 0.6)]);
        push(&mut *one, "switch");
        pulled(&mut *one, &mut Random::new(8), 0.002, 1.0, |t| (0.15 + 0.3 * t * t, 0.6 * t));
        push(&mut *one, "roll");
        one
    };
    let (mut by_keys, mut by_hand) = (make(), make());
    let dots = drawn(&*by_keys);
    nudge(&mut *by_keys, "first", 3.0);
    nudge(&mut *by_keys, "next", 4.0);
    (0..2).for_each(|_| nudge(&mut *by_keys, "pencil", 1.0));
    for (path, to) in [("first", dots[3] + 4e-4), ("next", dots[8] - 8e-4), ("pencil", dots[13] + 9e-4)] {
        let id = grip(&*by_hand, path);
        by_hand.pull(id, Pull::Take(DVec2::new(0.2, -0.1))).unwrap();
        by_hand.pull(id, Pull::Move(DVec2::new(0.2 + to, -0.3))).unwrap();
        by_hand.pull(id, Pull::Release).unwrap();
        assert!(by_hand.pull(id, Pull::Move(DVec2::ZERO)).is_err(), "{path} moved though nobody holds it");
    }
    assert_eq!(by_keys.save(), by_hand.save());
    let shows = [1, 2, 3].map(|output| by_keys.reading(output).value);
    assert_eq!(shows, [2.0, 5.0, 3.0]);
    for slide in [0.0, 5.0, -4.0] {
        nudge(&mut *by_keys, "rule", slide);
        for point in 0..9 {
            nudge(&mut *by_keys, "pencil", -100.0);
            nudge(&mut *by_keys, "pencil", f64::from(point));
            let dot = dots[3 + 5 * point as usize];
            let zero = by_keys.exact(0) - dot;
            let reading = by_keys.reading(0);
            assert!((reading.value - dot - zero).abs() <= 0.5001e-4, "{reading:?}");
            assert_eq!((reading.decimals, reading.state), (2, ReadingState::Ok));
            assert!((by_keys.face().unwrap().centre().x - 0.2 - dot).abs() < 1e-9, "the lens is at the dot");
        }
    }
    // The last point that there is, and no farther.
    nudge(&mut *by_keys, "pencil", 100.0);
    assert_eq!(by_keys.reading(1).value, ((dots.len() - 4) / 5) as f64);
    let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
    by_keys.draw(&mut Pen::new(&mut frame, 0));
    assert_eq!(hit::targets(&frame).len(), by_keys.grips().len());
}

/// A run of the module, up to a tape with marks every five gaps.
fn tape(lab: &mut Lab) {
    act(lab, Action::Play);
    press(lab, "timer.switch");
    seconds(lab, 0.3);
    control(lab, "hold", "false");
    seconds(lab, 1.2);
    press(lab, "timer.switch");
    press(lab, "timer.roll");
    for (grip, count) in [("timer.first", 3), ("timer.next", 4)] {
        (0..count).for_each(|_| act(lab, Action::Nudge { grip: grip.into(), by: [1.0, 0.0] }));
    }
}

/// Eight counting points, written down as the instrument shows them; then a second tape, begun too late.
pub fn velocity(lab: &mut Lab) {
    act(lab, Action::Reading { mode: "instrument".into() });
    tape(lab);
    for _ in 0..8 {
        act(lab, Action::Row);
        act(lab, Action::Nudge { grip: "timer.pencil".into(), by: [1.0, 0.0] });
    }
    press(lab, "timer.roll");
    press(lab, "timer.voltage");
    control(lab, "hold", "true");
    act(lab, Action::Nudge { grip: "run.cart".into(), by: [-65.0, 0.0] });
    control(lab, "load", "30 g");
    act(lab, Action::Run);
    control(lab, "hold", "false");
    seconds(lab, 0.2);
    press(lab, "timer.switch");
    seconds(lab, 1.5);
    press(lab, "timer.roll");
    act(lab, Action::Row);
}

#[test]
fn velocities_of_the_tape_are_those_of_the_cart() {
    for (load, incline) in [("20 g", "0 deg"), ("50 g", "0 deg"), ("0 g", "6 deg")] {
        let mut lab = Lab::new(module("instantaneous-velocity"), Opening::default()).unwrap();
        control(&mut lab, "load", load);
        control(&mut lab, "incline", incline);
        act(&mut lab, Action::Reading { mode: "instrument".into() });
        tape(&mut lab);
        let mut truth = Lab::new(module("instantaneous-velocity"), Opening::default()).unwrap();
        control(&mut truth, "load", load);
        control(&mut truth, "incline", incline);
        control(&mut truth, "hold", "false");
        let a = truth.get("run.cart.acceleration").unwrap().si;
        assert!(a > 0.2 && a < 2.0, "{load} {incline}: {a}");
        // As many as there are before the load lands 0.29 m down.
        let count = ((2.0 * 0.28 / a).sqrt() / 0.1).floor() as u32;
        for point in 0..count {
            act(&mut lab, Action::Row);
            if point + 1 < count {
                act(&mut lab, Action::Nudge { grip: "timer.pencil".into(), by: [1.0, 0.0] });
            }
        }
        let view = gewu::notebook::view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v));
        let found = view.results.iter().find(|r| r.id == "acceleration").unwrap();
        // The learner takes 0.02 s where the mains run at 50.1 Hz: 0.4 % too small, besides the reading.
        let right = a * (50.0 / 50.1) * (50.0 / 50.1);
        assert!((found.value - right).abs() < 4.0 * found.uncertainty, "{found:?} for {right}");
        assert!((found.value / a - 1.0).abs() < 0.03, "{found:?} for {a}");
        let cells = |row: usize| &view.rows[row].cells[5];
        assert!(cells(0).value.is_none() && cells(count as usize - 1).value.is_none(), "ends have one neighbour");
        assert!((0..count as usize - 1).skip(1).all(|row| cells(row).value.is_some_and(|v| v > 0.0)));
    }
}

#[test]
fn frames_of_any_rate_print_the_same_tape() {
    let run = |rate: f64| {
        let mut lab = Lab::new(module("instantaneous-velocity"), Opening { seed: 9, ..Opening::default() }).unwrap();
        act(&mut lab, Action::Play);
        press(&mut lab, "timer.switch");
        control(&mut lab, "hold", "false");
        while lab.clock().steps < 600 {
            let left = (600 - lab.clock().steps) as f64 * lab.clock().step;
            lab.advance(left.min(1.0 / rate));
            lab.frame();
        }
        (lab.clock().steps, lab.hash(), lab.get("timer.dots").unwrap().si)
    };
    let first = run(60.0);
    assert!(first.2 > 40.0, "{first:?}");
    for rate in [7.0, 24.0, 144.0, 1000.0] {
        assert_eq!(run(rate), first, "{rate} frames a second");
    }
}
