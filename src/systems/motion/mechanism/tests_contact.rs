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
