//! Forces and joints that the caller computes.

use crate::*;
use gewu_contact::{Coupling, Couplings, Entry, Moment, Row, Uncoupled};

struct Spring {
    body: BodyId,
    stiffness: f64,
}

impl Coupling for Spring {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        out.push(self.body, -self.stiffness * now.pose(self.body).place, 0.0);
    }
}

#[test]
fn a_spring_keeps_its_amplitude() {
    let mut world = World::new(DVec2::ZERO);
    let body = world.insert_body(BodyDef::at(v(0.5, 0.0), 1.0, 1.0)).unwrap();
    let mut spring = Spring { body, stiffness: 10.0 };
    let steps = 20 * 60;
    let mut most = 0.0f64;
    for step in 0..steps {
        world.step(1.0 / 60.0, 4, &mut spring);
        if step > steps - 180 {
            most = most.max(world.pose(body).place.x);
        }
    }
    assert!(near(most, 0.5, 2e-3), "{most}");
    let omega = 10f64.sqrt();
    let expected = 0.5 * Turn::by(omega * f64::from(steps) / 60.0).cos;
    assert!((world.pose(body).place.x - expected).abs() < 2e-3, "{} {expected}", world.pose(body).place.x);
}

struct Pendulum {
    pivot: BodyId,
    bob: BodyId,
    length: f64,
}

impl Coupling for Pendulum {
    fn couple(&mut self, _: &Moment, out: &mut Couplings) {
        out.pin(self.pivot, DVec2::ZERO, self.bob, v(0.0, self.length));
    }
}

/// A bar on a pin: its period, and the pull of the pin at rest.
#[test]
fn a_pin_holds_a_pendulum() {
    let mut world = world();
    let pivot = world.insert_body(BodyDef::fixed(DVec2::ZERO, 0.0)).unwrap();
    let length = 1.0;
    let turn = Turn::by(0.1);
    let def = BodyDef { angle: 0.1, ..BodyDef::at(turn.of(v(0.0, -length)), 2.0, 2.0 / 3.0) };
    let bob = world.insert_body(def).unwrap();
    let mut joint = Pendulum { pivot, bob, length };
    let (mut crossings, mut time) = (Vec::new(), 0.0);
    for _ in 0..5000 {
        let before = world.angle(bob);
        world.step(0.002, 2, &mut joint);
        time += 0.002;
        let after = world.angle(bob);
        if before > 0.0 && after <= 0.0 {
            crossings.push(time - 0.002 * after / (after - before));
        }
    }
    // For a bar: sqrt((I + m l²) / (m g l)), with the first correction for amplitude.
    let omega = (2.0 * G * length / (2.0 / 3.0 + 2.0 * length * length)).sqrt();
    let period = std::f64::consts::TAU / omega * (1.0 + 0.01 / 16.0);
    let found = (crossings[crossings.len() - 1] - crossings[0]) / (crossings.len() - 1) as f64;
    assert!(near(found, period, 1e-3), "{found} {period}");
    let off = world.pose(bob).point(v(0.0, length)).length();
    assert!(off < 1e-4, "{off}");
    let mut hanging = world;
    hanging.set_pose(bob, v(0.0, -length), 0.0);
    hanging.set_velocity(bob, DVec2::ZERO, 0.0);
    for _ in 0..500 {
        hanging.step(0.002, 2, &mut joint);
    }
    let pull = hanging.pin_impulses()[0] / 0.002;
    assert!((pull - v(0.0, 2.0 * G)).length() < 1e-3, "{pull}");
}

/// A rope over a massless pulley: one row, which only pulls.
struct Atwood([BodyId; 2]);

impl Coupling for Atwood {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        let [a, b] = self.0;
        let (ya, yb) = (now.pose(a).place.y, now.pose(b).place.y);
        let entries = [Entry { body: a, x: 0.0, y: -1.0, spin: 0.0 }, Entry { body: b, x: 0.0, y: -1.0, spin: 0.0 }];
        out.row(&Row { entries: &entries, error: -(ya + yb) - 2.0, lower: f64::NEG_INFINITY, upper: 0.0, give: None });
    }
}

#[test]
fn a_rope_over_a_pulley() {
    let mut world = world();
    let bodies = [3.0, 2.0].map(|m| world.insert_body(BodyDef::at(v(m, -1.0), m, 1.0)).unwrap());
    let mut rope = Atwood(bodies);
    for _ in 0..250 {
        world.step(0.002, 2, &mut rope);
    }
    let acceleration = G / 5.0;
    let fall = -1.0 - world.pose(bodies[0]).place.y;
    assert!(near(fall, 0.5 * acceleration * 0.25, 2e-3), "{fall}");
    assert!(near(world.velocity(bodies[1]).y, 0.5 * acceleration, 1e-4));
    let tension = -world.row_impulses()[0] / 0.002;
    assert!(near(tension, 2.0 * 3.0 * 2.0 / 5.0 * G, 1e-4), "{tension}");
    // Thrown up, the heavier makes the rope slack: both fall freely.
    world.set_velocity(bodies[0], v(0.0, 3.0), 0.0);
    world.set_velocity(bodies[1], v(0.0, 3.0), 0.0);
    world.step(0.002, 2, &mut rope);
    assert_eq!(world.row_impulses()[0], 0.0);
    assert!((world.velocity(bodies[0]).y - (3.0 - 0.002 * G)).abs() < 1e-12);
}

/// A row that gives way is a spring: under the weight it stretches by m g / k.
#[test]
fn a_soft_row_is_a_spring() {
    struct Soft(BodyId);
    impl Coupling for Soft {
        fn couple(&mut self, now: &Moment, out: &mut Couplings) {
            let entries = [Entry { body: self.0, x: 0.0, y: 1.0, spin: 0.0 }];
            let error = now.pose(self.0).place.y;
            let all = f64::INFINITY;
            out.row(&Row { entries: &entries, error, lower: -all, upper: all, give: Some((200.0, 20.0)) });
        }
    }
    let mut world = world();
    let body = world.insert_body(BodyDef::at(DVec2::ZERO, 2.0, 1.0)).unwrap();
    for _ in 0..5000 {
        world.step(0.002, 2, &mut Soft(body));
    }
    let expected = -2.0 * G / 200.0;
    assert!(near(world.pose(body).place.y, expected, 1e-3), "{} {expected}", world.pose(body).place.y);
}

#[test]
fn jointed_bodies_may_be_kept_apart() {
    let mut world = World::new(DVec2::ZERO);
    let a = put_box(&mut world, DVec2::ZERO, 0.0, v(0.5, 0.5), Material::SMOOTH);
    let b = put_box(&mut world, v(0.5, 0.0), 0.0, v(0.5, 0.5), Material::SMOOTH);
    world.set_apart(a, b, true);
    for _ in 0..10 {
        world.step(0.01, 2, &mut Uncoupled);
    }
    assert_eq!((world.contacts().count(), world.pose(a).place), (0, DVec2::ZERO));
    world.set_apart(a, b, false);
    for _ in 0..10 {
        world.step(0.01, 2, &mut Uncoupled);
    }
    assert_eq!(world.contacts().count(), 1);
    assert!(world.pose(a).place.x < 0.0 && world.pose(b).place.x > 0.5);
}
