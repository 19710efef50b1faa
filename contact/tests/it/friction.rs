//! Sliding and rolling, at steps of 2 ms.

use crate::*;
use gewu_contact::Uncoupled;

const DT: f64 = 0.002;

#[test]
fn free_fall_is_exact() {
    for (dt, substeps) in [(1.0 / 60.0, 4), (0.1, 1)] {
        let mut world = world();
        let body = world
            .insert_body(BodyDef { velocity: v(3.0, 4.0), spin: 2.0, ..BodyDef::at(v(1.0, 2.0), 1.0, 1.0) })
            .unwrap();
        let steps = (1.0 / dt) as i32;
        for _ in 0..steps {
            world.step(dt, substeps, &mut Uncoupled);
        }
        let t = f64::from(steps) * dt;
        let expected = v(1.0 + 3.0 * t, 2.0 + 4.0 * t - 0.5 * G * t * t);
        assert!((world.pose(body).place - expected).length() < 1e-12, "{:?} {expected}", world.pose(body));
        assert!((world.angle(body) - 2.0 * t).abs() < 1e-12);
    }
}

#[test]
fn a_block_slides_down_an_incline() {
    let angle = 30f64.to_radians();
    for substeps in [1, 2, 4] {
        let mut world = world();
        put_ground(&mut world, angle, Material::rough(0.2));
        let turn = Turn::by(angle);
        let start = turn.of(v(5.0, 0.05));
        let block = put_box(&mut world, start, angle, v(0.1, 0.05), Material::rough(0.2));
        for _ in 0..500 {
            world.step(DT, substeps, &mut Uncoupled);
        }
        let acceleration = G * (turn.sin - 0.2 * turn.cos);
        let way = -turn.back(world.pose(block).place - start).x;
        let speed = -turn.back(world.velocity(block)).x;
        assert!(near(way, 0.5 * acceleration, 5e-4), "{substeps} {way} {}", 0.5 * acceleration);
        assert!(near(speed, acceleration, 5e-4), "{substeps} {speed} {acceleration}");
    }
}

#[test]
fn a_disc_rolls_down_an_incline() {
    let angle = 20f64.to_radians();
    for substeps in [1, 4] {
        let mut world = world();
        put_ground(&mut world, angle, Material::rough(0.6));
        let turn = Turn::by(angle);
        let start = turn.of(v(5.0, 0.1));
        let disc = put_disc(&mut world, start, 0.1, Material::rough(0.6));
        for _ in 0..500 {
            world.step(DT, substeps, &mut Uncoupled);
        }
        let acceleration = G * turn.sin / 1.5;
        let way = -turn.back(world.pose(disc).place - start).x;
        assert!(near(way, 0.5 * acceleration, 1e-3), "{substeps} {way} {}", 0.5 * acceleration);
        assert!(near(world.angle(disc) * 0.1, way, 1e-3), "{} {way}", world.angle(disc) * 0.1);
    }
}

/// A case of the validation set: a disc thrown without spin, 3 m/s, friction 0.2.
#[test]
fn sliding_turns_to_rolling() {
    for substeps in [1, 4] {
        let mut world = world();
        put_ground(&mut world, 0.0, Material::rough(0.2));
        let disc = put_disc(&mut world, v(-2.0, 0.1), 0.1, Material::rough(0.2));
        world.set_velocity(disc, v(3.0, 0.0), 0.0);
        let (mut t_roll, mut distance) = (0.0, 0.0);
        for step in 1..=500 {
            let slip = world.velocity(disc).x + 0.1 * world.spin(disc);
            let x = world.pose(disc).place.x;
            world.step(DT, substeps, &mut Uncoupled);
            let after = world.velocity(disc).x + 0.1 * world.spin(disc);
            if t_roll == 0.0 && after < 1e-5 {
                // Within the step, slip falls at 3 mu g.
                let within = (slip / (3.0 * 0.2 * G)).min(DT);
                t_roll = f64::from(step - 1) * DT + within;
                distance = x + 2.0 + 2.0 * within;
            }
        }
        assert!(near(t_roll, 0.509683995922528, 2e-3), "{t_roll}");
        assert!(near(distance, 1.27420998980632, 2e-3), "{distance}");
        assert!(near(world.velocity(disc).x, 2.0, 2e-3), "{:?}", world.velocity(disc));
        assert!(near(world.spin(disc), -20.0, 2e-3));
    }
}

#[test]
fn braking_distance() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.7));
    let block = put_box(&mut world, v(-10.0, 0.05), 0.0, v(0.5, 0.05), Material::rough(0.7));
    world.set_velocity(block, v(10.0, 0.0), 0.0);
    for _ in 0..1000 {
        world.step(DT, 2, &mut Uncoupled);
    }
    let way = world.pose(block).place.x + 10.0;
    assert!(near(way, 100.0 / (2.0 * 0.7 * G), 2e-3), "{way}");
    assert!(world.velocity(block).length() < 1e-7);
}

/// Static friction holds up to its own coefficient; once it slides, the lesser one counts.
#[test]
fn static_friction_exceeds_sliding() {
    let surface = Material { friction: 0.5, sliding: 0.3, ..Material::SMOOTH };
    for (pull, moves) in [(0.45, false), (0.55, true)] {
        let mut world = world();
        put_ground(&mut world, 0.0, surface);
        let block = put_box(&mut world, v(0.0, 0.05), 0.0, v(0.2, 0.05), surface);
        let weight = 4000.0 * 0.01 * G;
        for step in 0..1000 {
            // It rests first; then the pull grows.
            let share = (f64::from(step) / 400.0).min(1.0);
            world.push(block, v(pull * weight * share, 0.0), 0.0);
            world.step(DT, 2, &mut Uncoupled);
        }
        if moves {
            // From 0.5 on, which it reaches after 400 / 1.1 steps, friction is 0.3 of the weight.
            let speed = world.velocity(block).x;
            let growing = (1.0 - 0.5 / 0.55) * 400.0 * DT * (0.5 * (0.5 + 0.55) - 0.3) * G;
            let expected = growing + 600.0 * DT * (0.55 - 0.3) * G;
            assert!(near(speed, expected, 0.01), "{speed} {expected}");
        } else {
            assert!(world.pose(block).place.x.abs() < 1e-5, "{:?}", world.pose(block));
        }
    }
}

#[test]
fn resistance_to_rolling_stops_a_disc() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.8));
    let disc = put_disc(&mut world, v(0.0, 0.1), 0.1, Material { rolling: 0.002, ..Material::rough(0.8) });
    world.set_velocity(disc, v(1.0, 0.0), -10.0);
    for _ in 0..2000 {
        world.step(DT, 2, &mut Uncoupled);
    }
    // The torque of 0.002 m times the weight slows 3/2 m.
    let deceleration = 0.002 * G / 0.1 / 1.5;
    let way = 1.0 / (2.0 * deceleration);
    let t = 4.0f64.min(1.0 / deceleration);
    let expected = t - 0.5 * deceleration * t * t;
    assert!(expected < way);
    assert!(near(world.pose(disc).place.x, expected, 2e-3), "{} {expected}", world.pose(disc).place.x);
    for _ in 0..3000 {
        world.step(DT, 2, &mut Uncoupled);
    }
    assert!(near(world.pose(disc).place.x, way, 2e-3), "{} {way}", world.pose(disc).place.x);
    assert!(world.spin(disc).abs() < 1e-5);
}

/// A conveyor: what lies on it takes its speed.
#[test]
fn a_moved_support_carries_what_lies_on_it() {
    let mut world = world();
    let belt = put_ground(&mut world, 0.0, Material::rough(0.4));
    world.set_velocity(belt, v(1.0, 0.0), 0.0);
    let block = put_box(&mut world, v(0.0, 0.05), 0.0, v(0.1, 0.05), Material::rough(0.4));
    for _ in 0..500 {
        world.step(DT, 2, &mut Uncoupled);
    }
    assert!((world.velocity(block) - v(1.0, 0.0)).length() < 1e-6, "{:?}", world.velocity(block));
    assert!((world.pose(belt).place.x - 1.0).abs() < 1e-12);
    let expected = 1.0 - 0.5 / (0.4 * G);
    assert!(near(world.pose(block).place.x, expected, 2e-3), "{} {expected}", world.pose(block).place.x);
}
