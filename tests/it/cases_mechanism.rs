//! Problems with answers of independent programs and closed forms that need a mechanism: pulleys, rails, collisions,
//! fields, fluids. See `cases.rs`.

use crate::cases::{Case, get, lab, to};
use gewu::numerics::math::{PI, atan2, cos, sin, sin_cos};
use serde_json::json;

pub fn m(value: f64) -> String {
    format!("{value} m")
}

pub fn kg(value: f64) -> String {
    format!("{value} kg")
}

fn gravity(case: &Case) -> serde_json::Value {
    json!({ "gravity": format!("{} m/s^2", case.input("g")) })
}

#[test]
fn atwood_machines_run_as_computed() {
    let Some(case) = Case::open("mech_atwood_massive_pulley") else { return };
    let mut one = lab(
        "2 ms",
        gravity(&case),
        json!({
            "beam": { "kind": "anchor", "at": ["0 m", "3 m"] },
            "wheel": { "kind": "pulley", "on": "beam", "radius": "10 cm", "mass": kg(case.input("M_pulley")) },
            "one": { "kind": "ball", "mass": kg(case.input("m1")), "at": ["-0.1 m", "1 m"] },
            "two": { "kind": "ball", "mass": kg(case.input("m2")), "at": ["0.1 m", "2 m"] },
            "string": { "kind": "string", "a": "one", "b": "two", "over": "wheel" }
        }),
    );
    case.expect("T1", 0, get(&one, "s.string.tension"), 1e-6);
    case.expect("T2", 0, get(&one, "s.string.far_tension"), 1e-6);
    to(&mut one, 0.5);
    case.expect("acceleration", 0, get(&one, "s.one.vy") / 0.5, 1e-6);

    let Some(case) = Case::open("mech_compound_atwood") else { return };
    let mut three = lab(
        "2 ms",
        gravity(&case),
        json!({
            "beam": { "kind": "anchor", "at": ["0 m", "5 m"] },
            "upper": { "kind": "pulley", "on": "beam", "radius": "10 cm", "mass": "0 kg" },
            "lower": { "kind": "pulley", "at": ["0.1 m", "3.5 m"], "radius": "5 cm", "mass": "0 kg" },
            "one": { "kind": "ball", "mass": kg(case.input("m1")), "at": ["-0.1 m", "3 m"] },
            "two": { "kind": "ball", "mass": kg(case.input("m2")), "at": ["0.05 m", "2 m"] },
            "three": { "kind": "ball", "mass": kg(case.input("m3")), "at": ["0.15 m", "2.5 m"] },
            "long": { "kind": "string", "a": "one", "b": "lower", "over": "upper" },
            "short": { "kind": "string", "a": "two", "b": "three", "over": "lower" }
        }),
    );
    to(&mut three, 0.2);
    for (name, ball) in [("a1", "one"), ("a2", "two"), ("a3", "three")] {
        case.expect(name, 0, -get(&three, &format!("s.{ball}.vy")) / 0.2, 1e-4);
    }
    case.expect("T_lower", 0, get(&three, "s.short.tension"), 1e-4);
}

#[test]
fn carts_on_rails_run_and_collide_as_computed() {
    let Some(case) = Case::open("mech_incline_pulley_hanging_mass") else { return };
    let (out, along) = sin_cos(case.input("angle"));
    let mut incline = lab(
        "2 ms",
        gravity(&case),
        json!({
            "plane": { "kind": "rail", "angle": format!("{} rad", case.input("angle")), "length": "3 m", "friction": case.input("mu_k") },
            "block": { "kind": "cart", "on": "plane", "mass": kg(case.input("m1")), "along": "0.5 m" },
            "axle": { "kind": "anchor", "at": [m(3.1 * along + 0.05 * out), m(3.1 * out - 0.05 * along)] },
            "wheel": { "kind": "pulley", "on": "axle", "radius": "5 cm", "mass": "0 kg" },
            "load": { "kind": "ball", "mass": kg(case.input("m2")) },
            "string": { "kind": "string", "a": "block", "b": "load", "over": "wheel", "length": "3 m" }
        }),
    );
    to(&mut incline, 0.4);
    case.expect("acceleration", 0, get(&incline, "s.block.velocity") / 0.4, 1e-6);
    case.expect("tension", 0, get(&incline, "s.string.tension"), 1e-6);

    let Some(case) = Case::open("mech_braking_and_curve") else { return };
    // The largest speeds on a flat and a banked curve are a balance of forces out of this plane: not for this system.
    let mut car = lab(
        "2 ms",
        gravity(&case),
        json!({
            "road": { "kind": "rail", "length": "100 m", "friction": case.input("mu") },
            "car": { "kind": "cart", "on": "road", "mass": "1000 kg", "along": "1 m", "velocity": format!("{} m/s", case.input("v0")) }
        }),
    );
    let mut stopped = None;
    while stopped.is_none() && car.clock().time() < 10.0 {
        car.steps(1);
        stopped = car.take_events().into_iter().find(|event| event.name == "stop");
    }
    case.expect("time", 0, stopped.unwrap().time, 1e-6);
    case.expect("distance", 0, get(&car, "s.car.along") - 1.0, 1e-6);

    let Some(case) = Case::open("mech_collision_1d_e_series") else { return };
    for (index, e) in case.inputs("e").into_iter().enumerate() {
        let cart = |mass: &str, speed: &str, at: &str| {
            json!({ "kind": "cart", "on": "track", "mass": kg(case.input(mass)),
            "velocity": format!("{} m/s", case.input(speed)), "along": at, "restitution": e })
        };
        let mut track = lab(
            "2 ms",
            json!({}),
            json!({
                "track": { "kind": "rail", "length": "20 m" },
                "one": cart("m1", "u1", "9 m"), "two": cart("m2", "u2", "10 m")
            }),
        );
        let kinetic = |lab: &gewu::lab::Lab| get(lab, "s.one.kinetic") + get(lab, "s.two.kinetic");
        let before = kinetic(&track);
        to(&mut track, 0.6);
        case.expect("v1", index, get(&track, "s.one.velocity"), 1e-6);
        case.expect("v2", index, get(&track, "s.two.velocity"), 1e-6);
        case.expect("dKE", index, before - kinetic(&track), 1e-6);
    }
}

#[test]
fn a_disc_slides_until_it_rolls() {
    let Some(case) = Case::open("mech_slide_to_roll_disc") else { return };
    let [v0, mu, r, g] = ["v0", "mu_k", "R", "g"].map(|name| case.input(name));
    let [time, way, speed] = crate::accuracy::slide_to_roll(v0, mu, r, g);
    // To 0.2 %.
    case.expect("t_roll", 0, time, 0.2);
    case.expect("distance", 0, way, 0.2);
    case.expect("v_final", 0, speed, 0.4);
}

#[test]
fn a_ladder_leans_with_its_reactions() {
    // On a rough floor against a smooth wall; a person stands on it, on soles that give way a little.
    let Some(case) = Case::open("mech_ladder_static") else { return };
    let [l, angle, up] = ["L", "angle", "s"].map(|name| case.input(name));
    // The case has a line for a ladder: this is a millimetre thick.
    let h = 1e-3;
    let centre = [l / 2.0 * cos(angle), l / 2.0 * sin(angle) + h / 2.0 * cos(angle)];
    let mut lab = lab(
        "2 ms",
        gravity(&case),
        json!({
            "floor": { "kind": "wall", "at": ["-1 m", "0 m"], "length": "6 m", "friction": 0.9 },
            // Its face looks to the left: it goes up.
            "house": { "kind": "wall", "at": [m(l * cos(angle) + h / 2.0 * sin(angle)), "0 m"], "angle": "90 deg",
                "length": "6 m", "friction": 0 },
            "ladder": { "kind": "body", "shape": "box", "length": m(l), "height": m(h), "mass": kg(case.input("m")),
                "solid": true, "friction": 0.9, "at": centre.map(m), "angle": format!("{angle} rad") },
            "rung": { "kind": "hook", "on": "ladder", "along": m(up - l / 2.0) },
            "person": { "kind": "ball", "mass": kg(case.input("m_person")), "radius": "1 mm", "damping": "300 N*s/m" },
            "soles": { "kind": "spring", "a": "rung", "b": "person", "natural": "5 cm", "stiffness": "50000 N/m",
                "damping": "2000 N*s/m" }
        }),
    );
    to(&mut lab, 2.0);
    // The mean over a second, after it has settled.
    let [mut floor, mut house, mut rubs] = [0.0; 3];
    for _ in 0..500 {
        lab.steps(1);
        floor += get(&lab, "s.floor.normal") / 500.0;
        house += get(&lab, "s.house.normal") / 500.0;
        rubs += get(&lab, "s.floor.rubbing").abs() / 500.0;
    }
    case.expect("N_floor", 0, floor, 1.0);
    case.expect("N_wall", 0, house, 1.0);
    // What friction does is the least that it must be able to do.
    case.expect("mu_min", 0, rubs / floor, 1.0);
}

#[test]
fn three_bodies_dance_the_figure_of_eight() {
    let Some(case) = Case::open("mech_three_body_figure8") else { return };
    let (at, moving, found) = (case.pairs("pos0"), case.pairs("vel0"), case.places("positions"));
    let mut parts = json!({});
    for (i, ([x, y], [vx, vy])) in at.into_iter().zip(moving).enumerate() {
        parts[format!("body{i}")] = json!({ "kind": "ball", "mass": kg(case.input("m")), "radius": "0.1 mm",
            "at": [m(x), m(y)], "vx": format!("{vx} m/s"), "vy": format!("{vy} m/s") });
        parts[format!("pull{i}")] = json!({ "kind": "attraction", "towards": format!("body{i}"),
            "strength": case.input("G") * case.input("m") });
    }
    for (time, right) in case.inputs("t").into_iter().zip(found) {
        // So many steps that they end at the time asked for.
        let steps = (time / 0.002).ceil();
        let mut lab = lab(&format!("{} s", time / steps), json!({ "gravity": "0 m/s^2" }), parts.clone());
        lab.steps(steps as u64);
        for (i, [x, y]) in right.into_iter().enumerate() {
            let off =
                (get(&lab, &format!("s.body{i}.x")) - x).abs().max((get(&lab, &format!("s.body{i}.y")) - y).abs());
            assert!(off < 1e-9, "body {i} at {time}: {off:e}");
        }
        assert!(lab.energy_error().unwrap() < 1e-11);
    }
}

#[test]
fn a_bullet_stays_in_its_pendulum() {
    let Some(case) = Case::open("mech_ballistic_pendulum") else { return };
    let (l, r) = (case.input("L"), 0.05);
    let mut lab = lab(
        "1 ms",
        gravity(&case),
        json!({
            "nail": { "kind": "anchor" },
            "block": { "kind": "ball", "mass": kg(case.input("m_block")), "radius": m(r), "restitution": 0 },
            "string": { "kind": "string", "a": "nail", "b": "block", "length": m(l) },
            // Its way to the block takes a millisecond, in which it falls by micrometres.
            "bullet": { "kind": "ball", "mass": kg(case.input("m_bullet")), "radius": "4 mm", "at": [m(-0.4), m(-l)],
                "vx": format!("{} m/s", case.input("v_bullet")) },
            "spare": { "kind": "shaker" }
        }),
    );
    let before = get(&lab, "s.bullet.kinetic");
    let mut after = None;
    let mut top: f64 = -10.0;
    for _ in 0..1000 {
        lab.steps(1);
        if after.is_none() && get(&lab, "s.block.vx") > 0.0 {
            after = Some(get(&lab, "s.block.speed"));
            let left = get(&lab, "s.block.kinetic") + get(&lab, "s.bullet.kinetic");
            case.expect("energy_lost_fraction", 0, 1.0 - left / before, 0.1);
        }
        top = top.max(get(&lab, "s.block.y"));
    }
    case.expect("v_after", 0, after.unwrap(), 0.1);
    // The two hang together with their common centre of mass 5 cm beside the block's: 0.4 % of the mass.
    case.expect("rise", 0, top + l, 0.2);
    case.expect("theta_max", 0, gewu::numerics::math::acos(-top / l), 0.2);
    assert!(lab.energy_error().unwrap() < 1e-9);
}

#[test]
fn a_driven_oscillator_comes_to_the_amplitude_and_lag_of_its_frequency() {
    let Some(case) = Case::open("mech_driven_oscillator_resonance") else { return };
    let (k, c) = (case.input("k"), case.input("c"));
    let amplitude = case.input("F0") / k;
    for (index, omega) in case.inputs("omega").into_iter().enumerate() {
        // The end of the spring goes to and fro by F0/k: the force k A cos(w t) on the mass.
        let mut lab = lab(
            "2 ms",
            json!({ "gravity": "0 m/s^2" }),
            json!({
                "crank": { "kind": "shaker", "amplitude": m(amplitude), "frequency": format!("{} Hz", omega / (2.0 * PI)),
                    "angle": "0 rad", "phase": format!("{} rad", PI / 2.0) },
                "mass": { "kind": "ball", "mass": kg(case.input("m")), "at": ["1 m", "0 m"], "damping": format!("{c} N*s/m") },
                "spring": { "kind": "spring", "a": "crank", "b": "mass", "natural": "1 m", "stiffness": format!("{k} N/m") }
            }),
        );
        // What swings by itself dies out as exp(-c t/2m): by 12 s to 6e-6.
        to(&mut lab, 14.0);
        let (mut sum, mut along, mut norm) = (0.0, 0.0, 0.0);
        let period = 2.0 * PI / omega;
        let steps = (3.0 * period / 0.002).round() as usize;
        for _ in 0..steps {
            lab.steps(1);
            let (x, t) = (get(&lab, "s.mass.x") - 1.0, lab.clock().time());
            sum += x * cos(omega * t);
            along += x * sin(omega * t);
            norm += cos(omega * t) * cos(omega * t);
        }
        let (real, lag) = (sum / norm, along / norm);
        case.expect("amplitude", index, (real * real + lag * lag).sqrt(), 0.2);
        case.expect("phase_lag", index, atan2(lag, real), 0.2);
        assert!(lab.energy_error().unwrap() < 1e-8, "{:?}", lab.energy_error());
    }
}

#[test]
fn a_satellite_goes_round_as_computed() {
    let Some(case) = Case::open("mech_orbit_earth_satellites") else { return };
    let (gm, radius, h) = (case.input("GM"), case.input("R"), case.input("h"));
    let r = radius + h;
    let v = (gm / r).sqrt();
    case.expect("v_400km", 0, v, 1e-6);
    // In units of 1000 km and 1000 s.
    let (gm, r, v) = (gm * 1e-12, r * 1e-6, v * 1e-3);
    let scene = |x: f64, vy: f64| {
        let parts = json!({
            "earth": { "kind": "anchor" },
            "satellite": { "kind": "ball", "mass": "1 kg", "at": [m(x), "0 m"], "vy": format!("{vy} m/s") },
            "pull": { "kind": "attraction", "towards": "earth", "strength": gm }
        });
        lab("2 ms", json!({ "gravity": "0 m/s^2" }), parts)
    };
    let distance = |lab: &gewu::lab::Lab| {
        let (x, y) = (get(lab, "s.satellite.x"), get(lab, "s.satellite.y"));
        (x * x + y * y).sqrt()
    };
    // On its circle it is back after the period; with a burn dv1 it rises to the geostationary radius.
    let mut circle = scene(r, v);
    let mut last = (0.0, -1.0);
    let mut period = 0.0;
    for _ in 0..3000 {
        circle.steps(1);
        let now = (circle.clock().time(), get(&circle, "s.satellite.y"));
        if last.1 < 0.0 && now.1 >= 0.0 && now.0 > 0.1 {
            period = last.0 + (now.0 - last.0) * last.1 / (last.1 - now.1);
        }
        last = now;
        assert!((distance(&circle) / r - 1.0).abs() < 1e-10);
    }
    case.expect("T_400km", 0, period * 1e3, 1e-3);
    // The case states its own radius to 8 digits: they agree to 2e-8.
    case.expect("dv1", 0, v * 1e3 * ((2.0 * 42.164_169_624_086_09 / (r + 42.164_169_624_086_09)).sqrt() - 1.0), 1e-4);
    let (mut far, mut transfer) = (0.0_f64, scene(r, v + 2.399_470_701_025_775));
    for _ in 0..10_000 {
        transfer.steps(1);
        far = far.max(distance(&transfer));
    }
    case.expect("r_geo", 0, far * 1e6, 1e-3);
    // At the speed of escape its energy is nothing: it comes to rest at no distance.
    let mut escape = scene(radius * 1e-6, 11.186_135_691_389_076);
    case.expect("v_escape", 0, (2.0 * gm / (radius * 1e-6)).sqrt() * 1e3, 1e-6);
    to(&mut escape, 10.0);
    let (speed, r) = (get(&escape, "s.satellite.speed"), distance(&escape));
    assert!((0.5 * speed * speed * r / gm - 1.0).abs() < 1e-9, "{speed} {r}");
}

#[test]
fn a_ball_sinks_in_glycerine_at_its_speed() {
    let Some(case) = Case::open("mech_stokes_fall_glycerine") else { return };
    let (r, eta) = (case.input("radius"), case.input("viscosity"));
    let mass = case.input("rho_ball") * 4.0 / 3.0 * PI * r * r * r;
    let mut lab = lab(
        "1 ms",
        gravity(&case),
        json!({
            "jar": { "kind": "fluid", "level": "1 m", "density": format!("{} kg/m^3", case.input("rho_fluid")), "viscosity": format!("{eta} Pa*s") },
            "ball": { "kind": "ball", "mass": kg(mass), "radius": m(r), "at": ["0 m", "0.5 m"] }
        }),
    );
    to(&mut lab, 0.3);
    let v = get(&lab, "s.ball.speed");
    case.expect("v_terminal", 0, v, 1e-6);
    case.expect("reynolds", 0, case.input("rho_fluid") * v * 2.0 * r / eta, 0.1);
    // The speed comes as 1 - exp(-t/tau).
    let mut young = self::lab(
        "1 ms",
        gravity(&case),
        json!({
            "jar": { "kind": "fluid", "level": "1 m", "density": format!("{} kg/m^3", case.input("rho_fluid")), "viscosity": format!("{eta} Pa*s") },
            "ball": { "kind": "ball", "mass": kg(mass), "radius": m(r), "at": ["0 m", "0.5 m"] }
        }),
    );
    to(&mut young, 0.01);
    let share = get(&young, "s.ball.speed") / v;
    case.expect("tau", 0, -0.01 / gewu::numerics::math::ln(1.0 - share), 1e-6);
    assert!(lab.energy_error().unwrap() < 1e-9);
}

#[test]
fn a_ball_stays_in_the_loop_from_the_right_height_on() {
    let Some(case) = Case::open("mech_vertical_loop") else { return };
    let radius = case.input("R");
    // A bead without size: the ball is 0.1 mm.
    let scene = |height: f64| {
        let (slope, bend) = (1.0, 0.5);
        let level = bend * (1.0 - cos(slope));
        let length = (height + 0.3) / sin(slope);
        let x = |s: f64| -bend * sin(slope) - (length - s) * cos(slope);
        let y = |s: f64| level + (length - s) * sin(slope);
        let start = length - (height - level) / sin(slope);
        lab(
            "1 ms",
            gravity(&case),
            json!({
                "slope": { "kind": "rail", "at": [m(x(0.0)), m(y(0.0))], "angle": format!("{} rad", -slope), "length": m(length), "holds": "left" },
                "foot": { "kind": "rail", "after": "slope", "length": m(slope * bend), "bend": m(bend), "holds": "left" },
                "loop": { "kind": "rail", "after": "foot", "length": m(2.0 * PI * radius), "bend": m(radius), "holds": "left" },
                "out": { "kind": "rail", "after": "loop", "length": "5 m", "holds": "left" },
                "ball": { "kind": "ball", "on": "slope", "mass": "0.1 kg", "radius": "0.1 mm", "at": [m(x(start)), m(y(start))] }
            }),
        )
    };
    let stays = |height: f64| {
        let mut lab = scene(height);
        let mut top: f64 = 0.0;
        for _ in 0..3000 {
            lab.steps(1);
            top = top.max(get(&lab, "s.ball.y"));
            if lab.take_events().iter().any(|event| event.name == "lift_off") {
                return None;
            }
            if get(&lab, "s.ball.x") > 2.0 * radius {
                return Some(top);
            }
        }
        None
    };
    let (mut low, mut high) = (0.9, 1.1);
    assert!(stays(low).is_none() && stays(high).is_some());
    for _ in 0..8 {
        let middle = 0.5 * (low + high);
        if stays(middle).is_some() { high = middle } else { low = middle }
    }
    case.expect("h_min", 0, 0.5 * (low + high), 0.2);
    // Speeds at top and bottom from that height, without loss.
    let g = case.input("g");
    case.expect("v_top_min", 0, (2.0 * g * (high - 2.0 * radius)).sqrt(), 1.0);
    case.expect("v_bottom_min", 0, (2.0 * g * high).sqrt(), 0.5);
    // A pendulum let go from the horizontal pulls three times its weight at the bottom.
    let mut pendulum = lab(
        "1 ms",
        gravity(&case),
        json!({
            "nail": { "kind": "anchor" },
            "bob": { "kind": "ball", "mass": "0.1 kg", "at": ["0.4 m", "0 m"] },
            "string": { "kind": "string", "a": "nail", "b": "bob", "length": "0.4 m" },
            "aside": { "kind": "shaker" }
        }),
    );
    let mut most: f64 = 0.0;
    for _ in 0..400 {
        pendulum.steps(1);
        most = most.max(get(&pendulum, "s.string.tension"));
    }
    case.expect("tension_over_weight_bottom_from_90deg", 0, most / (0.1 * g), 1e-3);
}
