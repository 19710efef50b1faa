//! What is at rest stays there.

use crate::*;
use gewu_contact::Uncoupled;

#[test]
fn a_stack_of_ten_boxes_does_not_creep_in_a_minute() {
    for (dt, substeps) in [(1.0 / 60.0, 4), (0.002, 2)] {
        let mut world = world();
        put_ground(&mut world, 0.0, Material::rough(0.5));
        let half = v(0.05, 0.05);
        let boxes: Vec<_> = (0..10)
            .map(|i| put_box(&mut world, v(0.0, 0.05 + 0.1 * f64::from(i)), 0.0, half, Material::rough(0.5)))
            .collect();
        let steps = (60.0 / dt) as usize;
        let mut settled = Vec::new();
        for step in 0..steps {
            world.step(dt, substeps, &mut Uncoupled);
            if step == steps / 60 {
                settled = boxes.iter().map(|&b| (world.pose(b).place, world.angle(b))).collect();
            }
        }
        for (i, (&b, (place, angle))) in boxes.iter().zip(&settled).enumerate() {
            let moved = world.pose(b).place - *place;
            assert!(moved.length() < 1e-4, "{i}: {moved:?}");
            assert!(world.pose(b).place.x.abs() < 1e-4, "{i}: {:?}", world.pose(b).place);
            assert!((world.angle(b) - angle).abs() < 1e-4);
            // Contacts give way by g over the square of their frequency, the more the coarser the step.
            let sunk = 0.05 + 0.1 * i as f64 - world.pose(b).place.y;
            assert!((0.0..if dt > 0.01 { 0.03 } else { 2e-3 }).contains(&sunk), "{i}: {:?}", world.pose(b).place);
            assert!(world.velocity(b).length() < 1e-6, "{i}: {:?}", world.velocity(b));
        }
    }
}

#[test]
fn a_block_on_an_incline_stays_for_twenty_seconds() {
    let angle = 20f64.to_radians();
    for (dt, substeps) in [(1.0 / 60.0, 4), (0.002, 1)] {
        let mut world = world();
        put_ground(&mut world, angle, Material::rough(0.5));
        let out = Turn::by(angle).of(DVec2::Y);
        let block = put_box(&mut world, out * 0.05, angle, v(0.1, 0.05), Material::rough(0.5));
        let mut settled = DVec2::ZERO;
        let second = (1.0 / dt) as usize;
        for step in 0..21 * second {
            if step == second {
                settled = world.pose(block).place;
            }
            world.step(dt, substeps, &mut Uncoupled);
        }
        let moved = world.pose(block).place - settled;
        assert!(moved.length() < 1e-6, "{dt} {moved:?}");
        let weight = 4000.0 * 0.005 * G * dt;
        let (normal, friction): (f64, f64) = world.touching(block).fold((0.0, 0.0), |(n, f), contact| {
            let points = contact.points();
            (n + points.iter().map(|p| p.normal).sum::<f64>(), f + points.iter().map(|p| p.friction).sum::<f64>())
        });
        let turn = Turn::by(angle);
        assert!(near(normal, weight * turn.cos, 1e-5), "{normal}");
        assert!(near(friction.abs(), weight * turn.sin, 1e-5), "{friction}");
    }
}

/// A case of the validation set: uniform ladder of 4 m and 12 kg at 65 degrees, a person of 70 kg 3 m up, smooth wall.
#[test]
fn the_reactions_of_a_ladder() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.5));
    let wall = world.insert_body(BodyDef::fixed(v(-0.5, 5.0), 0.0)).unwrap();
    world.insert_shape(wall, &Shape::cuboid(v(0.5, 5.0)), Material::SMOOTH).unwrap();
    let turn = Turn::by(65f64.to_radians());
    // From the foot on the floor, on the right, up to the wall.
    let up = v(-turn.cos, turn.sin);
    let foot = v(4.0 * turn.cos, 0.0);
    let mass = 82.0;
    let centre = (12.0 * 2.0 + 70.0 * 3.0) / mass;
    let inertia = 12.0 * 16.0 / 12.0 + 12.0 * (centre - 2.0) * (centre - 2.0) + 70.0 * (centre - 3.0) * (centre - 3.0);
    let ladder = world.insert_body(BodyDef::at(foot + up * centre, mass, inertia)).unwrap();
    let line = Shape::Segment { a: -up * centre, b: up * (4.0 - centre), one_sided: false, before: None, after: None };
    world.insert_shape(ladder, &line, Material::rough(0.5)).unwrap();
    let dt = 0.002;
    for _ in 0..2000 {
        world.step(dt, 2, &mut Uncoupled);
    }
    assert!(world.velocity(ladder).length() < 1e-6, "{:?}", world.velocity(ladder));
    for contact in world.touching(ladder) {
        let force = contact.impulse() / dt * if contact.bodies[0] == ladder { -1.0 } else { 1.0 };
        if contact.bodies.contains(&wall) {
            assert!(near(force.x, 267.6069704002814, 2e-3) && force.y.abs() < 1e-6, "{force:?}");
        } else {
            assert!(near(force.y, 804.42, 2e-3), "{force:?}");
            // It needs so much friction: 0.3327 of the normal force.
            assert!(near(-force.x / force.y, 0.3326707073422856, 5e-3), "{force:?}");
        }
    }
    assert_eq!(world.touching(ladder).count(), 2);
}

#[test]
fn a_wall_of_bricks_stands_at_a_coarse_step() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.6));
    let mut top = None;
    for row in 0..10 {
        for i in 0..6 - row % 2 {
            let x = 0.21 * f64::from(i) + if row % 2 == 0 { 0.0 } else { 0.105 };
            top = Some(put_box(&mut world, v(x, 0.05 + 0.1 * f64::from(row)), 0.0, v(0.1, 0.05), Material::rough(0.6)));
        }
    }
    for _ in 0..1200 {
        world.step(1.0 / 60.0, 4, &mut Uncoupled);
    }
    let top = top.unwrap();
    assert!((world.pose(top).place - v(0.945, 0.95)).length() < 0.02, "{:?}", world.pose(top));
    assert!(world.angle(top).abs() < 0.01);
    assert_eq!(world.islands().len(), 1);
}

/// More contacts on one body than there are colours.
#[test]
fn a_plate_bears_a_hundred_balls() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.5));
    let plate = put_box(&mut world, v(0.0, 0.05), 0.0, v(4.0, 0.05), Material::rough(0.5));
    let balls: Vec<_> = (0..120)
        .map(|i| put_disc(&mut world, v(0.065 * (f64::from(i) - 59.5), 0.13), 0.03, Material::rough(0.5)))
        .collect();
    let dt = 0.002;
    for _ in 0..1000 {
        world.step(dt, 2, &mut Uncoupled);
    }
    for &ball in &balls {
        assert!((world.pose(ball).place.y - 0.13).abs() < 1e-4, "{:?}", world.pose(ball));
        assert!(world.velocity(ball).length() < 1e-6, "{:?}", world.velocity(ball));
    }
    let borne: f64 = world.touching(plate).map(|contact| contact.impulse().y.abs()).sum();
    let weight = (4000.0 * 0.2 + 2.0 * 120.0) * G * dt;
    assert!(near(borne, weight, 1e-5), "{borne} {weight}");
    assert_eq!(world.touching(plate).count(), 121);
}

/// What is put into another comes out slowly, not like a shot.
#[test]
fn an_overlap_is_left_without_a_leap() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.5));
    let block = put_box(&mut world, v(0.0, 0.02), 0.0, v(0.05, 0.05), Material::rough(0.5));
    let mut fastest = 0.0f64;
    for _ in 0..1000 {
        world.step(0.002, 2, &mut Uncoupled);
        fastest = fastest.max(world.velocity(block).length());
    }
    assert!(fastest < 0.05, "{fastest}");
    assert!((world.pose(block).place.y - 0.05).abs() < 1e-4, "{:?}", world.pose(block));
}
