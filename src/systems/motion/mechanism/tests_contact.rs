//! Bodies that touch, and islands that pass from one solver to the other.

use super::super::parts::*;
use super::super::tests::{build, energy, get, part, run};
use super::tests::near;
use crate::numerics::math::{PI, cos, sin};

#[test]
fn a_ball_bounces_to_the_heights_of_its_restitution() {
    for e in [1.0, 0.8] {
        let mut s = build(
            vec![
                part("floor", &wall::KIND, &[], &[("x", -1.0), ("length", 2.0), ("restitution", e), ("friction", 0.0)]),
                part("ball", &ball::KIND, &[], &[("mass", 0.1), ("radius", 0.02), ("y", 2.02)]),
            ],
            &[],
        );
        let mut heights = Vec::new();
        let mut last = (2.0, 0.0);
        run(&mut *s, 0.002, 20_000, |s, _| {
            let now = (get(s, "ball.y") - 0.02, get(s, "ball.vy"));
            if last.1 > 0.0 && now.1 <= 0.0 {
                // The top between two steps.
                heights.push(now.0 + now.1 * now.1 / (2.0 * 9.81));
            }
            last = now;
        });
        assert!(heights.len() >= 20, "{} bounces", heights.len());
        let mut right = 2.0;
        for height in &heights[..20] {
            right *= e * e;
            near(*height, right, 0.005);
        }
    }
}

#[test]
fn a_disc_rolls_down_and_slides_before_it_rolls() {
    // Down 20 degrees without slip: a = (2/3) g sin.
    let angle = PI / 9.0;
    let mut s = build(
        vec![
            part("ramp", &wall::KIND, &[], &[("angle", -angle), ("length", 10.0)]),
            part(
                "disc",
                &body::KIND,
                &[],
                &[
                    ("shape", 2.0),
                    ("length", 0.1),
                    ("mass", 0.5),
                    ("solid", 1.0),
                    ("x", 0.5 * cos(angle) + 0.05 * sin(angle)),
                    ("y", -0.5 * sin(angle) + 0.05 * cos(angle)),
                ],
            ),
        ],
        &[],
    );
    let start = energy(&*s);
    run(&mut *s, 0.002, 500, |_, _| ());
    let v = glam::DVec2::new(get(&*s, "disc.vx"), get(&*s, "disc.vy")).length();
    near(v, 2.0 / 3.0 * 9.81 * sin(angle), 0.002);
    near(-get(&*s, "disc.angular_velocity") * 0.05, v, 0.002);
    near(energy(&*s), start, 1e-3);

    // mech_slide_to_roll_disc: v0 = 3 m/s, mu = 0.2, R = 0.1 m.
    let mut s = build(
        vec![
            part("floor", &wall::KIND, &[], &[("x", -1.0), ("length", 10.0), ("friction", 0.2)]),
            part(
                "disc",
                &body::KIND,
                &[],
                &[
                    ("shape", 2.0),
                    ("length", 0.2),
                    ("mass", 0.5),
                    ("solid", 1.0),
                    ("friction", 0.2),
                    ("y", 0.1),
                    ("vx", 3.0),
                ],
            ),
        ],
        &[],
    );
    let (mut rolls, mut way) = (None, 0.0);
    let start = energy(&*s);
    run(&mut *s, 0.001, 1000, |s, t| {
        if rolls.is_none() && -get(s, "disc.angular_velocity") * 0.1 >= get(s, "disc.vx") * (1.0 - 1e-4) {
            rolls = Some(t);
            way = get(s, "disc.x");
        }
    });
    near(rolls.unwrap(), 0.509_683_995_922_528, 0.003);
    near(way, 1.274_209_989_806_32, 0.004);
    near(get(&*s, "disc.vx"), 2.0, 0.002);
    near(energy(&*s), start, 1e-3);
}

#[test]
fn a_ladder_leans_with_its_reactions() {
    // mech_ladder_static: 4 m, 12 kg, 65 degrees, 70 kg at 3 m; a smooth wall, a rough floor.
    let (l, angle, g) = (4.0, 65.0 * PI / 180.0, 9.81);
    let h = 0.02;
    let centre = (l / 2.0 * cos(angle), l / 2.0 * sin(angle) + h / 2.0 * cos(angle));
    let top = l * cos(angle) + h / 2.0 * sin(angle);
    let mut s = build(
        vec![
            part("floor", &wall::KIND, &[], &[("x", -1.0), ("length", 6.0), ("friction", 0.9)]),
            // Its face looks to the left: it goes up.
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
            part("feet", &spring::KIND, &[3, 4], &[("natural", 0.05), ("stiffness", 5e4), ("damping", 2000.0)]),
        ],
        &[("gravity", g)],
    );
    let (mut floor, mut house, mut rubs, mut count) = (0.0, 0.0, 0.0, 0.0);
    run(&mut *s, 0.002, 1500, |s, t| {
        // The mean over a second, after it has settled.
        if t > 2.0 {
            floor += get(s, "floor.normal");
            house += get(s, "house.normal");
            rubs += get(s, "floor.rubbing").abs();
            count += 1.0;
        }
    });
    near(floor / count, 82.0 * g, 0.002);
    // Its thickness moves the foot by h/2 sin towards the wall: from the 267.6 N of a line.
    let foot = h / 2.0 * sin(angle);
    let right = g * (12.0 * (l / 2.0 * cos(angle) - foot) + 70.0 * (3.0 * cos(angle) - foot)) / (l * sin(angle));
    near(right, 267.606_970_4, 0.01);
    near(house / count, right, 0.003);
    near(rubs / count, house / count, 0.005);
}

#[test]
fn a_stack_of_ten_boxes_does_not_creep() {
    let mut parts = vec![part("floor", &wall::KIND, &[], &[("x", -1.0), ("length", 2.0)])];
    for i in 0..10 {
        parts.push(part(
            &format!("box{i}"),
            &body::KIND,
            &[],
            &[
                ("shape", 1.0),
                ("length", 0.1),
                ("height", 0.1),
                ("mass", 0.5),
                ("solid", 1.0),
                ("y", 0.05 + 0.1 * f64::from(i)),
            ],
        ));
    }
    let mut s = build(parts, &[]);
    // It settles for a second, then stays for a minute.
    run(&mut *s, 0.004, 250, |_, _| ());
    let places: Vec<(f64, f64)> =
        (0..10).map(|i| (get(&*s, &format!("box{i}.x")), get(&*s, &format!("box{i}.y")))).collect();
    run(&mut *s, 0.004, 15_000, |_, _| ());
    for (i, (x, y)) in places.into_iter().enumerate() {
        let moved = ((get(&*s, &format!("box{i}.x")) - x).abs(), (get(&*s, &format!("box{i}.y")) - y).abs());
        assert!(moved.0 < 1e-4 && moved.1 < 1e-4, "box {i} moved by {moved:?}");
    }
}

#[test]
fn a_ball_on_a_string_strikes_a_block_that_slides_on_a_rough_table() {
    // The ball comes down on its string as a pendulum (exact), strikes the block (contact), which slides and stops.
    let (l, g, mu) = (0.8, 9.81, 0.3);
    let mut s = build(
        vec![
            part("table", &wall::KIND, &[], &[("x", -0.03), ("length", 4.0), ("friction", mu)]),
            part(
                "block",
                &body::KIND,
                &[],
                &[
                    ("shape", 1.0),
                    ("length", 0.1),
                    ("height", 0.06),
                    ("mass", 0.2),
                    ("solid", 1.0),
                    ("friction", mu),
                    ("restitution", 1.0),
                    ("x", 0.071),
                    ("y", 0.03),
                ],
            ),
            part("nail", &anchor::KIND, &[], &[("x", 0.0), ("y", 0.03 + l)]),
            part("ball", &ball::KIND, &[], &[("mass", 0.2), ("radius", 0.03), ("x", -l), ("y", 0.03 + l)]),
            part("string", &string::KIND, &[2, 3], &[("length", l)]),
        ],
        &[("gravity", g)],
    );
    let start = energy(&*s);
    let size = 0.2 * g * l;
    let (mut last, mut first) = (get(&*s, "ball.x"), f64::NAN);
    run(&mut *s, 0.001, 2500, |s, t| {
        let x = get(s, "ball.x");
        assert!((x - last).abs() < 0.006, "no jump at {t}: {last} {x}");
        last = x;
        if first.is_nan() && get(s, "block.vx") > 0.1 {
            first = get(s, "block.vx");
        }
        assert!((energy(s) - start).abs() < 1e-3 * size, "{t}: {:e}", (energy(s) - start) / size);
    });
    // Elastic and equal masses: all of the speed; then it slides v^2/(2 mu g).
    let v = (2.0 * g * l).sqrt();
    near(first, v, 0.01);
    assert!(get(&*s, "block.vx").abs() < 1e-6);
    near(get(&*s, "block.x") - 0.071, v * v / (2.0 * mu * g), 0.02);
}

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
fn a_stack_gives_way_by_less_than_a_tenth_of_a_millimetre() {
    // Ten boxes put down one on the other, without a gap: what contacts give way under the weight, and no more.
    let mut parts = vec![part("floor", &wall::KIND, &[], &[("x", -1.0), ("length", 2.0)])];
    let values = [("shape", 1.0), ("length", 0.1), ("height", 0.1), ("mass", 0.5), ("solid", 1.0)];
    for i in 0..10 {
        let values: Vec<(&str, f64)> = values.into_iter().chain([("y", 0.05 + 0.1 * f64::from(i))]).collect();
        parts.push(part(&format!("box{i}"), &body::KIND, &[], &values));
    }
    let mut s = build(parts, &[]);
    run(&mut *s, 0.004, 250, |s, t| {
        let sunk = 0.95 - get(s, "box9.y");
        assert!((-1e-6..1e-4).contains(&sunk), "{t}: {sunk:e}");
    });
}
