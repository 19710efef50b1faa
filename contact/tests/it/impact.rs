//! Bodies that hit each other.

use crate::*;
use gewu_contact::Uncoupled;

/// Two discs on one line without gravity.
fn pair(masses: [f64; 2], speeds: [f64; 2], restitution: f64) -> (World, [BodyId; 2]) {
    let mut world = World::new(DVec2::ZERO);
    let bodies = [0, 1].map(|i| {
        let def = BodyDef {
            velocity: v(speeds[i], 0.0),
            ..BodyDef::at(v(i as f64 - 0.5, 0.0), masses[i], 0.005 * masses[i])
        };
        let body = world.insert_body(def).unwrap();
        world.insert_shape(body, &Shape::disc(0.1), Material::bouncy(restitution)).unwrap();
        body
    });
    (world, bodies)
}

#[test]
fn any_masses_and_restitution_in_one_line() {
    for masses in [[1.0, 1.0], [1.0, 3.0], [0.001, 50.0], [1e4, 0.3]] {
        for restitution in [0.0, 0.3, 0.8, 1.0] {
            for speeds in [[1.0, 0.0], [2.0, -1.5], [0.3, 0.1]] {
                let (mut world, bodies) = pair(masses, speeds, restitution);
                let mut closest = f64::INFINITY;
                for _ in 0..600 {
                    world.step(1.0 / 60.0, 4, &mut Uncoupled);
                    closest = closest.min(world.pose(bodies[1]).place.x - world.pose(bodies[0]).place.x);
                }
                let [m, n] = masses;
                let [u, w] = speeds;
                let common = (m * u + n * w) / (m + n);
                let expected =
                    [common - n * restitution * (u - w) / (m + n), common + m * restitution * (u - w) / (m + n)];
                for (body, expected) in bodies.iter().zip(expected) {
                    let found = world.velocity(*body);
                    assert!(
                        (found.x - expected).abs() < 1e-9 && found.y == 0.0,
                        "{masses:?} {restitution} {speeds:?}: {found} {expected}"
                    );
                }
                assert!(closest > 0.2 - 1e-6, "{closest}");
            }
        }
    }
}

#[test]
fn momentum_is_kept_to_the_last_digits_in_a_crowd() {
    let mut world = World::new(DVec2::ZERO);
    let mut bodies = Vec::new();
    for i in 0..60 {
        let place = v(f64::from(i % 8) * 0.31, f64::from(i / 8) * 0.33);
        let material = Material { restitution: f64::from(i % 3) * 0.4, ..Material::rough(0.3) };
        let body = if i % 2 == 0 {
            put_box(&mut world, place, 0.3 * f64::from(i), v(0.1, 0.08), material)
        } else {
            put_disc(&mut world, place, 0.1, material)
        };
        let mass = if i % 2 == 0 { 4000.0 * 0.008 } else { 1.0 };
        world.set_velocity(body, (v(1.1, 1.2) - place) * 3.0, f64::from(i % 5) - 2.0);
        bodies.push((body, mass));
    }
    let sums = |world: &World| {
        bodies.iter().fold((DVec2::ZERO, 0.0, 0.0), |(p, size, energy), &(body, mass)| {
            let velocity = world.velocity(body);
            (p + velocity * mass, size + velocity.length() * mass, energy + 0.5 * mass * velocity.length_squared())
        })
    };
    let (before, size, energy) = sums(&world);
    let mut touched = 0;
    for _ in 0..300 {
        world.step(1.0 / 60.0, 4, &mut Uncoupled);
        touched += world.began().count();
    }
    let (after, _, left) = sums(&world);
    assert!(touched > 60, "{touched}");
    assert!((after - before).length() < 1e-12 * size, "{before} {after}");
    assert!(left < 0.9 * energy);
}

#[test]
fn a_ball_bounces_to_its_height() {
    for restitution in [1.0, 0.8] {
        let mut world = world();
        put_ground(&mut world, 0.0, Material::bouncy(0.0));
        let ball = put_disc(&mut world, v(0.0, 2.1), 0.1, Material::bouncy(restitution));
        let mut heights = Vec::new();
        let mut rising = false;
        for _ in 0..20_000 {
            world.step(0.002, 2, &mut Uncoupled);
            let speed = world.velocity(ball).y;
            if rising && speed <= 0.0 {
                // The apex lies within the step.
                heights.push(world.pose(ball).place.y - 0.1 + speed * speed / (2.0 * G));
            }
            rising = speed > 0.0;
        }
        for (i, height) in heights.iter().take(20).enumerate() {
            let expected = (0..=i).fold(2.0, |height, _| height * restitution * restitution);
            assert!(near(*height, expected, 5e-3), "{restitution} {i}: {height} {expected}");
        }
        assert!(heights.len() >= 20, "{}", heights.len());
    }
}

/// However fast, nothing goes through a thin wall.
#[test]
fn a_bullet_does_not_pass_a_wall() {
    let mut world = World::new(DVec2::ZERO);
    let wall = world.insert_body(BodyDef::fixed(v(1.0, 0.0), 0.0)).unwrap();
    world.insert_shape(wall, &Shape::cuboid(v(0.001, 1.0)), Material::SMOOTH).unwrap();
    let bullet = put_disc(&mut world, DVec2::ZERO, 0.002, Material::SMOOTH);
    world.set_velocity(bullet, v(700.0, 0.0), 0.0);
    for _ in 0..10 {
        world.step(1.0 / 60.0, 4, &mut Uncoupled);
    }
    assert!(world.pose(bullet).place.x < 0.9975, "{:?}", world.pose(bullet));
    assert!(world.velocity(bullet).length() < 1e-9, "{:?}", world.velocity(bullet));
}

/// A box falls flat: both points share the blow, and it does not turn.
#[test]
fn a_box_that_falls_flat_stops_flat() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.5));
    let block = put_box(&mut world, v(0.0, 0.55), 0.0, v(0.1, 0.05), Material::rough(0.5));
    for _ in 0..1000 {
        world.step(0.002, 2, &mut Uncoupled);
    }
    assert!((world.pose(block).place - v(0.0, 0.05)).length() < 1e-4, "{:?}", world.pose(block));
    assert!(world.angle(block).abs() < 1e-6, "{}", world.angle(block));
    assert!(world.velocity(block).length() < 1e-7);
}
