//! Tests of vessels: closed forms of volumes and levels, pouring, displacing, weighing.

use super::KIND;
use super::glass::{Sunk, at_lip, below, level};
use super::parts::{beaker, cylinder, pan, solid};
use crate::numerics::random::Random;
use crate::quantity::Entries;
use crate::systems::{Event, GripId, PartKind, PartSetup, Pull, Setup, StepContext, Surroundings, System, VarId};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI};

const AROUND: Surroundings = Surroundings { gravity: 9.8, pressure: 101_325.0, air_density: 1.2, temperature: 293.15 };

pub fn part(id: &str, kind: &'static PartKind, values: &[(usize, f64)]) -> PartSetup {
    let mut all: Vec<f64> = kind.variables.iter().map(|v| v.start).collect();
    values.iter().for_each(|&(i, v)| all[i] = v);
    PartSetup { id: id.into(), kind, values: all, given: vec![true; kind.variables.len()], joined: Vec::new() }
}

pub fn system(parts: Vec<PartSetup>) -> Box<dyn System> {
    let setup =
        Setup { id: "s".into(), parts, options: Entries::new(), surroundings: AROUND, open: false, catalogue: None };
    (KIND.build)(&setup).unwrap()
}

pub fn get(system: &dyn System, path: &str) -> f64 {
    let at = system.variables().iter().position(|v| v.path == path).unwrap_or_else(|| panic!("{path}"));
    system.get(VarId(at as u32))
}

pub fn run(system: &mut dyn System, seconds: f64) -> Vec<Event> {
    let (mut random, mut events) = (Random::new(1), Vec::new());
    for i in 0..(seconds / 0.01).round() as usize {
        let mut cx = StepContext { time: i as f64 * 0.01, random: &mut random, events: &mut events };
        system.step(0.01, &mut cx).unwrap();
    }
    events
}

pub fn grip(system: &dyn System, path: &str) -> GripId {
    system.grips().iter().find(|g| g.path == path).unwrap_or_else(|| panic!("{path}")).id
}

/// Takes a part, leads it over these places and lets it go.
pub fn carry(system: &mut dyn System, id: &str, way: &[(f64, f64)]) {
    let grip = grip(system, id);
    let from = DVec2::new(get(system, &format!("{id}.x")), get(system, &format!("{id}.y")));
    system.pull(grip, Pull::Take(from)).unwrap();
    way.iter().for_each(|&(x, y)| system.pull(grip, Pull::Move(DVec2::new(x, y))).unwrap());
    system.pull(grip, Pull::Release).unwrap();
}

/// The volume below a leaning plane by summing slices.
fn summed(radius: f64, tilt: f64, at_lip: f64) -> f64 {
    let slices = 200_000;
    let step = 2.0 * radius / f64::from(slices);
    let slice = |i: u32| {
        let x = -radius + step * (f64::from(i) + 0.5);
        let z = at_lip - (radius - x) * libm::tan(tilt);
        2.0 * (radius * radius - x * x).sqrt() * z.max(0.0) * step
    };
    (0..slices).map(slice).sum()
}

#[test]
fn the_closed_form_of_a_tilted_beaker_is_the_sum_of_its_slices() {
    for tilt in [0.0, 0.05, 0.4, 0.9, 1.2, 1.5] {
        for at_lip in [0.001, 0.02, 0.07] {
            let (closed, slices) = (below(0.025, tilt, at_lip), summed(0.025, tilt, at_lip));
            // Upright to the lip means that the plane meets the rim; the beaker is higher here.
            assert!((closed - slices).abs() < 1e-7 * 1e-4 + 1e-5 * slices, "{tilt} {at_lip}: {closed} {slices}");
            if closed > 0.0 {
                assert!((self::at_lip(0.025, 0.07, tilt, closed) - at_lip).abs() < 1e-9, "{tilt} {at_lip}");
            }
        }
    }
    assert_eq!(below(0.025, FRAC_PI_2, 0.07), 0.0);
    assert!((below(0.025, 0.0, 0.07) - PI * 0.025 * 0.025 * 0.07).abs() < 1e-18);
}

#[test]
fn the_level_around_solids_holds_the_liquid_exactly() {
    let mut random = Random::new(4);
    for _ in 0..500 {
        let area = 5e-4;
        let solids: Vec<Sunk> = (0..3)
            .map(|_| Sunk {
                area: random.range(1e-5, 1.6e-4),
                from: random.range(-0.02, 0.1),
                height: random.range(0.01, 0.08),
            })
            .collect();
        // What lies below the floor takes no room there.
        let solids: Vec<Sunk> = solids.into_iter().map(|s| Sunk { from: s.from.max(0.0), ..s }).collect();
        let volume = random.range(0.0, 1e-4);
        let found = level(area, volume, &solids);
        let held = area * found - solids.iter().map(|s| s.displaced(found)).sum::<f64>();
        assert!((held - volume).abs() < 1e-18, "{found}: {held} for {volume}");
    }
}

#[test]
fn a_solid_displaces_its_volume_under_water_and_a_part_of_it_half_out() {
    let mut s = system(vec![
        part("tube", &cylinder::KIND, &[(beaker::VOLUME, 5e-5)]),
        part("stone", &solid::KIND, &[(0, -0.1), (1, 0.3), (solid::MASS, 0.0265), (solid::CARRIES, 0.0)]),
    ]);
    carry(&mut *s, "stone", &[(0.0, 0.3), (0.0, 0.1)]);
    assert_eq!((get(&*s, "stone.y"), get(&*s, "stone.immersed")), (0.0, 1.0));
    assert!((get(&*s, "tube.shown") - 6e-5).abs() < 1e-15, "{}", get(&*s, "tube.shown"));
    // Half out: 10 mL of solid of which half displaces.
    let height = get(&*s, "stone.height");
    let bore = PI * 0.0135 * 0.0135;
    let grip = grip(&*s, "stone");
    s.pull(grip, Pull::Take(DVec2::ZERO)).unwrap();
    s.pull(grip, Pull::Move(DVec2::new(0.0, 5.5e-5 / bore - height / 2.0))).unwrap();
    assert!((get(&*s, "tube.shown") - 5.5e-5).abs() < 1e-15);
    assert!((get(&*s, "stone.immersed") - 0.5).abs() < 1e-9);
    // Sideways it does not go through the glass.
    s.pull(grip, Pull::Move(DVec2::new(0.3, 0.05))).unwrap();
    assert!((get(&*s, "stone.x") - 0.0035).abs() < 1e-12);
}

#[test]
fn bubbles_and_the_film_on_a_wet_stone_are_what_they_say() {
    let mut s = system(vec![
        part("tube", &cylinder::KIND, &[(beaker::VOLUME, 5e-5), (beaker::DENSITY, 1100.0)]),
        part("stone", &solid::KIND, &[(0, -0.1), (1, 0.3), (solid::MASS, 0.0265), (solid::BUBBLES, 4e-7)]),
        part("pan", &pan::KIND, &[(0, 0.4), (1, 0.1)]),
    ]);
    carry(&mut *s, "stone", &[(0.0, 0.3), (0.0, 0.1)]);
    assert!((get(&*s, "tube.shown") - 6.04e-5).abs() < 1e-15);
    carry(&mut *s, "stone", &[(0.0, 0.3), (0.4, 0.2)]);
    assert!((get(&*s, "tube.volume") - 4.97e-5).abs() < 1e-18);
    assert!((get(&*s, "pan.load") - (0.0265 + 3e-7 * 1100.0)).abs() < 1e-12, "{}", get(&*s, "pan.load"));
    // Lowered again it gives the film back.
    carry(&mut *s, "stone", &[(0.4, 0.4), (0.0, 0.4), (0.0, 0.1)]);
    assert!((get(&*s, "tube.volume") - 5e-5).abs() < 1e-18);
    assert_eq!((get(&*s, "stone.wet"), get(&*s, "pan.load")), (0.0, 0.0));
}

#[test]
fn what_is_poured_arrives_but_for_the_film_and_what_misses_is_lost() {
    let brine = [(0, -0.2), (beaker::VOLUME, 8e-5), (beaker::DENSITY, 1150.0)];
    let mut s = system(vec![part("cup", &beaker::KIND, &brine), part("tube", &cylinder::KIND, &[])]);
    // Let go near the mouth, it is held with its lip over it.
    carry(&mut *s, "cup", &[(-0.2, 0.3), (-0.03, 0.23)]);
    assert!((get(&*s, "cup.x") + 0.025 * 1.12).abs() < 1e-12 && get(&*s, "cup.y") + 0.07 > 0.205);
    let lip = grip(&*s, "cup.lip");
    for _ in 0..30 {
        s.pull(lip, Pull::Nudge(DVec2::X)).unwrap();
    }
    let events = run(&mut *s, 8.0);
    assert!(events.is_empty(), "{events:?}");
    let kept = below(0.025, get(&*s, "cup.tilt"), 0.07);
    assert!((get(&*s, "cup.volume") - kept).abs() < 1e-12 && kept > 1e-5);
    assert!((get(&*s, "tube.volume") + get(&*s, "cup.volume") - 8e-5).abs() < 1e-17);
    assert!((get(&*s, "tube.density") - 1150.0).abs() < 1e-9);
    for _ in 0..40 {
        s.pull(lip, Pull::Nudge(DVec2::X)).unwrap();
    }
    run(&mut *s, 20.0);
    assert!((get(&*s, "cup.volume") - 7e-7).abs() < 1e-12 && get(&*s, "cup.tilt") == FRAC_PI_2);
    // Back on the bench, and tilted there: it runs over the bench.
    s.pull(lip, Pull::Take(DVec2::ZERO)).unwrap();
    s.pull(lip, Pull::Release).unwrap();
    assert_eq!(get(&*s, "cup.tilt"), 0.0);
    let again = [(0, -0.2), (beaker::VOLUME, 8e-5)];
    let mut s = system(vec![part("cup", &beaker::KIND, &again), part("tube", &cylinder::KIND, &[])]);
    let lip = grip(&*s, "cup.lip");
    s.pull(lip, Pull::Nudge(DVec2::splat(20.0))).unwrap();
    let events = run(&mut *s, 1.0);
    assert!(events.iter().all(|e| e.name == "spilled") && !events.is_empty());
    assert_eq!(get(&*s, "tube.volume"), 0.0);
}

#[test]
fn the_hand_turns_a_beaker_around_its_lip() {
    let mut s = system(vec![part("cup", &beaker::KIND, &[(1, 0.3)])]);
    let lip = grip(&*s, "cup.lip");
    // Taken at the lower left, straight below a point left of the lip, led around the lip by a quarter turn.
    let pivot = DVec2::new(0.028, 0.37 + beaker::THICK);
    s.pull(lip, Pull::Take(pivot + DVec2::new(0.0, -0.05))).unwrap();
    s.pull(lip, Pull::Move(pivot + DVec2::new(-0.05, 0.0))).unwrap();
    assert!((get(&*s, "cup.tilt") - FRAC_PI_2).abs() < 1e-12);
    s.pull(lip, Pull::Move(pivot + DVec2::new(-0.05, -0.05))).unwrap();
    assert!((get(&*s, "cup.tilt") - FRAC_PI_2 / 2.0).abs() < 1e-12);
}

#[test]
fn the_pan_carries_beaker_content_and_what_hangs_in_it_presses_with_what_it_displaces() {
    let mut s = system(vec![
        part("cup", &beaker::KIND, &[(0, -0.2), (beaker::VOLUME, 1e-4)]),
        part("stone", &solid::KIND, &[(0, -0.4), (1, 0.3), (solid::MASS, 0.0265)]),
        part("pan", &pan::KIND, &[(0, 0.2), (1, 0.1)]),
    ]);
    assert_eq!(get(&*s, "pan.load"), 0.0);
    carry(&mut *s, "cup", &[(0.2, 0.2)]);
    assert!((get(&*s, "pan.load") - 0.14982).abs() < 1e-12, "{}", get(&*s, "pan.load"));
    let grip = grip(&*s, "stone");
    s.pull(grip, Pull::Take(DVec2::new(-0.4, 0.3))).unwrap();
    for at in [(0.2, 0.3), (0.2, 0.11)] {
        s.pull(grip, Pull::Move(at.into())).unwrap();
    }
    assert!((get(&*s, "pan.load") - 0.14982 - 1e-5 * 998.2).abs() < 1e-12, "{}", get(&*s, "pan.load"));
    s.pull(grip, Pull::Release).unwrap();
    assert!((get(&*s, "pan.load") - 0.14982 - 0.0265).abs() < 1e-12, "{}", get(&*s, "pan.load"));
    // Carried off with what lies in it.
    carry(&mut *s, "cup", &[(0.2, 0.3), (-0.3, 0.2)]);
    assert_eq!(get(&*s, "pan.load"), 0.0);
    assert!((get(&*s, "stone.x") + 0.3).abs() < 1e-9 && get(&*s, "stone.immersed") == 1.0);
}
