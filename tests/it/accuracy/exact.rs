//! Points and mechanisms: what is solved to the last digits.

use super::{Figure, Watched, figure, run, share};
use crate::cases::{get, lab};
use crate::cases_mechanism::{kg, m};
use gewu::numerics::math::{PI, elliptic_k, sin, wrap_angle};
use serde_json::{Value, json};

/// Gravity of these scenes, m/s².
pub const G: f64 = 9.81;

pub fn earth() -> Value {
    json!({ "gravity": "9.81 m/s^2" })
}

pub fn space() -> Value {
    json!({ "gravity": "0 m/s^2" })
}

pub fn pendulum() -> Vec<Figure> {
    let mut lab = lab(
        "2 ms",
        earth(),
        json!({
            "pivot": { "kind": "anchor", "at": ["0.3 m", "0.2 m"] },
            "bob": { "kind": "ball", "mass": "0.1 kg" },
            "rod": { "kind": "rod", "a": "pivot", "b": "bob", "length": "0.7 m", "angle": "90 deg" }
        }),
    );
    let mut watched = Watched::new(&lab);
    let mut crossings = Vec::new();
    let mut last = (0.0, PI / 2.0);
    run(&mut lab, 30_000, |lab| {
        watched.look(lab);
        let (t, angle) = (lab.clock().time(), get(lab, "s.rod.angle"));
        if last.1 > 0.0 && angle <= 0.0 {
            crossings.push(last.0 + (t - last.0) * last.1 / (last.1 - angle));
        }
        last = (t, angle);
    });
    let period = (crossings[crossings.len() - 1] - crossings[0]) / (crossings.len() - 1) as f64;
    let right = 4.0 * (0.7 / G).sqrt() * elliptic_k(sin(PI / 4.0) * sin(PI / 4.0));
    let mut all = watched.figures(0.1 * G * 0.7, 1e-10);
    // The crossing between two steps is interpolated in a straight line, at the same phase each time.
    all.push(share("period", period, right, 1e-6));
    all
}

pub fn spring() -> Vec<Figure> {
    let (k, mass, amplitude): (f64, f64, f64) = (20.0, 1.0, 0.5);
    let period = 2.0 * PI * (mass / k).sqrt();
    let mut lab = lab(
        &format!("{} s", period / 200.0),
        space(),
        json!({
            "hook": { "kind": "anchor" },
            "load": { "kind": "ball", "mass": kg(mass), "at": ["0 m", m(-1.0 - amplitude)] },
            "spring": { "kind": "spring", "a": "hook", "b": "load", "natural": "1 m", "stiffness": format!("{k} N/m") }
        }),
    );
    let mut watched = Watched::new(&lab);
    run(&mut lab, 20_000, |lab| watched.look(lab));
    vec![
        figure("energy", watched.off / (0.5 * k * amplitude * amplitude), 1e-10),
        figure("momentum", watched.gone[1] / watched.moved[0], 1e-10),
        share("extension in the end", get(&lab, "s.spring.extension"), amplitude, 1e-9),
    ]
}

pub fn ellipse() -> Vec<Figure> {
    // Eccentricity 0.6, a = 1, G M = 1: from the far end, r = 1.6, v = sqrt((1 - e)/(1 + e)) = 0.5.
    let mut lab = lab(
        &format!("{} s", 2.0 * PI / 400.0),
        space(),
        json!({
            "sun": { "kind": "anchor" },
            "planet": { "kind": "ball", "mass": "1 kg", "radius": "1 mm", "at": ["1.6 m", "0 m"], "vy": "0.5 m/s" },
            "pull": { "kind": "attraction", "towards": "sun", "strength": 1 }
        }),
    );
    let mut watched = Watched::new(&lab);
    run(&mut lab, 8000, |lab| watched.look(lab));
    let mut all = watched.figures(0.5, 1e-8);
    let off = (get(&lab, "s.planet.x") - 1.6).abs().max(get(&lab, "s.planet.y").abs());
    all.push(figure("place after 20 orbits, m", off, 1e-7));
    all
}

pub fn binary() -> Vec<Figure> {
    // Masses 1 and 2 with G = 1, apart by 1.6 at the far end of a relative ellipse of eccentricity 0.6: a = 1,
    // v = sqrt(3 (2/1.6 - 1)). Their centre of mass moves as well, past the origin.
    let (speed, period) = (0.75_f64.sqrt(), 2.0 * PI / 3.0_f64.sqrt());
    let star = |mass: f64, x: f64, vy: f64| {
        json!({ "kind": "ball", "mass": kg(mass), "radius": "1 mm", "at": [m(x), "0 m"],
            "vx": "0.1 m/s", "vy": format!("{vy} m/s") })
    };
    let mut lab = lab(
        &format!("{} s", period / 400.0),
        space(),
        json!({
            "light": star(1.0, 1.6 * 2.0 / 3.0, speed * 2.0 / 3.0),
            "heavy": star(2.0, -1.6 / 3.0, -speed / 3.0),
            "one": { "kind": "attraction", "towards": "light", "strength": 1 },
            "two": { "kind": "attraction", "towards": "heavy", "strength": 2 }
        }),
    );
    let start = lab.energy(0).momentum()[0].parts();
    let mut watched = Watched::new(&lab);
    let (mut linear, mut angular): (f64, f64) = (0.0, 0.0);
    run(&mut lab, 8000, |lab| {
        watched.look(lab);
        // Nothing acts from outside: what is there stays.
        let now = lab.energy(0).momentum()[0].parts();
        linear = linear.max((now[0] - start[0]).abs()).max((now[1] - start[1]).abs());
        angular = angular.max((now[2] - start[2]).abs());
    });
    vec![
        figure("energy", watched.off / 0.75, 1e-8),
        figure("momentum", linear / start[0], 1e-10),
        figure("angular momentum", angular / start[2], 1e-8),
    ]
}

pub fn double_pendulum() -> Vec<Figure> {
    // Angles after 10 s by scipy 1.17.1, DOP853, rtol 2.3e-14, atol 1e-15, on the equations for the two angles.
    let (upper, lower) = (-0.5684746, -0.5263937);
    let mut all = Vec::new();
    // By the solver of points; and by that of mechanisms, for which something has to turn.
    for name in ["points", "mechanism"] {
        let mut parts = json!({
            "pivot": { "kind": "anchor" },
            "one": { "kind": "ball", "mass": "1 kg" },
            "two": { "kind": "ball", "mass": "1 kg" },
            "upper": { "kind": "rod", "a": "pivot", "b": "one", "length": "1 m", "angle": "90 deg" },
            "lower": { "kind": "rod", "a": "one", "b": "two", "length": "1 m", "angle": "90 deg" }
        });
        if name == "mechanism" {
            parts["nail"] = json!({ "kind": "anchor", "at": ["5 m", "0 m"] });
            parts["aside"] = json!({ "kind": "body", "at": ["5 m", "0 m"] });
            parts["pin"] = json!({ "kind": "pin", "a": "nail", "b": "aside" });
        }
        let mut lab = lab("2 ms", earth(), parts);
        let mut watched = Watched::new(&lab);
        run(&mut lab, 5000, |lab| watched.look(lab));
        let off = |path: &str, right: f64| wrap_angle(get(&lab, path) - right).abs();
        all.push(figure(
            format!("{name}: angles, rad"),
            off("s.upper.angle", upper).max(off("s.lower.angle", lower)),
            1e-6,
        ));
        all.extend(watched.figures(3.0 * G, 1e-9));
    }
    all
}

pub fn atwood() -> Vec<Figure> {
    let (m1, m2, t) = (2.0, 3.0, 0.4);
    let mut all = Vec::new();
    for wheel in [0.0, 1.0] {
        let mut lab = lab(
            "2 ms",
            earth(),
            json!({
                "beam": { "kind": "anchor", "at": ["0 m", "3 m"] },
                "wheel": { "kind": "pulley", "on": "beam", "radius": "10 cm", "mass": kg(wheel) },
                "one": { "kind": "ball", "mass": kg(m1), "at": ["-0.1 m", "1 m"] },
                "two": { "kind": "ball", "mass": kg(m2), "at": ["0.1 m", "2 m"] },
                "string": { "kind": "string", "a": "one", "b": "two", "over": "wheel" }
            }),
        );
        let a = (m2 - m1) * G / (m1 + m2 + 0.5 * wheel);
        let own = |what: &str| format!("{what}, wheel of {wheel} kg");
        all.push(share(own("tension"), get(&lab, "s.string.tension"), m1 * (G + a), 1e-6));
        all.push(share(own("tension beyond it"), get(&lab, "s.string.far_tension"), m2 * (G - a), 1e-6));
        all.push(share(own("load"), get(&lab, "s.wheel.load"), m1 * (G + a) + m2 * (G - a), 1e-6));
        let mut watched = Watched::new(&lab);
        run(&mut lab, 200, |lab| watched.look(lab));
        all.push(share(own("acceleration"), get(&lab, "s.one.vy") / t, a, 1e-6));
        all.push(share(own("way"), 2.0 - get(&lab, "s.two.y"), 0.5 * a * t * t, 1e-6));
        if wheel > 0.0 {
            all.push(share(own("turning"), get(&lab, "s.wheel.angular_velocity"), -a * t / 0.1, 1e-6));
        }
        all.extend(watched.figures(m2 * G * 0.2, 1e-9));
    }
    all
}

pub fn compound_atwood() -> Vec<Figure> {
    // 4 kg against a wheel without mass that carries 1 kg and 2 kg.
    let mut lab = lab(
        "2 ms",
        earth(),
        json!({
            "beam": { "kind": "anchor", "at": ["0 m", "5 m"] },
            "upper": { "kind": "pulley", "on": "beam", "radius": "10 cm", "mass": "0 kg" },
            "lower": { "kind": "pulley", "at": ["0.1 m", "3.5 m"], "radius": "5 cm", "mass": "0 kg" },
            "one": { "kind": "ball", "mass": "4 kg", "at": ["-0.1 m", "3 m"] },
            "two": { "kind": "ball", "mass": "1 kg", "at": ["0.05 m", "2 m"] },
            "three": { "kind": "ball", "mass": "2 kg", "at": ["0.15 m", "2.5 m"] },
            "long": { "kind": "string", "a": "one", "b": "lower", "over": "upper" },
            "short": { "kind": "string", "a": "two", "b": "three", "over": "lower" }
        }),
    );
    // The lower wheel draws with 4 m2 m3/(m2 + m3) times (g + its acceleration).
    let pull = 4.0 * 2.0 / 3.0;
    let a = G * (pull - 4.0) / (pull + 4.0);
    let mut watched = Watched::new(&lab);
    run(&mut lab, 100, |lab| watched.look(lab));
    let relative = (G - a) / 3.0;
    let mut all = vec![
        share("first acceleration", get(&lab, "s.one.vy") / 0.2, a, 1e-6),
        share("second acceleration", get(&lab, "s.two.vy") / 0.2, relative - a, 1e-6),
        share("third acceleration", get(&lab, "s.three.vy") / 0.2, -relative - a, 1e-6),
        share("tension", get(&lab, "s.short.tension"), 0.5 * pull * (G - a), 1e-6),
        share("tension of the long string", get(&lab, "s.long.tension"), pull * (G - a), 1e-6),
    ];
    all.extend(watched.figures(4.0, 1e-9));
    all
}

pub fn cart_and_load() -> Vec<Figure> {
    let (cart, hung) = (0.3, 0.05);
    let mut lab = lab(
        "2 ms",
        earth(),
        json!({
            "rail": { "kind": "rail", "at": ["0 m", "0.8 m"], "length": "2 m" },
            "cart": { "kind": "cart", "on": "rail", "mass": kg(cart), "along": "0.2 m" },
            "eye": { "kind": "hook", "on": "cart", "along": "5 cm", "across": "2 cm" },
            "edge": { "kind": "anchor", "at": ["2.05 m", "0.8 m"] },
            "wheel": { "kind": "pulley", "on": "edge", "radius": "2 cm", "mass": "0 kg" },
            "load": { "kind": "ball", "mass": kg(hung) },
            "string": { "kind": "string", "a": "eye", "b": "load", "over": "wheel", "length": "2.2 m" }
        }),
    );
    let a = hung * G / (cart + hung);
    let mut all = vec![
        share("acceleration", get(&lab, "s.cart.acceleration"), a, 1e-6),
        share("tension", get(&lab, "s.string.tension"), cart * a, 1e-6),
        share("force of the rail", get(&lab, "s.cart.normal"), cart * G, 1e-6),
    ];
    let mut watched = Watched::new(&lab);
    run(&mut lab, 400, |lab| watched.look(lab));
    all.push(share("way", get(&lab, "s.cart.along") - 0.2, 0.5 * a * 0.64, 1e-6));
    all.extend(watched.figures(hung * G * 0.4, 1e-9));
    all
}
