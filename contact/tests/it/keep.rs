//! A world that is written out and read in goes on with the same bits.

use crate::*;
use gewu_contact::{Coupling, Couplings, Moment, Uncoupled};

/// A pile that is still moving: boxes and balls, some removed.
fn pile() -> (World, Vec<BodyId>) {
    let mut world = world();
    put_ground(&mut world, 0.0, Material::rough(0.4));
    let mut bodies = Vec::new();
    for i in 0..80 {
        let place = v(0.23 * f64::from(i % 7) + 0.03 * f64::from(i % 3), 0.2 + 0.25 * f64::from(i / 7));
        let material = Material { restitution: 0.2, rolling: 0.001, ..Material::rough(0.4) };
        bodies.push(if i % 2 == 0 {
            put_box(&mut world, place, 0.2 * f64::from(i), v(0.08, 0.1), material)
        } else {
            put_disc(&mut world, place, 0.1, material)
        });
    }
    for _ in 0..40 {
        world.step(1.0 / 60.0, 4, &mut Uncoupled);
    }
    for i in [3, 40, 17] {
        world.remove_body(bodies.swap_remove(i));
    }
    (world, bodies)
}

struct Pins(Vec<BodyId>);

impl Coupling for Pins {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        for pair in self.0.windows(2) {
            out.pin(pair[0], v(0.05, 0.0), pair[1], v(-0.05, 0.0));
            out.push(pair[0], now.motion(pair[0]).0 * -0.1, 0.0);
        }
    }
}

#[test]
fn a_snapshot_goes_on_bit_for_bit() {
    let (mut world, bodies) = pile();
    let mut pins = Pins(bodies[..6].to_vec());
    world.step(1.0 / 60.0, 4, &mut pins);
    let bytes = postcard::to_allocvec(&world).unwrap();
    let mut again: World = postcard::from_bytes(&bytes).unwrap();
    for step in 0..120 {
        if step == 50 {
            for world in [&mut world, &mut again] {
                put_disc(world, v(0.5, 3.0), 0.1, Material::rough(0.4));
            }
        }
        world.step(1.0 / 60.0, 4, &mut pins);
        again.step(1.0 / 60.0, 4, &mut pins);
    }
    assert!(postcard::to_allocvec(&world).unwrap() == postcard::to_allocvec(&again).unwrap());
    assert!(bodies.iter().any(|&b| world.velocity(b).length() > 1e-3));
}

/// The same calls give the same bits, whatever was computed before.
#[test]
fn two_runs_are_one() {
    let (a, bodies) = pile();
    let (b, _) = pile();
    for &body in &bodies {
        assert_eq!(a.pose(body).place.x.to_bits(), b.pose(body).place.x.to_bits());
        assert_eq!(a.spin(body).to_bits(), b.spin(body).to_bits());
    }
}
