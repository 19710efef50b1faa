//! Tests of baths and bulbs: closed forms, and what a bulb feels where.

use super::model::boiling_point;
use super::parts::{bath, body, bulb};
use super::{KIND, model};
use crate::numerics::math::exp;
use crate::numerics::random::Random;
use crate::quantity::Entries;
use crate::systems::{
    Event, GripId, PartKind, PartSetup, Pull, Refused, Setup, StepContext, Surroundings, System, VarId,
};
use glam::DVec2;

const AROUND: Surroundings = Surroundings { gravity: 9.8, pressure: 101_325.0, air_density: 1.2, temperature: 293.15 };

fn part(id: &str, kind: &'static PartKind, values: &[(usize, f64)]) -> PartSetup {
    let mut all: Vec<f64> = kind.variables.iter().map(|v| v.start).collect();
    values.iter().for_each(|&(i, v)| all[i] = v);
    PartSetup { id: id.into(), kind, values: all, given: vec![true; kind.variables.len()], joined: Vec::new() }
}

fn system(parts: Vec<PartSetup>) -> Box<dyn System> {
    let setup =
        Setup { id: "s".into(), parts, options: Entries::new(), surroundings: AROUND, open: false, catalogue: None };
    (KIND.build)(&setup).unwrap()
}

fn get(system: &dyn System, path: &str) -> f64 {
    let at = system.variables().iter().position(|v| v.path == path).unwrap_or_else(|| panic!("{path}"));
    system.get(VarId(at as u32))
}

fn set(system: &mut dyn System, path: &str, value: f64) -> Result<(), Refused> {
    let at = system.variables().iter().position(|v| v.path == path).unwrap_or_else(|| panic!("{path}"));
    system.set(VarId(at as u32), value)
}

fn run(system: &mut dyn System, dt: f64, seconds: f64) -> Vec<Event> {
    let (mut random, mut events) = (Random::new(1), Vec::new());
    for i in 0..(seconds / dt).round() as usize {
        let mut cx = StepContext { time: i as f64 * dt, random: &mut random, events: &mut events };
        system.step(dt, &mut cx).unwrap();
    }
    events
}

#[test]
fn water_cools_by_newtons_law_whatever_the_step() {
    for dt in [0.01, 0.7, 50.0] {
        let mut s = system(vec![part("hot", &bath::KIND, &[(bath::TEMPERATURE, 353.15)])]);
        run(&mut *s, dt, 700.0);
        // 0.2 L of water and 80 J/K of glass over 0.6 W/K, in a room of 20 degrees.
        let tau = (2e-4 * model::DENSITY * model::SPECIFIC_HEAT + 80.0) / 0.6;
        let right = 293.15 + 60.0 * exp(-700.0 / tau);
        assert!((get(&*s, "hot.temperature") - right).abs() < 1e-9, "{dt}");
    }
}

#[test]
fn water_boils_where_the_air_presses_less_and_makes_steam_of_the_rest() {
    assert!((boiling_point(101_325.0) - 373.15).abs() < 0.01);
    // IAPWS-95 saturation pressure at 95 degrees: 84.609 kPa.
    assert!((boiling_point(84_609.0) - 368.15).abs() < 0.05);
    let mut coarse = system(vec![part("pot", &bath::KIND, &[(bath::TEMPERATURE, 370.0), (bath::POWER, 500.0)])]);
    run(&mut *coarse, 300.0, 300.0);
    let mut fine = system(vec![part("pot", &bath::KIND, &[(bath::TEMPERATURE, 370.0), (bath::POWER, 500.0)])]);
    run(&mut *fine, 0.01, 300.0);
    assert_eq!(get(&*fine, "pot.temperature"), boiling_point(101_325.0));
    assert_eq!(get(&*fine, "pot.boiling"), 1.0);
    let (a, b) = (get(&*coarse, "pot.mass"), get(&*fine, "pot.mass"));
    assert!((a - b).abs() < 1e-9 && b < 0.2 * 0.9982 - 0.05, "{a} {b}");
    // What came in less what went out made steam: 500 W for 300 s less warming and loss.
    let warmed = (2e-4 * model::DENSITY * model::SPECIFIC_HEAT + 80.0) * (boiling_point(101_325.0) - 370.0);
    let lost = (2e-4 * model::DENSITY - b) * model::LATENT_HEAT;
    let room = 0.6 * 80.0 * 300.0;
    assert!((warmed + lost + room - 150_000.0).abs() < 200.0, "{}", warmed + lost + room);
}

#[test]
fn a_pot_boiled_dry_is_switched_off() {
    let start = [(bath::TEMPERATURE, 373.0), (bath::POWER, 2000.0), (bath::VOLUME, 6e-6)];
    let mut s = system(vec![part("pot", &bath::KIND, &start)]);
    let events = run(&mut *s, 0.1, 60.0);
    assert_eq!(events.iter().map(|e| e.name).collect::<Vec<_>>(), ["boiled_dry"]);
    assert_eq!(get(&*s, "pot.power"), 0.0);
}

#[test]
fn a_bulb_feels_what_it_is_in_and_what_it_touches() {
    let hot = [(bath::TEMPERATURE, 353.15), (bath::COOLING, 0.0)];
    let armpit = [(0, 1.0), (1, 0.1), (body::TEMPERATURE, 310.0)];
    let mut s = system(vec![
        part("hot", &bath::KIND, &hot),
        part("person", &body::KIND, &armpit),
        part("bulb", &bulb::KIND, &[(0, 0.5), (1, 0.2)]),
    ]);
    let grip = GripId(0);
    let put = |s: &mut dyn System, x: f64, y: f64| {
        s.pull(grip, Pull::Take(DVec2::new(get(s, "bulb.x"), get(s, "bulb.y")))).unwrap();
        for at in [DVec2::new(get(s, "bulb.x"), 0.4), DVec2::new(x, 0.4), DVec2::new(x, y)] {
            s.pull(grip, Pull::Move(at)).unwrap();
        }
        s.pull(grip, Pull::Release).unwrap();
    };
    assert_eq!((get(&*s, "bulb.temperature"), get(&*s, "bulb.slowness")), (293.15, model::IN_AIR));
    put(&mut *s, 0.0, 0.02);
    assert_eq!((get(&*s, "bulb.temperature"), get(&*s, "bulb.slowness")), (353.15, 1.0));
    assert_eq!((get(&*s, "bulb.immersed"), get(&*s, "bulb.touches")), (1.0, 0.0));
    // Pushed through the floor it stands on it; the glass is 3 % nearer to the room.
    put(&mut *s, 0.0, -0.2);
    assert_eq!((get(&*s, "bulb.y"), get(&*s, "bulb.touches")), (0.0, 2.0));
    assert!((get(&*s, "bulb.temperature") - (353.15 - 0.03 * 60.0)).abs() < 1e-9);
    set(&mut *s, "hot.power", 100.0).unwrap();
    assert!((get(&*s, "bulb.temperature") - 358.15).abs() < 1e-9);
    set(&mut *s, "hot.power", 0.0).unwrap();
    // Pulled sideways below the rim it comes to the wall, not through it.
    s.pull(grip, Pull::Take(DVec2::ZERO)).unwrap();
    s.pull(grip, Pull::Move(DVec2::new(0.4, 0.02))).unwrap();
    s.pull(grip, Pull::Release).unwrap();
    assert!((get(&*s, "bulb.x") - (0.035 - 0.004)).abs() < 1e-12);
    assert_eq!(get(&*s, "bulb.touches"), 1.0);
    // Half out of the water: between water and air, and slower.
    let level = get(&*s, "hot.level");
    put(&mut *s, 0.0, level - 0.006);
    assert!((get(&*s, "bulb.immersed") - 0.5).abs() < 1e-9);
    let felt = get(&*s, "bulb.temperature");
    assert!((felt - (353.15 * 0.5 + 293.15 * 0.5 / 8.0) / (0.5 + 0.5 / 8.0)).abs() < 1e-9, "{felt}");
    put(&mut *s, 1.0, 0.1);
    assert_eq!((get(&*s, "bulb.temperature"), get(&*s, "bulb.slowness")), (310.0, 6.0));
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let mut s = system(vec![part("hot", &bath::KIND, &[])]);
    for (path, value) in [("hot.volume", 5e-4), ("hot.temperature", 373.5)] {
        let before = s.save();
        let refused = set(&mut *s, path, value).unwrap_err();
        assert!(matches!(refused, Refused::Impossible { .. }) && refused.to_string().ends_with('.'), "{refused}");
        assert_eq!(s.save(), before);
    }
}
