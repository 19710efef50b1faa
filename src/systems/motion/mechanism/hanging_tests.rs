//! A lever with nuts, hooked masses and a dynamometer: against closed forms of its equilibrium.

use super::super::parts::*;
use super::super::tests::{build, energy, get, id, part, run};
use crate::numerics::math::{atan, cos, sin};
use crate::systems::{Pull, System};
use glam::DVec2;

const PIVOT: f64 = 0.36;
const AXLE: f64 = 0.01;
const MASS: f64 = 0.12;

/// A lever of 60 cm whose axle is 10 mm above its middle, two masses, and a dynamometer.
fn lever(damping: f64) -> Box<dyn System> {
    build(
        vec![
            part("pivot", &anchor::KIND, &[], &[("y", PIVOT)]),
            part(
                "lever",
                &body::KIND,
                &[],
                &[("shape", 4.0), ("length", 0.6), ("height", 0.026), ("mass", MASS), ("places", 0.0)],
            ),
            part("axle", &hook::KIND, &[1], &[("across", AXLE)]),
            part("pin", &pin::KIND, &[0, 2], &[("damping", damping)]),
            part("nut", &nut::KIND, &[1], &[("along", 0.32), ("mass", 0.015)]),
            part("one", &hooked::KIND, &[1], &[("stand_x", -0.2)]),
            part("two", &hooked::KIND, &[1], &[("stand_x", 0.2)]),
            part("hand", &holder::KIND, &[], &[("x", 0.45), ("y", 0.6)]),
            part("claw", &hooked::KIND, &[1], &[("looks", 1.0), ("mass", 0.001), ("damping", 0.05)]),
            part(
                "spring",
                &spring::KIND,
                &[7, 8],
                &[("looks", 1.0), ("natural", 0.207), ("stiffness", 50.0), ("damping", 0.3)],
            ),
        ],
        &[],
    )
}

fn set(s: &mut dyn System, path: &str, value: f64) {
    let at = id(s, path);
    s.set(at, value).unwrap();
}

fn pull(s: &mut dyn System, grip: &str, pulls: &[Pull]) {
    let at = s.grips().iter().find(|g| g.path == grip).unwrap().id;
    for one in pulls {
        s.pull(at, *one).unwrap_or_else(|e| panic!("{grip}: {e}"));
    }
}

fn near(got: f64, want: f64, within: f64) {
    assert!((got - want).abs() <= within, "{got} is not {want} within {within}");
}

#[test]
fn a_turned_nut_tilts_the_lever_by_its_moment_over_that_of_its_weight() {
    let mut s = lever(0.01);
    set(&mut *s, "nut.turned", 0.004);
    run(&mut *s, 0.002, 20000, |_, _| ());
    near(get(&*s, "lever.angle"), -atan(0.015 * 0.004 / (MASS * AXLE)), 1e-9);
    near(get(&*s, "pin.force"), MASS * 9.81, 1e-8);
    set(&mut *s, "nut.turned", 0.0);
    run(&mut *s, 0.002, 20000, |_, _| ());
    near(get(&*s, "lever.angle"), 0.0, 1e-9);
}

#[test]
fn masses_hang_where_they_are_let_go_and_balance_by_force_times_arm() {
    let mut s = lever(0.01);
    let at = |s: &dyn System, part: &str| DVec2::new(get(s, &format!("{part}.x")), get(s, &format!("{part}.y")));
    let from = at(&*s, "one");
    // A place of the grid, missed by 9 mm; the other by keys.
    pull(&mut *s, "one", &[Pull::Take(from), Pull::Move(DVec2::new(-0.109, PIVOT - 0.015)), Pull::Release]);
    assert_eq!((get(&*s, "one.hung"), get(&*s, "one.along")), (1.0, -0.1));
    pull(&mut *s, "two", &[Pull::Nudge(DVec2::X), Pull::Nudge(DVec2::X)]);
    assert_eq!((get(&*s, "two.hung"), get(&*s, "two.along")), (1.0, 0.1));
    run(&mut *s, 0.002, 20000, |_, _| ());
    near(get(&*s, "lever.angle"), 0.0, 1e-9);
    near(get(&*s, "pin.force"), (MASS + 0.1) * 9.81, 1e-8);
    near(get(&*s, "lever.left"), 0.05 * 9.81 * 0.1, 1e-15);
    // One place further out: the weights turn it until the lever's own weight holds them.
    pull(&mut *s, "two", &[Pull::Nudge(DVec2::X)]);
    run(&mut *s, 0.002, 40000, |_, _| ());
    near(get(&*s, "lever.angle"), -atan(0.05 * 0.05 / ((MASS + 0.1) * AXLE)), 1e-9);
    // By keys from side to side, never onto the axle, never off the end.
    pull(&mut *s, "two", &[Pull::Nudge(DVec2::NEG_X); 3]);
    assert_eq!(get(&*s, "two.along"), -0.05);
    pull(&mut *s, "two", &[Pull::Nudge(DVec2::X * 10.0)]);
    assert_eq!(get(&*s, "two.along"), 0.25);
    pull(&mut *s, "two", &[Pull::Nudge(DVec2::NEG_Y)]);
    assert_eq!((get(&*s, "two.hung"), get(&*s, "two.weight")), (0.0, 0.0));
    near(get(&*s, "two.x"), 0.2, 1e-12);
}

#[test]
fn a_mass_let_go_in_the_air_falls_and_lies_there_with_its_energy_as_heat() {
    let mut s = lever(0.01);
    let stands = get(&*s, "one.y");
    let from = DVec2::new(get(&*s, "one.x"), stands);
    pull(&mut *s, "one", &[Pull::Take(from), Pull::Move(DVec2::new(-0.4, 0.3)), Pull::Release]);
    assert_eq!(get(&*s, "one.dropped"), 1.0);
    let start = energy(&*s);
    run(&mut *s, 0.002, 400, |_, _| ());
    near(get(&*s, "one.y"), stands, 1e-15);
    near(get(&*s, "one.x"), -0.4, 1e-12);
    near(energy(&*s), start, 1e-9);
}

#[test]
fn a_dynamometer_pulls_with_what_its_arm_asks_for() {
    let mut s = lever(0.01);
    pull(&mut *s, "one", &[Pull::Nudge(DVec2::NEG_X * 4.0)]);
    assert_eq!(get(&*s, "one.along"), -0.2);
    // Its hook by keys to the second place on the right; the hand comes along, then goes below and pulls.
    pull(&mut *s, "claw", &[Pull::Nudge(DVec2::X * 2.0)]);
    assert_eq!((get(&*s, "claw.hung"), get(&*s, "claw.along")), (1.0, 0.1));
    let moment = 0.05 * 9.81 * 0.2;
    for slant in [0.0, 0.6] {
        // The lever is held level by moving the hand until it is.
        let mut length = 0.227;
        for _ in 0..40 {
            let hand = DVec2::new(get(&*s, "hand.x"), get(&*s, "hand.y"));
            let to = DVec2::new(0.1, PIVOT - AXLE) + length * DVec2::new(sin(slant), -cos(slant));
            pull(&mut *s, "hand", &[Pull::Take(hand), Pull::Move(to), Pull::Release]);
            run(&mut *s, 0.002, 1500, |_, _| ());
            length = (length + 0.08 * get(&*s, "lever.angle")).max(0.207);
        }
        near(get(&*s, "lever.angle"), 0.0, 1e-3);
        // The axle is above the places: a slanting pull has a little arm from there as well.
        let arm = 0.1 * cos(slant) - AXLE * sin(slant);
        near(get(&*s, "spring.force"), (moment - 0.001 * 9.81 * 0.1) / arm, 0.01 * moment / arm);
    }
    // It cannot push: nearer than its length the hand does not get.
    let hand = DVec2::new(get(&*s, "hand.x"), get(&*s, "hand.y"));
    let hook = DVec2::new(get(&*s, "claw.x"), get(&*s, "claw.y"));
    pull(&mut *s, "hand", &[Pull::Take(hand), Pull::Move(hook + DVec2::new(0.0, 0.05)), Pull::Release]);
    near(get(&*s, "spring.length"), 0.207, 1e-9);
    pull(&mut *s, "claw", &[Pull::Nudge(DVec2::NEG_Y)]);
    run(&mut *s, 0.002, 5000, |_, _| ());
    near(get(&*s, "spring.force"), 0.001 * 9.81, 1e-6);
}

#[test]
fn a_lever_that_swings_with_what_hangs_on_it_keeps_its_energy_and_its_stops_hold_it() {
    let mut s = lever(0.0);
    pull(&mut *s, "one", &[Pull::Nudge(DVec2::NEG_X * 2.0)]);
    pull(&mut *s, "two", &[Pull::Nudge(DVec2::X * 2.0)]);
    set(&mut *s, "lever.angle", 0.1);
    let start = energy(&*s);
    let mut most: f64 = 0.0;
    run(&mut *s, 0.002, 10000, |s, _| most = most.max((energy(s) - start).abs()));
    assert!(most < 1e-12, "{most}");
    set(&mut *s, "pin.limit", 0.35);
    pull(&mut *s, "one", &[Pull::Nudge(DVec2::NEG_X * 3.0)]);
    run(&mut *s, 0.002, 10000, |_, _| ());
    let angle = get(&*s, "lever.angle");
    assert!(angle > 0.35 && angle < 0.39, "{angle}");
    // What hangs beyond the end is refused, and nothing changes.
    let at = id(&*s, "one.along");
    assert!(s.set(at, 0.31).is_err());
    assert_eq!(get(&*s, "one.along"), -0.25);
}

/// A band from a nail to a knot, and two cords to dynamometers that hands hold, on a level board.
fn board(left: DVec2, right: DVec2) -> Box<dyn System> {
    let dynamometer = [("looks", 1.0), ("natural", 0.207), ("stiffness", 50.0), ("damping", 0.2)];
    let cord = [("looks", 3.0), ("natural", 0.12), ("stiffness", 2000.0), ("damping", 1.0)];
    let hook = |id: &str, x: f64| part(id, &knot::KIND, &[], &[("x", x), ("y", -0.17), ("mass", 0.002)]);
    build(
        vec![
            part("nail", &anchor::KIND, &[], &[]),
            part("knot", &knot::KIND, &[], &[("y", -0.08)]),
            part("band", &spring::KIND, &[0, 1], &[("looks", 2.0), ("natural", 0.08), ("stiffness", 35.0)]),
            hook("hook1", -0.07),
            hook("hook2", 0.07),
            part("cord1", &spring::KIND, &[1, 3], &cord),
            part("cord2", &spring::KIND, &[1, 4], &cord),
            part("hand1", &holder::KIND, &[], &[("x", left.x), ("y", left.y)]),
            part("hand2", &holder::KIND, &[], &[("x", right.x), ("y", right.y)]),
            part("first", &spring::KIND, &[7, 3], &dynamometer),
            part("second", &spring::KIND, &[8, 4], &dynamometer),
        ],
        &[("gravity", 0.0)],
    )
}

#[test]
fn two_forces_at_an_angle_hold_what_their_diagonal_holds() {
    for (degrees, size) in [(30.0, 0.5), (45.0, 1.0), (60.0, 2.0)] {
        let (sin, cos) = (sin(degrees / 180.0 * std::f64::consts::PI), cos(degrees / 180.0 * std::f64::consts::PI));
        let force = size / (2.0 * cos);
        let knot = -0.08 - size / 35.0;
        let reach = 0.12 + force / 2000.0 + 0.207 + force / 50.0;
        let hand = DVec2::new(reach * sin, knot - reach * cos);
        let mut s = board(DVec2::new(-hand.x, hand.y), hand);
        run(&mut *s, 0.002, 5000, |_, _| ());
        near(get(&*s, "knot.y"), knot, 1e-9);
        near(get(&*s, "knot.x"), 0.0, 1e-9);
        near(get(&*s, "first.force"), force, 1e-8);
        near(get(&*s, "cord2.force"), force, 1e-8);
        near(get(&*s, "band.force"), size, 1e-8);
    }
}
