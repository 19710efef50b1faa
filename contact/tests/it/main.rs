//! What bodies in contact do, against closed forms.

mod friction;
mod impact;
mod joints;
mod keep;
mod report;
mod rest;

use gewu_contact::{BodyDef, BodyId, Material, Shape, Turn, World};
use glam::DVec2;

const G: f64 = 9.81;

fn world() -> World {
    World::new(DVec2::new(0.0, -G))
}

fn v(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

/// A box of a density of 1000 kg/m², by its half lengths.
fn put_box(world: &mut World, place: DVec2, angle: f64, half: DVec2, material: Material) -> BodyId {
    let mass = 4000.0 * half.x * half.y;
    let def = BodyDef { angle, ..BodyDef::at(place, mass, mass * half.length_squared() / 3.0) };
    let body = world.insert_body(def).unwrap();
    world.insert_shape(body, &Shape::cuboid(half), material).unwrap();
    body
}

/// A uniform disc of 1 kg.
fn put_disc(world: &mut World, place: DVec2, radius: f64, material: Material) -> BodyId {
    let body = world.insert_body(BodyDef::at(place, 1.0, 0.5 * radius * radius)).unwrap();
    world.insert_shape(body, &Shape::disc(radius), material).unwrap();
    body
}

/// Ground whose face goes through the origin, tilted.
fn put_ground(world: &mut World, angle: f64, material: Material) -> BodyId {
    let body = world.insert_body(BodyDef::fixed(Turn::by(angle).of(v(0.0, -0.5)), angle)).unwrap();
    world.insert_shape(body, &Shape::cuboid(v(50.0, 0.5)), material).unwrap();
    body
}

/// Whether two numbers agree to a share of the second.
fn near(found: f64, expected: f64, share: f64) -> bool {
    (found - expected).abs() <= share * expected.abs()
}
