use super::parts::*;
use super::*;
use crate::numerics::random::Random;
use crate::quantity::Entries;
use crate::systems::{Ledger, PartKind, PartSetup, Setup, StepContext, Surroundings, System, VarId};

pub(super) fn part(id: &str, kind: &'static PartKind, joined: &[usize], values: &[(&str, f64)]) -> PartSetup {
    let mut setup = PartSetup {
        id: id.into(),
        kind,
        values: kind.variables.iter().map(|v| v.start).collect(),
        given: vec![false; kind.variables.len()],
        joined: joined.iter().map(|&j| Some(j)).collect(),
    };
    for (name, value) in values {
        let (index, _) = kind.variable(name).unwrap();
        setup.values[index] = *value;
        setup.given[index] = true;
    }
    setup
}

pub(super) fn build(parts: Vec<PartSetup>, options: &[(&'static str, f64)]) -> Box<dyn System> {
    let around = Surroundings { gravity: 9.81, pressure: 101_325.0, air_density: 1.2, temperature: 293.15 };
    let options: Entries<_, _> = options.iter().copied().collect();
    (KIND.build)(&Setup { id: "s".into(), parts, options, surroundings: around, open: false, catalogue: None }).unwrap()
}

pub(super) fn id(system: &dyn System, path: &str) -> VarId {
    VarId(system.variables().iter().position(|v| v.path == path).unwrap_or_else(|| panic!("no {path}")) as u32)
}

pub(super) fn get(system: &dyn System, path: &str) -> f64 {
    system.get(id(system, path))
}

pub(super) fn run(system: &mut dyn System, dt: f64, steps: usize, mut each: impl FnMut(&dyn System, f64)) {
    let mut random = Random::new(1);
    let mut events = Vec::new();
    for step in 0..steps {
        let time = step as f64 * dt;
        system.step(dt, &mut StepContext { time, random: &mut random, events: &mut events }).unwrap();
        each(system, time + dt);
    }
}

pub(super) fn energy(system: &dyn System) -> f64 {
    let mut book = Ledger::new();
    system.ledger(&mut book);
    book.balance()
}

#[test]
fn free_flight_is_exact() {
    let mut s = build(vec![part("ball", &ball::KIND, &[], &[("x", 0.0), ("y", 2.0), ("vx", 3.0), ("vy", 1.5)])], &[]);
    run(&mut *s, 0.01, 300, |s, t| {
        assert!((get(s, "ball.x") - 3.0 * t).abs() < 1e-9);
        assert!((get(s, "ball.y") - (2.0 + 1.5 * t - 0.5 * 9.81 * t * t)).abs() < 1e-9);
    });
}

#[test]
fn a_rolling_ball_leaves_its_track_with_the_speed_of_its_height() {
    for (rolls, share) in [(1.0, 10.0 / 7.0), (0.0, 2.0)] {
        let mut s = build(
            vec![
                part("ball", &ball::KIND, &[], &[("radius", 0.008)]),
                part("track", &track::KIND, &[0], &[("lip_y", 0.6), ("height", 0.1), ("rolls", rolls), ("hold", 0.0)]),
                part("floor", &floor::KIND, &[], &[]),
            ],
            &[],
        );
        let start = energy(&*s);
        run(&mut *s, 0.001, 2000, |s, _| assert!((energy(s) - start).abs() < 1e-12));
        let right = (share * 9.81 * 0.1_f64).sqrt();
        assert!((get(&*s, "track.launch_speed") / right - 1.0).abs() < 1e-9);
        // It lands where a parabola of that speed ends: the centre falls from 0.608 m to 0.008 m.
        let x = right * (2.0 * 0.6 / 9.81_f64).sqrt();
        assert!((get(&*s, "ball.x") - x).abs() < 1e-9, "{} {x}", get(&*s, "ball.x"));
        assert_eq!(get(&*s, "ball.speed"), 0.0);
    }
}

#[test]
fn a_string_goes_slack_and_taut_again() {
    // Thrown up inside a vertical circle too slowly to reach the top: leaves it where the tension vanishes,
    // at a height h above the centre with v^2 = g h (from m v^2 / r = m g cos).
    let mut s = build(
        vec![
            part("pivot", &anchor::KIND, &[], &[]),
            part("bob", &ball::KIND, &[], &[("mass", 0.1), ("x", 0.0), ("y", -1.0), ("vx", 6.5)]),
            part("string", &string::KIND, &[0, 1], &[("length", 1.0)]),
        ],
        &[],
    );
    let mut left = None;
    run(&mut *s, 0.001, 1500, |s, _| {
        if left.is_none() && get(s, "string.taut") == 0.0 {
            left = Some(get(s, "bob.y"));
        }
        let (x, y) = (get(s, "bob.x"), get(s, "bob.y"));
        assert!((x * x + y * y).sqrt() < 1.0 + 1e-9);
    });
    let right = (6.5 * 6.5 - 2.0 * 9.81) / (3.0 * 9.81);
    assert!((left.unwrap() - right).abs() < 5e-3, "{left:?} {right}");
    assert_eq!(get(&*s, "string.taut"), 1.0);
}

#[test]
fn saving_and_restoring_goes_on_with_the_same_bits() {
    let make = || {
        build(
            vec![
                part("pivot", &anchor::KIND, &[], &[]),
                part("bob", &ball::KIND, &[], &[("mass", 0.1)]),
                part("rod", &rod::KIND, &[0, 1], &[("length", 0.7), ("angle", 1.0)]),
                part("load", &ball::KIND, &[], &[("mass", 0.2)]),
                part("spring", &spring::KIND, &[1, 3], &[("natural", 0.2), ("stiffness", 30.0), ("damping", 0.1)]),
            ],
            &[("air", 1.0)],
        )
    };
    let (mut a, mut b) = (make(), make());
    run(&mut *a, 0.002, 500, |_, _| {});
    b.restore(&a.save()).unwrap();
    assert_eq!(a.save(), b.save());
    run(&mut *a, 0.002, 500, |_, _| {});
    run(&mut *b, 0.002, 500, |_, _| {});
    assert_eq!(a.save(), b.save());
    assert!(b.restore(&[1, 2, 3]).is_err());
}

#[cfg(feature = "rigid")]
mod rigid {
    use super::*;
    use crate::numerics::math::{PI, cos, sin, tan};

    fn incline(angle: f64, friction: f64) -> Box<dyn System> {
        build(
            vec![
                part("board", &surface::KIND, &[], &[("length", 20.0), ("angle", angle), ("friction", friction)]),
                part("block", &block::KIND, &[0], &[("along", 15.0), ("mass", 0.2)]),
            ],
            &[],
        )
    }

    #[test]
    fn a_block_slides_down_an_incline_as_coulomb_says() {
        for degrees in [20.0, 30.0, 40.0, 50.0, 60.0] {
            let angle = degrees * PI / 180.0;
            let mut s = incline(angle, 0.3);
            run(&mut *s, 0.002, 100, |_, _| {});
            let v0 = get(&*s, "block.velocity");
            run(&mut *s, 0.002, 300, |_, _| {});
            let a = (get(&*s, "block.velocity") - v0) / 0.6;
            let right = -9.81 * (sin(angle) - 0.3 * cos(angle));
            assert!((a / right - 1.0).abs() < 0.002, "{degrees}: {a} {right}");
            let normal = get(&*s, "block.normal");
            assert!((normal / (0.2 * 9.81 * cos(angle)) - 1.0).abs() < 0.002, "{degrees}: {normal}");
        }
    }

    #[test]
    fn it_slips_at_the_angle_of_friction() {
        for friction in [0.2, 0.4, 0.6] {
            let critical = crate::numerics::math::atan(friction);
            for (factor, slips) in [(0.995, false), (1.005, true)] {
                let angle = crate::numerics::math::atan(friction * factor);
                assert!((tan(angle) / tan(critical) - factor).abs() < 1e-12);
                let mut s = incline(angle, friction);
                run(&mut *s, 0.002, 100, |_, _| {});
                let at = get(&*s, "block.along");
                run(&mut *s, 0.002, 1000, |_, _| {});
                let moved = (get(&*s, "block.along") - at).abs();
                assert_eq!(moved > 1e-3, slips, "mu {friction} x {factor}: moved {moved}");
            }
        }
    }

    #[test]
    fn dragged_steadily_the_dynamometer_reads_the_friction() {
        for load in [0.0, 0.2, 0.4] {
            let mut s = build(
                vec![
                    part("board", &surface::KIND, &[], &[("length", 2.0)]),
                    part("block", &block::KIND, &[0], &[("along", 0.1), ("mass", 0.2), ("load", load)]),
                    part("hand", &hand::KIND, &[1], &[("speed", 0.1)]),
                    part(
                        "spring",
                        &spring::KIND,
                        &[2, 1],
                        &[("natural", 0.12), ("stiffness", 50.0), ("damping", 3.0), ("looks", 1.0)],
                    ),
                ],
                &[],
            );
            run(&mut *s, 0.002, 2000, |_, _| {});
            let right = 0.3 * (0.2 + load) * 9.81;
            let mut worst: f64 = 0.0;
            run(&mut *s, 0.002, 1000, |s, _| worst = worst.max((get(s, "spring.force") - right).abs()));
            assert!(worst < 0.05, "load {load}: {worst} of {right}");
            assert!((get(&*s, "block.velocity") - 0.1).abs() < 1e-3);
        }
    }

    #[test]
    fn contacts_save_and_restore_to_the_same_bits() {
        let (mut a, mut b) = (incline(0.5, 0.3), incline(0.5, 0.3));
        run(&mut *a, 0.002, 200, |_, _| {});
        b.restore(&a.save()).unwrap();
        run(&mut *a, 0.002, 200, |_, _| {});
        run(&mut *b, 0.002, 200, |_, _| {});
        assert_eq!(a.save(), b.save());
    }
}
