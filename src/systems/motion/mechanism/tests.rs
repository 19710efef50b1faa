use super::super::parts::*;
use super::super::tests::{build, energy, get, id, part, run};
use crate::numerics::math::{PI, cos, elliptic_k, sin};
use crate::systems::System;

pub fn near(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs().max(1e-300), "{got} is not {want} within {relative}");
}

#[test]
fn an_atwood_machine_has_its_acceleration_and_tensions() {
    // mech_atwood_massive_pulley: a = (m2 - m1) g / (m1 + m2 + M/2).
    let (m1, m2, g) = (2.0, 3.0, 9.81);
    for mass in [0.0, 1.0] {
        let mut s = build(
            vec![
                part("beam", &anchor::KIND, &[], &[("y", 3.0)]),
                part("wheel", &pulley::KIND, &[0], &[("radius", 0.1), ("mass", mass)]),
                part("one", &ball::KIND, &[], &[("mass", m1), ("x", -0.1), ("y", 1.0)]),
                part("two", &ball::KIND, &[], &[("mass", m2), ("x", 0.1), ("y", 2.0)]),
                part("string", &string::KIND, &[2, 3, 1], &[]),
            ],
            &[],
        );
        let a = (m2 - m1) * g / (m1 + m2 + 0.5 * mass);
        near(get(&*s, "string.tension"), m1 * (g + a), 1e-12);
        near(get(&*s, "string.far_tension"), m2 * (g - a), 1e-12);
        near(get(&*s, "wheel.load"), m1 * (g + a) + m2 * (g - a), 1e-12);
        let start = energy(&*s);
        run(&mut *s, 0.002, 200, |_, _| ());
        let t = 0.4;
        near(get(&*s, "two.y"), 2.0 - 0.5 * a * t * t, 1e-10);
        near(get(&*s, "one.vy"), a * t, 1e-10);
        if mass > 0.0 {
            near(get(&*s, "wheel.angular_velocity"), -a * t / 0.1, 1e-10);
        }
        near(energy(&*s), start, 1e-12);
    }
}

#[test]
fn a_compound_atwood_machine_with_a_wheel_without_mass() {
    // mech_compound_atwood.
    let mut s = build(
        vec![
            part("beam", &anchor::KIND, &[], &[("y", 5.0)]),
            part("upper", &pulley::KIND, &[0], &[("radius", 0.1), ("mass", 0.0)]),
            part("lower", &pulley::KIND, &[], &[("radius", 0.05), ("mass", 0.0), ("x", 0.1), ("y", 3.5)]),
            part("one", &ball::KIND, &[], &[("mass", 4.0), ("x", -0.1), ("y", 3.0)]),
            part("two", &ball::KIND, &[], &[("mass", 1.0), ("x", 0.05), ("y", 2.0)]),
            part("three", &ball::KIND, &[], &[("mass", 2.0), ("x", 0.15), ("y", 2.5)]),
            part("long", &string::KIND, &[3, 2, 1], &[]),
            part("short", &string::KIND, &[4, 5, 2], &[]),
        ],
        &[],
    );
    let t = 0.2;
    run(&mut *s, 0.002, 100, |_, _| ());
    near(get(&*s, "one.vy"), -1.962 * t, 1e-9);
    near(get(&*s, "two.vy"), 5.886 * t, 1e-9);
    near(get(&*s, "three.vy"), -1.962 * t, 1e-9);
    near(get(&*s, "short.tension"), 15.696, 1e-9);
    near(get(&*s, "long.tension"), 2.0 * 15.696, 1e-9);
}

#[test]
fn a_cart_is_drawn_by_a_hanging_mass() {
    let (m, hung, g) = (0.3, 0.05, 9.81);
    let mut s = build(
        vec![
            part("rail", &rail::KIND, &[], &[("y", 0.8), ("length", 2.0)]),
            part("cart", &cart::KIND, &[0], &[("mass", m), ("along", 0.2)]),
            part("eye", &hook::KIND, &[1], &[("along", 0.05), ("across", 0.02)]),
            part("edge", &anchor::KIND, &[], &[("x", 2.05), ("y", 0.8)]),
            part("wheel", &pulley::KIND, &[3], &[("radius", 0.02), ("mass", 0.0)]),
            part("load", &ball::KIND, &[], &[("mass", hung)]),
            part("string", &string::KIND, &[2, 5, 4], &[("length", 2.2)]),
        ],
        &[],
    );
    let a = hung * g / (m + hung);
    near(get(&*s, "cart.acceleration"), a, 1e-12);
    near(get(&*s, "string.tension"), m * a, 1e-12);
    near(get(&*s, "cart.normal"), m * g, 1e-12);
    let start = energy(&*s);
    run(&mut *s, 0.002, 400, |_, _| ());
    near(get(&*s, "cart.along"), 0.2 + 0.5 * a * 0.64, 1e-10);
    near(energy(&*s), start, 1e-12);
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
fn a_double_pendulum_from_the_horizontal_agrees_with_an_independent_solution() {
    let mut s = build(
        vec![
            part("pivot", &anchor::KIND, &[], &[]),
            part("one", &ball::KIND, &[], &[("mass", 1.0)]),
            part("two", &ball::KIND, &[], &[("mass", 1.0)]),
            part("upper", &rod::KIND, &[0, 1], &[("length", 1.0), ("angle", PI / 2.0)]),
            part("lower", &rod::KIND, &[1, 2], &[("length", 1.0), ("angle", PI / 2.0)]),
            // Something that turns makes a mechanism of it.
            part("aside", &body::KIND, &[], &[("x", 5.0)]),
            part("nail", &anchor::KIND, &[], &[("x", 5.0)]),
            part("pin", &pin::KIND, &[6, 5], &[]),
        ],
        &[],
    );
    let start = energy(&*s);
    let mut worst: f64 = 0.0;
    run(&mut *s, 0.002, 5000, |s, _| worst = worst.max((energy(s) - start).abs()));
    assert!(worst < 1e-9, "{worst:e}");
    let wrapped = |x: f64| crate::numerics::math::wrap_angle(x);
    // scipy 1.17.1, DOP853, rtol 2.3e-14, atol 1e-15, on the equations for the two angles.
    let (one, two) = DOUBLE;
    assert!((wrapped(get(&*s, "upper.angle") - one)).abs() < 1e-6, "{}", get(&*s, "upper.angle"));
    assert!((wrapped(get(&*s, "lower.angle") - two)).abs() < 1e-6, "{}", get(&*s, "lower.angle"));
}

#[test]
fn a_planet_keeps_its_ellipse() {
    // Eccentricity 0.6, a = 1, G M = 1: from the far end, r = 1.6, v = sqrt((1 - e)/(1 + e)) = 0.5.
    let mut s = build(
        vec![
            part("sun", &anchor::KIND, &[], &[]),
            part("planet", &ball::KIND, &[], &[("mass", 1.0), ("x", 1.6), ("vy", 0.5), ("radius", 0.001)]),
            part("pull", &attraction::KIND, &[0], &[("strength", 1.0)]),
        ],
        &[("gravity", 0.0)],
    );
    let start = energy(&*s);
    near(start, -0.5, 1e-12);
    let mut worst: f64 = 0.0;
    run(&mut *s, 2.0 * PI / 400.0, 8000, |s, _| worst = worst.max((energy(s) - start).abs() / 0.5));
    assert!(worst < 1e-8, "{worst:e}");
    assert!((get(&*s, "planet.x") - 1.6).abs() < 1e-7, "{}", get(&*s, "planet.x"));
    assert!(get(&*s, "planet.y").abs() < 1e-7, "{}", get(&*s, "planet.y"));
}

#[test]
fn three_bodies_dance_the_figure_of_eight() {
    // mech_three_body_figure8 (REBOUND IAS15) at t = 6.325 913 98.
    let places = [(0.970_004_36, -0.243_087_53), (-0.970_004_36, 0.243_087_53), (0.0, 0.0)];
    let speeds = [(0.466_203_685, 0.432_365_73), (0.466_203_685, 0.432_365_73), (-0.932_407_37, -0.864_731_46)];
    let mut parts = Vec::new();
    for (i, ((x, y), (vx, vy))) in places.into_iter().zip(speeds).enumerate() {
        let values = [("mass", 1.0), ("radius", 1e-4), ("x", x), ("y", y), ("vx", vx), ("vy", vy)];
        parts.push(part(["a", "b", "c"][i], &ball::KIND, &[], &values));
    }
    for i in 0..3 {
        parts.push(part(["pa", "pb", "pc"][i], &attraction::KIND, &[i], &[("strength", 1.0)]));
    }
    let mut s = build(parts, &[("gravity", 0.0)]);
    let start = energy(&*s);
    let steps = 3000;
    run(&mut *s, 6.325_913_98 / f64::from(steps), steps as usize, |_, _| ());
    near(energy(&*s), start, 1e-11);
    for (body, x, y) in [
        ("a", 0.970_004_344_431_125_3, -0.243_087_543_456_794_06),
        ("b", -0.970_004_374_486_295, 0.243_087_515_537_225_52),
        ("c", 3.005_517_002_951_557e-8, 2.791_956_878_848_873_6e-8),
    ] {
        assert!((get(&*s, &format!("{body}.x")) - x).abs() < 1e-9);
        assert!((get(&*s, &format!("{body}.y")) - y).abs() < 1e-9);
    }
}

#[test]
fn carts_collide_with_any_masses_and_restitution() {
    // mech_collision_1d_e_series and others: v1' = (m1 u1 + m2 u2 + m2 e (u2 - u1))/(m1 + m2).
    for (m1, m2) in [(0.5, 1.5), (1.0, 1.0), (2.0, 0.001), (0.01, 30.0)] {
        for e in [1.0, 0.5, 0.0] {
            let (u1, u2) = (2.0, -1.0);
            let mut s = build(
                vec![
                    part("rail", &rail::KIND, &[], &[("length", 20.0)]),
                    part(
                        "one",
                        &cart::KIND,
                        &[0],
                        &[("mass", m1), ("along", 8.0), ("velocity", u1), ("restitution", e)],
                    ),
                    part("two", &cart::KIND, &[0], &[("mass", m2), ("along", 9.0), ("velocity", u2)]),
                ],
                &[],
            );
            let start = energy(&*s);
            run(&mut *s, 0.002, 300, |_, _| ());
            let v1 = (m1 * u1 + m2 * u2 + m2 * e * (u2 - u1)) / (m1 + m2);
            let v2 = (m1 * u1 + m2 * u2 + m1 * e * (u1 - u2)) / (m1 + m2);
            assert!((get(&*s, "one.velocity") - v1).abs() < 1e-9, "{m1} {m2} {e}: {}", get(&*s, "one.velocity"));
            assert!((get(&*s, "two.velocity") - v2).abs() < 1e-9, "{m1} {m2} {e}: {}", get(&*s, "two.velocity"));
            near(energy(&*s), start, 1e-12);
        }
    }
}

#[test]
fn a_ball_leaves_a_loop_where_it_no_longer_presses() {
    // Let go at a height h above the bottom of a loop of radius R, sliding: it leaves at an angle a beyond the side with
    // sin a = (2/3)(h/R - 1), hence at the height R (1 + sin a).
    let (radius, h, size) = (0.4, 0.85, 0.01);
    // Rail: down a slope, a level piece, then the loop, which carries on its left.
    let slope = -1.0;
    let drop = h + 0.2;
    let length = drop / sin(1.0);
    let mut s = build(
        vec![
            part(
                "slope",
                &rail::KIND,
                &[],
                &[("x", -length * cos(1.0) - 0.8), ("y", drop), ("angle", slope), ("length", length), ("holds", 1.0)],
            ),
            part("foot", &rail::KIND, &[0], &[("length", 0.2), ("bend", 0.2), ("holds", 1.0)]),
            part("loop", &rail::KIND, &[1], &[("length", 2.0 * PI * radius), ("bend", radius), ("holds", 1.0)]),
            part("ball", &ball::KIND, &[0], &[("radius", size), ("mass", 0.05), ("x", -1.0), ("y", 1.0)]),
        ],
        &[],
    );
    // Heights are measured from the bottom of the loop for the centre of the ball.
    let mut events = Vec::new();
    let mut random = crate::numerics::random::Random::new(1);
    let bottom = get(&*s, "foot.end_y") + size;
    let release = get(&*s, "ball.y") - bottom;
    let centre = radius - size;
    let start = energy(&*s);
    for step in 0..2000 {
        let time = f64::from(step) * 0.001;
        let mut cx = crate::systems::StepContext { time, random: &mut random, events: &mut events };
        s.step(0.001, &mut cx).unwrap();
        near(energy(&*s), start, 1e-11);
        if !events.is_empty() {
            break;
        }
    }
    assert_eq!(events[0].name, "lift_off");
    let expected = centre * (1.0 + 2.0 / 3.0 * (release / centre - 1.0));
    // Back to the instant: it has flown for less than a step since.
    let (y, vy) = (get(&*s, "ball.y") - bottom, get(&*s, "ball.vy"));
    let dt = events[0].time - (events[0].time / 0.001).ceil() * 0.001;
    assert!((y + vy * dt - expected).abs() < 1e-5, "{y} {expected} {release}");
}

fn cradle(pulled: usize) -> Box<dyn System> {
    let (l, r) = (0.5, 0.02);
    let mut parts = Vec::new();
    for i in 0..5 {
        parts.push(part(&format!("nail{i}"), &anchor::KIND, &[], &[("x", 2.0 * r * i as f64)]));
    }
    for i in 0..5 {
        parts.push(part(&format!("ball{i}"), &ball::KIND, &[], &[("mass", 0.1), ("radius", r)]));
    }
    for i in 0..5 {
        let angle = if i < pulled { -0.3 } else { 0.0 };
        parts.push(part(&format!("rod{i}"), &rod::KIND, &[i, 5 + i], &[("length", l), ("angle", angle)]));
    }
    parts.push(part("spare", &pulley::KIND, &[0], &[("mass", 0.1)]));
    build(parts, &[])
}

#[test]
fn a_cradle_passes_on_as_many_balls_as_come() {
    for pulled in 1..=3 {
        let mut s = cradle(pulled);
        let speed = (2.0 * 9.81 * 0.5 * (1.0 - cos(0.3))).sqrt();
        let mut most = [0.0_f64; 5];
        let start = energy(&*s);
        // Until the last ones are near the top of their way.
        run(&mut *s, 0.001, 600, |s, t| {
            if t > 0.45 {
                for (i, most) in most.iter_mut().enumerate() {
                    *most = most.max(get(s, &format!("ball{i}.vx")).abs());
                }
            }
        });
        near(energy(&*s), start, 1e-9);
        for (i, most) in most.into_iter().enumerate() {
            if i >= 5 - pulled {
                assert!(most > 0.99 * speed * 0.9, "{pulled}: ball {i} has {most} of {speed}");
            } else {
                assert!(most < 0.01 * speed, "{pulled}: ball {i} has {most} of {speed}");
            }
        }
    }
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

/// Angles of both rods after 10 s, rad.
const DOUBLE: (f64, f64) = (-0.5684746, -0.5263937);

#[test]
fn a_pendulum_is_caught_by_a_peg_and_let_go_again() {
    // Let go at a height below the peg's: it rises on the other side to the height it came from, about the peg, and back.
    let (l, peg) = (1.0, -0.6);
    let angle = 0.7_f64;
    let mut s = build(
        vec![
            part("nail", &anchor::KIND, &[], &[]),
            part("bob", &ball::KIND, &[], &[("mass", 0.1), ("x", -l * sin(angle)), ("y", -l * cos(angle))]),
            part("string", &string::KIND, &[0, 1], &[("length", l)]),
            part("peg", &peg::KIND, &[2], &[("y", peg)]),
        ],
        &[],
    );
    let start = energy(&*s);
    let (mut high, mut caught, mut back) = (f64::NEG_INFINITY, false, f64::NEG_INFINITY);
    run(&mut *s, 0.002, 1500, |s, t| {
        assert!((energy(s) - start).abs() < 1e-11, "{t}: {:e}", energy(s) - start);
        if get(s, "peg.holds") == 1.0 {
            caught = true;
            high = high.max(get(s, "bob.y"));
            let r = glam::DVec2::new(get(s, "bob.x"), get(s, "bob.y") - peg).length();
            assert!((r - 0.4).abs() < 1e-11, "{r}");
        } else if caught {
            back = back.max(get(s, "bob.y"));
        }
    });
    assert!(caught);
    // Steps of 2 ms: the tops are met to a few micrometres.
    assert!((high + l * cos(angle)).abs() < 1e-5, "{high}");
    assert!((back + l * cos(angle)).abs() < 1e-5, "{back}");
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
fn a_trebuchet_lets_its_sling_go_and_the_shot_lands() {
    let mut s = build(
        vec![
            part("axle", &anchor::KIND, &[], &[("y", 1.0)]),
            part("beam", &body::KIND, &[], &[("length", 1.6), ("height", 0.05), ("mass", 0.8), ("angle", 0.6)]),
            part("fulcrum", &hook::KIND, &[1], &[("along", 0.4)]),
            part("pin", &pin::KIND, &[0, 2], &[]),
            part("short", &hook::KIND, &[1], &[("along", 0.8)]),
            part("tip", &hook::KIND, &[1], &[("along", -0.8)]),
            part("weight", &ball::KIND, &[], &[("mass", 12.0), ("radius", 0.06)]),
            part("hanger", &rod::KIND, &[4, 6], &[("length", 0.3)]),
            part("shot", &ball::KIND, &[], &[("mass", 0.1), ("radius", 0.02)]),
            part("sling", &string::KIND, &[5, 8], &[("length", 0.5)]),
            part("ring", &release::KIND, &[9], &[("angle", -3.6), ("way", 1.0)]),
            part("ground", &floor::KIND, &[], &[("level", -3.0)]),
        ],
        &[],
    );
    let start = energy(&*s);
    let mut random = crate::numerics::random::Random::new(1);
    let mut events = Vec::new();
    let mut flight = None;
    for step in 0..6000 {
        let before = (get(&*s, "shot.x"), get(&*s, "shot.vx"));
        let time = f64::from(step) * 0.002;
        s.step(0.002, &mut crate::systems::StepContext { time, random: &mut random, events: &mut events }).unwrap();
        let moved = get(&*s, "shot.x") - before.0;
        assert!(moved.abs() < 0.002 * 60.0, "no jump: {moved}");
        assert!((energy(&*s) - start).abs() < 1e-8, "{step}: {:e}", energy(&*s) - start);
        if get(&*s, "ring.released") == 1.0 && flight.is_none() {
            flight = Some((get(&*s, "shot.vx"), get(&*s, "shot.vy"), get(&*s, "shot.x"), get(&*s, "shot.y")));
        }
        if events.iter().any(|event| event.name == "landing" && &*event.part == "shot") {
            break;
        }
    }
    let names: Vec<&str> = events.iter().map(|event| event.name).collect();
    assert!(names.contains(&"release") && names.contains(&"landing"), "{names:?}");
    // From the release on a parabola: it lands where that ends.
    let (vx, vy, x, y) = flight.unwrap();
    let fall = y - 0.02 + 3.0;
    let t = (vy + (vy * vy + 2.0 * 9.81 * fall).sqrt()) / 9.81;
    near(get(&*s, "shot.x"), x + vx * t, 1e-9);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_part() {
    let around = crate::systems::Surroundings { gravity: 9.81, pressure: 1e5, air_density: 1.2, temperature: 293.15 };
    let refused = |parts: Vec<crate::systems::PartSetup>| {
        let options = crate::quantity::Entries::new();
        let setup = crate::systems::Setup { id: "s".into(), parts, options, surroundings: around, open: false };
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
