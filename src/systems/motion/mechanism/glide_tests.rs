//! Tests of what air tracks and runways add to rails: closed forms.

use super::super::parts::*;
use super::super::tests::{build, energy, get, id, part, run};
use crate::systems::{GripId, Pull, System};
use glam::DVec2;

fn near(got: f64, want: f64, within: f64) {
    assert!((got - want).abs() <= within, "{got} is not {want} within {within}");
}

/// Two gliders on a level track with a band at its start.
fn track(one: &[(&str, f64)], two: &[(&str, f64)], rail_more: &[(&str, f64)]) -> Box<dyn System> {
    let mut rails = vec![("length", 1.2), ("ends", 1.0), ("stiffness", 40.0), ("reach", 0.06)];
    rails.extend(rail_more);
    build(
        vec![
            part("rail", &rail::KIND, &[], &rails),
            part("one", &cart::KIND, &[0], &[&[("mass", 0.3), ("length", 0.12)], one].concat()),
            part("two", &cart::KIND, &[0], &[&[("mass", 0.2), ("length", 0.12)], two].concat()),
            part("flag", &flag::KIND, &[1], &[("width", 0.01), ("across", 0.08), ("along", 0.02)]),
            part("pan", &pan::KIND, &[1, 2], &[("x", -0.3), ("y", 0.1)]),
        ],
        &[],
    )
}

#[test]
fn a_band_gives_a_glider_the_energy_that_was_pressed_into_it() {
    let mut s = track(&[("along", 0.08)], &[("along", 1.0)], &[]);
    let start = energy(&*s);
    run(&mut *s, 0.002, 300, |s, _| near(energy(s), start, 1e-12));
    // k d^2 = m v^2, d = 0.06 + 0.06 - 0.08 m.
    near(get(&*s, "one.velocity"), 0.04 * (40.0_f64 / 0.3).sqrt(), 1e-10);
}

#[test]
fn velcro_couples_and_springs_part() {
    for (bumper, v1, v2) in [(0.0, 0.5 * 0.1 / 0.5, 0.5 * 0.6 / 0.5), (1.0, 0.3, 0.3)] {
        let mut s = track(&[("along", 0.3), ("velocity", 0.5), ("bumper", bumper)], &[("along", 0.6)], &[]);
        run(&mut *s, 0.002, 400, |_, _| ());
        near(get(&*s, "one.velocity"), v1, 1e-9);
        near(get(&*s, "two.velocity"), v2, 1e-9);
    }
}

#[test]
fn a_raised_rail_turns_about_its_pivot() {
    let mut s = track(&[("along", 0.3)], &[("along", 1.0)], &[("pivot", 1.2), ("x", 1.2), ("y", 0.5)]);
    near(get(&*s, "one.x"), 0.3, 1e-12);
    s.set(id(&*s, "rail.raise"), 0.03).unwrap();
    let (sin, cos) = (0.03, (1.0 - 0.03_f64 * 0.03).sqrt());
    near(get(&*s, "rail.tilt"), -crate::numerics::math::atan2(sin, cos), 1e-12);
    near(get(&*s, "one.x"), 1.2 - 0.9 * cos, 1e-12);
    near(get(&*s, "one.y"), 0.5 + 0.9 * sin, 1e-12);
    near(get(&*s, "rail.end_y"), 0.5, 1e-12);
    near(get(&*s, "flag.y"), 0.5 + 0.9 * sin - 0.02 * sin + 0.08 * cos, 1e-12);
    near(get(&*s, "flag.start_x"), 1.2 - 1.2 * cos + 0.02 * cos + 0.08 * sin, 1e-12);
    let start = energy(&*s);
    run(&mut *s, 0.002, 100, |s, _| near(energy(s), start, 1e-12));
    near(get(&*s, "one.velocity"), 9.81 * sin * 0.2, 1e-10);
}

#[test]
fn a_glider_is_weighed_and_put_back() {
    let mut s = track(&[("along", 0.3), ("load", 0.1), ("velocity", 0.2)], &[("along", 0.6)], &[]);
    let holds = id(&*s, "pan.holds");
    assert_eq!(get(&*s, "pan.mass"), 0.0);
    s.set(holds, 1.0).unwrap();
    near(get(&*s, "pan.mass"), 0.4, 1e-12);
    near(get(&*s, "one.x"), -0.3, 1e-12);
    // Off its rail it meets nobody, and no hand drags it off the pan.
    let start = energy(&*s);
    s.set(id(&*s, "two.velocity"), -0.5).unwrap();
    run(&mut *s, 0.002, 350, |_, _| ());
    assert!(get(&*s, "two.along") < 0.3);
    near(get(&*s, "one.x"), -0.3, 1e-12);
    near(energy(&*s), start, 1e-12);
    assert!(s.pull(GripId(0), Pull::Take(DVec2::new(-0.3, 0.1))).is_err());
    assert!(s.set(id(&*s, "one.along"), 0.4).is_err());
    s.set(id(&*s, "two.along"), 0.33).unwrap();
    s.set(holds, 2.0).unwrap();
    near(get(&*s, "pan.mass"), 0.2, 1e-12);
    near(get(&*s, "one.along"), 0.3, 1e-12);
    s.set(id(&*s, "one.along"), 0.33).unwrap();
    s.set(holds, 0.0).unwrap();
    // The other stands where it was: beside it there is room.
    near((get(&*s, "two.along") - get(&*s, "one.along")).abs(), 0.12, 1e-9);
    // What hangs on a string is not weighed.
    let mut s = runway(0.1, 0.0);
    let refused = s.set(id(&*s, "pan.holds"), 1.0);
    assert!(refused.is_err());
    assert_eq!(get(&*s, "pan.holds"), 0.0);
}

/// A cart on a board with its load over a pulley; friction, raised start.
fn runway(friction: f64, raise: f64) -> Box<dyn System> {
    build(
        vec![
            part(
                "board",
                &rail::KIND,
                &[],
                &[
                    ("x", 1.23),
                    ("y", 0.56),
                    ("pivot", 1.23),
                    ("length", 1.2),
                    ("feet", 1.13),
                    ("friction", friction),
                    ("raise", raise),
                    ("ends", 1.0),
                ],
            ),
            part("cart", &cart::KIND, &[0], &[("mass", 0.4), ("length", 0.12), ("along", 0.17)]),
            part("eye", &hook::KIND, &[1], &[("along", 0.064), ("across", 0.018)]),
            part("axle", &anchor::KIND, &[], &[("x", 1.23), ("y", 0.56)]),
            part("wheel", &pulley::KIND, &[3], &[("radius", 0.018), ("mass", 0.0)]),
            part("load", &weights::KIND, &[], &[("each", 0.005), ("hanger", 1e-4), ("count", 4.0)]),
            part("string", &string::KIND, &[2, 5, 4], &[("length", 1.1)]),
            part("floor", &floor::KIND, &[], &[("level", 0.064)]),
            part("pan", &pan::KIND, &[1], &[]),
        ],
        &[],
    )
}

#[test]
fn a_load_draws_a_cart_lands_and_is_lifted_again() {
    let raise = 0.02;
    let mut s = runway(0.012, raise);
    let (sin, m, hung): (f64, f64, f64) = (raise / 1.13, 0.4, 0.0201);
    let cos = (1.0 - sin * sin).sqrt();
    // The axle is the pivot of the board, so the string stays along it at any tilt.
    let a = 9.81 * (hung + m * (sin - 0.012 * cos)) / (m + hung);
    let start = energy(&*s);
    run(&mut *s, 0.002, 500, |s, _| near(energy(s), start, 1e-10));
    near(get(&*s, "cart.acceleration"), a, 1e-6);
    near(get(&*s, "cart.velocity"), a * 1.0, 1e-6);
    near(get(&*s, "eye.vx"), a * cos, 1e-6);
    run(&mut *s, 0.002, 1000, |s, _| near(energy(s), start, 1e-10));
    near(get(&*s, "load.y"), 0.064, 1e-9);
    assert_eq!(get(&*s, "string.taut"), 0.0);
    near(get(&*s, "cart.along"), 1.14, 1e-9);
    // A hand brings it back: the load is lifted.
    let at = DVec2::new(get(&*s, "cart.x"), get(&*s, "cart.y"));
    s.pull(GripId(0), Pull::Take(at)).unwrap();
    for i in 1..=20 {
        s.pull(GripId(0), Pull::Move(at - DVec2::new(0.05 * f64::from(i), 0.0))).unwrap();
        run(&mut *s, 0.002, 10, |_, _| ());
    }
    assert!(get(&*s, "cart.along") < 0.2, "{}", get(&*s, "cart.along"));
    assert!(get(&*s, "load.y") > 0.4, "{}", get(&*s, "load.y"));
    s.pull(GripId(0), Pull::Release).unwrap();
    let from = get(&*s, "cart.along");
    run(&mut *s, 0.002, 250, |_, _| ());
    near(get(&*s, "cart.along"), from + 0.5 * a * 0.25, 1e-6);
    // And by the arrow keys, from the buffer.
    run(&mut *s, 0.002, 2000, |_, _| ());
    near(get(&*s, "cart.along"), 1.14, 1e-9);
    for _ in 0..60 {
        s.pull(GripId(0), Pull::Nudge(DVec2::new(-1.0, 0.0))).unwrap();
    }
    near(get(&*s, "cart.along"), 0.54, 1e-3);
    let from = get(&*s, "cart.along");
    run(&mut *s, 0.002, 100, |_, _| ());
    assert!(get(&*s, "cart.along") > from + 0.003);
}

#[test]
fn a_pulley_goes_where_its_axle_is_put() {
    let mut s = runway(0.0, 0.0);
    let before = get(&*s, "load.y");
    s.set(id(&*s, "axle.y"), 0.60).unwrap();
    near(get(&*s, "wheel.y"), 0.60, 1e-12);
    // The string from the hook to the wheel is longer by its slope; the rest of it moves up with the wheel.
    let from = DVec2::new(get(&*s, "eye.x"), get(&*s, "eye.y"));
    assert!(get(&*s, "load.y") > before + 0.035, "{} {before}", get(&*s, "load.y"));
    let d = DVec2::new(1.23, 0.60) - from;
    let touch = (d.length_squared() - 0.018_f64 * 0.018).sqrt();
    let slope = crate::numerics::math::atan2(d.y, d.x) + crate::numerics::math::atan2(0.018, touch);
    let wound = 0.018 * (slope + std::f64::consts::PI / 2.0);
    near(get(&*s, "load.y"), 0.60 - (1.1 - touch - wound), 1e-9);
}
