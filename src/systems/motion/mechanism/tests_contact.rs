//! Bodies in contact with joints.

use super::super::parts::*;
use super::super::tests::{build, get, part, run};
use super::tests::near;
use crate::numerics::math::{PI, cos, sin};

#[test]
fn a_ladder_stands_still_under_a_person_much_heavier_than_it() {
    // 70 kg hang by a short stiff rod on a rung of a ladder of 12 kg.
    let (l, angle, g, h) = (4.0, 65.0 * PI / 180.0, 9.81, 0.02);
    let centre = (l / 2.0 * cos(angle), l / 2.0 * sin(angle) + h / 2.0 * cos(angle));
    let top = l * cos(angle) + h / 2.0 * sin(angle);
    let mut s = build(
        vec![
            part("floor", &wall::KIND, &[], &[("x", -1.0), ("length", 6.0), ("friction", 0.9)]),
            part("house", &wall::KIND, &[], &[("x", top), ("angle", PI / 2.0), ("length", 6.0), ("friction", 0.0)]),
            part(
                "ladder",
                &body::KIND,
                &[],
                &[
                    ("shape", 1.0),
                    ("length", l),
                    ("height", h),
                    ("mass", 12.0),
                    ("solid", 1.0),
                    ("friction", 0.9),
                    ("x", centre.0),
                    ("y", centre.1),
                    ("angle", angle),
                ],
            ),
            part("rung", &hook::KIND, &[2], &[("along", 1.0)]),
            part("person", &ball::KIND, &[], &[("mass", 70.0), ("radius", 0.001), ("damping", 300.0)]),
            part("feet", &rod::KIND, &[3, 4], &[("length", 0.05)]),
        ],
        &[("gravity", g)],
    );
    run(&mut *s, 0.002, 500, |_, _| ());
    let y = get(&*s, "person.y");
    run(&mut *s, 0.002, 1000, |s, t| {
        near(get(s, "floor.normal"), 82.0 * g, 1e-4);
        assert!((get(s, "person.y") - y).abs() < 1e-6, "{t}: {:e}", get(s, "person.y") - y);
    });
}

#[test]
fn a_ball_that_flies_against_one_that_lies_on_a_board_sends_it_off() {
    // The one that lies is the contact solver's, the other was the exact solver's: neither is a wall to the other.
    let ball = |id, x: f64, y: f64, vx: f64| {
        let values = [("mass", 0.2), ("radius", 0.04), ("restitution", 1.0), ("x", x), ("y", y), ("vx", vx)];
        part(id, &ball::KIND, &[], &values)
    };
    let board = part("board", &wall::KIND, &[], &[("x", -1.0), ("length", 6.0), ("friction", 0.0)]);
    let mut s = build(vec![board, ball("lies", 0.0, 0.04, 0.0), ball("flies", -0.1, 0.042, 2.0)], &[]);
    run(&mut *s, 0.002, 10, |_, _| ());
    near(get(&*s, "lies.vx") + get(&*s, "flies.vx"), 2.0, 1e-2);
    assert!(get(&*s, "lies.vx") > 1.8, "{}", get(&*s, "lies.vx"));
}
