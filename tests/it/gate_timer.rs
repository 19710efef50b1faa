//! The timer with two gates: what flags do to its beams, and what its keys do.

use gewu::instruments::{Convention, INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::numerics::random::Random;
use gewu::systems::{GripId, Pull};
use glam::DVec2;

/// A timer whose gates stand at 0.3 and 0.8 m.
fn timer() -> Box<dyn Instrument> {
    let kind = INSTRUMENTS.iter().find(|kind| kind.id == "gate_timer").unwrap();
    let values = kind.settings.iter().map(|spec| spec.start).collect();
    (kind.build)(&InstrumentSetup { kind, values, follows: false, convention: Convention::default() })
}

fn output(timer: &dyn Instrument, name: &str) -> usize {
    timer.kind().output(name).unwrap().0
}

fn read(timer: &dyn Instrument, name: &str) -> Option<f64> {
    let reading = timer.reading(output(timer, name));
    (reading.state == ReadingState::Ok).then_some(reading.value)
}

/// A flag of this width on a level line at 0.24 m: place and velocity.
fn flag(x: f64, v: f64, width: f64) -> [f64; 8] {
    [x, 0.24, v, 0.0, width, 0.0, 0.24, 0.0]
}

/// Lets flags run for a time from where they are with these constant velocities.
fn run(timer: &mut dyn Instrument, flags: &mut [(f64, f64, f64)], start: f64, time: f64) {
    let (dt, mut random) = (0.002, Random::new(1));
    for step in 0..(time / dt).round() as u32 {
        let mut truth = Vec::new();
        for (x, v, width) in flags.iter_mut() {
            *x += *v * dt;
            truth.extend(flag(*x, *v, *width));
        }
        timer.sample(&truth, Now { time: start + f64::from(step + 1) * dt, dt }, &mut random);
    }
}

#[test]
fn a_gate_is_blocked_for_the_width_of_the_flag_over_its_speed() {
    for (width, speed) in [(0.01, 0.5), (0.005, 1.37), (0.001, 3.0), (0.03, 0.1)] {
        let mut timer = timer();
        run(&mut *timer, &mut [(0.2, speed, width)], 0.0, 0.9 / speed);
        for name in ["p1_1", "p2_1", "time"] {
            let found = read(&*timer, name).unwrap();
            assert!((found - width / speed).abs() <= 0.5e-5 + 1e-9, "{name}: {found} for {width} m at {speed} m/s");
        }
        assert_eq!(read(&*timer, "p1_2"), None);
        assert_eq!((read(&*timer, "gate"), read(&*timer, "pass")), (Some(2.0), Some(1.0)));
    }
}

#[test]
fn it_keeps_two_passes_of_each_gate_and_shows_them_in_turn() {
    let mut timer = timer();
    let mut one = [(0.2, 0.5, 0.01), (0.5, 0.0, 0.01)];
    run(&mut *timer, &mut one, 0.0, 0.4);
    // It comes back, and the other goes on.
    (one[0].1, one[1].1) = (-0.2, 0.4);
    run(&mut *timer, &mut one, 0.4, 1.5);
    for (name, time) in [("p1_1", 0.02), ("p1_2", 0.05), ("p2_1", 0.025)] {
        assert!((read(&*timer, name).unwrap() - time).abs() < 1e-5, "{name}");
    }
    assert_eq!(read(&*timer, "p2_2"), None);
    // A third pass is not kept.
    one[0].1 = 0.3;
    run(&mut *timer, &mut one, 1.9, 2.0);
    assert!((read(&*timer, "p1_2").unwrap() - 0.05).abs() < 1e-5);
    let grip = |timer: &dyn Instrument, path: &str| -> GripId {
        timer.grips().iter().find(|grip| grip.path == path).unwrap().id
    };
    let (next, clear) = (grip(&*timer, "next"), grip(&*timer, "clear"));
    let before = (read(&*timer, "gate"), read(&*timer, "pass"));
    for _ in 0..4 {
        timer.pull(next, Pull::Press).unwrap();
    }
    assert_eq!(before, (read(&*timer, "gate"), read(&*timer, "pass")));
    let saved = timer.save();
    timer.pull(clear, Pull::Press).unwrap();
    assert_eq!(["p1_1", "p1_2", "p2_1", "p2_2"].map(|name| read(&*timer, name)), [None; 4]);
    timer.restore(&saved).unwrap();
    assert!(read(&*timer, "p1_1").is_some());
    assert!(timer.restore(&[1, 2, 3]).is_err());
    assert!(timer.pull(clear, Pull::Take(DVec2::ZERO)).is_err());
}

#[test]
fn two_flags_in_one_gate_count_as_one_and_what_is_off_the_line_as_none() {
    let mut timer = timer();
    // 6 mm apart, 10 mm wide: the beam is blocked by one or the other for 16 mm.
    run(&mut *timer, &mut [(0.2, 0.5, 0.01), (0.194, 0.5, 0.01)], 0.0, 0.4);
    assert!((read(&*timer, "p1_1").unwrap() - 0.032).abs() < 1e-5);
    assert_eq!(read(&*timer, "p1_2"), None);
    let mut random = Random::new(1);
    let mut other = self::timer();
    for step in 0..200 {
        let mut truth = flag(0.2 + 0.001 * f64::from(step), 0.5, 0.01);
        truth[1] = 0.1;
        other.sample(&truth, Now { time: 0.002 * f64::from(step + 1), dt: 0.002 }, &mut random);
    }
    assert_eq!(read(&*other, "p1_1"), None);
}

#[test]
fn a_gate_moved_onto_a_flag_does_not_time_it() {
    let mut timer = timer();
    let mut one = [(0.25, 0.5, 0.01)];
    run(&mut *timer, &mut one, 0.0, 0.02);
    timer.pull(GripId(0), Pull::Take(DVec2::new(0.31, 0.24))).unwrap();
    timer.pull(GripId(0), Pull::Move(DVec2::new(one[0].0 + 0.01, 0.24))).unwrap();
    timer.pull(GripId(0), Pull::Release).unwrap();
    assert!((timer.exact(output(&*timer, "first")) - one[0].0).abs() < 1e-12);
    run(&mut *timer, &mut one, 0.02, 0.2);
    assert_eq!(read(&*timer, "p1_1"), None);
    assert!(timer.pull(GripId(1), Pull::Move(DVec2::ZERO)).is_err(), "it is not held");
}
