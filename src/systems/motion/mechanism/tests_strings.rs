//! Strings that go slack and are drawn tight, several at once, over wheels with mass, and with something that touches.

use super::super::parts::*;
use super::super::tests::{build, energy, get, part, run};
use crate::numerics::math::cos;
use crate::systems::{Event, StepContext, System};

fn events(s: &mut dyn System, dt: f64, steps: usize) -> Vec<Event> {
    let mut random = crate::numerics::random::Random::new(1);
    let mut events = Vec::new();
    for step in 0..steps {
        s.step(dt, &mut StepContext { time: step as f64 * dt, random: &mut random, events: &mut events }).unwrap();
    }
    events
}

#[test]
fn strings_that_are_drawn_tight_at_one_instant_all_hold() {
    // A bar falls level by half a metre until its two strings, and the ball beside it, hold all at once.
    let hang = |name: &'static str, x: f64| part(name, &anchor::KIND, &[], &[("x", x)]);
    let mut s = build(
        vec![
            hang("left", -0.4),
            hang("right", 0.4),
            part("bar", &body::KIND, &[], &[("length", 0.8), ("height", 0.02), ("mass", 0.3), ("y", -0.5)]),
            part("one", &hook::KIND, &[2], &[("along", -0.4)]),
            part("two", &hook::KIND, &[2], &[("along", 0.4)]),
            part("first", &string::KIND, &[0, 3], &[("length", 1.0)]),
            part("second", &string::KIND, &[1, 4], &[("length", 1.0)]),
            hang("beside", 1.0),
            part("ball", &ball::KIND, &[], &[("mass", 0.1), ("x", 1.0), ("y", -0.5)]),
            part("third", &string::KIND, &[7, 8], &[("length", 1.0)]),
            // One island of both.
            part("spring", &spring::KIND, &[2, 8], &[("natural", 1.0), ("stiffness", 1e-3)]),
        ],
        &[],
    );
    let start = energy(&*s);
    let told = events(&mut *s, 0.002, 1000);
    for string in ["first", "second", "third"] {
        let taut = told.iter().filter(|event| event.name == "taut" && &*event.part == string).count();
        assert!(taut >= 1, "{string}: {told:?}");
        assert_eq!(get(&*s, &format!("{string}.taut")), 1.0, "{string}");
    }
    assert!((get(&*s, "bar.y") + 1.0).abs() < 1e-9, "{}", get(&*s, "bar.y"));
    assert!(get(&*s, "bar.angle").abs() < 1e-9 && get(&*s, "bar.vy").abs() < 1e-9);
    assert!((get(&*s, "ball.y") + 1.0).abs() < 1e-6, "{}", get(&*s, "ball.y"));
    assert!((energy(&*s) - start).abs() < 1e-9, "{:e}", energy(&*s) - start);
}

#[test]
fn a_string_slips_over_a_wheel_with_mass_while_it_is_slack() {
    let mut s = build(
        vec![
            part("beam", &anchor::KIND, &[], &[("y", 3.0)]),
            part("wheel", &pulley::KIND, &[0], &[("radius", 0.1), ("mass", 0.6)]),
            part("one", &ball::KIND, &[], &[("mass", 1.0), ("x", -0.1), ("y", 1.0), ("vy", 3.0)]),
            part("two", &ball::KIND, &[], &[("mass", 1.2), ("x", 0.1), ("y", 1.5)]),
            part("string", &string::KIND, &[2, 3, 1], &[]),
        ],
        &[],
    );
    let start = energy(&*s);
    let total = get(&*s, "string.length");
    let (mut slack, mut turning) = (0, 0.0);
    let mut last = (get(&*s, "one.y"), get(&*s, "two.y"));
    run(&mut *s, 0.002, 500, |s, t| {
        assert!((energy(s) - start).abs() < 1e-9, "{t}: {}", energy(s) - start);
        let now = (get(s, "one.y"), get(s, "two.y"));
        // Nothing jumps, and the string is never longer than it is.
        assert!((now.0 - last.0).abs() < 0.02 && (now.1 - last.1).abs() < 0.02, "{t}: {last:?} {now:?}");
        assert!(6.0 - now.0 - now.1 + std::f64::consts::PI * 0.1 < total + 1e-9, "{t}");
        last = now;
        if get(s, "string.taut") == 0.0 {
            // The wheel spins on as it was left.
            let rate = get(s, "wheel.angular_velocity");
            assert!(slack == 0 || rate == turning, "{t}: {rate} {turning}");
            (slack, turning) = (slack + 1, rate);
        }
    });
    assert!(slack > 10, "it was slack for a while");
    assert_eq!(get(&*s, "string.taut"), 1.0);
    // Held again it turns the wheel without slip.
    assert!((get(&*s, "wheel.angular_velocity") * 0.1 - get(&*s, "two.vy")).abs() < 1e-9);
}

#[test]
fn what_hangs_on_a_cart_by_a_string_lands_on_a_table() {
    // A block draws a cart over a wheel, lands after 0.3 m, and lies; the cart runs on with the speed it has then.
    let (m, hung, g, fall) = (0.4, 0.1, 9.81, 0.3);
    let mut s = build(
        vec![
            part("rail", &rail::KIND, &[], &[("y", 1.0), ("length", 3.0)]),
            part("cart", &cart::KIND, &[0], &[("mass", m), ("along", 0.3)]),
            part("edge", &anchor::KIND, &[], &[("x", 3.05), ("y", 0.98)]),
            part("wheel", &pulley::KIND, &[2], &[("radius", 0.02), ("mass", 0.0)]),
            part(
                "block",
                &body::KIND,
                &[],
                &[
                    ("shape", 1.0),
                    ("length", 0.05),
                    ("height", 0.04),
                    ("mass", hung),
                    ("solid", 1.0),
                    ("x", 3.07),
                    ("y", 0.5),
                ],
            ),
            part("string", &string::KIND, &[1, 4, 3], &[]),
            part("table", &wall::KIND, &[], &[("x", 2.5), ("y", 0.5 - 0.02 - fall), ("length", 1.0)]),
        ],
        &[("gravity", g)],
    );
    let a = hung * g / (m + hung);
    let start = energy(&*s);
    run(&mut *s, 0.002, 250, |_, _| ());
    assert!((get(&*s, "cart.velocity") - a * 0.5).abs() < 1e-9 * a, "exact until it comes near");
    run(&mut *s, 0.002, 500, |s, t| assert!(get(s, "block.y") > 0.2 - 1e-4, "{t}: {}", get(s, "block.y")));
    assert!((get(&*s, "block.y") - 0.2).abs() < 1e-4, "{}", get(&*s, "block.y"));
    let v = (2.0 * a * fall).sqrt();
    assert!((get(&*s, "cart.velocity") - v).abs() < 2e-3 * v, "{} {v}", get(&*s, "cart.velocity"));
    assert_eq!(get(&*s, "string.taut"), 0.0);
    assert!((energy(&*s) - start).abs() < 5e-3 * hung * g * fall, "{:e}", energy(&*s) - start);
    assert!((get(&*s, "table.normal") - hung * g).abs() < 1e-3 * hung * g, "{}", get(&*s, "table.normal"));
}

#[test]
fn a_cart_on_a_rough_rail_holds_what_lies_on_a_ramp_or_slips() {
    // A block on a smooth ramp of 30 degrees is held by a string along it, over a wheel, on a cart with brakes by friction
    // alone: what it asks for is m g sin 30.
    for (mu, holds) in [(0.6, true), (0.2, false)] {
        let (m, load, g, angle) = (1.0, 0.8, 9.81, std::f64::consts::PI / 6.0);
        let (sin, cos) = (0.5, cos(angle));
        // The ramp falls to the right from the edge; the string leaves the wheel along it.
        let (height, radius) = (0.03, 0.02);
        let along = glam::DVec2::new(cos, -sin);
        let up = glam::DVec2::new(sin, cos);
        let centre = glam::DVec2::new(0.0, 1.0 - radius);
        let block = centre + radius * up + along * 0.5;
        let foot = centre + (radius - height / 2.0) * up;
        let mut s = build(
            vec![
                part("rail", &rail::KIND, &[], &[("x", -3.0), ("y", 1.0), ("length", 2.9), ("friction", mu)]),
                part("cart", &cart::KIND, &[0], &[("mass", m), ("along", 1.0)]),
                part("edge", &anchor::KIND, &[], &[("x", centre.x), ("y", centre.y)]),
                part("wheel", &pulley::KIND, &[2], &[("radius", radius), ("mass", 0.0)]),
                part(
                    "block",
                    &body::KIND,
                    &[],
                    &[
                        ("shape", 1.0),
                        ("length", 0.1),
                        ("height", height),
                        ("mass", load),
                        ("solid", 1.0),
                        ("friction", 0.0),
                        ("x", block.x),
                        ("y", block.y),
                        ("angle", -angle),
                    ],
                ),
                part("string", &string::KIND, &[1, 4, 3], &[]),
                part(
                    "ramp",
                    &wall::KIND,
                    &[],
                    &[("x", foot.x), ("y", foot.y), ("angle", -angle), ("length", 3.0), ("friction", 0.0)],
                ),
            ],
            &[("gravity", g)],
        );
        let start = energy(&*s);
        run(&mut *s, 0.002, 300, |_, _| ());
        let (v, t) = (get(&*s, "cart.velocity"), 0.6);
        let a = (load * g * sin - mu * m * g) / (m + load);
        if holds {
            assert!(a < 0.0 && v == 0.0, "{v}");
            assert!((get(&*s, "cart.along") - 1.0).abs() < 1e-5, "{}", get(&*s, "cart.along"));
        } else {
            assert!((v - a * t).abs() < 5e-3 * a * t, "{v} {}", a * t);
            assert!((energy(&*s) - start).abs() < 5e-3 * 0.5 * (m + load) * v * v, "{:e}", energy(&*s) - start);
        }
        let normal = load * g * cos;
        assert!((get(&*s, "ramp.normal") - normal).abs() < 5e-3 * normal, "{}", get(&*s, "ramp.normal"));
    }
}
