//! What the table of accuracy (`tests/it/accuracy.rs`) has no line for.

use super::super::parts::*;
use super::super::tests::{build, energy, get, id, part, run};
use crate::numerics::math::{PI, cos, elliptic_k, sin};
use crate::systems::System;

pub fn near(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs().max(1e-300), "{got} is not {want} within {relative}");
}

#[test]
fn a_rough_incline_with_a_hanging_mass() {
    // mech_incline_pulley_hanging_mass: m1 = 3 kg on 20 degrees, mu = 0.15, m2 = 2 kg: it goes up.
    let angle = PI / 9.0;
    let mut s = build(
        vec![
            part("plane", &rail::KIND, &[], &[("angle", angle), ("length", 3.0), ("friction", 0.15)]),
            part("block", &cart::KIND, &[0], &[("mass", 3.0), ("along", 0.5)]),
            part("top", &anchor::KIND, &[], &[("x", 3.1 * cos(angle)), ("y", 3.1 * sin(angle))]),
            part("load", &ball::KIND, &[], &[("mass", 2.0)]),
            part("string", &string::KIND, &[1, 3, 5], &[("length", 3.0)]),
            // The string leaves the block along the plane: the wheel's rim is level with it.
            part("wheel", &pulley::KIND, &[6], &[("radius", 0.05), ("mass", 0.0)]),
            part(
                "axle",
                &anchor::KIND,
                &[],
                &[("x", 3.1 * cos(angle) + 0.05 * sin(angle)), ("y", 3.1 * sin(angle) - 0.05 * cos(angle))],
            ),
        ],
        &[],
    );
    run(&mut *s, 0.002, 100, |_, _| ());
    near(get(&*s, "block.acceleration"), 1.081_214_821_493_235_3, 1e-9);
    near(get(&*s, "string.tension"), 17.457_570_357_013_53, 1e-9);
    near(get(&*s, "block.velocity"), 1.081_214_821_493_235_3 * 0.2, 1e-9);
}

#[test]
fn a_cart_that_runs_out_stops_and_stays_where_friction_can_hold_it() {
    // Upwards on 10 degrees with mu = 0.3: stops after v^2 / (2 g (sin + mu cos)) and stays, for tan 10 < 0.3.
    let angle = PI / 18.0;
    let mut s = build(
        vec![
            part("plane", &rail::KIND, &[], &[("angle", angle), ("length", 3.0), ("friction", 0.3)]),
            part("cart", &cart::KIND, &[0], &[("along", 0.5), ("velocity", 2.0)]),
        ],
        &[],
    );
    let start = energy(&*s);
    let way = 4.0 / (2.0 * 9.81 * (sin(angle) + 0.3 * cos(angle)));
    run(&mut *s, 0.002, 1000, |s, _| near(energy(s), start, 1e-10));
    near(get(&*s, "cart.along"), 0.5 + way, 1e-10);
    assert_eq!(get(&*s, "cart.velocity"), 0.0);
    // Steeper than its angle of friction it slides down.
    let steep = 0.32;
    s.set(id(&*s, "plane.angle"), steep).unwrap();
    run(&mut *s, 0.002, 250, |_, _| ());
    near(get(&*s, "cart.velocity"), -0.5 * 9.81 * (sin(steep) - 0.3 * cos(steep)), 1e-9);
}

#[test]
fn a_bar_on_a_pin_keeps_its_energy_and_its_period() {
    // A bar of length l on a pin at its end: T = 4 K(sin^2(a/2)) sqrt(I / (m g l/2)), I = m (l^2 + h^2)/12 + m l^2/4.
    let (l, h, m, g) = (0.8, 0.02, 0.3, 9.81);
    let start_angle = PI / 3.0;
    let mut s = build(
        vec![
            part("wall", &anchor::KIND, &[], &[]),
            part(
                "bar",
                &body::KIND,
                &[],
                &[("length", l), ("height", h), ("mass", m), ("angle", start_angle - PI / 2.0)],
            ),
            part("end", &hook::KIND, &[1], &[("along", -l / 2.0)]),
            part("pin", &pin::KIND, &[0, 2], &[]),
        ],
        &[],
    );
    let inertia = m * (l * l + h * h) / 12.0 + m * l * l / 4.0;
    let k = sin(start_angle / 2.0);
    let right = 4.0 * elliptic_k(k * k) * (inertia / (m * g * l / 2.0)).sqrt();
    let start = energy(&*s);
    let mut crossings = Vec::new();
    let mut last = (0.0, start_angle);
    let mut worst: f64 = 0.0;
    run(&mut *s, 0.002, 30_000, |s, t| {
        worst = worst.max((energy(s) - start).abs() / (m * g * l / 2.0));
        let angle = get(s, "bar.angle") + PI / 2.0;
        if last.1 > 0.0 && angle <= 0.0 {
            crossings.push(last.0 + (t - last.0) * last.1 / (last.1 - angle));
        }
        last = (t, angle);
    });
    assert!(worst < 1e-10, "energy drift {worst:e}");
    let period = (crossings[crossings.len() - 1] - crossings[0]) / (crossings.len() - 1) as f64;
    near(period, right, 1e-6);
}

#[test]
fn a_motor_turns_gears_up_to_its_idle_speed() {
    let mut s = build(
        vec![
            part("a", &anchor::KIND, &[], &[]),
            part("b", &anchor::KIND, &[], &[("x", 0.15)]),
            part("small", &pulley::KIND, &[0], &[("radius", 0.05), ("mass", 0.2)]),
            part("large", &pulley::KIND, &[1], &[("radius", 0.1), ("mass", 0.8)]),
            part("teeth", &gear::KIND, &[2, 3], &[]),
            part("motor", &motor::KIND, &[2], &[("stall_torque", 0.02), ("idle_speed", 50.0)]),
        ],
        &[],
    );
    let start = energy(&*s);
    // I = I1 + I2 (r1/r2)^2; w = w0 (1 - exp(-t k/I)), k = stall/idle.
    let inertia = 0.5 * 0.2 * 0.0025 + 0.5 * 0.8 * 0.01 * 0.25;
    run(&mut *s, 0.002, 500, |s, t| {
        let right = 50.0 * (1.0 - crate::numerics::math::exp(-t * 0.02 / 50.0 / inertia));
        near(get(s, "small.angular_velocity"), right, 1e-8);
        near(get(s, "large.angular_velocity"), -right / 2.0, 1e-8);
        assert!((energy(s) - start).abs() < 1e-10);
    });
}

#[test]
fn a_string_over_a_wheel_goes_slack_and_taut_with_its_energy_accounted_for() {
    let mut s = build(
        vec![
            part("beam", &anchor::KIND, &[], &[("y", 3.0)]),
            part("wheel", &pulley::KIND, &[0], &[("radius", 0.1), ("mass", 0.0)]),
            part("one", &ball::KIND, &[], &[("mass", 1.0), ("x", -0.1), ("y", 1.0), ("vy", 3.0)]),
            part("two", &ball::KIND, &[], &[("mass", 1.2), ("x", 0.1), ("y", 1.5)]),
            part("string", &string::KIND, &[2, 3, 1], &[]),
        ],
        &[],
    );
    let start = energy(&*s);
    let mut slack = false;
    run(&mut *s, 0.002, 500, |s, _| {
        assert!((energy(s) - start).abs() < 1e-9, "{}", energy(s) - start);
        slack |= get(s, "string.taut") == 0.0;
    });
    assert!(slack, "it was slack for a while");
    assert_eq!(get(&*s, "string.taut"), 1.0);
}

#[test]
fn a_string_winds_up_on_a_peg_right_over_it() {
    // Let go at the height of the nail, with the peg low enough: v^2 at the top of the small circle is enough to go round.
    let mut s = build(
        vec![
            part("nail", &anchor::KIND, &[], &[]),
            part("bob", &ball::KIND, &[], &[("mass", 0.1), ("x", -1.0), ("y", 0.0)]),
            part("string", &string::KIND, &[0, 1], &[("length", 1.0)]),
            part("peg", &peg::KIND, &[2], &[("y", -0.7)]),
        ],
        &[],
    );
    let start = energy(&*s);
    let mut top: f64 = -2.0;
    run(&mut *s, 0.002, 600, |s, _| {
        assert!((energy(s) - start).abs() < 1e-10);
        if get(s, "peg.holds") == 1.0 {
            top = top.max(get(s, "bob.y"));
        }
    });
    // r = 0.3: v^2 = 2 g (0.7 - 0.3) > g r, so that it goes over the top of its circle.
    assert!((top + 0.4).abs() < 1e-4, "{top}");
}

#[test]
fn what_makes_no_sense_is_refused_with_its_part() {
    let around = crate::systems::Surroundings { gravity: 9.81, pressure: 1e5, air_density: 1.2, temperature: 293.15 };
    let refused = |parts: Vec<crate::systems::PartSetup>| {
        let options = crate::quantity::Entries::new();
        let setup = crate::systems::Setup {
            id: "s".into(),
            parts,
            options,
            surroundings: around,
            open: false,
            catalogue: None,
        };
        match (super::super::KIND.build)(&setup) {
            Ok(_) => panic!("it was built"),
            Err(error) => (error.path, error.sentence),
        }
    };
    let wall = || part("wall", &anchor::KIND, &[], &[]);
    let check = |parts: Vec<crate::systems::PartSetup>, path: &str, words: &str| {
        let (found, sentence) = refused(parts);
        assert!(found == path && sentence.contains(words), "{found}: {sentence}");
    };
    // A string shorter than its ends.
    check(
        vec![
            wall(),
            part("bob", &ball::KIND, &[], &[("x", 2.0), ("y", 0.0)]),
            part("cord", &string::KIND, &[0, 1], &[("length", 1.0)]),
            part("aside", &shaker::KIND, &[], &[]),
        ],
        "cord.length",
        "its course is 2.000 m",
    );
    // A bar on two pins holds what is held.
    check(
        vec![
            wall(),
            part("other", &anchor::KIND, &[], &[("x", 1.0)]),
            part("bar", &body::KIND, &[], &[("length", 1.0), ("x", 0.5)]),
            part("left", &hook::KIND, &[2], &[("along", -0.5)]),
            part("right", &hook::KIND, &[2], &[("along", 0.5)]),
            part("one", &pin::KIND, &[0, 3], &[]),
            part("two", &pin::KIND, &[1, 4], &[]),
        ],
        "two",
        "already",
    );
    // A rod that is not as long as its ends are apart.
    check(
        vec![
            wall(),
            part("bob", &ball::KIND, &[], &[("x", 0.0), ("y", -1.0)]),
            part("bar", &rod::KIND, &[0, 1], &[("length", 0.5)]),
            part("aside", &shaker::KIND, &[], &[]),
        ],
        "bar.length",
        "1.000 m apart",
    );
    // A wheel without mass that nothing holds.
    check(vec![part("wheel", &pulley::KIND, &[], &[("mass", 0.0)])], "wheel", "nothing holds it");
    // A cart beyond its rail; a motor that cannot turn anything; a ring of rails.
    check(
        vec![part("way", &rail::KIND, &[], &[]), part("cart", &cart::KIND, &[0], &[("along", 3.0)])],
        "cart.along",
        "has room",
    );
    check(
        vec![wall(), part("wheel", &pulley::KIND, &[0], &[("mass", 0.0)]), part("motor", &motor::KIND, &[1], &[])],
        "wheel.mass",
        "nothing could turn it",
    );
    check(vec![part("one", &rail::KIND, &[1], &[]), part("two", &rail::KIND, &[0], &[])], "one", "in a ring");
}

/// A stepped belt from a crank to an arm with a ball on it, seen from above.
fn rotor(set: &[(&str, f64)], idle: f64) -> Box<dyn System> {
    let of = |name: &str, start: f64| set.iter().find(|s| s.0 == name).map_or(start, |s| s.1);
    build(
        vec![
            part("axis", &anchor::KIND, &[], &[]),
            part("post", &anchor::KIND, &[], &[("x", -0.25)]),
            part("crank", &pulley::KIND, &[1], &[("radius", 0.03), ("mass", 0.3)]),
            part("arm", &pulley::KIND, &[0], &[("radius", 0.03), ("mass", 0.3)]),
            part("belt", &gear::KIND, &[2, 3], &[("by", 1.0), ("ratio", of("ratio", 1.0))]),
            part("seat", &hook::KIND, &[3], &[("along", of("r", 0.1))]),
            part("ball", &ball::KIND, &[], &[("mass", of("m", 0.05)), ("x", of("r", 0.1))]),
            part("joint", &pin::KIND, &[6, 5], &[]),
            part(
                "motor",
                &motor::KIND,
                &[2],
                &[("stall_torque", 2.0), ("idle_speed", idle), ("ripple", of("ripple", 0.0))],
            ),
        ],
        &[("gravity", 0.0)],
    )
}

#[test]
fn a_ball_on_an_arm_is_held_by_m_omega_squared_r_at_each_step_of_the_belt() {
    for (ratio, r, m) in [(1.0, 0.1, 0.05), (2.0, 0.1, 0.05), (3.0, 0.2, 0.02)] {
        let mut s = rotor(&[("ratio", ratio), ("r", r), ("m", m)], 8.0);
        let start = energy(&*s);
        run(&mut *s, 0.002, 3000, |s, _| assert!((energy(s) - start).abs() < 1e-9));
        let omega = 8.0 * ratio;
        near(get(&*s, "arm.angular_velocity"), omega, 1e-9);
        near(get(&*s, "joint.force"), m * omega * omega * r, 1e-8);
        near(get(&*s, "joint.axial"), m * omega * omega * r, 1e-8);
    }
    // Put on other steps the belt stands still for it, and the wheels stay where they are.
    let mut s = rotor(&[], 8.0);
    run(&mut *s, 0.002, 1000, |_, _| {});
    let angle = get(&*s, "arm.angle");
    s.set(id(&*s, "belt.ratio"), 3.0).unwrap();
    near(get(&*s, "arm.angle"), angle, 1e-12);
    assert_eq!(get(&*s, "arm.angular_velocity"), 0.0);
    run(&mut *s, 0.002, 3000, |_, _| {});
    near(get(&*s, "arm.angular_velocity"), 24.0, 1e-9);
    near(get(&*s, "crank.angular_velocity"), 8.0, 1e-9);
    // The ball goes where its seat is put, and keeps turning with the arm.
    s.set(id(&*s, "seat.along"), 0.05).unwrap();
    run(&mut *s, 0.002, 3000, |_, _| {});
    near(get(&*s, "joint.force"), 0.05 * 24.0 * 24.0 * 0.05, 1e-8);
}

/// `J dw/dt = T (1 + e sin q) - T w/w0`: driven once a turn the speed swings by about `e w0/sqrt(1 + (w0 tau)^2)`.
#[test]
fn an_uneven_hand_makes_the_speed_swing_once_a_turn() {
    let (ripple, idle) = (0.1, 8.0);
    let mut s = rotor(&[("ripple", ripple)], idle);
    let start = energy(&*s);
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    run(&mut *s, 0.002, 4000, |s, t| {
        assert!((energy(s) - start).abs() < 1e-9);
        if t > 4.0 {
            let omega = get(s, "crank.angular_velocity");
            // Along the arm only the turning counts; its changes push across.
            near(get(s, "joint.axial"), 0.05 * omega * omega * 0.1, 1e-8);
            (low, high) = (low.min(omega), high.max(omega));
        }
    });
    let inertia = 2.0 * 0.5 * 0.3 * 0.0009 + 0.05 * 0.01;
    let tau = inertia * idle / 2.0;
    let swing = ripple * idle / (1.0 + (idle * tau) * (idle * tau)).sqrt();
    near(0.5 * (high - low), swing, 0.01);
    near(0.5 * (high + low), idle, 0.01);
}
