//! Scenes in which one solver takes over from the other, or joints come and go: all is accounted for, nothing jumps.

use super::{Figure, Watched, figure, run, share};
use crate::cases::{get, lab};
use crate::cases_mechanism::{kg, m};
use gewu::lab::Lab;
use gewu::numerics::math::{cos, sin};
use serde_json::json;

const G: f64 = 9.81;

/// How far a body was moved in one step beyond what its speeds allow, m.
struct Jumps {
    body: &'static str,
    last: [f64; 3],
    worst: f64,
}

impl Jumps {
    fn new(lab: &Lab, body: &'static str) -> Jumps {
        Jumps { body, last: Self::now(lab, body), worst: 0.0 }
    }

    fn now(lab: &Lab, body: &str) -> [f64; 3] {
        let of = |name: &str| get(lab, &format!("s.{body}.{name}"));
        let (vx, vy) = (of("vx"), of("vy"));
        [of("x"), of("y"), (vx * vx + vy * vy).sqrt()]
    }

    fn look(&mut self, lab: &Lab) {
        let [x, y, speed] = Self::now(lab, self.body);
        let way = ((x - self.last[0]) * (x - self.last[0]) + (y - self.last[1]) * (y - self.last[1])).sqrt();
        self.worst = self.worst.max(way - lab.clock().step * speed.max(self.last[2]));
        self.last = [x, y, speed];
    }

    fn figure(&self) -> Figure {
        figure(format!("jump of the {}, m", self.body), self.worst, 1e-4)
    }
}

pub fn peg() -> Vec<Figure> {
    // Let go below the height of the peg: it rises on the other side to the height it came from, about the peg, and back.
    let (l, peg, angle) = (1.0, -0.6, 0.7);
    let mut lab = lab(
        "2 ms",
        json!({ "gravity": "9.81 m/s^2" }),
        json!({
            "nail": { "kind": "anchor" },
            "bob": { "kind": "ball", "mass": "0.1 kg", "at": [m(-l * sin(angle)), m(-l * cos(angle))] },
            "string": { "kind": "string", "a": "nail", "b": "bob", "length": m(l) },
            "peg": { "kind": "peg", "catches": "string", "at": ["0 m", m(peg)] }
        }),
    );
    let (mut watched, mut jumps) = (Watched::new(&lab), Jumps::new(&lab, "bob"));
    let (mut high, mut caught, mut back, mut off) = (f64::NEG_INFINITY, false, f64::NEG_INFINITY, 0.0_f64);
    run(&mut lab, 1500, |lab| {
        watched.look(lab);
        jumps.look(lab);
        let (x, y) = (get(lab, "s.bob.x"), get(lab, "s.bob.y"));
        if get(lab, "s.peg.holds") == 1.0 {
            caught = true;
            high = high.max(y);
            off = off.max(((x * x + (y - peg) * (y - peg)).sqrt() - (l + peg)).abs());
        } else if caught {
            back = back.max(y);
        }
    });
    let mut all = watched.figures(0.1 * G * 0.24, 1e-9);
    all.push(jumps.figure());
    all.push(figure("length of the string about the peg, m", off, 1e-11));
    // Steps of 2 ms: the tops are met to a few micrometres.
    all.push(figure("height beyond the peg, m", (high + l * cos(angle)).abs(), 1e-5));
    all.push(figure("height back again, m", (back + l * cos(angle)).abs(), 1e-5));
    all
}

pub fn ball_and_block() -> Vec<Figure> {
    // The ball comes down on its string as a pendulum (exact), strikes the block (contact), which slides and stops.
    let (l, mu, mass) = (0.8, 0.3, 0.2);
    let mut lab = lab(
        "1 ms",
        json!({ "gravity": "9.81 m/s^2" }),
        json!({
            "table": { "kind": "wall", "at": ["-0.03 m", "0 m"], "length": "4 m", "friction": mu },
            "block": { "kind": "body", "shape": "box", "length": "10 cm", "height": "6 cm", "mass": kg(mass),
                "solid": true, "friction": mu, "restitution": 1, "at": ["0.071 m", "0.03 m"] },
            "nail": { "kind": "anchor", "at": ["0 m", m(0.03 + l)] },
            "ball": { "kind": "ball", "mass": kg(mass), "radius": "3 cm", "at": [m(-l), m(0.03 + l)] },
            "string": { "kind": "string", "a": "nail", "b": "ball", "length": m(l) }
        }),
    );
    let (mut watched, mut first) = (Watched::new(&lab), f64::NAN);
    let mut jumps = ["ball", "block"].map(|body| Jumps::new(&lab, body));
    run(&mut lab, 2500, |lab| {
        watched.look(lab);
        jumps.iter_mut().for_each(|jumps| jumps.look(lab));
        if first.is_nan() && get(lab, "s.block.vx") > 0.1 {
            first = get(lab, "s.block.vx");
        }
    });
    // Elastic and equal masses: all of the speed; then it slides v²/(2 mu g).
    let v = (2.0 * G * l).sqrt();
    let mut all = watched.figures(mass * G * l, 1e-3);
    all.extend(jumps.map(|jumps| jumps.figure()));
    all.push(share("speed of the block", first, v, 0.01));
    all.push(share("way of the block", get(&lab, "s.block.x") - 0.071, v * v / (2.0 * mu * G), 0.02));
    all.push(figure("speed in the end, m/s", get(&lab, "s.block.vx").abs(), 1e-6));
    all
}

pub fn trebuchet() -> Vec<Figure> {
    let mut lab = lab(
        "2 ms",
        json!({ "gravity": "9.81 m/s^2" }),
        json!({
            "axle": { "kind": "anchor", "at": ["0 m", "1 m"] },
            "beam": { "kind": "body", "length": "1.6 m", "height": "5 cm", "mass": "0.8 kg", "angle": "0.6 rad" },
            "fulcrum": { "kind": "hook", "on": "beam", "along": "0.4 m" },
            "pin": { "kind": "pin", "a": "axle", "b": "fulcrum" },
            "short": { "kind": "hook", "on": "beam", "along": "0.8 m" },
            "tip": { "kind": "hook", "on": "beam", "along": "-0.8 m" },
            "weight": { "kind": "ball", "mass": "12 kg", "radius": "6 cm" },
            "hanger": { "kind": "rod", "a": "short", "b": "weight", "length": "0.3 m" },
            "shot": { "kind": "ball", "mass": "0.1 kg", "radius": "2 cm" },
            "sling": { "kind": "string", "a": "tip", "b": "shot", "length": "0.5 m" },
            "ring": { "kind": "release", "of": "sling", "angle": "-3.6 rad", "way": "clockwise" },
            "ground": { "kind": "floor", "level": "-3 m" }
        }),
    );
    let (mut watched, mut jumps) = (Watched::new(&lab), Jumps::new(&lab, "shot"));
    let (mut flight, mut landed) = (None, f64::NAN);
    for _ in 0..6000 {
        run(&mut lab, 1, |lab| {
            watched.look(lab);
            jumps.look(lab);
        });
        if get(&lab, "s.ring.released") == 1.0 && flight.is_none() {
            flight = Some(["x", "y", "vx", "vy"].map(|name| get(&lab, &format!("s.shot.{name}"))));
        }
        if lab.take_events().iter().any(|event| event.name == "landing" && &*event.part == "shot") {
            landed = get(&lab, "s.shot.x");
            break;
        }
    }
    // From the release on a parabola: it lands where that ends.
    let [x, y, vx, vy] = flight.unwrap_or([f64::NAN; 4]);
    let t = (vy + (vy * vy + 2.0 * G * (y - 0.02 + 3.0)).sqrt()) / G;
    let mut all = watched.figures(12.0 * G * 0.5, 1e-9);
    all.push(jumps.figure());
    all.push(share("width of the throw", landed - x, vx * t, 1e-8));
    all
}
