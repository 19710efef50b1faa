//! Tests of carts: closed forms of uniform acceleration, landing, coming to rest, the buffer, the hand; falling.

use super::KIND;
use super::parts::{cart, runway, stop, weight};
use crate::numerics::random::Random;
use crate::quantity::Entries;
use crate::systems::{Event, PartSetup, Pull, Setup, StepContext, Surroundings, System, VarId};
use glam::DVec2;

const AROUND: Surroundings = Surroundings { gravity: 9.8, pressure: 101_325.0, air_density: 1.2, temperature: 293.15 };

fn system(incline: f64, given: &[(usize, f64)]) -> Box<dyn System> {
    let mut board: Vec<f64> = runway::KIND.variables.iter().map(|v| v.start).collect();
    board[runway::INCLINE] = incline;
    let mut own: Vec<f64> = cart::KIND.variables.iter().map(|v| v.start).collect();
    given.iter().for_each(|&(i, v)| own[i] = v);
    let part = |id: &str, kind: &'static crate::systems::PartKind, values: Vec<f64>, joined| PartSetup {
        id: id.into(),
        kind,
        given: vec![true; values.len()],
        values,
        joined,
    };
    let parts = vec![part("board", &runway::KIND, board, Vec::new()), part("cart", &cart::KIND, own, vec![Some(0)])];
    (KIND.build)(&Setup {
        id: "s".into(),
        parts,
        options: Entries::new(),
        surroundings: AROUND,
        open: false,
        catalogue: None,
    })
    .unwrap()
}

fn at(system: &dyn System, path: &str) -> VarId {
    VarId(system.variables().iter().position(|v| v.path == path).unwrap_or_else(|| panic!("{path}")) as u32)
}

fn get(system: &dyn System, path: &str) -> f64 {
    system.get(at(system, path))
}

fn run(system: &mut dyn System, dt: f64, steps: usize) -> Vec<Event> {
    let (mut random, mut events) = (Random::new(1), Vec::new());
    for i in 0..steps {
        let mut cx = StepContext { time: i as f64 * dt, random: &mut random, events: &mut events };
        system.step(dt, &mut cx).unwrap();
    }
    events
}

fn release(system: &mut dyn System) {
    system.set(at(system, "cart.hold"), 0.0).unwrap();
}

/// `(M g + m g sin t - k m g cos t - F) / (m + M)`, worked out here from the numbers.
#[test]
fn it_accelerates_as_the_balance_of_forces_says() {
    let both = (0.03 * 9.8 + 0.2 * 9.8 * libm::sin(0.1) - 0.02 * 0.2 * 9.8 * libm::cos(0.1) - 0.06) / 0.23;
    for (incline, load, rolling, drag, expected) in [
        (0.0, 0.02, 0.0, 0.0, 0.02 * 9.8 / 0.22),
        (0.0, 0.02, 0.01, 0.05, (0.02 * 9.8 - 0.01 * 0.2 * 9.8 - 0.05) / 0.22),
        (0.1, 0.0, 0.0, 0.0, 9.8 * libm::sin(0.1)),
        (0.1, 0.03, 0.02, 0.06, both),
    ] {
        let mut one =
            system(incline, &[(cart::LOAD, load), (cart::STRING, 1.1), (cart::ROLLING, rolling), (cart::DRAG, drag)]);
        assert_eq!(get(&*one, "cart.acceleration"), 0.0, "held");
        release(&mut *one);
        run(&mut *one, 0.002, 250);
        let way = 0.25 + 0.5 * expected * 0.25;
        assert!((get(&*one, "cart.acceleration") - expected).abs() < 1e-14);
        assert!((get(&*one, "cart.along") - way).abs() < 1e-13, "{} {way}", get(&*one, "cart.along"));
        assert!((get(&*one, "cart.velocity") - expected * 0.5).abs() < 1e-13);
        let tension = load * (9.8 - expected);
        assert!((get(&*one, "cart.tension") - tension).abs() < 1e-13);
    }
}

#[test]
fn friction_holds_it_until_the_pull_is_larger() {
    let mut one = system(0.0, &[(cart::LOAD, 0.01), (cart::STRING, 1.1), (cart::ROLLING, 0.0), (cart::DRAG, 0.0981)]);
    release(&mut *one);
    run(&mut *one, 0.01, 100);
    assert_eq!((get(&*one, "cart.along"), get(&*one, "cart.velocity")), (0.25, 0.0));
    assert!((get(&*one, "cart.tension") - 0.098).abs() < 1e-15, "a load at rest");
    one.set(at(&*one, "cart.drag"), 0.0979).unwrap();
    run(&mut *one, 0.01, 100);
    let expected = 0.25 + 0.5 * (0.098 - 0.0979) / 0.21;
    assert!((get(&*one, "cart.along") - expected).abs() < 1e-12);
}

/// The load falls `h`, then friction alone slows the cart down to rest: work of the load = friction over both ways.
#[test]
fn the_load_lands_and_the_cart_rolls_out() {
    let (m, load, k) = (0.2, 0.02, 0.03);
    let mut one = system(0.0, &[(cart::LOAD, load), (cart::STRING, 1.3), (cart::ROLLING, k), (cart::ALONG, 0.25)]);
    release(&mut *one);
    let events = run(&mut *one, 0.003, 3000);
    assert_eq!(events.iter().map(|e| e.name).collect::<Vec<_>>(), ["landing"]);
    // The pulley's string runs 0.436 m above the bench, the hook lands 0.06 m above it and starts 0.35 m down.
    let fallen = 0.4 + 0.036 - 0.06 - (1.3 - 1.2 + 0.25);
    let a = (load - k * m) * 9.8 / (m + load);
    assert!((events[0].time - (2.0 * fallen / a).sqrt()).abs() < 1e-12, "{events:?}");
    assert!((events[0].values[0] - (2.0 * fallen * a).sqrt()).abs() < 1e-12);
    let rolled = fallen * a / (k * 9.8);
    assert!((get(&*one, "cart.along") - 0.25 - fallen - rolled).abs() < 1e-12);
    assert_eq!((get(&*one, "cart.velocity"), get(&*one, "cart.tension")), (0.0, 0.0));
}

#[test]
fn the_buffer_stops_it_and_a_hand_brings_it_back() {
    let mut one = system(0.3, &[]);
    release(&mut *one);
    let events = run(&mut *one, 0.002, 1000);
    assert_eq!(events.iter().map(|e| e.name).collect::<Vec<_>>(), ["stopped"]);
    assert!((get(&*one, "cart.along") - 1.12).abs() < 1e-12 && get(&*one, "cart.velocity") == 0.0);
    let grip = one.grips()[0].id;
    one.pull(grip, Pull::Take(DVec2::new(get(&*one, "cart.x"), get(&*one, "cart.y")))).unwrap();
    one.pull(grip, Pull::Move(DVec2::new(-5.0, 2.0))).unwrap();
    one.pull(grip, Pull::Release).unwrap();
    assert!((get(&*one, "cart.along") - 0.2).abs() < 1e-12, "no nearer to the timer");
    run(&mut *one, 0.002, 100);
    assert!((get(&*one, "cart.along") - 0.2).abs() < 1e-12, "the hand holds it");
    let refused = one.set(at(&*one, "cart.along"), 1.15).unwrap_err();
    assert!(refused.to_string().contains("112.0 cm"), "{refused}");
}

/// A cart and a stop on one board.
fn stopped(at_stop: f64) -> Result<Box<dyn System>, crate::systems::BuildError> {
    let start = |kind: &'static crate::systems::PartKind| kind.variables.iter().map(|v| v.start).collect::<Vec<f64>>();
    let (mut board, mut plate) = (start(&runway::KIND), start(&stop::KIND));
    board[runway::INCLINE] = 0.035;
    plate[stop::ALONG] = at_stop;
    let part = |id: &str, kind: &'static crate::systems::PartKind, values: Vec<f64>, joined| PartSetup {
        id: id.into(),
        kind,
        given: vec![true; values.len()],
        values,
        joined,
    };
    let parts = vec![
        part("board", &runway::KIND, board, Vec::new()),
        part("plate", &stop::KIND, plate, vec![Some(0)]),
        part("cart", &cart::KIND, start(&cart::KIND), vec![Some(0)]),
    ];
    (KIND.build)(&Setup {
        id: "s".into(),
        parts,
        options: Entries::new(),
        surroundings: AROUND,
        open: false,
        catalogue: None,
    })
}

#[test]
fn a_stop_ends_its_way_where_its_front_meets_it() {
    let mut one = stopped(0.7).unwrap();
    release(&mut *one);
    let events = run(&mut *one, 0.002, 2000);
    assert_eq!(events.iter().map(|e| e.name).collect::<Vec<_>>(), ["stopped"]);
    assert!((get(&*one, "cart.front") - 0.7).abs() < 1e-12 && get(&*one, "cart.velocity") == 0.0);
    assert!((get(&*one, "cart.front") - get(&*one, "cart.rear") - 0.12).abs() < 1e-12);
    let a = 9.8 * (libm::sin(0.035) - 0.01 * libm::cos(0.035));
    assert!((events[0].time - (2.0 * 0.39 / a).sqrt()).abs() < 1e-12, "{events:?}");
    // It does not go through the cart, nor off the board; taken away, it lets the cart run on.
    let plate = one.grips().iter().find(|g| g.path == "plate").unwrap().id;
    one.pull(plate, Pull::Nudge(DVec2::new(-500.0, 0.0))).unwrap();
    assert!((get(&*one, "plate.along") - 0.7).abs() < 1e-12);
    one.pull(plate, Pull::Nudge(DVec2::new(5000.0, 0.0))).unwrap();
    assert!((get(&*one, "plate.along") - 1.18).abs() < 1e-12);
    run(&mut *one, 0.002, 2000);
    assert!((get(&*one, "cart.front") - 1.18).abs() < 1e-12, "{}", get(&*one, "cart.front"));
    assert!(stopped(0.25).is_err_and(|e| e.sentence.contains("a stop")), "behind the cart");
}

#[test]
fn a_helper_counts_three_seconds_and_lets_it_go_within_a_step() {
    let a = 9.8 * (libm::sin(0.035) - 0.01 * libm::cos(0.035));
    for dt in [0.002_f64, 0.007, 0.4] {
        let mut one = stopped(1.1).unwrap();
        one.set(at(&*one, "cart.go"), 1.0).unwrap();
        assert_eq!(get(&*one, "cart.count"), 3.0);
        let steps = (3.8 / dt).floor() as usize;
        let events = run(&mut *one, dt, steps);
        assert!(events.iter().any(|e| e.name == "released" && (e.time - 3.0).abs() < 1e-12), "{events:?}");
        let t = steps as f64 * dt - 3.0;
        assert!((get(&*one, "cart.along") - 0.25 - 0.5 * a * t * t).abs() < 1e-11, "{dt}");
        assert_eq!((get(&*one, "cart.go"), get(&*one, "cart.count"), get(&*one, "cart.hold")), (0.0, 0.0, 0.0));
    }
    // A hand on the cart ends the counting.
    let mut one = stopped(1.1).unwrap();
    one.set(at(&*one, "cart.go"), 1.0).unwrap();
    run(&mut *one, 0.01, 100);
    let grip = one.grips().iter().find(|g| g.path == "cart").unwrap().id;
    one.pull(grip, Pull::Nudge(DVec2::new(1.0, 0.0))).unwrap();
    run(&mut *one, 0.01, 400);
    assert!((get(&*one, "cart.along") - 0.26).abs() < 1e-12 && get(&*one, "cart.count") == 0.0);
}

/// A weight of 0.2 kg whose timer is this far off the upright.
fn falling(given: &[(usize, f64)]) -> Result<Box<dyn System>, crate::systems::BuildError> {
    let mut values: Vec<f64> = weight::KIND.variables.iter().map(|v| v.start).collect();
    values[weight::DROP] = 0.06;
    given.iter().for_each(|&(i, v)| values[i] = v);
    let given = vec![true; values.len()];
    let parts = vec![PartSetup { id: "weight".into(), kind: &weight::KIND, given, values, joined: Vec::new() }];
    (KIND.build)(&Setup {
        id: "s".into(),
        parts,
        options: Entries::new(),
        surroundings: AROUND,
        open: false,
        catalogue: None,
    })
}

/// `a = g - (F + R sin t)/m` until it lands, worked out here from the numbers.
#[test]
fn a_weight_falls_against_its_tape_and_lands() {
    for (drag, tilt, a) in [(0.0, 0.0, 9.8), (0.04, 0.0, 9.6), (0.04, -0.1, 9.6 - 5.0 * libm::sin(0.1))] {
        let mut one = falling(&[(weight::DRAG, drag), (weight::TILT, tilt)]).unwrap();
        run(&mut *one, 0.002, 50);
        assert_eq!((get(&*one, "weight.drop"), get(&*one, "weight.velocity")), (0.06, 0.0), "held");
        one.set(at(&*one, "weight.hold"), 0.0).unwrap();
        run(&mut *one, 0.002, 100);
        assert!((get(&*one, "weight.acceleration") - a).abs() < 1e-14);
        assert!((get(&*one, "weight.drop") - 0.06 - 0.5 * a * 0.04).abs() < 1e-14);
        assert!((get(&*one, "weight.vy") + 0.2 * a).abs() < 1e-14);
        // Work and kinetic energy: m g h less the work of the tape, at any place.
        let (h, v) = (get(&*one, "weight.drop") - 0.06, get(&*one, "weight.velocity"));
        assert!((0.1 * v * v - 0.2 * 9.8 * h + (9.8 - a) * 0.2 * h).abs() < 1e-14);
        let events = run(&mut *one, 0.002, 200);
        // From 6 cm below the pen at 74 cm to where 9 cm of it stand on 3 cm of pad.
        let fall: f64 = 0.74 - 0.06 - 0.09 - 0.03;
        assert_eq!(events.iter().map(|e| e.name).collect::<Vec<_>>(), ["landing"]);
        assert!((events[0].time + 0.2 - (2.0 * fall / a).sqrt()).abs() < 1e-12, "{events:?}");
        assert!((events[0].values[0] - (2.0 * fall * a).sqrt()).abs() < 1e-12);
        assert!((get(&*one, "weight.drop") - 0.62).abs() < 1e-14 && get(&*one, "weight.velocity") == 0.0);
    }
}

#[test]
fn a_tape_that_rubs_too_much_holds_the_weight_and_a_hand_moves_it() {
    let mut one = falling(&[(weight::MASS, 0.01), (weight::TILT, 0.1), (weight::HOLD, 0.0)]).unwrap();
    run(&mut *one, 0.002, 100);
    assert_eq!((get(&*one, "weight.drop"), get(&*one, "weight.acceleration")), (0.06, 0.0));
    let grip = one.grips()[0].id;
    one.pull(grip, Pull::Take(DVec2::new(0.0, 0.68))).unwrap();
    one.pull(grip, Pull::Move(DVec2::new(0.4, 0.48))).unwrap();
    assert!((get(&*one, "weight.drop") - 0.26).abs() < 1e-14 && get(&*one, "weight.x") == 0.0);
    one.pull(grip, Pull::Move(DVec2::new(0.0, 7.0))).unwrap();
    assert!((get(&*one, "weight.drop") - 0.045).abs() < 1e-14, "no higher than the timer's slot");
    one.pull(grip, Pull::Move(DVec2::new(0.0, -7.0))).unwrap();
    one.pull(grip, Pull::Release).unwrap();
    assert!((get(&*one, "weight.drop") - 0.62).abs() < 1e-14 && get(&*one, "weight.hold") == 1.0);
    assert!(falling(&[(weight::DROP, 0.7)]).is_err_and(|e| e.sentence.contains("62.0 cm")));
}
