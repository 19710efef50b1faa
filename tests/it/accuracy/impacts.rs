//! Impacts, and a ball that leaves its track.

use super::exact::{G, earth, space};
use super::{Figure, Watched, figure, run, share};
use crate::cases::{get, lab};
use crate::cases_mechanism::{kg, m};
use gewu::numerics::math::{PI, cos, sin};
use serde_json::json;

pub fn collisions() -> Vec<Figure> {
    // v1' = (m1 u1 + m2 u2 + m2 e (u2 - u1))/(m1 + m2), and the same for the other.
    let (u1, u2) = (2.0, -1.0);
    let (mut speeds, mut momentum): (f64, f64) = (0.0, 0.0);
    for (m1, m2) in [(0.5, 1.5), (1.0, 1.0), (2.0, 0.001), (0.01, 30.0)] {
        for e in [1.0, 0.5, 0.0] {
            let cart = |mass: f64, along: &str, speed: f64| {
                json!({ "kind": "cart", "on": "rail", "mass": kg(mass), "along": along,
                    "velocity": format!("{speed} m/s"), "restitution": e })
            };
            let ball = |mass: f64, x: &str, speed: f64| {
                json!({ "kind": "ball", "mass": kg(mass), "radius": "2 cm", "at": [x, "0 m"],
                    "vx": format!("{speed} m/s"), "restitution": e })
            };
            let carts = json!({
                "rail": { "kind": "rail", "length": "20 m" },
                "one": cart(m1, "8 m", u1),
                "two": cart(m2, "9 m", u2)
            });
            // Balls that have to turn about nothing: a shaker makes a mechanism of them.
            let balls =
                json!({ "one": ball(m1, "0 m", u1), "two": ball(m2, "1 m", u2), "aside": { "kind": "shaker" } });
            let v1 = (m1 * u1 + m2 * u2 + m2 * e * (u2 - u1)) / (m1 + m2);
            let v2 = (m1 * u1 + m2 * u2 + m1 * e * (u1 - u2)) / (m1 + m2);
            for (parts, velocity) in [(carts, "velocity"), (balls, "vx")] {
                let mut lab = lab("2 ms", space(), parts);
                let there = |lab: &gewu::lab::Lab| lab.energy(0).momentum()[0].linear.x;
                let start = there(&lab);
                run(&mut lab, 300, |lab| momentum = momentum.max((there(lab) - start).abs() / (m1 + m2)));
                for (body, right) in [("one", v1), ("two", v2)] {
                    speeds = speeds.max((get(&lab, &format!("s.{body}.{velocity}")) - right).abs());
                }
            }
        }
    }
    vec![figure("velocities, m/s", speeds, 1e-9), figure("momentum over mass, m/s", momentum, 1e-9)]
}

pub fn three_balls() -> Vec<Figure> {
    // Out of the line, at once: one comes between two that lie beside one another.
    let ball = |x: f64, y: f64, vx: f64| {
        json!({ "kind": "ball", "mass": "0.2 kg", "radius": "3 cm", "at": [m(x), m(y)],
            "vx": format!("{vx} m/s"), "restitution": 0.8 })
    };
    let mut lab = lab(
        "1 ms",
        space(),
        json!({ "one": ball(-0.4, 0.005, 1.5), "two": ball(0.0, 0.04, 0.0), "three": ball(0.0, -0.04, -0.1),
            "aside": { "kind": "shaker" } }),
    );
    let start = lab.energy(0).momentum()[0].parts();
    let mut watched = Watched::new(&lab);
    let mut worst = [0.0_f64; 3];
    run(&mut lab, 1000, |lab| {
        watched.look(lab);
        let now = lab.energy(0).momentum()[0].parts();
        for ((worst, now), start) in worst.iter_mut().zip(now).zip(start) {
            *worst = worst.max((now - start).abs());
        }
    });
    let struck = get(&lab, "s.two.speed").min(get(&lab, "s.three.speed"));
    vec![
        figure("momentum, kg m/s", worst[0].max(worst[1]), 1e-9),
        figure("angular momentum, kg m²/s", worst[2], 1e-9),
        figure("energy", watched.off, 1e-9),
        figure("both are struck: the inverse of the slower, s/m", 1.0 / struck, 10.0),
    ]
}

pub fn cradle() -> Vec<Figure> {
    let (l, r, angle) = (0.5, 0.02, 0.3);
    let mut all = Vec::new();
    for pulled in 1..=3 {
        let mut parts = json!({ "aside": { "kind": "shaker" } });
        for i in 0..5 {
            let x = 2.0 * r * f64::from(i);
            parts[format!("nail{i}")] = json!({ "kind": "anchor", "at": [m(x), "0 m"] });
            parts[format!("ball{i}")] = json!({ "kind": "ball", "mass": "0.1 kg", "radius": m(r) });
            let from = if i < pulled { -angle } else { 0.0 };
            parts[format!("rod{i}")] = json!({ "kind": "rod", "a": format!("nail{i}"), "b": format!("ball{i}"),
                "length": m(l), "angle": format!("{from} rad") });
        }
        let mut lab = lab("1 ms", earth(), parts);
        let speed = (2.0 * G * l * (1.0 - cos(angle))).sqrt();
        let mut most = [0.0_f64; 5];
        let mut watched = Watched::new(&lab);
        // They meet after a quarter of a swing, 0.36 s; from then to where the last ones turn.
        run(&mut lab, 600, |lab| {
            watched.look(lab);
            if lab.clock().time() > 0.37 {
                for (i, most) in most.iter_mut().enumerate() {
                    *most = most.max(get(lab, &format!("s.ball{i}.speed")));
                }
            }
        });
        let (stay, go) = most.split_at(5 - pulled as usize);
        let slowest = go.iter().copied().fold(f64::INFINITY, f64::min);
        all.push(figure(format!("{pulled} out: lack of speed"), 1.0 - slowest / speed, 0.01));
        let rest = stay.iter().copied().fold(0.0, f64::max);
        all.push(figure(format!("{pulled} out: speed of the others"), rest / speed, 0.01));
        all.extend(watched.figures(0.1 * G * l, 1e-9));
    }
    all
}

pub fn loop_of_a_track() -> Vec<Figure> {
    // Let go at a height h above the bottom of a loop in which the centre goes round at R, sliding: it leaves at the
    // height R (1 + sin a) with sin a = (2/3)(h/R - 1).
    let (radius, drop, size) = (0.4, 1.05, 0.01);
    let length = drop / sin(1.0);
    let mut lab = lab(
        "1 ms",
        earth(),
        json!({
            "slope": { "kind": "rail", "at": [m(-length * cos(1.0) - 0.8), m(drop)], "angle": "-1 rad", "length": m(length), "holds": "left" },
            "foot": { "kind": "rail", "after": "slope", "length": "0.2 m", "bend": "0.2 m", "holds": "left" },
            "loop": { "kind": "rail", "after": "foot", "length": m(2.0 * PI * radius), "bend": m(radius), "holds": "left" },
            "ball": { "kind": "ball", "on": "slope", "radius": m(size), "mass": "0.05 kg", "at": ["-1 m", "1 m"] }
        }),
    );
    let (bottom, centre) = (get(&lab, "s.foot.end_y") + size, radius - size);
    let release = get(&lab, "s.ball.y") - bottom;
    let right = centre * (1.0 + 2.0 / 3.0 * (release / centre - 1.0));
    let mut watched = Watched::new(&lab);
    let mut left = f64::NAN;
    for _ in 0..2000 {
        run(&mut lab, 1, |lab| watched.look(lab));
        let events = lab.take_events();
        if let Some(event) = events.iter().find(|event| event.name == "lift_off") {
            // Back to the instant: it has flown for less than a step since.
            let since = lab.clock().time() - event.time;
            left = get(&lab, "s.ball.y") - bottom - get(&lab, "s.ball.vy") * since;
            break;
        }
    }
    let mut all = vec![share("height at which it leaves", left, right, 0.005)];
    all.extend(watched.figures(0.05 * G * release, 1e-9));
    all
}
