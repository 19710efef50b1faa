//! What touches: bounces, rolling, sliding, and a stack.

use super::{Figure, Watched, figure, run, share};
use crate::cases::{get, lab};
use crate::cases_mechanism::m;
use gewu::numerics::math::{PI, cos, sin};
use serde_json::json;

const G: f64 = 9.81;

pub fn bounces() -> Vec<Figure> {
    let mut all = Vec::new();
    for e in [1.0, 0.8] {
        let mut lab = lab(
            "2 ms",
            json!({ "gravity": "9.81 m/s^2" }),
            json!({
                "floor": { "kind": "wall", "at": ["-1 m", "0 m"], "length": "2 m", "restitution": e, "friction": 0 },
                "ball": { "kind": "ball", "mass": "0.1 kg", "radius": "2 cm", "at": ["0.1 m", "2.02 m"] }
            }),
        );
        let (mut heights, mut last) = (Vec::new(), (2.0, 0.0));
        let mut watched = Watched::new(&lab);
        run(&mut lab, 20_000, |lab| {
            let now = (get(lab, "s.ball.y") - 0.02, get(lab, "s.ball.vy"));
            if last.1 > 0.0 && now.1 <= 0.0 {
                // The top between two steps.
                heights.push(now.0 + now.1 * now.1 / (2.0 * G));
            }
            if heights.len() < 20 {
                watched.look(lab);
            }
            last = now;
        });
        let (mut right, mut worst): (f64, f64) = (2.0, if heights.len() < 20 { f64::NAN } else { 0.0 });
        for height in heights.iter().take(20) {
            right *= e * e;
            worst = worst.max((height / right - 1.0).abs());
        }
        all.push(figure(format!("heights at e = {e}"), worst, 0.005));
        all.extend(watched.figures(0.1 * G * 2.0, 2e-3).into_iter().take(1));
        all.extend(watched.figures(0.1 * G * 2.0, 1e-3).into_iter().skip(1));
    }
    all
}

pub fn rolling() -> Vec<Figure> {
    // Down 20 degrees without slip: a = (2/3) g sin.
    let (angle, r) = (PI / 9.0, 0.05);
    let mut lab = lab(
        "2 ms",
        json!({ "gravity": "9.81 m/s^2" }),
        json!({
            "ramp": { "kind": "wall", "angle": "-20 deg", "length": "10 m" },
            "disc": { "kind": "body", "shape": "disc", "length": m(2.0 * r), "mass": "0.5 kg", "solid": true,
                "at": [m(0.5 * cos(angle) + r * sin(angle)), m(-0.5 * sin(angle) + r * cos(angle))] }
        }),
    );
    let mut watched = Watched::new(&lab);
    run(&mut lab, 500, |lab| watched.look(lab));
    let (vx, vy) = (get(&lab, "s.disc.vx"), get(&lab, "s.disc.vy"));
    let speed = (vx * vx + vy * vy).sqrt();
    let mut all = vec![
        share("speed after 1 s", speed, 2.0 / 3.0 * G * sin(angle), 0.002),
        share("speed of its rim", -get(&lab, "s.disc.angular_velocity") * r, speed, 0.002),
    ];
    all.extend(watched.figures(0.5 * G * 0.5, 1e-3));
    all
}

/// A disc that is set sliding at a speed, m/s, on a floor with a coefficient of friction: radius, m, and gravity, m/s².
/// When and where from its start it rolls, s, m; its speed in the end, m/s; the balances.
fn slides(v0: f64, mu: f64, r: f64, g: f64) -> (f64, f64, f64, Watched) {
    let mut lab = lab(
        "1 ms",
        json!({ "gravity": format!("{g} m/s^2") }),
        json!({
            "floor": { "kind": "wall", "at": ["-1 m", "0 m"], "length": "10 m", "friction": mu },
            "disc": { "kind": "body", "shape": "disc", "length": m(2.0 * r), "mass": "0.5 kg", "solid": true,
                "friction": mu, "at": ["0 m", m(r)], "vx": format!("{v0} m/s") }
        }),
    );
    let mut watched = Watched::new(&lab);
    let (mut before, mut rolls) = ((0.0, v0, v0, 0.0), None);
    run(&mut lab, 1000, |lab| {
        watched.look(lab);
        let (x, v) = (get(lab, "s.disc.x"), get(lab, "s.disc.vx"));
        let (t, slip) = (lab.clock().time(), v + get(lab, "s.disc.angular_velocity") * r);
        let (last, faster, slipped, from) = before;
        if rolls.is_none() && slip < 1e-3 * v {
            // It slips evenly less and less: to nothing within this step.
            let rate = (v0 - slipped) / last;
            let since = slipped / rate;
            rolls = Some((last + since, from + faster * since));
        }
        before = (t, v, slip, x);
    });
    let (time, way) = rolls.unwrap_or((f64::NAN, f64::NAN));
    (time, way, get(&lab, "s.disc.vx"), watched)
}

/// When a disc rolls that is set sliding, s, where from its start, m, and how fast in the end, m/s.
pub fn slide_to_roll(v0: f64, mu: f64, r: f64, g: f64) -> [f64; 3] {
    let (time, way, speed, _) = slides(v0, mu, r, g);
    [time, way, speed]
}

pub fn sliding() -> Vec<Figure> {
    let (v0, mu, r) = (2.5, 0.25, 0.06);
    let (time, way, speed, watched) = slides(v0, mu, r, G);
    // v = v0 - mu g t and the rim's 2 mu g t meet; it has gone v0 t - mu g t²/2.
    let right = v0 / (3.0 * mu * G);
    let mut all = vec![
        share("time until it rolls", time, right, 0.002),
        share("way until it rolls", way, v0 * right - 0.5 * mu * G * right * right, 0.002),
        share("speed in the end", speed, 2.0 / 3.0 * v0, 0.002),
    ];
    all.extend(watched.figures(0.25 * v0 * v0, 1e-3));
    all
}

pub fn stack() -> Vec<Figure> {
    let mut parts = json!({ "floor": { "kind": "wall", "at": ["-1 m", "0 m"], "length": "2 m" } });
    for i in 0..10 {
        parts[format!("box{i}")] = json!({ "kind": "body", "shape": "box", "length": "10 cm", "height": "10 cm",
            "mass": "0.5 kg", "solid": true, "at": ["0 m", m(0.05 + 0.1 * f64::from(i))] });
    }
    let mut lab = lab("4 ms", json!({ "gravity": "9.81 m/s^2" }), parts);
    // It settles for a second, then stays for a minute.
    run(&mut lab, 250, |_| ());
    let places = |lab: &gewu::lab::Lab| -> Vec<f64> {
        (0..10).flat_map(|i| ["x", "y"].map(|axis| get(lab, &format!("s.box{i}.{axis}")))).collect()
    };
    let before = places(&lab);
    run(&mut lab, 15_000, |_| ());
    let moved = places(&lab).iter().zip(&before).map(|(now, was)| (now - was).abs()).fold(0.0, f64::max);
    let balance = lab.energy(0).momentum_balance().parts();
    let weight = 10.0 * 0.5 * G * 61.0;
    vec![
        figure("creep, m", moved, 1e-4),
        figure("momentum, of the weight's impulse", balance[0].abs().max(balance[1].abs()) / weight, 1e-3),
    ]
}
