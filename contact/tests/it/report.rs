//! What a step says about contacts, and what bad input gets.

use crate::*;
use gewu_contact::{BadShape, Filter, Refused, Uncoupled};

#[test]
fn contacts_begin_and_end_with_the_speed_they_met_at() {
    let mut world = world();
    let ground = put_ground(&mut world, 0.0, Material::bouncy(0.5));
    let ball = put_disc(&mut world, v(0.0, 0.6), 0.1, Material::bouncy(0.5));
    let (mut began, mut ended) = (Vec::new(), 0);
    for step in 0..300 {
        world.step(0.002, 2, &mut Uncoupled);
        for shapes in world.began() {
            let contact = world.contacts().find(|contact| contact.shapes == shapes).unwrap();
            began.push((step, contact.approach));
            assert!(contact.bodies.contains(&ground) && contact.bodies.contains(&ball));
        }
        ended += world.ended().count();
    }
    // It falls 0.5 m, and comes back with half the speed after twice the time for that.
    let speed = (2.0 * G * 0.5).sqrt();
    assert_eq!((began.len(), ended), (1, 1), "{began:?}");
    assert_eq!(began[0].0, (speed / G / 0.002) as i32);
    assert!(near(began[0].1, speed, 1e-9), "{began:?} {speed}");
}

#[test]
fn islands_are_what_touches() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.5));
    let put = |world: &mut World, x: f64, y: f64| put_box(world, v(x, y), 0.0, v(0.05, 0.05), Material::rough(0.5));
    let a = put(&mut world, 0.0, 0.05);
    let alone = put(&mut world, 1.0, 0.05);
    let b = put(&mut world, 0.0, 0.15);
    let high = put(&mut world, 3.0, 5.0);
    for _ in 0..30 {
        world.step(0.002, 2, &mut Uncoupled);
    }
    assert_eq!(world.islands(), vec![vec![a, b], vec![alone], vec![high]]);
    world.remove_body(a);
    world.step(0.002, 2, &mut Uncoupled);
    assert_eq!(world.islands(), vec![vec![alone], vec![b], vec![high]]);
    assert_eq!(world.touching(b).count(), 0);
    assert!(!world.has(a) && world.has(b));
}

#[test]
fn filters_let_some_pass() {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::SMOOTH);
    let ghost = world.insert_body(BodyDef::at(v(0.0, 0.2), 1.0, 1.0)).unwrap();
    world.insert_filtered(ghost, &Shape::disc(0.1), Material::SMOOTH, Filter { kinds: 2, meets: 4 }).unwrap();
    for _ in 0..500 {
        world.step(0.002, 2, &mut Uncoupled);
    }
    assert!(world.pose(ghost).place.y < -4.0);
}

#[test]
fn what_cannot_be_is_refused() {
    let mut world = world();
    let bad = |def: BodyDef| World::new(DVec2::ZERO).insert_body(def).unwrap_err();
    assert_eq!(bad(BodyDef::at(DVec2::ZERO, 0.0, 1.0)), Refused::Mass);
    assert_eq!(bad(BodyDef::at(DVec2::ZERO, 1.0, f64::NAN)), Refused::Mass);
    assert_eq!(bad(BodyDef::at(v(f64::NAN, 0.0), 1.0, 1.0)), Refused::NotFinite);
    let body = put_disc(&mut world, DVec2::ZERO, 1.0, Material::SMOOTH);
    assert_eq!(
        world.insert_shape(body, &Shape::disc(-1.0), Material::SMOOTH).unwrap_err(),
        Refused::Shape(BadShape::Empty)
    );
    world.remove_body(body);
    assert_eq!(world.insert_shape(body, &Shape::disc(1.0), Material::SMOOTH).unwrap_err(), Refused::NoBody);
    world.set_velocity(body, v(1.0, 0.0), 0.0);
    world.push(body, v(1.0, 0.0), 0.0);
    world.step(0.01, 4, &mut Uncoupled);
    world.step(f64::NAN, 4, &mut Uncoupled);
    world.step(0.01, 0, &mut Uncoupled);
    assert_eq!(world.velocity(body), DVec2::ZERO);
}

/// A ground of segments carries a box over its joints as if it were one.
#[test]
fn a_box_slides_over_the_joints_of_a_chain() {
    let mut world = world();
    let ground = world.insert_body(BodyDef::fixed(DVec2::ZERO, 0.0)).unwrap();
    let points: Vec<DVec2> = (0..41).map(|i| v(0.1 * f64::from(i), 0.0)).collect();
    for segment in Shape::chain(&points, true) {
        world.insert_shape(ground, &segment, Material::rough(0.1)).unwrap();
    }
    let block = put_box(&mut world, v(0.3, 0.05), 0.0, v(0.07, 0.05), Material::rough(0.1));
    let disc = put_disc(&mut world, v(0.05, 0.05), 0.05, Material::SMOOTH);
    world.set_velocity(block, v(2.0, 0.0), 0.0);
    world.set_velocity(disc, v(0.5, 0.0), 0.0);
    for _ in 0..500 {
        world.step(0.002, 2, &mut Uncoupled);
        assert!(world.angle(block).abs() < 1e-3, "{:?} {}", world.pose(block), world.angle(block));
        assert!((world.pose(block).place.y - 0.05).abs() < 1e-4, "{:?}", world.pose(block));
        assert!((world.pose(disc).place.y - 0.05).abs() < 1e-4, "{:?}", world.pose(disc));
    }
    let expected = 0.3 + 2.0 - 0.5 * 0.1 * G;
    assert!(near(world.pose(block).place.x, expected, 2e-3), "{:?} {expected}", world.pose(block));
    assert!(near(world.pose(disc).place.x, 0.55, 1e-4), "{:?}", world.pose(disc));
}
