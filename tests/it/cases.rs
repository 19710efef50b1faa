//! Problems with answers of independent programs and closed forms (`shared/validation/cases`), through modules.
//!
//! The cases are kept beside the project; where they are not, this test says so and passes. Each of our scenes names the
//! case it answers.

use gewu::lab::{Lab, Opening};
use gewu::module::Module;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::rc::Rc;

pub fn folder() -> Option<PathBuf> {
    let folder = crate::root().join("../shared/validation/cases");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("shared/validation/cases is not beside this checkout: its problems are left out");
    None
}

/// A case.
pub struct Case(Value);

impl Case {
    pub fn open(id: &str) -> Option<Case> {
        let text = crate::read(&folder()?.join(format!("{id}.json")));
        Some(Case(serde_json::from_str(&text).unwrap()))
    }

    /// An input or expected number in SI where the case gives one.
    fn number(entry: &Value) -> Vec<f64> {
        let value = entry.get("value_si").unwrap_or(&entry["value"]);
        match value {
            Value::Array(all) => all.iter().map(|v| v.as_f64().unwrap()).collect(),
            one => vec![one.as_f64().unwrap()],
        }
    }

    pub fn input(&self, name: &str) -> f64 {
        Self::number(&self.0["inputs"][name])[0]
    }

    pub fn inputs(&self, name: &str) -> Vec<f64> {
        Self::number(&self.0["inputs"][name])
    }

    /// An input of vectors in the plane.
    #[cfg(feature = "rigid")]
    pub fn pairs(&self, name: &str) -> Vec<[f64; 2]> {
        serde_json::from_value(self.0["inputs"][name]["value"].clone()).unwrap()
    }

    /// An expected list of lists of vectors in the plane.
    #[cfg(feature = "rigid")]
    pub fn places(&self, name: &str) -> Vec<Vec<[f64; 2]>> {
        serde_json::from_value(self.0["expected"][name]["value"].clone()).unwrap()
    }

    /// The expected numbers of a name.
    pub fn expected(&self, name: &str) -> Vec<f64> {
        Self::number(&self.0["expected"][name])
    }

    /// Compares with the expected value of a name, to the tolerance of the case times `sharper`.
    pub fn expect(&self, name: &str, index: usize, found: f64, sharper: f64) {
        self.compare("expected", name, index, found, sharper);
    }

    /// The same with the value where the activities of ions are modelled.
    pub fn expect_activity(&self, name: &str, index: usize, found: f64, sharper: f64) {
        self.compare("expected_if_activities_modelled", name, index, found, sharper);
    }

    /// An expected list of lists of numbers.
    pub fn table(&self, name: &str) -> Vec<Vec<f64>> {
        serde_json::from_value(self.0["expected"][name]["value"].clone()).unwrap()
    }

    fn compare(&self, section: &str, name: &str, index: usize, found: f64, sharper: f64) {
        let entry = &self.0[section][name];
        let right = Self::number(entry)[index];
        let tolerance = entry.get("tol_si").unwrap_or(&entry["tol"]);
        let abs = tolerance["abs"].as_f64().unwrap_or(0.0);
        let rel = tolerance["rel"].as_f64().unwrap_or(0.0);
        let allowed = sharper * abs.max(rel * right.abs());
        assert!(allowed > 0.0, "{} has no tolerance for {name}", self.0["id"]);
        assert!(
            (found - right).abs() <= allowed,
            "{}: {name}[{index}] is {found}, {section} {right} within {allowed:e}",
            self.0["id"]
        );
    }
}

/// A lab around parts, with a step and options of the system.
pub fn lab(step: &str, options: Value, parts: Value) -> Lab {
    let mut system = json!({ "kind": "motion", "parts": parts });
    for (name, value) in options.as_object().unwrap() {
        system[name] = value.clone();
    }
    let module = json!({
        "format": 1, "id": "case", "subject": "physics", "stage": "senior", "minutes": 1, "standards": [],
        "systems": { "s": system },
        "views": { "main": { "world": ["-1 m", "-1 m", "1 m", "1 m"] } },
        "run": { "step": step }
    });
    let module = Module::parse("case", &module.to_string()).unwrap_or_else(|p| panic!("{p:?}"));
    Lab::new(Rc::new(module), Opening::default()).unwrap_or_else(|e| panic!("{}", e.sentence))
}

/// Runs on to a time that is a whole number of steps.
pub fn to(lab: &mut Lab, time: f64) {
    let steps = (time / lab.clock().step).round() as u64;
    assert!((steps as f64 * lab.clock().step - time).abs() < 1e-9);
    lab.steps(steps - lab.clock().steps);
    assert!(lab.stopped().is_none(), "{:?}", lab.stopped());
}

pub fn get(lab: &Lab, path: &str) -> f64 {
    lab.get(path).unwrap().si
}

#[test]
fn every_case_of_motion_is_answered() {
    let Some(folder) = folder() else { return };
    let answered = [
        "mech_atwood_massive_pulley",
        "mech_ballistic_pendulum",
        "mech_braking_and_curve",
        "mech_collision_1d_e_series",
        "mech_compound_atwood",
        "mech_driven_oscillator_resonance",
        "mech_incline_pulley_hanging_mass",
        "mech_ladder_static",
        "mech_orbit_earth_satellites",
        "mech_slide_to_roll_disc",
        "mech_stokes_fall_glycerine",
        "mech_three_body_figure8",
        "mech_vertical_loop",
        "mech_coupled_oscillators_beats",
        "mech_double_pendulum_chaotic_90deg",
        "mech_mass_spring_damper",
        "mech_pendulum_damped_60deg",
        "mech_pendulum_trajectory_60deg",
        "mech_projectile_linear_drag",
        "mech_projectile_quadratic_drag",
        "mech_springs_series_parallel",
    ];
    for path in crate::files(&folder, ".json") {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        if id.starts_with("mech_") {
            assert!(answered.contains(&id.as_str()), "{id} is not answered");
        }
    }
}

#[test]
fn pendulums_follow_the_independent_solutions() {
    // The damped one has a linear damping: m b of the bob.
    for (id, damped) in [("mech_pendulum_trajectory_60deg", false), ("mech_pendulum_damped_60deg", true)] {
        let Some(case) = Case::open(id) else { return };
        let damping = if damped { case.input("b") * 0.1 } else { 0.0 };
        let mut lab = lab(
            "2 ms",
            json!({ "gravity": format!("{} m/s^2", case.input("g")) }),
            json!({
                "pivot": { "kind": "anchor" },
                "bob": { "kind": "ball", "mass": "0.1 kg", "damping": format!("{damping} N*s/m") },
                "rod": { "kind": "rod", "a": "pivot", "b": "bob",
                    "length": format!("{} m", case.input("length")), "angle": format!("{} rad", case.input("theta0")) }
            }),
        );
        for (index, time) in case.inputs("t").into_iter().enumerate() {
            to(&mut lab, time);
            case.expect("theta", index, get(&lab, "s.rod.angle"), 1e-6);
        }
    }
}

#[test]
fn a_chaotic_double_pendulum_follows_the_independent_solution() {
    let Some(case) = Case::open("mech_double_pendulum_chaotic_90deg") else { return };
    let length = |name: &str| format!("{} m", case.input(name));
    let mut lab = lab(
        "2 ms",
        json!({ "gravity": format!("{} m/s^2", case.input("g")) }),
        json!({
            "pivot": { "kind": "anchor" },
            "one": { "kind": "ball", "mass": format!("{} kg", case.input("m1")) },
            "two": { "kind": "ball", "mass": format!("{} kg", case.input("m2")) },
            "upper": { "kind": "rod", "a": "pivot", "b": "one", "length": length("l1"), "angle": "90 deg" },
            "lower": { "kind": "rod", "a": "one", "b": "two", "length": length("l2"), "angle": "90 deg" }
        }),
    );
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        to(&mut lab, time);
        case.expect("theta1", index, get(&lab, "s.upper.angle"), 1e-3);
        case.expect("theta2", index, get(&lab, "s.lower.angle"), 1e-3);
    }
    assert!(lab.energy_error().unwrap() < 1e-10, "{:?}", lab.energy_error());
}

#[test]
fn projectiles_with_drag_fly_as_computed() {
    let Some(case) = Case::open("mech_projectile_linear_drag") else { return };
    let velocity = |case: &Case| {
        let (sin, cos) = gewu::numerics::math::sin_cos(case.input("angle"));
        (format!("{} m/s", case.input("v0") * cos), format!("{} m/s", case.input("v0") * sin))
    };
    let (vx, vy) = velocity(&case);
    let mut slow = lab(
        "2 ms",
        json!({ "gravity": format!("{} m/s^2", case.input("g")) }),
        json!({ "ball": { "kind": "ball", "mass": format!("{} kg", case.input("mass")), "vx": vx, "vy": vy,
            "damping": format!("{} N*s/m", case.input("c")) } }),
    );
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        to(&mut slow, time);
        case.expect("x", index, get(&slow, "s.ball.x"), 1e-6);
        case.expect("y", index, get(&slow, "s.ball.y"), 1e-6);
    }

    let Some(case) = Case::open("mech_projectile_quadratic_drag") else { return };
    let (vx, vy) = velocity(&case);
    let mut fast = lab(
        "1 ms",
        json!({ "gravity": format!("{} m/s^2", case.input("g")), "air": true,
            "air_density": format!("{} kg/m^3", case.input("rho_air")) }),
        json!({
            "ball": { "kind": "ball", "mass": format!("{} kg", case.input("mass")),
                "radius": format!("{} m", case.input("radius")), "drag": case.input("Cd"),
                "x": "0 m", "y": format!("{} m", case.input("h")), "vx": vx, "vy": vy },
            // The case follows the centre down to the ground: the floor lies a radius lower.
            "floor": { "kind": "floor", "level": format!("{} m", -case.input("radius")) }
        }),
    );
    let (mut top, mut speed) = ((0.0, 0.0), 0.0);
    loop {
        fast.steps(1);
        let (x, y) = (get(&fast, "s.ball.x"), get(&fast, "s.ball.y"));
        if y > top.1 {
            top = (x, y);
        }
        if let Some(landing) = fast.take_events().into_iter().find(|e| e.name == "landing") {
            case.expect("t_flight", 0, landing.time, 1e-3);
            case.expect("range", 0, x, 1e-3);
            break;
        }
        speed = get(&fast, "s.ball.speed");
        assert!(fast.clock().time() < 10.0, "it never landed");
    }
    case.expect("y_max", 0, top.1, 1e-3);
    // The top is flat: its place is known to a step of flight.
    case.expect("x_at_y_max", 0, top.0, 1.0);
    // A step before the landing.
    case.expect("v_impact", 0, speed, 1.0);
}

#[test]
fn springs_swing_and_hang_as_computed() {
    let Some(case) = Case::open("mech_mass_spring_damper") else { return };
    let stiffness = format!("{} N/m", case.input("k"));
    for (damping, name) in case.inputs("c").into_iter().zip(["x_underdamped", "x_critical", "x_overdamped"]) {
        let mut lab = lab(
            "2 ms",
            json!({ "gravity": "0 m/s^2" }),
            json!({
                "wall": { "kind": "anchor" },
                "mass": { "kind": "ball", "mass": format!("{} kg", case.input("m")), "x": "0 m", "y": format!("{} m", -1.0 - case.input("x0")) },
                "spring": { "kind": "spring", "a": "wall", "b": "mass", "natural": "1 m", "stiffness": stiffness, "damping": format!("{damping} N*s/m") }
            }),
        );
        for (index, time) in case.inputs("t").into_iter().enumerate() {
            to(&mut lab, time);
            case.expect(name, index, get(&lab, "s.spring.extension"), 1e-6);
        }
    }

    let Some(case) = Case::open("mech_coupled_oscillators_beats") else { return };
    let mass = format!("{} kg", case.input("m"));
    let spring = |a: &str, b: &str, k: &str| json!({ "kind": "spring", "a": a, "b": b, "natural": "1 m", "stiffness": format!("{} N/m", case.input(k)) });
    let mut beats = lab(
        "2 ms",
        json!({ "gravity": "0 m/s^2" }),
        json!({
            "left": { "kind": "anchor", "at": ["0 m", "0 m"] },
            "right": { "kind": "anchor", "at": ["3 m", "0 m"] },
            "one": { "kind": "ball", "mass": mass, "x": format!("{} m", 1.0 + case.input("x1_0")), "y": "0 m" },
            "two": { "kind": "ball", "mass": mass, "x": "2 m", "y": "0 m" },
            "outer_left": spring("left", "one", "k"),
            "inner": spring("one", "two", "k_c"),
            "outer_right": spring("right", "two", "k")
        }),
    );
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        to(&mut beats, time);
        case.expect("x1", index, get(&beats, "s.one.x") - 1.0, 1e-6);
        case.expect("x2", index, get(&beats, "s.two.x") - 2.0, 1e-6);
    }

    let Some(case) = Case::open("mech_springs_series_parallel") else { return };
    // In series: a light body between them, let down by strong damping to where it hangs.
    let load = case.input("F") / 10.0;
    let mut hung = lab(
        "2 ms",
        json!({ "gravity": "10 m/s^2" }),
        json!({
            "hook": { "kind": "anchor", "at": ["0 m", "0 m"] },
            "joint": { "kind": "ball", "mass": "1e-5 kg", "x": "0 m", "y": "-1 m", "damping": "0.05 N*s/m" },
            "load": { "kind": "ball", "mass": format!("{load} kg"), "x": "0 m", "y": "-2 m", "damping": "20 N*s/m" },
            "first": { "kind": "spring", "a": "hook", "b": "joint", "natural": "1 m", "stiffness": format!("{} N/m", case.input("k1")) },
            "second": { "kind": "spring", "a": "joint", "b": "load", "natural": "1 m", "stiffness": format!("{} N/m", case.input("k2")) }
        }),
    );
    to(&mut hung, 20.0);
    case.expect("x_series", 0, -2.0 - get(&hung, "s.load.y"), 0.05);
    let mut beside = lab(
        "2 ms",
        json!({ "gravity": "10 m/s^2" }),
        json!({
            "hook": { "kind": "anchor", "at": ["0 m", "0 m"] },
            "load": { "kind": "ball", "mass": format!("{load} kg"), "x": "0 m", "y": "-1 m", "damping": "30 N*s/m" },
            "first": { "kind": "spring", "a": "hook", "b": "load", "natural": "1 m", "stiffness": format!("{} N/m", case.input("k1")) },
            "second": { "kind": "spring", "a": "hook", "b": "load", "natural": "1 m", "stiffness": format!("{} N/m", case.input("k2")) }
        }),
    );
    to(&mut beside, 20.0);
    case.expect("x_parallel", 0, -1.0 - get(&beside, "s.load.y"), 1e-3);
}
