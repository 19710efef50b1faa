//! Tests of the tray balance: torques, swings, stops, nuts, rider, weights by hand and by keys.

use super::beam::Swing;
use super::parts::{beaker, solid, tray_balance, weight, weight_box};
use super::tests::{carry, get, grip, part, run, system};
use crate::frame::apparatus::TrayBalance;
use crate::systems::{PartSetup, Pull, System, VarId};
use glam::DVec2;

/// A balance at the origin, its box to the right, the weights 50 g, 20 g and 5 g, a stone of 41.7 g to the left.
fn bench(balance: &[(usize, f64)]) -> Box<dyn System> {
    let mut scales = part("scales", &tray_balance::KIND, balance);
    scales.given = vec![false; tray_balance::KIND.variables.len()];
    system(vec![
        scales,
        part("box", &weight_box::KIND, &[(0, 0.3)]),
        part("w50", &weight::KIND, &[(weight::MASS, 0.05)]),
        part("w20", &weight::KIND, &[(weight::MASS, 0.02)]),
        part("w5", &weight::KIND, &[(weight::MASS, 0.005)]),
        part("stone", &solid::KIND, &[(0, -0.3), (solid::MASS, 0.0417)]),
    ])
}

fn set(system: &mut dyn System, path: &str, value: f64) {
    let at = system.variables().iter().position(|v| v.path == path).unwrap_or_else(|| panic!("{path}"));
    system.set(VarId(at as u32), value).unwrap();
}

fn key(system: &mut dyn System, path: &str, by: DVec2) {
    let id = grip(system, path);
    system.pull(id, Pull::Nudge(by)).unwrap();
}

fn pointer(system: &dyn System) -> f64 {
    get(system, "scales.pointer")
}

#[test]
fn it_stands_where_it_rests_and_a_division_is_its_sensitivity() {
    for (imbalance, shown) in [(0.0, 0.0), (7.4e-4, 3.7), (-1.1e-3, -5.5), (2e-3, 10.0)] {
        let mut s = bench(&[(tray_balance::IMBALANCE, imbalance)]);
        assert!((pointer(&*s) - shown).abs() < 1e-12);
        run(&mut *s, 5.0);
        assert!((pointer(&*s) - shown).abs() < 1e-12, "it moved by itself");
        assert!((get(&*s, "scales.zero") - imbalance).abs() < 1e-18);
    }
    // Twice as fine a balance moves twice as far.
    let s = bench(&[(tray_balance::IMBALANCE, 7.4e-4), (tray_balance::SENSITIVITY, 1e-4)]);
    assert!((pointer(&*s) - 7.4).abs() < 1e-12);
}

#[test]
fn a_swing_is_that_of_small_steps_of_the_equation() {
    for (square, fade) in [(5.0, 0.7), (5.0, 4.0), (4.0, 2.0), (1.0, 0.0)] {
        let swing = Swing { rest: 1.5, square, fade };
        let (mut x, mut v, dt) = (9.0, -3.0, 1e-5);
        for _ in 0..200_000 {
            // Leapfrog with the friction at the middle.
            let a = |x: f64, v: f64| -square * (x - 1.5) - 2.0 * fade * v;
            let half = v + 0.5 * dt * a(x, v);
            x += dt * half;
            v = (half - 0.5 * dt * square * (x - 1.5)) / (1.0 + dt * fade);
        }
        let (to, speed) = swing.after(9.0, -3.0, 2.0);
        assert!((to - x).abs() < 2e-4 && (speed - v).abs() < 2e-3, "{square} {fade}: {to} {x}, {speed} {v}");
    }
}

#[test]
fn it_swings_to_the_difference_of_both_sides_and_at_most_to_its_stop() {
    let mut s = bench(&[]);
    carry(&mut *s, "stone", &[(-0.3, 0.3), (-0.1, 0.25)]);
    assert!((get(&*s, "scales.left") - 0.0417).abs() < 1e-15);
    run(&mut *s, 10.0);
    assert_eq!(pointer(&*s), -10.5, "far too heavy, it lies on its stop");
    assert!((get(&*s, "stone.y") - TrayBalance::pan(-10.5, -1.0).y).abs() < 1e-12, "the stone went down with its pan");
    set(&mut *s, "w20.on", weight::RIGHT);
    set(&mut *s, "w5.on", weight::RIGHT);
    set(&mut *s, "stone.mass", 0.0254);
    let mut turns = Vec::new();
    for _ in 0..3000 {
        let before = get(&*s, "scales.speed");
        run(&mut *s, 0.01);
        if before * get(&*s, "scales.speed") < 0.0 {
            turns.push(pointer(&*s));
        }
    }
    // 0.4 g more on the left are two divisions; it swings about them, less each time.
    assert!((pointer(&*s) + 2.0).abs() < 1e-6, "{}", pointer(&*s));
    assert!(turns.len() >= 3 && turns.windows(2).all(|w| (w[1] + 2.0).abs() < (w[0] + 2.0).abs()), "{turns:?}");
    assert!((get(&*s, "stone.y") - TrayBalance::pan(pointer(&*s), -1.0).y).abs() < 1e-9);
    assert!((get(&*s, "scales.left") - 0.0254).abs() < 1e-15);
}

#[test]
fn halving_the_step_leaves_a_swing_into_the_stop_as_it_was() {
    let end = |dt: f64| {
        let mut s = bench(&[]);
        set(&mut *s, "w5.on", weight::RIGHT);
        set(&mut *s, "scales.rider", 1.2e-3);
        let (mut random, mut events) = (crate::numerics::random::Random::new(1), Vec::new());
        for i in 0..(2.0 / dt).round() as usize {
            if i == (1.2 / dt).round() as usize {
                set(&mut *s, "w5.on", weight::BOX);
            }
            let mut cx = crate::systems::StepContext { time: i as f64 * dt, random: &mut random, events: &mut events };
            s.step(dt, &mut cx).unwrap();
        }
        pointer(&*s)
    };
    assert!((end(0.01) - end(0.005)).abs() < 1e-9, "{} {}", end(0.01), end(0.005));
    assert!((end(0.01) - 6.0).abs() > 0.1, "it is still swinging");
}

#[test]
fn nuts_level_it_by_keys_and_by_hand() {
    let mut s = bench(&[(tray_balance::IMBALANCE, 7.4e-4)]);
    // 0.1 mm of a nut of 20 g on an arm of 0.1 m is 0.02 g: a tenth of a division.
    for _ in 0..20 {
        key(&mut *s, "scales.left_nut", -DVec2::X);
    }
    assert!((get(&*s, "scales.zero") - 3.4e-4).abs() < 1e-15);
    let nut = grip(&*s, "scales.right_nut");
    s.pull(nut, Pull::Take(DVec2::new(0.13, 0.07))).unwrap();
    s.pull(nut, Pull::Move(DVec2::new(0.125, 0.09))).unwrap();
    s.pull(nut, Pull::Move(DVec2::new(0.13 - 0.034, 0.05))).unwrap();
    s.pull(nut, Pull::Release).unwrap();
    assert!(get(&*s, "scales.zero").abs() < 1e-15, "{}", get(&*s, "scales.zero"));
    run(&mut *s, 15.0);
    assert!(pointer(&*s).abs() < 1e-3, "{}", pointer(&*s));
    // At the end of its thread it stops.
    (0..200).for_each(|_| key(&mut *s, "scales.left_nut", -DVec2::X));
    assert_eq!(get(&*s, "scales.left_nut"), -tray_balance::THREAD);
}

#[test]
fn the_rider_slides_along_its_scale_and_counts_on_the_right() {
    let mut s = bench(&[(tray_balance::RIDER, 1.6e-3)]);
    assert!((pointer(&*s) - 8.0).abs() < 1e-12);
    let rider = grip(&*s, "scales.rider");
    let at = |x: f64| DVec2::new(x, 0.05);
    s.pull(rider, Pull::Take(at(-0.018))).unwrap();
    // 20 mm are a gram.
    s.pull(rider, Pull::Move(at(-0.038))).unwrap();
    assert!((get(&*s, "scales.rider") - 6e-4).abs() < 1e-15);
    s.pull(rider, Pull::Move(at(-0.2))).unwrap();
    s.pull(rider, Pull::Release).unwrap();
    assert_eq!(get(&*s, "scales.rider"), 0.0);
    (0..4).for_each(|_| key(&mut *s, "scales.rider", DVec2::X));
    assert!((get(&*s, "scales.rider") - 4e-4).abs() < 1e-15);
    (0..10).for_each(|_| key(&mut *s, "scales.rider", DVec2::X * 10.0));
    assert_eq!(get(&*s, "scales.rider"), tray_balance::MOST_RIDER);
}

#[test]
fn weights_go_between_box_and_pans_by_hand_and_by_keys() {
    let mut s = bench(&[]);
    let box_x = get(&*s, "w20.x");
    carry(&mut *s, "w20", &[(0.2, 0.3), (0.1, 0.2)]);
    assert_eq!((get(&*s, "w20.on"), get(&*s, "scales.right")), (weight::RIGHT, 0.02));
    run(&mut *s, 5.0);
    assert!((get(&*s, "w20.y") - TrayBalance::pan(10.5, 1.0).y).abs() < 1e-12, "it went down with its pan");
    // Held in the forceps it weighs nothing; let go beside the pans it is put back into its box.
    let w20 = grip(&*s, "w20");
    s.pull(w20, Pull::Take(DVec2::new(get(&*s, "w20.x"), get(&*s, "w20.y")))).unwrap();
    s.pull(w20, Pull::Move(DVec2::new(0.1, 0.3))).unwrap();
    assert_eq!((get(&*s, "scales.right"), get(&*s, "scales.weights")), (0.0, 0.0));
    s.pull(w20, Pull::Move(DVec2::new(0.2, 0.3))).unwrap();
    s.pull(w20, Pull::Release).unwrap();
    assert_eq!((get(&*s, "w20.on"), get(&*s, "w20.x")), (weight::BOX, box_x));
    // By keys: from the box to the right pan, on to the left one, and back.
    for (way, on) in [(-1.0, weight::RIGHT), (-1.0, weight::LEFT), (-1.0, weight::LEFT), (1.0, weight::RIGHT)] {
        key(&mut *s, "w5", DVec2::X * way);
        assert_eq!(get(&*s, "w5.on"), on);
    }
    key(&mut *s, "w50", -DVec2::X);
    assert!((get(&*s, "scales.weights") - 0.055).abs() < 1e-15);
    key(&mut *s, "w5", DVec2::X);
    assert_eq!(get(&*s, "w5.on"), weight::BOX);
}

#[test]
fn swapped_pans_and_a_worn_weight_have_their_consequence() {
    // Stone right, 50 g left, rider: m + rider = weights, so m = weights - rider.
    let mut s = bench(&[]);
    set(&mut *s, "stone.mass", 0.0468);
    carry(&mut *s, "stone", &[(-0.3, 0.4), (0.1, 0.25)]);
    set(&mut *s, "w50.on", weight::LEFT);
    set(&mut *s, "scales.rider", 3.2e-3);
    run(&mut *s, 30.0);
    assert!(pointer(&*s).abs() < 1e-3, "{}", pointer(&*s));
    assert_eq!(get(&*s, "scales.weights"), 0.05);
    // A weight that has lost 0.1 g is half a division too light.
    let mut worn = part("w50", &weight::KIND, &[(weight::MASS, 0.05), (weight::ERROR, -1e-4)]);
    worn.values[weight::ON] = weight::RIGHT;
    let mut s = system(vec![part("scales", &tray_balance::KIND, &[]), worn, cup()]);
    carry(&mut *s, "cup", &[(-0.3, 0.4), (-0.1, 0.25)]);
    run(&mut *s, 30.0);
    assert!((pointer(&*s) + 0.5).abs() < 1e-3, "{}", pointer(&*s));
}

/// A beaker of 50 g with its water.
fn cup() -> PartSetup {
    let water = 0.02 / 998.2;
    part("cup", &beaker::KIND, &[(0, -0.3), (beaker::GLASS, 0.03), (beaker::VOLUME, water)])
}

#[test]
fn what_lies_in_a_beaker_goes_down_with_its_pan() {
    let mut s = system(vec![
        part("scales", &tray_balance::KIND, &[]),
        cup(),
        part("stone", &solid::KIND, &[(0, -0.6), (1, 0.3), (solid::MASS, 0.0265)]),
    ]);
    carry(&mut *s, "stone", &[(-0.3, 0.3), (-0.3, 0.02)]);
    carry(&mut *s, "cup", &[(-0.3, 0.3), (-0.1, 0.25)]);
    assert!((get(&*s, "scales.left") - 0.0765).abs() < 1e-9, "{}", get(&*s, "scales.left"));
    run(&mut *s, 3.0);
    let pan = TrayBalance::pan(-10.5, -1.0).y;
    assert!((get(&*s, "cup.y") - pan).abs() < 1e-9);
    assert!((get(&*s, "stone.y") - pan - beaker::THICK).abs() < 1e-9, "the stone is taken along once");
    assert!((get(&*s, "scales.left") - 0.0765).abs() < 1e-9);
}

#[test]
fn bare_fingers_leave_their_sweat_and_forceps_do_not() {
    let mut s = bench(&[]);
    key(&mut *s, "w50", DVec2::NEG_X);
    assert_eq!(get(&*s, "w50.touched"), 0.0);
    let clean = get(&*s, "scales.right") + get(&*s, "scales.left");
    set(&mut *s, "box.by", 1.0);
    key(&mut *s, "w20", DVec2::NEG_X);
    assert_eq!((get(&*s, "w20.touched"), get(&*s, "w50.touched")), (1.0, 0.0));
    let sweat = get(&*s, "scales.right") + get(&*s, "scales.left") - clean - 0.02;
    assert!((sweat - weight::SWEAT).abs() < 1e-15, "{sweat}");
    let id = grip(&*s, "w20");
    s.pull(id, Pull::Take(DVec2::new(get(&*s, "w20.x"), get(&*s, "w20.y")))).unwrap();
    s.pull(id, Pull::Move(DVec2::new(0.3, 0.1))).unwrap();
    s.pull(id, Pull::Release).unwrap();
    assert_eq!(get(&*s, "w20.touched"), 2.0, "carried back");
    assert!((get(&*s, "scales.weights") - 0.05).abs() < 1e-15, "what is marked does not change");
}
